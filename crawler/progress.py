"""What a crawl is doing, on a terminal: one line a jurisdiction under way and one for all. Off it, nothing."""

from __future__ import annotations

import asyncio
import logging
import sys
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.live import Live
from rich.logging import RichHandler
from rich.table import Table
from rich.text import Text
from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.utils.log import get_scrapy_root_handler

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.run import Run
    from crawler.spiders.tours import Tours

REFRESH_SECONDS = 0.5
LINES = 12


class Progress:
    """A live display on standard error; the log scrolls above it, from WARNING up unless it goes to a file."""

    def __init__(self, crawler: Crawler) -> None:
        if not sys.stderr.isatty() or not hasattr(crawler.spider, "tours"):
            raise NotConfigured
        self._crawler = crawler
        self._console = Console(stderr=True)
        self._live = Live(console=self._console, auto_refresh=False, transient=True)
        self._task: asyncio.Task[None] | None = None
        self._replaced: logging.Handler | None = None
        self._shown: logging.Handler | None = None
        crawler.signals.connect(self.opened, signal=signals.spider_opened)
        crawler.signals.connect(self.closed, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Progress:
        return cls(crawler)

    def opened(self) -> None:
        root = get_scrapy_root_handler()
        if root is not None and not self._crawler.settings.get("LOG_FILE"):
            self._shown = RichHandler(console=self._console, show_path=False, level=logging.WARNING)
            self._replaced = root
            logging.root.removeHandler(root)
            logging.root.addHandler(self._shown)
        self._live.start()
        self._task = asyncio.ensure_future(self._show())

    def closed(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._live.stop()
        if self._shown is not None and self._replaced is not None:
            logging.root.removeHandler(self._shown)
            logging.root.addHandler(self._replaced)

    async def _show(self) -> None:
        while True:
            self._live.update(self._picture(), refresh=True)
            await asyncio.sleep(REFRESH_SECONDS)

    def _picture(self) -> Group:
        run: Run = self._crawler.run  # type: ignore[attr-defined]
        tours: Tours = self._crawler.spider.tours  # type: ignore[union-attr]
        table = Table.grid(padding=(0, 2))
        under_way = tours.under_way
        for tour in under_way[:LINES]:
            tally = run.tallies[tour.portal.jurisdiction]
            years = f"{min(tally.years)}-{max(tally.years)}" if tally.years else ""
            table.add_row(
                tour.portal.jurisdiction,
                tour.portal.portal_url,
                f"{tour.sent} asked",
                f"{len(tally.reports)} reports",
                years,
                tour.family or "",
            )
        reports = sum(len(tally.reports) for tally in run.tallies.values())
        captures = sum(tally.counts["captures"] for tally in run.tallies.values())
        more = f", {len(under_way) - LINES} more under way" if len(under_way) > LINES else ""
        waits = f", {tours.waiting} wait" if tours.waiting else ""
        paused = " · the spool is full, waiting for the store" if run.writer.full else ""
        summary = f"{captures} captures, {reports} reports, {run.writer.spooled >> 10} KB to send{more}{waits}{paused}"
        return Group(table, Text(summary, style="bold"))
