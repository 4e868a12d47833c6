"""Word, OpenDocument, RTF and workbooks, read again: XML by its tags, RTF by its control words, streams of old by their characters."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape

from crawler.tracing.source import Source
from crawler.tracing.squeezing import squeeze

_TAG = re.compile(r"<[^>]+>")
_ROW = re.compile(r"<row\b[^>]*?(?:/>|>(.*?)</row>)", re.DOTALL)
_CELL = re.compile(r"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_VALUE = re.compile(r"<v\b[^>]*>([^<]*)</v>|<t\b[^>]*>([^<]*)</t>")
_ITEM = re.compile(r"<si\b[^>]*?(?:/>|>(.*?)</si>)", re.DOTALL)
_PHONETIC = re.compile(r"<rPh\b.*?</rPh>", re.DOTALL)
# What a .docx holds and does not show: text struck or moved away under tracked changes, codes of fields, hidden runs, and the
# second writing of a text box for older programs.
_UNSEEN = re.compile(
    r"<(w:delText|w:instrText|w:moveFrom|mc:Fallback)\b[^>]*>.*?</\1>"
    r"|<w:r\b[^>]*>(?:(?!</w:r>|<w:t\b).)*<w:vanish/>.*?</w:r>",
    re.DOTALL,
)
# The same of an OpenDocument file: tracked changes, comments, marks of notes, readings above characters.
_BESIDE = re.compile(
    r"<(text:tracked-changes|office:annotation|text:note-citation|text:ruby-text)\b(?:[^>]*/>|.*?</\1>)", re.DOTALL
)
_DOCX_ROW = re.compile(r"<w:tr\b[^>]*>")
_DOCX_CELL = re.compile(r"<w:tc\b[^>]*>")
_ODF_ROW = re.compile(r"<table:table-row\b[^>]*?(?:/>|>(.*?)</table:table-row>)", re.DOTALL)
_ODF_CELL = re.compile(
    r"<table:(?:covered-)?table-cell\b[^>]*?(?:/>|>(.*?)</table:(?:covered-)?table-cell>)", re.DOTALL
)
_MOST = 64 << 20  # bytes of a member that is unpacked
_RTF = re.compile(
    rb"\\'([0-9a-fA-F]{2})|\\u(-?[0-9]{1,6}) ?\??|\\([a-z]+)(-?[0-9]*) ?|\\([^a-z])|([{}])|([^\\{}\r\n]+)", re.DOTALL
)
_RTF_PICTURE = re.compile(rb"\\(?:png|jpeg)blip")
# Groups of an RTF file that print nothing.
_UNPRINTED = frozenset(
    (b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"listtable", b"themedata")
)
# Whether what stands in an RTF group is printed, is a hidden or deleted run, or no text at all.
_SHOWN, _RUN, _NO_TEXT = range(3)
_CONTROLS = re.compile(r"[\x00-\x1f\ufffd]+")


def of_docx(package: zipfile.ZipFile) -> Source:
    """The words of a .docx, run together, and the rows of its tables."""
    names = [name for name in package.namelist() if re.fullmatch(r"word/(document|footnotes|endnotes)\.xml", name)]
    markup = _UNSEEN.sub("", "".join(_member(package, name) for name in names))
    rows = [
        [squeeze(_TAG.sub("", cell)) for cell in _DOCX_CELL.split(row)[1:]]
        for row in (part.partition("</w:tr>")[0] for part in _DOCX_ROW.split(markup)[1:])
    ]
    members = package.namelist()
    pictured = any(name.startswith("word/media/") for name in members)
    return Source(squeeze(_TAG.sub("", markup)), rows, numbered="word/numbering.xml" in members, pictured=pictured)


def of_xlsx(package: zipfile.ZipFile) -> Source:
    """The rows of a .xlsx with its numbers as they are stored."""
    names = package.namelist()
    shared = _member(package, "xl/sharedStrings.xml") if "xl/sharedStrings.xml" in names else ""
    texts = [squeeze(_TAG.sub("", _PHONETIC.sub("", item[1] or ""))) for item in _ITEM.finditer(shared)]
    sheets = [_member(package, name) for name in sorted(names) if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)]
    rows = [
        [_cell(cell, texts) for cell in _CELL.finditer(row[1] or "")]
        for sheet in sheets
        for row in _ROW.finditer(sheet)
    ]
    return Source("".join(text for row in rows for text in row), rows, stored=True)


def _cell(cell: re.Match[str], texts: list[str]) -> str:
    found = "".join(value[1] or value[2] or "" for value in _VALUE.finditer(cell[2] or ""))
    if 't="s"' in cell[1] and found.isdigit() and int(found) < len(texts):
        return texts[int(found)]
    return squeeze(found)


def _member(package: zipfile.ZipFile, name: str) -> str:
    with package.open(name) as file:
        return file.read(_MOST).decode("utf-8", "replace")


def of_odf(package: zipfile.ZipFile) -> Source:
    """The words of an OpenDocument text or sheet as they are shown, and its rows."""
    markup = _BESIDE.sub("", _member(package, "content.xml"))
    body = markup[max(markup.find("<office:body"), 0) :]
    rows = [
        [squeeze(_TAG.sub("", cell[1] or "")) for cell in _ODF_CELL.finditer(row[1] or "")]
        for row in _ODF_ROW.finditer(body)
    ]
    return Source(squeeze(_TAG.sub("", body)), rows, numbered=True, pictured="<draw:image" in body)


def of_xls(body: bytes) -> Source:
    """The rows of a .xls with its numbers as they are stored."""
    import xlrd

    book = xlrd.open_workbook(file_contents=body, logfile=io.StringIO())
    rows = [[_stored(value) for value in sheet.row_values(at)] for sheet in book.sheets() for at in range(sheet.nrows)]
    return Source("".join(text for row in rows for text in row), rows, stored=True)


def _stored(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else squeeze(str(value))


def of_old_word(body: bytes) -> Source:
    """The characters of a .doc or .wps of old: the text stands in its stream in two bytes each, or in one where it is ASCII.

    The stream may be cut into sectors in another order, and text may be deleted: what is not found may be there all the same.
    """
    wide = _CONTROLS.sub("", body.decode("utf-16-le", "replace"))
    narrow = _CONTROLS.sub("", body.decode("gb18030", "replace"))
    return Source(squeeze(unescape(wide)) + squeeze(unescape(narrow)), [], partly=True)


def of_rtf(body: bytes) -> Source:
    """The words and the rows of an RTF file."""
    rows: list[list[str]] = []
    text: list[str] = []
    row: list[str] = []
    begun = 0
    for piece in _printed(body):
        if piece == "\\cell":
            row.append("".join(text[begun:]))
            begun = len(text)
        elif piece == "\\row":
            rows.append([*map(squeeze, row)])
            row, begun = [], len(text)
        elif piece == "\\par" and not row:
            begun = len(text)
        elif not piece.startswith("\\"):
            text.append(piece)
    return Source(squeeze("".join(text)), rows, pictured=_RTF_PICTURE.search(body) is not None)


def _printed(body: bytes) -> Iterator[str]:
    """What an RTF file prints, and its \\cell, \\row and \\par as they are; characters beyond ASCII are GBK or \\u."""
    hidden = [_SHOWN]
    bytes_held = bytearray()
    fallback, left = (
        1,
        0,
    )  # how many characters stand for one that is told by \\u, and how many of them are still to come
    for found in _RTF.finditer(body):
        if left and found[1] is not None:
            left -= 1
            continue
        left = fallback if found[2] is not None else 0
        if found[3] == b"uc" and found[4].isdigit():
            fallback = int(found[4])
        if found[1] is None and bytes_held:
            yield bytes_held.decode("gb18030", "replace")
            bytes_held.clear()
        if found[6] == b"{":
            hidden.append(hidden[-1])
        elif found[6] == b"}":
            hidden.pop()
            hidden = hidden or [_SHOWN]
        elif found[5] == b"*" or found[3] in _UNPRINTED:
            hidden[-1] = _NO_TEXT
        elif found[3] in (b"v", b"deleted", b"plain") and hidden[-1] != _NO_TEXT:
            hidden[-1] = _SHOWN if found[3] == b"plain" or found[4] == b"0" else _RUN
        elif hidden[-1]:
            continue
        elif found[1] is not None:
            bytes_held.append(int(found[1], 16))
        elif found[2] is not None:
            yield chr(int(found[2]) % 65536)
        elif found[3] in (b"cell", b"row", b"par"):
            yield "\\" + found[3].decode()
        elif found[7] is not None:
            yield found[7].decode("gb18030", "replace")
    if bytes_held:
        yield bytes_held.decode("gb18030", "replace")
