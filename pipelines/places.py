"""Which place does this name mean: the gazetteer that parsing is given.

The divisions themselves are data of crawler/registry; parsing only sees this class, filled by whoever calls it.
Names are matched in Simplified script; callers convert (pipelines/script.py).
"""

from __future__ import annotations

from dataclasses import dataclass

from storage.report import Jurisdiction, Level


@dataclass(frozen=True, slots=True)
class Division:
    """An administrative division: GB/T 2260 code, full name (泸州市), parent's code, years in force."""

    code: str
    name: str
    level: Level
    parent: str | None
    province: str
    since: int | None = None
    until: int | None = None
    successors: tuple[str, ...] = ()


class Gazetteer:
    """Divisions by code and by name. Built once a process; picklable."""

    def __init__(self, divisions: tuple[Division, ...]) -> None:
        self.by_code: dict[str, Division] = {}
        self._by_name: dict[str, list[Division]] = {}
        for division in divisions:
            current = self.by_code.get(division.code)
            if current is None or (current.until is not None and division.until is None):
                self.by_code[division.code] = division
            self._by_name.setdefault(division.name, []).append(division)

    def named(self, name: str) -> tuple[Division, ...]:
        """Every division, present or abolished, with exactly this full name."""
        return tuple(self._by_name.get(name, ()))

    def jurisdiction(self, code: str) -> Jurisdiction:
        """The contract's `jurisdiction` object. KeyError for an unknown code."""
        division = self.by_code[code]
        return Jurisdiction(code=code, name=division.name, level=division.level, province=division.province)

    def ancestors(self, code: str) -> tuple[Division, ...]:
        """The division's parents, nearest first."""
        found = []
        parent = self.by_code[code].parent
        while parent is not None and parent in self.by_code:
            found.append(self.by_code[parent])
            parent = self.by_code[parent].parent
        return tuple(found)
