"""A report with such tables as the bytes that a portal would serve."""

from __future__ import annotations

import base64
import io
import quopri
from collections.abc import Callable
from html import escape
from xml.sax.saxutils import escape as xml

import docx
import openpyxl
from docx.document import Document as Docx
from docx.table import Table as DocxTable

from tests.odd_pages import shell
from tests.variety.mangled.grids import Cell, Grid


class Raw(str):
    """Markup as it stands, in pages."""


Part = str | Grid

Inner = Callable[[Cell], str]


def plain(cell: Cell) -> str:
    return escape(cell.text, quote=False).replace("\n", "<br>")


def table(grid: Grid, inner: Inner = plain, *, heads: bool = False, attributes: str = 'border="1"') -> str:
    out = []
    for number, row in enumerate(grid.anchors()):
        cells = []
        for cell, high, wide in row:
            high, wide = cell.says or (high, wide)
            spans = (f' rowspan="{high}"' if high != 1 else "") + (f' colspan="{wide}"' if wide != 1 else "")
            if cell.hidden:
                spans += ' style="display:none"'
            name = "th" if cell.head and heads else "td"
            cells.append(f"<{name}{spans}>{inner(cell)}</{name}>")
        hidden = ' style="display:none"' if number in grid.hidden_rows else ""
        out.append(f"<tr{hidden}>{''.join(cells)}</tr>")
    return f"<table {attributes}><tbody>{''.join(out)}</tbody></table>"


def article(parts: list[Part], mark: Callable[[Grid], str] = table) -> str:
    out = []
    for part in parts:
        if isinstance(part, Raw):
            out.append(str(part))
        elif isinstance(part, str):
            out.append(f"<p>{escape(part, quote=False)}</p>")
        else:
            out.append(mark(part))
    return "\n".join(out)


def page(parts: list[Part], title: str, published: str, mark: Callable[[Grid], str] = table) -> bytes:
    around = shell.heading(title) + shell.dateline(published)
    return shell.page(article(parts, mark), title=title, before=around).encode()


def office_page(parts: list[Part], title: str, published: str, mark: Callable[[Grid], str] = table) -> bytes:
    """Word's own page, saved as .doc."""
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" '
        'xmlns="http://www.w3.org/TR/REC-html40"><head><meta http-equiv=Content-Type content="text/html; charset=gb2312">'
        "<meta name=ProgId content=Word.Document><!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View>"
        "</w:WordDocument></xml><![endif]--><style>p.MsoNormal{margin:0cm}</style></head><body lang=ZH-CN><div class=Section1>"
        f"<p class=MsoTitle align=center>{escape(title)}</p>{article(parts, mark)}</div></body></html>"
    ).encode("gb18030")


def sheet_page(parts: list[Part], title: str, published: str, mark: Callable[[Grid], str] = table) -> bytes:
    """A page that an export calls .xls."""
    return (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"><!--[if gte mso 9]><xml>'
        "<x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>Sheet1</x:Name></x:ExcelWorksheet>"
        "</x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]--></head><body>"
        f"<table><tr><td>{escape(title)}</td></tr></table>{article(parts, mark)}</body></html>"
    ).encode()


def mhtml(parts: list[Part], title: str, published: str, *, quoted: bool = True) -> bytes:
    """A web archive of a single file, which Word and Excel write as .doc, .xls or .mht."""
    inner = office_page(parts, title, published)
    body = quopri.encodestring(inner) if quoted else base64.encodebytes(inner)
    manner = "quoted-printable" if quoted else "base64"
    head = (
        "MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n"
        'Content-Type: multipart/related; boundary="----=_NextPart_01D8.5AB0"\r\n\r\n'
        "This document is a single file web page.\r\n\r\n------=_NextPart_01D8.5AB0\r\n"
        f"Content-Location: file:///C:/1/report.htm\r\nContent-Transfer-Encoding: {manner}\r\n"
        'Content-Type: text/html; charset="gb2312"\r\n\r\n'
    ).encode()
    files = (
        b"\r\n------=_NextPart_01D8.5AB0\r\nContent-Location: file:///C:/1/report.files/filelist.xml\r\n"
        b'Content-Transfer-Encoding: quoted-printable\r\nContent-Type: text/xml; charset="utf-8"\r\n\r\n'
        b'<xml xmlns:o=3D"urn:schemas-microsoft-com:office:office"><o:MainFile HRef=3D"../report.htm"/></xml>\r\n'
        b"------=_NextPart_01D8.5AB0--\r\n"
    )
    return head + body.replace(b"\n", b"\r\n") + files


# ---------------------------------------------------------------- Word


