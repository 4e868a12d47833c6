"""One sync for all who wait."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from storage.errors import SpoolError
from storage.spool import SegmentFile, Spool

_log = logging.getLogger(__name__)


class Syncing:
    """Which segments have something that is not synced. `failed` is told of one that the disk did not keep.

    `durable` says whether a capture is in the store: then it does not matter what the disk keeps.
    """

    def __init__(
        self,
        spool: Spool,
        lock: threading.RLock,
        *,
        durable: Callable[[str], bool],
        failed: Callable[[SegmentFile], None],
    ) -> None:
        self._spool = spool
        self._lock = lock
        self._durable = durable
        self._failed = failed
        self._turn = threading.Lock()
        self._appended = self._synced = 0
        self._unsynced: set[SegmentFile] = set()
        self._unsyncable: set[SegmentFile] = set()

    def appended(self, segment: SegmentFile) -> None:
        with self._lock:
            self._appended += 1
            self._unsynced.add(segment)

    def durable(self, segment: SegmentFile) -> None:
        """It is in the store: its file is of no account any more."""
        with self._lock:
            self._unsynced.discard(segment)
            self._unsyncable.discard(segment)

    def sync(self) -> None:
        """Wait until all that was appended before this call is on the disk; SpoolError when it did not keep some of it."""
        with self._lock:
            target = self._appended
        with self._turn:
            if self._synced < target:
                with self._lock:
                    reached, dirty = self._appended, self._unsynced
                    self._unsynced = set()
                for segment in dirty:
                    self._sync(segment)
                self._synced = reached
            if self._unsyncable:
                paths = ", ".join(sorted(segment.path.name for segment in self._unsyncable))
                raise SpoolError(f"{self._spool.folder}: the disk did not keep {paths}; check it")

    def _sync(self, segment: SegmentFile) -> None:
        try:
            self._spool.segments.sync(segment)
        except SpoolError as error:
            if self._durable(segment.groups[-1].record_id):
                return
            # The kernel may have dropped the pages: another sync would succeed and prove nothing.
            _log.error("%s", error)
            self._unsyncable.add(segment)
            self._failed(segment)
