"""The spider: a thin adapter between the walks (crawler/discovery) and Scrapy.

    tours.begin -> Request -> response -> examine (a worker) -> tours.learned -> Request ...
                                       -> Found -> the item stages (pipelines/)

It decides nothing about pages or reports.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scrapy import Request, Spider, signals
from scrapy.exceptions import CloseSpider, DontCloseSpider
from scrapy.http import Response

from crawler import tasks
from crawler.browser import BROWSER_SLOT, rendered_of
from crawler.coverage import note_coverage
from crawler.discovery.page import Answer, FoundLink, Page, Visit
from crawler.errand import ERRAND, Errand
from crawler.failures import failed
from crawler.middlewares.captures import CAPTURED, Captured
from crawler.middlewares.conditional import VALIDATED
from crawler.middlewares.errands import BudgetSpent
from crawler.middlewares.robots import SITEMAPS
from crawler.opening import open_registry
from crawler.plan import Plan, make_plan
from crawler.refetching import visits_to
from crawler.run import Run
from crawler.spiders.tours import Tour, Tours
from crawler.wire import WIRE, Wire
from pipelines.item import Found
from storage.errors import StorageError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure

logger = logging.getLogger(__name__)


class AnnualReports(Spider):
    """`scrapy crawl annual_reports -a jurisdiction=510500`; the arguments are those of crawler/plan.py."""

    name = "annual_reports"
    # Every status is evidence: 404, 412 and 521 pages are examined like any other.
    custom_settings = {"HTTPERROR_ALLOW_ALL": True}  # noqa: RUF012 - as Scrapy expects it

    def __init__(self, plan: Plan, tours: Tours) -> None:
        super().__init__()
        self.plan = plan
        self.tours = tours

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, plan: Plan | None = None, **arguments: str) -> AnnualReports:
        """By the arguments, or by a plan made already. BadArgument or RegistryError, one line, for what cannot be crawled."""
        settings = crawler.settings
        if plan is None:
            plan = make_plan(arguments, open_registry(settings))
        tours = Tours(
            plan,
            side_by_side=settings.getint("CONCURRENT_JURISDICTIONS"),
            # Two more than the host may be asked at once, so that a free connection never waits for the walk.
            in_flight=settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN") + 2,
            budget=settings.getint("MAX_REQUESTS_PER_JURISDICTION"),
            private=settings.getbool("ALLOW_PRIVATE_ADDRESSES"),
        )
        spider = cls(plan, tours)
        spider._set_crawler(crawler)
        if settings.getbool("REFETCH_KNOWN"):
            tours.known = spider.known
        tours.ended = lambda code: spider.run.walked(code)
        crawler.signals.connect(spider.stopping, signal=signals.spider_closed)
        crawler.signals.connect(spider.idle, signal=signals.spider_idle)
        return spider

    @property
    def run(self) -> Run:
        return self.crawler.run  # type: ignore[attr-defined,no-any-return]

    def known(self, jurisdiction: str) -> list[Visit]:
        """Visits to the documents that the archive knows and this run has not come by, or saw gone or replaced only once."""
        seen, before = self.run.documents or {}, self.run.known_before[jurisdiction]
        left = {
            url: row
            for url, row in before.parses.items()
            if url not in seen or seen[url].lost or seen[url].replaced(row.report_id)
        }
        return visits_to(before.archive, left)

    def stopping(self) -> None:
        self.tours.stop()

    async def start(self) -> AsyncIterator[Request]:
        # Twice each: what seems to be gone is asked for again.
        self.tours.reserved = {code: 2 * len(before.parses) for code, before in self.run.known_before.items()}
        for request in self._requests(list(self.tours.begin())):
            yield request

    def _requests(self, errands: list[Errand]) -> list[Request]:
        """The requests of errands; one whose address cannot even be asked for goes back to its walk at once."""
        requests = []
        while errands:
            errand = self.run.with_parent(errands.pop(0))
            try:
                requests.append(self._request(errand))
            except ValueError as error:
                page = Page(
                    url=errand.visit.url, verdict="unsupported", reason=f"no address that can be asked for: {error}"
                )
                _, following, over = self.tours.learned(errand, page, None)
                errands += following
                if over is not None:
                    note_coverage(self.run.tallies[over.portal.jurisdiction], over)
        return requests

    def idle(self) -> None:
        """Nothing is under way in Scrapy: walks that still wait for an answer have lost it, and end here."""
        lost = self.tours.under_way
        if not lost:
            return
        for tour in lost:
            logger.error("%d requests of %s never came back; its walk ends", tour.in_flight, tour.portal.portal_url)
            self.run.reasons[f"requests lost of {tour.portal.portal_url}"] = None
            note_coverage(self.run.tallies[tour.portal.jurisdiction], tour)
        for request in self._requests([errand for tour in lost for errand in self.tours.abandon(tour)]):
            self.crawler.engine.crawl(request)
        raise DontCloseSpider

    def _request(self, errand: Errand) -> Request:
        visit = errand.visit
        meta: dict[str, Any] = {ERRAND: errand}
        if visit.render:
            # A queue of its own: in the host's, pages being rendered would keep out the requests that they wait for.
            meta |= {"playwright": True, "download_slot": BROWSER_SLOT, "autothrottle_dont_adjust_delay": True}
        return Request(
            visit.url,
            method=visit.method,
            headers=list(visit.headers),
            body=visit.body,
            callback=self.parse,
            errback=self.failed,
            priority=round(visit.score * 100),
            dont_filter=True,
            meta=meta,
        )

    async def parse(self, response: Response) -> AsyncIterator[Any]:
        assert response.request is not None
        errand: Errand = response.meta[ERRAND]
        with self.run.at_work(errand.jurisdiction):
            async for each in self._parse(response, errand):
                yield each

    async def _parse(self, response: Response, errand: Errand) -> AsyncIterator[Any]:
        answer = _answer(response, errand.visit)
        is_part = self.run.assemblies.awaits(errand.tour, errand.visit.url)
        if is_part:
            page = await self.run.readers.look_at_part(answer)
        else:
            page = await self.run.readers.examine(answer, errand.family, errand.jurisdiction, errand.visit.context)
        if errand.visit.role == "home" and response.meta.get(SITEMAPS):
            named = tuple(FoundLink(url, "sitemap", kind="sitemap") for url in response.meta[SITEMAPS])
            page = replace(page, links=(*page.links, *named))
        captured: Captured | None = response.meta.get(CAPTURED)
        if is_part or page.parts:
            # Before the walk learns of it, which may be over with it.
            for whole in await self._assembled(errand, page, answer, captured):
                self.run.expect(whole)
                yield whole
        at = captured.capture.fetched_at.isoformat(timespec="seconds") if captured is not None else None
        page, requests = await self._learned(errand, page, at)
        ref = captured.ref if captured is not None else None
        self.run.seen(errand, page, ref, rendered=answer.rendered)
        for request in requests:
            yield request
        if tasks.is_report(page) and captured is not None:
            found = self._found(errand, page, answer, captured)
            self.run.expect(found)
            yield found

    async def _assembled(self, errand: Errand, page: Page, answer: Answer, captured: Captured | None) -> list[Found]:
        """The reports in several files that are whole with this answer: the page that carries one, or a part of it."""
        assemblies, url = self.run.assemblies, errand.visit.url
        if page.parts and captured is not None and page.verdict == "ok":
            return assemblies.begin(self._found(errand, page, answer, captured), page)
        if page.verdict == "ok" and captured is not None and captured.ref is not None:
            return await self.run.part_arrived(errand.tour, url, answer, captured.ref)
        assemblies.failed(errand.tour, url, f"{page.verdict}: {page.reason}" if page.reason else page.verdict)
        return []

    async def failed(self, failure: Failure) -> AsyncIterator[Any]:
        request: Request = failure.request  # type: ignore[attr-defined]
        errand: Errand = request.meta[ERRAND]
        if isinstance(failure.value, BudgetSpent):
            self.tours.give_up(errand.jurisdiction)
            self.run.tallies[errand.jurisdiction].reasons[str(failure.value)] = None
        elif isinstance(failure.value, StorageError):
            # What cannot be kept is not to be fetched.
            self.run.fault = str(failure.value)
            raise CloseSpider("archive_failed")
        page = failed(request.url, failure.value)
        if self.run.assemblies.awaits(errand.tour, errand.visit.url):
            self.run.assemblies.failed(errand.tour, errand.visit.url, page.reason)
        page, requests = await self._learned(errand, page, None)
        if not isinstance(failure.value, BudgetSpent):
            self.run.seen(errand, page, None, rendered=False)
        for following in requests:
            yield following

    async def _learned(self, errand: Errand, page: Page, at: str | None) -> tuple[Page, list[Request]]:
        """The walk learns; what it makes of the page, and what it asks for next."""
        tally = self.run.tallies[errand.jurisdiction]
        page, errands, over = self.tours.learned(errand, page, at)
        tally.counts[page.verdict] += 1
        tally.note(page, asked=self.plan.url is not None and not errand.visit.path)
        logger.debug("%s %s %s <%s> %s", page.verdict, page.kind, page.title or "", page.url, page.reason)
        requests = self._requests(errands)
        if over is not None:
            await self._over(over)
        return page, requests

    async def _over(self, tour: Tour) -> None:
        note_coverage(self.run.tallies[tour.portal.jurisdiction], tour)
        await self.run.settle(tour.name)

    def _found(self, errand: Errand, page: Page, answer: Answer, captured: Captured) -> Found:
        assert captured.ref is not None
        capture = captured.capture
        if answer.rendered and capture.rendered_dom is None:
            raise RuntimeError(f"{answer.url} is to be read as rendered, and its capture has no DOM")
        context = tasks.context_of(capture, captured.ref.payload_sha256, page)
        return Found(answer.url, answer.headers, answer.body, page.body_hint, context, captured.ref, errand.tour)


def _answer(response: Response, visit: Visit) -> Answer:
    rendered = rendered_of(response)
    if rendered is not None:
        return Answer(
            rendered.url,
            rendered.status,
            tasks.RENDERED_HEADERS,
            rendered.dom,
            rendered.record_id,
            rendered=True,
            behind=tuple(rendered.behind),
        )
    wire: Wire | None = response.meta.get(WIRE)
    captured: Captured | None = response.meta.get(CAPTURED)
    return Answer(
        url=response.url,
        status=response.status,
        headers=wire.headers if wire is not None else (),
        body=response.body,
        record_id=captured.ref.record_id if captured is not None and captured.ref is not None else None,
        truncated=wire is not None and wire.truncated is not None and VALIDATED not in response.meta,
        method=visit.method,
        sent=visit.body,
        sent_type=dict(visit.headers).get("Content-Type", ""),
    )
