"""The bytes of a capture, whatever kind of file they are: what they hold."""

from __future__ import annotations

import codecs
import email
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace

import pypdfium2

from crawler.tracing import office
from crawler.tracing.fixed import of_ofd
from crawler.tracing.pages import of_html
from crawler.tracing.printed import Box, Letter, PrintedPage, without_doubles
from crawler.tracing.source import Source
from crawler.tracing.squeezing import squeeze
from pipelines.coding import decoded
from pipelines.readers import pdf_fonts
from storage.capture import Capture

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOK = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_WORD = "WordDocument".encode("utf-16-le")
_PACKED = (b"Rar!", b"7z\xbc\xaf")
_MHTML = re.compile(rb"^\s*mime-version:[^\0]{0,4000}?multipart/", re.IGNORECASE)
_CHUNK = re.compile(r"(?:word/)?[^/]+\.(?:x?html?|mht|mhtml|rtf|docx|txt)", re.IGNORECASE)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
_DIVIDED = re.compile("[,，\t|]")
_LEADING = b"\r\n\t \xef\xbb\xbf"
_MOST_MEMBERS = 40
# Of its page: a larger picture may hold a table that only OCR reads.
_LARGE_PICTURE = 0.04
_MOST_LETTERS = 100_000  # of a page


def source_of(capture: Capture, charset: str | None, limit: int) -> Source:
    """What a capture holds. `charset` is the one that its report names. ReadingError for a body that cannot be decoded."""
    if capture.rendered_dom is not None:
        return of_html(capture.rendered_dom.decode("utf-8", "replace"))
    return _of_bytes(decoded(capture.body, capture.headers, limit=limit), charset, limit)


def _of_bytes(body: bytes, charset: str | None, limit: int, *, within: bool = False) -> Source:
    start = body[:64].lstrip(_LEADING)
    if body.startswith(b"%PDF-"):
        return _of_pdf(body)
    if body.startswith(_PICTURES):
        return Source("", [])
    if start.startswith(b"PK\x03\x04"):
        return _of_zip(body.lstrip(_LEADING), limit, within=within)
    if start.startswith(_OLE):
        return _of_ole(body.lstrip(_LEADING))
    if start.startswith(_PACKED):
        return Source("?", [], partly=True)
    if start[:5].lower() == b"{\\rtf":
        return office.of_rtf(body)
    if _MHTML.match(body):
        return _of_mhtml(body, limit)
    text = _text(body, charset)
    if "<" not in text:
        rows = [[*map(squeeze, _DIVIDED.split(line))] for line in text.splitlines()]
        return Source(squeeze(text), rows, laid_out=text, guessed=True)
    return of_html(text)


def _of_zip(body: bytes, limit: int, *, within: bool) -> Source:
    """A Word file, a workbook, an OpenDocument file or an OFD; of any other zip what its members hold."""
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        names = package.namelist()
        if any(name.startswith("word/") for name in names):
            return office.of_docx(package) if within else _with_chunks(office.of_docx(package), package, limit)
        if any(name.startswith("xl/") for name in names):
            return office.of_xlsx(package)
        if "content.xml" in names and "mimetype" in names:
            return office.of_odf(package)
        if any(name.lstrip("/").lower() == "ofd.xml" for name in names):
            return of_ofd(package)
        text, rows, stored = "", [], False
        printed: list[tuple[PrintedPage, ...]] = []
        for info in package.infolist()[:_MOST_MEMBERS]:
            if within or info.is_dir() or info.file_size > limit or info.flag_bits & 1:
                continue
            inner = _of_bytes(package.read(info), None, limit, within=True)
            text, stored = text + inner.text, stored or inner.stored
            rows += inner.rows
            printed += [inner.pages] if inner.pages else []
        # Which of several a page is of is not told.
        pages = printed[0] if len(printed) == 1 else ()
        return Source(text, rows, partly=True, stored=stored, pages=pages)


