"""Exports (导出): what the archive holds as rows, streamed, in one order whatever order things were found in.

    reports      Contract 3, one report a line          captures   one capture a line
    indicators   one figure a row                       coverage   one jurisdiction and year a row
    checks       one check a row                        events     what happened, by jurisdiction and time

Reports, and the figures and checks in them, are the current version of each (selection.py) with its copies and its checks
across years (continuity.py); or every version, the current one first. Tables are written by tables.py.

A parsed report that is damaged or gone ends the export with its error; who hands in `unread` is told of it instead, and gets the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel

from storage.catalogue import ParseRow
from storage.continuity import Continuity, looks_back
from storage.dictionary import dictionary
from storage.errors import ObjectDamaged, ObjectMissing
from storage.events import events
from storage.report import CaptureRef, Check, Indicator, Jurisdiction, ParsedReport, Report
from storage.rows import CaptureLine, CheckRow, CoverageLine, EventLine, IndicatorRow
from storage.selection import Candidate, Choice, choose

if TYPE_CHECKING:
    from storage.archive import Archive

Kind = Literal["reports", "indicators", "checks", "captures", "coverage", "events"]
Places = Callable[[str], Jurisdiction | None]
Unread = Callable[[str], None]
"""Told in a line what is wrong with each stored report that could not be read."""

MODELS: dict[Kind, type[BaseModel]] = {
    "reports": Report,
    "indicators": IndicatorRow,
    "checks": CheckRow,
    "captures": CaptureLine,
    "coverage": CoverageLine,
    "events": EventLine,
}

_ACROSS = "row_sum"  # the rule that is looked at across the applicants, not in one column


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to export: codes and years (None for all), and whether every version or the current one of each report.

    With `runs`, reports are what those runs alone read: the archive as a snapshot covers it. Captures have no year of their own: `years` does not narrow them. An event that concerns no report has none either.
    """

    jurisdictions: frozenset[str] | None = None
    years: frozenset[int] | None = None
    versions: Literal["current", "all"] = "current"
    runs: frozenset[str] | None = None

    def year(self, year: int | None) -> bool:
        return self.years is None or year in self.years

    def among(self, codes: list[str]) -> list[str]:
        return [code for code in codes if self.jurisdictions is None or code in self.jurisdictions]


def rows(
    archive: Archive, kind: Kind, wanted: Wanted, places: Places, unread: Unread | None = None
) -> Iterator[BaseModel]:
    """The rows of an export, all of one moment of the catalogue. `places` names jurisdictions that no report names."""
    with archive.catalogue.consistent():
        if kind in _OF_REPORTS:
            yield from (row for report in reports(archive, wanted, unread) for row in _OF_REPORTS[kind](report))
        else:
            yield from _OTHERS[kind](archive, wanted, places)


def report_schema() -> dict[str, object]:
    """The JSON Schema (2020-12) of a line of `scrapy export reports`."""
    schema = Report.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def reports(archive: Archive, wanted: Wanted, unread: Unread | None = None) -> Iterator[Report]:
    """Reports by jurisdiction, year and issuer; of a year only what is wanted, but checked against the year before."""
    for code in wanted.among(archive.catalogue.jurisdictions()):
        continuity, told = Continuity(), set[str]()
        parses = [each for each in archive.catalogue.reports(code) if wanted.runs is None or each.run in wanted.runs]
        keys = {parse.key: parse for parse in parses}
        for choice in choose(parse.candidate() for parse in parses):
            current = keys[choice.current.key]
            if current.jurisdiction != code:
                continue
            if wanted.year(current.year):
                for version in choice.versions if wanted.versions == "all" else choice.versions[:1]:
                    if (parsed := _read(archive, version.key, unread, told)) is not None:
                        yield _completed(archive, parsed, choice, version, continuity)
            if wanted.year(current.year + 1) and (before := _read(archive, current.key, unread, told)) is not None:
                continuity.remember(before)


def _read(archive: Archive, key: str, unread: Unread | None, told: set[str]) -> ParsedReport | None:
    """None for one that cannot be read, told once; ObjectDamaged and ObjectMissing where nobody is to be told."""
    try:
        return archive.parsed(key)
    except (ObjectMissing, ObjectDamaged) as error:
        if unread is None:
            raise
        if key not in told:
            told.add(key)
            unread(str(error))
        return None


def _completed(
    archive: Archive, parsed: ParsedReport, choice: Choice, version: Candidate, continuity: Continuity
) -> Report:
    """With its copies, the place of its capture, and its checks across years."""
    copies = choice.copies if version == choice.current else ()
    report = parsed.report.model_copy(update={"copies": copies, "capture": _located(archive, parsed)})
    return continuity.complete(parsed, report)


def _located(archive: Archive, parsed: ParsedReport) -> CaptureRef:
    """The capture with its segment: a parse may be older than its capture's place in the archive."""
    capture = parsed.report.capture
    if capture.segment is not None:
        return capture
    row = archive.catalogue.capture(capture.record_id)
    return capture.model_copy(update={"segment": row.segment if row else None})


