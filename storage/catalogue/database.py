"""The catalogue's file: its tables, and a connection for each thread."""

from __future__ import annotations

import sqlite3
import threading
from importlib.resources import files
from pathlib import Path

from storage.errors import StorageError

SCHEMA_VERSION = 4
"""Raised with every change of data/catalogue.sql: a catalogue of another version is made anew."""

_BUSY_SECONDS = 120


class Database:
    """SQLite at a path; every method may be called from any thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._lock = threading.Lock()

    def close(self) -> None:
        """Closes every thread's connection; the catalogue may be used again."""
        with self._lock:
            connections, self._connections = self._connections, []
            self._local = threading.local()
        for connection in connections:
            connection.close()

    def _db(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._connect()
            self._local.connection = connection
            with self._lock:
                self._connections.append(connection)
        return connection

    def _connect(self) -> sqlite3.Connection:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(
                self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256
            )
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            _make_tables(connection)
        except (OSError, sqlite3.Error) as error:
            raise StorageError(f"the catalogue {self.path} cannot be opened: {error}; it may be deleted") from error
        return connection


def _make_tables(connection: sqlite3.Connection) -> None:
    """An empty catalogue of this version, unless there is one."""
    if _version(connection) == SCHEMA_VERSION:
        return
    script = (files("storage") / "data" / "catalogue.sql").read_text(encoding="utf-8")
    lines = (line for line in script.splitlines() if not line.startswith("--"))
    connection.execute("BEGIN IMMEDIATE")
    if _version(connection) != SCHEMA_VERSION:  # nobody else made them while this one waited
        tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        for (table,) in connection.execute(tables).fetchall():
            connection.execute(f'DROP TABLE "{table}"')
        for statement in "\n".join(lines).split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version
