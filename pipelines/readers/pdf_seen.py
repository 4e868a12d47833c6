"""Letters as the eye takes them: one drawn twice is one, and of two drawn on each other neither is known.

Bold is imitated by drawing a letter two or three times a hair apart, at once, line by line or page by page; shadows likewise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines.blocks import Box

# What stands for a character whose font does not say which it is, or which another hides.
UNREADABLE = "\ufffd"
# The same letter again within this part of its width and height is the same one.
SAME_ACROSS, SAME_DOWN = 0.42, 0.25
# Of the smaller of two: middles so near cannot both be read.
ON_EACH_OTHER = 0.3
# One so much larger than the other is another layer: a mark under the text.
OTHER_LAYER = 1.8
# Points: the side of the squares by which neighbours are found.
_SQUARE = 8.0


@dataclass(frozen=True, slots=True)
class Character:
    """A character in its box; `order` is its place in the order in which the file draws, `run` tells what is drawn at once."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    order: int = 0
    run: int = 0

    @property
    def box(self) -> Box:
        return self.x0, self.top, self.x1, self.bottom

    @property
    def center(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


def once(found: Sequence[tuple[int, int, Character]]) -> list[Character]:
    """Characters with their places (of what is drawn at once, and within it) in the order in which the file draws them, which
    is not PDFium's; those drawn twice once, digits drawn on each other as UNREADABLE."""
    kept: list[Character] = []
    squares: dict[tuple[int, int], list[int]] = {}
    clashing: set[int] = set()
    for run, _, character in sorted(found, key=lambda item: item[:2]):
        near = tuple(_near(character, squares))
        if any(_is_same(kept[other], character) for other in near):
            continue
        own = len(kept)
        for other in near:
            if _clash(kept[other], character):
                clashing.update((own, other))
        kept.append(replace(character, order=own, run=run))
        x, y = character.center
        squares.setdefault((int(x // _SQUARE), int(y // _SQUARE)), []).append(own)
    for own in clashing:
        kept[own] = replace(kept[own], text=UNREADABLE)
    return kept


def cut_short(
    found: Sequence[tuple[int, int, Character]], buried: Sequence[tuple[int, Character]]
) -> Sequence[tuple[int, int, Character]]:
    """The characters; digits that go on under something painted over them as UNREADABLE, for what is left is no number.

    `buried` are the characters below, each with the place of what is painted over it.
    """
    lost = [(place, character) for place, character in buried if character.text.isdigit()]
    if not lost:
        return found
    return [
        (run, place, replace(own, text=UNREADABLE) if own.text.isdigit() and _goes_on(run, own, lost) else own)
        for run, place, own in found
    ]


def _goes_on(run: int, character: Character, lost: Sequence[tuple[int, Character]]) -> bool:
    """Whether one of the lost digits stands right before or after this one, which was painted before they were lost."""
    width, height = character.x1 - character.x0, character.bottom - character.top
    return any(
        run < place
        and abs(other.top - character.top) < SAME_DOWN * height
        and abs(other.bottom - other.top - height) < SAME_DOWN * height
        and min(abs(other.x0 - character.x1), abs(character.x0 - other.x1)) < SAME_ACROSS * width
        for place, other in lost
    )


def _near(character: Character, squares: dict[tuple[int, int], list[int]]) -> Iterator[int]:
    x, y = character.center
    column, row = int(x // _SQUARE), int(y // _SQUARE)
    for across in (column - 1, column, column + 1):
        for down in (row - 1, row, row + 1):
            yield from squares.get((across, down), ())


def _is_same(one: Character, two: Character) -> bool:
    return (
        one.text == two.text
        and abs(one.x0 - two.x0) < SAME_ACROSS * max(min(one.x1 - one.x0, two.x1 - two.x0), 0.5)
        and abs(one.top - two.top) < SAME_DOWN * max(one.bottom - one.top, 1.0)
    )


def _clash(one: Character, two: Character) -> bool:
    """Whether one of the two is a digit and the other lies on it."""
    if not (one.text.isdigit() or two.text.isdigit()) or not (one.text.strip() and two.text.strip()):
        return False
    high, low = one.bottom - one.top, two.bottom - two.top
    if max(high, low) > OTHER_LAYER * max(min(high, low), 0.5):
        return False
    (ax, ay), (bx, by) = one.center, two.center
    width = max(min(one.x1 - one.x0, two.x1 - two.x0), 0.5)
    return abs(ax - bx) < ON_EACH_OTHER * width and abs(ay - by) < ON_EACH_OTHER * max(min(high, low), 1.0)
