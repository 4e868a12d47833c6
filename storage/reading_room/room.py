"""The open room: the archive, its index and its map, kept up to date beside the requests.

An archive that is missing or cannot be read does not end the room: pages say so until it is there (again).
"""

from __future__ import annotations

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime

from storage.archive import Archive
from storage.errors import StorageError
from storage.reading_room.asking import NotNow
from storage.reading_room.building import build
from storage.reading_room.coverage import Coverage, make
from storage.reading_room.helpers import Helpers
from storage.reading_room.index import Index

INDEX_NAME = "reading_room.sqlite"
REFRESH_SECONDS = 60
_CACHED_BYTES = 48 << 20


class Cache:
    """The most recently used bytes, as many as fit."""

    def __init__(self, limit: int = _CACHED_BYTES) -> None:
        self._limit = limit
        self._held: OrderedDict[tuple[object, ...], bytes] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: tuple[object, ...], make: Callable[[], bytes]) -> bytes:
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        made = make()
        with self._lock:
            if key not in self._held:
                self._held[key] = made
                self._size += len(made)
            while self._size > self._limit and self._held:
                self._size -= len(self._held.popitem(last=False)[1])
        return made


class Room:
    """What every page is given. `open_archive` is tried again as long as it fails."""

    def __init__(self, open_archive: Callable[[], Archive], helpers: Helpers) -> None:
        self.helpers = helpers
        self.pictures = Cache()
        self.complaints: list[str] = []
        self.refreshed: datetime | None = None
        self._open_archive = open_archive
        self._archive: Archive | None = None
        self._index: Index | None = None
        self._coverage: Coverage | None = None
        self._trouble: str | None = "the reading room is being prepared"
        self._kept: dict[str, object] = {}
        self._refreshing = threading.Lock()
        self._closed = threading.Event()

    @property
    def trouble(self) -> str | None:
        """Why nothing can be read, None if it can."""
        return self._trouble

    @property
    def archive(self) -> Archive:
        if self._archive is None or self._trouble is not None:
            raise NotNow("archive_trouble", why=self._trouble)
        return self._archive

    @property
    def index(self) -> Index:
        if self._index is None or self._trouble is not None:
            raise NotNow("archive_trouble", why=self._trouble)
        return self._index

    @property
    def coverage(self) -> Coverage:
        if self._coverage is None or self._trouble is not None:
            raise NotNow("archive_trouble", why=self._trouble)
        return self._coverage

    def keep(self, name: str, make: Callable[[], object]) -> object:
        """What a page needs of the whole archive, until the next change."""
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]

    def refresh(self, progress: Callable[[int, int], None] = lambda done, of: None) -> None:
        """Takes in what is new. Never raises for the archive's sake: `trouble` and `complaints` say what is wrong."""
        with self._refreshing:
            try:
                archive = self._open_archive()  # reads archive.json again: it may be gone, or another's
                if self._archive is None:
                    self._archive = archive
                    self._index = Index(archive.state_dir / INDEX_NAME)
                assert self._index is not None
                self._archive.catalogue.catch_up()
                complaints = build(self._archive, self._index.path, self.helpers.fold, progress=progress)
                complaints += [f"{fault.key}: {fault.message}" for fault in self._archive.catalogue.faults()]
                today = datetime.now(UTC).date()
                self._coverage = make(self._archive, self._index, self.helpers.divisions, today)
            except (StorageError, sqlite3.Error) as error:
                self._trouble = " ".join(str(error).split())
                return
            self.complaints = complaints
            self._kept = {}
            self.refreshed = datetime.now(UTC)
            self._trouble = None

    def keep_fresh(self) -> None:
        """Refreshes about once a minute until the room closes; for a thread of its own."""
        while not self._closed.wait(REFRESH_SECONDS):
            self.refresh()

    def close(self) -> None:
        self._closed.set()
        with self._refreshing:
            if self._index is not None:
                self._index.close()
            if self._archive is not None:
                self._archive.catalogue.close()
