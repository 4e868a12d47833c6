"""Which figures do the report's tables give, and which form do they follow.

    read_tables(tables, laid_out, year, issuer) -> TableReading

Everything is anchored on labels, never on where a cell stands. The form is told by the column labels under 第二十条 (2019 or
2021) or by the statistics form (2014), not by the year. A value whose row or column cannot be told is withheld with a doubt.
A table printed twice gives its figures once; one that is captioned as another year's or another body's gives none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from pipelines.blocks import TableBlock
from pipelines.parsing.figures import Figure, LaidOut, TableReading
from pipelines.parsing.form_tables.applications import ApplicationsReader
from pipelines.parsing.form_tables.aside import without_aside
from pipelines.parsing.form_tables.cases import CasesReader
from pipelines.parsing.form_tables.grid import Row
from pipelines.parsing.form_tables.statistics import StatisticsReader
from pipelines.parsing.form_tables.subjects import SubjectsReader
from pipelines.parsing.form_tables.turned import upright
from pipelines.parsing.form_tables.vocabulary import applications, statistics
from pipelines.parsing.form_tables.whose import of_others
from pipelines.parsing.labels import read_label
from pipelines.parsing.words import fold
from storage.dictionary import parts_of
from storage.report import Form, Issuer

_FIRST_2021_YEAR = 2021
_LONGEST_CAPTION = 60  # characters
_YEAR = re.compile(r"(?<![0-9〔\[(])(20[0-9]{2})(?=年)")
_SENTENCE = re.compile(r"[。;；!]|公开办函|国办|第[0-9一二三]+号")
_DIFFERING = 3  # figures with two values that make two tables two reports' instead of a slip
_TORN = 3  # rows that only the table of applications has, by which a table without its head is a part of it
_OPENING = frozenset({"applications.outcome.other"})  # a row of 2019's form and the name of a group in 2021's


def read_tables(
    tables: Sequence[TableBlock], laid_out: LaidOut, year: int | None = None, issuer: Issuer | None = None
) -> TableReading:
    """The figures of the tables, which are those of `laid_out.tables` in the same order."""
    others = {index for index in range(len(tables)) if _of_another_year(laid_out, index, year)}
    foreign = of_others(laid_out, issuer)
    grids = [() if index in others | foreign else upright(block, index) for index, block in enumerate(tables)]
    markers = {
        marker
        for rows in grids
        for row in rows
        for cell in row.words
        if (marker := statistics().form_2014.exactly(cell.label)) is not None
    }
    is_2014 = len(markers) >= statistics().needed_2014
    reader = _Reader(year, is_2014=is_2014)
    figures = [*(figure for rows in grids for figure in reader.table(rows)), *reader.end()]
    kept, notes = _each_once(tuple(_told_apart(figures)), laid_out)
    notes += [f"table {index} is captioned as another year's" for index in sorted(others)]
    notes += [f"table {index} is captioned as another body's" for index in sorted(foreign - others)]
    return TableReading(reader.form(), kept, (*reader.notes, *notes), reader.lost())


def _of_another_year(laid_out: LaidOut, index: int, year: int | None) -> bool:
    """Whether the line over a table says that its figures are another year's, printed for comparison."""
    if year is None or index >= len(laid_out.tables):
        return False
    table = laid_out.tables[index]
    lines = [table.caption or ""]
    before = [span for span in laid_out.paragraphs if span[1] <= table.start]
    if before and not any(before[-1][1] < other.end <= table.start for other in laid_out.tables):
        lines.append(laid_out.text[before[-1][0] : before[-1][1]])
    for line in lines:
        years = {int(found) for found in _YEAR.findall(fold(line))}
        if years and year not in years and len(line) <= _LONGEST_CAPTION and not _SENTENCE.search(line):
            return True
    return False