def _with_chunks(source: Source, package: zipfile.ZipFile, limit: int) -> Source:
    """A Word file with the whole files that it takes in: pages, RTF, other Word files."""
    for info in [info for info in package.infolist() if _CHUNK.fullmatch(info.filename)][:_MOST_MEMBERS]:
        if info.file_size <= limit and not info.flag_bits & 1:
            inner = _of_bytes(package.read(info), None, limit, within=True)
            source = replace(source, text=source.text + inner.text, rows=[*source.rows, *inner.rows])
    return source


def _of_ole(body: bytes) -> Source:
    if _WORD not in body and any(name in body for name in _WORKBOOK):
        return office.of_xls(body)
    return office.of_old_word(body)


def _of_mhtml(body: bytes, limit: int) -> Source:
    """The pages in a web page saved as one file: it and its frames."""
    text, rows = "", []
    for part in email.message_from_bytes(body).walk():
        payload = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(payload, bytes) and payload.strip():
            page = of_html(_text(payload[:limit], part.get_content_charset()))
            text, rows = text + page.text, rows + page.rows
    return Source(text, rows)


def _text(body: bytes, charset: str | None) -> str:
    """The characters: by the mark at the start, the charset that is named, the page's own word, UTF-8, GB18030."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if body.startswith(mark):
            return body.decode(name, "replace")
    declared = _CHARSET.search(body[:4096])
    own = "gb18030" if declared and declared[1].lower() in (b"gb2312", b"gbk") else declared and declared[1].decode()
    for told in (own, "utf-8") if charset is None else ():
        try:
            return body.decode(told or "utf-8")
        except (LookupError, UnicodeDecodeError):
            continue
    try:
        return body.decode(charset or "gb18030", "replace")
    except LookupError:
        return body.decode("gb18030", "replace")


def _of_pdf(body: bytes) -> Source:
    """The words of all pages, what is filled into forms included; where a page holds large pictures, these are for OCR."""
    pdf_fonts.install()
    document = pypdfium2.PdfDocument(body)
    try:
        text, pages = "", []
        for number in range(len(document)):
            pypdfium2.raw.FPDFPage_Flatten(document[number], pypdfium2.raw.FLAT_NORMALDISPLAY)
            page = document[number]
            words = page.get_textpage()
            text += words.get_text_bounded()
            place = _places(page)
            pages.append(PrintedPage(without_doubles(_letters(words, place)), tuple(_pictures(page, place))))
        return Source(squeeze(text), [], partly=any(page.pictures for page in pages), pages=tuple(pages))
    finally:
        document.close()


def _places(page: pypdfium2.PdfPage) -> Callable[[float, float], tuple[float, float]]:
    """From the file's own space to points from the top left of the page as it is shown."""
    left, bottom, right, top = page.get_cropbox()
    turns: dict[int, Callable[[float, float], tuple[float, float]]] = {
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }
    return turns.get(page.get_rotation(), lambda x, y: (x - left, top - y))


def _letters(words: pypdfium2.PdfTextPage, place: Callable[[float, float], tuple[float, float]]) -> Iterator[Letter]:
    """Every letter with the middle of its box."""
    for at in range(min(words.count_chars(), _MOST_LETTERS)):
        x0, y0, x1, y1 = words.get_charbox(at)
        yield Letter(chr(pypdfium2.raw.FPDFText_GetUnicode(words, at)), *place((x0 + x1) / 2, (y0 + y1) / 2))


def _pictures(page: pypdfium2.PdfPage, place: Callable[[float, float], tuple[float, float]]) -> Iterator[Box]:
    """Where the large ones lie."""
    width, height = page.get_size()
    for image in page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,), max_depth=2):
        left, bottom, right, top = image.get_bounds()
        if (right - left) * (top - bottom) > _LARGE_PICTURE * width * height:
            (ax, ay), (bx, by) = place(left, bottom), place(right, top)
            yield min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
