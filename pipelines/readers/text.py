"""Plain text: a line is a paragraph, lines of cells that commas divide, or a range of tabs, a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines import charset
from pipelines.blocks import Block, Cell, Document, Paragraph, Place, TableBlock
from pipelines.errors import DocumentTooLarge
from pipelines.readers import bounds, separated
from pipelines.readers.text_pages import FEED, page_lines
from pipelines.readers.whitespace import fold

_BLANKS = re.compile(" {2,}")
MARGIN = "margin"  # what the readers of paged files call the lines that belong to the page


def read(body: bytes, *, header_charset: str | None) -> Document:
    """A text file as a Document; `Place.path` is the line's number, from 1."""
    decoded = charset.decode(body, header=header_charset)
    if len(decoded.text) > bounds.MAX_TEXT_CHARACTERS:
        raise DocumentTooLarge(f"the text has more than {bounds.MAX_TEXT_CHARACTERS} characters")
    lines = decoded.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    tables = separated.tables("\n".join(lines))
    of_pages = page_lines(lines)
    blocks: list[Block] = []
    after = blanks = 0
    for number, line in enumerate(lines):
        table = tables.get(number)
        if table is not None:
            after = table.end
            if table.grid:
                blocks.append(_table(table.rows, number, tuple(line for line in lines[number:after] if line.strip())))
                blanks = 0
                continue
            line = "\t".join(cell.replace("\n", " ") for cell in table.rows[0])
        elif number < after:
            continue
        # A tab or several blanks between words are a column, not layout.
        text = "\t".join("  ".join(fold(one) for one in _BLANKS.split(part)) for part in line.split("\t")).strip()
        if text and number in of_pages:
            blocks.append(Paragraph(text, place=Place(path=MARGIN)))
        elif text:
            # Blank lines around a page's end are its layout.
            blocks.append(Paragraph(text, place=Place(path=f"line {number + 1}"), blanks=0 if FEED in line else blanks))
            blanks = 0
        else:
            blanks += 1
        if len(blocks) > bounds.MAX_BLOCKS:
            raise DocumentTooLarge(f"the text has more than {bounds.MAX_BLOCKS} lines")
    return Document("text", "text/plain", decoded.charset, tuple(blocks), flags=decoded.flags)


def _table(rows: Sequence[separated.Row], number: int, printed: tuple[str, ...]) -> TableBlock:
    width = len(rows[0])
    if width > bounds.MAX_TABLE_COLUMNS or width * len(rows) > bounds.MAX_TABLE_CELLS:
        raise DocumentTooLarge(f"a table of the text has {len(rows)} rows and {width} columns")
    place = Place(path=f"line {number + 1}")
    cells = tuple(
        Cell("\n".join(line for part in text.split("\n") if (line := fold(part))), row, column, place=place)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    return TableBlock(cells, len(rows), width, place=place, lines=printed)
