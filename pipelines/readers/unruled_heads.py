"""Which head stands over which column of a table without drawn lines.

A leaf is a head with no other below it; it names the column whose cells it overlaps. A head over leaves covers those that stand
on one line below it; where two such heads share them, each is centred over its own.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipelines.readers.unruled_cells import Block

TOUCH = 1.0
# Of a character's height: heads whose middles are closer stand on one line.
LINE = 0.7
# Of a leaf's height: so much of it stands beside another on the same line of the head.
BESIDE = 0.5
# Of a character's height: how far the middle of a head may lie from that of its leaves.
CENTRED = 0.8
# Ways to cut a run of columns between the heads over it.
MOST_CUTS = 3_000


@dataclass(frozen=True, slots=True)
class DataColumn:
    """Where the cells of a column stand, and whether they are figures."""

    x0: float
    x1: float
    figures: bool


@dataclass(frozen=True, slots=True)
class HeadCell:
    block: Block
    row: int
    column: int
    rowspan: int
    colspan: int


@dataclass(slots=True)
class Head:
    """The heads of each part of a table, and the place of each of its columns in the whole grid of `width` columns."""

    width: int
    places: list[int]
    cells: dict[int, list[HeadCell]] = field(default_factory=dict)
    heights: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Final:
    """A column of the whole grid: of data, of a head without data, or both."""

    x0: float
    x1: float
    data: int | None
    figures: bool


def heads_of(parts: Sequence[Sequence[Block]], columns: Sequence[DataColumn]) -> Head | None:
    """The heads over the columns; None where a column of figures has no head of its own though others have."""
    first = next((part for part in parts if part), None)
    final = [_Final(c.x0, c.x1, i, c.figures) for i, c in enumerate(columns)]
    if first is not None:
        leaves = _leaves(first, columns)
        _set_apart(final, leaves)
        if not _completed(final, leaves):
            return None
    places = [next(i for i, c in enumerate(final) if c.data == number) for number in range(len(columns))]
    head = Head(len(final), places)
    for number, part in enumerate(parts):
        if not part:
            continue
        cells = _cells(part, final, columns)
        if cells is None:
            return None
        head.cells[number] = cells
        head.heights[number] = max(cell.row + cell.rowspan for cell in cells)
    return head


def _set_apart(final: Sequence[_Final], leaves: Sequence[Block]) -> None:
    """Give columns of figures set right under heads set left (or the other way round) the room from one head to the next: each
    stands there, though under the wrong head or under none."""
    start = first_of_values([c.figures for c in final])
    values = [column for column in final[start:] if column.figures]
    ordered = sorted(leaves, key=lambda b: b.x0)
    heads, before = ordered[-len(values) :], ordered[: -len(values)]
    if len(heads) != len(values) or all(_shared(b, c) > TOUCH for b, c in zip(heads, values, strict=True)):
        return
    if any(right.x0 < left.x1 for left, right in pairwise(heads)):
        return
    from_left = [(b.x0, after) for b, after in zip(heads, [*(b.x0 for b in heads[1:]), math.inf], strict=True)]
    edge = max([b.x1 for b in before] + [c.x1 for c in final[:start]], default=-math.inf)
    to_right = [(end, b.x1) for end, b in zip([edge, *(b.x1 for b in heads[:-1])], heads, strict=True)]
    for rooms in (from_left, to_right):
        if all(start - TOUCH <= c.x0 and c.x1 <= end + TOUCH for (start, end), c in zip(rooms, values, strict=True)):
            for head, column in zip(heads, values, strict=True):
                column.x0, column.x1 = min(column.x0, head.x0), max(column.x1, head.x1)
            for left, right in pairwise(zip(heads, values, strict=True)):
                if rooms is from_left:
                    left[1].x1 = min(left[1].x1, right[0].x0)
                else:
                    right[1].x0 = max(right[1].x0, left[0].x1)
            return


def _completed(final: list[_Final], leaves: Sequence[Block]) -> bool:
    """Give every leaf a column: the one it overlaps; else, where as many columns as leaves are left over, these in their
    order (names set left and figures right in wide columns do not meet); else one of its own, which is blank.

    False where that cannot be told.
    """
    across = sorted(leaves, key=lambda b: b.x0)
    if len(across) == len(final) and not any(
        _shared(leaf, column) > TOUCH for i, leaf in enumerate(across) for j, column in enumerate(final) if i != j
    ):
        for leaf, column in zip(across, final, strict=True):
            column.x0, column.x1 = min(column.x0, leaf.x0), max(column.x1, leaf.x1)
        return all(right.x0 >= before.x1 - TOUCH for before, right in pairwise(final))
    left = sorted((b for b in leaves if not any(_shared(b, c) > TOUCH for c in final)), key=lambda b: b.x0)
    bare = [c for c in final if c.figures and not any(_shared(b, c) > TOUCH for b in leaves)]
    if bare:
        start = first_of_values([c.figures for c in final])
        labels = [c for c in final[:start] if not c.figures]
        if len(left) == len(bare) + 1 and labels and not any(_shared(b, c) > TOUCH for b in leaves for c in labels):
            bare = [labels[-1], *bare]
        if len(left) != len(bare):
            return False
        for leaf, column in zip(left, bare, strict=True):
            column.x0, column.x1 = min(column.x0, leaf.x0), max(column.x1, leaf.x1)
        if any(right.x0 < before.x1 - TOUCH for before, right in pairwise(final) if before.figures or right.figures):
            return False
    else:
        final.extend(_Final(leaf.x0, leaf.x1, None, False) for leaf in left)
        final.sort(key=lambda c: c.x0)
    return True


def first_of_values(figures: Sequence[bool]) -> int:
    """Which column is the first of values: the first of figures, or after the labels where those stand right of a number."""
    words = next((i for i, own in enumerate(figures) if not own and any(figures[i:])), None)
    return 0 if words is None else next(i for i, own in enumerate(figures) if own and i > words)


def _leaves(part: Sequence[Block], columns: Sequence[DataColumn]) -> list[Block]:
    """The heads with none below them. One over the gap between two that stand lower is no leaf: it covers them."""
    lowest = sorted(
        (b for b in part if not any(_is_below(o, b) and _shared_of(o, b) > TOUCH for o in part)), key=lambda b: b.x0
    )
    return [
        block
        for number, block in enumerate(lowest)
        if any(min(block.x1, c.x1) - max(block.x0, c.x0) > TOUCH for c in columns)
        or not 0 < number < len(lowest) - 1
        or not (_is_below(lowest[number - 1], block) and _is_below(lowest[number + 1], block))
    ]


def _cells(part: Sequence[Block], final: Sequence[_Final], columns: Sequence[DataColumn]) -> list[HeadCell] | None:
    leaves = _leaves(part, columns)
    over: dict[Block, range] = {}
    taken: dict[int, Block] = {}
    for leaf in sorted(leaves, key=lambda b: b.x1 - b.x0):
        touched = [i for i, column in enumerate(final) if _shared(leaf, column) > TOUCH]
        free = [i for i in touched if i not in taken]
        if not free:
            return None
        figures = [i for i in free if final[i].figures]
        if len(figures) > 1 or free != list(range(free[0], free[-1] + 1)):
            return None
        for i in free:
            taken[i] = leaf
        over[leaf] = range(free[0], free[-1] + 1)
    if any(column.figures and i not in taken for i, column in enumerate(final)):
        return None
    first_figures = first_of_values([column.figures for column in final])
    left = [leaf for leaf in leaves if over[leaf].start < first_figures]
    if len(left) == 1:
        over[left[0]] = range(max(first_figures, over[left[0]].stop))
    groups = [b for b in part if b not in over]
    values = [leaf for leaf in leaves if over[leaf].start >= first_figures]
    # What alone names labels is as high as the whole head and has no line of its own; of several, some may be heads of values all blank.
    corners = [leaf for leaf in left if len(left) == 1 and not any(_shared_of(leaf, g) > TOUCH for g in groups)]
    standing = [leaf for leaf in leaves if leaf not in corners] if values else leaves
    lines = _lines(groups, standing)
    if values:
        lines |= dict.fromkeys(corners, 0)
    height = max(lines.values()) + 1
    made = [HeadCell(b, lines[b], over[b].start, height - lines[b], len(over[b])) for b in leaves]
    spans = _spans(groups, values or leaves, over, lines)
    if spans is None:
        return None
    made += [HeadCell(b, lines[b], span.start, 1, len(span)) for b, span in spans.items()]
    return sorted(made, key=lambda cell: (cell.row, cell.column))


def _lines(groups: Sequence[Block], leaves: Sequence[Block]) -> dict[Block, int]:
    """The line of the head each stands on, from the top; there is only one where nothing stands over the leaves. Leaves of one line
    and of several stand on the same if one's lines are beside the other's."""
    if not groups:
        return dict.fromkeys(leaves, 0)
    places = {block: block.middle for block in (*groups, *leaves)}
    highest = max((leaf for leaf in leaves), key=lambda b: (b.bottom - b.top, b.middle))
    for leaf in leaves:
        beside = min(leaf.bottom, highest.bottom) - max(leaf.top, highest.top)
        if beside > BESIDE * (leaf.bottom - leaf.top) and not any(_is_below(g, leaf) for g in groups):
            places[leaf] = highest.middle
    lines: dict[Block, int] = {}
    starts: list[float] = []
    for block, middle in sorted(places.items(), key=lambda pair: pair[1]):
        if not starts or middle - starts[-1] > LINE * block.size:
            starts.append(middle)
        lines[block] = len(starts) - 1
    return lines


def _spans(
    groups: Sequence[Block],
    leaves: Sequence[Block],
    over: dict[Block, range],
    lines: dict[Block, int],
) -> dict[Block, range] | None:
    """The columns that each head over leaves covers; None where there are fewer columns than heads."""
    if len({lines[leaf] for leaf in leaves}) == 1:
        return _nested(groups, leaves, over, lines)
    runs: dict[Block, range] = {}
    edges = {column: leaf for leaf in leaves for column in over[leaf]}
    for group in groups:
        below = [leaf for leaf in leaves if _is_below(leaf, group)]
        touched = [leaf for leaf in below if _shared_of(leaf, group) > TOUCH] or sorted(
            below, key=lambda leaf: abs((leaf.x0 + leaf.x1) / 2 - (group.x0 + group.x1) / 2)
        )[:1]
        if not touched:
            return None
        lowest = max(lines[leaf] for leaf in touched)
        same = sorted((leaf for leaf in below if lines[leaf] == lowest), key=lambda leaf: over[leaf].start)
        run = range(over[touched[0]].start, over[touched[0]].stop)
        for leaf in (*same, *reversed(same)):
            if over[leaf].start == run.stop:
                run = range(run.start, over[leaf].stop)
            elif over[leaf].stop == run.start:
                run = range(over[leaf].start, run.stop)
        runs[group] = run
    spans: dict[Block, range] = {}
    for group, run in runs.items():
        siblings = sorted((o for o in groups if lines[o] == lines[group] and runs[o] == run), key=lambda b: b.x0)
        if len(siblings) == 1:
            spans[group] = run
        elif len(siblings) > len(run):
            return None
        elif group is siblings[0]:
            spans.update(zip(siblings, _shares(siblings, run, edges), strict=True))
    return spans


def _nested(
    groups: Sequence[Block], leaves: Sequence[Block], over: dict[Block, range], lines: dict[Block, int]
) -> dict[Block, range] | None:
    """The columns of each head where all leaves stand on one line: from the top down, each within the one above it.

    Heads that share the one above divide it; one alone under it covers less, or it would say nothing.
    """
    edges = {column: leaf for leaf in leaves for column in over[leaf]}
    whole = range(min(edges), max(edges) + 1)
    if len(edges) < len(whole):
        return None
    spans: dict[Block, range] = {}
    for line in sorted({lines[group] for group in groups}):
        inside: dict[Block | None, list[Block]] = {}
        for group in sorted((g for g in groups if lines[g] == line), key=lambda b: b.x0):
            middle = (group.x0 + group.x1) / 2
            above = [g for g, s in spans.items() if lines[g] < line and edges[s[0]].x0 <= middle <= edges[s[-1]].x1]
            inside.setdefault(min(above, key=lambda g: len(spans[g]), default=None), []).append(group)
        for parent, siblings in inside.items():
            run = spans[parent] if parent is not None else whole
            if len(siblings) > len(run):
                return None
            if len(siblings) > 1:
                spans.update(zip(siblings, _shares(siblings, run, edges), strict=True))
            else:
                spans[siblings[0]] = _centred(siblings[0], run, edges, whole=parent is None)
    return spans


def _centred(head: Block, run: range, edges: dict[int, Block], *, whole: bool) -> range:
    """The most columns of the run over whose middle a head stands; all of them only if it may be `whole`."""
    walls = _walls(edges)
    middle = (head.x0 + head.x1) / 2
    for width in range(len(run) - (not whole), 0, -1):
        ways = [range(start, start + width) for start in range(run.start, run.stop - width + 1)]
        offs = {way: abs(middle - (walls[way.start][0] + walls[way.stop - 1][1]) / 2) for way in ways}
        nearest = min(ways, key=lambda way: offs[way])
        if offs[nearest] <= CENTRED * head.size:
            return nearest
    return run


def _walls(edges: dict[int, Block]) -> dict[int, tuple[float, float]]:
    """Where the cell of each leaf begins and ends: half way to its neighbours, on the outside as far as on the inside."""
    columns = sorted(edges)
    between = {b: (edges[a].x1 + edges[b].x0) / 2 for a, b in pairwise(columns)}
    walls = {}
    for column in columns:
        leaf = edges[column]
        left, right = between.get(column), between.get(column + 1)
        if left is None:
            left = leaf.x0 - (max(right - leaf.x1, 0.0) if right is not None else 0.0)
        if right is None:
            right = leaf.x1 + max(leaf.x0 - left, 0.0)
        walls[column] = left, right
    return walls


def _shares(siblings: Sequence[Block], run: range, edges: dict[int, Block]) -> list[range]:
    """The run cut between heads so that each stands best over its own leaves: all by the left, the middle, or the right."""
    if len(siblings) == 1:
        return [run]
    cuts = itertools.combinations(range(run.start + 1, run.stop), len(siblings) - 1)
    ways = [
        [range(a, b) for a, b in pairwise([run.start, *cut, run.stop])] for cut in itertools.islice(cuts, MOST_CUTS)
    ]
    walls = _walls(edges)
    return min(ways, key=lambda shares: _off(siblings, shares, edges, walls))


def _off(
    siblings: Sequence[Block],
    shares: Sequence[range],
    edges: dict[int, Block],
    walls: dict[int, tuple[float, float]],
) -> float:
    """How far heads stand from the places over their leaves, by the alignment that fits best."""
    lefts = rights = middles = 0.0
    for head, share in zip(siblings, shares, strict=True):
        lefts += abs(head.x0 - edges[share.start].x0)
        rights += abs(head.x1 - edges[share.stop - 1].x1)
        middles += abs(head.x0 + head.x1 - walls[share.start][0] - walls[share.stop - 1][1]) / 2
    return min(lefts, rights, middles)


def _is_below(block: Block, other: Block) -> bool:
    return block.middle > other.middle + 0.5 * other.size and block.top > other.top + 0.3 * other.size


def _shared_of(one: Block, two: Block) -> float:
    return min(one.x1, two.x1) - max(one.x0, two.x0)


def _shared(block: Block, column: _Final) -> float:
    return min(block.x1, column.x1) - max(block.x0, column.x0)
