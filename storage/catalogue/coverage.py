"""What is known of each place and year."""

from __future__ import annotations

import sqlite3
from abc import abstractmethod
from collections.abc import Collection, Iterator

from storage.catalogue.database import Database
from storage.catalogue.rows import CoverageNow, Look
from storage.catalogue.statements import among
from storage.runs import CoverageState

STATES: dict[str, CoverageState] = {"f": "found", "a": "absent", "u": "unknown"}
"""How `coverage_states` writes them: `2019f,2020a`, by year."""


class CoverageQuestions(Database):
    """Questions to a catalogue that is up to date with its archive."""

    @abstractmethod
    def _ready(self) -> sqlite3.Connection:
        """This thread's connection, after the catalogue has caught up with the archive once."""

    def looks(self, jurisdictions: Collection[str] | None = None) -> Iterator[Look]:
        """What each run knew of each year, by jurisdiction, run and year."""
        where, values = among("jurisdiction", jurisdictions)
        columns = "jurisdiction, year, run, finished, state, evidence"
        query = f"SELECT {columns} FROM coverage{where} ORDER BY jurisdiction, run, year"
        for row in self._ready().execute(query, values):
            yield Look(*row)

    def last_looks(self, year: int) -> dict[str, str]:
        """When the last run ended, of those that did not fail, that looked for a year, by jurisdiction."""
        query = (
            "SELECT jurisdiction, max(coverage.finished) FROM coverage JOIN visits USING (jurisdiction, run)"
            " WHERE year = ? AND outcome != 'failed' GROUP BY jurisdiction"
        )
        return dict(self._ready().execute(query, [year]))

    def coverage(self, jurisdictions: Collection[str] | None = None) -> list[CoverageNow]:
        """One row a jurisdiction and year of which anything is known, in that order, with the evidence."""
        where, values = among("jurisdiction", jurisdictions)
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
        where, values = among("jurisdiction", jurisdictions)
        query = f"SELECT jurisdiction, states FROM coverage_states{where} ORDER BY jurisdiction"
        read: dict[str, list[tuple[int, CoverageState]]] = {}  # most places have the states of many others
        found: list[tuple[str, int, CoverageState]] = []
        for code, states in self._ready().execute(query, values):
            years = read.get(states)
            if years is None:
                years = read[states] = [(int(each[:-1]), STATES[each[-1]]) for each in states.split(",")]
            found += [(code, year, state) for year, state in years]
        return found
