"""The legal clock (法定期限): by when each report had to be out, and whether it was, told by the catalogue and a date alone.

    due        its deadline has not passed and it has not been found
    on_time    out by its deadline, by the date that it prints, else by the day on which it was archived
    late       the date that it prints is after its deadline
    published  found, and nothing says when it came out
    missing    its deadline has passed, and a look after that read the portal's lists whole and did not find it
    blocked    its deadline has passed, and the portal kept us from telling
    gone       found once; every address that held it now answers that it is not there
    unknown    its deadline has passed, and nobody could tell yet

Every standing comes with its evidence: where and when was looked, what came back. Deadlines are data (`data/deadlines.json`),
days are China's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from storage.catalogue import CoverageNow, FindingRow, ParseRow, VisitRow
from storage.differences import GONE

if TYPE_CHECKING:
    from storage.archive import Archive

IssuerKind = Literal["government", "department", "other"]
Standing = Literal["due", "on_time", "late", "published", "missing", "blocked", "gone", "unknown"]

FIRST_YEAR = 2008
"""The first Regulations took effect on 1 May 2008."""
BLOCKING = frozenset({"challenge", "blocked", "refused_by_robots"})
"""Verdicts of a portal that answers and will not let itself be read."""

_BLOCKED = re.compile(rf"\b(?:{'|'.join(sorted(BLOCKING))})\b")
# A report on a year cannot be out before the year's last month; a date that says so is of something else.
_EARLIEST_MONTH = 12


@dataclass(frozen=True, slots=True)
class Rule:
    """A deadline: the day of the year after the one reported on, for deadlines that fall from `since` to `until`."""

    since: date
    until: date | None
    issuers: frozenset[str]
    month: int
    day: int
    source: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day on time, and the article that sets it."""

    day: date
    source: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the archive knows of one report of one issuer: enough to tell its standing.

    `published` are the dates that its copies print, `archived` the day of its first capture, `gone` what its addresses
    answer now if none has it any more. `state`, `evidence` and `looked` (a UTC time) are the coverage's; `in_vain` is when
    somebody looked after that and could not tell.
    """

    found: bool = False
    published: tuple[str, ...] = ()
    archived: str | None = None
    gone: str | None = None
    state: str = "unknown"
    evidence: str = ""
    looked: str | None = None
    in_vain: str | None = None
    blocked: str | None = None
    report_id: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class YearStanding:
    """A jurisdiction's own report of one year against its deadline."""

    jurisdiction: str
    year: int
    standing: Standing
    deadline: date
    source: str
    published: date | None
    looked: str | None
    evidence: str
    report_id: str | None
    url: str | None


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, read once a process."""
    told = _data()["rules"]
    return tuple(
        Rule(
            since=date.fromisoformat(row["since"]),
            until=date.fromisoformat(row["until"]) if row["until"] else None,
            issuers=frozenset(row["issuers"]),
            month=row["month"],
            day=row["day"],
            source=row["source"],
        )
        for row in told
    )


def deadline(issuer: IssuerKind, year: int) -> Deadline:
    """By when an issuer's report on a year has to be out. ValueError for a year before there were reports."""
    for rule in rules():
        day = date(year + 1, rule.month, rule.day)
        if issuer in rule.issuers and rule.since <= day and (rule.until is None or day <= rule.until):
            return Deadline(day, rule.source)
    raise ValueError(f"no deadline is known for a report on {year}; the first are on {FIRST_YEAR}")


def china_day(time: str | datetime) -> date:
    """The day in China of a UTC time."""
    at = datetime.fromisoformat(time) if isinstance(time, str) else time
    at = at if at.tzinfo is not None else at.replace(tzinfo=UTC)
    return at.astimezone(timezone(timedelta(hours=int(_data()["zone_hours"])))).date()


def years_due(today: date) -> range:
    """The years on which reports are or were due: to the last whole one."""
    return range(FIRST_YEAR, today.year)


def season_ends(today: date) -> tuple[date, ...]:
    """The deadlines of the reports on last year, the earliest first: after each of them a season is over."""
    kinds: tuple[IssuerKind, ...] = ("department", "government")
    return tuple(sorted({deadline(kind, today.year - 1).day for kind in kinds}))


def judge(jurisdiction: str, year: int, known: Known, today: date, issuer: IssuerKind = "government") -> YearStanding:
    """The standing of one report, from what is known of it alone."""
    limit = deadline(issuer, year)
    standing, printed, evidence = _judge(year, known, today, limit.day)
    return YearStanding(
        jurisdiction=jurisdiction,
        year=year,
        standing=standing,
        deadline=limit.day,
        source=limit.source,
        published=printed,
        looked=known.looked,
        evidence=evidence,
        report_id=known.report_id,
        url=known.url,
    )


def _judge(year: int, known: Known, today: date, limit: date) -> tuple[Standing, date | None, str]:
    printed = earliest_print(year, known.published)
    if known.gone is not None:
        return "gone", printed, known.gone
    if known.found:
        return _judge_found(known, printed, limit)
    looked = f"looked on {china_day(known.looked)}: " if known.looked else "nobody looked yet"
    told = looked + known.evidence if known.looked else looked
    if today <= limit:
        return "due", None, f"to be out by {limit}; {told}"
    if known.state == "absent" and known.looked is not None and china_day(known.looked) > limit:
        return "missing", None, told
    if known.blocked is not None:
        return "blocked", None, f"{told}; {known.blocked}" if known.looked else known.blocked
    if known.state == "absent":
        later = (
            f"a look on {china_day(known.in_vain)} could not tell" if known.in_vain else f"nobody looked since {limit}"
        )
        return "unknown", None, f"{later}; {told}"
    return "unknown", None, told


