"""A figure told in halves and then added up: 参加省政府新闻发布会3场,举办本局5场,共8场 is eight, not three."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.parsing.numbers import Number
from pipelines.parsing.prose.paragraphs import Paragraph
from pipelines.parsing.prose.patterns import QUOTES
from pipelines.parsing.prose.rules import words

_ADDED = re.compile("共|合计|总计")
_TOLD_IN_HALVES = "responses."  # what was disclosed and what was only reprinted are not halves of one thing
_MOST = 6  # halves of one figure: a bound for hostile text


def added_up(paragraph: Paragraph, counted: list[Number]) -> Iterator[tuple[Number, Number, str]]:
    """The half that was read as a figure, the total behind it, and the figure's code.

    The total names nothing of its own, is the sum of all that the sentence counts from the half on, and no other half
    was read as another figure.
    """
    read = dict(paragraph.read_as)
    for position, half in enumerate(counted):
        code = read.get(half.start)
        if code is None or not code.startswith(_TOLD_IN_HALVES):
            continue
        end, total, previous = paragraph.sentence_end(half.start), half.value, half
        for number in counted[position + 1 : position + _MOST]:
            if number.start >= end or number.kind != "count" or number.unit != half.unit:
                break
            begin = max(paragraph.clause_start(number.start), previous.end)
            clause = QUOTES.sub("", paragraph.plain[begin : number.start])
            if _ADDED.search(clause) and words().only_counts.fullmatch(clause):
                if number.value == total and previous is not half:
                    yield half, number, code
                break
            if read.get(number.start, code) != code:
                break
            total, previous = total + number.value, number
