"""The rows of a table without drawn lines: figures that share a line, and the label that stands by them.

Labels wrap while figures stay on one line: at the middle of the label, its first line or its last, the same throughout a table.
A label of several rows (a group's) stands by one of them; one without figures makes a row of its own.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from pipelines.readers.pdf_lines import is_enumerated
from pipelines.readers.unruled_cells import LEADING, LEVEL, Block

Anchor = Literal["middle", "top", "bottom"]
ANCHORS: tuple[Anchor, ...] = ("middle", "top", "bottom")
# Lines of a label that the file draws apart.
MOST_LINES = 6


@dataclass(slots=True)
class Row:
    """`part`: on which page of the table; `at`: its line; `blocks`: its figures, then its other cells."""

    part: int
    at: float
    size: float
    blocks: list[Block] = field(default_factory=list)

    @property
    def blocks_across(self) -> list[Block]:
        return sorted(self.blocks, key=lambda block: block.x0)


def rows_of(parts: Sequence[Sequence[Block]], first_values: float) -> list[Row]:
    """The rows of all parts from the top down; `first_values` is where the values begin and labels end."""
    anchor = _anchor(parts)
    rows = _figure_rows(parts, anchor)
    loose = _beside(rows, parts, anchor)
    loose = _mended(rows, loose, anchor, first_values)
    for part, block in loose:
        row = _row_of_group(block, rows, part) or _row_without_figures(block, _line(block, anchor), rows, part)
        if row is not None:
            row.blocks.append(block)
        else:
            rows.append(Row(part, _line(block, anchor), block.size, [block]))
    return sorted(rows, key=lambda row: (row.part, row.at))


def _line(block: Block, anchor: Anchor) -> float:
    return {"middle": block.middle, "top": block.first_middle, "bottom": block.last_middle}[anchor]


def _anchor(parts: Sequence[Sequence[Block]]) -> Anchor:
    """By what part of a label its row's figures stand: told by the cells of several lines but for those of groups, which stand by
    several rows."""
    score = dict.fromkeys(ANCHORS, 0)
    for part in parts:
        figures = [b for b in part if b.is_figure and len(b.segments) == 1]
        labels = [b for b in part if not b.is_figure]
        for cell in part:
            if len(cell.segments) < 2 or (not cell.is_figure and any(_is_right_of(label, cell) for label in labels)):
                continue
            for anchor in ANCHORS:
                score[anchor] += any(abs(_line(cell, anchor) - f.middle) <= LEVEL * f.size for f in figures)
    return max(ANCHORS, key=lambda anchor: score[anchor])


def _is_right_of(one: Block, two: Block) -> bool:
    return one.x0 >= two.x1 and one.top < two.bottom and one.bottom > two.top


def _figure_rows(parts: Sequence[Sequence[Block]], anchor: Anchor) -> list[Row]:
    rows: list[Row] = []
    for number, part in enumerate(parts):
        before: Row | None = None
        for block in sorted((b for b in part if b.is_figure), key=lambda b: _line(b, anchor)):
            at = _line(block, anchor)
            if before is None or at - before.at > LEVEL * block.size:
                before = Row(number, at, block.size)
                rows.append(before)
            before.blocks.append(block)
    return rows


def _beside(rows: Sequence[Row], parts: Sequence[Sequence[Block]], anchor: Anchor) -> list[tuple[int, Block]]:
    """Put the cells that stand by a row's figures into it; the others are returned."""
    loose = []
    for number, part in enumerate(parts):
        own = [row for row in rows if row.part == number]
        for block in part:
            if block.is_figure:
                continue
            row = min(own, key=lambda r: abs(r.at - _line(block, anchor)))
            if abs(row.at - _line(block, anchor)) <= LEVEL * row.size:
                row.blocks.append(block)
            else:
                loose.append((number, block))
    return loose


