"""An HTTP message as it lies in a record of a web archive. Tools write it down in many ways; what is not there is not made up."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.capture import REDACTED, SECRET_HEADERS
from storage.capture import Headers, header

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(r"(HTTP/\d(?:\.\d)?)[ \t]+(\d{3})(?:[ \t]+(.*))?")
_REQUEST = re.compile(r"([A-Z]{1,20})[ \t]+\S+(?:[ \t]+HTTP/\d(?:\.\d)?)?")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")


@dataclass(frozen=True, slots=True)
class Response:
    """`sent`: the payload as it lies there; `body`: the same without its chunks, which may have broken off (`whole`)."""

    version: str
    status: int
    reason: str
    headers: Headers
    sent: bytes
    body: bytes
    whole: bool


@dataclass(frozen=True, slots=True)
class Request:
    """Without the secrets that whoever made it had."""

    method: str
    headers: Headers
    body: bytes


def read_response(block: bytes) -> Response | None:
    """None for a block that does not begin as a response does."""
    first, headers, sent = _split(block)
    match = _STATUS.fullmatch(first.strip())
    if match is None:
        return None
    body, whole = sent, True
    if "chunked" in (header(headers, "transfer-encoding") or "").lower():
        # Many tools keep the header and write the body already joined.
        body, whole = _join_chunks(sent) or (sent, True)
    return Response(match[1], int(match[2]), (match[3] or "").strip(), headers, sent, body, whole)


def read_request(block: bytes) -> Request | None:
    """None for a block that does not begin as a request does."""
    first, headers, body = _split(block)
    match = _REQUEST.fullmatch(first.strip())
    if match is None:
        return None
    kept = tuple((name, REDACTED if name.lower() in SECRET_HEADERS else value) for name, value in headers)
    return Request(match[1], kept, body)


def _split(block: bytes) -> tuple[str, Headers, bytes]:
    """First line, header lines in their order, and what follows the empty line."""
    end = _HEAD_END.search(block)
    head, rest = (block, b"") if end is None else (block[: end.start()], block[end.end() :])
    first, *lines = head.decode("latin-1").replace("\r\n", "\n").split("\n")
    headers: list[tuple[str, str]] = []
    for line in lines:
        if line[:1] in (" ", "\t") and headers:  # a folded line goes on with the one before it
            name, value = headers[-1]
            headers[-1] = (name, f"{value} {line.strip()}")
            continue
        # `:status: 200` is how HTTP/2 says what the first line says already.
        name, colon, value = line.partition(":")
        if colon and name.strip():
            headers.append((name.strip(), value.strip()))
    return first, tuple(headers), rest


def _join_chunks(sent: bytes) -> tuple[bytes, bool] | None:
    """The chunks' content and whether the last one is there; None where the body is not in chunks."""
    pieces: list[bytes] = []
    position = 0
    while True:
        match = _CHUNK.match(sent, position)
        if match is None:
            return (b"".join(pieces), False) if pieces else None
        size = int(match[1], 16)
        if size == 0:
            return b"".join(pieces), True
        piece = sent[match.end() : match.end() + size]
        pieces.append(piece)
        position = match.end() + size
        if len(piece) < size:
            # A body that only looks as if it began with a chunk's length would be cut at once.
            return (b"".join(pieces), False) if len(pieces) > 1 else None
        position += 2 if sent.startswith(b"\r\n", position) else sent.startswith(b"\n", position)
