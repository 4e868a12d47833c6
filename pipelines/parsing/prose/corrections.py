"""Numbers that the report itself calls wrong: 收到申请13件(应为31件); 原文:收到申请13件.

What they are corrected to stands elsewhere, in words of its own or in none: the number is no figure, whichever of them is meant.
"""

from __future__ import annotations

from pipelines.parsing.numbers import Number
from pipelines.parsing.prose.paragraphs import Paragraph
from pipelines.parsing.prose.patterns import MAX_CLAUSE, MAX_RIGHT, QUOTES
from pipelines.parsing.prose.rules import words


def called_wrong(paragraph: Paragraph, number: Number) -> bool:
    """Whether right behind the number, or before it in its part of the sentence, it is said to be wrong."""
    behind = QUOTES.sub("", paragraph.text[number.end : number.end + 2 * MAX_RIGHT])
    if words().wrong_behind.match(behind) is not None:
        return True
    begin = max(paragraph.sentence_start(number.start), number.start - MAX_CLAUSE)
    before = QUOTES.sub("", paragraph.text[begin : number.start]).rpartition(";")[2]
    return words().wrong_before.search(before) is not None
