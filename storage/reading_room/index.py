"""The index (索引): what the reading room's pages ask, answered from a derived database in STATE_DIR.

building.py fills it. It may be deleted: it is made anew from the catalogue and the stored reports.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from storage.reading_room.database import Database
from storage.reading_room.figures import Figures
from storage.reading_room.lines import COLUMNS, Filter, Part, ReportLine, StandingLine, where
from storage.reading_room.passages import Passages
from storage.rows import EventLine


class Index:
    """The index of one archive. Every method may be called from any thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._database = Database(path)
        self.figures = Figures(self._database)
        self.passages = Passages(self._database)

    def close(self) -> None:
        self._database.close()

    # Reports

    def report(self, report_id: str) -> ReportLine | None:
        rows = self._lines("WHERE report_id = ?", [report_id])
        return rows[0] if rows else None

    def reports(self, wanted: Filter, *, offset: int = 0, limit: int = 100) -> Part[ReportLine]:
        """Reports by jurisdiction, year and issuer, the government's own first."""
        conditions, values = where(wanted)
        order = " ORDER BY jurisdiction, year, issuer_kind = 'government' DESC, issuer LIMIT ? OFFSET ?"
        total = self._db().execute(f"SELECT count(*) FROM reports{conditions}", values).fetchone()[0]
        return Part(self._lines(conditions + order, [*values, limit, offset]), total)

    def reports_of(self, jurisdiction: str) -> list[ReportLine]:
        return self._lines(
            "WHERE jurisdiction = ? ORDER BY year DESC, issuer_kind = 'government' DESC, issuer", [jurisdiction]
        )

    def report_of_record(self, record_id: str) -> ReportLine | None:
        rows = self._lines("WHERE record_id = ?", [record_id])
        return rows[0] if rows else None

    def count(self) -> tuple[int, int, int]:
        """Reports, jurisdictions, and figures with a value."""
        query = "SELECT count(*), count(DISTINCT jurisdiction), coalesce(sum(figures), 0) FROM reports"
        row: tuple[int, int, int] = self._db().execute(query).fetchone()
        return row

    # What is known of places and years

    def standings(self, jurisdiction: str | None = None) -> list[StandingLine]:
        """Of every government's own report, or of one jurisdiction's, what is known."""
        query = (
            "SELECT standings.jurisdiction, standings.year, standing, evidence, source_kind, coalesce(revised, 0)"
            " FROM standings LEFT JOIN reports ON reports.jurisdiction = standings.jurisdiction"
            " AND reports.year = standings.year AND reports.issuer_kind = 'government'"
        )
        values: list[str] = []
        if jurisdiction is not None:
            query += " WHERE standings.jurisdiction = ?"
            values.append(jurisdiction)
        return [
            StandingLine(code, year, standing, evidence, source_kind, bool(revised))
            for code, year, standing, evidence, source_kind, revised in self._db().execute(query, values)
        ]

    def bureaus(self) -> list[tuple[str, int, int]]:
        """How many reports of departments and other bodies there are: jurisdiction, year, number."""
        query = "SELECT jurisdiction, year, count(*) FROM reports WHERE issuer_kind != 'government' GROUP BY jurisdiction, year"
        return self._db().execute(query).fetchall()

    def events(self, place: str | None, kind: str | None, *, offset: int, limit: int) -> Part[EventLine]:
        """Events, the latest first; `place` is the beginning of a code."""
        conditions, values = ["1"], list[Any]()
        if place is not None:
            conditions.append("jurisdiction BETWEEN ? AND ?")
            values += [place.ljust(6, "0"), place.ljust(6, "9")]
        if kind is not None:
            conditions.append("kind = ?")
            values.append(kind)
        among = f" FROM events WHERE {' AND '.join(conditions)}"
        total = self._db().execute(f"SELECT count(*){among}", values).fetchone()[0]
        query = f"SELECT line{among} ORDER BY time DESC, id DESC LIMIT ? OFFSET ?"
        rows = self._db().execute(query, [*values, limit, offset]).fetchall()
        return Part([EventLine.model_validate_json(row[0]) for row in rows], total)

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
        return [ReportLine(*row) for row in self._db().execute(f"SELECT {COLUMNS} FROM reports {rest}", values)]

    def _db(self) -> sqlite3.Connection:
        return self._database.reader()
