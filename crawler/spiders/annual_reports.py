"""The spider: a thin adapter between the walks (crawler/discovery) and Scrapy.

    tours.begin -> Request -> response -> examine (a worker) -> tours.arrived -> Request ...
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
from crawler.browser import BROWSER_SLOT
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
from crawler.rendered import rendered_of
from crawler.run import Run
from crawler.spiders.tours import Look, Tour, Tours
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
            budget=settings.getint("MAX_REQUESTS_PER_JURISDICTION"),
            private=settings.getbool("ALLOW_PRIVATE_ADDRESSES"),
        )
        spider = cls(plan, tours)
        spider._set_crawler(crawler)
        if settings.getbool("REFETCH_KNOWN"):
            tours.known = spider.known
        tours.told = spider.told
        tours.ended = lambda code: spider.run.under_way.walked(code)
        crawler.signals.connect(spider.stopping, signal=signals.spider_closed)
        crawler.signals.connect(spider.idle, signal=signals.spider_idle)
        return spider

    @property
    def run(self) -> Run:
        return self.crawler.run  # type: ignore[attr-defined,no-any-return]

    def known(self, jurisdiction: str) -> list[Visit]:
        """Visits to the documents that the archive knows and this run has not come by, or saw gone or replaced only once."""
        assert self.run.documents is not None
        seen, before = self.run.documents.by_url, self.run.known_before[jurisdiction]
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
                reason = f"no address that can be asked for: {error}"
                page = Page(url=errand.visit.url, verdict="unsupported", reason=reason)
                following, over = self.tours.arrived(Look(errand, page))
                errands += following
                if over is not None:
                    note_coverage(self.run.tallies[over.portal.jurisdiction], over)
        return requests

    def told(self, look: Look, page: Page) -> None:
        """Note what a walk has learned: the page as it understands it, which knows others of the portal."""
        errand = look.errand
        tally = self.run.tallies[errand.jurisdiction]
        tally.counts[page.verdict] += 1
        tally.note(page, asked=self.plan.url is not None and not errand.visit.path)
        logger.debug("%s %s %s <%s> %s", page.verdict, page.kind, page.title or "", page.url, page.reason)
        if page.verdict != look.page.verdict:
            self.run.understood(errand, page, look.ref)

    def idle(self) -> None:
        """Nothing is under way in Scrapy: walks that still wait for an answer have lost it, and go on without."""
        lost = self.tours.under_way
        if not lost:
            return
        requests = []
        for tour in lost:
            logger.error(
                "of %s %d requests never came back", tour.portal.portal_url, tour.in_flight - len(tour.waiting)
            )
            self.run.reasons[f"requests lost of {tour.portal.portal_url}"] = None
            following, over = self.tours.lost(tour)
            if over is not None:
                note_coverage(self.run.tallies[over.portal.jurisdiction], over)
            requests += self._requests(following)
        for request in requests:
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
            # A walk waits for the earliest first.
            priority=-errand.rank,
            dont_filter=True,
            meta=meta,
        )

    async def parse(self, response: Response) -> AsyncIterator[Any]:
        assert response.request is not None
        errand: Errand = response.meta[ERRAND]
        with self.run.under_way.at_work(errand.jurisdiction):
            try:
                page, founds = await self._looked_at(response, errand)
            except Exception as error:
                # A fault of ours, which Scrapy logs and the run tells: the walk must not wait for this page for ever.
                lost = Page(errand.visit.url, "damaged", reason=f"it was lost: {type(error).__name__}: {error}")
                for request in await self._arrived(Look(errand, lost)):
                    yield request
                raise
            # Before the walk learns of it, which may be over with it.
            for found in founds:
                self.run.under_way.expect(found)
            captured: Captured | None = response.meta.get(CAPTURED)
            at = captured.capture.fetched_at.isoformat(timespec="seconds") if captured is not None else None
            ref = captured.ref if captured is not None else None
            self.run.seen(errand, page, ref, rendered=rendered_of(response) is not None)
            for request in await self._arrived(Look(errand, page, at, ref)):
                yield request
            for found in founds:
                yield found

    async def _looked_at(self, response: Response, errand: Errand) -> tuple[Page, list[Found]]:
        """What an answer is, and the reports that are to be read now that it came."""
        answer = _answer(response, errand.visit)
        captured: Captured | None = response.meta.get(CAPTURED)
        if errand.is_part:
            page = await self.run.readers.look_at_part(answer)
        else:
            page = await self.run.readers.examine(answer, errand.family, errand.jurisdiction, errand.visit.context)
        if errand.visit.role == "home" and response.meta.get(SITEMAPS):
            named = tuple(FoundLink(url, "sitemap", kind="sitemap") for url in response.meta[SITEMAPS])
            page = replace(page, links=(*page.links, *named))
        awaited = self.run.reports.assemblies.awaits(errand.tour, errand.visit.url)
        founds = await self._assembled(errand, page, answer, captured) if awaited or page.parts else []
        if tasks.is_report(page) and captured is not None and not (awaited or page.parts):
            founds.append(self._found(errand, page, answer, captured))
        return page, founds

    async def _assembled(self, errand: Errand, page: Page, answer: Answer, captured: Captured | None) -> list[Found]:
        """The reports with parts in other files that are whole with this answer: the page of one, or a part of it."""
        assemblies, url = self.run.reports.assemblies, errand.visit.url
        if page.parts and captured is not None and page.verdict == "ok":
            return assemblies.begin(self._found(errand, page, answer, captured), page)
        if page.verdict == "ok" and captured is not None and captured.ref is not None:
            return await self.run.reports.part_arrived(errand.tour, url, answer, captured.ref)
        return assemblies.failed(errand.tour, url, f"{page.verdict}: {page.reason}" if page.reason else page.verdict)

    async def failed(self, failure: Failure) -> AsyncIterator[Any]:
        request: Request = failure.request  # type: ignore[attr-defined]
        errand: Errand = request.meta[ERRAND]
        spent = isinstance(failure.value, BudgetSpent)
        if spent:
            self.tours.give_up(errand.jurisdiction)
            self.run.tallies[errand.jurisdiction].reasons[str(failure.value)] = None
        elif isinstance(failure.value, StorageError):
            # What cannot be kept is not to be fetched.
            self.run.fault = str(failure.value)
            raise CloseSpider("archive_failed")
        page = failed(request.url, failure.value)
        founds: list[Found] = []
        if self.run.reports.assemblies.awaits(errand.tour, errand.visit.url):
            founds = self.run.reports.assemblies.failed(errand.tour, errand.visit.url, page.reason)
        for found in founds:
            self.run.under_way.expect(found)
        if not spent:
            self.run.seen(errand, page, None, rendered=False)
        for following in await self._arrived(Look(errand, page)):
            yield following
        for found in founds:
            yield found

    async def _arrived(self, look: Look) -> list[Request]:
        """The walk learns of it, or will; what is asked for next."""
        errands, over = self.tours.arrived(look)
        requests = self._requests(errands)
        if over is not None:
            await self._over(over)
        return requests

    async def _over(self, tour: Tour) -> None:
        note_coverage(self.run.tallies[tour.portal.jurisdiction], tour)
        await self.run.reports.settle(tour.name)

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
