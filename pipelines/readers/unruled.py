"""Tables without drawn lines: where they stand on a page, told by rows in which figures stand beside other cells.

    zones(rows, page, rules) -> where tables stand    unruled_grid.py makes a zone's cells a grid

What is found is only a place; whether its columns and rows can be told is the grid's question, and a table of which they cannot
gives its text and no cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.readers.pdf_lines import is_enumerated
from pipelines.readers.pdf_page import Stroke
from pipelines.readers.segments import Segment
from pipelines.readers.unruled_cells import LEADING, LEVEL, Block, cells_of

# Of a character's height: room over a row of the table, over a line that stands alone in its row, over a head's line.
ROW_GAP = 4.0
ALONE_GAP = 3.0
HEAD_GAP = 2.5
# A row of one figure shows a table if the figure stands so far, in heights, from the words before it.
LONE_FIGURE_GAP = 1.0
SAME_SIZE = 0.2
MAX_ZONE_CELLS = 1_500
# No page that anybody reads has more rows, or pieces of text apart from each other.
MAX_ROWS = 600
MAX_SEGMENTS = 6_000
# Rows above whose columns tell whether a row stands under them.
MOST_COMPARED = 60
# So many figures that stand under as many others stand in the same columns, and not by chance.
ALIKE = 3
# A group's label may stand beside any of so many rows before.
_LABEL_ROWS = 12


@dataclass(slots=True)
class Part:
    """A table, or its part on one page, as cells at their places; `only_head`: its head at the foot of a page, without a row."""

    page: int
    blocks: list[Block]
    only_head: bool = False


@dataclass(slots=True)
class Zone:
    """A table's parts on successive pages."""

    parts: list[Part] = field(default_factory=list)

    @property
    def top(self) -> float:
        return min(block.top for block in self.parts[0].blocks)


def zones(rows: Sequence[Sequence[Segment]], page: int, rules: Sequence[Stroke] = ()) -> list[tuple[range, Zone]]:
    """The tables of a page, each with the rows that it takes, from the top down; `rules` are the lines drawn across it."""
    if len(rows) > MAX_ROWS or sum(map(len, rows)) > MAX_SEGMENTS:
        return []
    blocks = cells_of(rows, rules)
    block_of = {segment: block for block in blocks for segment in block.segments}
    found: list[tuple[range, Zone]] = []
    after = 0
    for first, last in _runs(rows, block_of):
        start, end = _grown(rows, block_of, first, last, after)
        own = {id(block_of[s]): block_of[s] for row in rows[start:end] for s in row}
        if len(own) > MAX_ZONE_CELLS:
            continue
        after = end
        found.append((range(start, end), Zone([Part(page, list(own.values()))])))
    return found


def _is_anchor(row: Sequence[Segment]) -> bool:
    """Whether the row shows a table: two figures apart from each other, or one apart from the words before it."""
    figures = [segment for segment in row if segment.is_figure]
    if len(row) < 2 or not figures:
        return False
    if len(figures) >= 2:
        return True
    before = [segment for segment in row if segment.x1 <= figures[0].x0]
    return bool(before) and figures[0].x0 - before[-1].x1 >= LONE_FIGURE_GAP * figures[0].size


def _runs(rows: Sequence[Sequence[Segment]], block_of: dict[Segment, Block]) -> list[tuple[int, int]]:
    """First and last anchors of each table."""
    anchors = [index for index, row in enumerate(rows) if _is_anchor(row)]
    runs: list[list[int]] = []
    for index in anchors:
        if runs and _are_one_table(rows, block_of, runs[-1], index):
            runs[-1].append(index)
        else:
            runs.append([index])
    return [(run[0], run[-1]) for run in runs]


def _are_one_table(
    rows: Sequence[Sequence[Segment]], block_of: dict[Segment, Block], run: Sequence[int], index: int
) -> bool:
    """Whether an anchor goes on with the table of the anchors of `run`: nothing but labels stands between them.

    A label stands beside its row's figures; a line of several cells that stand beside none is the head of another table, and
    one cell alone that is no label is a heading.
    """
    size = rows[run[-1]][0].size
    if abs(rows[index][0].size - size) > SAME_SIZE * size:
        return False
    if _are_rows_under_each_other(rows, run[-1], index):
        return True
    lines = [s.middle for i in (*run[-_LABEL_ROWS:], index) for s in rows[i] if s.is_figure]
    labels_end = min(s.x0 for i in run for s in rows[i] if s.is_figure and s is not rows[i][0])
    cells = [
        (s, s.is_figure and any(c.isdigit() for c in s.text)) for i in (*run[-MOST_COMPARED:], index) for s in rows[i]
    ]
    values = [s for s, is_value in cells if is_value]
    words = [s for s, is_value in cells if not is_value]
    for at in range(run[-1] + 1, index + 1):
        row = rows[at]
        if _gap(rows[at - 1], row) > (ROW_GAP if len(row) > 1 else ALONE_GAP) * size:
            return False
        if at == index:
            break
        if abs(row[0].size - size) > SAME_SIZE * size:
            return False
        strange = [s for s in row if not s.is_figure and not _stands_by(block_of[s], lines)]
        if len(row) > 1 and any(_is_under(s, values) for s in strange):
            return False
        # A group's label stands alone to the left of a label; a head stands by no label at all.
        if len(strange) == len(row) > 1 and not all(_is_under(s, words) for s in strange):
            return False
        if len(row) == 1 and strange and strange[0].x1 > labels_end:
            return False
        if len(row) == 1 and strange and _heads_another(rows, block_of, at, index, lines):
            return False
    return True


