"""Every response to the archive, as it came off the wire: before decoding, redirects, retries or anybody's opinion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.errand import errand_of
from crawler.middlewares.redirects import leads_on
from crawler.wire import WIRE, Wire
from pipelines.capture import capture_of
from storage.capture import Capture, Headers, RecordRef, media_type

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from crawler.run import Run

CAPTURED = "captured"
# With this in a request's meta the capture is made and not yet appended: the browser adds its DOM and appends it.
HOLD = "hold_capture"


@dataclass(frozen=True, slots=True)
class Captured:
    """In `request.meta["captured"]`: the capture as made, and its reference once it is appended."""

    capture: Capture
    ref: RecordRef | None
    aliases: tuple[str, ...] = ()

    @property
    def media_type(self) -> str | None:
        return media_type(self.capture.headers)


class Captures:
    """Makes and appends a capture for every exchange that got as far as a status line."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Captures:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        # A retry or a redirect is a copy of its request; what was captured of the first is not the second's.
        request.meta.pop(CAPTURED, None)
        request.meta.pop(WIRE, None)
        request.meta["asked_at"] = datetime.now(UTC)

    async def process_response(self, request: Request, response: Response) -> Response:
        wire: Wire | None = request.meta.get(WIRE)
        errand = errand_of(request)
        if wire is None or errand is None or CAPTURED in request.meta:
            return response
        redirected_from = tuple(request.meta.get("redirect_urls", ()))
        is_redirect = leads_on(response)
        capture = capture_of(
            url=request.url,
            fetched_at=request.meta["asked_at"],
            status=response.status,
            reason=wire.reason,
            headers=wire.headers,
            body=response.body,
            request_method=request.method,
            request_headers=_request_headers(request),
            request_body=request.body,
            facts=errand.facts(role="redirect" if is_redirect else None, via=redirected_from, tls=wire.tls),
            http_version=wire.http_version,
            ip=wire.ip,
            elapsed=wire.elapsed,
            truncated=wire.truncated,
        )
        captured = Captured(capture, None, redirected_from)
        if not request.meta.get(HOLD) or is_redirect:
            run: Run = self._crawler.run  # type: ignore[attr-defined]
            ref = await run.append(capture, tour=errand.tour, media_type=captured.media_type, aliases=captured.aliases)
            captured = Captured(capture, ref, captured.aliases)
        request.meta[CAPTURED] = captured
        return response


def _request_headers(request: Request) -> Headers:
    """As sent: Twisted puts Host first and the rest in the order of the request."""
    lines = [("Host", urlsplit(request.url).netloc.rpartition("@")[2])]
    for name, values in request.headers.items():
        lines += [(name.decode("latin-1"), value.decode("latin-1")) for value in values if value is not None]
    return tuple(lines)
