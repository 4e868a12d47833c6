"""Keeps the index in step with the catalogue: a jurisdiction whose parses or runs changed is taken in again, whole or not at all.

Of its reports only those are read that are new, or whose year before is. What cannot be read of the store is told to who
calls, and the rest goes on: a damaged report does not close the room.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.differences import GONE
from storage.errors import ObjectDamaged, ObjectMissing
from storage.exports import concerns
from storage.reading_room.bigrams import tokens
from storage.reading_room.index import facets, search_text, writer
from storage.reading_room.whole import Whole, before, choices_of, complete
from storage.report import Report

if TYPE_CHECKING:
    from pathlib import Path

    from storage.archive import Archive
    from storage.selection import Choice

Fold = Callable[[str], str]
_YEAR_BITS = 32


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a report's text: from one heading to the next."""

    section: str
    heading: str
    text: str


def build(
    archive: Archive, path: Path, fold: Fold, *, progress: Callable[[int, int], None] = lambda done, of: None
) -> list[str]:
    """Brings the index up to date; returns what could not be read, a line each. `progress` is told how far it is."""
    complaints: list[str] = []
    connection = writer(path)
    try:
        now = fingerprints(archive)
        known = dict(connection.execute("SELECT jurisdiction, fingerprint FROM places").fetchall())
        changed = sorted(code for code in {*now, *known} if now.get(code) != known.get(code))
        for done, code in enumerate(changed, start=1):
            _take_in(connection, archive, code, now.get(code), fold, complaints)
            progress(done, len(changed))
    finally:
        connection.close()
    return complaints


def passages(report: Report) -> Iterator[Passage]:
    """The text cut at its headings; what stands before the first one has none."""
    starts = sorted({section.start: section for section in report.sections}.items())
    ends = [*(start for start, _ in starts[1:]), len(report.text)][: len(starts)]
    first = starts[0][0] if starts else len(report.text)
    if report.text[:first].strip():
        yield Passage("none", report.title or "", report.text[:first])
    for (start, section), end in zip(starts, ends, strict=True):
        yield Passage(section.kind, f"{section.number or ''} {section.title}".strip(), report.text[start:end])


def put(connection: sqlite3.Connection, whole: Whole, fold: Fold, *, made_of: str, gone: bool, revised: bool) -> None:
    """A report into the index, in place of what stood there under its id."""
    report = whole.report
    row = connection.execute("SELECT id FROM reports WHERE report_id = ?", [report.report_id]).fetchone()
    if row is not None:
        _remove(connection, row[0], fold)
    failing = [check for check in report.checks if check.status == "fails"]
    values = {
        "report_id": report.report_id,
        "made_of": made_of,
        "key": whole.version.key,
        "jurisdiction": report.jurisdiction.code,
        "name": report.jurisdiction.name,
        "level": report.jurisdiction.level,
        "province": report.jurisdiction.province,
        "year": report.year,
        "issuer_kind": report.issuer.kind,
        "issuer": report.issuer.name,
        "form": report.form,
        "title": report.title,
        "published": report.published,
        "source_kind": report.source.kind,
        "url": report.source.url,
        "record_id": report.capture.record_id,
        "fetched_at": report.capture.fetched_at,
        "payload_sha256": report.capture.payload_sha256,
        "medium": whole.parsed.reading.medium,
        "versions": len(whole.choice.versions),
        "revised": int(revised),
        "gone": int(gone),
        "figures": sum(figure.value is not None for figure in report.indicators),
        "doubts": sum(figure.doubt is not None for figure in report.indicators),
        "checks": sum(check.status != "not_assessable" for check in report.checks),
        "failing": len(failing),
        "characters": len(report.text),
    }
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    number = connection.execute(f"INSERT INTO reports ({names}) VALUES ({marks})", values).lastrowid
    assert number is not None
    _put_figures(connection, number, report)
    counts = Counter((check.rule.partition("@")[0], check.status, check.cause or "") for check in report.checks)
    connection.executemany(
        "INSERT INTO checks VALUES (?, ?, ?, ?, ?)", [(*name, number, times) for name, times in counts.items()]
    )
    _put_passages(connection, number, report, fold)


