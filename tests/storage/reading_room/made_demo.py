"""The demonstration's portals as an archive, without a crawl: what each site would answer, captured, examined and read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from crawler.discovery.page import Answer
from crawler.tasks import context_of, examine_answer, is_report, read
from demo import portals
from demo.portals import Row
from pipelines.errors import NotAReport
from storage.archive import Archive
from storage.capture import Capture, CaptureFacts, sha256_hex
from storage.report import ParsedReport
from storage.runs import Code
from storage.snapshots import create
from tests.storage.made import record_id
from tests.storage.made_runs import START, put_run

LIMIT = 20_000_000
YEARS = range(2014, 2025)


def fill(archive: Archive, codes: Iterable[str]) -> None:
    """A run with everything that the portals of these places answer, and a snapshot."""
    rows = [row for row in portals.build(fixed_ports=False) if row.jurisdiction in codes]
    captures, parses = [], []
    for row in rows:
        for capture in _captures(row):
            captures.append(capture)
            parsed = _read(capture)
            if parsed is not None:
                parses.append(parsed)
    found = {
        row.jurisdiction: {each.report.year for each in parses if each.report.jurisdiction.code == row.jurisdiction}
        for row in rows
    }
    coverage = {
        code: [(year, "found" if year in years else "absent") for year in YEARS] for code, years in found.items()
    }
    put_run(archive, 0, captures, parses, coverage=coverage)
    create(archive, code=Code(version="test"))


def _captures(row: Row) -> Iterable[Capture]:
    host = f"http://www.{row.site.name.replace('_', '-')}.example"
    for number, path in enumerate(row.site.paths()):
        answer = row.site._answers[path]
        if not answer.plain or answer.status != 200 or not answer.body:
            continue
        headers = (("Content-Type", answer.content_type or ""), *answer.headers)
        yield Capture(
            record_id=record_id(f"{row.jurisdiction} {path}"),
            url=host + path,
            fetched_at=START + timedelta(seconds=number),
            status=200,
            reason="OK",
            headers=headers,
            body=answer.body,
            request_method="GET",
            request_headers=(),
            request_body=b"",
            facts=CaptureFacts(
                jurisdiction=row.jurisdiction,
                portal_url=host + row.portal,
                source_kind=row.source_kind,  # type: ignore[arg-type]
                path=(host + row.portal,),
            ),
        )


def _read(capture: Capture) -> ParsedReport | None:
    answer = Answer(capture.url, capture.status, capture.headers, capture.body, capture.record_id)
    page = examine_answer(answer, None, capture.facts.jurisdiction, {}, LIMIT)
    if not is_report(page):
        return None
    try:
        context = context_of(capture, sha256_hex(capture.body), page)
        return read(capture.url, capture.headers, capture.body, page.body_hint, context, LIMIT)
    except NotAReport:
        return None
