"""Whole crawls of demonstration portals while things go wrong: what is in the archive at the end is what would have been there."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from demo import portals
from demo.portals import Row
from demo.server import Answer, PortalServer, Request
from storage.archive import Archive
from storage.catalogue import CaptureRow
from storage.snapshots import create, find
from tests.commands import ROOT, Workplace
from tests.contract4 import complaints, objects_in
from tests.s3_server import BUCKET, S3Server

NO_DELAY = {"ALLOW_PRIVATE_ADDRESSES": True, "DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, "RETRY_TIMES": 0}


@pytest.fixture(scope="module")
def rows() -> Iterator[dict[str, Row]]:
    """Two portals, served slowly enough to be interrupted: 晋安区 and 合肥."""
    chosen = [row for row in portals.build(fixed_ports=False) if row.jurisdiction in ("350111", "340100")]
    for row in chosen:
        row.site.latency = 0.1
    with PortalServer(portals.sites(chosen)):
        yield {row.jurisdiction: row for row in chosen}


def workplace(folder: Path, rows: dict[str, Row], server: S3Server | None = None) -> Workplace:
    folder.mkdir(exist_ok=True)
    file = folder / "portals.csv"
    file.write_text(portals.portals_csv(list(rows.values())), encoding="utf-8")
    settings: dict[str, object] = {**NO_DELAY, "PORTALS_FILE": file, "ARCHIVE_URI": f"file:{folder / 'archive'}"}
    if server is None:
        return Workplace(folder, settings)
    settings |= {"ARCHIVE_URI": f"s3://{BUCKET}/crawl", "ARCHIVE_S3_ENDPOINT_URL": server.endpoint_url}
    return Workplace(folder, settings, server.environment)


def begin(here: Workplace, code: str) -> subprocess.Popen[str]:
    """A crawl in a process group of its own, running."""
    command = [sys.executable, "-m", "scrapy", "crawl", "annual_reports", "-a", f"jurisdiction={code}"]
    for name, value in {**here.settings, "STATE_DIR": here.folder / "state"}.items():
        command += ["-s", f"{name}={value}"]
    environment = {**os.environ, **here.environment}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)


def wait_until(happened: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def archive_of(here: Workplace) -> Archive:
    return Archive.open(f"file:{here.archive}", state_dir=here.folder / "state")


def spooled(here: Workplace) -> int:
    """How many records lie in the spool: each is a gzip member of its own."""
    files = (here.folder / "state" / "spool").glob("*/*.warc.gz")
    return sum(file.read_bytes().count(b"\x1f\x8b\x08") for file in files)


def captures(here: Workplace) -> list[CaptureRow]:
    return list(archive_of(here).catalogue.captures())


def content(here: Workplace) -> set[tuple[str, str]]:
    return {(row.url, row.payload_sha256) for row in captures(here)}


def proofs(here: Workplace) -> set[tuple[str, str, str]]:
    """Every report, its address and the digest of the bytes that it was read from, attachments included."""
    found = set()
    for report in here.reports():
        found.add((report["report_id"], report["source"]["url"], report["capture"]["payload_sha256"]))
        found |= {(report["report_id"], each["url"], each["payload_sha256"]) for each in report["attachments"]}
    return found


def tagged(answer: Callable[[Request], Answer]) -> Callable[[Request], Answer]:
    """The same answers of a server that tells one body from another (ETag) and is asked in vain for what it sent before."""

    def tagging(request: Request) -> Answer:
        found = answer(request)
        tag = f'"{hashlib.sha256(found.body).hexdigest()[:16]}"'
        if found.status == 200 and request.headers.get("if-none-match") == tag:
            return Answer(status=304, headers=(("ETag", tag),))
        return replace(found, headers=(*found.headers, ("ETag", tag)))

    return tagging


def known(here: Workplace) -> set[tuple[str, int, str]]:
    """What is known of each place and year."""
    return {(row.jurisdiction, row.year, row.state) for row in archive_of(here).catalogue.coverage()}


@pytest.mark.parametrize("validators", [False, True], ids=["without ETag", "with ETag"])
def test_a_killed_crawl_started_again_ends_with_the_archive_of_an_uninterrupted_one(
    rows: dict[str, Row], tmp_path: Path, validators: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = rows["350111"].site
    monkeypatch.setattr(site, "ready", lambda path: None)  # each answer takes its time
    if validators:
        monkeypatch.setattr(site, "answer", tagged(site.answer))
    whole, killed = workplace(tmp_path / "whole", rows), workplace(tmp_path / "killed", rows)
    site.requests.clear()
    assert whole.crawl("350111").status == 0
    needed = len(site.requests)

    site.requests.clear()
    crawl = begin(killed, "350111")
    wait_until(lambda: spooled(killed) > needed)  # of three records or more for each request
    crawl.kill()
    crawl.communicate()
    site.requests.clear()
    again = killed.crawl("350111")
    assert again.status == 0, again.err
    first_run, _ = archive_of(killed).runs()
    assert first_run.outcome == "recovered"
    durable = {urlsplit(row.url) for row in captures(killed) if row.run == first_run.run}
    assert len(durable) > 3
    asked = [request.path for request in site.requests]
    assert {f"{url.path}?{url.query}".rstrip("?") for url in durable} & set(asked) <= {"/robots.txt"}
    assert len(asked) == len(set(asked)) < needed, "what was durable is not asked for again"
    assert known(killed) == known(whole)
    assert complaints(objects_in(killed.archive)) == complaints(objects_in(whole.archive)) == []
    assert proofs(killed) == proofs(whole)
    assert content(killed) == content(whole)
    in_full = Counter((row.url, row.payload_sha256) for row in captures(killed) if row.revisit_of is None)
    assert set(in_full.values()) == {1}, "what was durable is not stored again"
    assert [line["text"] for line in killed.reports()] == [line["text"] for line in whole.reports()]
    assert killed.in_process("verify").status == 0


def test_a_second_crawl_of_an_unchanged_portal_stores_no_body_and_little_else(
    rows: dict[str, Row], tmp_path: Path
) -> None:
    here = workplace(tmp_path, rows)
    for _ in range(2):
        result = here.crawl("350111")
        assert result.status == 0, result.err
    first, second = archive_of(here).runs()
    before, again = ([row for row in captures(here) if row.run == run.run] for run in (first, second))
    assert {row.url for row in again} == {row.url for row in before}
    assert len(again) > 5
    assert [row.url for row in again if row.revisit_of is None and row.status == 200] == []
    stored = sum(segment.bytes for segment in second.segments) + sum(report.bytes for report in second.reports)
    assert stored <= 2048 * len(again), f"{stored / len(again):.0f} bytes a document"
    assert first.reports and second.reports == ()


def test_two_crawls_and_snapshots_at_once_end_with_all_that_both_found(rows: dict[str, Row], tmp_path: Path) -> None:
    here = workplace(tmp_path, rows)
    begun = [begin(here, code) for code in ("350111", "340100")]
    made = []
    while any(crawl.poll() is None for crawl in begun):
        made.append(here.scrapy("snapshot", "create"))
    for crawl in begun:
        _, err = crawl.communicate()
        assert crawl.returncode == 0, err
    assert all(result.status == 0 or "no run" in result.err or "no archive" in result.err for result in made)
    assert here.in_process("snapshot", "create").status == 0
    archive = archive_of(here)
    elsewhere = Archive.open(archive.uri, state_dir=tmp_path / "elsewhere")
    assert find(archive, "latest").root == create(elsewhere, code=find(archive, "latest").code).root
    assert {row.jurisdiction for row in captures(here)} == {"350111", "340100"}
    for command in (("snapshot", "verify"), ("verify",)):
        result = here.in_process(*command)
        assert result.status == 0, result.err


@pytest.mark.timeout(900)
def test_an_s3_server_killed_and_started_again_in_mid_crawl_costs_the_crawl_nothing(
    rows: dict[str, Row], tmp_path: Path
) -> None:
    server = S3Server(tmp_path / "server")
    server.start()
    try:
        here = workplace(tmp_path / "here", rows, server)
        for row in rows.values():
            row.site.requests.clear()
        crawl = begin(here, "340100,350111")
        wait_until(lambda: sum(len(row.site.requests) for row in rows.values()) > 5)
        server.kill()
        spool = here.folder / "state" / "spool"
        wait_until(lambda: sum(file.stat().st_size for file in spool.glob("*/*.warc.gz")) > 0)
        time.sleep(4)
        assert crawl.poll() is None, "it waits for its store"
        server.start()
        _, err = crawl.communicate()
        assert crawl.returncode == 0, err
        verified = here.in_process("verify")
        assert verified.status == 0, verified.err
        asked = {request.path for row in rows.values() for request in row.site.requests}
        exported = here.in_process("export", "captures")
        assert exported.out.count("\n") >= len(asked)
        assert sorted(report["jurisdiction"]["code"] for report in here.reports())[0] == "340100"
    finally:
        server.kill()
