"""All places and years at once: the map behind the coverage pages, made when the index changes and kept in memory."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.reading_room.helpers import Place
from storage.reading_room.states import FOUND, State, state_of

if TYPE_CHECKING:
    from storage.reading_room.index import Index


@dataclass(frozen=True, slots=True)
class Coverage:
    """The country by place and year.

    `cells` is the state of a government's own report; `totals` counts these states by the code of every place above, and `""`;
    `bureaus` counts the reports of departments and other bodies in a place and all below it, `own_bureaus` those of the place itself.
    """

    years: Sequence[int]
    cells: Mapping[str, Mapping[int, State]]
    totals: Mapping[str, Mapping[int, Counter[State]]]
    bureaus: Mapping[str, Counter[int]]
    own_bureaus: Mapping[str, Counter[int]]
    children: Mapping[str, Sequence[Place]]
    places: Mapping[str, Place]

    def below(self, code: str) -> list[Place]:
        """The places directly in a place: those in force, and abolished ones of which anything is known."""
        return [place for place in self.children.get(code, ()) if place.until is None or self.known(place.code)]

    def known(self, code: str) -> bool:
        """Whether anything is known of a place or of one in it."""
        return code in self.totals or code in self.bureaus

    def found(self, code: str, year: int) -> int:
        return sum(times for state, times in self.totals[code][year].items() if state in FOUND)


def make(index: Index, divisions: Iterable[Place]) -> Coverage:
    """Reads the index's standings and counts; about 60,000 rows take a third of a second."""
    cells: defaultdict[str, dict[int, State]] = defaultdict(dict)
    for line in index.standings():
        cells[line.jurisdiction][line.year] = state_of(line)
    reports_of_bureaus = index.bureaus()
    places = {place.code: place for place in divisions}
    for code in {*cells, *(code for code, _, _ in reports_of_bureaus)} - places.keys():
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
    bureaus: defaultdict[str, Counter[int]] = defaultdict(Counter)
    own: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for code, year, times in reports_of_bureaus:
        own[code][year] += times
        for each in [*_above(places, code), ""]:
            bureaus[each][year] += times
    years = sorted({*totals[""], *(year for _, year, _ in reports_of_bureaus)})
    return Coverage(years, dict(cells), dict(totals), dict(bureaus), dict(own), dict(children), places)


def _above(places: Mapping[str, Place], code: str) -> list[str]:
    """A place and all above it, itself first."""
    found: list[str] = []
    at: str | None = code
    while at is not None and at not in found:
        found.append(at)
        at = places[at].parent if at in places else None
    return found
