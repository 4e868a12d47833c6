"""Images and scanned pages, read by RapidOCR where it is installed (the `ocr` extra): no network, its models are in its
package. What it reads is marked: `Document.ocr`, medium `scan`, every block with page and box."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

import pypdfium2

from pipelines.blocks import Block, Box, Document, PageBreak, Paragraph, Place
from pipelines.errors import DamagedDocument, DocumentTooLarge, UnsupportedDocument
from pipelines.readers import bounds

RESOLUTION = 150
MAX_SCANNED_PAGES = 60
POINTS_PER_INCH = 72.0
LEAST_CONFIDENCE = 0.5


def read(body: bytes, *, kind: str, url: str) -> Document:
    """An image as a Document of one page, its coordinates in pixels."""
    from PIL import Image as Picture

    engine = _engine()
    try:
        with Picture.open(io.BytesIO(body)) as picture:
            if picture.width * picture.height > bounds.MAX_IMAGE_PIXELS:
                raise DocumentTooLarge(f"the image has {picture.width} x {picture.height} pixels")
            media_type = Picture.MIME.get(picture.format or "", "image/unknown")
            pixels = picture.convert("RGB")
    except (OSError, ValueError, SyntaxError, Picture.DecompressionBombError) as error:
        raise DamagedDocument(f"the image cannot be read: {error}") from error
    return Document("scan", media_type, None, tuple(_page(engine, pixels, 1, 1.0)), ocr=True)


def read_pdf(pdf: pypdfium2.PdfDocument) -> Document:
    """A PDF whose pages are pictures."""
    engine = _engine()
    if len(pdf) > MAX_SCANNED_PAGES:
        raise DocumentTooLarge(f"the scan has {len(pdf)} pages, more than {MAX_SCANNED_PAGES}")
    scale = RESOLUTION / POINTS_PER_INCH
    blocks: list[Block] = []
    for index in range(len(pdf)):
        page = pdf[index]
        width, height = page.get_size()
        if width * height * scale * scale > bounds.MAX_IMAGE_PIXELS:
            raise DocumentTooLarge(f"page {index + 1} of the scan is {width:.0f} x {height:.0f} points")
        blocks.extend(_page(engine, page.render(scale=scale).to_pil().convert("RGB"), index + 1, 1 / scale))
        page.close()
    return Document("scan", "application/pdf", None, tuple(blocks), ocr=True)


@cache
def _engine() -> Any:
    try:
        from rapidocr import RapidOCR
    except ImportError as error:
        raise UnsupportedDocument(
            "a scan or image: reading it needs OCR, which is not installed (the package's `ocr` extra)"
        ) from error
    return RapidOCR(params={"Global.log_level": "error"})


def _page(engine: Any, picture: Any, number: int, to_points: float) -> list[Block]:
    """A page's lines from the top down, those side by side from the left."""
    import numpy

    result = engine(numpy.asarray(picture))
    found: list[tuple[Box, str]] = []
    if result.txts is not None:
        for corners, text, score in zip(result.boxes, result.txts, result.scores, strict=True):
            if score >= LEAST_CONFIDENCE and text.strip():
                xs, ys = [float(x) * to_points for x, _ in corners], [float(y) * to_points for _, y in corners]
                found.append(((min(xs), min(ys), max(xs), max(ys)), text.strip()))
    blocks: list[Block] = []
    for row in _rows(found):
        boxes = [box for box, _ in row]
        around = (
            min(b[0] for b in boxes),
            min(b[1] for b in boxes),
            max(b[2] for b in boxes),
            max(b[3] for b in boxes),
        )
        blocks.append(Paragraph(" ".join(text for _, text in row), place=Place(page=number, box=around)))
    blocks.append(PageBreak(number))
    return blocks


def _rows(found: list[tuple[Box, str]]) -> list[list[tuple[Box, str]]]:
    rows: list[list[tuple[Box, str]]] = []
    for box, text in sorted(found, key=lambda item: (item[0][1] + item[0][3]) / 2):
        middle = (box[1] + box[3]) / 2
        if rows:
            last = rows[-1][-1][0]
            if abs(middle - (last[1] + last[3]) / 2) < 0.5 * min(box[3] - box[1], last[3] - last[1]):
                rows[-1].append((box, text))
                continue
        rows.append([(box, text)])
    return [sorted(row, key=lambda item: item[0][0]) for row in rows]
