"""The open room: the archive, its index and its map, kept up to date beside the requests.

An archive that is missing or cannot be read does not end the room: pages say so until it is there (again). While reports are
read for the first time, pages say how far that is.
"""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from storage.archive import Archive
from storage.errors import StorageError
from storage.legal import china_day
from storage.reading_room.asking import NotNow
from storage.reading_room.building import build, season
from storage.reading_room.caches import Cache
from storage.reading_room.coverage import Coverage, make
from storage.reading_room.helpers import Helpers, Proved
from storage.reading_room.index import Index

T = TypeVar("T")
INDEX_NAME = "reading_room.sqlite"
REFRESH_SECONDS = 60
_PICTURES = 32 << 20
_PAGES = 24 << 20
_PROOFS = 4000


class _Closed(Exception):
    """The room was closed while it read."""


class Room:
    """What every page is given. `open_archive` is tried again as long as it fails."""

    def __init__(self, open_archive: Callable[[], Archive], helpers: Helpers) -> None:
        self.helpers = helpers
        self.pictures: Cache[bytes] = Cache(_PICTURES, len)
        self.pages: Cache[bytes] = Cache(_PAGES, len)
        self.proofs: Cache[Proved] = Cache(_PROOFS, lambda proof: 1)
        self.complaints: list[str] = []
        self.refreshed: datetime | None = None
        self.generation = ""
        self._open_archive = open_archive
        self._archive: Archive | None = None
        self._index: Index | None = None
        self._coverage: Coverage | None = None
        self._trouble: str | None = None
        self._read = (0, 0)
        self._kept: dict[str, object] = {}
        self._keeping = threading.Lock()
        self._refreshing = threading.Lock()
        self._closed = threading.Event()

    @property
    def trouble(self) -> str | None:
        """Why nothing can be read, None if it can."""
        return self._trouble

    @property
    def closed(self) -> bool:
        return self._closed.is_set()

    @property
    def archive(self) -> Archive:
        return self._there(self._archive)

    @property
    def index(self) -> Index:
        return self._there(self._index)

    @property
    def coverage(self) -> Coverage:
        return self._there(self._coverage)

    def keep(self, name: str, make: Callable[[], T]) -> T:
        """What a page needs of the whole archive, until the next change."""
        kept = self._kept
        with self._keeping:
            if name not in kept:
                kept[name] = make()
        return kept[name]  # type: ignore[return-value]  # made under this name

    def refresh(self, progress: Callable[[int, int], None] = lambda done, of: None) -> None:
        """Takes in what is new. Never raises for the archive's sake: `trouble` and `complaints` say what is wrong."""
        with self._refreshing:
            try:
                self._refresh(progress)
            except _Closed:
                return
            except (StorageError, sqlite3.Error) as error:
                self._trouble = " ".join(str(error).split())
                return
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

    def _refresh(self, progress: Callable[[int, int], None]) -> None:
        archive = self._open_archive()  # reads archive.json again: it may be gone, or another's
        if self._archive is None:
            self._archive = archive
        catalogue = self._archive.catalogue
        if not catalogue.path.exists():  # deleted meanwhile: what is open of it is of the past
            catalogue.close()
        catalogue.catch_up()
        if self._index is None or not self._index.path.exists():
            if self._index is not None:
                self._index.close()
            self._index, self.generation = Index(archive.state_dir / INDEX_NAME), ""
        today = china_day(datetime.now(UTC))
        generation = hashlib.sha256()
        for run in catalogue.runs():
            generation.update(run.run.encode())
        generation.update(season(today).encode())
        if generation.hexdigest() == self.generation and not self.complaints and self._trouble is None:
            return

        def step(done: int, of: int) -> None:
            if self._closed.is_set():
                raise _Closed
            self._read = (done, of)
            progress(done, of)

        complaints = build(
            self._archive, self._index.path, self.helpers.fold, self.helpers.places, today, progress=step
        )
        complaints += [f"{fault.key}: {fault.message}" for fault in catalogue.faults()]
        self._coverage = make(self._index, self.helpers.divisions)
        self.complaints = complaints
        self._kept = {}
        self.pages.clear()
        self.generation = generation.hexdigest()

    def _there(self, part: T | None) -> T:
        if self._trouble is not None:
            raise NotNow("archive_trouble", why=self._trouble)
        if part is None or self._coverage is None:
            raise NotNow("preparing", done=self._read[0], of=self._read[1] or "…")
        return part
