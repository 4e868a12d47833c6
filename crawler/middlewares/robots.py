"""robots.txt as RFC 9309 has it, its refusals told by name, its body freed of any compression, its waiters all told the same.

    200                         its rules; what is no text of rules (an HTML page, say) forbids nothing
    4xx, a redirect to nowhere  there are none: everything is allowed (2.3.1.3)
    429, 5xx, no answer         nothing is asked of the host (2.3.1.4), unless the archive has its rules of an earlier visit

Scrapy 2.19 lets several requests of a host wait for one robots.txt on one Twisted Deferred, whose first waiter takes the
result away: the others get none, and are let through. Here each waits on the same task.
"""

from __future__ import annotations

import asyncio
import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler

from crawler.guard import AddressRefused, NameUnknown
from crawler.middlewares.errands import BudgetSpent
from pipelines.coding import decoded
from pipelines.errors import ReadingError
from storage.errors import StorageError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.robotstxt import RobotParser

    from crawler.run import Run

logger = logging.getLogger(__name__)

# RFC 9309, 2.5: a parser need not read beyond 500 kibibytes.
MAX_ROBOTS_BYTES = 512_000
MAX_SITEMAPS = 10
# In a request's meta: the site maps that its host's robots.txt names.
SITEMAPS = "sitemaps"
# As a server that is down; RFC 9309 would let 429 pass with the other 4xx, but it asks to be left alone.
TOO_MANY = 429

_SITEMAP = re.compile(r"^\s*sitemap\s*:\s*(https?://\S{1,1500})", re.I | re.M)
_MARKUP = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|script|meta|\?xml|!--)", re.I)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class RobotsRefused(IgnoreRequest):
    """robots.txt forbids this address to us, or could not be had from a server that answers."""