class _Reader:
    """Gives each row to the reader of the kind of table it stands in."""

    def __init__(self, year: int | None, *, is_2014: bool) -> None:
        self._year = year
        self._is_2014 = is_2014
        self._subjects = SubjectsReader()
        self._applications = ApplicationsReader()
        self._cases = CasesReader(year)
        self._statistics = StatisticsReader(year, lenient=is_2014)
        self._kind: str | None = None
        self.notes: list[str] = []

    def table(self, rows: Sequence[Row]) -> Iterator[Figure]:
        """The figures of one table."""
        if not rows:
            return
        if not self._of_forms(rows):
            self._kind = None
            if _is_torn_off(rows):
                self.notes.append(
                    f"table {rows[0].table}: rows of the table of applications without its columns' names"
                )
                return
            labelled = self._cases.labelled(rows)
            yield from self._cases.labelled_figures(labelled) if labelled else self._statistics.table(rows)
            return
        rows = without_aside(rows, self._year)
        self._applications.begin(rows)
        for index, row in enumerate(rows):
            if not row.is_blank:
                yield from self._row(rows, index)

    def end(self) -> Iterator[Figure]:
        """What is left in doubt after all tables."""
        return self._applications.end()

    def lost(self) -> frozenset[str]:
        """Rows of the forms that were not met among those that were."""
        return self._applications.lost()

    def form(self) -> Form:
        """The form that the tables read so far follow.

        Where no table under 第二十条 is there to tell, the rows of 其他处理 do: three in 2021's form, one in 2019's, which
        some go on printing after 2021.
        """
        votes = self._subjects.votes
        if votes:
            return max(votes, key=lambda form: (votes[form], form))
        codes = self._applications.codes
        if any(code.startswith("applications.outcome.other.") for code in codes):
            return "2021"
        if codes:
            return "2021" if self._year is not None and self._year >= _FIRST_2021_YEAR else "2019"
        return "2014" if self._is_2014 else "free"

    def _of_forms(self, rows: Sequence[Row]) -> bool:
        """Whether the table is one of the forms of 2019 or 2021, or goes on with one."""
        for row in rows:
            if self._subjects.is_item(row) or self._subjects.is_header(row) or self._applications.is_header(row):
                return True
            if self._cases.is_table(row):
                return True
        if self._kind == "applications":
            return any(self._applications.match([cell.text for cell in row.words]) for row in rows)
        if self._kind == "cases":
            return self._cases.goes_on(rows)
        return self._kind == "subjects" and any(self._subjects.subject(_label(row)) for row in rows)

    def _row(self, rows: Sequence[Row], index: int) -> Iterator[Figure]:
        row = rows[index]
        if self._subjects.is_item(row):
            self._kind = "subjects"
            self._subjects.begin()
            if self._subjects.is_header(row):
                self._subjects.header(row)
        elif self._applications.is_header(row):
            self._kind = "applications"
            self._applications.header(row)
        elif self._subjects.is_header(row):
            self._kind = "subjects"
            self._subjects.header(row)
        elif self._cases.is_header(row):
            self._kind = "cases"
            self._cases.header(row)
        elif self._kind == "subjects":
            yield from self._subject_row(rows, index)
        elif self._kind == "applications":
            yield from self._application_row(rows, index)
        elif self._kind == "cases":
            if row.has_numbers:
                yield from self._cases.data(row, rows[index + 1 :])
            elif self._cases.expects_header and row.words:
                self._cases.header(row)

    def _subject_row(self, rows: Sequence[Row], index: int) -> Iterator[Figure]:
        row = rows[index]
        before, after = _pieces(rows, index)
        label = _label(row)
        for text in (label, before + label, label + after):
            subject = self._subjects.subject(text) if text else None
            if subject is not None:
                yield from self._subjects.data(row, subject)
                return
        if self._subjects.expects_header and row.words and not row.has_numbers:
            self._subjects.header(row)
        elif row.has_numbers:
            self.notes.append(f"table {row.table}, row {row.index}: no row of 第二十条 is called {label or 'nothing'}")

    def _application_row(self, rows: Sequence[Row], index: int) -> Iterator[Figure]:
        row = rows[index]
        texts = self._applications.label_cells(rows, index)
        before, after = _pieces(rows, index)
        meaning = self._applications.match(texts, before, after)
        if meaning is not None:
            yield from self._applications.data(row, meaning)
        elif self._applications.expects_header and row.words and not row.has_numbers:
            self._applications.header(row)
        elif row.has_numbers:
            self._applications.pass_over(row)
            name = texts[-1] if texts else "nothing"
            self.notes.append(
                f"table {row.table}, row {row.index}: no row of the table of applications is called {name}"
            )


def _is_torn_off(rows: Sequence[Row]) -> bool:
    """Whether these are rows of the table of applications without their head: whose applications they count is not told."""
    labels = {label.core: label for row in rows if (label := read_label(_label(row))).core}
    own = [
        label
        for label in labels.values()
        if applications().rows.exactly(label) is not None and statistics().rows.exactly(label) is None
    ]
    return len(own) >= _TORN


