"""Keeps the index in step with the catalogue: a jurisdiction of which anything changed is taken in again, whole or not at all.

Of its reports only those are read that are new, or whose year before is. Each jurisdiction is a transaction: a first reading of
a large archive that is interrupted goes on where it was. What cannot be read of the store is told to who calls, and the rest
goes on: a damaged report does not close the room.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from storage.errors import ObjectDamaged, ObjectMissing
from storage.events import events
from storage.legal import season_ends
from storage.reading_room.database import writer
from storage.reading_room.filling import Fold, put, remove
from storage.reading_room.whole import before, choices_of, complete
from storage.report import Jurisdiction
from storage.standings import standings

if TYPE_CHECKING:
    from pathlib import Path

    from storage.archive import Archive
    from storage.selection import Choice

Places = Callable[[str], Jurisdiction | None]
_REMEMBERED = 8
"""Reports kept in memory: each is read for itself, and for the checks of the year after it."""


def build(
    archive: Archive,
    path: Path,
    fold: Fold,
    places: Places,
    today: date,
    *,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> list[str]:
    """Brings the index up to date; returns what could not be read, a line each.

    `progress` is told how far it is; what it raises ends the building, and what is done stays done.
    """
    complaints: list[str] = []
    connection = writer(path)
    try:
        now = fingerprints(archive, today)
        known = dict(connection.execute("SELECT jurisdiction, fingerprint FROM places").fetchall())
        changed = sorted(code for code in {*now, *known} if now.get(code) != known.get(code))
        for done, code in enumerate(changed):
            progress(done, len(changed))
            connection.execute("BEGIN IMMEDIATE")
            try:
                unread = _take_in_reports(connection, archive, code, fold)
                # What could not be read is tried again next time.
                tell(connection, archive, code, "" if unread else now.get(code), places, today)
                connection.execute("COMMIT")
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            complaints += unread
        if changed:
            progress(len(changed), len(changed))
    finally:
        connection.close()
    return complaints


def tell(
    connection: sqlite3.Connection, archive: Archive, code: str, fingerprint: str | None, places: Places, today: date
) -> None:
    """What the catalogue alone knows of a jurisdiction: the standing of its years, and what happened."""
    for table in ("standings", "events", "places"):
        connection.execute(f"DELETE FROM {table} WHERE jurisdiction = ?", [code])
    if fingerprint is None:
        return
    years = {year for _, year, _ in archive.catalogue.coverage_states([code])}
    connection.executemany(
        "INSERT INTO standings VALUES (?, ?, ?, ?)",
        [(code, each.year, each.standing, each.evidence) for each in standings(archive, [code], today, years)],
    )
    named = places(code)
    connection.executemany(
        "INSERT INTO events (time, jurisdiction, kind, line) VALUES (?, ?, ?, ?)",
        [
            (each.time, code, each.event, each.model_dump_json())
            for each in events(archive, code, named.name if named else None)
        ],
    )
    connection.execute("INSERT INTO places VALUES (?, ?)", [code, fingerprint])


def fingerprints(archive: Archive, today: date) -> Mapping[str, str]:
    """What a jurisdiction's rows depend on: the parses that choosing sees, its visits and runs, and the deadlines that passed."""
    parses: defaultdict[str, list[str]] = defaultdict(list)
    for jurisdiction, key in archive.catalogue.parse_keys():
        parses[jurisdiction].append(key)
    put_last, visits = archive.catalogue.last_runs(), archive.catalogue.endings()
    return {
        code: _digest(
            *parses.get(code, ()), put_last.get(code, ""), " ".join(visits.get(code, [("", "")])[-1]), season(today)
        )
        for code in {*parses, *put_last, *visits}
    }


def season(today: date) -> str:
    """Which deadlines have passed: another word for the same archive after each of them."""
    return f"{today.year} {sum(day < today for day in season_ends(today))}"


def _take_in_reports(connection: sqlite3.Connection, archive: Archive, code: str, fold: Fold) -> list[str]:
    """Takes in what changed; returns what could not be read."""
    query = "SELECT report_id, made_of FROM reports WHERE jurisdiction = ?"
    known: dict[str, str] = dict(connection.execute(query, [code]).fetchall())
    choices = choices_of(archive, code)
    for report_id in known.keys() - {choice.report_id for choice in choices}:
        remove(connection, report_id, fold)
    read, unread = lru_cache(_REMEMBERED)(archive.parsed), []
    for choice in choices:
        earlier = before(choices, choice.report_id)
        made_of = _digest(_versions(choice), earlier.current.key if earlier else "")
        if known.get(choice.report_id) == made_of:
            continue
        try:
            whole = complete(archive, choice, choice.current, earlier, read)
        except (ObjectMissing, ObjectDamaged) as error:
            unread.append(str(error))
            continue
        revised = any(copy.relation == "superseded" for copy in choice.copies)
        put(connection, whole, fold, made_of=made_of, revised=revised)
    return unread


def _versions(choice: Choice) -> str:
    return " ".join(version.key for version in choice.versions)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
