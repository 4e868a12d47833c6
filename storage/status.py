"""The state of each source (状态), kept by nobody: told from runs and coverage alone.

registered   no run went there yet
broken       the last run failed                    since: the first of the failures in a row
incomplete   the last run succeeded, and years are unknown or its outcome was degraded
complete     the last run succeeded, and every year that was asked about is found or proved absent
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from storage.catalogue import CoverageNow, VisitRow

if TYPE_CHECKING:
    from storage.archive import Archive

State = Literal["registered", "broken", "incomplete", "complete"]


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


def statuses(archive: Archive, jurisdictions: Collection[str] | None = None) -> list[SourceStatus]:
    """Of each jurisdiction that a run went to, or of those asked for, in the order of their codes."""
    visits: defaultdict[str, list[VisitRow]] = defaultdict(list)
    for visit in archive.catalogue.visits(jurisdictions):
        visits[visit.jurisdiction].append(visit)
    coverage: defaultdict[str, list[CoverageNow]] = defaultdict(list)
    for row in archive.catalogue.coverage(jurisdictions):
        coverage[row.jurisdiction].append(row)
    codes = sorted({*visits, *coverage} if jurisdictions is None else jurisdictions)
    return [_status(code, visits[code], coverage[code]) for code in codes]


def _status(code: str, visits: list[VisitRow], coverage: Iterable[CoverageNow]) -> SourceStatus:
    years = {
        state: tuple(row.year for row in coverage if row.state == state) for state in ("found", "absent", "unknown")
    }
    visits = sorted(visits, key=lambda visit: (visit.finished, visit.run))
    states = [_state(visit, years["unknown"]) for visit in visits]
    state: State = states[-1] if states else "registered"
    since = None
    for visit, each in zip(reversed(visits), reversed(states), strict=True):
        if each != state:
            break
        since = visit.finished
    succeeded = [visit.finished for visit in visits if visit.outcome == "success"]
    return SourceStatus(
        jurisdiction=code,
        state=state,
        since=since,
        why="; ".join(visits[-1].reasons) if visits else "no run went there yet",
        last_run=visits[-1].run if visits else None,
        last_success=succeeded[-1] if succeeded else None,
        found=years["found"],
        absent=years["absent"],
        unknown=years["unknown"],
    )


def _state(visit: VisitRow, unknown: tuple[int, ...]) -> State:
    if visit.outcome == "failed":
        return "broken"
    return "complete" if visit.outcome == "success" and not unknown else "incomplete"
