"""A made-up report as the text that programs of others make of its page or its paper.

Other than in flattening.py and extracted.py nothing here is imitated where the program itself can be asked: extractors of main
text read the page, readers of PDF files the paper. What is imitated are manners seen in public collections of pages: an
extractor that writes a bar behind every cell and drops blank ones, a cell and its bar on lines of their own, tags stripped.
"""

from __future__ import annotations

import html
import io
import random
import re
from collections.abc import Callable

import pdfplumber
import pypdfium2
import trafilatura
from pdfminer.high_level import extract_text

from tests.variety.rendering import CONTAINERS, Part, article_markup, page_markup, pdf
from tests.variety.tables import Grid
from tests.variety.truth import Truth

Page = Callable[[Truth, list[Part], random.Random], bytes]
INLINE = re.compile(r"</?(?:span|o:p|strong)\b[^>]*>")


def head(truth: Truth) -> list[str]:
    return [truth.title, f"发布日期：{truth.published}"]


def shown(row: list[object]) -> list[str]:
    return [c.text.replace("\n", " ") for c in row if not c.hidden]  # type: ignore[attr-defined]


def by_tables(truth: Truth, parts: list[Part], lines: Callable[[Grid], list[str]]) -> bytes:
    out = head(truth)
    for part in parts:
        out += [part] if isinstance(part, str) else lines(part)
    return "\n".join(out).encode()


def widest(grid: Grid) -> int:
    return max(sum(c.colspan for c in row if not c.hidden) for row in grid)


def bars_behind(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    """A bar behind each cell, blank cells gone, each row padded with bars to the table's width."""

    def lines(grid: Grid) -> list[str]:
        width = widest(grid)
        out = []
        for row in grid:
            cells = [text for text in shown(row) if text.strip()]
            out.append("".join(f"{text} | " for text in cells) + "|" * (width - len(cells)))
        return [line.rstrip() for line in out]

    return by_tables(truth, parts, lines)


def bars_behind_lines(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    """The same of cells that hold paragraphs: each on a line of its own with its bar, the padding on the row's last line."""

    def lines(grid: Grid) -> list[str]:
        width = widest(grid)
        out = []
        for row in grid:
            cells = [text for text in shown(row) if text.strip()]
            out += [f"{text} |" for text in cells]
            if len(cells) < width:
                out.append("|" * (width - len(cells)))
        return out

    return by_tables(truth, parts, lines)


def bars_between_lines(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    """A cell a line, a bar on a line of its own behind each, blank cells nothing before their bar."""

    def lines(grid: Grid) -> list[str]:
        out = []
        for row in grid:
            for text in shown(row):
                out += [*text.split(" "), "|"] if text.strip() else ["|"]
        return out

    return by_tables(truth, parts, lines)


def each_line_once(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    """A collection that keeps every line once, so that most cells are gone: nothing of a table can be told."""
    out, seen = head(truth), set[str]()
    for part in parts:
        for line in [part] if isinstance(part, str) else [text for row in part for text in shown(row)]:
            if line.strip() and line not in seen:
                seen.add(line)
                out.append(line)
    return "\n".join(out).encode()


def tags_stripped(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    """Tags replaced by a blank, white space joined: each paragraph and each table a run."""
    out = head(truth)
    for part in parts:
        text = INLINE.sub("", article_markup([part], random.Random(truth.seed)))
        out.append(" ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split()))
    return "\n".join(out).encode()


def tags_stripped_page(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    """The whole article in one line."""
    return b"\n".join((head(truth)[0].encode(), tags_stripped(truth, parts, rng).replace(b"\n", b" ")))


def two_cells(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    """A table's cells without blank ones, two a line."""

    def lines(grid: Grid) -> list[str]:
        cells = [text for row in grid for text in shown(row) if text.strip()]
        return ["  ".join(cells[at : at + 2]) for at in range(0, len(cells), 2)]

    return by_tables(truth, parts, lines)


def labels_then_values(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    """All labels of a table, then all its figures by rows."""

    def lines(grid: Grid) -> list[str]:
        cells = [text for row in grid for text in shown(row) if text.strip()]
        figure = re.compile(r"[-+－/／—增加减少]*(?:[0-9０-９](?![.．、]\D).*)?")
        return [c for c in cells if not figure.fullmatch(c)] + [c for c in cells if figure.fullmatch(c)]

    return by_tables(truth, parts, lines)


def main_text(truth: Truth, parts: list[Part], *, markdown: bool) -> bytes:
    rng = random.Random(truth.seed)
    opening, closing = rng.choice(CONTAINERS)
    page = page_markup(truth, opening + article_markup(parts, rng) + closing, "utf-8")
    text = trafilatura.extract(
        page, include_tables=True, output_format="markdown" if markdown else "txt", deduplicate=False
    )
    return "\n".join([*head(truth), text or ""]).encode()


def extracted(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    return main_text(truth, parts, markdown=False)


def extracted_markdown(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    return main_text(truth, parts, markdown=True)


def paper(truth: Truth, parts: list[Part]) -> bytes:
    return pdf(truth, parts, random.Random(truth.seed), ruled=True)


def browser_viewer(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    """The selection of all of a PDF in a browser's viewer."""
    document = pypdfium2.PdfDocument(paper(truth, parts))
    return "\n".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "\n").encode()


def by_boxes(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    """A reader of PDF files that groups letters into boxes."""
    return extract_text(io.BytesIO(paper(truth, parts))).encode()


def by_lines(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    with pdfplumber.open(io.BytesIO(paper(truth, parts))) as document:
        return "\n".join(page.extract_text() for page in document.pages).encode()


def by_layout(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    with pdfplumber.open(io.BytesIO(paper(truth, parts))) as document:
        return "\n".join(page.extract_text(layout=True, x_density=4) for page in document.pages).encode()


def paragraphs(render: Page) -> Page:
    """The same text as a page whose lines are paragraphs."""

    def page(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
        lines = render(truth, parts, rng).decode().split("\n")[2:]
        body = "".join(f"<p>{html.escape(line)}</p>" for line in lines if line.strip())
        return page_markup(truth, f'<div class="content">{body}</div>', "utf-8").encode()

    return page


TEXT = "text/plain; charset=utf-8"
WEB = "text/html; charset=utf-8"
PROGRAMS: dict[str, tuple[str, Page]] = {
    "bars": (TEXT, bars_behind),
    "bars-page": (WEB, paragraphs(bars_behind)),
    "bar-lines": (TEXT, bars_behind_lines),
    "bar-between": (TEXT, bars_between_lines),
    "line-once": (TEXT, each_line_once),
    "stripped": (TEXT, tags_stripped),
    "stripped-page": (TEXT, tags_stripped_page),
    "two-cells": (TEXT, two_cells),
    "values-last": (TEXT, labels_then_values),
    "main-text": (TEXT, extracted),
    "main-markdown": (TEXT, extracted_markdown),
    "viewer": (TEXT, browser_viewer),
    "boxes": (TEXT, by_boxes),
    "pdf-lines": (TEXT, by_lines),
    "pdf-layout": (TEXT, by_layout),
}
