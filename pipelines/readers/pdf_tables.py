"""A table that runs over several pages is one table: pieces are joined, torn rows and labels mended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from pipelines.blocks import Box, Cell, Place, TableBlock
from pipelines.readers.pdf_lines import is_enumerated, text_in
from pipelines.readers.pdf_page import Character, PdfPage
from pipelines.readers.ruled import Grid

# Column boundaries of two pieces that differ less, in points, are the same.
SAME_COLUMN = 6.0


@dataclass(slots=True)
class PieceCell:
    """A cell of a table under construction, by boundary coordinates across and row numbers down."""

    text: str
    x0: float
    x1: float
    row: int
    rowspan: int
    place: Place
    open_top: bool = False
    open_bottom: bool = False


@dataclass(slots=True)
class Piece:
    """A table, or its part on the pages seen so far."""

    xs: list[float]
    height: int
    cells: list[PieceCell]
    first: Place
    pages: set[int] = field(default_factory=set)


def piece_of(grid: Grid, page: PdfPage, characters: Sequence[Character]) -> Piece:
    """The part of a table that a page's grid holds; `characters` are those within it."""
    held: dict[int, list[Character]] = {}
    where = _locator(grid)
    for character in characters:
        index = where(character)
        if index is not None:
            held.setdefault(index, []).append(character)
    cells = [
        PieceCell(
            text_in(held.get(index, ())),
            cell.box[0],
            cell.box[2],
            cell.row,
            cell.rowspan,
            Place(page=page.number, box=_rounded(cell.box)),
            cell.open_top,
            cell.open_bottom,
        )
        for index, cell in enumerate(grid.cells)
    ]
    return Piece(list(grid.xs), len(grid.ys) - 1, cells, Place(page=page.number, box=_rounded(grid.box)), {page.number})


def continues(piece: Piece, following: Piece) -> bool:
    """Whether two pieces at the foot and head of neighbouring pages have the same outer edges and columns."""
    if abs(piece.xs[0] - following.xs[0]) > 2 * SAME_COLUMN or abs(piece.xs[-1] - following.xs[-1]) > 2 * SAME_COLUMN:
        return False
    few, many = sorted((piece.xs, following.xs), key=len)
    return all(any(abs(x - y) <= SAME_COLUMN for y in many) for x in few)


def join(piece: Piece, following: Piece) -> Piece:
    """One piece from two; a row or label that the page's end tore apart is one again, under a head that the page repeats too."""
    following = _without_repeated_head(piece, following)
    xs = _united(piece.xs, following.xs)
    upper = [_snapped(cell, xs) for cell in piece.cells]
    lower = [_snapped(cell, xs) for cell in following.cells]
    shift = piece.height
    if _row_goes_on(upper, lower, piece.height):
        shift -= 1
    for cell in lower:
        cell.row += shift
    for cell in [cell for cell in lower if cell.row == shift]:
        above = _above(cell, upper, piece.height)
        if above is not None and (shift < piece.height or _label_goes_on(above, cell, lower)):
            above.text = _mended(above.text, cell.text)
            above.rowspan = max(above.row + above.rowspan, cell.row + cell.rowspan) - above.row
            lower.remove(cell)
    return Piece(xs, shift + following.height, upper + lower, piece.first, piece.pages | following.pages)


def _without_repeated_head(piece: Piece, following: Piece) -> Piece:
    """The part on the next page without the rows of the table's own head that a word processor prints again above it.

    What says a label of the table again is the table's second printing, and keeps its head.
    """
    height = _head_height(piece, following)
    if not height or _row_labels(piece.cells, height) & _row_labels(following.cells, height):
        return following
    below = [replace(cell, row=cell.row - height) for cell in following.cells if cell.row >= height]
    return replace(following, height=following.height - height, cells=below)


def _head_height(piece: Piece, following: Piece) -> int:
    """How many rows at the top of both parts hold the same words in the same cells, and no figure."""
    most = min(piece.height, following.height) - 1
    heads: list[dict[int, set[tuple[str, int, int, int]]]] = []
    for part in (piece, following):
        rows: dict[int, set[tuple[str, int, int, int]]] = {}
        for cell in part.cells:
            across = (min(piece.xs, key=lambda x: abs(x - cell.x0)), min(piece.xs, key=lambda x: abs(x - cell.x1)))
            edges = (piece.xs.index(across[0]), piece.xs.index(across[1]))
            rows.setdefault(cell.row, set()).add((cell.text, cell.rowspan, *edges))
        heads.append(rows)
    height = reach = 0
    for row in range(most):
        cells = heads[0].get(row, set())
        if cells != heads[1].get(row, set()) or any(_is_figure(text) for text, *_ in cells):
            break
        reach = max([reach, *(row + rowspan for _, rowspan, *_ in cells)])
        if reach == row + 1 and any(text for text, *_ in cells):
            height = reach
    return height


