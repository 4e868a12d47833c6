"""A made-up report as the bytes that a portal would serve, in the kinds of file that portals serve."""

from __future__ import annotations

import html
import io
import random
from collections.abc import Callable
from dataclasses import dataclass

import docx
import openpyxl
from opencc import OpenCC
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

from tests.variety import rtf
from tests.variety.flattening import MANNERS, Part, flattener
from tests.variety.tables import Grid, GridCell
from tests.variety.truth import Truth

Renderer = Callable[[Truth, list[Part], random.Random], bytes]


@dataclass(frozen=True)
class Kind:
    name: str
    content_type: str
    render: Renderer
    source: str = "official"


def wordy(text: str, rng: random.Random) -> str:
    """What Word leaves when pasted: a span round every run, sometimes round every character."""
    pieces = list(text) if rng.random() < 0.4 else [text]
    return "".join(
        f'<span lang="EN-US" style="font-size:14pt">{html.escape(p)}</span>'
        if p.isascii() and p.strip()
        else f"<span>{html.escape(p)}<o:p></o:p></span>"
        for p in pieces
    )


CONTAINERS = (
    ('<div class="TRS_Editor">', "</div>"),
    ('<div id="zoom">', "</div>"),
    ('<div class="article-con">', "</div>"),
    ('<div id="UCAP-CONTENT">', "</div>"),
    ("<table width=980><tr><td class='bt_content'>", "</td></tr></table>"),
    ('<form name="_newscontent_fromname"><div class="v_news_content">', "</div></form>"),
    ('<div class="xxgk-content"><div class="zw">', "</div></div>"),
    ('<div class="WordSection1">', "</div>"),
    ("<!--ContentStart-->", "<!--ContentEnd-->"),
)


def table_markup(part: Grid, cell: Callable[[str], str], rng: random.Random, *, nested: bool, ragged: bool) -> str:
    rows = []
    for row in part:
        cells = []
        for c in row:
            spans = (f' colspan="{c.colspan}"' if c.colspan > 1 else "") + (
                f' rowspan="{c.rowspan}"' if c.rowspan > 1 else ""
            )
            hidden = ' style="display:none"' if c.hidden else ""
            name = "th" if c.header else "td"
            cells.append(f"<{name}{spans}{hidden}>{cell(c.text)}" + ("" if ragged else f"</{name}>"))
        rows.append(f"<tr>{''.join(cells)}" + ("" if ragged else "</tr>"))
    grid = f"<table border=1 cellspacing=0><tbody>{''.join(rows)}</tbody></table>"
    if nested:
        return f"<table width='100%'><tr><td align='center'>{grid}</td></tr></table>"
    return f"<div style='overflow:auto'>{grid}</div>" if rng.random() < 0.2 else grid


def article_markup(parts: list[Part], rng: random.Random) -> str:
    word = rng.random() < 0.3
    nested = rng.random() < 0.08
    ragged = rng.random() < 0.06
    breaks = rng.random() < 0.12  # paragraphs are lines of one block
    headings = rng.random() < 0.2

    def inline(text: str) -> str:
        lines = [wordy(line, rng) if word else html.escape(line) for line in text.split("\n")]
        return "<br>".join(lines)

    def cell(text: str) -> str:
        if not text:
            return rng.choice(("", "&nbsp;", "<p>&nbsp;</p>"))
        return f"<p align='center'>{inline(text)}</p>" if rng.random() < 0.5 else inline(text)

    body = []
    for part in parts:
        if not isinstance(part, str):
            body.append(table_markup(part, cell, rng, nested=nested, ragged=ragged))
        elif breaks:
            body.append(f"　　{inline(part)}<br><br>")
        elif headings and part[:2] in ("一、", "二、", "三、", "四、", "五、", "六、"):
            body.append(f"<h2><strong>{inline(part)}</strong></h2>")
        else:
            style = "class=MsoNormal" if word else "style='text-indent:2em'"
            body.append(f"<p {style}>{rng.choice(('', '&emsp;&emsp;', '　　'))}{inline(part)}</p>")
    return "".join(body)


def page_markup(truth: Truth, article: str, charset: str) -> str:
    return f"""<!DOCTYPE html><html><head><meta charset="{charset}"><title>{html.escape(truth.title)}_{truth.place}人民政府</title></head><body>
<div class="top"><a href="/">首页</a> | <a href="/zwgk/">政务公开</a> | <a href="/hd/">互动交流</a> <span>今天是2026年11月22日</span></div>
<div class="crumb">您当前的位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 信息公开年报</div>
<h1>{html.escape(truth.title)}</h1>
<div class="info">发布日期：{truth.published}　来源：{truth.place}人民政府办公室　浏览次数：<span id="hits">1024</span>　字体：【大 中 小】</div>
{article}
<div class="share">分享到：微信 微博</div><div>上一篇：关于印发工作要点的通知</div><div class="foot">主办：{truth.place}人民政府办公室 备案号：X1234567 网站标识码 5105000001</div>
</body></html>"""