def _judge_found(known: Known, printed: date | None, limit: date) -> tuple[Standing, date | None, str]:
    where = known.url or known.evidence
    if printed is not None:
        standing: Standing = "on_time" if printed <= limit else "late"
        return standing, printed, f"printed as published on {printed}: {where}"
    if known.archived is not None and china_day(known.archived) <= limit:
        return "on_time", None, f"archived on {china_day(known.archived)}: {where}"
    return "published", None, f"no date of publication is printed: {where}"


def earliest_print(year: int, published: Iterable[str]) -> date | None:
    """The earliest date on which a report on a year says it came out; a date before the year's end is of something else."""
    possible = []
    for text in published:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            continue
        if day >= date(year, _EARLIEST_MONTH, 1):
            possible.append(day)
    return min(possible, default=None)


def standings(
    archive: Archive, jurisdictions: Collection[str], today: date, years: Collection[int] | None = None
) -> list[YearStanding]:
    """The standing of the own reports of jurisdictions, by code and year: all years due, or those asked for."""
    catalogue = archive.catalogue
    wanted = [year for year in years_due(today) if years is None or year in years]
    coverage = {(row.jurisdiction, row.year): row for row in catalogue.coverage(jurisdictions)}
    visits = {visit.jurisdiction: visit for visit in catalogue.visits(jurisdictions)}
    last_findings: dict[str, dict[str, FindingRow]] = {}
    for row in catalogue.findings(jurisdictions):
        last_findings.setdefault(row.jurisdiction, {})[row.finding.url] = row
    found = []
    for code in sorted(jurisdictions):
        reports = _government_reports(archive, code)
        for year in wanted:
            known = _known(
                archive,
                coverage.get((code, year)),
                reports.get(year, []),
                visits.get(code),
                last_findings.get(code, {}),
            )
            found.append(judge(code, year, known, today))
    return found


def _government_reports(archive: Archive, code: str) -> Mapping[int, list[ParseRow]]:
    """Every reading of the government's own report, by year, the earliest capture first."""
    by_year: dict[int, list[ParseRow]] = {}
    for row in archive.catalogue.reports(code):
        if row.jurisdiction == code and row.issuer_kind == "government":
            by_year.setdefault(row.year, []).append(row)
    for rows in by_year.values():
        rows.sort(key=lambda row: (row.fetched_at, row.record_id))
    return by_year


def _known(
    archive: Archive,
    coverage: CoverageNow | None,
    reports: list[ParseRow],
    visit: VisitRow | None,
    findings: Mapping[str, FindingRow],
) -> Known:
    state = coverage.state if coverage else "unknown"
    evidence = coverage.evidence if coverage else ""
    looked = coverage.checked_at if coverage else None
    if not reports:
        later = visit is not None and looked is not None and visit.finished > looked
        blocked = None
        if state == "unknown" or later:
            blocked = _blocked(evidence if state == "unknown" else "", visit)
        return Known(
            found=state == "found",
            state=state,
            evidence=evidence,
            looked=looked or (visit.finished if visit else None),
            in_vain=visit.finished if visit is not None and later else None,
            blocked=blocked,
        )
    # A mirror prints when it copied; only where nothing else is known does its date count.
    official = [row for row in reports if row.source_kind == "official"] or reports
    return Known(
        found=True,
        published=tuple(row.published for row in official if row.published),
        archived=reports[0].fetched_at,
        gone=_gone(archive, {row.url for row in reports}, findings),
        state="found",
        evidence=evidence,
        looked=looked,
        report_id=reports[-1].report_id,
        url=official[-1].url,
    )


def _blocked(evidence: str, visit: VisitRow | None) -> str | None:
    """What kept us from telling, in words: in the year's own evidence, or in a whole run that failed."""
    if _BLOCKED.search(evidence):
        return "the portal would not be read"
    if visit is None or visit.outcome != "failed":
        return None
    met = [verdict for verdict in sorted(BLOCKING) if visit.counts.get(verdict)]
    return f"run {visit.run} met {', '.join(met)}" if met else None


def _gone(archive: Archive, addresses: Iterable[str], findings: Mapping[str, FindingRow]) -> str | None:
    """What came back, if every address that held a report says that it is not there; None as long as one may have it.

    One look proves nothing: a server that is being restarted says so too.
    """
    told = []
    for url in sorted(addresses):
        captures = list(archive.catalogue.captures_of(url))
        if not captures:
            return None
        last, second_look = captures[-1], findings.get(url)
        if last.status in GONE and len(captures) > 1 and captures[-2].status in GONE:
            told.append(f"{url} answered {last.status} on {china_day(last.fetched_at)}, twice in a row")
        elif second_look is not None and second_look.run == last.run and second_look.finding.verdict == "gone":
            told.append(f"{url} {'; '.join(second_look.finding.details)} on {china_day(last.fetched_at)}")
        else:
            return None
    return "; ".join(told)


@cache
def _data() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((files("storage") / "data" / "deadlines.json").read_text(encoding="utf-8"))
    return loaded
