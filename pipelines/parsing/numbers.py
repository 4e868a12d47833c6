"""What number do these characters print, in which unit.

    read_number("26769万元")          Number(value=267690000, unit="元", raw="26769万元", ...)
    find_numbers("...共398件,占64.8%")  every number in order, each with its kind
    convert(Decimal(251000), "元", "万元")  Decimal("25.1")

Both scripts, full-width forms, circled and Chinese numerals. 万 and 亿 are multiplied into `value`, by Decimal, so that no
digit is lost. A number that could be read in two ways is of kind `broken`, never guessed.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Literal

Kind = Literal[
    "count",  # a quantity: the only kind that can be a figure
    "percent",  # 64.8%, 百分之五: value as printed, unit %
    "points",  # 3个百分点
    "year",  # 2018年, 二〇一八年
    "date",  # 12月31日, 2018-03-01
    "time",  # 10:30
    "rank",  # 第5, 前三位, 每3个月
    "document",  # 〔2017〕65号, 国令第711号
    "marker",  # (1) or 1. or 1、 that numbers a paragraph or an entry of a list
    "range",  # 10-20件, 三五件
    "fraction",  # 1/3, 三分之一
    "ratio",  # 3:1
    "code",  # IPv6, 5+2, 0517-87222589
    "broken",  # 12,34: two readings
]
Notation = Literal["arabic", "chinese", "circled"]

MAX_DIGITS = 30
_MAGNITUDES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
}
_TENS = {"廿": 20, "卅": 30, "卌": 40}
_FOLDED = str.maketrans(
    "０１２３４５６７８９．，％﹪＋－−﹣‑：／（）［］萬億餘兩貳陸壹叁參肆伍柒捌玖拾佰仟條個場項處戶類冊種張塊臺頁時點間幅級輪組則錄號週無於從較約達簡總數過萬",
    "0123456789.,%%+----:/()[]万亿余两二六一三三四五七八九十百千条个场项处户类册种张块台页时点间幅级轮组则录号周无于从较约达简总数过万",
)
_GAP = "[ \\t\\u00a0\\u3000\\u2002-\\u200a]*"
_CHINESE = "零〇○一二三四五六七八九十百千万亿两廿卅卌"


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


def fold(text: str) -> str:
    """The same text, of the same length, with full-width digits and signs narrowed and number words Simplified."""
    return text.translate(_FOLDED)


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
    for candidate in _patterns().candidate.finditer(folded):
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
    words = _words()
    if unit is None or unit == wanted:
        return value
    if wanted == "万元":
        return value / 10000 if unit == "元" else None
    if wanted == "%" or unit in ("元", "%", "‰", "百分点"):
        return None
    if unit in words.durations or wanted in words.durations or unit in words.measures:
        return None
    return value


def parse_chinese(numeral: str) -> Decimal | None:
    """The value of a numeral in Chinese characters, or None if it is malformed or vague (三五, 二三十).

    百二 is 120 and 三千五 is 3500; 一百零二 is 102; 二〇二四 is read by position; 廿 and 卅 are 20 and 30.
    """
    if not numeral or len(numeral) > MAX_DIGITS:
        return None
    if "点" in numeral:
        return _chinese_decimal(numeral)
    if not any(c in _MAGNITUDES or c in _TENS for c in numeral):
        return _positional(numeral)
    for magnitude in ("亿", "万"):
        if magnitude in numeral:
            head, _, tail = numeral.rpartition(magnitude)
            return _joined(head, tail, _MAGNITUDES[magnitude])
    return _below_ten_thousand(numeral)


@dataclass(frozen=True, slots=True)
class _Words:
    unit_is: dict[str, str]
    not_a_unit: dict[str, tuple[str, ...]]
    durations: frozenset[str]
    measures: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Patterns:
    candidate: re.Pattern[str]
    special: tuple[tuple[Kind, re.Pattern[str]], ...]
    range: re.Pattern[str]
    arabic: re.Pattern[str]
    chinese: re.Pattern[str]
    percent_words: re.Pattern[str]
    unit: re.Pattern[str]
    approximate_before: re.Pattern[str]
    approximate_after: re.Pattern[str]
    rank_before: re.Pattern[str]
    rank_but: re.Pattern[str]
    chinese_not_before: re.Pattern[str]


@cache
def _data() -> dict[str, object]:
    loaded: dict[str, object] = json.loads((files("pipelines") / "data" / "numbers.json").read_text("utf-8"))
    return loaded


def _list(name: str) -> list[str]:
    words = _data()[name]
    assert isinstance(words, list)
    return [str(word) for word in words]


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(fold(word)) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@cache
def _words() -> _Words:
    unit_is = _data()["unit_is"]
    not_a_unit = _data()["not_a_unit"]
    assert isinstance(unit_is, dict) and isinstance(not_a_unit, dict)
    return _Words(
        unit_is={fold(word): name for word, name in unit_is.items()},
        not_a_unit={word: tuple(longer) for word, longer in not_a_unit.items()},
        durations=frozenset(_list("durations")),
        measures=frozenset(_list("measures")),
    )


@cache
def _patterns() -> _Patterns:
    inside = f"(?:{_alternatives(_list('approximate_inside'))})"
    units = f"(?:{_alternatives(_list('units'))})"
    magnitude = "(?:[十百千]?[万亿]|[十百千])"
    dash = "[-–—―~～至到]"
    year = "(?:19|20)[0-9]{2}"
    chinese_year = "[一二][零〇○九][零〇○一二三四五六七八九]{2}"
    return _Patterns(
        candidate=re.compile(rf"[+-]?[0-9]|百分之|[{_CHINESE}]|[①-⑳❶-❿]"),
        special=(
            (
                "date",
                re.compile(rf"{year}{_GAP}[-/.]{_GAP}[0-9]{{1,2}}{_GAP}[-/.]{_GAP}[0-9]{{1,2}}(?![0-9.])"),
            ),
            (
                "date",
                re.compile(rf"{year}{_GAP}年{_GAP}[0-9]{{1,2}}{_GAP}月(?:{_GAP}[0-9]{{1,2}}{_GAP}日)?"),
            ),
            ("date", re.compile(rf"[0-9]{{1,2}}{_GAP}月{_GAP}[0-9]{{1,2}}{_GAP}日")),
            ("date", re.compile(rf"[0-9]+{_GAP}(?:月(?!均)|日(?![均常]))")),
            (
                "date",
                re.compile(
                    rf"(?:{chinese_year}年)?[一二三四五六七八九十]{{1,2}}月(?:[一二三四五六七八九十]{{1,3}}日)?"
                ),
            ),
            (
                "year",
                re.compile(rf"{year}(?:{_GAP}{dash}{_GAP}{year})?{_GAP}年(?!内[0-9])"),
            ),
            (
                "year",
                re.compile(rf"{year}(?={_GAP}[、,和与及]{_GAP}{year}{_GAP}[、年])"),
            ),
            ("year", re.compile(rf"{chinese_year}年")),
            ("time", re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9])")),
            ("ratio", re.compile(r"[0-9]+:[0-9]+")),
            (
                "document",
                re.compile(rf"(?<=[〔\[(【]){year}[〕\])】]{_GAP}[0-9]+{_GAP}号"),
            ),
            ("document", re.compile(rf"(?<=[〔\[(【]){year}(?=[〕\])】])")),
            ("document", re.compile(rf"[0-9]+{_GAP}号(?!召)")),
            ("code", re.compile(r"[0-9]{3,5}-[0-9]{5,8}(?:-[0-9]+)?")),
            ("code", re.compile(r"0[0-9]+(?!\.)")),
            ("code", re.compile(r"[0-9]+(?:\.[0-9]+){2,}")),
            ("code", re.compile(r"[0-9]+\+[0-9]+")),
            ("code", re.compile(r"[0-9]+[A-Za-z][0-9A-Za-z]*")),
            ("fraction", re.compile(r"[0-9]+/[0-9]+")),
            ("fraction", re.compile(rf"[{_CHINESE}]+分之[{_CHINESE}]+")),
            (
                "marker",
                re.compile(
                    r"(?:(?<=[\n。;:,()])|^)[0-9]{1,2}(?:\.(?=[^0-9]|(?:19|20)[0-9]{2}年)|[、)])",
                    re.MULTILINE,
                ),
            ),
            (
                "marker",
                re.compile(
                    r"(?:(?<=[\n。;:(（])|^)[一二三四五六七八九十]{1,3}[、)）]",
                    re.MULTILINE,
                ),
            ),
        ),
        range=re.compile(rf"[0-9.]+{_GAP}{magnitude}?{inside}?{units}?{_GAP}{dash}{_GAP}[0-9.]+{_GAP}{magnitude}?%?"),
        arabic=re.compile(
            r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])|[0-9]+)(?P<point>\.[0-9]+)?"
            rf"(?:{_GAP}(?P<inner>{inside})?(?P<magnitude>{magnitude})(?P<tail>[0-9]+(?:[百千万][0-9]*)*)?)?"
            rf"(?P<outer>{inside})?"
        ),
        chinese=re.compile(rf"(?P<digits>[{_CHINESE}]+(?:点[{_CHINESE}]+)?)(?P<outer>{inside}[万亿]?)?"),
        percent_words=re.compile(rf"百分之(?P<digits>[{_CHINESE}]+(?:点[{_CHINESE}]+)?|[0-9]+(?:\.[0-9]+)?)"),
        unit=re.compile(rf"{_GAP}(?P<unit>{units})"),
        approximate_before=re.compile(rf"(?:{_alternatives(_list('approximate_before'))}){_GAP}$"),
        approximate_after=re.compile(rf"(?:{_alternatives(_list('approximate_after'))})"),
        rank_before=re.compile(rf"(?:{_alternatives(_list('rank_before'))}){_GAP}$"),
        rank_but=re.compile(rf"(?:{_alternatives(_list('rank_before_but'))}){_GAP}$"),
        chinese_not_before=re.compile(rf"(?:{_alternatives(_list('chinese_not_before'))})$"),
    )


_BEFORE = 8  # characters looked at before a number for words such as 约 or 位列第


def _read(text: str, folded: str, start: int, *, strict: bool) -> Number | None:
    """The number at `start`; `strict` wants a unit behind a Chinese numeral."""
    patterns = _patterns()
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
        share = parse_chinese(words["digits"]) if words["digits"][0] in _CHINESE else Decimal(words["digits"])
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
    if character in _CHINESE:
        return _chinese(text, folded, start, strict=strict)
    return None


_DIGIT_AFTER = re.compile(r"[ \u3000\u00a0]+[0-9]")
_DIGIT_BEFORE = re.compile(r"[0-9][ \u3000\u00a0,]+\Z")
_SHARE = re.compile(rf"{_GAP}([%‰])")
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
    patterns = _patterns()
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
    if end > match.end() or split or len(digits) > MAX_DIGITS:
        return _number(text, start, end, end, Decimal(0), None, "broken", "arabic")
    whole = Decimal(digits + (match["point"] or "")) * _magnitude(match["magnitude"])
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


def _magnitude(word: str | None) -> Decimal:
    product = Decimal(1)
    for character in word or "":
        product *= _MAGNITUDES[character]
    return product


def _with_tail(value: Decimal, magnitude: str, tail: str) -> Decimal | None:
    """1亿2000万, 2万5千, 15万4321; None where the tail leaves it open what is meant (3万5)."""
    below = _magnitude(magnitude)
    for digits, word in re.findall("([0-9]+)([百千万]?)", tail):
        scale = _magnitude(word)
        part = Decimal(digits) * scale
        if scale >= below or part >= below or (not word and len(digits) != len(str(int(below))) - 1):
            return None
        value += part
        below = scale
    return value


def _chinese(text: str, folded: str, start: int, *, strict: bool) -> Number | None:
    patterns = _patterns()
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
    return _made(
        text,
        folded,
        start,
        end,
        value * _magnitude(outer[1:] or None),
        "count",
        "chinese",
        vague=bool(outer),
    )


def _unit(folded: str, end: int) -> tuple[int, str | None]:
    """The unit word printed at `end` and where it ends."""
    words = _words()
    match = _patterns().unit.match(folded, end)
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
    patterns = _patterns()
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


def _positional(numeral: str) -> Decimal | None:
    values = [_DIGITS[c] for c in numeral]
    if len(values) == 2 and 0 not in values:
        return None
    return Decimal("".join(str(value) for value in values))


def _joined(head: str, tail: str, scale: int) -> Decimal | None:
    upper = parse_chinese(head) if head else None
    if upper is None:
        return None
    if not tail:
        return upper * scale
    if len(tail) == 1 and tail in _DIGITS and _DIGITS[tail]:
        return upper * scale + Decimal(_DIGITS[tail]) * (scale // 10)
    lower = parse_chinese(tail.lstrip("零〇○"))
    return upper * scale + lower if lower is not None and lower < scale else None


def _below_ten_thousand(numeral: str) -> Decimal | None:
    total = 0
    digit: int | None = None
    zero = False
    scale = 10000
    for index, character in enumerate(numeral):
        if character in _TENS:
            if digit is not None or scale <= 10:
                return None
            total, scale, zero = total + _TENS[character], 10, False
        elif character in _MAGNITUDES:
            magnitude = _MAGNITUDES[character]
            if magnitude >= scale or (digit is None and index and not zero and magnitude != 10):
                return None
            total, digit, scale, zero = (
                total + (1 if digit is None else digit) * magnitude,
                None,
                magnitude,
                False,
            )
        elif _DIGITS[character] == 0:
            if digit is not None:
                return None
            zero = True
        else:
            if digit is not None:
                return None
            digit = _DIGITS[character]
    if digit is not None:
        total += digit if zero or scale in (10, 10000) else digit * scale // 10
    return Decimal(total)


def _chinese_decimal(numeral: str) -> Decimal | None:
    whole, _, places = numeral.partition("点")
    scale = 1
    if places and places[-1] in "万亿":
        scale, places = _MAGNITUDES[places[-1]], places[:-1]
    upper = parse_chinese(whole)
    if upper is None or not places or any(c not in _DIGITS for c in places):
        return None
    return (upper + Decimal("0." + "".join(str(_DIGITS[c]) for c in places))) * scale
