"""Whether a PDF's fonts call their letters by their right names: what is copied from a page may be other than what it shows.

A font's table of names is made by whatever program embedded it, and some name every digit by another. Digits are proved by
their shapes: by how many holes each has. Chinese text is proved by the characters without which none is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pypdfium2

from pipelines.blocks import Box
from pipelines.readers.pdf_seen import Character

# Of the digits as print knows them: how many holes they may have. A 4 may be open.
HOLES = {"0": (1,), "1": (0,), "2": (0,), "3": (0,), "4": (0, 1), "5": (0,), "6": (1,), "7": (0,), "8": (2,), "9": (1,)}
# So many digits of a font must be other than their names; one may be a fancy letter.
LEAST_MISNAMED = 2
SAMPLES = 2
# Pixels: how high a digit's box is drawn, below which height no holes can be counted, and what fewer pixels are no hole.
DRAWN_HEIGHT, LEAST_HEIGHT = 38, 24
LEAST_HOLE = 3
MOST_SCALE = 5.5
MAX_PIXELS = 24_000_000
# Of 255: thin strokes are drawn grey.
DARK = 176
MAX_FONTS = 60
# Characters of which some stand in every Chinese text, in both scripts; of the text's Chinese characters at least so many.
COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用生到作地于出就分对成会可主发年这為這個國時來對會發息公开開信政府"
)
LEAST_COMMON = 0.02
LEAST_HAN = 200


@dataclass(slots=True)
class Names:
    """What is known of a document's fonts, page by page: which digits were looked at, and which are not what they are called."""

    looked: dict[tuple[str, str], int] = field(default_factory=dict)
    misnamed: dict[str, set[str]] = field(default_factory=dict)
    waiting: list[tuple[str, Character]] = field(default_factory=list)

    def offer(self, font: str, character: Character) -> None:
        """A digit of an embedded font, to be looked at if none or few like it were."""
        key = (font, character.text)
        if self.looked.get(key, 0) < SAMPLES and len(self.looked) < MAX_FONTS * len(HOLES):
            self.looked[key] = self.looked.get(key, 0) + 1
            self.waiting.append((font, character))

    def look(self, page: pypdfium2.PdfPage) -> None:
        """Look at the digits of this page that wait."""
        if not self.waiting:
            return
        lowest = min(character.bottom - character.top for _, character in self.waiting)
        width, height = page.get_size()
        scale = min(DRAWN_HEIGHT / max(lowest, 1.0), MOST_SCALE, (MAX_PIXELS / max(width * height, 1.0)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=True, draw_annots=False)
        try:
            shown: dict[tuple[str, str], bool] = {}
            for font, character in self.waiting:
                if (character.bottom - character.top) * scale < LEAST_HEIGHT:
                    continue
                right = _holes(bitmap, character.box, scale) in HOLES[character.text]
                shown[font, character.text] = shown.get((font, character.text), False) or right
            for (font, digit), right in shown.items():
                if not right:
                    self.misnamed.setdefault(font, set()).add(digit)
        finally:
            bitmap.close()
            self.waiting.clear()

    @property
    def are_wrong(self) -> bool:
        return any(len(digits) >= LEAST_MISNAMED for digits in self.misnamed.values())


def _holes(bitmap: pypdfium2.PdfBitmap, box: Box, scale: float) -> int:
    """How many white spots a letter encloses."""
    x0, top = max(int(box[0] * scale), 0), max(int(box[1] * scale), 0)
    x1, bottom = min(int(box[2] * scale) + 1, bitmap.width), min(int(box[3] * scale) + 1, bitmap.height)
    width, height = x1 - x0 + 2, bottom - top + 2
    if width <= 2 or height <= 2:
        return 0
    # A white margin all around, so that what is outside is one.
    white = bytearray(b"\1" * (width * height))
    for row in range(top, bottom):
        start = row * bitmap.stride + x0
        for column, value in enumerate(bytes(bitmap.buffer[start : start + x1 - x0])):
            if value < DARK:
                white[(row - top + 1) * width + column + 1] = 0
    found = 0
    for start in range(len(white)):
        if white[start]:
            size = _filled(white, start, width)
            found += start > 0 and size >= LEAST_HOLE
    return found


def _filled(white: bytearray, start: int, width: int) -> int:
    """Take away the white spot that holds a pixel; its size."""
    white[start] = 0
    waiting, size = [start], 0
    while waiting:
        at = waiting.pop()
        size += 1
        for near in (at - 1, at + 1, at - width, at + width):
            if 0 <= near < len(white) and white[near]:
                white[near] = 0
                waiting.append(near)
    return size


def is_garbled(characters: Iterable[Character]) -> bool:
    """Whether what the fonts call Chinese characters is no Chinese text."""
    han = [character.text for character in characters if "\u3400" <= character.text <= "\u9fff"]
    return len(han) >= LEAST_HAN and sum(text in COMMON for text in han) < LEAST_COMMON * len(han)