def _mended(
    rows: Sequence[Row], loose: list[tuple[int, Block]], anchor: Anchor, first_values: float
) -> list[tuple[int, Block]]:
    """Labels whose lines the file draws apart: lines that together stand by a row's figures are its label."""
    for row in rows:
        reach = MOST_LINES * row.size
        near = [b for n, b in loose if n == row.part and abs(b.middle - row.at) <= reach and b.x1 <= first_values + 1]
        if not near:
            continue
        own = max(
            (b for b in row.blocks if not b.is_figure and b.x1 <= first_values + 1), key=lambda b: b.x0, default=None
        )
        stack = _stack(row, near, own, anchor)
        if stack is None:
            continue
        if own is not None:
            row.blocks.remove(own)
        row.blocks.append(Block(tuple(segment for block in stack for segment in block.segments)))
        loose = [(n, b) for n, b in loose if not any(b is used for used in stack)]
    return loose


def _stack(row: Row, near: Sequence[Block], own: Block | None, anchor: Anchor) -> list[Block] | None:
    """The longest run of lines that stands by the row's figures and holds the line beside them; None where there is none."""
    lines = sorted([*near, *([own] if own is not None else [])], key=lambda b: b.middle)
    best: list[Block] | None = None
    for start in range(len(lines)):
        for end in range(start + 2, min(start + MOST_LINES, len(lines)) + 1):
            stack = lines[start:end]
            if own is not None and not any(block is own for block in stack):
                continue
            whole = Block(tuple(segment for block in stack for segment in block.segments))
            close = all(_goes_on(a, b) for a, b in itertools.pairwise(stack))
            if close and abs(_line(whole, anchor) - row.at) <= LEVEL * row.size and len(stack) > len(best or ()):
                best = stack
    return best


def _goes_on(upper: Block, lower: Block) -> bool:
    overlap = min(upper.x1, lower.x1) - max(upper.x0, lower.x0)
    gap = lower.top - upper.bottom
    return (
        -0.5 * upper.size <= gap <= LEADING * upper.size
        and overlap >= 0.5 * min(upper.x1 - upper.x0, lower.x1 - lower.x0)
        and not is_enumerated(lower.text)
    )


def _row_of_group(block: Block, rows: Sequence[Row], part: int) -> Row | None:
    """The row that a group's label stands by: on its height, with a label of its own further right."""
    held = [
        row
        for row in rows
        if row.part == part
        and block.top <= row.at <= block.bottom
        and any(not other.is_figure and other.x0 >= block.x1 for other in row.blocks)
        and not any(other.x0 < block.x1 and other.x1 > block.x0 for other in row.blocks)
    ]
    return min(held, key=lambda row: abs(row.at - block.middle), default=None)


def labels_apart(rows: Sequence[Row]) -> bool:
    """Whether a row of words alone stands right of all labels of the row next to it, and close: they may be its label."""
    return any(_may_be_label_of(words, row) or _may_be_label_of(row, words) for words, row in itertools.pairwise(rows))


def _may_be_label_of(words: Row, row: Row) -> bool:
    figures = [block for block in row.blocks if block.is_figure]
    labels = [block for block in row.blocks if not block.is_figure]
    if words.part != row.part or not (figures and labels) or any(block.is_figure for block in words.blocks):
        return False
    edge = min(block.x0 for block in figures)
    end = max((block.x1 for block in labels if block.x1 <= edge), default=edge)
    close = abs(words.at - row.at) <= (1 + LEADING) * row.size
    return close and all(end <= block.x0 and block.x1 <= edge for block in words.blocks)


def figures_apart(rows: Sequence[Row]) -> bool:
    """Whether a row without a label stands close to another, a figure of the two drawn one right after the other: it may be one,
    broken over lines."""
    return any(
        upper.part == lower.part
        and lower.at - upper.at <= (1 + LEADING) * upper.size
        and not all(any(not block.is_figure for block in row.blocks) for row in (upper, lower))
        and any(_is_drawn_on(above, below) for above in upper.blocks for below in lower.blocks)
        for upper, lower in itertools.pairwise(rows)
    )


def _is_drawn_on(above: Block, below: Block) -> bool:
    return (
        above.is_number
        and below.is_number
        and below.segments[0].first == above.segments[-1].last + 1
        and min(above.x1, below.x1) > max(above.x0, below.x0)
    )


def _row_without_figures(block: Block, at: float, rows: Sequence[Row], part: int) -> Row | None:
    """The row of words on the same line, if there is one."""
    level = [row for row in rows if row.part == part and abs(row.at - at) <= LEVEL * row.size]
    return next((row for row in level if not any(other.is_figure for other in row.blocks)), None)
