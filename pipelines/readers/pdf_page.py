"""A PDF page as its reader sees it: its characters with their boxes, and the straight lines drawn on it.

What nobody sees is not there: text drawn without ink, in white on white, under something painted later, or beyond the page's
edge. Text set aslant is a watermark. What form fields and notes show on the page belongs to it.

Coordinates are points from the top left of the page as shown: crop box and rotation are taken into account.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from pipelines.blocks import Box
from pipelines.readers.digit_shapes import DIGITS
from pipelines.readers.pdf_drawn import Drawing, Frame, Stroke, drawn
from pipelines.readers.pdf_letters import Boxes, Inks
from pipelines.readers.pdf_names import Names
from pipelines.readers.pdf_pictures import Pictures
from pipelines.readers.pdf_seen import UNREADABLE, Character, cut_short, once
from pipelines.readers.pdf_unseen import clips, put_aside

__all__ = ["UNREADABLE", "Character", "PdfPage", "Stroke", "read_page"]

MAX_CHARACTERS = 60_000
MAX_NOTES = 2_000
# Fewer characters on a page with an image: it may be a picture of text, whatever the image is. With more, up to those that may be
# set over a picture, only an image through which nothing shows can be one.
FEW_CHARACTERS, WORDS_OVER_PICTURE = 20, 150
_SOFT_HYPHENS = (0x02, 0xFFFE, 0xAD)
# Kinds of annotations that print words of their own.
_WORDED = (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP)


@dataclass(frozen=True, slots=True)
class PdfPage:
    """`pictured` is the share of the page that its largest image covers; `quarter` tells by how many quarter turns against the
    clock most of its text is set; of `nameless` characters the font does not say which they are; `pasted` are the boxes of
    images among its text that may hold a table; `bent` is the homography from the page to the photograph it was laid flat from."""

    number: int
    width: float
    height: float
    characters: tuple[Character, ...]
    strokes: tuple[Stroke, ...]
    images: int
    pictured: float = 0.0
    quarter: int = 0
    nameless: int = 0
    pasted: tuple[Box, ...] = ()
    bent: tuple[float, ...] | None = None


def read_page(pdf: pypdfium2.PdfDocument, index: int, names: Names, pictures: Pictures) -> PdfPage:
    """The page at `index` (from 0); its number is one more. `names` is told of the digits that stand on it, `pictures` of its
    images."""
    page = pdf[index]
    try:
        if _has_worded_notes(page) and pdfium.FPDFPage_Flatten(page, pdfium.FLAT_PRINT) == pdfium.FLATTEN_SUCCESS:
            page.close()
            page = pdf[index]
        frame = Frame.of(page)
        width, height = frame.size
        drawing = drawn(page, frame, pictures)
        put_aside(page, frame, drawing)
        characters, quarter, nameless = _characters(page, frame, drawing, names)
        names.look(page)
        few = FEW_CHARACTERS <= len(characters) < WORDS_OVER_PICTURE
        pictured = drawing.solid_coverage(width, height) if few else drawing.coverage(width, height)
        return PdfPage(
            index + 1,
            width,
            height,
            tuple(characters),
            tuple(drawing.strokes),
            drawing.images,
            pictured,
            quarter,
            nameless,
            tuple(drawing.beside(characters, width, height)),
        )
    finally:
        page.close()


def _has_worded_notes(page: pypdfium2.PdfPage) -> bool:
    """Whether fields of a form, typed notes or stamps stand on the page: they are painted onto it before it is read."""
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), MAX_NOTES)):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        kind = pdfium.FPDFAnnot_GetSubtype(note)
        pdfium.FPDFPage_CloseAnnot(note)
        if kind in _WORDED:
            return True
    return False


def _characters(
    page: pypdfium2.PdfPage, frame: Frame, drawing: Drawing, names: Names
) -> tuple[Sequence[Character], int, int]:
    """The characters that show, by how many quarter turns most are set, and how many have no name."""
    text_page = page.get_textpage()
    try:
        found: list[tuple[int, int, Character]] = []
        boxes = Boxes(text_page)
        inks = Inks(text_page, drawing.texts, dict(clips(drawing.letterings)))
        quarters: Counter[int] = Counter()
        buried: list[tuple[int, Character]] = []
        for index in range(min(text_page.count_chars(), MAX_CHARACTERS)):
            if pdfium.FPDFText_IsGenerated(text_page, index) == 1:
                continue
            code = pdfium.FPDFText_GetUnicode(text_page, index)
            if code in _SOFT_HYPHENS:
                code = 0x2D
            box = boxes.of(index) if code >= 0x20 else None
            if box is None:
                continue
            named = not pdfium.FPDFText_HasUnicodeMapError(text_page, index)
            text = chr(code) if named and not 0xD800 <= code <= 0xDFFF and not 0x7F <= code < 0xA0 else UNREADABLE
            character = Character(text, *frame.box(*box))
            inked = inks.of(index)
            x, y = character.center
            if inked.ink == "none" or (inked.left is not None and not _within(box, inked.left)):
                continue
            if drawing.covers and (cover := drawing.cover_of(inked.place, character.box)) is not None:
                buried.append((cover.place, character))
                continue
            if inked.ink == "aslant" or not (-1 <= x <= frame.size[0] + 1 and -1 <= y <= frame.size[1] + 1):
                continue
            if inked.ink == "white" and not any(a[0] <= x <= a[2] and a[1] <= y <= a[3] for a in drawing.areas):
                continue
            if inked.font is not None and text in DIGITS:
                names.offer(inked.font, character)
            found.append((inked.place, index, character))
            quarters[inked.quarter] += 1
    finally:
        text_page.close()
    quarter = max(quarters, key=lambda own: quarters[own], default=0)
    seen = once(cut_short(found, buried))
    nameless = sum(one.text == UNREADABLE or "\ue000" <= one.text <= "\uf8ff" for _, _, one in found)
    return seen, (quarter - frame.rotation // 90) % 4, nameless


def _within(box: Box, left: Box) -> bool:
    """Whether the middle of a character is left by a clip path."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return left[0] <= x <= left[2] and left[1] <= y <= left[3]
