"""The records of others' web archives: WARC by FastWARC, ARC by warcio, each checked against what it says of itself."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO, Any
from urllib.parse import urlsplit

from fastwarc.warc import ArchiveIterator, WarcRecordType
from warcio.archiveiterator import ArchiveIterator as ArcIterator
from warcio.exceptions import ArchiveLoadFailed

HEAD = 1 << 20
"""Bytes that a record may have beside a body."""
_DIGITS_DATE = re.compile(r"\d{14}")
_DIGEST = re.compile(r"(sha-?1|sha-?256|sha-?512|md5):\s*(\S+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Record:
    """A record: its fields by their names in lower case, and its block, as much of it as `limit` lets in (`cut`)."""

    kind: str
    fields: dict[str, str]
    block: bytes
    cut: bool

    @property
    def id(self) -> str:
        return self.fields.get("warc-record-id", "").strip("<> ")

    @property
    def url(self) -> str:
        return self.fields.get("warc-target-uri", "").strip("<> ")

    @property
    def digest(self) -> str:
        return self.fields.get("warc-payload-digest", "").strip()

    @property
    def of_the_web(self) -> bool:
        """Whether its address is one of the web: archives hold name look-ups, logs and pictures of pages, too."""
        try:
            parts = urlsplit(self.url)
            return parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and self.url.isprintable()
        except ValueError:
            return False


def read_records(file: IO[bytes], limit: int, *, arc: bool) -> Iterator[Record]:
    """All records, in their order. ValueError and OSError where one breaks off or the file is damaged."""
    yield from _arc_records(file, limit) if arc else _warc_records(file, limit)


def moment(text: str) -> datetime | None:
    """A record's date in UTC, which is what a date without a zone means in a web archive; None if it is none."""
    text = text.strip()
    try:
        if _DIGITS_DATE.fullmatch(text):
            at = datetime.strptime(text, "%Y%m%d%H%M%S")
        else:
            at = datetime.fromisoformat(text)
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def holds(stated: str | None, *contents: bytes) -> bool | None:
    """Whether a stated digest is that of one of these; None where none is stated that can be computed."""
    match = _DIGEST.fullmatch((stated or "").strip())
    if match is None:
        return None
    algorithm, value = match[1].lower().replace("-", ""), match[2]
    for content in contents:
        digest = hashlib.new(algorithm, content, usedforsecurity=False)
        base32 = base64.b32encode(digest.digest()).decode().rstrip("=")
        if value.lower() == digest.hexdigest() or value.upper().rstrip("=") == base32:
            return True
    return False


def _warc_records(file: IO[bytes], limit: int) -> Iterator[Record]:
    for record in ArchiveIterator(file, record_types=WarcRecordType.any_type, parse_http=False):
        fields = {str(name).lower(): str(value) for name, value in record.headers}
        stated = fields.get("content-length", "")
        # Also of those that are passed over: a file that breaks off in one of them is damaged.
        if not stated.isdecimal():
            raise ValueError(f"{record.record_id or 'a record'} does not state its length")
        cut = int(stated) > limit + HEAD
        if not cut and not (record.freeze() and record.content_length == int(stated)):
            raise ValueError(f"{record.record_id} breaks off")
        block = record.reader.read(limit + HEAD if cut else int(stated))
        if cut and len(block) < limit + HEAD:
            raise ValueError(f"{record.record_id} breaks off")
        yield Record(fields.get("warc-type", "").lower(), fields, block, cut)


def _arc_records(file: IO[bytes], limit: int) -> Iterator[Record]:
    """ARC, the format before WARC: responses with address, date and the server's address."""
    try:
        for record in ArcIterator(file, no_record_parse=True, arc2warc=True):
            if record.rec_type != "response":  # the file's own description
                continue
            fields = _fields(record)
            length = min(record.length, limit + HEAD)
            block = record.content_stream().read(length)
            if len(block) < length:
                raise ValueError(f"the record of {fields.get('warc-target-uri', 'no address')} breaks off")
            yield Record("response", fields, block, record.length > length)
    except ArchiveLoadFailed as error:
        raise ValueError(str(error)) from error


def _fields(record: Any) -> dict[str, str]:
    return {str(name).lower(): str(value) for name, value in record.rec_headers.headers}
