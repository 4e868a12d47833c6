"""What number do these characters print, in which unit.

    read_number("26769万元")          Number(value=267690000, unit="元", raw="26769万元", ...)
    find_numbers("...共398件,占64.8%")  every number in order, each with its kind
    convert(Decimal(251000), "元", "万元")  Decimal("25.1")

Both scripts, full-width forms, circled and Chinese numerals. 万 and 亿 are multiplied into `value`, by Decimal, so that no
digit is lost. A number that could be read in two ways is of kind `broken`, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipelines.parsing.number_words import CHINESE, GAP, Kind, fold, number_patterns, unit_words
from pipelines.parsing.numerals import magnitude, parse_chinese

__all__ = ["Kind", "Number", "convert", "find_numbers", "fold", "parse_chinese", "read_number"]

Notation = Literal["arabic", "chinese", "circled"]


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number. `text[start:end]` is `raw`, sign, magnitude and unit included; `digits_end` is before the unit.

    `value` has its magnitude in it: 9.6万条 is 96000 with unit 条, 3万元 is 30000 with unit 元. `unit` is Simplified, or
    None where none is printed. `approximate` is true where the words say that it is not exact (近1000, 2万余, 100以上).
    """

    value: Decimal
    unit: str | None
    raw: str
    start: int
    digits_end: int
    end: int
    kind: Kind
    notation: Notation
    approximate: bool = False


def read_number(text: str, start: int = 0) -> Number | None:
    """The number that begins at `start` (after blanks), or None. Kind and unit as for `find_numbers`.

    A Chinese numeral needs no unit here.
    """
    folded = fold(text)
    while start < len(text) and folded[start].isspace():
        start += 1
    return _read(text, folded, start, strict=False)


def find_numbers(text: str) -> tuple[Number, ...]:
    """Every number of the text, in order and not overlapping. Chinese numerals count only with a unit or as 百分之."""
    folded = fold(text)
    found = []
    position = 0
    for candidate in number_patterns().candidate.finditer(folded):
        if candidate.start() < position:
            continue
        number = _read(text, folded, candidate.start(), strict=True)
        if number is None and candidate[0][0] in "+-":
            number = _read(text, folded, candidate.start() + 1, strict=True)
        if number is not None:
            found.append(number)
            position = number.end
    return tuple(found)


def convert(value: Decimal, unit: str | None, wanted: str) -> Decimal | None:
    """The value in the wanted unit, or None where the units do not fit. A bare number is already in the wanted unit.

    Counting words (条, 件, 宗, 次 ...) stand for each other: reports use them freely for the same figure.
    """
    words = unit_words()
    if unit is None or unit == wanted:
        return value
    if wanted == "万元":
        return value / 10000 if unit == "元" else None
    if wanted == "%" or unit in ("元", "%", "‰", "百分点"):
        return None
    if unit in words.durations or wanted in words.durations or unit in words.measures:
        return None
    return value


_BEFORE = 8  # characters looked at before a number for words such as 约 or 位列第


