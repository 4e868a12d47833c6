"""Content codings: what was sent comes back, and nothing grows beyond its bound."""

from __future__ import annotations

import gzip
import zlib

import brotli
import pytest

from pipelines.coding import decoded
from pipelines.errors import DamagedDocument, DocumentTooLarge

TEXT = "政府信息公开工作年度报告".encode() * 5000


def undo(body: bytes, coding: str, limit: int = 1_000_000) -> bytes:
    return decoded(body, [("Content-Type", "text/html"), ("Content-Encoding", coding)], limit=limit)


def raw_deflate(data: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-15)
    return stream.compress(data) + stream.flush()


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(TEXT)),
        ("x-gzip", gzip.compress(TEXT)),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", raw_deflate(TEXT)),
        ("br", brotli.compress(TEXT)),
        ("gzip, br", brotli.compress(gzip.compress(TEXT))),
        ("identity", TEXT),
        ("", TEXT),
        ("gzip", gzip.compress(TEXT[:5000]) + gzip.compress(TEXT[5000:])),
    ],
)
def test_a_coded_body_comes_back_as_it_was(coding: str, body: bytes) -> None:
    assert undo(body, coding) == TEXT


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "gzip, gzip"])
def test_a_bomb_stops_at_the_bound(coding: str) -> None:
    body = b" " * 50_000_000
    for name in coding.split(", "):
        body = {"gzip": gzip.compress, "deflate": zlib.compress, "br": lambda data: brotli.compress(data, quality=1)}[
            name
        ](body)
    with pytest.raises(DocumentTooLarge, match="more than 1000000 bytes"):
        undo(body, coding)


def test_a_stream_that_breaks_off_gives_what_it_held() -> None:
    whole = gzip.compress(TEXT, 1)
    part = undo(whole[: len(whole) // 2], "gzip")
    assert part
    assert TEXT.startswith(part)


def test_plain_text_announced_as_gzip_is_plain_text() -> None:
    assert undo(b"<html>", "gzip") == b"<html>"


@pytest.mark.parametrize(
    ("coding", "body"),
    [("gzip", b"\x1f\x8b\x08\x00" + b"\xff" * 60), ("br", b"\xff" * 60), ("deflate", b"\x78\x9c" + b"\xff" * 60)],
)
def test_bytes_that_are_not_in_their_coding_are_damaged(coding: str, body: bytes) -> None:
    with pytest.raises(DamagedDocument, match="damaged"):
        undo(body, coding)


def test_codings_cannot_be_stacked_without_end() -> None:
    with pytest.raises(DocumentTooLarge, match="on top of each other"):
        undo(b"", ", ".join(["gzip"] * 50))


def test_an_unknown_coding_is_left_alone() -> None:
    assert undo(b"xyz", "compress") == b"xyz"