def web_page(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    opening, closing = rng.choice(CONTAINERS)
    article = opening + article_markup(parts, rng) + closing
    return page_markup(truth, article, "utf-8").encode("utf-8")


def gb_page(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    """GB18030 bytes under a declaration of gb2312, as old systems serve them."""
    opening, closing = rng.choice(CONTAINERS)
    return page_markup(truth, opening + article_markup(parts, rng) + closing, "gb2312").encode("gb18030")


_traditional = {name: OpenCC(name) for name in ("s2twp", "s2t", "s2tw")}


def mirror_page(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    """An encyclopedia's copy in Traditional script: a lead, an info box, and the report, with what conversion did to it."""
    convert = _traditional[rng.choice(("s2twp", "s2twp", "s2t", "s2tw"))].convert
    article = article_markup(parts, rng)
    title = html.escape(truth.title)
    page = f"""<html><head><meta charset="utf-8"><title>{title}_中文百科全书</title></head><body>
<div class="nav"><a href="/">首页</a> <a href="/history">历史</a></div><h1>{title}</h1>
<div class="lead"><p>《{title}》是{truth.issuer}发布的文件。</p></div>
<h2>基本介绍</h2><ul><li>中文名：{title}</li><li>发布单位：{truth.issuer}</li></ul>
<h2>正文</h2><div class="content">{article}</div>
<div class="related">相关词条 <a href="/a">政府信息公开</a> <a href="/b">政府工作报告</a></div></body></html>"""
    return convert(page).encode("utf-8")


def flattened(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    """As a copying reader would save it: a cell a line, a row a line by tabs, pipes or spaces; spans gone."""
    manner = rng.choice(("lines", "lines", "tabs", "pipes", "bars"))
    lines = [truth.title, f"发布日期：{truth.published}"]
    for part in parts:
        if isinstance(part, str):
            lines.append(part)
            continue
        rows = [[c.text for c in row if not c.hidden] for row in part]
        if manner == "tabs":
            lines.extend("\t".join(c.replace("\n", "") for c in row) for row in rows)
        elif manner == "pipes":
            lines.extend("| " + " | ".join(c.replace("\n", "") for c in row) + " |" for row in rows)
        elif manner == "bars":
            lines.extend(f"{line} |" for row in rows for c in row for line in [c.replace("\n", "")])
        else:
            lines.extend(line for row in rows for c in row for line in (c or "").split("\n"))
    return "\n".join(lines).encode("utf-8")


def rtf_file(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    return rtf.document(truth.title, [shown(p) for p in parts], lay, rng)


def sheet_file(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    """A workbook of one sheet: paragraphs in the first column, tables below one another with merged cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([truth.title])
    for part in parts:
        if isinstance(part, str):
            sheet.append([part])
            continue
        top = sheet.max_row + 1
        place, height, _ = lay(shown(part))
        for (row, column), c in place.items():
            number = c.text.isascii() and c.text.isdigit() and rng.random() < 0.7
            sheet.cell(top + row, column + 1, int(c.text) if number else c.text)
            if c.rowspan > 1 or c.colspan > 1:
                sheet.merge_cells(
                    start_row=top + row,
                    start_column=column + 1,
                    end_row=top + row + c.rowspan - 1,
                    end_column=column + c.colspan,
                )
        sheet.cell(top + height, 1, " ")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def shown(part: Part) -> Part:
    """A part without the cells that a page hides."""
    return part if isinstance(part, str) else [[c for c in row if not c.hidden] for row in part]


def docx_file(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    document = docx.Document()
    document.add_heading(truth.title, 0)
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        place, height, width = lay(shown(part))
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
    return pdf(truth, parts, rng, ruled=True)


def plain_pdf(truth: Truth, parts: list[Part], rng: random.Random) -> bytes:
    return pdf(truth, parts, rng, ruled=False)


def pdf(truth: Truth, parts: list[Part], rng: random.Random, *, ruled: bool) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    body = ParagraphStyle("body", fontName="STSong-Light", fontSize=11, leading=17, wordWrap="CJK")
    small = ParagraphStyle("cell", parent=body, fontSize=7.5, leading=9.5, alignment=rng.choice((0, 1)))
    heading = ParagraphStyle("heading", parent=body, fontSize=16, leading=24, alignment=1)
    story: list[object] = [Paragraph(html.escape(truth.title), heading)]
    for part in parts:
        if isinstance(part, str):
            story.append(Paragraph(html.escape(part), body))
            continue
        part = shown(part)
        width = lay(part)[2]
        pieces = cut(part, rng.randint(10, 17))
        for position, piece in enumerate(pieces):
            height = max(row + cell.rowspan for cell, row, _ in piece)
            cells: list[list[object]] = [[""] * width for _ in range(height)]
            style: list[tuple[object, ...]] = [
                *([("GRID", (0, 0), (-1, -1), 0.5, colors.black)] if ruled else []),
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
    Kind("gb", "text/html", gb_page),
    Kind("mirror", "text/html; charset=utf-8", mirror_page, "mirror"),
    Kind("text", "text/plain; charset=utf-8", flattened),
    Kind(
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        docx_file,
    ),
    Kind("rtf", "application/msword", rtf_file),
    Kind("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", sheet_file),
    Kind("pdf", "application/pdf", pdf_file),
    Kind("plainpdf", "application/pdf", plain_pdf),
    *(Kind(f"text-{name}", "text/plain; charset=utf-8", flattener(name)) for name in MANNERS),
)
