"""Is a run of a jurisdiction as good as those before it? A pure function of its numbers and theirs.

Each judge asks one question and answers with what is worse, in words, or None. The answers become reasons of the run.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from storage.archive import Archive

THRESHOLDS = Path(__file__).parent / "thresholds.toml"
FAMILY = "family "
"""Before the name of a portal family among the counts: how many pages were its."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """One run of one jurisdiction: its counts, the years that it looked for, and those of them that it found."""

    counts: Mapping[str, int]
    asked: frozenset[int] = frozenset()
    found: frozenset[int] = frozenset()

    def get(self, name: str) -> int:
        return self.counts.get(name, 0)

    def share(self, parts: Sequence[str], whole: str) -> float | None:
        return sum(map(self.get, parts)) / self.get(whole) if self.get(whole) else None

    @property
    def families(self) -> Mapping[str, int]:
        return {name.removeprefix(FAMILY): count for name, count in self.counts.items() if name.startswith(FAMILY)}


Judge = Callable[[Numbers, Sequence[Numbers]], str | None]


@cache
def thresholds() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(THRESHOLDS.read_text(encoding="utf-8"))


def reports_found(now: Numbers, past: Sequence[Numbers]) -> str | None:
    if now.get("reports") or not past:
        return None
    before = past[-1].get("reports")
    return f"no report found, {before} last time" if before else None


def as_many_reports(now: Numbers, past: Sequence[Numbers]) -> str | None:
    if not past or not now.get("reports") or "reports" not in past[-1].counts:
        return None
    before, here = past[-1].get("reports"), now.get("reports")
    return f"{here} reports, {before} last time" if here < before else None


def years_kept(now: Numbers, past: Sequence[Numbers]) -> str | None:
    known = {year for each in past for year in each.found} & now.asked
    vanished = sorted(known - now.found)
    return f"years found before and not now: {', '.join(map(str, vanished))}" if vanished and now.found else None


def family_matches(now: Numbers, past: Sequence[Numbers]) -> str | None:
    if not past or not past[-1].families or not now.get("captures"):
        return None
    usual = max(past[-1].families, key=lambda name: (past[-1].families[name], name))
    if usual in now.families:
        return None
    seen = ", ".join(sorted(now.families)) or "none that is known"
    return f"the portal was {usual}, and no page of it is recognised as such; now: {seen}"


def challenges(now: Numbers, past: Sequence[Numbers]) -> str | None:
    told = thresholds()["challenges"]
    parts = ("challenge", "blocked")
    count, share = sum(map(now.get, parts)), now.share(parts, "captures")
    if share is None or count < told["least"] or not past:
        return None
    usual = median(each.share(parts, "captures") or 0.0 for each in past)
    return (
        f"{count} of {now.get('captures')} answers are challenges or refusals" if share > usual + told["more"] else None
    )


def figures_read(now: Numbers, past: Sequence[Numbers]) -> str | None:
    before = [share for each in past if (share := each.share(("figures",), "documents")) is not None]
    share = now.share(("figures",), "documents")
    if share is None or not before:
        return None
    usual = median(before)
    fell = share < usual * thresholds()["figures"]["share"]
    return f"{share:.0f} figures a report, {usual:.0f} usually" if fell else None


def checks_hold(now: Numbers, past: Sequence[Numbers]) -> str | None:
    told = thresholds()["checks"]
    before = [share for each in past if (share := each.share(("checks_failed",), "checks")) is not None]
    share = now.share(("checks_failed",), "checks")
    if share is None or not before or now.get("checks_failed") < told["least"]:
        return None
    usual = median(before)
    rose = share > usual + told["more"]
    return f"{share:.0%} of the checks fail, {usual:.0%} usually" if rose else None


def usual_effort(now: Numbers, past: Sequence[Numbers]) -> str | None:
    told = thresholds()["effort"]
    said = []
    for name, counted in (("requests", "captures"), ("seconds", "seconds")):
        before = [each.get(counted) for each in past if counted in each.counts]
        if len(before) < told["runs"]:
            continue
        here, usual = now.get(counted), median(before)
        # Who asks for little has missed something; who is quick has only been lucky.
        low = usual / told[name] if name == "requests" else 0
        if max(here, usual) >= told[f"least_{name}"] and not low <= here <= usual * told[name]:
            said.append(f"{here} {name}, {usual:.0f} usually")
    return "; ".join(said) or None


JUDGES: dict[str, Judge] = {
    judge.__name__: judge
    for judge in (
        reports_found,
        as_many_reports,
        years_kept,
        family_matches,
        challenges,
        figures_read,
        checks_hold,
        usual_effort,
    )
}
"""Every question, by its name."""


def concerns(now: Numbers, past: Sequence[Numbers]) -> tuple[str, ...]:
    """`question: answer` for each in which a run is worse than the comparable ones before it, the earliest first."""
    comparable = [each for each in past if each.asked <= now.asked][-thresholds()["history"]["runs"] :]
    said = ((name, judge(now, comparable)) for name, judge in JUDGES.items())
    return tuple(f"{name}: {answer}" for name, answer in said if answer is not None)


def history(archive: Archive, jurisdiction: str) -> list[Numbers]:
    """The numbers of a jurisdiction's runs that did not fail, the earliest first."""
    asked: defaultdict[str, set[int]] = defaultdict(set)
    found: defaultdict[str, set[int]] = defaultdict(set)
    for look in archive.catalogue.looks([jurisdiction]):
        asked[look.run].add(look.year)
        if look.state == "found":
            found[look.run].add(look.year)
    visits = sorted(archive.catalogue.visits([jurisdiction]), key=lambda visit: (visit.finished, visit.run))
    return [
        Numbers(visit.counts, frozenset(asked[visit.run]), frozenset(found[visit.run]))
        for visit in visits
        if visit.outcome in ("success", "degraded")
    ]
