"""Pictures that stand among text: those that hold a ruled table are read, the others stay pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pipelines.blocks import Block, PageBreak
from pipelines.errors import DamagedDocument, DocumentTooLarge, NeedsTime, UnsupportedDocument
from pipelines.readers import bounds, ocr
from pipelines.readers.ocr_files import opened, size_of
from pipelines.readers.ruled import grids

# Pixels: a table of the forms is wider than the first, and a picture of its last row higher than the second.
LEAST_WIDTH, LEAST_HEIGHT = 300, 60
# Pixels of all pictures of one document that are looked at; whoever reads quickly looks at fewer.
MOST_PIXELS, MOST_QUICKLY = 400_000_000, 20_000_000
# Pixels across of the picture in which rules are looked for: a photograph has more than it needs.
LOOKED_AT = 1600


def may_hold_table(body: bytes) -> bool:
    """Whether a picture is large enough, by what its file says of itself."""
    size = size_of(body)
    return size is not None and size[0] >= LEAST_WIDTH and size[1] >= LEAST_HEIGHT


def within_bounds(bodies: Iterable[bytes]) -> list[bytes]:
    """The pictures up to the bound of pixels. NeedsTime where they are too many for who reads quickly."""
    kept: list[bytes] = []
    pixels = 0
    for body in bodies:
        width, height = size_of(body) or (0, 0)
        pixels += width * height
        if bounds.is_quick() and pixels > MOST_QUICKLY:
            raise NeedsTime("many or large pictures among the text")
        if pixels > MOST_PIXELS or len(kept) >= ocr.MAX_SCANNED_PAGES or width * height > bounds.MAX_IMAGE_PIXELS:
            break
        kept.append(body)
    return kept


def read_tables(bodies: Sequence[bytes]) -> tuple[Block, ...]:
    """What pictures that stand side by side show, slices of one read as one; nothing where none of them holds a ruled table.

    UnsupportedDocument where one does and OCR is not installed, NeedsTime where who reads is in a hurry.
    """
    if not any(map(_holds_table, bodies)):
        return ()
    try:
        return tuple(block for block in ocr.read_pictures(bodies).blocks if not isinstance(block, PageBreak))
    except DocumentTooLarge as error:
        raise UnsupportedDocument(str(error)) from error


def _holds_table(body: bytes) -> bool:
    try:
        picture, _ = opened(body)
    except (DamagedDocument, DocumentTooLarge):
        return False
    pixels = _no_larger(picture)
    return bool(grids(list(ocr.rules_of(pixels, min(ocr.SHEET_WIDTH / pixels.shape[1], 1.0)))))


def _no_larger(picture: Any) -> Any:
    import cv2
    import numpy

    pixels = numpy.asarray(picture)
    scale = LOOKED_AT / pixels.shape[1]
    return pixels if scale >= 1 else cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
