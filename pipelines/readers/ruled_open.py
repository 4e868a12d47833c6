"""A ruled table that a page's end cuts through a row: its last row has no rule below, and lines of its cells stand lower than the
rules at their sides reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipelines.readers.pdf_lines import rows_of
from pipelines.readers.pdf_page import Character
from pipelines.readers.ruled import Grid, GridCell

# Of a character's height: lines of one cell stand no further apart; characters closer than the second are one run.
LEADING, TOGETHER = 0.8, 0.6
# More lines than these are no rest of a row.
MOST_LINES = 4
# Lines that may stand below these, apart from them: a page's number, an address.
MARGIN_LINES = 2


def to_the_foot(grid: Grid, below: Sequence[Character]) -> Grid:
    """The grid, its last row reaching down over the lines that stand right under it in its open cells, where these are the last of
    the page. `below` are the characters under the grid."""
    last = [cell for cell in grid.cells if cell.row + cell.rowspan == len(grid.ys) - 1]
    if not any(cell.open_bottom for cell in last):
        return grid
    rows = [[c for _, c in row if c.text.strip()] for row in rows_of(below)]
    foot, taken = grid.ys[-1], 0
    for row in rows:
        size = max(max(c.bottom - c.top for c in row), 1.0)
        # Figures do not go on below their line: without a word it is the page's number.
        if min(c.top for c in row) - foot > LEADING * size or not any(c.text.isalpha() for c in row):
            break
        if not _stands_in(row, last):
            return grid
        foot = max(c.bottom for c in row)
        taken += 1
    if not 0 < taken <= MOST_LINES or len(rows) - taken > MARGIN_LINES:
        return grid
    ends = tuple(
        replace(cell, box=(*cell.box[:3], foot)) if cell.row + cell.rowspan == len(grid.ys) - 1 else cell
        for cell in grid.cells
    )
    return Grid(grid.xs, (*grid.ys[:-1], foot), ends)


def _stands_in(row: Sequence[Character], cells: Sequence[GridCell]) -> bool:
    """Whether every character stands in an open cell, and no run of them in two."""
    held = [
        next((c for c in cells if c.open_bottom and c.box[0] <= one.x0 and one.x1 <= c.box[2]), None) for one in row
    ]
    if any(cell is None for cell in held):
        return False
    pairs = zip(pairwise(row), pairwise(held), strict=True)
    return all(
        one is two or right.x0 - left.x1 > TOGETHER * (right.bottom - right.top) for (left, right), (one, two) in pairs
    )
