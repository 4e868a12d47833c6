"""What the catalogue answers with: a row of each kind, as values. Times are UTC, to the microsecond, as text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from storage.capture import RecordRef, SourceKind
from storage.report import Level
from storage.runs import CoverageState, Finding, Outcome
from storage.selection import Candidate


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run, as `scrapy status` and the monitors look at it."""

    run: str
    spider: str
    started: str
    finished: str
    outcome: Outcome
    reasons: tuple[str, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class VisitRow:
    """How a run ended for one jurisdiction."""

    jurisdiction: str
    run: str
    finished: str
    outcome: Outcome
    reasons: tuple[str, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class FindingRow:
    """What a second look made of one document, in which run."""

    jurisdiction: str
    run: str
    finished: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Look:
    """What one run knew of one year."""

    jurisdiction: str
    year: int
    run: str
    finished: str
    state: CoverageState
    evidence: str


@dataclass(frozen=True, slots=True)
class CaptureRow:
    """A capture and where it lies: `offset` and `length` in bytes of its segment."""

    record_id: str
    jurisdiction: str
    run: str
    segment: str
    offset: int
    length: int
    url: str
    method: str
    fetched_at: str
    status: int
    media_type: str | None
    payload_sha256: str
    revisit_of: str | None
    truncated: str | None
    verdict: str | None
    rendered: bool
    etag: str | None
    last_modified: str | None
    role: str
    source_kind: SourceKind
    family: str | None
    portal_url: str
    parent: str | None
    anchor: str | None
    path: tuple[str, ...]

    def ref(self) -> RecordRef:
        return RecordRef(
            record_id=self.record_id,
            url=self.url,
            fetched_at=datetime.fromisoformat(self.fetched_at),
            status=self.status,
            payload_sha256=self.payload_sha256,
            jurisdiction=self.jurisdiction,
            run=self.run,
            segment=self.segment,
            offset=self.offset,
            revisit_of=self.revisit_of,
        )


@dataclass(frozen=True, slots=True)
class ParseRow:
    """A stored parse: what choosing and listing need of it."""

    key: str
    sha256: str
    bytes: int
    run: str
    report_id: str
    jurisdiction: str
    name: str
    level: Level
    province: str | None
    crawled: str | None
    year: int
    issuer_kind: str
    issuer: str
    form: str
    title: str | None
    published: str | None
    source_kind: SourceKind
    family: str | None
    url: str
    record_id: str
    fetched_at: str
    payload_sha256: str
    content_sha256: str
    figures_sha256: str
    parser_version: str
    parser_commit: str | None
    medium: str
    erratum: bool
    figures: int
    checks_failed: int

    def candidate(self) -> Candidate:
        return Candidate(
            key=self.key,
            report_id=self.report_id,
            jurisdiction=self.jurisdiction,
            crawled=self.crawled,
            kind=self.source_kind,
            url=self.url,
            record_id=self.record_id,
            fetched_at=self.fetched_at,
            payload_sha256=self.payload_sha256,
            content_sha256=self.content_sha256,
            parser_version=self.parser_version,
            parser_commit=self.parser_commit,
            run=self.run,
            medium=self.medium,
            erratum=self.erratum,
            published=self.published,
        )


@dataclass(frozen=True, slots=True)
class CoverageNow:
    """What is known of a jurisdiction's own report for a year: `found` also when any run ever archived one."""

    jurisdiction: str
    year: int
    state: CoverageState
    evidence: str
    run: str | None
    checked_at: str | None


@dataclass(frozen=True, slots=True)
class Fault:
    """An object that a manifest names and that could not be read."""

    run: str
    key: str
    message: str


@dataclass(frozen=True, slots=True)
class Totals:
    """How much the catalogue holds."""

    runs: int
    jurisdictions: int
    captures: int
    parses: int
    faults: int
