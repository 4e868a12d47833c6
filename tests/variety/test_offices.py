"""Reports on paper as offices make them, those ways of which neither an office program nor OCR is needed."""

from __future__ import annotations

import pytest

from pipelines.places import Gazetteer
from tests.odd_pages.scoring import gazetteer, score
from tests.variety.paper.offices.batch import pages
from tests.variety.paper.offices.layers import LAYERS


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return gazetteer()


@pytest.mark.parametrize("name", sorted(LAYERS))
def test_what_a_page_does_not_show_changes_no_figure_and_what_it_shows_is_read(name: str, places: Gazetteer) -> None:
    (odd,) = pages(f"layer-{name.replace('_', '-')}")
    got = score(odd, places)
    assert [*got.wrong, *got.invented, *got.alarms, *got.missing] == []
