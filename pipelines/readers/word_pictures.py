"""Files and pages that only carry pictures of pages: a report on paper, scanned and pasted page by page.

Where one prints next to no text of its own, the large pictures that it holds are its pages, in the order in which they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.blocks import Block, Document, Image, Paragraph, TableBlock
from pipelines.errors import DocumentTooLarge
from pipelines.readers import ocr
from pipelines.readers.ocr_files import size_of

# A file prints more characters than these only where it is typed: a heading and a line on the sender are fewer.
FEW_CHARACTERS = 150
# Pixels of the shorter side: a page that can be read has more, a seal, a code or a drawing on a letter's head has fewer.
LEAST_PAGE = 600


def read_from_pictures(document: Document) -> Document:
    """The document as it is read where its pictures are its pages; else as it came."""
    seen = pages_seen(document.blocks)
    if seen is None:
        return document
    at = next((n for n, block in enumerate(document.blocks) if isinstance(block, Image)), 0)
    typed = [[b for b in part if not isinstance(b, Image)] for part in (document.blocks[:at], document.blocks[at:])]
    return replace(document, medium="scan", ocr=True, blocks=(*typed[0], *seen.blocks, *typed[1]), flags=seen.flags)


def pages_seen(blocks: Sequence[Block]) -> Document | None:
    """What OCR reads of the pages that blocks hold as pictures; None where there are none, or they are typed."""
    pages = list(_pages(blocks)) if _is_without_text(blocks) else []
    return ocr.read_pictures(pages) if pages else None


def _is_without_text(blocks: Sequence[Block]) -> bool:
    printed = sum(len(block.text) for block in blocks if isinstance(block, Paragraph))
    printed += sum(len(cell.text) for block in blocks if isinstance(block, TableBlock) for cell in block.cells)
    return printed < FEW_CHARACTERS


def _pages(blocks: Sequence[Block]) -> Iterator[bytes]:
    """The pictures of the file that are large enough for a page."""
    count = 0
    for block in blocks:
        body = block.body if isinstance(block, Image) else None
        size = size_of(body) if body is not None else None
        if body is None or size is None or min(size) < LEAST_PAGE:
            continue
        count += 1
        if count > ocr.MAX_SCANNED_PAGES:
            raise DocumentTooLarge(f"the file holds more than {ocr.MAX_SCANNED_PAGES} pictures of pages")
        yield body
