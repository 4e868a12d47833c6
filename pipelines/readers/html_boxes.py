"""Tables drawn with boxes of equal rows (div, ul, paragraphs of inline blocks) or laid out by CSS grid: the tree says table then.

Rows are a table where at least LEAST_ROWS of them follow each other, each with as many cells, figures among them and no link, and
where the first has none: it holds their heads. A row of a single cell among them goes across. What has fewer cells in some rows
(merged ones left out) stays text, of which a table may still be told by its order. A CSS grid is a table where its cells say
how many columns and rows they cover (CSS Grid Layout, 8.3 and 8.5), and these fill it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from pipelines.readers import bounds
from pipelines.readers.elements import text_of
from pipelines.readers.whitespace import visible

LEAST_ROWS = 3
LEAST_CELLS = 3
LEAST_FIGURES = 4
SHARE_OF_FIGURES = 0.15  # of all cells
LONGEST_CELL = 200  # visible characters
_FIGURE = re.compile(r"[-+]?[0-9０-９][0-9０-９,，.．]{0,14}")
_BOXES = frozenset(("div", "ul", "ol", "li", "dl", "dt", "dd", "section", "p", "h4", "h5", "h6"))
_INLINE = frozenset(("span", "em", "i", "b", "strong", "label", "font"))
_AS_BOX = re.compile(r"display\s*:\s*(?:inline-block|inline-flex|block|table-cell)|float\s*:\s*left", re.IGNORECASE)
_HOMES = ("div", "ul", "ol", "dl", "section", "article", "td", "body", "form")
_GRID = re.compile(r"display\s*:\s*(?:inline-)?grid", re.IGNORECASE)
_COLUMNS = re.compile(r"grid-template-columns\s*:\s*([^;]+)", re.IGNORECASE)
_REPEATED = re.compile(r"repeat\(\s*([0-9]{1,3})\s*,[^()]*(?:\([^()]*\)[^()]*)?\)", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\]]*\]")
_AREA = re.compile(
    r"grid-area\s*:\s*([0-9]{1,4})\s*/\s*([0-9]{1,4})\s*/\s*([0-9]{1,4})\s*/\s*([0-9]{1,4})\s*(?:;|$)", re.IGNORECASE
)
_LINES = {
    axis: re.compile(
        rf"grid-{axis}\s*:\s*(?:span\s+(?P<alone>[0-9]{{1,4}})|(?P<start>[0-9]{{1,4}})"
        r"(?:\s*/\s*(?:span\s+(?P<span>[0-9]{1,4})|(?P<end>[0-9]{1,4})))?)\s*(?:;|$)",
        re.IGNORECASE,
    )
    for axis in ("row", "column")
}
Placing = tuple[int, int, int, int]  # row, column, rows, columns; from 0


def make_tables(tree: etree._Element) -> None:
    """Change the tree so that boxes that are a table's rows and cells are named so."""
    for home in list(tree.iter(*_HOMES)):
        if len(home) < LEAST_ROWS:
            continue
        if _GRID.search(home.get("style") or ""):
            _name_grid(home)
        elif sum(map(_may_be_row, home)) >= LEAST_ROWS:
            for run in list(_runs(home)):
                _name_rows(home, run)


def _may_be_row(element: etree._Element) -> bool:
    """A first look, since there are many elements: as many children as a row has cells, in it or in its first child."""
    return len(element) >= LEAST_CELLS or (len(element) == 1 and len(element[0]) >= LEAST_CELLS)


Row = tuple[etree._Element, list[etree._Element]]  # the row's element, and its cells


def _runs(home: etree._Element) -> Iterator[list[Row]]:
    """Rows below each other that are a table."""
    run: list[Row] = []
    for child in (*home.iterchildren(), None):
        row = _row(child) if child is not None else None
        if row is not None and run and child is not None and child.tag != _under(run[-1][0], home).tag:
            yield from _proved(run, home)
            run = []
        if row is not None:
            run.append(row)
            if not (child is not None and child.tail and child.tail.strip()):
                continue
        yield from _proved(run, home)
        run = []


def _under(element: etree._Element, home: etree._Element) -> etree._Element:
    """The child of `home` that holds the element."""
    while (parent := element.getparent()) is not None and parent is not home:
        element = parent
    return element


def _proved(run: Sequence[Row], home: etree._Element) -> Iterator[list[Row]]:
    rows = list(run)
    while rows and len(rows[-1][1]) == 1:
        rows.pop()
    if len(rows) < len([child for child in home if isinstance(child.tag, str)]):
        while rows and len(rows[0][1]) == 1:
            rows.pop(0)
    full = [cells for _, cells in rows if len(cells) > 1]
    if len(full) < LEAST_ROWS or len({len(cells) for cells in full}) > 1 or len(full[0]) < LEAST_CELLS:
        return
    texts = [[visible(text_of(cell)) for cell in cells] for cells in full]
    figures = [sum(_FIGURE.fullmatch(text) is not None for text in line) for line in texts]
    enough = sum(figures) >= max(LEAST_FIGURES, SHARE_OF_FIGURES * sum(map(len, texts)))
    if enough and not figures[0] and sum(map(bool, texts[0])) > 1:
        yield rows