def _put_figures(connection: sqlite3.Connection, number: int, report: Report) -> None:
    failing = [check for check in report.checks if check.status == "fails"]
    rows = []
    for figure in report.indicators:
        name = (figure.code, figure.applicant, figure.period)
        rules = dict.fromkeys(check.rule for check in failing if concerns(check, figure))
        raw = None if figure.raw == str(figure.value) else figure.raw
        place = (report.jurisdiction.code, report.year, number)
        rows.append((_series(connection, name), *place, figure.value, raw, figure.doubt, " ".join(rules) or None))
    connection.executemany("INSERT OR REPLACE INTO figures VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _series(connection: sqlite3.Connection, name: tuple[str, str, str]) -> int:
    query = "SELECT id FROM series WHERE code = ? AND applicant = ? AND period = ?"
    row = connection.execute(query, name).fetchone()
    if row is None:
        number = connection.execute("INSERT INTO series (code, applicant, period) VALUES (?, ?, ?)", name).lastrowid
        assert number is not None
        return number
    return int(row[0])


def _put_passages(connection: sqlite3.Connection, number: int, report: Report, fold: Fold) -> None:
    low, high = report.year << _YEAR_BITS, (report.year + 1) << _YEAR_BITS
    query = "SELECT max(id) FROM passages WHERE id >= ? AND id < ?"
    last = connection.execute(query, [low, high]).fetchone()[0] or low
    # What is found is read from the last id down: the first section of a report comes first.
    for place, passage in enumerate(reversed(list(passages(report))), start=last + 1):
        connection.execute(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?)",
            [place, number, passage.section, passage.heading, search_text(passage.text)],
        )
        body = tokens(fold(passage.text))
        told = facets(
            report.jurisdiction.level,
            report.jurisdiction.code,
            report.year,
            report.issuer.kind,
            passage.section,
            report.form,
        )
        connection.execute("INSERT INTO search (rowid, body, facets) VALUES (?, ?, ?)", [place, body, told])


def _remove(connection: sqlite3.Connection, number: int, fold: Fold) -> None:
    """Takes a report out. FTS5 without content of its own must be told again what was put in."""
    query = "SELECT jurisdiction, year, level, issuer_kind, form FROM reports WHERE id = ?"
    jurisdiction, year, level, issuer_kind, form = connection.execute(query, [number]).fetchone()
    stored = connection.execute("SELECT id, section, text FROM passages WHERE report = ?", [number]).fetchall()
    for place, section, text in stored:
        told = facets(level, jurisdiction, year, issuer_kind, section, form)
        connection.execute(
            "INSERT INTO search (search, rowid, body, facets) VALUES ('delete', ?, ?, ?)",
            [place, tokens(fold(zlib.decompress(text).decode())), told],
        )
    connection.execute("DELETE FROM passages WHERE report = ?", [number])
    connection.execute("DELETE FROM checks WHERE report = ?", [number])
    series = [row[0] for row in connection.execute("SELECT id FROM series").fetchall()]
    connection.executemany(
        "DELETE FROM figures WHERE series = ? AND jurisdiction = ? AND year = ? AND report = ?",
        [(each, jurisdiction, year, number) for each in series],
    )
    connection.execute("DELETE FROM reports WHERE id = ?", [number])


def _take_in(
    connection: sqlite3.Connection,
    archive: Archive,
    code: str,
    fingerprint: str | None,
    fold: Fold,
    complaints: list[str],
) -> None:
    query = "SELECT report_id, made_of FROM reports WHERE jurisdiction = ?"
    known: dict[str, str] = dict(connection.execute(query, [code]).fetchall())
    choices = choices_of(archive, code)
    connection.execute("BEGIN IMMEDIATE")
    try:
        for report_id in known.keys() - {choice.report_id for choice in choices}:
            row = connection.execute("SELECT id FROM reports WHERE report_id = ?", [report_id]).fetchone()
            _remove(connection, row[0], fold)
        for choice in choices:
            earlier = before(choices, choice.report_id)
            gone = _gone(archive, choice.current.url)
            made_of = _digest(_versions(choice), earlier.current.key if earlier else "", str(gone))
            if known.get(choice.report_id) == made_of:
                continue
            try:
                whole = complete(archive, choice, choice.current, earlier)
            except (ObjectMissing, ObjectDamaged) as error:
                complaints.append(str(error))
                continue
            revised = any(copy.relation == "superseded" for copy in choice.copies)
            put(connection, whole, fold, made_of=made_of, gone=gone, revised=revised)
        connection.execute("DELETE FROM places WHERE jurisdiction = ?", [code])
        if fingerprint is not None:
            connection.execute("INSERT INTO places VALUES (?, ?)", [code, fingerprint])
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _gone(archive: Archive, url: str) -> bool:
    """Whether the latest answer at the address was that it is no longer there."""
    captures = list(archive.catalogue.captures_of(url))
    return bool(captures) and captures[-1].status in GONE


def fingerprints(archive: Archive) -> Mapping[str, str]:
    """What a jurisdiction's reports depend on: the parses that choosing sees, and the last run that went there."""
    parses: defaultdict[str, list[str]] = defaultdict(list)
    for jurisdiction, key in archive.catalogue.parse_keys():
        parses[jurisdiction].append(key)
    last = archive.catalogue.last_runs()
    return {code: _digest(*keys, last.get(code, "")) for code, keys in parses.items()}


def _versions(choice: Choice) -> str:
    return " ".join(version.key for version in choice.versions)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
