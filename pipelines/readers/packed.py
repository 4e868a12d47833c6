"""Documents inside something else: a web page saved as one file (MHTML), a zip file with one readable document."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace

from pipelines.blocks import Document
from pipelines.errors import DamagedDocument, UnsupportedDocument
from pipelines.readers import html
from pipelines.readers.packages import Package

# The formats that carry text best come first.
_READ = (".docx", ".doc", ".wps", ".rtf", ".pdf", ".html", ".htm", ".xlsx", ".xls", ".txt")
MAX_TRIED = 20


def read(body: bytes, *, kind: str, url: str) -> Document:
    """The document inside `body`."""
    return _read_mhtml(body, url) if kind == "mhtml" else _read_zip(body, url)


def _read_mhtml(body: bytes, url: str) -> Document:
    message = email.message_from_bytes(body, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                return html.read(payload, url=url, header_charset=part.get_content_charset())
    raise DamagedDocument("a web archive (MHTML) without a page in it")


def _read_zip(body: bytes, url: str) -> Document:
    """The one document in a zip file; with several of a kind none of them is the report for certain."""
    from pipelines.document import read_document

    package = Package(body)
    names = [name for name in package.members if not name.startswith("__MACOSX/")]
    for extension in _READ:
        found = [name for name in names if name.lower().endswith(extension)][:MAX_TRIED]
        if len(found) > 1:
            raise UnsupportedDocument(f"a zip file with {len(found)} files of the kind {extension}")
        if found:
            inner = package.read(found[0])
            if inner is None or (
                inner.startswith(b"PK\x03\x04") and extension not in (".docx", ".xlsx", ".doc", ".wps", ".xls")
            ):
                raise UnsupportedDocument("a zip file inside a zip file")
            document = read_document(inner, url=url)
            return replace(document, flags=(*document.flags, f"inside_zip:{extension}"))
    raise UnsupportedDocument("a zip file without a document that is read here")
