"""What bars tell that a program wrote for cells, and what they do not.

    ended_by_bars(lines) -> lines
    is_padded(rows) -> bool

Where each cell ends in a bar on a line of its own, what stands between two of these is one cell, and nothing a blank one. Where
blank cells were left out and every row filled up with bars behind its last, the bars tell no column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.parsing.flat.assembly import Piece
from pipelines.parsing.flat.lines import Line
from pipelines.parsing.flat.words import KINDS, ROTATED, is_whole

_LEAST = 6  # bars by themselves that make a table
_LEAST_SHARE = 0.3  # of the lines from the first of them to the last


def ended_by_bars(lines: Sequence[Line]) -> list[Line]:
    """The lines, each cell that a bar ends in one of them: as many, those that hold nothing of their own any more without cells. The
    lines of a cell are put together where the forms know them whole."""
    made = list(lines)
    bars = [index for index, line in enumerate(lines) if _is_bar(line)]
    if len(bars) < _LEAST or len(bars) < _LEAST_SHARE * (bars[-1] - bars[0]):
        return made
    before = -1
    for bar in bars:
        begin = _begin(lines, before + 1, bar)
        if begin < bar:
            whole = "".join(line.cells[0] for line in lines[begin:bar] if line.cells)
            made[begin] = replace(lines[begin], cells=(whole,), divider="none", blanks=0)
            for index in range(begin + 1, bar + 1):
                made[index] = replace(lines[index], cells=(), divider="rule", blanks=0, continued=True)
        else:
            made[bar] = replace(lines[bar], cells=("",), divider="none", blanks=0)
        before = bar
    return made


def is_padded(rows: Sequence[Sequence[Piece]]) -> bool:
    """Whether blanks stand behind rows only and never before a cell: then they may be those of any place."""
    last = [max((index for index, (text, _) in enumerate(row) if text), default=-1) for row in rows]
    inside = any(not text for row, end in zip(rows, last, strict=True) for text, _ in row[: max(end, 0)])
    return not inside and any(end + 1 < len(row) for row, end in zip(rows, last, strict=True))


def without_padding(rows: Sequence[Sequence[Piece]]) -> tuple[tuple[Piece, ...], ...]:
    """The rows without the blanks behind them."""
    return tuple(tuple(piece for piece in row if piece[0]) for row in rows)


def _is_bar(line: Line) -> bool:
    return line.divider == "bar" and line.cells == ("",)


def _begin(lines: Sequence[Line], start: int, bar: int) -> int:
    """Where the cell that ends at the bar begins: with the line before it, or with an earlier one where the lines from there make
    a label of the forms together; at the bar itself where nothing stands before it but what a bar of its own line ends."""
    ended = max((index + 1 for index in range(start, bar) if lines[index].divider == "bar"), default=start)
    between = [index for index in range(ended, bar) if lines[index].cells]
    if not between or not all(lines[index].alone for index in between):
        return bar
    for begin in between[-ROTATED:]:
        whole = "".join(line.cells[0] for line in lines[begin:bar] if line.cells)
        if begin < between[-1] and any(is_whole(kind, whole) for kind in KINDS):
            return begin
    return between[-1]
