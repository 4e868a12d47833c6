"""A page's `<table>`: is it data or layout, and if data, which rectangle does each cell cover.

Cells are laid on the grid as HTML's table model says (HTML Living Standard, 4.9.12), with spans held within the table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipelines.blocks import Block, Cell, Image, Paragraph, Place, TableBlock
from pipelines.errors import DocumentTooLarge
from pipelines.readers import bounds
from pipelines.readers.boxed import is_boxed
from pipelines.readers.whitespace import visible

# A cell of this much text, or of this many paragraphs and this much text, is a column of a page, not a datum.
LONG_CELL = 400
LONG_CELL_PARAGRAPHS = 6
LONG_CELL_OF_PARAGRAPHS = 200
# Data tables may have a few long cells (remarks); this many short ones to each make it data all the same.
SHORT_CELLS_TO_A_LONG_ONE = 8
# A single row is data if it holds at least so many figures and hardly anything else: its head is a table of its own.
FIGURES_OF_A_ROW = 5
_FIGURE = re.compile(r"[-+]?[0-9０-９][0-9０-９,，.．]{0,14}|[-－—/]{1,2}")


@dataclass(slots=True)
class RawCell:
    """A cell as met while walking: what it holds, and the spans it claims (0 means: to the end)."""

    rowspan: int
    colspan: int
    path: str
    blocks: list[Block] = field(default_factory=list)

    def text(self) -> str:
        return "\n".join(line for block in self.blocks if (line := _text(block)))


@dataclass(slots=True)
class RawTable:
    """A table as met while walking; `loose` is what stands in it outside any cell, `foot` the rows of its <tfoot>s."""

    path: str
    presentation: bool = False
    rows: list[list[RawCell]] = field(default_factory=list)
    foot: list[list[RawCell]] = field(default_factory=list)
    in_foot: bool = False
    loose: list[Block] = field(default_factory=list)
    caption: list[Block] = field(default_factory=list)
    open_row: bool = False

    @property
    def _growing(self) -> list[list[RawCell]]:
        return self.foot if self.in_foot else self.rows

    def start_row(self) -> None:
        self._growing.append([])
        self.open_row = True

    def end_row(self) -> None:
        self.open_row = False

    def start_cell(self, cell: RawCell) -> None:
        if not self.open_row:
            self.start_row()
        self._growing[-1].append(cell)

    def finish(self) -> RawTable:
        """The foot comes last, wherever it is written (HTML Living Standard, 4.9.7)."""
        self.rows += self.foot
        self.foot = []
        return self


def blocks_of(table: RawTable) -> list[Block]:
    """The table as one TableBlock if it is data, else what its cells hold, in order. Nothing in it is lost."""
    built = _build(table) if _is_data(table) else None
    if built is None or is_boxed(built):
        held = [block for row in table.rows for cell in row for block in cell.blocks]
        return [*table.loose, *table.caption, *held]
    images = [block for row in table.rows for cell in row for block in cell.blocks if isinstance(block, Image)]
    return [*table.loose, built, *images]


def span(value: str | None) -> int:
    """A rowspan or colspan attribute as browsers read it: leading digits, else 1."""
    digits = ""
    for character in (value or "").strip()[:12]:
        if character not in "0123456789":
            break
        digits += character
    return int(digits) if digits else 1


def _is_data(table: RawTable) -> bool:
    if table.presentation or not table.rows or max(len(row) for row in table.rows) < 2:
        return False
    if len(table.rows) == 1:
        texts = [visible(cell.text()) for cell in table.rows[0]]
        figures = sum(_FIGURE.fullmatch(text) is not None for text in texts)
        return figures >= FIGURES_OF_A_ROW and 2 * figures > sum(map(bool, texts))
    sizes: list[int] = []
    long_sizes: list[int] = []
    nested = 0
    for row in table.rows:
        for cell in row:
            size = len(visible(cell.text()))
            if not size:
                continue
            sizes.append(size)
            if any(isinstance(block, TableBlock) for block in cell.blocks):
                nested += size
            paragraphs = sum(isinstance(block, Paragraph) for block in cell.blocks)
            if size > LONG_CELL or (paragraphs >= LONG_CELL_PARAGRAPHS and size > LONG_CELL_OF_PARAGRAPHS):
                long_sizes.append(size)
    if len(sizes) < 2 or nested * 2 > sum(sizes):
        return False
    mostly_long = sum(long_sizes) * 2 > sum(sizes)
    return not (mostly_long and len(sizes) - len(long_sizes) < SHORT_CELLS_TO_A_LONG_ONE * len(long_sizes))


def _build(table: RawTable) -> TableBlock:
    width = _width(table)
    height = len(table.rows)
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    covered = 0
    linked = 0
    for row, raw_cells in enumerate(table.rows):
        column = 0
        for raw in raw_cells:
            while (row, column) in taken:
                column += 1
            if column >= bounds.MAX_TABLE_COLUMNS:
                raise DocumentTooLarge(f"a table has more than {bounds.MAX_TABLE_COLUMNS} columns")
            colspan = min(max(raw.colspan, 1), max(width - column, 1))
            rowspan = min(raw.rowspan or height, height - row)
            covered += colspan * rowspan
            if covered > bounds.MAX_TABLE_CELLS:
                raise DocumentTooLarge(f"a table has more than {bounds.MAX_TABLE_CELLS} cells")
            if rowspan > 1:
                taken.update((r, c) for r in range(row + 1, row + rowspan) for c in range(column, column + colspan))
            cells.append(Cell(raw.text(), row, column, rowspan, colspan, Place(path=raw.path)))
            linked += sum(block.linked for block in raw.blocks if isinstance(block, (Paragraph, TableBlock)))
            column += colspan
        width = max(width, column)
    caption = "\n".join(text for block in table.caption if (text := _text(block))) or None
    return TableBlock(tuple(cells), height, width, caption, False, Place(path=table.path), linked)


def _width(table: RawTable) -> int:
    """Columns claimed by spans that can be meant; wilder ones reach to this edge."""
    return max(
        sum(max(cell.colspan, 1) if cell.colspan <= bounds.MAX_SPAN else 1 for cell in row) for row in table.rows
    )


def _text(block: Block) -> str:
    if isinstance(block, Paragraph):
        return block.text
    if isinstance(block, TableBlock):
        return "\n".join(" ".join(cell for cell in row if cell) for row in _rows_once(block))
    return ""


def _rows_once(table: TableBlock) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(table.height)]
    for cell in table.cells:
        rows[cell.row].append(cell.text)
    return rows
