"""Rows of a flattened table that have more values than their head has columns: a page's number, a stray blank.

    without_surplus(rows, kind) -> rows

Which of the values is the stranger is not told. Such a row keeps them in one cell: a reader sees them and takes none for a
figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipelines.parsing.flat.assembly import Piece
from pipelines.parsing.flat.words import Kind, is_head, is_result, is_row, is_value
from pipelines.parsing.form_tables.vocabulary import applications, statistics, subjects
from pipelines.parsing.labels import read_label


def without_surplus(rows: Sequence[tuple[Piece, ...]], kind: Kind) -> Iterator[tuple[Piece, ...]]:
    """The rows, the values of one that has too many joined."""
    columns = 0
    data_seen = False
    for row in rows:
        words = [index for index, (text, _) in enumerate(row) if not is_value(text)]
        begin = words[-1] + 1 if words else 0  # a value before a label is its number in order
        named = _columns([row[index] for index in words], kind)
        if named is not None:
            columns = named if data_seen else columns + named
            data_seen = False
            yield row
            continue
        data_seen = data_seen or (bool(words) and begin < len(row))
        values = row[begin:]
        room = columns - begin if kind == "statistics" else columns
        if columns and len(values) > max(room, 0) and any(text for text, _ in values):
            yield (*row[:begin], (" ".join(text for text, _ in values if text), values[0][1]))
        else:
            yield row


def without_values(rows: Sequence[tuple[Piece, ...]]) -> Iterator[tuple[Piece, ...]]:
    """The rows, the values of each beside its label in one cell: of none of them is told what it counts."""
    for row in rows:
        words = [index for index, (text, _) in enumerate(row) if not is_value(text)]
        begin = words[-1] if words else 0
        joined = " ".join(text for text, _ in row[begin:] if text)
        yield (*row[:begin], (joined, row[begin][1]))


def _columns(row: Sequence[Piece], kind: Kind) -> int | None:
    """How many columns of values a row of heads names, or the part of one before a page's number; of a statistics table,
    how many columns at all. None for other rows."""
    if not row or not any(is_head(kind, text) and not is_row(kind, text, True) for text, _ in row):
        return None
    labels = [read_label(text) for text, _ in row]
    if kind == "subjects":
        return sum(subjects().columns.find(label) is not None for label in labels)
    if kind == "applications":
        return sum(applications().columns.find(label) is not None for label in labels)
    if kind == "cases":
        found = sum(is_result(text) for text, _ in row)
        return found if found or len(row) > 1 else None
    kinds = [statistics().columns.exactly(label) for label in labels]
    return len(row) if "name" in kinds and len(row) > 1 else None
