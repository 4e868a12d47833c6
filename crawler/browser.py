"""Pages whose list or text exists only after their script ran: Chromium, without a network of its own.

The browser asks nobody anything. Every request of a page, the page itself included, is answered from Scrapy's own
downloader: so robots.txt, delays, the address guard, the bounds and the budget hold for it as for any other, and each
response is captured as it came. Chromium is started without name resolution, should it ever try.

    visit.render -> BrowserHandler -> Renderer (rendering.py, imported with the first such page) -> Rendered (rendered.py)
"""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar
from weakref import WeakKeyDictionary

from crawler.rendered import NoBrowser
from crawler.wire import WireHandler

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from crawler.rendering import Renderer

logger = logging.getLogger(__name__)

# The downloader's queue for pages to render (DOWNLOAD_SLOTS in the settings); what they ask for waits in its hosts' queues.
BROWSER_SLOT = "browser"
EXECUTABLES = (
    "chromium-headless-shell",
    "headless_shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
FLAGS = (
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-default-apps",
    "--disable-features=WebRtcHideLocalIpsWithMdns,Translate,OptimizationHints",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    # Should anything slip past the routes, it finds no host and no proxy.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
)


def find_browser(configured: str = "") -> str | None:
    """Path of the machine's browser; None leaves it to Playwright's own."""
    if configured:
        return configured
    return next((path for name in EXECUTABLES if (path := shutil.which(name))), None)


def launch_options(settings: Mapping[str, Any]) -> dict[str, Any]:
    options: dict[str, Any] = {"headless": True, "args": list(FLAGS), "chromium_sandbox": False}
    executable = find_browser(settings.get("BROWSER_EXECUTABLE") or "")
    if executable is not None:
        options["executable_path"] = executable
    return options


class BrowserHandler:
    """`http` and `https`: plain requests over the wire handler, pages to render through the browser. One a crawl."""

    lazy = False
    _shared: ClassVar[WeakKeyDictionary[Crawler, BrowserHandler]] = WeakKeyDictionary()

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._wire = WireHandler(crawler)
        self._renderer: Renderer | None = None
        self._starting = asyncio.Lock()
        self._enabled = crawler.settings.getbool("BROWSER_ENABLED")
        self._pages = asyncio.Semaphore(crawler.settings.getint("BROWSER_PAGES"))
        self._missing: str | None = None
        self._closed = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> BrowserHandler:
        """The same handler for both schemes: one pool of connections, one guard, one browser."""
        handler = cls._shared.get(crawler)
        if handler is None:
            handler = cls._shared[crawler] = cls(crawler)
        return handler

    async def download_request(self, request: Request) -> Response:
        if not request.meta.get("playwright"):
            return await self._wire.download_request(request)
        async with self._pages:
            return await (await self._ready()).render(request)

    async def _ready(self) -> Renderer:
        async with self._starting:
            if not self._enabled:
                raise NoBrowser("the page needs a browser, and BROWSER_ENABLED is off")
            if self._missing is not None:
                raise NoBrowser(self._missing)
            if self._renderer is None:
                # Playwright takes long to import, and most crawls render nothing.
                from crawler.rendering import Renderer

                renderer = Renderer(self._crawler, launch_options(self._crawler.settings))
                try:
                    await renderer.begin()
                except NoBrowser as error:
                    self._missing = (
                        "the page needs a browser, and none could be started: install chromium-headless-shell or chromium, "
                        f"or run `playwright install chromium` ({error})"
                    )
                    logger.warning("%s", self._missing)
                    raise NoBrowser(self._missing) from error
                self._renderer = renderer
            return self._renderer

    async def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        if self._renderer is not None:
            await self._renderer.end()
        await self._wire.close()
