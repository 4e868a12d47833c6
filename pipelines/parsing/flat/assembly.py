"""The rows of a flattened table: cells that stand a line each are put together again, lines of several cells are rows.

A row is its labels and the values that follow them. Values are never moved: a row that lost a cell stays short, and whoever
reads it sees that its values do not fit its columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipelines.blocks import Place
from pipelines.parsing.flat.lines import Line, cells_of
from pipelines.parsing.flat.words import (
    Kind,
    cut_over,
    is_head,
    is_leaf,
    is_result,
    is_row,
    is_unit,
    is_value,
    names_units,
)
from pipelines.parsing.form_tables.vocabulary import statistics
from pipelines.parsing.labels import read_label

Piece = tuple[str, Place]
_SHORT_NUMBER = re.compile(r"^[0-9]{1,3}$")
_LEAST_GAPS = 3  # of rows that show how far rows stand apart
_MOST_BLANKS = 16  # more blank lines than that are no row of any form


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

    index = 0
    layout, gap = spacing(lines), gap_of_rows(lines, kind)
    cells_blank = _has_blank_cells(lines, layout) or (kind == "statistics" and not _mostly_apart(lines))
    while index < len(lines):
        line = lines[index]
        if labels and (cells_blank or not _ends_row(lines, index)):
            values.extend([("", line.place)] * blank_cells(lines, index, layout, gap))
        pieces = [(cell, line.place) for cell in cells_of(line, kind)]
        cut = (
            cut_over([after.cells[0] if after.alone else "" for after in lines[index : index + 16]], kind)
            if kind
            else 0
        )
        if cut:
            whole = "".join(after.cells[0] for after in lines[index : index + cut] if after.cells)
            pieces = [(whole, line.place)]
        index += max(cut, 1)
        if len(pieces) > 1:
            close()
            rows.append(tuple(pieces))
        for cell in pieces if len(pieces) == 1 else ():
            if kind and _parts_heads(cell[0], labels, values, lines[index : index + 1], kind):
                continue
            if not cut and (is_value(cell[0]) or (labels and is_unit(cell[0]) and _has_units(labels, values, kind))):
                values.append(cell)
            else:
                if values:
                    close()
                labels.append(cell)
    close()
    ends_lost = any(line.divider in ("tab", "comma") and "" in line.cells for line in lines)
    if kind == "statistics":
        return tuple(_up_to_head(rows, ends_lost))
    return tuple(_with_ends(rows, kind)) if kind is not None and ends_lost else tuple(rows)


def _parts_heads(
    text: str, labels: Sequence[Piece], values: Sequence[Piece], after: Sequence[Line], kind: Kind
) -> bool:
    """Whether the text is a number between two heads of columns, where no value stands: a page ended there."""
    if not _SHORT_NUMBER.match(text) or not labels or any(value for value, _ in values):
        return False
    around = [labels[-1][0], *(cell for line in after for cell in line.cells[:1])]
    return len(around) == 2 and all(is_head(kind, one) and not is_row(kind, one, True) for one in around)


def _has_units(labels: Sequence[Piece], values: Sequence[Piece], kind: Kind | None) -> bool:
    """Whether a unit may be a value of this row: each row of the statistics form has its own, in other tables a row of
    units has nothing else."""
    if kind == "statistics":
        return True
    return kind is not None and names_units(labels[-1][0]) and all(is_unit(text) for text, _ in values)


def _with_ends(rows: Sequence[tuple[Piece, ...]], kind: Kind) -> Iterator[tuple[Piece, ...]]:
    """The rows, blank cells put back at their ends: tabs divide the blank cells of a row, but those at its end are lost.

    A row of heads says how many values the rows under it have; in other tables the fullest row does.
    """
    wanted = 0 if kind == "subjects" else max((_values(row) for row in rows), default=0)
    for row in rows:
        if kind == "subjects" and len(row) > 1 and not _values(row):
            wanted = sum(is_head(kind, text) for text, _ in row) - 1
        missing = wanted - _values(row) if _values(row) else 0
        yield (*row, *((("", row[-1][1]),) * max(missing, 0)))


def _up_to_head(rows: Sequence[tuple[Piece, ...]], ends_lost: bool) -> Iterator[tuple[Piece, ...]]:
    """The rows of a statistics table, blank cells put back at their ends: those for remarks where a row is short by just
    these, and all that its head has more where blanks are kept but for the last ones of a line."""
    width = remarks = 0
    for row in rows:
        kinds = [statistics().columns.exactly(read_label(text)) for text, _ in row]
        if "name" in kinds and len(row) > 1:
            width = len(row)
            remarks = next((index for index, one in enumerate(reversed(kinds)) if one != "ignored"), 0)
        missing = max(width - len(row), 0)
        if not ends_lost and missing != remarks:
            missing = 0
        yield (*row, *((("", row[-1][1]),) * missing))


def _values(row: Sequence[Piece]) -> int:
    """How many values stand after the row's last words."""
    return next((index for index, (text, _) in enumerate(reversed(row)) if not is_value(text)), len(row))


def blank_lines(lines: Sequence[Line], index: int) -> int:
    """The blank lines that the source prints before this line: where a cell stands on a line, each is a blank cell."""
    before = index - 1
    while before > 0 and lines[before].divider == "rule" and not lines[before].continued:
        before -= 1
    if not index or not lines[index].alone or not lines[before].alone:
        return 0
    return min(lines[index].blanks, _MOST_BLANKS)


