"""The demonstration portals, a publishing system a file.

    static_list.py   泸州 510500: lists as pages, their pager drawn by createPageHTML; a report as a PDF, one as a Word file
    script_list.py   随州 421300: a list that exists only after its script has asked for it
    mirror.py        广州 440100 and 合肥 340100: entries of an encyclopedia in Traditional script
    old_pages.py     晋安区 350111: layout tables, GB18030 sent and gb2312 declared

Figures of the reports named in content/reports/SOURCES.md are those that were published; all others are made up.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from demo.portals import mirror, old_pages, script_list, static_list
from demo.server import Site

COLUMNS = ("jurisdiction", "portal_url", "reports_url", "family", "source_kind")
PORTALS_FILE = Path(__file__).parents[1] / "portals.csv"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of PORTALS_FILE, its addresses still without a port."""

    jurisdiction: str
    site: Site
    portal: str = "/"
    reports: str | None = None
    source_kind: str = "official"


def build(*, fixed_ports: bool = True) -> tuple[Row, ...]:
    """All demonstration portals; `fixed_ports` are those of portals.csv, else the server takes free ones."""
    luzhou, suizhou = static_list.build(), script_list.build()
    baike, jinan = mirror.build(), old_pages.build()
    if fixed_ports:
        for port, site in enumerate((luzhou, suizhou, baike, jinan), start=8811):
            site.port = port
    return (
        Row("510500", luzhou),
        Row("421300", suizhou, reports=script_list.REPORTS_PATH),
        Row("440100", baike, portal=mirror.category_path("广州"), source_kind="mirror"),
        Row("340100", baike, portal=mirror.category_path("合肥"), source_kind="mirror"),
        Row("350111", jinan),
    )


def sites(rows: Sequence[Row]) -> tuple[Site, ...]:
    """Each site once, in the order of its first row."""
    return tuple({id(row.site): row.site for row in rows}.values())


def portals_csv(rows: Sequence[Row]) -> str:
    """The rows as a PORTALS_FILE; the sites must have their ports."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        base = f"http://{row.site.host}:{row.site.port}"
        reports = base + row.reports if row.reports else ""
        writer.writerow([row.jurisdiction, base + row.portal, reports, "", row.source_kind])
    return out.getvalue()
