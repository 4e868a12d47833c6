"""Parts of a total, by labels too short for a rule of their own: what vouches for them is that they add up, or that they are listed.

    主动公开75条,其中区政府网站60条、微信15条        60 and 15 make up the 75: what they are called is how it was published
    收到申请47件,申请方式为网上35件、信函10件、当面2件

    主动公开75条,其中官方网站60条、微信公众号40条     of channels, which overlap, each part that a single body lists behind 其中

A name that two parts share is no part's; what is said of last year or of a change is no part; and where one part goes by
another kind of name (区政府网站3105条、区直部门3105条) the total is divided by something else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice

from pipelines.parsing.numbers import Number
from pipelines.parsing.prose.paragraphs import Paragraph, right_of
from pipelines.parsing.prose.patterns import MAX_CLAUSE, QUOTES
from pipelines.parsing.prose.rules import Division, Part, words

_GOES_ON = re.compile(r"(?:其中|按|从|以|申请(?:方式|渠道|形式)|公开(?:方式|渠道|形式))")
_AGAIN = re.compile(r"[;。\n]")
_CASES = frozenset({"review.total", "litigation.total"})
_OPENS = re.compile(r"其中|(?:按|从)[^,;。]{1,12}(?:看|分|划分|统计|计)|(?:公开|申请)(?:方式|渠道|形式)")
_LISTS = re.compile(
    r"[,;:(。]?(?:其中|包括)|[(:](?![^0-9)]*(?:比|较|同比|去年|上年))|[。;,]在(?:主动)?公开的(?:政府)?信息中,"
)
_BARE = re.compile(r"(?:其中|有|,|:)*")
_JOINING = "、,和及与"
_FEWEST = 2
_MOST = 12  # parts of one total: a bound for hostile text


def divided(
    paragraph: Paragraph, counted: list[Number], before: Iterable[tuple[str, Decimal]] = ()
) -> Iterator[tuple[Number, Part]]:
    """The counts that no rule read, each with the part that its label names, where the parts add up to a total just read.

    `before`: the year's figures of the paragraph before, which one that opens with 从渠道看 goes on to divide.
    """
    numbers = {number.start: number for number in counted}
    for division in words().divisions:
        for start, code, period in tuple(paragraph.found):
            if code in division.totals and period == "year" and start in numbers:
                for begin in _beginnings(paragraph, numbers[start]):
                    yield from _named(paragraph, division, _parts(paragraph, counted, numbers[start].value, begin))
        for code, value in before if _OPENS.match(QUOTES.sub("", paragraph.plain[:MAX_CLAUSE])) else ():
            if code in division.totals:
                yield from _named(paragraph, division, _parts(paragraph, counted, value, 0))


def listed(paragraph: Paragraph, counted: list[Number]) -> Iterator[tuple[Number, Part]]:
    """The counts that no rule read and that a sentence lists behind 其中 under names of parts that may overlap, none of them
    more than the total; the list ends with the first that has another name."""
    numbers = {number.start: number for number in counted}
    for division in words().divisions:
        for start, code, period in tuple(paragraph.found) if division.overlapping else ():
            total = numbers.get(start)
            if total is None or code not in division.totals or period != "year":
                continue
            yield from _each_once(paragraph, _under_names(paragraph, division, counted, total))


def _under_names(
    paragraph: Paragraph, division: Division, counted: list[Number], total: Number
) -> Iterator[tuple[Number, Part]]:
    behind = [number for number in counted if number.start >= total.end and number.kind == "count"][:_MOST]
    if not behind or _LISTS.match(QUOTES.sub("", paragraph.plain[total.end : behind[0].start])) is None:
        return
    end = paragraph.sentence_end(behind[0].start)
    previous = total.end
    for number in behind:
        if number.start >= end:
            return
        begin = max(paragraph.clause_start(number.start), previous)
        label = QUOTES.sub("", paragraph.plain[begin : number.start].replace("\x01", ""))
        part = next((part for part in division.parts if part.names(label, "")), None)
        if part is None or number.unit != total.unit or number.value > total.value or number.approximate:
            return
        previous = number.end
        yield number, part


def _each_once(paragraph: Paragraph, parts: Iterable[tuple[Number, Part]]) -> Iterator[tuple[Number, Part]]:
    """The parts whose name no other has, here or where a rule read it."""
    parts = list(parts)
    times = Counter(part.code for _, part in parts)
    read = dict(paragraph.read_as)
    for number, part in parts:
        if part.code and times[part.code] == 1 and number.start not in read and part.code not in read.values():
            yield number, part


def _beginnings(paragraph: Paragraph, total: Number) -> Iterator[int]:
    """Where parts of a total may begin: right behind it, and where a later part of the paragraph divides it once more
    (公开75条,其中部门50条、乡镇25条。从渠道看,网站60条、微信15条); a case counted between has parts of its own."""
    yield total.end
    cases = [start for start, code, _ in paragraph.found if start > total.start and code in _CASES]
    for mark in islice(_AGAIN.finditer(paragraph.plain, total.end), _MOST):
        if not any(start < mark.end() for start in cases):
            yield mark.end()


def _parts(paragraph: Paragraph, counted: list[Number], total: Decimal, begin: int) -> list[tuple[Number, int]]:
    """The counts from a place on that add up to a total, each with where its label begins; none where they do not."""
    end = paragraph.sentence_end(begin)
    if _GOES_ON.match(QUOTES.sub("", paragraph.plain[end : end + MAX_CLAUSE])):
        end = paragraph.sentence_end(end)
    level: int | None = None
    previous = begin
    parts: list[tuple[Number, int]] = []
    left = total
    for number in counted:
        if number.start < begin:
            continue
        if number.start >= end or len(parts) == _MOST:
            return []
        label = max(paragraph.clause_start(number.start), previous)
        previous = number.end
        opened = paragraph.bracket(number.start)
        level = level if parts else opened
        remark = opened is not None and opened != level and opened >= begin
        if number.kind != "count" or number.approximate or remark or _compared(paragraph.plain[label : number.start]):
            continue
        parts.append((number, label))
        left -= number.value
        if left <= 0:
            break
    return parts if left == Decimal(0) and len(parts) >= _FEWEST else []


def _behind(paragraph: Paragraph, number: Number, parts: list[tuple[Number, int]]) -> str:
    """What stands behind a part, up to the next one or its clause's end."""
    following = min((other.start for other, _ in parts if other.start > number.start), default=len(paragraph.plain))
    return right_of(paragraph.plain[:following], number.end).strip(_JOINING)


