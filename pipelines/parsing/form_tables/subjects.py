"""The tables under 第二十条 (forms of 2019 and 2021): a row a subject, columns told by their labels.

The two forms share rows and differ in columns; which form a report follows is told by the columns it prints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from pipelines.parsing.figures import Figure
from pipelines.parsing.form_tables.found import figure, withheld
from pipelines.parsing.form_tables.grid import Column, GridCell, Row, align, joined_labels
from pipelines.parsing.form_tables.vocabulary import SubjectColumn, subjects
from pipelines.parsing.labels import Label, read_label
from storage.report import Form


class SubjectsReader:
    """Reads rows under 第二十条, one after another; keeps the columns of the last header."""

    def __init__(self) -> None:
        self.votes: Counter[Form] = Counter()
        self._header: list[Row] = []
        self._columns: tuple[Column[SubjectColumn], ...] | None = None

    def is_item(self, row: Row) -> bool:
        """Whether the row names an item of article 20 (第二十条第（一）项)."""
        return not row.has_numbers and any(subjects().item.search(cell.label.core) for cell in row.words)

    def is_header(self, row: Row) -> bool:
        """Whether the row holds column labels."""
        if row.has_numbers:
            return False
        words = subjects()
        return any(words.heading.exactly(cell.label) or words.columns.find(cell.label) for cell in row.words)

    def begin(self) -> None:
        """A new item: what the columns are is not known until its header is read."""
        self._header, self._columns = [], None

    def header(self, row: Row) -> None:
        """A row of the header, or another line of the one just read."""
        if self._columns is not None:
            self.begin()
        self._header.append(row)

    @property
    def expects_header(self) -> bool:
        return self._columns is None

    def subject(self, words: str) -> str | None:
        """The subject that a row label names."""
        found = subjects().rows.find(read_label(words))
        return found.meaning if found else None

    def data(self, row: Row, subject: str) -> Iterator[Figure]:
        """The figures of a subject's row."""
        if self._columns is None:
            self._columns = self._read_header()
        codes = subjects().codes[subject]
        wanted = [column for column in self._columns if column.meaning and column.meaning.column in codes]
        if not wanted:
            return
        astray = len(row.words) > 1 and not row.words[0].measured  # a head that was not known may stand in this row
        pairs = None if astray else align(row, self._columns_in(row.table))
        if pairs is None:
            for column in wanted:
                assert column.meaning is not None
                code = codes[column.meaning.column]
                values = [cell for cell in row.cells if not cell.is_words]
                yield from withheld(code, values, ("all",), "the row's cells do not fit its columns")
            return
        for column, cell in pairs:
            if column.meaning is None or column.meaning.column not in codes:
                continue
            found = figure(codes[column.meaning.column], cell, declared=column.unit, signed=column.meaning.signed)
            if found is not None:
                yield found

    def _columns_in(self, table: int) -> tuple[Column[SubjectColumn], ...]:
        """The columns as they stand in a table: one that goes on without a header has them by their order alone."""
        columns = self._columns or ()
        if self._header and self._header[-1].table != table:
            return tuple(Column(column.meaning, None, column.unit) for column in columns)
        return columns

    def _read_header(self) -> tuple[Column[SubjectColumn], ...]:
        """The columns of the header rows: in a grid, cells under each other with one width are one label cut in lines."""
        words = subjects()
        if self._is_torn():
            return ()
        stacked: dict[tuple[int, int, int], list[GridCell]] = {}
        for row in self._header:
            for cell in row.words:
                line = 0 if cell.measured else cell.row
                stacked.setdefault((line, cell.column, cell.end), []).append(cell)
        named = _unmerged([(stacked[place][0].span, joined_labels(stacked[place])) for place in sorted(stacked)])
        found = [words.columns.find(label) for _, label in named]
        first = next((index for index, column in enumerate(found) if column), 0)
        heading = next((index for index, (_, label) in enumerate(named[:first]) if words.heading.find(label)), None)
        if heading is None and first > 1:
            return ()  # which of the first cells is the heading, and which a column, is not told
        start = first if heading is None else heading + 1
        if _overlap([span for span, _ in named[start:]]):
            return ()  # the head's row is torn in two: the order of its columns is not told
        for column in found[start:]:
            if column and column.meaning.form:
                self.votes[column.meaning.form] += 1
        return _each_once(
            [
                Column(column.meaning if column else None, span, label.unit)
                for (span, label), column in zip(named[start:], found[start:], strict=True)
            ]
        )

    def _is_torn(self) -> bool:
        """Whether a head recovered from text stands on several lines of several labels: their order is not the columns'."""
        labels = [
            [cell for cell in row.words if not cell.measured and not subjects().heading.exactly(cell.label)]
            for row in self._header
        ]
        lines = [line for line in labels if line]
        return len(lines) > 1 and any(len(line) > 1 for line in lines)


def _overlap(spans: list[tuple[int, int] | None]) -> bool:
    """Whether columns of a grid stand over each other."""
    known = sorted(span for span in spans if span is not None)
    return any(left[1] > right[0] for left, right in pairwise(known))


def _unmerged(named: list[tuple[tuple[int, int] | None, Label]]) -> list[tuple[tuple[int, int] | None, Label]]:
    """The labels, one that stands repeated in columns side by side instead of merged over them made one again."""
    made: list[tuple[tuple[int, int] | None, Label]] = []
    for span, label in named:
        before, same = made[-1] if made else (None, None)
        if span is not None and before is not None and same == label and before[1] == span[0]:
            made[-1] = ((before[0], span[1]), label)
        else:
            made.append((span, label))
    return made


def _each_once(columns: list[Column[SubjectColumn]]) -> tuple[Column[SubjectColumn], ...]:
    """The columns, those that print the same label twice without a meaning: which of them is meant is not told."""
    times = Counter(column.meaning.column for column in columns if column.meaning)
    return tuple(
        Column(None, column.span, column.unit) if column.meaning and times[column.meaning.column] > 1 else column
        for column in columns
    )
