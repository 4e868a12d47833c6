"""Remarks on a number that change what it counts: 与信息公开无关; 同意公开102件(含部分公开)."""

from __future__ import annotations

import re

from pipelines.parsing.numbers import Number
from pipelines.parsing.prose.paragraphs import Paragraph
from pipelines.parsing.prose.patterns import MAX_RIGHT, QUOTES
from pipelines.parsing.prose.rules import words

# Brackets right behind a number and its unit, without a number of their own.
_REMARK = re.compile(r"[^\s,，。;；、:：()（）\d]{0,3}[(（]([^()（）\d]*)[)）]")

_OTHER_GROUNDS = re.compile(
    r"[(（][^()（）]*(?:不存在|非本|不属于|不掌握|未掌握)[^()（）]*[)）][^,，;；。()（）]{0,6}$"
)


def unrelated(paragraph: Paragraph, number: Number) -> bool:
    """Whether what is counted has nothing to do with disclosure: the sentence says so, or a remark on the number alone."""
    pattern = words().unrelated
    remark = _REMARK.match(paragraph.text, number.end)
    return bool(
        pattern.search(paragraph.plain, number.end, paragraph.sentence_end(number.end))
        or (remark is not None and pattern.search(remark[1]))
    )


def of_a_sample(paragraph: Paragraph, number: Number) -> bool:
    """Whether a number divides what was only looked at again (抽查答复书30件,其中予以公开20件、不予公开10件), up to a semicolon."""
    begin = max(paragraph.sentence_start(number.start), paragraph.plain.rfind(";", 0, number.start) + 1)
    return words().sampled.search(paragraph.plain, begin, number.start) is not None


def granted_in_part_too(paragraph: Paragraph, number: Number) -> bool:
    """Whether those granted in part are counted with those granted in full."""
    behind = QUOTES.sub("", paragraph.text[number.digits_end : number.end + MAX_RIGHT])
    return words().granted_in_part_too.match(behind) is not None


def named_by_its_grounds(paragraph: Paragraph, number: Number) -> bool:
    """Whether a bracket tells what is called 其他情况, and it is what forms count elsewhere (如信息不存在、非本部门掌握)."""
    return _OTHER_GROUNDS.search(paragraph.text[paragraph.sentence_start(number.start) : number.start]) is not None
