"""What keeping costs: the same crawl without its archive, with one in a folder, and with one on an S3 server; in turn.

CPU is that of the crawl and all its children; the S3 server is no child of it. Capture, spool, upload, commit and the catalogue's
intake are all that differs: the first crawl's writer forgets what it is given (unkept.py).
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median

from bench import portal
from bench.crawl import Measured, crawl_of, measured
from demo import portals
from demo.server import PortalServer
from tests.s3_server import BUCKET, S3Server

MOST = 1.25
WITHOUT, IN_FOLDER, ON_S3 = "without an archive", "archive in a folder", "archive on S3"


def run(pages: int, reports: float, rounds: int, show: Callable[[str], None]) -> None:
    """Prints medians, and each archive's CPU a page over that of the crawl without one."""
    rows = portal.build(pages, reports=reports)
    found: dict[str, list[Measured]] = {WITHOUT: [], IN_FOLDER: [], ON_S3: []}
    with tempfile.TemporaryDirectory() as place, PortalServer(portals.sites(rows)):
        server = S3Server(Path(place))
        server.start()
        try:
            for number in range(rounds):
                for what in found:
                    show(f"{what}, round {number + 1} of {rounds}")
                    with tempfile.TemporaryDirectory() as folder:
                        command = crawl_of(rows, Path(folder), _settings(what, server, number))
                        if what == WITHOUT:
                            command[command.index("scrapy")] = "bench.unkept"
                        found[what].append(measured(rows, command, server.environment if what == ON_S3 else {}))
        finally:
            server.kill()
    share = f"{reports:.0%} of the articles are reports"
    print(f"\nKeeping: {len(rows)} hosts on loopback, {share}, medians of {rounds} rounds in turn")
    print(f"{'':24}{'pages':>8}{'pages/s':>10}{'CPU ms/page':>14}{'peak MB':>10}{'CPU ratio':>12}")
    least = median(one.cpu for one in found[WITHOUT])
    for what, all_of in found.items():
        middle = {name: median(getattr(one, name) for one in all_of) for name in ("pages", "rate", "cpu", "peak")}
        print(
            f"{what:24}{middle['pages']:8.0f}{middle['rate']:10.1f}{middle['cpu'] * 1000:14.2f}"
            f"{middle['peak'] / 1e6:10.0f}{middle['cpu'] / least:12.2f}"
        )
    print(f"target: a ratio of {MOST} or less")


def _settings(what: str, server: S3Server, number: int) -> Mapping[str, object]:
    if what != ON_S3:
        return {}
    return {"ARCHIVE_URI": f"s3://{BUCKET}/round-{number}", "ARCHIVE_S3_ENDPOINT_URL": server.endpoint_url}
