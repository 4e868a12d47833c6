"""Stage 4, parse (解析): an article to a report with every figure.

    parse(article, context, gazetteer) -> ParsedReport

    recover tables -> lay out -> recognise -> outline -> figures of tables -> figures of sentences -> merge -> check

A pure function: the same article and context give the same report on every machine.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from pipelines import script
from pipelines.blocks import Article, Link, TableBlock
from pipelines.check import check
from pipelines.checking.counted_otherwise import without_the_rest
from pipelines.checking.doubted import unless_contradicted
from pipelines.errors import NotAReport
from pipelines.parsing.figures import Figure, LaidOut, TableReading, number
from pipelines.parsing.flattened import recover_tables
from pipelines.parsing.forms import read_tables
from pipelines.parsing.layout import lay_out
from pipelines.parsing.prose import read_prose
from pipelines.parsing.recognise import Recognised, recognise
from pipelines.parsing.sections import outline
from pipelines.places import Gazetteer
from storage.dictionary import dictionary, parts_of
from storage.report import (
    Attachment,
    AttachmentRole,
    CaptureRef,
    Form,
    Indicator,
    Locator,
    ParsedReport,
    Parser,
    Reading,
    Report,
    Source,
    TextLocator,
    report_id,
)

PARSER_VERSION = "12"

# Two ways of dividing the same applications: where a table gives the one, a sentence's other is a label, no figure.
_INSTEAD = {"applications.channel.letter": "applications.channel.letter_fax"}
_ROWS_READ = 6  # rows of the table of applications that must have been read before its blanks count
_TOTAL_ROWS = frozenset({"applications.received", "applications.answered"})
_IMAGE = re.compile("\\.(?:jpe?g|png|gif|bmp|tiff?|webp)(?:$|[?#])", re.IGNORECASE)
_REPORT_WORDS = re.compile("年度?[报報]|信息公[开開]|全文|正文")
_DAMAGE = re.compile("(?!body:)[a-z_]+:")


@dataclass(frozen=True, slots=True)
class ParseContext:
    """What an article cannot tell of itself: whose portal it came from and the capture it was read from.

    `hints` are facts of the page that linked to a bare file ({"title": ..., "published": ...}), used only where the
    file prints none itself. `commit` is the revision of the program that reads, for the record. `body` are the files that
    were read together where the page only carries them, in the order of their pages; `pictures` those that show tables of the page.
    """

    jurisdiction: str
    source: Source
    capture: CaptureRef
    hints: dict[str, str]
    commit: str | None = None
    body: tuple[Attachment, ...] = ()
    pictures: tuple[Attachment, ...] = ()


def parse(article: Article, context: ParseContext, gazetteer: Gazetteer) -> ParsedReport:
    """The article as a report. Raises NotAReport, which says what it lacks: form, body, year or place."""
    article = replace(article, blocks=recover_tables(article.blocks))
    found = recognise(article, gazetteer, context.jurisdiction, context.hints)
    if not found.complete:
        carried = "the page only carries the report as an attachment"
        raise NotAReport(
            carried if article.attachments else "the page has a report's title and hardly any text or files"
        )
    if found.year is None or found.jurisdiction is None:
        lacking = "year" if found.year is None else "jurisdiction"
        raise NotAReport(f"the {lacking} of the report cannot be told: {'; '.join(found.reasons)}")
    laid_out = lay_out(article)
    sections = outline(laid_out)
    blocks = tuple(block for block in article.blocks if isinstance(block, TableBlock))
    tables = read_tables(blocks, laid_out, found.year, found.issuer)
    prose = read_prose(laid_out, sections, tables.form, found.year, found.issuer)
    prose = replace(prose, figures=_marked(prose.figures, article, laid_out))
    prose = without_the_rest(prose, tables.figures)
    figures = merge(_marked(tables.figures, article, laid_out), prose.figures, tables.form)
    damaged = any(flag.startswith("damaged_") for flag in article.flags)
    checks = check(figures, prose, tables.form, lost=tables.lost, damaged=damaged)
    figures = unless_contradicted(figures, checks)
    report = Report(
        report_id=report_id(found.jurisdiction, found.year, found.issuer),
        jurisdiction=gazetteer.jurisdiction(found.jurisdiction),
        year=found.year,
        issuer=found.issuer,
        title=found.title,
        published=_published(article, context),
        metadata=dict(sorted(article.metadata.items())),
        form=tables.form,
        source=context.source,
        capture=context.capture,
        attachments=_attachments(article, context),
        copies=(),
        script=script.of(laid_out.text),
        text=laid_out.text,
        sections=sections.sections,
        tables=laid_out.tables,
        indicators=tuple(_indicator(figure) for figure in figures),
        checks=checks,
        parser=Parser(version=PARSER_VERSION, commit=context.commit),
    )
    return ParsedReport(report=report, reading=_reading(article, laid_out, tables, figures, found))


def _marked(figures: Iterable[Figure], article: Article, laid_out: LaidOut) -> tuple[Figure, ...]:
    """The figures, those marked that OCR read: all of a scan, and those whose words were read from a picture."""
    return tuple(
        replace(figure, ocr=True) if article.ocr or _is_within(figure.locator, laid_out.ocr) else figure
        for figure in figures
    )


def _is_within(where: Locator, spans: Iterable[tuple[int, int]]) -> bool:
    return isinstance(where, TextLocator) and any(start <= where.start and where.end <= end for start, end in spans)


def merge(tables: Iterable[Figure], prose: Iterable[Figure], form: Form) -> tuple[Figure, ...]:
    """One figure a code, applicant and period: the table's before the sentence's, a value before a doubt.

    A blank cell is no figure whatever the sentences say: where the table of applications was read, they fill no row of it,
    in the columns that it has (one without 总计 leaves the totals to them).
    """
    chosen = {(figure.code, figure.applicant, figure.period): figure for figure in tables}
    in_tables = {code for code, _, _ in chosen}
    cells = {(code, applicant) for code, applicant, _ in chosen if code.startswith("applications.")}
    columns = {applicant for _, applicant in cells}
    tabled = form in ("2019", "2021") and len({code for code, _ in cells}) >= _ROWS_READ
    for figure in prose:
        if _INSTEAD.get(figure.code) in in_tables:
            continue
        key = (figure.code, figure.applicant, figure.period)
        before = chosen.get(key)
        if before is None and tabled and figure.applicant in columns and _has_row(figure.code, form, in_tables):
            continue
        if before is None or (before.value is None and figure.value is not None):
            chosen[key] = figure
    order = {code: index for index, code in enumerate(dictionary())}
    return tuple(sorted(chosen.values(), key=lambda figure: (order[figure.code], figure.period != "year")))


def _has_row(code: str, form: Form, in_tables: Collection[str]) -> bool:
    """Whether the table of applications has a row for a code: the totals that are stated in words only have none, by the form or
    by the rows that were read in their place (either kind of 其他处理 stands in tables of any year)."""
    entry = dictionary()[code]
    if "applicant" not in entry.dimensions or not code.startswith("applications."):
        return False
    parts = any(form in part.forms or part.code in in_tables for part in parts_of(code))
    return not parts or code in in_tables or code in _TOTAL_ROWS


def _indicator(figure: Figure) -> Indicator:
    return Indicator(
        code=figure.code,
        applicant=figure.applicant,
        period=figure.period,
        value=number(figure.value),
        unit=dictionary()[figure.code].unit,
        raw=figure.raw,
        locator=figure.locator,
        doubt=figure.doubt,
    )


def _published(article: Article, context: ParseContext) -> str | None:
    if article.published is not None:
        return article.published.isoformat()
    hinted = context.hints.get("published", "")
    return hinted if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", hinted) else None


def _attachments(article: Article, context: ParseContext) -> tuple[Attachment, ...]:
    """The files that belong to the report: where a page only led to the file that was read, that file is its body."""
    linked = tuple(
        Attachment(url=link.url, media_type=None, record_id=None, payload_sha256=None, role=_role(link))
        for link in article.attachments
    )
    if context.body:
        return (*context.body, *linked)
    shown = {one.url for one in context.pictures}
    linked = (*context.pictures, *(one for one in linked if one.url not in shown))
    if article.medium == "page" or not context.hints:
        return linked
    capture = context.capture
    body = Attachment(
        url=context.source.url,
        media_type=capture.media_type,
        record_id=capture.record_id,
        payload_sha256=capture.payload_sha256,
        role="body",
    )
    return (body, *linked)


def _role(link: Link) -> AttachmentRole:
    if _IMAGE.search(link.url):
        return "image"
    return "copy" if _REPORT_WORDS.search(link.text) else "annex"


def _reading(
    article: Article, laid_out: LaidOut, tables: TableReading, figures: tuple[Figure, ...], found: Recognised
) -> Reading:
    rows = [[["".join(cell.split()) for cell in row] for row in table.rows] for table in laid_out.tables]
    values = sorted(
        (figure.code, figure.applicant, figure.period, None if figure.value is None else str(figure.value.normalize()))
        for figure in figures
    )
    return Reading(
        medium=article.medium,
        erratum=found.erratum,
        content_sha256=_digest(["".join(laid_out.text.split()), rows]),
        figures_sha256=_digest(values),
        coverage=article.coverage,
        dropped=article.dropped,
        damage=tuple(flag for flag in article.flags if _DAMAGE.match(flag)),
        notes=(*found.reasons, *tables.notes, *(flag for flag in article.flags if not _DAMAGE.match(flag))),
        by_ocr=tuple(dict.fromkeys(figure.code for figure in figures if figure.ocr)),
    )


def _digest(value: Any) -> str:
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()
