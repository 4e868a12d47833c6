"""Rows of the catalogue out of stored objects, or out of what a run's writer still knows of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from storage.catalogue.rows import ParseRow
from storage.catalogue.statements import as_json
from storage.errors import ObjectDamaged
from storage.objects import ObjectStore
from storage.report import ParsedReport
from storage.runs import ReportEntry, SegmentEntry
from storage.trees import sha256_of
from storage.warc import StoredCapture, read_captures, warc_date

_STEP = 4 << 20


@dataclass(frozen=True, slots=True)
class Put:
    """What a run's writer still knows of what it put, by key: the rows of `captures` of a segment, and parses."""

    captures: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    parses: dict[str, ParseRow] = field(default_factory=dict)


def read_segment(store: ObjectStore, segment: SegmentEntry) -> list[tuple[Any, ...]]:
    """The captures of a segment as rows of `captures`; its SHA-256 and counts must be the manifest's."""
    digest = hashlib.sha256()
    position = 0

    def more() -> bytes:
        nonlocal position
        data = store.read(segment.key, position, _STEP) if position < segment.bytes else b""
        position += len(data)
        digest.update(data)
        return data

    rows = [capture_values(stored) for stored in read_captures(more)]
    if digest.hexdigest() != segment.sha256 or len(rows) != segment.captures:
        raise ObjectDamaged(f"{segment.key} is not what its run's manifest says (SHA-256, or number of captures)")
    return rows


def capture_values(stored: StoredCapture) -> tuple[Any, ...]:
    """A row of `captures` but for its segment, which stands second there."""
    capture, facts = stored.capture, stored.capture.facts
    headers = {name.lower(): value for name, value in reversed(capture.headers)}
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    return (
        capture.record_id,
        stored.offset,
        stored.length,
        capture.url,
        capture.request_method,
        warc_date(capture.fetched_at),
        capture.status,
        media_type or None,
        stored.payload_sha256,
        stored.original.record_id if stored.original else None,
        capture.truncated,
        capture.rendered_dom is not None,
        headers.get("etag"),
        headers.get("last-modified"),
        facts.role,
        facts.source_kind,
        facts.family,
        facts.portal_url,
        facts.parent,
        facts.anchor,
        as_json(facts.path),
    )


def read_parse(entry: ReportEntry, data: bytes, run: str) -> ParseRow:
    """A row of `parses` from a stored parse; ObjectDamaged if it is not what the manifest says."""
    if sha256_of(data) != entry.sha256:
        raise ObjectDamaged(f"{entry.key} does not have the SHA-256 that its run's manifest says")
    try:
        parsed = ParsedReport.model_validate_json(data)
    except ValueError as error:
        raise ObjectDamaged(f"{entry.key} is no parsed report: {' '.join(str(error).split())[:200]}") from error
    return parse_row(entry, parsed, run)


def parse_row(entry: ReportEntry, parsed: ParsedReport, run: str) -> ParseRow:
    """A row of `parses`, of a parse that a run put."""
    report, reading = parsed.report, parsed.reading
    return ParseRow(
        key=entry.key,
        sha256=entry.sha256,
        bytes=entry.bytes,
        run=run,
        report_id=report.report_id,
        jurisdiction=report.jurisdiction.code,
        name=report.jurisdiction.name,
        level=report.jurisdiction.level,
        province=report.jurisdiction.province,
        crawled=report.capture.segment.split("/")[1] if report.capture.segment else None,
        year=report.year,
        issuer_kind=report.issuer.kind,
        issuer=report.issuer.name,
        form=report.form,
        title=report.title,
        published=report.published,
        source_kind=report.source.kind,
        family=report.source.portal_family,
        url=report.source.url,
        record_id=report.capture.record_id,
        fetched_at=report.capture.fetched_at,
        payload_sha256=report.capture.payload_sha256,
        content_sha256=reading.content_sha256,
        figures_sha256=reading.figures_sha256,
        parser_version=report.parser.version,
        parser_commit=report.parser.commit,
        medium=reading.medium,
        erratum=reading.erratum,
        figures=len(report.indicators),
        checks_failed=sum(check.status == "fails" for check in report.checks),
    )
