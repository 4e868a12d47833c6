"""A statistics table whose cells stand a line each and whose rows have all their cells: as many to a row as it has heads.

    in_chunks(lines) -> rows | None

Counting alone proves nothing. The rows are believed only if every one of them has words under the heads for names, a unit
or a dash under those for units, and numbers that go on by one under those for ordinals.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from pipelines.parsing.cells import is_blank
from pipelines.parsing.flat.assembly import Piece, blank_cells, spacing
from pipelines.parsing.flat.lines import Line
from pipelines.parsing.flat.words import ORDINALS, is_head, is_unit, is_value
from pipelines.parsing.form_tables.vocabulary import statistics
from pipelines.parsing.labels import read_label

_LEAST = 3  # rows that must agree


def in_chunks(lines: Sequence[Line]) -> tuple[tuple[Piece, ...], ...] | None:
    """The rows of the table; None where its lines are not one cell each, or where a row is not whole."""
    told = [line for line in lines if line.divider != "rule"]
    if not all(line.alone for line in told):
        return None
    pieces: list[Piece] = []
    layout = spacing(told)
    for index, line in enumerate(told):
        pieces += [("", line.place)] * blank_cells(told, index, layout)
        pieces.append((line.cells[0], line.place))
    heads = list(takewhile(lambda piece: is_head("statistics", piece[0]), pieces))
    kinds = [_kind(text) for text, _ in heads]
    remarks = len(list(takewhile(lambda kind: kind == "ignored", reversed(kinds))))
    if "name" not in kinds:
        return None
    for width in dict.fromkeys((len(heads), len(heads) - remarks)):
        rows = _rows(pieces[len(heads) :], kinds[:width])
        if rows is not None:
            spare = [("", heads[-1][1])] * (len(heads) - width)
            return (tuple(heads), *((*row, *spare) for row in rows))
    return None


def _kind(text: str) -> str | None:
    label = read_label(text)
    return "ordinal" if label.core in ORDINALS else statistics().columns.exactly(label)


def _rows(pieces: Sequence[Piece], kinds: Sequence[str | None]) -> list[tuple[Piece, ...]] | None:
    """The pieces in rows of as many as there are heads, if every row agrees with them; blanks lost at the end are no fault."""
    width = len(kinds)
    if width < 2 or len(pieces) < _LEAST * width:
        return None
    missing = -len(pieces) % width
    if missing and (width - missing <= kinds.index("name") + 1):
        return None
    padded = [*pieces, *([("", pieces[-1][1])] * missing)]
    rows = [tuple(padded[start : start + width]) for start in range(0, len(padded), width)]
    columns = list(zip(*rows, strict=True))
    agrees = all(_agrees(kind, [text for text, _ in column]) for kind, column in zip(kinds, columns, strict=True))
    return rows if agrees else None


def _agrees(kind: str | None, texts: Sequence[str]) -> bool:
    """Whether every cell of a column holds what its head says."""
    if kind == "name":
        return not any(is_value(text) and text for text in texts) and not any(is_unit(text) for text in texts)
    if kind == "unit":
        return all(is_unit(text) or is_blank(text) for text in texts)
    if kind == "ordinal":
        numbers = [int(text) for text in texts if text.isascii() and text.isdigit()]
        blank = sum(text == "" for text in texts)
        whole = len(numbers) + blank == len(texts) and bool(numbers)
        return whole and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return all(is_value(text) for text in texts) or kind == "ignored"
