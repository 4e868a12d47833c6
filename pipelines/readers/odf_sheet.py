"""The sheets of an OpenDocument spreadsheet: what is shown, which the file writes out beside each stored value."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipelines.errors import DocumentTooLarge
from pipelines.readers import bounds
from pipelines.readers.odf_text import Styles, count, inside
from pipelines.readers.sheet_layout import Span, Value
from pipelines.readers.whitespace import fold
from pipelines.readers.wordml import attribute, name_of

MAX_SHEETS = 60
MAX_NESTING = 60
_MOST_ROWS = 100_000
_FAR = 2_000_000  # rows and columns that blank cells may be said to be repeated
_GROUPS = frozenset(
    (
        "table-header-rows",
        "table-rows",
        "table-row-group",
        "table-columns",
        "table-header-columns",
        "table-column-group",
    )
)
Sheet = tuple[str, list[Value], list[Span]]


def sheets(spreadsheet: etree._Element, styles: Styles) -> Iterator[Sheet]:
    """Each visible sheet with its values and merged rectangles, hidden rows and columns left out."""
    tables = [table for table in spreadsheet if name_of(table) == "table" and not styles.is_hidden(table)]
    for table in tables[:MAX_SHEETS]:
        yield _read(table, styles)


def _parts(table: etree._Element, name: str, depth: int = 0) -> Iterator[etree._Element]:
    for item in table if depth < MAX_NESTING else ():
        if name_of(item) == name:
            yield item
        elif name_of(item) in _GROUPS:
            yield from _parts(item, name, depth + 1)


def _is_shown(row_or_column: etree._Element) -> bool:
    return attribute(row_or_column, "visibility") in (None, "visible")


def _read(table: etree._Element, styles: Styles) -> Sheet:
    hidden = _hidden_columns(table)
    values: list[Value] = []
    merged: list[Span] = []
    at = shown = 0
    for row in _parts(table, "table-row"):
        times = count(row, "number-rows-repeated", _FAR)
        if _is_shown(row):
            filled = _cells(row, hidden, styles)
            for _ in range(times if filled else 0):
                if at > _MOST_ROWS:
                    raise DocumentTooLarge(f"a sheet has more than {_MOST_ROWS} rows")
                for text, column, left, down, across in filled:
                    values.append(Value(text, shown, left, f"R{at + 1}C{column + 1}"))
                    if down > 1 or across > 1:
                        right = left + sum(one not in hidden for one in range(column, column + across)) - 1
                        merged.append((shown, left, shown + down - 1, right))
                if len(values) > bounds.MAX_TABLE_CELLS:
                    raise DocumentTooLarge(f"a sheet has more than {bounds.MAX_TABLE_CELLS} filled cells")
                at += 1
                shown += 1
            if not filled:
                shown += times
        at += 0 if _is_shown(row) and filled else times
    return attribute(table, "name") or "", values, merged


def _cells(row: etree._Element, hidden: set[int], styles: Styles) -> list[tuple[str, int, int, int, int]]:
    """The filled cells of a row that are shown: text, column, column among those shown, rows and columns covered."""
    found = []
    column = 0
    for cell in row:
        name = name_of(cell)
        if name not in ("table-cell", "covered-table-cell"):
            continue
        times = count(cell, "number-columns-repeated", _FAR)
        text = _text(cell, styles) if name == "table-cell" else ""
        if text:
            if column + times > bounds.MAX_TABLE_COLUMNS:
                raise DocumentTooLarge(f"a sheet has more than {bounds.MAX_TABLE_COLUMNS} columns")
            down = count(cell, "number-rows-spanned", bounds.MAX_SPAN)
            across = count(cell, "number-columns-spanned", bounds.MAX_SPAN)
            shown = (one for one in range(column, column + times) if one not in hidden)
            found += [(text, one, one - sum(gone < one for gone in hidden), down, across) for one in shown]
        column += times
    return found


def _text(cell: etree._Element, styles: Styles) -> str:
    """What a cell shows, by lines."""
    lines = []
    for paragraph in cell:
        if name_of(paragraph) == "p":
            written = "".join(piece for piece in inside(paragraph, styles) if isinstance(piece, str))
            lines += [line for part in written.split("\n") if (line := fold(part))]
    return "\n".join(lines)


def _hidden_columns(table: etree._Element) -> set[int]:
    hidden: set[int] = set()
    at = 0
    for column in _parts(table, "table-column"):
        times = count(column, "number-columns-repeated", _FAR)
        if not _is_shown(column):
            hidden.update(range(at, min(at + times, bounds.MAX_TABLE_COLUMNS)))
        at += times
    return hidden
