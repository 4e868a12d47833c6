"""What is on its way to the store: segments to be sealed, sealed segments, and reports whose captures are there."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from storage.archive import Archive
from storage.errors import ObjectConflict, SpoolError, StorageError, StoreError
from storage.sending import Dropped, lasting, send_report, send_segment
from storage.spool import Sealed, SegmentFile, Spool
from storage.writer.captured import Captured

_log = logging.getLogger(__name__)
T = TypeVar("T")
_SENDERS = 4
"""Objects on their way to the store at once."""
_REMEMBERED = 20_000
"""Rows of parses kept for the catalogue; beyond that the store is asked."""


class Outgoing:
    """`number` gives a segment a new number; `durable` is told of each segment that has arrived."""

    def __init__(
        self,
        archive: Archive,
        spool: Spool,
        captured: Captured,
        lock: threading.RLock,
        *,
        number: Callable[[], int],
        durable: Callable[[SegmentFile], None],
    ) -> None:
        self._archive = archive
        self._spool = spool
        self._captured = captured
        self._lock = lock
        self._number = number
        self._durable = durable
        self._detached: list[SegmentFile] = []
        self._sealed: list[tuple[SegmentFile, Sealed]] = []
        self._waiting_reports: dict[str, list[Path]] = {}
        self._ready_reports: list[tuple[Path, str | None]] = []
        self.spooled = 0
        self.problems: list[str] = []

    def add_segment(self, segment: SegmentFile) -> None:
        """Nothing more is appended to it."""
        with self._lock:
            self._detached.append(segment)

    def add_report(self, path: Path, record_id: str, *, elsewhere: bool) -> None:
        """A report waits for its capture, unless that is of an `elsewhere` committed run, or in the store already."""
        with self._lock:
            if elsewhere:
                self._ready_reports.append((path, None))
            elif (segment := self._captured.segment_of(record_id)) is not None:
                self._ready_reports.append((path, segment))
            else:
                self._waiting_reports.setdefault(record_id, []).append(path)

    def send_all(self) -> None:
        """Seal and send what waits. A failure of one object does not keep back the others, unless the store is away."""
        failure: StorageError | None = None
        for segment in list(self._detached):
            try:
                self._seal(segment)
            except SpoolError as error:
                failure = failure or error
        for step in (self._send_segments, self._send_reports):
            try:
                step()
            except (StoreError, SpoolError) as error:
                failure = failure or error
        if failure is not None:
            raise failure

    def _seal(self, segment: SegmentFile) -> None:
        lengths = {group.record_id: group.length for group in segment.groups}
        sealed = self._spool.segments.seal(segment)
        with self._lock:
            self._detached.remove(segment)
            if sealed.entry is not None:
                self._sealed.append((segment, sealed))
            if sealed.doubt:
                self.problems.append(sealed.doubt)
            for record_id in sealed.lost:
                self._captured.lose(record_id)
                dropped = self._waiting_reports.pop(record_id, [])
                _log.error("the disk lost capture %s and %d reports of it", record_id, len(dropped))
            self.spooled -= sum(lengths[record_id] for record_id in sealed.lost)

    def _send_segments(self) -> None:
        self._several(self._send_segment, list(self._sealed))

    def _send_segment(self, waiting: tuple[SegmentFile, Sealed]) -> None:
        segment, sealed = waiting
        try:
            entry = send_segment(self._archive, self._spool, sealed)
        except ObjectConflict as error:
            _log.error("%s; sending it under another name", error)
            with self._lock:
                again = self._spool.segments.renumber(sealed, self._number())
                self._sealed[self._sealed.index(waiting)] = (segment, again)
            raise
        with self._lock:
            self._sealed.remove(waiting)
            self._captured.placed(sealed, entry.key)
            for group in sealed.groups:
                for path in self._waiting_reports.pop(group.record_id, []):
                    self._ready_reports.append((path, entry.key))
            self.spooled -= sum(group.length for group in sealed.groups)
            self._durable(segment)
        self._spool.discard(sealed.path)

    def _send_reports(self) -> None:
        self._several(self._send_report, list(self._ready_reports))

    def _send_report(self, waiting: tuple[Path, str | None]) -> None:
        sent = send_report(self._archive, self._spool, *waiting)
        with self._lock:
            self._ready_reports.remove(waiting)
            if isinstance(sent, Dropped):
                self.problems.append(sent.why)
            elif len(self._captured.put.parses) < _REMEMBERED:
                self._captured.put.parses[sent.key] = sent

    def _several(self, send: Callable[[T], None], waiting: Sequence[T]) -> None:
        """Send things, a few at once. A lasting failure of one keeps back no other; any other ends it: the store is away."""
        if not waiting:
            return
        failure: StorageError | None = None
        with ThreadPoolExecutor(_SENDERS, thread_name_prefix=f"send {self._spool.identity.run}") as senders:
            for start in range(0, len(waiting), _SENDERS):
                sent = [senders.submit(send, each) for each in waiting[start : start + _SENDERS]]
                away = False
                for future in sent:
                    try:
                        future.result()
                    except (StoreError, SpoolError) as error:
                        failure = failure or error
                        away = away or not lasting(error)
                if away:
                    break
        if failure is not None:
            raise failure
