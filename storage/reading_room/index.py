"""The index (索引): what the reading room's pages ask, answered from a derived SQLite database in STATE_DIR.

Its tables are data/index.sql; building.py fills them. Reading goes through one read-only connection a thread. It may be
deleted: it is made anew from the catalogue and the stored reports.
"""

from __future__ import annotations

import sqlite3
import threading
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from importlib.resources import files
from pathlib import Path
from typing import Any, Generic, TypeVar

from storage.errors import StorageError

SCHEMA_VERSION = 1
COUNTED = 1000
"""Hits are counted up to here: "more than 1000" is as much as anyone reads."""

_CACHE_KIB = 4096
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report as lists show it."""

    id: int
    report_id: str
    key: str
    jurisdiction: str
    name: str
    level: str
    province: str | None
    year: int
    issuer_kind: str
    issuer: str
    form: str
    title: str | None
    published: str | None
    source_kind: str
    url: str
    record_id: str
    fetched_at: str
    payload_sha256: str
    medium: str
    versions: int
    revised: int
    gone: int
    figures: int
    doubts: int
    checks: int
    failing: int
    characters: int


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure with the report it stands in."""

    value: int | float | None
    raw: str
    doubt: str | None
    rules: tuple[str, ...]
    report: ReportLine


@dataclass(frozen=True, slots=True)
class Series:
    """A figure's name."""

    code: str
    applicant: str = "all"
    period: str = "year"

    def __str__(self) -> str:
        return f"{self.code}@{self.applicant}@{self.period}"


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found, its text whole."""

    section: str
    heading: str
    text: str
    report: ReportLine


@dataclass(frozen=True, slots=True)
class Filter:
    """Which reports: None is no condition. `place` is the beginning of a code: 51, 5105, 510521."""

    place: str | None = None
    level: str | None = None
    first: int | None = None
    last: int | None = None
    form: str | None = None
    issuer_kind: str | None = None
    issuer: str | None = None
    doubtful: str | None = None


@dataclass(frozen=True, slots=True)
class Part(Generic[_T]):
    """A page of a list. `total` is None where there are more than were counted."""

    rows: Sequence[_T]
    total: int | None


_LINE = ", ".join(f"reports.{column.name}" for column in fields(ReportLine))


class Index:
    """The index of one archive. Every method may be called from any thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._lock = threading.Lock()
        self._connections: list[sqlite3.Connection] = []
        writer(path).close()  # the tables are there from now on

    def close(self) -> None:
        with self._lock:
            connections, self._connections = self._connections, []
            self._local = threading.local()
        for connection in connections:
            connection.close()

    # Reports

    def report(self, report_id: str) -> ReportLine | None:
        rows = self._lines("WHERE report_id = ?", [report_id])
        return rows[0] if rows else None

    def reports(self, wanted: Filter, *, offset: int = 0, limit: int = 100) -> Part[ReportLine]:
        """Reports by jurisdiction, year and issuer, the government's own first."""
        where, values = _where(wanted)
        order = " ORDER BY jurisdiction, year, issuer_kind = 'government' DESC, issuer LIMIT ? OFFSET ?"
        total = self._db().execute(f"SELECT count(*) FROM reports{where}", values).fetchone()[0]
        return Part(self._lines(where + order, [*values, limit, offset]), total)

    def reports_of(self, jurisdiction: str) -> list[ReportLine]:
        return self._lines(
            "WHERE jurisdiction = ? ORDER BY year DESC, issuer_kind = 'government' DESC, issuer", [jurisdiction]
        )

    def report_of_record(self, record_id: str) -> ReportLine | None:
        rows = self._lines("WHERE record_id = ?", [record_id])
        return rows[0] if rows else None

    def governments(self) -> list[tuple[str, int, str | None, str, int, int, int]]:
        """Every government's own report in short: jurisdiction, year, published, source kind, revised, gone, failing."""
        query = (
            "SELECT jurisdiction, year, published, source_kind, revised, gone, failing FROM reports"
            " WHERE issuer_kind = 'government'"
        )
        return self._db().execute(query).fetchall()

    def count(self) -> tuple[int, int, int]:
        """Reports, jurisdictions, and figures with a value."""
        query = "SELECT count(*), count(DISTINCT jurisdiction), coalesce(sum(figures), 0) FROM reports"
        row: tuple[int, int, int] = self._db().execute(query).fetchone()
        return row

    def years(self) -> list[int]:
        return [row[0] for row in self._db().execute("SELECT DISTINCT year FROM reports ORDER BY year")]

    # Figures

    def series_of(self, code: str) -> list[Series]:
        """The columns and periods in which a code was ever found."""
        query = "SELECT code, applicant, period FROM series WHERE code = ? ORDER BY id"
        return [Series(*row) for row in self._db().execute(query, [code])]

    def figures(
        self, series: Series, wanted: Filter, *, places: Sequence[str] | None = None, limit: int = 100_000
    ) -> list[FigureLine]:
        """One figure over places and years, by jurisdiction and year."""
        where, values = _where(wanted)
        among = ""
        if places is not None:
            among = f" AND figures.jurisdiction IN ({', '.join('?' * len(places))})"
            values = [*values, *places]
        query = (
            f"SELECT figures.value, figures.raw, figures.doubt, figures.rules, {_LINE} FROM figures"
            f" JOIN reports ON reports.id = figures.report{where or ' WHERE 1'}{among}"
            " AND figures.series = (SELECT id FROM series WHERE code = ? AND applicant = ? AND period = ?)"
            " ORDER BY figures.jurisdiction, figures.year, reports.issuer LIMIT ?"
        )
        asked = [*values, series.code, series.applicant, series.period, limit]
        return [_figure(row) for row in self._db().execute(query, asked)]

    def ranking(
        self, series: Series, wanted: Filter, year: int, *, descending: bool, offset: int, limit: int
    ) -> list[FigureLine]:
        """One figure in one year, the largest or smallest first; what was withheld is left out."""
        where, values = _where(wanted)
        order = "DESC" if descending else "ASC"
        query = (
            f"SELECT figures.value, figures.raw, figures.doubt, figures.rules, {_LINE} FROM figures"
            f" JOIN reports ON reports.id = figures.report{where or ' WHERE 1'} AND figures.year = ?"
            " AND figures.series = (SELECT id FROM series WHERE code = ? AND applicant = ? AND period = ?)"
            f" AND figures.value IS NOT NULL ORDER BY figures.value {order}, figures.jurisdiction LIMIT ? OFFSET ?"
        )
        asked = [*values, year, series.code, series.applicant, series.period, limit, offset]
        return [_figure(row) for row in self._db().execute(query, asked)]

    def places_with(self, series: Series, wanted: Filter, *, offset: int, limit: int) -> Part[str]:
        """The jurisdictions in which a figure is found, in order."""
        where, values = _where(wanted)
        found = (
            f" FROM figures JOIN reports ON reports.id = figures.report{where or ' WHERE 1'}"
            " AND figures.series = (SELECT id FROM series WHERE code = ? AND applicant = ? AND period = ?)"
        )
        asked = [*values, series.code, series.applicant, series.period]
        total = self._db().execute(f"SELECT count(DISTINCT figures.jurisdiction){found}", asked).fetchone()[0]
        query = f"SELECT DISTINCT figures.jurisdiction{found} ORDER BY figures.jurisdiction LIMIT ? OFFSET ?"
        return Part([row[0] for row in self._db().execute(query, [*asked, limit, offset])], total)

    # Search

    def search(self, expression: str, facets: Iterable[str], *, offset: int, limit: int) -> Part[Hit]:
        """Passages that hold every word, the newest years first. `expression` is made by bigrams.question."""
        match = f"{{body}} : ({expression})" + "".join(f' AND {{facets}} : "{facet}"' for facet in facets)
        db = self._db()
        found = db.execute(
            "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?", [match, COUNTED + 1]
        ).fetchall()
        rows = []
        for (rowid,) in found[offset : offset + limit]:
            row = db.execute(
                f"SELECT passages.section, passages.heading, passages.text, {_LINE} FROM passages"
                " JOIN reports ON reports.id = passages.report WHERE passages.id = ?",
                [rowid],
            ).fetchone()
            if row is not None:  # the index moved on between the two questions
                rows.append(Hit(row[0], row[1], zlib.decompress(row[2]).decode(), ReportLine(*row[3:])))
        return Part(rows, len(found) if len(found) <= COUNTED else None)

    # Quality

    def verdicts(self) -> list[tuple[str, str, str, int, int]]:
        """Rule, status, cause, how many checks, in how many reports."""
        query = "SELECT rule, status, cause, sum(times), count(*) FROM checks GROUP BY rule, status, cause"
        return self._db().execute(query).fetchall()

    def by_form(self) -> list[tuple[str, int, int, int, int, int]]:
        """Form, reports, figures, doubts, reports with failing checks, reports without any figure."""
        query = (
            "SELECT form, count(*), sum(figures), sum(doubts), sum(failing > 0), sum(figures = 0) FROM reports"
            " GROUP BY form ORDER BY form"
        )
        return self._db().execute(query).fetchall()

    def failing(self, rule: str | None, *, offset: int, limit: int) -> Part[ReportLine]:
        """Reports in which a rule fails, or any."""
        if rule is None:
            total = self._db().execute("SELECT count(*) FROM reports WHERE failing > 0").fetchone()[0]
            rest = "WHERE failing > 0 ORDER BY failing DESC, report_id LIMIT ? OFFSET ?"
            return Part(self._lines(rest, [limit, offset]), total)
        inside = "(SELECT report FROM checks WHERE rule = ? AND status = 'fails')"
        total = self._db().execute(f"SELECT count(*) FROM reports WHERE id IN {inside}", [rule]).fetchone()[0]
        rest = f"WHERE id IN {inside} ORDER BY year DESC, report_id LIMIT ? OFFSET ?"
        return Part(self._lines(rest, [rule, limit, offset]), total)

    def doubtful(self, *, offset: int, limit: int) -> Part[ReportLine]:
        total = self._db().execute("SELECT count(*) FROM reports WHERE doubts > 0").fetchone()[0]
        rest = "WHERE doubts > 0 ORDER BY doubts DESC, report_id LIMIT ? OFFSET ?"
        return Part(self._lines(rest, [limit, offset]), total)

    # Inside

    def _lines(self, rest: str, values: Sequence[Any]) -> list[ReportLine]:
        return [ReportLine(*row) for row in self._db().execute(f"SELECT {_LINE} FROM reports {rest}", values)]

    def _db(self) -> sqlite3.Connection:
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


