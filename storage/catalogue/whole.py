"""The catalogue as a whole: taking in what runs put, catching up with the archive, making it anew."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from storage.catalogue.intake import Intake, insert, stage
from storage.catalogue.objects import Put, read_parse, read_segment
from storage.catalogue.questions import Questions
from storage.catalogue.rows import Totals
from storage.errors import DamagedRecord, ObjectDamaged, ObjectMissing, StorageError
from storage.objects import ObjectStore, listed
from storage.runs import RunManifest

_log = logging.getLogger(__name__)
_TABLES = (
    "runs",
    "leaves",
    "visits",
    "findings",
    "coverage",
    "coverage_now",
    "coverage_states",
    "segments",
    "captures",
    "verdicts",
    "parses",
    "faults",
)


class Catalogue(Questions):
    """The catalogue of the archive in a store, at a path outside it. Every method may be called from any thread."""

    def __init__(self, store: ObjectStore, path: Path) -> None:
        super().__init__(path)
        self._store = store
        self._caught_up = False

    # Taking in

    def catch_up(
        self, progress: Callable[[RunManifest], None] = lambda manifest: None, *, named: Iterable[str] = ()
    ) -> int:
        """Takes in the runs that the archive has and the catalogue lacks; returns how many. Raises StoreError.

        `named`: keys of manifests that must be there, whether the store lists them or not. One that is gone is a fault.
        """
        known = {row[0] for row in self._db().execute("SELECT key FROM runs")}
        keys = dict.fromkeys(info.key for info in listed(self._store, "runs/") if info.key.endswith(".json"))
        unlisted = sorted(set(named) - known - set(keys))
        taken = 0
        for key in (*keys, *unlisted):
            if key in known:
                continue
            try:
                data = self._store.get(key)
                manifest = RunManifest.from_bytes(data, key)
            except (ObjectDamaged, ObjectMissing) as error:
                if isinstance(error, ObjectMissing) and key in keys:
                    raise
                run = key.rpartition("/")[2].removesuffix(".json")
                self._db().execute("INSERT OR REPLACE INTO faults VALUES (?, ?, ?)", [run, key, str(error)])
                continue
            if key in unlisted:
                _log.warning("%s: the store's listing leaves this run out; a snapshot names it", key)
            self.take_in(self._read_run(manifest, data, Put()))
            progress(manifest)
            taken += 1
        self._caught_up = True
        return taken

    def ingest(self, manifest: RunManifest, put: Put | None = None) -> None:
        """Takes in a run that is committed; what `put` tells is not read again. Nothing happens if it is in already."""
        if not self._knows(self._db(), manifest.run):
            self.take_in(self._read_run(manifest, self._store.get(manifest.key), put or Put()))

    def take_in(self, intake: Intake) -> None:
        """Takes in a run: captures are staged beside the catalogue, then all of it goes in in one transaction.

        Nothing happens if the run is in the catalogue already.
        """
        connection = self._db()
        try:
            stage(connection, intake.captures)
            connection.execute("BEGIN IMMEDIATE")
            if not self._knows(connection, intake.manifest.run):
                insert(connection, intake)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        finally:
            connection.execute("DROP TABLE IF EXISTS temp.staged")

    def rebuild(
        self, progress: Callable[[RunManifest], None] = lambda manifest: None, *, named: Iterable[str] = ()
    ) -> Totals:
        """Makes everything anew from the stored objects, beside the old catalogue, then changes them in one transaction.

        `named`: as `catch_up` takes it. An old one that is damaged is thrown away first.
        """
        self._discard_if_damaged()
        beside = self.path.with_name(f"{self.path.name}.rebuilding-{threading.get_native_id()}")
        beside.unlink(missing_ok=True)
        anew = Catalogue(self._store, beside)
        try:
            anew.catch_up(progress, named=named)
            anew.close()
            self._replace_by(beside)
        finally:
            anew.close()
            for suffix in ("", "-wal", "-shm"):
                beside.with_name(beside.name + suffix).unlink(missing_ok=True)
        self.catch_up()
        return self.totals()

    def close(self) -> None:
        super().close()
        self._caught_up = False

    def contents(self) -> dict[str, list[tuple[Any, ...]]]:
        """All that is in the catalogue, table by table in an order of its own: to compare two of them."""
        connection = self._ready()
        queries = {table: f"SELECT * FROM {table}" for table in _TABLES}
        columns = "key, jurisdiction, run, sha256, bytes, records, captures"
        queries["segments"] = f"SELECT {columns} FROM segments"
        queries["captures"] = "SELECT segments.key, captures.* FROM captures JOIN segments ON segments.id = segment_id"
        found = {table: connection.execute(query).fetchall() for table, query in queries.items()}
        found["captures"] = [(key, record_id, *rest) for key, record_id, _, *rest in found["captures"]]
        return {table: sorted(rows, key=repr) for table, rows in found.items()}

    def _ready(self) -> sqlite3.Connection:
        """This thread's connection, after the catalogue has caught up with the archive once."""
        if not self._caught_up:
            self.catch_up()
        return self._db()

    def _knows(self, connection: sqlite3.Connection, run: str) -> bool:
        return connection.execute("SELECT 1 FROM runs WHERE run = ?", [run]).fetchone() is not None

    def _read_run(self, manifest: RunManifest, data: bytes, put: Put) -> Intake:
        """Reads what a run put; its segments are read when they are taken in."""
        intake = Intake(manifest, data)
        for entry in manifest.reports:
            try:
                known = put.parses.get(entry.key)
                intake.parses.append(known or read_parse(entry, self._store.get(entry.key), manifest.run))
            except (ObjectMissing, ObjectDamaged) as error:
                intake.faults[entry.key] = str(error)
        intake.captures = self._read_segments(intake, put)
        return intake

    def _read_segments(self, intake: Intake, put: Put) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
        for segment in intake.manifest.segments:
            try:
                known = put.captures.get(segment.key, [])
                yield segment.key, known if len(known) == segment.captures else read_segment(self._store, segment)
            except (ObjectMissing, ObjectDamaged, DamagedRecord) as error:
                intake.faults[segment.key] = str(error)

    def _discard_if_damaged(self) -> None:
        """What is derived is not worth being repaired."""
        try:
            connection = self._db()
            tables = {name for (name,) in connection.execute("SELECT name FROM main.sqlite_schema")}
            if set(_TABLES) <= tables and connection.execute("PRAGMA main.quick_check(1)").fetchone() == ("ok",):
                return
        except (StorageError, sqlite3.DatabaseError) as error:
            cause = error.__cause__ if isinstance(error, StorageError) else error
            if type(cause) is not sqlite3.DatabaseError:  # locked, no rights, no space: it may be whole
                raise
        _log.warning("the catalogue %s is damaged, and begun anew", self.path)
        self.close()
        for suffix in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    def _replace_by(self, beside: Path) -> None:
        connection = self._db()
        connection.execute("ATTACH ? AS anew", [str(beside)])
        try:
            connection.execute("BEGIN IMMEDIATE")
            for table in reversed(_TABLES):
                connection.execute(f"DELETE FROM {table}")
            for table in _TABLES:
                connection.execute(f"INSERT INTO {table} SELECT * FROM anew.{table}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        finally:
            connection.execute("DETACH anew")
