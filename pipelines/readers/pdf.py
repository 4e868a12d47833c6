"""PDF: opened by PDFium, its pages assembled by paged.py. Pages that are pictures, and files whose fonts lie, go to OCR."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2

from pipelines.blocks import Document, Medium, TableBlock
from pipelines.errors import DamagedDocument, DocumentTooLarge, UnsupportedDocument
from pipelines.readers import bounds, ocr
from pipelines.readers.paged import blocks_of
from pipelines.readers.pdf_names import Names, is_garbled
from pipelines.readers.pdf_page import FEW_CHARACTERS, UNREADABLE, WORDS_OVER_PICTURE, PdfPage, read_page
from pipelines.readers.unruled_grid import NO_GRID

# A page that its image covers so far is a picture of text, though a few words are set over it.
COVERED = 0.7
# A page without text whose image covers so much may hold a form that came on paper.
BOUND_IN = 0.3
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
        names = Names()
        pages = [read_page(pdf, index, names) for index in range(len(pdf))]
        if not pages:
            raise DamagedDocument("the PDF has no pages")
        if names.are_wrong or _is_unreadable(pages):
            return ocr.read_pdf(pdf)
        scanned = _is_scanned(pages)
        by_eye = _read_by_eye(pages, scanned)
        for page in ocr.read_pages(pdf, [number - 1 for number in by_eye]) if by_eye else ():
            pages[page.number - 1] = page
        pasted = (
            ocr.read_pasted(pdf, [page for page in pages if page.number not in by_eye]) if ocr.is_installed() else {}
        )
        for number, page in pasted.items():
            pages[number - 1] = page
        title = pdf.get_metadata_value("Title") or None
    except pypdfium2.PdfiumError as error:
        raise DamagedDocument(f"the PDF breaks off: {error}") from error
    finally:
        pdf.close()
    flags = () if scanned else tuple(f"page {number}, read by OCR" for number in by_eye)
    flags += tuple(f"page {number}, a table pasted as a picture read by OCR" for number in pasted)
    flags += tuple(f"page_without_text:{page.number}" for page in pages if _is_picture(page))
    blocks = tuple(blocks_of(pages))
    if unknown := sum(character.text == UNREADABLE for page in pages for character in page.characters):
        flags += (f"unreadable_characters:{unknown}",)
    flags += tuple(
        f"page {block.place.page}, {block.place.path}"
        for block in blocks
        if isinstance(block, TableBlock) and (block.place.path or "").startswith(NO_GRID)
    )
    medium: Medium = "scan" if scanned else "pdf"
    return Document(medium, "application/pdf", None, blocks, title=title, ocr=bool(by_eye or pasted), flags=flags)


def _read_by_eye(pages: Sequence[PdfPage], scanned: bool) -> list[int]:
    """The numbers of the pages that OCR must read: of a scan all without text; of a file of text those bound in from paper, where
    OCR is installed and they are not too many."""
    if scanned:
        return [page.number for page in pages if _is_picture(page)]
    bound_in = [page.number for page in pages if _is_picture(page) and page.pictured >= BOUND_IN]
    return bound_in if ocr.is_installed() and len(bound_in) <= ocr.MAX_SCANNED_PAGES else []


def _is_picture(page: PdfPage) -> bool:
    fewest = WORDS_OVER_PICTURE if page.pictured >= COVERED else FEW_CHARACTERS
    return page.images > 0 and len(page.characters) < fewest


def _is_unreadable(pages: Sequence[PdfPage]) -> bool:
    """Whether fonts without names for their characters, or with wrong ones, make the text worthless."""
    characters = [character for page in pages for character in page.characters]
    printed = sum(bool(character.text.strip()) for character in characters)
    nameless = sum(page.nameless for page in pages)
    return printed > 0 and (nameless * UNREADABLE_SHARE > printed or is_garbled(characters))


def _is_scanned(pages: Sequence[PdfPage]) -> bool:
    """Whether more than half of the pages are pictures of text."""
    return sum(map(_is_picture, pages)) * 2 > len(pages)
