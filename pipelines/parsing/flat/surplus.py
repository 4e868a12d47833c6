"""Rows of a flattened table that have more values than their head has columns: a page's number, a stray blank, the next row's
ordinal.

    without_ordinals(rows) -> rows
    without_surplus(rows, kind) -> rows

Which of the values is the stranger is not told. Such a row keeps them in one cell: a reader sees them and takes none for a
figure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipelines.parsing.cells import read_cell
from pipelines.parsing.flat.assembly import Piece
from pipelines.parsing.flat.words import ORDINALS, Kind, is_head, is_result, is_row, is_value
from pipelines.parsing.form_tables.vocabulary import applications, statistics, subjects
from pipelines.parsing.labels import read_label

_PAGE_DIGITS = 3
_MAY_BE_A_PAGES = 2  # values of a row: of so few a short one may be a page's number
_MARK = re.compile("[0-9]{1,2}[.．、]")
_RESULTS = 5  # of one kind of case: four results and their total


def without_surplus(rows: Sequence[tuple[Piece, ...]], kind: Kind) -> Iterator[tuple[Piece, ...]]:
    """The rows, the values of one that has too many joined."""
    columns = 0
    data_seen = bare = False
    mostly_full = _mostly_full(rows)
    piled = kind == "subjects" and _labels_are_piled(rows)
    for row in rows:
        words = [index for index, (text, _) in enumerate(row) if not is_value(text)]
        begin = words[-1] + 1 if words else 0  # a value before a label is its number in order
        named = _columns([row[index] for index in words], kind)
        if named is not None:
            named = _width_below(row, rows) if kind == "statistics" else named
            columns = named if data_seen else columns + named
            data_seen = False
            yield row
            continue
        data_seen = data_seen or (bool(words) and begin < len(row))
        behind, bare = piled and bare, bool(words) and not any(text for text, _ in row[begin:])
        if behind and not bare and begin:
            held = " ".join(text for text, _ in row[begin - 1 :] if text)
            yield (*row[: begin - 1], (held, row[begin - 1][1]))
            continue
        values = row[begin:]
        apart = bool(row) and _MARK.fullmatch(row[0][0]) is not None  # its label's own number
        room = columns - begin + apart if kind == "statistics" else columns
        values = _without_blanks_behind(values, room)
        if kind == "cases" and begin == 0 and _may_be_shifted([text for text, _ in values]):
            yield ((" ".join(text for text, _ in values if text), row[0][1]),)
            continue
        printed = [text for text, _ in values if text]
        beside = kind == "statistics" and 1 < len(printed) == room and _may_be_a_pages(printed) and not mostly_full
        if columns and (len(values) > max(room, 0) or beside) and printed:
            # One number among too many blanks would look like the value: it goes with the words before it.
            alone = begin > 0 and len(printed) == 1
            held = row[begin - 1][0] if alone else ""
            yield (*row[: begin - alone], (" ".join((held, *printed)).strip(), row[begin - alone][1]))
        else:
            yield (*row[:begin], *values)


def _width_below(head: Sequence[Piece], rows: Sequence[tuple[Piece, ...]]) -> int:
    """How many cells a row of statistics may have below its head: none below the head of ordinals that were taken off, and where
    the table is two beside each other in turn, those of one of them."""
    labels = [read_label(text) for text, _ in head]
    sides = sum(statistics().columns.exactly(label) == "name" for label in labels)
    ordinals = sum(label.core in ORDINALS for label in labels)
    width = len(head) - (0 if _are_numbered(rows) else ordinals)
    widths = Counter(len(row) for row in rows if is_value(row[-1][0]))
    usual = max(widths, key=widths.__getitem__, default=width)
    return width // sides if sides > 1 and usual * sides <= width else width


def _are_numbered(rows: Sequence[tuple[Piece, ...]]) -> bool:
    """Whether rows begin with their ordinals."""
    return any(len(row) > 1 and _is_ordinal(row[0][0]) and not is_value(row[1][0]) for row in rows)


def _is_ordinal(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _labels_are_piled(rows: Sequence[tuple[Piece, ...]]) -> bool:
    """Whether somewhere the values of several rows follow the last of their labels: wherever a row has no values, those of the next
    may be its own."""
    columns, bare = 0, False
    for row in rows:
        named = _columns([piece for piece in row if not is_value(piece[0])], "subjects")
        values = sum(1 for text, _ in row if text and is_value(text))
        if named is None and bare and columns and values > columns:
            return True
        columns = columns if named is None else named
        bare = named is None and not values
    return False


def _mostly_full(rows: Sequence[tuple[Piece, ...]]) -> bool:
    """Whether most rows print more than one value: else a second one is a remark, or one of them a page's number."""
    counts = [sum(1 for text, _ in row if text and is_value(text)) for row in rows]
    return sum(1 for count in counts if count > 1) > sum(1 for count in counts if count == 1)