class RobotsUnreachable(IgnoreRequest):
    """The host gave no answer when it was asked for robots.txt."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """What holds for an origin: its parser, or why nothing may be asked of it, or neither: everything is allowed."""

    parser: RobotParser | None = None
    refusal: IgnoreRequest | None = None
    sitemaps: tuple[str, ...] = ()
    delay: float | None = None


ALL_ALLOWED = _Rules()


class Robots(RobotsTxtMiddleware):
    """Asked for once an origin and run."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._asked: dict[str, asyncio.Task[_Rules]] = {}
        self._waits = [float(value) for value in crawler.settings.getlist("ROBOTSTXT_RETRY_SECONDS")]
        self._longest_delay = crawler.settings.getfloat("AUTOTHROTTLE_MAX_DELAY")
        self._limit = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    async def process_request(self, request: Request) -> None:  # type: ignore[override]
        if request.meta.get("dont_obey_robotstxt"):
            return
        parts = urlparse_cached(request)
        origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        task = self._asked.get(origin)
        if task is None:
            task = self._asked[origin] = asyncio.ensure_future(self._fetch(origin))
        try:
            rules = await asyncio.shield(task)
        except BudgetSpent:
            self._asked.pop(origin, None)
            raise
        if rules.refusal is not None:
            raise type(rules.refusal)(str(rules.refusal))
        if rules.sitemaps:
            request.meta[SITEMAPS] = rules.sitemaps
        if rules.delay is not None:
            self._slow_down(request, rules.delay)
        try:
            self.process_request_2(rules.parser, request)
        except IgnoreRequest as error:
            raise RobotsRefused(f"robots.txt forbids {request.url}") from error

    async def _fetch(self, origin: str) -> _Rules:
        for wait in (*self._waits, None):
            request = Request(
                f"{origin}/robots.txt",
                priority=self.DOWNLOAD_PRIORITY,
                meta={"dont_obey_robotstxt": True},
                callback=NO_CALLBACK,
            )
            try:
                response = await self.crawler.engine.download_async(request)
            except BudgetSpent:
                raise
            except (AddressRefused, NameUnknown, IgnoreRequest) as error:
                # It is no server's answer that stands in the way: a redirect into nowhere, a host that the guard refuses or
                # nobody knows. Where the page's own address is of that kind, the page says so itself.
                logger.info("robots.txt of %s could not be had: %s", origin, _line(error))
                return ALL_ALLOWED
            except Exception as error:  # whatever the downloader raises: the host gave no answer
                said = f"robots.txt of {origin} could not be had ({_line(error) or type(error).__name__})"
                return await self._without(origin, RobotsUnreachable(f"{said}: nothing is asked of it"))
            if response.status < 500 and response.status != TOO_MANY:
                return self._read(origin, response)
            if wait is not None:
                await asyncio.sleep(wait)
        said = f"robots.txt of {origin} answers {response.status}"
        return await self._without(origin, RobotsRefused(f"{said}: nothing is asked of the host until it can be read"))

    def _read(self, origin: str, response: Response) -> _Rules:
        if response.status != 200:
            return ALL_ALLOWED
        try:
            body = decoded(response.body, _codings(response), limit=self._limit)
        except ReadingError as error:
            logger.warning("robots.txt of %s is not read: %s", origin, error)
            return ALL_ALLOWED
        return self._rules(origin, body)

    def _rules(self, origin: str, body: bytes) -> _Rules:
        body = text_of_rules(body)
        parser: RobotParser = build_from_crawler(self._parserimpl, self.crawler, body)
        delay = parser.crawl_delay(self._robotstxt_useragent or self._default_useragent)
        if delay is not None and delay > self._longest_delay:
            logger.warning("%s asks for %g s between requests; %g s are kept", origin, delay, self._longest_delay)
            delay = self._longest_delay
        return _Rules(parser, None, sitemaps_in(body), delay if delay and delay > 0 else None)

    async def _without(self, origin: str, refusal: IgnoreRequest) -> _Rules:
        """What holds while robots.txt cannot be had: the rules as they were archived last, or nothing is asked."""
        run: Run = self.crawler.run  # type: ignore[attr-defined]
        stored = run.archive.catalogue.latest_capture(f"{origin}/robots.txt")
        if stored is not None:
            try:
                capture = await run.archive_of(stored.ref())
                body = decoded(capture.body, capture.headers, limit=self._limit)
            except (StorageError, ReadingError) as error:
                logger.warning("the archived robots.txt of %s cannot be read: %s", origin, error)
            else:
                logger.warning(
                    "%s; the rules archived at %s are obeyed", str(refusal).partition(": nothing")[0], stored.fetched_at
                )
                return self._rules(origin, body)
        logger.warning("%s", refusal)
        return _Rules(refusal=refusal)

    def _slow_down(self, request: Request, delay: float) -> None:
        """The host's queue keeps the delay it asks for (Crawl-delay, no part of the RFC and widely meant)."""
        downloader = self.crawler.engine.downloader
        key = downloader.get_slot_key(request)
        slot = downloader.slots.get(key)
        if delay <= downloader._delay or key in self.crawler.settings.getdict("DOWNLOAD_SLOTS"):
            return
        downloader.per_slot_settings.setdefault(key, {"delay": delay, "concurrency": 1, "jitter": 0})
        request.meta["autothrottle_dont_adjust_delay"] = True
        if slot is not None:
            slot.delay, slot.concurrency = max(slot.delay, delay), 1


def text_of_rules(body: bytes) -> bytes:
    """As UTF-8 and no longer than need be read, to the last whole line; nothing where a page stands in its place."""
    if body.startswith(_UTF16):
        body = body.decode("utf-16", "ignore").encode()
    if _MARKUP.match(body):
        return b""
    if len(body) > MAX_ROBOTS_BYTES:
        body = body[:MAX_ROBOTS_BYTES]
        body = body[: max(body.rfind(b"\n"), body.rfind(b"\r")) + 1]
    # An old Macintosh's lines, and bytes that no line of rules holds.
    return body.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\x00", b"")


def sitemaps_in(body: bytes) -> tuple[str, ...]:
    """The addresses of a robots.txt's Sitemap lines (sitemaps.org), the first few."""
    text = body.decode("utf-8-sig", "replace")
    return tuple(match.group(1) for match in _SITEMAP.finditer(text))[:MAX_SITEMAPS]


def _codings(response: Response) -> list[tuple[str, str]]:
    return [("Content-Encoding", value.decode("latin-1")) for value in response.headers.getlist("Content-Encoding")]


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())
