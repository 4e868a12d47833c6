"""The table of applications (forms of 2019 and 2021): outcomes by rows, applicants by columns.

A row is told by its own label; the group it stands in (不予公开, 其他处理) only decides where labels repeat (3.其他).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipelines.parsing.figures import Figure
from pipelines.parsing.form_tables.found import figure, withheld
from pipelines.parsing.form_tables.grid import Column, GridCell, Row, align, heads, with_spans
from pipelines.parsing.form_tables.vocabulary import ApplicantColumn, ApplicationRow, applications, statistics
from pipelines.parsing.labels import Label, read_label

_OUTERMOST = "outcome"  # the group of all outcomes, in which the others stand
_HEADING = "申请人情况"
_COMMON = ("other_org", "all")  # 其他 and 总计 are columns of many tables
_OTHER = "applications.outcome.other"  # a row of 2019's form; 2021's has its parts instead
_LEAST_SUMMED = 3  # figures of a row whose last may be the others' total
_TOTAL = "applications.answered"  # 总计 is a row of many tables


class ApplicationsReader:
    """Reads rows of the table of applications, one after another."""

    def __init__(self) -> None:
        self.codes: set[str] = set()
        self._header: list[Row] = []
        self._columns: dict[int, tuple[Column[ApplicantColumn], ...]] = {}
        self._group: str | None = None
        self._data_seen = False
        self._widths: dict[int, int] = {}
        self._fills_totals = False
        self._met: list[str | Row] = []

    def begin(self, rows: Sequence[Row]) -> None:
        """A table begins; where its rows of values are wider than its head, the head's columns do not tell theirs.
        A sheet may stack other tables below: the cases' values, wider and without a label, say nothing of this head.
        """
        labelled = [row for row in rows if row.has_numbers and any(cell.is_words for cell in row.cells)]
        self._fills_totals = 2 * sum(not row.cells[-1].is_blank for row in labelled) > len(labelled)
        self._widths[rows[0].table] = max((cell.end for row in labelled for cell in row.cells if cell.text), default=0)

    def is_header(self, row: Row) -> bool:
        """Whether the row belongs to the head of the table: two applicants, their group, or the note in its corner."""
        if row.has_numbers:
            return False
        words = applications()
        found = [words.columns.find(cell.label) for cell in row.words]
        named = [column.meaning.applicant for column in found if column]
        group = any(words.group.find(cell.label) for cell in row.words)
        corner = any(words.corner.find(cell.label) for cell in row.words)
        return (len(named) >= 2 and any(applicant not in _COMMON for applicant in named)) or group or corner

    def header(self, row: Row) -> None:
        """A row of the head; after data rows, the first of a head printed again."""
        if self._data_seen or (self._header and self._header[-1].table != row.table):
            self._header, self._data_seen = [], False
        self._header.append(row)
        self._columns = {}

    @property
    def expects_header(self) -> bool:
        return bool(self._header) and not self._data_seen

    def match(self, texts: Sequence[str], before: str = "", after: str = "") -> ApplicationRow | None:
        """The row that these label cells name, the last of them its own label.

        `before` and `after` are the labels of the rows around that have no values: pieces of a label cut over rows.
        """
        if not texts:
            return None
        for text in texts[:-1]:
            self._enter(read_label(text))
        words = applications()
        label = read_label(texts[-1])
        exact = self._exact(label)
        pieces = [before + texts[-1]] if before else []
        pieces += [texts[-1] + after] if after else []
        pieces += ["".join(texts[-2:])] if len(texts) > 1 else []
        for piece in pieces if exact is None else ():
            exact = exact or self._exact(read_label(piece))
        found = exact
        if found is None and words.groups.exactly(label) is None:
            for candidate in (label, *(read_label(piece) for piece in pieces)):
                similar = words.rows.find(candidate)
                if similar and _numbers_agree(label, similar.meaning):
                    found = similar.meaning
                    break
        if found is None:
            self._enter(label)
            return None
        if found.code == _TOTAL and not self._data_seen:
            return None
        self._group = found.opens or found.group
        return found

    def data(self, row: Row, meaning: ApplicationRow) -> Iterator[Figure]:
        """The figures of a row."""
        words = applications()
        self._data_seen = True
        self.codes.add(meaning.code)
        self._met.append(meaning.code)
        pairs = align(row, self._columns_of(row.table))
        if pairs is None:
            values = [cell for cell in row.cells if not cell.is_words]
            yield from withheld(
                meaning.code, values, words.applicants, "the row's cells do not fit the table's columns"
            )
            return
        made = [
            figure(meaning.code, cell, applicant=column.meaning.applicant)
            for column, cell in pairs
            if column.meaning is not None
        ]
        shifted = self._fills_totals and _is_shifted(made)
        doubt = "the total is blank and the last figure no less than all before it: the row may be out of place"
        for found in made:
            if found is not None:
                yield replace(found, value=None, doubt=doubt) if shifted else found

    def pass_over(self, row: Row) -> None:
        """A row of values that no label of the form names."""
        self._met.append(row)

    def end(self) -> Iterator[Figure]:
        """After all tables: what rows without a known label leave in doubt, the form's rows between their neighbours that
        were not met. A row of local invention stands where the form has none, and leaves nothing in doubt."""
        order = applications().order
        before: str | None = None
        passed: list[Row] = []
        for met in (*self._met, None):
            if isinstance(met, Row):
                passed.append(met)
                continue
            if passed and before in order:
                start = order.index(before) + 1
                stop = order.index(met) if met in order else len(order)
                between = [code for code in order[start:stop] if self._could_stand(code)]
                for code in between:
                    values = [cell for row in passed for cell in row.begun if cell.is_number]
                    doubt = "a row whose label is not known stands in its place"
                    yield from withheld(code, values, applications().applicants, doubt)
            before, passed = met, []
        self._met = []

    def lost(self) -> frozenset[str]:
        """The form's rows that no label named, where others of the table were met: a sum may lack them."""
        return frozenset(code for code in applications().order if self.codes and self._could_stand(code))

    def _could_stand(self, code: str) -> bool:
        """Whether a row of the form was not met, and is one of the form that the others are of."""
        if code in self.codes:
            return False
        group = code.rpartition(".")[0]
        if group == _OTHER:
            return any(other.startswith(f"{_OTHER}.") for other in self.codes)
        return code != _OTHER or not any(other.startswith(f"{_OTHER}.") for other in self.codes)

    def label_cells(self, rows: Sequence[Row], index: int) -> tuple[str, ...]:
        """The texts of the cells that label a row: its groups, then its own label; none where it has no label of its own.

        Labels are the words left of the first applicant's column. One that covers rows with values of their own is a group's.
        """
        row = rows[index]
        words = [cell for cell in row.cells if cell.is_words]
        columns = self._columns_of(row.table)
        if columns and with_spans(columns):
            span = columns[0].span
            left = [cell for cell in words if span is not None and cell.end <= span[0]]
            words = left or words
        own = [
            cell
            for cell in words
            if cell.row == index and not any(below.has_numbers for below in rows[index + 1 : cell.bottom])
        ]
        # 三、本年度办理结果 covers every group: it is entered where it begins, and ends no group further down.
        groups = [cell for cell in words if cell not in own and (cell.row == index or not self._is_outermost(cell))]
        for cell in groups:
            self._enter(cell.label)
        return tuple(cell.text for cell in (*groups, *own)) if own else ()

    def _columns_of(self, table: int) -> tuple[Column[ApplicantColumn], ...]:
        """The columns of a table; one that goes on without a head has those of the table before, by their order."""
        if table not in self._columns:
            columns = applicant_columns(self._header)
            head_width = max((cell.end for row in self._header for cell in row.words), default=0)
            narrow = head_width < self._widths.get(table, 0)
            if self._header and (self._header[-1].table != table or narrow):
                columns = tuple(Column(column.meaning, None, column.unit) for column in columns)
            self._columns[table] = columns
        return self._columns[table]

    def _exact(self, label: Label) -> ApplicationRow | None:
        words = applications()
        inside = words.within.get(self._group or "")
        found = (inside.exactly(label) if inside else None) or words.rows.exactly(label)
        if found is not None:
            return found
        for position in range(2, len(label.core) - 1):
            head = Label(None, label.core[:position], None)
            if words.groups.exactly(head) is None and not (
                (opened := words.rows.exactly(head)) is not None and opened.opens
            ):
                continue
            self._enter(head)
            tail = self._exact(Label(None, label.core[position:].lstrip("0123456789"), None))
            if tail is not None:
                return tail
        return None

    def _is_outermost(self, cell: GridCell) -> bool:
        group = applications().groups.find(cell.label)
        return group is not None and group.meaning == _OUTERMOST

    def _enter(self, label: Label) -> None:
        words = applications()
        group = words.groups.find(label)
        opened = words.rows.exactly(label)
        if group is not None:
            self._group = group.meaning
        elif opened is not None and opened.opens:
            self._group = opened.opens


