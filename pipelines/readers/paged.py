"""Pages of characters and drawn lines, from a PDF or from OCR, become blocks: paragraphs and tables over any number of pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.blocks import Block, Box, Image, PageBreak, Paragraph, Place
from pipelines.readers import unruled_grid
from pipelines.readers.leaves import leaves_of, on_sheets
from pipelines.readers.pdf_lines import Line, begins_paragraph, is_enumerated, joined, line_of, rows_of
from pipelines.readers.pdf_page import Character, PdfPage
from pipelines.readers.pdf_tables import Piece, continues, join, piece_of, table_of
from pipelines.readers.ruled import across, grids
from pipelines.readers.ruled_open import to_the_foot
from pipelines.readers.segments import segments_of
from pipelines.readers.unruled import Zone, zones
from pipelines.readers.unruled_joining import Item, Printed, over_labels, under_heads

MARGIN_LINES = 2
REPEATED_ON_PAGES = 3
# Of a page's usual line: a running head that stands on both pages of a file of two is printed no larger.
NO_LARGER = 1.15
# Of a line's height: a running head stands further from the text than the head of a table from its rows.
APART = 0.8
# Points: how far sheets lie shifted against each other on a scanner, and with them a running line of words; one of figures alone
# is told from rows of a table only where it stands level on all pages.
SHIFTED, LEVEL = 17.0, 3.0
_PAGE_NUMBER = re.compile(
    r"[-—–－\s·~]*(?:第\s*)?[\d\ufffd]{1,3}\s*(?:页)?(?:\s*[/,，共]\s*(?:共\s*)?[\d\ufffd]{1,3}\s*页?)?[-—–－\s·~]*"
)
# What a browser prints at the head of each page, whatever it scales the page itself to: the date and the time of day.
_PRINTED_AT = re.compile(
    r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}[,，]?\s*\d{1,2}[:：]\d{2}|\d{4}年\d{1,2}月\d{1,2}日\s*\d{1,2}[:：]\d{2}"
)
_DASHES = re.compile("[\\s一—–ー―-]+")


@dataclass(slots=True)
class _Region:
    """A page's content from the top down: single lines, and tables in their places."""

    page: PdfPage
    tables: list[tuple[float, Piece]]
    rows: list[tuple[Line, list[tuple[int, Character]]]]
    margin: list[Line] = field(default_factory=list)

    def items(self) -> list[Item]:
        """What is left when the margins were taken: ruled tables, tables without rules, and the lines between them."""
        placed: list[tuple[float, Item]] = [*self.tables]
        taken: set[int] = set()
        for span, zone in zones(
            [segments_of(row) for _, row in self.rows], self.page.number, across(self.page.strokes)
        ):
            taken.update(span)
            placed.append((zone.top, zone))
        placed.extend(
            (line.top, Printed(line, row)) for number, (line, row) in enumerate(self.rows) if number not in taken
        )
        return [item for _, item in sorted(placed, key=lambda pair: pair[0])]


def blocks_of(pages: Sequence[PdfPage]) -> list[Block]:
    """The blocks of all pages in reading order; a page ends with its margin lines and a PageBreak."""
    leaves = leaves_of(pages)
    blocks = _blocks([leaf.page for leaf in leaves])
    return blocks if all(leaf.is_sheet for leaf in leaves) else list(on_sheets(blocks, leaves))


def _blocks(pages: Sequence[PdfPage]) -> list[Block]:
    regions = [_region(page) for page in pages]
    _take_margins(regions)
    numbers = [region.page.number for region in regions]
    parts = over_labels([(region.page.number, region.items()) for region in regions])
    contents = [
        [item.line if isinstance(item, Printed) else item for item in items]
        for items in under_heads(list(zip(numbers, parts, strict=True)))
    ]
    left, right = _margins([item for items in contents for item in items if isinstance(item, Line)])
    out: list[Block] = []
    open_lines: list[Line] = []
    open_place: Place | None = None
    open_table: Piece | Zone | None = None

    def close_paragraph() -> None:
        nonlocal open_place
        if open_lines and open_place is not None:
            out.append(Paragraph(joined(open_lines), place=open_place))
        open_lines.clear()
        open_place = None

    def close_table() -> None:
        nonlocal open_table
        if open_table is not None:
            out.append(table_of(open_table) if isinstance(open_table, Piece) else unruled_grid.table_of(open_table))
        open_table = None

    waiting: list[Block] = []
    line_page = 0
    for region, items in zip(regions, contents, strict=True):
        for position, item in enumerate(items):
            if isinstance(item, Piece | Zone):
                close_paragraph()
                whole = _joined(open_table, item) if open_table is not None and position == 0 else None
                if whole is not None:
                    open_table = whole
                    continue
                close_table()
                out.extend(waiting)
                waiting.clear()
                open_table = item
                continue
            close_table()
            new_page = bool(waiting) and line_page != region.page.number
            before = open_lines[-1] if open_lines else None
            if before is not None and (
                _begins_on_next_page(item, before, left, right)
                if new_page
                else begins_paragraph(item, before, left, right)
            ):
                close_paragraph()
            if not open_lines:
                out.extend(waiting)
                waiting.clear()
                open_place = Place(page=region.page.number, box=item.box)
            elif open_place is not None and open_place.page == region.page.number:
                open_place = Place(page=region.page.number, box=_around(open_place.box, item.box))
            # What runs over a page's end has that page's margins after it.
            open_lines.append(item)
            line_page = region.page.number
        waiting.extend(
            Paragraph(line.text, place=Place("margin", region.page.number, line.box)) for line in region.margin
        )
        waiting.extend(Image(None, place=Place(page=region.page.number)) for _ in range(min(region.page.images, 1)))
        waiting.append(PageBreak(region.page.number))
    close_paragraph()
    close_table()
    out.extend(waiting)
    return out


