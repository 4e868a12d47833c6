"""WACZ files replayed by pywb, alone: whole and of one place, unchanged documents included.

pywb is GPL and pins old packages: it is only ever run, as a program in a virtual environment that this test makes for it.
"""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.runs import Code
from storage.snapshots import create
from storage.wacz import write_wacz
from storage.warc import Original
from tests.s3_server import _free_ports
from tests.storage.made_runs import START, capture, open_archive, parse_of, put_run

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
PYWB = ("pywb==2.10.0", "setuptools<81")
URL = "http://www.luzhou.gov.cn/a.html"


@pytest.fixture(scope="module")
def pywb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of pywb's programs."""
    folder = tmp_path_factory.mktemp("pywb")
    uv = str(Path(sys.executable).with_name("uv"))
    made = subprocess.run([uv, "venv", "-q", "--python", sys.executable, str(folder)], capture_output=True, text=True)
    python = str(folder / "bin" / "python")
    install = [uv, "pip", "install", "-q", "--python", python, *PYWB]
    if made.returncode or subprocess.run(install, capture_output=True).returncode:
        pytest.skip("pywb cannot be installed here")
    return folder / "bin"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """A page that was first seen in another place's crawl and comes again unchanged; a page that changes; a Chinese address."""
    archive = open_archive(tmp_path)
    first = capture(URL, code="350111", body="年报 2020", headers=(("Content-Type", "text/html; charset=utf-8"),))
    put_run(archive, 0, [first])
    pages = [
        capture(URL, day=1, body="年报 2020"),
        capture(URL + "?b=2&a=1", day=1, body="old"),
        capture("http://www.luzhou.gov.cn/政府/%E6%8A%A5", day=1, body="chinese address"),
        capture(URL + "?gone", day=1, body="gone", status=404),
    ]
    original = Original("identical-payload-digest", first.record_id, URL, START, first.payload_sha256, None, None)
    put_run(archive, 1, pages, [parse_of(pages[1])], originals={pages[0].record_id: original})
    put_run(archive, 2, [capture(URL + "?b=2&a=1", day=2, body="new")])
    return archive


@contextmanager
def replaying(pywb: Path, folder: Path, wacz: Path) -> Iterator[Callable[[str, str], tuple[int, bytes]]]:
    """A function (time, address) -> (status, body as archived), of a pywb that has this file and nothing else."""
    for arguments in (["init", "it"], ["add", "--unpack-wacz", "it", str(wacz)]):
        done = subprocess.run([str(pywb / "wb-manager"), *arguments], cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    (port,) = _free_ports(1)
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [str(pywb / "wayback"), "-b", "127.0.0.1", "-p", str(port)], cwd=folder, stdout=log, stderr=log
        )

    def replay(moment: str, url: str) -> tuple[int, bytes]:
        quoted = urllib.parse.quote(url, safe=":/?&=%")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/it/{moment}id_/{quoted}") as response:
                return response.status, response.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    try:
        for _ in range(300):
            try:
                replay("2026", URL)
                break
            except urllib.error.URLError:
                assert server.poll() is None, (folder / "log").read_text()
                time.sleep(0.2)
        yield replay
    finally:
        server.terminate()
        server.wait()


@pytest.mark.parametrize("scope", ["all", "510500"])
def test_every_document_is_replayed_as_it_was_sent(archive: Archive, pywb: Path, tmp_path: Path, scope: str) -> None:
    path, folder = tmp_path / "snapshot.wacz", tmp_path / "pywb"
    folder.mkdir()
    with path.open("wb") as file:
        write_wacz(archive, create(archive, scope, code=Code(version="test")), file)
    with replaying(pywb, folder, path) as replay:
        assert replay("20260201080000", URL) == (200, "年报 2020".encode())
        assert replay("20260201080000", URL + "?b=2&a=1") == (200, b"old")
        assert replay("20260202080000", URL + "?b=2&a=1") == (200, b"new")
        assert replay("20260201080000", "http://www.luzhou.gov.cn/政府/%E6%8A%A5") == (200, b"chinese address")
        assert replay("20260201080000", URL + "?gone") == (404, b"gone")
        assert replay("20260201080000", "http://www.luzhou.gov.cn/never.html")[0] == 404
