"""The state of each source (状态), kept by nobody: told from the registry, runs, coverage and the date alone.

registered  no run went there yet                          probed     the same, but its row says where the reports are
crawled     the last run succeeded; years are unknown, or its outcome was degraded
complete    the last run succeeded, and every year asked about is found or proved absent
stale       the last run succeeded, and yet: nobody looked since reports became due, or several that are due are lacking
            while earlier ones were found (a portal that moved and left its old pages standing looks like that)
broken      the last run failed                            since: the first of the failures in a row
removed     it was crawled once, and the registry has no portal of it any more
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from storage.catalogue import CoverageNow, VisitRow
from storage.legal import china_day, deadline, years_due

if TYPE_CHECKING:
    from storage.archive import Archive

State = Literal["broken", "stale", "removed", "crawled", "registered", "probed", "complete"]
"""What asks for attention first."""

GRACE = timedelta(days=30)
"""How long after a deadline a source may stay unlooked at before it is stale."""
LACKING = 2
"""So many reports in a row that are due and lacking make a source stale that had earlier ones; one may be late."""


@dataclass(frozen=True, slots=True)
class Source:
    """What the registry says of a source: whether its row tells where the reports are."""

    reports_known: bool


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """A jurisdiction's state: `since` when (the end of the first run that saw it), why, and its years."""

    jurisdiction: str
    state: State
    since: str | None
    why: str
    last_run: str | None
    last_success: str | None
    found: tuple[int, ...]
    absent: tuple[int, ...]
    unknown: tuple[int, ...]


def statuses(
    archive: Archive | None,
    jurisdictions: Collection[str] | None = None,
    *,
    sources: Mapping[str, Source] | None = None,
    today: date | None = None,
) -> list[SourceStatus]:
    """Of each source of the registry and each that a run went to, or of those asked for, in the order of their codes.

    Without `sources` nothing is said of the registry: only what runs went to is known then.
    """
    visits: defaultdict[str, list[VisitRow]] = defaultdict(list)
    coverage: defaultdict[str, list[CoverageNow]] = defaultdict(list)
    if archive is not None:
        for visit in archive.catalogue.visits(jurisdictions):
            visits[visit.jurisdiction].append(visit)
        for row in archive.catalogue.coverage(jurisdictions):
            coverage[row.jurisdiction].append(row)
    codes = sorted({*visits, *coverage, *(sources or {})} if jurisdictions is None else jurisdictions)
    day = today or china_day(datetime.now(UTC))
    return [_status(code, visits[code], coverage[code], sources, day) for code in codes]


def _status(
    code: str,
    visits: list[VisitRow],
    coverage: Iterable[CoverageNow],
    sources: Mapping[str, Source] | None,
    today: date,
) -> SourceStatus:
    years = {
        state: tuple(row.year for row in coverage if row.state == state) for state in ("found", "absent", "unknown")
    }
    visits = sorted(visits, key=lambda visit: (visit.finished, visit.run))
    state, since, why = _judge(code, visits, years, sources, today)
    good = [visit.finished for visit in visits if visit.outcome == "success"]
    return SourceStatus(
        jurisdiction=code,
        state=state,
        since=since,
        why=why,
        last_run=visits[-1].run if visits else None,
        last_success=good[-1] if good else None,
        found=years["found"],
        absent=years["absent"],
        unknown=years["unknown"],
    )


def _judge(
    code: str,
    visits: list[VisitRow],
    years: Mapping[str, tuple[int, ...]],
    sources: Mapping[str, Source] | None,
    today: date,
) -> tuple[State, str | None, str]:
    """State, since when, and why."""
    if not visits:
        known = sources is not None and code in sources and sources[code].reports_known
        told = "its row says where the reports are; no run went there yet" if known else "no run went there yet"
        return "probed" if known else "registered", None, told
    if sources is not None and code not in sources:
        return "removed", visits[-1].finished, "the registry has no portal of it any more"
    states = [_after(visit, years["unknown"]) for visit in visits]
    stale = _stale(visits, years["found"], today) if states[-1] != "broken" else None
    if stale is not None:
        return "stale", stale[0].isoformat(), stale[1]
    since = visits[-1].finished
    for visit, each in zip(reversed(visits), reversed(states), strict=True):
        if each != states[-1]:
            break
        since = visit.finished
    return states[-1], since, "; ".join(visits[-1].reasons)


def _after(visit: VisitRow, unknown: tuple[int, ...]) -> State:
    if visit.outcome == "failed":
        return "broken"
    return "complete" if visit.outcome == "success" and not unknown else "crawled"


def _stale(visits: list[VisitRow], found: tuple[int, ...], today: date) -> tuple[date, str] | None:
    """From which day a source that does not fail is stale, and why; None if it is not."""
    passed = [year for year in years_due(today) if deadline("government", year).day + GRACE < today]
    if not passed:
        return None
    limit = deadline("government", passed[-1]).day
    looked = china_day(max(visit.finished for visit in visits if visit.outcome != "failed"))
    if looked <= limit:
        return limit + GRACE, f"last looked at on {looked}; the reports on {passed[-1]} were due by {limit}"
    newest = max(found, default=None)
    lacking = [year for year in passed if newest is not None and year > newest]
    if len(lacking) < LACKING:
        return None
    since = deadline("government", lacking[LACKING - 1]).day
    return since, (
        f"the newest report is of {newest}, and those on {lacking[0]} to {lacking[-1]} were due by {limit}:"
        " the portal may have moved"
    )
