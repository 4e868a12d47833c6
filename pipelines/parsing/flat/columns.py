"""The cells of a flattened table of applications under the columns that its head names, where that can be told.

    under_columns(rows) -> Placed | None

Text keeps the order of cells and loses their places. A row that has as many values as the head has columns tells them; one
that has more or fewer does only where nothing else is possible: a column for remarks is blank or lost, the printed total
shows which values are whose. Any other row keeps its values in one cell: a reader sees them and takes none for a figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from pipelines.blocks import Cell, Place
from pipelines.parsing.cells import is_blank, is_number, read_cell
from pipelines.parsing.flat.assembly import Piece
from pipelines.parsing.flat.proof import Printed, proved
from pipelines.parsing.flat.words import is_head, is_row, is_value, names_units
from pipelines.parsing.form_tables.vocabulary import ApplicantColumn, applications, statistics
from pipelines.parsing.labels import Label, read_label

_KIND = "applications"
_HEADING = "申请人情况"
_MOST_LABELS = 6
_HEAD_ROWS = 3
_ORGANISATIONS = 5
_PAGE_DIGITS = 3
_LEAST_KEPT = 3  # rows that show that all cells are there
_SPARE = 3  # values beyond the columns that a row may have: a page's number, a remark


@dataclass(frozen=True, slots=True)
class Placed:
    """Cells in a grid of this size; `ordered` where a row's cells have an order only, and their columns tell nothing."""

    cells: tuple[Cell, ...]
    height: int
    width: int
    ordered: bool = False


@dataclass(slots=True)
class _Head:
    """What the head of a table names; `remarks` is a column right of the applicants'."""

    corner: list[Piece] = field(default_factory=list)
    heading: list[Piece] = field(default_factory=list)
    group: list[Piece] = field(default_factory=list)
    columns: list[tuple[Piece, ApplicantColumn]] = field(default_factory=list)
    remarks: list[Piece] = field(default_factory=list)

    @property
    def order(self) -> list[tuple[Piece, ApplicantColumn]]:
        """The columns left to right: what belongs together under 法人或其他组织 stands where that is printed."""
        parts = [column for column in self.columns if column[1].in_group]
        rest = [column for column in self.columns if not column[1].in_group]
        at = self._group_at
        return rest[:at] + parts + rest[at:]

    _group_at: int = 0


@dataclass(frozen=True, slots=True)
class _Row:
    labels: tuple[Piece, ...]
    values: tuple[Piece, ...]
    after: tuple[Piece, ...]


def under_columns(rows: Sequence[Sequence[Piece]]) -> Placed | None:
    """The table with its cells in columns; None where its head does not name them all, once, before its values."""
    first = next((index for index, row in enumerate(rows) if not _is_head_row(row)), len(rows))
    head = _read_head(rows[:first])
    if head is None or any(_is_head_row(row) for row in rows[first:]):
        return None
    body = [_taken_apart(row) for row in rows[first:]]
    labels = max([1, *(len(row.labels) for row in body)])
    if labels > _MOST_LABELS:
        return None
    cells = _head_cells(head, labels)
    believed = _reads_by_rows(body, head)
    whole = _all_kept(body, head)
    lost = any(0 < len(row.values) < len(head.columns) for row in body)
    told = [(_in_order(row, head) if whole else _told(row, head, lost)) if believed else None for row in body]
    if believed and None in told and not head.remarks:
        told = _by_sums(body, told, head)
    for index, (row, found) in enumerate(zip(body, told, strict=True), _HEAD_ROWS):
        cells += _row_cells(row, found, head, index, labels)
    return Placed(tuple(cells), _HEAD_ROWS + len(body), labels + len(head.columns) + len(head.remarks))


