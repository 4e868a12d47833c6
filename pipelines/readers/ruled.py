"""The grid that drawn lines make: which cells, how far each spans, and where its borders are open.

Lines are snapped to common coordinates; the table is cut along all of them, and neighbouring pieces without a line between
them are one cell.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.blocks import Box
from pipelines.readers import bounds
from pipelines.readers.pdf_page import Stroke

SNAP = 4.0
# Lines closer than this meet.
REACH = 4.0
# A border is there if this share of the edge is drawn.
DRAWN = 0.6


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell's rectangle in the grid. `open_top`, `open_bottom`: no line is drawn above or below it."""

    row: int
    column: int
    rowspan: int
    colspan: int
    box: Box
    open_top: bool
    open_bottom: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table on one page; `xs` and `ys` are the coordinates of its column and row boundaries."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]

    @property
    def box(self) -> Box:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]


def grids(strokes: Sequence[Stroke]) -> list[Grid]:
    """Every grid of at least two columns that these lines make, from the top of the page down."""
    horizontal = across(strokes)
    vertical = [_turned(stroke) for stroke in _merged([_turned(s) for s in strokes if not s.horizontal])]
    found = []
    for lines_across, lines_down in _connected(horizontal, vertical):
        grid = _grid(lines_across, lines_down)
        if grid is not None:
            found.append(grid)
    return sorted(found, key=lambda grid: (grid.ys[0], grid.xs[0]))


def across(strokes: Sequence[Stroke]) -> list[Stroke]:
    """The horizontal lines, from the top down, those that continue each other as one."""
    return _merged([stroke for stroke in strokes if stroke.horizontal])


def _turned(stroke: Stroke) -> Stroke:
    return Stroke(stroke.top, stroke.x0, stroke.bottom, stroke.x1)


def _merged(lines: list[Stroke]) -> list[Stroke]:
    """Horizontal lines with those that continue each other joined."""
    merged: list[Stroke] = []
    for line in sorted(lines, key=lambda s: (round(s.top / SNAP), s.x0)):
        for index in range(len(merged) - 1, max(len(merged) - 40, -1), -1):
            other = merged[index]
            if abs(other.top - line.top) <= SNAP / 2 and line.x0 <= other.x1 + REACH and line.x1 >= other.x0 - REACH:
                merged[index] = Stroke(min(other.x0, line.x0), other.top, max(other.x1, line.x1), other.top)
                break
        else:
            merged.append(line)
    return merged


def _connected(across: list[Stroke], down: list[Stroke]) -> list[tuple[list[Stroke], list[Stroke]]]:
    """Groups of lines that touch each other, directly or through others."""
    lines = [*across, *down]
    parent = list(range(len(lines)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, one in enumerate(across):
        for j, two in enumerate(down, start=len(across)):
            if one.x0 - REACH <= two.x0 <= one.x1 + REACH and two.top - REACH <= one.top <= two.bottom + REACH:
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for index, line in enumerate(lines):
        group = groups.setdefault(root(index), ([], []))
        group[0 if line.horizontal else 1].append(line)
    return [group for group in groups.values() if group[0] and group[1]]


def _grid(across: list[Stroke], down: list[Stroke]) -> Grid | None:
    xs = _coordinates([line.x0 for line in down], [edge for line in across for edge in (line.x0, line.x1)])
    ys = _coordinates([line.top for line in across], [edge for line in down for edge in (line.top, line.bottom)])
    turned = [_turned(line) for line in down]
    if (len(xs) - 1) * (len(ys) - 1) > bounds.MAX_TABLE_CELLS:
        return None
    # An underlined word draws a line too, but parts no cells.
    ys = [y for y in ys if y in (ys[0], ys[-1]) or any(_drawn(across, y, a, b) for a, b in itertools.pairwise(xs))]
    xs = [x for x in xs if x in (xs[0], xs[-1]) or any(_drawn(turned, x, a, b) for a, b in itertools.pairwise(ys))]
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 2 or rows < 1:
        return None
    if columns > bounds.MAX_TABLE_COLUMNS or columns * rows > bounds.MAX_TABLE_CELLS:
        return None
    wall_above = [[_drawn(across, ys[r], xs[c], xs[c + 1]) for c in range(columns)] for r in range(rows + 1)]
    wall_left = [[_drawn(turned, xs[c], ys[r], ys[r + 1]) for c in range(columns + 1)] for r in range(rows)]
    return Grid(tuple(xs), tuple(ys), tuple(_cells(xs, ys, wall_above, wall_left)))


def _coordinates(lines: list[float], edges: list[float]) -> list[float]:
    """Where lines are, and how far the crossing ones reach if no line closes them there."""
    snapped: list[list[float]] = []
    for value in sorted(lines):
        if snapped and value - snapped[-1][-1] <= SNAP:
            snapped[-1].append(value)
        else:
            snapped.append([value])
    coordinates = [sum(group) / len(group) for group in snapped]
    if not coordinates or min(edges) < coordinates[0] - 2 * REACH:
        coordinates.insert(0, min(edges))
    if max(edges) > coordinates[-1] + 2 * REACH:
        coordinates.append(max(edges))
    return coordinates


def _drawn(lines: list[Stroke], at: float, start: float, end: float) -> bool:
    """Whether horizontal lines at height `at` cover the edge from `start` to `end`."""
    covered = 0.0
    for line in lines:
        if abs(line.top - at) <= SNAP:
            covered += max(min(line.x1, end) - max(line.x0, start), 0.0)
    return covered >= DRAWN * (end - start)


def _cells(
    xs: list[float], ys: list[float], wall_above: list[list[bool]], wall_left: list[list[bool]]
) -> list[GridCell]:
    """Pieces without a wall between them, as rectangles; a shape that is none is cut into rectangles."""
    rows, columns = len(ys) - 1, len(xs) - 1
    taken = [[False] * columns for _ in range(rows)]
    cells = []
    for row in range(rows):
        for column in range(columns):
            if taken[row][column]:
                continue
            right = column + 1
            while right < columns and not wall_left[row][right] and not taken[row][right]:
                right += 1
            low = row + 1
            while low < rows and _same_shape(low, column, right, columns, wall_above, wall_left, taken):
                low += 1
            for r in range(row, low):
                for c in range(column, right):
                    taken[r][c] = True
            open_top = not any(wall_above[row][c] for c in range(column, right))
            open_bottom = not any(wall_above[low][c] for c in range(column, right))
            box = (xs[column], ys[row], xs[right], ys[low])
            cells.append(GridCell(row, column, low - row, right - column, box, open_top, open_bottom))
    return cells


def _same_shape(
    row: int,
    left: int,
    right: int,
    columns: int,
    wall_above: list[list[bool]],
    wall_left: list[list[bool]],
    taken: list[list[bool]],
) -> bool:
    """Whether the pieces of `row` between two columns belong to the cell above: no wall above them, none between them, and
    the cell's own sides go on."""
    if any(wall_above[row][c] or taken[row][c] for c in range(left, right)):
        return False
    if any(wall_left[row][c] for c in range(left + 1, right)):
        return False
    closed_left = left == 0 or wall_left[row][left] or taken[row][left - 1]
    closed_right = right == columns or wall_left[row][right]
    return closed_left and closed_right
