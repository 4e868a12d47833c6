"""What archived bytes hold: text without blanks, and rows of tables; and does a row of the report stand in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from crawler.tracing.printed import PrintedPage
from crawler.tracing.squeezing import squeeze

Holding = Literal["there", "near", "nowhere"]
NEAR = 400
# A row of figures without a label is known by so many of them in their order.
_A_ROW = 4
_REACH = 6  # characters between the cells of a row in running text
_APART = r"[\s|,，]+"
_UNIT = 2  # letters; a longer word is the row's label
_ANY = "\0"  # stands for any cell
_FIGURE = re.compile(r"([-+]?[0-9][0-9,]*(?:\.[0-9]+)?)[^0-9]{0,3}")
_FIGURES = re.compile("[0-9]")
# Words that stand together between figures and marks.
_RUN = re.compile(r"[^\s\d]{3,}")
_LABEL = re.compile(r"[^\W\d_]")
# The number that a list puts before a label.
_NUMBERED = re.compile(r"^[（(]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)、.．](?=\D)")


@dataclass(slots=True)
class Source:
    """All text without blanks, and the rows of tables where there are any. `partly`: of a kind that is read only in part here,
    so that what is not found may stand in it all the same. `stored`: a workbook, whose rows hold numbers as they are stored.
    `pictured`: it shows pictures, in which words may stand. `numbered`: a document whose lists are numbered when they are shown,
    so that the numbers before labels are not in it. `laid_out`: a text or a page with its blanks and lines; `guessed`: its rows
    are told by commas, tabs and bars alone. `pages`: of a PDF."""

    text: str
    rows: list[list[str]]
    partly: bool = False
    stored: bool = False
    numbered: bool = False
    pictured: bool = False
    laid_out: str = ""
    guessed: bool = False
    pages: tuple[PrintedPage, ...] = ()

    def holds(self, cells: Sequence[str], column: int, raw: str) -> Holding:
        """Whether a row stands in a table or in running text, its figure in its place; `near`: soon after its label, in a place
        that is not told."""
        wanted = [squeeze(cell) for cell in cells]
        figure = squeeze(raw)
        if not figure:
            return "nowhere"
        if len(wanted) == 1:
            return "there" if wanted[0] in self.text else "nowhere"
        if self.numbered:
            wanted = [cell if cell in self.text else _NUMBERED.sub("", cell) for cell in wanted]
        if any(self._stands(wanted, column, row) for row in self.rows if self._has(row, figure)):
            return "there"
        labels = [cell for cell in wanted if _is_label(cell) and cell != wanted[column]]
        if not labels:
            return self._without_label(_filled(wanted))
        own = [cell for cell in wanted[:column] if cell in labels and len(cell) > _UNIT]
        label = own[-1] if own else max(labels, key=len)
        return self._in_row_of(label, wanted, column, figure) or self._after(label, wanted, column, figure)

    def _in_row_of(self, label: str, wanted: list[str], column: int, figure: str) -> Holding | None:
        """Where a row of figures bears the label and is not the report's; None where there is none."""
        bearing = [row for row in self.rows if label in row and not self.guessed]
        beside = [cell for row in bearing for cell in row if cell != label]
        if not any(_number(cell) is not None for cell in beside):
            return None
        another = any(self._stands([*wanted[:column], _ANY, *wanted[column + 1 :]], column, row) for row in bearing)
        return "near" if self._has(beside, figure) and not another else "nowhere"

    def _after(self, label: str, wanted: list[str], column: int, figure: str) -> Holding:
        """The label before the figure in running text; a remark may stand behind it."""
        begin = max((at for at, cell in enumerate(wanted[:column]) if cell == label), default=column)
        if begin < column and figure in wanted[column]:
            run = [label, *wanted[begin + 1 : column + 1]]
            told = self._in_lines(run) if self.laid_out else "there" if _run(self.text, run) else None
            if told is not None:
                return told
        after = (self.text[at + len(label) :][:NEAR] for at in _places(self.text, label))
        return "near" if any(figure in text for text in after) else "nowhere"

    def _without_label(self, row: Sequence[str]) -> Holding:
        """A row of figures, by their order; between them a page's number may stand."""
        if len(row) < _A_ROW:
            return "nowhere"
        return "there" if _run(self.text, row) else "near" if _run(self.text, row, over_digits=True) else "nowhere"

    def _in_lines(self, run: Sequence[str]) -> Holding | None:
        """Whether a label and its values up to a figure stand in the text one behind the other; `near` where it stands among them
        otherwise, None where the label is not found."""
        *before, figure = (cell for cell in run if cell)
        apart = [r"\s*".join(map(re.escape, cell)) for cell in before]
        after = re.compile(rf"{_APART.join(apart)}{_APART}([^\s|]+)")
        if any(_begins_with(match[1], figure) for match in after.finditer(self.laid_out)):
            return "there"
        rows = [squeeze(match[1]) for match in re.finditer(rf"{apart[0]}([^\u4e00-\u9fff]*)", self.laid_out)]
        beside = [row for row in rows if _FIGURES.search(row)]
        if not beside:
            return None
        return "near" if any(figure in row for row in beside) else "nowhere"

    def _stands(self, wanted: Sequence[str], column: int, row: Sequence[str]) -> bool:
        """Whether a row of the source is the report's, but for labels that cover several rows and stand in the first of them."""
        printed = _filled(row)
        for begin in range(column + 1):
            filled = _filled(wanted[begin:])
            told = min(len(filled), len(printed)) >= _A_ROW or any(map(_is_label, filled))
            if told and _covers(printed, filled, self._same):
                return True
        return False

    def _has(self, row: Sequence[str], figure: str) -> bool:
        return any(figure in cell or self._same(cell, figure) for cell in row)

    def _same(self, printed: str, wanted: str) -> bool:
        """Whether a cell of the source shows what the report's does; a stored number may be shown rounded."""
        if wanted in (printed, _ANY):
            return True
        stored, shown = (_number(printed), _number(wanted)) if self.stored else (None, None)
        if stored is None or shown is None:
            return False
        return round(stored, max(-int(shown.as_tuple().exponent), 0)) == shown

    def lacks(self, cells: list[str]) -> bool:
        """Whether the longest words of these cells, a label or a run between figures, stand nowhere in the text."""
        words = [word for cell in cells for word in _RUN.findall(squeeze(cell))]
        return bool(words) and max(words, key=len) not in self.text


