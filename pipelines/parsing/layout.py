"""Which text and tables does the report have, and where do they stand in it.

    lay_out(article) -> LaidOut

`text` is the paragraphs, a line each, and every table at its place: a line a row, cells divided by tabs, a merged cell once
where it begins. A table that came flattened stays as its source prints it. A table's `rows` repeat a merged cell in every
place it covers; `start` and `end` are its span of `text`.
"""

from __future__ import annotations

import re

from pipelines.blocks import Article, Paragraph, TableBlock
from pipelines.parsing.figures import LaidOut
from storage.report import Table

_BREAK = re.compile(r"[^\S\n]*\n\s*")
_BLANKS = re.compile(r"[\t\r\f\v]+")
_EDGES = " \t\r\n\f\v\u00a0\u3000\u2002\u2003\u2009\u200b\ufeff"
_UNSPACED = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef“”‘’—…·]")


def lay_out(article: Article) -> LaidOut:
    """The article's text with every table at its place. Tables stand in the order of the article's blocks."""
    lines: list[str] = []
    tables: list[Table] = []
    flattened: list[bool] = []
    paragraphs: list[tuple[int, int]] = []
    by_eye: list[tuple[int, int]] = []
    length = 0

    def add(line: str) -> tuple[int, int]:
        nonlocal length
        start = length + (1 if lines else 0)
        lines.append(line)
        length = start + len(line)
        return start, length

    for block in article.blocks:
        if isinstance(block, Paragraph):
            own = [add(line) for line in printed_lines(block.text)]
            paragraphs.extend(own)
            by_eye.extend(own if block.ocr else ())
        elif isinstance(block, TableBlock):
            caption = cell_text(block.caption or "")
            if caption and not (lines and lines[-1].strip(_EDGES) == caption):
                paragraphs.append(add(caption))
            spans = [add(line) for line in (block.lines or table_lines(block))]
            start, end = (spans[0][0], spans[-1][1]) if spans else (length, length)
            tables.append(Table(caption=caption or None, rows=table_rows(block), start=start, end=end))
            flattened.append(bool(block.lines))
    return LaidOut("\n".join(lines), tuple(tables), tuple(paragraphs), tuple(flattened), tuple(by_eye))


def printed_lines(text: str) -> tuple[str, ...]:
    """The lines of a paragraph without the blanks around them; blank lines are layout, not text."""
    return tuple(line.strip(_EDGES) for line in text.splitlines() if line.strip(_EDGES))


def cell_text(text: str) -> str:
    """A cell's text on one line: a line break between Chinese characters is dropped, any other becomes a space."""

    def joined(match: re.Match[str]) -> str:
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        return "" if _UNSPACED.match(before) and _UNSPACED.match(after) else " "

    text = _BLANKS.sub(" ", text.replace("\r\n", "\n").strip(_EDGES))
    return _BREAK.sub(joined, text) if "\n" in text else text


def table_lines(block: TableBlock) -> list[str]:
    """A line a row: the cells that begin in it, divided by tabs. A row in which none begins has no line."""
    rows: dict[int, list[tuple[int, str]]] = {}
    for cell in block.cells:
        rows.setdefault(cell.row, []).append((cell.column, cell_text(cell.text)))
    return ["\t".join(text for _, text in sorted(rows[row], key=lambda cell: cell[0])) for row in sorted(rows)]


def table_rows(block: TableBlock) -> tuple[tuple[str, ...], ...]:
    """The grid of cell texts as they stand in `text`, a merged cell repeated in every place it covers."""
    shown: dict[str, str] = {}
    return tuple(tuple(shown.setdefault(text, cell_text(text)) for text in row) for row in block.grid())
