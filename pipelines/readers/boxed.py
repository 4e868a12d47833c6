"""A report written into the boxes of a table: left each section's heading, right its sentences. It is read as text.

out_of_boxes(blocks) -> the same blocks, such a table as the paragraphs that its cells hold, row by row
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipelines.blocks import Block, Cell, Paragraph, TableBlock

MOST_COLUMNS = 3
LEAST_SECTIONS = 2
LONGEST_HEADING = 30  # characters
_HEADING = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|.*(?:公开|申请|复议|诉讼|收费|概述|总体|问题|改进)")
_SENTENCE = re.compile(r"[^。]{10,}。")
_VALUE = re.compile(r"[-+]?[0-9０-９][0-9０-９,，.．]*\s*[^\W\d_]{0,2}")


def out_of_boxes(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks; a table of headings and sentences gives its paragraphs."""
    return tuple(
        made
        for block in blocks
        for made in (_paragraphs(block) if isinstance(block, TableBlock) and is_boxed(block) else (block,))
    )


def is_boxed(table: TableBlock) -> bool:
    """Whether at least half of a table's rows are a section's heading and its sentences, and none holds a value."""
    if table.flattened or table.width > MOST_COLUMNS:
        return False
    rows = [row for row in _rows(table) if row]
    sections = sum(_is_section(row) for row in rows)
    return sections >= LEAST_SECTIONS and 2 * sections >= len(rows) and not any(map(_has_value, rows))


def _rows(table: TableBlock) -> list[list[Cell]]:
    rows: list[list[Cell]] = [[] for _ in range(table.height)]
    for cell in table.cells:
        if cell.text:
            rows[cell.row].append(cell)
    return rows


def _is_section(row: Sequence[Cell]) -> bool:
    heading = "".join(row[0].text.split())
    named = len(heading) <= LONGEST_HEADING and _HEADING.match(heading) is not None
    return len(row) > 1 and named and _SENTENCE.search(row[-1].text) is not None


def _has_value(row: Sequence[Cell]) -> bool:
    return any(_VALUE.fullmatch(cell.text.strip()) for cell in row[1:])


def _paragraphs(table: TableBlock) -> Iterator[Paragraph]:
    for row in _rows(table):
        for number, cell in enumerate(row):
            # A heading broken over lines is one line; sentences have their own.
            whole = number == 0 and _is_section(row)
            lines = ["".join(cell.text.split("\n"))] if whole else cell.text.split("\n")
            yield from (Paragraph(line, place=cell.place, ocr=table.ocr) for line in lines)
