"""What a name promises: a link's text, a column's name, a heading, a title. The patterns are words.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_DATA = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
_PAIRS = _DATA["traditional"]
_SIMPLER = {ord(_PAIRS[i]): _PAIRS[i + 1] for i in range(0, len(_PAIRS) - 1, 2)}
_SIMPLER.update({ord(blank): None for blank in " \t\r\n\u3000\xa0\u200b\ufeff"})
_YEAR = re.compile(_DATA["year"])
_YEAR_HAN = re.compile(_DATA["year_han"])
_YEAR_ALONE = re.compile(_DATA["year_alone"])
_REPORT = re.compile(_DATA["report_title"])
_REVERSED = re.compile(_DATA["report_title_reversed"])
_ABOUT = re.compile("|".join(_DATA["about"]))
_EXPLAINS = re.compile(_DATA["explains"])
_ORGANS_OWN = re.compile(_DATA["organs_own"])
_OTHER = re.compile("|".join(_DATA["other_reports"]))
_COLUMNS = tuple(
    (entry["label"], float(entry["score"]), re.compile(entry["pattern"], re.I)) for entry in _DATA["column"]
)
_URL = {name: re.compile(pattern, re.I) for name, pattern in _DATA["url"].items()}
_HEADINGS = tuple(re.compile(pattern) for pattern in _DATA["body"]["headings"])
_FORMER = re.compile(_DATA["former_site"])
_NOTICES = re.compile(_DATA["notices"])
_OLDER = {name: re.compile(pattern) for name, pattern in _DATA["older"].items()}
_DIGITS = {digit: str(value) for value, digit in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
    "O": "0",
    "0": "0",
}
# What a site's search is asked for, one after the other while years are missing.
SEARCHES: tuple[str, ...] = tuple(_DATA["searches"])
_CUT = re.compile(_DATA["cut_title"])
_DATE = re.compile(r"((?:19|20)\d{2})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})(?!\d)")
LONGEST_COLUMN_NAME = 24
# What is called older without a year may be of any.
MOST_YEAR = 9999


@dataclass(frozen=True, slots=True)
class Name:
    """A text as a promise. `label`: report (a report's title), cut (one that a list cut short), about (a text about reports), year (a year alone),
    reports | openness | organs | organ | archive | sitemap | more | away (a column), title (a long text), plain, empty."""

    label: str
    score: float
    year: int | None


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """For comparison: no white space, Simplified characters where the patterns need them."""
    return text.translate(_SIMPLER)


def year_in(text: str) -> int | None:
    """The year a text names: the one before 年 rather than a bare number; None when it names none, or several apart."""
    squeezed = plain(text)
    found = [int(match.group(1)) for match in _YEAR.finditer(squeezed)]
    before = [int(match) for match in re.findall(r"(?<!\d)((?:19|20)\d{2})年", squeezed)]
    han = [int("".join(_DIGITS[c] for c in match if c in _DIGITS) or 0) for match in _YEAR_HAN.findall(squeezed)]
    han = [int(str(value).replace(" ", "")) for value in han if 1990 <= value <= 2100]
    for candidates in (before, han, found):
        if candidates:
            return candidates[0]
    return None


def date_in(text: str) -> str | None:
    """The first full date in a text as YYYY-MM-DD, or None."""
    if "20" not in text and "19" not in text:
        return None
    for match in _DATE.finditer(text):
        year, month, day = (int(part) for part in match.groups())
        if 1 <= month <= 12 and 1 <= day <= 31:
            return f"{year:04d}-{month:02d}-{day:02d}"
    return None


@lru_cache(maxsize=50_000)
def read_name(text: str) -> Name:
    """What a link, heading or title so worded promises."""
    squeezed = plain(text)
    if not squeezed:
        return Name("empty", 0.0, None)
    year = year_in(squeezed)
    if year is not None:
        squeezed = _YEAR_HAN.sub(f"{year}年", squeezed)
    reports = "年报" in squeezed or "年度报告" in squeezed or "度报告" in squeezed
    if _YEAR_ALONE.match(squeezed):
        return Name("year", 44.0 if reports else 18.0, year)
    if _REPORT.search(squeezed) or _REVERSED.search(squeezed):
        if _ABOUT.search(squeezed):
            return Name("about", 24.0, year)
        if year is not None:
            return Name("report", 100.0, year)
    if year is not None and _CUT.search(squeezed) and not _ABOUT.search(squeezed):
        return Name("cut", 60.0, year)
    if len(squeezed) <= LONGEST_COLUMN_NAME:
        for label, score, pattern in _COLUMNS:
            if pattern.search(squeezed):
                if label == "reports" and year is not None:
                    return Name("report" if not _OTHER.search(squeezed) else "title", score - 10, year)
                return Name(label, score, year)
    if reports and (year is not None or len(squeezed) > 12):
        return Name("title", 3.0 if _OTHER.search(squeezed) else 40.0, year)
    if len(squeezed) > 12:
        return Name("title", 3.0, year)
    return Name("plain", 8.0, year)


def is_report_title(text: str) -> bool:
    """Whether a text is worded as the title of such a report (with or without its year), and not as a text about one."""
    squeezed = plain(text)
    return bool(_REPORT.search(squeezed) or _REVERSED.search(squeezed)) and not _ABOUT.search(squeezed)


def is_about_reports(text: str) -> bool:
    """A notice, interpretation or guide about such reports."""
    squeezed = plain(text)
    return bool(_REPORT.search(squeezed) or _REVERSED.search(squeezed)) and bool(_ABOUT.search(squeezed))


def names_any_of(text: str, government: str) -> bool:
    """Whether a text has two characters together of the name of a government's place."""
    place = plain(government).removesuffix("政府").removesuffix("人民")
    squeezed = plain(text)
    return any(place[n : n + 2] in squeezed for n in range(len(place) - 1))


def explained_year(text: str) -> int | None:
    """The year of the report that a text so called explains (解读, 图解), where that is not an organ's. None for any other."""
    squeezed = plain(text)
    if not _EXPLAINS.search(squeezed) or not is_about_reports(text) or _ORGANS_OWN.search(squeezed):
        return None
    return year_in(squeezed)


def names_reports_column(text: str) -> bool:
    """Whether a column so called holds these reports."""
    name = read_name(text[:80])
    return name.label in ("reports", "report")


def names_former_site(text: str) -> bool:
    """Whether a link so called leads to the site that the portal was before."""
    squeezed = plain(text)
    return len(squeezed) <= LONGEST_COLUMN_NAME and _FORMER.search(squeezed) is not None


def names_notices(text: str) -> bool:
    """Whether a link so called leads to a column of notices."""
    squeezed = plain(text)
    return len(squeezed) <= LONGEST_COLUMN_NAME and _NOTICES.match(squeezed) is not None


def older_named(text: str) -> tuple[int, int] | None:
    """The first and last year that a name of older entries speaks of: 历史年报, 2018年及以前, 2008-2018年. None for any other."""
    squeezed = plain(text)
    if not squeezed or len(squeezed) > LONGEST_COLUMN_NAME:
        return None
    if span := _OLDER["years"].match(squeezed):
        return int(span.group(1)), int(span.group(2))
    if until := _OLDER["until"].search(squeezed):
        return 0, int(until.group(1))
    return (0, MOST_YEAR) if _OLDER["column"].search(squeezed) else None


def older_told(sentence: str) -> tuple[int, int] | None:
    """The years that a sentence says are to be looked for elsewhere: 2020年以前的信息请访问旧版网站."""
    squeezed = plain(sentence)
    if _OLDER["told"].search(squeezed) is None:
        return None
    if until := _OLDER["until"].search(squeezed):
        return 0, int(until.group(1))
    return (0, MOST_YEAR) if _OLDER["column"].search(squeezed) else None


def leaves_nothing_out(text: str) -> bool:
    """Whether a choice so called shows a list whole."""
    return _OLDER["everything"].match(plain(text)) is not None


@lru_cache(maxsize=4)
def headings_in(text: str) -> int:
    """How many of the report's own parts a text mentions."""
    squeezed = "".join(text.split())
    if any(character in squeezed for character in "開報況"):
        squeezed = squeezed.translate(_SIMPLER)
    return sum(1 for pattern in _HEADINGS if pattern.search(squeezed))


@lru_cache(maxsize=20_000)
def address_promise(path: str) -> str | None:
    """`reports`, `openness` or `away` by the folders an address names; None when it says nothing."""
    for name in ("reports", "openness", "away"):
        if _URL[name].search(path):
            return name
    return None
