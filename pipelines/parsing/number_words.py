"""The words around numbers (../data/numbers.json) as patterns: units, approximations, what is no quantity."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
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
_FOLDED = str.maketrans(
    "０１２３４５６７８９．，％﹪＋－−﹣‑：／（）［］萬億餘兩贰貳陸壹叁參肆伍柒捌玖拾佰仟條個場項處戶類冊種張塊臺頁時點間幅級輪組則錄號週無於從較約達簡總數過萬",
    "0123456789.,%%+----:/()[]万亿余两二二六一三三四五七八九十百千条个场项处户类册种张块台页时点间幅级轮组则录号周无于从较约达简总数过万",
)
GAP = "[ \\t\\u00a0\\u3000\\u2002-\\u200a]*"
CHINESE = "零〇○一二三四五六七八九十百千万亿两廿卅卌"


def fold(text: str) -> str:
    """The same text, of the same length, with full-width digits and signs narrowed and number words Simplified."""
    return text.translate(_FOLDED)


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
def unit_words() -> _Words:
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
def number_patterns() -> _Patterns:
    inside = f"(?:{_alternatives(_list('approximate_inside'))})"
    units = f"(?:{_alternatives(_list('units'))})"
    magnitude = "(?:[十百千]?[万亿]|[十百千])"
    dash = "[-–—―~～至到]"
    year = "(?:19|20)[0-9]{2}"
    chinese_year = "[一二][零〇○九][零〇○一二三四五六七八九]{2}"
    return _Patterns(
        candidate=re.compile(rf"[+-]?[0-9]|百分之|[{CHINESE}]|[①-⑳❶-❿]"),
        special=(
            (
                "date",
                re.compile(rf"{year}{GAP}[-/.]{GAP}[0-9]{{1,2}}{GAP}[-/.]{GAP}[0-9]{{1,2}}(?![0-9.])"),
            ),
            (
                "date",
                re.compile(rf"{year}{GAP}年{GAP}[0-9]{{1,2}}{GAP}月(?:{GAP}[0-9]{{1,2}}{GAP}日)?"),
            ),
            ("date", re.compile(rf"[0-9]{{1,2}}{GAP}月{GAP}[0-9]{{1,2}}{GAP}日")),
            ("date", re.compile(rf"[0-9]+{GAP}(?:月(?!均)|日(?![均常]))")),
            (
                "date",
                re.compile(
                    rf"(?:{chinese_year}年)?[一二三四五六七八九十]{{1,2}}月(?:[一二三四五六七八九十]{{1,3}}日)?"
                ),
            ),
            (
                "year",
                re.compile(rf"{year}(?:{GAP}{dash}{GAP}{year})?{GAP}年(?!内[0-9])"),
            ),
            (
                "year",
                re.compile(rf"{year}(?={GAP}[、,和与及]{GAP}{year}{GAP}[、年])"),
            ),
            ("year", re.compile(rf"{chinese_year}年")),
            ("time", re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9])")),
            ("ratio", re.compile(r"[0-9]+:[0-9]+")),
            (
                "document",
                re.compile(rf"(?<=[〔\[(【]){year}[〕\])】]{GAP}[0-9]+{GAP}号"),
            ),
            ("document", re.compile(rf"(?<=[〔\[(【]){year}(?=[〕\])】])")),
            ("document", re.compile(rf"[0-9]+{GAP}号(?!召)")),
            ("code", re.compile(r"[0-9]{3,5}-[0-9]{5,8}(?:-[0-9]+)?")),
            ("code", re.compile(r"0[0-9]+(?!\.)")),
            ("code", re.compile(r"[0-9]+(?:\.[0-9]+){2,}")),
            ("code", re.compile(r"[0-9]+\+[0-9]+")),
            ("code", re.compile(r"[0-9]+[A-Za-z][0-9A-Za-z]*")),
            ("fraction", re.compile(r"[0-9]+/[0-9]+")),
            ("fraction", re.compile(rf"[{CHINESE}]+分之[{CHINESE}]+")),
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
        range=re.compile(rf"[0-9.]+{GAP}{magnitude}?{inside}?{units}?{GAP}{dash}{GAP}[0-9.]+{GAP}{magnitude}?%?"),
        arabic=re.compile(
            r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])|[0-9]+)(?P<point>\.[0-9]+)?"
            rf"(?:{GAP}(?P<inner>{inside})?(?P<magnitude>{magnitude})(?P<tail>零?[0-9]+(?:[百千万][0-9]*)*)?)?"
            rf"(?P<outer>{inside})?"
        ),
        chinese=re.compile(rf"(?P<digits>[{CHINESE}]+(?:点[{CHINESE}]+)?)(?P<outer>{inside}[万亿]?)?"),
        percent_words=re.compile(rf"百分之(?P<digits>[{CHINESE}]+(?:点[{CHINESE}]+)?|[0-9]+(?:\.[0-9]+)?)"),
        unit=re.compile(rf"{GAP}(?P<unit>{units})"),
        approximate_before=re.compile(rf"(?:{_alternatives(_list('approximate_before'))}){GAP}$"),
        approximate_after=re.compile(rf"(?:{_alternatives(_list('approximate_after'))})"),
        rank_before=re.compile(rf"(?:{_alternatives(_list('rank_before'))}){GAP}$"),
        rank_but=re.compile(rf"(?:{_alternatives(_list('rank_before_but'))}){GAP}$"),
        chinese_not_before=re.compile(rf"(?:{_alternatives(_list('chinese_not_before'))})$"),
    )
