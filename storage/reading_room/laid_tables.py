"""A table as it is printed: a cell that was merged stands once, as wide and high as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from storage.reading_room.blocks import Block, Cell, Words
from storage.reading_room.cells import is_label, width_of
from storage.report import Indicator, Table

MAX_CELLS = 50_000


def lay_out_table(number: int, table: Table, in_cells: Mapping[tuple[int, int, int], list[Indicator]]) -> Block:
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
            label = is_label(text)
            wide = width_of(row, x, label, merged_heads)
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
