"""Captures in: a group of records for each, every record one gzip member."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

from storage.capture import Capture, Headers, new_record_id
from storage.warc.headers import header_block, request_target, unbroken, uri_of, warc_date
from storage.warc.values import PROFILES, Original

_METADATA_FORMAT = 1
LEVEL = 4
"""Two thirds of the time of level 6 for 4 % more bytes (pages of real portals)."""
_LEVEL_PACKED = 1
"""Bodies that came compressed do not shrink again; the level only costs time."""
_PACKED_TYPES = ("image/", "video/", "audio/", "application/zip", "application/pdf", "application/gzip")


def warcinfo(fields: Mapping[str, str], *, at: datetime) -> bytes:
    """The segment's first record: what wrote it, for which run, and that header blocks are reconstructed."""
    lines = {
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "headers": "header blocks are reconstructed from parsed headers: order and repeats as received, letter case of"
        " names and white space may differ; bodies are as sent with the transfer coding removed",
        **fields,
    }
    block = "".join(f"{name}: {unbroken(value)}\r\n" for name, value in lines.items()).encode()
    return _member("warcinfo", new_record_id(), at, {"Content-Type": "application/warc-fields"}, block, None)


def group(
    capture: Capture, original: Original | None = None, *, payload_sha256: str | None = None
) -> tuple[bytes, int]:
    """A capture's records, compressed, and how many they are.

    With `original` it becomes a revisit without a body; its DOM, if it has one, is taken for the original's when
    `original.same_dom` says so. `payload_sha256`: the body's, where the caller has computed it already.
    """
    uri, at, main_id = uri_of(capture.url), capture.fetched_at, capture.record_id
    packed = _LEVEL_PACKED if _is_packed(capture.headers) else LEVEL
    head = header_block(f"{capture.http_version} {capture.status} {capture.reason}", capture.headers)
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
            "WARC-Profile": PROFILES[original.profile],
            "WARC-Refers-To": f"<{original.record_id}>",
            "WARC-Refers-To-Target-URI": uri_of(original.url),
            "WARC-Refers-To-Date": warc_date(original.fetched_at),
        }
        members = [_member("revisit", main_id, at, fields, head, b"", payload_sha256=original.payload_sha256)]
    concurrent = {"WARC-Target-URI": uri, "WARC-Concurrent-To": f"<{main_id}>"}

    request_line = f"{capture.request_method} {request_target(capture.url)} HTTP/1.1"
    request_head = header_block(request_line, capture.request_headers)
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


def _is_packed(headers: Headers) -> bool:
    for name, value in headers:
        lowered = name.lower()
        if lowered == "content-encoding" and value.strip().lower() not in ("", "identity"):
            return True
        if lowered == "content-type" and value.strip().lower().startswith(_PACKED_TYPES):
            return True
    return False
