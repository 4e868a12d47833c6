"""Whether a PDF's fonts call their letters by their right names: what is copied from a page may be other than what it shows.

A font's table of names is made by whatever program embedded it, and some name every digit by another. Digits are proved by
their shapes (digit_shapes.py). Chinese text is proved by the characters without which none is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pypdfium2

from pipelines.blocks import Box
from pipelines.readers.digit_shapes import DIGITS, Shape, possible, shape_of
from pipelines.readers.pdf_seen import Character

# So many digits of a font must be other than their names, one of them called what another is; or so many alone. One may be a
# fancy letter.
LEAST_MISNAMED, MANY_MISNAMED = 2, 3
SAMPLES = 2
# Pixels: how high a digit's box is drawn, and below which height its shape says nothing.
DRAWN_HEIGHT, LEAST_HEIGHT = 38, 24
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
    misnamed: dict[str, dict[str, frozenset[str]]] = field(default_factory=dict)
    waiting: list[tuple[str, Character]] = field(default_factory=list)

    def offer(self, font: str, character: Character) -> None:
        """A digit of an embedded font, to be looked at if none or few like it were."""
        key = (font, character.text)
        if self.looked.get(key, 0) < SAMPLES and len(self.looked) < MAX_FONTS * len(DIGITS):
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
            shown: dict[tuple[str, str], frozenset[str]] = {}
            for font, character in self.waiting:
                if (character.bottom - character.top) * scale >= LEAST_HEIGHT:
                    key = (font, character.text)
                    shown[key] = shown.get(key, frozenset()) | possible(_shape(bitmap, character.box, scale))
            for (font, digit), shapes in shown.items():
                if digit not in shapes:
                    self.misnamed.setdefault(font, {})[digit] = shapes
        finally:
            bitmap.close()
            self.waiting.clear()

    @property
    def are_wrong(self) -> bool:
        return any(map(_are_wrong, self.misnamed.values()))


def _are_wrong(misnamed: Mapping[str, frozenset[str]]) -> bool:
    exchanged = any(name in shapes for name in misnamed for shapes in misnamed.values())
    return len(misnamed) >= (LEAST_MISNAMED if exchanged else MANY_MISNAMED)


def _shape(bitmap: pypdfium2.PdfBitmap, box: Box, scale: float) -> Shape:
    """What is drawn in a box."""
    x0, top = max(int(box[0] * scale), 0), max(int(box[1] * scale), 0)
    x1, bottom = min(int(box[2] * scale) + 1, bitmap.width), min(int(box[3] * scale) + 1, bitmap.height)
    rows = []
    for row in range(top, bottom):
        start = row * bitmap.stride + x0
        rows.append([value < DARK for value in bytes(bitmap.buffer[start : start + max(x1 - x0, 0)])])
    return shape_of(rows)


def is_garbled(characters: Iterable[Character]) -> bool:
    """Whether what the fonts call Chinese characters is no Chinese text."""
    han = [character.text for character in characters if "\u3400" <= character.text <= "\u9fff"]
    return len(han) >= LEAST_HAN and sum(text in COMMON for text in han) < LEAST_COMMON * len(han)
