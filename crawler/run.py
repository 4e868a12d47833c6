"""The run: what a crawl's parts share, from the first request to the commit.

An extension, made before the engine and found by the others as `crawler.run`:

    captures.py, browser.py -> append              pipelines/ -> synced, read, known, archive_report
    the spider              -> readers, seen       reports.py    reports on their way to the archive
                                                   under_way.py  what is not finished yet

The writer works in its own threads and reading in its own processes (readers.py); on the event loop nothing waits for a disk.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from scrapy import signals
from scrapy.exceptions import NotConfigured

from crawler.discovery.page import Page
from crawler.errand import Errand
from crawler.monitors.judging import concerns, history
from crawler.opening import open_archive
from crawler.readers import Readers
from crawler.refetching import Before, Documents, findings, known_parses
from crawler.reports import Reports
from crawler.resuming import Began, Finished, Journal, Kept, interrupted
from crawler.tally import Tally
from crawler.under_way import UnderWay
from crawler.version import code
from pipelines.archive import ArchivePipeline
from pipelines.capture import CapturePipeline
from pipelines.item import Found
from pipelines.reading_stage import ReadingPipeline
from storage.capture import Capture, RecordRef, media_type
from storage.errors import StorageError
from storage.report import ParsedReport
from storage.runs import CoverageRow, JurisdictionOutcome, Outcome, RunManifest
from storage.writer import RunWriter, recover

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure

logger = logging.getLogger(__name__)
T = TypeVar("T")

# Settings worth knowing when a run is looked at in ten years; none of them can hold a secret.
NOTED_SETTINGS = (
    "USER_AGENT",
    "ROBOTSTXT_OBEY",
    "DOWNLOAD_DELAY",
    "AUTOTHROTTLE_ENABLED",
    "DOWNLOAD_MAXSIZE",
    "DOWNLOAD_TIMEOUT",
    "MAX_REQUESTS_PER_JURISDICTION",
    "ALLOW_PRIVATE_ADDRESSES",
    "BROWSER_ENABLED",
)


class Run:
    """See the module's text. `manifest` is there once the run is committed; `fault` says why it could not be."""

    def __init__(self, crawler: Crawler, jurisdictions: tuple[str, ...]) -> None:
        settings = crawler.settings
        self.crawler = crawler
        years = crawler.spider.plan.years  # type: ignore[union-attr]
        self.tallies: dict[str, Tally] = {each: Tally(asked=years) for each in jurisdictions}
        self.manifest: RunManifest | None = None
        self.fault: str | None = None
        self.reasons: dict[str, None] = {}
        # Those whose turn had not come when the crawl was stopped.
        self.unvisited: frozenset[str] = frozenset()
        self.under_way = UnderWay(self._finish)
        self._concluding: set[asyncio.Task[None]] = set()
        # Filled only where somebody asks for it afterwards: a crawl of all portals need not remember every page.
        self.documents = Documents() if settings.getbool("REFETCH_KNOWN") else None

        self.archive = open_archive(settings, create=True)
        for manifest in recover(self.archive):
            logger.info("run %s, left behind by an earlier crawl, is recovered and committed", manifest.run)
        self.archive.catalogue.catch_up()
        # Finished by an earlier run of the same request that was interrupted; not visited again.
        self.resumed: Mapping[str, Finished] = {}
        self._journal: Journal | None = None
        self._kept = Kept(self.archive, frozenset())
        if crawler.spider.plan.asked and self.documents is None:  # type: ignore[union-attr]
            self._resume(crawler.spider.plan.asked, settings.getfloat("RESUME_HOURS"))  # type: ignore[union-attr]
        self.readers = Readers(settings, fault=lambda said: self.reasons.setdefault(said))
        # What there was before this run, to hold against what it sees.
        self.known_before: dict[str, Before] = {}
        if self.documents is not None:
            for each in jurisdictions:
                self.known_before[each] = Before(
                    self.archive, known_parses(self.archive, each, years), self.readers.reread
                )
        self.writer = RunWriter(
            self.archive,
            spider=crawler.spidercls.name,
            code=code(),
            settings={name: str(settings.get(name)) for name in NOTED_SETTINGS},
        )
        if self._journal is not None:
            self._journal.note(Began(began=self.writer.run, at=datetime.now(UTC)))
        # One thread appends, so that captures lie in the order of their coming; another waits for syncs and the store.
        self._appending = ThreadPoolExecutor(1, thread_name_prefix="append")
        self._waiting = ThreadPoolExecutor(2, thread_name_prefix="sync")
        self.reports = Reports(
            self.archive, self.writer, lambda step: self._in(self._waiting, step), self._not_read, self._late
        )
        self._syncing: asyncio.Task[None] | None = None
        self._next_sync: asyncio.Task[None] | None = None
        self._tending: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Run:
        plan = getattr(crawler.spider, "plan", None)
        if plan is None:
            raise NotConfigured("this spider does not archive")
        run = cls(crawler, plan.jurisdictions)
        crawler.run = run  # type: ignore[attr-defined]
        crawler.signals.connect(run.opened, signal=signals.spider_opened)
        crawler.signals.connect(run.closed, signal=signals.spider_closed)
        for done in (signals.item_scraped, signals.item_dropped, signals.item_error):
            crawler.signals.connect(run.under_way.item_done, signal=done)
        crawler.signals.connect(run.fault_of_ours, signal=signals.spider_error)
        crawler.signals.connect(run.fault_of_ours, signal=signals.item_error)
        return run

    def seen(self, errand: Errand, page: Page, ref: RecordRef | None, *, rendered: bool) -> None:
        """Note what a capture turned out to be, and remember what was seen at its address for a refetch."""
        if ref is not None:
            self.writer.note_verdict(ref.record_id, page.verdict)
        if page.parts:
            # The bytes of a page that only carries its report say nothing of what the report says.
            ref = None
        if self.documents is not None:
            self.documents.seen(errand.jurisdiction, errand.visit.url, page, ref, rendered=rendered)

    def understood(self, errand: Errand, page: Page, ref: RecordRef | None) -> None:
        """Note what a walk made of a page beside its others: the home page at another address, say."""
        if ref is not None:
            self.writer.note_verdict(ref.record_id, page.verdict)
        if self.documents is not None:
            self.documents.understood(errand.visit.url, page)

    # The archive

    async def append(
        self, capture: Capture, *, tour: str, media_type: str | None, aliases: tuple[str, ...] = ()
    ) -> RecordRef:
        """Into the spool. `aliases` are addresses that led here by redirects and mean this capture too."""
        ref = await self._in(self._appending, lambda: self.writer.append(capture))
        self.reports.captured(tour, (capture.url, *aliases), ref, media_type)
        self.tallies[capture.facts.jurisdiction].counts["captures"] += 1
        return ref

    async def kept_answer(
        self, url: str, method: str, body: bytes, *, tour: str, aliases: tuple[str, ...]
    ) -> tuple[Capture, RecordRef] | None:
        """The capture of an interrupted run of the same crawl that answers a request, known to the tour as if it had come now."""
        if not self._kept.runs:
            return None
        kept = await self._in(self._waiting, lambda: self._kept.answer(url, method, body))
        if kept is not None:
            self.reports.captured(tour, (url, *aliases), kept[1], media_type(kept[0].headers))
        return kept

    def with_parent(self, errand: Errand) -> Errand:
        """The errand with the record id of the page whose link it follows, where that was captured."""
        visit = errand.visit
        if visit.parent is not None or not visit.path:
            return errand
        ref = self.reports.capture_of(errand, visit.path[-1])
        return replace(errand, visit=replace(visit, parent=ref.record_id)) if ref is not None else errand

    async def synced(self) -> None:
        """Returns when what is appended now is on disk. Whoever comes while a sync runs shares the next one."""
        if self._next_sync is None:
            self._next_sync = asyncio.ensure_future(self._sync_after(self._syncing))
        await asyncio.shield(self._next_sync)

    async def _sync_after(self, previous: asyncio.Task[None] | None) -> None:
        if previous is not None:
            await asyncio.wait([previous])
        self._syncing, self._next_sync = self._next_sync, None
        await self._in(self._waiting, self.writer.sync)

    async def archive_of(self, ref: RecordRef) -> Capture:
        """A committed capture, from the store."""
        return await self._in(self._waiting, lambda: self.archive.read_capture(ref))

    # What the stages ask for

    async def read(self, found: Found) -> ParsedReport:
        return await self.readers.read(found)

    async def known(self, found: Found) -> ParsedReport | None:
        return await self.reports.known(found)

    async def archive_report(self, found: Found) -> None:
        tally = self.tallies[found.context.jurisdiction]
        if found.parsed is None:
            self._not_read(found)
            return
        if self.documents is not None:
            self.documents.read(found, found.parsed)
        report = found.parsed.report
        tally.counts["known" if found.known else "new"] += 1
        tally.read(report)
        if report.jurisdiction.code == found.context.jurisdiction:
            tally.reports.add(report.report_id)
            tally.years.add(report.year)
            if found.parts and report.issuer.kind == "government":
                # Its walk saw only the page that carries it.
                tally.coverage[report.year] = CoverageRow(year=report.year, state="found", evidence=found.url)
        if not found.known:
            await self.reports.add(found, found.parsed)

    async def _late(self, found: Found) -> None:
        """Through the stages like any other, when the walk that found it is over."""
        for stage in (CapturePipeline(self), ReadingPipeline(self), ArchivePipeline(self)):
            await stage.process_item(found)

    def _not_read(self, found: Found) -> None:
        tally = self.tallies[found.context.jurisdiction]
        tally.counts["unread"] += 1
        tally.reasons[f"{found.url} was not read: {found.failure}"] = None

    # A jurisdiction's end

    def _finish(self, jurisdiction: str) -> None:
        task = asyncio.ensure_future(self._conclude(jurisdiction))
        self._concluding.add(task)
        task.add_done_callback(self._concluding.discard)

    async def _conclude(self, jurisdiction: str) -> None:
        """Send what there is of it, note that it is done, and forget what only its walks needed."""
        try:
            await self.reports.conclude(jurisdiction)
            self.writer.seal(jurisdiction)
            tally = self.tallies[jurisdiction]
            captures = tally.counts["captures"]
            await self.synced()
            await self._in(self._waiting, partial(self.writer.conclude, jurisdiction, tally.conclude()))
            if self._journal is None:
                return
            finished = Finished(
                run=self.writer.run,
                at=datetime.now(UTC),
                jurisdiction=jurisdiction,
                captures=captures,
                outcome=await self._in(self._waiting, partial(self._judged, jurisdiction)),
            )
            await self._in(self._waiting, partial(self._journal.note, finished))
        except (StorageError, OSError) as error:
            # Then it is visited again; the run itself will say what its disk did.
            logger.warning("%s is finished, which could not be noted: %s", jurisdiction, error)

    def _resume(self, asked: str, hours: float) -> None:
        self._journal = Journal(self.archive.state_dir, asked)
        since = datetime.now(UTC) - timedelta(hours=hours)
        self._kept = Kept(self.archive, self._journal.begun(self.archive, since=since))
        self.resumed = interrupted(self._journal, self.archive, tuple(self.tallies), hours=hours)
        for jurisdiction in self.resumed:
            del self.tallies[jurisdiction]
        if self.resumed:
            logger.info("going on after an interruption: %d jurisdictions are finished already", len(self.resumed))
            self.crawler.spider.tours.skip(self.resumed)  # type: ignore[union-attr]

    # From beginning to end

    def fault_of_ours(self, failure: Failure) -> None:
        """An error that nobody expected: Scrapy logs it with its traceback, the run says that it happened."""
        self.reasons[f"{type(failure.value).__name__}: {' '.join(str(failure.value).split())[:200]}"] = None

    def opened(self, spider: Spider) -> None:
        self._tending = asyncio.ensure_future(self._tend())

    async def _tend(self) -> None:
        """Keep the writer going, and the crawl from outrunning it."""
        engine = self.crawler.engine
        while True:
            await asyncio.sleep(1)
            try:
                await self._in(self._waiting, self.writer.tend)
            except StorageError as error:
                self.fault = str(error)
                await engine.close_spider_async(reason="archive_failed")
                return
            if self.writer.full and not engine.paused:
                logger.warning("the spool is full: nothing more is fetched until the store has taken some of it")
                engine.pause()
            elif engine.paused and not self.writer.full:
                logger.info("the spool has room again: the crawl goes on")
                engine.unpause()

    async def closed(self, spider: Spider, reason: str) -> None:
        if self._tending is not None:
            self._tending.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._tending
        if self._concluding:
            await asyncio.wait(self._concluding)
        await self.reports.close()
        if reason != "finished":
            self._cut_off(reason)
        try:
            self.manifest = await self._in(self._waiting, self._commit)
            if self._journal is not None:
                self._journal.close(over=reason == "finished")
        except StorageError as error:
            self.fault = self.fault or str(error)
            logger.error("the run is not committed: %s; what it fetched stays in %s", error, self.archive.state_dir)
        finally:
            self.readers.shutdown()
            self.reports.assemblies.close()
            self._appending.shutdown(wait=False)
            self._waiting.shutdown(wait=False)

    def _cut_off(self, reason: str) -> None:
        """Say of whom it knows only a part; of those never visited it says nothing at all."""
        self.reasons[f"stopped early: {reason}"] = None
        for jurisdiction, tally in self.tallies.items():
            if tally.counts and not self.under_way.has_walked(jurisdiction):
                tally.reasons["the crawl was stopped before its walk was over"] = None
        self.unvisited = frozenset(code for code, tally in self.tallies.items() if not tally.counts)
        if self.unvisited:
            self.reasons[f"{len(self.unvisited)} jurisdictions were not visited"] = None

    def _commit(self) -> RunManifest:
        jurisdictions = {code: self._judged(code) for code in self.tallies if code not in self.unvisited}
        # A killed run could not say what became of those that it had finished; this one says it for it.
        jurisdictions |= {code: finished.outcome for code, finished in self.resumed.items() if self._untold(finished)}
        manifest = self.writer.close(self.outcome, self._why(), jurisdictions)
        self.archive.catalogue.ingest(manifest, self.writer.put)
        return manifest

    def _judged(self, jurisdiction: str) -> JurisdictionOutcome:
        """What became of a jurisdiction, beside the runs before this one."""
        tally = self.tallies[jurisdiction]
        try:
            if self.documents is not None:
                before = self.known_before[jurisdiction]
                tally.findings = tuple(findings(before, self.documents.of(jurisdiction)))
            tally.concerns = concerns(tally.numbers, history(self.archive, jurisdiction))
        except Exception as error:
            # A fault of ours: what was fetched is committed all the same, and the run says so.
            logger.exception("judging %s failed", jurisdiction)
            self.reasons[f"judging failed: {type(error).__name__}"] = None
        return tally.conclude()

    def _untold(self, finished: Finished) -> bool:
        told = self.archive.run(finished.run).jurisdictions.get(finished.jurisdiction)
        return told is None or told.outcome == "recovered"

    @property
    def outcome(self) -> Outcome:
        outcomes = {tally.outcome for tally in self.tallies.values()}
        if outcomes <= {"failed"}:
            return "failed"
        return "success" if outcomes == {"success"} and not self.reasons else "degraded"

    def _why(self) -> tuple[str, ...]:
        without = [code for code, tally in self.tallies.items() if not tally.reports and code not in self.unvisited]
        reasons = list(self.reasons)
        if without:
            reasons.append(f"no report found for {', '.join(without)}")
        return tuple(reasons)

    def why_none(self, jurisdiction: str) -> str:
        """In a line, why a jurisdiction has no report."""
        if jurisdiction in self.unvisited:
            return "it was not visited, since the crawl was stopped"
        tally = self.tallies[jurisdiction]
        said = [*tally.reasons, *tally.obstacles]
        return "; ".join(said[:3]) if said else f"pages read: {tally.counts['ok']}; none of them is a report"

    async def _in(self, executor: ThreadPoolExecutor, step: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(executor, step)