def _are_rows_under_each_other(rows: Sequence[Sequence[Segment]], upper: int, lower: int) -> bool:
    """Whether every figure of two rows stands under one of the other, and nothing but lines of labels is between them: a head would
    stand over figures."""
    above, below = ([s for s in rows[i] if s.is_figure] for i in (upper, lower))
    if len(above) != len(below) or len(above) < ALIKE:
        return False
    if not all(min(a.x1, b.x1) > max(a.x0, b.x0) for a, b in zip(above, below, strict=True)):
        return False
    edge = min(above[0].x0, below[0].x0)
    return all(
        _gap(rows[at - 1], rows[at]) <= LEADING * above[0].size and (at == lower or all(s.x1 <= edge for s in rows[at]))
        for at in range(upper + 1, lower + 1)
    )


def _heads_another(
    rows: Sequence[Sequence[Segment]], block_of: dict[Segment, Block], at: int, index: int, lines: Sequence[float]
) -> bool:
    """Whether the rows after a cell that stands alone are the head of another table."""
    following = rows[at + 1] if at + 1 < index else ()
    return len(following) > 1 and all(not s.is_figure and not _stands_by(block_of[s], lines) for s in following)


def _is_under(segment: Segment, others: Sequence[Segment]) -> bool:
    return any(min(segment.x1, other.x1) > max(segment.x0, other.x0) for other in others)


def _stands_by(block: Block, lines: Sequence[float]) -> bool:
    return any(block.top <= line <= block.bottom for line in lines)


def _grown(
    rows: Sequence[Sequence[Segment]], block_of: dict[Segment, Block], first: int, last: int, after: int
) -> tuple[int, int]:
    """From the head above the first anchor to the last line of the last row's labels."""
    size = rows[first][0].size
    figures = [s for row in rows[first : last + 1] if _is_anchor(row) for s in row[1:] if s.is_figure]
    labels_end = min(s.x0 for s in figures)
    start = first
    at = first - 1
    while at >= after:
        row = rows[at]
        own = {id(block_of[s]) for r in rows[start : last + 1] for s in r}
        begun = any(id(block_of[s]) in own for s in row)
        if not begun and (
            abs(row[0].size - size) > SAME_SIZE * size
            or _gap(row, rows[at + 1]) > HEAD_GAP * size
            or (
                len(row) == 1 and is_enumerated(row[0].text) and not _goes_on_below(row[0], rows[at + 1][0], labels_end)
            )
        ):
            break
        if begun or len(row) > 1 or row[0].x0 > labels_end - size:
            start = at
        elif not _inside_head(rows, at, after, size):
            break
        at -= 1
    end = last + 1
    while end < len(rows):
        row = rows[end]
        own = {id(block_of[s]) for r in rows[start:end] for s in r}
        held = any(id(block_of[s]) in own for s in row)
        if not held and not _ends_label(rows, start, last, end, labels_end):
            break
        end += 1
    return start, end


def _goes_on_below(line: Segment, lower: Segment, labels_end: float) -> bool:
    """Whether a line of words left of the values is the upper one of a label, and no heading: a line right under it goes on."""
    overlap = min(line.x1, lower.x1) - max(line.x0, lower.x0)
    return (
        max(line.x1, lower.x1) <= labels_end
        and not (lower.is_figure or is_enumerated(lower.text))
        and overlap >= 0.5 * min(line.x1 - line.x0, lower.x1 - lower.x0)
        and lower.top - line.bottom <= LEADING * line.size
    )


def _ends_label(rows: Sequence[Sequence[Segment]], start: int, last: int, at: int, labels_end: float) -> bool:
    """Whether a line below the last figures is the lower half of a label whose upper half stands above them."""
    line = rows[at][0]
    figures = [s for s in rows[last] if s.is_figure]
    if len(rows[at]) > 1 or line.x1 > labels_end or line.is_figure or is_enumerated(line.text):
        return False
    above = [
        s
        for row in rows[max(start, last - 3) : last]
        for s in row
        if s.x1 <= labels_end and min(s.x1, line.x1) > max(s.x0, line.x0) and not s.is_figure
    ]
    beside = [s for s in rows[last] if not s.is_figure and min(s.x1, line.x1) > max(s.x0, line.x0)]
    middle = figures[0].middle
    if beside or not above or line.top - max(s.bottom for s in above) > LEADING * line.size:
        return False
    return abs((above[-1].middle + line.middle) / 2 - middle) <= LEVEL * line.size


def _inside_head(rows: Sequence[Sequence[Segment]], at: int, after: int, size: float) -> bool:
    """Whether a line alone in its row belongs to a head: a row of several cells stands above it within reach."""
    above = at - 1
    while above >= after and _gap(rows[above], rows[above + 1]) <= HEAD_GAP * size:
        if len(rows[above]) > 1:
            return True
        above -= 1
    return False


def _gap(upper: Sequence[Segment], lower: Sequence[Segment]) -> float:
    return min(s.top for s in lower) - max(s.bottom for s in upper)
