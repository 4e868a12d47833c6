"""A crawl that is stopped, killed or starved leaves a committed or a recoverable archive, and nothing is lost between."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from demo.server import PortalServer, Site, page
from storage.archive import Archive
from tests.commands import ROOT, Workplace

PAGES = 60
HEADER = "jurisdiction,portal_url,reports_url,family,source_kind\n"


@pytest.fixture
def site() -> Iterator[Site]:
    """A portal of promising links, each a page that takes a while."""
    site = Site("slow", latency=0.15)
    links = "".join(f'<li><a href="/xxgk/nb/{n}.html">政府信息公开年报 {n}</a></li>' for n in range(PAGES))
    site.put("/", page(f"<html><title>泸州市人民政府</title><h1>政府信息公开年报</h1><ul>{links}</ul></html>"))
    for number in range(PAGES):
        site.put(
            f"/xxgk/nb/{number}.html",
            page(f"<html><title>会议 {number}</title><p>{'今天开会。' * 200}{number}</p></html>"),
        )
    with PortalServer([site]):
        yield site


@pytest.fixture
def workplace(tmp_path: Path, site: Site) -> Workplace:
    file = tmp_path / "portals.csv"
    file.write_text(f"{HEADER}510500,http://{site.host}:{site.port}/,,,official\n")
    return Workplace(tmp_path, {"PORTALS_FILE": file})


def begin(workplace: Workplace) -> subprocess.Popen[str]:
    settings = {
        "ARCHIVE_URI": f"file:{workplace.archive}",
        "STATE_DIR": workplace.folder / "state",
        "ALLOW_PRIVATE_ADDRESSES": True,
        "DOWNLOAD_DELAY": 0,
        "AUTOTHROTTLE_ENABLED": False,
        **workplace.settings,
    }
    command = [sys.executable, "-m", "scrapy", "crawl", "annual_reports", "-a", "jurisdiction=510500"]
    for name, value in settings.items():
        command += ["-s", f"{name}={value}"]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_until(happened: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


def archive(workplace: Workplace) -> Archive:
    return Archive.open(f"file:{workplace.archive}", state_dir=workplace.folder / "state")


def stored_urls(workplace: Workplace) -> set[str]:
    return {row.url for row in archive(workplace).catalogue.captures()}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_cleanly_and_what_was_fetched_is_committed(
    workplace: Workplace, site: Site, number: signal.Signals
) -> None:
    crawl = begin(workplace)
    wait_until(lambda: len(site.requests) > 12)
    crawl.send_signal(number)
    _, err = crawl.communicate(timeout=60)
    assert crawl.returncode == 1
    assert "no report found for 510500" in err
    (manifest,) = archive(workplace).runs()
    assert any("stopped early" in reason for reason in manifest.reasons)
    assert len(site.requests) < PAGES
    assert len(stored_urls(workplace)) == len({request.path for request in site.requests})
    assert not list((workplace.folder / "state" / "spool").glob("*/lock"))


def test_a_killed_crawl_is_recovered_by_the_next_and_its_workers_do_not_outlive_it(
    workplace: Workplace, site: Site
) -> None:
    crawl = begin(workplace)
    wait_until(lambda: len(site.requests) > 12)
    children = descendants(crawl.pid)
    before = {f"http://{site.host}:{site.port}{request.path}" for request in site.requests[:4]}
    crawl.kill()
    crawl.communicate()
    wait_until(lambda: not any(Path(f"/proc/{child}").exists() and not is_zombie(child) for child in children))

    result = workplace.crawl("510500")
    assert "recovered" in result.err
    runs = list(archive(workplace).runs())
    assert sorted(run.outcome for run in runs) == ["failed", "recovered"]
    assert before <= stored_urls(workplace)
    assert workplace.in_process("verify").status == 0


def descendants(pid: int) -> list[int]:
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[1]) == pid:
            child = int(entry.parent.name)
            found += [child, *descendants(child)]
    return found


def is_zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return True


def test_the_budget_of_requests_is_kept_to_the_letter(workplace: Workplace, site: Site) -> None:
    result = workplace.crawl("510500", MAX_REQUESTS_PER_JURISDICTION=20)
    assert result.status == 1
    assert len(site.requests) <= 20
    assert os.path.exists(workplace.archive / "archive.json")
