"""Stage 2, document (文档): captured bytes become blocks of text and tables, in reading order.

    read_document(body, url=..., content_type=..., charset=...) -> Document

The kind is told by the bytes (readers/kinds.py); readers/ has one file a kind. Raises only the errors of errors.py.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import replace

from pipelines.blocks import Document, TableBlock
from pipelines.charset import declared_in_header
from pipelines.errors import DocumentTooLarge
from pipelines.readers import bounds, html, text
from pipelines.readers.boxed import out_of_boxes
from pipelines.readers.kinds import LEADING, Kind, kind_of

# Imported when first met: a crawl of pages needs none of their libraries.
_READERS: dict[Kind, str] = {
    "pdf": "pdf",
    "ofd": "ofd",
    "odf": "odf",
    "docx": "docx",
    "doc": "legacy",
    "word_xml": "docx",
    "rtf": "rtf",
    "xls": "sheet",
    "xlsx": "sheet",
    "sheet_xml": "sheet",
    "image": "ocr",
    "zip": "packed",
    "packed": "packed",
    "mhtml": "packed",
}


def read_document(body: bytes, *, url: str, content_type: str | None = None, charset: str | None = None) -> Document:
    """What a capture shows. `body` is free of any Content-Encoding; `charset` is what the header declares, if it was split
    from `content_type` already.

    UnsupportedDocument, DamagedDocument or DocumentTooLarge say why a body could not be read.
    """
    if len(body) > bounds.MAX_BYTES:
        raise DocumentTooLarge(f"the file has {len(body)} bytes, more than {bounds.MAX_BYTES}")
    kind = kind_of(body, content_type)
    declared = charset or declared_in_header(content_type)
    if kind == "html":
        return _bounded(html.read(body, url=url, header_charset=declared))
    if kind == "text":
        return _bounded(text.read(body, header_charset=declared))
    reader: Callable[..., Document] = importlib.import_module(f"pipelines.readers.{_READERS[kind]}").read
    document = _bounded(reader(body.lstrip(LEADING), kind=kind, url=url))
    return replace(document, blocks=out_of_boxes(document.blocks))


def _bounded(document: Document) -> Document:
    places = sum(block.height * block.width for block in document.blocks if isinstance(block, TableBlock))
    if places > bounds.MAX_TABLE_PLACES:
        raise DocumentTooLarge(f"its tables have {places} places, more than {bounds.MAX_TABLE_PLACES}")
    return document
