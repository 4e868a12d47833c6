"""From a figure back to its proof: the archived bytes, read again by code that shares nothing with the parser.

HTML by the standard library's parser, PDF by PDFium's text, Word by the text of its XML; numbers by a few lines of Decimal. What
this finds need not be all that the parser can find, but where it says that a figure stands in the bytes, two readers
agree.
"""

from __future__ import annotations

import codecs
import html
import io
import re
import zipfile
from dataclasses import dataclass
from decimal import Decimal
from html.parser import HTMLParser

import pypdfium2

from pipelines.coding import decoded
from storage.capture import Capture, sha256_hex
from storage.report import Indicator, PdfLocator, Report, TableLocator

CONTEXT = 24
NEAR = 400
# Digits that the markup raises and the report's text prints raised.
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")
_SCALE = {"万": Decimal(10_000), "萬": Decimal(10_000), "亿": Decimal(100_000_000), "億": Decimal(100_000_000)}
# 无, 没有 and 未 say that there was none.
_NONE = re.compile(r"无|無|没有|沒有|未|零|为0")
_LABEL = re.compile(r"[^\W\d_]")
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
# Characters that print nothing: zero widths, soft hyphens, marks of direction.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_LESS = re.compile(r"^\W*(?:减少?|減少?|下降|↓|负|負)")
# An element without others inside that its own style hides: noise between the characters that are seen.
_HIDDEN = re.compile(r"<(\w+)\b[^<>]*display\s*:\s*none[^<>]*>[^<>]*</\1>", re.IGNORECASE)
_YUAN = re.compile("(?<![万萬亿億])元")
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")


@dataclass(frozen=True, slots=True)
class Proof:
    """What the bytes say: the quoted place, and every disagreement found. No faults: the figure is proved."""

    quote: str
    faults: tuple[str, ...]
    unchecked: tuple[str, ...]


def prove(report: Report, indicator: Indicator, capture: Capture, limit: int) -> Proof:
    """Hold a figure against its capture: the digest, the locator, the words in the bytes, the value."""
    faults: list[str] = []
    unchecked: list[str] = []
    if sha256_hex(capture.body) != report.capture.payload_sha256:
        faults.append(
            f"the body's sha256 is {sha256_hex(capture.body)}, the report names {report.capture.payload_sha256}"
        )
    quote, needles = _located(report, indicator, faults)
    elsewhere = _elsewhere(report, indicator)
    source = _source(capture, report, limit) if elsewhere is None else _Source("", [])
    if elsewhere is not None:
        unchecked.append(elsewhere)
    elif not source.text:
        unchecked.append("the words: they are a picture, which only OCR reads")
    elif not any(source.holds(needle, indicator.raw) for needle in needles):
        faults.append(f"{quote!r} is not found in the archived bytes")
    if indicator.value is not None:
        value = read_value(indicator.raw, indicator.unit)
        if value is None:
            unchecked.append(f"the value: {indicator.raw!r} is in words that only the parser reads")
        elif value != Decimal(str(indicator.value)) and not _in_yuan(report, indicator, value):
            faults.append(f"{indicator.raw!r} reads {value} {indicator.unit}, the report says {indicator.value}")
    return Proof(quote, tuple(faults), tuple(unchecked))


def _elsewhere(report: Report, indicator: Indicator) -> str | None:
    """Which files hold the words, where the report's page only carries them; None where it holds them itself."""
    body = [one for one in report.attachments if one.role == "body"]
    if not body or any(one.record_id == report.capture.record_id for one in body):
        return None
    where = indicator.locator
    pictures = all((one.media_type or "").startswith("image/") for one in body)
    if pictures and isinstance(where, PdfLocator) and where.page <= len(body):
        file = body[where.page - 1]
        return f"the words: they are in the picture {file.url} ({file.record_id}), which only OCR reads"
    return f"the words: they are in {', '.join(f'{one.url} ({one.record_id})' for one in body)}"


