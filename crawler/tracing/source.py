"""What archived bytes hold: text without blanks, and rows of tables; and does a row of the report stand in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from crawler.tracing.printed import PrintedPage
from crawler.tracing.squeezing import collapsed, squeeze

NEAR = 400
# A row of figures without a label is known by so many of them in their order, with a page's number between them or marks of cells.
_A_ROW = 4
_BETWEEN = ".{0,6}?"
_FIGURE = re.compile(r"([-+]?[0-9][0-9,]*(?:\.[0-9]+)?)[^0-9]{0,3}")
# Words that stand together between figures and marks.
_RUN = re.compile(r"[^\s\d]{3,}")
_LABEL = re.compile(r"[^\W\d_]")
# The number that a list puts before a label.
_NUMBERED = re.compile(r"^[（(]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)、.．](?=\D)")


@dataclass(slots=True)
class Source:
    """All text without blanks, and the rows of tables where there are any. `partly`: of a kind that is read only in part here,
    so that what is not found may stand in it all the same. `stored`: a workbook, whose rows hold numbers as they are stored.
    `pictured`: it shows pictures, in which words may stand. `numbered`: a document whose lists are numbered when they are shown, so that the numbers before labels are not in it. `pages`: of a PDF."""

    text: str
    rows: list[list[str]]
    partly: bool = False
    stored: bool = False
    numbered: bool = False
    pictured: bool = False
    pages: tuple[PrintedPage, ...] = ()

    def holds(self, cells: list[str], raw: str) -> bool:
        """Whether a row stands in a table, or in running text: whole, or the figure soon after its label."""
        if self.stored and self._holds_stored(cells, raw):
            return True
        if self.numbered and any(_NUMBERED.match(cell) for cell in cells):
            without = [_NUMBERED.sub("", cell) for cell in cells]
            return replace(self, numbered=False).holds(without, raw)
        wanted = collapsed(cells)
        filled = _filled(wanted)
        for row in map(_filled, self.rows):
            if row and any(squeeze(raw) in cell for cell in row) and filled[-len(row) :] == row:
                return True
        if "".join(wanted) in self.text or "".join(map(squeeze, cells)) in self.text:
            return True
        first = next((at for at, cell in enumerate(wanted) if squeeze(raw) in cell), 0)
        # The label before the figure; a remark may stand behind it.
        labels = [cell for cell in wanted[first:] + wanted[:first] if _is_label(cell) and squeeze(raw) not in cell]
        if len(cells) == 1:
            return squeeze(cells[0]) in self.text
        if not labels:
            return len(filled) >= _A_ROW and re.search(_BETWEEN.join(map(re.escape, filled)), self.text) is not None
        position = self.text.find(labels[-1])
        while position >= 0:
            start = position + len(labels[-1])
            if squeeze(raw) in self.text[start : start + NEAR]:
                return True
            position = self.text.find(labels[-1], position + 1)
        return False

    def lacks(self, cells: list[str]) -> bool:
        """Whether the longest words of these cells, a label or a run between figures, stand nowhere in the text."""
        words = [word for cell in cells for word in _RUN.findall(squeeze(cell))]
        return bool(words) and max(words, key=len) not in self.text

    def _holds_stored(self, cells: list[str], raw: str) -> bool:
        """Whether a row of a workbook holds the figure, as it is stored, and the label next to it."""
        figure = _number(raw)
        labels = [squeeze(cell) for cell in cells if _LABEL.search(cell) and squeeze(raw) not in squeeze(cell)]
        if figure is None:
            return False
        places = -int(figure.as_tuple().exponent)
        for row in self.rows:
            numbers = [number for cell in row if (number := _number(cell)) is not None]
            stands = any(round(number, max(places, 0)) == figure for number in numbers)
            if stands and (not labels or any(label in cell for label in labels for cell in row)):
                return True
        return False


def _filled(row: list[str]) -> list[str]:
    """A row without the blank cells at its ends, which a copy as text adds or leaves out."""
    filled = [at for at, cell in enumerate(row) if cell]
    return row[filled[0] : filled[-1] + 1] if filled else []


def _is_label(cell: str) -> bool:
    """Words, and no figure with a unit or the mark of a note behind it."""
    return _LABEL.search(cell) is not None and _FIGURE.fullmatch(cell) is None


def _number(text: str) -> Decimal | None:
    """The number that a cell is, its separators and a short unit apart."""
    found = _FIGURE.fullmatch(squeeze(text))
    return Decimal(found[1].replace(",", "")) if found else None
