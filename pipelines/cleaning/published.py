"""When was it published, and when signed: two days that are never taken for each other.

`published` is what the page prints as its publication date: a labelled date, else the page's own metadata, else a line of
its head that is nothing but a date. A signature at the article's end is `signed`; an address is no evidence of a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from pipelines.blocks import Block, PageBreak, Paragraph
from pipelines.cleaning.metadata import is_info_line, labelled
from pipelines.parsing.dates import find_dates, first_date
from pipelines.readers.whitespace import visible

NEAR = 12
LAST_BLOCKS = 8
LONGEST_SIGNATURE = 80
# A line of a page's head that holds a date as machines write it, and little else.
LONGEST_INFO = 24
# A link of so many characters beside a date is another article's title.
LEAST_LINKED = 6
_PUBLISHED_NAMES = (
    "pubdate",
    "publishdate",
    "article:published_time",
    "publish_time",
    "pubtime",
    "firstpublishedtime",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
)
_META_KEYS = {
    "contentsource": "source",
    "source": "source",
    "author": "author",
    "editor": "editor",
    "columnname": "column",
    "sitename": "site",
}
# Days of something else than its publication.
_OTHER_DAYS = frozenset(("written", "generated", "updated", "effective", "expires"))
_TIME = re.compile(r"\d{1,2}[:：时]\d{1,2}(?:[:：分]\d{1,2})?[分秒]?")
_PROSE = re.compile("[。；，、！？〔]|截至|截止|期限|会议|报告|年报")
_AROUND = " \t[]()（）【】|｜/／—–─-"
# How often it was read, beside the day: with a colon or without, in brackets, with nothing where a script counts.
_COUNTER = re.compile(
    r"[(（\[【]?(?:已有\s*[0-9]+\s*人?次?(?:浏览|阅读|点击|访问)|"
    r"(?:阅读|浏览|点击|访问|查看|点阅|閱讀|瀏覽|點擊|訪問|查看|點閱|人气|人氣)(?:量|数|數|次数|次數|率|人数|人數|人次)?\s*[:：]?"
    r"\s*[(（]?\s*[0-9]{0,9}\s*[)）]?\s*(?:人次|次|人)?)\s*[)）\]】]?"
)
_WEEKDAY = re.compile("(?:星期|周)[一二三四五六日天]")


def published(printed: dict[str, str], meta: dict[str, str], near: Iterable[Block]) -> date | None:
    """The publication date from labelled values, page metadata, or the lines around the title (`near`)."""
    told = first_date(printed.get("published", ""))
    if told is not None:
        return told
    by_name = {name.lower(): value for name, value in meta.items()}
    for name in _PUBLISHED_NAMES:
        day = first_date(by_name.get(name, ""), compact=True)
        if day is not None:
            return day
    alone = [
        day
        for block in near
        if isinstance(block, Paragraph) and not _is_entry(block) and (day := _stamped(block)) is not None
    ]
    return alone[0] if len(set(alone)) == 1 else None


def of_meta(meta: dict[str, str]) -> dict[str, str]:
    """What page metadata says of source, author and editor."""
    found: dict[str, str] = {}
    for name, value in meta.items():
        key = _META_KEYS.get(name.lower())
        if key and value and len(value) <= 120:
            found.setdefault(key, value)
    return found


def signed(blocks: tuple[Block, ...]) -> date | None:
    """The date of the signature: a line near the article's end that is a date, alone or after a body's name."""
    ends = [block for block in blocks if not isinstance(block, PageBreak)][-LAST_BLOCKS:]
    for block in reversed(ends):
        if isinstance(block, Paragraph) and is_signature(block):
            return find_dates(block.text)[0].value
    return None


def is_signature(block: Paragraph) -> bool:
    """Whether a line is a date, alone or after a body's name."""
    if len(block.text) > LONGEST_SIGNATURE or len(visible(block.text)) > LONGEST_SIGNATURE / 2:
        return False
    dates = find_dates(block.text)
    return len(dates) == 1 and not visible(block.text[dates[0].end :]).strip("（）()。印发")


def without_machine_date(text: str) -> str | None:
    """What a line says beside its one date, which it begins or ends with as machines write it (2021-03-01 09:30); None for a
    line without such a date."""
    text = _plain(text)
    dates = find_dates(text) if len(text) <= LONGEST_SIGNATURE else ()
    if len(dates) != 1 or "年" in text[dates[0].start : dates[0].end]:
        return None
    return _beside(text[: dates[0].start], text[dates[0].end :])


def _plain(text: str) -> str:
    """A short line without its counter, and without what it stands between."""
    return _COUNTER.sub(" ", text).strip(_AROUND + "　\xa0") if len(text) <= LONGEST_SIGNATURE else text


def _beside(before: str, after: str) -> str | None:
    """What a line says beside a date that it begins or ends with; None where words stand on both sides."""
    before, after = before.strip(), _TIME.sub("", after, count=1).strip()
    return before or after if not (before and after) else None


def _is_entry(block: Paragraph) -> bool:
    """Whether a line is an entry of a list: a link with the date of what it leads to."""
    return block.linked >= LEAST_LINKED


def _stamped(block: Paragraph) -> date | None:
    """The date of a line that is nothing but a date, or a date as machines write it (2021-03-01, or with the time of day)
    and a short name, or behind a heading."""
    text = _plain(block.text)
    dates = find_dates(text)
    if len(dates) != 1 or len(text) > LONGEST_SIGNATURE or labelled(text).keys() & _OTHER_DAYS:
        return None
    beside = without_machine_date(text.strip(_AROUND))
    if beside and block.heading and text.startswith(beside):
        return dates[0].value
    before, after = text[: dates[0].start].strip(_AROUND), text[dates[0].end :].strip(_AROUND)
    told = _beside(before, after)
    if told and is_info_line(told.strip(_AROUND)):
        return dates[0].value
    rest = text[: dates[0].start] + text[dates[0].end :]
    timed = _TIME.search(rest) is not None
    rest = visible(_WEEKDAY.sub("", _TIME.sub("", rest))).strip("[]()（）【】:：-|")
    if len(rest) <= 2:
        return dates[0].value
    by_machine = timed or "年" not in text[dates[0].start : dates[0].end]
    alone = text[: dates[0].start].strip() == "" or text[dates[0].end :].strip() == ""
    return dates[0].value if by_machine and alone and len(rest) <= LONGEST_INFO and not _PROSE.search(rest) else None