def _is_shifted(made: Sequence[Figure | None]) -> bool:
    """Whether a row whose last cell alone is blank may print its total too far left, as where a cell is missing before."""
    if not made or made[-1] is not None:
        return False
    values = [found.value for found in made if found is not None and found.value is not None]
    if len(values) < max(len(made) - 1, _LEAST_SUMMED) or not values[-1]:
        return False
    return sum(values[:-1]) <= values[-1]


def _numbers_agree(label: Label, row: ApplicationRow) -> bool:
    return row.number is None or label.number is None or not label.number.isdigit() or int(label.number) == row.number


def applicant_columns(header: Sequence[Row]) -> tuple[Column[ApplicantColumn], ...]:
    """The columns that a head prints, left to right; none where their order cannot be told.

    By geometry where the head's rectangles agree with each other, else by the order of its labels: the parts of
    法人或其他组织 stand where it stands.
    """
    words = applications()
    leaves: list[tuple[GridCell, ApplicantColumn | None]] = []
    group: list[GridCell] = []
    group_at = 0
    cells = [cell for cell in heads(header) if not words.corner.find(cell.label)]
    lines = {cell.row for cell in cells if words.group.find(cell.label) or words.columns.find(cell.label)}
    after = _corner_end(header)
    for cell in cells:
        if words.group.find(cell.label):
            group_at = len(leaves)
            group.append(cell)
        elif (found := words.columns.find(cell.label)) is not None or (
            cell.column >= after and any(cell.row <= line < cell.bottom for line in lines)
        ):
            leaves.append((cell, found.meaning if found else None))
    leaves = _stacked(leaves)
    if not leaves and not group:
        return _only_column(cells, after)
    leaves += _nameless(leaves, header)
    if not any(meaning and meaning.in_group for _, meaning in leaves) and all(map(_is_narrow, group)):
        # The organisations are one column, whose figures are none of the dictionary's.
        leaves, group = [*leaves, *((cell, None) for cell in group)], []
    meanings = [meaning.applicant for _, meaning in leaves if meaning]
    if not meanings:
        return ()
    twice = {applicant for applicant, times in Counter(meanings).items() if times > 1}
    leaves = [(cell, None if meaning and meaning.applicant in twice else meaning) for cell, meaning in leaves]
    if _agrees(leaves, group, header):
        return tuple(Column(meaning, cell.span) for cell, meaning in sorted(leaves, key=lambda leaf: leaf[0].column))
    return _in_order(leaves, group, group_at)


