"""A figure held against its capture: the digest, the locator, the words in the bytes, the value."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from crawler.tracing.files import source_of
from crawler.tracing.source import Holding, Source
from crawler.tracing.squeezing import squeeze
from crawler.tracing.value import SCALE, read_value
from storage.capture import Capture, sha256_hex
from storage.report import Indicator, PdfLocator, Report, TableLocator

CONTEXT = 24
_MOST: tuple[Holding, ...] = ("there", "near")
_WORDS = re.compile("[\u3400-\u9fff]")
_SPACE = re.compile(r"\s+")
_YUAN = re.compile("(?<![万萬亿億])元")


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
    source = source_of(capture, report.capture.charset, limit) if elsewhere is None else Source("", [])
    if elsewhere is not None:
        unchecked.append(elsewhere)
    elif (page := _printed(indicator, source, faults, unchecked)) is not None:
        quote = f"page {page[0]}: {page[1]}"
    elif not source.text:
        unchecked.append("the words: they are a picture, which only OCR reads")
    elif (held := _held(source, indicator, needles)) == "near":
        unchecked.append("the place: the figure stands soon after its label, in which cell is not told")
    elif held == "nowhere":
        if source.partly:
            unchecked.append("the words: the file is of a kind that only the parser reads whole")
        elif source.pictured and all(map(source.lacks, needles)):
            unchecked.append(
                "the words: they stand in no text of the file, which shows pictures, and only OCR reads these"
            )
        elif isinstance(indicator.locator, TableLocator) and _in_pieces(source, needles[0], indicator.raw):
            unchecked.append("the label: the row's values are printed, its label in pieces around them or elsewhere")
        else:
            faults.append(f"{quote!r} is not found in the archived bytes")
    faults += _claims(report, indicator)
    if indicator.value is not None:
        value = read_value(indicator.raw, indicator.unit)
        if value is None:
            unchecked.append(f"the value: {indicator.raw!r} is in words that only the parser reads")
        elif value != Decimal(str(indicator.value)) and not _in_yuan(report, indicator, value):
            faults.append(f"{indicator.raw!r} reads {value} {indicator.unit}, the report says {indicator.value}")
    return Proof(quote, tuple(faults), tuple(unchecked))


def _held(source: Source, indicator: Indicator, needles: Iterable[list[str]]) -> Holding:
    """The most that the source says of the cells or words: a row with the figure at its column, or the words as they run."""
    where = indicator.locator
    found: set[Holding] = set()
    for cells in needles:
        column = where.column if isinstance(where, TableLocator) and len(cells) > 1 else _column(cells, indicator.raw)
        # What is withheld may be several cells, this the first.
        raw = indicator.raw if indicator.raw in cells[column] else cells[column]
        found.add(source.holds(cells, column, raw))
    return next((held for held in _MOST if held in found), "nowhere")


def _column(cells: Sequence[str], raw: str) -> int:
    return next((at for at, cell in enumerate(cells) if raw in cell), 0)


def _in_pieces(source: Source, row: list[str], raw: str) -> bool:
    values = _values(row)
    return len(values) > 1 and source.holds(values, _column(values, raw), raw) == "there"


def _claims(report: Report, indicator: Indicator) -> Iterator[str]:
    """Which other figures the report gives from the same cell: of one of them it is not the place."""
    if not isinstance(indicator.locator, TableLocator) or indicator.value is None:
        return
    own = (indicator.code, indicator.applicant, indicator.period)
    for one in report.indicators:
        key = (one.code, one.applicant, one.period)
        if one.locator == indicator.locator and key != own and one.value is not None:
            yield f"the report gives the same cell as {'@'.join(key)}"


def _printed(indicator: Indicator, source: Source, faults: list[str], unchecked: list[str]) -> tuple[int, str] | None:
    """The page and the line that a box on a page of a PDF names. None where it cannot be told: no box, or words in a picture."""
    where = indicator.locator
    if not isinstance(where, PdfLocator) or not source.pages:
        return None
    if not 1 <= where.page <= len(source.pages):
        faults.append(f"the file has {len(source.pages)} pages, the figure is said to be on page {where.page}")
        return where.page, indicator.raw
    page = source.pages[where.page - 1]
    line = page.place(indicator.raw, where.box)
    if line is None and (not page.letters or page.in_a_picture(where.box)):
        return None
    if line is None and page.holds(indicator.raw, where.box):
        unchecked.append(f"the words: other letters stand between those of {indicator.raw!r}, which may not be seen")
    elif line is None:
        faults.append(f"{indicator.raw!r} is not printed there on page {where.page}")
    return where.page, line or indicator.raw


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
            rows = report.tables[where.table].rows[where.row :] if where.row >= 0 else ()
            row = list(rows[0])
            cell = row[where.column]
        except IndexError:
            faults.append(f"the report has no table {where.table}, row {where.row}, column {where.column}")
            return raw, [[raw]]
        below = (cell for row in rows[1:] for cell in row)
        if raw not in cell and not (indicator.value is None and _runs_on([*row[where.column :], *below], raw)):
            faults.append(f"the cell holds {cell!r}, not {raw!r}")
        return _quoted(row, where.column), [row]
    start, end = where.start, where.end
    if report.text[start:end] != raw:
        faults.append(f"the text at {start}-{end} is {report.text[start:end]!r}, not {raw!r}")
    context = report.text[max(0, start - CONTEXT) : end + CONTEXT]
    around = report.text[max(0, start - CONTEXT) : end]
    return _SPACE.sub(" ", context), [[context], [around.rpartition("\n")[2]]]


def _quoted(row: list[str], column: int) -> str:
    """The row as printed, its cell in 【】: a merged label, which repeats itself in the cells it covers, is written once."""
    kept = [
        f"【{text}】" if at == column else text
        for at, text in enumerate(map(squeeze, row))
        if at == column or at == 0 or text != squeeze(row[at - 1]) or not text or text[-1].isdigit()
    ]
    return " | ".join(kept)


def _values(row: list[str]) -> list[str]:
    """The row's cells without words. Where values of which the columns are not told stand in one cell, these are all that it has."""
    cells = [cell for cell in row if not _WORDS.search(cell)]
    return next((cell.split() for cell in cells if len(cell.split()) > 1), cells)


def _in_yuan(report: Report, indicator: Indicator, value: Decimal) -> bool:
    """Whether the difference is the unit: counted in 万元, printed in the 元 that a label of its row or column names."""
    where = indicator.locator
    if not isinstance(where, TableLocator) or indicator.unit != "万元":
        return False
    try:
        rows = report.tables[where.table].rows
        labels = [*rows[where.row], *(row[where.column] for row in rows[: where.row])]
    except IndexError:
        return False
    return value == Decimal(str(indicator.value)) * SCALE["万"] and any(_YUAN.search(label) for label in labels)


def _runs_on(cells: list[str], raw: str) -> bool:
    """Whether these cells, one behind the other, print what was withheld as a whole: rows whose values cannot be told apart."""
    wanted = raw.split()
    return wanted[:1] == cells[0].split()[:1] and not Counter(wanted) - Counter(" ".join(cells).split())
