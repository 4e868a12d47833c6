"""Rows of characters cut where columns part, and the pieces that stand under each other made cells again.

Two things tell cells apart without drawn lines: room between them, and the order in which the file draws them. Programs write a
cell to its end before the next, so that the lines of a wrapped label follow each other in the file though figures stand
between them on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from statistics import median

from pipelines.blocks import Box
from pipelines.readers.pdf_lines import is_enumerated, line_of
from pipelines.readers.pdf_page import Character

# Of a character's height. Between two cells there is at least so much room where nothing else is known;
GAP = 0.5
# less between wide characters, which fill their place and are set without spaces;
WIDE_GAP = 0.28
# more where both are drawn at once;
AT_ONCE_GAP = 1.1
# so much between digits, whose cells stand close and which are never spaced;
DIGIT_GAP = 0.4
# and half of it where they are not drawn at once;
DIGIT_GAP_APART = 0.2
# so much where the file draws something else in between;
BROKEN_GAP = 0.12
# more after the point of an item's number;
ENUMERATED_GAP = 1.1
_ENUMERATING = frozenset(".．、)）")
# and never so much within a cell, though it were filled with blanks.
WIDEST_BLANK = 2.2
WIDEST_BLANK_BY_DIGIT = 0.8
# Between a number and its unit.
UNIT_GAP = 0.9
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
_UNITS = "[百千]?[万亿]?元|[万亿]|[条件项个次人宗篇期份]"
_UNIT = re.compile(_UNITS)
_FIGURE = re.compile(
    r"[+＋\-－—减增少加]{0,2} ?[0-9０-９](?:[0-9０-９,，.．]*[0-9０-９])?[%％]?"
    rf" ?(?:{_UNITS})?[①-⑳¹²³]?(?:[（(].{0, 30})?"
    r"|[-—–－/／]{1,3}|[无零]"
)


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters side by side without a gap. `first` and `last` are their places in the order of the file."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    first: int
    last: int

    @property
    def size(self) -> float:
        return max(self.bottom - self.top, 1.0)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def is_figure(self) -> bool:
        return is_figure(self.text)


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


def is_figure(text: str) -> bool:
    """Whether a cell's text is a number, perhaps with its unit or a remark, or a dash."""
    return _FIGURE.fullmatch(text) is not None


def segments_of(row: Sequence[tuple[int, Character]]) -> list[Segment]:
    """The segments of a row of characters, left to right; each character with its place in the order of the file."""
    groups: list[list[tuple[int, Character]]] = []
    printed = [character for _, character in row if character.text.strip()]
    usual = median([_gap(left, right) for left, right in pairwise(printed)] or [0.0])
    blanks: list[Character] = []
    previous: tuple[int, Character] | None = None
    for place, character in row:
        if not character.text.strip():
            blanks.append(character)
            continue
        if previous is None or _parts(previous, (place, character), blanks, usual):
            groups.append([])
        groups[-1].append((place, character))
        previous = (place, character)
        blanks = []
    made = []
    for group in groups:
        characters = [character for _, character in group]
        places = [place for place, _ in group]
        made.append(
            Segment(
                line_of(characters).text,
                min(c.x0 for c in characters),
                min(c.top for c in characters),
                max(c.x1 for c in characters),
                max(c.bottom for c in characters),
                places[0],
                places[-1],
            )
        )
    return list(_with_units([segment for segment in made if segment.text]))


def _with_units(segments: Sequence[Segment]) -> Iterator[Segment]:
    """The segments, a unit that stands by its number one with it."""
    before: Segment | None = None
    for segment in segments:
        if before is not None:
            near = 0 < segment.first - before.last <= 2 and segment.x0 - before.x1 <= UNIT_GAP * before.size
            if near and before.is_figure and _UNIT.fullmatch(segment.text):
                before = replace(
                    before,
                    text=f"{before.text} {segment.text}",
                    x1=segment.x1,
                    top=min(before.top, segment.top),
                    bottom=max(before.bottom, segment.bottom),
                    last=segment.last,
                )
                continue
            yield before
        before = segment
    if before is not None:
        yield before


def _parts(one: tuple[int, Character], two: tuple[int, Character], blanks: Sequence[Character], usual: float) -> bool:
    """Whether two neighbours of a row belong to two cells; `blanks` stand between them, `usual` is the row's own spacing."""
    (place, left), (after, right) = one, two
    gap = _gap(left, right)
    digits = left.text.isdigit() or right.text.isdigit()
    if gap > WIDEST_BLANK:
        return True
    if after - place != len(blanks) + 1 and gap > BROKEN_GAP:
        return True
    if sum(max(c.x1 - c.x0, 0.0) for c in blanks) >= 0.7 * (right.x0 - left.x1) > 0:
        return digits and gap > WIDEST_BLANK_BY_DIGIT
    if left.text in _ENUMERATING:
        return gap > ENUMERATED_GAP
    if not (left.text.isascii() or right.text.isascii()):
        if left.run == right.run:
            return gap > AT_ONCE_GAP
        return gap > min(WIDE_GAP + 2 * max(usual, 0.0), GAP)
    if not (left.text.isdigit() and right.text.isdigit()):
        return gap > GAP
    return gap > (DIGIT_GAP if left.run == right.run else DIGIT_GAP_APART)


def _gap(left: Character, right: Character) -> float:
    return (right.x0 - left.x1) / max(right.bottom - right.top, 1.0)


def blocks_of_segments(rows: Sequence[Sequence[Segment]]) -> list[Block]:
    """The cells: a segment goes on with the one that the file draws right before it and that stands right above it.

    Where rows stand no further apart than lines of a cell, one goes on only with a line that fills its column, or in a head on
    whose middle it stands, and only if the figures beside the whole stand on its middle, which those of separate rows do not.
    """
    pitch = _pitch(rows)
    segments = [segment for row in rows for segment in row]
    rooms = _rooms(segments)
    quiet = {segment for row in rows for segment in row if not any(s.is_figure for s in row)}
    ends: dict[int, list[Segment]] = {}
    chains: list[list[Segment]] = []
    loose: set[Segment] = set()
    for segment in sorted(segments, key=lambda s: s.first):
        chain = next((ends[place] for place in range(segment.first - 1, segment.first - 4, -1) if place in ends), None)
        if chain is not None and _goes_on(chain, segment):
            close = _is_close(chain, segment, pitch)
            centred = chain[-1] in quiet and segment in quiet and _are_centred(chain[-1], segment)
            if close or ((centred or _fills(chain[-1], rooms)) and not is_enumerated(segment.text)):
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
        return gap <= FIGURE_LEADING
    return gap <= LEADING and not segment.is_figure
