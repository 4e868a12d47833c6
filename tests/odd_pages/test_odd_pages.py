"""Pages that no known system serves: what they print is read, and nothing else."""

from __future__ import annotations

import pytest

from pipelines.places import Gazetteer
from tests.odd_pages import (
    cms_boxes,
    cms_pages,
    cms_pages_again,
    eighth,
    fifth,
    first,
    fourth,
    ninth,
    second,
    seventh,
    sixth,
    third,
)
from tests.odd_pages.scoring import Odd, gazetteer, score

PAGES = [
    *first.pages(),
    *second.pages(),
    *third.pages(),
    *fourth.pages(),
    *fifth.pages(),
    *sixth.pages(),
    *seventh.pages(),
    *eighth.pages(),
    *ninth.pages(),
    *cms_pages.pages(),
    *cms_boxes.pages(),
    *cms_pages_again.pages(),
]


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return gazetteer()


def faults(odd: Odd, places: Gazetteer) -> list[object]:
    """What is not as it should be."""
    got = score(odd, places)
    return [*got.wrong, *got.invented, *got.missing, *got.facts, *got.text, *got.sections, *got.alarms]


@pytest.mark.parametrize("odd", PAGES[::9], ids=lambda odd: odd.name)
def test_what_an_odd_page_prints_is_read_and_nothing_else(odd: Odd, places: Gazetteer) -> None:
    assert faults(odd, places) == []


@pytest.mark.slow
@pytest.mark.parametrize("odd", PAGES, ids=lambda odd: odd.name)
def test_what_every_odd_page_prints_is_read_and_nothing_else(odd: Odd, places: Gazetteer) -> None:
    assert faults(odd, places) == []
