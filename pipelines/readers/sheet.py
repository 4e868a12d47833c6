"""Workbooks (.xlsx, .xls): each sheet one table, its merged cells kept, its figures as they are shown."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pipelines.blocks import Block, Cell, Document, Paragraph, Place, TableBlock
from pipelines.errors import DamagedDocument, DocumentTooLarge
from pipelines.readers import bounds
from pipelines.readers.packages import Package
from pipelines.readers.whitespace import fold

MAX_SHEETS = 60
_SENTENCE = re.compile("。|20[0-9]{2}年[^,，]{0,40}(?:表|情况)$")  # prose, or the caption of another table
_DECIMALS = re.compile(r"0\.(0+)")


@dataclass(frozen=True, slots=True)
class _Value:
    text: str
    row: int
    column: int


def read(body: bytes, *, kind: str, url: str) -> Document:
    """A workbook as a Document; a sheet's name is a heading where there are several."""
    sheets = _xlsx(body) if kind == "xlsx" else _xls(body)
    filled = [(name, values, merged) for name, values, merged in sheets if values]
    blocks: list[Block] = []
    for name, values, merged in filled:
        if len(filled) > 1:
            blocks.append(Paragraph(fold(name), 1, Place(path=name)))
        blocks.extend(_blocks(name, values, merged))
    media_type = (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        if kind == "xlsx"
        else "application/vnd.ms-excel"
    )
    return Document("sheet", media_type, None, tuple(blocks))


Sheet = tuple[str, list[_Value], list[tuple[int, int, int, int]]]


def _xlsx(body: bytes) -> list[Sheet]:
    import openpyxl

    declared = sum(info.file_size for info in Package(body).members.values())
    if declared > bounds.MAX_UNPACKED_BYTES:
        raise DocumentTooLarge(f"the workbook unpacks to {declared} bytes")
    try:
        book = openpyxl.load_workbook(io.BytesIO(body), data_only=True)
    except Exception as error:  # openpyxl lets through whatever its parsers meet in a broken file
        raise DamagedDocument(f"the workbook cannot be read: {error}") from error
    sheets = []
    for sheet in book.worksheets[:MAX_SHEETS]:
        if sheet.sheet_state != "visible":
            continue
        cells = (cell for row in sheet.iter_rows() for cell in row) if sheet.max_row * sheet.max_column < 10**6 else ()
        values = [
            _Value(text, cell.row - 1, cell.column - 1)
            for cell in _bounded(cells)
            if (text := _shown(cell.value, str(cell.number_format)))
        ]
        merged = [(r.min_row - 1, r.min_col - 1, r.max_row - 1, r.max_col - 1) for r in sheet.merged_cells.ranges]
        sheets.append((sheet.title, values, merged))
    return sheets


