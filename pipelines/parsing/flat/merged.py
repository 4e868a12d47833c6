"""A grid of bars or tabs in which merged cells were written out: a cell's text in its first place, blanks in the others.

    without_covered(rows, kind) -> rows

Blanks under which no column of values stands are places of a label, or of a head merged over several places; whatever the head
leaves open stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipelines.parsing.flat.assembly import Piece
from pipelines.parsing.flat.words import Kind, is_head, is_row, is_value
from pipelines.parsing.form_tables.vocabulary import applications
from pipelines.parsing.labels import read_label

Row = tuple[Piece, ...]


def without_covered(rows: Sequence[Row], kind: Kind) -> tuple[Row, ...]:
    """The rows of a grid without the blanks of merged labels and heads."""
    if kind == "applications":
        return tuple(_right_of_labels(rows))
    return tuple(_under_heads(rows)) if kind == "subjects" else tuple(rows)


def _right_of_labels(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows of a table of applications without blanks left of the first applicant's column."""
    words = applications().columns
    heads = [row for row in rows if not any(text and is_value(text) for text, _ in row)]
    named = [
        column for row in heads for column, (text, _) in enumerate(row) if words.exactly(read_label(text)) is not None
    ]
    first = min(named, default=0)
    for row in rows:
        values = any(text and is_value(text) for text, _ in row[:first])
        yield row if values else tuple(piece for column, piece in enumerate(row) if column >= first or piece[0])


def _under_heads(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows of tables under 第二十条, as many cells printed in each as in the head over it: each is under its head, wherever
    in the head's merged places it stands. Rows under a head with other ones stay as they are."""
    part: list[Row] = []
    for row in (*rows, None):
        if row is None or _is_heads(row):
            yield from _closed_up(part)
            part = []
        if row is not None:
            part.append(row)


def _closed_up(part: Sequence[Row]) -> Iterator[Row]:
    printed = [tuple(piece for piece in row if piece[0]) for row in part]
    if len({len(row) for row in printed}) != 1:
        yield from part
        return
    for row, cells in zip(part, printed, strict=True):
        yield (*cells, *(("", row[-1][1]) for _ in range(len(row) - len(cells))))


def _is_heads(row: Row) -> bool:
    texts = [text for text, _ in row if text]
    return bool(texts) and all(is_head("subjects", text) and not is_row("subjects", text, True) for text in texts)
