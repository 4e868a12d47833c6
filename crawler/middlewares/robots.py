"""robots.txt, its refusals told by name, its body freed of any compression, its waiters all told the same.

Scrapy 2.19 lets several requests of a host wait for one robots.txt on one Twisted Deferred, whose first waiter takes the
result away: the others get none, and are let through. Here each waits on the same task.
"""

from __future__ import annotations

import asyncio
import logging
import re
from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler

from pipelines.coding import decoded
from pipelines.errors import ReadingError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.robotstxt import RobotParser

logger = logging.getLogger(__name__)

# RFC 9309, 2.5: a parser need not read beyond 500 kibibytes.
MAX_ROBOTS_BYTES = 512_000
MAX_SITEMAPS = 10
# In a request's meta: the site maps that its host's robots.txt names.
SITEMAPS = "sitemaps"

_SITEMAP = re.compile(r"^\s*sitemap\s*:\s*(https?://\S{1,1500})", re.I | re.M)


class RobotsRefused(IgnoreRequest):
    """robots.txt forbids this address to us."""


class Robots(RobotsTxtMiddleware):
    """Only what was served as robots.txt is one: an error page in its place allows everything (RFC 9309, 2.3.1.3)."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._asked: dict[str, asyncio.Task[RobotParser | None]] = {}
        self._sitemaps: dict[str, tuple[str, ...]] = {}

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as error:
            raise RobotsRefused(f"robots.txt forbids {request.url}") from error

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """The rules of the request's host, fetched once; None where there are none."""
        parts = urlparse_cached(request)
        origin = f"{parts.scheme}://{parts.netloc}"
        task = self._asked.get(origin)
        if task is None:
            task = self._asked[origin] = asyncio.ensure_future(self._fetch(origin))
        parser = await asyncio.shield(task)
        if origin in self._sitemaps:
            request.meta[SITEMAPS] = self._sitemaps[origin]
        return parser

    async def _fetch(self, origin: str) -> RobotParser | None:
        request = Request(
            f"{origin}/robots.txt",
            priority=self.DOWNLOAD_PRIORITY,
            meta={"dont_obey_robotstxt": True},
            callback=NO_CALLBACK,
        )
        try:
            response = await self.crawler.engine.download_async(request)
            body = b""
            if response.status == 200:
                body = decoded(response.body, _codings(response), limit=MAX_ROBOTS_BYTES)
        except ReadingError as error:
            logger.warning("robots.txt of %s is not read: %s", origin, error)
            return None
        except Exception as error:
            # A host that cannot be asked for this cannot be asked for anything else either; its pages say why.
            logger.info("robots.txt of %s could not be had: %s", origin, " ".join(str(error).split()))
            return None
        self._sitemaps[origin] = sitemaps_in(body)
        parser: RobotParser = build_from_crawler(self._parserimpl, self.crawler, body)
        return parser


def sitemaps_in(body: bytes) -> tuple[str, ...]:
    """The addresses of a robots.txt's Sitemap lines (sitemaps.org), the first few."""
    text = body.decode("utf-8", "replace")
    return tuple(match.group(1) for match in _SITEMAP.finditer(text))[:MAX_SITEMAPS]


def _codings(response: Response) -> list[tuple[str, str]]:
    return [("Content-Encoding", value.decode("latin-1")) for value in response.headers.getlist("Content-Encoding")]
