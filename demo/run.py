"""`make demo`: the project's own commands, run as a user would, over portals served on loopback.

    crawl -> export -> snapshot create -> snapshot verify -> a summary of what came of it

The archive is kept in demo/archive: a second run finds most of it unchanged. Ends with 0 only if every command did.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from demo import portals
from demo.portals import PORTALS_FILE, Row
from demo.server import PortalServer

ROOT = Path(__file__).parents[1]
ARCHIVE = Path("demo/archive")
STATE = Path("demo/state")
REPORTS = STATE / "reports.jsonl"
OWN_PORTALS_FILE = STATE / "portals.csv"
LOG = STATE / "crawl.log"


class StepFailed(Exception):
    """One of the commands did not end with status 0; its own message is on the terminal already."""


def main() -> int:
    console = Console()
    (ROOT / STATE).mkdir(parents=True, exist_ok=True)
    rows, server, portals_file = _serve(console)
    codes = ",".join(row.jurisdiction for row in rows)
    try:
        where = ["-s", f"PORTALS_FILE={portals_file}", "-s", f"LOG_FILE={LOG}"]
        _scrapy(console, "crawl", "annual_reports", "-a", f"jurisdiction={codes}", *where)
        _scrapy(console, "export", "reports", "--format", "jsonl", "-o", str(REPORTS))
        _scrapy(console, "snapshot", "create")
        _scrapy(console, "snapshot", "verify")
    except StepFailed as error:
        console.print(f"[red]The demonstration stopped:[/red] {error}")
        return 1
    finally:
        server.stop()
    _summary(console, [json.loads(line) for line in (ROOT / REPORTS).read_text(encoding="utf-8").splitlines()])
    return 0


def _serve(console: Console) -> tuple[Sequence[Row], PortalServer, Path]:
    """The portals on the ports of demo/portals.csv, or on free ones when somebody else has one of those."""
    rows = portals.build()
    server = PortalServer(portals.sites(rows))
    try:
        server.start()
    except OSError as error:
        console.print(f"A port of demo/portals.csv is taken ({error.strerror}); free ones are used instead.")
        rows = portals.build(fixed_ports=False)
        server = PortalServer(portals.sites(rows))
        server.start()
        (ROOT / OWN_PORTALS_FILE).write_text(portals.portals_csv(rows), encoding="utf-8")
        return rows, server, OWN_PORTALS_FILE
    return rows, server, PORTALS_FILE.relative_to(ROOT)


def _scrapy(console: Console, *arguments: str) -> None:
    """One command of the project, shown as it would be typed. Its display is its own."""
    console.print(f"\n[bold]$ SCRAPY_PROJECT=demo scrapy {' '.join(arguments)}[/bold]", soft_wrap=True)
    environment = {**os.environ, "SCRAPY_PROJECT": "demo"}
    status = subprocess.run([sys.executable, "-m", "scrapy", *arguments], cwd=ROOT, env=environment).returncode
    if status:
        raise StepFailed(f"scrapy {' '.join(arguments)} ended with status {status}")


def _summary(console: Console, reports: Sequence[dict[str, Any]]) -> None:
    table = Table(
        title="What is in the archive now: figures, and checks that hold or fail",
        title_justify="left",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
    )
    table.add_column("report", overflow="fold")  # what gives way on a narrow terminal
    for name in ("form", "from"):
        table.add_column(name, no_wrap=True)
    for name in ("figures", "holds", "fails"):
        table.add_column(name, justify="right", no_wrap=True)
    for report in sorted(reports, key=lambda report: report["report_id"]):
        statuses = [check["status"] for check in report["checks"]]
        failing = statuses.count("fails")
        table.add_row(
            report["report_id"],
            report["form"],
            _kind(report),
            str(_figures(report)),
            str(statuses.count("holds")),
            f"[red]{failing}[/red]" if failing else "0",
        )
    console.print()
    console.print(table)
    failing_checks = [(report, check) for report in reports for check in report["checks"] if check["status"] == "fails"]
    console.print(
        f"{len(reports)} reports, {sum(map(_figures, reports))} figures, {len(failing_checks)} checks that fail:"
        if failing_checks
        else f"{len(reports)} reports, {sum(map(_figures, reports))} figures, no check that fails."
    )
    for report, check in failing_checks:
        console.print(f"  {report['report_id']}  {check['rule']}: {check['message']}", markup=False, soft_wrap=True)
    console.print(
        f"\nThe archive is in {ARCHIVE}, the reports as JSON Lines in {REPORTS}, the crawl's log in {LOG}.\n"
        "What to try next (the archive needs no portal; `make serve` runs the portals again):\n"
        "  export SCRAPY_PROJECT=demo\n"
        "  .venv/bin/scrapy trace 510500/2020/government applications.received@natural_person\n"
        "  .venv/bin/scrapy status\n"
        "  .venv/bin/scrapy export indicators --format csv -o demo/state/indicators.csv\n"
        "  .venv/bin/scrapy snapshot export --wacz -o demo/state/demo.wacz\n"
        "  .venv/bin/scrapy reparse\n"
        "  make demo-browse            # the archive as web pages, at http://127.0.0.1:8765/\n"
        "and `make demo` once more: what has not changed is not stored again.",
        markup=False,
        soft_wrap=True,
    )


def _figures(report: dict[str, Any]) -> int:
    return sum(indicator["value"] is not None for indicator in report["indicators"])


def _kind(report: dict[str, Any]) -> str:
    media = {"text/html": "page", "application/pdf": "PDF"}.get(report["capture"]["media_type"], "file")
    return f"{media}, {report['source']['kind']}"
