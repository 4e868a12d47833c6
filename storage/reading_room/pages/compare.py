"""One figure over places and years: as a table, a ranking and small charts, and as a file with its citation.

Figures of different report forms are not drawn as one line: where the form changes, the line breaks and the table says so.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, Literal, cast, get_args

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from storage import tables
from storage.dictionary import dictionary
from storage.reading_room.asking import NotHere, Parameters
from storage.reading_room.charts import Chart, Point, draw
from storage.reading_room.guard import BYTES_POLICY
from storage.reading_room.index import Index
from storage.reading_room.lines import FigureLine, Filter, Series
from storage.reading_room.pages.reports import wanted
from storage.reading_room.rendering import address, given, kept, label, page, room_of, with_query
from storage.reading_room.room import Room
from storage.report import Applicant, Form, Level, Period
from storage.rows import IndicatorRow

PLACES = 40
RANKED = 15
CHARTS = 12
MOST_ROWS = 200_000
_IN_MEMORY, _CHUNK = 1 << 20, 1 << 18
DEFAULT = "applications.received"
_NAMES = ("code", "applicant", "period", "place", "level", "first", "last", "form", "issuer", "rank", "order")
_MEDIA_TYPES = {"csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet"}


class CitedRow(IndicatorRow):
    """A figure with the address of its report and the words to cite it by."""

    url: str
    published: str | None
    doubt: str | None
    citation: str


@kept
def show(request: Request) -> Response:
    room = room_of(request)
    parameters = Parameters(request.query_params)
    series, filtered = asked(parameters)
    offset, limit = parameters.paging(PLACES, largest=200)
    part = room.index.figures.places(series, filtered, offset=offset, limit=limit)
    rows: defaultdict[str, dict[int, FigureLine]] = defaultdict(dict)
    for line in room.index.figures.lines(series, filtered, places=list(part.rows)) if part.rows else []:
        rows[line.report.jurisdiction].setdefault(line.report.year, line)
    years = sorted({year for by_year in rows.values() for year in by_year})
    ranked_year = parameters.year("rank") or (years[-1] if years else None)
    descending = parameters.one_of("order", ("most", "least")) != "least"
    ranking = (
        room.index.figures.ranking(series, filtered, ranked_year, descending=descending, offset=0, limit=RANKED)
        if ranked_year is not None
        else []
    )
    return page(
        request,
        "compare.html",
        series=series,
        entry=dictionary().get(series.code),
        entries=list(dictionary().values()),
        series_of=room.index.figures.columns(series.code),
        filtered=filtered,
        given=_given(request),
        part=part,
        offset=offset,
        limit=limit,
        rows=rows,
        years=years,
        forms=sorted({line.report.form for by_year in rows.values() for line in by_year.values()}),
        charts=_charts(request, rows, series),
        ranked_year=ranked_year,
        descending=descending,
        ranking=ranking,
        largest=max((abs(line.value) for line in ranking if line.value is not None), default=0),
        provinces=room.coverage.below(""),
        levels=get_args(Level),
        all_forms=get_args(Form),
        citation=citation(room, series, request),
    )


def download(request: Request) -> Response:
    """The same figures as a file: every place and year that the filters let through, not only this page of them."""
    form = request.path_params["form"]
    if form not in _MEDIA_TYPES:
        raise NotHere("status_404")
    room = room_of(request)
    series, filtered = asked(Parameters(request.query_params))
    rows = cited(room.index, series, filtered, citation(room, series, request))
    target = cast("BinaryIO", tempfile.SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115 - closed when it is sent
    try:
        tables.write(rows, CitedRow, cast("Literal['csv', 'parquet']", form), target)
    except BaseException:
        target.close()
        raise
    size = target.tell()
    target.seek(0)
    name = f"lantai-{series.code}-{series.applicant}-{series.period}.{form}"
    headers = {
        "content-security-policy": BYTES_POLICY,
        "content-disposition": f'attachment; filename="{name}"',
        "content-length": str(size),
    }
    chunks = iter(lambda: target.read(_CHUNK), b"")
    closing = BackgroundTask(target.close)
    return StreamingResponse(chunks, media_type=_MEDIA_TYPES[form], headers=headers, background=closing)


def asked(parameters: Parameters) -> tuple[Series, Filter]:
    """The figure and the filters of an address; shared by the page, the files and the API."""
    code = parameters.one_of("code", dictionary()) or DEFAULT
    applicant = parameters.one_of("applicant", get_args(Applicant)) or "all"
    period = parameters.one_of("period", get_args(Period)) or "year"
    filtered = wanted(parameters)
    if filtered.issuer_kind is None:
        filtered = replace(filtered, issuer_kind="government")
    return Series(code, applicant, period), filtered


def cited(
    index: Index, series: Series, filtered: Filter, words: str, *, offset: int = 0, limit: int = MOST_ROWS
) -> Iterator[CitedRow]:
    for line in index.figures.lines(series, filtered, offset=offset, limit=limit):
        report = line.report
        yield CitedRow(
            jurisdiction=report.jurisdiction,
            name=report.name,
            level=cast("Level", report.level),
            year=report.year,
            issuer=report.issuer,
            form=cast("Form", report.form),
            code=series.code,
            label=label(series.code, "zh"),
            applicant=cast("Applicant", series.applicant),
            period=cast("Period", series.period),
            value=line.value,
            unit=dictionary()[series.code].unit,
            raw=line.raw,
            checks_failed=line.rules,
            report_id=report.report_id,
            record_id=report.record_id,
            payload_sha256=report.payload_sha256,
            url=report.url,
            published=report.published,
            doubt=line.doubt,
            citation=words,
        )


def citation(room: Room, series: Series, request: Request) -> str:
    """One line that says which figures of which archive in which state, and how they were asked for."""
    totals = room.archive.catalogue.totals()
    runs = max((run for run in room.archive.catalogue.last_runs().values()), default="")
    query = with_query("/compare", {**_given(request), "code": series.code})
    return (
        f"Lantai, archive of annual reports on government information disclosure (政府信息公开工作年度报告):"
        f" {label(series.code, 'en')} ({series}), {query}; {totals.runs} runs, the last {runs}."
    )


def _given(request: Request) -> dict[str, str]:
    return given(request, *_NAMES)


def _charts(request: Request, rows: dict[str, dict[int, FigureLine]], series: Series) -> list[tuple[str, str, Chart]]:
    found = []
    for place, by_year in list(rows.items())[:CHARTS]:
        points = [
            Point(
                year,
                line.value,
                line.report.form,
                address(request, f"/reports/{line.report.report_id}", figure=str(series)) + "#figure",
            )
            for year, line in by_year.items()
            if line.value is not None
        ]
        chart = draw(points)
        if chart is not None:
            found.append((place, next(iter(by_year.values())).report.name, chart))
    return found
