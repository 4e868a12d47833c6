"""Which figure stands in which cell of a report's tables.

Figures printed in a PDF are located there by page and box; in the tables they are found again by the order of rows: a row of
figures on a page is a row of cells with the same numbers, in the same order of rows. Where that cannot be told, a figure has
no cell rather than a guessed one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from storage.report import Indicator, PdfLocator, Report, Table, TableLocator

_LABEL = re.compile(r"[^\W\d_]")
_SAME_LINE = 3.0


def figures_by_cell(report: Report) -> Mapping[tuple[int, int, int], list[Indicator]]:
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
                if not text or is_label(text):
                    x += 1
                    continue
                cells[number, y, x] = text
                x += width_of(row, x, False, heads)
            if cells:
                found.append(cells)
    return found


def _table_heads(table: Table, y: int) -> dict[int, tuple[int, int]]:
    """By column, the first column and the width of the nearest label above a row."""
    heads: dict[int, tuple[int, int]] = {}
    for x in range(len(table.rows[y])):
        for above in range(y - 1, -1, -1):
            row = table.rows[above]
            if x < len(row) and is_label(row[x]):
                first = x
                while first > 0 and row[first - 1] == row[x]:
                    first -= 1
                heads[x] = first, width_of(row, first, True, {})
                break
    return heads


def is_label(text: str) -> bool:
    """Whether a cell holds words, and not figures alone."""
    return _LABEL.search(text) is not None


def width_of(row: Sequence[str], x: int, label: bool, heads: Mapping[int, tuple[int, int]]) -> int:
    """How many columns a cell covers: a label as far as it is repeated; a number only under a head as wide as that."""
    wide = 1
    while x + wide < len(row) and row[x + wide] == row[x] and row[x].strip():
        wide += 1
    if label or wide == 1:
        return wide
    first, head = heads.get(x, (x, 1))
    return head if first == x and head <= wide else 1
