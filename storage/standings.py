"""The standing of each report against the legal clock (storage/legal.py), from the catalogue and a date alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from storage.catalogue import CoverageNow, FindingRow, ParseRow, VisitRow
from storage.differences import GONE
from storage.legal import Known, YearStanding, china_day, judge, years_due

if TYPE_CHECKING:
    from storage.archive import Archive

BLOCKING = frozenset({"challenge", "blocked", "refused_by_robots"})
"""Verdicts of a portal that answers and will not let itself be read."""

_BLOCKED = re.compile(rf"\b(?:{'|'.join(sorted(BLOCKING))})\b")


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
        reports = _by_year(
            row for row in catalogue.reports(code) if row.jurisdiction == code and row.issuer_kind == "government"
        )
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


def department_standings(
    archive: Archive, jurisdiction: str, today: date, years: Collection[int] | None = None
) -> list[YearStanding]:
    """The standing of the reports of each department that ever published one, by name and year, from its first year on.

    Nobody keeps a list of all departments, and they are merged and renamed: of one whose report is not found, it is `due`
    until its deadline and unknown after it.
    """
    catalogue = archive.catalogue
    findings = {row.finding.url: row for row in catalogue.findings([jurisdiction])}
    visit = max(catalogue.visits([jurisdiction]), key=lambda each: each.run, default=None)
    issuers: defaultdict[str, list[ParseRow]] = defaultdict(list)
    for row in catalogue.reports(jurisdiction):
        if row.jurisdiction == jurisdiction and row.issuer_kind == "department":
            issuers[row.issuer].append(row)
    found = []
    for issuer, rows in sorted(issuers.items()):
        reports = _by_year(rows)
        for year in years_due(today):
            if year >= min(reports) and (years is None or year in years):
                known = _known(archive, None, reports.get(year, []), visit, findings)
                found.append(replace(judge(jurisdiction, year, known, today, "department"), issuer=issuer))
    return found


def _by_year(rows: Iterable[ParseRow]) -> Mapping[int, list[ParseRow]]:
    """Every reading of a report, by year, the earliest capture first."""
    by_year: defaultdict[int, list[ParseRow]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.fetched_at, row.record_id)):
        by_year[row.year].append(row)
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
