"""Values as OFD writes them: numbers, boxes, matrices, offsets between characters, colours, paths (GB/T 33190-2016, 7.3, 8.3, 9.1, 11.3).

What is no finite number, or lies beyond any sheet, is no value: None.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

Point = tuple[float, float]
# Millimetres, and factors of matrices: no sheet of paper needs more.
LARGEST = 1e6
# As many as are drawn of a path.
MAX_POINTS = 4_000
# How many numbers follow each operator of a path; its end point is the last two.
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_STRAIGHT = frozenset("SMLC")
_LONGEST_COUNT = 9


@dataclass(frozen=True, slots=True)
class Matrix:
    """x' = ax + cy + e, y' = bx + dy + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def point(self, x: float, y: float) -> Point:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, after: Matrix) -> Matrix:
        """This one first, `after` on what it gives."""
        e, f = after.point(self.e, self.f)
        return Matrix(
            after.a * self.a + after.c * self.b,
            after.b * self.a + after.d * self.b,
            after.a * self.c + after.c * self.d,
            after.b * self.c + after.d * self.d,
            e,
            f,
        )

    def around(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """The upright rectangle around what becomes of one."""
        xs, ys = zip(*(self.point(x, y) for x in (x0, x1) for y in (y0, y1)), strict=True)
        return min(xs), min(ys), max(xs), max(ys)


def number(text: str | None) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) <= LARGEST else None


def numbers(text: str | None, count: int) -> list[float] | None:
    """Exactly so many numbers."""
    found = [number(part) for part in (text or "").split(None, count)[:count]]
    known = [value for value in found if value is not None]
    return known if len(known) == count else None


def matrix(text: str | None) -> Matrix | None:
    """A CTM; one that is not given changes nothing."""
    if text is None:
        return Matrix()
    found = numbers(text, 6)
    return Matrix(*found) if found is not None else None


def offsets(text: str | None, most: int) -> list[float] | None:
    """The first offsets of a DeltaX or DeltaY, at most so many; `g n d` stands for n times d. None for one that cannot be read."""
    found: list[float] = []
    parts = iter((text or "").split())
    while len(found) < most and (part := next(parts, None)) is not None:
        count = 1
        if part in ("g", "G"):
            said, part = next(parts, ""), next(parts, "")
            if not (said.isascii() and said.isdigit()):
                return None
            count = int(said) if len(said) <= _LONGEST_COUNT else most
        value = number(part)
        if value is None:
            return None
        found.extend([value] * min(count, most - len(found)))
    return found


def components(text: str | None) -> list[float] | None:
    """The components of a colour, decimal or `#` and hexadecimal; None where none are given."""
    found = []
    for part in (text or "").split()[:4]:
        try:
            found.append(float(int(part[1:3], 16) if part.startswith("#") else float(part)))
        except ValueError:
            return None
    return found or None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a path drawn in one go, its points; `straight`: all of it is straight lines."""

    points: Sequence[Point]
    straight: bool


def stretches(path: str) -> Iterator[Stretch]:
    """The parts of an AbbreviatedData. A curve gives its end points alone. What cannot be read ends the path."""
    points: list[Point] = []
    straight = True
    parts = islice(iter(path.split()), MAX_POINTS * 8)
    for operator in parts:
        count = _OPERANDS.get(operator)
        values = [number(next(parts, "")) for _ in range(count or 0)]
        known = [value for value in values if value is not None]
        if count is None or len(known) != count:
            break
        if operator in "SM" and points:
            yield Stretch(points, straight)
            points, straight = [], True
        if operator == "C":
            points = [*points, *points[:1]]
            continue
        straight = straight and operator in _STRAIGHT
        points.append((known[-2], known[-1]))
    if points:
        yield Stretch(points, straight)
