"""A report's text laid out for reading: headings, paragraphs and tables in order, every figure a place that can be linked to.

Figures printed in a PDF are located there by page and box; in the text they are found again by the order of rows: a row of
figures on a page is a row of cells with the same numbers, in the same order of rows. Where that cannot be told, a figure has
no place in the text rather than a guessed one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from storage.report import Check, Indicator, PdfLocator, Report, Section, Table, TableLocator, TextLocator

MAX_CELLS = 50_000
_LABEL = re.compile(r"[^\W\d_]")
_SAME_LINE = 3.0
_NEAR = 24


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


@dataclass(frozen=True, slots=True)
class Laid:
    """The blocks in order, the outline, figures that have no place in the text, and failing checks without any place."""

    blocks: tuple[Block, ...]
    outline: tuple[tuple[int, str, str], ...]
    elsewhere: tuple[Indicator, ...]
    unplaced: tuple[Check, ...]


def lay_out(report: Report) -> Laid:
    """The whole report as blocks."""
    in_cells = _by_cell(report)
    in_text = [figure for figure in report.indicators if isinstance(figure.locator, TextLocator)]
    tables = sorted(enumerate(report.tables), key=lambda numbered: numbered[1].start)
    blocks: list[Block] = []
    outline: list[tuple[int, str, str]] = []
    at = 0
    for number, table in tables:
        if table.start < at:
            continue  # a table inside a table is part of the outer one's text
        blocks += _running(report, at, table.start, in_text, outline)
        blocks.append(_table(number, table, in_cells))
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


# Tables


def _table(number: int, table: Table, in_cells: Mapping[tuple[int, int, int], list[Indicator]]) -> Block:
    """The table with its merged cells as one each: neighbours with the same label are one cell that was repeated."""
    if sum(len(row) for row in table.rows) > MAX_CELLS:
        words = Words("\n".join("\t".join(row) for row in table.rows)[:MAX_CELLS])
        return Block("paragraph", words=(words,))
    taken: set[tuple[int, int]] = set()
    merged_heads: dict[int, tuple[int, int]] = {}
    rows: list[tuple[Cell, ...]] = []
    for y, row in enumerate(table.rows):
        cells: list[Cell] = []
        for x, text in enumerate(row):
            if (y, x) in taken:
                continue
            label = bool(_LABEL.search(text))
            wide = _width(row, x, label, merged_heads)
            high = _height(table.rows, y, x, wide) if label else 1
            covered = [(y + down, x + right) for down in range(high) for right in range(wide)]
            taken.update(covered)
            cell = Cell(text, high, wide, label=label)
            for place in covered:
                cell.figures += [each for each in in_cells.get((number, *place), ()) if each not in cell.figures]
                if label:
                    merged_heads[place[1]] = (x, wide)
            cells.append(cell)
        rows.append(tuple(cells))
    return Block("table", anchor=f"table-{number + 1}", caption=table.caption, rows=tuple(rows))


def _width(row: Sequence[str], x: int, label: bool, heads: Mapping[int, tuple[int, int]]) -> int:
    """How many columns a cell covers: a label as far as it is repeated; a number only under a head as wide as that."""
    wide = 1
    while x + wide < len(row) and row[x + wide] == row[x] and row[x].strip():
        wide += 1
    if label or wide == 1:
        return wide
    first, head = heads.get(x, (x, 1))
    return head if first == x and head <= wide else 1


def _height(rows: Sequence[Sequence[str]], y: int, x: int, wide: int) -> int:
    high = 1
    while y + high < len(rows):
        below = rows[y + high][x : x + wide]
        beyond = rows[y + high][x + wide : x + wide + 1] == rows[y][x : x + 1]
        if list(below) != [rows[y][x]] * wide or beyond:
            break
        high += 1
    # A row that is repeated whole is printed twice, not merged.
    return high if wide < len(rows[y]) else 1


def _by_cell(report: Report) -> Mapping[tuple[int, int, int], list[Indicator]]:
    found: defaultdict[tuple[int, int, int], list[Indicator]] = defaultdict(list)
    for figure in report.indicators:
        if isinstance(figure.locator, TableLocator):
            found[figure.locator.table, figure.locator.row, figure.locator.column].append(figure)
    for place, figure in _boxes_in_cells(report):
        found[place].append(figure)
    return found


def _boxes_in_cells(report: Report) -> Iterable[tuple[tuple[int, int, int], Indicator]]:
    """Figures of a PDF with the cells they stand in, as far as the order of rows tells."""
    printed = _printed_rows(report.indicators)
    cells = _number_rows(report.tables)
    signatures = [tuple(figure.raw for figure in row) for row in printed], [tuple(row.values()) for row in cells]
    matcher = SequenceMatcher(None, *signatures, autojunk=False)
    for match in matcher.get_matching_blocks():
        for step in range(match.size):
            for figure, place in zip(printed[match.a + step], cells[match.b + step], strict=True):
                yield place, figure


def _printed_rows(figures: Iterable[Indicator]) -> list[list[Indicator]]:
    """Figures with a box, line by line from the first page's top, each line from left to right."""
    located = [(figure.locator, figure) for figure in figures if isinstance(figure.locator, PdfLocator)]
    lines: list[tuple[int, float, list[tuple[float, Indicator]]]] = []
    for where, figure in sorted(located, key=lambda each: (each[0].page, each[0].box[1], each[0].box[0])):
        left, top = where.box[0], where.box[1]
        if not lines or lines[-1][0] != where.page or abs(lines[-1][1] - top) > _SAME_LINE:
            lines.append((where.page, top, []))
        lines[-1][2].append((left, figure))
    return [[figure for _, figure in sorted(line, key=lambda each: each[0])] for _, _, line in lines]


def _number_rows(tables: Iterable[Table]) -> list[dict[tuple[int, int, int], str]]:
    """The cells without a label that are not blank, row by row; a merged one once."""
    found = []
    for number, table in enumerate(tables):
        for y, row in enumerate(table.rows):
            heads = _table_heads(table, y)
            cells: dict[tuple[int, int, int], str] = {}
            x = 0
            while x < len(row):
                text = row[x].strip()
                if not text or _LABEL.search(text):
                    x += 1
                    continue
                cells[number, y, x] = text
                x += _width(row, x, False, heads)
            if cells:
                found.append(cells)
    return found


def _table_heads(table: Table, y: int) -> dict[int, tuple[int, int]]:
    """By column, the first column and the width of the nearest label above a row."""
    heads: dict[int, tuple[int, int]] = {}
    for x in range(len(table.rows[y])):
        for above in range(y - 1, -1, -1):
            row = table.rows[above]
            if x < len(row) and _LABEL.search(row[x]):
                first = x
                while first > 0 and row[first - 1] == row[x]:
                    first -= 1
                heads[x] = first, _width(row, first, True, {})
                break
    return heads


# Checks


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
