"""The sets about the verdict on years and about whose report an entry is, through the real commands."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from tests.crawler.held_out.measure import SETS, Outcome, crawl

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("held out"), pytest.mark.timeout(900)]


@pytest.fixture(scope="module", params=("moved_columns", "wrong_entries", "whose_and_when", "counted_oddly"))
def outcomes(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    portals = importlib.import_module(f"{SETS[request.param]}.portals").build()
    return crawl(portals, Path(tmp_path_factory.mktemp(request.param)))[0]


def test_every_report_within_reach_is_found_and_nothing_else(outcomes: list[Outcome]) -> None:
    assert [(o.portal.name, o.missing, o.invented) for o in outcomes if o.missing or o.invented] == []


def test_no_year_is_called_absent_that_the_place_reported_on(outcomes: list[Outcome]) -> None:
    assert [(o.portal.name, o.denied) for o in outcomes if o.denied] == []


def test_years_that_a_whole_list_lacks_are_called_absent(outcomes: list[Outcome]) -> None:
    assert [(o.portal.name, o.undecided) for o in outcomes if o.undecided] == []
