"""A made-up report as the text that programs and people take from its printed pages.

Other than in flattening.py the page comes first: columns have widths, cells wrap in them, rows stand around the middle of what
they span, pages end and are numbered, and the text is what is left of that: `pdftotext -layout`, a viewer's selection, a word
processor's "save as text", a sheet's cells copied, a browser's selection, an editor that kept every cell as a paragraph.
"""

from __future__ import annotations

import html
import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from tests.variety.tables import Grid, GridCell
from tests.variety.truth import Truth

Part = str | Grid
Laid = dict[tuple[int, int], GridCell]
PAGE_WIDTH = 92  # half-width columns
NUMBERED: tuple[Callable[[int, int], str], ...] = (
    lambda page, pages: str(page),
    lambda page, pages: str(page),
    lambda page, pages: f"- {page} -",
    lambda page, pages: f"— {page} —",
    lambda page, pages: f"第{page}页",
    lambda page, pages: f"第 {page} 页 共 {pages} 页",
    lambda page, pages: f"{page}/{pages}",
    lambda page, pages: f"{page} / {pages}",
    lambda page, pages: f"·{page}·",
    lambda page, pages: "",
)


def breadth(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def fold(text: str, width: int) -> list[str]:
    """The text in lines no wider than this; digits and Latin words stay together."""
    lines = [""]
    for paragraph in text.split("\n"):
        words: list[str] = []
        for letter in paragraph:
            narrow = letter.isascii() and not letter.isspace()
            if words and narrow and words[-1][-1].isascii() and not words[-1][-1].isspace():
                words[-1] += letter
            else:
                words.append(letter)
        for word in words:
            if breadth(lines[-1]) + breadth(word) > width and lines[-1]:
                lines.append("")
            lines[-1] += word
        lines.append("")
    return [line for line in lines if line.strip()] or [""]


def laid(grid: Grid) -> tuple[Laid, int, int]:
    place: Laid = {}
    covered: set[tuple[int, int]] = set()
    for number, row in enumerate(grid):
        column = 0
        for cell in (cell for cell in row if not cell.hidden):
            while (number, column) in covered:
                column += 1
            place[number, column] = cell
            covered |= {
                (number + down, column + right) for down in range(cell.rowspan) for right in range(cell.colspan)
            }
    return place, len(grid), 1 + max(column for _, column in covered)


def printed(grid: Grid, rng: random.Random) -> list[list[tuple[int, str]]]:
    """The lines that the table's page shows: each a list of (column of the paper, text)."""
    place, height, width = laid(grid)
    natural = [4] * width
    for (_, column), cell in place.items():
        if cell.colspan == 1:
            natural[column] = max(natural[column], min(breadth(cell.text), 30))
    scale = min(1.0, (PAGE_WIDTH - 2 * width) / sum(natural))
    widths = [max(6, int(one * scale)) for one in natural]
    left = [sum(widths[:column]) + 2 * column for column in range(width)]
    heights = [1] * height
    folded: dict[tuple[int, int], list[str]] = {}
    for (row, column), cell in place.items():
        room = sum(widths[column : column + cell.colspan]) + 2 * (cell.colspan - 1)
        folded[row, column] = fold(cell.text, room)
        if cell.rowspan == 1:
            heights[row] = max(heights[row], len(folded[row, column]))
    for (row, column), cell in place.items():
        short = len(folded[row, column]) - sum(heights[row : row + cell.rowspan])
        if short > 0:
            heights[row + cell.rowspan - 1] += short
    tops = [sum(heights[:row]) for row in range(height)]
    lines: list[list[tuple[int, str]]] = [[] for _ in range(sum(heights))]
    centred = rng.random() < 0.7
    for (row, column), cell in sorted(place.items()):
        room = sum(widths[column : column + cell.colspan]) + 2 * (cell.colspan - 1)
        span = sum(heights[row : row + cell.rowspan])
        first = tops[row] + (span - len(folded[row, column])) // 2
        for offset, text in enumerate(folded[row, column]):
            if text.strip():
                shift = (room - breadth(text)) // 2 if centred and column else 0
                lines[first + offset].append((left[column] + max(shift, 0), text.strip()))
    return [sorted(line) for line in lines]


@dataclass
class Paper:
    """Pages of printed lines, without and with their numbers."""

    pages: list[list[list[tuple[int, str]]]]
    numbers: list[str]


def paper(truth: Truth, parts: list[Part], rng: random.Random) -> Paper:
    lines: list[list[tuple[int, str]]] = [[((PAGE_WIDTH - breadth(truth.title)) // 2, truth.title)], []]
    lines += [[(30, f"发布日期：{truth.published}")], []]
    for part in parts:
        if isinstance(part, str):
            lines += [[(0, text)] for text in fold("　　" + part, PAGE_WIDTH - 8)]
        else:
            lines += printed(part, rng)
    size = rng.randint(34, 46)
    pages = [lines[start : start + size] for start in range(0, len(lines), size)]
    manner = rng.choice(NUMBERED)
    return Paper(pages, [manner(number, len(pages)) for number in range(1, len(pages) + 1)])


def layout(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    """`pdftotext -layout`: every line padded to its place, a form feed behind each page."""
    sheet = paper(truth, parts, rng)
    out = []
    for page, number in zip(sheet.pages, sheet.numbers, strict=True):
        for line in page:
            text = ""
            for column, piece in line:
                text += " " * max(column - breadth(text), 1 if text else 0) + piece
            out.append(text)
        out += ["", " " * (PAGE_WIDTH // 2) + number if number else ""]
        out.append("\f")
    return "\n".join(out).replace("\f\n", "\f").encode()


def selected(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    """A viewer's selection: line by line, one blank between what stands beside each other, blank cells gone."""
    sheet = paper(truth, parts, rng)
    out = []
    for page, number in zip(sheet.pages, sheet.numbers, strict=True):
        out += [" ".join(piece for _, piece in line) for line in page if line]
        out += [number] if number else []
    return "\n".join(out).encode()


def selected_cells(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    """A viewer that ends its line behind every piece of text, page numbers among them."""
    sheet = paper(truth, parts, rng)
    out = []
    for page, number in zip(sheet.pages, sheet.numbers, strict=True):
        out += [piece for line in page for _, piece in line]
        out += [number] if number else []
    return "\n".join(out).encode()


def saved_as_text(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    """A word processor's text: a row a line, a tab between cells, blank ones kept, what a merged cell covers left out; no pages."""
    out = [truth.title, f"发布日期：{truth.published}"]
    for part in parts:
        if isinstance(part, str):
            out.append(part)
            continue
        out += ["\t".join(cell.text.replace("\n", "") for cell in row if not cell.hidden) for row in part]
    return "\r\n".join(out).encode("gb18030")


def copied_range(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    """A sheet's cells copied: every place of the rectangle, merged cells in their first, cells of several lines in marks."""
    out = [truth.title, f"发布日期：{truth.published}"]
    for part in parts:
        if isinstance(part, str):
            out.append(part)
            continue
        place, height, width = laid(part)
        for row in range(height):
            texts = [place[row, column].text if (row, column) in place else "" for column in range(width)]
            out.append("\t".join(f'"{text}"' if "\n" in text else text for text in texts))
    return "\r\n".join(out).encode("gb18030")


def browser_selection(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    """A browser's selection: a blank and a tab between cells, paragraphs in cells on lines of their own."""
    out = [truth.title, "", f"发布日期：{truth.published}", ""]
    for part in parts:
        if isinstance(part, str):
            out += [part, ""]
            continue
        for row in part:
            out.append(" \t".join(cell.text for cell in row if not cell.hidden))
    return "\n".join(out).encode()


def a_paragraph_a_cell(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    """An editor that lost the table's markup: each cell a paragraph, blank ones too."""
    blank = rng.choice(("<p>&nbsp;</p>", "<p><br></p>", '<p class="MsoNormal"><span>&nbsp;</span></p>'))
    body = []
    for part in parts:
        if isinstance(part, str):
            body.append(f"<p>{html.escape(part)}</p>")
            continue
        for row in part:
            for cell in (cell for cell in row if not cell.hidden):
                text = html.escape(cell.text.replace("\n", ""))
                body.append(f'<p style="text-align:center">{text}</p>' if text.strip() else blank)
    return _page(truth, body)


def a_paragraph_a_row(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    """An editor that kept rows as paragraphs and widths as runs of hard blanks."""
    body = []
    for part in parts:
        if isinstance(part, str):
            body.append(f"<p>{html.escape(part)}</p>")
            continue
        for row in part:
            texts = [html.escape(cell.text.replace("\n", "")) for cell in row if not cell.hidden]
            body.append(f"<p>{('&nbsp;' * rng.randint(3, 6)).join(texts)}</p>")
    return _page(truth, body)


def _page(truth: Truth, body: list[str]) -> bytes:
    title = html.escape(truth.title)
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="{truth.published}"></head>'
        f'<body><div class="nav"><a href="/">首页</a></div><div class="content"><h1>{title}</h1>{"".join(body)}</div>'
        "</body></html>"
    ).encode()


TEXT = "text/plain"
EXTRACTED: dict[str, tuple[str, Callable[[Truth, list[Part], random.Random], bytes]]] = {
    "layout": (TEXT, layout),
    "selected": (TEXT, selected),
    "selected-cells": (TEXT, selected_cells),
    "saved": (TEXT, saved_as_text),
    "copied-range": (TEXT, copied_range),
    "browser": (TEXT, browser_selection),
    "p-cell": ("text/html; charset=utf-8", a_paragraph_a_cell),
    "p-row": ("text/html; charset=utf-8", a_paragraph_a_row),
}
