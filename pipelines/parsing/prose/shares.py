"""Printed shares of figures: 81件,占12.5%, and lists of them: 当面20件、网络60件,占比分别为25%、75%. Never figures, always checks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from typing import cast

from pipelines.parsing.figures import Share
from pipelines.parsing.numbers import Number
from pipelines.parsing.prose.paragraphs import Paragraph
from pipelines.parsing.prose.patterns import BASES, QUOTES
from storage.report import Applicant

_BETWEEN = re.compile(r"[,、(;]?(?:约)?占(?P<of>比|[^,;。%()]{0,18}?)(?:的|为|约|达|:)*")
# A share of one outcome (占无法提供的75%) is of what may have no number of its own.
_OF_AN_OUTCOME = re.compile("不予|无法|公开数|公开总|其他|其它|同类|该类")
_IN_A_ROW = re.compile(r"[\s、,和及]*")
_LISTED = re.compile(
    r"[,;(]?(?:所|各|分别|依次)*占(?:比|比例|总数|总量|申请|受理|答复|公开|全部|的|量)*(?:分别|依次)*(?:为|是|达|占)*[::]?"
)


def beside(
    paragraph: Paragraph,
    counted: list[Number],
    number: Number,
    code: str,
    applicant: Applicant,
    recent: Collection[str],
) -> Share | None:
    """The share that is printed right behind a figure of a code, of what was last counted that it can be a share of."""
    position = bisect_right(counted, number.start, key=lambda other: other.start) - 1
    if position + 1 >= len(counted) or counted[position + 1].kind != "percent":
        return None
    share = counted[position + 1]
    between = _BETWEEN.fullmatch(QUOTES.sub("", paragraph.text[number.end : share.start]))
    if between is None or (code.startswith("applications.") and _OF_AN_OUTCOME.search(between["of"])):
        return None
    if _run(paragraph, counted, position + 1) != [share]:
        return None
    return _share(paragraph, share, code, applicant, recent)


def listed(paragraph: Paragraph, counted: list[Number], recent: Collection[str]) -> Iterator[Share]:
    """The shares of a list that follows as many figures of one sentence, one for each of them in order."""
    codes = dict(paragraph.read_as)
    position = 0
    while position < len(counted):
        run = _run(paragraph, counted, position)
        begin = position
        position += max(len(run), 1)
        figures = counted[max(0, begin - len(run)) : begin]
        if len(run) < 2 or len(figures) < len(run):
            continue
        same_sentence = figures[0].start >= paragraph.sentence_start(run[0].start)
        if not same_sentence or not all(number.kind == "count" and number.start in codes for number in figures):
            continue
        if _LISTED.fullmatch(QUOTES.sub("", paragraph.text[figures[-1].end : run[0].start])):
            for number, percent in zip(figures, run, strict=True):
                code, _, applicant = codes[number.start].partition("@")
                share = _share(paragraph, percent, code, cast(Applicant, applicant or "all"), recent)
                if share is not None:
                    yield share


def _run(paragraph: Paragraph, counted: list[Number], position: int) -> list[Number]:
    """The percentages that follow each other with nothing between, from a place on."""
    run: list[Number] = []
    for number in counted[position:]:
        if number.kind != "percent":
            break
        if run and not _IN_A_ROW.fullmatch(paragraph.text[run[-1].end : number.start]):
            break
        run.append(number)
    return run


def _share(
    paragraph: Paragraph, percent: Number, code: str, applicant: Applicant, recent: Collection[str]
) -> Share | None:
    bases = next((bases for prefix, bases in BASES.items() if code.startswith(prefix)), ())
    if applicant == "all":
        base = next((base for base in bases if base in recent and base != code), None)
    else:
        base = code if code in recent else None
    if base is None:
        return None
    start, end = paragraph.start + percent.start, paragraph.start + percent.end
    return Share(code, applicant, base, percent.value, percent.raw, start, end)