def _read(text: str, folded: str, start: int, *, strict: bool) -> Number | None:
    """The number at `start`; `strict` wants a unit behind a Chinese numeral."""
    patterns = number_patterns()
    character = folded[start : start + 1]
    if not character:
        return None
    if strict and character in _CIRCLED and _unit(folded, start + 1)[1] is None:
        return _number(text, start, start + 1, start + 1, Decimal(_CIRCLED[character]), None, "marker", "circled")
    if character in _CIRCLED:
        return _made(
            text,
            folded,
            start,
            start + 1,
            Decimal(_CIRCLED[character]),
            "count",
            "circled",
        )
    if character in "+-":
        before = folded[start - 1 : start]
        if (
            folded[start + 1 : start + 2].isdecimal()
            and not (before.isalnum() and before.isascii())
            and before not in _DASHES
        ):
            unsigned = _read(text, folded, start + 1, strict=strict)
            if unsigned is not None and unsigned.kind in ("count", "percent", "points"):
                value = -unsigned.value if character == "-" else unsigned.value
                return _replaced(unsigned, value, text, start)
        return None
    words = patterns.percent_words.match(folded, start)
    if words is not None:
        share = parse_chinese(words["digits"]) if words["digits"][0] in CHINESE else Decimal(words["digits"])
        kind: Kind = "percent" if share is not None else "broken"
        return _number(text, start, words.end(), words.end(), share or Decimal(0), "%", kind, "chinese")
    if character in "0123456789" and _inside_a_word(folded, start):
        end = start
        while folded[end : end + 1] in _WORD:
            end += 1
        return _number(text, start, end, end, Decimal(0), None, "code", "arabic")
    for kind, pattern in patterns.special:
        match = pattern.match(folded, start)
        if match is not None:
            return _number(
                text,
                start,
                match.end(),
                match.end(),
                _leading(match[0]),
                None,
                kind,
                _notation(character),
            )
    if character in "0123456789":
        return _arabic(text, folded, start)
    if character in CHINESE:
        return _chinese(text, folded, start, strict=strict)
    return None


# 1 234; 1, 234件; 12。5万条: a mark or a blank has come into one number, or stands between two.
_DIGIT_AFTER = re.compile(r"[ \u3000\u00a0]+[0-9]|,[ \u3000\u00a0]+[0-9]{3}(?![0-9.,年月日])|。[0-9]+[万亿]")
_DIGIT_BEFORE = re.compile(r"[0-9][ \u3000\u00a0,]+\Z")
_LONGEST = 13  # digits of a count: more are a row's cells that lost what stood between them, or a name
_TENFOLD = frozenset({"十", "十万", "十亿"})  # 数十件, 几十万条: no number
_SHARE = re.compile(rf"{GAP}([%‰])")
_WORD = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_DASHES = frozenset("-–—―~～") | {"+"}
_CIRCLED = {chr(0x2460 + i): i + 1 for i in range(20)} | {chr(0x2776 + i): i + 1 for i in range(10)}


def _inside_a_word(folded: str, start: int) -> bool:
    """Whether ASCII letters stand right before (IPv6, COVID-19, PM2.5): then the digits are part of a name."""
    before = folded[start - 1 : start]
    if before.isascii() and (before.isalpha() or before in ("_", "@", "&", "=")):
        return True
    return before in ("-", ".") and folded[start - 2 : start - 1].isascii() and folded[start - 2 : start - 1].isalpha()


def _leading(matched: str) -> Decimal:
    digits = re.match("[0-9]{1,30}", matched)
    return Decimal(digits[0]) if digits else Decimal(0)


def _notation(character: str) -> Notation:
    return "arabic" if character in "0123456789" else "chinese"


def _arabic(text: str, folded: str, start: int) -> Number:
    patterns = number_patterns()
    spread = patterns.range.match(folded, start)
    if spread is not None:
        end, unit = _unit(folded, spread.end())
        return _number(text, start, spread.end(), end, _leading(spread[0]), unit, "range", "arabic")
    match = patterns.arabic.match(folded, start)
    assert match is not None
    digits = match["digits"].replace(",", "")
    end = match.end()
    while end < len(folded) and folded[end : end + 1] == "," and folded[end + 1 : end + 2].isdecimal():
        end += 2
        while folded[end : end + 1].isdecimal():
            end += 1
    split = (
        _DIGIT_AFTER.match(folded, end) is not None
        or _DIGIT_BEFORE.search(folded, max(0, start - 4), start) is not None
    )
    if end > match.end() or split or len(digits) > _LONGEST:
        return _number(text, start, end, end, Decimal(0), None, "broken", "arabic")
    whole = Decimal(digits + (match["point"] or "")) * magnitude(match["magnitude"])
    value: Decimal | None = whole
    if match["tail"]:
        value = None if match["point"] else _with_tail(whole, match["magnitude"], match["tail"])
    if value is None:
        return _number(text, start, end, end, Decimal(0), None, "broken", "arabic")
    return _made(
        text,
        folded,
        start,
        end,
        value,
        "count",
        "arabic",
        vague=bool(match["inner"] or match["outer"]),
    )


