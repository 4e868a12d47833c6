"""The catalogue (目录): where everything lies, in SQLite, derived from the stored objects alone.

    runs/... manifests -> runs, visits, coverage        segments -> captures        reports/... -> parses

Its tables are `data/catalogue.sql`. It lies in STATE_DIR and may be deleted: on its first use after opening it takes in every
run that the archive has and it lacks. A run is taken in whole or not at all, in one transaction, and twice does no harm,
so that any number of processes may use one catalogue (WAL, and they wait for each other). What cannot be read of an object
that a manifest names is kept as a fault and never passed over in silence.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import astuple, dataclass, field, fields
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from storage.capture import RecordRef, SourceKind
from storage.errors import DamagedRecord, ObjectDamaged, ObjectMissing, StorageError
from storage.objects import ObjectStore
from storage.report import Level, ParsedReport
from storage.runs import CoverageState, Finding, Outcome, ReportEntry, RunManifest, SegmentEntry
from storage.selection import Candidate
from storage.trees import Counts, LeafRef, leaf_ref, leaves, sha256_of
from storage.warc import StoredCapture, read_captures, warc_date

SCHEMA_VERSION = 3
"""Raised with every change of data/catalogue.sql: a catalogue of another version is made anew."""

# Imports and parsing again go to no portal: they say nothing of how it is.
_WENT = "run NOT IN (SELECT run FROM runs WHERE spider IN ('import', 'reparse'))"
_BUSY_SECONDS = 120
_STEP = 4 << 20
_TABLES = (
    "runs",
    "leaves",
    "visits",
    "findings",
    "coverage",
    "coverage_now",
    "segments",
    "captures",
    "verdicts",
    "parses",
    "faults",
)


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run, as `scrapy status` and the monitors look at it."""

    run: str
    spider: str
    started: str
    finished: str
    outcome: Outcome
    reasons: tuple[str, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class VisitRow:
    """How a run ended for one jurisdiction."""

    jurisdiction: str
    run: str
    finished: str
    outcome: Outcome
    reasons: tuple[str, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class FindingRow:
    """What a second look made of one document, in which run."""

    jurisdiction: str
    run: str
    finished: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Look:
    """What one run knew of one year."""

    jurisdiction: str
    year: int
    run: str
    finished: str
    state: CoverageState
    evidence: str


@dataclass(frozen=True, slots=True)
class CaptureRow:
    """A capture and where it lies: `offset` and `length` in bytes of its segment."""

    record_id: str
    jurisdiction: str
    run: str
    segment: str
    offset: int
    length: int
    url: str
    method: str
    fetched_at: str
    status: int
    media_type: str | None
    payload_sha256: str
    revisit_of: str | None
    truncated: str | None
    verdict: str | None
    rendered: bool
    etag: str | None
    last_modified: str | None
    role: str
    source_kind: SourceKind
    family: str | None
    portal_url: str
    parent: str | None
    anchor: str | None
    path: tuple[str, ...]

    def ref(self) -> RecordRef:
        return RecordRef(
            record_id=self.record_id,
            url=self.url,
            fetched_at=datetime.fromisoformat(self.fetched_at),
            status=self.status,
            payload_sha256=self.payload_sha256,
            jurisdiction=self.jurisdiction,
            run=self.run,
            segment=self.segment,
            offset=self.offset,
            revisit_of=self.revisit_of,
        )


@dataclass(frozen=True, slots=True)
class ParseRow:
    """A stored parse: what choosing and listing need of it."""

    key: str
    sha256: str
    bytes: int
    run: str
    report_id: str
    jurisdiction: str
    name: str
    level: Level
    province: str | None
    crawled: str | None
    year: int
    issuer_kind: str
    issuer: str
    form: str
    title: str | None
    published: str | None
    source_kind: SourceKind
    family: str | None
    url: str
    record_id: str
    fetched_at: str
    payload_sha256: str
    content_sha256: str
    figures_sha256: str
    parser_version: str
    parser_commit: str | None
    medium: str
    erratum: bool
    figures: int
    checks_failed: int

    def candidate(self) -> Candidate:
        return Candidate(
            key=self.key,
            report_id=self.report_id,
            jurisdiction=self.jurisdiction,
            crawled=self.crawled,
            kind=self.source_kind,
            url=self.url,
            record_id=self.record_id,
            fetched_at=self.fetched_at,
            payload_sha256=self.payload_sha256,
            content_sha256=self.content_sha256,
            parser_version=self.parser_version,
            parser_commit=self.parser_commit,
            run=self.run,
            medium=self.medium,
            erratum=self.erratum,
            published=self.published,
        )


@dataclass(frozen=True, slots=True)
class CoverageNow:
    """What is known of a jurisdiction's own report for a year: `found` also when any run ever archived one."""

    jurisdiction: str
    year: int
    state: CoverageState
    evidence: str
    run: str | None
    checked_at: str | None


@dataclass(frozen=True, slots=True)
class Fault:
    """An object that a manifest names and that could not be read."""

    run: str
    key: str
    message: str


@dataclass(frozen=True, slots=True)
class Totals:
    """How much the catalogue holds."""

    runs: int
    jurisdictions: int
    captures: int
    parses: int
    faults: int


@dataclass(frozen=True, slots=True)
class Put:
    """What a run's writer still knows of what it put, by key: the rows of `captures` of a segment, and parses."""

    captures: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    parses: dict[str, ParseRow] = field(default_factory=dict)


@dataclass(slots=True)
class Intake:
    """All that a run put: its manifest, the rows of `captures` segment by segment, parses, and what could not be read.

    `data` are the manifest's bytes as stored. `captures` may be read only while they are taken in: a run can be large.
    """

    manifest: RunManifest
    data: bytes
    captures: Iterable[tuple[str, list[tuple[Any, ...]]]] = ()
    parses: list[ParseRow] = field(default_factory=list)
    faults: dict[str, str] = field(default_factory=dict)


class Catalogue:
    """The catalogue of the archive in a store, at a path outside it. Every method may be called from any thread."""

    def __init__(self, store: ObjectStore, path: Path) -> None:
        self.path = path
        self._store = store
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._caught_up = False

    # Taking in

    def catch_up(self, progress: Callable[[RunManifest], None] = lambda manifest: None) -> int:
        """Takes in the runs that the archive has and the catalogue lacks; returns how many. Raises StoreError."""
        known = {row[0] for row in self._db().execute("SELECT key FROM runs")}
        taken = 0
        for info in self._store.list("runs/"):
            if info.key in known or not info.key.endswith(".json"):
                continue
            data = self._store.get(info.key)
            try:
                manifest = RunManifest.from_bytes(data, info.key)
            except ObjectDamaged as error:
                run = info.key.rpartition("/")[2].removesuffix(".json")
                self._db().execute("INSERT OR REPLACE INTO faults VALUES (?, ?, ?)", [run, info.key, str(error)])
                continue
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
            _stage(connection, intake.captures)
            connection.execute("BEGIN IMMEDIATE")
            if not self._knows(connection, intake.manifest.run):
                _insert(connection, intake)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        finally:
            connection.execute("DROP TABLE IF EXISTS temp.staged")

    def rebuild(self, progress: Callable[[RunManifest], None] = lambda manifest: None) -> Totals:
        """Makes everything anew from the stored objects, beside the old catalogue, then changes them in one transaction."""
        beside = self.path.with_name(f"{self.path.name}.rebuilding-{threading.get_native_id()}")
        beside.unlink(missing_ok=True)
        anew = Catalogue(self._store, beside)
        try:
            anew.catch_up(progress)
            anew.close()
            self._replace_by(beside)
        finally:
            anew.close()
            for suffix in ("", "-wal", "-shm"):
                beside.with_name(beside.name + suffix).unlink(missing_ok=True)
        self.catch_up()
        return self.totals()

    def close(self) -> None:
        """Closes every thread's connection; the catalogue may be used again."""
        with self._lock:
            connections, self._connections = self._connections, []
            self._local = threading.local()
            self._caught_up = False
        for connection in connections:
            connection.close()

    # Reading

    @contextmanager
    def consistent(self) -> Iterator[None]:
        """What this thread reads inside belongs to one moment, whatever others take in meanwhile."""
        connection = self._ready()
        connection.execute("BEGIN")
        try:
            yield
        finally:
            connection.execute("ROLLBACK")

    def totals(self) -> Totals:
        row = self._ready().execute(
            "SELECT (SELECT count(*) FROM runs), (SELECT count(DISTINCT jurisdiction) FROM leaves),"
            " (SELECT coalesce(sum(captures), 0) FROM segments), (SELECT count(*) FROM parses),"
            " (SELECT count(*) FROM faults)"
        )
        return Totals(*row.fetchone())

    def faults(self) -> list[Fault]:
        return [Fault(*row) for row in self._ready().execute("SELECT run, key, message FROM faults ORDER BY 1, 2")]

    def runs(self) -> Iterator[RunRow]:
        """Every run, in the order of their names, which begin with the time."""
        query = "SELECT run, spider, started, finished, outcome, reasons, counts FROM runs ORDER BY run"
        for run, spider, started, finished, outcome, reasons, counts in self._ready().execute(query):
            told = tuple(json.loads(reasons)), json.loads(counts)
            yield RunRow(run, spider, started, finished, outcome, *told)

    def visits(self, jurisdictions: Collection[str] | None = None) -> Iterator[VisitRow]:
        """How runs ended for each jurisdiction that they went to, by jurisdiction and run."""
        where, values = _among("jurisdiction", jurisdictions)
        where = f"{where} {'AND' if where else 'WHERE'} {_WENT}"
        query = f"SELECT jurisdiction, run, finished, outcome, reasons, counts FROM visits{where} ORDER BY jurisdiction, run"
        for jurisdiction, run, finished, outcome, reasons, counts in self._ready().execute(query, values):
            yield VisitRow(jurisdiction, run, finished, outcome, tuple(json.loads(reasons)), json.loads(counts))

    def findings(self, jurisdictions: Collection[str] | None = None, run: str | None = None) -> list[FindingRow]:
        """What second looks made of documents, by jurisdiction and run."""
        where, values = _among("jurisdiction", jurisdictions)
        if run is not None:
            where, values = f"{where} {'AND' if where else 'WHERE'} run = ?", [*values, run]
        query = (
            "SELECT jurisdiction, run, finished, verdict, report_id, url, details, looks, before"
            f" FROM findings {where} ORDER BY jurisdiction, run, number"
        )
        found = []
        for code, name, finished, verdict, report_id, url, details, looks, before in self._ready().execute(
            query, values
        ):
            finding = Finding(
                verdict=verdict,
                report_id=report_id,
                url=url,
                details=tuple(json.loads(details)),
                looks=looks,
                before=before,
            )
            found.append(FindingRow(code, name, finished, finding))
        return found

    def looks(self, jurisdictions: Collection[str] | None = None) -> Iterator[Look]:
        """What each run knew of each year, by jurisdiction, run and year."""
        where, values = _among("jurisdiction", jurisdictions)
        columns = "jurisdiction, year, run, finished, state, evidence"
        query = f"SELECT {columns} FROM coverage{where} ORDER BY jurisdiction, run, year"
        for row in self._ready().execute(query, values):
            yield Look(*row)

    def endings(self) -> dict[str, list[tuple[str, Outcome]]]:
        """When each run ended that went to a jurisdiction, and how, the earliest first."""
        found: dict[str, list[tuple[str, Outcome]]] = {}
        query = f"SELECT jurisdiction, finished, outcome FROM visits WHERE {_WENT} ORDER BY jurisdiction, finished, run"
        for code, finished, outcome in self._ready().execute(query):
            found.setdefault(code, []).append((finished, outcome))
        return found

    def last_looks(self, year: int) -> dict[str, str]:
        """When the last run ended, of those that did not fail, that looked for a year, by jurisdiction."""
        query = (
            "SELECT jurisdiction, max(coverage.finished) FROM coverage JOIN visits USING (jurisdiction, run)"
            " WHERE year = ? AND outcome != 'failed' GROUP BY jurisdiction"
        )
        return dict(self._ready().execute(query, [year]))

    def captures(self, jurisdictions: Collection[str] | None = None) -> Iterator[CaptureRow]:
        """Captures by jurisdiction, run and place in the segment."""
        where, values = _among("segments.jurisdiction", jurisdictions)
        order = " ORDER BY segments.jurisdiction, segments.run, segments.key, captures.offset"
        return self._captures(where + order, values)

    def captures_of(self, url: str) -> Iterator[CaptureRow]:
        """Every capture of an address, the earliest first."""
        return self._captures(" WHERE url = ? ORDER BY fetched_at, record_id", [url])

    def capture(self, record_id: str) -> CaptureRow | None:
        return next(self._captures(" WHERE record_id = ?", [record_id]), None)

    def record(self, record_id: str) -> RecordRef | None:
        """Where a capture lies, None if no committed run holds it."""
        row = self.capture(record_id)
        return row.ref() if row is not None else None

    def latest(self, url: str) -> RecordRef | None:
        """The latest whole, successful GET of an address: what a conditional request or a revisit can refer to."""
        row = self.latest_capture(url)
        return row.ref() if row is not None else None

    def latest_capture(self, url: str) -> CaptureRow | None:
        """As `latest`, with the validators (ETag, Last-Modified) and the rest of the row."""
        condition = " WHERE url = ? AND method = 'GET' AND truncated IS NULL"
        succeeded = " AND (status BETWEEN 200 AND 299 OR status = 304) ORDER BY fetched_at DESC, record_id DESC LIMIT 1"
        return next(self._captures(condition + succeeded, [url]), None)

    def jurisdictions(self) -> list[str]:
        """The codes of all jurisdictions that a report was read of, in order."""
        return [row[0] for row in self._ready().execute("SELECT DISTINCT jurisdiction FROM parses ORDER BY 1")]

    def reports(self, jurisdiction: str) -> list[ParseRow]:
        """Every parse of every capture in which a report of this jurisdiction was ever read, by key.

        A capture that another parser version gave to another jurisdiction comes with that parse too, so that
        `selection.choose` sees all it must see.
        """
        names = ", ".join(f"parses.{column.name}" for column in fields(ParseRow))
        query = (
            f"SELECT {names}, segments.jurisdiction FROM parses"
            " LEFT JOIN captures USING (record_id) LEFT JOIN segments ON segments.id = captures.segment_id"
            " WHERE parses.record_id IN (SELECT record_id FROM parses WHERE jurisdiction = ?) ORDER BY parses.key"
        )
        return [_parse_row(row) for row in self._ready().execute(query, [jurisdiction])]

    def parse_keys(self) -> Iterator[tuple[str, str]]:
        """(jurisdiction, key) of every parse that `reports` would give of it, in that order: to see what changed."""
        query = (
            "SELECT DISTINCT mine.jurisdiction, others.key FROM parses AS mine JOIN parses AS others USING (record_id)"
            " ORDER BY mine.jurisdiction, others.key"
        )
        yield from self._ready().execute(query)

    def last_runs(self) -> dict[str, str]:
        """The last run that put anything for each jurisdiction."""
        return dict(self._ready().execute("SELECT jurisdiction, max(run) FROM leaves GROUP BY jurisdiction"))

    def coverage(self, jurisdictions: Collection[str] | None = None) -> list[CoverageNow]:
        """One row a jurisdiction and year of which anything is known, in that order, with the evidence."""
        where, values = _among("jurisdiction", jurisdictions)
        query = (
            "SELECT jurisdiction, year, state, evidence, run, coverage.finished"
            f" FROM coverage_now JOIN coverage USING (jurisdiction, year, run, state){where}"
        )
        told = {(row[0], row[1]): row for row in self._ready().execute(query, values)}
        return [
            CoverageNow(code, year, state, *(told[code, year][3:] if (code, year) in told else ("", None, None)))
            for code, year, state in self.coverage_states(jurisdictions)
        ]

    def coverage_states(self, jurisdictions: Collection[str] | None = None) -> list[tuple[str, int, CoverageState]]:
        """The same in short, quick enough for a map of all places and years: (jurisdiction, year, state)."""
        where, values = _among("jurisdiction", jurisdictions)
        state = "iif(archived, 'found', state)"
        query = f"SELECT jurisdiction, year, {state} FROM coverage_now{where} ORDER BY jurisdiction, year"
        return self._ready().execute(query, values).fetchall()

    def leaf_refs(self, jurisdiction: str | None = None) -> list[LeafRef]:
        """The leaves of all committed runs, of one jurisdiction or of all."""
        where, values = _among("jurisdiction", None if jurisdiction is None else [jurisdiction])
        query = f"SELECT jurisdiction, run, sha256, counts FROM leaves{where}"
        rows = self._ready().execute(query, values)
        return [LeafRef(code, run, sha256, Counts.model_validate_json(counts)) for code, run, sha256, counts in rows]

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

    # Inside

    def _ready(self) -> sqlite3.Connection:
        """This thread's connection, after the catalogue has caught up with the archive once."""
        if not self._caught_up:
            self.catch_up()
        return self._db()

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

    def _knows(self, connection: sqlite3.Connection, run: str) -> bool:
        return connection.execute("SELECT 1 FROM runs WHERE run = ?", [run]).fetchone() is not None

    def _read_run(self, manifest: RunManifest, data: bytes, put: Put) -> Intake:
        """Reads what a run put; its segments are read when they are taken in."""
        intake = Intake(manifest, data)
        for entry in manifest.reports:
            try:
                known = put.parses.get(entry.key)
                intake.parses.append(known or _read_parse(entry, self._store.get(entry.key), manifest.run))
            except (ObjectMissing, ObjectDamaged) as error:
                intake.faults[entry.key] = str(error)
        intake.captures = self._read_segments(intake, put)
        return intake

    def _read_segments(self, intake: Intake, put: Put) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
        for segment in intake.manifest.segments:
            try:
                known = put.captures.get(segment.key, [])
                yield segment.key, known if len(known) == segment.captures else self._read_segment(segment)
            except (ObjectMissing, ObjectDamaged, DamagedRecord) as error:
                intake.faults[segment.key] = str(error)

    def _read_segment(self, segment: SegmentEntry) -> list[tuple[Any, ...]]:
        """The captures of a segment as rows; its SHA-256 and counts must be the manifest's."""
        digest = hashlib.sha256()
        position = 0

        def more() -> bytes:
            nonlocal position
            data = self._store.read(segment.key, position, _STEP) if position < segment.bytes else b""
            position += len(data)
            digest.update(data)
            return data

        rows = [capture_values(stored) for stored in read_captures(more)]
        if digest.hexdigest() != segment.sha256 or len(rows) != segment.captures:
            raise ObjectDamaged(f"{segment.key} is not what its run's manifest says (SHA-256, or number of captures)")
        return rows

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

    def _captures(self, rest: str, values: Iterable[Any]) -> Iterator[CaptureRow]:
        places = {
            "jurisdiction": "segments.jurisdiction",
            "run": "segments.run",
            "segment": "segments.key",
            "verdict": "verdicts.verdict",
        }
        names = ", ".join(places.get(column.name, f"captures.{column.name}") for column in fields(CaptureRow))
        joined = "captures JOIN segments ON segments.id = captures.segment_id LEFT JOIN verdicts USING (record_id)"
        query = f"SELECT {names} FROM {joined}{rest}"
        for row in self._ready().execute(query, list(values)):
            values_by_name = dict(zip((column.name for column in fields(CaptureRow)), row, strict=True))
            values_by_name["rendered"] = bool(values_by_name["rendered"])
            values_by_name["path"] = tuple(json.loads(values_by_name["path"]))
            yield CaptureRow(**values_by_name)


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


def _insert(connection: sqlite3.Connection, intake: Intake) -> None:
    manifest, run = intake.manifest, intake.manifest.run
    finished = warc_date(manifest.finished)
    _insert_rows(
        connection,
        "runs",
        [
            (
                run,
                manifest.key,
                sha256_of(intake.data),
                len(intake.data),
                manifest.spider,
                warc_date(manifest.started),
                finished,
                manifest.outcome,
                _json(manifest.reasons),
                _json(manifest.counts),
                manifest.code.version,
                manifest.code.commit,
            )
        ],
    )
    refs = [leaf_ref(leaf) for leaf in leaves(manifest, intake.data)]
    rows = [(ref.jurisdiction, ref.run, ref.sha256, _json(ref.counts.model_dump())) for ref in refs]
    _insert_rows(connection, "leaves", rows)
    told = manifest.jurisdictions.items()
    visits = [(code, run, finished, each.outcome, _json(each.reasons), _json(each.counts)) for code, each in told]
    coverage = [
        (code, row.year, run, finished, row.state, row.evidence) for code, each in told for row in each.coverage
    ]
    findings = [
        (code, run, finished, number, one.verdict, one.report_id, one.url, _json(one.details), one.looks, one.before)
        for code, each in told
        for number, one in enumerate(each.findings)
    ]
    _insert_rows(connection, "visits", visits)
    _insert_rows(connection, "findings", findings)
    _insert_rows(connection, "coverage", coverage)
    connection.executemany(
        "INSERT INTO coverage_now (jurisdiction, year, run, finished, state) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE"
        " SET run = excluded.run, finished = excluded.finished, state = excluded.state"
        " WHERE (excluded.state != 'unknown', excluded.finished, excluded.run) > (state != 'unknown', finished, run)",
        [row[:-1] for row in coverage],
    )
    connection.executemany(
        "INSERT INTO coverage_now (jurisdiction, year, archived) VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET archived = 1",
        [(each.jurisdiction, each.year) for each in intake.parses if each.issuer_kind == "government"],
    )
    segments = [
        (None, each.key, each.jurisdiction, run, each.sha256, each.bytes, each.records, each.captures)
        for each in manifest.segments
    ]
    _insert_rows(connection, "segments", segments)
    for key in _insert_staged(connection):
        intake.faults[key] = f"{key} holds captures that another segment holds too"
    verdicts = [(f"urn:uuid:{name}", verdict) for verdict, names in manifest.verdicts.items() for name in names]
    _insert_rows(connection, "verdicts", verdicts, how="OR IGNORE")
    _insert_rows(
        connection,
        "parses",
        [astuple(parse) for parse in intake.parses],
        then="ON CONFLICT DO UPDATE SET run = min(run, excluded.run)",
    )
    connection.execute("DELETE FROM faults WHERE run = ?", [run])
    _insert_rows(connection, "faults", [(run, key, message) for key, message in intake.faults.items()])


def _stage(connection: sqlite3.Connection, captures: Iterable[tuple[str, list[tuple[Any, ...]]]]) -> None:
    """Puts rows of `captures` into a table of this connection alone, on disk where they are many."""
    connection.execute("CREATE TEMP TABLE staged AS SELECT '' AS segment, * FROM captures LIMIT 0")
    for segment, rows in captures:
        connection.execute("SAVEPOINT staging")
        _insert_rows(connection, "temp.staged", [(segment, row[0], None, *row[1:]) for row in rows])
        connection.execute("RELEASE staging")


def _insert_staged(connection: sqlite3.Connection) -> list[str]:
    """Moves the staged captures into the catalogue; returns the segments that have captures that were there already."""
    columns = [row[1] for row in connection.execute("PRAGMA table_info(captures)")]
    values = ", ".join("segments.id" if column == "segment_id" else f"staged.{column}" for column in columns)
    among = "FROM temp.staged JOIN segments ON segments.key = staged.segment"
    query = f"SELECT DISTINCT segments.key {among} JOIN captures USING (record_id) ORDER BY 1"
    twice = [row[0] for row in connection.execute(query)]
    connection.execute(f"INSERT OR IGNORE INTO captures SELECT {values} {among}")
    return twice


def _insert_rows(
    connection: sqlite3.Connection, table: str, rows: list[tuple[Any, ...]], how: str = "", then: str = ""
) -> int:
    """Inserts rows; returns how many were new."""
    if not rows:
        return 0
    places = ", ".join("?" * len(rows[0]))
    return connection.executemany(f"INSERT {how} INTO {table} VALUES ({places}) {then}", rows).rowcount


def capture_values(stored: StoredCapture) -> tuple[Any, ...]:
    """A row of `captures` but for its segment, which stands second there."""
    capture, facts = stored.capture, stored.capture.facts
    headers = {name.lower(): value for name, value in reversed(capture.headers)}
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    return (
        capture.record_id,
        stored.offset,
        stored.length,
        capture.url,
        capture.request_method,
        warc_date(capture.fetched_at),
        capture.status,
        media_type or None,
        stored.payload_sha256,
        stored.original.record_id if stored.original else None,
        capture.truncated,
        capture.rendered_dom is not None,
        headers.get("etag"),
        headers.get("last-modified"),
        facts.role,
        facts.source_kind,
        facts.family,
        facts.portal_url,
        facts.parent,
        facts.anchor,
        _json(facts.path),
    )


def _read_parse(entry: ReportEntry, data: bytes, run: str) -> ParseRow:
    """A row of `parses` from a stored parse; ObjectDamaged if it is not what the manifest says."""
    if sha256_of(data) != entry.sha256:
        raise ObjectDamaged(f"{entry.key} does not have the SHA-256 that its run's manifest says")
    try:
        parsed = ParsedReport.model_validate_json(data)
    except ValueError as error:
        raise ObjectDamaged(f"{entry.key} is no parsed report: {' '.join(str(error).split())[:200]}") from error
    return parse_row(entry, parsed, run)


def parse_row(entry: ReportEntry, parsed: ParsedReport, run: str) -> ParseRow:
    """A row of `parses`, of a parse that a run put."""
    report, reading = parsed.report, parsed.reading
    return ParseRow(
        key=entry.key,
        sha256=entry.sha256,
        bytes=entry.bytes,
        run=run,
        report_id=report.report_id,
        jurisdiction=report.jurisdiction.code,
        name=report.jurisdiction.name,
        level=report.jurisdiction.level,
        province=report.jurisdiction.province,
        crawled=report.capture.segment.split("/")[1] if report.capture.segment else None,
        year=report.year,
        issuer_kind=report.issuer.kind,
        issuer=report.issuer.name,
        form=report.form,
        title=report.title,
        published=report.published,
        source_kind=report.source.kind,
        family=report.source.portal_family,
        url=report.source.url,
        record_id=report.capture.record_id,
        fetched_at=report.capture.fetched_at,
        payload_sha256=report.capture.payload_sha256,
        content_sha256=reading.content_sha256,
        figures_sha256=reading.figures_sha256,
        parser_version=report.parser.version,
        parser_commit=report.parser.commit,
        medium=reading.medium,
        erratum=reading.erratum,
        figures=len(report.indicators),
        checks_failed=sum(check.status == "fails" for check in report.checks),
    )


def _parse_row(row: tuple[Any, ...]) -> ParseRow:
    """A row as read, with the jurisdiction whose segment holds the capture in place of what the parse says of it."""
    *columns, segment_of = row
    values = dict(zip((column.name for column in fields(ParseRow)), columns, strict=True))
    return ParseRow(**{**values, "crawled": segment_of or values["crawled"], "erratum": bool(values["erratum"])})


def _among(column: str, wanted: Collection[str] | None) -> tuple[str, list[str]]:
    """A WHERE clause for a column's allowed values, None for all."""
    if wanted is None:
        return "", []
    return f" WHERE {column} IN ({', '.join('?' * len(wanted))})", sorted(wanted)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
