"""How a PDF's letters are drawn: with what ink, in which order, how far turned, and in which boxes."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import pypdfium2
import pypdfium2.raw as pdfium

from pipelines.blocks import Box
from pipelines.readers.pdf_drawn import WHITE

# No running text is set larger, in points.
LARGEST_TYPE = 60.0
# Of a right angle: text turned further from the page's axes is no line of it.
ASLANT = 0.06
# Points: a box that fits the ink so closely is no font's.
TIGHT = 0.02
# Of the type's size: how far letters reach below and above their line.
DESCENT, ASCENT = -0.12, 0.88
Ink = Literal["ink", "none", "white", "aslant"]


@dataclass(frozen=True, slots=True)
class Inked:
    """`place`: its rank among all that the page paints; `quarter`: quarter turns against the clock, in user space; `font`: the
    name of the embedded font that it is set in, None of one that is the reader's own; `left`: the box in user space outside of
    which a clip path leaves nothing of it."""

    ink: Ink
    place: int
    quarter: int
    font: str | None = None
    left: Box | None = None


class Inks:
    """How characters are drawn, when, and how far turned. Asked once for each text object."""

    def __init__(self, text_page: pypdfium2.PdfTextPage, places: Mapping[int, int], clips: Mapping[int, Box]) -> None:
        self.text_page = text_page
        self.places = places
        self.clips = clips
        self.object: int | None = None
        self.last = Inked("ink", 0, 0)
        self.fonts: dict[int, str | None] = {}
        self.colour = tuple(ctypes.c_uint() for _ in range(4))

    def of(self, index: int) -> Inked:
        held = pdfium.FPDFText_GetTextObject(self.text_page, index)
        address = ctypes.addressof(held.contents) if held else None
        if address is None or address != self.object:
            self.object = address
            inked = self._asked(index, held, self.places.get(address or 0, self.last.place))
            self.last = replace(inked, left=self.clips.get(address or 0))
        return self.last

    def _asked(self, index: int, held: object, place: int) -> Inked:
        angle = max(pdfium.FPDFText_GetCharAngle(self.text_page, index), 0.0) / (math.pi / 2)
        if abs(angle - round(angle)) > ASLANT:
            return Inked("aslant", place, 0)
        quarter = -round(angle) % 4
        red, green, blue, alpha = self.colour
        known = pdfium.FPDFText_GetFillColor(
            self.text_page, index, ctypes.byref(red), ctypes.byref(green), ctypes.byref(blue), ctypes.byref(alpha)
        )
        if known and alpha.value == 0:
            return Inked("none", place, quarter)
        white = known and min(red.value, green.value, blue.value) >= WHITE
        return Inked("white" if white else "ink", place, quarter, self._font(held))

    def _font(self, held: object) -> str | None:
        font = pdfium.FPDFTextObj_GetFont(held) if held else None
        if not font:
            return None
        address = ctypes.addressof(font.contents)
        if address not in self.fonts:
            name = None
            if pdfium.FPDFFont_GetIsEmbedded(font):
                length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
                buffer = ctypes.create_string_buffer(length)
                pdfium.FPDFFont_GetBaseFontName(font, buffer, length)
                name = buffer.value.decode("utf-8", "replace")
            self.fonts[address] = name
        return self.fonts[address]


class Boxes:
    """Boxes of characters in user space: as high as the type is set and standing on its line, so that the letters of a line, of
    whatever fonts, line up and are alike high.

    How high a font says it is differs by half between fonts of one size (figures in a Latin one beside Chinese words), and some
    do not say it. PDFium's boxes are wrong by whole lines for fonts set vertically; then it is a square around the ink.
    """

    def __init__(self, text_page: pypdfium2.PdfTextPage) -> None:
        self.text_page = text_page
        self.loose = pdfium.FS_RECTF()
        self.matrix = pdfium.FS_MATRIX()
        self.left, self.right = ctypes.c_double(), ctypes.c_double()
        self.bottom, self.top = ctypes.c_double(), ctypes.c_double()

    def of(self, index: int) -> Box | None:
        ink = pdfium.FPDFText_GetCharBox(
            self.text_page,
            index,
            ctypes.byref(self.left),
            ctypes.byref(self.right),
            ctypes.byref(self.bottom),
            ctypes.byref(self.top),
        )
        if not pdfium.FPDFText_GetLooseCharBox(self.text_page, index, ctypes.byref(self.loose)) or not ink:
            return None
        x0, y0, x1, y1 = self.left.value, self.bottom.value, self.right.value, self.top.value
        size = max(abs(x1 - x0), abs(y1 - y0), 1.0)
        loose = (self.loose.left, self.loose.bottom, self.loose.right, self.loose.top)
        if max(abs(one - two) for one, two in zip(loose, (x0, y0, x1, y1), strict=True)) < TIGHT:
            return self._set(index, (x0, y0, x1, y1)) or loose
        around = loose[0] - size <= x0 and x1 <= loose[2] + size and loose[1] - size <= y0 and y1 <= loose[3] + size
        if around and max(loose[2] - loose[0], loose[3] - loose[1]) <= max(8 * size, LARGEST_TYPE):
            return self._set(index, loose) or loose
        half = size / 2 * 1.05
        middle_x, middle_y = (x0 + x1) / 2, (y0 + y1) / 2
        return middle_x - half, middle_y - half, middle_x + half, middle_y + half

    def _set(self, index: int, known: Box) -> Box | None:
        """The box that a letter of usual height has where this one is set, along its line as far as the `known` one. None for an
        odd matrix, or one by which it would stand elsewhere."""
        x, y = ctypes.c_double(), ctypes.c_double()
        if not pdfium.FPDFText_GetCharOrigin(self.text_page, index, ctypes.byref(x), ctypes.byref(y)):
            return None
        if not pdfium.FPDFText_GetMatrix(self.text_page, index, ctypes.byref(self.matrix)):
            return None
        size = pdfium.FPDFText_GetFontSize(self.text_page, index)
        up_x, up_y = size * self.matrix.c, size * self.matrix.d
        if not 0.5 <= math.hypot(up_x, up_y) <= LARGEST_TYPE * 2:
            return None
        if abs(up_x) > abs(up_y):
            low, high = sorted((x.value + DESCENT * up_x, x.value + ASCENT * up_x))
            return (low, known[1], high, known[3]) if low < (known[0] + known[2]) / 2 < high else None
        low, high = sorted((y.value + DESCENT * up_y, y.value + ASCENT * up_y))
        return (known[0], low, known[2], high) if low < (known[1] + known[3]) / 2 < high else None
