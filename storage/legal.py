"""The legal clock (法定期限): by when each report had to be out, and whether it was, told from what is known of a report
and a date alone (`storage/standings.py` asks the catalogue).

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
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from importlib.resources import files
from typing import Any, Literal

IssuerKind = Literal["government", "department", "other"]
Standing = Literal["due", "on_time", "late", "published", "missing", "blocked", "gone", "unknown"]

FIRST_YEAR = 2008
"""The first Regulations took effect on 1 May 2008."""

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
    """A report of one year against its deadline: the jurisdiction's own, or that of the department named as `issuer`."""

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
    issuer: str | None = None


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


@cache
def _data() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((files("storage") / "data" / "deadlines.json").read_text(encoding="utf-8"))
    return loaded