def word(parts: list[Part], title: str, published: str, after: Callable[[Docx], None] | None = None) -> bytes:
    document = docx.Document()
    document.add_heading(title, 0)
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
        else:
            word_table(document.add_table(len(part.rows), part.width), part)
    if after:
        after(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word_table(made: DocxTable, part: Grid) -> None:
    made.style = None
    matrix = [[made.cell(r, c) for c in range(part.width)] for r in range(len(part.rows))]
    for r, row in enumerate(part.anchors()):
        for cell, high, wide in row:
            c = part.rows[r].index(cell)
            target = matrix[r][c]
            if high * wide > 1:
                target = target.merge(matrix[r + high - 1][c + wide - 1])
            target.text = cell.text


def rtf(parts: list[Part], title: str, published: str) -> bytes:
    def escaped(text: str) -> str:
        return "".join(
            "\\line "
            if char == "\n"
            else char
            if char.isascii()
            else f"\\u{ord(char) - 65536 if ord(char) > 32767 else ord(char)}?"
            for char in text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
        )

    out = [
        "{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}}\n",
        f"\\pard\\qc {escaped(title)}\\par\n",
    ]
    for part in parts:
        if isinstance(part, str):
            out.append(f"\\pard {escaped(part)}\\par\n")
            continue
        for r, row in enumerate(part.rows):
            heads, cells = [], []
            c = 0
            while c < len(row):
                cell = row[c]
                assert cell is not None
                wide = 1
                while c + wide < len(row) and row[c + wide] is cell:
                    wide += 1
                up = r > 0 and len(part.rows[r - 1]) > c and part.rows[r - 1][c] is cell
                down = r + 1 < len(part.rows) and len(part.rows[r + 1]) > c and part.rows[r + 1][c] is cell
                c += wide
                heads.append(("\\clvmrg" if up else "\\clvmgf" if down else "") + f"\\clbrdrt\\brdrs\\cellx{c * 800}")
                cells.append(f"\\pard\\intbl {'' if up else escaped(cell.text)}\\cell\n")
            out.append("\\trowd\\trgaph108" + "".join(heads) + "\n" + "".join(cells) + "\\row\n")
        out.append("\\pard\\par\n")
    return ("".join(out) + "}").encode("ascii")


# ---------------------------------------------------------------- workbooks


def workbook(
    parts: list[Part],
    title: str,
    published: str,
    after: Callable[[openpyxl.Workbook], None] | None = None,
    typed: Callable[[Cell], object] | None = None,
    *,
    sheets: bool = False,
) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([title])
    at, number = 2, 1
    for part in parts:
        if isinstance(part, str):
            sheet.cell(at, 1, part)
            at += 1
            continue
        if sheets:
            number += 1
            sheet = book.create_sheet(f"表{number}")
            at = 1
        for r, row in enumerate(part.anchors()):
            for cell, high, wide in row:
                c = part.rows[r].index(cell)
                value: object = cell.text or None
                if typed:
                    value = typed(cell)
                elif cell.key and cell.text.lstrip("-").isdigit():
                    value = int(cell.text)
                sheet.cell(at + r, c + 1).value = value
                if high * wide > 1:
                    sheet.merge_cells(
                        start_row=at + r, start_column=c + 1, end_row=at + r + high - 1, end_column=c + wide
                    )
        for r in part.hidden_rows:
            sheet.row_dimensions[at + r].hidden = True
        for c in part.hidden_columns:
            sheet.column_dimensions[openpyxl.utils.get_column_letter(c + 1)].hidden = True
        at += len(part.rows) + 1
    if after:
        after(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def spreadsheet_xml(parts: list[Part], title: str, published: str) -> bytes:
    """Excel 2003's XML, as exports of that age still serve it under .xls."""
    rows = [f'<Row><Cell><Data ss:Type="String">{xml(title)}</Data></Cell></Row>']
    for part in parts:
        if isinstance(part, str):
            rows.append(f'<Row><Cell><Data ss:Type="String">{xml(part)}</Data></Cell></Row>')
            continue
        for r, row in enumerate(part.anchors()):
            cells = []
            next_column = 0
            for cell, high, wide in row:
                c = part.rows[r].index(cell)
                index = f' ss:Index="{c + 1}"' if c != next_column else ""
                spans = (f' ss:MergeAcross="{wide - 1}"' if wide > 1 else "") + (
                    f' ss:MergeDown="{high - 1}"' if high > 1 else ""
                )
                next_column = c + wide
                number = cell.key is not None and cell.text.lstrip("-").replace(".", "", 1).isdigit()
                kind = "Number" if number else "String"
                data = f'<Data ss:Type="{kind}">{xml(cell.text)}</Data>' if cell.text else ""
                cells.append(f"<Cell{index}{spans}>{data}</Cell>")
            rows.append(f"<Row>{''.join(cells)}</Row>")
        rows.append("<Row/>")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        '<Styles><Style ss:ID="Default"/></Styles>'
        f'<Worksheet ss:Name="Sheet1"><Table>{"".join(rows)}</Table></Worksheet></Workbook>'
    ).encode()


def comma_text(parts: list[Part], title: str, published: str, *, separator: str = ",") -> bytes:
    lines = [title]
    for part in parts:
        if isinstance(part, str):
            lines.append(part)
            continue
        for r, row in enumerate(part.rows):
            out = []
            for c, cell in enumerate(row):
                assert cell is not None
                covered = (c and row[c - 1] is cell) or (
                    r and len(part.rows[r - 1]) > c and part.rows[r - 1][c] is cell
                )
                text = "" if covered else cell.text
                out.append(f'"{text}"' if separator in text else text)
            lines.append(separator.join(out))
        lines.append("")
    return "\r\n".join(lines).encode("gb18030")
