"""A table as its rows and columns of meaning, and which value cell belongs to which column.

Geometry is believed only where it agrees with itself: reports print grids whose header and data rows are merged in different
places. Where it does not, the value cells of a row stand for the columns in their order, if there are as many of each; else
nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Generic, TypeVar

from pipelines.blocks import Cell, Place, TableBlock
from pipelines.parsing import cells
from pipelines.parsing.labels import Label, read_label
from pipelines.parsing.layout import cell_text

Meaning = TypeVar("Meaning")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class GridCell:
    """A cell of table `table` with the rectangle it covers: rows row..bottom-1, columns column..end-1.

    `turned` if the table is printed on its side: then its rows are the printed columns. `ocr` if it was read from a picture.
    """

    table: int
    text: str
    row: int
    column: int
    bottom: int
    end: int
    place: Place
    measured: bool = True
    turned: bool = False
    ocr: bool = False

    @property
    def span(self) -> tuple[int, int] | None:
        """The columns it covers; None in a table recovered from text, whose columns are only an order."""
        return (self.column, self.end) if self.measured else None

    @property
    def is_tall(self) -> bool:
        """Whether it covers several rows: a label may, a value that does pushes its neighbours out of their columns."""
        return self.bottom - self.row > 1

    @cached_property
    def label(self) -> Label:
        return read_label(self.text)

    @cached_property
    def is_number(self) -> bool:
        return cells.is_number(self.text)

    @cached_property
    def is_blank(self) -> bool:
        return cells.is_blank(self.text)

    @property
    def is_words(self) -> bool:
        """Whether it holds words: neither a number nor a blank, nor digits of which no number can be told (77 8)."""
        return not self.is_number and not self.is_blank and _LETTER.search(self.text) is not None


@dataclass(frozen=True)
class Row:
    """A row of a table: the cells that cover it, left to right, each once."""

    table: int
    index: int
    cells: tuple[GridCell, ...]

    @cached_property
    def begun(self) -> tuple[GridCell, ...]:
        """The cells that begin in this row."""
        return tuple(cell for cell in self.cells if cell.row == self.index)

    @cached_property
    def words(self) -> tuple[GridCell, ...]:
        """The cells that begin in this row and hold words."""
        return tuple(cell for cell in self.begun if cell.is_words)

    @cached_property
    def has_numbers(self) -> bool:
        return any(cell.is_number for cell in self.begun)

    @cached_property
    def is_blank(self) -> bool:
        return all(cell.text == "" for cell in self.begun)


@dataclass(frozen=True)
class Column(Generic[Meaning]):
    """A column and what it means; None when it is there but its label cannot be told. `span` is None without geometry."""

    meaning: Meaning | None
    span: tuple[int, int] | None
    unit: str | None = None


def rows_of(block: TableBlock, table: int) -> tuple[Row, ...]:
    """The rows of a table block, cells and spans cut to its size."""
    covering: list[list[GridCell]] = [[] for _ in range(block.height)]
    for cell in sorted(block.cells, key=lambda cell: (cell.row, cell.column)):
        made = _made(cell, table, block)
        for row in range(made.row, made.bottom):
            covering[row].append(made)
    return tuple(
        Row(table, index, tuple(sorted(row, key=lambda cell: cell.column))) for index, row in enumerate(covering)
    )


def _made(cell: Cell, table: int, block: TableBlock) -> GridCell:
    return GridCell(
        table=table,
        text=cell_text(cell.text),
        row=cell.row,
        column=cell.column,
        bottom=min(cell.row + max(cell.rowspan, 1), block.height),
        end=min(cell.column + max(cell.colspan, 1), block.width),
        place=cell.place,
        measured=not block.flattened,
        ocr=block.ocr,
    )


def with_spans(columns: Sequence[Column[Meaning]]) -> bool:
    """Whether the columns have a geometry that agrees with itself: left to right, none over another."""
    spans = [column.span for column in columns]
    if any(span is None for span in spans):
        return False
    ordered = [span for span in spans if span is not None]
    return all(left[1] <= right[0] for left, right in pairwise(ordered))


def align(row: Row, columns: Sequence[Column[Meaning]]) -> tuple[tuple[Column[Meaning], GridCell], ...] | None:
    """Each column with its value cell of this row, or None when it cannot be told which is whose."""
    if not columns:
        return None
    return by_geometry(row.cells, columns) or by_order(row.cells, columns)


def by_geometry(
    covering: Sequence[GridCell], columns: Sequence[Column[Meaning]]
) -> tuple[tuple[Column[Meaning], GridCell], ...] | None:
    """Each column with the cell under it, or None where header and data rows are merged in different places.

    A cell that covers several rows is under its column in each of them; whose value it holds is not told (found.figure). It
    shows that the row is whole only where nothing is pushed out to the right. A mark that stands under no column, beside
    a last column without any, may be the first column's.
    """
    if not columns or not with_spans(columns):
        return None
    spans = [column.span for column in columns if column.span is not None]
    under: list[list[GridCell]] = [[] for _ in columns]
    astray = False
    for cell in covering:
        touched = [i for i, (start, end) in enumerate(spans) if cell.column < end and cell.end > start]
        if not touched:
            if cell.is_number or (cell.column >= spans[0][0] and not cell.is_blank):
                return None
            astray = astray or (cell.text != "" and not cell.is_words)
            continue
        start, end = spans[touched[0]]
        if len(touched) > 1 or cell.column < start or cell.end > end:
            return None
        if cell.is_tall and any(other.column >= spans[-1][1] for other in covering):
            return None
        under[touched[0]].append(cell)
    if any(cell.is_words for found in under for cell in found) and not _words_fit(covering, spans):
        return None
    if astray and all(cell.text == "" for cell in under[-1]):
        return None
    paired = []
    for column, found in zip(columns, under, strict=True):
        printed = [cell for cell in found if cell.text != ""]
        if not found or len({cell.text for cell in printed}) > 1:
            return None
        paired.append((column, printed[0] if printed else found[0]))
    return tuple(paired)


def _words_fit(covering: Sequence[GridCell], spans: Sequence[tuple[int, int]]) -> bool:
    """Whether words under a column are its cell and no label gone astray: a label stands left, and each column has one cell."""
    right = [cell for cell in covering if cell.end > spans[0][0]]
    labelled = any(cell.is_words and cell.end <= spans[0][0] for cell in covering)
    return labelled and [(cell.column, cell.end) for cell in right] == list(spans)


def by_order(
    covering: Sequence[GridCell], columns: Sequence[Column[Meaning]]
) -> tuple[tuple[Column[Meaning], GridCell], ...] | None:
    """The row's value cells, those after its last words, for the columns in their order; None if their numbers differ.

    A blank that lies under no head, where heads have places, stands in a gap between columns and for none of them.
    """
    labels = [index for index, cell in enumerate(covering) if cell.is_words]
    if labels and any(cell.is_number for cell in covering[labels[0] : labels[-1]]):
        return None  # two rows run into one: which label a value belongs to is not told
    values = list(covering[labels[-1] + 1 :] if labels else covering)
    astray = [cell for cell in values if _under_no_head(cell, columns)]
    if any(cell.text for cell in astray) and any(cell.text == "" for cell in values):
        return None  # a value in a gap between columns, and a blank where a value belongs
    values = [cell for cell in values if cell not in astray or cell.text]
    if any(cell.is_tall for cell in values):
        return None
    printed = [cell for cell in values if cell.text != ""]
    if len(printed) == len(columns) and (len(columns) == 1 or not any(cell.measured for cell in values)):
        return tuple(zip(columns, printed, strict=True))
    spare = len(values) - len(columns)
    if spare < 0:
        return None
    if spare and (
        any(cell.text for cell in values[:spare])
        or any(cell.text == "" for cell in values[spare:])
        or values[-1].is_blank
    ):
        return None  # more cells than columns, and not the first alone is blank: which of them are values is not told
    return tuple(zip(columns, values[spare:], strict=True))


def _under_no_head(cell: GridCell, columns: Sequence[Column[Meaning]]) -> bool:
    """Whether the cell lies in a gap between the places that the columns' heads cover."""
    if not columns or not with_spans(columns):
        return False
    spans = [column.span for column in columns if column.span is not None]
    inside = spans[0][0] <= cell.column < spans[-1][1]
    return inside and not any(cell.column < end and cell.end > start for start, end in spans)


