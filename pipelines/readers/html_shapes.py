"""Tables that a page draws without a `<table>`, or with one for every row: the tree is put right before it is read.

display: table, table-row, table-cell (inline styles) and the ARIA roles of tables are read as the elements they stand for
tables of one row each, one right under the other, are the rows of one table
boxes in equal rows, and cells of a CSS grid, are a table: html_boxes
"""

from __future__ import annotations

import re

from lxml import etree

from pipelines.readers import html_boxes

_DISPLAY = re.compile(r"display\s*:\s*(table|inline-table|table-row|table-cell)\s*(?:;|!|$)", re.IGNORECASE)
_BY_DISPLAY = {"table": "table", "inline-table": "table", "table-row": "tr", "table-cell": "td"}
_BY_ROLE = {
    "table": "table",
    "grid": "table",
    "row": "tr",
    "cell": "td",
    "gridcell": "td",
    "columnheader": "th",
    "rowheader": "th",
}
_GENERIC = frozenset(("div", "span", "section", "ul", "li", "dl", "dt", "dd", "p"))
_DRAWN = etree.XPath(
    "//*[@role='cell' or @role='gridcell' or @role='columnheader' or @role='rowheader' or contains(translate(@style, 'TABLECEL', 'tablecel'), 'table-cell')]"
)
# A first look, since few pages draw tables so and the whole tree is long to search.
_MAY_DRAW = re.compile(r"table-cell|\brole\s*=\s*[\"']?(?:cell|gridcell|columnheader|rowheader)\b", re.IGNORECASE)
_LEAST_ROWS = 3


def make_tables(tree: etree._Element, markup: str) -> None:
    """Change the tree so that what looks like a table is one; `markup` is what the tree was made of."""
    if _MAY_DRAW.search(markup):
        _name_drawn(tree)
    html_boxes.make_tables(tree)
    _join_rows(tree)


def _name_drawn(tree: etree._Element) -> None:
    """Cells whose row and table are drawn as such too get the names of what they are drawn as."""
    found = _DRAWN(tree)
    for cell in found if isinstance(found, list) else ():
        if not isinstance(cell, etree._Element):
            continue
        row = cell.getparent()
        table = row.getparent() if row is not None else None
        while table is not None and table.get("role") == "rowgroup":
            table = table.getparent()
        shape = _drawn_as(cell)
        if row is None or table is None or shape not in ("td", "th"):
            continue
        if _drawn_as(row) == "tr" and _drawn_as(table) == "table":
            cell.tag, row.tag, table.tag = shape, "tr", "table"
            for name in ("colspan", "rowspan"):
                if (told := cell.get(f"aria-{name}")) is not None and cell.get(name) is None:
                    cell.set(name, told)


def _drawn_as(element: etree._Element | None) -> str | None:
    """The table's element that this one stands for; an element that is named already stands for itself."""
    if element is None:
        return None
    if element.tag in ("table", "tr", "td", "th"):
        return str(element.tag)
    if element.tag not in _GENERIC:
        return None
    by_role = _BY_ROLE.get((element.get("role") or "").strip().lower())
    if by_role is not None:
        return by_role
    shown = _DISPLAY.search(element.get("style") or "")
    return _BY_DISPLAY[shown[1].lower()] if shown else None


def _join_rows(tree: etree._Element) -> None:
    """Runs of tables of a single row each, with nothing between them, become one table."""
    seen: set[etree._Element] = set()
    for first in list(tree.iter("table")):
        if first in seen:
            continue
        run = [first]
        while (following := _right_under(run[-1])) is not None:
            run.append(following)
        seen.update(run)
        rows = [row for table in run if (row := _only_row(table)) is not None]
        if len(run) < _LEAST_ROWS or len(rows) < len(run) or min(map(len, rows)) < 2:
            continue
        home = rows[0].getparent()
        for table, row in zip(run[1:], rows[1:], strict=True):
            if home is not None:
                home.append(row)
            _remove(table)


def _remove(element: etree._Element) -> None:
    """Take an element out of its tree; the text after it stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None or before is None:
        return
    before.tail = (before.tail or "") + (element.tail or "")
    parent.remove(element)


def _right_under(table: etree._Element) -> etree._Element | None:
    """The table that follows with nothing between."""
    following = table.getnext()
    if following is None or following.tag != "table" or (table.tail and table.tail.strip()):
        return None
    return following


def _only_row(table: etree._Element) -> etree._Element | None:
    """The one row of a table that holds nothing else; None for any other table."""
    rows = list(table.iter("tr"))
    if len(rows) != 1 or table.find(".//table") is not None or table.find("caption") is not None:
        return None
    return rows[0]
