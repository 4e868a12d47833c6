"""The statistics form (政府信息公开情况统计表) of 2014 to 2018 and older annex tables: a row an indicator.

Columns are the name, mostly a unit, and one or two values: of the year, and since the beginning (历年累计).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines.parsing.figures import Figure
from pipelines.parsing.form_tables.found import figure
from pipelines.parsing.form_tables.grid import Column, GridCell, Row, by_geometry, by_order, with_spans
from pipelines.parsing.form_tables.vocabulary import StatisticsRow, statistics
from pipelines.parsing.labels import Label
from storage.dictionary import dictionary
from storage.report import Period

_YEAR = re.compile(r"^((?:19|20)[0-9]{2})年?度?(?:统计)?(?:数量?|数据)?$")
_UNIT = re.compile(r"^[百千]?[万亿]?(?:元|条次?|件次?|次|人次|人|个|篇|宗|份|项|场次?|期|处|家|名)$")
_TWO_COLUMNS = "two columns without a head, of which this row fills one: which of them is the year's is not told"
_PERIODS: dict[str, Period] = {"year": "year", "cumulative": "cumulative"}


@dataclass(frozen=True, slots=True)
class _Header:
    """A name column and the columns that belong to it: a table may print several such sets side by side.

    The set stands in places start..stop-1, its names before `name_end`.
    """

    start: int
    stop: int
    name_end: int
    columns: tuple[Column[str], ...]


class StatisticsReader:
    """Reads the rows of one statistics table after another. `lenient` for the 2014 form, whose labels are known whole."""

    def __init__(self, year: int | None, *, lenient: bool) -> None:
        self._year = year
        self._lenient = lenient
        self._place: str | None = None
        self._opener: tuple[str | None, int | None] = (
            None,
            None,
        )  # the place around, and the number of what opened this
        self._headers: dict[int, list[_Header]] = {}
        self._last: tuple[int, int] | None = (
            None  # the table read last that has a head, its own or the one before it, and its width
        )
        self._codes: set[str] = set()  # what was read under that head
        self._before: frozenset[str] = frozenset()  # of it, what was read in tables before this one
        self._units: set[int] = set()  # the columns of the part that hold units in some row
        self._side_by_side = False  # whether some row of the part has several values

    def is_header(self, row: Row) -> bool:
        """Whether the row names columns: a name column and one of values or units."""
        kinds = [self._kind(cell) for cell in row.words]
        return "name" in kinds and len([kind for kind in kinds if kind not in (None, "name")]) >= 1

    def header(self, row: Row) -> None:
        """Columns for the rows that follow in this table."""
        names = [cell for cell in row.words if self._kind(cell) == "name"]
        ends = [cell.column for cell in names[1:]] + [max(cell.end for cell in row.cells)]
        made: list[_Header] = []
        start = 0
        for name, end in zip(names, ends, strict=True):
            columns = tuple(
                Column(self._kind(cell), cell.span, cell.label.unit)
                for cell in row.begun
                if name.end <= cell.column < end and cell.text
            )
            # A name with nothing right of it (类别) heads the groups of the names that follow.
            if columns:
                made.append(_Header(start, end, name.end, columns))
                start = end
        self._headers[row.table] = made

    def table(self, rows: Sequence[Row]) -> Iterator[Figure]:
        """The figures of a table's rows. Sets of columns side by side are read one after another: the second goes on
        where the first ends."""
        part: list[Row] = []
        if rows and self._goes_on(rows):
            self._headers[rows[0].table] = self._headers[rows[0].table - 1]
        else:
            self._codes = set()
        self._before = frozenset(self._codes)
        for row in rows:
            if self.is_header(row):
                yield from self._part(part)
                part = []
                self.header(row)
            else:
                part.append(row)
        yield from self._part(part)
        if rows and self._headers.get(rows[0].table):
            self._last = rows[0].table, _width(rows)

    def _goes_on(self, rows: Sequence[Row]) -> bool:
        """Whether a table without a head has the columns of the one right before it: as many, and units where its head says so."""
        if self._last != (rows[0].table - 1, _width(rows)) or any(map(self.is_header, rows)):
            return False
        columns = [column for header in self._headers[rows[0].table - 1] for column in header.columns]
        units = {column.span for column in columns if column.meaning == "unit"} - {None}
        under = [cell for row in rows for cell in row.cells if cell.span in units and cell.is_words]
        return bool(under) and all(_UNIT.match(cell.label.core) for cell in under)

    def _part(self, rows: Sequence[Row]) -> Iterator[Figure]:
        """The figures of the rows under one head."""
        headers = self._headers.get(rows[0].table, []) if rows else []
        if len(headers) < 2:
            self._units = {cell.column for row in rows for cell in row.cells if _UNIT.match(cell.label.core)}
            self._side_by_side = any(map(_has_several_values, rows))
            for row in rows:
                yield from self._figures(row, headers[0] if headers else None)
            return
        for header in headers:
            for row in rows:
                cells = tuple(cell for cell in row.cells if header.start <= cell.column and cell.end <= header.stop)
                yield from self._figures(replace(row, cells=cells), header)

    def _figures(self, row: Row, header: _Header | None) -> Iterator[Figure]:
        """The figures of a row, or of the part of it under one set of columns."""
        label, meaning = self._match(row)
        if label is None or meaning is None or meaning.code is None:
            return
        if meaning.code in self._before:
            header = None  # printed again: another table, whose columns nothing names
        self._codes.add(meaning.code)
        unit = next((cell.label.core for cell in row.words if cell is not label and _UNIT.match(cell.label.core)), None)
        for column, cell in self._paired(row, label, header):
            period = _PERIODS.get(column.meaning or "")
            if period == "cumulative" and "period" not in dictionary()[meaning.code].dimensions:
                continue
            if period is not None:
                doubt = _TWO_COLUMNS if header is None and self._has_rival(row, label) else None
                declared = _declared(unit, label, column)
                found = figure(meaning.code, cell, period=period, declared=declared, doubt=doubt)
                if found is not None:
                    yield found

    def _has_rival(self, row: Row, label: GridCell) -> bool:
        """Whether there is another column of values, which this row leaves blank: it has a dash right of the label, in no column of
        units, or other rows have several values."""
        if self._side_by_side:
            return True
        right = (cell for cell in row.cells if cell.column >= label.end and cell.column not in self._units)
        return any(cell.is_blank and cell.text for cell in right)

    def _kind(self, cell: GridCell) -> str | None:
        """What a column's label says: name, unit, year, cumulative, ignored; None for anything else."""
        year = _YEAR.match(cell.label.core)
        if year is not None:
            return "year" if self._year in (None, int(year[1])) else "ignored"
        kind = statistics().columns.exactly(cell.label)
        return kind if kind is not None else ("unit" if _UNIT.match(cell.label.core) else None)

    def _match(self, row: Row) -> tuple[GridCell | None, StatisticsRow | None]:
        """The row's label and what it means; headings on the way decide which part of the table this is. None where two labels
        stand beside each other, as in a head that a page's end tore off its rows: which of them a number belongs to is not told."""
        found: tuple[GridCell | None, StatisticsRow | None] = (None, None)
        headings: set[str] = set()
        named: set[str] = set()
        for cell in row.cells:
            if not cell.is_words or _UNIT.match(cell.label.core) or statistics().another_scope.search(cell.text):
                continue
            meaning = self._meaning(cell.label)
            if meaning is None:
                continue
            if meaning.opens is not None and cell.row != row.index:
                continue  # a heading merged over its rows was entered where it begins
            if meaning.opens is not None:
                self._opener = self._place, _ordinal(cell.label)
                self._place = meaning.opens
            if meaning.code is not None and not cell.is_tall:
                (named if meaning.opens is None else headings).add(meaning.code)
            found = (cell, meaning)
        return found if max(len(named), len(headings)) < 2 else (None, None)

    def _meaning(self, label: Label) -> StatisticsRow | None:
        words = statistics()
        place = self._place
        around, opener = self._opener
        if opener is not None and _ordinal(label) == opener + 1:
            place = around  # 4.其他 after 3.不予公开: beside it, not in it
        inside = words.within.get(place or "")
        exact = words.named(label, place or "")
        if exact is not None or not self._lenient:
            return exact
        if any(other.exactly(label) for other in words.within.values()):
            return None  # a label of another part of the table, printed whole: it is no damaged one of this
        similar = words.rows.find(label) or (inside.find(label) if inside else None)
        return similar.meaning if similar else None

    def _paired(self, row: Row, label: GridCell, header: _Header | None) -> Sequence[tuple[Column[str], GridCell]]:
        """The row's value cells with their columns; none where it cannot be told which is whose."""
        right = [cell for cell in row.cells if cell.column >= label.end]
        numbers = [cell for cell in right if cell.is_number]
        if any(_is_name(cell) and cell.column < _first_value(header, numbers) for cell in right):
            return ()  # a part of what the label names, under a name that is not known
        if header is None:
            only = Column[str]("year", None)
            return ((only, numbers[0]),) if len(numbers) == 1 else ()
        if with_spans(header.columns) and label.end <= header.name_end:
            placed = by_geometry(row.cells, header.columns)
            if placed is not None:
                return placed
        values = [column for column in header.columns if column.meaning != "unit"]
        without_geometry = [Column(column.meaning, None, column.unit) for column in values]
        return by_order(right, without_geometry) or ()


def _width(rows: Sequence[Row]) -> int:
    return max((cell.end for row in rows for cell in row.cells), default=0)


def _first_value(header: _Header | None, numbers: Sequence[GridCell]) -> int:
    """Where the names of a row end: at the first column of units or values of its head, without one at its first number."""
    if header is None:
        return min((cell.column for cell in numbers), default=0)
    known = [column.span[0] for column in header.columns if column.meaning is not None and column.span is not None]
    return min(known, default=header.name_end)


def _is_name(cell: GridCell) -> bool:
    return cell.is_words and not _UNIT.match(cell.label.core)


def _has_several_values(row: Row) -> bool:
    """Whether two numbers stand right of one name."""
    values: int | None = None
    for cell in row.cells:
        if _is_name(cell):
            values = 0
        elif cell.is_number and values is not None:
            values += 1
            if values > 1:
                return True
    return False


def _ordinal(label: Label) -> int | None:
    """The number before a label, where it is an Arabic one."""
    return int(label.number) if label.number is not None and label.number.isdigit() else None


def _declared(unit: str | None, label: GridCell, column: Column[str]) -> str | None:
    """The unit that holds for a cell: its row's own, else that of its label, else that of its column."""
    return unit or label.label.unit or column.unit