def _run(text: str, cells: Sequence[str], *, over_digits: bool = False) -> bool:
    """Whether cells stand in a text one behind the other, with nothing but a few marks between them (or digits as well), and the
    first and last are no parts of longer numbers."""
    first, *others = (cell for cell in cells if cell)
    ends = {at + len(first) for at in _places(text, first) if over_digits or not text[at - 1 : at].isdigit()}
    for cell in others:
        starts = {at for end in ends for at in _within_reach(text, end, over_digits=over_digits)}
        ends = {at + len(cell) for at in starts if text.startswith(cell, at)}
    return any(over_digits or not text[end : end + 1].isdigit() for end in ends)


def _within_reach(text: str, end: int, *, over_digits: bool) -> Iterator[int]:
    """Where the next cell may begin."""
    for at in range(end, min(end + _REACH, len(text)) + 1):
        yield at
        if text[at : at + 1].isdigit() and not over_digits:
            return


def _begins_with(text: str, figure: str) -> bool:
    """Whether the first of cells that commas part is this figure."""
    return re.match(rf'"?{re.escape(figure)}(?:$|[",，])', squeeze(text)) is not None


def _covers(printed: Sequence[str], wanted: Sequence[str], same: Callable[[str, str], bool]) -> bool:
    """Whether cells of a source are these, each once or, a merged one, as often as it covers neighbours; a file may keep the
    cells that a merged label covers, blank."""
    ends = {0}  # how many of those wanted the cells so far may cover
    for cell in printed:
        reached = set()
        for end in ends:
            if not cell and 0 < end < len(wanted) and wanted[end] == wanted[end - 1] and _is_label(wanted[end]):
                reached.add(end + 1)
            while end < len(wanted) and same(cell, wanted[end]):
                end += 1
                reached.add(end)
        ends = reached
    return len(wanted) in ends


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _filled(row: Sequence[str]) -> list[str]:
    """A row without the blank cells at its ends, which a copy as text adds or leaves out."""
    filled = [at for at, cell in enumerate(row) if cell]
    return list(row[filled[0] : filled[-1] + 1]) if filled else []


def _is_label(cell: str) -> bool:
    """Words, and no figure with a unit or the mark of a note behind it."""
    words = _NUMBERED.sub("", cell)
    return _LABEL.search(words) is not None and _FIGURE.fullmatch(words) is None


def _number(text: str) -> Decimal | None:
    """The number that a cell is, its separators and a short unit apart."""
    found = _FIGURE.fullmatch(squeeze(text))
    return Decimal(found[1].replace(",", "")) if found else None
