"""The batch that the ways of this folder are of."""

from __future__ import annotations

from tests.variety.mangled.grids import Cell
from tests.variety.mangled.report import Batch, Made

BATCH = Batch(8300)
way = BATCH.way


def with_value(r: Made, number: int) -> list[Cell]:
    """Some figures of the third table, far from each other."""
    return [cell for cell in r.three.figures() if cell.value][::number]
