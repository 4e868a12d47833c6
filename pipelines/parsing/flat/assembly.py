"""The rows of a flattened table: cells that stand a line each are put together again, lines of several cells are rows.

A row is its labels and the values that follow them. Values are never moved: a row that lost a cell stays short, and whoever
reads it sees that its values do not fit its columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipelines.blocks import Place
from pipelines.parsing.flat.lines import Line
from pipelines.parsing.flat.words import Kind, is_head, is_row, is_unit, is_value

Piece = tuple[str, Place]
_LONGEST_CUT = 4  # lines that a label may be cut over
_TRAILING = re.compile(r"^(?P<label>.*?\S)\s+(?P<values>(?:\S+\s+)*\S+)$")


def rows_of(lines: Sequence[Line], kind: Kind | None) -> tuple[tuple[Piece, ...], ...]:
    """The rows of the table that these lines print, each cell with its place."""
    rows: list[tuple[Piece, ...]] = []
    labels: list[Piece] = []
    values: list[Piece] = []

    def close() -> None:
        if labels or values:
            rows.extend(_split(labels, values, kind))
        labels.clear()
        values.clear()

    for line in lines:
        pieces = [(cell, line.place) for cell in _cells(line, kind)]
        if len(pieces) > 1:
            close()
            rows.append(tuple(pieces))
        for cell in pieces if len(pieces) == 1 else ():
            if is_value(cell[0]) or (kind == "statistics" and labels and is_unit(cell[0])):
                values.append(cell)
            else:
                if values:
                    close()
                labels.append(cell)
    close()
    return tuple(rows)


def _cells(line: Line, kind: Kind | None) -> tuple[str, ...]:
    """The line's cells; in a form's table, words that single blanks divide are cells where each is one of the table."""
    if not line.alone or kind is None or not line.cells[0] or line.divider == "bar":
        return line.cells
    words = line.cells[0].split()
    if len(words) < 2:
        return line.cells
    if all(is_value(word) for word in words) or all(is_head(kind, word) for word in words):
        return tuple(words)
    first_value = len(words)
    while first_value and (
        is_value(words[first_value - 1]) or (kind == "statistics" and is_unit(words[first_value - 1]))
    ):
        first_value -= 1
    label = "".join(words[:first_value])
    if 0 < first_value < len(words) and (is_row(kind, label, False) or len(words) - first_value >= 2):
        return (label, *words[first_value:])
    return line.cells


def _split(labels: Sequence[Piece], values: Sequence[Piece], kind: Kind | None) -> Iterator[tuple[Piece, ...]]:
    """The rows that a run of words and the values after it make: heads by themselves, then the labelled row."""
    if kind is None:
        yield (*labels, *values)
        return
    joined = list(_joined(labels, kind))
    heads: list[Piece] = []
    rest = joined
    while rest and _is_head_here(joined, rest, kind):
        if kind == "subjects" and heads and _begins_line(rest[0][0]):
            yield tuple(heads)
            heads = []
        heads.append(rest[0])
        if kind == "subjects" and _is_item(rest[0][0]):
            yield tuple(heads)
            heads = []
        rest = rest[1:]
    if heads:
        yield tuple(heads)
    if kind == "cases" and rest:
        yield tuple(rest)
        rest = []
    if rest or values:
        yield (*rest, *values)


def _is_head_here(joined: Sequence[Piece], rest: Sequence[Piece], kind: Kind) -> bool:
    """Whether the next piece is a head: printed as one, or damaged and with heads after it.

    Words that are both (总计 and 其他 name columns and rows) are heads only where a head of another name stands with them.
    """
    text = rest[0][0]
    if is_row(kind, text, False):
        sure = any(is_head(kind, other) and not is_row(kind, other, False) for other, _ in joined)
        return sure and is_head(kind, text)
    return is_head(kind, text) or _head_follows(rest, kind)


def _head_follows(pieces: Sequence[Piece], kind: Kind) -> bool:
    """Whether heads come after this piece before any label of a row: then it is a head whose words are damaged."""
    for text, _ in pieces[1:]:
        if is_row(kind, text, True):
            return False
        if is_head(kind, text):
            return True
    return False


def _is_item(text: str) -> bool:
    return "条" in text[:6] and is_head("subjects", text)


def _begins_line(text: str) -> bool:
    return _is_item(text) or text.startswith("信息")


def _joined(pieces: Sequence[Piece], kind: Kind) -> Iterator[Piece]:
    """The pieces, a label that was cut over lines in one again: where the pieces together are a label of the table."""
    index = 0
    while index < len(pieces):
        for length in range(min(_LONGEST_CUT, len(pieces) - index), 1, -1):
            text = "".join(piece[0] for piece in pieces[index : index + length])
            if _is_whole(text, kind) and not all(_is_whole(piece[0], kind) for piece in pieces[index : index + length]):
                yield text, pieces[index][1]
                index += length
                break
        else:
            yield pieces[index]
            index += 1


def _is_whole(text: str, kind: Kind) -> bool:
    return is_head(kind, text) or is_row(kind, text, True)
