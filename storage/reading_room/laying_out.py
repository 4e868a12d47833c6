"""A report's text laid out for reading: headings, paragraphs and tables in order, every figure a place that can be linked to.

blocks.py   the pieces      laid_tables.py   a table with its merged cells as one      cells.py   which figure stands in which cell
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from storage.reading_room.blocks import Block, Words
from storage.reading_room.cells import figures_by_cell
from storage.reading_room.laid_tables import lay_out_table
from storage.report import Check, Indicator, Report, Section, TextLocator

_NEAR = 24


@dataclass(frozen=True, slots=True)
class Laid:
    """The blocks in order, the outline, figures that have no place in the text, and failing checks without any place."""

    blocks: tuple[Block, ...]
    outline: tuple[tuple[int, str, str], ...]
    elsewhere: tuple[Indicator, ...]
    unplaced: tuple[Check, ...]


def lay_out(report: Report) -> Laid:
    """The whole report as blocks."""
    in_cells = figures_by_cell(report)
    in_text = [figure for figure in report.indicators if isinstance(figure.locator, TextLocator)]
    tables = sorted(enumerate(report.tables), key=lambda numbered: numbered[1].start)
    blocks: list[Block] = []
    outline: list[tuple[int, str, str]] = []
    at = 0
    for number, table in tables:
        if table.start < at:
            continue  # a table inside a table is part of the outer one's text
        blocks += _running(report, at, table.start, in_text, outline)
        blocks.append(lay_out_table(number, table, in_cells))
        at = max(at, table.end)
    blocks += _running(report, at, len(report.text), in_text, outline)
    placed = {id(figure) for block in blocks for figure in block.figures()}
    elsewhere = tuple(figure for figure in report.indicators if id(figure) not in placed)
    return Laid(tuple(blocks), tuple(outline), elsewhere, _place_checks(report.checks, blocks))


# Text


def _running(
    report: Report, start: int, end: int, figures: Sequence[Indicator], outline: list[tuple[int, str, str]]
) -> list[Block]:
    """The text between two tables, cut at headings and at the ends of lines."""
    blocks: list[Block] = []
    for number, section in enumerate(report.sections):
        if start <= section.start < end:
            blocks += _paragraphs(report.text, start, section.start, figures)
            start = min(_end_of_heading(report.text, section, end), end)
            anchor = f"part-{number + 1}"
            words = report.text[section.start : start].strip()
            outline.append((section.level, anchor, words))
            blocks.append(
                Block(
                    "heading",
                    level=section.level,
                    anchor=anchor,
                    words=_words(report.text, section.start, start, figures),
                )
            )
    blocks += _paragraphs(report.text, start, end, figures)
    return blocks


def _end_of_heading(text: str, section: Section, end: int) -> int:
    found = text.find(section.title, section.start, min(end, section.start + len(section.title) + _NEAR))
    if found >= 0 and section.title:
        return found + len(section.title)
    line = text.find("\n", section.start, end)
    return line if line >= 0 else end


def _paragraphs(text: str, start: int, end: int, figures: Sequence[Indicator]) -> Iterable[Block]:
    at = start
    for line in text[start:end].splitlines(keepends=True):
        if line.strip():
            yield Block("paragraph", words=_words(text, at, at + len(line.rstrip()), figures))
        at += len(line)


def _words(text: str, start: int, end: int, figures: Sequence[Indicator]) -> tuple[Words, ...]:
    """A span cut wherever a figure begins or ends; where figures overlap, the shortest that covers a piece stands there."""
    inside = [figure for figure in figures if start <= _span(figure)[0] and _span(figure)[1] <= end]
    edges = sorted({start, end, *(edge for figure in inside for edge in _span(figure))})
    pieces = []
    for left, right in pairwise(edges):
        covering = [figure for figure in inside if _span(figure)[0] <= left and right <= _span(figure)[1]]
        shortest = min((_span(figure)[1] - _span(figure)[0] for figure in covering), default=0)
        here = tuple(figure for figure in covering if _span(figure)[1] - _span(figure)[0] == shortest)
        pieces.append(Words(text[left:right], here))
    return tuple(pieces)


def _span(figure: Indicator) -> tuple[int, int]:
    assert isinstance(figure.locator, TextLocator)
    return figure.locator.start, figure.locator.end


def _place_checks(checks: Iterable[Check], blocks: Sequence[Block]) -> tuple[Check, ...]:
    """Puts each failing check behind the block where its last figure stands; returns those whose figures stand nowhere."""
    unplaced = []
    where: defaultdict[str, list[Block]] = defaultdict(list)
    for block in blocks:
        for figure in block.figures():
            where[figure.code].append(block)
    for check in checks:
        if check.status != "fails":
            continue
        place = next((where[code][-1] for code in reversed(check.codes) if code in where), None)
        if place is None:
            unplaced.append(check)
        else:
            place.failing.append(check)
    return tuple(unplaced)
