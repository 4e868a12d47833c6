"""One figure over places and years: the index's table of figures, joined with the reports they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from storage.reading_room.database import Database
from storage.reading_room.lines import COLUMNS, FigureLine, Filter, Part, ReportLine, Series, where

_ONE_SERIES = " AND figures.series = (SELECT id FROM series WHERE code = ? AND applicant = ? AND period = ?)"
_JOINED = " FROM figures JOIN reports ON reports.id = figures.report"
_FIGURES = f"SELECT figures.value, figures.raw, figures.doubt, figures.rules, {COLUMNS}{_JOINED}"


class Figures:
    """Asked by pages/compare.py and the charts of pages/jurisdiction.py."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def columns(self, code: str) -> list[Series]:
        """The columns and periods in which a code was ever found."""
        query = "SELECT code, applicant, period FROM series WHERE code = ? ORDER BY id"
        return [Series(*row) for row in self._database.reader().execute(query, [code])]

    def lines(
        self,
        series: Series,
        wanted: Filter,
        *,
        places: Sequence[str] | None = None,
        offset: int = 0,
        limit: int = 100_000,
    ) -> Iterator[FigureLine]:
        """One figure over places and years, by jurisdiction and year; to be read in the thread that asks."""
        conditions, values = where(wanted)
        among = ""
        if places is not None:
            among = f" AND figures.jurisdiction IN ({', '.join('?' * len(places))})"
            values = [*values, *places]
        order = " ORDER BY figures.jurisdiction, figures.year, reports.issuer LIMIT ? OFFSET ?"
        asked = [*values, series.code, series.applicant, series.period, limit, offset]
        return self._ask(f"{_FIGURES}{conditions}{among}{_ONE_SERIES}{order}", asked)

    def ranking(
        self, series: Series, wanted: Filter, year: int, *, descending: bool, offset: int, limit: int
    ) -> list[FigureLine]:
        """One figure in one year, the largest or smallest first; what was withheld is left out."""
        conditions, values = where(wanted)
        order = "DESC" if descending else "ASC"
        query = (
            f"{_FIGURES}{conditions} AND figures.year = ?{_ONE_SERIES}"
            f" AND figures.value IS NOT NULL ORDER BY figures.value {order}, figures.jurisdiction LIMIT ? OFFSET ?"
        )
        return list(self._ask(query, [*values, year, series.code, series.applicant, series.period, limit, offset]))

    def places(self, series: Series, wanted: Filter, *, offset: int, limit: int) -> Part[str]:
        """The jurisdictions in which a figure is found, in order."""
        conditions, values = where(wanted)
        asked = [*values, series.code, series.applicant, series.period]
        found = f"SELECT DISTINCT figures.jurisdiction{_JOINED}{conditions}{_ONE_SERIES} ORDER BY 1"
        every = [row[0] for row in self._database.reader().execute(found, asked)]
        return Part(every[offset : offset + limit], len(every))

    def _ask(self, query: str, values: Sequence[Any]) -> Iterator[FigureLine]:
        return map(_figure, self._database.reader().execute(query, values))


def _figure(row: tuple[Any, ...]) -> FigureLine:
    value, raw, doubt, rules, *line = row
    told = tuple(rules.split()) if rules else ()
    return FigureLine(value, raw if raw is not None else str(value), doubt, told, ReportLine(*line))
