"""Captures out: a group of records read back as the capture that was written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, get_args

from storage.capture import Capture, CaptureFacts, Headers, Truncation
from storage.errors import DamagedRecord
from storage.warc.headers import split_http
from storage.warc.members import CHUNK, Source, check_digests, read_records
from storage.warc.values import Original, Profile, Record, StoredCapture

_LARGEST_STEP = 8 << 20
_INHERITED = ("content-type", "content-encoding", "content-language", "content-disposition")


def read_captures(source: Source, *, offset: int = 0) -> Iterator[StoredCapture]:
    """The captures of a segment, group by group; records of other kinds before a group are passed over.

    DamagedRecord at the first group that is not whole.
    """
    members: list[Record] = []
    for record in read_records(source, offset=offset):
        if record.type in ("response", "revisit"):
            if members:
                raise DamagedRecord(f"the capture at byte {members[0].offset} has no metadata record: it is not whole")
            members = [record]
        elif members:
            members.append(record)
            if record.type == "metadata":
                yield _stored(members)
                members = []
    if members:
        raise DamagedRecord(f"the capture at byte {members[0].offset} has no metadata record: it is not whole")


def read_capture(read: Callable[[int, int], bytes], offset: int) -> StoredCapture:
    """One capture by its offset; `read(start, length)` is asked for no more than the group and one step beyond.

    Verifies both digests of its records. DamagedRecord when there is no whole capture at `offset`.
    """
    for stored in read_captures(_ranges(read, offset), offset=offset):
        if stored.offset != offset:
            break
        return stored
    raise DamagedRecord(f"no capture begins at byte {offset}")


def with_body(stored: StoredCapture, original: Capture) -> Capture:
    """A revisit's capture with its original's body.

    What a 304 leaves out of the headers, though the body cannot be read without it (its type, its encoding), is added
    from the original at the end; the status stays 304.
    """
    capture = stored.capture
    headers = capture.headers
    if stored.original is not None and stored.original.profile == "server-not-modified":
        present = {name.lower() for name, _ in headers}
        headers += tuple(
            pair for pair in original.headers if pair[0].lower() in _INHERITED and pair[0].lower() not in present
        )
    same_dom = stored.original is not None and stored.original.same_dom
    dom = original.rendered_dom if same_dom else capture.rendered_dom
    return replace(capture, headers=headers, body=original.body, rendered_dom=dom)


def _ranges(read: Callable[[int, int], bytes], offset: int) -> Callable[[], bytes]:
    """Reads ahead from `offset` in steps that double, so that a small capture costs one small read."""
    position, step = offset, CHUNK

    def more() -> bytes:
        nonlocal position, step
        data = read(position, step)
        position += len(data)
        step = min(step * 2, _LARGEST_STEP)
        return data

    return more


def _stored(members: list[Record]) -> StoredCapture:
    for record in members:
        check_digests(record)
    main, last = members[0], members[-1]
    try:
        return _assemble(members, main, json.loads(last.block))
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise DamagedRecord(f"the capture at byte {main.offset} cannot be understood: {error!r}") from error


def _assemble(members: list[Record], main: Record, document: dict[str, Any]) -> StoredCapture:
    first_line, headers, body = split_http(main.block)
    version, _, rest = first_line.partition(" ")
    status, _, reason = rest.partition(" ")
    request_method, request_body = "GET", b""
    request_headers: Headers = ()
    rendered: bytes | None = None
    for record in members[1:-1]:
        if record.type == "request":
            line, request_headers, request_body = split_http(record.block)
            request_method = line.partition(" ")[0]
        elif record.type == "resource":
            rendered = record.block
    truncated = main.fields.get("warc-truncated")
    facts = document["facts"]
    return StoredCapture(
        capture=Capture(
            record_id=_id(main.fields["warc-record-id"]),
            url=document["url"],
            fetched_at=_date(main.fields["warc-date"]),
            status=int(status),
            reason=reason,
            headers=headers,
            body=body,
            request_method=request_method,
            request_headers=request_headers,
            request_body=request_body,
            facts=CaptureFacts(**{**facts, "path": tuple(facts.get("path", ()))}),
            http_version=version,
            ip=main.fields.get("warc-ip-address"),
            elapsed=document.get("elapsed"),
            truncated=_truncation(truncated),
            rendered_dom=rendered,
        ),
        payload_sha256=main.fields["warc-payload-digest"].removeprefix("sha256:"),
        original=_original(main, document) if main.type == "revisit" else None,
        offset=main.offset,
        length=members[-1].offset + members[-1].length - main.offset,
        records=len(members),
    )


def _original(main: Record, document: dict[str, Any]) -> Original:
    profile = main.fields["warc-profile"].rpartition("/")[2]
    if profile not in get_args(Profile):
        raise ValueError(f"unknown revisit profile {profile!r}")
    place = document.get("original", {})
    return Original(
        profile="server-not-modified" if profile == "server-not-modified" else "identical-payload-digest",
        record_id=_id(main.fields["warc-refers-to"]),
        url=main.fields["warc-refers-to-target-uri"],
        fetched_at=_date(main.fields["warc-refers-to-date"]),
        payload_sha256=main.fields["warc-payload-digest"].removeprefix("sha256:"),
        segment=place.get("segment"),
        offset=place.get("offset"),
        same_dom=bool(place.get("same_dom")),
    )


def _id(field: str) -> str:
    return field.removeprefix("<").removesuffix(">")


def _date(field: str) -> datetime:
    return datetime.fromisoformat(field).astimezone(UTC)


def _truncation(field: str | None) -> Truncation | None:
    for known in get_args(Truncation):
        if field == known:
            value: Truncation = known
            return value
    return None if field is None else "unspecified"
