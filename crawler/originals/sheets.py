"""Pages of a PDF and images as pictures, drawn in the worker."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from storage.reading_room.helpers import CannotShow, Sheet

MAX_SHEETS = 500
MAX_PIXELS = 4_000_000
MAX_IMAGE_PIXELS = 80_000_000
MAX_WIDTH = 1000
SMALL = 40_000
"""Pixels of a drawing or a sign that stays sharp; larger ones may be photographs."""
SCALE = 2.0  # pixels a point: sharp on a good screen


def measure_sheets(body: bytes) -> tuple[Sheet, ...]:
    """The pages of a PDF or the one of an image, sizes in points."""
    if b"%PDF-" not in body[:1024]:
        image = _image(body)
        return (Sheet(1, float(image.width), float(image.height)),)
    with _pdf(body) as document:
        return tuple(
            Sheet(number + 1, *map(float, document.get_page_size(number)))
            for number in range(min(len(document), MAX_SHEETS))
        )


def draw_sheet(body: bytes, number: int) -> bytes:
    """A page as PNG, no larger than MAX_PIXELS."""
    if b"%PDF-" not in body[:1024]:
        if number != 1:
            raise CannotShow(f"an image has one page, not {number}")
        return _png(_image(body))
    with _pdf(body) as document:
        if number > len(document):
            raise CannotShow(f"the PDF has {len(document)} pages, not {number}")
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(SCALE, (MAX_PIXELS / max(1.0, width * height)) ** 0.5)
        return _png(page.render(scale=scale, may_draw_forms=False).to_pil())


def _pdf(body: bytes) -> Any:
    import contextlib

    import pypdfium2

    from pipelines.readers import pdf_fonts

    pdf_fonts.install()
    try:
        return contextlib.closing(pypdfium2.PdfDocument(body))
    except pypdfium2.PdfiumError as error:
        raise CannotShow(f"the PDF cannot be opened: {error}") from error


def _image(body: bytes) -> Any:
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        image = Image.open(io.BytesIO(body))
        if image.width * image.height > MAX_IMAGE_PIXELS:
            raise CannotShow(f"the image has {image.width} by {image.height} pixels")
        # As its reader turned it: a camera says which way up it was held.
        return ImageOps.exif_transpose(image)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise CannotShow(f"the image cannot be opened: {error}") from error


def _png(image: Any) -> bytes:
    if image.width * image.height > MAX_PIXELS:
        share = (MAX_PIXELS / (image.width * image.height)) ** 0.5
        image = image.resize((max(1, int(image.width * share)), max(1, int(image.height * share))))
    target = io.BytesIO()
    image.convert("RGB").save(target, "PNG", optimize=False)
    return target.getvalue()


def draw_images(bodies: Sequence[bytes]) -> list[bytes]:
    """Images of a page drawn anew, no wider than a page: nothing of a file but its picture is handed on. Empty if it cannot be."""
    drawn = []
    for body in bodies:
        try:
            drawn.append(_drawn(_image(body)) if body else b"")
        except CannotShow:
            drawn.append(b"")
    return drawn


def _drawn(image: Any) -> bytes:
    if image.width > MAX_WIDTH:
        image = image.resize((MAX_WIDTH, max(1, image.height * MAX_WIDTH // image.width)))
    target = io.BytesIO()
    if image.width * image.height <= SMALL or image.mode in ("RGBA", "LA", "P", "1"):
        image.convert("RGBA").save(target, "PNG")
    else:
        image.convert("RGB").save(target, "JPEG", quality=80)
    return target.getvalue()
