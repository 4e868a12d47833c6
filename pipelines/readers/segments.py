"""Rows of characters cut where columns part: by the room between them, and by the order in which the file draws them.

segments_of(row) -> the pieces of a row          unruled_cells.py joins those of one cell
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from pipelines.readers.pdf_lines import line_of
from pipelines.readers.pdf_page import Character

# Of a character's height. Between two cells there is at least so much room where nothing else is known;
GAP = 0.5
# less between wide characters, which fill their place and are set without spaces;
WIDE_GAP = 0.28
# more where both are drawn at once;
AT_ONCE_GAP = 1.1
# so much between digits, whose cells stand close and which are never spaced;
DIGIT_GAP = 0.4
# and half of it where they are not drawn at once;
DIGIT_GAP_APART = 0.2
# so much where the file draws something else in between;
BROKEN_GAP = 0.12
# more after the point of an item's number;
ENUMERATED_GAP = 1.1
_ENUMERATING = frozenset(".．、)）")
# and never so much within a cell, though it were filled with blanks.
WIDEST_BLANK = 2.2
WIDEST_BLANK_BY_DIGIT = 0.8
# Letters of a word set wide (总　计) stand no further apart, and evenly: their gaps differ by less.
SPACED_GAP = 1.3
SPACED_SLACK = 0.12
# Between a number and its unit.
UNIT_GAP = 0.9
_UNITS = "[百千]?[万亿]?元|[万亿]|[条件项个次人宗篇期份]"
UNIT = re.compile(_UNITS)
_FIGURE = re.compile(
    r"[+＋\-－—减增少加]{0,2} ?[0-9０-９](?:[0-9０-９,，.．]*[0-9０-９])?[%％]?"
    rf" ?(?:{_UNITS})?[①-⑳¹²³]?(?:[（(].{0, 30})?"
    r"|[-—–－/／]{1,3}|[无零]"
)


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters side by side without a gap. `first` and `last` are their places in the order of the file."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    first: int
    last: int

    @property
    def size(self) -> float:
        return max(self.bottom - self.top, 1.0)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def is_figure(self) -> bool:
        return is_figure(self.text)


def is_figure(text: str) -> bool:
    """Whether a cell's text is a number, perhaps with its unit or a remark, or a dash."""
    return _FIGURE.fullmatch(text) is not None


def segments_of(row: Sequence[tuple[int, Character]]) -> list[Segment]:
    """The segments of a row of characters, left to right; each character with its place in the order of the file."""
    groups: list[list[tuple[int, Character]]] = []
    printed = [character for _, character in row if character.text.strip()]
    usual = median([_gap(left, right) for left, right in pairwise(printed)] or [0.0])
    blanks: list[Character] = []
    previous: tuple[int, Character] | None = None
    for place, character in row:
        if not character.text.strip():
            blanks.append(character)
            continue
        if previous is None or _parts(previous, (place, character), blanks, usual):
            groups.append([])
        groups[-1].append((place, character))
        previous = (place, character)
        blanks = []
    made = []
    for group in _with_spaced_words(groups):
        characters = [character for _, character in group]
        places = [place for place, _ in group]
        made.append(
            Segment(
                line_of(characters).text,
                min(c.x0 for c in characters),
                min(c.top for c in characters),
                max(c.x1 for c in characters),
                max(c.bottom for c in characters),
                places[0],
                places[-1],
            )
        )
    return list(_with_units([segment for segment in made if segment.text]))


def _with_spaced_words(groups: Sequence[list[tuple[int, Character]]]) -> Iterator[list[tuple[int, Character]]]:
    """The groups, letters that stand alone at even distances one word: 总　计. Cells of one letter say the same in a row, or stand
    further apart."""
    run: list[tuple[int, Character]] = []
    step = 0.0
    for group in groups:
        gap = _gap(run[-1][1], group[0][1]) if run else 0.0
        if (
            run
            and len(group) == 1
            and _is_of_word(run, group[0])
            and (not step or abs(gap - step) <= SPACED_SLACK)
            and 0 < gap <= SPACED_GAP
        ):
            # Punctuation is as wide as its font has it.
            step = gap if run[-1][1].text.isalpha() and group[0][1].text.isalpha() else 0.0
            run.append(group[0])
            continue
        if run:
            yield run
        run, step = list(group), 0.0
        if len(group) > 1:
            yield run
            run = []
    if run:
        yield run


def _is_of_word(run: Sequence[tuple[int, Character]], following: tuple[int, Character]) -> bool:
    """Whether a letter goes on with those before it: drawn right after them, another one, and no figure."""
    place, letter = following
    before, last = run[-1]
    if not 0 < place - before <= 2 or letter.text == last.text:
        return False
    return letter.text in _ENUMERATING or (letter.text.isalpha() and not (letter.text.isascii() or last.text.isdigit()))


def _with_units(segments: Sequence[Segment]) -> Iterator[Segment]:
    """The segments, a unit that stands by its number one with it."""
    before: Segment | None = None
    for segment in segments:
        if before is not None:
            near = 0 < segment.first - before.last <= 2 and segment.x0 - before.x1 <= UNIT_GAP * before.size
            if near and before.is_figure and UNIT.fullmatch(segment.text):
                before = replace(
                    before,
                    text=f"{before.text} {segment.text}",
                    x1=segment.x1,
                    top=min(before.top, segment.top),
                    bottom=max(before.bottom, segment.bottom),
                    last=segment.last,
                )
                continue
            yield before
        before = segment
    if before is not None:
        yield before


def _parts(one: tuple[int, Character], two: tuple[int, Character], blanks: Sequence[Character], usual: float) -> bool:
    """Whether two neighbours of a row belong to two cells; `blanks` stand between them, `usual` is the row's own spacing."""
    (place, left), (after, right) = one, two
    gap = _gap(left, right)
    digits = left.text.isdigit() or right.text.isdigit()
    if gap > WIDEST_BLANK:
        return True
    if after - place != len(blanks) + 1 and gap > BROKEN_GAP:
        return True
    if sum(max(c.x1 - c.x0, 0.0) for c in blanks) >= 0.7 * (right.x0 - left.x1) > 0:
        return digits and gap > WIDEST_BLANK_BY_DIGIT
    if left.text in _ENUMERATING:
        return gap > ENUMERATED_GAP
    if not (left.text.isascii() or right.text.isascii()):
        if left.run == right.run:
            return gap > AT_ONCE_GAP
        return gap > min(WIDE_GAP + 2 * max(usual, 0.0), GAP)
    if not (left.text.isdigit() and right.text.isdigit()):
        return gap > GAP
    return gap > (DIGIT_GAP if left.run == right.run else DIGIT_GAP_APART)


def _gap(left: Character, right: Character) -> float:
    return (right.x0 - left.x1) / max(right.bottom - right.top, 1.0)
