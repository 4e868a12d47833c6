"""Pages that no known system serves: what they print is read, and nothing else."""

from __future__ import annotations

import pytest

from pipelines.places import Gazetteer
from tests.odd_pages import (
    annexes_of_provinces,
    cms_boxes,
    cms_fillings,
    cms_pages,
    common_systems,
    damage_and_local_tables,
    narratives_in_data,
    narratives_in_fields_and_shadows,
    narratives_in_frames,
    portals_of_2008_to_2025,
    shells_of_every_age,
    statistics_form_and_rewordings,
    tables_among_sentences,
    tables_and_hidden_content,
    tables_of_boxes,
    tables_of_two_bodies,
    titles_dates_and_remarks,
)
from tests.odd_pages.scoring import Odd, gazetteer, score

PAGES = [
    *tables_and_hidden_content.pages(),
    *damage_and_local_tables.pages(),
    *statistics_form_and_rewordings.pages(),
    *narratives_in_frames.pages(),
    *narratives_in_data.pages(),
    *narratives_in_fields_and_shadows.pages(),
    *common_systems.pages(),
    *titles_dates_and_remarks.pages(),
    *annexes_of_provinces.pages(),
    *cms_pages.pages(),
    *cms_boxes.pages(),
    *cms_fillings.pages(),
    *portals_of_2008_to_2025.pages(),
    *tables_of_boxes.pages(),
    *tables_of_two_bodies.pages(),
    *tables_among_sentences.pages(),
    *shells_of_every_age.pages(),
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
