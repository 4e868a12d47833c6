"""A table whose cells were run together in one paragraph, with blanks between them.

pieces_of(text) -> the pieces of such a paragraph, with their places in it; the whole paragraph if it is none
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.parsing.cells import is_number
from pipelines.parsing.flat.words import KINDS, is_head, is_row, is_unit, is_value

Piece = tuple[int, int]  # where a piece begins and ends

_LEAST = 12  # pieces that a table run together has
_MOST = 4_000
_SHARE = 0.6  # of the pieces that must be values, heads or labels
_DIVIDED = re.compile(r"[|｜│┃\t]")  # what other marks divide is read by them
_WORD = re.compile(r"\S+(?: {2,}\S+)*")  # where one blank divides, more of them set a cell's own characters apart
_WIDE = re.compile(r"\S {2,}\S")
_MOST_WIDE = 0.1  # of the blanks in a run: where more are wide, wide ones divide


def pieces_of(text: str) -> tuple[Piece, ...]:
    """Where the cells of a table run together stand in the text; of any other text, where it stands itself."""
    if len(text) < _LEAST * 2 or _DIVIDED.search(text):
        return ((0, len(text)),)
    words = [(match.start(), match.end()) for match in _WORD.finditer(text)]
    if not _LEAST <= len(words) <= _MOST or len(_WIDE.findall(text)) > _MOST_WIDE * len(words):
        return ((0, len(text)),)
    known = sum(_is_known(text[start:end]) for start, end in words)
    values = sum(is_value(text[start:end]) for start, end in words)
    if known < _SHARE * len(words) or not values or values == known:
        return ((0, len(text)),)
    return tuple(_with_units(text, words))


def _is_known(word: str) -> bool:
    return is_value(word) or any(is_head(kind, word) or is_row(kind, word, False) for kind in KINDS)


def _with_units(text: str, words: list[Piece]) -> Iterator[Piece]:
    """The pieces, a unit joined to the number that it follows: 3 元 is one cell."""
    index = 0
    while index < len(words):
        start, end = words[index]
        index += 1
        after = text[slice(*words[index])] if index < len(words) else ""
        if is_number(text[start:end]) and is_unit(after) and not is_value(after):
            end = words[index][1]
            index += 1
        yield start, end
