"""A few of the held-out portals, through the real commands; all of them: `python -m tests.crawler.held_out.measure`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crawler.held_out.measure import BOUND, Outcome, crawl
from tests.crawler.held_out.portals import build

NAMES = ["hanweb", "aspnet", "frames", "two_hosts", "rough", "lonsun"]

pytestmark = [pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    found, _ = crawl(build(NAMES), Path(tmp_path_factory.mktemp("held-out")))
    return {outcome.portal.name: outcome for outcome in found}


@pytest.mark.parametrize("name", NAMES)
def test_every_report_of_a_stranger_is_found(outcomes: dict[str, Outcome], name: str) -> None:
    assert outcomes[name].missing == set()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_taken_for_a_report_that_is_none(outcomes: dict[str, Outcome], name: str) -> None:
    assert outcomes[name].invented == set()


@pytest.mark.parametrize("name", NAMES)
def test_a_portal_stays_within_its_bound_and_near_its_reports(outcomes: dict[str, Outcome], name: str) -> None:
    assert outcomes[name].requests <= BOUND
    assert outcomes[name].each <= 12


def test_a_host_that_nobody_declared_is_not_asked(outcomes: dict[str, Outcome]) -> None:
    assert outcomes["two_hosts"].portal.foreign
    assert outcomes["two_hosts"].abroad == 0


def test_paths_behind_a_challenge_are_asked_for_at_most_twice(outcomes: dict[str, Outcome]) -> None:
    site = outcomes["rough"].portal.sites[0]
    for path in ("/safe/2010.html", "/safe/2011.html"):
        assert site.fetched(path) in (1, 2)
