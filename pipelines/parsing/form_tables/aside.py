"""Which columns of a form's table are none of the form's: units, remarks, shares, line numbers, another year's figures.

    without_aside(rows, year) -> rows

They stand among the form's own columns, and their cells, left in a row, look like values too many. A cell is taken out where
the head over it tells what it is, and it is that: a count under 占比 is another column's, and its row is out of place. Numbers
that count the lines tell themselves, and so does a row of units. Every other cell keeps its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from pipelines.parsing.form_tables.grid import GridCell, Row
from pipelines.parsing.form_tables.vocabulary import applications, aside, cases, subjects
from pipelines.parsing.words import fold

_YEAR = re.compile(r"^(20[0-9]{2})年?度?(?:数|数据|数量|合计)?$")
_LEAST_UNITS = 3  # with the word for them
_LONGEST_UNIT = 3
_LEAST_NUMBERED = 3  # lines that make their numbers a column
_COUNT = re.compile(r"^[0-9０-９]+$")


@dataclass(frozen=True, slots=True)
class _Strip:
    """Columns start..end-1 from row `top` on, and what stands in them; `head` may stand over others."""

    start: int
    end: int
    top: int
    kind: str = "numbers"
    head: GridCell | None = None

    def holds(self, cell: GridCell) -> bool:
        if cell is self.head:
            return True
        if not (self.start <= cell.column and cell.end <= self.end and cell.row >= self.top):
            return False
        if cell.is_blank or cell.row == self.top:
            return True
        if self.kind == "units":
            return cell.is_words
        return self.kind == "numbers" or _COUNT.match(cell.text) is None


def without_aside(rows: Sequence[Row], year: int | None) -> tuple[Row, ...]:
    """The rows without the cells of such columns."""
    if any(not cell.measured for row in rows for cell in row.cells):
        return tuple(rows)
    strips = [*_headed(rows, year), *_line_numbers(rows)]
    return tuple(
        replace(row, cells=() if _is_of_units(row) else tuple(cell for cell in row.cells if not _holds(strips, cell)))
        for row in rows
    )


def _holds(strips: Iterable[_Strip], cell: GridCell) -> bool:
    return any(strip.holds(cell) for strip in strips)


def _is_of_units(row: Row) -> bool:
    """Whether a row below the head says only what its columns are counted in (计量单位 件 件 件)."""
    if len(row.words) < _LEAST_UNITS or row.has_numbers:
        return False
    head, *units = row.words
    return aside().exactly(head.label) == "units" and all(len(cell.text) <= _LONGEST_UNIT for cell in units)


def _headed(rows: Sequence[Row], year: int | None) -> Iterator[_Strip]:
    """The columns under a head that names none of the form's, down to the table's end."""
    for row in rows:
        if row.has_numbers:
            return
        years = {cell: int(found[1]) for cell in row.words if (found := _YEAR.match(fold(cell.label.core)))}
        several = len(set(years.values())) > 1 and year in years.values()
        for cell in row.words:
            foreign = several and years.get(cell, year) != year
            kind = "numbers" if foreign else aside().exactly(cell.label)
            if kind is not None and (foreign or _nothing_of_the_form(rows, cell)):
                yield _under(rows, _Strip(cell.column, cell.end, cell.row, kind, cell))


def _under(rows: Sequence[Row], strip: _Strip) -> _Strip:
    """The columns where they are: below a head that is narrower than its rows and ends in this one, they are the rows' last. What
    stands right below tells it, counts where there are none of, or numbers that end before their rows do."""
    head = list(takewhile(lambda row: not row.has_numbers, rows))
    values = rows[len(head) :]
    counted = strip.kind == "numbers"
    right = _right(head, printed=True)
    wider = _right(values, printed=counted) - right
    below = (cell for row in values for cell in row.begun if strip.start <= cell.column and cell.end <= strip.end)
    astray = counted or any(_COUNT.match(cell.text) for cell in below)
    if wider <= 0 or strip.end != right or strip.head is None or not astray:
        return strip
    return replace(strip, start=strip.start + wider, end=strip.end + wider, top=strip.head.bottom - 1)


def _right(rows: Iterable[Row], *, printed: bool) -> int:
    """Where the last cell of some rows ends, or the last that is printed."""
    return max((cell.end for row in rows for cell in row.begun if cell.text or not printed), default=0)


def _nothing_of_the_form(rows: Sequence[Row], head: GridCell) -> bool:
    """Whether no head of the form stands right below: a sheet may stack tables whose columns differ."""
    below = (cell for row in rows[head.bottom :] for cell in row.words if head.column <= cell.column < head.end)
    found = (applications().columns, applications().rows, cases().results, subjects().columns, subjects().rows)
    return not any(labels.exactly(cell.label) is not None for cell in below for labels in found)


def _line_numbers(rows: Sequence[Row]) -> Iterator[_Strip]:
    """The columns of numbers that count the lines of the table or of each of its groups: 1, 2, 3 left of the labels."""
    counted: dict[int, list[tuple[int, GridCell]]] = {}
    broken: set[int] = set()
    for row in rows:
        beside = {cell.column: cell for cell in row.cells}
        for cell in row.begun:
            if not cell.is_number or cell.end - cell.column > 1:
                continue
            label = beside.get(cell.end)
            ordinal = cell.text.strip().rstrip(".、．")
            if label is not None and label.is_words and ordinal.isascii() and ordinal.isdigit():
                counted.setdefault(cell.column, []).append((int(ordinal), cell))
            else:
                broken.add(cell.column)
    for column, found in counted.items():
        numbers = [number for number, _ in found]
        follows = all(after in (before + 1, 1) for before, after in pairwise(numbers))
        if column not in broken and len(numbers) >= _LEAST_NUMBERED and numbers[0] == 1 and follows:
            yield _Strip(column, column + 1, found[0][1].row)
