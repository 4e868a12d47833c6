"""Checks across years over a place's reports: each planted break is flagged, an erratum counts, and no alarm is false."""

from __future__ import annotations

import pytest

from pipelines.places import Gazetteer
from tests.odd_pages.scoring import gazetteer
from tests.variety.sequences.making import sequence
from tests.variety.sequences.measure import judged


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return gazetteer()


@pytest.mark.parametrize("seed", [1, 3])
def test_a_sequence_of_years_is_flagged_where_it_breaks_and_nowhere_else(seed: int, places: Gazetteer) -> None:
    assert judged(sequence(seed), places)[1] == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(24))
def test_every_sequence_of_years_is_flagged_where_it_breaks_and_nowhere_else(seed: int, places: Gazetteer) -> None:
    assert judged(sequence(seed), places)[1] == []