def order_is_open(rows: Sequence[Sequence[Piece]]) -> bool:
    """Whether the table names applicants, but not so that their order is that of its values: some only, or all without the
    group that tells where the organisations stand.

    One that names none goes on with a table before it; one may name the organisations together.
    """
    words = applications()
    labels = [read_label(text) for row in rows if _is_head_row(row) for text, _ in row]
    printed = [column.meaning for label in labels if (column := words.columns.find(label)) is not None]
    parts = {column.applicant for column in printed if column.in_group}
    if not parts:
        return False
    if len(parts) < _ORGANISATIONS:
        return True
    before = printed[: next(index for index, column in enumerate(printed) if column.in_group)]
    grouped = any(words.group.find(label) is not None for label in labels)
    kinds = ["group" if words.group.find(label) is not None else _applicant(label) for label in labels]
    lines = [{_applicant(read_label(text)) for text, _ in row} for row in rows]
    apart = any("natural_person" in line and "enterprise" not in line for line in lines)
    if apart and grouped and kinds.index("group") < kinds.index("natural_person"):
        return True  # behind the group in print, before it on paper, where the head is cut over lines
    return not grouped and bool(before) and before[-1].applicant != "natural_person"


def _applicant(label: Label) -> str | None:
    column = applications().columns.find(label)
    return column.meaning.applicant if column is not None else None


def _is_head_row(row: Sequence[Piece]) -> bool:
    """Whether a row names columns: heads that are no labels of rows; with a number only if that is all (a page's)."""
    words = [text for text, _ in row if not is_value(text)]
    sure = any(is_head(_KIND, text) and not is_row(_KIND, text, True) for text in words)
    numbers = any(text and is_value(text) for text, _ in row)
    return sure and (not numbers or all(is_head(_KIND, text) for text in words))


def _read_head(rows: Sequence[Sequence[Piece]]) -> _Head | None:
    """What the head's rows name; None where a column is missing or stands twice, or a word is not known."""
    words = applications()
    head = _Head()
    known = False
    for piece in (piece for row in rows for piece in row):
        label = read_label(piece[0])
        corner = words.corner.find(label)
        column = words.columns.find(label)
        if is_value(piece[0]) or not label.core:
            continue
        if corner is not None:
            (head.heading if corner.meaning == _HEADING else head.corner).append(piece)
            known = known or corner.meaning == _HEADING
        elif words.group.find(label) is not None:
            head.group.append(piece)
            head._group_at = len([one for one in head.columns if not one[1].in_group])
        elif column is not None:
            head.columns.append((piece, column.meaning))
            known = True
        elif known and statistics().columns.exactly(label) == "ignored" and not head.remarks:
            head.remarks.append(piece)
        else:
            return None
    meanings = [column for _, column in head.columns]
    if len(set(meanings)) != len(meanings) or len(head.group) > 1 or len(head.heading) > 1:
        return None
    if not head.group and not _stand_in_order(head):
        return None
    named = {column.applicant for column in meanings}
    organisations = sum(column.in_group for column in meanings)
    return head if organisations == _ORGANISATIONS and "natural_person" in named else None


def _stand_in_order(head: _Head) -> bool:
    """Whether the columns stand as printed, without the group over the organisations to tell where these go.

    A head of two rows prints what stands beside the group before what stands under it: two columns before the
    organisations leave open where the second of them stands, unless that is the one which every form has before them.
    """
    inside = [column.in_group for _, column in head.columns]
    head._group_at = inside.index(True) if True in inside else 0
    before = head.columns[: head._group_at]
    if not all(inside[head._group_at : head._group_at + _ORGANISATIONS]):
        return False
    return not before or before[-1][1].applicant == "natural_person"


def _taken_apart(row: Sequence[Piece]) -> _Row:
    """A row's labels, the values that follow them, and words after those; a row of units has units for values."""
    if row and names_units(row[0][0]):
        return _Row(tuple(row[:1]), tuple(row[1:]), ())
    begin = next((index for index, (text, _) in enumerate(row) if is_number(text)), len(row))
    while begin and is_value(row[begin - 1][0]):
        begin -= 1
    if begin == len(row):
        begin = next((index for index, (text, _) in enumerate(row) if is_value(text)), len(row))
    end = next((index for index in range(begin, len(row)) if not is_value(row[index][0])), len(row))
    return _Row(tuple(row[:begin]), tuple(row[begin:end]), tuple(row[end:]))


