"""Where the letters of a page stand: what is printed in a box, and on the lines through it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from crawler.tracing.squeezing import squeeze

# Points by which a letter's middle may lie beside the box of the words it belongs to.
_BESIDE = 1.5
# Letters of one line differ less in height than this.
_LINE = 3.0
# Further apart than this are the middles of letters of two cells.
_GAP = 24.0
# The same letter nearer than about this is printed over itself; no two digits of one number are.
_OVER = 1.0

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter and its middle, in points from the top left of its page as it is shown."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """The letters of a page in the order of its content; what is printed over itself, for weight, stands once. `pictures`: where words
    may stand that only OCR reads."""

    letters: tuple[Letter, ...]
    pictures: tuple[Box, ...]

    def place(self, raw: str, box: Box) -> str | None:
        """The line on which these words stand in the box, in the order of the content or of the lines. None: they do not."""
        x0, top, x1, bottom = box
        inside = [
            letter
            for letter in self.letters
            if x0 - _BESIDE <= letter.x <= x1 + _BESIDE and top - _BESIDE <= letter.y <= bottom + _BESIDE
        ]
        wanted = squeeze(raw)
        # 0 is not printed where 10 is.
        words = re.compile(rf"(?<![0-9.,]){re.escape(wanted)}(?![0-9])" if wanted[:1].isdigit() else re.escape(wanted))
        for order in (inside, sorted(inside, key=lambda letter: (round(letter.y / _LINE), letter.x))):
            if words.search(squeeze("".join(letter.text for letter in order))):
                return self._line(order)
        return None

    def holds(self, raw: str, box: Box) -> bool:
        """Whether all of its letters stand in the box, between others that are perhaps not seen."""
        x0, top, x1, bottom = box
        inside = Counter(letter.text for letter in self.letters if x0 <= letter.x <= x1 and top <= letter.y <= bottom)
        return not Counter(squeeze(raw)) - inside

    def in_a_picture(self, box: Box) -> bool:
        return any(
            box[0] < x1 and x0 < box[2] and box[1] < bottom and top < box[3] for x0, top, x1, bottom in self.pictures
        )

    def _line(self, inside: list[Letter]) -> str:
        """All that is printed at the height of these letters, from left to right; wide gaps are those between cells."""
        middle = sum(letter.y for letter in inside) / len(inside)
        near = sorted((letter for letter in self.letters if abs(letter.y - middle) <= _LINE), key=lambda each: each.x)
        line, before = "", None
        for letter in near:
            line += (
                " | " if before is not None and letter.x - before > _GAP and letter.text.strip() else ""
            ) + letter.text
            before = letter.x if letter.text.strip() else before
        return line.strip()


def without_doubles(letters: Iterable[Letter]) -> tuple[Letter, ...]:
    """Each letter once that is printed several times over itself."""
    kept: list[Letter] = []
    seen: set[tuple[str, int, int]] = set()
    for letter in letters:
        x, y = int(letter.x / _OVER), int(letter.y / _OVER)
        if not any((letter.text, x + right, y + down) in seen for right in (-1, 0, 1) for down in (-1, 0, 1)):
            kept.append(letter)
            seen.add((letter.text, x, y))
    return tuple(kept)
