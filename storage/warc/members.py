"""Records, one gzip member each: their framing and length, and on demand their digests."""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from storage.errors import DamagedRecord
from storage.warc.values import Record

Source = bytes | BinaryIO | Callable[[], bytes]
"""A segment to read: its bytes, a file, or a function that returns the next bytes and at the end none."""

CHUNK = 1 << 16
_GZIP = 31
MAX_RECORD_BYTES = 512 << 20
"""A record that inflates to more is taken for damage, or for malice."""


def read_records(source: Source, *, offset: int = 0) -> Iterator[Record]:
    """The records of a segment, from its start or from a member at `offset`; DamagedRecord at the first not whole.

    `source` stands at `offset` already. Each record's member, length and framing are checked, its digests are not.
    """
    read = _reader(source)
    waiting, ended = b"", False
    while True:
        data, length, waiting, ended = _inflate(read, waiting, ended, offset)
        if data is None:
            return
        yield _parse_record(data, offset, length)
        offset += length


def check_digests(record: Record) -> None:
    """DamagedRecord when the block digest, or the payload digest of a record that has its payload, does not hold."""
    if record.fields.get("warc-block-digest") != f"sha256:{hashlib.sha256(record.block).hexdigest()}":
        raise DamagedRecord(f"the block digest of the record at byte {record.offset} does not hold")
    if record.type == "revisit":
        return
    payload = record.block
    if record.fields.get("content-type", "").startswith("application/http"):
        payload = payload.partition(b"\r\n\r\n")[2]
    if record.fields.get("warc-payload-digest") != f"sha256:{hashlib.sha256(payload).hexdigest()}":
        raise DamagedRecord(f"the payload digest of the record at byte {record.offset} does not hold")


def _reader(source: Source) -> Callable[[], bytes]:
    if isinstance(source, bytes):
        return io.BytesIO(source).read
    if callable(source):
        return source
    return lambda: source.read(CHUNK)


def _inflate(
    read: Callable[[], bytes], waiting: bytes, ended: bool, offset: int
) -> tuple[bytes | None, int, bytes, bool]:
    """The next gzip member's content (None at the end), its length, the bytes after it, whether the source ended."""
    inflater = zlib.decompressobj(_GZIP)
    pieces: list[bytes] = []
    size = length = 0
    while True:
        if not waiting and not ended:
            waiting = read()
            ended = not waiting
        if not waiting:
            if length == 0:
                return None, 0, b"", True
            raise DamagedRecord(f"the record at byte {offset} breaks off")
        try:
            piece = inflater.decompress(waiting, MAX_RECORD_BYTES - size + 1)
        except zlib.error as error:
            raise DamagedRecord(f"the record at byte {offset} is no whole gzip member: {error}") from error
        size += len(piece)
        if size > MAX_RECORD_BYTES:
            raise DamagedRecord(f"the record at byte {offset} inflates to more than {MAX_RECORD_BYTES} bytes")
        pieces.append(piece)
        rest = inflater.unused_data if inflater.eof else b""
        length += len(waiting) - len(rest)
        waiting = rest
        if inflater.eof:
            return b"".join(pieces), length, waiting, ended


def _parse_record(data: bytes, offset: int, length: int) -> Record:
    head, separator, rest = data.partition(b"\r\n\r\n")
    lines = head.decode("utf-8", "replace").split("\r\n")
    if not separator or not lines[0].startswith("WARC/1."):
        raise DamagedRecord(f"no WARC record at byte {offset}")
    fields = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
    size = fields.get("content-length", "")
    if not size.isdecimal() or len(rest) != int(size) + 4 or not rest.endswith(b"\r\n\r\n"):
        raise DamagedRecord(f"the record at byte {offset} does not have the length it states")
    return Record(fields, rest[:-4], offset, length)
