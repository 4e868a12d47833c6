"""Three workers on one queue, over portals on loopback: one is killed, one is told to stop, nothing is lost or done twice."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bench import portal
from crawler.politeness import politeness_groups
from crawler.queue.address import Address
from crawler.queue.jobs import Put, Wish, open_queue
from crawler.queue.lines import Line
from crawler.registry import Registry
from demo import portals
from demo.portals import Row
from demo.server import PortalServer
from tests.commands import ROOT
from tests.crawler.test_interruptions import descendants, is_zombie, wait_until

# The last two share a host.
CODES = ("510300", "510500", "510600")
DELAY = 0.4
# A worker that hears nothing for a share of this gives its job up: on a machine that is busy with other tests too, seconds pass.
DEAD_SECONDS = 12


@pytest.fixture
def rows(tmp_path: Path) -> Iterator[tuple[Row, ...]]:
    rows = portal.many(CODES, 3)
    rows[2].site.host = rows[1].site.host
    with PortalServer(portals.sites(rows)):
        (tmp_path / "portals.csv").write_text(portals.portals_csv(rows), encoding="utf-8")
        yield rows


def start(folder: Path, address: Address, *options: str) -> subprocess.Popen[str]:
    settings = {
        "PORTALS_FILE": folder / "portals.csv",
        "ARCHIVE_URI": f"file:{folder / 'archive'}",
        "STATE_DIR": folder / "state",
        "QUEUE_URI": address.conninfo,
        "QUEUE_DEAD_SECONDS": DEAD_SECONDS,
        "ALLOW_PRIVATE_ADDRESSES": True,
        "DOWNLOAD_DELAY": DELAY,
        "AUTOTHROTTLE_START_DELAY": DELAY,
        "RETRY_TIMES": 0,
        "READERS": 1,
    }
    command = [sys.executable, "-m", "scrapy", "worker", *options]
    for name, value in settings.items():
        command += ["-s", f"{name}={value}"]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def put(folder: Path, address: Address, *codes: str) -> dict[str, Put]:
    groups = politeness_groups(row.portal for row in Registry.load(folder / "portals.csv").rows)

    async def put_them() -> dict[str, Put]:
        async with open_queue(address) as queue:
            return await queue.put([Wish(code) for code in codes], groups, on_demand=True)

    return asyncio.run(put_them())


def lines(address: Address) -> dict[str, Line]:
    async def look() -> list[Line]:
        async with open_queue(address) as queue:
            return await queue.lines(done_since=timedelta(days=1))

    return {line.jurisdiction: line for line in asyncio.run(look())}


def asked(row: Row) -> int:
    return len(row.site.requests)


def test_three_workers_one_of_them_killed_do_all_once_and_visit_no_site_together(
    tmp_path: Path, address: Address, rows: tuple[Row, ...]
) -> None:
    put(tmp_path, address, *CODES)
    workers = [start(tmp_path, address, "--drain") for _ in range(3)]
    try:
        wait_until(lambda: asked(rows[0]) > 2)
        name = lines(address)["510300"].worker
        assert name is not None
        (victim,) = [worker for worker in workers if name.endswith(f"-{worker.pid}")]
        children = descendants(victim.pid)
        victim.kill()
        wait_until(lambda: not any(Path(f"/proc/{child}").exists() and not is_zombie(child) for child in children))
        said = [worker.communicate(timeout=180)[1] for worker in workers]
    finally:
        for worker in workers:
            worker.kill()
    others = [worker for worker in workers if worker is not victim]
    assert [worker.returncode for worker in others] == [0, 0], said
    told = lines(address)
    assert {code: line.state for code, line in told.items()} == dict.fromkeys(CODES, "done"), said
    assert told["510300"].attempts == 2 and told["510300"].worker != name
    # Each home page was asked for once, where the worker died too: others were asked for after it, so it was captured.
    assert [row.site.fetched("/") for row in rows] == [1, 1, 1]
    # The two that share a host followed each other.
    spans = sorted((row.site.requests[0].at, row.site.requests[-1].at) for row in rows[1:])
    assert spans[0][1] < spans[1][0]
    assert not any("password" in each and address.conninfo in each for each in said)


def test_a_worker_told_to_stop_gives_its_job_back_and_what_it_fetched_is_kept(
    tmp_path: Path, address: Address, rows: tuple[Row, ...]
) -> None:
    put(tmp_path, address, "510300")
    worker = start(tmp_path, address)
    try:
        wait_until(lambda: asked(rows[0]) > 2)
        worker.send_signal(signal.SIGTERM)
        _, said = worker.communicate(timeout=120)
    finally:
        worker.kill()
    assert worker.returncode == 0, said
    line = lines(address)["510300"]
    assert (line.state, line.why) == ("waits", "released: the worker stops")
    assert list((tmp_path / "archive" / "runs").rglob("*.json"))
