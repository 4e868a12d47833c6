"""A made-up report as the bytes that a portal would serve, in the kinds of file that portals serve."""

from __future__ import annotations

import html
import io
import random
from collections.abc import Callable
from dataclasses import dataclass

import docx
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Table,
    TableStyle,
)

from tests.variety.tables import Grid, GridCell
from tests.variety.truth import Truth

Part = str | Grid  # a paragraph, or a table
Renderer = Callable[[Truth, list[Part], random.Random], bytes]


@dataclass(frozen=True)
class Kind:
    name: str
    content_type: str
    render: Renderer


def wordy(text: str, rng: random.Random) -> str:
    """What Word leaves when pasted: a span round every run, sometimes round every character."""
    pieces = list(text) if rng.random() < 0.4 else [text]
    return "".join(
        f'<span lang="EN-US" style="font-size:14pt">{html.escape(p)}</span>'
        if p.isascii() and p.strip()
        else f"<span>{html.escape(p)}<o:p></o:p></span>"
        for p in pieces
    )


def web_page(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    word = rng.random() < 0.3

    def inline(text: str) -> str:
        lines = [wordy(line, rng) if word else html.escape(line) for line in text.split("\n")]
        return "<br>".join(lines)

    def cell(text: str) -> str:
        if not text:
            return rng.choice(("", "&nbsp;", "<p>&nbsp;</p>"))
        return f"<p align='center'>{inline(text)}</p>" if rng.random() < 0.5 else inline(text)

    body = []
    for part in parts:
        if isinstance(part, str):
            body.append(f"<p style='text-indent:2em'>{rng.choice(('', '&emsp;&emsp;', '　　'))}{inline(part)}</p>")
            continue
        rows = []
        for row in part:
            cells = []
            for c in row:
                spans = (f' colspan="{c.colspan}"' if c.colspan > 1 else "") + (
                    f' rowspan="{c.rowspan}"' if c.rowspan > 1 else ""
                )
                cells.append(f"<td{spans}>{cell(c.text)}</td>")
            rows.append(f"<tr>{''.join(cells)}</tr>")
        body.append(f"<table border=1 cellspacing=0><tbody>{''.join(rows)}</tbody></table>")
    container = rng.choice(
        (
            '<div class="TRS_Editor">',
            '<div id="zoom">',
            '<div class="article-con">',
            '<div id="UCAP-CONTENT">',
            '<td class="bt_content">',
        )
    )
    closing = "</td>" if container.startswith("<td") else "</div>"
    article = container + "".join(body) + closing
    if container.startswith("<td"):
        article = f"<table width=980><tr>{article}</tr></table>"
    page = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{html.escape(truth.title)}_{truth.place}人民政府</title></head><body>
<div class="top"><a href="/">首页</a> | <a href="/zwgk/">政务公开</a> | <a href="/hd/">互动交流</a> <span>今天是2026年11月22日</span></div>
<div class="crumb">您当前的位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 信息公开年报</div>
<h1>{html.escape(truth.title)}</h1>
<div class="info">发布日期：{truth.published}　来源：{truth.place}人民政府办公室　浏览次数：<span id="hits">1024</span>　字体：【大 中 小】</div>
{article}
<div class="share">分享到：微信 微博</div><div>上一篇：关于印发工作要点的通知</div><div class="foot">主办：{truth.place}人民政府办公室 备案号：X1234567 网站标识码 5105000001</div>
</body></html>"""
    return page.encode("utf-8")


def flattened(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    """As a copying reader would save it: a cell a line (or a row a line with tabs), spans gone."""
    by_row = rng.random() < 0.3
    lines = [truth.title, f"发布日期：{truth.published}"]
    for part in parts:
        if isinstance(part, str):
            lines.append(part)
        elif by_row:
            lines.extend("\t".join(c.text.replace("\n", "") for c in row) for row in part)
        else:
            lines.extend(line for row in part for c in row for line in (c.text or "").split("\n"))
    return "\n".join(lines).encode("utf-8")


def docx_file(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    document = docx.Document()
    document.add_heading(truth.title, 0)
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        place, height, width = lay(part)
        table = document.add_table(rows=height, cols=width)
        for (row, column), c in place.items():
            first = table.cell(row, column)
            if c.rowspan > 1 or c.colspan > 1:
                first = first.merge(table.cell(row + c.rowspan - 1, column + c.colspan - 1))
            first.text = c.text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def lay(grid: Grid) -> tuple[dict[tuple[int, int], GridCell], int, int]:
    """Where each cell starts, by HTML's rules for spans."""
    taken: set[tuple[int, int]] = set()
    place = {}
    width = 0
    for row, cells in enumerate(grid):
        column = 0
        for c in cells:
            while (row, column) in taken:
                column += 1
            place[(row, column)] = c
            taken.update((row + i, column + j) for i in range(c.rowspan) for j in range(c.colspan))
            column += c.colspan
            width = max(width, column)
    return place, len(grid), width


def cut(grid: Grid, height: int) -> list[list[list[tuple[GridCell, int, int]]]]:
    """A tall grid as a page-broken one: (cell, row, column) with a cell that spans the break standing on both sides,
    its text on the first only, as word processors print it."""
    place, rows, _ = lay(grid)
    pieces = []
    for top in range(0, rows, height):
        bottom = min(top + height, rows)
        piece = []
        for (row, column), cell in place.items():
            first, last = max(row, top), min(row + cell.rowspan, bottom)
            if first < last:
                text = cell.text if row >= top else ""
                piece.append((GridCell(text, cell.colspan, last - first), first - top, column))
        pieces.append(piece)
    return pieces


def pdf_file(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    body = ParagraphStyle("body", fontName="STSong-Light", fontSize=11, leading=17, wordWrap="CJK")
    small = ParagraphStyle("cell", parent=body, fontSize=7.5, leading=9.5, alignment=rng.choice((0, 1)))
    heading = ParagraphStyle("heading", parent=body, fontSize=16, leading=24, alignment=1)
    story: list[object] = [Paragraph(html.escape(truth.title), heading)]
    for part in parts:
        if isinstance(part, str):
            story.append(Paragraph(html.escape(part), body))
            continue
        width = lay(part)[2]
        pieces = cut(part, rng.randint(10, 17))
        for position, piece in enumerate(pieces):
            height = max(row + cell.rowspan for cell, row, _ in piece)
            cells: list[list[object]] = [[""] * width for _ in range(height)]
            style: list[tuple[object, ...]] = [
                ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ]
            for cell, row, column in piece:
                cells[row][column] = Paragraph(html.escape(cell.text).replace("\n", "<br/>"), small)
                style.append(
                    (
                        "SPAN",
                        (column, row),
                        (column + cell.colspan - 1, row + cell.rowspan - 1),
                    )
                )
            if position:
                story.append(PageBreak())
            story.append(
                Table(
                    cells,
                    colWidths=[(A4[0] - 80) / width] * width,
                    style=TableStyle(style),
                )
            )

    def page_number(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont("STSong-Light", 9)
        canvas.drawCentredString(A4[0] / 2, 25, f"- {document.page} -")

    buffer = io.BytesIO()
    template = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        leftMargin=40,
        rightMargin=40,
        topMargin=45,
        bottomMargin=45,
    )
    template.build(story, onFirstPage=page_number, onLaterPages=page_number)
    return buffer.getvalue()


KINDS = (
    Kind("html", "text/html; charset=utf-8", web_page),
    Kind("text", "text/plain; charset=utf-8", flattened),
    Kind(
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        docx_file,
    ),
    Kind("pdf", "application/pdf", pdf_file),
)
