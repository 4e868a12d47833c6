"""What a run remembers of every capture, on disk, since a run may have millions: where it lies, and what it turned out to be.

SQLite that is never synced: it survives the process, which is enough. After a power cut it may be damaged; then it is begun again, where
captures lie is told by the journal, and verdicts are lost.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.errors import RunError, SpoolError

_log = logging.getLogger(__name__)
_TABLES = """
CREATE TABLE IF NOT EXISTS segments (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS placed (record TEXT PRIMARY KEY, segment INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS verdicts (record TEXT PRIMARY KEY, verdict TEXT NOT NULL) WITHOUT ROWID;
"""
_PREFIX = "urn:uuid:"


class Notes:
    """Every method may be called from any thread. SpoolError for what the disk refuses."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._closed = False
        try:
            self._db = _opened(path)
            self._db.execute("SELECT count(*) FROM placed, segments, verdicts").fetchone()
        except sqlite3.DatabaseError as error:
            _log.warning("%s is damaged (%s): verdicts on the captures of its run are lost", path, error)
            for file in path.parent.glob(f"{path.name}*"):
                file.unlink()
            self._db = _opened(path)

    def place(self, record_ids: Iterable[str], segment: str) -> None:
        """These captures are confirmed in the store, in this segment."""
        with self._using():
            self._db.execute("BEGIN")
            self._db.execute("INSERT OR IGNORE INTO segments (key) VALUES (?)", [segment])
            (number,) = self._db.execute("SELECT id FROM segments WHERE key = ?", [segment]).fetchone()
            rows = [(each.removeprefix(_PREFIX), number) for each in record_ids]
            self._db.executemany("INSERT OR REPLACE INTO placed VALUES (?, ?)", rows)
            self._db.execute("COMMIT")

    def segment_of(self, record_id: str) -> str | None:
        """The segment in which a capture lies in the store; None while it does not."""
        query = "SELECT key FROM placed JOIN segments ON segments.id = segment WHERE record = ?"
        with self._using():
            row = self._db.execute(query, [record_id.removeprefix(_PREFIX)]).fetchone()
        return row[0] if row is not None else None

    def judge(self, record_id: str, verdict: str) -> None:
        with self._using():
            self._db.execute(
                "INSERT OR REPLACE INTO verdicts VALUES (?, ?)", [record_id.removeprefix(_PREFIX), verdict]
            )

    def verdicts(self) -> dict[str, tuple[str, ...]]:
        """The captures in the store (the UUID of their record ids) by verdict, both in order."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        with self._using():
            for record, verdict in self._db.execute(
                "SELECT record, verdict FROM verdicts JOIN placed USING (record) ORDER BY verdict, record"
            ):
                found[verdict].append(record)
        return {verdict: tuple(records) for verdict, records in found.items()}

    @contextmanager
    def _using(self) -> Iterator[None]:
        with self._lock:
            if self._closed:
                raise RunError(f"{self._path.parent} is closed: its run is committed, or left to be recovered")
            try:
                yield
            except sqlite3.Error as error:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise SpoolError(
                    f"the spool refuses: {self._path}: {error}; check STATE_DIR and its free space"
                ) from error

    def close(self) -> None:
        with self._lock:
            self._closed = True
            self._db.close()


def _opened(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = OFF")
    db.executescript(_TABLES)
    return db
