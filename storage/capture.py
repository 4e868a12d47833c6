"""A capture (采集件): one fetched response, byte for byte, with its request, headers, time and path of links.

These are the values that cross between crawler, pipelines and storage. The body is kept as it came, content encoding
included: `payload_sha256` is of those bytes.
"""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Headers = tuple[tuple[str, str], ...]
Truncation = Literal["length", "time", "disconnect", "unspecified"]
SourceKind = Literal["official", "mirror"]


def header(headers: Headers, name: str) -> str | None:
    """The first header of that name, which is given in lower case."""
    return next((value for key, value in headers if key.lower() == name), None)


def media_type(headers: Headers) -> str | None:
    """What the headers say that the body is, without its parameters."""
    return (header(headers, "content-type") or "").partition(";")[0].strip().lower() or None


def new_record_id() -> str:
    """A WARC-Record-ID without its angle brackets: `urn:uuid:...`."""
    return f"urn:uuid:{uuid.uuid4()}"


def sha256_hex(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class CaptureFacts:
    """What only the crawl knows of a capture; written as JSON into the WARC `metadata` record.

    jurisdiction  the code that was crawled
    portal_url    the portal's entry address
    source_kind   official, or a mirror
    role          page | attachment | list | home | redirect | robots | subresource | imported ...
    path          addresses that led here, the portal's first, this one not included
    anchor        the text of the link that was followed
    parent        record id of the capture whose link was followed
    family        portal family recognised or declared, by its file's name
    context       facts of the linking page that a bare file lacks, e.g. {"title": ..., "published": "2021-01-28"}
    tls           what the connection was: protocol, cipher, the certificate's digest, subject, issuer and dates, and under
                  `trusted` "yes" or why the system's authorities do not vouch for it; empty for plain HTTP
    """

    jurisdiction: str
    portal_url: str
    source_kind: SourceKind = "official"
    role: str = "page"
    path: tuple[str, ...] = ()
    anchor: str | None = None
    parent: str | None = None
    family: str | None = None
    context: dict[str, str] = field(default_factory=dict)
    tls: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Capture:
    """One HTTP exchange. `body` is as sent (still content-encoded); `rendered_dom` is a browser page's DOM in UTF-8."""

    record_id: str
    url: str
    fetched_at: datetime
    status: int
    reason: str
    headers: Headers
    body: bytes
    request_method: str
    request_headers: Headers
    request_body: bytes
    facts: CaptureFacts
    http_version: str = "HTTP/1.1"
    ip: str | None = None
    elapsed: float | None = None
    truncated: Truncation | None = None
    rendered_dom: bytes | None = None

    @property
    def payload_sha256(self) -> str:
        return sha256_hex(self.body)


@dataclass(frozen=True, slots=True)
class RecordRef:
    """Where a capture lies: enough to read it back. `segment` is None while it is only in the spool."""

    record_id: str
    url: str
    fetched_at: datetime
    status: int
    payload_sha256: str
    jurisdiction: str
    run: str
    segment: str | None = None
    offset: int | None = None
    revisit_of: str | None = None