def _row_labels(cells: Sequence[PieceCell], below: int) -> set[str]:
    """The words nearest to the left of each row's first figure, in the rows below a head."""
    labels = set()
    for figure in cells:
        if figure.row < below or not _is_figure(figure.text):
            continue
        before = [c for c in cells if c.row == figure.row and c.x1 <= figure.x0 + 1 and c.text]
        nearest = max(before, key=lambda c: c.x1, default=None)
        if nearest is not None and not _is_figure(nearest.text):
            labels.add(nearest.text)
    return labels


def table_of(piece: Piece) -> TableBlock:
    """The finished table."""
    columns = {x: index for index, x in enumerate(piece.xs)}
    cells = []
    for cell in sorted(piece.cells, key=lambda c: (c.row, c.x0)):
        snapped = _snapped(cell, piece.xs)
        start, end = columns[snapped.x0], columns[snapped.x1]
        cells.append(Cell(cell.text, cell.row, start, cell.rowspan, max(end - start, 1), cell.place))
    return TableBlock(tuple(cells), piece.height, len(piece.xs) - 1, place=piece.first)


def _locator(grid: Grid) -> Callable[[Character], int | None]:
    by_piece: dict[tuple[int, int], int] = {}
    for index, cell in enumerate(grid.cells):
        for row in range(cell.row, cell.row + cell.rowspan):
            for column in range(cell.column, cell.column + cell.colspan):
                by_piece[row, column] = index

    def where(character: Character) -> int | None:
        x, y = character.center
        column = _between(grid.xs, x)
        row = _between(grid.ys, y)
        return by_piece.get((row, column)) if row is not None and column is not None else None

    return where


def _between(boundaries: Sequence[float], value: float) -> int | None:
    """The interval that holds a value; those just outside belong to the outermost."""
    if value < boundaries[0] - SAME_COLUMN or value > boundaries[-1] + SAME_COLUMN:
        return None
    for index in range(len(boundaries) - 2, 0, -1):
        if value >= boundaries[index]:
            return index
    return 0


def _united(one: Sequence[float], two: Sequence[float]) -> list[float]:
    united = list(one)
    for x in two:
        if all(abs(x - other) > SAME_COLUMN for other in united):
            united.append(x)
    return sorted(united)


def _snapped(cell: PieceCell, xs: Sequence[float]) -> PieceCell:
    return replace(cell, x0=min(xs, key=lambda x: abs(x - cell.x0)), x1=min(xs, key=lambda x: abs(x - cell.x1)))


def _above(cell: PieceCell, upper: Sequence[PieceCell], height: int) -> PieceCell | None:
    """The cell that ends the upper piece over exactly the same columns."""
    for other in upper:
        if other.row + other.rowspan >= height and other.x0 == cell.x0 and other.x1 == cell.x1:
            return other
    return None


def _row_goes_on(upper: Sequence[PieceCell], lower: Sequence[PieceCell], height: int) -> bool:
    """A row was torn if the next page's first row repeats its columns and holds only the rest of one or two labels, or
    nothing is drawn between the two: below the one and above the other. No figure is torn, nor goes on a word, and what has a
    number of its own begins."""
    first = [cell for cell in lower if cell.row == 0]
    singles = [cell for cell in first if cell.rowspan == 1]
    above = [_above(cell, upper, height) for cell in first]
    if not singles or any(other is None for other in above):
        return False
    pairs = [(other, cell) for other, cell in zip(above, first, strict=True) if other is not None]
    full = [(other.text, cell.text) for other, cell in pairs if other.text and cell.text]
    if any(_is_figure(over) or _is_figure(under) or is_enumerated(under) for over, under in full):
        return False
    if all(cell.open_top and other.open_bottom for other, cell in pairs):
        return True
    filled = [cell for cell in singles if cell.text]
    if len(singles) < 3 or len(filled) * 3 > len(singles) or any(_is_figure(cell.text) for cell in filled):
        return False
    # The rest of a label has a beginning above it, and is no item of its own.
    return bool(filled) and all(
        other.text and not is_enumerated(cell.text) for other, cell in pairs if cell.rowspan == 1 and cell.text
    )


def _label_goes_on(above: PieceCell, cell: PieceCell, lower: Sequence[PieceCell]) -> bool:
    """Whether the label cell at the head of a page is the rest of the one at the foot of the last."""
    if _is_figure(above.text) or _is_figure(cell.text):
        return False
    spans = cell.rowspan > 1 or above.rowspan > 1
    nothing_between = cell.open_top and above.open_bottom
    if is_enumerated(cell.text) or not (spans or (nothing_between and not cell.text)):
        return False
    if nothing_between:
        return True
    return not cell.text or is_enumerated(above.text)


def _mended(above: str, below: str) -> str:
    return above + ("\n" if above and below else "") + below


def _is_figure(text: str) -> bool:
    return text != "" and all(character in "0123456789.,，%+-—/ " for character in text)


def _rounded(box: Box) -> Box:
    return round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2)
