"""Workbooks (.xlsx, .xls, and Excel 2003's XML): what their visible sheets show, figures as their formats print them.

Hidden sheets, rows and columns are no part of what is shown; a formula shows the value that was saved with it.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from pipelines.blocks import Document
from pipelines.errors import DamagedDocument, DocumentTooLarge, ReadingError
from pipelines.readers import bounds, number_format, sheet_layout, sheet_xml
from pipelines.readers.packages import Package
from pipelines.readers.raised import Shift, shifted
from pipelines.readers.sheet_layout import Span, Value
from pipelines.readers.whitespace import fold

MAX_SHEETS = 60
_MOST_PLACES = 10**6  # rows times columns of a sheet whose cells are looked at
_SHIFTS: dict[str, Shift] = {"superscript": "up", "subscript": "down"}
_ESCAPEMENT: dict[int, Shift] = {1: "up", 2: "down"}

_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s+ref=[\"']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})[\"']")

_ENDLESS = re.compile(rb"[^<]{1000000}")

Sheet = tuple[str, list[Value], list[Span]]


def read(body: bytes, *, kind: str, url: str) -> Document:
    """A workbook as a Document; a sheet's name is a heading where there are several."""
    try:
        sheets = list(_READERS[kind](body))
    except ReadingError:
        raise
    except Exception as error:  # openpyxl and xlrd let through whatever their parsers meet in a broken file
        raise DamagedDocument(f"the workbook cannot be read: {error}") from error
    media_type = (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        if kind == "xlsx"
        else "application/vnd.ms-excel"
    )
    return Document("sheet", media_type, None, tuple(sheet_layout.of_sheets(sheets)))


def _xlsx(body: bytes) -> Iterator[Sheet]:
    import openpyxl

    package = Package(body)
    declared = sum(info.file_size for info in package.members.values())
    if declared > bounds.MAX_UNPACKED_BYTES:
        raise DocumentTooLarge(f"the workbook unpacks to {declared} bytes")
    _bound_parts(package)
    book = openpyxl.load_workbook(io.BytesIO(body), data_only=True, rich_text=True)
    for sheet in book.worksheets[:MAX_SHEETS]:
        if sheet.sheet_state != "visible" or sheet.max_row * sheet.max_column > _MOST_PLACES:
            continue
        rows = _shown_places(sheet.max_row, {row - 1 for row, one in sheet.row_dimensions.items() if one.hidden})
        columns = _shown_places(
            sheet.max_column,
            {
                column - 1
                for one in sheet.column_dimensions.values()
                if one.hidden and one.min and one.max
                for column in range(one.min, min(one.max, sheet.max_column) + 1)
            },
        )
        hides_zeros = sheet.sheet_view.showZeros is False
        values = []
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if cell.value is None or cell.row - 1 not in rows or cell.column - 1 not in columns:
                continue
            if hides_zeros and isinstance(cell.value, (int, float)) and cell.value == 0:
                continue
            text = _shown(_with_notes(cell.value), str(cell.number_format))
            if text:
                values.append(Value(text, rows[cell.row - 1], columns[cell.column - 1], cell.coordinate))
                _bound(values)
        merged = ((r.min_row - 1, r.min_col - 1, r.max_row - 1, r.max_col - 1) for r in sheet.merged_cells.ranges)
        yield sheet.title, values, list(_moved(merged, rows, columns))


