"""Stage 1, capture (采集): an exchange becomes a capture, byte for byte, and is on disk before it is read any further.

`capture_of` is the pure part: what was sent and received as one value, our own secrets left out. `CapturePipeline` is the
item stage: nothing goes on to the reading stage before its record is synced to the spool.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from storage.capture import Capture, CaptureFacts, Headers, Truncation, new_record_id

if TYPE_CHECKING:
    from pipelines.item import Found, Run

REDACTED = "(redacted)"
# Request headers that carry secrets of whoever runs the crawl.
SECRET_HEADERS = frozenset({"authorization", "cookie", "proxy-authorization"})


def capture_of(
    *,
    url: str,
    fetched_at: datetime,
    status: int,
    reason: str,
    headers: Headers,
    body: bytes,
    request_method: str,
    request_headers: Headers,
    request_body: bytes,
    facts: CaptureFacts,
    http_version: str = "HTTP/1.1",
    ip: str | None = None,
    elapsed: float | None = None,
    truncated: Truncation | None = None,
) -> Capture:
    """The exchange as it is archived. The response is untouched; of the request, our credentials are redacted."""
    return Capture(
        record_id=new_record_id(),
        url=without_credentials(url),
        fetched_at=fetched_at,
        status=status,
        reason=reason,
        headers=headers,
        body=body,
        request_method=request_method,
        request_headers=tuple(
            (name, REDACTED if name.lower() in SECRET_HEADERS else value) for name, value in request_headers
        ),
        request_body=request_body,
        facts=facts,
        http_version=http_version,
        ip=ip,
        elapsed=elapsed,
        truncated=truncated,
    )


def without_credentials(url: str) -> str:
    """The address without `user:password@`."""
    if "@" not in url:
        return url
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


class CapturePipeline:
    """Holds an item back until its capture is synced to disk."""

    def __init__(self, run: Run) -> None:
        self._run = run

    @classmethod
    def from_crawler(cls, crawler: Any) -> CapturePipeline:
        return cls(crawler.run)

    async def process_item(self, item: Found) -> Found:
        await self._run.synced()
        return item
