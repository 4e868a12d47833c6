"""Many portals on one machine: politeness costs no throughput, and memory does not grow with the number of portals.

Everything is told from outside: requests by the portals' own logs, memory by the kernel, both while the crawl runs.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bench import portal, process
from crawler.registry import Registry
from demo import portals
from demo.portals import Row
from demo.server import PortalServer
from storage.report import Level

ROOT = Path(__file__).parents[1]
DELAY = 1.0
SAMPLE_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Crawled:
    """Seconds from the first request to the last, memory samples in bytes while it lasted, exit status."""

    seconds: float
    memory: tuple[int, ...]
    status: int


def run(count: int, reports: int, show: Callable[[str], None]) -> None:
    """Crawl `count` portals of so many reports each, one second of delay a host, and print what came of it."""
    registry = Registry.load()
    level: Level = "prefecture" if count <= len(registry.codes(level="prefecture")) else "county"
    rows = portal.many(registry.codes(level=level)[:count], reports)
    count = len(rows)
    show(f"{count} portals of {reports} reports")
    with PortalServer(portals.sites(rows)), tempfile.TemporaryDirectory() as folder:
        crawled = crawl(rows, Path(folder), level, delay=DELAY)
    asked = sum(len(row.site.requests) for row in rows)
    alone = max(len(row.site.requests) for row in rows) * DELAY
    third = len(crawled.memory) // 3
    early, late = max(crawled.memory[third : 2 * third], default=0), max(crawled.memory[2 * third :], default=0)
    print(
        f"\n{count} portals of {reports} reports on as many hosts, {DELAY:.0f} s of delay a host, exit status {crawled.status}"
    )
    print(f"requests                         {asked}, {asked / crawled.seconds:.1f} a second")
    print(f"time                             {crawled.seconds:.0f} s; one host after another {asked * DELAY:.0f} s")
    print(f"the longest host alone           {alone:.0f} s")
    print(f"hosts asked within any 10 s      {hosts_at_once(rows, 10.0)} at most")
    print(f"shortest time between requests   {shortest_gap(rows):.2f} s, of all hosts")
    print(f"memory, second third of the time {early / 1e6:.0f} MB at most; last third {late / 1e6:.0f} MB")


def crawl(rows: Sequence[Row], folder: Path, level: Level, *, delay: float, **settings: object) -> Crawled:
    """`scrapy crawl` of all the rows at once, which are divisions of that level."""
    file = folder / "portals.csv"
    file.write_text(portals.portals_csv(rows), encoding="utf-8")
    given = {
        "PORTALS_FILE": file,
        "ARCHIVE_URI": f"file:{folder / 'archive'}",
        "STATE_DIR": folder / "state",
        "ALLOW_PRIVATE_ADDRESSES": True,
        "DOWNLOAD_DELAY": delay,
        "AUTOTHROTTLE_START_DELAY": delay,
        "LOG_LEVEL": "WARNING",
        **settings,
    }
    command = [sys.executable, "-m", "scrapy", "crawl", "annual_reports", "-a", f"level={level}"]
    for name, value in given.items():
        command += ["-s", f"{name}={value}"]
    memory: list[int] = []
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        over = threading.Event()

        def look() -> None:
            while not over.wait(SAMPLE_SECONDS):
                memory.append(process.memory_of(running.pid))

        looking = threading.Thread(target=look, daemon=True)
        looking.start()
        status = running.wait()
        over.set()
        looking.join()
    times = [request.at for row in rows for request in row.site.requests]
    return Crawled(max(times) - min(times), tuple(memory), status)


def shortest_gap(rows: Sequence[Row]) -> float:
    """Seconds between two requests to one host, the shortest of all; what leaves for robots.txt included."""
    gaps = [later.at - earlier.at for row in rows for earlier, later in pairwise(sorted(row.site.requests, key=_at))]
    return min(gaps, default=0.0)


def hosts_at_once(rows: Sequence[Row], seconds: float) -> int:
    """How many hosts were asked within one such stretch of time, at most."""
    start = min(request.at for row in rows for request in row.site.requests)
    hosts: dict[int, set[str]] = {}
    for row in rows:
        for request in row.site.requests:
            hosts.setdefault(int((request.at - start) / seconds), set()).add(row.site.host)
    return max(len(each) for each in hosts.values())


def _at(request: object) -> float:
    at: float = request.at  # type: ignore[attr-defined]
    return at
