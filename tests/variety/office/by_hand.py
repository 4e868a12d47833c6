"""Office files written part by part: what WordprocessingML, RTF, OpenDocument and SpreadsheetML allow around three tables.

A second hand beside ooxml.py and cases.py, which it does not use: tables and labels come from odd_pages/cms_grids.py.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from html import escape

import openpyxl
from openpyxl.styles import Font

from tests.odd_pages import cms_grids as grids
from tests.odd_pages.cms_grids import Grid
from tests.odd_pages.cms_pages import HEADS, OPENING, OTHERS, OVERVIEW, PROBLEMS, grids_of
from tests.odd_pages.facts import Facts, facts
from tests.odd_pages.scoring import Odd
from tests.variety.office.converting import converted

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
Placed = list[list[tuple[str, int, int, bool]]]  # text, rows, columns, whether it goes on from the row above


def hung(row: list[tuple[str, int, int, bool]], hanging: dict[int, tuple[int, int]], column: int) -> int:
    """What hangs into a row from above at a column and right behind it is added; how many columns it takes."""
    taken = 0
    while column + taken in hanging:
        left, across = hanging.pop(column + taken)
        row.append(("", 1, across, True))
        if left > 1:
            hanging[column + taken] = (left - 1, across)
        taken += across
    return taken


def placed(grid: Grid) -> Placed:
    """Every row with what stands in it or hangs into it: the shape of all these formats."""
    hanging: dict[int, tuple[int, int]] = {}
    rows: Placed = []
    for line in grid:
        row: list[tuple[str, int, int, bool]] = []
        column = 0

        opened: dict[int, tuple[int, int]] = {}
        for text, down, across in line:
            column += hung(row, hanging, column)
            row.append((text, down, across, False))
            if down > 1:
                opened[column] = (down - 1, across)
            column += across
        hung(row, hanging, column)
        hanging.update(opened)
        rows.append(row)
    return rows


# ---- Word ----


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def word_table(grid: Grid, cell: Callable[[str], str] = para) -> str:
    rows = ""
    for row in placed(grid):
        cells = ""
        for text, down, across, on in row:
            merge = "<w:vMerge/>" if on else '<w:vMerge w:val="restart"/>' if down > 1 else ""
            span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
            wide = f'<w:tcW w:w="{900 * across}" w:type="dxa"/>'
            cells += f"<w:tc><w:tcPr>{wide}{span}{merge}</w:tcPr>{cell(text)}</w:tc>"
        rows += f"<w:tr>{cells}</w:tr>"
    width = len(grids.resolved(grid)[0])
    columns = '<w:gridCol w:w="900"/>' * width
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"


def word_package(body: str, parts: dict[str, str] | None = None) -> bytes:
    files = {
        "[Content_Types].xml": '<?xml version="1.0" encoding="UTF-8"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document {W} {MORE}><w:body>{body}<w:sectPr/></w:body>'
        "</w:document>",
        **(parts or {}),
    }
    return packed(files)


def packed(files: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            # OpenDocument asks for the kind of file to stand first and as it is.
            package.writestr(name, text, zipfile.ZIP_STORED if name == "mimetype" else None)
    return made.getvalue()


def around(made: Facts, tables: Sequence[str], say: Callable[[str], str]) -> str:
    parts = [say(made.title), say(OPENING), say(HEADS[0]), say(OVERVIEW)]
    for head, table in zip(HEADS[1:4], tables, strict=True):
        parts += [say(head), table]
    return "".join([*parts, say(HEADS[4]), say(PROBLEMS), say(HEADS[5]), say(OTHERS)])


def odd(name: str, made: Facts, body: bytes, content_type: str, strangers: Sequence[str] = ()) -> Odd:
    words = [OPENING, *HEADS, OVERVIEW, PROBLEMS, OTHERS]
    return Odd(
        name,
        body,
        dict(made.values),
        made.code,
        made.year,
        made.form,
        title=made.title,
        issuer=made.government,
        words=tuple(words),
        strangers=tuple(strangers),
        content_type=content_type,
        charset=None,
    )


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"


def tracked_changes_and_fields() -> Odd:
    """Numbers corrected under change tracking, a table of contents and page numbers as fields, hidden text."""
    made = facts(7101)

    def cell(text: str) -> str:
        if not text.isdigit():
            return para(text)
        gone = f'<w:del w:id="1" w:author="a"><w:r><w:delText>{int(text) + 3}</w:delText></w:r></w:del>'
        new = f'<w:ins w:id="2" w:author="a">{run(text)}</w:ins>'
        return f"<w:p>{gone}{new}</w:p>"

    tables = [word_table(grid, cell) for grid in grids_of(made)]
    contents = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    hidden = f"<w:p>{run('内部核稿人员勿删', '<w:vanish/>')}</w:p>"
    return odd(
        "tracked_changes_and_fields",
        made,
        word_package(contents + hidden + around(made, tables, para)),
        DOCX,
        ("内部核稿", "TOC"),
    )


def tables_in_text_boxes() -> Odd:
    made = facts(7102, "2019")

    def boxed(table: str) -> str:
        inner = f"<w:txbxContent>{table}<w:p/></w:txbxContent>"
        return (
            "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic><a:graphicData>"
            f"<wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r></w:p>"
        )

    tables = [boxed(word_table(grid)) for grid in grids_of(made)]
    return odd("tables_in_text_boxes", made, word_package(around(made, tables, para)), DOCX)


def tables_within_a_table() -> Odd:
    """A layout table of one column holds the whole report, as a page saved from a browser."""
    made = facts(7103)
    tables = [word_table(grid) for grid in grids_of(made)]
    body = f"<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{around(made, tables, para)}<w:p/></w:tc></w:tr></w:tbl>"
    return odd("tables_within_a_table", made, word_package(body), DOCX)


def content_controls_and_notes() -> Odd:
    """Rows and cells in content controls, smart tags, a footnote's mark within a number's cell."""
    made = facts(7104)

    def cell(text: str) -> str:
        mark = '<w:r><w:footnoteReference w:id="2"/></w:r>' if text.isdigit() else ""
        return f'<w:sdt><w:sdtContent><w:p><w:smartTag w:element="x">{run(text)}</w:smartTag>{mark}</w:p></w:sdtContent></w:sdt>'

    tables = [
        word_table(grid, cell)
        .replace("<w:tr>", "<w:sdt><w:sdtContent><w:tr>")
        .replace("</w:tr>", "</w:tr></w:sdtContent></w:sdt>")
        for grid in grids_of(made)
    ]
    return odd("content_controls_and_notes", made, word_package(around(made, tables, para)), DOCX)


def a_page_saved_by_word() -> Odd:
    made = facts(7105, "2019")
    tables = [grids.word(grid) for grid in grids_of(made)]
    page = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head>'
        '<meta http-equiv=Content-Type content="text/html; charset=gb2312"><meta name=ProgId content=Word.Document>'
        f"<title>关于</title></head><body lang=ZH-CN><div class=Section1>{around(made, tables, lambda t: f'<p class=MsoNormal>{t}</p>')}"
        "</div></body></html>"
    )
    return odd("a_page_saved_by_word", made, page.encode("gb18030"), "application/msword")


def a_web_archive() -> Odd:
    import quopri

    made = facts(7106)
    tables = [grids.word(grid) for grid in grids_of(made)]
    page = (
        f"<html><head><meta charset=gb2312></head><body>{around(made, tables, lambda t: f'<p>{t}</p>')}</body></html>"
    )
    body = quopri.encodestring(page.encode("gb18030")).decode("ascii")
    whole = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="----=_NextPart_01"; type="text/html"\n\n'
        "------=_NextPart_01\nContent-Location: file:///C:/1/report.htm\nContent-Transfer-Encoding: quoted-printable\n"
        f'Content-Type: text/html; charset="gb2312"\n\n{body}\n\n------=_NextPart_01\n'
        "Content-Location: file:///C:/1/report.files/header.htm\nContent-Type: text/html; charset=us-ascii\n\n"
        "<html><body>12</body></html>\n\n------=_NextPart_01--\n"
    )
    return odd("a_web_archive", made, whole.encode("ascii"), "application/msword")


# ---- RTF ----


def rtf_text(text: str) -> str:
    return "".join(
        letter if letter.isascii() else f"\\u{ord(letter) - 65536 if ord(letter) > 32767 else ord(letter)}?"
        for letter in text
    )


def rtf_table(grid: Grid, row_words: str = "", cell_words: str = "") -> str:
    made = ""
    for row in placed(grid):
        edges, cells, column = "", "", 0
        for text, down, across, on in row:
            column += across
            merge = "\\clvmrg" if on else "\\clvmgf" if down > 1 else ""
            edges += f"{merge}\\clbrdrt\\brdrs\\clbrdrl\\brdrs\\cellx{column * 900}"
            cells += f"\\pard\\plain\\intbl{cell_words}\\qc {{\\fs21 {rtf_text(text)}}}\\cell\n"
        made += f"\\trowd{row_words}\\trgaph108{edges}\n{cells}\\row\n"
    return made + "\\pard\\plain\n"


def rtf_package(body: str) -> bytes:
    head = "{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}}{\\stylesheet{\\s0 Normal;}}{\\info{\\title x}}"
    header = "{\\footer \\pard\\qc {\\field{\\*\\fldinst PAGE}{\\fldrslt 3}}\\par}"
    return f"{head}{header}{body}}}".encode("ascii")


def rtf_para(text: str) -> str:
    return f"\\pard\\plain\\qj\\f0\\fs32 {rtf_text(text)}\\par\n"


def rich_text_floating_tables() -> Odd:
    """Tables that text runs around: the row carries the place (\\tpvpara ...)."""
    made = facts(7107, "2019")
    floating = "\\tphmrg\\tposxc\\tpvpara\\tposy1\\tdfrmtxtLeft180\\tdfrmtxtRight180\\tblind0"
    tables = [rtf_table(grid, floating) for grid in grids_of(made)]
    return odd("rich_text_floating_tables", made, rtf_package(around(made, tables, rtf_para)), "application/rtf")


def rich_text_framed_paragraphs() -> Odd:
    """Old frames: every paragraph of every cell says where its frame stands."""
    made = facts(7108)
    frame = "\\absw9000\\phmrg\\posxc\\pvpara\\posy1\\dxfrtext180"
    tables = [rtf_table(grid, "", frame) for grid in grids_of(made)]
    return odd("rich_text_framed_paragraphs", made, rtf_package(around(made, tables, rtf_para)), "application/rtf")


def rich_text_in_a_shape() -> Odd:
    """Word's text box: the words in \\shptxt, and again for old readers in \\shprslt."""
    made = facts(7109)
    tables = [
        "{\\shp{\\*\\shpinst\\shpleft100\\shptop100{\\sp{\\sn shapeType}{\\sv 202}}{\\shptxt "
        + rtf_table(grid)
        + "\\par}}{\\shprslt{\\*\\do\\dobxpage\\dptxbx{\\dptxbxtext "
        + rtf_table(grid)
        + "\\par}}}}\\par\n"
        for grid in grids_of(made)
    ]
    return odd("rich_text_in_a_shape", made, rtf_package(around(made, tables, rtf_para)), "application/rtf")


