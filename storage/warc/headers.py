"""Blocks of HTTP headers, addresses and times, as they stand in records."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

from storage.capture import Headers

_TRANSFER_ENCODING = "Transfer-Encoding"
_KEPT_TRANSFER_ENCODING = "X-Archive-Orig-Transfer-Encoding"
_UNSAFE_IN_URI = re.compile(r"[^\x21-\x7e]|[<>]")
"""What no URI may have (RFC 3986): it is percent-encoded in the record's fields; the metadata record keeps the address itself."""
_BREAKS = re.compile(r"[\r\n\0]+")


def unbroken(line: str) -> str:
    """A line's text without line breaks: a space stands for them."""
    return _BREAKS.sub(" ", line)


def as_read(headers: Headers) -> Headers:
    """Header lines as they come back when they are read."""
    return split_http(header_block("", headers))[1]


def warc_date(at: datetime) -> str:
    """`2026-01-31T08:00:00.000000Z`: UTC, to the microsecond, as WARC/1.1 allows."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def header_block(first_line: str, headers: Headers) -> bytes:
    lines = [first_line]
    for name, value in headers:
        kept = _KEPT_TRANSFER_ENCODING if name.lower() == _TRANSFER_ENCODING.lower() else name
        lines.append(f"{kept}: {value}")
    return b"".join(_header_bytes(unbroken(line)) + b"\r\n" for line in lines) + b"\r\n"


def _header_bytes(line: str) -> bytes:
    """Header text is Latin-1, which keeps any byte; what lies outside it cannot have come from a wire."""
    try:
        return line.encode("latin-1")
    except UnicodeEncodeError:
        return line.encode("utf-8", "replace")


def uri_of(url: str) -> str:
    return _UNSAFE_IN_URI.sub(lambda match: quote(match.group().encode("utf-8", "replace")), url)


def request_target(url: str) -> str:
    parts = urlsplit(uri_of(url))
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def split_http(block: bytes) -> tuple[str, Headers, bytes]:
    head, _, body = block.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = []
    for line in lines:
        name, _, value = line.partition(":")
        name = _TRANSFER_ENCODING if name == _KEPT_TRANSFER_ENCODING else name
        headers.append((name, value.removeprefix(" ")))
    return first, tuple(headers), body
