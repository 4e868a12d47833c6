"""Parts of a total that the sentence divides without a rest: their sum vouches for labels too short for a rule of their own.

    主动公开75条,其中区政府网站60条、微信15条        60 and 15 make up the 75: what they are called is how it was published
    收到申请47件,申请方式为网上35件、信函10件、当面2件

A name that two parts share is no part's; what is said of last year or of a change is no part; and where one part goes by
another kind of name (区政府网站3105条、区直部门3105条) the total is divided by something else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from pipelines.parsing.numbers import Number
from pipelines.parsing.prose.paragraphs import Paragraph, right_of
from pipelines.parsing.prose.patterns import MAX_CLAUSE, QUOTES
from pipelines.parsing.prose.rules import Division, Part, words

_GOES_ON = re.compile(r"(?:其中|按|从|以|申请(?:方式|渠道|形式)|公开(?:方式|渠道|形式))")
_FEWEST = 2
_MOST = 12  # parts of one total: a bound for hostile text


def divided(paragraph: Paragraph, counted: list[Number]) -> Iterator[tuple[Number, Part]]:
    """The counts that no rule read, each with the part that its label names, where the parts add up to a total just read."""
    numbers = {number.start: number for number in counted}
    for division in words().divisions:
        for start, code, period in tuple(paragraph.found):
            if code in division.totals and period == "year" and start in numbers:
                yield from _named(paragraph, division, _parts(paragraph, counted, numbers[start]))


def _parts(paragraph: Paragraph, counted: list[Number], total: Number) -> list[tuple[Number, int]]:
    """The counts behind a total that add up to it, each with where its label begins; none where they do not."""
    end = paragraph.sentence_end(total.end)
    if _GOES_ON.match(QUOTES.sub("", paragraph.plain[end : end + MAX_CLAUSE])):
        end = paragraph.sentence_end(end)
    level = paragraph.bracket(total.start)
    previous = total
    parts: list[tuple[Number, int]] = []
    left = total.value
    for number in counted:
        if number.start <= total.start:
            continue
        if number.start >= end or len(parts) == _MOST:
            return []
        begin = max(paragraph.clause_start(number.start), previous.end)
        previous = number
        opened = paragraph.bracket(number.start)
        remark = opened is not None and opened != level and opened >= total.end and bool(parts)
        if number.kind != "count" or number.approximate or remark or _compared(paragraph.plain[begin : number.start]):
            continue
        parts.append((number, begin))
        left -= number.value
        if left <= 0:
            break
    return parts if left == Decimal(0) and len(parts) >= _FEWEST else []


def _compared(label: str) -> bool:
    data = words()
    return data.change.search(label) is not None or data.last_year.search(label) is not None


def _named(paragraph: Paragraph, division: Division, parts: list[tuple[Number, int]]) -> Iterator[tuple[Number, Part]]:
    read = dict(paragraph.read_as)
    if any(not read.get(number.start, division.family).startswith(division.family) for number, _ in parts):
        return
    named = []
    for number, begin in parts:
        label = QUOTES.sub("", paragraph.plain[begin : number.start].replace("\x01", ""))
        right = right_of(paragraph.plain, number.end)
        named.append((number, next((part for part in division.parts if part.names(label, right)), None)))
    if any(part is None and number.start not in read for number, part in named):
        return
    times = Counter(part for _, part in named if part is not None)
    for number, part in named:
        if part is not None and times[part] == 1 and number.start not in read and part.code not in read.values():
            yield number, part