def _only_column(cells: Sequence[GridCell], after: int) -> tuple[Column[ApplicantColumn], ...]:
    """The one column of a table that has no applicants, only 数量: what it counts is all of them."""
    right = [cell for cell in cells if cell.measured and cell.column >= after > 0]
    if len(right) != 1 or statistics().columns.exactly(right[0].label) != "year":
        return ()
    return (Column(ApplicantColumn("all", in_group=False), right[0].span),)


def _nameless(
    leaves: Sequence[tuple[GridCell, ApplicantColumn | None]], header: Sequence[Row]
) -> list[tuple[GridCell, ApplicantColumn | None]]:
    """The one column whose head is blank, where the form has the one applicant that the head does not name. It means nothing."""
    order = applications().applicants
    named = {meaning.applicant: cell.column for cell, meaning in leaves if meaning}
    lacking = [applicant for applicant in order if applicant not in named]
    if len(lacking) != 1 or len(leaves) != len(named) or not header:
        return []
    place = order.index(lacking[0])
    left = max((column for applicant, column in named.items() if order.index(applicant) < place), default=-1)
    right = min((column for applicant, column in named.items() if order.index(applicant) > place), default=None)
    blank = [
        cell
        for row in header
        for cell in row.begun
        if cell.measured and cell.text == "" and cell.bottom == header[-1].index + 1
    ]
    found = [cell for cell in blank if cell.column > left and (right is None or cell.end <= right)]
    return [(found[0], None)] if len(blank) == len(found) == 1 else []


