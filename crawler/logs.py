"""What Scrapy writes to the log by itself: only what somebody running a crawl wants to read."""

from __future__ import annotations

import logging
from typing import Any

from scrapy.logformatter import LogFormatter


class OneLine(LogFormatter):
    """A document has one line, written by the archive stage; items are not printed, and refusals are one line each."""

    def scraped(self, item: Any, response: Any, spider: Any) -> None:  # type: ignore[override]
        return None

    def crawled(self, request: Any, response: Any, spider: Any) -> dict[str, Any]:  # type: ignore[override]
        return {**super().crawled(request, response, spider), "level": logging.DEBUG}
