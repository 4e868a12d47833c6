"""Kinds of files."""

from __future__ import annotations

from functools import partial

from tests.variety.mangled import files
from tests.variety.mangled.first.batch import strange, way
from tests.variety.mangled.grids import Cell, fourth, head, statistics
from tests.variety.mangled.report import Made

# ------------------------------------------------------------- files


@way("2021")
def word_with_merged_cells(r: Made) -> None:
    r.render, r.content_type = files.word, "application/octet-stream"


@way("2019")
def word_with_the_label_column_cut(r: Made) -> None:
    at = r.three.row_of("（四）无法提供")
    r.replace(r.three, r.three.slice(0, at), "", r.three.slice(at))
    r.render = files.word


@way("2021")
def rich_text_with_merged_cells(r: Made) -> None:
    r.render = files.rtf


@way("2021")
def workbook_of_one_sheet(r: Made) -> None:
    r.render = files.workbook


@way("2021")
def workbook_of_several_sheets(r: Made) -> None:
    r.render = partial(files.workbook, sheets=True)


@way("2019")
def workbook_of_texts(r: Made) -> None:
    r.render = partial(files.workbook, typed=lambda cell: ("'" if False else "") + cell.text or None)


@way("2021")
def workbook_with_formats(r: Made) -> None:
    def after(book: object) -> None:
        sheet = book.active  # type: ignore[attr-defined]
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, (int, float)):
                    cell.number_format = ("#,##0", "0", "General", "0_ ", "#,##0_);[Red](#,##0)", '0"件"')[cell.row % 6]

    r.render = partial(files.workbook, after=after)
    r.two.doubt(r.two.figures())


@way("2021")
def workbook_with_hidden_rows_and_columns(r: Made) -> None:
    r.three.put_column(10, lambda at: "上年数" if at == 0 else "" if at < 3 else "77")
    r.three.hidden_columns.add(10)
    label = Cell("上年合计")
    r.three.rows.insert(6, [label] * 3 + [Cell("66") for _ in range(8)])
    r.three.hidden_rows.add(6)
    r.parts.remove(r.four)  # of which the hidden column hides one figure, too
    r.render = files.workbook


@way("2021")
def excel_2003_xml(r: Made) -> None:
    r.render, r.content_type = files.spreadsheet_xml, "application/vnd.ms-excel"


@way("2014")
def excel_2003_xml_of_statistics(r: Made) -> None:
    r.render, r.content_type = files.spreadsheet_xml, "application/vnd.ms-excel"


@way("2021")
def a_page_called_xls(r: Made) -> None:
    r.render, r.content_type = files.sheet_page, "application/vnd.ms-excel"


@way("2021")
def a_page_called_doc(r: Made) -> None:
    r.render, r.content_type = files.office_page, "application/msword"


@way("2021")
def a_single_file_page_called_doc(r: Made) -> None:
    r.render, r.content_type = files.mhtml, "application/msword"


@way("2014")
def a_single_file_page_in_base64(r: Made) -> None:
    r.render, r.content_type = partial(files.mhtml, quoted=False), "application/vnd.ms-excel"


@way("2014")
def statistics_as_comma_text(r: Made) -> None:
    r.render, r.content_type = files.comma_text, "text/csv"


@way("2021")
def tables_as_comma_text(r: Made) -> None:
    r.render, r.content_type = files.comma_text, "text/csv"


@way("2021")
def tables_as_tabbed_text(r: Made) -> None:
    r.render, r.content_type = partial(files.comma_text, separator="\t"), "text/plain"


@way("2021")
def both_years_side_by_side(r: Made) -> None:
    """Last year's cases stand right of this year's in one table under a line of years."""
    old = strange(fourth(r.facts))
    both = r.four.beside(old)
    this, last = head(f"{r.facts.year}年"), head(f"{r.facts.year - 1}年")
    both.rows.insert(0, [this] * 15 + [last] * 15)
    r.replace(r.four, both)


@way("2014")
def statistics_of_two_years_as_two_tables(r: Made) -> None:
    r.before(
        r.two,
        f"{r.facts.year - 1}年度政府信息公开情况统计表",
        strange(statistics(r.facts)),
        f"{r.facts.year}年度政府信息公开情况统计表",
    )