def _located(report: Report, indicator: Indicator, faults: list[str]) -> tuple[str, list[list[str]]]:
    """What stands at the locator, as a quotation, and the cells or words to look for in the bytes."""
    where = indicator.locator
    raw = indicator.raw
    if isinstance(where, PdfLocator):
        rows = [row for table in report.tables for row in table.rows if any(raw in cell for cell in row)]
        return f"page {where.page}: {raw}", [*(list(row) for row in rows), [raw]]
    if isinstance(where, TableLocator):
        try:
            row = list(report.tables[where.table].rows[where.row])
            cell = row[where.column]
        except IndexError:
            faults.append(f"the report has no table {where.table}, row {where.row}, column {where.column}")
            return raw, [[raw]]
        if raw not in cell:
            faults.append(f"the cell holds {cell!r}, not {raw!r}")
        return " | ".join(collapsed(row)), [row]
    start, end = where.start, where.end
    if report.text[start:end] != raw:
        faults.append(f"the text at {start}-{end} is {report.text[start:end]!r}, not {raw!r}")
    context = report.text[max(0, start - CONTEXT) : end + CONTEXT]
    around = report.text[max(0, start - CONTEXT) : end]
    return _SPACE.sub(" ", context), [[context], [around.rpartition("\n")[2]]]


def _in_yuan(report: Report, indicator: Indicator, value: Decimal) -> bool:
    """Whether the difference is the unit: counted in 万元, printed in the 元 that a label of its row or column names."""
    where = indicator.locator
    if not isinstance(where, TableLocator) or indicator.unit != "万元":
        return False
    rows = report.tables[where.table].rows
    labels = [*rows[where.row], *(row[where.column] for row in rows[: where.row])]
    return value == Decimal(str(indicator.value)) * _SCALE["万"] and any(_YUAN.search(label) for label in labels)


def collapsed(cells: list[str]) -> list[str]:
    """Neighbours that say the same once: a merged cell repeats itself in every cell that it covers."""
    kept: list[str] = []
    for cell in map(squeeze, cells):
        if not kept or kept[-1] != cell:
            kept.append(cell)
    return kept


def squeeze(text: str) -> str:
    return _INVISIBLE.sub("", _SPACE.sub("", html.unescape(text))).translate(_RAISED)


# ---- the bytes, read again -------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Source:
    """All text without blanks, and the rows of tables where there are any."""

    text: str
    rows: list[list[str]]

    def holds(self, cells: list[str], raw: str) -> bool:
        """Whether a row stands in a table, or in running text: whole, or the figure soon after its label."""
        wanted = collapsed(cells)
        for row in self.rows:
            if row and any(squeeze(raw) in cell for cell in row) and wanted[-len(row) :] == row:
                return True
        if "".join(wanted) in self.text:
            return True
        labels = [cell for cell in wanted if _LABEL.search(cell) and squeeze(raw) not in cell]
        if len(cells) == 1 or not labels:
            return len(cells) == 1 and squeeze(cells[0]) in self.text
        position = self.text.find(labels[-1])
        while position >= 0:
            start = position + len(labels[-1])
            if squeeze(raw) in self.text[start : start + NEAR]:
                return True
            position = self.text.find(labels[-1], position + 1)
        return False


def _source(capture: Capture, report: Report, limit: int) -> _Source:
    if capture.rendered_dom is not None:
        return _of_html(capture.rendered_dom.decode("utf-8", "replace"))
    body = decoded(capture.body, capture.headers, limit=limit)
    if body.startswith(b"%PDF-"):
        return _Source(_of_pdf(body), [])
    if body.startswith(_PICTURES):
        return _Source("", [])
    if body.startswith(b"PK\x03\x04"):
        return _Source(_of_word(body), [])
    return _of_html(_text(body, report.capture.charset))


