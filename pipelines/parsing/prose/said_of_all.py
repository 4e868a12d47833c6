"""What a sentence says of all that it has just counted, without another number.

    收到申请3件,均已按期答复          the 3 are those answered, too
    收到申请38宗,全部为自然人申请      the 38 are natural persons'
    行政复议1件,结果维持             of a single case nobody has to say 均

The figure is the number that was counted. A clause on some of them (其中, 其余, 除), on another body or with a number of its
own ends what is said of all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.parsing.numbers import Number
from pipelines.parsing.prose.paragraphs import Paragraph
from pipelines.parsing.prose.patterns import MAX_CLAUSE, MAX_RIGHT, QUOTES
from pipelines.parsing.prose.rules import SaidOfAll, words
from storage.report import Period

_PIECE = re.compile(r"[^,;。:!?()\n]*[,;。:!?()\n]|[^,;。:!?()\n]+$")
_BRACKET = re.compile(r"[^,;。:()\d]{0,8}[(]([^()\d]{2,40})[)]")
_RESTATED = re.compile(r"^\d+[件宗起条份项例个](?=申请|案件|复议|诉讼|均|都|全部|已)")
_TIMES = frozenset({"工作日", "日", "天"})
_MOST = 16  # numbers behind a count that are looked at: a bound for hostile text
_SKIPPED = 3  # clauses on something else (涉及征地拆迁) that may stand between


def said_of_all(paragraph: Paragraph, counted: list[Number]) -> Iterator[tuple[Number, SaidOfAll]]:
    """The counts of the paragraph that were read as a total, each with what is said of the whole of it."""
    places = {number.start: place for place, number in enumerate(counted)}
    found: list[tuple[int, str, Period]] = list(paragraph.found)
    for start, code, period in found:
        place = places.get(start)
        number = counted[place] if place is not None else None
        if place is None or number is None or period != "year" or number.approximate or not number.value:
            continue
        told = [said for said in words().said_of_all if code in said.of]
        if not told or words().not_final.search(paragraph.plain, number.end, paragraph.sentence_end(number.end)):
            continue
        behind, beyond = counted[place + 1 : place + 1 + _MOST], counted[place + 1 + _MOST :][:1]
        following = [other for other in behind if not _goes_with(paragraph, other, number)] + beyond
        for clause in _in_a_bracket(paragraph, number):
            yield from ((number, said) for said in told if said.holds(clause, single=True))
        for clause in _clauses(paragraph, number.end, following):
            yield from ((number, said) for said in told if said.holds(clause, single=number.value == 1))
        for begin, after in _behind_its_parts(paragraph, number, following):
            for clause in _clauses(paragraph, begin, after):
                yield from ((number, said) for said in told if said.holds(clause, single=False))


def _goes_with(paragraph: Paragraph, other: Number, number: Number) -> bool:
    """Whether another number says no other count: a time limit (在15个工作日内), a share (占60%), a change (较上年减少2件)
    or the same again (3件申请均已答复)."""
    clause = paragraph.plain[paragraph.clause_start(other.start) : other.start]
    if other.kind == "percent" or other.unit in _TIMES or words().change.search(clause) is not None:
        return True
    again = other.value == number.value and other.start == paragraph.clause_start(other.start)
    return again and _RESTATED.match(QUOTES.sub("", paragraph.plain[other.start : other.end + MAX_RIGHT])) is not None


def _in_a_bracket(paragraph: Paragraph, number: Number) -> Iterator[str]:
    """What a bracket right behind a count says of it (不予公开2件(均属于行政执法案卷))."""
    remark = _BRACKET.match(paragraph.text, number.end)
    if remark is not None:
        yield QUOTES.sub("", remark[1])


def _behind_its_parts(
    paragraph: Paragraph, number: Number, following: list[Number]
) -> Iterator[tuple[int, list[Number]]]:
    """Where parts end that a count is divided into, once or again, and the counts behind (5件,其中网上3件,信函2件,均已答复)."""
    left = number.value
    for position, part in enumerate(following):
        left -= part.value
        if part.kind != "count" or left < 0:
            return
        if left == 0:
            yield part.end, following[position + 1 :]
            left = number.value


def _clauses(paragraph: Paragraph, begin: int, following: list[Number]) -> Iterator[str]:
    """The clauses from a place on, up to the next count and no farther than one sentence on that still speaks of all."""
    data = words()
    end = min(following[0].start if following else len(paragraph.plain), begin + MAX_CLAUSE)
    sentence = paragraph.sentence_end(begin)
    scoped = [place for place, scope in paragraph.subjects if begin < place < end and scope != "whole"]
    skipped = 0
    for piece in _PIECE.finditer(paragraph.plain, begin, end):
        if piece.end() == end < len(paragraph.plain) and piece[0][-1] not in ",;。:!?()\n":
            return  # it goes on to the next number
        clause = QUOTES.sub("", _RESTATED.sub("", piece[0].replace("\x01", ""))).strip(",;。:!?()")
        if not clause:
            continue
        of_all = data.all_of.match(clause) is not None
        if not of_all and (piece.start() >= sentence or piece.start() in scoped):
            return
        if data.some_of.search(clause) is not None:
            return
        yield clause
        skipped += 1
        if skipped > _SKIPPED:
            return
