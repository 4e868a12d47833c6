"""What the index answers with, and how it is asked: rows as pages show them, and the conditions on reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report as lists show it."""

    id: int
    report_id: str
    key: str
    jurisdiction: str
    name: str
    level: str
    province: str | None
    year: int
    issuer_kind: str
    issuer: str
    form: str
    title: str | None
    published: str | None
    source_kind: str
    url: str
    record_id: str
    fetched_at: str
    payload_sha256: str
    medium: str
    versions: int
    revised: int
    figures: int
    doubts: int
    checks: int
    failing: int
    characters: int


COLUMNS = ", ".join(f"reports.{column.name}" for column in fields(ReportLine))
"""Of a query for report lines."""


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure with the report it stands in."""

    value: int | float | None
    raw: str
    doubt: str | None
    rules: tuple[str, ...]
    report: ReportLine


@dataclass(frozen=True, slots=True)
class Series:
    """A figure's name."""

    code: str
    applicant: str = "all"
    period: str = "year"

    def __str__(self) -> str:
        return f"{self.code}@{self.applicant}@{self.period}"


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found, its text whole."""

    section: str
    heading: str
    text: str
    report: ReportLine


@dataclass(frozen=True, slots=True)
class StandingLine:
    """What is known of a government's own report for a year: its standing before the law, and of which kind its copy is.

    `source_kind` is None where the archive has no report of it.
    """

    jurisdiction: str
    year: int
    standing: str
    evidence: str
    source_kind: str | None
    revised: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """Which reports: None is no condition. `place` is the beginning of a code: 51, 5105, 510521."""

    place: str | None = None
    level: str | None = None
    first: int | None = None
    last: int | None = None
    form: str | None = None
    issuer_kind: str | None = None
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class Part(Generic[_T]):
    """A page of a list. `total` is None where there are more than were counted."""

    rows: Sequence[_T]
    total: int | None


def where(wanted: Filter) -> tuple[str, list[Any]]:
    """A filter as the conditions of a query over `reports`, and their values; ` WHERE 1` if there are none."""
    conditions: list[str] = []
    values: list[Any] = []
    if wanted.place is not None:
        conditions.append("reports.jurisdiction BETWEEN ? AND ?")
        values += [wanted.place.ljust(6, "0"), wanted.place.ljust(6, "9")]
    for column, value in (
        ("level", wanted.level),
        ("form", wanted.form),
        ("issuer_kind", wanted.issuer_kind),
        ("issuer", wanted.issuer),
    ):
        if value is not None:
            conditions.append(f"reports.{column} = ?")
            values.append(value)
    if wanted.first is not None:
        conditions.append("reports.year >= ?")
        values.append(wanted.first)
    if wanted.last is not None:
        conditions.append("reports.year <= ?")
        values.append(wanted.last)
    return f" WHERE {' AND '.join(conditions) or '1'}", values


def place_prefix(code: str) -> str:
    """510000 -> 51, 510500 -> 5105: the beginning of the codes of all that lies in a place."""
    if code.endswith("0000"):
        return code[:2]
    return code[:4] if code.endswith("00") else code
