"""Documents inside something else: a web page saved as one file (MHTML), a packed file with one document that is the report."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from pipelines.blocks import Document, Paragraph, TableBlock
from pipelines.errors import DamagedDocument, DocumentTooLarge, UnsupportedDocument
from pipelines.readers import html
from pipelines.readers.packages import Package
from pipelines.readers.unpacking import unpacked

# The formats that carry text best come first.
_READ = (".docx", ".doc", ".wps", ".rtf", ".pdf", ".ofd", ".html", ".htm", ".xlsx", ".xls", ".txt")
_IS_ZIP = (".docx", ".xlsx", ".ofd", ".doc", ".wps", ".xls")
MAX_TRIED = 20
# The name of a report itself, among files that go with it.
_REPORT = re.compile(r"年报|年度报告|工作报告|年報|年度報告")
_BESIDE = re.compile(r"目录|目錄|封面|统计表|統計表|情况表|附表|附件|通知|说明|說明|解读|解讀")


def read(body: bytes, *, kind: str, url: str) -> Document:
    """The document inside `body`."""
    if kind == "mhtml":
        return _read_mhtml(body, url)
    if kind == "packed":
        members = unpacked(body)
        return _the_document("a packed file", tuple(members), members.get, url)
    package = Package(body)
    names = {_name(name): name for name in package.members if not name.startswith("__MACOSX/")}
    return _the_document("a zip file", tuple(names), lambda name: package.read(names[name]), url)


def _name(name: str) -> str:
    """A member's name as its maker wrote it: Windows puts GBK where the format means code page 437."""
    try:
        return name.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return name


def _read_mhtml(body: bytes, url: str) -> Document:
    try:
        message = email.message_from_bytes(body, policy=email.policy.compat32)
        parts = list(message.walk())
    except RecursionError as error:  # the library reads parts within parts by recursion, and sets no bound to them
        raise DocumentTooLarge("a web archive (MHTML) whose parts nest too deep") from error
    pages: list[Document] = []
    for part in parts:
        payload = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(payload, bytes) and payload.strip() and len(pages) < MAX_TRIED:
            pages.append(html.read(payload, url=url, header_charset=part.get_content_charset()))
    if not pages:
        raise DamagedDocument("a web archive (MHTML) without a page in it")
    # The others are frames of the first, which may be all that it shows.
    return max(pages, key=_shown)


def _shown(page: Document) -> int:
    """How many characters a page shows, but for those in links."""
    return sum(len(block.text) - block.linked for block in page.blocks if isinstance(block, Paragraph)) + sum(
        len(cell.text) for block in page.blocks if isinstance(block, TableBlock) for cell in block.cells
    )


def _the_document(what: str, names: Sequence[str], member: Callable[[str], bytes | None], url: str) -> Document:
    """The one document among the members: of several of a kind the one that is named as a report, else none for certain."""
    from pipelines.document import read_document

    for extension in _READ:
        found = [name for name in names if name.lower().endswith(extension)][:MAX_TRIED]
        if len(found) > 1:
            named = [name for name in found if _REPORT.search(_last(name)) and not _BESIDE.search(_last(name))]
            if len(named) != 1:
                raise UnsupportedDocument(f"{what} with {len(found)} files of the kind {extension}")
            found = named
        if found:
            inner = member(found[0])
            if inner is None or (inner.startswith(b"PK\x03\x04") and extension not in _IS_ZIP):
                raise UnsupportedDocument("a zip file inside another")
            document = read_document(inner, url=url)
            return replace(document, flags=(*document.flags, f"inside_zip:{extension}"))
    raise UnsupportedDocument(f"{what} without a document that is read here")


def _last(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2]
