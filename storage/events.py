"""Events (事件): what happened to documents and portals over time, told by captures, parses, runs and the legal deadlines.

A function of what the catalogue holds, computed on reading: an archive imported from elsewhere has the same events.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from storage.catalogue import CaptureRow, FindingRow, Look, ParseRow, VisitRow
from storage.differences import GONE
from storage.legal import IssuerKind, china_day, deadline, earliest_print
from storage.rows import EventKind, EventLine
from storage.selection import latest_parses

if TYPE_CHECKING:
    from storage.archive import Archive

_PORTAL: dict[str, EventKind] = {
    "failed": "portal_failed",
    "degraded": "portal_degraded",
    "success": "portal_recovered",
}


def events(archive: Archive, jurisdiction: str, name: str | None) -> list[EventLine]:
    """All events of a jurisdiction, in the order of their time."""
    parses = archive.catalogue.reports(jurisdiction)
    by_key = {parse.key: parse for parse in parses}
    latest = (by_key[each.key] for each in latest_parses(parse.candidate() for parse in parses))
    readings = {parse.record_id: parse for parse in latest if parse.jurisdiction == jurisdiction}
    addresses = sorted({parse.url for parse in readings.values()})
    attempts = {url: list(archive.catalogue.captures_of(url)) for url in addresses}
    found = [
        *_of_documents(name, readings, attempts),
        *_of_second_looks(name, archive.catalogue.findings([jurisdiction]), attempts),
        *_of_deadlines(name, readings.values()),
        *_of_looks(name, archive.catalogue.looks([jurisdiction]), readings.values()),
        *_of_portal(name, archive.catalogue.visits([jurisdiction])),
    ]
    return sorted(found, key=lambda event: (event.time, event.event, event.url or "", event.record_id or ""))


def _of_documents(
    name: str | None, readings: Mapping[str, ParseRow], attempts: Mapping[str, list[CaptureRow]]
) -> Iterator[EventLine]:
    first = _first_captures(readings, attempts)
    for rows in attempts.values():
        yield from _of_address(name, rows, readings, first)


def _first_captures(readings: Mapping[str, ParseRow], attempts: Mapping[str, list[CaptureRow]]) -> dict[str, str]:
    """The record id of the first capture of each report."""
    read = [each for rows in attempts.values() for each in rows if each.record_id in readings]
    first: dict[str, str] = {}
    for each in sorted(read, key=_when):
        first.setdefault(readings[each.record_id].report_id, each.record_id)
    return first


def _of_address(
    name: str | None, attempts: list[CaptureRow], readings: Mapping[str, ParseRow], first: Mapping[str, str]
) -> Iterator[EventLine]:
    last: ParseRow | None = None
    gone = False
    for attempt in attempts:
        reading = readings.get(attempt.record_id)
        if attempt.status in GONE:
            if last is not None and not gone:
                yield _document_event("gone", name, attempt, last, last, f"the answer is {attempt.status}")
            gone = last is not None
            continue
        if gone and last is not None and attempt.status < 400:
            yield _document_event("back", name, attempt, reading or last, last, f"the answer is {attempt.status}")
            gone = False
        if reading is None:
            continue
        if last is None or last.report_id != reading.report_id:
            kind: EventKind = "new" if first[reading.report_id] == attempt.record_id else "copy"
            yield _document_event(kind, name, attempt, reading, None, reading.title or "")
        elif last.payload_sha256 != reading.payload_sha256 and last.parser_version == reading.parser_version:
            yield _changed(name, attempt, reading, last)
        last = reading


def _changed(name: str | None, attempt: CaptureRow, reading: ParseRow, last: ParseRow) -> EventLine:
    if last.content_sha256 == reading.content_sha256:
        return _document_event("cosmetic", name, attempt, reading, last, "the page differs, the report does not")
    figures = last.figures_sha256 != reading.figures_sha256
    told = "figures differ" if figures else "the text differs, the figures do not"
    return _document_event("revised", name, attempt, reading, last, told)


def _document_event(
    kind: EventKind, name: str | None, attempt: CaptureRow, reading: ParseRow, before: ParseRow | None, detail: str
) -> EventLine:
    return EventLine(
        time=attempt.fetched_at,
        event=kind,
        jurisdiction=reading.jurisdiction,
        name=name,
        year=reading.year,
        report_id=reading.report_id,
        url=attempt.url,
        detail=detail,
        run=attempt.run,
        record_id=attempt.record_id,
        before=before.record_id if before else None,
    )


def _of_second_looks(
    name: str | None, findings: Iterable[FindingRow], attempts: Mapping[str, list[CaptureRow]]
) -> Iterator[EventLine]:
    """What only a refetch can tell: a report that moved, and one whose address answers with another page now."""
    lost: set[str] = set()
    for row in findings:
        found = row.finding
        answers = [each for each in attempts.get(found.url, ()) if each.run == row.run]
        told_already = any(each.status in GONE for each in answers)
        kind: EventKind | None = "moved" if found.verdict == "moved" else None
        if found.verdict == "gone" and found.url not in lost:
            kind = None if told_already else "gone"
            lost.add(found.url)
        elif found.verdict in ("unchanged", "cosmetic", "revised"):
            lost.discard(found.url)
        if kind is not None:
            yield EventLine(
                time=answers[-1].fetched_at if answers else row.finished,
                event=kind,
                jurisdiction=row.jurisdiction,
                name=name,
                year=int(found.report_id.split("/")[1]),
                report_id=found.report_id,
                url=found.url,
                detail="; ".join(found.details),
                run=row.run,
                record_id=answers[-1].record_id if answers else None,
                before=found.before,
            )


def _of_deadlines(name: str | None, readings: Iterable[ParseRow]) -> Iterator[EventLine]:
    """Reports of governments and departments that came out after their deadline, by the earliest date that they print."""
    by_report: dict[str, list[ParseRow]] = {}
    for reading in readings:
        if reading.issuer_kind in ("government", "department") and reading.source_kind == "official":
            by_report.setdefault(reading.report_id, []).append(reading)
    for copies in by_report.values():
        first = min(copies, key=lambda each: (each.fetched_at, each.record_id))
        printed = earliest_print(first.year, [each.published for each in copies if each.published])
        kind: IssuerKind = "government" if first.issuer_kind == "government" else "department"
        limit = deadline(kind, first.year).day
        if printed is not None and printed > limit:
            yield EventLine(
                time=first.fetched_at,
                event="late",
                jurisdiction=first.jurisdiction,
                name=name,
                year=first.year,
                report_id=first.report_id,
                url=first.url,
                detail=f"published on {printed}, due by {limit}",
                run=first.run,
                record_id=first.record_id,
                before=None,
            )


def _of_looks(name: str | None, looks: Iterable[Look], readings: Iterable[ParseRow]) -> Iterator[EventLine]:
    """The first look after its deadline that read a portal whole and did not find the government's own report."""
    archived: dict[int, str] = {}
    for reading in readings:
        if reading.issuer_kind == "government":
            archived[reading.year] = min(archived.get(reading.year, reading.fetched_at), reading.fetched_at)
    told: set[int] = set()
    for look in sorted(looks, key=lambda each: (each.finished, each.year)):
        limit = deadline("government", look.year).day
        known = look.year in archived and archived[look.year] <= look.finished
        if look.state == "absent" and look.year not in told and not known and china_day(look.finished) > limit:
            told.add(look.year)
            yield EventLine(
                time=look.finished,
                event="overdue",
                jurisdiction=look.jurisdiction,
                name=name,
                year=look.year,
                report_id=None,
                url=None,
                detail=f"due by {limit}; {look.evidence}",
                run=look.run,
                record_id=None,
                before=None,
            )


def _of_portal(name: str | None, visits: Iterable[VisitRow]) -> Iterator[EventLine]:
    """A run that ended otherwise than the one before it; a first success is no event."""
    before = "success"
    for visit in visits:
        kind = _PORTAL.get(visit.outcome)
        if kind is not None and visit.outcome != before:
            yield EventLine(
                time=visit.finished,
                event=kind,
                jurisdiction=visit.jurisdiction,
                name=name,
                year=None,
                report_id=None,
                url=None,
                detail="; ".join(visit.reasons),
                run=visit.run,
                record_id=None,
                before=None,
            )
        before = visit.outcome if kind is not None else before


def _when(capture: CaptureRow) -> tuple[str, str]:
    return capture.fetched_at, capture.record_id
