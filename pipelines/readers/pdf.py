"""PDF with text: opened by PDFium, its pages assembled by paged.py. One whose pages are pictures goes to OCR."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2

from pipelines.blocks import Document, TableBlock
from pipelines.errors import DamagedDocument, DocumentTooLarge, UnsupportedDocument
from pipelines.readers import bounds, ocr
from pipelines.readers.paged import blocks_of
from pipelines.readers.pdf_page import UNREADABLE, PdfPage, read_page
from pipelines.readers.unruled_grid import NO_GRID

# Fewer characters on a page with an image: the page is a picture of text.
SCANNED_PAGE_CHARACTERS = 20
# A page that its image covers so far is a picture of text, though a few words are set over it.
COVERED = 0.7
WORDS_OVER_PICTURE = 150
# One unreadable character in so many makes a file unfit to be read by its text: they may be its figures.
UNREADABLE_SHARE = 20


def read(body: bytes, *, kind: str, url: str) -> Document:
    """A PDF as a Document. One without text is read by OCR where that is installed, else UnsupportedDocument."""
    try:
        pdf = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnsupportedDocument("the PDF is locked by a password") from error
        raise DamagedDocument(f"the PDF cannot be opened: {error}") from error
    try:
        if len(pdf) > bounds.MAX_PAGES:
            raise DocumentTooLarge(f"the PDF has {len(pdf)} pages, more than {bounds.MAX_PAGES}")
        pages = [read_page(pdf, index) for index in range(len(pdf))]
        if not pages:
            raise DamagedDocument("the PDF has no pages")
        if _is_scanned(pages) or _is_unreadable(pages):
            return ocr.read_pdf(pdf)
        title = pdf.get_metadata_value("Title") or None
    except pypdfium2.PdfiumError as error:
        raise DamagedDocument(f"the PDF breaks off: {error}") from error
    finally:
        pdf.close()
    flags = tuple(f"page_without_text:{page.number}" for page in pages if _is_picture(page))
    blocks = tuple(blocks_of(pages))
    if unreadable := _unreadable(pages):
        flags += (f"unreadable_characters:{unreadable}",)
    flags += tuple(
        f"page {block.place.page}, {block.place.path}"
        for block in blocks
        if isinstance(block, TableBlock) and (block.place.path or "").startswith(NO_GRID)
    )
    return Document("pdf", "application/pdf", None, blocks, title=title, flags=flags)


def _is_picture(page: PdfPage) -> bool:
    fewest = WORDS_OVER_PICTURE if page.pictured >= COVERED else SCANNED_PAGE_CHARACTERS
    return page.images > 0 and len(page.characters) < fewest


def _unreadable(pages: Sequence[PdfPage]) -> int:
    """How many characters have fonts that do not say which they are, or that only they know (private use)."""
    return sum(
        character.text == UNREADABLE or "\ue000" <= character.text <= "\uf8ff"
        for page in pages
        for character in page.characters
    )


def _is_unreadable(pages: Sequence[PdfPage]) -> bool:
    """Whether fonts without names for their characters make the text worthless."""
    printed = sum(bool(character.text.strip()) for page in pages for character in page.characters)
    return printed > 0 and _unreadable(pages) * UNREADABLE_SHARE > printed


def _is_scanned(pages: Sequence[PdfPage]) -> bool:
    """Whether more than half of the pages are pictures of text."""
    return sum(map(_is_picture, pages)) * 2 > len(pages)
