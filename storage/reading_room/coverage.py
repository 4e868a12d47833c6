"""All places and years at once: the map behind the coverage pages, made when the index changes and kept in memory."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from storage.reading_room.helpers import Place
from storage.reading_room.states import FOUND, State, of_gap, of_report

if TYPE_CHECKING:
    from storage.archive import Archive
    from storage.reading_room.index import Index


@dataclass(frozen=True, slots=True)
class Coverage:
    """`cells` is the state by jurisdiction and year; `totals` counts states by the code of every place above, and `""`."""

    years: Sequence[int]
    cells: Mapping[str, Mapping[int, State]]
    totals: Mapping[str, Mapping[int, Counter[State]]]
    children: Mapping[str, Sequence[Place]]
    places: Mapping[str, Place]

    def below(self, code: str) -> list[Place]:
        """The places directly in a place: those in force, and abolished ones of which anything is known."""
        return [
            place
            for place in self.children.get(code, ())
            if place.until is None or place.code in self.cells or place.code in self.totals
        ]

    def found(self, code: str, year: int) -> int:
        return sum(times for state, times in self.totals[code][year].items() if state in FOUND)


def make(archive: Archive, index: Index, divisions: Iterable[Place], today: date) -> Coverage:
    """Reads the catalogue's coverage and the index's reports of governments; about 60,000 rows take a third of a second."""
    failed: dict[str, bool] = {}
    for visit in archive.catalogue.visits():
        failed[visit.jurisdiction] = visit.outcome == "failed"
    cells: defaultdict[str, dict[int, State]] = defaultdict(dict)
    for code, year, known in archive.catalogue.coverage_states():
        cells[code][year] = of_gap(year, known, portal_failed=failed.get(code, False), today=today)
    for code, year, published, kind, revised, gone, _ in index.governments():
        cells[code][year] = of_report(year, published, kind, revised=bool(revised), gone=bool(gone))
    places = {place.code: place for place in divisions}
    for code in cells.keys() - places.keys():
        places[code] = Place(code, code, "county", f"{code[:2]}0000" if not code.endswith("0000") else None)
    children: defaultdict[str, list[Place]] = defaultdict(list)
    for code in sorted(places):
        children[places[code].parent or ""].append(places[code])
    totals: defaultdict[str, defaultdict[int, Counter[State]]] = defaultdict(lambda: defaultdict(Counter))
    for code, by_year in cells.items():
        above = [*_above(places, code), ""]
        for year, state in by_year.items():
            for each in above:
                totals[each][year][state] += 1
    years = sorted({year for by_year in cells.values() for year in by_year})
    return Coverage(years, dict(cells), dict(totals), dict(children), places)


def _above(places: Mapping[str, Place], code: str) -> list[str]:
    """A place and all above it, itself first."""
    found: list[str] = []
    at: str | None = code
    while at is not None and at not in found:
        found.append(at)
        at = places[at].parent if at in places else None
    return found
