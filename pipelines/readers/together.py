"""Several files that are one document: which of a page's images are pages of text, and documents joined end to end."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipelines.blocks import Block, Cell, Document, Image, Medium, PageBreak, Paragraph, Place, TableBlock
from pipelines.errors import DamagedDocument, DocumentTooLarge
from pipelines.readers import bounds

# Pixels: nobody publishes a page of text narrower than this, and codes to scan and emblems are.
LEAST_WIDTH = 450
LEAST_HEIGHT = 300
# A code to scan is square, and no page or slice of one is; larger ones than this are never printed beside an article.
LARGEST_CODE = 700
SQUARE = 0.06
# Of files of several kinds the one that is hardest to read says what the whole is.
_MEDIA: tuple[Medium, ...] = ("text", "page", "word", "sheet", "pdf", "scan")


def pictures_of_text(bodies: Sequence[bytes]) -> frozenset[int]:
    """Which images can be pages: by their size, and slices of a long picture by its width.

    DamagedDocument for one that is no image, DocumentTooLarge for one that nobody opens.
    """
    sizes = [_size(body) for body in bodies]
    pages = {number for number, (width, height) in enumerate(sizes) if _is_page(width, height)}
    widths = Counter(sizes[number][0] for number in pages)
    common = {width for width, count in widths.items() if count > 1 or len(pages) == 1}
    # The last slice of a long picture may be only a few lines high.
    return frozenset(pages | {number for number, (width, _) in enumerate(sizes) if width in common})


def _is_page(width: int, height: int) -> bool:
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        return False
    return max(width, height) > LARGEST_CODE or abs(width - height) > SQUARE * width


def _size(body: bytes) -> tuple[int, int]:
    from PIL import Image as Picture

    try:
        with Picture.open(io.BytesIO(body)) as picture:
            width, height = picture.size
    except (OSError, ValueError, SyntaxError, Picture.DecompressionBombError) as error:
        raise DamagedDocument(f"an image cannot be read: {error}") from error
    if width * height > bounds.MAX_IMAGE_PIXELS:
        raise DocumentTooLarge(f"an image has {width} x {height} pixels")
    return width, height


def as_one(documents: Sequence[Document]) -> Document:
    """The documents one after the other, their pages counted through; one without pages counts as one."""
    blocks: list[Block] = []
    pages = 0
    for document in documents:
        blocks.extend(_moved(document.blocks, pages))
        pages += max((_last_page(block) for block in document.blocks), default=0) or 1
    if len(blocks) > bounds.MAX_BLOCKS:
        raise DocumentTooLarge(f"the files together have {len(blocks)} blocks")
    hardest = max(documents, key=lambda document: _MEDIA.index(document.medium))
    return Document(
        medium=hardest.medium,
        media_type=hardest.media_type,
        charset=None,
        blocks=tuple(blocks),
        title=documents[0].title,
        ocr=any(document.ocr for document in documents),
        flags=tuple(flag for document in documents for flag in document.flags),
    )


def _last_page(block: Block) -> int:
    return block.page if isinstance(block, PageBreak) else block.place.page or 0


def _moved(blocks: Iterable[Block], pages: int) -> Iterable[Block]:
    """The blocks as they stand `pages` pages later."""
    for block in blocks:
        if isinstance(block, PageBreak):
            yield PageBreak(block.page + pages)
        elif isinstance(block, TableBlock):
            cells = tuple(_cell(cell, pages) for cell in block.cells)
            yield replace(block, cells=cells, place=_place(block.place, pages))
        elif isinstance(block, Paragraph | Image):
            yield replace(block, place=_place(block.place, pages))


def _cell(cell: Cell, pages: int) -> Cell:
    return replace(cell, place=_place(cell.place, pages))


def _place(place: Place, pages: int) -> Place:
    return place if place.page is None else replace(place, page=place.page + pages)
