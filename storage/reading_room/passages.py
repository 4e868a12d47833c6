"""Full-text search: passages of reports as bigrams of Chinese (bigrams.py) in SQLite's FTS5, with facets as tokens beside them.

The ids of passages rise with the year reported on, so that the newest come first without sorting.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from storage.reading_room.database import Database
from storage.reading_room.lines import COLUMNS, Hit, Part, ReportLine, place_prefix

COUNTED = 1000
"""Hits are counted up to here: "more than 1000" is as much as anyone reads."""


class Passages:
    def __init__(self, database: Database) -> None:
        self._database = database

    def search(self, expression: str, facets: Iterable[str], *, offset: int, limit: int) -> Part[Hit]:
        """Passages that hold every word, the newest years first. `expression` is made by bigrams.question."""
        match = f"{{body}} : ({expression})" + "".join(f' AND {{facets}} : "{facet}"' for facet in facets)
        db = self._database.reader()
        found = db.execute(
            "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?", [match, COUNTED + 1]
        ).fetchall()
        rows = []
        for (rowid,) in found[offset : offset + limit]:
            row = db.execute(
                f"SELECT passages.section, passages.heading, passages.text, {COLUMNS} FROM passages"
                " JOIN reports ON reports.id = passages.report WHERE passages.id = ?",
                [rowid],
            ).fetchone()
            if row is not None:  # the index moved on between the two questions
                rows.append(Hit(row[0], row[1], stored_text(row[2]), ReportLine(*row[3:])))
        return Part(rows, len(found) if len(found) <= COUNTED else None)


def text_to_store(text: str) -> bytes:
    return zlib.compress(text.encode(), 6)


def stored_text(data: bytes) -> str:
    return zlib.decompress(data).decode()


def facets(level: str, jurisdiction: str, year: int, issuer_kind: str, section: str, form: str) -> str:
    """The facets of a passage as tokens: g51 g5105 g510500 for a place and all above it."""
    places = sorted({f"g{jurisdiction[:size]}" for size in (2, 4, 6)})
    return " ".join([*places, f"l{level}", f"y{year}", facet("k", issuer_kind), facet("s", section), f"f{form}"])


def facet(letter: str, value: str) -> str:
    """A facet's token: letters and digits only, as the tokenizer would cut it."""
    return letter + value.replace("_", "")


def facet_of_place(code: str) -> str:
    """510000 -> g51, 510500 -> g5105: what lies in it is found too."""
    return "g" + place_prefix(code)
