"""Which tables hide in text that lost its grid.

    recover_tables(blocks) -> blocks

Tables come flattened from mirrors, plain text and PDF: one cell a line, cells that end in a bar, bars, tabs or blanks between
cells, labels cut over lines. What is recovered stands in the place of its lines as a table block that keeps them: the report's
text prints them as its source does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from pipelines.blocks import Block, Cell, PageBreak, Paragraph, Place, TableBlock
from pipelines.parsing.flat.assembly import Piece, rows_of
from pipelines.parsing.flat.bars import ended_by_bars, is_padded, without_padding
from pipelines.parsing.flat.broken import put_together
from pipelines.parsing.flat.chunks import in_chunks
from pipelines.parsing.flat.columns import Placed, order_is_open, under_columns
from pipelines.parsing.flat.lines import Line, read_line
from pipelines.parsing.flat.merged import without_covered
from pipelines.parsing.flat.runs import pieces_of
from pipelines.parsing.flat.strewn import strewn_tables
from pipelines.parsing.flat.surplus import without_ordinals, without_surplus, without_values
from pipelines.parsing.flat.words import Kind, is_head, is_row, is_value
from pipelines.parsing.flat.wrapped import unwrapped
from pipelines.parsing.flat.zones import find_zones
from pipelines.parsing.layout import printed_lines

MAX_ROWS = 400
MAX_COLUMNS = 60
_IN_COLUMNS: tuple[Kind, ...] = ("subjects", "applications", "cases")


def recover_tables(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, with tables in the place of the lines that print them. Everything else is as it was."""
    found: list[Block] = []
    run: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph | PageBreak) or _is_list(block):
            run.append(block)
        else:
            found.extend(_recovered(run))
            found.append(block)
            run = []
    found.extend(_recovered(run))
    return tuple(found)


def _is_list(block: Block) -> bool:
    """Whether a table is one column of cells, as a table looks whose rows were lost."""
    return isinstance(block, TableBlock) and block.width == 1 and not block.flattened


def _recovered(run: Sequence[Block]) -> Iterator[Block]:
    """The blocks of a run of text, tables recovered. A block of which a table uses some lines gives the others as text."""
    lines: list[Line] = []
    texts: list[_Text] = []
    spans: list[range] = []
    above = 0
    for index, block in enumerate(run):
        first = len(lines)
        blanks = block.blanks if isinstance(block, Paragraph) else 0
        for text, place in _printed(block):
            for start, end in pieces_of(text):
                line = read_line(text[start:end], index, place, blanks + above)
                above = line.blanks if line.divider == "rule" else 0  # a page ended there, and cells stand before it
                lines.append(line)
                texts.append(_Text(text, start, end))
                blanks = 0
        spans.append(range(first, len(lines)))
    tables: dict[int, TableBlock] = {}
    used: set[int] = set()
    whole = put_together(unwrapped(ended_by_bars(lines)))
    for start, end, table in _tables(whole, texts):
        seen = any(_by_eye(run[line.block]) for line in lines[start:end])
        tables[start] = replace(table, ocr=True) if seen else table
        used.update(range(start, end))
    for block, span in zip(run, spans, strict=True):
        if used.isdisjoint(span):
            yield block
            continue
        left: list[_Text] = []
        for number in (*span, None):
            if number is not None and number not in used:
                left.append(texts[number])
                continue
            place = lines[span[0]].place
            yield from (Paragraph(text, place=place, ocr=_by_eye(block)) for text in _joined(left))
            left = []
            if number in tables:
                yield tables[number]


def _by_eye(block: Block) -> bool:
    return isinstance(block, Paragraph | TableBlock) and block.ocr


def _tables(lines: Sequence[Line], texts: Sequence[_Text]) -> Iterator[tuple[int, int, TableBlock]]:
    """The tables with the lines that each covers: those that only all their words together tell, and between them the others."""
    behind = 0
    torn = False  # whether the names of applicants last printed were not told as a head
    for strewn in (*strewn_tables(lines), None):
        for zone in find_zones(lines[behind : strewn.start if strewn else len(lines)]):
            start, end = behind + zone.start, behind + zone.end
            end += len(list(takewhile(lambda line: line.continued, lines[end:])))
            table = _table(zone.kind, lines[start:end], tuple(_joined(texts[start:end])))
            named = zone.kind == "applications" and table is not None and _names_applicants(table)
            torn = table is not None and table.flattened if named else torn
            if table is not None and (named or zone.kind != "applications" or not torn):
                yield start, end, table
        if strewn is not None:
            torn, behind = False, strewn.end
            place, printed = lines[strewn.start].place, tuple(_joined(texts[strewn.start : strewn.end]))
            yield strewn.start, strewn.end, _block(under_columns(strewn.rows) or _in_order(strewn.rows), place, printed)


