"""What can be asked of runs, captures and parses."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from typing import Any

from storage.capture import RecordRef
from storage.catalogue.coverage import CoverageQuestions
from storage.catalogue.rows import CaptureRow, Fault, FindingRow, ParseRow, RunRow, Totals, VisitRow
from storage.catalogue.statements import among
from storage.runs import Finding, Outcome
from storage.trees import Counts, LeafRef, ManifestEntry

# Imports and parsing again go to no portal: they say nothing of how it is.
_WENT = "run NOT IN (SELECT run FROM runs WHERE spider IN ('import', 'reparse'))"


class Questions(CoverageQuestions):
    """Questions to a catalogue that is up to date with its archive."""

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
        where, values = among("jurisdiction", jurisdictions)
        where = f"{where} {'AND' if where else 'WHERE'} {_WENT}"
        query = f"SELECT jurisdiction, run, finished, outcome, reasons, counts FROM visits{where} ORDER BY jurisdiction, run"
        for jurisdiction, run, finished, outcome, reasons, counts in self._ready().execute(query, values):
            yield VisitRow(jurisdiction, run, finished, outcome, tuple(json.loads(reasons)), json.loads(counts))

    def findings(self, jurisdictions: Collection[str] | None = None, run: str | None = None) -> list[FindingRow]:
        """What second looks made of documents, by jurisdiction and run."""
        where, values = among("jurisdiction", jurisdictions)
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

    def endings(self) -> dict[str, list[tuple[str, Outcome]]]:
        """When each run ended that went to a jurisdiction, and how, the earliest first."""
        found: dict[str, list[tuple[str, Outcome]]] = {}
        query = f"SELECT jurisdiction, finished, outcome FROM visits WHERE {_WENT} ORDER BY jurisdiction, finished, run"
        for code, finished, outcome in self._ready().execute(query):
            found.setdefault(code, []).append((finished, outcome))
        return found

    def captures(self, jurisdictions: Collection[str] | None = None) -> Iterator[CaptureRow]:
        """Captures by jurisdiction, run and place in the segment."""
        where, values = among("segments.jurisdiction", jurisdictions)
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

    def leaf_refs(self, jurisdiction: str | None = None) -> list[LeafRef]:
        """The leaves of all committed runs, of one jurisdiction or of all."""
        where, values = among("jurisdiction", None if jurisdiction is None else [jurisdiction])
        query = f"SELECT jurisdiction, run, sha256, counts FROM leaves{where}"
        rows = self._ready().execute(query, values)
        return [LeafRef(code, run, sha256, Counts.model_validate_json(counts)) for code, run, sha256, counts in rows]

    def remembered_manifests(self) -> list[ManifestEntry]:
        """The manifests of the runs that it has taken in, without catching up: what a verification holds the store against."""
        rows = self._db().execute("SELECT key, sha256, bytes FROM runs ORDER BY run")
        return [ManifestEntry(key=key, sha256=sha256, bytes=size) for key, sha256, size in rows]

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


def _parse_row(row: tuple[Any, ...]) -> ParseRow:
    """A row as read, with the jurisdiction whose segment holds the capture in place of what the parse says of it."""
    *columns, segment_of = row
    values = dict(zip((column.name for column in fields(ParseRow)), columns, strict=True))
    return ParseRow(**{**values, "crawled": segment_of or values["crawled"], "erratum": bool(values["erratum"])})
