"""WARC/1.1 records, one gzip member each (ISO 28500:2017): captures in, captures out.

A segment is a `warcinfo` record and then groups. A group is one capture:

    response | revisit     the exchange's header block, and the body as sent
    request                what was asked
    resource               the browser's DOM, if the page was rendered (target `urn:rendered:<url>`)
    metadata               application/json: what only the crawl knows; always the last, so that a group is whole

Both digests of every record are `sha256:<hex>`. The payload digest is of the body alone, as sent; a revisit's is its
original's. Two things of a header block change: a Transfer-Encoding line, whose coding is already undone when the body
arrives, is kept under another name so that no reader undoes it twice; and a line break in a header becomes a space.

FastWARC writes the records (docs/decisions/0007-fastwarc-writes.md says at what cost); what it knows nothing of is ours: header blocks,
digests in SHA-256, revisits, groups. Single captures are read here; what was written is checked with FastWARC (spool.py,
verify.py), with zlib and the other digests' own code here, and with warcio (tests).
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import uuid
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any, BinaryIO, Literal, get_args
from urllib.parse import quote, urlsplit

from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

from storage.capture import Capture, CaptureFacts, Headers, RecordRef, Truncation, new_record_id
from storage.errors import DamagedRecord

Source = bytes | BinaryIO | Callable[[], bytes]
"""A segment to read: its bytes, a file, or a function that returns the next bytes and at the end none."""
Profile = Literal["identical-payload-digest", "server-not-modified"]

_PROFILES: dict[Profile, str] = {
    "identical-payload-digest": "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
    "server-not-modified": "http://netpreserve.org/warc/1.1/revisit/server-not-modified",
}
_METADATA_FORMAT = 1
LEVEL = 4
"""Two thirds of the time of level 6 for 4 % more bytes (pages of real portals)."""
_LEVEL_PACKED = 1
"""Bodies that came compressed do not shrink again; the level only costs time."""
_GZIP = 31
_CHUNK = 1 << 16
_LARGEST_STEP = 8 << 20
MAX_RECORD_BYTES = 512 << 20
"""A record that inflates to more is taken for damage, or for malice."""

_TRANSFER_ENCODING = "Transfer-Encoding"
_KEPT_TRANSFER_ENCODING = "X-Archive-Orig-Transfer-Encoding"
_PACKED_TYPES = ("image/", "video/", "audio/", "application/zip", "application/pdf", "application/gzip")
_UNSAFE_IN_URI = re.compile(r"[^\x21-\x7e]|[<>]")
"""What no URI may have (RFC 3986): it is percent-encoded in the record's fields; the metadata record keeps the address itself."""
_BREAKS = re.compile(r"[\r\n\0]+")
_INHERITED = ("content-type", "content-encoding", "content-language", "content-disposition")


@dataclass(frozen=True, slots=True)
class Original:
    """The committed capture that a revisit refers to, where it lies, and whether the rendered DOM is the same too."""

    profile: Profile
    record_id: str
    url: str
    fetched_at: datetime
    payload_sha256: str
    segment: str | None
    offset: int | None
    same_dom: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """One record as read: its WARC header fields (names in lower case), its block, its gzip member's place."""

    fields: Mapping[str, str]
    block: bytes
    offset: int
    length: int

    @property
    def type(self) -> str:
        return self.fields.get("warc-type", "")


@dataclass(frozen=True, slots=True)
class StoredCapture:
    """A group as read. A revisit's `capture.body` is empty here: the archive fetches it from `original`.

    `offset` and `length` are the group's bytes in the segment; `records` how many records it has.
    """

    capture: Capture
    payload_sha256: str
    original: Original | None
    offset: int
    length: int
    records: int

    def ref(self, run: str, segment: str | None) -> RecordRef:
        capture = self.capture
        return RecordRef(
            record_id=capture.record_id,
            url=capture.url,
            fetched_at=capture.fetched_at,
            status=capture.status,
            payload_sha256=self.payload_sha256,
            jurisdiction=capture.facts.jurisdiction,
            run=run,
            segment=segment,
            offset=self.offset,
            revisit_of=self.original.record_id if self.original else None,
        )


# Writing


