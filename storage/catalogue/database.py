"""The catalogue's file: its tables, and a connection for each thread."""

from __future__ import annotations

import sqlite3
from importlib.resources import files
from pathlib import Path

from storage.derived import ThreadConnections, open_file
from storage.errors import StorageError

SCHEMA_VERSION = 4
"""Raised with every change of data/catalogue.sql: a catalogue of another version is made anew."""


class Database:
    """SQLite at a path; every method may be called from any thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connections = ThreadConnections(self._connect)

    def close(self) -> None:
        """Closes every thread's connection; the catalogue may be used again."""
        self._connections.close()

    def _db(self) -> sqlite3.Connection:
        return self._connections.get()

    def _connect(self) -> sqlite3.Connection:
        script = (files("storage") / "data" / "catalogue.sql").read_text(encoding="utf-8")
        try:
            return open_file(self.path, script, SCHEMA_VERSION)
        except (OSError, sqlite3.Error) as error:
            raise StorageError(f"the catalogue {self.path} cannot be opened: {error}; it may be deleted") from error
