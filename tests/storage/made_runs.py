"""Made-up runs, put into an archive object by object, without a crawl."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.archive import Archive
from storage.capture import Capture, CaptureFacts
from storage.report import ParsedReport
from storage.runs import Code, CoverageRow, JurisdictionOutcome, RunManifest, SegmentEntry
from storage.warc import Original, group, warcinfo
from tests.storage.made import parsed, record_id

START = datetime(2026, 1, 31, 8, tzinfo=UTC)


def open_archive(folder: Path, state: str = "state") -> Archive:
    return Archive.open(f"file:{folder / 'archive'}", state_dir=folder / state, create=True)


def run_name(number: int) -> str:
    """The name of the number-th run: a run a day."""
    return f"{START + timedelta(days=number):%Y%m%dT%H%M%SZ}-{number:08x}"


def capture(
    url: str = "https://www.luzhou.gov.cn/a.html",
    *,
    code: str = "510500",
    day: int = 0,
    body: str = "body",
    status: int = 200,
    role: str = "page",
    name: str | None = None,
    method: str = "GET",
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),),
    kind: str = "official",
) -> Capture:
    at = START + timedelta(days=day)
    return Capture(
        record_id=record_id(name or f"{url} {at} {body}"),
        url=url,
        fetched_at=at,
        status=status,
        reason="OK",
        headers=headers,
        body=body.encode(),
        request_method=method,
        request_headers=(("User-Agent", "Lantai"),),
        request_body=b"",
        facts=CaptureFacts(
            jurisdiction=code,
            portal_url="https://www.luzhou.gov.cn/",
            source_kind=kind,  # type: ignore[arg-type]
            role=role,
            path=("https://www.luzhou.gov.cn/",),
        ),
    )


def parse_of(each: Capture, *, text: str | None = None, **changed: object) -> ParsedReport:
    """A parse of a capture: the text is the body's unless given."""
    made = parsed(
        url=each.url,
        kind=each.facts.source_kind,
        code=str(changed.pop("code", each.facts.jurisdiction)),
        body=each.body.decode(),
        text=text if text is not None else each.body.decode(),
        fetched_at=each.fetched_at.isoformat().replace("+00:00", "Z"),
        **changed,  # type: ignore[arg-type]
    )
    seen = made.report.capture.model_copy(update={"record_id": each.record_id, "segment": None})
    return made.model_copy(update={"report": made.report.model_copy(update={"capture": seen})})


def put_run(
    archive: Archive,
    number: int,
    captures: Iterable[Capture] = (),
    parses: Iterable[ParsedReport] = (),
    *,
    originals: Mapping[str, Original] | None = None,
    coverage: Mapping[str, Iterable[tuple[int, str]]] | None = None,
    outcome: str = "success",
) -> RunManifest:
    """Segments, reports, then the commit. `coverage` is (year, state) by jurisdiction.

    A parse of a capture of this run is told its segment, as the writer does; another keeps what it says.
    """
    run, at = run_name(number), START + timedelta(days=number)
    by_code: dict[str, list[Capture]] = {}
    for each in captures:
        by_code.setdefault(each.facts.jurisdiction, []).append(each)
    segments, segment_of = [], {}
    for code, group_of in sorted(by_code.items()):
        data, records = warcinfo({"isPartOf": run}, at=at), 1
        for each in group_of:
            members, count = group(each, (originals or {}).get(each.record_id))
            data, records = data + members, records + count
        digest = hashlib.sha256(data).hexdigest()
        key = f"captures/{code}/{run}/000001-{digest[:16]}.warc.gz"
        archive.store.put(key, data, sha256=digest)
        segment_of.update({each.record_id: key for each in group_of})
        segments.append(SegmentEntry(key=key, sha256=digest, bytes=len(data), records=records, captures=len(group_of)))
    told = {
        code: JurisdictionOutcome(
            outcome=outcome,  # type: ignore[arg-type]
            coverage=tuple(
                CoverageRow(year=year, state=state, evidence=f"looked in run {number}")  # type: ignore[arg-type]
                for year, state in (coverage or {}).get(code, ())
            ),
        )
        for code in sorted({*by_code, *(coverage or {})})
    }
    manifest = RunManifest(
        run=run,
        spider="annual_reports",
        started=at,
        finished=at + timedelta(hours=1),
        outcome=outcome,  # type: ignore[arg-type]
        jurisdictions=told,
        segments=tuple(segments),
        reports=tuple(archive.put_report(_placed(each, segment_of)) for each in parses),
        code=Code(version="test"),
    )
    return archive.commit(manifest.to_bytes())


def _placed(each: ParsedReport, segment_of: Mapping[str, str]) -> ParsedReport:
    seen = each.report.capture
    placed = seen.model_copy(update={"segment": segment_of.get(seen.record_id, seen.segment)})
    return each.model_copy(update={"report": each.report.model_copy(update={"capture": placed})})