def _names_applicants(table: TableBlock) -> bool:
    """Whether the table has heads of the table of applications; one that has none goes on under those of a table before it."""
    return any(
        is_head("applications", cell.text) and not is_row("applications", cell.text, True) for cell in table.cells
    )


@dataclass(frozen=True, slots=True)
class _Text:
    """The part of a printed line that is read as a line of its own: most are whole."""

    whole: str
    start: int
    end: int


def _joined(texts: Iterable[_Text]) -> Iterator[str]:
    """The texts as they are printed, parts of one line that follow each other in one."""
    open_text: _Text | None = None
    for text in texts:
        if open_text is not None and open_text.whole is text.whole and text.start >= open_text.end:
            open_text = _Text(text.whole, open_text.start, text.end)
            continue
        if open_text is not None:
            yield open_text.whole[open_text.start : open_text.end]
        open_text = text
    if open_text is not None:
        yield open_text.whole[open_text.start : open_text.end]


def _printed(block: Block) -> Iterator[tuple[str, Place]]:
    """The lines that a block prints, with their places."""
    if isinstance(block, Paragraph):
        for text in printed_lines(block.text):
            yield text, block.place
    elif isinstance(block, TableBlock):
        for cell in block.cells:
            for text in printed_lines(cell.text):
                yield text, cell.place


def _table(kind: Kind | None, lines: Sequence[Line], printed: tuple[str, ...]) -> TableBlock | None:
    """The table that these lines print; None where they hold no row of words and values, or more than a table has."""
    chunks = in_chunks(lines) if kind == "statistics" else None
    rows = chunks or rows_of(lines, kind)
    if kind == "statistics" and chunks is None:
        rows = tuple(without_ordinals(rows))
    width = max((len(row) for row in rows), default=0)
    if not 1 < width <= MAX_COLUMNS or len(rows) > MAX_ROWS:
        return None
    if not any(len(row) > 1 and any(is_value(text) for text, _ in row) for row in rows):
        return None
    padded = kind in _IN_COLUMNS and all(line.divider in ("bar", "rule") for line in lines) and is_padded(rows)
    if padded:
        rows = without_padding(rows)
    grid = not padded and _is_grid(rows, lines)
    if grid and kind is not None:
        rows = without_covered(rows, kind)
    placed = under_columns(rows) if kind == "applications" else None
    if placed is None:
        if kind == "applications" and order_is_open(rows):
            rows = tuple(without_values(rows))
        elif kind is not None and chunks is None and not (grid and kind == "subjects"):
            rows = tuple(without_surplus(rows, kind))
        placed = _in_order(rows, ordered=chunks is None and not grid)
    return _block(placed, lines[0].place, printed)


def _in_order(rows: Sequence[Sequence[Piece]], *, ordered: bool = True) -> Placed:
    """The rows as cells, one behind another."""
    cells = tuple(
        Cell(text, row=index, column=column, place=place)
        for index, row in enumerate(rows)
        for column, (text, place) in enumerate(row)
    )
    return Placed(cells, len(rows), max((len(row) for row in rows), default=0), ordered)


def _block(placed: Placed, place: Place, printed: tuple[str, ...]) -> TableBlock:
    return TableBlock(
        cells=placed.cells,
        height=placed.height,
        width=placed.width,
        flattened=placed.ordered,
        place=place,
        lines=printed,
    )


def _is_grid(rows: Sequence[Sequence[Piece]], lines: Sequence[Line]) -> bool:
    """Whether bars or tabs divide every line into as many cells: then a cell's place among them is its column."""
    divided = all(line.divider in ("bar", "tab", "rule") for line in lines)
    return divided and len({len(row) for row in rows}) == 1
