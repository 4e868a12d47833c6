"""The index's file: a SQLite database in STATE_DIR, derived and deletable; its tables are data/index.sql."""

from __future__ import annotations

import sqlite3
import threading
from importlib.resources import files
from pathlib import Path

from storage.errors import StorageError

SCHEMA_VERSION = 3
"""Raised with every change of data/index.sql: an index of another version is made anew."""

_CACHE_KIB = 4096
_BUSY_SECONDS = 120


class Database:
    """Read-only connections, one a thread. Every method may be called from any thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._lock = threading.Lock()
        self._connections: list[sqlite3.Connection] = []
        writer(path).close()  # the tables are there from now on

    def reader(self) -> sqlite3.Connection:
        """This thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(
                f"{self.path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False, isolation_level=None
            )
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            connection.execute("PRAGMA query_only = ON")
            self._local.connection = connection
            with self._lock:
                self._connections.append(connection)
        return connection

    def close(self) -> None:
        with self._lock:
            connections, self._connections = self._connections, []
            self._local = threading.local()
        for connection in connections:
            connection.close()


def writer(path: Path) -> sqlite3.Connection:
    """A connection that may write, the tables made where there are none of this version. Raises StorageError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        _make_tables(connection)
    except (OSError, sqlite3.Error) as error:
        raise StorageError(f"the reading room's index {path} cannot be opened: {error}; it may be deleted") from error
    return connection


def _make_tables(connection: sqlite3.Connection) -> None:
    """An empty index of this version, unless there is one."""
    if _version(connection) == SCHEMA_VERSION:
        return
    script = (files("storage") / "reading_room" / "data" / "index.sql").read_text(encoding="utf-8")
    lines = (line for line in script.splitlines() if not line.startswith("--"))
    connection.execute("BEGIN IMMEDIATE")
    if _version(connection) != SCHEMA_VERSION:  # nobody else made them while this one waited
        # The tables behind the virtual one go with it, and cannot be dropped by themselves.
        tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_%'"
        for (table,) in connection.execute(tables).fetchall():
            connection.execute(f'DROP TABLE "{table}"')
        for statement in "\n".join(lines).split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version
