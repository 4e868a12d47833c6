"""Lines over years as SVG, broken where the report form changed or a year is missing: nothing is drawn over a gap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MARGIN = 8.0
HEAD = 20.0
"""Room above the line for the largest value, in words."""


@dataclass(frozen=True, slots=True)
class Point:
    year: int
    value: float
    form: str
    address: str


@dataclass(frozen=True, slots=True)
class Placed:
    x: float
    y: float
    point: Point


@dataclass(frozen=True, slots=True)
class Chart:
    """Pieces of line, each of one form without a gap; where forms change (x, the new form); the axis's ends."""

    width: float
    height: float
    pieces: tuple[tuple[Placed, ...], ...]
    changes: tuple[tuple[float, str], ...]
    largest: float
    years: tuple[int, int]

    def line(self, piece: Sequence[Placed]) -> str:
        return " ".join(f"{each.x:.1f},{each.y:.1f}" for each in piece)


def draw(points: Iterable[Point], *, width: float = 240, height: float = 72) -> Chart | None:
    """A chart from zero up; None without any point."""
    ordered = sorted(points, key=lambda point: point.year)
    if not ordered:
        return None
    first, last = ordered[0].year, ordered[-1].year
    largest = max(point.value for point in ordered)
    low = min(0.0, *(point.value for point in ordered))
    across = (width - 2 * MARGIN) / max(1, last - first)
    up = (height - HEAD - MARGIN) / ((largest - low) or 1)
    pieces: list[list[Placed]] = []
    changes: list[tuple[float, str]] = []
    before: Point | None = None
    for point in ordered:
        placed = Placed(MARGIN + (point.year - first) * across, height - MARGIN - (point.value - low) * up, point)
        if before is None or before.form != point.form or point.year - before.year > 1:
            pieces.append([])
        if before is not None and before.form != point.form:
            changes.append((placed.x - min(across / 2, 12), point.form))
        pieces[-1].append(placed)
        before = point
    return Chart(width, height, tuple(map(tuple, pieces)), tuple(changes), largest, (first, last))