def writer(path: Path) -> sqlite3.Connection:
    """A connection that may write, the tables made where there are none of this version."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=120, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        if connection.execute("PRAGMA user_version").fetchone()[0] != SCHEMA_VERSION:
            _make_tables(connection)
    except (OSError, sqlite3.Error) as error:
        raise StorageError(f"the reading room's index {path} cannot be opened: {error}; it may be deleted") from error
    return connection


def search_text(text: str) -> bytes:
    return zlib.compress(text.encode(), 6)


def facets(line_level: str, jurisdiction: str, year: int, issuer_kind: str, section: str, form: str) -> str:
    """The facets of a passage as tokens: g51 g5105 g510500 for a place and all above it."""
    places = sorted({f"g{jurisdiction[:size]}" for size in (2, 4, 6)})
    section = section.replace("_", "")
    kind = issuer_kind.replace("_", "")
    return " ".join([*places, f"l{line_level}", f"y{year}", f"k{kind}", f"s{section}", f"f{form}"])


def facet_of_place(code: str) -> str:
    """510000 -> g51, 510500 -> g5105: what lies in it is found too."""
    return "g" + place_prefix(code)


def place_prefix(code: str) -> str:
    if code.endswith("0000"):
        return code[:2]
    return code[:4] if code.endswith("00") else code


def _make_tables(connection: sqlite3.Connection) -> None:
    script = (files("storage") / "reading_room" / "data" / "index.sql").read_text(encoding="utf-8")
    connection.execute("BEGIN IMMEDIATE")
    for (table,) in connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name IN"
        " ('places', 'reports', 'series', 'figures', 'checks', 'passages', 'search')"
    ).fetchall():
        connection.execute(f'DROP TABLE "{table}"')
    lines = (line for line in script.splitlines() if not line.startswith("--"))
    for statement in "\n".join(lines).split(";"):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("COMMIT")


def _figure(row: tuple[Any, ...]) -> FigureLine:
    value, raw, doubt, rules, *line = row
    told = tuple(rules.split()) if rules else ()
    return FigureLine(value, raw if raw is not None else str(value), doubt, told, ReportLine(*line))


def _where(wanted: Filter) -> tuple[str, list[Any]]:
    conditions: list[str] = []
    values: list[Any] = []
    if wanted.place is not None:
        conditions.append("reports.jurisdiction BETWEEN ? AND ?")
        values += [wanted.place.ljust(6, "0"), wanted.place.ljust(6, "9")]
    for column, value in (
        ("level", wanted.level),
        ("form", wanted.form),
        ("issuer_kind", wanted.issuer_kind),
        ("issuer", wanted.issuer),
    ):
        if value is not None:
            conditions.append(f"reports.{column} = ?")
            values.append(value)
    if wanted.first is not None:
        conditions.append("reports.year >= ?")
        values.append(wanted.first)
    if wanted.last is not None:
        conditions.append("reports.year <= ?")
        values.append(wanted.last)
    if wanted.doubtful is not None:
        conditions.append("(reports.failing > 0 OR reports.doubts > 0)")
    return (f" WHERE {' AND '.join(conditions)}" if conditions else ""), values


__all__ = [
    "COUNTED",
    "FigureLine",
    "Filter",
    "Hit",
    "Index",
    "Part",
    "ReportLine",
    "Series",
    "facet_of_place",
    "facets",
    "place_prefix",
    "search_text",
    "writer",
]
