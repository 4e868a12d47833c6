"""The batch that the ways of this folder are of."""

from __future__ import annotations

from tests.variety.mangled.grids import Cell, Grid, show
from tests.variety.mangled.report import Batch

BATCH = Batch(7100)
way = BATCH.way
NOTHING = ("—", "-", "/", "／", "*", "", "N/A", "－", "――", "\\", "…", "　")


def row_cells(grid: Grid, at: int) -> list[Cell]:
    return [cell for cell in grid.rows[at] if cell is not None and cell.key is not None]


def strange(grid: Grid) -> Grid:
    """The same figures as another year's or body's: nothing of it is this report's."""
    for cell in grid.figures():
        cell.text = show((cell.value or 0) + 3)
        cell.key = cell.value = None
    return grid
