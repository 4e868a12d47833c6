"""All portals of lists, through the real commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crawler.held_out.measure import BOUND, Outcome, crawl
from tests.crawler.held_out_lists.portals import PLACES, PROVEN, build

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    found, _ = crawl(build(), Path(tmp_path_factory.mktemp("held-out-lists")))
    return {outcome.portal.name: outcome for outcome in found}


@pytest.mark.parametrize("name", PLACES)
def test_every_report_of_a_stranger_is_found_and_nothing_else(outcomes: dict[str, Outcome], name: str) -> None:
    assert (outcomes[name].missing, outcomes[name].invented) == (set(), set())
    assert outcomes[name].requests <= BOUND
    assert outcomes[name].each <= 12


@pytest.mark.parametrize("name", PLACES)
def test_a_year_that_the_portal_holds_is_said_to_be_found(outcomes: dict[str, Outcome], name: str) -> None:
    found = {year for year, state in outcomes[name].coverage.items() if state == "found"}
    assert found == outcomes[name].governments


@pytest.mark.parametrize("name", PROVEN)
def test_a_list_that_was_seen_whole_proves_which_years_are_absent(outcomes: dict[str, Outcome], name: str) -> None:
    assert set(outcomes[name].coverage.values()) <= {"found", "absent"}


def test_a_list_that_holds_fewer_entries_than_it_says_proves_nothing(outcomes: dict[str, Outcome]) -> None:
    assert set(outcomes["capped"].coverage.values()) == {"found", "unknown"}