def warcinfo(fields: Mapping[str, str], *, at: datetime) -> bytes:
    """The segment's first record: what wrote it, for which run, and that header blocks are reconstructed."""
    lines = {
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "headers": "header blocks are reconstructed from parsed headers: order and repeats as received, letter case of"
        " names and white space may differ; bodies are as sent with the transfer coding removed",
        **fields,
    }
    block = "".join(f"{name}: {_BREAKS.sub(' ', value)}\r\n" for name, value in lines.items()).encode()
    return _member("warcinfo", new_record_id(), at, {"Content-Type": "application/warc-fields"}, block, None)


def group(
    capture: Capture, original: Original | None = None, *, payload_sha256: str | None = None
) -> tuple[bytes, int]:
    """A capture's records, compressed, and how many they are.

    With `original` it becomes a revisit without a body; its DOM, if it has one, is taken for the original's when
    `original.same_dom` says so. `payload_sha256`: the body's, where the caller has computed it already.
    """
    uri, at, main_id = _uri(capture.url), capture.fetched_at, capture.record_id
    packed = _LEVEL_PACKED if _is_packed(capture.headers) else LEVEL
    head = _header_block(f"{capture.http_version} {capture.status} {capture.reason}", capture.headers)
    fields = {"WARC-Target-URI": uri, "Content-Type": "application/http;msgtype=response"}
    if capture.ip:
        fields["WARC-IP-Address"] = capture.ip
    if capture.truncated:
        fields["WARC-Truncated"] = capture.truncated
    if original is None:
        body = capture.body
        members = [_member("response", main_id, at, fields, head, body, payload_sha256=payload_sha256, level=packed)]
    else:
        fields |= {
            "WARC-Profile": _PROFILES[original.profile],
            "WARC-Refers-To": f"<{original.record_id}>",
            "WARC-Refers-To-Target-URI": _uri(original.url),
            "WARC-Refers-To-Date": warc_date(original.fetched_at),
        }
        members = [_member("revisit", main_id, at, fields, head, b"", payload_sha256=original.payload_sha256)]
    concurrent = {"WARC-Target-URI": uri, "WARC-Concurrent-To": f"<{main_id}>"}

    request_line = f"{capture.request_method} {_request_target(capture.url)} HTTP/1.1"
    request_head = _header_block(request_line, capture.request_headers)
    request_fields = {**concurrent, "Content-Type": "application/http;msgtype=request"}
    members.append(_member("request", new_record_id(), at, request_fields, request_head, capture.request_body))
    if capture.rendered_dom is not None and not (original and original.same_dom):
        dom_fields = {
            "WARC-Target-URI": f"urn:rendered:{uri}",
            "WARC-Concurrent-To": f"<{main_id}>",
            "Content-Type": "text/html; charset=utf-8",
        }
        members.append(_member("resource", new_record_id(), at, dom_fields, capture.rendered_dom, None))
    facts = {
        **concurrent,
        "WARC-Refers-To": f"<{main_id}>",
        "Content-Type": "application/json",
    }
    members.append(_member("metadata", new_record_id(), at, facts, _metadata(capture, original), None))
    return b"".join(members), len(members)


def as_read(headers: Headers) -> Headers:
    """Header lines as they come back when they are read."""
    return _split_http(_header_block("", headers))[1]


