"""One page in Chromium, all its requests answered from Scrapy's own downloader.

    page.goto -> route -> engine.download -> capture, fulfil
              -> the DOM, as `rendered_dom` of the page's own capture
              -> JSON and XML that came behind the page, its scripts, and what it showed when something on it was pressed (pressing.py),
                 for the examiner

Imported when the first page is rendered (browser.py): Playwright takes long to import, and most crawls need none.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as BrowserPage
from playwright.async_api import Route
from playwright.async_api import TimeoutError as PlaywrightTimeout
from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest
from scrapy.http import Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

from crawler.discovery.page import Answer
from crawler.errand import ERRAND, Errand
from crawler.middlewares.captures import CAPTURED, HOLD, Captured
from crawler.pressing import NO_WINDOWS, Presser
from crawler.rendered import RENDERED, BrowserFailed, NoBrowser, Rendered
from crawler.wire import WIRE, Wire
from pipelines.coding import decoded
from pipelines.errors import ReadingError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.run import Run

logger = logging.getLogger(__name__)
# It logs every request of every page; each of them is a capture with all there is to say.
logging.getLogger("scrapy-playwright").setLevel(logging.WARNING)

# What a text needs to come into being; images, fonts, media, styles and sockets do not belong to it.
WANTED = frozenset({"document", "script", "xhr", "fetch"})
DATA_TYPES = ("json", "xml", "text/plain")
MAX_REQUESTS_A_PAGE = 60
# Bytes of scripts that are remembered for the other pages of a crawl; a portal's pages share theirs.
MAX_SCRIPTS = 30_000_000
MAX_DOM_BYTES = 20_000_000
# The page is taken when its network has been quiet; one that never rests is taken as it stands, so long before its end.
QUIET_SECONDS = 1.0
QUIET_AFTER_PRESS = 0.3
STATE_HEADERS = (("Content-Type", "text/html; charset=utf-8"),)
# Bytes of a script that is read for the functions that links call; a library is longer.
MAX_READ_SCRIPT = 150_000
CONTENT_SECONDS = 5.0


@dataclass(slots=True)
class _Scripts:
    """Scripts that came once, by address: not asked for again in the same crawl."""

    known: dict[str, tuple[list[tuple[str, str]], bytes]] = field(default_factory=dict)
    size: int = 0

    def keep(self, url: str, headers: list[tuple[str, str]], body: bytes) -> None:
        if url not in self.known and self.size + len(body) <= MAX_SCRIPTS:
            self.known[url] = (headers, body)
            self.size += len(body)


class Renderer:
    """The browser of a crawl, and what its pages share."""

    def __init__(self, crawler: Crawler, options: dict[str, Any]) -> None:
        self._crawler = crawler
        self._timeout = crawler.settings.getfloat("BROWSER_TIMEOUT")
        self._browser = _Chromium(crawler, options, self._timeout)
        self._scripts = _Scripts()

    async def begin(self) -> None:
        """Starts it. Raises NoBrowser with the reason."""
        try:
            await self._browser.begin()
        except (PlaywrightError, OSError) as error:
            raise NoBrowser(_first_line(error)) from error

    async def render(self, request: Request) -> Response:
        """The page's DOM as the response, with all of it in the request's meta (rendered_of). Raises DownloadTimeoutError,
        BrowserFailed, and what the page's own request raised."""
        until = asyncio.get_running_loop().time() + self._timeout
        visit = _RenderedVisit(self._crawler, request, until, self._scripts)
        try:
            async with asyncio.timeout_at(until):
                return await visit.through(self._browser)
        except TimeoutError as error:
            raise DownloadTimeoutError(f"{request.url} was not rendered within {self._timeout:g} s") from error
        except PlaywrightError as error:
            raise BrowserFailed(_first_line(error)) from error
        finally:
            await visit.finish()

    async def end(self) -> None:
        await self._browser.end()


class _Chromium(ScrapyPlaywrightDownloadHandler):
    """scrapy-playwright's life of a browser (start, contexts, restart after a crash), begun when first needed."""

    def __init__(self, crawler: Crawler, options: dict[str, Any], timeout: float) -> None:
        super().__init__(crawler)
        self.config.launch_options = options
        self.config.navigation_timeout_ms = timeout * 1000

    async def _maybe_launch_in_thread(self) -> None:
        """At the engine's start scrapy-playwright would start its driver; most crawls need none."""

    async def begin(self) -> None:
        await self._launch()
        await self._maybe_launch_browser()

    async def end(self) -> None:
        await self._close()

    async def _get_response_and_download(self, request: Request, page: BrowserPage, spider: Any) -> tuple[Any, Any]:
        """A page that begins a download of its own (which is refused) is a page all the same."""
        response, download = await super()._get_response_and_download(request, page, spider)
        return response, None if response is not None else download


