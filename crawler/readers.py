"""The processes in which answers are examined and reports read, away from the event loop: one pool for what is quick, one for
scans, which take minutes, so that no page of the crawl waits for them."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from crawler import tasks
from crawler.discovery.page import Answer, Page
from pipelines.errors import NeedsTime, ReadingError
from pipelines.item import Found
from pipelines.workers import WorkerPool
from storage.capture import RecordRef
from storage.report import ParsedReport

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

logger = logging.getLogger(__name__)
T = TypeVar("T")


class Readers:
    """`fault` is told of an error of ours, in words. `limit` is how many bytes a body may have when it is decoded."""

    def __init__(self, settings: BaseSettings, *, fault: Callable[[str], None]) -> None:
        self.limit = settings.getint("DOWNLOAD_MAXSIZE")
        self._fault = fault
        self._examine_timeout = settings.getfloat("EXAMINE_TIMEOUT")
        self._read_timeout = settings.getfloat("READ_TIMEOUT")
        self._ocr_timeout = settings.getfloat("OCR_TIMEOUT")
        endpoint, state_dir = settings.get("ARCHIVE_S3_ENDPOINT_URL") or None, settings.get("STATE_DIR") or None
        self._archive = tasks.ArchiveAddress(settings.get("ARCHIVE_URI"), state_dir, endpoint)
        self._quick, self._slow = (
            WorkerPool(
                count,
                memory_bytes=settings.getint("READER_MEMORY_MB") << 20,
                initializer=tasks.prepare,
                preload=tasks.PRELOAD,
            )
            for count in (settings.getint("READERS") or os.cpu_count() or 2, settings.getint("OCR_READERS"))
        )

    async def examine(self, answer: Answer, family: str | None, jurisdiction: str, context: Mapping[str, str]) -> Page:
        """What an answer is. Never raises a ReadingError: a document that kills its reader is a Page with that verdict."""
        asked = (answer, family, jurisdiction, dict(context), self.limit)
        try:
            try:
                return await _done(
                    self._quick, tasks.examine_quickly, *asked, timeout=self._examine_timeout, near=answer.url
                )
            except NeedsTime:
                return await _done(self._slow, tasks.examine_answer, *asked, timeout=self._ocr_timeout, near=answer.url)
        except ReadingError as error:
            return tasks.failed_page(answer.url, error)
        except Exception as error:
            # A fault of ours: the page is lost to this walk, the walk goes on, and the run says so.
            logger.exception("examining <%s> failed", answer.url)
            self._fault(f"examining failed: {type(error).__name__}")
            return Page(url=answer.url, verdict="damaged", reason=f"examining failed: {type(error).__name__}: {error}")

    async def look_at_part(self, answer: Answer) -> Page:
        """What came as one of the files of a report: read only when all of them are there."""
        try:
            return await _done(self._quick, tasks.look_at_part, answer, self.limit, timeout=self._examine_timeout)
        except ReadingError as error:
            return tasks.failed_page(answer.url, error)

    async def read(self, found: Found) -> ParsedReport:
        """The report. Raises ReadingError."""
        asked = (found.url, found.headers, found.body)
        rest = (found.hint, found.context, self.limit)
        if found.parts:
            return await _done(self._slow, tasks.read_parts, *asked, found.parts, *rest, timeout=self._ocr_timeout)
        try:
            return await _done(
                self._quick, tasks.read_quickly, *asked, *rest, timeout=self._read_timeout, near=found.url
            )
        except NeedsTime:
            return await _done(self._slow, tasks.read, *asked, *rest, timeout=self._ocr_timeout, near=found.url)

    def reread(self, ref: RecordRef) -> ParsedReport | None:
        """A stored capture, read by today's parser; None where it is no report to it. Waits; raises ReadingError and
        StorageError."""
        asked = self._quick.run(tasks.reread, self._archive, ref, self.limit, timeout=self._read_timeout)
        return asked.result().parsed

    def shutdown(self) -> None:
        for pool in (self._quick, self._slow):
            pool.shutdown(wait=False, cancel_futures=True)


async def _done(pool: WorkerPool, function: Callable[..., T], *args: Any, timeout: float, near: str | None = None) -> T:
    return await asyncio.wrap_future(pool.run(function, *args, timeout=timeout, near=near))
