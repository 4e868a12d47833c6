"""What a sheet's filled cells are: lines of text, and the tables between them.

    blocks(name, values, merged) -> blocks in reading order
    of_sheets(sheets) -> those of all filled sheets, a sheet's name as a heading where there are several

Sheets hold several tables under one another, of different widths, with headings between. Each is a table by itself: the
blank cells beside a narrow one are not its.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.blocks import Block, Cell, Paragraph, Place, TableBlock
from pipelines.errors import DocumentTooLarge
from pipelines.readers import bounds
from pipelines.readers.whitespace import fold

Span = tuple[int, int, int, int]  # first row and column, last row and column

_SENTENCE = re.compile("。|20[0-9]{2}年[^,，]{0,40}(?:表|情况)$")  # prose, or the caption of another table
_HEADING = re.compile("[（(]?[一二三四五六七八九十]{1,3}(?:[）)]|[、.．])|第[一二三四五六七八九十]+部分|附[件表]")
_LOOK = 60  # rows that are looked at to tell how wide a table is
_NUMBER = re.compile("[-+−－]?[0-9０-９][0-9０-９,，.．]*%?$")


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell shows, where it stands among the cells that are shown, and what the sheet calls its place (B7)."""

    text: str
    row: int
    column: int
    address: str


def blocks(name: str, values: Sequence[Value], merged: Sequence[Span]) -> list[Block]:
    """A sheet as its lines of text and its tables.

    The rows above the first that fills several cells, and those under the last, are text (a title, notes); so is a row
    between that holds one cell with a sentence, a dated caption, or the heading of another table. The rest are tables.
    """
    sheet = _Sheet(name, values, merged)
    found: list[Block] = []
    part: list[Value] = []
    end = 0  # the rightmost column of the part
    for at, row in enumerate(sheet.order):
        here = sheet.rows[row]
        anew = bool(part) and sheet.begins_anew(at, end)
        if len(here) == 1 and (sheet.outside(row) or anew or _SENTENCE.search(here[0].text)):
            found += sheet.table(part)
            found += [Paragraph(line, place=sheet.place(here[0])) for line in here[0].text.split("\n")]
            part, end = [], 0
            continue
        if anew:
            found += sheet.table(part)
            part, end = [], 0
        part += here
        end = max(end, sheet.ends[row])
    return found + sheet.table(part)


def of_sheets(sheets: Iterable[tuple[str, Sequence[Value], Sequence[Span]]]) -> list[Block]:
    """A workbook's blocks; a sheet's name is a heading where several sheets hold something."""
    filled = [(name, values, merged) for name, values, merged in sheets if values]
    found: list[Block] = []
    for name, values, merged in filled:
        if len(filled) > 1:
            found.append(Paragraph(fold(name), 1, Place(path=name)))
        found += blocks(name, values, merged)
    return found


class _Sheet:
    def __init__(self, name: str, values: Sequence[Value], merged: Sequence[Span]) -> None:
        self._name = name
        self._merged = merged
        self.rows: dict[int, list[Value]] = {}
        for value in values:
            self.rows.setdefault(value.row, []).append(value)
        self.order = sorted(self.rows)
        full = [row for row in self.order if len(self.rows[row]) > 1]
        self._first, self._last = (full[0], full[-1]) if full else (self.order[-1] + 1 if self.order else 0, -1)
        self.ends = {row: max(value.column for value in found) for row, found in self.rows.items()}
        self._joined: set[int] = set()  # rows that a merged cell joins to the row above
        for top, _, bottom, right in merged:
            for row in range(top, min(bottom, self._last) + 1):
                if row in self.ends:
                    self.ends[row] = max(self.ends[row], min(right, bounds.MAX_TABLE_COLUMNS))
                if row > top:
                    self._joined.add(row)

    def outside(self, row: int) -> bool:
        """Whether the row stands above or below everything that fills several cells."""
        return row < self._first or row > self._last

    def begins_anew(self, at: int, end: int) -> bool:
        """Whether another table begins at this place of `order`, of another width than the one before, which ends in
        column `end`: after a blank row or with a heading, and with a head of its own, which holds words only."""
        row = self.order[at]
        if row in self._joined or self.outside(row):
            return False
        if not self._is_heading(row) and self.order[at - 1] == row - 1:
            return False
        near = self.order[at : at + _LOOK]
        head = next((index for index, after in enumerate(near) if len(self.rows[after]) > 1), None)
        if head is None or any(_NUMBER.match(value.text) for value in self.rows[near[head]]):
            return False
        together = [near[head]]
        for after in near[head + 1 :]:
            if after != together[-1] + 1 or self._is_heading(after):
                break
            together.append(after)
        return end != max(self.ends[after] for after in together)

    def _is_heading(self, row: int) -> bool:
        here = self.rows[row]
        return len(here) == 1 and _HEADING.match(here[0].text) is not None

    def table(self, values: Sequence[Value]) -> list[Block]:
        """The filled rectangle of these values as a table; one of a single column is lines of text."""
        if not values:
            return []
        rows, columns = [value.row for value in values], [value.column for value in values]
        top, left, bottom, right = min(rows), min(columns), max(rows), max(columns)
        if left == right:
            return [Paragraph(line, place=self.place(value)) for value in values for line in value.text.split("\n")]
        spans = {(r0, c0): (min(r1, bottom) - r0 + 1, min(c1, right) - c0 + 1) for r0, c0, r1, c1 in self._merged}
        height, width = bottom - top + 1, right - left + 1
        if width > bounds.MAX_TABLE_COLUMNS or height * width > bounds.MAX_TABLE_CELLS * 10:
            raise DocumentTooLarge(f"a sheet has {height} rows and {width} columns")
        cells = []
        for value in values:
            rowspan, colspan = spans.get((value.row, value.column), (1, 1))
            place = self.place(value)
            cells.append(
                Cell(value.text, value.row - top, value.column - left, max(rowspan, 1), max(colspan, 1), place)
            )
        if height * width <= bounds.MAX_TABLE_CELLS:
            cells += _blanks(cells, height, width)
        return [TableBlock(tuple(cells), height, width, place=Place(path=self._name))]

    def place(self, value: Value) -> Place:
        return Place(path=f"{self._name} {value.address}")


def _blanks(cells: list[Cell], height: int, width: int) -> list[Cell]:
    """An empty cell for each place of the rectangle that no filled one covers: a sheet keeps none of its blank cells."""
    covered = {
        (row, column)
        for cell in cells
        for row in range(cell.row, min(cell.row + cell.rowspan, height))
        for column in range(cell.column, min(cell.column + cell.colspan, width))
    }
    places = ((row, column) for row in range(height) for column in range(width))
    return [Cell("", row, column) for row, column in places if (row, column) not in covered]
