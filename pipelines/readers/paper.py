"""Pages on paper, of PDF or OFD, as one Document: which of them are pictures of text, and what is said of those that were."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from pipelines.blocks import Block, Box, Document, Medium, Paragraph, Place, TableBlock
from pipelines.readers import ocr
from pipelines.readers.paged import blocks_of
from pipelines.readers.pdf_names import is_garbled
from pipelines.readers.pdf_page import FEW_CHARACTERS, UNREADABLE, WORDS_OVER_PICTURE, PdfPage
from pipelines.readers.unruled_grid import NO_GRID

# A page that its image covers so far is a picture of text, though a few words are set over it.
COVERED = 0.7
# A page without text whose image covers so much may hold a form that came on paper.
BOUND_IN = 0.3
# One unreadable character in so many makes a file unfit to be read by its text: they may be its figures.
UNREADABLE_SHARE = 20


def document_of(
    pages: Sequence[PdfPage],
    media_type: str,
    *,
    title: str | None,
    scanned: bool,
    by_eye: Sequence[int] = (),
    pasted: Iterable[int] = (),
) -> Document:
    """The pages as they are read at last. `by_eye` are the numbers of those that OCR read, `pasted` of those with a table that it
    read; of a scan (`is_scanned` of them before) all are."""
    pasted = tuple(pasted)
    flags = () if scanned else tuple(f"page {number}, read by OCR" for number in by_eye)
    flags += tuple(f"page {number}, a table pasted as a picture read by OCR" for number in pasted)
    flags += tuple(f"page_without_text:{page.number}" for page in pages if _is_picture(page))
    boxes = {page.number: page.pasted for page in pages if page.number in pasted}
    blocks = tuple(_marked(block, () if scanned else by_eye, boxes) for block in blocks_of(pages))
    if unknown := sum(character.text == UNREADABLE for page in pages for character in page.characters):
        flags += (f"unreadable_characters:{unknown}",)
    flags += tuple(
        f"page {block.place.page}, {block.place.path}"
        for block in blocks
        if isinstance(block, TableBlock) and (block.place.path or "").startswith(NO_GRID)
    )
    medium: Medium = "scan" if scanned else "pdf"
    return Document(medium, media_type, None, blocks, title=title, ocr=scanned, flags=flags)


def _marked(block: Block, by_eye: Collection[int], pasted: Mapping[int, Sequence[Box]]) -> Block:
    """A block, marked where OCR read it or a part of it: a page, or a picture on one."""
    if isinstance(block, TableBlock):
        places = [block.place, *(cell.place for cell in block.cells)]
    elif isinstance(block, Paragraph):
        places = [block.place]
    else:
        return block
    seen = any(place.page in by_eye or _is_in(place, pasted.get(place.page or 0, ())) for place in places)
    return replace(block, ocr=True) if seen else block


def _is_in(place: Place, boxes: Iterable[Box]) -> bool:
    """Whether the middle of a block lies in one of the boxes."""
    if place.box is None:
        return False
    x, y = (place.box[0] + place.box[2]) / 2, (place.box[1] + place.box[3]) / 2
    return any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in boxes)


def read_by_eye(pages: Sequence[PdfPage], scanned: bool) -> list[int]:
    """The numbers of the pages that OCR must read: of a scan all without text; of a file of text those bound in from paper, where
    OCR is installed and they are not too many."""
    if scanned:
        return [page.number for page in pages if _is_picture(page)]
    bound_in = [page.number for page in pages if _is_picture(page) and page.pictured >= BOUND_IN]
    return bound_in if ocr.is_installed() and len(bound_in) <= ocr.MAX_SCANNED_PAGES else []


def _is_picture(page: PdfPage) -> bool:
    fewest = WORDS_OVER_PICTURE if page.pictured >= COVERED else FEW_CHARACTERS
    return page.images > 0 and len(page.characters) < fewest


def is_unreadable(pages: Sequence[PdfPage]) -> bool:
    """Whether fonts without names for their characters, or with wrong ones, make the text worthless."""
    characters = [character for page in pages for character in page.characters]
    printed = sum(bool(character.text.strip()) for character in characters)
    nameless = sum(page.nameless for page in pages)
    return printed > 0 and (nameless * UNREADABLE_SHARE > printed or is_garbled(characters))


def is_scanned(pages: Sequence[PdfPage]) -> bool:
    """Whether more than half of the pages are pictures of text."""
    return sum(map(_is_picture, pages)) * 2 > len(pages)
