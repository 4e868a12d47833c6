"""Which place does this name mean: the gazetteer that parsing is given.

The divisions themselves are data of crawler/registry; parsing only sees this class, filled by whoever calls it.
Names are matched in Simplified script; callers convert (pipelines/script.py).
"""

from __future__ import annotations

import re
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


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text and every division, present or abolished, that bears it."""

    start: int
    end: int
    divisions: tuple[Division, ...]


# 延边朝鲜族自治州 is 延边州 in use, 内蒙古自治区 is 内蒙古: the people's names and 自治 go.
_AUTONOMOUS = re.compile(
    "(?P<place>.{2,}?)(?:蒙古族|藏族|回族|维吾尔|壮族|[\u4e00-\u9fff]{1,4}族)*(?:自治(?P<kind>[州县区旗]))$"
)
_PEOPLES = re.compile(
    "(?:(?:维吾尔|蒙古|朝鲜|土家|哈尼|哈萨克|东乡|拉祜|纳西|景颇|柯尔克孜|达斡尔|仫佬|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克"
    "|鄂温克|德昂|保安|裕固|鄂伦春|傈僳|布依|各|[\u4e00-\u9fff])族|维吾尔|蒙古|达斡尔|鄂温克)$"
)


class Gazetteer:
    """Divisions by code and by name. Built once a process; picklable."""

    def __init__(self, divisions: tuple[Division, ...]) -> None:
        self.by_code: dict[str, Division] = {}
        self._by_name: dict[str, list[Division]] = {}
        self._by_short_name: dict[str, list[Division]] = {}
        for division in divisions:
            current = self.by_code.get(division.code)
            if current is None or (current.until is not None and division.until is None):
                self.by_code[division.code] = division
            self._by_name.setdefault(division.name, []).append(division)
            for short in _short_names(division):
                self._by_short_name.setdefault(short, []).append(division)
        self._longest = max((len(name) for name in self._by_name), default=0)

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

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """The names in a text, longest first at each place, not overlapping. Short forms (延边州) count as well."""
        found = []
        position = 0
        while position < len(text):
            for length in range(min(self._longest, len(text) - position), 1, -1):
                name = text[position : position + length]
                divisions = self._by_name.get(name) or self._by_short_name.get(name)
                if divisions:
                    found.append(Mention(position, position + length, tuple(divisions)))
                    position += length
                    break
            else:
                position += 1
        return tuple(found)

    def is_within(self, code: str, ancestor: str) -> bool:
        """Whether one division is another or lies in it."""
        return code == ancestor or any(division.code == ancestor for division in self.ancestors(code))


def _short_names(division: Division) -> tuple[str, ...]:
    match = _AUTONOMOUS.fullmatch(division.name)
    if match is None:
        return ()
    place = division.name[:-3]
    while (shorter := _PEOPLES.sub("", place)) != place and len(shorter) >= 2:
        place = shorter
    if division.level == "province":
        return (place,)
    return (place + match["kind"],) if place + match["kind"] != division.name else ()
