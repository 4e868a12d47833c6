"""Which kind of file these bytes are. Names and Content-Type lie; bytes decide, and the header only between kinds of text."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

from pipelines.errors import DamagedDocument, UnsupportedDocument

Kind = Literal[
    "html",
    "mhtml",
    "text",
    "pdf",
    "ofd",
    "odf",
    "docx",
    "doc",
    "rtf",
    "xls",
    "xlsx",
    "image",
    "zip",
    "word_xml",
    "sheet_xml",
    "packed",
]

_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM", b"II*\x00", b"MM\x00*")
# RAR and 7z, which only a program of its own unpacks.
_PACKED = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP_AT_START = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?><\?xml[^>]*>\s*|<!--.{0,4000}?-->\s*)*+"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|link|script|style|table|div|p|span|h[1-6]|center|font|br|ul|a|img|frameset|iframe)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(rb"<(?:html|head|body|div|table|tr|td|p|span|script|meta|a\s)[^<>]{0,400}>", re.IGNORECASE)
_WORD_XML = (b"schemas.microsoft.com/office/word/2003/wordml", b"schemas.microsoft.com/office/2006/xmlPackage")
_PAGE = re.compile(rb"<html[\s>]", re.IGNORECASE)
_WORKBOOK_XML = b"urn:schemas-microsoft-com:office:spreadsheet"
_START = 16_384
# What programs that send a file put before it by accident: blank lines, a byte order mark.
LEADING = b"\r\n\t \xef\xbb\xbf"


def kind_of(body: bytes, content_type: str | None) -> Kind:
    """The kind of `body`. DamagedDocument for nothing at all, UnsupportedDocument for a kind that is not read here."""
    if not body.strip(LEADING + b"\x00"):
        raise DamagedDocument("the file is empty")
    start = body[:_START].lstrip(LEADING)
    if b"%PDF-" in start[:1024]:
        return "pdf"
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(body)
    if start.startswith(_PACKED):
        return "packed"
    if start.startswith(_OLE):
        return _kind_of_ole(body)
    if start[:5].lower() == b"{\\rtf":
        return "rtf"
    if start.startswith(_IMAGES) or (start.startswith(b"RIFF") and start[8:12] == b"WEBP"):
        return "image"
    if any(name in start for name in _WORD_XML):
        return "word_xml"
    if _WORKBOOK_XML in start and not _PAGE.search(start):
        return "sheet_xml"
    narrow = _narrow(body[:_START])
    if re.match(rb"\s*mime-version:|\s*from:.{0,200}\r?\n", narrow, re.IGNORECASE) and b"multipart/" in narrow.lower():
        return "mhtml"
    if _MARKUP_AT_START.match(narrow):
        return "html"
    if _binary(narrow):
        raise UnsupportedDocument(f"the bytes are of no kind that is read here (they begin {start[:8]!r})")
    tags = len(_TAG.findall(narrow))
    says_html = "html" in (content_type or "").lower()
    return "html" if tags >= 3 or (says_html and tags) else "text"


def _narrow(start: bytes) -> bytes:
    """The first bytes as one-byte text where they are UTF-16, so that markup shows."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or start[:400].count(0) * 4 > len(start[:400]):
        return start.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\x00", b"")
    return start


def _binary(start: bytes) -> bool:
    control = sum(start.count(bytes((code,))) for code in (*range(9), *range(14, 27), *range(28, 32)))
    return control * 50 > len(start)


def _kind_of_zip(body: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise DamagedDocument(f"a zip file that cannot be opened: {error}") from error
    if "word/document.xml" in names or any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if any(name.lstrip("/").lower() == "ofd.xml" for name in names):
        return "ofd"
    return "odf" if "content.xml" in names and "mimetype" in names else "zip"


def _kind_of_ole(body: bytes) -> Kind:
    """Word, WPS and Excel of old share a container (MS-CFB); its directory names their streams in UTF-16.

    The stream named first is the file's own; later ones may be of files embedded in it.
    """
    if _stream("EncryptedPackage", body) is not None:
        raise UnsupportedDocument("an Office file that is encrypted with a password")
    if _stream("PowerPoint Document", body) is not None:
        raise UnsupportedDocument("a PowerPoint file, which is not read here")
    streams: tuple[tuple[str, Kind], ...] = (("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"))
    named = [(at, kind) for name, kind in streams if (at := _stream(name, body)) is not None]
    return min(named)[1] if named else "doc"


def _stream(name: str, body: bytes) -> int | None:
    """Where the container's directory first names this stream."""
    at = body.find(name.encode("utf-16-le") + b"\x00\x00")
    return at if at >= 0 else None
