"""Images and scanned pages, read by RapidOCR where it is installed (the `ocr` extra): no network, its models are in its
package. What it reads is marked: `Document.ocr`, medium `scan`, every block and cell with page and box. A digit of which it is not
sure is UNREADABLE.

Ruled lines are found in the picture too, so that a scanned table is a table like any other (paged.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from typing import Any

import pypdfium2

from pipelines.blocks import Box, Document
from pipelines.errors import DocumentTooLarge, NeedsTime, UnsupportedDocument
from pipelines.readers import bounds
from pipelines.readers.leaves import upright
from pipelines.readers.ocr_cells import mended, reread
from pipelines.readers.ocr_files import frames
from pipelines.readers.ocr_picture import ready
from pipelines.readers.ocr_sheet import Plan, flattened
from pipelines.readers.ocr_slices import in_slices, joined, windows
from pipelines.readers.ocr_turning import OcrLine, legible, turns
from pipelines.readers.paged import blocks_of
from pipelines.readers.pdf_page import UNREADABLE, Character, PdfPage, Stroke
from pipelines.readers.ruled import grids

RESOLUTION = 150
MAX_SCANNED_PAGES = 60
POINTS_PER_INCH = 72.0
# Points: the width of ISO 216's A4.
SHEET_WIDTH = 595.0
LEAST_CONFIDENCE = 0.5
# Digits of a line that was read with less are not known: a wrong one must not pass for a right one.
CONFIDENT_OF_DIGITS = 0.9
# A run of dark pixels this long, in points, is a ruled line and no stroke of a character.
SHORTEST_RULE = 28.0
# Points: no row is lower, and how near ends of rules are to what they meet.
SHORTEST_STUB, MEETS = 8.0, 2.5
# Of 255: how much darker than what is around it a rule is at least. A hairline that falls between two rows of pixels is pale.
RULE_DARKER = 7
# Points: no sheet is longer (A3, and some); a page that is has the size of its picture's pixels, and is read as one so long.
LONGEST_SHEET, READ_AS = 1300.0, 842.0
# The width of a Latin character or digit against a Chinese one.
NARROW = 0.55
_DIGIT = re.compile("[0-9０-９]")


def read(body: bytes, *, kind: str, url: str) -> Document:
    """An image as a Document, a page for each it holds (a TIFF may hold many), coordinates in the pixels of each."""
    return read_pictures((body,))


def read_pictures(bodies: Sequence[bytes]) -> Document:
    """Images in their order as one Document, a page each, coordinates in the pixels of each."""
    import numpy

    engine = _engine()
    if len(bodies) > MAX_SCANNED_PAGES:
        raise DocumentTooLarge(f"there are {len(bodies)} images, more than {MAX_SCANNED_PAGES}")
    pictures: list[Any] = []
    media_types: list[str] = []
    for body in bodies:
        found, media_type = frames(body, MAX_SCANNED_PAGES - len(pictures))
        media_types.append(media_type)
        pictures.extend(map(numpy.asarray, found))
    pages, places, scales = [], [], []
    for pixels, slices in joined(pictures):
        places.append(slices)
        # As if it were as wide as a sheet: what is a rule and what a letter's stroke is told by lengths in points.
        scales.append(min(SHEET_WIDTH / pixels.shape[1], 1.0))
        pages.append(_page(engine, pixels, len(places), scales[-1]))
    return Document("scan", media_types[0], None, tuple(in_slices(blocks_of(pages), places, scales)), ocr=True)


def read_pdf(pdf: pypdfium2.PdfDocument) -> Document:
    """A PDF whose pages are pictures."""
    pages = read_pages(pdf, range(len(pdf)))
    return Document("scan", "application/pdf", None, tuple(blocks_of(pages)), ocr=True)


def read_pages(pdf: pypdfium2.PdfDocument, indices: Sequence[int]) -> list[PdfPage]:
    """Some pages of a PDF (from 0) as OCR sees them."""
    engine = _engine()
    if len(indices) > MAX_SCANNED_PAGES:
        raise DocumentTooLarge(f"the scan has {len(indices)} pages, more than {MAX_SCANNED_PAGES}")
    pages = []
    for index in indices:
        page = pdf[index]
        width, height = page.get_size()
        longest = max(width, height)
        enlarged = longest / READ_AS if longest > LONGEST_SHEET else 1.0
        scale = RESOLUTION / POINTS_PER_INCH / enlarged
        if width * height * scale * scale > bounds.MAX_IMAGE_PIXELS:
            raise DocumentTooLarge(f"page {index + 1} of the scan is {width:.0f} x {height:.0f} points")
        picture = page.render(scale=scale).to_pil().convert("RGB")
        pages.append(_enlarged(_page(engine, picture, index + 1, POINTS_PER_INCH / RESOLUTION), enlarged))
        page.close()
    return pages


def _enlarged(page: PdfPage, times: float) -> PdfPage:
    """A page that is told so many times as large as it was read."""
    if times == 1.0:
        return page
    a, b, c, d, e, f, *last = page.bent or (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)
    return replace(page, bent=(*(times * value for value in (a, b, c, d, e, f)), *last))


def read_drawn(picture: Any, number: int) -> PdfPage:
    """A page that was drawn at RESOLUTION, as OCR sees it."""
    return _page(_engine(), picture, number, POINTS_PER_INCH / RESOLUTION)


def read_pasted(pdf: pypdfium2.PdfDocument, pages: Sequence[PdfPage]) -> dict[int, PdfPage]:
    """Pages of text with the tables that are pasted into them as pictures, by their numbers: the characters and rules of both.
    Pictures without a ruled table stay pictures."""
    scale = RESOLUTION / POINTS_PER_INCH
    found: dict[int, PdfPage] = {}
    count = 0
    for page in pages:
        tables = [(box, pixels) for box, pixels in _parts(pdf, page, scale) if grids(list(rules_of(pixels, 1 / scale)))]
        if not tables:
            continue
        engine = _engine()
        count += len(tables)
        if count > MAX_SCANNED_PAGES:
            raise DocumentTooLarge(f"more than {MAX_SCANNED_PAGES} tables are pasted as pictures")
        characters, strokes = list(page.characters), list(page.strokes)
        for box, pixels in tables:
            part = _page(engine, pixels, page.number, 1 / scale)
            start, run = len(characters), max((c.run for c in characters), default=0) + 1
            characters += [
                Character(c.text, *_shifted(c.box, box), start + c.order, run + c.run) for c in part.characters
            ]
            strokes += [Stroke(*_shifted((s.x0, s.top, s.x1, s.bottom), box)) for s in part.strokes]
        found[page.number] = replace(page, characters=tuple(characters), strokes=tuple(strokes))
    return found


def _parts(pdf: pypdfium2.PdfDocument, page: PdfPage, scale: float) -> Iterable[tuple[Box, Any]]:
    """The pictures among the text of a page that is not set sideways, as they are shown."""
    import numpy

    if not page.pasted or page.quarter or page.width * page.height * scale * scale > bounds.MAX_IMAGE_PIXELS:
        return
    source = pdf[page.number - 1]
    whole = numpy.asarray(source.render(scale=scale).to_pil().convert("RGB"))
    source.close()
    for box in page.pasted:
        x0, top, x1, bottom = (round(value * scale) for value in box)
        yield box, whole[top:bottom, x0:x1]


def _shifted(box: Box, by: Box) -> Box:
    return box[0] + by[0], box[1] + by[1], box[2] + by[0], box[3] + by[1]


def is_installed() -> bool:
    return find_spec("rapidocr") is not None


def _engine() -> Any:
    if not is_installed():
        raise UnsupportedDocument(
            "a scan or image: reading it needs OCR, which is not installed (the package's `ocr` extra)"
        )
    if bounds.is_quick():
        raise NeedsTime("a scan or image, which only OCR reads")
    return _loaded()


@cache
def _loaded() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "error"})


def _page(engine: Any, picture: Any, number: int, to_points: float) -> PdfPage:
    """A page as OCR sees it: `to_points` turns pixels into the page's units. One that lies on its side or head is turned."""
    import numpy

    whole, plan = flattened(numpy.asarray(picture))
    pixels = ready(whole)
    lines = _lines(engine, pixels)
    quarter = 0
    for other in turns(lines):
        again = ready(numpy.ascontiguousarray(numpy.rot90(whole, -other)))
        read = _lines(engine, again)
        if legible(read) > legible(lines):
            quarter, pixels, lines = other, again, read
    characters: list[Character] = []
    for line in lines:
        known = line.text if line.score >= CONFIDENT_OF_DIGITS else _DIGIT.sub(UNREADABLE, line.text)
        x0, top, x1, bottom = (value * to_points for value in line.box)
        spread = list(_spread(known, x0, top, x1, bottom))
        characters.extend(
            replace(c, order=len(characters) + number, run=len(characters)) for number, c in enumerate(spread)
        )
    height, width = pixels.shape[:2]
    strokes = tuple(rules_of(pixels, to_points))
    again = reread(lambda part: _one_line(engine, part), pixels, to_points, characters, strokes)
    characters = mended(characters, again, lambda text, box: _spread(text, *box))
    page = PdfPage(
        number, width * to_points, height * to_points, tuple(characters), strokes, 0, bent=_in(to_points, plan)
    )
    # Places are told on the page as it came; whoever reads it turns it again.
    return upright(page, -quarter % 4)


