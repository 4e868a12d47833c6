"""The second reader: what FastWARC finds in a segment that warc.py wrote.

Reading a segment through proves its records one by one. It does not prove that none is missing: FastWARC takes a file
cut between two records for a whole one, so the caller compares the counts and the segment's own SHA-256 with what was
noted elsewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from storage.errors import DamagedRecord

_CAPTURES = WarcRecordType.response | WarcRecordType.revisit


@dataclass(frozen=True, slots=True)
class SegmentContents:
    """What a segment holds: bytes, SHA-256, how many records and revisits, the record ids of its captures in order."""

    size: int
    sha256: str
    records: int
    revisits: int
    captures: tuple[str, ...]


class _Hashing:
    """A file that digests what is read from it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.digest = hashlib.sha256()
        self.size = 0

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self.digest.update(data)
        self.size += len(data)
        return data

    def tell(self) -> int:
        return self.size


def read_through(file: IO[bytes], *, on_record: Callable[[], None] = lambda: None) -> SegmentContents:
    """Read a segment to its end and verify both digests of every record; DamagedRecord names the first that fails."""
    source = _Hashing(file)
    records, revisits, captures = 0, 0, []
    try:
        for record in ArchiveIterator(source, parse_http=False, record_types=WarcRecordType.any_type):  # type: ignore[arg-type]
            name = str(record.record_id)
            if not record.verify_block_digest():
                raise DamagedRecord(f"the block digest of record {name} does not hold")
            if not _payload_holds(record):
                raise DamagedRecord(f"the payload digest of record {name} does not hold")
            records += 1
            revisits += record.record_type is WarcRecordType.revisit
            if record.record_type & _CAPTURES:
                captures.append(name.strip("<>"))
            on_record()
    except (OSError, ValueError) as error:
        raise DamagedRecord(f"after {records} records: {error}") from error
    while source.read(1 << 20):
        pass
    return SegmentContents(source.size, source.digest.hexdigest(), records, revisits, tuple(captures))


def _payload_holds(record: WarcRecord) -> bool:
    """A revisit has no payload of its own; FastWARC knows payloads of HTTP only, any other record's is its block."""
    if record.record_type is WarcRecordType.revisit:
        return True
    if record.is_http:
        record.parse_http()
        return record.verify_payload_digest(consume=True)
    return record.headers.get("WARC-Payload-Digest") == record.headers.get("WARC-Block-Digest")
