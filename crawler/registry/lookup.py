"""Registry: divisions and portals, looked up by code, by level and by words."""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from crawler.discovery.page import Portal
from crawler.registry.portals_file import PortalRow, RegistryError, read_portals
from pipelines.places import Division, Gazetteer
from pipelines.script import to_simplified
from storage.report import Level

HERE = Path(__file__).parent
DIVISIONS = HERE / "divisions.csv"
PORTALS = HERE / "portals.csv"


@dataclass(frozen=True, slots=True)
class Match:
    """A division found by words, its names from the province down, and its portals."""

    division: Division
    path: tuple[str, ...]
    portals: tuple[PortalRow, ...]


@lru_cache(maxsize=1)
def built_in_divisions() -> tuple[Division, ...]:
    """Every row of divisions.csv, in the order of codes, an abolished one before the one in force."""
    with DIVISIONS.open(encoding="utf-8", newline="") as file:
        return tuple(
            Division(
                code=row["code"],
                name=row["name"],
                level=_level(row["level"]),
                parent=row["parent"] or None,
                province=row["province"],
                since=int(row["since"]) if row["since"] else None,
                until=int(row["until"]) if row["until"] else None,
                successors=tuple(code for code in row["successors"].split(";") if code),
            )
            for row in csv.DictReader(file)
        )


def _level(text: str) -> Level:
    if text == "province":
        return "province"
    if text == "prefecture":
        return "prefecture"
    if text == "county":
        return "county"
    raise RegistryError(f"{DIVISIONS}: {text!r} is no level")


@lru_cache(maxsize=1)
def built_in_gazetteer() -> Gazetteer:
    """The gazetteer of divisions.csv, built once a process."""
    return Gazetteer(built_in_divisions())


@lru_cache(maxsize=512)
def predecessors(code: str) -> frozenset[str]:
    """The codes of the divisions that became this one, or a part of it, at any remove: a county before it was a district."""
    divisions = built_in_divisions()
    found: set[str] = set()
    fresh = {code}
    while fresh:
        fresh = {d.code for d in divisions if not fresh.isdisjoint(d.successors)} - found - {code}
        found |= fresh
    return frozenset(found)


class Registry:
    """Jurisdictions and their portals. `load(path)` takes the portals from a PORTALS_FILE instead of the built-in table."""

    def __init__(self, gazetteer: Gazetteer, rows: tuple[PortalRow, ...]) -> None:
        self.gazetteer = gazetteer
        self.rows = rows
        self._by_code: dict[str, list[PortalRow]] = {}
        for row in rows:
            self._by_code.setdefault(row.portal.jurisdiction, []).append(row)

    @classmethod
    def load(cls, portals_file: str | Path | None = None) -> Registry:
        """RegistryError, one line, when the file cannot be read or a cell of it is wrong."""
        from crawler.families import FAMILIES

        gazetteer = built_in_gazetteer()
        path = Path(portals_file).expanduser() if portals_file else PORTALS
        return cls(gazetteer, read_portals(path, codes=gazetteer.by_code, families=FAMILIES))

    def portals(self, code: str) -> tuple[Portal, ...]:
        """The jurisdiction's portals, official ones first, else in the file's order; () when none is known."""
        found = [row.portal for row in self._by_code.get(code, ())]
        return tuple(sorted(found, key=lambda portal: portal.source_kind != "official"))

    def codes(self, level: Level | None = None, parent: str | None = None) -> tuple[str, ...]:
        """Codes of the divisions in force that have a portal, of one level, or below one parent at any depth."""
        found = []
        for code in sorted(self._by_code):
            division = self.gazetteer.by_code[code]
            if level is not None and division.level != level:
                continue
            if parent is not None and parent not in {ancestor.code for ancestor in self.gazetteer.ancestors(code)}:
                continue
            found.append(code)
        return tuple(found)

    def search(self, words: str) -> tuple[Match, ...]:
        """Divisions that every word fits: a part of the name or of a parent's, the beginning of the code, a part of a
        portal's address. Words in either script, full-width or not. The division named exactly comes first, then the higher level."""
        wanted = [to_simplified(word).lower() for word in unicodedata.normalize("NFKC", words).split()]
        found: list[tuple[tuple[int, int, int, str], Match]] = []
        for division in built_in_divisions():
            path = tuple(ancestor.name for ancestor in reversed(self.gazetteer.ancestors(division.code)))
            names = (*path, division.name)
            rows = tuple(self._by_code.get(division.code, ())) if division.until is None else ()
            addresses = [row.portal.portal_url.lower() for row in rows]
            own = division.name
            if not all(
                any(word in name for name in names)
                or (word.isdigit() and division.code.startswith(word))
                or (not word.isdigit() and len(word) > 2 and any(word in address for address in addresses))
                for word in wanted
            ):
                continue
            exact = 0 if any(word in (own, own[:-1], division.code) for word in wanted) else 1
            partial = 0 if any(word in own for word in wanted) else 1
            depth = {"province": 0, "prefecture": 1, "county": 2}[division.level]
            found.append(((exact, partial, depth, division.code), Match(division, path, rows)))
        return tuple(match for _, match in sorted(found, key=lambda entry: entry[0]))
