"""What became of each jurisdiction of a run, counted while it goes on: a Tally; its end is the run's JurisdictionOutcome."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field

from crawler.discovery.page import Page
from crawler.monitors.judging import FAMILY, Numbers
from storage.report import Report
from storage.runs import CoverageRow, Finding, JurisdictionOutcome, Outcome

# Verdicts that say why a report may be missing; most portals have a dead link or two, which is no obstacle by itself.
OBSTACLES = frozenset(
    (
        "challenge",
        "blocked",
        "unreachable",
        "timeout",
        "server_error",
        "refused_by_robots",
        "refused_address",
        "unsupported",
        "too_large",
        "not_found",
        "empty",
        "not_a_report",
        "damaged",
    )
)


@dataclass(slots=True)
class Tally:
    """What became of one jurisdiction, as it is counted. `asked` are the years that the crawl was narrowed to."""

    counts: Counter[str] = field(default_factory=Counter)
    reports: set[str] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    reasons: dict[str, None] = field(default_factory=dict)
    obstacles: list[str] = field(default_factory=list)
    coverage: dict[int, CoverageRow] = field(default_factory=dict)
    # By year, how much what is known of it outweighs what another portal says (coverage.py).
    weights: dict[int, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    asked: frozenset[int] | None = None
    concerns: tuple[str, ...] = ()
    began: float | None = None

    def note(self, page: Page, *, asked: bool) -> None:
        """What stood in the way, the first of each kind with its evidence; and what the one page `asked` for was instead."""
        now = time.monotonic()
        self.began = now if self.began is None else self.began
        self.counts["seconds"] = round(now - self.began)
        if page.family is not None:
            self.counts[f"{FAMILY}{page.family}"] += 1
        if page.verdict in OBSTACLES and self.counts[page.verdict] == 1:
            self.obstacles.append(f"{page.verdict}: {page.url}" + (f" ({page.reason})" if page.reason else ""))
        elif asked and page.recognition is None:
            self.obstacles.append(f"{page.url} is no report" + (f": it {page.reason}" if page.reason else ""))

    @property
    def outcome(self) -> Outcome:
        """Degraded is a report with something missing: a year unknown, a page refused, a document unread."""
        if not self.reports:
            # A portal that was read whole and lacks the years asked for has not failed; a crawl of all years has.
            lacking = self.asked is not None and {row.state for row in self.coverage.values()} == {"absent"}
            return "degraded" if lacking else "failed"
        return "degraded" if self.reasons or self.concerns else "success"

    def read(self, report: Report) -> None:
        """A report of the jurisdiction's portals, new or known."""
        self.counts["documents"] += 1
        self.counts["figures"] += sum(indicator.value is not None for indicator in report.indicators)
        self.counts["checks"] += sum(check.status in ("holds", "fails") for check in report.checks)
        self.counts["checks_failed"] += sum(check.status == "fails" for check in report.checks)

    @property
    def numbers(self) -> Numbers:
        """What the run is judged by, beside those before it."""
        self.counts["reports"] = len(self.reports)
        found = {year for year, row in self.coverage.items() if row.state == "found"}
        return Numbers(self.counts, frozenset(self.coverage), frozenset(found | self.years))

    def conclude(self) -> JurisdictionOutcome:
        return JurisdictionOutcome(
            outcome=self.outcome,
            reasons=(*self.concerns, *self.reasons, *self.obstacles),
            concerns=self.concerns,
            counts=dict(sorted(self.counts.items())),
            coverage=tuple(row for _, row in sorted(self.coverage.items())),
            findings=self.findings,
        )
