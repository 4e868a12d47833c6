"""Rows of cells in which a label's own line break ended the line: 上一年项 | 目数量 is one head, and what follows it stands beside it.

    put_together(lines) -> lines

As many lines come back. The first of a broken row holds its cells, the others hold none: a label is put together only where the
forms know it whole, and numbers are never pieces of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.parsing.flat.lines import Divider, Line
from pipelines.parsing.flat.words import KINDS, LONGEST, ROTATED, is_value, is_whole


def put_together(lines: Sequence[Line]) -> list[Line]:
    """The lines, broken rows in their first ones; `Line.continued` marks the others."""
    made = list(lines)
    index = 0
    while index < len(made):
        after = index + 1
        while length := _goes_over(made, index, after):
            last = made[after + length - 1]
            cells = (*made[index].cells[:-1], _joined(made, index, after, length), *last.cells[1:])
            divider: Divider = next((line.divider for line in (made[index], last) if not line.alone), "none")
            made[index] = replace(made[index], cells=cells, divider=divider, place=last.place)
            for place in range(after, after + length):
                made[place] = replace(lines[place], cells=(), divider="rule", continued=True)
            after += length
        index = after
    return made


def _goes_over(lines: Sequence[Line], index: int, after: int) -> int:
    """Over how many lines from `after` the last cell of a line goes on; 0 where it is whole, or a value."""
    line = lines[index]
    if not line.cells or is_value(line.cells[-1]):
        return 0
    for length in range(1, ROTATED):
        place = after + length - 1
        if place >= len(lines) or not lines[place].cells or is_value(lines[place].cells[0]):
            return 0
        text = _joined(lines, index, after, length)
        if len(text) > LONGEST:
            return 0
        if _is_known(text) and not (_is_known(line.cells[-1]) and _is_known(lines[place].cells[0])):
            return length if len(line.cells) + len(lines[place].cells) > 2 else 0
        if len(lines[place].cells) > 1:
            return 0
    return 0


def _joined(lines: Sequence[Line], index: int, after: int, length: int) -> str:
    return lines[index].cells[-1] + "".join(line.cells[0] for line in lines[after : after + length])


def _is_known(text: str) -> bool:
    return any(is_whole(kind, text) for kind in KINDS)
