"""What does a cell of a table say: a number, nothing, or something that no number can be told from.

    read_cell("22（其中修订16件）", unit="件")            value 22
    read_cell("251000元", unit="万元")                  value 25.1
    read_cell("减51", unit="项", signed=True)           value -51
    read_cell("/", unit="件")                           blank
    read_cell("增3减5", unit="项", signed=True)          a doubt

A blank cell or a dash gives nothing; a printed 0, 无 and 零 give 0. Nothing is repaired: what can be read in two ways is a doubt.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files

from pipelines.parsing.numbers import Number, convert, fold, read_number
from pipelines.script import to_simplified

LONGEST = 120  # characters of a cell that is still read for a number
_REMARK = re.compile(r"[(\[【〔<{][^()\[\]【】〔〕<>{}]*[)\]】〕>}]")
_SCALES = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_FOOTNOTE = re.compile(
    r"(?<=[0-9\uff10-\uff19条件次项元个])(?:[\u2460-\u2473\u24ea\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+|[(\[]注[0-9]?[)\]]|注[0-9])$"
)
_CURRENCY = re.compile(r"[￥¥]|人民币|RMB|CNY", re.IGNORECASE)
_SPLIT = re.compile(r"[0-9]\s+[0-9]")
# 593 681 with blanks at which no line breaks: groups of three (ISO 80000-1, 7.3.1). An ordinary blank may part two numbers.
_GROUPED = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?:[\u00a0\u2009\u202f][0-9]{3})+(?![0-9,])")
_GROUP_BLANKS = re.compile(r"[\u00a0\u2009\u202f]")


@dataclass(frozen=True, slots=True)
class CellReading:
    """A value in the wanted unit; or a doubt; or neither, for a blank cell."""

    value: Decimal | None = None
    doubt: str | None = None

    @property
    def blank(self) -> bool:
        return self.value is None and self.doubt is None


@dataclass(frozen=True, slots=True)
class _Words:
    blank: frozenset[str]
    blank_marks: frozenset[str]
    zero: frozenset[str]
    zero_if_signed: frozenset[str]
    more: tuple[str, ...]
    less: tuple[str, ...]
    prefixes: tuple[str, ...]
    endings: str


@dataclass(frozen=True, slots=True)
class _Printed:
    """A cell taken apart: sign word, number, what is left over, and its remarks in brackets."""

    sign: int
    signed: bool
    number: Number | None
    rest: str
    remarks: tuple[str, ...]


@lru_cache(maxsize=8192)
def read_cell(text: str, *, unit: str, declared: str | None = None, signed: bool = False) -> CellReading:
    """The figure a cell prints, in `unit`; `declared` is the unit that its column or row names (元, 万条).

    `signed` for columns of change, where 减51 is -51; elsewhere a sign is a doubt.
    """
    plain = _plain(text)
    if _is_blank(plain):
        return CellReading()
    if plain in _words().zero or (signed and plain in _words().zero_if_signed):
        return CellReading(Decimal(0))
    if len(plain) > LONGEST:
        return CellReading(doubt="the cell holds a text, not a number")
    printed = _taken_apart(plain)
    number = printed.number
    if number is None or printed.rest:
        return CellReading(doubt="the cell holds no number that can be told")
    if number.kind != "count":
        return CellReading(doubt=f"the cell holds a {number.kind}, not a count")
    if number.approximate:
        return CellReading(doubt="the cell holds an approximate number")
    if not signed and (printed.signed or number.raw[0] in "+-"):
        return CellReading(doubt="the cell holds a signed number where a count is asked for")
    if unit != "万元" and _CURRENCY.match(plain):
        return CellReading(doubt=f"the cell holds a sum of money, not a count in {unit}")
    if unit == "万元" and number.unit is None and declared is None and _CURRENCY.match(plain):
        return CellReading(doubt="a sign of money says yuan, and whether ten thousands are counted is not said")
    value = _in_unit(plain, number, unit, declared)
    if value is None:
        return CellReading(doubt=f"the cell's unit {number.unit or declared} does not fit {unit}")
    if unit != "万元" and value != value.to_integral_value():
        return CellReading(doubt="the cell holds a broken number where a count is asked for")
    return CellReading(value * printed.sign)


@lru_cache(maxsize=8192)
def is_number(text: str) -> bool:
    """Whether a cell is a value rather than a label: a number with at most a sign, a unit and a remark, or 无."""
    plain = _plain(text)
    if plain in _words().zero or plain in _words().zero_if_signed:
        return True
    if not plain or len(plain) > LONGEST or _is_blank(plain):
        return False
    printed = _taken_apart(plain)
    return printed.number is not None and not printed.rest and printed.number.kind not in ("marker", "date", "year")


@lru_cache(maxsize=8192)
def is_blank(text: str) -> bool:
    """Whether a cell gives no figure: nothing in it, or a dash or stroke."""
    return _is_blank(_plain(text))


@cache
def _words() -> _Words:
    words = json.loads((files("pipelines") / "data" / "cells.json").read_text("utf-8"))
    return _Words(
        blank=frozenset(words["blank"]),
        blank_marks=frozenset(words["blank_marks"]),
        zero=frozenset(words["zero"]),
        zero_if_signed=frozenset(words["zero_if_signed"]),
        more=tuple(words["more"]),
        less=tuple(words["less"]),
        prefixes=tuple(words["prefixes"]),
        endings="".join(words["endings"]),
    )


def _plain(text: str) -> str:
    text = _FOOTNOTE.sub("", text[: 4 * LONGEST].strip())  # 5①: a note's mark is no digit
    plain = fold(to_simplified(text)).strip().strip("\u3000\u00a0\u200b\ufeff").lower()
    return _GROUPED.sub(lambda found: _GROUP_BLANKS.sub("", found[0]), plain)


def _is_blank(plain: str) -> bool:
    words = _words()
    return plain in words.blank or all(c in words.blank_marks or c.isspace() or c in "\u200b\ufeff" for c in plain)


def _taken_apart(plain: str) -> _Printed:
    words = _words()
    remarks = tuple(match[0][1:-1].strip() for match in _REMARK.finditer(plain))
    bare = _REMARK.sub(" ", plain).strip()
    sign, signed = 1, False
    for remark in remarks:
        if remark in words.less or remark in words.more:
            sign, signed = (-1 if remark in words.less else 1), True
    for word, direction in [(w, -1) for w in words.less] + [(w, 1) for w in words.more]:
        if bare.startswith(word):
            if signed:
                return _Printed(1, True, None, bare, remarks)
            sign, signed, bare = direction, True, bare[len(word) :].lstrip(" :")
            break
    for prefix in words.prefixes:
        if bare.startswith(prefix):
            bare = bare[len(prefix) :].lstrip()
            break
    bare = bare.strip("_")
    number = read_number(bare)
    if number is None or _SPLIT.search(bare):
        return _Printed(sign, signed, None, bare, remarks)
    if signed and number.raw[0] in "+-" and (number.raw[0] == "-") != (sign == -1):
        return _Printed(sign, signed, None, bare, remarks)
    rest = bare[number.end :].strip().strip(words.endings).strip()
    if signed and number.raw[0] == "-":
        sign = 1
    return _Printed(sign, signed, number, rest, remarks)


def _in_unit(plain: str, number: Number, unit: str, declared: str | None) -> Decimal | None:
    has_magnitude = any(character in "万亿" for character in number.raw[: number.digits_end - number.start])
    if number.unit is not None or has_magnitude:
        own = number.unit or ("元" if unit == "万元" else None)
        if (
            declared is not None
            and declared[0] in _SCALES
            and number.unit is not None
            and not has_magnitude
            and unit != "万元"
        ):
            return None
        return convert(number.value, own, unit)
    if declared is None:
        return number.value
    scale, word = _scaled(declared)
    if unit == "万元":
        return number.value * scale / 10000 if word == "元" else number.value if not word else None
    return convert(number.value * scale, word or None, unit)


def _scaled(declared: str) -> tuple[int, str]:
    scale = 1
    while declared and declared[0] in _SCALES:
        scale, declared = scale * _SCALES[declared[0]], declared[1:]
    return scale, declared
