"""Where a figure stands in a captured page: what to look for, in characters without blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storage.report import Indicator, PdfLocator, Report, TableLocator

CONTEXT = 24
_LABEL = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Needle:
    """Text without blanks in which the figure stands from `start` to `end`; `skip` earlier places are others' rows."""

    text: str
    start: int
    end: int
    skip: int


def needles(report: Report, figure: Indicator) -> tuple[Needle, ...]:
    """What to look for, the longest context first."""
    where = figure.locator
    if isinstance(where, PdfLocator):
        return ()
    if isinstance(where, TableLocator):
        return tuple(_row_needles(report, where.table, where.row, where.column))
    found = []
    raw = squeeze(report.text[where.start : where.end])
    left, right = report.text[: where.start], report.text[where.end :]
    around = [(left[-context:], right[:context]) for context in (CONTEXT * 2, CONTEXT)]
    # In its own line alone: what stands in other lines may lie elsewhere on the page.
    around.append((left.rpartition("\n")[2][-CONTEXT:], right.partition("\n")[0][:CONTEXT]))
    for before, after in ((squeeze(one), squeeze(other)) for one, other in around):
        whole = before + raw + after
        earlier = squeeze(report.text[: where.start])
        skip = _occurrences(earlier[: len(earlier) - len(before)] + whole[:-1], whole)
        found.append(Needle(whole, len(before), len(before) + len(raw), skip))
    return tuple(found)


def _row_needles(report: Report, table: int, row: int, column: int) -> Iterator[Needle]:
    """The row's cells, a merged one once, from the first label on or from a later one: a merged label stands rows above."""
    cells = _collapsed(report.tables[table].rows[row])
    target = next((place for place, (_, first, last) in enumerate(cells) if first <= column <= last), None)
    if target is None or not cells[target][0]:
        return
    for first in range(target + 1):
        if first and not (_LABEL.search(cells[first][0]) or first == target):
            continue
        text = "".join(cell for cell, _, _ in cells[first:])
        start = sum(len(cell) for cell, _, _ in cells[first:target])
        if not _LABEL.search(text):
            continue
        yield Needle(text, start, start + len(cells[target][0]), _rows_before(report, table, row, text))


def _rows_before(report: Report, table: int, row: int, text: str) -> int:
    """In how many rows before this one the same text stands."""
    rows: list[Sequence[str]] = [each for earlier in report.tables[:table] for each in earlier.rows]
    rows += report.tables[table].rows[:row]
    return sum("".join(cell for cell, _, _ in _collapsed(each)).endswith(text) for each in rows)


def _collapsed(row: Sequence[str]) -> list[tuple[str, int, int]]:
    """Cells without blanks, each with its first and last column; a label repeated in neighbours is one merged cell."""
    cells: list[tuple[str, int, int]] = []
    for column, text in enumerate(map(squeeze, row)):
        if cells and cells[-1][0] == text and _LABEL.search(text):
            cells[-1] = (text, cells[-1][1], column)
        else:
            cells.append((text, column, column))
    return cells


def squeeze(text: str) -> str:
    return "".join(text.split()).replace("\u200b", "").replace("\ufeff", "")


def _occurrences(text: str, needle: str) -> int:
    count, at = 0, text.find(needle)
    while at >= 0:
        count, at = count + 1, text.find(needle, at + 1)
    return count
