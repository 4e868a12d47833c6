"""A report's parts laid out on pages: a display list that a PDF or a picture can be drawn from.

Lengths are points, y runs downwards from the top of the page; a text's y is its baseline.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from tests.variety.paper.manners import Manner
from tests.variety.rendering import Part, lay, shown
from tests.variety.tables import Grid, GridCell

LEADING = 1.28
Layer = Literal["text", "hidden", "mark"]


@dataclass(frozen=True)
class Text:
    x: float
    y: float
    size: float
    string: str
    layer: Layer = "text"


@dataclass(frozen=True)
class Rule:
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Shade:
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass
class Page:
    width: float
    height: float
    texts: list[Text] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    shades: list[Shade] = field(default_factory=list)


def advance(char: str) -> float:
    """The width of a character in ems."""
    return 0.5 if char.isascii() else 1.0


def width_of(text: str, size: float) -> float:
    return sum(map(advance, text)) * size


def wrapped(text: str, width: float, size: float, indent: float = 0.0) -> list[str]:
    """Lines that fit, broken between any two characters but inside a number."""
    lines: list[str] = []
    for piece in text.split("\n"):
        line, room = "", width - indent
        indent = 0.0
        position = 0
        while position < len(piece):
            end = position + 1
            if piece[position].isascii() and piece[position].isalnum():
                while end < len(piece) and piece[end].isascii() and (piece[end].isalnum() or piece[end] in ".,%"):
                    end += 1
            unit = piece[position:end]
            if line and width_of(line + unit, size) > room + 0.01:
                lines.append(line)
                line, room = "", width
            line += unit
            position = end
        lines.append(line)
    return lines


def is_value(text: str) -> bool:
    return text == "—" or (
        len(text) <= 14 and any(c.isdigit() for c in text) and "." not in text[:2] and "年" not in text
    )


class Setter:
    def __init__(self, manner: Manner) -> None:
        self.manner = manner
        self.pages: list[Page] = []
        self.y = 0.0
        self.turn()

    @property
    def page(self) -> Page:
        return self.pages[-1]

    @property
    def left(self) -> float:
        return self.manner.margin

    @property
    def measure(self) -> float:
        return self.manner.page[0] - 2 * self.manner.margin

    @property
    def bottom(self) -> float:
        return self.manner.page[1] - self.manner.margin

    def turn(self) -> None:
        self.pages.append(Page(*self.manner.page))
        self.y = self.manner.margin

    def paragraph(self, text: str, size: float, *, centred: bool = False, indented: bool = True) -> None:
        indent = 2 * size if indented and not centred else 0.0
        for number, line in enumerate(wrapped(text, self.measure, size, indent)):
            if self.y + size * LEADING > self.bottom:
                self.turn()
            x = self.left + (indent if number == 0 else 0.0)
            if centred:
                x = self.left + (self.measure - width_of(line, size)) / 2
            self.page.texts.append(Text(x, self.y + size, size, line))
            self.y += size * LEADING * 1.15
        self.y += size * 0.3

    def table(self, grid: Grid) -> None:
        place, height, width = lay(grid)
        xs = self._columns(place, width)
        size, pad = self.manner.cell_size, self.manner.padding
        lines = {
            at: wrapped(cell.text, xs[at[1] + cell.colspan] - xs[at[1]] - 2 * pad, size) if cell.text else []
            for at, cell in place.items()
        }
        heights = [size * LEADING + 2 * pad] * height
        for (row, _), cell in sorted(((at, place[at]) for at in place), key=lambda item: item[1].rowspan):
            need = len(lines[(row, _)]) * size * LEADING + 2 * pad
            have = sum(heights[row : row + cell.rowspan])
            if need > have:
                for step in range(cell.rowspan):
                    heights[row + step] += (need - have) / cell.rowspan
        head = self._head(place, width)
        self.y += size * 0.6
        top = 0
        while top < height:
            again = head if top and self.manner.head_again else 0
            room = self.bottom - self.y - sum(heights[:again])
            end, used = top, 0.0
            while end < height and (used + heights[end] <= room or (end == top and self.y <= self.manner.margin + 1)):
                used += heights[end]
                end += 1
            if end == top or (end <= head < height and top == 0 and self.y > self.manner.margin + 1):
                self.turn()
                continue
            for first, last in ((0, again), (top, end)):
                if first < last:
                    self._band(place, lines, xs, heights, first, last, head)
            top = end
            if top < height:
                self.turn()
        self.y += size

    def _head(self, place: dict[tuple[int, int], GridCell], width: int) -> int:
        first = [cell for (row, _), cell in place.items() if row == 0]
        return 0 if len(first) == 1 and width > 1 else max(cell.rowspan for cell in first)

    def _columns(self, place: dict[tuple[int, int], GridCell], width: int) -> list[float]:
        wants = [3.0] * width
        for (_, column), cell in place.items():
            if cell.colspan == 1:
                longest = max(map(len, cell.text.split("\n")), default=0)
                wants[column] = max(wants[column], min(longest, 11 if column < 3 else 5) + 0.8)
        for (_, column), cell in place.items():
            if cell.colspan == width and width <= 4:
                continue
            if cell.colspan > 1 and cell.text:
                lack = min(len(cell.text), 14) - sum(wants[column : column + cell.colspan])
                if lack > 0:
                    wants[column + cell.colspan - 1] += lack / 2
        share = self.measure / sum(wants)
        xs = [self.left]
        for want in wants:
            xs.append(xs[-1] + want * share)
        return xs

    def _band(
        self,
        place: dict[tuple[int, int], GridCell],
        lines: dict[tuple[int, int], list[str]],
        xs: list[float],
        heights: list[float],
        first: int,
        last: int,
        head: int,
    ) -> None:
        """Rows `first` to `last` at the pen; a cell that began on an earlier page is empty here."""
        manner, page = self.manner, self.page
        ys = [self.y]
        for row in range(first, last):
            ys.append(ys[-1] + heights[row])
        size, pad = manner.cell_size, manner.padding
        values = min((row for (row, _), cell in place.items() if is_value(cell.text)), default=0)
        for (row, column), cell in place.items():
            begin, end = max(row, first), min(row + cell.rowspan, last)
            if begin >= end:
                continue
            x0, x1 = xs[column], xs[min(column + cell.colspan, len(xs) - 1)]
            y0, y1 = ys[begin - first], ys[end - first]
            self._frame(x0, y0, x1, y1, xs, at_top=begin == first, head_end=end == head)
            if manner.rules == "shades" and row % 2:
                page.shades.append(Shade(x0, y0, x1, y1))
            if row < first:
                continue
            said = lines[(row, column)]
            tall = len(said) * size * LEADING
            offset = {"top": pad, "middle": (y1 - y0 - tall) / 2, "bottom": y1 - y0 - pad - tall}[manner.vertical]
            figure = column > 0 and len(cell.text) <= 8 and any(c.isdigit() for c in cell.text)
            align = manner.figure_align if figure else manner.label_align
            if row < values:
                align = manner.head_align
            for number, line in enumerate(said):
                slack = x1 - x0 - width_of(line, size)
                x = x0 + {"left": pad, "centre": slack / 2, "right": slack - pad}[align]
                page.texts.append(Text(x, y0 + offset + number * size * LEADING + size, size, line))
        if manner.rules in ("three", "across"):
            page.rules += [Rule(xs[0], ys[0], xs[-1], ys[0]), Rule(xs[0], ys[-1], xs[-1], ys[-1])]
        self.y = ys[-1]

    def _frame(
        self, x0: float, y0: float, x1: float, y1: float, xs: list[float], *, at_top: bool, head_end: bool
    ) -> None:
        rules, add = self.manner.rules, self.page.rules.append
        if rules in ("grid", "thin", "pictures", "dashes", "open"):
            add(Rule(x0, y1, x1, y1))
            if at_top:
                add(Rule(x0, y0, x1, y0))
            if rules != "open" or x1 < xs[-1]:
                add(Rule(x1, y0, x1, y1))
            if x0 == xs[0] and rules != "open":
                add(Rule(x0, y0, x0, y1))
        elif rules == "across" or (rules == "three" and head_end):
            add(Rule(x0, y1, x1, y1))


def typeset(title: str, parts: list[Part], manner: Manner) -> list[Page]:
    """The pages of a report, with running heads and page numbers as the manner has them."""
    setter = Setter(manner)
    setter.paragraph(title, manner.body_size + 5, centred=True)
    for part in parts:
        if isinstance(part, str):
            setter.paragraph(part, manner.body_size)
        else:
            whole = shown(part)
            assert not isinstance(whole, str)
            setter.table(whole)
    pages = setter.pages
    for number, page in enumerate(pages, 1):
        for string, y in (
            (manner.running_head, manner.margin * 0.6),
            (manner.folio.format(n=number, of=len(pages)), page.height - manner.margin * 0.5),
        ):
            if string:
                page.texts.append(Text((page.width - width_of(string, 9)) / 2, y, 9, string))
        if manner.watermark:
            page.texts.append(Text(page.width * 0.3, page.height * 0.6, 60, manner.watermark, "mark"))
    return pages
