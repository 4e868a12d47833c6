"""The tables of the official forms (国办公开办函〔2019〕60号, 〔2021〕30号) as grids with merged cells.

Row and column labels are in content/forms.json, the figures come as printed: "0", "", "/" and "26769万元" differ.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"
ARTICLE_20_WIDTH = 12  # divides into two, three and four columns


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    cells: tuple[Cell, ...]
    height: int
    width: int

    def rows(self) -> list[list[Cell]]:
        """Cells by the row they begin in, left to right."""
        rows: list[list[Cell]] = [[] for _ in range(self.height)]
        for cell in sorted(self.cells, key=lambda cell: (cell.row, cell.column)):
            rows[cell.row].append(cell)
        return rows


@cache
def forms() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((CONTENT / "forms.json").read_text(encoding="utf-8"))
    return loaded


def simple(rows: Sequence[Sequence[str]]) -> Grid:
    """A table without merged cells; its first row is the heading."""
    cells = [
        Cell(text, row, column, heading=row == 0) for row, texts in enumerate(rows) for column, text in enumerate(texts)
    ]
    return Grid(tuple(cells), len(rows), max(map(len, rows)))


def article_20(form: str, figures: dict[str, list[str]]) -> Grid:
    """Section 二: the parts of article 20 under one another in one table, each with columns of its own width."""
    cells: list[Cell] = []
    row = 0
    for part in forms()[form]["article20"]:
        cells.append(Cell(part["heading"], row, 0, 1, ARTICLE_20_WIDTH, heading=True))
        span = ARTICLE_20_WIDTH // len(part["columns"])
        lines = [part["columns"]] + [[label, *figures[label]] for label in part["rows"]]
        for line in lines:
            row += 1
            cells += [Cell(text, row, index * span, 1, span) for index, text in enumerate(line)]
        row += 1
    return Grid(tuple(cells), row, ARTICLE_20_WIDTH)


def applications(form: str, figures: Sequence[Sequence[str]]) -> Grid:
    """Section 三: outcomes by applicant; row labels of up to three levels, a group's label merged down its rows."""
    labels: list[list[str]] = forms()[form]["applications"]
    depth = max(map(len, labels))
    head = _column_heads(forms()["applicants"], "申请人情况", left=depth)
    top = 1 + max(cell.row + cell.rowspan - 1 for cell in head)
    cells = [Cell(forms()["corner"], 0, 0, top, depth), *head]
    for level in range(depth):
        start = 0
        for group, members in groupby(labels, key=lambda path: path[: level + 1] if len(path) > level else None):
            count = len(list(members))
            if group is not None:
                last = len(labels[start]) == level + 1
                cells.append(Cell(group[level], top + start, level, count, depth - level if last else 1))
            start += count
    for row, line in enumerate(figures):
        cells += [Cell(text, top + row, depth + column) for column, text in enumerate(line)]
    return Grid(tuple(cells), top + len(labels), depth + 7)


def review(figures: Sequence[Sequence[str]]) -> Grid:
    """Section 四: reconsideration and litigation in one row of fifteen figures."""
    paths = [[*group, result] for group in forms()["review"] for result in forms()["results"]]
    cells = _column_heads(paths, None, left=0)
    top = 1 + max(cell.row + cell.rowspan - 1 for cell in cells)
    cells += [Cell(text, top, column) for column, text in enumerate(text for group in figures for text in group)]
    return Grid(tuple(cells), top + 1, len(paths))


def _column_heads(paths: Sequence[Sequence[str]], over: str | None, *, left: int) -> list[Cell]:
    """Heading cells of columns whose labels are paths; the last label of a short path reaches down to the figures."""
    first = 0 if over is None else 1
    cells = [] if over is None else [Cell(over, 0, left, 1, len(paths), heading=True)]
    depth = max(map(len, paths))
    for level in range(depth):
        start = 0
        for group, members in groupby(paths, key=lambda path: list(path[: level + 1]) if len(path) > level else None):
            count = len(list(members))
            if group is not None:
                last = len(paths[start]) == level + 1
                cells.append(
                    Cell(group[level], first + level, left + start, depth - level if last else 1, count, heading=True)
                )
            start += count
    return cells
