"""The rows of an RTF table as they are defined and filled, and the grid that they make (RTF specification 1.9.1, tables).

A row says where its cells end, in twips; its cells hold text and, in a cell, tables (one level of them).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pipelines.blocks import Block, Cell, Paragraph, Place, TableBlock
from pipelines.errors import DocumentTooLarge
from pipelines.readers import bounds

# Cell edges that differ less, in twips, are the same.
SAME_EDGE = 30
_MOST_ROWS = bounds.MAX_TABLE_CELLS * 20 // bounds.MAX_TABLE_COLUMNS


@dataclass(slots=True)
class EdgeCell:
    right: int
    merged_left: bool = False
    merged_up: bool = False


@dataclass(slots=True)
class Row:
    edges: list[EdgeCell] = field(default_factory=list)
    contents: list[CellContent] = field(default_factory=list)


CellContent = list[str | list[Row]]


@dataclass(slots=True)
class Rows:
    """A table while it is read: the rows that are done, and the one that is being defined and filled."""

    done: list[Row] = field(default_factory=list)
    row: Row = field(default_factory=Row)
    next_edge: EdgeCell = field(default_factory=lambda: EdgeCell(0))

    @property
    def is_open(self) -> bool:
        return bool(self.done or self.row.contents)

    def define(self, word: str, argument: int | None) -> None:
        """What a control word says of the row or of its next cell."""
        if word == "trowd":
            self.row.edges = []
            self.next_edge = EdgeCell(0)
        elif word == "clmrg":
            self.next_edge.merged_left = True
        elif word == "clvmrg":
            self.next_edge.merged_up = True
        elif word == "cellx":
            self.next_edge.right = argument or 0
            self.row.edges.append(self.next_edge)
            self.next_edge = EdgeCell(0)
            if len(self.row.edges) > bounds.MAX_TABLE_COLUMNS:
                raise DocumentTooLarge(f"a table has more than {bounds.MAX_TABLE_COLUMNS} columns")

    def end_cell(self, content: CellContent) -> None:
        self.row.contents.append(content)

    def end_row(self) -> None:
        """A row's definition holds for the next one unless it is defined anew."""
        self.done.append(self.row)
        self.row = Row(list(self.row.edges))
        if len(self.done) > _MOST_ROWS:
            raise DocumentTooLarge("a table has too many rows")


def blocks_of(rows: list[Row], ordinals: Iterator[int]) -> list[Block]:
    """Rows whose cells end at different places, on one grid of all the edges there are; a table of one column is a frame
    around what it holds. `ordinals` number the file's tables."""
    number = next(ordinals)
    edges: list[int] = []
    for right in sorted({edge.right for row in rows for edge in row.edges}):
        if not edges or right - edges[-1] > SAME_EDGE:
            edges.append(right)
    if len(edges) > bounds.MAX_TABLE_COLUMNS:
        raise DocumentTooLarge(f"a table has more than {bounds.MAX_TABLE_COLUMNS} columns")
    cells: list[Cell] = []
    open_cells: dict[int, int] = {}
    width = max(len(edges), max((len(row.contents) for row in rows), default=0))
    if width < 2:
        place = Place(path=f"table {number}")
        return [block for row in rows for content in row.contents for block in content_blocks(content, place, ordinals)]
    for row_number, row in enumerate(rows):
        column = 0
        still_open: dict[int, int] = {}
        for index, text in enumerate(map(_text, row.contents)):
            edge = row.edges[index] if index < len(row.edges) else None
            end = _edge_index(edges, edge.right) + 1 if edge is not None else column + 1
            span = max(end - column, 1)
            place = Place(path=f"table {number} row {row_number + 1} cell {index + 1}")
            if edge is not None and edge.merged_left and cells and cells[-1].row == row_number:
                cells[-1] = replace(cells[-1], colspan=cells[-1].colspan + span, text=_both(cells[-1].text, text))
            elif edge is not None and edge.merged_up and column in open_cells:
                above = open_cells[column]
                cell = cells[above]
                cells[above] = replace(cell, rowspan=row_number - cell.row + 1, text=_both(cell.text, text))
                still_open[column] = above
            else:
                still_open[column] = len(cells)
                cells.append(Cell(text, row_number, column, 1, span, place))
            column += span
        open_cells = still_open
        width = max(width, column)
    return [TableBlock(tuple(cells), len(rows), width, place=Place(path=f"table {number}"))]


def content_blocks(content: CellContent, place: Place, ordinals: Iterator[int]) -> Iterator[Block]:
    """What a cell holds, as blocks."""
    for part in content:
        if isinstance(part, str):
            yield from (Paragraph(line, place=place) for line in part.split("\n") if line)
        else:
            yield from blocks_of(part, ordinals)


def _text(content: CellContent) -> str:
    """What a cell holds, as lines; a table in it row by row."""
    lines = [
        line
        for part in content
        for line in ([part] if isinstance(part, str) else [" ".join(map(_text, row.contents)).strip() for row in part])
    ]
    return "\n".join(line for line in lines if line)


def _edge_index(edges: list[int], right: int) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - right))


def _both(one: str, two: str) -> str:
    return "\n".join(part for part in (one, two) if part)
