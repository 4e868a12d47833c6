"""The rows of exports other than reports: one model a table, its columns in order, as `data/columns.json` describes them."""

from __future__ import annotations

from typing import Literal

from storage.capture import SourceKind
from storage.report import Applicant, CheckStatus, Form, Level, Model, Period
from storage.runs import CoverageState

EventKind = Literal[
    "new",
    "copy",
    "revised",
    "cosmetic",
    "moved",
    "gone",
    "back",
    "late",
    "overdue",
    "portal_failed",
    "portal_degraded",
    "portal_recovered",
]


class IndicatorRow(Model):
    """One figure: the long form, for a panel."""

    jurisdiction: str
    name: str
    level: Level
    year: int
    issuer: str
    form: Form
    code: str
    label: str
    applicant: Applicant
    period: Period
    value: int | float | None
    unit: str
    raw: str
    checks_failed: tuple[str, ...]
    report_id: str
    record_id: str
    payload_sha256: str


class CheckRow(Model):
    """One check of one report."""

    jurisdiction: str
    name: str
    level: Level
    year: int
    issuer: str
    form: Form
    rule: str
    status: CheckStatus
    codes: tuple[str, ...]
    expected: int | float | None
    found: int | float | None
    message: str
    cause: Literal["report", "extraction"] | None
    report_id: str
    record_id: str
    payload_sha256: str


class CaptureLine(Model):
    """One capture, and where its bytes lie."""

    jurisdiction: str
    name: str | None
    record_id: str
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
    role: str
    source_kind: SourceKind
    portal_family: str | None
    portal_url: str
    found_by: tuple[str, ...]
    link_text: str | None
    linked_from: str | None
    run: str
    segment: str
    offset: int
    length: int


class CoverageLine(Model):
    """What is known of a jurisdiction's own report for a year, and which address holds it."""

    jurisdiction: str
    name: str | None
    level: Level | None
    year: int
    state: CoverageState
    evidence: str
    checked_at: str | None
    run: str | None
    report_id: str | None
    source_kind: SourceKind | None
    url: str | None
    published: str | None


class EventLine(Model):
    """Something that happened to a document or a portal, told by the captures and runs that show it."""

    time: str
    event: EventKind
    jurisdiction: str
    name: str | None
    year: int | None
    report_id: str | None
    url: str | None
    detail: str
    run: str
    record_id: str | None
    before: str | None
