"""All portals of the set, through the real commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crawler.held_out.measure import Outcome, crawl
from tests.crawler.held_out_wrong_entries.portals import build

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("held out"), pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    return crawl(build(), Path(tmp_path_factory.mktemp("held-out-wrong-entries")))[0]


def test_every_report_within_reach_is_found_and_nothing_else(outcomes: list[Outcome]) -> None:
    assert [(o.portal.name, o.missing, o.invented) for o in outcomes if o.missing or o.invented] == []


def test_no_year_is_called_absent_that_the_county_holds(outcomes: list[Outcome]) -> None:
    assert [(o.portal.name, o.denied) for o in outcomes if o.denied] == []


def test_years_that_a_whole_list_lacks_are_called_absent(outcomes: list[Outcome]) -> None:
    assert [(o.portal.name, o.undecided) for o in outcomes if o.undecided] == []
