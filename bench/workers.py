"""Three workers beside one on the same queue, with a delay of one second a host: politeness is what one waits for.

Portals' logs say whether a host was ever visited by two at once, and whether a jurisdiction was visited twice.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from bench import portal
from bench.many import DELAY, shortest_gap
from crawler.politeness import politeness_groups
from crawler.queue.address import Address
from crawler.queue.embedded import EmbeddedPostgres
from crawler.queue.jobs import Wish, open_queue
from crawler.registry import Registry
from demo import portals
from demo.portals import Row
from demo.server import PortalServer

ROOT = Path(__file__).parents[1]
# Every sixth portal shares its host with the one before it.
SHARING = 6
REPORTS = 20


def run(count: int, show: Callable[[str], None]) -> None:
    """`count` portals of 20 reports, by one worker and then, in a new archive, by three."""
    seconds = {}
    print(f"\n{count} portals of {REPORTS} reports on {count - count // SHARING} hosts, {DELAY:.0f} s of delay a host")
    for workers in (1, 3):
        show(f"{workers} workers")
        rows = portal.many(Registry.load().codes(level="prefecture")[:count], REPORTS)
        for number in range(SHARING - 1, count, SHARING):
            rows[number].site.host = rows[number - 1].site.host
        with PortalServer(portals.sites(rows)), tempfile.TemporaryDirectory() as folder:
            seconds[workers] = _drain(rows, Path(folder), workers)
        twice = [row.jurisdiction for row in rows if row.site.fetched("/") != 1]
        print(
            f"{workers} at work: {seconds[workers]:.0f} s; visited twice or not at all: {', '.join(twice) or 'none'}; "
            f"hosts visited by two at once: {', '.join(_together(rows)) or 'none'}; "
            f"shortest time between requests to a portal {shortest_gap(rows):.2f} s"
        )
    print(f"three need {seconds[3] / seconds[1]:.2f} of the time of one (target: under 0.40)")


def _drain(rows: Sequence[Row], folder: Path, workers: int) -> float:
    file = folder / "portals.csv"
    file.write_text(portals.portals_csv(rows), encoding="utf-8")
    groups = politeness_groups(row.portal for row in Registry.load(file).rows)

    async def put(server: EmbeddedPostgres) -> None:
        async with open_queue(Address(server.conninfo)) as queue:
            await queue.put([Wish(row.jurisdiction) for row in rows], groups, on_demand=False)

    settings = {
        "PORTALS_FILE": file,
        "ARCHIVE_URI": f"file:{folder / 'archive'}",
        "STATE_DIR": folder / "state",
        "ALLOW_PRIVATE_ADDRESSES": True,
        "DOWNLOAD_DELAY": DELAY,
        "AUTOTHROTTLE_START_DELAY": DELAY,
        "LOG_LEVEL": "WARNING",
    }
    command = [sys.executable, "-m", "scrapy", "worker", "--drain"]
    for name, value in settings.items():
        command += ["-s", f"{name}={value}"]
    # Where the workers look for it by themselves: QUEUE_URI is empty.
    with EmbeddedPostgres(folder / "state" / "queue") as server:
        asyncio.run(put(server))
        began = time.monotonic()
        running = [subprocess.Popen(command, cwd=ROOT) for _ in range(workers)]
        for worker in running:
            worker.wait()
    return time.monotonic() - began


def _together(rows: Sequence[Row]) -> list[str]:
    """Hosts at which one jurisdiction's visit began before another's was over."""
    visits: dict[str, list[tuple[float, float]]] = {}
    for row in rows:
        times = [request.at for request in row.site.requests]
        visits.setdefault(row.site.host, []).append((min(times), max(times)))
    return [
        host
        for host, spans in visits.items()
        if any(later[0] < earlier[1] for earlier, later in pairwise(sorted(spans)))
    ]
