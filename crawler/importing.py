"""Reports in hand and WARC files of others, brought into the archive: the same captures, parsing and provenance as a crawl's.

What is imported says so: role `imported`, the file's name in the capture's context, and by default the source kind of a
mirror, so that it never stands before a copy that the portal itself served.
"""

from __future__ import annotations

import gzip
import mimetypes
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastwarc.warc import ArchiveIterator, WarcRecordType

from pipelines.errors import DamagedDocument, DocumentTooLarge
from storage.capture import Capture, CaptureFacts, SourceKind, new_record_id

_HEAD = 1 << 20
"""Bytes that a record may have beside the body."""


def captures_in(
    path: Path, *, jurisdiction: str, url: str | None, kind: SourceKind, limit: int, now: datetime
) -> Iterator[Capture]:
    """The captures that a file holds: itself, or the responses of a WARC file. ReadingError, OSError."""
    facts = CaptureFacts(
        jurisdiction=jurisdiction,
        portal_url=url or "",
        source_kind=kind,
        role="imported",
        context={"imported_from": path.name},
    )
    if is_warc(path):
        yield from _responses(path, facts, limit)
        return
    if path.stat().st_size > limit:
        raise DocumentTooLarge(f"{path.name} has more than {limit} bytes")
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    yield Capture(
        record_id=new_record_id(),
        url=url or f"file:///{quote(path.name)}",
        fetched_at=now,
        status=200,
        reason="OK",
        headers=(("Content-Type", media_type),),
        body=path.read_bytes(),
        request_method="GET",
        request_headers=(),
        request_body=b"",
        facts=facts,
    )


def is_warc(path: Path) -> bool:
    with path.open("rb") as file:
        start = file.read(5)
    if start.startswith(b"\x1f\x8b"):
        try:
            with gzip.open(path) as inner:
                start = inner.read(5)
        except (OSError, EOFError):
            return False
    return start == b"WARC/"


def _responses(path: Path, facts: CaptureFacts, limit: int) -> Iterator[Capture]:
    found = 0
    with path.open("rb") as file:
        try:
            for record in ArchiveIterator(file, record_types=WarcRecordType.any_type, parse_http=False):
                # Also of those that are passed over: a file that breaks off in one of them is damaged.
                _check_length(record, limit + _HEAD)
                if record.record_type is not WarcRecordType.response:
                    continue
                if record.is_http:
                    # Chunks are joined, and Content-Encoding is left: the body as the server meant it to arrive.
                    record.parse_http(auto_decode="transfer")
                capture = _response(record, facts, limit, path)
                if capture is not None:
                    found += 1
                    yield capture
        except (OSError, ValueError) as error:
            raise DamagedDocument(f"{path.name} is damaged after {found} responses: {error}") from error
    if not found:
        raise DamagedDocument(f"{path.name} holds no response that can be read")


def _check_length(record: Any, most: int) -> None:
    """ValueError for a record that is shorter than it says, which the reader passes over. One above `most` is cut anyway."""
    stated = record.headers.get("Content-Length") or ""
    if not stated.isdecimal():
        raise ValueError(f"{record.record_id or 'a record'} does not state its length")
    if int(stated) <= most and not (record.freeze() and record.content_length == int(stated)):
        raise ValueError(f"{record.record_id} breaks off")


def _response(record: Any, facts: CaptureFacts, limit: int, path: Path) -> Capture | None:
    url, date = record.headers.get("WARC-Target-URI"), record.headers.get("WARC-Date")
    http = record.http_headers
    if not record.is_http or http is None or not url or not date:
        return None
    try:
        fetched_at = datetime.fromisoformat(date).astimezone(UTC)
    except ValueError as error:
        raise DamagedDocument(f"{path.name}: {record.record_id} has no date that can be read: {date[:40]!r}") from error
    body = record.reader.read(limit + 1)
    context = {**facts.context, "original_record": str(record.record_id)}
    return Capture(
        record_id=new_record_id(),
        url=url.strip("<>"),
        fetched_at=fetched_at,
        status=http.status_code or 0,
        reason=http.reason_phrase or "",
        headers=tuple((str(name), str(value)) for name, value in http),
        body=body[:limit],
        request_method="GET",
        request_headers=(),
        request_body=b"",
        facts=replace(facts, portal_url=facts.portal_url or url, context=context),
        truncated="length" if len(body) > limit else None,
    )


def of_jurisdiction(capture: Capture, code: str) -> Capture:
    return replace(capture, facts=replace(capture.facts, jurisdiction=code))
