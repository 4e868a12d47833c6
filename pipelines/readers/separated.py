"""Tables in a text whose cells commas divide, as a sheet saved as text has them (RFC 4180), or tabs, as one copied does.

    tables(text) -> {first line: Separated}

Lines of cells with figures among them are such a table. Where every line has as many cells it is a grid; else cells were left
out, and only their order is known. A comma inside a number (1,234) is told from one between cells by the number of figures that
the other lines have; a line of which it is not told stays as it is.

Tabs make a grid where they show that a sheet's cells were kept: rows that follow each other have as many of them, and some
begin with one, or hold a cell of several lines in quotation marks. Any other line of tabs stays as it is, for a program that
leaves out merged cells has rows of any length.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

_FIGURE = re.compile(r"^[-+]?[0-9][0-9.,]*%?$")
_THOUSANDS = re.compile(r"(?<![0-9])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])")
_SENTENCE = re.compile("[。；！？]")
_LEAST_CELLS = 2
_LEAST_ROWS = 2
_LEAST_CELLS_OF_RANGE = 3  # one tab before a line may indent it
_LEAST_ROWS_OF_ORDER = 3
_SHARE_OF_FIGURES = 0.5  # of lines that must hold figures where only the order of cells is known
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Separated:
    """A table of a text: the line after its last, and its rows; `grid` where a cell's place among its row's is its column."""

    end: int
    rows: tuple[Row, ...]
    grid: bool


def tables(text: str) -> dict[int, Separated]:
    """The tables of a text by the number of the line that each begins at."""
    lines = text.split("\n")
    found: dict[int, Separated] = {}
    run: list[tuple[int, int, Row]] = []
    for start, end, row in (*_rows(lines), (len(lines), len(lines), ())):
        prose = any(_SENTENCE.search(cell) for cell in row if not _FIGURE.match(cell))
        if len(row) >= _LEAST_CELLS and not prose:
            run.append((start, end, row))
            continue
        found |= dict(_told(run, lines))
        run = []
    ranges = dict(_ranges(lines)) if "\t" in text else {}
    covered = {line for start, table in ranges.items() for line in range(start, table.end)}
    return {start: one for start, one in found.items() if covered.isdisjoint(range(start, one.end))} | ranges


def _ranges(lines: Sequence[str]) -> Iterator[tuple[int, Separated]]:
    """The ranges of a sheet that were copied into the text."""
    for several, group in groupby(_rows(lines, "\t"), key=lambda numbered: len(numbered[2]) > 1):
        run = list(group) if several else []
        widths = {len(row) for _, _, row in run}
        rows = tuple(row for _, _, row in run)
        kept = any((not row[0] and any(row)) or any("\n" in cell for cell in row) for row in rows)
        if len(widths) == 1 and min(widths) >= _LEAST_CELLS_OF_RANGE and len(rows) >= _LEAST_ROWS and kept:
            yield run[0][0], Separated(run[-1][1], rows, grid=True)


def _rows(lines: Sequence[str], delimiter: str = ",") -> Iterator[tuple[int, int, Row]]:
    """Each row with the lines that it covers: a cell in quotation marks may hold line breaks."""
    reader = csv.reader((f"{line}\n" for line in lines), strict=True, delimiter=delimiter)
    start = 0
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:  # quotation marks that are text, or a cell beyond the module's own bound: no table
            row = []
        yield start, reader.line_num, tuple(cell.strip() for cell in row)
        start = reader.line_num


def _told(run: Sequence[tuple[int, int, Row]], lines: Sequence[str]) -> Iterator[tuple[int, Separated]]:
    """The tables of a run of lines with commas in them."""
    rows = [row for _, _, row in run]
    counts = [sum(_FIGURE.match(cell) is not None for cell in row) for row in rows]
    filled = [count for count in counts if count]
    if not filled or len(rows) < _LEAST_ROWS:
        return
    if len({len(row) for row in rows}) == 1:
        yield run[0][0], Separated(run[-1][1], tuple(rows), grid=True)
        return
    if len(rows) < _LEAST_ROWS_OF_ORDER or len(filled) < _SHARE_OF_FIGURES * len(rows):
        return
    (usual, _), *_ = Counter(filled).most_common()
    for (start, end, row), count in zip(run, counts, strict=True):
        if count == usual or not _THOUSANDS.search("\n".join(lines[start:end])):
            yield start, Separated(end, (row,), grid=False)
