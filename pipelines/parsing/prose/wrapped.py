"""Sentences broken over lines of a fixed width, put together again: each line came as a paragraph of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipelines.parsing.words import fold

_NARROWEST = 20  # characters: shorter lines are headings, labels and cells
_RAGGED = 2  # characters by which a full line may fall short of the next: marks that may not open a line
_ENDS = re.compile(r"[。!?;:]\s*$")
_MARK = re.compile(r"[,、;:。]")  # a line without any is a heading or an entry of a list
_OPENS = re.compile(
    r"\s|[一二三四五六七八九十]{1,3}[、.]|\(?[0-9一二三四五六七八九十]{1,2}[).、]|20[0-9]{2}年|第[一二三四五六七八九十]"
)


def unwrapped(text: str, lines: Iterable[tuple[int, int]], titles: frozenset[int]) -> Iterator[tuple[int, int]]:
    """The spans, those one whose lines follow each other in the midst of a sentence. `titles` are where headings begin.

    A number that may be broken itself (12 at the end of a line, 34 at the next one's beginning) is not put together.
    """
    whole: tuple[int, int] | None = None
    last = (0, 0)
    for line in lines:
        if whole is not None and not {last[0], line[0]} & titles and _goes_on(text, last, line):
            whole = whole[0], line[1]
        else:
            if whole is not None:
                yield whole
            whole = line
        last = line
    if whole is not None:
        yield whole


def _goes_on(text: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
    first, second = fold(text[slice(*line)]), fold(text[slice(*following)])
    return (
        text[line[1] : following[0]] == "\n"
        and len(first) >= max(_NARROWEST, len(second) - _RAGGED)
        and _MARK.search(first) is not None
        and _ENDS.search(first) is None
        and _OPENS.match(second) is None
        and not (first[-1:].isdecimal() and second[:1].isdecimal())
    )
