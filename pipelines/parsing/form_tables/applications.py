"""The table of applications (forms of 2019 and 2021): outcomes by rows, applicants by columns.

A row is told by its own label; the group it stands in (不予公开, 其他处理) only decides where labels repeat (3.其他).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.parsing.figures import Figure
from pipelines.parsing.form_tables.applicants import applicant_columns
from pipelines.parsing.form_tables.found import figure, withheld
from pipelines.parsing.form_tables.grid import Column, GridCell, Row, align, with_spans
from pipelines.parsing.form_tables.vocabulary import ApplicantColumn, ApplicationRow, applications
from pipelines.parsing.labels import Label, read_label

_OUTERMOST = "outcome"  # the group of all outcomes, in which the others stand
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
        self._untold: set[str] = set()
        self._blank: str | None = None  # the row met last, if it held no values
        self._stray = False  # whether values without a label were passed over since

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
        self._blank = None if row.has_numbers else meaning.code
        if self._stray and self._blank is not None:
            self._untold.add(self._blank)
        self._stray = False
        pairs = align(row, self._columns_of(row.table)) or align(row, self._filled_up(row))
        if pairs is None:
            values = [cell for cell in row.cells if not cell.is_words]
            if not values:
                self._untold.add(meaning.code)
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
        """A row of values that no label of the form names; they may be those of a row beside it that has none."""
        self._met.append(row)
        self._stray = self._stray or row.has_numbers
        if self._blank is not None and row.has_numbers:
            self._untold.add(self._blank)

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
        """The form's rows that no label named, where others of the table were met, and those whose values run together or stand
        apart from their label so that none can be told: a sum may lack them."""
        return frozenset(code for code in applications().order if self.codes and self._could_stand(code)) | self._untold

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

    def _filled_up(self, row: Row) -> tuple[Column[ApplicantColumn], ...]:
        """The columns in their order, where the row's label reaches under the first of them: the head is a cell short on its
        left, and the blank cell at its end only fills it up."""
        columns = applicant_columns(self._header)
        if len(columns) < 2 or self._header[-1].table != row.table or columns[0].span is None:
            return ()
        named = [column for column in columns if column.meaning]
        reaches = max((cell.end for cell in row.words), default=0) > columns[0].span[0]
        values = sum(not cell.is_words for cell in row.cells)
        if not reaches or named != list(columns[:-1]) or values != len(named):
            return ()
        return tuple(Column(column.meaning, None, column.unit) for column in named)

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
