"""Asks for what the archive has already only in case it changed (RFC 9110, 13.1), and answers from the archive if not."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from scrapy.http import Response

from crawler.errand import errand_of
from crawler.wire import WIRE, Wire
from storage.errors import StorageError

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

    from crawler.run import Run

logger = logging.getLogger(__name__)

VALIDATED = "validated_against"


class Conditional:
    """A 304 is captured as it came and then stands for the archived body: the walk must see its links again."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Conditional:
        return cls(crawler)

    @property
    def _run(self) -> Run:
        return self._crawler.run  # type: ignore[attr-defined,no-any-return]

    def process_request(self, request: Request) -> None:
        request.meta.pop(VALIDATED, None)
        for name in ("If-None-Match", "If-Modified-Since"):
            request.headers.pop(name, None)
        if request.method != "GET" or request.body or errand_of(request) is None or request.meta.get("unconditional"):
            return
        stored = self._run.archive.catalogue.latest_capture(request.url)
        if stored is None or stored.truncated or not (stored.etag or stored.last_modified):
            return
        request.meta[VALIDATED] = stored.ref()
        if stored.etag:
            request.headers["If-None-Match"] = stored.etag
        if stored.last_modified:
            request.headers["If-Modified-Since"] = stored.last_modified

    async def process_response(self, request: Request, response: Response) -> Response | Request:
        if response.status != 304:
            return response
        stored = request.meta.get(VALIDATED)
        if stored is not None:
            try:
                capture = await self._run.archive_of(stored)
            except StorageError as error:
                logger.warning("%s is unchanged, but its archived body cannot be read: %s", request.url, error)
            else:
                wire: Wire | None = request.meta.get(WIRE)
                if wire is not None:
                    wire.headers = capture.headers
                return Response(request.url, status=200, headers=dict(grouped(capture.headers)), body=capture.body)
        if request.meta.get("unconditional"):
            return response
        again = request.copy()
        again.meta["unconditional"] = True
        again.dont_filter = True
        return again


def grouped(headers: tuple[tuple[str, str], ...]) -> list[tuple[str, list[str]]]:
    grouped: dict[str, list[str]] = {}
    for name, value in headers:
        grouped.setdefault(name, []).append(value)
    return list(grouped.items())
