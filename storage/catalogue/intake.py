"""Taking a run's rows into the tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import astuple, dataclass, field
from typing import Any

from storage.catalogue.rows import ParseRow
from storage.catalogue.statements import as_json
from storage.runs import RunManifest
from storage.trees import leaf_ref, leaves, sha256_of
from storage.warc import warc_date


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


def insert(connection: sqlite3.Connection, intake: Intake) -> None:
    """All of a run, within the caller's transaction."""
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
                as_json(manifest.reasons),
                as_json(manifest.counts),
                manifest.code.version,
                manifest.code.commit,
            )
        ],
    )
    refs = [leaf_ref(leaf) for leaf in leaves(manifest, intake.data)]
    rows = [(ref.jurisdiction, ref.run, ref.sha256, as_json(ref.counts.model_dump())) for ref in refs]
    _insert_rows(connection, "leaves", rows)
    told = manifest.jurisdictions.items()
    visits = [(code, run, finished, each.outcome, as_json(each.reasons), as_json(each.counts)) for code, each in told]
    coverage = [
        (code, row.year, run, finished, row.state, row.evidence) for code, each in told for row in each.coverage
    ]
    findings = [
        (code, run, finished, number, one.verdict, one.report_id, one.url, as_json(one.details), one.looks, one.before)
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
    _tell_states(connection, {row[0] for row in coverage} | {each.jurisdiction for each in intake.parses})
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


def _tell_states(connection: sqlite3.Connection, jurisdictions: set[str]) -> None:
    """Writes down in short what is known of every year of these places."""
    connection.executemany(
        "INSERT OR REPLACE INTO coverage_states"
        " SELECT jurisdiction, group_concat(year || substr(iif(archived, 'found', state), 1, 1)) FROM"
        " (SELECT * FROM coverage_now WHERE jurisdiction = ? ORDER BY year) GROUP BY jurisdiction",
        [(code,) for code in sorted(jurisdictions)],
    )


def stage(connection: sqlite3.Connection, captures: Iterable[tuple[str, list[tuple[Any, ...]]]]) -> None:
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
