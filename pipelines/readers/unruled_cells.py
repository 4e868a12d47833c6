"""The cells of a table without full frames: pieces of lines that stand under each other and belong together.

Programs write a cell to its end before the next, so that the lines of a wrapped label follow each other in the file though
figures stand between them on the page. Rules between rows, where there are any, tell what no cell reaches over.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from pipelines.blocks import Box
from pipelines.readers.pdf_lines import is_enumerated
from pipelines.readers.pdf_page import Stroke
from pipelines.readers.segments import UNIT, Segment, is_figure

# Lines of one cell stand no further apart, those of figures not even so far, characters set one a line further.
LEADING = 0.75
FIGURE_LEADING = 0.45
UPRIGHT_LEADING = 1.6
SAME_SIZE = 0.15
# Cells of one row stand no further from their common line.
LEVEL = 0.32
PITCH_SLACK = 0.05
# Points: middles of two lines that are centred in one cell lie no further apart.
CENTRE = 1.0
# Of a character's height: a cell of few lines has its rules no further off.
BAND = 3.0


@dataclass(frozen=True)
class Block:
    """The text of one cell: segments under each other."""

    segments: tuple[Segment, ...]

    @cached_property
    def text(self) -> str:
        lines = [segment.text for segment in self.segments]
        upright = len(lines) > 2 and sum(len(line) <= 2 for line in lines) >= 0.8 * len(lines)
        return ("" if upright else "\n").join(lines)

    @cached_property
    def box(self) -> Box:
        return (
            min(s.x0 for s in self.segments),
            min(s.top for s in self.segments),
            max(s.x1 for s in self.segments),
            max(s.bottom for s in self.segments),
        )

    @property
    def x0(self) -> float:
        return self.box[0]

    @property
    def top(self) -> float:
        return self.box[1]

    @property
    def x1(self) -> float:
        return self.box[2]

    @property
    def bottom(self) -> float:
        return self.box[3]

    @property
    def size(self) -> float:
        return self.segments[0].size

    @property
    def first_middle(self) -> float:
        return self.segments[0].middle

    @property
    def last_middle(self) -> float:
        return self.segments[-1].middle

    @property
    def middle(self) -> float:
        return (self.first_middle + self.last_middle) / 2

    @cached_property
    def is_figure(self) -> bool:
        return is_figure("".join(segment.text for segment in self.segments))

    @property
    def is_number(self) -> bool:
        """Whether it is a figure that a dash is not: dashes also stand where there are no values."""
        return self.is_figure and any(c.isdigit() for segment in self.segments for c in segment.text)


def cells_of(rows: Sequence[Sequence[Segment]], rules: Sequence[Stroke] = ()) -> list[Block]:
    """The cells: a segment goes on with the one that the file draws right before it and that stands right above it, unless one of
    the `rules` is drawn between them.

    Where rows stand no further apart than lines of a cell, one goes on only with a line that fills its column, or in a head on
    whose middle it stands, and only if the figures beside the whole stand on its middle, which those of separate rows do not.
    """
    segments = [segment for row in rows for segment in row]
    rooms = _rooms(segments)
    torn = _torn_figures(segments)
    drawn = _Rules(rules)
    pitch = _pitch([[segment for segment in row if segment not in torn] for row in rows])
    row_of = {segment: row for row in rows for segment in row}
    quiet = {segment for row in rows for segment in row if not any(s.is_figure for s in row)}
    ends: dict[int, list[Segment]] = {}
    chains: list[list[Segment]] = []
    loose: set[Segment] = set()
    for segment in sorted(segments, key=lambda s: s.first):
        chain = next((ends[place] for place in range(segment.first - 1, segment.first - 4, -1) if place in ends), None)
        is_torn = chain is not None and {chain[-1], segment} <= torn and _is_drawn_under(chain[-1], segment)
        parts = chain is None or drawn.part(chain[-1], segment) or _covers_several(chain[-1], row_of[segment])
        if chain is not None and not parts and (is_torn or _goes_on(chain, segment)):
            close = is_torn or _is_close(chain, segment, pitch)
            centred = chain[-1] in quiet and segment in quiet and _are_centred(chain[-1], segment)
            fills = centred or _fills(chain[-1], rooms) or drawn.enclose(chain, segment)
            begins = is_enumerated(segment.text) or (
                len(row_of[chain[-1]]) == 1 < len(row_of[segment]) and segment in quiet
            )
            if close or (fills and not begins):
                if not close:
                    loose.add(segment)
                del ends[chain[-1].last]
                chain.append(segment)
                ends[segment.last] = chain
                continue
        chain = [segment]
        chains.append(chain)
        ends[segment.last] = chain
    figures = [segment for segment in segments if segment.is_figure]
    return [Block(tuple(piece)) for chain in chains for piece in _settled(chain, loose, figures)]


def _covers_several(above: Segment, row: Sequence[Segment]) -> bool:
    """Whether a line reaches over several pieces of the row below it: it is a head over them."""
    return sum(min(above.x1, s.x1) - max(above.x0, s.x0) > CENTRE for s in row) > 1


class _Rules:
    """The lines drawn across a page."""

    def __init__(self, rules: Sequence[Stroke]) -> None:
        self._rules = sorted(rules, key=lambda rule: rule.top)
        self._tops = [rule.top for rule in self._rules]

    def part(self, above: Segment, segment: Segment) -> bool:
        """Whether one is drawn between two pieces."""
        return self._is_drawn(above.middle, segment.middle, above, segment)

    def enclose(self, chain: Sequence[Segment], segment: Segment) -> bool:
        """Whether one is drawn right above and one right below a cell of these lines and the next one."""
        room, first = BAND * segment.size, chain[0]
        return self._is_drawn(first.middle - room, first.middle, first, segment) and self._is_drawn(
            segment.middle, segment.middle + room, first, segment
        )

    def _is_drawn(self, top: float, bottom: float, one: Segment, two: Segment) -> bool:
        left, right = max(one.x0, two.x0) + CENTRE, min(one.x1, two.x1) - CENTRE
        between = self._rules[bisect_left(self._tops, top) : bisect_right(self._tops, bottom)]
        return any(rule.x0 <= left and rule.x1 >= right for rule in between)


def _torn_figures(segments: Sequence[Segment]) -> set[Segment]:
    """The lines of figures that their narrow cells break: drawn right after the line above, and every whole figure beside
    stands on the middle of the lines, or all on the first or on the last."""
    figures = sorted((s for s in segments if s.is_figure), key=lambda s: s.first)
    stacks: list[list[Segment]] = []
    for figure in figures:
        if stacks and _is_drawn_under(stacks[-1][-1], figure):
            stacks[-1].append(figure)
        else:
            stacks.append([figure])
    whole = [stack[0] for stack in stacks if len(stack) == 1]
    torn: set[Segment] = set()
    for stack in stacks:
        if len(stack) == 1:
            continue
        first, last = stack[0], stack[-1]
        beside = [f.middle for f in whole if first.top <= f.middle <= last.bottom]
        for line, least in (((first.middle + last.middle) / 2, 1), (first.middle, 2), (last.middle, 2)):
            if len(beside) >= least and all(abs(middle - line) <= LEVEL * first.size for middle in beside):
                torn.update(stack)
    return torn


def _is_drawn_under(above: Segment, figure: Segment) -> bool:
    return (
        figure.first == above.last + 1
        and min(above.x1, figure.x1) - max(above.x0, figure.x0) >= 0.5 * min(above.x1 - above.x0, figure.x1 - figure.x0)
        and -0.5 * above.size <= figure.top - above.bottom <= LEADING * above.size
        and abs(above.size - figure.size) <= SAME_SIZE * above.size
    )


def _settled(chain: Sequence[Segment], loose: set[Segment], figures: Sequence[Segment]) -> Iterator[Sequence[Segment]]:
    """The lines of one cell, or of several where a line was joined loosely and the figures beside say otherwise."""
    whole = Block(tuple(chain))
    beside = [f for f in figures if f.x0 >= whole.x1 and whole.top <= f.middle <= whole.bottom]
    if not beside or loose.isdisjoint(chain) or any(abs(f.middle - whole.middle) <= LEVEL * f.size for f in beside):
        yield chain
        return
    start = 0
    for at, segment in enumerate(chain):
        if at and segment in loose:
            yield chain[start:at]
            start = at
    yield chain[start:]


def _rooms(segments: Sequence[Segment]) -> dict[tuple[str, int], float]:
    """How wide the widest words are that begin, end, or are centred at the same place, in whole points."""
    rooms: dict[tuple[str, int], float] = {}
    for segment in segments:
        for edge in _edges(segment):
            rooms[edge] = max(rooms.get(edge, 0.0), segment.x1 - segment.x0)
    return rooms


def _edges(segment: Segment) -> tuple[tuple[str, int], ...]:
    return (
        ("begin", round(segment.x0)),
        ("end", round(segment.x1)),
        ("centre", round((segment.x0 + segment.x1) / 2)),
    )


def _fills(above: Segment, rooms: dict[tuple[str, int], float]) -> bool:
    """Whether a line leaves no room for another letter in its column."""
    room = max(rooms[edge] for edge in _edges(above))
    return above.x1 - above.x0 + above.size > room


def _are_centred(above: Segment, segment: Segment) -> bool:
    return abs(above.x0 + above.x1 - segment.x0 - segment.x1) / 2 <= CENTRE


def _pitch(rows: Sequence[Sequence[Segment]]) -> float:
    """The least distance between two rows of figures, in heights: lines of one cell stand closer than rows do."""
    figures = [row for row in rows if len(row) > 1 and any(s.is_figure for s in row)]
    steps = [
        (lower[-1].middle - upper[-1].middle) / max(upper[-1].size, lower[-1].size)
        for upper, lower in pairwise(figures)
        if abs(upper[-1].size - lower[-1].size) <= SAME_SIZE * upper[-1].size
    ]
    return min((step for step in steps if step > 0.8), default=LEADING + 1)


def _is_close(chain: Sequence[Segment], segment: Segment, pitch: float) -> bool:
    """Whether a line stands closer under the last of a chain than rows stand, or the chain is one of figures or set upright."""
    above = chain[-1]
    upright = len(above.text) <= 2 and len(segment.text) <= 2
    if (upright and not (above.is_figure or segment.is_figure)) or is_figure("".join(s.text for s in chain)):
        return True
    return segment.middle - above.middle <= (pitch - PITCH_SLACK) * min(above.size, segment.size)


def _goes_on(chain: Sequence[Segment], segment: Segment) -> bool:
    above = chain[-1]
    size = min(above.size, segment.size)
    gap = (segment.top - above.bottom) / size
    if abs(above.size - segment.size) > SAME_SIZE * size or gap < -0.5 or segment.middle <= above.middle + 0.3 * size:
        return False
    overlap = min(above.x1, segment.x1) - max(above.x0, segment.x0)
    if overlap < 0.5 * min(above.x1 - above.x0, segment.x1 - segment.x0):
        return False
    if len(above.text) <= 2 and len(segment.text) <= 2 and not (above.is_figure or segment.is_figure):
        return gap <= UPRIGHT_LEADING
    if is_figure("".join(s.text for s in chain)):
        return gap <= (LEADING if UNIT.fullmatch(segment.text) else FIGURE_LEADING)
    return gap <= LEADING and not segment.is_figure