class _RenderedVisit:
    """One page in the browser, all its requests answered from the downloader."""

    def __init__(self, crawler: Crawler, request: Request, until: float, scripts: _Scripts) -> None:
        self._crawler = crawler
        self._scripts = scripts
        self._request = request
        self._until = until
        self._errand: Errand = request.meta[ERRAND]
        self._main: Captured | None = None
        self._behind: list[Answer] = []
        self._asked = 0
        self._pending: set[asyncio.Task[Any]] = set()
        self._last_activity = asyncio.get_running_loop().time()
        # Where the page wanted to go by itself.
        self._left: list[str] = []

    @property
    def _run(self) -> Run:
        return self._crawler.run  # type: ignore[attr-defined,no-any-return]

    async def through(self, browser: _Chromium) -> Response:
        meta = {
            "playwright_context": f"visit-{id(self)}",
            "playwright_context_kwargs": {
                "user_agent": self._crawler.settings.get("USER_AGENT"),
                "locale": "zh-CN",
                "service_workers": "block",
                "accept_downloads": False,
            },
            "playwright_page_init_callback": self._prepare,
            "playwright_include_page": True,
            "playwright_page_goto_kwargs": {"wait_until": "domcontentloaded"},
        }
        page: BrowserPage | None = None
        inner = self._request.replace(meta={**self._request.meta, **meta})
        try:
            await browser.download_request(inner)
            page = inner.meta["playwright_page"]
            await self._rest()
            dom = (await page.content()).encode("utf-8", "replace")[:MAX_DOM_BYTES]
            url = page.url
            await self._press(page, url)
        except PlaywrightTimeout as error:
            raise DownloadTimeoutError(_first_line(error)) from error
        finally:
            page = page or inner.meta.get("playwright_page")
            if page is not None:
                await page.context.close()
        record_id = await self._append_main(dom)
        status = self._main.capture.status if self._main is not None else 200
        self._request.meta[RENDERED] = Rendered(url, status, dom, record_id, self._behind)
        return Response(url, status=status, body=dom, request=self._request)

    async def _press(self, page: BrowserPage, url: str) -> None:
        """What the page wants to go to, and what it shows when it is pressed, as answers behind it."""
        self._behind += [Answer(url, 200, (("Refresh", f"0; url={target}"),), b"") for target in self._leaving()]
        status = self._main.capture.status if self._main is not None else 200
        if status != 200:
            return
        made = await Presser(
            page, self._errand.visit, self._rest_shortly, self._leaving, self._late, self._has_data
        ).press()
        shown = [*made.states, made.opened_page()] if made.opened else made.states
        self._behind += [Answer(url, 200, STATE_HEADERS, state, rendered=True) for state in shown]

    def _leaving(self) -> list[str]:
        left, self._left = self._left, []
        return left

    def _has_data(self) -> bool:
        return any(answer.record_id is not None for answer in self._behind)

    def _late(self) -> bool:
        return asyncio.get_running_loop().time() > self._until - CONTENT_SECONDS

    async def finish(self) -> None:
        """Nothing of the visit goes on after it; what was captured of a page that failed is kept without its DOM."""
        for task in self._pending:
            task.cancel()
        await self._append_main(None)

    async def _append_main(self, dom: bytes | None) -> str | None:
        main = self._main
        if main is None:
            return None
        if main.ref is None:
            capture = replace(main.capture, rendered_dom=dom)
            ref = await self._run.append(
                capture, tour=self._errand.tour, media_type=main.media_type, aliases=main.aliases
            )
            self._main = main = Captured(capture, ref, main.aliases)
            self._request.meta[CAPTURED] = main
        return main.capture.record_id

    async def _rest(self, quiet: float = QUIET_SECONDS) -> None:
        loop = asyncio.get_running_loop()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout_at(self._until - CONTENT_SECONDS):
                while self._pending or loop.time() - self._last_activity < quiet:
                    await asyncio.sleep(quiet / 10)

    async def _rest_shortly(self) -> None:
        """After a press: what it asks for, it asks for soon."""
        self._last_activity = asyncio.get_running_loop().time()
        await self._rest(QUIET_AFTER_PRESS)

    async def _prepare(self, page: BrowserPage, request: Request) -> None:
        # Routes are asked latest first: this one answers everything, and scrapy-playwright's own is never reached.
        await page.route("**/*", self._route)
        await page.context.route("**/*", lambda route: route.abort("blockedbyclient"))
        await page.context.route_web_socket("**/*", lambda socket: socket.close())
        await page.add_init_script(NO_WINDOWS)
        page.on("dialog", lambda dialog: dialog.dismiss())
        page.on("popup", lambda popup: popup.close())

    async def _route(self, route: Route) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._pending.add(task)
        try:
            await self._answer(route)
        except PlaywrightError as error:
            logger.debug("the page was gone before %s was answered: %s", route.request.url, _first_line(error))
        finally:
            self._pending.discard(task)

    async def _answer(self, route: Route) -> None:
        asked = route.request
        is_main = asked.is_navigation_request() and asked.frame.parent_frame is None
        if asked.resource_type not in WANTED or not asked.url.startswith(("http://", "https://")):
            await route.abort("blockedbyclient")
            return
        if is_main and self._asked:
            # A page that goes elsewhere by itself is for the walk to follow; "aborted" leaves it where it is.
            if asked.method == "GET":
                self._left.append(asked.url)
            await route.abort("aborted")
            return
        allowed = self._errand.within is None or self._errand.within(asked.url)
        kept = self._scripts.known.get(asked.url) if asked.resource_type == "script" and allowed else None
        if kept is not None:
            self._note_script(asked.url, kept[0], kept[1])
            await route.fulfill(status=200, headers=_fulfilled(kept[0]), body=kept[1])
            self._last_activity = asyncio.get_running_loop().time()
            return
        self._asked += 1
        if self._asked > MAX_REQUESTS_A_PAGE:
            await route.abort("blockedbyclient")
            return
        request = Request(
            asked.url,
            method=asked.method,
            headers=_forwarded(await asked.all_headers()),
            body=asked.post_data_buffer or b"",
            meta={ERRAND: self._errand if is_main else self._errand.as_role("subresource"), HOLD: is_main},
            dont_filter=True,
        )
        try:
            response = await self._crawler.engine.download_async(request)
            body = decoded(response.body, _headers(response), limit=self._run.readers.limit)
        except (IgnoreRequest, ReadingError) as error:
            logger.debug("not given to the browser: %s", error)
            await route.abort("blockedbyclient")
            return
        except Exception as error:  # whatever the downloader raises, the page sees a failed request
            logger.debug("not given to the browser: %s: %s", asked.url, error)
            await route.abort("failed")
            return
        captured: Captured | None = response.request.meta.get(CAPTURED) if response.request is not None else None
        if asked.resource_type == "script" and response.status == 200 and asked.method == "GET":
            self._scripts.keep(asked.url, _headers(response), body)
            self._note_script(asked.url, _headers(response), body)
        if is_main:
            self._main = captured
        elif captured is not None and any(kind in (captured.media_type or "") for kind in DATA_TYPES):
            self._behind.append(
                Answer(
                    response.url,
                    response.status,
                    captured.capture.headers,
                    body,
                    captured.capture.record_id,
                    method=asked.method,
                    sent=asked.post_data_buffer or b"",
                    sent_type=asked.headers.get("content-type", ""),
                )
            )
        await route.fulfill(status=response.status, headers=_fulfilled(_headers(response)), body=body)
        self._last_activity = asyncio.get_running_loop().time()

    def _note_script(self, url: str, headers: list[tuple[str, str]], body: bytes) -> None:
        """What a script may tell the examiner: data in a call, functions that links call."""
        if len(body) <= MAX_READ_SCRIPT:
            self._behind.append(Answer(url, 200, tuple(headers), body))


def _headers(response: Response) -> list[tuple[str, str]]:
    wire: Wire | None = response.request.meta.get(WIRE) if response.request is not None else None
    return list(wire.headers) if wire is not None else []


# The downloader sets these itself; a client's own are of no use to it.
_NOT_FORWARDED = frozenset(
    {"host", "user-agent", "accept-encoding", "connection", "cookie", "if-none-match", "if-modified-since"}
)
_NOT_FULFILLED = frozenset({"content-encoding", "content-length", "transfer-encoding", "connection", "set-cookie"})


def _forwarded(headers: Mapping[str, str]) -> dict[str, str]:
    return {
        name: value
        for name, value in headers.items()
        if name.lower() not in _NOT_FORWARDED and not name.startswith((":", "sec-"))
    }


def _fulfilled(headers: list[tuple[str, str]]) -> dict[str, str]:
    return {name: value for name, value in headers if name.lower() not in _NOT_FULFILLED}


def _first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__