def _may_be_a_pages(printed: Sequence[str]) -> bool:
    return any(text.isdigit() and len(text) <= _PAGE_DIGITS for text in printed)


def _may_be_shifted(values: Sequence[str]) -> bool:
    """Whether a row of cases begins with a blank that may be a gap behind the heads: its totals do not hold as it stands."""
    if len(values) % _RESULTS or not values or values[0] or not any(values):
        return False
    counts = [read_cell(text, unit="件").value or 0 for text in values]
    groups = [counts[start : start + _RESULTS] for start in range(0, len(counts), _RESULTS)]
    return any(sum(group[:-1]) != group[-1] for group in groups)


def _without_blanks_behind(values: tuple[Piece, ...], room: int) -> tuple[Piece, ...]:
    """The values without blanks behind as many printed ones as there are columns: a gap before the next row. Of one or two values
    a short one may be a page's number: then they stay as they are."""
    first = values[:room] if room > 0 else ()
    told = len(first) > _MAY_BE_A_PAGES or all(len(text) > _PAGE_DIGITS for text, _ in first)
    whole = told and all(text for text, _ in first) and not any(text for text, _ in values[room:])
    return first if whole else values


def without_ordinals(rows: Sequence[tuple[Piece, ...]]) -> Iterator[tuple[Piece, ...]]:
    """The rows of a statistics table whose head has a column of ordinals, each without the ordinal of the next row: where a
    cell stands on a line it follows a row's values, or stands where a blank value was. A row that it does not follow where the
    table counts on keeps its values in one cell.
    """
    numbered = any(read_label(text).core in ORDINALS for row in rows for text, _ in row)
    ends = [_number_at_end(row) for row in rows]
    known = [end for end in ends if end is not None]
    counted = sum(after == before + 1 for before, after in pairwise(known))
    if not numbered:
        yield from rows
        return
    sides = sum(statistics().columns.exactly(read_label(text)) == "name" for row in rows for text, _ in row)
    if sides > 1 or counted * 2 <= len(rows):
        yield from _without_next(rows, sides)
        return
    first = ends.index(known[0])
    for index, (row, end) in enumerate(zip(rows, ends, strict=True)):
        expected = known[0] + index - first
        values = next((at for at, (text, _) in enumerate(row) if at and is_value(text)), len(row))
        if end == expected:
            yield row[:-1]
        elif not first <= index < len(rows) - 1 or values == len(row):
            yield row
        else:  # with what stands before them: one by itself would look like the value
            yield (*row[: values - 1], (" ".join(text for text, _ in row[values - 1 :] if text), row[values - 1][1]))


def _without_next(rows: Sequence[tuple[Piece, ...]], sides: int) -> Iterator[tuple[Piece, ...]]:
    """The rows of a table with a column of ordinals, the values of one joined that end in what may be the next row's ordinal: its own
    value is blank and lost then. Of tables beside each other that is any short number. A row that begins with its ordinal ends in
    its value."""
    place = 0
    for row in rows:
        words = [index for index, (text, _) in enumerate(row) if not is_value(text)]
        counts = bool(words) and not any(read_label(text).core in ORDINALS for text, _ in row)
        place += counts
        end = _number_at_end(row)
        near = end is not None and (sides > 1 or place <= end <= place + 2)
        if near and counts and words[0] == 0 and words[-1] + 1 < len(row):
            last = words[-1]
            yield (*row[:last], (" ".join(text for text, _ in row[last:] if text), row[last][1]))
        else:
            yield row


def _number_at_end(row: Sequence[Piece]) -> int | None:
    text = row[-1][0] if len(row) > 1 else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None


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