def _bound_parts(package: Package) -> None:
    """DocumentTooLarge where merged cells cover more places than are looked at, of each of which openpyxl makes a cell, or where
    a piece of markup or text is longer than any is: its parser reads such a one in the square of its length."""
    for name in package.members:
        if not name.endswith((".xml", ".rels")):
            continue
        part = package.read(name) or b""
        if _ENDLESS.search(part):
            raise DocumentTooLarge(f"{name} holds a piece of markup or text that does not end")
        covered = sum(
            (int(bottom) - int(top) + 1) * (_column(right) - _column(left) + 1)
            for left, top, right, bottom in _MERGED.findall(part)
        )
        if covered > _MOST_PLACES:
            raise DocumentTooLarge(f"merged cells of {name} cover {covered} places")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _with_notes(value: object) -> object:
    """A cell's value; of one whose characters are formatted apart, the text with raised and lowered digits as such, and what is
    struck through apart from what stands for it."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock

    if not isinstance(value, CellRichText):
        return value
    return "".join(
        _apart(shifted(str(part.text), _SHIFTS.get(part.font.vertAlign or "")), bool(part.font.strike))
        if isinstance(part, TextBlock)
        else str(part)
        for part in value
    )


def _apart(text: str, struck: bool) -> str:
    return f" {text} " if struck else text


def _xls(body: bytes) -> Iterator[Sheet]:
    import xlrd

    book = xlrd.open_workbook(file_contents=body, formatting_info=True, logfile=io.StringIO())
    for sheet in book.sheets()[:MAX_SHEETS]:
        if sheet.visibility or sheet.nrows * sheet.ncols > _MOST_PLACES:
            continue
        rows = _shown_places(sheet.nrows, {row for row, one in sheet.rowinfo_map.items() if one.hidden})
        columns = _shown_places(sheet.ncols, {column for column, one in sheet.colinfo_map.items() if one.hidden})
        values = []
        for row in rows:
            for column in range(sheet.row_len(row)):
                if column not in columns:
                    continue
                value = _xls_value(book, sheet, row, column)
                if not sheet.show_zero_values and isinstance(value, float) and value == 0:
                    continue
                text = _shown(value, _xls_format(book, sheet, row, column))
                if text:
                    name = f"{xlrd.formula.colname(column)}{row + 1}"
                    values.append(Value(text, rows[row], columns[column], name))
                    _bound(values)
        merged = ((top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells)
        yield sheet.name, values, list(_moved(merged, rows, columns))


def _xls_value(book: Any, sheet: Any, row: int, column: int) -> object:
    import xlrd

    cell = sheet.cell(row, column)
    if cell.ctype in (xlrd.XL_CELL_ERROR, xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None
    if cell.ctype == xlrd.XL_CELL_DATE:
        return xlrd.xldate.xldate_as_datetime(cell.value, book.datemode)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    runs = sheet.rich_text_runlist_map.get((row, column))
    if cell.ctype != xlrd.XL_CELL_TEXT or not runs:
        return cell.value
    starts = [(0, None), *runs]
    ends = [*(start for start, _ in runs), len(cell.value)]
    return "".join(
        cell.value[start:end]
        if font is None
        else _apart(
            shifted(cell.value[start:end], _ESCAPEMENT.get(book.font_list[font].escapement)),
            bool(book.font_list[font].struck_out),
        )
        for (start, font), end in zip(starts, ends, strict=True)
    )


def _xls_format(book: Any, sheet: Any, row: int, column: int) -> str:
    index = sheet.cell_xf_index(row, column)
    found = book.format_map.get(book.xf_list[index].format_key) if index is not None else None
    return str(found.format_str) if found is not None else "General"


def _shown_places(count: int, hidden: set[int]) -> dict[int, int]:
    """The rows or columns that are not hidden, from 0, each with its place among them."""
    return {place: index for index, place in enumerate(one for one in range(count) if one not in hidden)}


def _moved(merged: Iterable[Span], rows: Mapping[int, int], columns: Mapping[int, int]) -> Iterator[Span]:
    """Merged rectangles among the rows and columns that are shown. One whose first cell is hidden shows nothing."""
    for top, left, bottom, right in merged:
        if top in rows and left in columns:
            last_row = max((rows[row] for row in rows if top <= row <= bottom), default=rows[top])
            last_column = max((columns[one] for one in columns if left <= one <= right), default=columns[left])
            yield rows[top], columns[left], last_row, last_column


def _bound(values: list[Value]) -> None:
    if len(values) > bounds.MAX_TABLE_CELLS:
        raise DocumentTooLarge(f"a sheet has more than {bounds.MAX_TABLE_CELLS} filled cells")


def _shown(value: object, form: str) -> str:
    """A value as the sheet shows it, as far as figures and dates go."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return number_format.shown(value, form)
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.strftime("%Y-%m-%d")
    lines = [line for part in str(value).split("\n") if (line := fold(part))]
    return "\n".join(lines)


_READERS: dict[str, Callable[[bytes], Iterator[Sheet]]] = {"xlsx": _xlsx, "xls": _xls, "sheet_xml": sheet_xml.sheets}
