"""Word files that only carry pictures of pages: a report on paper, scanned and pasted page by page.

Where a Word file prints next to no text of its own, its large pictures are its pages, in the order in which they stand.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree

from pipelines.blocks import Block, Document, Image, Paragraph, TableBlock
from pipelines.errors import DocumentTooLarge
from pipelines.readers import ocr
from pipelines.readers.docx_runs import SILENT
from pipelines.readers.ocr_files import size_of
from pipelines.readers.packages import Package
from pipelines.readers.wordml import attribute, child, name_of

# A file prints more characters than these only where it is typed: a heading and a line on the sender are fewer.
FEW_CHARACTERS = 150
# Pixels of the shorter side: a page that can be read has more, a seal, a code or a drawing on a letter's head has fewer.
LEAST_PAGE = 600
# What names the picture that it shows, and by which attribute (ECMA-376 part 1, section 20.1.8.13; part 4, section 19.1.2.11).
_SHOWN = {"blip": "embed", "imagedata": "id"}


def read_from_pictures(package: Package, main_part: str, body: etree._Element, document: Document) -> Document:
    """The document as it is read where its pictures are its pages; else as it came."""
    if not _is_without_text(document.blocks):
        return document
    pages = list(_pages(package, main_part, body))
    if not pages:
        return document
    seen = ocr.read_pictures(pages)
    at = next((n for n, block in enumerate(document.blocks) if isinstance(block, Image)), 0)
    typed = [[b for b in part if not isinstance(b, Image)] for part in (document.blocks[:at], document.blocks[at:])]
    return replace(document, medium="scan", ocr=True, blocks=(*typed[0], *seen.blocks, *typed[1]), flags=seen.flags)


def _is_without_text(blocks: Sequence[Block]) -> bool:
    printed = sum(len(block.text) for block in blocks if isinstance(block, Paragraph))
    printed += sum(len(cell.text) for block in blocks if isinstance(block, TableBlock) for cell in block.cells)
    return printed < FEW_CHARACTERS


def _pages(package: Package, main_part: str, body: etree._Element) -> Iterator[bytes]:
    """The pictures of the file that are large enough for a page."""
    targets = _targets(package, main_part)
    count = 0
    for named in _shown(body):
        picture = package.read(targets[named]) if named in targets else None
        size = size_of(picture) if picture is not None else None
        if picture is None or size is None or min(size) < LEAST_PAGE:
            continue
        count += 1
        if count > ocr.MAX_SCANNED_PAGES:
            raise DocumentTooLarge(f"the Word file holds more than {ocr.MAX_SCANNED_PAGES} pictures of pages")
        yield picture


def _targets(package: Package, main_part: str) -> dict[str, str]:
    """Members of the package by the names that the document gives them (ECMA-376 part 2, section 9.3)."""
    folder, _, name = main_part.rpartition("/")
    relations = package.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
    found = {}
    for relation in relations if relations is not None else ():
        target = relation.get("Target") or ""
        if relation.get("TargetMode") != "External" and target:
            found[relation.get("Id") or ""] = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return found


def _shown(body: etree._Element) -> Iterator[str]:
    """The names of the pictures in their order, of what is there in two notations the first. Iterative: it may nest without end."""
    stack = [body]
    while stack:
        element = stack.pop()
        name = name_of(element)
        if name in _SHOWN:
            named = attribute(element, _SHOWN[name])
            if named:
                yield named
        elif name == "alternatecontent":
            chosen = child(element, "choice")
            stack.extend([chosen] if chosen is not None else reversed(element))
        elif name not in SILENT:
            stack.extend(reversed(element))