def _with_tail(value: Decimal, above: str, tail: str) -> Decimal | None:
    """1亿2000万, 2万5千, 15万4321, 3万零256; None where the tail leaves it open what is meant (3万5)."""
    below = magnitude(above)
    for nought, digits, word in re.findall("(零?)([0-9]+)([百千万]?)", tail):
        scale = magnitude(word)
        part = Decimal(digits) * scale
        if (
            scale >= below
            or part >= below
            or (
                not word
                and len(digits) + len(nought) != len(str(int(below))) - 1
                and not (nought and part < below / 10)
            )
        ):
            return None
        value += part
        below = scale
    return value


def _chinese(text: str, folded: str, start: int, *, strict: bool) -> Number | None:
    patterns = number_patterns()
    match = patterns.chinese.match(folded, start)
    assert match is not None
    end = match.end()
    digits = match["digits"]
    if digits[0] in "百千万亿" and not digits[1:2]:
        return None
    if strict and patterns.chinese_not_before.search(folded[max(0, start - _BEFORE) : start]):
        return None
    after, unit = _unit(folded, end)
    if strict and unit is None:
        return None
    value = parse_chinese(digits)
    if value is None:
        return _number(text, start, end, after, Decimal(0), unit, "broken", "chinese")
    outer = match["outer"] or ""
    about = digits[0] in "百千万亿" or (digits in _TENFOLD and folded[start - 1 : start] in ("数", "几"))
    return _made(
        text,
        folded,
        start,
        end,
        value * magnitude(outer[1:] or None),
        "count",
        "chinese",
        vague=bool(outer) or about,
    )


def _unit(folded: str, end: int) -> tuple[int, str | None]:
    """The unit word printed at `end` and where it ends."""
    words = unit_words()
    match = number_patterns().unit.match(folded, end)
    if match is None:
        return end, None
    word = match["unit"]
    if any(folded.startswith(longer, match.start("unit")) for longer in words.not_a_unit.get(word, ())):
        return end, None
    return match.end(), words.unit_is.get(word, word)


def _made(
    text: str,
    folded: str,
    start: int,
    end: int,
    value: Decimal,
    kind: Kind,
    notation: Notation,
    *,
    vague: bool = False,
) -> Number:
    """A count, percent or rank, with its unit and what the words around it say of its exactness."""
    patterns = number_patterns()
    before = folded[max(0, start - _BEFORE) : start]
    share = _SHARE.match(folded, end)
    if share is not None:
        return _number(text, start, end, share.end(), value, share[1], "percent", notation)
    after, unit = _unit(folded, end)
    if unit == "百分点":
        kind = "points"
    elif patterns.rank_before.search(before) and not patterns.rank_but.search(before):
        kind = "rank"
    vague = (
        vague
        or patterns.approximate_before.search(before) is not None
        or (unit is not None and patterns.approximate_after.match(folded, after) is not None)
    )
    return _number(text, start, end, after, value, unit, kind, notation, vague)


def _number(
    text: str,
    start: int,
    digits_end: int,
    end: int,
    value: Decimal,
    unit: str | None,
    kind: Kind,
    notation: Notation,
    approximate: bool = False,
) -> Number:
    return Number(
        value,
        unit,
        text[start:end],
        start,
        digits_end,
        end,
        kind,
        notation,
        approximate,
    )


def _replaced(number: Number, value: Decimal, text: str, start: int) -> Number:
    return _number(
        text,
        start,
        number.digits_end,
        number.end,
        value,
        number.unit,
        number.kind,
        number.notation,
        number.approximate,
    )
