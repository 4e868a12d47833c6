"""Which years were found, told at the end of a crawl and kept with its run."""

from __future__ import annotations

from sys import intern
from typing import TYPE_CHECKING

from rich.table import Table

from crawler.discovery.walk import Walk
from storage.runs import CoverageRow as StoredRow
from storage.runs import RunManifest

if TYPE_CHECKING:
    from crawler.registry import Registry
    from crawler.spiders.tours import Tour
    from crawler.tally import Tally

# One portal found it, or one read its lists whole: that outweighs another that knows nothing. Not an official one that has
# reports of the government itself, or could not be read: the year may be there.
RANK = {"unknown": 0, "absent": 1, "found": 3}
LIKELY = 2
MAX_EVIDENCE = 2000


def note_coverage(tally: Tally, tour: Tour) -> None:
    """A finished walk's rows into the jurisdiction's, the best knowledge of each year."""
    likely = tour.portal.source_kind == "official" and isinstance(tour.walk, Walk) and tour.walk.may_hold_more
    for row in tour.walk.coverage():
        rank = LIKELY if likely and row.state == "unknown" else RANK[row.state]
        if row.year not in tally.coverage or rank > tally.weights.get(row.year, RANK[tally.coverage[row.year].state]):
            tally.weights[row.year] = rank
            # The years of a portal mostly have the same evidence: kept once, it costs a crawl of thousands of portals nothing.
            evidence = intern("; ".join(row.evidence)[:MAX_EVIDENCE])
            tally.coverage[row.year] = StoredRow(year=row.year, state=row.state, evidence=evidence)


def coverage_table(manifest: RunManifest, registry: Registry) -> Table:
    """A row a jurisdiction: its outcome, its reports, and its years by what is known of them."""
    table = Table(title=f"run {manifest.run}: {manifest.outcome}", title_justify="left")
    for column in ("code", "name", "outcome", "found", "absent", "unknown"):
        table.add_column(column, overflow="fold")
    for code, outcome in manifest.jurisdictions.items():
        years: dict[str, list[int]] = {"found": [], "absent": [], "unknown": []}
        for row in outcome.coverage:
            years[row.state].append(row.year)
        table.add_row(
            code, registry.gazetteer.by_code[code].name, outcome.outcome, *(ranges(years[state]) for state in years)
        )
    return table


def ranges(years: list[int]) -> str:
    """`2008-2012, 2014`."""
    parts: list[list[int]] = []
    for year in sorted(years):
        if parts and parts[-1][1] == year - 1:
            parts[-1][1] = year
        else:
            parts.append([year, year])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in parts)