def _text(body: bytes, charset: str | None) -> str:
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if body.startswith(mark):
            return body.decode(name, "replace")
    try:
        return body.decode(charset or "utf-8", "replace")
    except LookupError:
        return body.decode("gb18030", "replace")


class _Rows(HTMLParser):
    """Text and table rows; scripts are kept apart, since some systems keep the article in one, or in an attribute."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.scripts: list[str] = []
        self.rows: list[list[str]] = []
        self._cells: list[list[str]] = []
        self._in_cell = False
        self._hidden: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        carried = named.get("srcdoc") or named.get("value") or ""
        if "<" in carried:
            self.scripts.append(carried)
        elif tag == "input" and carried:
            self.handle_data(carried)
        if tag in ("script", "style"):
            self._hidden = tag
        elif tag == "tr":
            self._close_row()
        elif tag in ("td", "th"):
            self._in_cell = True
            self._cells.append([])

    def handle_endtag(self, tag: str) -> None:
        if tag == self._hidden:
            self._hidden = None
        elif tag in ("td", "th"):
            self._in_cell = False
        elif tag in ("tr", "table"):
            self._close_row()

    def handle_data(self, data: str) -> None:
        if self._hidden is not None:
            self.scripts.append(data if self._hidden == "script" else "")
            return
        if "</" in data:
            self.scripts.append(data)
        self.text.append(data)
        if self._in_cell and self._cells:
            self._cells[-1].append(data)

    def _close_row(self) -> None:
        if self._cells:
            self.rows.append(collapsed(["".join(cell) for cell in self._cells]))
        self._cells = []
        self._in_cell = False


def _of_html(markup: str) -> _Source:
    reader = _read(markup)
    text, rows = squeeze("".join(reader.text)), reader.rows
    seen = _HIDDEN.sub("", markup)
    if seen != markup:
        shown = _read(seen)
        text, rows = text + squeeze("".join(shown.text)), rows + shown.rows
    for script in (_CDATA.sub("", script) for script in reader.scripts):
        if "<" in script or "\\u003c" in script.lower():
            inner = _read(_unescaped(script))
            text += squeeze("".join(inner.text))
            rows = rows + inner.rows
    return _Source(text, rows)


def _read(markup: str) -> _Rows:
    reader = _Rows()
    reader.feed(markup)
    reader.close()
    reader._close_row()
    return reader


def _unescaped(script: str) -> str:
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), script)
    return re.sub(r"\\([\"'/])", r"\1", text).replace("\\n", "\n").replace("\\t", "\t")


def _of_pdf(body: bytes) -> str:
    document = pypdfium2.PdfDocument(body)
    try:
        return squeeze("".join(page.get_textpage().get_text_bounded() for page in document))
    finally:
        document.close()


def _of_word(body: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        names = [name for name in package.namelist() if re.fullmatch(r"word/(document|footnotes)\.xml", name)]
        markup = "".join(package.read(name).decode("utf-8", "replace") for name in names)
    return squeeze(re.sub(r"<[^>]+>", "", markup))


# ---- the value, read again -------------------------------------------------------------------------------------------


def read_value(raw: str, unit: str) -> Decimal | None:
    """The first number of what is printed, in the given unit; None where it is printed in words."""
    text = raw.translate(
        {ord(wide): ord(narrow) for wide, narrow in zip("０１２３４５６７８９．，＋－", "0123456789.,+-", strict=True)}
    )
    match = _NUMBER.search(text)
    if match is None:
        return Decimal(0) if _NONE.search(text) else None
    value = Decimal(match[0].replace(",", ""))
    value = -abs(value) if _LESS.search(text) else value
    following = text[match.end() :].lstrip()
    printed = _SCALE.get(following[:1])
    if unit.startswith("万"):
        # A bare number is in the dictionary's unit; one with a unit of its own is converted.
        if printed is not None:
            return value * printed / _SCALE["万"]
        return value / _SCALE["万"] if following.startswith(unit[1:]) and unit[1:] else value
    return value * printed if printed is not None else value
