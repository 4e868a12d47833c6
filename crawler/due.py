"""What to crawl now, told by the registry, the catalogue and the clock alone (定期采集).

    first    nobody went there yet
    retry    its last run failed, and the wait after so many failures in a row is over
    season   the report on last year is not found, and the season's interval is over
    overdue  the same, after the deadline's neighbourhood
    older    all years were last looked at longer ago than the interval

The intervals are data (schedule.toml). Every look is at all years: what is known is asked for only in case it changed, which
costs a portal a dozen short answers, and a look at one year alone could not be compared with those before it.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from storage.legal import FIRST_YEAR, china_day, deadline, season_ends
from storage.snapshots import WHOLE, Snapshot, snapshots

if TYPE_CHECKING:
    from storage.archive import Archive
    from storage.catalogue import Look, VisitRow

Reason = Literal["retry", "season", "first", "overdue", "older"]
ORDER: tuple[Reason, ...] = ("season", "retry", "first", "overdue", "older")
SCHEDULE = Path(__file__).parent / "schedule.toml"


@dataclass(frozen=True, slots=True)
class Due:
    """A jurisdiction that is due: why, and since when."""

    jurisdiction: str
    reason: Reason
    why: str
    since: datetime


@dataclass(frozen=True, slots=True)
class History:
    """What the catalogue tells of the crawls of one jurisdiction. `looks` are the years that each run looked for."""

    visits: tuple[VisitRow, ...] = ()
    looks: Mapping[str, frozenset[int]] | None = None
    found: frozenset[int] = frozenset()

    @property
    def failures(self) -> int:
        """How many runs failed since the last that did not."""
        count = 0
        for visit in reversed(self.visits):
            if visit.outcome != "failed":
                break
            count += 1
        return count

    def last(self, *, year: int | None = None) -> VisitRow | None:
        """The last run that did not fail and looked for a year; of `year` None the last that looked for all of them."""
        looks = self.looks or {}
        for visit in reversed(self.visits):
            years = looks.get(visit.run, frozenset())
            if visit.outcome != "failed" and (FIRST_YEAR in years if year is None else year in years):
                return visit
        return None


@cache
def schedule() -> Mapping[str, Mapping[str, int]]:
    return tomllib.loads(SCHEDULE.read_text(encoding="utf-8"))


def due(histories: Mapping[str, History], now: datetime) -> list[Due]:
    """Which jurisdictions are due at a moment: the most pressing reason first, then who waits longest."""
    found = [each for code, history in histories.items() if (each := _due(code, history, now)) is not None]
    return sorted(found, key=lambda each: (ORDER.index(each.reason), each.since, each.jurisdiction))


def histories(archive: Archive | None, codes: Collection[str]) -> dict[str, History]:
    """The history of each jurisdiction; an archive that is not there yet has none."""
    if archive is None:
        return {code: History() for code in codes}
    wanted = set(codes)
    visits: defaultdict[str, list[VisitRow]] = defaultdict(list)
    for visit in archive.catalogue.visits():
        visits[visit.jurisdiction].append(visit)
    found: defaultdict[str, set[int]] = defaultdict(set)
    for code, year, state in archive.catalogue.coverage_states():
        if state == "found":
            found[code].add(year)
    looks = _looks(archive.catalogue.looks())
    return {
        code: History(
            visits=tuple(sorted(visits[code], key=lambda visit: (visit.finished, visit.run))),
            looks=looks.get(code, {}),
            found=frozenset(found[code]),
        )
        for code in sorted(wanted)
    }


def _looks(rows: Iterable[Look]) -> dict[str, dict[str, frozenset[int]]]:
    years: defaultdict[str, defaultdict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        years[row.jurisdiction][row.run].add(row.year)
    return {code: {run: frozenset(each) for run, each in runs.items()} for code, runs in years.items()}


def _due(code: str, history: History, now: datetime) -> Due | None:
    if not history.visits:
        return Due(code, "first", "nobody went there yet", _beginning())
    if history.failures:
        return _after_failures(code, history, now)
    today = china_day(now)
    return _for_last_year(code, history, now, today) or _for_all_years(code, history, now)


def _after_failures(code: str, history: History, now: datetime) -> Due | None:
    last, failures = history.visits[-1], history.failures
    told = schedule()["failure"]
    wait = timedelta(days=min(told["first"] << min(failures - 1, 16), told["longest"]))
    since = _time(last.finished) + wait
    times = "the last run failed" if failures == 1 else f"the last {failures} runs failed"
    return Due(code, "retry", f"{times}; waited {wait.days} days", since) if since <= now else None


def _for_last_year(code: str, history: History, now: datetime, today: date) -> Due | None:
    year = today.year - 1
    if year in history.found:
        return None
    last = history.last(year=year)
    limit = deadline("government", year).day
    told = schedule()["season"]
    around = timedelta(days=told["around"])
    reason: Reason = "season"
    if abs(today - limit) <= around:
        every = told["around_deadline"]
    elif today < limit:
        every = told["every"]
    else:
        reason, every = "overdue", schedule()["overdue"]["every"]
    opens = datetime(today.year, 1, 1, tzinfo=UTC)
    since = max(opens, _time(last.finished) + timedelta(days=every)) if last is not None else opens
    if since > now:
        return None
    seen = f"last looked for on {china_day(last.finished)}" if last is not None else "nobody looked for it yet"
    return Due(code, reason, f"the report on {year}, to be out by {limit}: {seen}", since)


def _for_all_years(code: str, history: History, now: datetime) -> Due | None:
    every = schedule()["older"]["every"]
    last = history.last()
    if last is None:
        first = history.visits[0]
        return Due(code, "older", "no run looked for all years yet", _time(first.finished))
    since = _time(last.finished) + timedelta(days=every)
    seen = f"all years were last looked at on {china_day(last.finished)}"
    return Due(code, "older", seen, since) if since <= now else None


def snapshot_due(archive: Archive, now: datetime) -> str | None:
    """Why a snapshot of the whole archive is due: a season is over, and none was made since; None if none is.

    A snapshot is due only for what a run added: one after the last run already names all there is.
    """
    made = [each for each in snapshots(archive) if each.scope == WHOLE]
    latest: Snapshot | None = max(made, key=lambda each: each.created, default=None)
    over = [day for day in season_ends(china_day(now)) if day < china_day(now)]
    if not over:
        return None
    if latest is not None and china_day(latest.created) > over[-1]:
        return None
    runs = [run.finished for run in archive.catalogue.runs()]
    if not runs or (latest is not None and max(map(_time, runs)) <= latest.created):
        return None
    return f"the season that ended on {over[-1]} has no snapshot"


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _beginning() -> datetime:
    return datetime(FIRST_YEAR, 5, 1, tzinfo=UTC)
