"""The reading room over the demonstration's archive, as `scrapy browse` serves it, and over archives made up in the test."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, Playwright, sync_playwright

from crawler.browser import find_browser
from crawler.originals import SafeOriginals
from crawler.registry.lookup import built_in_divisions, built_in_gazetteer
from pipelines.script import to_simplified
from storage.archive import Archive
from storage.reading_room.app import make_app
from storage.reading_room.guard import LOOPBACK
from storage.reading_room.helpers import Helpers, Place
from storage.reading_room.room import Room
from storage.report import Check, Jurisdiction
from storage.runs import Code
from storage.snapshots import create
from tests.commands import ROOT, Workplace
from tests.storage.made import figure
from tests.storage.made_runs import capture, open_archive, parse_of, put_run
from tests.storage.reading_room.made_demo import fill

CODES = ("510500", "440100", "340100", "350111")


@dataclass(frozen=True)
class Served:
    """A reading room that runs as its command."""

    url: str
    workplace: Workplace


@pytest.fixture(scope="package")
def demo_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """`scrapy browse` on a free port over the demonstration's reports."""
    workplace = Workplace(tmp_path_factory.mktemp("room"))
    archive = open_archive(workplace.folder)
    fill(archive, CODES)
    archive.catalogue.close()
    settings = {"ARCHIVE_URI": f"file:{workplace.archive}", "STATE_DIR": workplace.folder / "state"}
    with browsing(settings) as url:
        yield Served(url, workplace)


@contextmanager
def browsing(settings: Mapping[str, object]) -> Iterator[str]:
    """The command on a free port, interrupted at the end; its address."""
    command = [sys.executable, "-m", "scrapy", "browse", "--port", "0"]
    for name, value in settings.items():
        command += ["-s", f"{name}={value}"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            line = process.stdout.readline()
            assert "The reading room is at " in line
            yield line.split()[-1].rstrip("/")
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


@pytest.fixture(scope="package")
def originals() -> Iterator[SafeOriginals]:
    shown = SafeOriginals(20_000_000)
    yield shown
    shown.close()


@pytest.fixture(scope="package")
def helpers(originals: SafeOriginals) -> Helpers:
    gazetteer = built_in_gazetteer()

    def place(code: str) -> Jurisdiction | None:
        return gazetteer.jurisdiction(code) if code in gazetteer.by_code else None

    divisions = [Place(each.code, each.name, each.level, each.parent, each.until) for each in built_in_divisions()]
    return Helpers(place, divisions, lambda code: (), to_simplified, originals)


@dataclass
class Made:
    """An archive made up, the room over it, and a client that asks it."""

    archive: Archive
    room: Room
    client: httpx.Client

    def refresh(self) -> None:
        self.room.refresh()
        assert self.room.trouble is None


@pytest.fixture
def made(tmp_path: Path, helpers: Helpers) -> Iterator[Made]:
    """For a test that changes the archive."""
    with making(tmp_path, helpers) as made:
        yield made


@pytest.fixture(scope="package")
def empty(tmp_path_factory: pytest.TempPathFactory, helpers: Helpers) -> Iterator[Made]:
    """A room that nobody changes."""
    with making(tmp_path_factory.mktemp("empty"), helpers) as made:
        yield made


@pytest.fixture(scope="package")
def hostile_made(tmp_path_factory: pytest.TempPathFactory, helpers: Helpers) -> Iterator[Made]:
    with making(tmp_path_factory.mktemp("hostile"), helpers) as made:
        yield made


URL = "https://www.luzhou.gov.cn/a.html"
TEXT = "泸州市2020年政府信息公开工作年度报告\n一、总体情况\n全年收到申请380件。"
HANT = "瀘州市2020年政府資訊公開工作年度報告\n全年收到申請381件。"


@pytest.fixture(scope="package")
def filled(tmp_path_factory: pytest.TempPathFactory, helpers: Helpers) -> Iterator[Made]:
    """A report, and a day later a revised version of it in the other script; nobody changes it."""
    with making(tmp_path_factory.mktemp("filled"), helpers) as made:
        first, second = capture(URL, day=0, body=TEXT), capture(URL, day=1, body=HANT)
        check = Check(
            rule="balance",
            status="fails",
            codes=("applications.received",),
            expected=1,
            found=2,
            message="不符",
            cause="report",
        )
        put_run(made.archive, 0, [first], [parse_of(first, indicators=(figure("applications.received", 380),))])
        later = parse_of(second, indicators=(figure("applications.received", 381),), checks=(check,))
        put_run(made.archive, 1, [second], [later], coverage={"510500": [(2020, "found"), (2021, "absent")]})
        create(made.archive, code=Code(version="test"))
        made.refresh()
        yield made


@contextmanager
def making(folder: Path, helpers: Helpers) -> Iterator[Made]:
    archive = open_archive(folder)
    room = Room(lambda: Archive.open(archive.uri, state_dir=folder / "state"), helpers)
    room.refresh()
    with running(room) as url, httpx.Client(base_url=url, timeout=60) as client:
        yield Made(archive, room, client)
    archive.catalogue.close()


@contextmanager
def running(room: Room) -> Iterator[str]:
    """The room on a free port of this machine, in a thread; its address."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(make_app(room, LOOPBACK), log_level="critical", ws="none", http="h11"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(20)


@pytest.fixture
def picture_folder() -> Path | None:
    """Where pictures of the pages go: the folder that LANTAI_PICTURES names (`make pictures`), else nowhere."""
    named = os.environ.get("LANTAI_PICTURES")
    return ROOT / named if named else None


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="package")
def browser(playwright: Playwright) -> Iterator[Browser]:
    launched = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"])
    yield launched
    launched.close()