def _head_cells(head: _Head, labels: int) -> list[Cell]:
    """The head as the form prints it: applicants over their parts, the note in the corner over the labels."""
    order = head.order
    made = [_cell(head.corner, 0, 0, _HEAD_ROWS, labels), _cell(head.heading, 0, labels, 1, len(order))]
    for index, (piece, column) in enumerate(order):
        below = bool(head.group) and column.in_group
        made.append(_cell([piece], 2 if below else 1, labels + index, 1 if below else 2, 1))
    if head.group:
        at = next(index for index, (_, column) in enumerate(order) if column.in_group)
        made.append(_cell(head.group, 1, labels + at, 1, _ORGANISATIONS))
    if head.remarks:
        made.append(_cell(head.remarks, 0, labels + len(order), _HEAD_ROWS, 1))
    return made


def _reads_by_rows(body: Sequence[_Row], head: _Head) -> bool:
    """Whether the text goes on row by row: no row has far more values than columns, and where many rows do not fit, the
    totals of the others do not say otherwise."""
    count = len(head.columns)
    filled = [row for row in body if any(is_number(text) for text, _ in row.values)]
    if any(_up_to_blanks(row.values) > count + _SPARE for row in filled):
        return False
    fitting = [row for row in filled if len(row.values) in (count, count + len(head.remarks))]
    if len(fitting) * 2 > len(filled) or not any(column.applicant == "all" for _, column in head.columns):
        return True
    checked = [_adds_up(row.values[:count], head) for row in fitting if any(text.strip("0") for text, _ in row.values)]
    return checked.count(False) <= checked.count(True)


def _by_sums(
    body: Sequence[_Row], told: Sequence[list[list[Piece]] | None], head: _Head
) -> list[list[list[Piece]] | None]:
    """What stands in each column of each row, the rows that lost blank cells as far as the table's sums tell them."""
    printed = []
    for row, found in zip(body, told, strict=True):
        kept = tuple(piece for piece in row.values if piece[0])
        values = kept if found is None else tuple(pieces[0] if pieces else ("", Place()) for pieces in found)
        printed.append(Printed(tuple(text for text, _ in row.labels), values, found is not None))
        if row.after:
            return list(told)
    proof = proved(printed, [column for _, column in head.order])
    if proof is None:
        return list(told)
    return [found if found is not None else one for found, one in zip(told, proof, strict=True)]


def _all_kept(body: Sequence[_Row], head: _Head) -> bool:
    """Whether all cells of the table are there: every row has one for each column, and as many blanks behind them as the
    row after it has places of merged labels, the same before all labels of one depth."""
    wanted = len(head.columns) + len(head.remarks)
    behind: dict[str, set[int]] = {}
    filled = [(row, after) for row, after in pairwise(body) if any(text for text, _ in row.values)]
    for row, after in filled:
        more = len(row.values) - wanted
        if more < 0 or row.after or not after.labels or any(text for text, _ in row.values[wanted:]):
            return False
        behind.setdefault(_depth(after.labels[0][0]), set()).add(more)
    checked = [_adds_up(row.values[: len(head.columns)], head) for row, _ in filled]
    totals = any(column.applicant == "all" for _, column in head.columns)
    return (
        len(filled) >= _LEAST_KEPT
        and all(len(found) == 1 for found in behind.values())
        and any(max(found) for found in behind.values())
        and (not totals or checked.count(True) >= _LEAST_KEPT)
    )


def _depth(label: str) -> str:
    """How deep a row's label stands, by its numbering: 一、 or （一） or 1."""
    text = label.strip()
    return "bracket" if text[:1] in "（(" else "arabic" if text[:1].isdigit() else "word"


def _in_order(row: _Row, head: _Head) -> list[list[Piece]] | None:
    """The cells of a row all of whose cells are there, but for blanks behind the last row."""
    wanted = len(head.columns) + len(head.remarks)
    if row.after or any(text for text, _ in row.values[wanted:]):
        return None
    return [[piece] for piece in row.values[:wanted]] + [[] for _ in range(wanted - len(row.values))]


