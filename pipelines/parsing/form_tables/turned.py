"""Is a table printed on its side: what heads the form's columns labels its rows. Then it is read the other way round.

Locators keep naming the cells as they are printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.blocks import TableBlock
from pipelines.parsing.form_tables.grid import GridCell, Row, rows_of
from pipelines.parsing.form_tables.vocabulary import applications, cases, statistics, subjects

MAX_SIDE = 60  # rows or columns of a table that may be one of the forms' on its side
_APPLICANTS = 3  # of a row, that make it the head of the table of applications
_COLUMNS = 2
_RESULTS = 3
_BLOCKS = 2
_INDICATORS = 2


def upright(block: TableBlock, table: int) -> tuple[Row, ...]:
    """The rows of a table as the forms have them: turned if only turned they show a head of the forms, or a row an indicator."""
    rows = rows_of(block, table)
    if block.flattened or block.width > MAX_SIDE or block.height > MAX_SIDE:
        return rows
    headed = _has_head(rows)
    if headed and not (_names_blocks(rows) and not _names_results(rows)):
        return rows
    on_side = _turned(block, table)
    if headed and not _names_results(on_side):
        return rows
    # 行政复议 above 行政诉讼 are two rows of an annex as well.
    cases_alone = _names_blocks(on_side) and not _names_results(on_side)
    if not ((_has_head(on_side) and not cases_alone) or _is_line_of_counts(rows, on_side)):
        return rows
    return on_side if _is_whole(block) else rows


def _is_whole(block: TableBlock) -> bool:
    """Whether the cells cover the table exactly. On its side, a value too many or too few in a printed row would move the rest
    of it to other labels, and no count of the form's columns would show it."""
    places: set[tuple[int, int]] = set()
    area = 0
    for cell in block.cells:
        area += cell.rowspan * cell.colspan
        if area > block.width * block.height:
            return False
        places.update(
            (row, column)
            for row in range(cell.row, cell.row + cell.rowspan)
            for column in range(cell.column, cell.column + cell.colspan)
        )
    # A row without any cell, as editors leave one to hold the widths, moves nothing.
    return len(places) == area == block.width * len({row for row, _ in places})


def _turned(block: TableBlock, table: int) -> tuple[Row, ...]:
    swapped = replace(
        block,
        cells=tuple(
            replace(cell, row=cell.column, column=cell.row, rowspan=cell.colspan, colspan=cell.rowspan)
            for cell in block.cells
        ),
        height=block.width,
        width=block.height,
    )
    made: dict[int, GridCell] = {}
    return tuple(
        replace(row, cells=tuple(made.setdefault(id(cell), replace(cell, turned=True)) for cell in row.cells))
        for row in rows_of(swapped, table)
    )


def _has_head(rows: Sequence[Row]) -> bool:
    """Whether a row without values heads columns of one of the forms' tables."""
    return any(_heads(row) for row in rows if row.words and not row.has_numbers)


def _names_blocks(rows: Sequence[Row]) -> bool:
    """Whether kinds of cases head columns, and no other table of the forms does."""
    heads = [row for row in rows if row.words and not row.has_numbers and _heads(row)]
    return bool(heads) and all(
        sum(cases().blocks.find(cell.label) is not None for cell in row.words) >= _BLOCKS for row in heads
    )


def _names_results(rows: Sequence[Row]) -> bool:
    """Whether a row without values names results of cases."""
    return any(
        len({found.meaning for cell in row.words if (found := cases().results.find(cell.label))}) >= _RESULTS
        for row in rows
        if not row.has_numbers
    )


def _is_line_of_counts(rows: Sequence[Row], on_side: Sequence[Row]) -> bool:
    """Whether an annex prints its indicators across, and below them one row of values: that row says of itself nothing but
    that it holds counts, or of which year."""
    words = statistics()
    if [row.index for row in rows if row.has_numbers] != [len(rows) - 1]:
        return False
    if any(cell.is_words and words.columns.exactly(cell.label) != "year" for cell in rows[-1].cells):
        return False
    known = [cell for row in on_side for cell in row.words if words.named(cell.label) is not None]
    return len(known) >= _INDICATORS


def _heads(row: Row) -> bool:
    labels = [cell.label for cell in row.words]
    applicants = [applications().columns.find(label) for label in labels]
    columns = [subjects().columns.find(label) for label in labels]
    blocks = [cases().blocks.find(label) for label in labels]
    results = [cases().results.find(label) for label in labels]
    heading = any(subjects().heading.exactly(label) is not None for label in labels)
    return (
        len({found.meaning.applicant for found in applicants if found}) >= _APPLICANTS
        or len({found.meaning.column for found in columns if found}) >= (1 if heading else _COLUMNS)
        or any(subjects().item.search(label.core) for label in labels)
        or sum(found is not None for found in blocks) >= _BLOCKS
        or len({found.meaning for found in results if found}) >= _RESULTS
    )
