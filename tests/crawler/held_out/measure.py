"""Crawl the held-out portals as a user would and count: `python -m tests.crawler.held_out.measure [NAME...] [--plain] [-v]`.

Prints per portal: recall and precision of report_ids (year and issuer are part of them), titles and dates as printed,
requests in all and for each report found. `--plain` takes all families away: the generic walk alone.
"""

from __future__ import annotations

import argparse
import importlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demo.server import PortalServer
from tests.commands import ROOT, Workplace
from tests.crawler.held_out.portals import Portal

BOUND = 600
# The sets of portals, each a folder with a portals.build.
SETS = {
    "strangers": "tests.crawler.held_out",
    "lists": "tests.crawler.held_out_lists",
    "grids_and_tabs": "tests.crawler.held_out_grids_and_tabs",
    "forms_and_buttons": "tests.crawler.held_out_forms_and_buttons",
    "apps_and_frames": "tests.crawler.held_out_apps_and_frames",
    "embedded_data": "tests.crawler.held_out_embedded_data",
    "whole_portals": "tests.crawler.held_out_whole_portals",
    "titles_and_columns": "tests.crawler.held_out_titles_and_columns",
    "systems_in_use": "tests.crawler.held_out_systems_in_use",
    "untidy": "tests.crawler.held_out_untidy",
    "doubtful_years": "tests.crawler.held_out_doubtful_years",
    "county_sites": "tests.crawler.held_out_county_sites",
    "called_lists": "tests.crawler.held_out_called_lists",
    "verdicts": "tests.crawler.held_out_verdicts",
    "moved_columns": "tests.crawler.held_out_moved_columns",
    "wrong_entries": "tests.crawler.held_out_wrong_entries",
    "whose_and_when": "tests.crawler.held_out_whose_and_when",
    "counted_oddly": "tests.crawler.held_out_counted_oddly",
}
# Every process of the crawl, its readers too, starts with this.
NO_FAMILIES = "import crawler.families\ncrawler.families.FAMILIES.clear()\n"


@dataclass(frozen=True)
class Outcome:
    """What a crawl made of a portal."""

    portal: Portal
    found: dict[str, dict[str, Any]]
    requests: int
    abroad: int
    coverage: dict[int, str]

    @property
    def missing(self) -> set[str]:
        return self.portal.town.wanted - set(self.found)

    @property
    def invented(self) -> set[str]:
        return set(self.found) - self.portal.town.wanted - self.portal.town.allowed

    @property
    def governments(self) -> set[int]:
        """The years of which the portal holds the government's own report, within reach or not."""
        town = self.portal.town
        return {int(key.split("/")[1]) for key in town.wanted if key.endswith("/government")} | town.withheld

    @property
    def denied(self) -> list[int]:
        """Years said to be absent although the portal holds them."""
        return sorted(year for year in self.governments if self.coverage.get(year) == "absent")

    @property
    def undecided(self) -> list[int]:
        """Years that were never reported on, as the portal proves, and that are not said to be absent."""
        return sorted(year for year in self.portal.town.never if self.coverage.get(year) != "absent")

    @property
    def recall(self) -> float:
        return 1 - len(self.missing) / len(self.portal.town.wanted)

    @property
    def precision(self) -> float:
        return 1 - len(self.invented) / len(self.found) if self.found else 1.0

    @property
    def each(self) -> float:
        """Requests for a report found."""
        return self.requests / max(1, len(self.found))


