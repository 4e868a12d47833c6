"""Tables damaged at random, several times over: hardly any figure is read wrong."""

from __future__ import annotations

import pytest

from pipelines.places import Gazetteer
from tests.odd_pages.scoring import gazetteer, score
from tests.variety.mangled.damage import damaged
from tests.variety.mangled.report import odd

MOST_WRONG = 0.0005  # of all figures printed
# Damages that moved a row's values to other columns before: a gap between columns, a head printed twice.
MENDED = (26, 107, 160, 213)


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return gazetteer()


def read_wrong(seed: int, places: Gazetteer) -> tuple[list[str], int]:
    made, said = damaged(seed)
    one = odd(said, made)
    got = score(one, places)
    return [f"{said}: {line}" for line in (*got.wrong, *got.invented)], len(one.figures)


@pytest.mark.parametrize("seed", MENDED)
def test_a_row_that_is_out_of_place_gives_nothing_wrong(seed: int, places: Gazetteer) -> None:
    assert read_wrong(seed, places)[0] == []


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_of_many_damaged_tables_hardly_anything_is_read_wrong(places: Gazetteer) -> None:
    found = [read_wrong(seed, places) for seed in range(1000, 1300)]
    wrong = [line for lines, _ in found for line in lines]
    assert len(wrong) <= MOST_WRONG * sum(figures for _, figures in found), wrong
