"""SQLite files that are derived from the archive and may be deleted: the catalogue, the reading room's index.

Their tables are a script beside the code; a file of another version is emptied and made anew.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

_BUSY_SECONDS = 120


class ThreadConnections:
    """A connection for each thread that asks, made by `connect`; any thread may close them all, and ask again."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._connect = connect
        self._local = threading.local()
        self._lock = threading.Lock()
        self._open: list[sqlite3.Connection] = []

    def get(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = self._connect()
            with self._lock:
                self._open.append(connection)
        return connection

    def close(self) -> None:
        with self._lock:
            connections, self._open = self._open, []
            self._local = threading.local()
        for connection in connections:
            connection.close()


def open_file(path: Path, script: str, version: int, *, virtual: str | None = None) -> sqlite3.Connection:
    """A connection that may write, with the script's tables of that version. `virtual` is the name of a virtual table, whose
    own tables go with it and cannot be dropped by themselves. Raises OSError and sqlite3.Error."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(
        path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    if _version(connection) == version:
        return connection
    lines = (line for line in script.splitlines() if not line.startswith("--"))
    connection.execute("BEGIN IMMEDIATE")
    if _version(connection) != version:  # nobody else made them while this one waited
        tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE ?"
        for (table,) in connection.execute(tables, (f"{virtual}_%" if virtual else "",)).fetchall():
            connection.execute(f'DROP TABLE "{table}"')
        for statement in "\n".join(lines).split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {version}")
    connection.execute("COMMIT")
    return connection


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version
