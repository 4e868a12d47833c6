"""A second set of Office files written part by part: what other programs leave of the same three tables."""

from __future__ import annotations

import io

import openpyxl

from tests.odd_pages import cms_grids as grids
from tests.odd_pages.cms_grids import Grid
from tests.odd_pages.cms_pages import HEADS, OPENING, OTHERS, OVERVIEW, PROBLEMS, grids_of, noughts_as, without_noughts
from tests.odd_pages.facts import facts
from tests.odd_pages.scoring import Odd
from tests.variety.office.by_hand import (
    DOCX,
    ODT,
    XLSX,
    around,
    odd,
    odf_package,
    odf_para,
    odf_table,
    packed,
    para,
    placed,
    rtf_package,
    rtf_para,
    rtf_text,
    run,
    word_package,
    word_table,
)


def a_formula_in_every_total() -> Odd:
    """Word's tables compute their totals in fields; what was computed last stands in the result."""
    made = facts(7201)
    third = grids.applications(made)

    def field(text: str) -> str:
        if not text.isdigit():
            return para(text)
        return (
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> =SUM(LEFT) </w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(text)}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        )

    second, _, fourth = grids_of(made)
    tables = [word_table(second), word_table(third, field), word_table(fourth, field)]
    return odd("a_formula_in_every_total", made, word_package(around(made, tables, para)), DOCX, ("SUM",))


def broken_over_pages_in_word() -> Odd:
    """The third table cut in two by hand, the head repeated, a page break between; full-width dashes for nothing."""
    made = facts(7202, "2019")
    second, third, fourth = grids_of(made, noughts_as("－"))
    top, rest = [line[:] for line in third[:15]], [line[:] for line in third[15:]]
    top[5] = [(top[5][0][0], 10, 1), *top[5][1:]]
    rest[0] = [("三、本年度办理结果", len(third) - 16, 1), *rest[0]]
    cut = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    tables = [word_table(second), word_table(top) + cut + word_table([*third[:3], *rest]), word_table(fourth)]
    made_odd = odd("broken_over_pages_in_word", made, word_package(around(made, tables, para)), DOCX)
    made_odd.figures = without_noughts(made)
    return made_odd


def one_file_of_word_xml() -> Odd:
    """Saved as flat OPC: the package's parts in one XML."""
    made = facts(7203)
    body = around(made, [word_table(grid) for grid in grids_of(made)], para)
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    flat = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?>'
        '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"><pkg:part pkg:name="/word/document.xml">'
        f'<pkg:xmlData><w:document xmlns:w="{w}"><w:body>{body}</w:body></w:document></pkg:xmlData></pkg:part></pkg:package>'
    )
    return odd("one_file_of_word_xml", made, flat.encode(), "application/msword")


def rich_text_in_gbk_bytes() -> Odd:
    """Chinese as escaped GBK bytes, cells merged across by \\clmrg, rows defined once for several."""
    made = facts(7204, "2019")

    def gbk(text: str) -> str:
        return "".join(
            letter if letter.isascii() else "".join(f"\\'{byte:02x}" for byte in letter.encode("gb18030"))
            for letter in text
        )

    def table(grid: Grid) -> str:
        rows = ""
        for row in placed(grid):
            edges, cells, column = "", "", 0
            for text, down, across, on in row:
                for step in range(across):
                    column += 1
                    merge = "\\clvmrg" if on else "\\clvmgf" if down > 1 else ""
                    merge += ("\\clmgf" if step == 0 else "\\clmrg") if across > 1 else ""
                    edges += f"{merge}\\cellx{column * 850}"
                    cells += f"\\intbl {gbk(text) if step == 0 else ''}\\cell "
            rows += f"\\trowd\\trleft-108{edges}\\pard {cells}\\row\n"
        return rows + "\\pard "

    tables = [table(grid) for grid in grids_of(made)]
    text = around(made, tables, lambda line: f"\\pard {gbk(line)}\\par\n")
    return odd("rich_text_in_gbk_bytes", made, rtf_package(text), "application/msword")


def a_sheet_a_table() -> Odd:
    """A workbook with a sheet for the words and one for each table, a hidden sheet of last year's, formulas without values."""
    made = facts(7205)
    book = openpyxl.Workbook()
    words = book.active
    words.title = "报告正文"
    for line in (made.title, OPENING, HEADS[0], OVERVIEW, *HEADS[1:5], PROBLEMS, HEADS[5], OTHERS):
        words.append([line])
    for name, grid in zip(("表二", "表三", "表四"), grids_of(made), strict=True):
        sheet = book.create_sheet(name)
        for at, row in enumerate(placed(grid), start=2):
            column = 2
            for text, down, across, on in row:
                if not on:
                    sheet.cell(at, column, int(text) if text.isdigit() else text)
                    if down > 1 or across > 1:
                        sheet.merge_cells(
                            start_row=at, end_row=at + down - 1, start_column=column, end_column=column + across - 1
                        )
                column += across
    old = book.create_sheet("上年")
    for line in grids.resolved(grids.applications(facts(7299))):
        old.append(line)
    old.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return odd("a_sheet_a_table", made, out.getvalue(), XLSX)


def open_document_with_lists() -> Odd:
    """Headings as text:h within lists, rows in header groups, a total's cell as a nested paragraph list, hidden paragraph."""
    made = facts(7206, "2019")

    def cell(text: str) -> str:
        spans = "".join(f'<text:span text:style-name="T{n}">{letter}</text:span>' for n, letter in enumerate(text))
        return f'<text:p text:style-name="Table_20_Contents">{spans}</text:p>'

    def say(line: str) -> str:
        if line in HEADS:
            return f'<text:list><text:list-item><text:h text:outline-level="1">{line}</text:h></text:list-item></text:list>'
        return odf_para(line)

    tables = [odf_table(grid, cell) for grid in grids_of(made)]
    hidden = '<text:p><text:hidden-paragraph text:condition="ooow:1" text:is-hidden="true"/>核稿人员勿删</text:p>'
    return odd("open_document_with_lists", made, odf_package(hidden + around(made, tables, say)), ODT, ("核稿",))


def a_packed_report() -> Odd:
    """A zip with the report as RTF and its cover letter."""
    made = facts(7207)

    def table(grid: Grid) -> str:
        rows = ""
        for row in placed(grid):
            edges, cells, column = "", "", 0
            for text, down, across, on in row:
                column += across
                merge = "\\clvmrg" if on else "\\clvmgf" if down > 1 else ""
                edges += f"{merge}\\cellx{column * 850}"
                cells += f"\\pard\\intbl {rtf_text(text)}\\cell"
            rows += f"\\trowd{edges}{cells}\\row\n"
        return rows + "\\pard\n"

    body = rtf_package(around(made, [table(grid) for grid in grids_of(made)], rtf_para))
    return odd(
        "a_packed_report",
        made,
        packed({f"{made.title}.rtf": body.decode("ascii"), "说明.txt": "请查收。"}),
        "application/zip",
    )


FILES = (
    a_formula_in_every_total,
    broken_over_pages_in_word,
    one_file_of_word_xml,
    rich_text_in_gbk_bytes,
    a_sheet_a_table,
    open_document_with_lists,
    a_packed_report,
)


def pages() -> list[Odd]:
    return [make() for make in FILES]
