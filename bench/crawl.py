"""Our crawl, doing everything, beside a bare Scrapy spider that follows the same links and keeps nothing.

Both are measured from outside: pages are the requests that the portal answered, time runs from the first of them to the
exit of the command, CPU and memory are those of the command and all its children.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench import SAME_FOR_BOTH, portal, process
from demo import portals
from demo.portals import Row
from demo.server import PortalServer

ROOT = Path(__file__).parents[1]
CEILING_SECONDS = 3
LEAST_CEILING = 3


@dataclass(frozen=True, slots=True)
class Measured:
    """One crawl: pages answered and pages a second, CPU seconds a page, peak memory in bytes."""

    pages: int
    rate: float
    cpu: float
    peak: int


def run(pages: int, reports: float, rounds: int, show: Callable[[str], None]) -> bool:
    """Measure in turn, print medians and ratios. False when the server was too slow for the figures to mean anything."""
    rows = portal.build(pages, reports=reports)
    with PortalServer(portals.sites(rows)) as server:
        ceiling = _ceiling(server, rows)
        bare: list[Measured] = []
        ours: list[Measured] = []
        for number in range(rounds):
            show(f"crawl, round {number + 1} of {rounds}")
            bare.append(measured(rows, _bare(server, rows), {}))
            with tempfile.TemporaryDirectory() as folder:
                ours.append(measured(rows, crawl_of(rows, Path(folder), {}), {}))
    share = f"{reports:.0%} of the articles are reports"
    print(f"\nCrawl: {len(rows)} hosts on loopback, {share}, medians of {rounds} rounds in turn")
    print(f"{'':24}{'pages':>8}{'pages/s':>10}{'CPU ms/page':>14}{'peak MB':>10}")
    for name, figures in (("bare Scrapy spider", bare), ("scrapy crawl", ours)):
        print(
            f"{name:24}{_middle(figures, 'pages'):8.0f}{_middle(figures, 'rate'):10.1f}"
            f"{_middle(figures, 'cpu') * 1000:14.2f}{_middle(figures, 'peak') / 1e6:10.0f}"
        )
    ratios = {name: _middle(ours, name) / _middle(bare, name) for name in ("pages", "rate", "cpu", "peak")}
    print(f"{'ratio':24}{ratios['pages']:8.2f}{ratios['rate']:10.2f}{ratios['cpu']:14.2f}{ratios['peak']:10.2f}")
    print("target                              0.70 or more            under 500")
    over = ceiling / _middle(bare, "rate")
    print(f"portal server alone: {ceiling:.0f} requests/s, {over:.1f} times the bare spider's rate")
    if over < LEAST_CEILING:
        print(f"The portal server is the limit (less than {LEAST_CEILING} times): these figures flatter.")
    return over >= LEAST_CEILING


def _middle(figures: Sequence[Measured], name: str) -> float:
    return float(median(getattr(one, name) for one in figures))


def measured(rows: Sequence[Row], command: Sequence[str], environment: dict[str, str]) -> Measured:
    """A command that crawls these portals, run to its end."""
    for row in rows:
        row.site.requests.clear()
    usage = process.measure(command, cwd=ROOT, environment=environment)
    asked = [request for row in rows for request in row.site.requests]
    first = min(request.at for request in asked)
    return Measured(len(asked), len(asked) / (usage.ended - first), usage.cpu / len(asked), usage.peak)


def _bare(server: PortalServer, rows: Sequence[Row]) -> list[str]:
    return [sys.executable, "-m", "bench.bare", *(server.url(row.site, row.portal) for row in rows)]


def crawl_of(rows: Sequence[Row], folder: Path, others: Mapping[str, object]) -> list[str]:
    """`scrapy crawl` of all portals with everything in a folder, or as the other settings say."""
    file = folder / "portals.csv"
    file.write_text(portals.portals_csv(rows), encoding="utf-8")
    settings = {
        "PORTALS_FILE": file,
        "ARCHIVE_URI": f"file:{folder / 'archive'}",
        "STATE_DIR": folder / "state",
        "ALLOW_PRIVATE_ADDRESSES": True,
        "MAX_REQUESTS_PER_JURISDICTION": 1_000_000,
        "LOG_LEVEL": "WARNING",
        **SAME_FOR_BOTH,
        **others,
    }
    codes = ",".join(row.jurisdiction for row in rows)
    command = [sys.executable, "-m", "scrapy", "crawl", "annual_reports", "-a", f"jurisdiction={codes}"]
    for name, value in settings.items():
        command += ["-s", f"{name}={value}"]
    return command


def _ceiling(server: PortalServer, rows: Sequence[Row]) -> float:
    site = rows[0].site
    site.keep_log = False
    command = [sys.executable, "-m", "bench.client", str(CEILING_SECONDS), f"{site.host}:{site.port}"]
    printed = subprocess.check_output([*command, *site.paths()[:100]], cwd=ROOT)
    site.keep_log = True
    return float(printed)
