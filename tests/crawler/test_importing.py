"""What is imported from files in hand and from others' WARC files, and what is said of those that are damaged."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.importing import captures_in
from pipelines.errors import DamagedDocument
from storage.capture import Capture

NOW = datetime(2026, 2, 1, tzinfo=UTC)


def imported(path: Path) -> list[Capture]:
    return list(captures_in(path, jurisdiction="510500", url=None, kind="mirror", limit=1 << 20, now=NOW))


def others_warc(pages: int, *, kind: str = "response", version: str = "WARC/1.0", gzip: bool = True) -> bytes:
    """A WARC file as warcio writes it."""
    target = io.BytesIO()
    writer = WARCWriter(target, gzip=gzip, warc_version=version)
    for number in range(pages):
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=gbk")], protocol="HTTP/1.1")
        body = io.BytesIO(f"\u5e74\u62a5 {number}".encode("gbk"))
        writer.write_record(writer.create_warc_record(f"http://a.gov.cn/{number}", kind, body, http_headers=head))
    return target.getvalue()


@pytest.mark.parametrize("version", ["WARC/1.0", "WARC/1.1"])
@pytest.mark.parametrize("pack", [lambda data: data, gzip.compress, None], ids=["plain", "one gzip", "gzip a record"])
def test_a_warc_file_of_either_version_is_read_however_it_is_packed(
    tmp_path: Path, version: str, pack: Callable[[bytes], bytes] | None
) -> None:
    data = others_warc(2, version=version, gzip=pack is None)
    (tmp_path / "theirs.warc").write_bytes(data if pack is None else pack(data))
    assert [capture.url for capture in imported(tmp_path / "theirs.warc")] == ["http://a.gov.cn/0", "http://a.gov.cn/1"]


def test_a_file_that_breaks_off_in_a_record_that_is_passed_over_is_damaged_too(tmp_path: Path) -> None:
    file = tmp_path / "cut.warc.gz"
    file.write_bytes(others_warc(1) + others_warc(1, kind="request")[:-30])
    with pytest.raises(DamagedDocument, match=r"damaged after 1 responses"):
        imported(file)


def test_responses_of_others_come_with_their_bytes_address_and_origin(tmp_path: Path) -> None:
    (tmp_path / "theirs.warc.gz").write_bytes(others_warc(3))
    found = imported(tmp_path / "theirs.warc.gz")
    assert [capture.url for capture in found] == [f"http://a.gov.cn/{number}" for number in range(3)]
    assert found[1].body == "\u5e74\u62a5 1".encode("gbk")
    assert {capture.facts.role for capture in found} == {"imported"}
    assert found[0].facts.context["imported_from"] == "theirs.warc.gz" and found[0].facts.context["original_record"]


def test_a_warc_file_that_breaks_off_gives_what_came_before_and_then_the_damage(tmp_path: Path) -> None:
    file = tmp_path / "cut.warc.gz"
    file.write_bytes(others_warc(3)[:-30])
    captures = captures_in(file, jurisdiction="510500", url=None, kind="mirror", limit=1 << 20, now=NOW)
    assert [next(captures).url, next(captures).url] == ["http://a.gov.cn/0", "http://a.gov.cn/1"]
    with pytest.raises(DamagedDocument, match=r"cut\.warc\.gz is damaged after 2 responses"):
        next(captures)


@pytest.mark.parametrize("content", [b"WARC/1.0\r\nWARC-Type: response\r\n", b"WARC/1.1\r\n\r\n", b"WARC/"])
def test_a_warc_file_without_a_response_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "empty.warc").write_bytes(content)
    with pytest.raises(DamagedDocument, match=r"empty\.warc"):
        imported(tmp_path / "empty.warc")
