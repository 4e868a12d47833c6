"""robots.txt as Scrapy reads it, its refusals told by name, its body freed of any compression."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest

from pipelines.coding import decoded
from pipelines.errors import ReadingError

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.robotstxt import RobotParser

logger = logging.getLogger(__name__)

# RFC 9309, 2.5: a parser need not read beyond 500 kibibytes.
MAX_ROBOTS_BYTES = 512_000


class RobotsRefused(IgnoreRequest):
    """robots.txt forbids this address to us."""


class Robots(RobotsTxtMiddleware):
    """Only what was served as robots.txt is one: an error page in its place allows everything (RFC 9309, 2.3.1.3)."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        # Scrapy prints a traceback for every robots.txt that could not be had; `_robots_error` writes a line instead.
        logging.getLogger("scrapy.downloadermiddlewares.robotstxt").setLevel(logging.CRITICAL)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as error:
            raise RobotsRefused(f"robots.txt forbids {request.url}") from error

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        body = b""
        if response.status == 200:
            try:
                body = decoded(response.body, _pairs(response), limit=MAX_ROBOTS_BYTES)
            except ReadingError as error:
                logger.warning("robots.txt of %s is not read: %s", netloc, error)
        await super()._parse_robots(response.replace(body=body), netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        logger.info("robots.txt of %s could not be had: %s", netloc, " ".join(str(exc).split()) or type(exc).__name__)
        super()._robots_error(exc, netloc)


def _pairs(response: Response) -> list[tuple[str, str]]:
    return [("Content-Encoding", value.decode("latin-1")) for value in response.headers.getlist("Content-Encoding")]
