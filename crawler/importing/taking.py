"""What becomes of captures from files in hand: appended to a run, read, and told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from crawler.importing.captures import captures_in, of_jurisdiction, revisits_of
from crawler.importing.hand import Hand
from crawler.tasks import Reread, read_capture
from pipelines.errors import ReadingError
from pipelines.workers import WorkerPool
from storage.capture import Capture
from storage.writer import RunWriter


class Taking:
    """`counts`: reports by jurisdiction. `tell` is given a line for each report."""

    def __init__(self, hand: Hand, writer: RunWriter, pool: WorkerPool, tell: Callable[[str], None]) -> None:
        self.counts: dict[str, int] = {}
        self._hand = hand
        self._writer = writer
        self._pool = pool
        self._tell = tell
        self._failures: list[str] = []
        self._empty: dict[str, str] = {}
        self._why = ""

    def take(self, file: Path) -> None:
        """Every report of a file, its capture first."""
        self._why = damage = ""
        before = self._reports
        try:
            for capture in captures_in(file, self._hand):
                self._take(capture)
        except (ReadingError, OSError) as error:
            damage = str(error)
        name = _printable(file)
        if self._reports == before:
            self._empty[file.name] = f"{name}: holds no report ({damage or self._why or 'nothing to be read'})"
        elif damage:
            self._failures.append(f"{name}: {damage}; what came before is imported")

    def take_revisits(self) -> None:
        """What says "the same as before", now that all files are read."""
        for capture in revisits_of(self._hand):
            before = self._reports
            self._take(capture)
            if self._reports > before:
                self._empty.pop(capture.facts.context["imported_from"].partition("/")[0], None)

    def failures(self) -> list[str]:
        """A line for each file that held nothing or is damaged, and one for the records that could not be taken."""
        told = [*self._empty.values(), *self._failures]
        if missing := self._hand.not_taken:
            told.append(f"{len(missing)} records were not taken; the first: {missing[0]}")
        return told

    @property
    def _reports(self) -> int:
        return sum(self.counts.values())

    def _take(self, capture: Capture) -> None:
        placed, again = self._read(capture)
        if again.parsed is None:
            self._why = again.reason
            if not self._hand.jurisdiction:
                return
        ref = self._writer.append(placed)
        if again.parsed is not None:
            self._writer.add_report(again.parsed)
            self._tell(f"{again.parsed.report.report_id} <{ref.url}>")
            code = placed.facts.jurisdiction
            self.counts[code] = self.counts.get(code, 0) + 1

    def _read(self, capture: Capture) -> tuple[Capture, Reread]:
        """Read it, and again under its own jurisdiction where that was not given."""
        limit = self._hand.limit
        try:
            again = self._pool.submit(read_capture, capture, capture.payload_sha256, limit).result()
            if not self._hand.jurisdiction and again.parsed is not None:
                capture = of_jurisdiction(capture, again.parsed.report.jurisdiction.code)
                again = self._pool.submit(read_capture, capture, capture.payload_sha256, limit).result()
        except ReadingError as error:
            return capture, Reread(capture.record_id, None, str(error))
        return capture, again


def _printable(file: Path) -> str:
    """A name that may hold bytes of no text."""
    return str(file).encode("utf-8", "replace").decode()