def rich_text_in_a_layout_table() -> Odd:
    """The report in one cell: its tables nested, \\itap2 with \\nestcell and \\nestrow."""
    made = facts(7110, "2019")

    def nested(grid: Grid) -> str:
        rows = ""
        for row in placed(grid):
            edges, cells, column = "", "", 0
            for text, down, across, on in row:
                column += across
                merge = "\\clvmrg" if on else "\\clvmgf" if down > 1 else ""
                edges += f"{merge}\\cellx{column * 900}"
                cells += f"\\pard\\plain\\intbl\\itap2 {{{rtf_text(text)}\\nestcell}}{{\\nonesttables\\par}}\n"
            rows += f"{cells}{{\\*\\nesttableprops\\trowd{edges}\\nestrow}}{{\\nonesttables\\par}}\n"
        return rows

    inside = around(
        made, [nested(g) for g in grids_of(made)], lambda t: f"\\pard\\plain\\intbl\\itap1 {rtf_text(t)}\\par\n"
    )
    body = f"\\trowd\\cellx12000\n{inside}\\pard\\intbl\\cell\\trowd\\cellx12000\\row\\pard\n"
    return odd("rich_text_in_a_layout_table", made, rtf_package(body), "application/rtf")


# ---- OpenDocument ----

ODF = (
    " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "style")
    )
    + ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def odf_para(text: str) -> str:
    return f'<text:p text:style-name="P1">{escape(text)}</text:p>'