def _row(element: etree._Element) -> Row | None:
    """An element with its cells, if it holds nothing else; a box around nothing but a row is one, too."""
    while True:
        if element.tag not in _BOXES or (element.text and element.text.strip()):
            return None
        children = list(element)
        if len(children) == 1 and children[0].tag in _BOXES and len(children[0]) > 1 and not _says(children[0].tail):
            element = children[0]
            continue
        break
    if not children or not all(map(_is_cell, children)) or any(_says(child.tail) for child in children):
        return None
    return element, children


def _says(text: str | None) -> bool:
    return text is not None and bool(text.strip())


def _is_cell(element: etree._Element) -> bool:
    if element.tag in _INLINE:
        if not _AS_BOX.search(element.get("style") or ""):
            return False
    elif element.tag not in _BOXES:
        return False
    inner = next(element.iterdescendants("a", "img", "table", "ul", "ol", "dl", "input", "select", "script"), None)
    return inner is None and len(visible(text_of(element))) <= LONGEST_CELL


def _name_rows(home: etree._Element, rows: Sequence[Row]) -> None:
    holders = [_under(row, home) for row, _ in rows]
    # What has an id may be what a family's knowledge calls the article: it keeps its name.
    whole = len(holders) == len(home) and home.tag in _BOXES and not _says(home.text) and home.get("id") is None
    table = home
    if not whole:
        table = etree.Element("table")
        holders[0].addprevious(table)
        for holder in holders:
            table.append(holder)
    table.tag = "table"
    width = max(len(cells) for _, cells in rows)
    for row, cells in rows:
        row.tag = "tr"
        for cell in cells:
            cell.tag = "td"
        if len(cells) == 1:
            cells[0].set("colspan", str(width))


def _name_grid(home: etree._Element) -> None:
    """A CSS grid of cells that say what they cover becomes a table, if the cells fill it."""
    style = home.get("style") or ""
    cells = [child for child in home if isinstance(child.tag, str)]
    if home.tag not in _BOXES or not all(map(_is_grid_cell, cells)) or any(_says(child.tail) for child in cells):
        return
    placings = _placed(cells, _column_count(style))
    if placings is None:
        return
    height = max(row + rows for row, _, rows, _ in placings)
    if height < LEAST_ROWS - 1 or not any(_FIGURE.fullmatch(visible(text_of(cell))) for cell in cells):
        return
    table = home if home.get("id") is None else etree.SubElement(home, "table")
    made = [etree.SubElement(table, "tr") for _ in range(height)]
    for (row, _, rows, columns), cell in sorted(zip(placings, cells, strict=True), key=lambda pair: pair[0]):
        cell.tag = "td"
        cell.set("rowspan", str(rows))
        cell.set("colspan", str(columns))
        made[row].append(cell)
    table.tag = "table"


def _is_grid_cell(element: etree._Element) -> bool:
    return element.tag in _BOXES | _INLINE and next(element.iterdescendants("table", "a", "img"), None) is None


def _column_count(style: str) -> int | None:
    """How many columns a template names; None where it names none or leaves their number open."""
    told = _COLUMNS.search(style)
    if told is None:
        return None
    count = 0
    for times in _REPEATED.findall(told[1]):
        count += int(times)
    rest = _REPEATED.sub(" ", told[1])
    if "repeat" in rest.lower():
        return None
    count += len(_IN_BRACKETS.sub("", rest).split())
    return count if 1 < count <= bounds.MAX_TABLE_COLUMNS else None


def _placed(cells: Sequence[etree._Element], width: int | None) -> list[Placing] | None:
    """Where each cell stands; None where two overlap, one stands outside, or places stay empty but at the end."""
    taken: set[tuple[int, int]] = set()
    made: list[Placing] = []
    at = (0, 0)
    for cell in cells:
        style = cell.get("style") or ""
        area = _AREA.search(style)
        if area is not None:
            top, left, bottom, right = (int(line) - 1 for line in area.groups())
            row, column, rows, columns = top, left, bottom - top, right - left
        else:
            start_row, rows = _line(style, "row")
            start_column, columns = _line(style, "column")
            if start_row is None or start_column is None:
                if width is None or start_row is not None or start_column is not None or columns > width:
                    return None
                row, column = at
                while column + columns > width or any((row, column + across) in taken for across in range(columns)):
                    row, column = (row, column + 1) if column + columns < width else (row + 1, 0)
                at = (row, column + columns) if column + columns < width else (row + 1, 0)
            else:
                row, column = start_row, start_column
        if row < 0 or column < 0 or rows < 1 or columns < 1:
            return None
        if rows * columns + len(taken) > bounds.MAX_TABLE_CELLS or column + columns > bounds.MAX_TABLE_COLUMNS:
            return None
        covered = {(r, c) for r in range(row, row + rows) for c in range(column, column + columns)}
        if covered & taken:
            return None
        taken |= covered
        made.append((row, column, rows, columns))
    height, wide = 1 + max(row for row, _ in taken), 1 + max(column for _, column in taken)
    return made if len(taken) == height * wide else None


def _line(style: str, axis: str) -> tuple[int | None, int]:
    """The first line from 0, if it is told, and how many it covers."""
    told = _LINES[axis].search(style)
    if told is None:
        return None, 1
    if told["alone"]:
        return None, int(told["alone"])
    start = int(told["start"]) - 1
    if told["span"]:
        return start, int(told["span"])
    return start, int(told["end"]) - 1 - start if told["end"] else 1