def blank_cells(lines: Sequence[Line], index: int, layout: int, gap: int = 0) -> int:
    """The blank cells before this line, where `layout` blank lines stand between any two cells, and `gap` more between rows.

    Where the blank lines are not those of whole cells, all count: the row then has more cells than any head.
    """
    more = max(blank_lines(lines, index) - layout - (gap if _ends_row(lines, index) else 0), 0)
    return more // (layout + 1) if more % (layout + 1) == 0 else more


def spacing(lines: Sequence[Line]) -> int:
    """The blank lines between any two lines of the table: layout, no cells."""
    return min((blank_lines(lines, index) for index in range(1, len(lines))), default=0)


def gap_of_rows(lines: Sequence[Line], kind: Kind | None) -> int:
    """The blank lines between any two rows of the table beyond those between cells: layout, no cells.

    They stand behind the heads too; where they do not, they are the blank cells of a last column.
    """
    between = [blank_lines(lines, index) for index in range(1, len(lines)) if _ends_row(lines, index)]
    gap = max(min(between) - spacing(lines), 0) if len(between) >= _LEAST_GAPS else 0
    behind = [blank_lines(lines, index) for index in range(1, len(lines)) if _ends_heads(lines, index, kind)]
    return gap if behind and behind[0] >= gap else 0


def _ends_heads(lines: Sequence[Line], index: int, kind: Kind | None) -> bool:
    """Whether a row follows a head here: its label, or its number in order."""
    if kind is None or not lines[index].alone or not lines[index - 1].alone:
        return False
    before, text = lines[index - 1].cells[0], lines[index].cells[0]
    return is_head(kind, before) and not is_head(kind, text) and bool(text)


def _has_blank_cells(lines: Sequence[Line], layout: int) -> bool:
    """Whether blank lines stand before a value somewhere, as blank cells do. Those behind rows alone may be stray ones."""
    return any(
        line.alone and bool(line.cells[0]) and is_value(line.cells[0]) and blank_cells(lines, index, layout) > 0
        for index, line in enumerate(lines)
    )


def _mostly_apart(lines: Sequence[Line]) -> bool:
    """Whether blank lines stand behind most rows: a single one may be a blank value beside a page's number."""
    between = [blank_lines(lines, index) > 0 for index in range(1, len(lines)) if _ends_row(lines, index)]
    return between.count(True) > between.count(False)


def _ends_row(lines: Sequence[Line], index: int) -> bool:
    """Whether words follow a printed value here."""
    if not index or not lines[index].alone or not lines[index - 1].alone:
        return False
    before, text = lines[index - 1].cells[0], lines[index].cells[0]
    return bool(before) and is_value(before) and not is_value(text) and not is_unit(text)


def _split(labels: Sequence[Piece], values: Sequence[Piece], kind: Kind | None) -> Iterator[tuple[Piece, ...]]:
    """The rows that a run of words and the values after it make: heads by themselves, then the labelled row."""
    if kind is None:
        yield (*labels, *values)
        return
    heads: list[Piece] = []
    rest = list(labels)
    while rest and _is_head_here(labels, rest, kind):
        if kind == "subjects" and heads and _begins_line(rest[0][0]):
            yield tuple(heads)
            heads = []
        heads.append(rest[0])
        if kind == "subjects" and _is_item(rest[0][0]):
            yield tuple(heads)
            heads = []
        rest = rest[1:]
    named = _behind_results(heads) if kind == "cases" and values else []
    heads = heads[: len(heads) - len(named)]
    if heads:
        yield tuple(heads)
    if kind == "cases" and rest:
        yield tuple(rest)
        rest = []
    rest = named + rest
    while any(is_leaf(kind, text) for text, _ in rest[:-1]):
        end = next(index for index, (text, _) in enumerate(rest) if is_leaf(kind, text)) + 1
        yield tuple(rest[:end])
        rest = rest[end:]
    rest = _with_whole_label(rest, kind) if values else rest
    covered = bool(heads) and not any(text for text, _ in values)  # places of merged heads, right behind them
    if rest or (values and not covered):
        yield (*rest, *values)


def _with_whole_label(labels: Sequence[Piece], kind: Kind) -> list[Piece]:
    """The labels of a row, the last of them whole again where it is cut over lines and damaged: it begins with its number, and is
    a row's label only with the pieces that follow, none of which is a label itself."""
    numbered = (index for index, (text, _) in enumerate(labels) if read_label(text).number is not None)
    begin = max(numbered, default=len(labels))
    pieces = [text for text, _ in labels[begin:]]
    whole = "".join(pieces)
    if len(pieces) < 2 or any(is_head(kind, text) or is_row(kind, text, True) for text in pieces):
        return list(labels)
    return [*labels[:begin], (whole, labels[begin][1])] if is_row(kind, whole, False) else list(labels)


def _behind_results(heads: Sequence[Piece]) -> list[Piece]:
    """The heads behind the last result: in a table with a row for each kind of case they label a row."""
    last = max((index for index, (text, _) in enumerate(heads) if is_result(text)), default=-1)
    return list(heads[last + 1 :])


def _is_head_here(labels: Sequence[Piece], rest: Sequence[Piece], kind: Kind) -> bool:
    """Whether the next piece is a head: printed as one, or damaged and with heads after it.

    Words that are both (总计 and 其他 name columns and rows) are heads only where a head of another name stands with them.
    """
    text = rest[0][0]
    if is_row(kind, text, False):
        sure = any(is_head(kind, other) and not is_row(kind, other, False) for other, _ in labels)
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
