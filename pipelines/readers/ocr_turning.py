"""Which way up a scanned page lies: told by the lines that were found on it, and by how well each way can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.blocks import Box

# So much higher than wide is a line of several letters that runs down the page.
UPRIGHT = 1.5
# Fewer letters say nothing of a page.
LEAST_LETTERS = 12
# Of a page that is the right way up letters are read more surely, one with another; of one that is not, digits are read as others.
SURE = 0.92


@dataclass(frozen=True, slots=True)
class OcrLine:
    """A line of text with its box in pixels, and how sure its reading is, from 0 to 1."""

    text: str
    score: float
    box: Box


def turns(lines: Sequence[OcrLine]) -> tuple[int, ...]:
    """By how many quarter turns against the clock the page may lie, other than none; empty for one that is read well."""
    letters = sum(len(line.text) for line in lines)
    if letters < LEAST_LETTERS:
        return ()
    down = sum(_length(line) for line in lines if line.box[3] - line.box[1] > UPRIGHT * (line.box[2] - line.box[0]))
    if 2 * down > sum(map(_length, lines)):
        return 1, 3
    return (2,) if sum(len(line.text) * line.score for line in lines) < SURE * letters else ()


def legible(lines: Sequence[OcrLine]) -> float:
    """How much of a page can be read: its letters in lines across, by how sure they are. A doubtful reading counts little."""
    across = [line for line in lines if line.box[2] - line.box[0] >= line.box[3] - line.box[1]]
    return sum(len(line.text) * line.score**4 for line in across)


def _length(line: OcrLine) -> float:
    return max(line.box[2] - line.box[0], line.box[3] - line.box[1])