def odf_table(grid: Grid, cell: Callable[[str], str] = odf_para) -> str:
    width = len(grids.resolved(grid)[0])
    rows = ""
    for row in placed(grid):
        cells = ""
        for text, down, across, on in row:
            if on:
                cells += "<table:covered-table-cell/>" * across
                continue
            spans = f' table:number-rows-spanned="{down}"' if down > 1 else ""
            spans += f' table:number-columns-spanned="{across}"' if across > 1 else ""
            cells += f'<table:table-cell{spans} office:value-type="string">{cell(text)}</table:table-cell>'
            if across > 1:
                cells += f'<table:covered-table-cell table:number-columns-repeated="{across - 1}"/>'
        rows += f"<table:table-row>{cells}</table:table-row>"
    return (
        f'<table:table table:name="t"><table:table-column table:number-columns-repeated="{width}"/>{rows}</table:table>'
    )


def odf_package(body: str, kind: str = "text") -> bytes:
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return packed(
        {
            "mimetype": mimetype,
            "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mimetype}"/></manifest:manifest>',
            "content.xml": f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ODF}><office:automatic-styles/>'
            f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>",
        }
    )


def open_document_by_hand() -> Odd:
    """Tracked deletions, spaces as elements, a heading, a comment, a page's number, tables in sections."""
    made = facts(7111)
    changes = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>删去的旧稿共收到申请99999件</text:p>'
        "</text:deletion></text:changed-region></text:tracked-changes>"
    )
    note = "<text:p><office:annotation><text:p>请核对</text:p></office:annotation>　</text:p>"
    tables = [f'<text:section text:name="s">{odf_table(grid)}</text:section>' for grid in grids_of(made)]
    return odd(
        "open_document_by_hand",
        made,
        odf_package(changes + note + around(made, tables, odf_para)),
        ODT,
        ("99999", "请核对"),
    )