def _indicators(report: Report) -> Iterator[BaseModel]:
    failing = [check for check in report.checks if check.status == "fails"]
    for figure in report.indicators:
        yield IndicatorRow(
            jurisdiction=report.jurisdiction.code,
            name=report.jurisdiction.name,
            level=report.jurisdiction.level,
            year=report.year,
            issuer=report.issuer.name,
            form=report.form,
            code=figure.code,
            label=dictionary()[figure.code].label_zh,
            applicant=figure.applicant,
            period=figure.period,
            value=figure.value,
            unit=figure.unit,
            raw=figure.raw,
            checks_failed=tuple(dict.fromkeys(check.rule for check in failing if concerns(check, figure))),
            report_id=report.report_id,
            record_id=report.capture.record_id,
            payload_sha256=report.capture.payload_sha256,
        )


def concerns(check: Check, figure: Indicator) -> bool:
    """Whether a check involves a figure of its report: by code, and by applicant (`rule@applicant`, or all of them together).

    A row's sum involves the figures of all its applicants.
    """
    name, _, applicant = check.rule.partition("@")
    if figure.code not in check.codes or looks_back(check, figure.code):
        return False
    return name == _ACROSS or figure.applicant == (applicant or "all")


def _checks(report: Report) -> Iterator[BaseModel]:
    for check in report.checks:
        yield CheckRow(
            jurisdiction=report.jurisdiction.code,
            name=report.jurisdiction.name,
            level=report.jurisdiction.level,
            year=report.year,
            issuer=report.issuer.name,
            form=report.form,
            **dict(check),
            report_id=report.report_id,
            record_id=report.capture.record_id,
            payload_sha256=report.capture.payload_sha256,
        )


def _captures(archive: Archive, wanted: Wanted, places: Places) -> Iterator[BaseModel]:
    for row in archive.catalogue.captures(wanted.jurisdictions):
        place = places(row.jurisdiction)
        yield CaptureLine(
            jurisdiction=row.jurisdiction,
            name=place.name if place else None,
            record_id=row.record_id,
            url=row.url,
            method=row.method,
            fetched_at=row.fetched_at,
            status=row.status,
            media_type=row.media_type,
            payload_sha256=row.payload_sha256,
            revisit_of=row.revisit_of,
            truncated=row.truncated,
            verdict=row.verdict,
            rendered=row.rendered,
            role=row.role,
            source_kind=row.source_kind,
            portal_family=row.family,
            portal_url=row.portal_url,
            found_by=row.path,
            link_text=row.anchor,
            linked_from=row.parent,
            run=row.run,
            segment=row.segment,
            offset=row.offset,
            length=row.length,
        )


def _coverage(archive: Archive, wanted: Wanted, places: Places) -> Iterator[BaseModel]:
    code, governments = None, dict[int, Candidate]()
    for row in archive.catalogue.coverage(wanted.jurisdictions):
        if not wanted.year(row.year):
            continue
        if row.jurisdiction != code:
            code = row.jurisdiction
            governments = _governments(archive, code)
        place, report = places(row.jurisdiction), governments.get(row.year)
        yield CoverageLine(
            jurisdiction=row.jurisdiction,
            name=place.name if place else None,
            level=place.level if place else None,
            year=row.year,
            state=row.state,
            evidence=row.evidence,
            checked_at=row.checked_at,
            run=row.run,
            report_id=report.report_id if report else None,
            source_kind=report.kind if report else None,
            url=report.url if report else None,
            published=report.published if report else None,
        )


def _governments(archive: Archive, code: str) -> dict[int, Candidate]:
    """The government's own report of each year, as chosen."""
    parses: list[ParseRow] = archive.catalogue.reports(code)
    keys = {parse.key: parse for parse in parses}
    chosen = [choice.current for choice in choose(parse.candidate() for parse in parses)]
    return {
        keys[each.key].year: each
        for each in chosen
        if each.jurisdiction == code and keys[each.key].issuer_kind == "government"
    }


def _events(archive: Archive, wanted: Wanted, places: Places) -> Iterator[BaseModel]:
    visited = {visit.jurisdiction for visit in archive.catalogue.visits(wanted.jurisdictions)}
    for code in sorted(visited | set(wanted.among(archive.catalogue.jurisdictions()))):
        place = places(code)
        for event in events(archive, code, place.name if place else None):
            if wanted.year(event.year):
                yield event


_OF_REPORTS: dict[str, Callable[[Report], Iterable[BaseModel]]] = {
    "reports": lambda report: (report,),
    "indicators": _indicators,
    "checks": _checks,
}
_OTHERS: dict[str, Callable[[Archive, Wanted, Places], Iterator[BaseModel]]] = {
    "captures": _captures,
    "coverage": _coverage,
    "events": _events,
}