def _compared(label: str) -> bool:
    data = words()
    return data.change.search(label) is not None or data.last_year.search(label) is not None


def _called_other(paragraph: Paragraph, number: Number) -> bool:
    """Whether a part is called 其他: then it is that, however the other parts are to be counted (驳回2件,终止2件)."""
    return "其他" in paragraph.plain[paragraph.clause_start(number.start) : paragraph.clause_end(number.end)]


def _named(paragraph: Paragraph, division: Division, parts: list[tuple[Number, int]]) -> Iterator[tuple[Number, Part]]:
    read = dict(paragraph.read_as)
    if any(not read.get(number.start, division.family).startswith(division.family) for number, _ in parts):
        return
    named = []
    behind = ""
    for number, begin in parts:
        label = QUOTES.sub("", paragraph.plain[begin : number.start].replace("\x01", ""))
        left = "" if behind and label.strip(_JOINING) == behind else label  # 5件维持、1件撤销: 维持 was said of the 5
        right = _behind(paragraph, number, parts)
        named.append((number, next((part for part in division.parts if part.names(left, right)), None)))
        behind = right if _BARE.fullmatch(left) is not None else ""
    if any(part is None and number.start not in read for number, part in named):
        return
    times = Counter(part for _, part in named if part is not None)
    disputed = any(part is not None and not part.code for _, part in named)
    for number, part in named:
        if (
            part is not None
            and part.code
            and times[part] == 1
            and number.start not in read
            and part.code not in read.values()
            and not (disputed and part.code.endswith(".other") and not _called_other(paragraph, number))
        ):
            yield number, part
