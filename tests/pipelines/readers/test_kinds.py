"""Bytes that are not what their name says: told apart by what they are, or refused with an error of the house."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import docx
import pytest

from pipelines.document import read_document
from pipelines.errors import DamagedDocument, UnsupportedDocument

FILES = Path(__file__).parent / "files"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def named_doc(body: bytes) -> str:
    return read_document(body, url="http://example.gov.cn/a.doc", content_type="application/msword").media_type


def made_docx() -> bytes:
    made, buffer = docx.Document(), io.BytesIO()
    made.add_paragraph("一、总体情况")
    made.save(buffer)
    return buffer.getvalue()


def repacked(body: bytes, *, drop: str = "", change: dict[str, bytes] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            if name != drop:
                target.writestr(name, (change or {}).get(name, source.read(name)))
    return out.getvalue()


def locked(body: bytes) -> bytes:
    """A zip file whose members say that they are encrypted."""
    changed = bytearray(body)
    for mark, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + flags] |= 1
            at = changed.find(mark, at + 4)
    return bytes(changed)


def container(*streams: str) -> bytes:
    """An OLE2 file that is nothing but a header and a directory."""
    entries = b""
    for name in streams:
        entry = bytearray(128)
        written = name.encode("utf-16-le")
        entry[: len(written)] = written
        entry[64:66] = struct.pack("<H", len(written) + 2)
        entries += bytes(entry)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + entries + bytes(1024)


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (b"{\\rtf1 abc\\par}", "application/rtf"),
        (b"\xef\xbb\xbf{\\rtf1 abc\\par}", "application/rtf"),
        ("<html xmlns:o='urn:schemas-microsoft-com:office:office'><p>一、总体</p></html>".encode("gbk"), "text/html"),
        (made_docx(), WORD),
        (b"\r\n\r\n" + made_docx(), WORD),
        (repacked(made_docx(), drop="[Content_Types].xml"), WORD),
        (repacked(made_docx(), change={"[Content_Types].xml": b"<Types/>"}), WORD),
        ((FILES / "shown.xls").read_bytes(), "application/vnd.ms-excel"),
        (b"\n" + (FILES / "shown.xls").read_bytes(), "application/vnd.ms-excel"),
    ],
)
def test_a_file_called_doc_is_read_as_what_it_is(body: bytes, media_type: str) -> None:
    assert named_doc(body) == media_type


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (container("Root Entry", "EncryptionInfo", "EncryptedPackage"), "encrypted with a password"),
        (container("Root Entry", "PowerPoint Document"), "PowerPoint"),
    ],
)
def test_what_is_not_read_here_is_called_by_its_name(body: bytes, message: str) -> None:
    with pytest.raises(UnsupportedDocument, match=message):
        named_doc(body)


@pytest.mark.parametrize(
    "body",
    [
        made_docx()[:9000],
        made_docx()[:-30],
        repacked(made_docx(), drop="word/document.xml"),
        locked(made_docx()),
        locked((FILES / "shown.xlsx").read_bytes()),
        repacked((FILES / "shown.xlsx").read_bytes(), change={"xl/worksheets/sheet1.xml": b"<worksheet><row"}),
        repacked((FILES / "shown.xlsx").read_bytes(), change={"xl/styles.xml": b""}),
        bytes(1000),
    ],
    ids=range(8),
)
def test_a_broken_or_locked_file_is_damaged(body: bytes) -> None:
    with pytest.raises(DamagedDocument):
        named_doc(body)


def test_a_workbook_with_a_word_file_embedded_in_it_is_a_workbook() -> None:
    with pytest.raises(DamagedDocument, match="the workbook cannot be read"):
        named_doc(container("Root Entry", "Workbook", "MBD0001", "WordDocument"))