def _in(unit: float, plan: Plan | None) -> tuple[float, ...] | None:
    """A homography of pixels as one of the page's units."""
    if plan is None:
        return None
    a, b, c, d, e, f, g, h, i = plan
    return a, b, c * unit, d, e, f * unit, g / unit, h / unit, i


def _lines(engine: Any, pixels: Any) -> list[OcrLine]:
    """The lines of text that the engine finds. It is not asked which stand on their head: it would set each one right, but not the
    page. It remembers what it was last told to do, so it is told everything."""
    lines = []
    for above, window in windows(pixels):
        result = engine(window, use_det=True, use_cls=False, use_rec=True)
        if result.txts is None:
            continue
        for corners, text, score in zip(result.boxes, result.txts, result.scores, strict=True):
            if score >= LEAST_CONFIDENCE:
                xs, ys = [float(x) for x, _ in corners], [float(y) + above for _, y in corners]
                lines.append(OcrLine(text, float(score), (min(xs), min(ys), max(xs), max(ys))))
    return lines


def _one_line(engine: Any, pixels: Any) -> tuple[str, float]:
    """The text of an image of one line, and how sure the engine is."""
    result = engine(pixels, use_det=False, use_cls=False, use_rec=True)
    return (result.txts[0], float(result.scores[0])) if result.txts else ("", 0.0)