def _told_apart(figures: Sequence[Figure]) -> Iterator[Figure]:
    """The figures, those of 其他处理 withheld where its parts are printed too and are not its parts: one of them that lost its
    label looks like it. Where it is their sum for every applicant, it is what it says."""
    for figure in figures:
        if figure.code in _OPENING and not _is_sum_of_parts(figure.code, figures):
            yield replace(figure, value=None, doubt="the row is labelled like the group whose parts stand beside it")
        else:
            yield figure


def _is_sum_of_parts(code: str, figures: Sequence[Figure]) -> bool:
    """Whether a group's row has no parts beside it, or all of them in every column, adding up to it and not all 0."""
    totals = {figure.applicant: figure.value for figure in figures if figure.code == code}
    parts: dict[str, dict[str, Decimal | None]] = {}
    for figure in figures:
        if figure.code.startswith(f"{code}."):
            parts.setdefault(figure.code, {}).setdefault(figure.applicant, figure.value)
    if not parts:
        return True
    if set(parts) != {part.code for part in parts_of(code)}:
        return False
    for applicant, total in totals.items():
        values = [each.get(applicant) for each in parts.values()]
        known = [value for value in values if value is not None]
        if total is None or len(known) < len(values) or sum(known) != total:
            return False
    return any(total for total in totals.values())


def _label(row: Row) -> str:
    """The words that begin in the row before its values: where it has several labels, the one next to the values."""
    numbers = [index for index, cell in enumerate(row.begun) if cell.is_number]
    words = [cell.text for cell in row.begun[: numbers[0] if numbers else None] if cell.is_words]
    return words[-1] if words else ""


def _pieces(rows: Sequence[Row], index: int) -> tuple[str, str]:
    """The labels of the rows before and after where those rows have no values: a label may be cut over rows."""
    around = []
    for neighbour in (index - 1, index + 1):
        row = rows[neighbour] if 0 <= neighbour < len(rows) else None
        alone = row is not None and not row.has_numbers and row.words
        around.append(row.words[-1].text if row is not None and alone else "")
    return around[0], around[1]


def _each_once(figures: Sequence[Figure], laid_out: LaidOut) -> tuple[tuple[Figure, ...], list[str]]:
    """One figure a code, applicant and period, and what was noted of the others.

    Printed again with the same value it counts once, from a grid rather than from flattened text, typed rather than in a picture.
    Printed with two values, neither is told from the other, and the value is withheld.
    """
    kept: dict[tuple[str, str, str], Figure] = {}
    again: set[int] = set()
    agreeing: Counter[tuple[frozenset[int], str]] = Counter()
    differing: Counter[tuple[frozenset[int], str]] = Counter()
    for figure in figures:
        key = (figure.code, figure.applicant, figure.period)
        first = kept.setdefault(key, figure)
        if first is figure:
            continue
        again.add(_table_of(figure))
        if figure.ocr != first.ocr:
            # What is typed says it; what was read from a picture of the same table adds nothing.
            kept[key] = first if figure.ocr else figure
            continue
        pair = frozenset((_table_of(first), _table_of(figure))), _about(figure)
        if figure.value is not None and (first.value is not None or (first.doubt or "").startswith(_TWICE)):
            (agreeing if figure.value == first.value else differing)[pair] += 1
        if first.value is None and first.doubt is not None and figure.value is not None:
            kept[key] = figure if not first.doubt.startswith(_TWICE) else first
        elif figure.value is not None and figure.value != first.value:
            raw = f"{_TWICE}: {first.raw} and {figure.raw}"
            kept[key] = replace(first, value=None, doubt=raw)
        elif figure.value is not None and _is_flattened(first, laid_out) and not _is_flattened(figure, laid_out):
            kept[key] = figure
    # Two tables of the same figures that mostly differ are two reports': what only one of them prints is neither's to give.
    rivals = {
        (table, about)
        for (pair, about), times in differing.items()
        if times >= _DIFFERING and times > agreeing[pair, about]
        for table in pair
    }
    doubt = "printed in one of two tables whose figures differ"
    once = tuple(
        replace(figure, value=None, doubt=doubt)
        if (_table_of(figure), _about(figure)) in rivals and figure.value is not None
        else figure
        for figure in kept.values()
    )
    return once, [f"table {table} repeats figures printed before" for table in sorted(again - {-1})]


_TWICE = "printed with two values"


def _about(figure: Figure) -> str:
    return figure.code.partition(".")[0]


def _table_of(figure: Figure) -> int:
    return figure.locator.table if figure.locator.kind == "table" else -1


def _is_flattened(figure: Figure, laid_out: LaidOut) -> bool:
    table = _table_of(figure)
    return 0 <= table < len(laid_out.flattened) and laid_out.flattened[table]
