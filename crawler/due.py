"""What to crawl now, told by the registry, the catalogue and the clock alone (定期采集).

    first    nobody went there yet
    retry    its last run failed, and the wait after so many failures in a row is over
    season   the report on last year is not found, and the season's interval is over; or it is found, a deadline passed since
             the last look, and whoever had to publish by then (departments, by 31 January) may have
    overdue  the same, after the deadline's neighbourhood
    older    all years were last looked at longer ago than the interval

The intervals are data (schedule.toml). Every look is at all years: what is known is asked for only in case it changed, which
costs a portal a dozen short answers, and a look at one year alone could not be compared with those before it.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from storage.legal import FIRST_YEAR, china_day, deadline, season_ends
from storage.snapshots import WHOLE, Snapshot, snapshots

if TYPE_CHECKING:
    from storage.archive import Archive

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
    """What the catalogue tells of the crawls of one jurisdiction: when each ended and how, the earliest first, and when the
    last ended, of those that did not fail, that looked for last year (`last_year`) and for all years (`whole`)."""

    endings: tuple[tuple[str, str], ...] = ()
    last_year: str | None = None
    whole: str | None = None
    found: frozenset[int] = frozenset()

    @property
    def failures(self) -> int:
        """How many runs failed since the last that did not."""
        count = 0
        for _, outcome in reversed(self.endings):
            if outcome != "failed":
                break
            count += 1
        return count


@cache
def schedule() -> Mapping[str, Mapping[str, int]]:
    return tomllib.loads(SCHEDULE.read_text(encoding="utf-8"))


def due(histories: Mapping[str, History], now: datetime) -> list[Due]:
    """Which jurisdictions are due at a moment: the most pressing reason first, then who waits longest."""
    found = [each for code, history in histories.items() if (each := _due(code, history, now)) is not None]
    return sorted(found, key=lambda each: (ORDER.index(each.reason), each.since, each.jurisdiction))


def histories(archive: Archive | None, codes: Collection[str], now: datetime | None = None) -> dict[str, History]:
    """The history of each jurisdiction; an archive that is not there yet has none."""
    if archive is None:
        return {code: History() for code in codes}
    catalogue = archive.catalogue
    found: defaultdict[str, set[int]] = defaultdict(set)
    for code, year, state in catalogue.coverage_states():
        if state == "found":
            found[code].add(year)
    endings = catalogue.endings()
    last_year = catalogue.last_looks(china_day(now or datetime.now(UTC)).year - 1)
    # Who looked for the first year looked for all of them.
    whole = catalogue.last_looks(FIRST_YEAR)
    return {
        code: History(tuple(endings.get(code, ())), last_year.get(code), whole.get(code), frozenset(found[code]))
        for code in sorted(codes)
    }


def _due(code: str, history: History, now: datetime) -> Due | None:
    if not history.endings:
        return Due(code, "first", "nobody went there yet", _beginning())
    if history.failures:
        return _after_failures(code, history, now)
    today = china_day(now)
    return _for_last_year(code, history, now, today) or _for_all_years(code, history, now)


def _after_failures(code: str, history: History, now: datetime) -> Due | None:
    (last, _), failures = history.endings[-1], history.failures
    told = schedule()["failure"]
    wait = timedelta(days=min(told["first"] << min(failures - 1, 16), told["longest"]))
    since = _time(last) + wait
    times = "the last run failed" if failures == 1 else f"the last {failures} runs failed"
    return Due(code, "retry", f"{times}; waited {wait.days} days", since) if since <= now else None


def _for_last_year(code: str, history: History, now: datetime, today: date) -> Due | None:
    year = today.year - 1
    last = history.last_year
    limit = deadline("government", year).day
    told = schedule()["season"]
    around = timedelta(days=told["around"])
    if year in history.found:
        return _after_deadline(code, last, [day for day in season_ends(today) if day + around <= today], around)
    reason: Reason = "season"
    if abs(today - limit) <= around:
        every = told["around_deadline"]
    elif today < limit:
        every = told["every"]
    else:
        reason, every = "overdue", schedule()["overdue"]["every"]
    opens = datetime(today.year, 1, 1, tzinfo=UTC)
    since = max(opens, _time(last) + timedelta(days=every)) if last is not None else opens
    if since > now:
        return None
    seen = f"last looked for on {china_day(last)}" if last is not None else "nobody looked for it yet"
    return Due(code, reason, f"the report on {year}, to be out by {limit}: {seen}", since)


def _after_deadline(code: str, last: str | None, over: Sequence[date], around: timedelta) -> Due | None:
    """One look after each deadline that has passed, at a source whose own report is found already."""
    if last is None or not over or china_day(last) > over[-1]:
        return None
    since = datetime.combine(over[-1] + around, time(), UTC)
    return Due(code, "season", f"reports had to be out by {over[-1]}: last looked for on {china_day(last)}", since)


def _for_all_years(code: str, history: History, now: datetime) -> Due | None:
    every = schedule()["older"]["every"]
    last = history.whole
    if last is None:
        return Due(code, "older", "no run looked for all years yet", _time(history.endings[0][0]))
    since = _time(last) + timedelta(days=every)
    seen = f"all years were last looked at on {china_day(last)}"
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
