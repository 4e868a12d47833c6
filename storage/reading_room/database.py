"""The index's file: a SQLite database in STATE_DIR, derived and deletable; its tables are data/index.sql."""

from __future__ import annotations

import sqlite3
from importlib.resources import files
from pathlib import Path

from storage.derived import ThreadConnections, open_file
from storage.errors import StorageError

SCHEMA_VERSION = 3
"""Raised with every change of data/index.sql: an index of another version is made anew."""

_CACHE_KIB = 4096


class Database:
    """Read-only connections, one a thread. Every method may be called from any thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connections = ThreadConnections(self._connect)
        writer(path).close()  # the tables are there from now on

    def reader(self) -> sqlite3.Connection:
        """This thread's connection."""
        return self._connections.get()

    def close(self) -> None:
        self._connections.close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False, isolation_level=None
        )
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        connection.execute("PRAGMA query_only = ON")
        return connection


def writer(path: Path) -> sqlite3.Connection:
    """A connection that may write, the tables made where there are none of this version. Raises StorageError."""
    script = (files("storage") / "reading_room" / "data" / "index.sql").read_text(encoding="utf-8")
    try:
        return open_file(path, script, SCHEMA_VERSION, virtual="search")
    except (OSError, sqlite3.Error) as error:
        raise StorageError(f"the reading room's index {path} cannot be opened: {error}; it may be deleted") from error
