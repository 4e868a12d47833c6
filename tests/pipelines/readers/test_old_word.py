"""Word files of the old format through LibreOffice. files/merged.doc was made for this test and saved by LibreOffice 7.4."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pipelines.blocks import Paragraph, TableBlock
from pipelines.document import read_document
from pipelines.errors import DamagedDocument, DocumentTooLarge
from pipelines.readers import legacy

MERGED = (Path(__file__).parent / "files" / "merged.doc").read_bytes()
with_libreoffice = pytest.mark.skipif(
    not any(shutil.which(name) for name in legacy.PROGRAMS), reason="LibreOffice is not installed"
)


@with_libreoffice
def test_an_old_word_file_is_read_with_its_merged_cells_and_its_raised_note() -> None:
    document = read_document(MERGED, url="http://example.gov.cn/a.pdf", content_type="application/pdf")
    assert document.media_type == "application/msword"
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == [
        "泽城市2023年政府信息公开工作年度报告",
        "一、总体情况",
        "二、其他事项",
    ]
    assert [block.grid() for block in document.blocks if isinstance(block, TableBlock)] == [
        (("指标", "申请人", "申请人"), ("指标", "自然人", "企业"), ("新收", "35¹", "21"))
    ]


@with_libreoffice
def test_an_old_word_file_that_breaks_off_is_damaged() -> None:
    with pytest.raises(DamagedDocument, match="LibreOffice"):
        read_document(MERGED[:9000], url="http://example.gov.cn/a.doc")


@with_libreoffice
def test_libreoffice_fetches_nothing_that_a_file_points_to() -> None:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def handle_one_request(self) -> None:
            asked.append("a connection")

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    picture = f"http://127.0.0.1:{server.server_address[1]}/a.png"
    legacy.read(f'<html><body><img src="{picture}"><p>text</p></body></html>'.encode(), kind="doc", url="")
    server.shutdown()
    assert asked == []


def test_libreoffice_that_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexec sleep 300\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(legacy, "SECONDS", 0.1)
    with pytest.raises(DocumentTooLarge, match=r"more than 0\.1 seconds"):
        legacy.read(MERGED, kind="doc", url="")


@pytest.mark.timeout(60)
def test_libreoffice_is_killed_with_what_it_started() -> None:
    """What it started holds the pipe: its end is seen only when that is gone, long before it would end by itself."""
    process = subprocess.Popen(["/bin/sh", "-c", "sleep 300 & echo up; wait"], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"up\n"
    legacy._kill(process)
    assert process.stdout.read() == b""
    assert process.returncode == -signal.SIGKILL
