"""Workbooks as they are shown: formats, hidden parts, notes, several tables on a sheet.

files/shown.xls and shown.xlsx are one workbook, made for this test and saved by LibreOffice 7.4 in both formats.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.blocks import Document, Paragraph, TableBlock
from pipelines.document import read_document
from pipelines.errors import DamagedDocument, DocumentTooLarge
from pipelines.readers.number_format import shown

FILES = Path(__file__).parent / "files"
URL = "http://example.gov.cn/a"


def grids(document: Document) -> list[tuple[tuple[str, ...], ...]]:
    return [block.grid() for block in document.blocks if isinstance(block, TableBlock)]


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def saved(book: openpyxl.Workbook) -> Document:
    buffer = io.BytesIO()
    book.save(buffer)
    return read_document(buffer.getvalue(), url=URL)


def sheet() -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.Workbook()
    assert isinstance(book.active, Worksheet)
    return book, book.active


@pytest.mark.parametrize("name", ["shown.xls", "shown.xlsx"])
def test_a_real_workbook_is_read_as_it_is_shown(name: str) -> None:
    """Thousands, percent, units in formats, dates, text that is a number, a formula's saved value, hidden row, column
    and sheet, a zero that its format hides or strikes, a note's raised digit, cells merged over a hidden column."""
    document = read_document((FILES / name).read_bytes(), url=URL)
    assert lines(document) == ["申请", "诉讼"]
    assert grids(document) == [
        (
            ("指标", "年度数", "年度数", "说明"),
            ("新收", "1,234", "56", "2024-01-31"),
            ("占比", "64.8%", "12.50万元", "无"),
            ("合计", "1235", "", "-"),
            ("合计", "5¹", "0", "7"),
        ),
        (("维持", "纠正"), ("3", "4")),
    ]
    cells = next(block for block in document.blocks if isinstance(block, TableBlock)).cells
    assert next(cell.place.path for cell in cells if cell.text == "7") == "申请 E6"


@pytest.mark.parametrize("name", ["shown.xls", "shown.xlsx"])
@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
def test_a_workbook_that_breaks_off_is_damaged(name: str, share: float) -> None:
    body = (FILES / name).read_bytes()
    with pytest.raises(DamagedDocument):
        read_document(body[: int(len(body) * share)], url=URL)


@pytest.mark.parametrize(
    ("value", "form", "printed"),
    [
        (1234.5, "#,##0.00", "1,234.50"),
        (0, "0;-0;;@", ""),
        (3, ";;;", ""),
        (0, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "-"),
        (3, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "3"),
        (5, '0"件"', "5件"),
        (2.5, "0", "3"),
        (12345, "0!.0,", "1.2"),
        (-5, "#,##0_);[Red]\\(#,##0\\)", "(5)"),
        (-5, "0_ ;[Red]-0 ", "-5"),
        (0, '[=0]"";0', ""),
        (7, '[=0]"";0', "7"),
        (251000, '0.0000,"万"', "251.0000万"),
        (0.1 + 0.2, "General", "0.3"),
        (44197, "yyyy-mm-dd", "44197"),
        (0.5, "# ?/?", "0.5"),
        (float("inf"), "0", "inf"),
        (3, '0"', "3"),
        (3, "[", "3"),
    ],
)
def test_a_number_is_printed_as_its_format_prints_it(value: float, form: str, printed: str) -> None:
    assert shown(value, form) == printed


def test_a_figure_struck_through_in_a_cell_does_not_run_into_the_one_that_stands_for_it() -> None:
    book, active = sheet()
    active.append(["甲", CellRichText(TextBlock(InlineFont(strike=True), "9"), "12")])
    active.append(["乙", 3])
    assert grids(saved(book)) == [(("甲", "9 12"), ("乙", "3"))]


def test_a_formula_without_a_saved_value_gives_nothing() -> None:
    book, one = sheet()
    one.append(["新收", 5])
    one.append(["合计", "=B1+1"])
    one.append(["转出", 0])
    assert grids(saved(book)) == [(("新收", "5"), ("合计", ""), ("转出", "0"))]


def test_a_sheet_that_hides_its_zeros_prints_none() -> None:
    book, one = sheet()
    one.append(["新收", 5, 0])
    one.append(["转出", 0, 1])
    one.sheet_view.showZeros = False
    assert grids(saved(book)) == [(("新收", "5", ""), ("转出", "", "1"))]


def test_tables_of_different_widths_on_one_sheet_are_tables_by_themselves() -> None:
    book, one = sheet()
    one.append(["年度报告"])
    one.append(["一、主动公开"])
    one.append(["内容", "件数"])
    one.append(["规章", 1])
    one.append(["三、收到和处理申请"])
    one.append(["项目", "个人", "企业", "合计"])
    one.append(["新收", 1, 2, 3])
    one.append([])
    one.append(["维持", "纠正"])
    one.append([5, 6])
    document = saved(book)
    assert lines(document) == ["年度报告", "一、主动公开", "三、收到和处理申请"]
    assert [len(grid[0]) for grid in grids(document)] == [2, 4, 2]


def test_a_blank_row_or_a_row_that_looks_like_a_heading_cuts_no_table_of_one_head() -> None:
    book, one = sheet()
    one.append(["项目", "个人", "合计"])
    one.append(["一、新收", None, None])
    one.append(["二、转出", 1, 1])
    one.append([])
    one.append(["三、结转", 2, 2])
    one.append(["四、其他", 2, None])
    assert len(grids(saved(book))) == 1


def test_cells_merged_over_a_whole_sheet_are_too_large_before_they_are_made() -> None:
    book, page = sheet()
    page["A1"] = "年报"
    plain, spread = io.BytesIO(), io.BytesIO()
    book.save(plain)
    with zipfile.ZipFile(plain) as packed, zipfile.ZipFile(spread, "w") as again:
        for name in packed.namelist():
            merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
            again.writestr(name, packed.read(name).replace(b"</sheetData>", merged))
    with pytest.raises(DocumentTooLarge):
        read_document(spread.getvalue(), url="http://x.example/a.xlsx")


def test_markup_without_end_is_too_large_before_it_is_parsed() -> None:
    book, page = sheet()
    page["A1"] = "年报"
    plain, spread = io.BytesIO(), io.BytesIO()
    book.save(plain)
    with zipfile.ZipFile(plain) as packed, zipfile.ZipFile(spread, "w", zipfile.ZIP_DEFLATED) as again:
        for name in packed.namelist():
            again.writestr(name, packed.read(name).replace(b"<sheetData>", b'<sheetData a="' + b"0" * 40_000_000))
    with pytest.raises(DocumentTooLarge):
        read_document(spread.getvalue(), url="http://x.example/a.xlsx")
