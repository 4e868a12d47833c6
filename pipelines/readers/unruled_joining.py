"""Parts of a table without rules that labels alone part: rows whose figures are all blank, at the end of a page or between two
rows of figures, look like lines of text until it shows that the table goes on after them.

    over_labels(pages) -> the same pages, the table's labels in the table and its parts on one page one
    under_heads(pages) -> the same pages, a head that a page's end parts from its rows in the table
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipelines.readers.pdf_lines import Line, is_enumerated
from pipelines.readers.pdf_page import Character
from pipelines.readers.pdf_tables import Piece
from pipelines.readers.segments import segments_of
from pipelines.readers.unruled import HEAD_GAP, SAME_SIZE, Part, Zone
from pipelines.readers.unruled_cells import Block, cells_of
from pipelines.readers.unruled_grid import continues, has_grid, has_head, labels_end

# More lines of labels than these are no labels.
MOST_LINES = 40
# Of a line's height: room between the lines of a table's labels.
GAP = 4.0
OUTSIDE = 1.0


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of text with its characters, each with its place in the order of the file."""

    line: Line
    row: Sequence[tuple[int, Character]]


Item = Printed | Zone | Piece


def over_labels(pages: Sequence[tuple[int, list[Item]]]) -> list[list[Item]]:
    """The items of each page (with its number) from the top down, with labels that part a table's rows put into it."""
    flat = [(number, item) for number, items in pages for item in items]
    kept: dict[int, list[Item]] = {number: [] for number, _ in pages}
    at = 0
    while at < len(flat):
        page, item = flat[at]
        kept[page].append(item)
        at += 1
        while isinstance(item, Zone):
            end = at
            while end < len(flat) and end - at < MOST_LINES and isinstance(flat[end][1], Printed):
                end += 1
            joined = _with_labels(item, flat[at:end], flat[end]) if at < end < len(flat) else None
            if joined is None:
                break
            item = joined
            if item.parts[0].page != page:
                # The table goes on on the next page: what was added to this one's part stays there.
                page = item.parts[0].page
                kept[page].append(item)
            else:
                kept[page][-1] = item
            at = end + 1
    return [kept[number] for number, _ in pages]


def under_heads(pages: Sequence[tuple[int, list[Item]]]) -> list[list[Item]]:
    """The items of each page (with its number): a table that begins its page without a head has the one at the foot of the last."""
    for (before, above), (page, below) in pairwise(pages):
        zone = below[0] if below else None
        if not isinstance(zone, Zone) or page - before != 1 or has_head(zone):
            continue
        lines = _head_at_foot(above, zone)
        headed = Zone([Part(before, _blocks(lines), only_head=True), *zone.parts])
        if lines and has_grid(headed):
            zone.parts[:] = headed.parts
            del above[-len(lines) :]
    return [items for _, items in pages]


def _head_at_foot(items: Sequence[Item], zone: Zone) -> list[Printed]:
    """The last lines of a page, as long as they stand close, from the first that holds several cells or stands over values."""
    edge = labels_end(zone)
    if edge is None:
        return []
    size = median(block.size for block in zone.parts[0].blocks)
    lines: list[Printed] = []
    head = several = 0
    for item in reversed(items):
        if not isinstance(item, Printed) or len(lines) == MOST_LINES:
            break
        line, row = item.line, segments_of(item.row)
        cells = len(row)
        if (
            abs(row[0].size - size) > SAME_SIZE * size
            or (lines and lines[-1].line.top - line.bottom > HEAD_GAP * size)
            or (cells == 1 and (is_enumerated(line.text) or line.text.endswith("。")))
        ):
            break
        lines.append(item)
        several += cells > 1
        if cells > 1 or line.x0 > edge - size:
            head = len(lines)
    return lines[:head][::-1] if several else []


def _with_labels(zone: Zone, between: Sequence[tuple[int, Item]], following: tuple[int, Item]) -> Zone | None:
    """The table going on after the labels between its parts: the zone itself if on the same page, else its part on the next page,
    each with the labels of its own page. None where it is not one table."""
    page, other = following
    own = zone.parts[0].page
    if not isinstance(other, Zone) or page - own > 1:
        return None
    lines = [(number, item) for number, item in between if isinstance(item, Printed)]
    edge = labels_end(zone)
    if edge is None or not all(_is_label(item.line, zone, edge) for _, item in lines):
        return None
    here = [item for number, item in lines if number == own]
    there = [item for number, item in lines if number != own]
    if page == own and not _stand_close([zone, *here, other]):
        return None
    above = Zone([Part(own, [*zone.parts[0].blocks, *_blocks(here)])])
    below = Zone([Part(page, [*_blocks(there), *other.parts[0].blocks])])
    # A head after a line that stands alone is that of another table, though it says the same.
    if has_head(below) or not continues(above, below):
        return None
    zone.parts[0].blocks[:] = above.parts[0].blocks
    if page == own:
        zone.parts[0].blocks.extend(other.parts[0].blocks)
        return zone
    return below


def _is_label(line: Line, zone: Zone, edge: float) -> bool:
    blocks = zone.parts[0].blocks
    size = median(block.size for block in blocks)
    left = min(block.x0 for block in blocks)
    return line.x1 <= edge + OUTSIDE and line.x0 >= left - OUTSIDE * size and abs(line.size - size) <= SAME_SIZE * size


def _stand_close(items: Sequence[Printed | Zone]) -> bool:
    """Whether things that stand under each other on a page do so like the lines of a table."""
    spans = [
        (min(b.top for b in item.parts[0].blocks), max(b.bottom for b in item.parts[0].blocks))
        if isinstance(item, Zone)
        else (item.line.top, item.line.bottom)
        for item in items
    ]
    size = min(item.line.size for item in items if isinstance(item, Printed))
    return all(lower[0] - upper[1] <= GAP * size for upper, lower in pairwise(spans))


def _blocks(lines: Sequence[Printed]) -> list[Block]:
    return cells_of([segments_of(item.row) for item in lines])