def _xls(body: bytes) -> list[Sheet]:
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=body, formatting_info=True, logfile=io.StringIO())
        sheets = []
        for sheet in book.sheets()[:MAX_SHEETS]:
            if sheet.visibility:
                continue
            values = []
            for row in range(sheet.nrows):
                for column in range(sheet.row_len(row)):
                    cell = sheet.cell(row, column)
                    value: Any = cell.value
                    if cell.ctype == xlrd.XL_CELL_DATE:
                        value = xlrd.xldate.xldate_as_datetime(cell.value, book.datemode)
                    elif cell.ctype in (xlrd.XL_CELL_ERROR, xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                        continue
                    elif cell.ctype == xlrd.XL_CELL_BOOLEAN:
                        value = bool(cell.value)
                    form = (
                        book.format_map.get(book.xf_list[cell.xf_index].format_key)
                        if cell.xf_index is not None
                        else None
                    )
                    text = _shown(value, form.format_str if form is not None else "General")
                    if text:
                        values.append(_Value(text, row, column))
                        if len(values) > bounds.MAX_TABLE_CELLS:
                            raise DocumentTooLarge(f"a sheet has more than {bounds.MAX_TABLE_CELLS} filled cells")
            merged = [(r0, c0, r1 - 1, c1 - 1) for r0, r1, c0, c1 in sheet.merged_cells]
            sheets.append((sheet.name, values, merged))
    except DocumentTooLarge:
        raise
    except Exception as error:  # xlrd lets through whatever its parsers meet in a broken file
        raise DamagedDocument(f"the workbook cannot be read: {error}") from error
    return sheets


def _bounded(cells: Iterable[Any]) -> Iterable[Any]:
    filled = 0
    for cell in cells:
        if cell.value is not None:
            filled += 1
            if filled > bounds.MAX_TABLE_CELLS:
                raise DocumentTooLarge(f"a sheet has more than {bounds.MAX_TABLE_CELLS} filled cells")
            yield cell


def _shown(value: object, number_format: str) -> str:
    """A value as the sheet shows it, as far as figures and dates go."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        decimals = _DECIMALS.search(number_format)
        if "%" in number_format:
            return f"{value * 100:.{len(decimals.group(1)) if decimals else 0}f}%"
        if decimals:
            return f"{value:.{len(decimals.group(1))}f}"
        if isinstance(value, float):
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        return str(value)
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.strftime("%Y-%m-%d")
    lines = [line for part in str(value).split("\n") if (line := fold(part))]
    return "\n".join(lines)


def _blocks(name: str, values: list[_Value], merged: list[tuple[int, int, int, int]]) -> list[Block]:
    """A sheet as its lines of text and its tables.

    The rows above the first that fills several cells, and those under the last, are text (a title, notes); so is a row
    between that holds one cell with a sentence or a dated caption in it. The rest is a table.
    """
    by_row: dict[int, list[_Value]] = {}
    for value in values:
        by_row.setdefault(value.row, []).append(value)
    full = [row for row, found in by_row.items() if len(found) > 1]
    blocks: list[Block] = []
    part: list[_Value] = []
    for row in sorted(by_row):
        found = by_row[row]
        outside = not full or row < min(full) or row > max(full)
        if len(found) == 1 and (outside or _SENTENCE.search(found[0].text)):
            blocks += _table(name, part, merged)
            part = []
            blocks += [Paragraph(line, place=_place(name, found[0])) for line in found[0].text.split("\n")]
        else:
            part += found
    return blocks + _table(name, part, merged)


def _table(name: str, values: list[_Value], merged: list[tuple[int, int, int, int]]) -> list[Block]:
    """The filled rectangle of these values as a table; one of a single column is lines of text."""
    if not values:
        return []
    rows, columns = [value.row for value in values], [value.column for value in values]
    top, left, bottom, right = min(rows), min(columns), max(rows), max(columns)
    if left == right:
        return [Paragraph(line, place=_place(name, value)) for value in values for line in value.text.split("\n")]
    spans = {(r0, c0): (min(r1, bottom) - r0 + 1, min(c1, right) - c0 + 1) for r0, c0, r1, c1 in merged}
    height, width = bottom - top + 1, right - left + 1
    if width > bounds.MAX_TABLE_COLUMNS or height * width > bounds.MAX_TABLE_CELLS * 10:
        raise DocumentTooLarge(f"a sheet has {height} rows and {width} columns")
    cells = []
    for value in values:
        rowspan, colspan = spans.get((value.row, value.column), (1, 1))
        place = _place(name, value)
        cells.append(Cell(value.text, value.row - top, value.column - left, max(rowspan, 1), max(colspan, 1), place))
    if height * width <= bounds.MAX_TABLE_CELLS:
        cells += _blanks(cells, height, width)
    return [TableBlock(tuple(cells), height, width, place=Place(path=name))]


def _blanks(cells: list[Cell], height: int, width: int) -> list[Cell]:
    """An empty cell for each place of the rectangle that no filled one covers: a sheet keeps none of its blank cells."""
    covered = {
        (row, column)
        for cell in cells
        for row in range(cell.row, min(cell.row + cell.rowspan, height))
        for column in range(cell.column, min(cell.column + cell.colspan, width))
    }
    places = ((row, column) for row in range(height) for column in range(width))
    return [Cell("", row, column) for row, column in places if (row, column) not in covered]


def _place(name: str, value: _Value) -> Place:
    return Place(path=f"{name} {_address(value.row, value.column)}")


def _address(row: int, column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
