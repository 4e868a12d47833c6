"""The grid of a table without drawn lines: columns by what stands under what, rows by the figures, heads over their columns.

Every step can fail, and says why: a table whose columns or rows can be told in two ways gives its text and no cells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipelines.blocks import Box, Cell, Place, TableBlock
from pipelines.readers.unruled import Zone
from pipelines.readers.unruled_cells import Block
from pipelines.readers.unruled_heads import TOUCH, DataColumn, Head, first_of_values, heads_of
from pipelines.readers.unruled_rows import Row, figures_apart, labels_apart, rows_of

# What the path of a table's place begins with when it has no cells.
NO_GRID = "no grid"
# Of the narrower of two cells: those under each other share so much.
SHARE = 0.2
MOST_BRIDGES = 20
# Of a character's height: how far a figure may be from the place that its head's alignment gives it.
SET = 0.6


class Ambiguous(Exception):
    """The cells can be read as more than one grid, or as none."""


@dataclass(slots=True)
class _Column:
    x0: float
    x1: float
    figures: bool


def table_of(zone: Zone) -> TableBlock:
    """The table of a zone; where its grid cannot be told, its text in one cell at a place whose path says why."""
    try:
        return _grid(zone)
    except Ambiguous as reason:
        return _text_only(zone, str(reason))


def has_grid(zone: Zone) -> bool:
    """Whether the cells of a zone can be told."""
    try:
        _grid(zone)
    except Ambiguous:
        return False
    return True


def continues(zone: Zone, following: Zone) -> bool:
    """Whether a table at the head of a page goes on with the one at the foot of the last: without a head, or with the same."""
    if following.parts[0].only_head:
        return False
    try:
        parts = _parts_of(Zone([*zone.parts, *following.parts]))
        columns = _columns([data for _, data in parts])
    except Ambiguous:
        return False
    if parts[-1][0]:
        return True
    # What stands over the first figures without being the head must be labels.
    top, _ = _split(following.parts[0].blocks)
    figures = columns[first_of_values([column.figures for column in columns])]
    return all(block.x1 <= figures.x0 + TOUCH for block in top)


def labels_end(zone: Zone) -> float | None:
    """Where the first column of values begins; None where the columns cannot be told."""
    try:
        columns = _columns([data for _, data in _parts_of(zone)])
    except Ambiguous:
        return None
    return columns[first_of_values([column.figures for column in columns])].x0


def has_head(zone: Zone) -> bool:
    """Whether something other than a label stands over the first figures."""
    try:
        top, data = _split(zone.parts[0].blocks)
        columns = _columns([data])
    except Ambiguous:
        return True
    figures = columns[first_of_values([column.figures for column in columns])]
    return any(block.x1 > figures.x0 + TOUCH for block in top)


def _parts_of(zone: Zone) -> list[tuple[list[Block], list[Block]]]:
    """Head and data of each part; a later part's head is what it prints again of the first."""
    parts: list[tuple[list[Block], list[Block]]] = []
    for part in zone.parts:
        top, data = (part.blocks, []) if part.only_head else _split(part.blocks)
        if parts and parts[0][0]:
            first = Counter(block.text for block in parts[0][0])
            if first - Counter(block.text for block in top):
                top, data = [], [*top, *data]
            else:
                end = max(block.middle for block in top if block.text in first)
                data = [*(b for b in top if b.middle > end), *data]
                top = [b for b in top if b.middle <= end]
        parts.append((top, data))
    return parts


def _text_only(zone: Zone, reason: str) -> TableBlock:
    lines: list[str] = []
    for part in zone.parts:
        segments = sorted((s for b in part.blocks for s in b.segments), key=lambda s: (round(s.middle / 4), s.x0))
        lines.extend(segment.text for segment in segments)
    first = zone.parts[0]
    place = Place(f"{NO_GRID}, {reason}", first.page, box_of(first.blocks))
    return TableBlock((Cell("\n".join(lines), 0, 0, 1, 2, place),), 1, 2, place=place)


def _grid(zone: Zone) -> TableBlock:
    parts = _parts_of(zone)
    columns = _columns([data for _, data in parts])
    first_values = columns[first_of_values([column.figures for column in columns])]
    rows = rows_of([data for _, data in parts], first_values.x0)
    if labels_apart(rows):
        raise Ambiguous("a line of a label stands beside no figures")
    if figures_apart(rows):
        raise Ambiguous("a line of a figure stands beside no label")
    if not any(top for top, _ in parts) and not _is_full(rows, sum(column.figures for column in columns)):
        raise Ambiguous("it has no head, and a blank column does not show")
    head = heads_of([top for top, _ in parts], [DataColumn(c.x0, c.x1, c.figures) for c in columns])
    if head is None:
        head, placed = _by_order([top for top, _ in parts], rows)
    else:
        placed = [(row, _placed(row, columns, head)) for row in rows]
        _stand_under_heads(placed, head)
    cells: list[Cell] = []
    height = 0
    for number, part in enumerate(zone.parts):
        cells += [
            Cell(c.block.text, height + c.row, c.column, c.rowspan, c.colspan, _place(part.page, [c.block]))
            for c in head.cells.get(number, ())
        ]
        height += head.heights.get(number, 0)
        for row, held in placed:
            if row.part == number:
                cells += _cells(held, height, head.width, part.page)
                height += 1
    return TableBlock(tuple(cells), height, head.width, place=_place(zone.parts[0].page, zone.parts[0].blocks))


