"""Tables in a text whose cells commas divide, as a sheet saved as text has them (RFC 4180).

    tables(text) -> {first line: (line after the last, rows)}

Lines with as many cells as their neighbours, figures among them, are a table; any other line is text.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence

_FIGURE = re.compile(r"^[-+]?[0-9][0-9.,]*%?$")
_SENTENCE = re.compile("[。；！？]")
_LEAST_ROWS = 2
_LEAST_CELLS = 2
Row = tuple[str, ...]


def tables(text: str) -> dict[int, tuple[int, tuple[Row, ...]]]:
    """The tables of a text: by the number of the line that each begins at, the line after it and its rows."""
    lines = text.split("\n")
    found: dict[int, tuple[int, tuple[Row, ...]]] = {}
    run: list[tuple[int, int, Row]] = []
    for start, end, row in (*_rows(lines), (len(lines), len(lines), ())):
        if run and (len(row) != len(run[0][2]) or start != run[-1][1]):
            if _is_table([cells for _, _, cells in run]):
                found[run[0][0]] = run[-1][1], tuple(cells for _, _, cells in run)
            run = []
        if len(row) >= _LEAST_CELLS:
            run.append((start, end, row))
    return found


def _rows(lines: Sequence[str]) -> Iterator[tuple[int, int, Row]]:
    """Each row with the lines that it covers: a cell in quotation marks may hold line breaks."""
    reader = csv.reader((f"{line}\n" for line in lines), strict=True)
    start = 0
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:  # quotation marks that are text, or a cell beyond the module's own bound: no table
            row = []
        yield start, reader.line_num, tuple(cell.strip() for cell in row)
        start = reader.line_num


def _is_table(rows: Sequence[Row]) -> bool:
    figures = sum(any(_FIGURE.match(cell) for cell in row) for row in rows)
    prose = any(_SENTENCE.search(cell) for row in rows for cell in row if not _FIGURE.match(cell))
    return len(rows) >= _LEAST_ROWS and figures > 0 and not prose
