"""Gives every request its errand, and stops a jurisdiction whose budget of requests is spent."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest

from crawler.errand import ERRAND, Errand, errand_of
from crawler.wire import ALLOWED

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler


class BudgetSpent(IgnoreRequest):
    """MAX_REQUESTS_PER_JURISDICTION is reached: nothing more leaves for this jurisdiction in this run."""


class ForeignHost(IgnoreRequest):
    """A redirect, or something that a page in the browser asked for, leads to a host that is not the portal's."""


class Errands:
    """Scrapy asks for robots.txt by itself, on nobody's errand: it is on that of the first request that needed it."""

    def __init__(self, crawler: Crawler) -> None:
        self._limit = crawler.settings.getint("MAX_REQUESTS_PER_JURISDICTION")
        self._first: dict[str, Errand] = {}
        self.sent: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Errands:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        netloc = urlsplit(request.url).netloc
        errand = errand_of(request)
        if errand is None:
            errand = self._first.get(netloc)
            if errand is None:
                raise IgnoreRequest(f"{request.url} is asked for on nobody's errand")
            request.meta[ERRAND] = errand = errand.as_role("robots")
        else:
            if errand.within is not None and not errand.within(request.url):
                raise ForeignHost(f"{netloc} is no host of {errand.portal.portal_url} or of its family")
            self._first.setdefault(netloc, errand)
        request.meta[ALLOWED] = errand.allowed
        if request.meta.get("playwright"):
            # The browser itself sends nothing; what its page asks for comes by here, a request each.
            return
        if self.sent[errand.jurisdiction] >= self._limit:
            raise BudgetSpent(f"the {self._limit} requests for {errand.jurisdiction} are spent")
        self.sent[errand.jurisdiction] += 1
        if errand.role != "robots":
            # Which of several visits first needed a host's robots.txt depends on timing: it is on nobody's bill.
            errand.cost.requests += 1
