"""Characters to lines, and lines to paragraphs: what a page breaker tore apart is joined again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.blocks import Box
from pipelines.readers.pdf_page import Character
from pipelines.readers.whitespace import fold

# Of a character's height: a wider gap in a line is a column's or a space's.
SPACE = 0.9
NARROW_SPACE = 0.4
INDENT = 1.0
# A line that ends this many characters before the margin ends its paragraph.
RAGGED = 1.6
_ENUMERATED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,2}[、.．](?![0-9])|第[一二三四五六七八九十]{1,3}[章节条部]|附[件表][:：0-9]?)"
)
# A sentence that ends with its line: what is numbered in the next begins there.
_ENDED = re.compile(r"[。；;：:！？!?][”’」』）)]?$")
_LATIN = re.compile(r"[A-Za-z0-9]$")
_LATIN_START = re.compile(r"^[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def box(self) -> Box:
        return self.x0, self.top, self.x1, self.bottom

    @property
    def size(self) -> float:
        return max(self.bottom - self.top, 1.0)


def lines_of(characters: Sequence[Character]) -> list[Line]:
    """Lines from the top down."""
    lines = [line_of([character for _, character in row]) for row in rows_of(characters)]
    return [line for line in lines if line.text]


def rows_of(characters: Sequence[Character]) -> list[list[tuple[int, Character]]]:
    """Characters whose middles are within half a height of each other share a row: rows from the top down, each left to
    right, every character with its place in the order of the file."""
    rows: list[list[tuple[int, Character]]] = []
    middle = 0.0
    for character in sorted(characters, key=lambda c: (c.center[1], c.x0)):
        if rows:
            last = rows[-1][-1][1]
            height = max(min(character.bottom - character.top, last.bottom - last.top), 1.0)
            if abs(character.center[1] - middle) < 0.45 * height:
                rows[-1].append((character.order, character))
                middle += (character.center[1] - middle) / len(rows[-1])
                continue
        rows.append([(character.order, character)])
        middle = character.center[1]
    return [sorted(row, key=lambda item: item[1].x0) for row in rows if any(c.text.strip() for _, c in row)]


def text_in(characters: Sequence[Character]) -> str:
    """The text of a cell: its lines, by newline; a column of single characters (a label set vertically) is one line."""
    lines = [line.text for line in lines_of(characters)]
    if len(lines) > 2 and sum(len(line) <= 2 for line in lines) >= 0.8 * len(lines):
        return "".join(lines)
    return "\n".join(lines)


def is_enumerated(text: str) -> bool:
    """Whether a line begins with the number of a heading or item."""
    return _ENUMERATED.match(text) is not None


def begins_paragraph(line: Line, before: Line, left: float, right: float) -> bool:
    """Whether `line` begins a new paragraph after `before`; `left` and `right` are the text's margins."""
    size = min(line.size, before.size)
    if line.top - before.bottom > 1.6 * size or abs(line.size - before.size) > 0.35 * size:
        return True
    if before.x1 < right - RAGGED * size:
        return True
    if _ENDED.search(before.text) and is_enumerated(line.text):
        return True
    return line.x0 > left + INDENT * size


def joined(lines: Sequence[Line]) -> str:
    """The paragraph that these lines make; Latin words and numbers torn apart by a line end get their space back."""
    text = ""
    for line in lines:
        glue = (
            " "
            if _LATIN.search(text) and _LATIN_START.search(line.text) and not _number_goes_on(text, line.text)
            else ""
        )
        text += glue + line.text
    return fold(text)


def _number_goes_on(before: str, after: str) -> bool:
    """A number may be torn between two lines; in these texts two numbers never stand side by side."""
    return before[-1].isdigit() and after[0].isdigit()


def line_of(row: Sequence[Character]) -> Line:
    """A row of characters as a line of text. Between wide characters the page's spaces are justification; between words and numbers they count."""
    parts: list[str] = []
    previous: Character | None = None
    spaced = False
    for character in row:
        if not character.text.strip():
            spaced = True
            continue
        if previous is not None:
            gap = (character.x0 - previous.x1) / max(character.bottom - character.top, 1.0)
            narrow = _is_narrow(previous.text) and _is_narrow(character.text)
            if gap > SPACE or (narrow and (spaced or gap > NARROW_SPACE)):
                parts.append(" ")
        parts.append(character.text)
        previous = character
        spaced = False
    printed = [character for character in row if character.text.strip()]
    return Line(
        fold("".join(parts)),
        printed[0].x0,
        min(character.top for character in printed),
        max(character.x1 for character in printed),
        max(character.bottom for character in printed),
    )


def _is_narrow(text: str) -> bool:
    return text.isascii() and text.isalnum()
