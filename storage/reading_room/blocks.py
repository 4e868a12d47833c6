"""The pieces of a report laid out: headings, paragraphs and tables, with the figures that are printed in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from storage.report import Check, Indicator


@dataclass(frozen=True, slots=True)
class Words:
    """Some text, and the figures printed exactly there."""

    text: str
    figures: tuple[Indicator, ...] = ()


@dataclass(slots=True)
class Cell:
    text: str
    rows: int = 1
    columns: int = 1
    figures: list[Indicator] = field(default_factory=list)
    label: bool = False


@dataclass(slots=True)
class Block:
    """A heading, a paragraph or a table. `failing` are the checks whose first figure stands here."""

    kind: Literal["heading", "paragraph", "table"]
    level: int = 0
    anchor: str = ""
    words: tuple[Words, ...] = ()
    caption: str | None = None
    rows: tuple[tuple[Cell, ...], ...] = ()
    failing: list[Check] = field(default_factory=list)

    def figures(self) -> Iterable[Indicator]:
        for words in self.words:
            yield from words.figures
        for row in self.rows:
            for cell in row:
                yield from cell.figures