def _up_to_blanks(values: Sequence[Piece]) -> int:
    """How many values a row has before the blanks at its end, which an empty row or a gap below it left."""
    return max((index for index, (text, _) in enumerate(values, 1) if text), default=0)


def _row_cells(row: _Row, told: Sequence[Sequence[Piece]] | None, head: _Head, index: int, labels: int) -> list[Cell]:
    """A row's labels, the last of them up to the values, then its values: each under its column, or all in one cell."""
    made = []
    for column, piece in enumerate(row.labels):
        last = column == len(row.labels) - 1
        made.append(_cell([piece], index, column, 1, labels - column if last else 1))
    if not row.labels:
        made.append(Cell("", index, 0, 1, labels))
    width = len(head.columns) + len(head.remarks)
    if told is None:
        return [*made, _cell([*row.values, *row.after], index, labels, 1, width)]
    return made + [_cell(pieces, index, labels + column, 1, 1) for column, pieces in enumerate(told)]


def _told(row: _Row, head: _Head, lost: bool) -> list[list[Piece]] | None:
    """What stands in each column of a row; None where it cannot be told. `lost`: rows of the table have too few cells, so that
    blank ones may be lost in any."""
    count, values = len(head.columns), row.values
    if not any(text for text, _ in (*values, *row.after)):
        return [[] for _ in range(count + len(head.remarks))]
    if len(values) in (count, count + len(head.remarks)) and _one_stands_out(values[:count], head):
        return None
    if not head.remarks:
        found = _without_layout(values, head, lost) if len(values) != count else values
        return None if found is None or row.after else [[piece] for piece in found]
    if row.after:
        return [*([piece] for piece in values), list(row.after)] if len(values) == count else None
    if len(values) == count + 1 and (is_blank(values[-1][0]) or _adds_up(values[:count], head)):
        return [[piece] for piece in values]
    if len(values) == count and (all(is_number(text) for text, _ in values) or _adds_up(values, head)):
        return [*([piece] for piece in values), []]
    return None


def _one_stands_out(values: Sequence[Piece], head: _Head) -> bool:
    """Whether a row of blanks and noughts holds one short number that does not add up: a page's, with a blank lost for it at the
    row's end, as well as a value."""
    printed = [text for text, _ in values if is_number(text) and text.strip("0０")]
    blank = any(is_blank(text) for text, _ in values)
    return len(printed) == 1 and len(printed[0]) <= _PAGE_DIGITS and blank and not _adds_up(values, head)


def _without_layout(values: Sequence[Piece], head: _Head, lost: bool) -> Sequence[Piece] | None:
    """The values without blanks that are no cells: those behind as many as there are columns, or all, where the total
    shows it or no other blank is in question; None of others. Where blanks are lost, a total does not show between which values."""
    count = len(head.columns)
    first = values[:count]
    if len(values) > count and not any(text for text, _ in values[count:]):
        return first if all(text for text, _ in first) or (_adds_up(first, head) and not lost) else None
    printed = [piece for piece in values if piece[0]]
    return printed if len(printed) == count and _adds_up(printed, head) else None


def _adds_up(values: Sequence[Piece], head: _Head) -> bool:
    """Whether the values, each under its column, give the printed total, which is none of them by itself."""
    total, parts = Decimal(0), []
    for (text, _), (_, column) in zip(values, head.order, strict=True):
        reading = read_cell(text, unit="件")
        if reading.doubt:
            return False
        if column.applicant == "all":
            total = reading.value or Decimal(0)
        else:
            parts.append(reading.value or Decimal(0))
    return total > 0 and sum(parts) == total


def _cell(pieces: Sequence[Piece], row: int, column: int, rowspan: int, colspan: int) -> Cell:
    place = pieces[0][1] if pieces else Place()
    return Cell(" ".join(text for text, _ in pieces if text), row, column, rowspan, colspan, place)
