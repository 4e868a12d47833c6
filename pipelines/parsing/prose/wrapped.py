"""Sentences broken over lines, put together again: each line came as a paragraph of its own.

A text that was wrapped shows it: its lines end in the midst of sentences, all at one width. There a full line goes on in the
next. Elsewhere one line goes on in another only where it is as long, is no heading, and ends no sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipelines.parsing.words import fold

_NARROWEST = 20  # characters: shorter lines are headings, labels and cells
_RAGGED = 2  # characters by which a full line may fall short of the next: marks that may not open a line
_ENDS = re.compile(r"[。!?;:]\s*$")
_ENDS_SENTENCE = re.compile(r"[。!?]\s*$")
_ENDS_CLAUSE = re.compile(r"[\u4e00-\u9fff)][,、]\s*$")  # no paragraph ends so
_MARK = re.compile(r"[,、;:。]")  # a line without any is a heading or an entry of a list
_OPENS = re.compile(
    r"\s|[一二三四五六七八九十]{1,3}[、.]|\(?[0-9一二三四五六七八九十]{1,2}[).、]|20[0-9]{2}年|第[一二三四五六七八九十]"
)
_RUN_IN = re.compile(r"[。:;,].{2}")  # a heading with its text behind it on the line
_GOES_ON = re.compile(r"其中|占|按")
_CELL = re.compile(r"[\s0-9,.-]*[0-9][\s0-9,.-]*")  # a line of numbers alone: cells of a table that lost its grid
# A number whose digits, or whose digits and unit, stand on two lines: read apart, its first digits would be a figure.
_TORN = re.compile(
    r"[0-9][,.]?\n(?![0-9]{1,2}[.、)](?![0-9])|20[0-9]{2}年)[,.]?[0-9万亿千百余多件条宗次人份个项篇期元%]"
)
# The same at the end of a short line, where what follows can be no cell: 账号2 / 21个,其中…
_TORN_IN_SENTENCE = re.compile(r"[\u4e00-\u9fff][0-9]+\n[0-9]+ ?[万亿]?[余多]?[条件宗次人份个项篇期元][,;。]")
_WORD = re.compile(
    r"[0-9A-Za-z.,%:/@-]*"
)  # what a typesetter does not break: the line before it may be that much shorter

_FEWEST_FULL = 3  # lines at the width, in the midst of a sentence, by which a text is known to be wrapped
_SLACK = 3  # columns by which a full line may differ from the width: marks pulled in or pushed out
_LONGEST_WORD = 14
_MOST_WIDTHS = 40  # lengths that are tried as the width, the commonest first: a bound for hostile text

Measure = Callable[[str], int]


def unwrapped(text: str, lines: Iterable[tuple[int, int]], titles: frozenset[int]) -> Iterator[tuple[int, int]]:
    """The spans, those one whose lines follow each other in the midst of a sentence. `titles` are where headings begin."""
    lines = list(lines)
    width = _width([fold(text[start:end]) for start, end in lines])
    whole: tuple[int, int] | None = None
    last = (0, 0)
    for line in lines:
        follows = line[0] not in titles and text[last[1] : line[0]] == "\n"
        first, second = fold(text[slice(*last)]), fold(text[slice(*line)])
        if whole is not None and follows and _goes_on(first, second, width, title=last[0] in titles):
            whole = whole[0], line[1]
        else:
            if whole is not None:
                yield whole
            whole = line
        last = line
    if whole is not None:
        yield whole


@dataclass(frozen=True, slots=True)
class _Width:
    """The width at which a text was wrapped, in what it was measured: characters, or columns of which a wide one takes two."""

    measure: Measure
    columns: int

    def filled(self, line: str, following: str) -> bool:
        return self.measure(line) >= self.columns - _SLACK - _unbroken(following)


def _unbroken(following: str) -> int:
    """By how much a line may be shorter because the next one's first word was not broken."""
    word = _WORD.match(following)
    return min(len(word[0]), _LONGEST_WORD) if word is not None else 0


def _columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in line)


def _width(lines: Sequence[str]) -> _Width | None:
    """The width at which the lines were wrapped, None where they were not."""
    best: tuple[int, _Width] | None = None
    for measure, narrowest in ((_columns, 2 * _NARROWEST), (len, _NARROWEST)):
        lengths = [measure(line) for line in lines]
        broken = [
            (length, length + _unbroken(following))
            for length, line, following in zip(lengths, lines, lines[1:], strict=False)
            if _ENDS_SENTENCE.search(line) is None
        ]
        for width, _ in Counter(length for length, _ in broken if length >= narrowest).most_common(_MOST_WIDTHS):
            full = sum(1 for length, wanted in broken if length <= width and wanted >= width - _SLACK)
            over = sum(1 for length in lengths if length > width + _SLACK)
            long = sum(1 for length in lengths if length > width / 2)
            if full >= _FEWEST_FULL and over * 10 <= full and full * 3 >= long and (best is None or full > best[0]):
                best = full, _Width(measure, width)
    return best[1] if best is not None else None


def _goes_on(first: str, second: str, width: _Width | None, *, title: bool) -> bool:
    """Whether the sentence of one line goes on in the next; `title`: the first begins with a heading."""
    both = f"{first}\n{second}"
    if (len(first) >= _NARROWEST and _TORN.search(both) is not None) or _TORN_IN_SENTENCE.search(both) is not None:
        return True
    if _CELL.fullmatch(second) is not None:
        return False
    if title and not (width is not None and _RUN_IN.search(first)):
        return False
    if _ENDS_CLAUSE.search(first) is not None and len(first) >= _NARROWEST and _OPENS.match(second) is None:
        return True
    if width is not None and width.filled(first, second):
        if _ENDS_SENTENCE.search(first) is not None:
            return _GOES_ON.match(second) is not None
        return _OPENS.match(second) is None or (_MARK.search(first) is not None and _ENDS.search(first) is None)
    return (
        len(first) >= max(_NARROWEST, len(second) - _RAGGED)
        and _MARK.search(first) is not None
        and _ENDS.search(first) is None
        and _OPENS.match(second) is None
    )