def _spread(text: str, x0: float, top: float, x1: float, bottom: float) -> Iterable[Character]:
    """The characters of a recognised line over its box; one higher than wide is set from the top down."""
    weights = [NARROW if character.isascii() else 1.0 for character in text]
    total = sum(weights) or 1.0
    upright = bottom - top > 1.6 * (x1 - x0) and len(text) > 1
    at = 0.0
    for character, weight in zip(text, weights, strict=True):
        start, end = at / total, (at + weight) / total
        at += weight
        if upright:
            yield Character(character, x0, top + start * (bottom - top), x1, top + end * (bottom - top))
        else:
            yield Character(character, x0 + start * (x1 - x0), top, x0 + end * (x1 - x0), bottom)


def rules_of(pixels: Any, to_points: float) -> Iterable[Stroke]:
    """Long straight dark runs of the picture: what is left of it when everything shorter is worn away. Between two rows a rule may
    be as short as a letter is high: then it reaches from one long rule to the next, as no letter does."""
    import cv2

    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    dark = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, RULE_DARKER)
    length = max(int(SHORTEST_RULE / to_points), 20)
    across = [
        Stroke(x, y + height / 2, x + width, y + height / 2)
        for x, y, width, height in _worn(dark, (length, 1), to_points)
        if width > 5 * height
    ]
    yield from across
    for x, y, width, height in _worn(dark, (1, max(int(SHORTEST_STUB / to_points), 12)), to_points):
        if height <= 5 * width:
            continue
        if height >= SHORTEST_RULE or all(_meets(across, x + width / 2, end) for end in (y, y + height)):
            yield Stroke(x + width / 2, y, x + width / 2, y + height)


def _worn(dark: Any, shape: tuple[int, int], to_points: float) -> Iterable[tuple[float, float, float, float]]:
    """What is left of dark pixels when all is worn away that does not hold the shape: place and size."""
    import cv2

    left = cv2.morphologyEx(dark, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, shape))
    contours, _ = cv2.findContours(left, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for contour in contours:
        x, y, width, height = (value * to_points for value in cv2.boundingRect(contour))
        yield x, y, width, height


def _meets(across: Sequence[Stroke], x: float, y: float) -> bool:
    """Whether a rule across passes this point, or ends at it."""
    return any(abs(rule.top - y) <= MEETS and rule.x0 - MEETS <= x <= rule.x1 + MEETS for rule in across)