def open_document_in_frames() -> Odd:
    made = facts(7112, "2019")
    tables = [
        f'<text:p><draw:frame draw:name="f"><draw:text-box>{odf_table(grid)}</draw:text-box></draw:frame></text:p>'
        for grid in grids_of(made)
    ]
    return odd("open_document_in_frames", made, odf_package(around(made, tables, odf_para)), ODT)


def open_document_from_word() -> Odd:
    made = facts(7113)
    source = word_package(around(made, [word_table(grid) for grid in grids_of(made)], para))
    return odd("open_document_from_word", made, converted(source, "docx", "odt"), ODT)


# ---- sheets ----


def workbook(made: Facts) -> bytes:
    """Three tables below each other on one sheet; a hidden row of last year, a hidden column of notes, formats."""
    book = openpyxl.Workbook()
    sheet = book.active
    at = 1

    def line(text: str) -> None:
        nonlocal at
        sheet.cell(at, 1, text).font = Font(bold=True)
        at += 1

    for text in (made.title, OPENING, HEADS[0], OVERVIEW):
        line(text)
    for head, grid in zip(HEADS[1:4], grids_of(made), strict=True):
        line(head)
        for row in placed(grid):
            column = 1
            for text, down, across, on in row:
                if not on:
                    number = float(text) if text.replace(".", "", 1).replace("-", "", 1).isdigit() else None
                    cell = sheet.cell(at, column, number if number is not None else text)
                    if number is not None:
                        cell.number_format = "#,##0_ " if number == int(number) else "#,##0.00_ "
                    if down > 1 or across > 1:
                        sheet.merge_cells(
                            start_row=at, end_row=at + down - 1, start_column=column, end_column=column + across - 1
                        )
                column += across
            at += 1
        sheet.cell(at, 1, "上年数（内部）")
        sheet.cell(at, 2, 777)
        sheet.row_dimensions[at].hidden = True
        at += 2
    for text in (HEADS[4], PROBLEMS, HEADS[5], OTHERS):
        line(text)
    sheet.cell(3, 17, "内部备注888")
    sheet.column_dimensions["Q"].hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def a_sheet_with_hidden_rows() -> Odd:
    made = facts(7114)
    return odd("a_sheet_with_hidden_rows", made, workbook(made), XLSX, ("888", "777"))


def an_old_sheet_with_hidden_rows() -> Odd:
    made = facts(7115)
    return odd(
        "an_old_sheet_with_hidden_rows",
        made,
        converted(workbook(made), "xlsx", "xls"),
        "application/vnd.ms-excel",
        ("888", "777"),
    )


def rich_text_from_word() -> Odd:
    made = facts(7116)
    source = word_package(around(made, [word_table(grid) for grid in grids_of(made)], para))
    return odd("rich_text_from_word", made, converted(source, "docx", "rtf"), "application/msword")


def an_open_sheet() -> Odd:
    made = facts(7117)
    return odd(
        "an_open_sheet",
        made,
        converted(workbook(made), "xlsx", "ods"),
        "application/vnd.oasis.opendocument.spreadsheet",
        ("888", "777"),
    )


FILES = (
    tracked_changes_and_fields,
    tables_in_text_boxes,
    tables_within_a_table,
    content_controls_and_notes,
    a_page_saved_by_word,
    a_web_archive,
    rich_text_floating_tables,
    rich_text_framed_paragraphs,
    rich_text_in_a_shape,
    rich_text_in_a_layout_table,
    open_document_by_hand,
    open_document_in_frames,
    open_document_from_word,
    a_sheet_with_hidden_rows,
    an_old_sheet_with_hidden_rows,
    rich_text_from_word,
    an_open_sheet,
)


# Those of another reader each that no office program is needed for.
QUICK = (
    tracked_changes_and_fields,
    rich_text_in_a_layout_table,
    open_document_by_hand,
    open_document_in_frames,
)


def pages() -> list[Odd]:
    return [make() for make in FILES]