def heads(rows: Sequence[Row]) -> tuple[GridCell, ...]:
    """The cells of words of some rows of heads, row by row; one that stands repeated instead of merged is one again."""
    found: list[GridCell] = []
    for row in rows:
        for cell in row.words:
            for index, known in enumerate(found):
                joined = _union(known, cell)
                if joined is not None:
                    found[index] = joined
                    break
            else:
                found.append(cell)
    return tuple(_united(found))


def _united(found: Sequence[GridCell]) -> Iterator[GridCell]:
    """The cells, those made one that a second look shows to be repeated (a block repeated both across and down)."""
    left = list(found)
    while left:
        cell = left.pop(0)
        for other in list(left):
            joined = _union(cell, other)
            if joined is not None:
                cell = joined
                left.remove(other)
        yield cell


def _union(one: GridCell, other: GridCell) -> GridCell | None:
    """The rectangle of two cells that print the same and lie side by side in a grid; None of any others."""
    if one.table != other.table or not one.measured or one.label.core != other.label.core:
        return None
    if (one.row, one.bottom) == (other.row, other.bottom) and one.end == other.column:
        return replace(one, end=other.end)
    if (one.column, one.end) == (other.column, other.end) and one.bottom == other.row:
        return replace(one, bottom=other.bottom)
    return None


def joined_labels(found: Iterable[GridCell]) -> Label:
    """The label that these cells print together, cut as it is over them."""
    return read_label("".join(cell.text for cell in found))
