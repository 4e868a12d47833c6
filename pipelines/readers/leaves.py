"""Pages as they are read: laid upright where their text is set sideways, and cut where two stand side by side on one sheet.

leaves_of(pages) -> the pages to be read, one after the other        on_sheets(blocks, leaves) -> places as the sheets show them
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipelines.blocks import Block, Box, Cell, Image, PageBreak, Paragraph, Place, TableBlock
from pipelines.readers.pdf_drawn import Stroke
from pipelines.readers.pdf_lines import rows_of
from pipelines.readers.pdf_page import Character, PdfPage

# Width against height of a sheet that may hold two pages.
BROAD = 1.15
# Of half the sheet: how wide the empty band on each side of the middle is at least.
GUTTER = 0.03
# Of half the sheet: how long a line of running text is, and how many of them prove two pages.
LONG_LINE = 0.55
LEAST_LINES = 3
# Of a character's height: a wider gap is no word space.
WORD_GAP = 1.2


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page to be read, numbered among all leaves from 1. It begins `left` of the upright sheet, which was laid upright by so
    many quarter turns; `width` and `height` are those of the upright sheet. `last`: no other of its sheet follows. `bent`: the
    homography from the sheet to the photograph of it."""

    page: PdfPage
    sheet: int
    quarter: int
    left: float
    width: float
    height: float
    last: bool
    bent: tuple[float, ...] | None = None

    @property
    def is_sheet(self) -> bool:
        return (
            self.bent is None and self.quarter == 0 and self.left == 0 and self.last and self.page.number == self.sheet
        )

    def on_sheet(self, box: Box) -> Box:
        x0, top, x1, bottom = box
        moved = (x0 + self.left, top, x1 + self.left, bottom)
        found = turned(moved, -self.quarter % 4, self.width, self.height)
        if self.bent is not None:
            found = _seen(found, self.bent)
        return round(found[0], 2), round(found[1], 2), round(found[2], 2), round(found[3], 2)


def turned(box: Box, quarter: int, width: float, height: float) -> Box:
    """A box on a page of that size after the page was turned with the clock by quarters, so that text set against it is upright."""
    x0, top, x1, bottom = box
    if quarter == 1:
        return height - bottom, x0, height - top, x1
    if quarter == 2:
        return width - x1, height - bottom, width - x0, height - top
    if quarter == 3:
        return top, width - x1, bottom, width - x0
    return box


def _seen(box: Box, plan: Sequence[float]) -> Box:
    """The rectangle around what a homography makes of a box."""
    x0, top, x1, bottom = box
    points = []
    for x, y in ((x0, top), (x1, top), (x1, bottom), (x0, bottom)):
        depth = plan[6] * x + plan[7] * y + plan[8]
        points.append(((plan[0] * x + plan[1] * y + plan[2]) / depth, (plan[3] * x + plan[4] * y + plan[5]) / depth))
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def upright(page: PdfPage, quarter: int) -> PdfPage:
    """The page turned with the clock by quarters."""
    if not quarter:
        return page
    width, height = page.width, page.height
    size = (height, width) if quarter % 2 else (width, height)

    def character(one: Character) -> Character:
        return Character(one.text, *turned(one.box, quarter, width, height), one.order, one.run)

    def stroke(one: Stroke) -> Stroke:
        return Stroke(*turned((one.x0, one.top, one.x1, one.bottom), quarter, width, height))

    return replace(
        page,
        width=size[0],
        height=size[1],
        characters=tuple(map(character, page.characters)),
        strokes=tuple(map(stroke, page.strokes)),
        quarter=(page.quarter - quarter) % 4,
    )


def leaves_of(pages: Sequence[PdfPage]) -> list[Leaf]:
    """The pages in reading order."""
    laid = [(page.quarter, upright(page, page.quarter)) for page in pages]
    double = _are_double([page for _, page in laid])
    leaves: list[Leaf] = []
    for quarter, page in laid:
        middle = page.width / 2
        parts = (
            [(0.0, _half(page, 0.0, middle)), (middle, _half(page, middle, page.width))] if double else [(0.0, page)]
        )
        for number, (left, part) in enumerate(parts):
            numbered = replace(part, number=len(leaves) + 1)
            last = number == len(parts) - 1
            leaves.append(Leaf(numbered, page.number, quarter, left, page.width, page.height, last, page.bent))
    return leaves


def _are_double(pages: Sequence[PdfPage]) -> bool:
    """Whether every sheet holds two pages: nothing stands in its middle, and text or tables fill one side of it or the other."""
    proofs = 0
    both = False
    for page in pages:
        if page.width < BROAD * page.height:
            return False
        half = page.width / 2
        start, end = half - GUTTER * half, half + GUTTER * half
        printed = [character for character in page.characters if character.text.strip()]
        extents = [(c.x0, c.x1) for c in printed] + [(s.x0, s.x1) for s in page.strokes]
        if any(x0 < end and x1 > start for x0, x1 in extents):
            return False
        both = both or (any(c.x1 <= start for c in printed) and any(c.x0 >= end for c in printed))
        for left, right in ((0.0, start), (end, page.width)):
            proofs += _long_lines([c for c in printed if left <= c.x0 and c.x1 <= right], half)
            rules = [s for s in page.strokes if left <= s.x0 and s.x1 <= right]
            if rules and max(s.x1 for s in rules) - min(s.x0 for s in rules) >= LONG_LINE * half:
                proofs += LEAST_LINES
    return both and proofs >= LEAST_LINES


def _long_lines(characters: Sequence[Character], width: float) -> int:
    found = 0
    for row in rows_of(characters):
        printed = [character for _, character in row if character.text.strip()]
        gaps = (b.x0 - a.x1 <= WORD_GAP * max(a.bottom - a.top, 1.0) for a, b in pairwise(printed))
        found += printed[-1].x1 - printed[0].x0 >= LONG_LINE * width and all(gaps)
    return found


def _half(page: PdfPage, start: float, end: float) -> PdfPage:
    return replace(
        page,
        width=end - start,
        characters=tuple(
            replace(c, x0=c.x0 - start, x1=c.x1 - start) for c in page.characters if start <= c.center[0] < end
        ),
        strokes=tuple(
            replace(s, x0=s.x0 - start, x1=s.x1 - start) for s in page.strokes if start <= (s.x0 + s.x1) / 2 < end
        ),
    )


def on_sheets(blocks: Iterable[Block], leaves: Sequence[Leaf]) -> Iterator[Block]:
    """The blocks of the leaves with their places on the sheets; a sheet ends with its last leaf."""

    def place(where: Place) -> Place:
        if where.page is None:
            return where
        leaf = leaves[where.page - 1]
        return replace(where, page=leaf.sheet, box=leaf.on_sheet(where.box) if where.box else None)

    def cell(one: Cell) -> Cell:
        return replace(one, place=place(one.place))

    for block in blocks:
        if isinstance(block, PageBreak):
            if leaves[block.page - 1].last:
                yield PageBreak(leaves[block.page - 1].sheet)
        elif isinstance(block, TableBlock):
            yield replace(block, cells=tuple(map(cell, block.cells)), place=place(block.place))
        elif isinstance(block, Paragraph | Image):
            yield replace(block, place=place(block.place))
