"""Answers from the archive what an interrupted run of the same crawl had captured, so that nobody is asked for it twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.http import Response

from crawler.errand import errand_of
from crawler.middlewares.captures import CAPTURED, Captured
from crawler.middlewares.conditional import VALIDATED, grouped
from crawler.wire import WIRE, Wire

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

    from crawler.run import Run


class Resumed:
    """No capture is made of it again: the answer carries the one that there is.

    Not for robots.txt, nor for what a page in the browser asks for: a page is rendered as a whole or not at all.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Resumed:
        return cls(crawler)

    async def process_request(self, request: Request) -> Response | None:
        run: Run = self._crawler.run  # type: ignore[attr-defined]
        errand = errand_of(request)
        if errand is None or errand.role is not None or errand.visit.render or "Cookie" in request.headers:
            # What came for the same address without the cookie of a chain of redirects (redirects.py) was another answer.
            return None
        via = tuple(request.meta.get("redirect_urls", ()))
        kept = await run.kept_answer(request.url, request.method, request.body, tour=errand.tour, aliases=via)
        if kept is None:
            return None
        capture, ref = kept
        request.meta.pop(VALIDATED, None)
        request.meta[WIRE] = Wire(
            capture.http_version, capture.reason, capture.headers, capture.ip, started=0.0, elapsed=capture.elapsed
        )
        request.meta[CAPTURED] = Captured(capture, ref, via)
        status = 200 if capture.status == 304 else capture.status  # a revisit comes with the body of its original
        return Response(request.url, status=status, headers=dict(grouped(capture.headers)), body=capture.body)
