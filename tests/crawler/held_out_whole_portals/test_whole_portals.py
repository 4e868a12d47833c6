"""All portals of the sets that furnish whole sites, through the real commands."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from tests.crawler.held_out.measure import BOUND, SETS, Outcome, crawl

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("held out"), pytest.mark.timeout(1200)]
WHOLE = ("whole_portals", "titles_and_columns", "untidy", "doubtful_years", "county_sites", "called_lists")


@pytest.fixture(scope="module", params=WHOLE)
def outcomes(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    portals = importlib.import_module(f"{SETS[request.param]}.portals").build()
    return crawl(portals, Path(tmp_path_factory.mktemp(request.param)))[0]


def test_every_report_of_a_whole_portal_is_found_and_nothing_else(outcomes: list[Outcome]) -> None:
    assert [(o.portal.name, o.missing, o.invented) for o in outcomes if o.missing or o.invented] == []


def test_a_whole_portal_costs_few_requests_a_report(outcomes: list[Outcome]) -> None:
    assert all(o.requests <= BOUND for o in outcomes)
    assert sorted(o.each for o in outcomes)[len(outcomes) // 2] <= 8


def test_no_year_that_a_whole_portal_holds_is_said_to_be_absent(outcomes: list[Outcome]) -> None:
    assert [(o.portal.name, o.denied) for o in outcomes if o.denied] == []
