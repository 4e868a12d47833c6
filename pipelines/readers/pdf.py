"""PDF: opened by PDFium, its pages assembled by paper.py. Pages that are pictures, and files whose fonts lie, go to OCR."""

from __future__ import annotations

import pypdfium2

from pipelines.blocks import Document
from pipelines.errors import DamagedDocument, DocumentTooLarge, UnsupportedDocument
from pipelines.readers import bounds, ocr, pdf_fonts
from pipelines.readers.paper import document_of, is_scanned, is_unreadable, read_by_eye
from pipelines.readers.pdf_names import Names
from pipelines.readers.pdf_page import read_page
from pipelines.readers.pdf_pictures import Pictures


def read(body: bytes, *, kind: str, url: str) -> Document:
    """A PDF as a Document. One without text is read by OCR where that is installed, else UnsupportedDocument."""
    pdf_fonts.install()
    try:
        pdf = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnsupportedDocument("the PDF is locked by a password") from error
        raise DamagedDocument(f"the PDF cannot be opened: {error}") from error
    try:
        if len(pdf) > bounds.MAX_PAGES:
            raise DocumentTooLarge(f"the PDF has {len(pdf)} pages, more than {bounds.MAX_PAGES}")
        names, pictures = Names(), Pictures()
        pages = [read_page(pdf, index, names, pictures) for index in range(len(pdf))]
        if not pages:
            raise DamagedDocument("the PDF has no pages")
        if names.are_wrong or is_unreadable(pages):
            return ocr.read_pdf(pdf)
        scanned = is_scanned(pages)
        by_eye = read_by_eye(pages, scanned)
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
    return document_of(pages, "application/pdf", title=title, scanned=scanned, by_eye=by_eye, pasted=pasted)