def _joined(table: Piece | Zone, following: Piece | Zone) -> Piece | Zone | None:
    """One table from the parts at the foot and head of two pages; None where they are two tables."""
    if isinstance(table, Piece) and isinstance(following, Piece):
        return join(table, following) if continues(table, following) else None
    if isinstance(table, Zone) and isinstance(following, Zone) and unruled_grid.continues(table, following):
        return Zone([*table.parts, *following.parts])
    return None


def _region(page: PdfPage) -> _Region:
    tables: list[tuple[float, Piece]] = []
    rest = list(page.characters)
    found = grids(page.strokes)
    if found:
        below = [character for character in page.characters if character.center[1] > found[-1].ys[-1]]
        found[-1] = to_the_foot(found[-1], below)
    for grid in found:
        inside = [character for character in rest if _within(character.center, grid.box)]
        if not inside:
            continue
        taken = set(map(id, inside))
        rest = [character for character in rest if id(character) not in taken]
        tables.append((grid.box[1], piece_of(grid, page, inside)))
    rows = [(line_of([character for _, character in row]), row) for row in rows_of(rest)]
    return _Region(page, tables, [(line, row) for line, row in rows if line.text])


def _take_margins(regions: Sequence[_Region]) -> None:
    """Page numbers, and lines that stand apart at the same place on several pages, are the pages' and not the text's. One that
    stands apart on one of them is so on all, however near the text comes on others."""
    outer = [_outer(region) for region in regions]
    printed: dict[str, list[tuple[int, float, bool]]] = defaultdict(list)
    for number, lines in enumerate(outer):
        for line, alone in lines:
            printed[_words(line)].append((number, line.top, alone))
    over_both = _over_both(regions)
    for region, lines in zip(regions, outer, strict=True):
        for line, _ in lines:
            edge = line.top < 0.1 * region.page.height or line.bottom > 0.9 * region.page.height
            if edge and (
                _PAGE_NUMBER.fullmatch(line.text)
                or _is_repeated(line, printed[_words(line)])
                or any(line is head for head in over_both)
            ):
                region.rows = [(other, row) for other, row in region.rows if other is not line]
                region.margin.append(line)


def _words(line: Line) -> str:
    """What a running line has in common on all pages, but for its height on them; OCR takes a dash now for one, now for another."""
    return _DASHES.sub("", re.sub(r"\d+", "#", line.text))


def _is_repeated(line: Line, printed: Sequence[tuple[int, float, bool]]) -> bool:
    """Whether lines of the same words (page, height on it, whether apart) run at this one's place over several pages, apart on one."""
    reach = SHIFTED if any(character.isalpha() for character in line.text) else LEVEL
    there = [(page, alone) for page, top, alone in printed if abs(top - line.top) <= reach]
    return len({page for page, _ in there}) >= REPEATED_ON_PAGES and any(alone for _, alone in there)


def _over_both(regions: Sequence[_Region]) -> Sequence[Line]:
    """The first lines of a file of two pages where they are one running head: the same words, level, and small, or the time of
    printing. A title is larger, and above a table's head the title would stand."""
    if len(regions) != 2 or not all(region.rows for region in regions):
        return ()
    firsts = [region.rows[0][0] for region in regions]
    sizes = sorted(line.size for region in regions for line, _ in region.rows)
    runs = (
        len(set(map(_words, firsts))) == 1
        and any(character.isalpha() for character in firsts[0].text)
        and abs(firsts[0].top - firsts[1].top) <= SHIFTED
        and (
            max(first.size for first in firsts) <= NO_LARGER * sizes[len(sizes) // 2]
            or all(_PRINTED_AT.match(first.text) for first in firsts)
        )
    )
    return firsts if runs else ()


def _outer(region: _Region) -> list[tuple[Line, bool]]:
    """The first and last lines of a page, each with whether it stands apart from the lines further in."""
    lines = [line for line, _ in region.rows]
    found = []
    for number, line in enumerate(lines):
        if number < MARGIN_LINES:
            inner = lines[number + 1] if number + 1 < len(lines) else None
            found.append((line, inner is None or inner.top - line.bottom > APART * line.size))
        elif number >= len(lines) - MARGIN_LINES:
            found.append((line, line.top - lines[number - 1].bottom > APART * line.size))
    return found


def _margins(lines: Sequence[Line]) -> tuple[float, float]:
    """Where lines of text begin and end: the outermost edges that a tenth of the lines share."""
    if not lines:
        return 0.0, 0.0
    starts = sorted(line.x0 for line in lines)
    ends = sorted(line.x1 for line in lines)
    return starts[len(starts) // 10], ends[-1 - len(ends) // 10]


def _begins_on_next_page(line: Line, before: Line, left: float, right: float) -> bool:
    size = min(line.size, before.size)
    return before.x1 < right - 1.6 * size or line.x0 > left + size or is_enumerated(line.text)


def _within(point: tuple[float, float], box: Box) -> bool:
    return box[0] - 1 <= point[0] <= box[2] + 1 and box[1] - 1 <= point[1] <= box[3] + 1


def _around(one: Box | None, two: Box) -> Box:
    if one is None:
        return two
    return min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3])
