"""The captures of a run: where each lies by now, and what the catalogue will say of it.

In memory are those that are only in the spool, and the latest of the others; of all others the spool's notes know the segment.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import replace
from typing import Any

from storage import warc
from storage.capture import Capture, RecordRef
from storage.catalogue import Put, capture_values
from storage.errors import RunError
from storage.spool import Group, Sealed
from storage.spool.notes import Notes

_REMEMBERED = 20_000
"""References to durable captures kept for `location`, and rows kept for the catalogue; beyond that the store is asked."""


class Captured:
    """Every method may be called from any thread; `lock` is shared with what must be changed together with it."""

    def __init__(self, run: str, notes: Notes, lock: threading.RLock) -> None:
        self._run = run
        self._notes = notes
        self._lock = lock
        self._spooled: dict[str, RecordRef] = {}
        self._durable: OrderedDict[str, RecordRef] = OrderedDict()
        self._rows: dict[str, tuple[Any, ...]] = {}
        self.put = Put()
        self.counts = {"captures": 0, "revisits": 0}

    def add(self, ref: RecordRef, capture: Capture, original: warc.Original | None, group: Group) -> None:
        """A capture is in the spool."""
        with self._lock:
            self._spooled[ref.record_id] = ref
            if self.counts["captures"] < _REMEMBERED:
                self._rows[ref.record_id] = _row(capture, ref.payload_sha256, original, group)
            self.counts["captures"] += 1
            self.counts["revisits"] += original is not None

    def placed(self, sealed: Sealed, key: str) -> None:
        """The captures of a segment are confirmed in the store, and noted so."""
        with self._lock:
            for group in sealed.groups:
                ref = replace(self._spooled[group.record_id], segment=key, offset=group.offset)
                self._durable[group.record_id] = ref
                del self._spooled[group.record_id]
            rows = [self._rows.pop(group.record_id, None) for group in sealed.groups]
            placed = zip(rows, sealed.groups, strict=True)
            self.put.captures[key] = [
                (row[0], group.offset, group.length, *row[3:]) for row, group in placed if row is not None
            ]
            while len(self._durable) > _REMEMBERED:
                self._durable.popitem(last=False)

    def lose(self, record_id: str) -> None:
        """The disk of the spool did not keep it."""
        with self._lock:
            del self._spooled[record_id]
            self.counts["lost"] = self.counts.get("lost", 0) + 1

    def knows(self, record_id: str) -> bool:
        with self._lock:
            return record_id in self._spooled or self.durable(record_id)

    def durable(self, record_id: str) -> bool:
        """Whether the capture is confirmed in the store."""
        return record_id in self._durable or self._notes.segment_of(record_id) is not None

    def location(self, record_id: str) -> RecordRef:
        """RunError for one unknown, or durable so long that it was forgotten here."""
        with self._lock:
            ref = self._spooled.get(record_id) or self._durable.get(record_id)
        if ref is None:
            raise RunError(f"capture {record_id} is not among the latest of run {self._run}; ask the catalogue")
        return ref

    def segment_of(self, record_id: str) -> str | None:
        """The segment in the store that holds it; None while it is only in the spool."""
        return self._notes.segment_of(record_id)


def _row(capture: Capture, payload_sha256: str, original: warc.Original | None, group: Group) -> tuple[Any, ...]:
    """What the catalogue will say of a capture, as if it had read it in its segment."""
    told = replace(capture, body=b"", headers=warc.as_read(capture.headers))
    return capture_values(warc.StoredCapture(told, payload_sha256, original, group.offset, group.length, group.records))
