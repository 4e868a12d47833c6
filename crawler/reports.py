"""The reports of a run, from their captures to the archive: known already, in several files, waiting for their attachments.

a page with parts     -> assemblies, until all of them came
a report that is read -> its ledger, until its attachments are captured or its walk is over -> RunWriter.add_report
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from crawler.assembling import Assemblies
from crawler.discovery.page import Answer
from crawler.errand import Errand
from crawler.ledger import Ledger
from pipelines.item import Found
from pipelines.parse import PARSER_VERSION
from storage.archive import Archive
from storage.capture import RecordRef
from storage.catalogue import ParseRow
from storage.report import ParsedReport
from storage.writer import RunWriter


class Reports:
    """Those of all walks under way. `wait` runs what waits for a disk or the store away from the event loop; `unread` is told of
    each report that could not be read, `late` reads one that waited in vain for pictures of its tables."""

    def __init__(
        self,
        archive: Archive,
        writer: RunWriter,
        wait: Callable[[Callable[[], Any]], Awaitable[Any]],
        unread: Callable[[Found], None],
        late: Callable[[Found], Awaitable[None]],
    ) -> None:
        self.assemblies = Assemblies()
        self._archive = archive
        self._writer = writer
        self._wait = wait
        self._unread = unread
        self._late = late
        self._ledgers: dict[str, Ledger] = {}
        self._parses: dict[str, dict[str, ParseRow]] = {}

    # Captures

    def captured(self, tour: str, urls: tuple[str, ...], ref: RecordRef, media_type: str | None) -> None:
        """What a walk has captured, and at which addresses."""
        ledger = self._ledger(tour)
        for url in urls:
            ledger.captured[url] = (ref, media_type)

    def capture_of(self, errand: Errand, url: str) -> RecordRef | None:
        """The capture of an address that the errand's walk made."""
        ledger = self._ledgers.get(errand.tour)
        return ledger.captured.get(url, (None, None))[0] if ledger is not None else None

    async def part_arrived(self, tour: str, url: str, answer: Answer, ref: RecordRef) -> list[Found]:
        """The reports that are whole with it."""
        found: list[Found] = await self._wait(
            lambda: self.assemblies.arrived(tour, url, answer.headers, answer.body, ref)
        )
        return found

    # Reports

    async def known(self, found: Found) -> ParsedReport | None:
        """The report as it was read before, by today's parser from the same bytes."""
        original = found.ref.revisit_of
        if original is None and found.ref.run != self._writer.run:
            original = found.ref.record_id
        if original is None or found.context.capture.rendered:
            # The bytes of a page that its script fills say nothing of what it shows.
            return None
        rows = self._parses.get(found.context.jurisdiction)
        if rows is None:
            stored = await self._wait(lambda: self._archive.catalogue.reports(found.context.jurisdiction))
            rows = {row.record_id: row for row in stored if row.parser_version == PARSER_VERSION}
            self._parses[found.context.jurisdiction] = rows
        row = rows.get(original)
        if row is None:
            return None
        parsed: ParsedReport = await self._wait(lambda: self._archive.parsed(row.key))
        read = {one.payload_sha256 for one in parsed.report.attachments}
        return parsed if all(part.ref.payload_sha256 in read for part in found.parts) else None

    async def add(self, found: Found, parsed: ParsedReport) -> None:
        """Into the archive, when its attachments are captured or never will be."""
        if found.ref.segment is not None:
            parsed = parsed.within(found.ref.segment)
        ledger = self._ledger(found.tour)
        if ledger.missing(parsed) and not ledger.settled:
            ledger.waiting.append(parsed)
        else:
            await self._add(ledger.filled(parsed))

    async def settle(self, tour: str) -> None:
        """The walk is over: its reports wait no longer for attachments that never came."""
        ledger = self._ledger(tour)
        ledger.settled = True
        for found in self.assemblies.abandon(tour):
            if found.failure is not None:
                self._unread(found)
            else:
                await self._late(found)
        waiting, ledger.waiting = ledger.waiting, []
        for parsed in waiting:
            await self._add(ledger.filled(parsed))

    async def conclude(self, jurisdiction: str) -> None:
        """All its walks are over: settle them, and forget what only they needed."""
        for tour in [name for name in self._ledgers if name.startswith(f"{jurisdiction}-")]:
            await self.settle(tour)
            del self._ledgers[tour]
            self.assemblies.forget(tour)
        self._parses.pop(jurisdiction, None)

    async def close(self) -> None:
        """The run ends, whatever is under way."""
        for tour in list(self._ledgers):
            await self.settle(tour)

    def _ledger(self, tour: str) -> Ledger:
        return self._ledgers.setdefault(tour, Ledger())

    async def _add(self, parsed: ParsedReport) -> None:
        await self._wait(lambda: self._writer.add_report(parsed))