def crawl(
    portals: list[Portal], folder: Path, *, plain: bool = False, timeout: int = 1500
) -> tuple[list[Outcome], str]:
    """One crawl over all of them, with only their home pages given; the outcomes, and the crawl's log."""
    with PortalServer([site for portal in portals for site in portal.sites]) as server:
        rows = ["jurisdiction,portal_url,reports_url,family,source_kind"]
        rows += [f"{p.town.code},{server.url(site)}/,,,official" for p in portals for site in p.rows]
        file = folder / "portals.csv"
        file.write_text("\n".join(rows) + "\n", encoding="utf-8")
        environment = dict(os.environ)
        if plain:
            (folder / "sitecustomize.py").write_text(NO_FAMILIES, encoding="utf-8")
            environment["PYTHONPATH"] = f"{folder}:{ROOT}"
        command = [sys.executable, "-m", "scrapy", "crawl", "annual_reports"]
        command += ["-a", "jurisdiction=" + ",".join(dict.fromkeys(p.town.code for p in portals))]
        settings = {
            "PORTALS_FILE": file,
            "ARCHIVE_URI": f"file:{folder}/archive",
            "STATE_DIR": folder / "state",
            "ALLOW_PRIVATE_ADDRESSES": True,
            "DOWNLOAD_DELAY": 0,
            "AUTOTHROTTLE_ENABLED": False,
            "RETRY_TIMES": 0,
            "LOG_LEVEL": "DEBUG",
            "MAX_REQUESTS_PER_JURISDICTION": BOUND,
        }
        for name, value in settings.items():
            command += ["-s", f"{name}={value}"]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=timeout)
        outcomes = []
        work = Workplace(folder)
        reports = {report["report_id"]: report for report in work.reports()}
        rows_of = work.exported("coverage")
        for portal in portals:
            mine = {
                key: r
                for key, r in reports.items()
                if key.split("/")[0] == portal.town.code or key in portal.town.allowed
            }
            asked = sum(len(site.requests) for site in portal.rows)
            abroad = sum(len(site.requests) for site in portal.foreign)
            known = {row["year"]: row["state"] for row in rows_of if row["jurisdiction"] == portal.town.code}
            outcomes.append(Outcome(portal, mine, asked, abroad, known))
        strays = set(reports) - {key for outcome in outcomes for key in outcome.found}
        return outcomes, done.stdout + done.stderr + "".join(f"\nstray {key}" for key in sorted(strays))


def _years(outcome: Outcome) -> str:
    states = list(outcome.coverage.values())
    counts = "/".join(str(states.count(state)) for state in ("found", "absent", "unknown"))
    counts += f" DENIED {outcome.denied}" if outcome.denied else ""
    return counts + (f" undecided {outcome.undecided}" if outcome.undecided else "")


def table(outcomes: list[Outcome]) -> list[str]:
    lines = [
        f"{'portal':12}{'wanted':>7}{'found':>7}{'recall':>8}{'prec.':>7}{'requests':>9}{'each':>7}  years found/absent/unknown, falsely absent; abroad"
    ]
    lines += [
        f"{o.portal.name:12}{len(o.portal.town.wanted):>7}{len(o.found):>7}{o.recall:>8.2f}{o.precision:>7.2f}{o.requests:>9}{o.each:>7.1f}  {_years(o)}  {o.abroad or ''}"
        for o in outcomes
    ]
    wanted = sum(len(o.portal.town.wanted) for o in outcomes)
    missing = sum(len(o.missing) for o in outcomes)
    found, invented = sum(len(o.found) for o in outcomes), sum(len(o.invented) for o in outcomes)
    lines.append(
        f"all: recall {1 - missing / wanted:.3f}  precision {1 - invented / max(1, found):.3f}  median requests a report {statistics.median(o.each for o in outcomes):.1f}"
    )
    return lines


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("names", nargs="*")
    options.add_argument("--set", choices=SETS, default="strangers")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--plain", action="store_true")
    options.add_argument("--keep", type=Path, help="a folder for archive, log and lists of requests")
    options.add_argument("-v", action="store_true", help="which reports are missing, which invented")
    chosen = options.parse_args()
    portals = importlib.import_module(f"{SETS[chosen.set]}.portals").build(chosen.names, chosen.seed)
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.keep or Path(temporary)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        outcomes, log = crawl(portals, folder, plain=chosen.plain)
        (folder / "log").write_text(log, encoding="utf-8")
        for portal in portals:
            asked = [f"{site.name} {r.method} {r.path}" for site in portal.sites for r in site.requests]
            (folder / f"{portal.name}.requests").write_text("\n".join(asked), encoding="utf-8")
        print("\n".join(table(outcomes)))
        if chosen.v:
            for o in outcomes:
                if o.missing or o.invented:
                    print(f"{o.portal.name}: missing {sorted(o.missing)} invented {sorted(o.invented)}")
        print(
            f"{time.monotonic() - started:.0f} s",
            *[line for line in log.splitlines() if line.startswith("stray")],
            sep="\n",
        )


if __name__ == "__main__":
    main()
