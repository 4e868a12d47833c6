"""All portals of apps_and_frames, through the real commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crawler.held_out.measure import BOUND, Outcome, crawl
from tests.crawler.held_out_apps_and_frames.portals import PLACES, build

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    found, _ = crawl(build(), Path(tmp_path_factory.mktemp("held-out-apps-and-frames")))
    return {outcome.portal.name: outcome for outcome in found}


@pytest.mark.parametrize("name", PLACES)
def test_every_report_of_a_stranger_is_found_and_nothing_else(outcomes: dict[str, Outcome], name: str) -> None:
    assert (outcomes[name].missing, outcomes[name].invented) == (set(), set())
    assert outcomes[name].requests <= BOUND
    assert outcomes[name].each <= 8


@pytest.mark.parametrize("name", PLACES)
def test_no_year_that_the_portal_holds_is_said_to_be_absent(outcomes: dict[str, Outcome], name: str) -> None:
    assert outcomes[name].denied == []