def _is_narrow(cell: GridCell) -> bool:
    """Whether a head covers one column of its grid: nothing can stand under it that lost its label."""
    return cell.measured and cell.end - cell.column == 1


def _corner_end(header: Sequence[Row]) -> int:
    """The first place right of the note in the table's corner: heads that are not known stand for columns from there on.

    Without the note, right of the first head that is known.
    """
    words = applications()
    cells = heads(header)
    notes = [cell.end for cell in cells if (found := words.corner.find(cell.label)) and found.meaning != _HEADING]
    if notes:
        return min(notes)
    return min((cell.column for cell in cells if words.columns.find(cell.label)), default=0)


def _stacked(
    leaves: list[tuple[GridCell, ApplicantColumn | None]],
) -> list[tuple[GridCell, ApplicantColumn | None]]:
    """The leaves, a label cut over two cells under each other made one (商业 / 企业)."""
    words = applications()
    joined: dict[tuple[int, int, int], list[tuple[GridCell, ApplicantColumn | None]]] = {}
    for cell, meaning in leaves:
        joined.setdefault((cell.table, cell.column, cell.end), []).append((cell, meaning))
    made = []
    for cell, meaning in leaves:
        stack = joined[cell.table, cell.column, cell.end]
        if len(stack) == 1 or not cell.measured or stack[0][0].bottom > stack[1][0].row:
            made.append((cell, meaning))
        elif cell is stack[0][0]:
            found = words.columns.find(read_label("".join(part.text for part, _ in stack)))
            if found is None:
                return leaves
            made.append((cell, found.meaning))
    return made


def _agrees(
    leaves: Sequence[tuple[GridCell, ApplicantColumn | None]], group: Sequence[GridCell], header: Sequence[Row]
) -> bool:
    """Whether the head's rectangles are those of one grid: leaves side by side, the group over its parts and only them."""
    spans = sorted((cell.column, cell.end) for cell, _ in leaves)
    if not all(cell.measured for cell, _ in leaves) or any(left[1] > right[0] for left, right in pairwise(spans)):
        return False
    if len(group) > 1 or len({row.table for row in header}) > 1:
        return False
    if not group:
        return len({cell.row for cell, _ in leaves}) == 1 or all(
            cell.bottom >= header[-1].index + 1 for cell, _ in leaves
        )
    for cell, meaning in leaves:
        inside = group[0].column <= cell.column and cell.end <= group[0].end
        if meaning is not None and inside != meaning.in_group:
            return False
    return True


def _in_order(
    leaves: Sequence[tuple[GridCell, ApplicantColumn | None]], group: Sequence[GridCell], group_at: int
) -> tuple[Column[ApplicantColumn], ...]:
    """The columns by the order in which the head prints their labels, without geometry."""
    known = [index for index, (_, meaning) in enumerate(leaves) if meaning and meaning.in_group]
    if not known or any(meaning and not meaning.in_group for _, meaning in leaves[known[0] : known[-1] + 1]):
        return ()
    parts = [meaning for _, meaning in leaves[known[0] : known[-1] + 1]]
    rest = [meaning for _, meaning in leaves[: known[0]]] + [meaning for _, meaning in leaves[known[-1] + 1 :]]
    if any(meaning is None for meaning in rest):
        return ()
    if not group:
        one_row = len({cell.row for cell, _ in leaves}) == 1
        ordered = [meaning for _, meaning in leaves] if one_row else []
    elif group_at <= known[0] or group_at >= known[-1]:
        before = group_at if group_at <= known[0] else group_at - len(parts)
        ordered = rest[:before] + parts + rest[before:]
    else:
        ordered = []
    if _contradicted(leaves, ordered):
        return ()
    return tuple(Column(meaning, None) for meaning in ordered)


def _contradicted(
    leaves: Sequence[tuple[GridCell, ApplicantColumn | None]], ordered: Sequence[ApplicantColumn | None]
) -> bool:
    """Whether the labels, each in columns of its own, stand in another order across the page than down it."""
    across = sorted(leaves, key=lambda leaf: leaf[0].column)
    apart = all(one.end <= other.column for (one, _), (other, _) in pairwise(across))
    measured = all(cell.measured for cell, _ in leaves)
    return measured and apart and [meaning for _, meaning in across] != list(ordered)
