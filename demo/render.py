"""An article as the publishing systems print it: HTML in the ways of several editors, PDF, Word.

PDFs use one of the readers' own fonts (STSong-Light), so that no font file is needed here.
"""

from __future__ import annotations

import io
import zipfile
from html import escape
from typing import Literal

import docx
from docx.shared import Pt
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from demo.articles import Article, Heading, Part
from demo.grids import Cell, Grid

Editor = Literal["word", "plain", "old"]
PDF_FONT = "STSong-Light"
PDF_TABLE_WIDTH = 500


def html_body(article: Article, editor: Editor) -> str:
    """The article's parts: `word` is markup pasted from Word, `plain` a web editor's, `old` that of the early 2000s."""
    return "\n".join(_html_part(part, editor) for part in article.parts)


def _html_part(part: Part, editor: Editor) -> str:
    if isinstance(part, Grid):
        return _html_table(part, editor)
    text = escape(part.text if isinstance(part, Heading) else part, quote=False)
    bold = isinstance(part, Heading)
    if editor == "word":
        spans = "".join(
            f'<span style="font-size:16.0pt;font-family:{font};mso-hansi-font-family:仿宋_GB2312">{run}</span>'
            for run, font in _runs(text)
        )
        inner = f"<strong>{spans}</strong>" if bold else spans
        return f'<p class="MsoNormal" style="text-indent:32.0pt;line-height:28.0pt">{inner}<o:p></o:p></p>'
    if editor == "old":
        inner = f"<b>{text}</b>" if bold else text
        return f'<p><font face="宋体" size="3">&nbsp;&nbsp;&nbsp;&nbsp;{inner}</font></p>'
    return f'<p style="text-indent:2em">{f"<strong>{text}</strong>" if bold else text}</p>'


def _runs(text: str) -> list[tuple[str, str]]:
    """The text cut where Latin letters and digits meet Chinese, as Word cuts it into runs of a font each."""
    runs: list[tuple[str, str]] = []
    for character in text:
        font = "Times New Roman" if character.isascii() else "仿宋_GB2312"
        if runs and runs[-1][1] == font:
            runs[-1] = (runs[-1][0] + character, font)
        else:
            runs.append((character, font))
    return runs


def _html_table(grid: Grid, editor: Editor) -> str:
    rows = "\n".join(f"<tr>{''.join(_html_cell(cell, editor) for cell in row)}</tr>" for row in grid.rows())
    opening = {
        "word": '<table class="MsoNormalTable" border="1" cellspacing="0" cellpadding="0" style="border-collapse:collapse">',
        "plain": '<table border="1" align="center" cellspacing="0" style="width:100%">',
        "old": '<table border="1" cellspacing="0" cellpadding="4" align="center" bordercolor="#000000">',
    }[editor]
    return f"{opening}<tbody>\n{rows}\n</tbody></table>"


def _html_cell(cell: Cell, editor: Editor) -> str:
    spans = "".join(
        f' {name}="{count}"' for name, count in (("rowspan", cell.rowspan), ("colspan", cell.colspan)) if count > 1
    )
    text = escape(cell.text, quote=False) or "&nbsp;"
    if editor == "word":
        return (
            f'<td{spans} style="border:solid windowtext 1.0pt;padding:0cm 5.4pt"><p class="MsoNormal" align="center">'
            f'<span lang="EN-US" style="font-family:宋体">{text}</span></p></td>'
        )
    return f'<td{spans} align="center">{text}</td>'


def pdf(article: Article) -> bytes:
    """The article as a PDF, the same bytes every time."""
    if PDF_FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(PDF_FONT))
    body = ParagraphStyle("body", fontName=PDF_FONT, fontSize=11, leading=18, firstLineIndent=22, wordWrap="CJK")
    title = ParagraphStyle("title", parent=body, fontSize=17, leading=26, alignment=1, firstLineIndent=0)
    cell = ParagraphStyle("cell", parent=body, fontSize=7, leading=8.5, firstLineIndent=0, alignment=1)
    flow: list[Flowable] = [Paragraph(escape(article.title), title), Spacer(1, 12)]
    for part in article.parts:
        if isinstance(part, Grid):
            flow += [Spacer(1, 6), _pdf_table(part, cell), Spacer(1, 6)]
        else:
            flow.append(Paragraph(escape(part.text if isinstance(part, Heading) else part), body))
    out = io.BytesIO()
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), 36)
    SimpleDocTemplate(out, pagesize=A4, title=article.title, invariant=1, **margins).build(flow)
    return out.getvalue()


def _pdf_table(grid: Grid, style: ParagraphStyle) -> Table:
    content: list[list[object]] = [[""] * grid.width for _ in range(grid.height)]
    commands: list[tuple[object, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ]
    for cell in grid.cells:
        content[cell.row][cell.column] = Paragraph(escape(cell.text), style)
        last = (cell.column + cell.colspan - 1, cell.row + cell.rowspan - 1)
        commands.append(("SPAN", (cell.column, cell.row), last))
    return Table(content, colWidths=_pdf_widths(grid), style=commands)


def _pdf_widths(grid: Grid) -> list[float]:
    """Widths in points by each column's longest text, within bounds that let every table fit on one page."""
    longest = [4] * grid.width
    for cell in grid.cells:
        if cell.colspan == 1:
            longest[cell.column] = max(longest[cell.column], min(len(cell.text), 18))
    return [PDF_TABLE_WIDTH * length / sum(longest) for length in longest]


def word(article: Article) -> bytes:
    """The article as a .docx, the same bytes every time."""
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(12)
    document.add_heading(article.title, level=0)
    for part in article.parts:
        if isinstance(part, Grid):
            table = document.add_table(part.height, part.width)
            table.style = "Table Grid"
            for cell in part.cells:
                corner = table.cell(cell.row, cell.column)
                if cell.rowspan > 1 or cell.colspan > 1:
                    corner = corner.merge(table.cell(cell.row + cell.rowspan - 1, cell.column + cell.colspan - 1))
                corner.text = cell.text
        elif isinstance(part, Heading):
            document.add_heading(part.text, level=part.level)
        else:
            document.add_paragraph(part)
    saved, out = io.BytesIO(), io.BytesIO()
    document.save(saved)
    # The container stamps its members with the clock: write them again without one.
    with zipfile.ZipFile(saved) as members, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as undated:
        for member in members.infolist():
            undated.writestr(zipfile.ZipInfo(member.filename), members.read(member), zipfile.ZIP_DEFLATED)
    return out.getvalue()
