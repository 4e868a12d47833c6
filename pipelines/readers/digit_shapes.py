"""Which digit a drawn shape can be: by its holes, and by which way its strokes lean. For fonts whose table of names may lie.

Nothing here reads digits; a shape that is unusual can be any. What is said is only which digits it cannot be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

DIGITS = frozenset("0123456789")
# Fewer pixels of ground enclosed by ink are no hole.
LEAST_HOLE = 3
# Of the shape's height: the hole of a 0 is at least so high, no other so high as the second; that of a 6 has its middle so far
# down, that of a 9 or 4 no further than this.
TALL_HOLE, HIGHEST_HOLE, LOW_HOLE, HIGH_HOLE = 0.62, 0.5, 0.56, 0.48
# Parts of the height in which strokes are looked at.
UPPER, LOWER, STROKE, BOWL, FOOT = (0.2, 0.38), (0.6, 0.78), (0.3, 0.85), (0.8, 1.0), (0.88, 1.0)
# Of the height: a single upright stroke is no broader.
STEM = 0.25
# Of the width: how broad the bar of a 7 is at least, and how far its stroke wanders to the left.
TOP, BAR, WANDERS = (0.0, 0.15), 0.85, 0.12
# Of the width: where the middle of the ink of a part stands that leans to a side; how broad a bowl is at least.
LEFT, RIGHT, FAR_RIGHT = 0.45, 0.53, 0.58
BROAD_BOWL = 0.7
# Of the width: how broad the foot of a 2 is at least, that of a 7 at most.
BROAD_FOOT, NARROW_FOOT = 0.62, 0.5
# Pixels: less can be anything.
LEAST_HEIGHT, LEAST_WIDTH = 16, 4
NO_HOLE, ONE_HOLE = frozenset("123457"), frozenset("0469")


@dataclass(frozen=True, slots=True)
class Shape:
    """Rows of pixels, True where there is ink, trimmed to it."""

    rows: tuple[tuple[bool, ...], ...]

    @property
    def height(self) -> int:
        return len(self.rows)

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0


def shape_of(rows: Sequence[Sequence[bool]]) -> Shape:
    """The ink of a picture of one letter."""
    inked = [number for number, row in enumerate(rows) if any(row)]
    if not inked:
        return Shape(())
    kept = rows[inked[0] : inked[-1] + 1]
    across = [number for number in range(len(kept[0])) if any(row[number] for row in kept)]
    return Shape(tuple(tuple(row[across[0] : across[-1] + 1]) for row in kept))


def possible(shape: Shape) -> frozenset[str]:
    """The digits that this shape can be."""
    if shape.height < LEAST_HEIGHT or shape.width < LEAST_WIDTH:
        return DIGITS
    holes = _holes(shape)
    if len(holes) >= 2:
        return frozenset("8") if len(holes) == 2 else DIGITS
    if len(holes) == 1:
        (top, bottom), height = holes[0], shape.height
        middle = (top + bottom) / 2 / height
        if bottom - top >= TALL_HOLE * height:
            return frozenset("0")
        if bottom - top >= HIGHEST_HOLE * height:
            return ONE_HOLE
        if middle >= LOW_HOLE:
            return frozenset("6")
        return frozenset("94") if middle <= HIGH_HOLE else ONE_HOLE
    return _by_strokes(shape)


def _by_strokes(shape: Shape) -> frozenset[str]:
    """Among the digits without holes; a 4 may be open, and can be any of these."""
    upper, lower = _middle(shape, UPPER), _middle(shape, LOWER)
    if upper is None or lower is None:
        return NO_HOLE
    barred = _breadth(shape, TOP) >= BAR * shape.width
    if _breadth(shape, STROKE) <= STEM * shape.height:
        if barred:
            return frozenset("74") if upper - lower >= WANDERS else frozenset("174")
        return frozenset("14")
    if upper <= LEFT and lower >= RIGHT:
        return frozenset("54")
    if upper >= RIGHT and lower >= FAR_RIGHT and _breadth(shape, BOWL) >= BROAD_BOWL * shape.width:
        return frozenset("34")
    if upper >= RIGHT and lower <= LEFT + 0.05:
        foot = _breadth(shape, FOOT) / shape.width
        if foot >= BROAD_FOOT:
            return frozenset("24")
        if foot <= NARROW_FOOT:
            return frozenset("74")
    return NO_HOLE


def _part(shape: Shape, part: tuple[float, float]) -> Sequence[tuple[bool, ...]]:
    return shape.rows[int(part[0] * shape.height) : max(round(part[1] * shape.height), 1)]


def _middle(shape: Shape, part: tuple[float, float]) -> float | None:
    """The middle of the ink of some rows, of the width."""
    places = [number for row in _part(shape, part) for number, ink in enumerate(row) if ink]
    return (sum(places) / len(places) + 0.5) / shape.width if places else None


def _breadth(shape: Shape, part: tuple[float, float]) -> int:
    """Pixels from the first to the last ink of some rows."""
    places = [number for row in _part(shape, part) for number, ink in enumerate(row) if ink]
    return max(places) - min(places) + 1 if places else 0


def _holes(shape: Shape) -> list[tuple[int, int]]:
    """First and last row of each spot of ground that ink encloses."""
    width, height = shape.width + 2, shape.height + 2
    # A margin all around, so that what is outside is one spot.
    ground = bytearray(b"\1" * (width * height))
    for y, row in enumerate(shape.rows, 1):
        for x, ink in enumerate(row, 1):
            if ink:
                ground[y * width + x] = 0
    found = []
    for start in range(len(ground)):
        if ground[start]:
            spot = _filled(ground, start, width)
            if start and len(spot) >= LEAST_HOLE:
                found.append((min(spot) // width, max(spot) // width))
    return found


def _filled(ground: bytearray, start: int, width: int) -> list[int]:
    """Take away the spot of ground that holds a pixel; its pixels."""
    ground[start] = 0
    waiting, taken = [start], []
    while waiting:
        at = waiting.pop()
        taken.append(at)
        for near in (at - 1, at + 1, at - width, at + width):
            if 0 <= near < len(ground) and ground[near]:
                ground[near] = 0
                waiting.append(near)
    return taken
