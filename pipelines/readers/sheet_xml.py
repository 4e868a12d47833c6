"""Workbooks saved as one XML file (SpreadsheetML of Excel 2003), as exports still serve them under .xls.

sheets(body) -> each visible worksheet with its values and merged rectangles, as they are shown
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from lxml import etree

from pipelines.errors import DamagedDocument, DocumentTooLarge
from pipelines.readers import bounds, number_format
from pipelines.readers.raised import Shift, shifted
from pipelines.readers.sheet_layout import Span, Value
from pipelines.readers.whitespace import fold
from pipelines.readers.wordml import attribute, child, first, name_of

_MOST_ROWS = 100_000
_SHIFTS: dict[str, Shift] = {"sup": "up", "sub": "down"}
# Formats that the file names instead of writing them out.
_NAMED = {
    "general number": "General",
    "fixed": "0.00",
    "standard": "#,##0.00",
    "percent": "0.00%",
}
Sheet = tuple[str, list[Value], list[Span]]


def sheets(body: bytes) -> Iterator[Sheet]:
    """The worksheets. DamagedDocument for XML that cannot be read; nothing outside the file is ever opened."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.parse(io.BytesIO(body), parser).getroot()
    except etree.XMLSyntaxError as error:
        raise DamagedDocument(f"the workbook's XML cannot be read: {error}") from error
    if root is None or name_of(root) != "workbook":
        raise DamagedDocument("the XML holds no workbook")
    formats = _formats(root)
    found = [sheet for sheet in root if name_of(sheet) == "worksheet"]
    if not found:
        raise DamagedDocument("the workbook's XML holds no worksheet")
    for sheet in found:
        if _is_hidden(sheet):
            continue
        table = child(sheet, "table")
        if table is not None:
            yield _read(attribute(sheet, "Name") or "", table, formats)


def _formats(root: etree._Element) -> dict[str, str]:
    """The number format of each style."""
    found = {}
    styles = child(root, "styles")
    for style in styles if styles is not None else ():
        shape = child(style, "numberformat")
        name = attribute(style, "ID") if name_of(style) == "style" else None
        if name is not None and shape is not None:
            form = attribute(shape, "Format") or "General"
            found[name] = _NAMED.get(form.lower(), form)
    return found


def _is_hidden(sheet: etree._Element) -> bool:
    visible = first(sheet, "visible")
    return visible is not None and "hidden" in (visible.text or "").lower()


def _read(name: str, table: etree._Element, formats: dict[str, str]) -> Sheet:
    hidden = _hidden_columns(table)
    values: list[Value] = []
    merged: list[Span] = []
    row_at = shown_row = 0
    for row in table:
        if name_of(row) != "row":
            continue
        index = _count(row, "Index")
        if index:
            shown_row += max(index - 1 - row_at, 0)
            row_at = index - 1
        repeated = _count(row, "Span")
        if row_at > _MOST_ROWS:
            raise DocumentTooLarge(f"a sheet has more than {_MOST_ROWS} rows")
        if not _is_switched_on(row, "Hidden"):
            _read_row(row, shown_row, row_at, hidden, formats, values, merged)
            shown_row += 1 + repeated
        row_at += 1 + repeated
    return name, values, merged


def _read_row(
    row: etree._Element,
    shown_row: int,
    row_at: int,
    hidden: set[int],
    formats: dict[str, str],
    values: list[Value],
    merged: list[Span],
) -> None:
    column = 0
    for cell in row:
        if name_of(cell) != "cell":
            continue
        index = _count(cell, "Index")
        column = index - 1 if index else column
        wide, high = _count(cell, "MergeAcross"), _count(cell, "MergeDown")
        if column + wide > bounds.MAX_TABLE_COLUMNS:
            raise DocumentTooLarge(f"a sheet has more than {bounds.MAX_TABLE_COLUMNS} columns")
        if column not in hidden:
            left = column - sum(one < column for one in hidden)
            text = _text(cell, formats.get(attribute(cell, "StyleID") or "", "General"))
            if text:
                values.append(Value(text, shown_row, left, f"R{row_at + 1}C{column + 1}"))
                if len(values) > bounds.MAX_TABLE_CELLS:
                    raise DocumentTooLarge(f"a sheet has more than {bounds.MAX_TABLE_CELLS} filled cells")
            if wide or high:
                across = sum(one not in hidden for one in range(column, column + wide + 1))
                merged.append((shown_row, left, shown_row + min(high, bounds.MAX_SPAN), left + across - 1))
        column += wide + 1


def _hidden_columns(table: etree._Element) -> set[int]:
    hidden: set[int] = set()
    at = 0
    for column in table:
        if name_of(column) != "column":
            continue
        index = _count(column, "Index")
        at = index - 1 if index else at
        end = at + _count(column, "Span") + 1
        if _is_switched_on(column, "Hidden"):
            hidden.update(range(at, min(end, bounds.MAX_TABLE_COLUMNS)))
        at = end
    return hidden


def _text(cell: etree._Element, form: str) -> str:
    """What a cell shows."""
    data = child(cell, "data")
    if data is None:
        return ""
    said = "".join(_pieces(data))
    kind = attribute(data, "Type")
    if kind == "Number":
        try:
            number = Decimal(said.strip())
        except InvalidOperation:
            return fold(said)
        whole = number == number.to_integral_value() if number.is_finite() else False
        return number_format.shown(int(number) if whole and abs(number) < 10**15 else float(number), form)
    if kind == "DateTime":
        return said.strip()[:10]
    if kind == "Boolean":
        return "TRUE" if said.strip() == "1" else "FALSE"
    if kind == "Error":
        return ""
    return "\n".join(line for part in said.split("\n") if (line := fold(part)))


def _pieces(element: etree._Element, depth: int = 0) -> Iterator[str]:
    """The text of a cell, raised and lowered digits as such."""
    shift = _SHIFTS.get(name_of(element))
    yield shifted(element.text or "", shift)
    for one in element if depth < bounds.MAX_PATH_DEPTH else ():
        yield from _pieces(one, depth + 1)
        yield shifted(one.tail or "", shift)


def _count(element: etree._Element, name: str) -> int:
    text = attribute(element, name) or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def _is_switched_on(element: etree._Element, name: str) -> bool:
    return attribute(element, name) == "1"
