"""One report's rows in the index: put in, in place of what stood there, or taken out."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from storage.exports import concerns
from storage.reading_room.bigrams import tokens
from storage.reading_room.passages import facets, stored_text, text_to_store
from storage.reading_room.whole import Whole
from storage.report import Report

Fold = Callable[[str], str]
_YEAR_BITS = 32


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a report's text: from one heading to the next."""

    section: str
    heading: str
    text: str


def passages(report: Report) -> Iterator[Passage]:
    """The text cut at its headings; what stands before the first one has none."""
    starts = sorted({section.start: section for section in report.sections}.items())
    ends = [*(start for start, _ in starts[1:]), len(report.text)][: len(starts)]
    first = starts[0][0] if starts else len(report.text)
    if report.text[:first].strip():
        yield Passage("none", report.title or "", report.text[:first])
    for (start, section), end in zip(starts, ends, strict=True):
        yield Passage(section.kind, f"{section.number or ''} {section.title}".strip(), report.text[start:end])


def put(connection: sqlite3.Connection, whole: Whole, fold: Fold, *, made_of: str, revised: bool) -> None:
    """A report into the index, in place of what stood there under its id."""
    report = whole.report
    remove(connection, report.report_id, fold)
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


def remove(connection: sqlite3.Connection, report_id: str, fold: Fold) -> None:
    """Takes a report out, if it is there. FTS5 without content of its own must be told again what was put in."""
    query = "SELECT id, jurisdiction, year, level, issuer_kind, form FROM reports WHERE report_id = ?"
    row = connection.execute(query, [report_id]).fetchone()
    if row is None:
        return
    number, jurisdiction, year, level, issuer_kind, form = row
    stored = connection.execute("SELECT id, section, text FROM passages WHERE report = ?", [number]).fetchall()
    for place, section, text in stored:
        told = facets(level, jurisdiction, year, issuer_kind, section, form)
        connection.execute(
            "INSERT INTO search (search, rowid, body, facets) VALUES ('delete', ?, ?, ?)",
            [place, tokens(fold(stored_text(text))), told],
        )
    connection.execute("DELETE FROM passages WHERE report = ?", [number])
    connection.execute("DELETE FROM checks WHERE report = ?", [number])
    series = [row[0] for row in connection.execute("SELECT id FROM series").fetchall()]
    connection.executemany(
        "DELETE FROM figures WHERE series = ? AND jurisdiction = ? AND year = ? AND report = ?",
        [(each, jurisdiction, year, number) for each in series],
    )
    connection.execute("DELETE FROM reports WHERE id = ?", [number])


def _put_figures(connection: sqlite3.Connection, number: int, report: Report) -> None:
    failing = [check for check in report.checks if check.status == "fails"]
    names = [(figure.code, figure.applicant, figure.period) for figure in report.indicators]
    connection.executemany("INSERT OR IGNORE INTO series (code, applicant, period) VALUES (?, ?, ?)", set(names))
    known = "SELECT code, applicant, period, id FROM series"
    series = {(code, applicant, period): each for code, applicant, period, each in connection.execute(known)}
    rows = []
    for name, figure in zip(names, report.indicators, strict=True):
        rules = dict.fromkeys(check.rule for check in failing if concerns(check, figure))
        raw = None if figure.raw == str(figure.value) else figure.raw
        place = (report.jurisdiction.code, report.year, number)
        rows.append((series[name], *place, figure.value, raw, figure.doubt, " ".join(rules) or None))
    connection.executemany("INSERT OR REPLACE INTO figures VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _put_passages(connection: sqlite3.Connection, number: int, report: Report, fold: Fold) -> None:
    low, high = report.year << _YEAR_BITS, (report.year + 1) << _YEAR_BITS
    query = "SELECT max(id) FROM passages WHERE id >= ? AND id < ?"
    last = connection.execute(query, [low, high]).fetchone()[0] or low
    # What is found is read from the last id down: the first section of a report comes first.
    for place, passage in enumerate(reversed(list(passages(report))), start=last + 1):
        connection.execute(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?)",
            [place, number, passage.section, passage.heading, text_to_store(passage.text)],
        )
        told = facets(
            report.jurisdiction.level,
            report.jurisdiction.code,
            report.year,
            report.issuer.kind,
            passage.section,
            report.form,
        )
        body = tokens(fold(passage.text))
        connection.execute("INSERT INTO search (rowid, body, facets) VALUES (?, ?, ?)", [place, body, told])