def _is_full(rows: Sequence[Row], columns: int) -> bool:
    """Whether every row has a figure in every column: then none is blank."""
    return all(sum(block.is_figure for block in row.blocks) == columns for row in rows)


def _split(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """The cells over the first row of figures, and the others."""
    figures = [b for b in blocks if b.is_figure and any(o is not b and o.top <= b.middle <= o.bottom for o in blocks)]
    if not figures:
        raise Ambiguous("a page of it has no row of figures")
    first = min(figures, key=lambda b: b.middle)
    top = min(b.top for b in blocks if b.top <= first.middle <= b.bottom)
    values = sum(b.is_figure and b.top <= first.middle <= b.bottom for b in blocks)
    units = _row_of_units([b for b in blocks if b.middle < top], values)
    top = min([top, *(b.top for b in units)])
    return [b for b in blocks if b.middle < top], [b for b in blocks if b.middle >= top]


def _row_of_units(head: Sequence[Block], values: int) -> list[Block]:
    """The lowest row of a head that says the same of every column (计量单位 件 件 件), of which there are so many with `values`: it
    names none."""
    lowest = max((b.middle for b in head), default=0.0)
    row = sorted((b for b in head if abs(b.middle - lowest) <= b.size / 2), key=lambda b: b.x0)
    texts = {b.text for b in row[1:]}
    return row if len(row) >= max(values, 3) and len(texts) == 1 else []


def _columns(parts: Sequence[Sequence[Block]]) -> list[_Column]:
    """Cells that stand under each other. One that stands over or under two cells side by side makes no column."""
    # Where the left one of two cells ends and the right one begins: who reaches beyond both stands under the two.
    gaps = {
        (left.x1 - TOUCH, right.x0 + TOUCH)
        for part in parts
        for left, right in _side_by_side(part)
        if min(left.x1 - left.x0, right.x1 - right.x0) > TOUCH
    }
    own = []
    for block in sorted((block for part in parts for block in part), key=lambda b: b.x0):
        x0, x1 = block.x0, block.x1
        if not any(x0 < end and x1 > start for end, start in gaps):
            own.append(block)
        elif block.is_figure:
            raise Ambiguous("a figure stands under two columns")
    for _ in range(MOST_BRIDGES):
        columns = _swept(own)
        bridge = _bridge(columns, own)
        if bridge is None:
            return columns
        own.remove(bridge)
    raise Ambiguous("its columns stand in each other")


def _swept(blocks: Sequence[Block]) -> list[_Column]:
    columns: list[_Column] = []
    for block in blocks:
        last = columns[-1] if columns else None
        if last is not None and last.x1 - block.x0 > max(TOUCH, SHARE * min(last.x1 - last.x0, block.x1 - block.x0)):
            last.x1 = max(last.x1, block.x1)
            last.figures = last.figures or block.is_number
        else:
            columns.append(_Column(block.x0, block.x1, block.is_number))
    return columns


def _bridge(columns: Sequence[_Column], blocks: Sequence[Block]) -> Block | None:
    """The widest label that reaches from one column into the next: it stands over both."""
    for left, right in pairwise(columns):
        if left.x1 - right.x0 > TOUCH:
            reaching = [b for b in blocks if not b.is_figure and b.x0 < right.x0 and b.x1 > right.x0 + TOUCH]
            reaching += [b for b in blocks if not b.is_figure and b.x0 < left.x1 - TOUCH and b.x1 > left.x1]
            if not reaching:
                raise Ambiguous("its columns stand in each other")
            return max(reaching, key=lambda b: b.x1 - b.x0)
    return None


def _side_by_side(blocks: Sequence[Block]) -> Iterator[tuple[Block, Block]]:
    """Each cell with the nearest to its right on its height."""
    boxes = [(block.box, block) for block in blocks]
    for (_, top, x1, bottom), block in boxes:
        right = [(box[0], other) for box, other in boxes if box[0] >= x1 and box[1] < bottom and box[3] > top]
        if right:
            yield block, min(right, key=lambda pair: pair[0])[1]


def _shared(one: Block, two: Block) -> float:
    return min(one.x1, two.x1) - max(one.x0, two.x0)


def _placed(row: Row, columns: Sequence[_Column], head: Head) -> dict[tuple[int, int], list[Block]]:
    """The cells of a row by the columns of the whole grid that they cover."""
    held: dict[tuple[int, int], list[Block]] = {}
    for block in row.blocks:
        shares = [min(block.x1, c.x1) - max(block.x0, c.x0) for c in columns]
        over = [i for i, share in enumerate(shares) if share > TOUCH] or [
            i for i, share in enumerate(shares) if share == max(shares) > 0
        ]
        if len(over) > 1 and block.is_figure:
            over = [i for i in over if columns[i].figures]
        if not over or (len(over) > 1 and block.is_figure):
            raise Ambiguous("a figure stands in no column, or in two")
        held.setdefault((head.places[over[0]], head.places[over[-1]] + 1), []).append(block)
    return held


def _stand_under_heads(placed: Sequence[tuple[Row, dict[tuple[int, int], list[Block]]]], head: Head) -> None:
    """Ambiguous where a row has a blank and its figure, alone in its column, is not set as its head is: it may be another's."""
    leaves = {
        cell.column: cell.block
        for cells in head.cells.values()
        for cell in cells
        if cell.row + cell.rowspan == max(c.row + c.rowspan for c in cells) and cell.colspan == 1
    }
    figures = [
        (row, place[0], blocks[0])
        for row, held in placed
        for place, blocks in held.items()
        if blocks[0].is_number and place[0] in leaves
    ]
    columns = Counter(column for _, column, _ in figures)
    rows = Counter(id(row) for row, _, _ in figures)
    for row, column, block in figures:
        if columns[column] == 1 and rows[id(row)] < len(leaves) - 1 and not _is_set_as(block, leaves[column]):
            raise Ambiguous("a figure stands beside its head, and a cell of its row is blank")


def _is_set_as(block: Block, head: Block) -> bool:
    """Whether a cell begins, ends, or is centred where its head is."""
    middles = abs(block.x0 + block.x1 - head.x0 - head.x1) / 2
    return min(abs(block.x0 - head.x0), abs(block.x1 - head.x1), middles) <= SET * block.size


def _by_order(
    heads: Sequence[Sequence[Block]], rows: Sequence[Row]
) -> tuple[Head, list[tuple[Row, dict[tuple[int, int], list[Block]]]]]:
    """Heads that do not stand over their figures (cells merged here and there): told by order where no cell is missing."""
    named = [list(part) for part in heads if part]
    counts = {sum(b.is_figure for b in row.blocks) for row in rows}
    if len(named) != 1 or len(counts) != 1:
        raise Ambiguous("its head does not stand over its columns")
    lowest = [b for b in named[0] if not any(o.middle > b.middle + 0.7 * b.size for o in named[0])]
    (count,) = counts
    ordered = sorted(lowest, key=lambda b: b.x0)
    if len(ordered) != count + 1 or any(len(row.blocks) != count + 1 or row.blocks_across[0].is_figure for row in rows):
        raise Ambiguous("its head does not stand over its columns")
    for row in rows:
        for rank, block in enumerate(row.blocks_across):
            if any(_shared(block, other) > TOUCH for other in ordered if other is not ordered[rank]):
                raise Ambiguous("its head stands over other columns than its order says")
    part = next(number for number, one in enumerate(heads) if one)
    columns = [DataColumn(b.x0, b.x1, rank > 0) for rank, b in enumerate(ordered)]
    head = heads_of([named[0]], columns)
    if head is None:
        raise Ambiguous("its head does not stand over its columns")
    head.cells, head.heights = {part: head.cells[0]}, {part: head.heights[0]}
    placed = [(row, {(rank, rank + 1): [block] for rank, block in enumerate(row.blocks_across)}) for row in rows]
    return head, placed


def _cells(held: dict[tuple[int, int], list[Block]], number: int, width: int, page: int) -> Iterator[Cell]:
    """The cells of a row, blank ones where nothing stands."""
    taken: set[int] = set()
    for (start, end), blocks in sorted(held.items()):
        if taken & set(range(start, end)) or (len(blocks) > 1 and any(block.is_figure for block in blocks)):
            raise Ambiguous("two cells of a row stand in one column")
        taken.update(range(start, end))
        ordered = sorted(blocks, key=lambda b: (round(b.top / 4), b.x0))
        yield Cell("".join(b.text for b in ordered), number, start, 1, end - start, _place(page, ordered))
    for column in sorted(set(range(width)) - taken):
        yield Cell("", number, column, 1, 1, Place(page=page))


def _place(page: int, blocks: Sequence[Block]) -> Place:
    return Place(page=page, box=box_of(blocks))


def box_of(blocks: Sequence[Block]) -> Box:
    """The rectangle around some cells."""
    return (
        round(min(b.x0 for b in blocks), 2),
        round(min(b.top for b in blocks), 2),
        round(max(b.x1 for b in blocks), 2),
        round(max(b.bottom for b in blocks), 2),
    )
