"""Cells of a scanned table looked at a second time, one by one: those with ink of which nothing was read, or no certain number.

What finds lines of text on a page passes over a single small digit; alone in its cell and enlarged it is read. And a stroke that
leans is no 1, however sure the reading is: a cell that is crossed out holds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.blocks import Box
from pipelines.readers.pdf_page import UNREADABLE, Character, Stroke
from pipelines.readers.ruled import grids

# A reading of an image of one line: its text, and how sure it is, from 0 to 1.
Reading = Callable[[Any], tuple[str, float]]
# So sure must a second reading be.
SURE = 0.92
# Pixels: what is left off around a cell for its rules, set around its ink, and what fewer dark pixels say nothing.
INSET, AROUND, LEAST_INK = 4, 10, 8
# Ink higher than this, in points, is more than one line; lower than this a speck.
HIGHEST, LOWEST = 26.0, 3.0
MOST_CELLS = 150
DARKER = 60
ENLARGED_HEIGHT = 48
# Of its height: how far the top of a 1 may stand beside its foot.
LEAN = 0.3
_NUMBER = re.compile(r"[0-9]+(?:[.,，][0-9]+)*[%％]?")
_STRAY = re.compile(r"[.,·。、'`\"]*[0-9]+[.,·。、'`\"]+|[.,·。、'`\"]+[0-9]+")
_DIGIT = re.compile("[0-9０-９]")


@dataclass(frozen=True, slots=True)
class Reread:
    """What stands in a cell after all, in its ink's box; `text` is None where what was read there cannot be believed."""

    cell: Box
    ink: Box
    text: str | None


def reread(
    read: Reading, pixels: Any, to_points: float, characters: Sequence[Character], strokes: Sequence[Stroke]
) -> list[Reread]:
    """The cells of the page's tables whose reading is mended or withdrawn."""
    import cv2

    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    found: list[Reread] = []
    looked = 0
    for grid in grids(strokes):
        for cell in grid.cells:
            inside = [c for c in characters if _holds(cell.box, c.center)]
            text = "".join(c.text for c in sorted(inside, key=lambda c: c.x0)).strip()
            alone = text in ("1", "１")
            doubtful = not text or (UNREADABLE in text and not _has_words(text)) or _STRAY.fullmatch(text) is not None
            if not (doubtful or alone):
                continue
            ink = _ink(grey, cell.box, to_points)
            if ink is None:
                continue
            box = (ink[0] * to_points, ink[1] * to_points, ink[2] * to_points, ink[3] * to_points)
            if alone:
                if _leans(grey, ink):
                    found.append(Reread(cell.box, box, None))
                continue
            looked += 1
            if looked > MOST_CELLS:
                return found
            said, sure = read(_enlarged(pixels, ink))
            if sure >= SURE and _NUMBER.fullmatch(said) and not (said == "1" and _leans(grey, ink)):
                found.append(Reread(cell.box, box, said))
    return found


def mended(
    characters: Iterable[Character], found: Sequence[Reread], spread: Callable[[str, Box], Iterable[Character]]
) -> list[Character]:
    """The page's characters, those of cells that were read again replaced, digits that are not believed UNREADABLE."""
    kept: list[Character] = []
    for character in characters:
        again = next((one for one in found if _holds(one.cell, character.center)), None)
        if again is None:
            kept.append(character)
        elif again.text is None:
            text = _DIGIT.sub(UNREADABLE, character.text)
            kept.append(Character(text, *character.box, character.order, character.run))
    for one in found:
        if one.text is not None:
            start = len(kept)
            kept.extend(
                Character(c.text, *c.box, start + number, start) for number, c in enumerate(spread(one.text, one.ink))
            )
    return kept


def _holds(box: Box, point: tuple[float, float]) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _has_words(text: str) -> bool:
    return any(not character.isascii() and character != UNREADABLE for character in text)


def _ink(grey: Any, cell: Box, to_points: float) -> tuple[int, int, int, int] | None:
    """The pixels within a cell that hold its ink; None for a blank one, a speck, or several lines."""
    import numpy

    x0, top = int(cell[0] / to_points) + INSET, int(cell[1] / to_points) + INSET
    x1, bottom = int(cell[2] / to_points) - INSET, int(cell[3] / to_points) - INSET
    part = grey[max(top, 0) : max(bottom, 0), max(x0, 0) : max(x1, 0)]
    if min(part.shape) < INSET:
        return None
    dark = part < float(numpy.median(part)) - DARKER
    # A rule that is not quite straight reaches into the cell along its whole edge.
    dark[:, dark.mean(axis=0) > 0.8] = False
    dark[dark.mean(axis=1) > 0.8, :] = False
    rows, columns = numpy.flatnonzero(dark.any(axis=1)), numpy.flatnonzero(dark.any(axis=0))
    if dark.sum() < LEAST_INK or not rows.size:
        return None
    height = (rows[-1] - rows[0] + 1) * to_points
    if not LOWEST <= height <= HIGHEST:
        return None
    return int(x0 + columns[0]), int(top + rows[0]), int(x0 + columns[-1] + 1), int(top + rows[-1] + 1)


def _enlarged(pixels: Any, ink: tuple[int, int, int, int]) -> Any:
    import cv2

    x0, top, x1, bottom = ink
    part = cv2.copyMakeBorder(
        pixels[top:bottom, x0:x1], AROUND, AROUND, AROUND, AROUND, cv2.BORDER_CONSTANT, value=(255, 255, 255)
    )
    scale = max(ENLARGED_HEIGHT / part.shape[0], 1.0)
    return cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)


def _leans(grey: Any, ink: tuple[int, int, int, int]) -> bool:
    """Whether a single stroke leans like a slash: the middle of its upper part stands far to the right of that of its lower."""
    import numpy

    x0, top, x1, bottom = ink
    part = grey[top:bottom, x0:x1]
    height = part.shape[0]
    if height < ENLARGED_HEIGHT // 8:
        return False
    dark = part < float(part.min()) + DARKER
    third = max(height // 3, 1)
    columns = numpy.arange(part.shape[1])

    def middle(rows: Any) -> float:
        weight = rows.sum(axis=0)
        return float((weight * columns).sum() / max(weight.sum(), 1))

    return bool(middle(dark[:third]) - middle(dark[-third:]) > LEAN * height)
