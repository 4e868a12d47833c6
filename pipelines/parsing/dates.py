"""Which day do these characters print: dates in figures and in Chinese numerals.

A date needs year, month and day; nothing is filled in (a library that would fill in the day is no use for evidence).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_DIGITS = {character: value for value, names in enumerate(("〇○零Ｏ０O0ΟО◯", "一壹1１弌", "二贰貳2２弍", "三叁參3３", "四肆4４", "五伍5５", "六陆陸6６", "七柒7７", "八捌8８", "九玖9９")) for character in names}  # fmt: skip
_DIGIT = "0-9０-９"
_FIGURES = re.compile(
    rf"(?<![{_DIGIT}])([12１２][{_DIGIT}]{{3}})\s*(?:[-/.．－/]|年)\s*([{_DIGIT}]{{1,2}})\s*(?:[-/.．－/]|月)\s*([{_DIGIT}]{{1,2}})"
    rf"(?![{_DIGIT}])\s*日?"
)
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_NUMERAL = "〇○零Ｏ０OΟО◯一二三四五六七八九壹贰貳叁肆伍陆陸柒捌玖"
_CHINESE = re.compile(
    rf"([{_NUMERAL}]{{4}})\s*年\s*((?:元|十|[{_NUMERAL}])[一二]?)\s*月\s*((?:[一二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅[一]?|[初]?[{_NUMERAL}]{{1,2}}))\s*日"
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A day as printed at characters `start` to `end`."""

    value: date
    start: int
    end: int


def find_dates(text: str, *, compact: bool = False) -> tuple[PrintedDate, ...]:
    """Every whole date in `text`, in order; impossible ones (2月30日) are no dates. `compact` takes 20210128 too."""
    patterns = (_FIGURES, _CHINESE, _COMPACT) if compact else (_FIGURES, _CHINESE)
    found = []
    for pattern in patterns:
        for match in pattern.finditer(text):
            value = _day(_number(match.group(1)), _number(match.group(2)), _number(match.group(3)))
            if value is not None:
                found.append(PrintedDate(value, match.start(), match.end()))
    return tuple(sorted(found, key=lambda item: item.start))


def first_date(text: str, *, compact: bool = False) -> date | None:
    """The first whole date in `text`, or None."""
    dates = find_dates(text, compact=compact)
    return dates[0].value if dates else None


def _number(text: str) -> int | None:
    """A year or a day of at most 99 from its printed characters."""
    if text == "元":
        return 1
    text = text.removeprefix("初").replace("廿", "二十").replace("卅", "三十")
    if "十" in text:
        tens, _, ones = text.partition("十")
        tens_value = _DIGITS.get(tens) if tens else 1
        ones_value = _DIGITS.get(ones) if ones else 0
        return None if tens_value is None or ones_value is None else tens_value * 10 + ones_value
    value = 0
    for character in text:
        digit = _DIGITS.get(character)
        if digit is None:
            return None
        value = value * 10 + digit
    return value


def _day(year: int | None, month: int | None, day: int | None) -> date | None:
    if year is None or month is None or day is None or not 1949 <= year <= 2100:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