def warc_date(at: datetime) -> str:
    """`2026-01-31T08:00:00.000000Z`: UTC, to the microsecond, as WARC/1.1 allows."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _member(
    kind: str,
    record_id: str,
    at: datetime,
    fields: Mapping[str, str],
    head: bytes,
    body: bytes | None,
    *,
    payload_sha256: str | None = None,
    level: int = LEVEL,
) -> bytes:
    """One record as a gzip member. `body` None: the block is `head` alone, and is its own payload."""
    block = hashlib.sha256(head)
    if body is not None:
        block.update(body)
        payload = payload_sha256 or hashlib.sha256(body).hexdigest()
    else:
        payload, body = block.hexdigest(), b""
    lines = {
        "WARC-Date": warc_date(at),
        **fields,
        "WARC-Payload-Digest": f"sha256:{payload}",
        "WARC-Block-Digest": f"sha256:{block.hexdigest()}",
    }
    return member(kind, record_id, lines, head + body, level=level)


def member(kind: str, record_id: str, fields: Mapping[str, str], block: bytes, *, level: int = LEVEL) -> bytes:
    """A record as one gzip member, written by FastWARC with the fields and digests given."""
    record = WarcRecord()
    record.init_headers(getattr(WarcRecordType, kind), record_id.removeprefix("urn:").encode())
    for name, value in fields.items():
        record.headers[name] = value
    record.set_bytes_content(block)
    target = io.BytesIO()
    writer = GzipWriter(target, compression_level=level)
    record.write(writer, checksum_data=False)
    writer.finish()
    return target.getvalue()


def _metadata(capture: Capture, original: Original | None) -> bytes:
    facts = {name: value for name, value in asdict(capture.facts).items() if value not in (None, (), {})}
    document: dict[str, Any] = {"format": _METADATA_FORMAT, "url": capture.url, "facts": facts}
    if capture.elapsed is not None:
        document["elapsed"] = capture.elapsed
    if original is not None:
        document["original"] = {
            "segment": original.segment,
            "offset": original.offset,
            "same_dom": original.same_dom,
        }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _header_block(first_line: str, headers: Headers) -> bytes:
    lines = [first_line]
    for name, value in headers:
        kept = _KEPT_TRANSFER_ENCODING if name.lower() == _TRANSFER_ENCODING.lower() else name
        lines.append(f"{kept}: {value}")
    return b"".join(_header_bytes(_BREAKS.sub(" ", line)) + b"\r\n" for line in lines) + b"\r\n"


def _header_bytes(line: str) -> bytes:
    """Header text is Latin-1, which keeps any byte; what lies outside it cannot have come from a wire."""
    try:
        return line.encode("latin-1")
    except UnicodeEncodeError:
        return line.encode("utf-8", "replace")


def _uri(url: str) -> str:
    return _UNSAFE_IN_URI.sub(lambda match: quote(match.group().encode("utf-8", "replace")), url)


def _request_target(url: str) -> str:
    parts = urlsplit(_uri(url))
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _is_packed(headers: Headers) -> bool:
    for name, value in headers:
        lowered = name.lower()
        if lowered == "content-encoding" and value.strip().lower() not in ("", "identity"):
            return True
        if lowered == "content-type" and value.strip().lower().startswith(_PACKED_TYPES):
            return True
    return False


# Reading


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
    position, step = offset, _CHUNK

    def more() -> bytes:
        nonlocal position, step
        data = read(position, step)
        position += len(data)
        step = min(step * 2, _LARGEST_STEP)
        return data

    return more


def _reader(source: Source) -> Callable[[], bytes]:
    if isinstance(source, bytes):
        return io.BytesIO(source).read
    if callable(source):
        return source
    return lambda: source.read(_CHUNK)


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


def _stored(members: list[Record]) -> StoredCapture:
    for record in members:
        check_digests(record)
    main, last = members[0], members[-1]
    try:
        return _assemble(members, main, json.loads(last.block))
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise DamagedRecord(f"the capture at byte {main.offset} cannot be understood: {error!r}") from error


def _assemble(members: list[Record], main: Record, document: dict[str, Any]) -> StoredCapture:
    first_line, headers, body = _split_http(main.block)
    version, _, rest = first_line.partition(" ")
    status, _, reason = rest.partition(" ")
    request_method, request_body = "GET", b""
    request_headers: Headers = ()
    rendered: bytes | None = None
    for record in members[1:-1]:
        if record.type == "request":
            line, request_headers, request_body = _split_http(record.block)
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


def _split_http(block: bytes) -> tuple[str, Headers, bytes]:
    head, _, body = block.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = []
    for line in lines:
        name, _, value = line.partition(":")
        name = _TRANSFER_ENCODING if name == _KEPT_TRANSFER_ENCODING else name
        headers.append((name, value.removeprefix(" ")))
    return first, tuple(headers), body


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


def valid_record_id(record_id: str) -> bool:
    """Whether it is `urn:uuid:` and a UUID in its canonical form, as keys of the archive need it."""
    try:
        return record_id == f"urn:uuid:{uuid.UUID(record_id.removeprefix('urn:uuid:'))}"
    except ValueError:
        return False
