"""Content-Encoding undone, within bounds: bodies are archived as sent, and read through here.

A decoded body may be no longer than `limit` however many codings are stacked: a bomb stops where the limit is passed.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable

import brotli  # type: ignore[import-untyped]

from pipelines.errors import DamagedDocument, DocumentTooLarge

MAX_CODINGS = 4
_STEP = 1 << 16
_GZIP_MAGIC = b"\x1f\x8b"


def content_codings(headers: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The codings of a header block in the order in which they were applied, `identity` left out."""
    names = [
        coding.strip().lower()
        for name, value in headers
        if name.lower() == "content-encoding"
        for coding in value.split(",")
    ]
    return tuple(name for name in names if name and name != "identity")


def decoded(body: bytes, headers: Iterable[tuple[str, str]], *, limit: int) -> bytes:
    """The body as its sender meant it. A stream that breaks off gives what it held.

    DocumentTooLarge beyond `limit` bytes or MAX_CODINGS codings; DamagedDocument where the bytes are not in the coding.
    An unknown coding is left alone: what it leaves is for the reader to refuse.
    """
    codings = content_codings(headers)
    if len(codings) > MAX_CODINGS:
        raise DocumentTooLarge(f"{len(codings)} content codings on top of each other, more than {MAX_CODINGS}")
    for coding in reversed(codings):
        decoder = _DECODERS.get(coding)
        if decoder is None:
            break
        body = decoder(body, limit)
    return body


def _gunzip(body: bytes, limit: int) -> bytes:
    if not body.startswith(_GZIP_MAGIC):
        # Servers that announce gzip and send deflate or plain text exist; browsers show them.
        return _inflate(body, limit) if _is_zlib(body) else body
    parts: list[bytes] = []
    size = 0
    while body.startswith(_GZIP_MAGIC):
        stream = zlib.decompressobj(wbits=31)
        size = _drain(stream, body, parts, size, limit)
        if not stream.eof:
            break
        body = stream.unused_data
    return b"".join(parts)


def _inflate(body: bytes, limit: int) -> bytes:
    if not body or body.startswith(_GZIP_MAGIC):
        return _gunzip(body, limit)
    # "deflate" is zlib's format by the standard and a bare stream by an old habit.
    bits = 15 if _is_zlib(body) else -15
    parts: list[bytes] = []
    _drain(zlib.decompressobj(wbits=bits), body, parts, 0, limit)
    return b"".join(parts)


def _is_zlib(body: bytes) -> bool:
    """By its first two bytes (RFC 1950): method 8, a window, a checksum over both."""
    return len(body) > 2 and body[0] & 0x8F == 8 and int.from_bytes(body[:2], "big") % 31 == 0


def _drain(stream: zlib._Decompress, data: bytes, parts: list[bytes], size: int, limit: int) -> int:
    while data and not stream.eof:
        try:
            part = stream.decompress(data, _STEP)
        except zlib.error as error:
            raise DamagedDocument(f"its compressed form is damaged: {error}") from error
        size = _grown(size, part, limit)
        parts.append(part)
        data = stream.unconsumed_tail
        if not part and not data:
            break
    return size


def _unbrotli(body: bytes, limit: int) -> bytes:
    stream = brotli.Decompressor()
    parts: list[bytes] = []
    size = 0
    data = body
    try:
        while True:
            part = stream.process(data, output_buffer_limit=_STEP)
            size = _grown(size, part, limit)
            parts.append(part)
            data = b""
            if stream.is_finished() or not part:
                return b"".join(parts)
    except brotli.error as error:
        raise DamagedDocument(f"its compressed form is damaged: {error}") from error


def _grown(size: int, part: bytes, limit: int) -> int:
    size += len(part)
    if size > limit:
        raise DocumentTooLarge(f"decompressed it has more than {limit} bytes")
    return size


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _inflate,
    "br": _unbrotli,
}
