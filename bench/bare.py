"""The yardstick: a Scrapy spider that follows links with LinkExtractor and keeps nothing.

python -m bench.bare URL...        Scrapy's defaults; concurrency, delay and robots.txt as in our crawl
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from scrapy.http import HtmlResponse, Response
from scrapy.linkextractors import LinkExtractor

from bench import SAME_FOR_BOTH


class BareSpider(Spider):
    name = "bare"

    def __init__(self, start: list[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.start_urls = start
        self._extractor = LinkExtractor(deny=r"/admin/")

    def parse(self, response: Response, **kwargs: Any) -> Iterator[Request]:
        if isinstance(response, HtmlResponse):
            for link in self._extractor.extract_links(response):
                yield Request(link.url)


def main() -> None:
    process = CrawlerProcess({"LOG_LEVEL": "WARNING", "TELNETCONSOLE_ENABLED": False, **SAME_FOR_BOTH})
    process.crawl(BareSpider, start=sys.argv[1:])
    process.start()


if __name__ == "__main__":
    main()
