"""Tables in a text whose cells tabs divide."""

from __future__ import annotations

from pipelines.blocks import Paragraph, TableBlock
from pipelines.readers import text
from pipelines.readers.separated import tables


def test_a_range_copied_from_a_sheet_keeps_the_blank_cells_before_its_words() -> None:
    found = tables("总体情况\n办理结果\t予以公开\t3\t\n\t不予公开\t\t1\n完")
    assert found[1].rows == (("办理结果", "予以公开", "3", ""), ("", "不予公开", "", "1"))
    assert (found[1].end, found[1].grid) == (3, True)


def test_a_cell_of_several_lines_stands_in_quotation_marks_and_is_one() -> None:
    found = tables('指标\t单位\t数\n"主动公开\n信息数"\t条\t12')
    assert found[0].rows[1] == ("主动公开\n信息数", "条", "12")
    assert found[0].end == 3


def test_rows_of_different_lengths_are_no_range() -> None:
    assert tables("办理结果\t予以公开\t3\n\t不予公开\t1\t2\n\t其他\t0") == {}


def test_lines_of_tabs_that_lost_no_cell_stay_lines() -> None:
    assert tables("规章\t3\t2\t0\n规范性文件\t3\t0\t") == {}


def test_a_tab_before_a_paragraph_indents_it() -> None:
    assert tables("\t一、概述\n\t本机关收到申请3件。") == {}


def test_quotation_marks_left_open_make_no_table() -> None:
    assert tables('"公开\t是\t常态\n\t不公开\t是例外') == {}


def test_a_text_file_gives_a_table_with_the_lines_as_they_are_printed() -> None:
    body = "年度报告\n\t自然人\t总计\n新收\t3\t3\n".encode()
    title, table = text.read(body, header_charset="utf-8").blocks
    assert isinstance(title, Paragraph)
    assert isinstance(table, TableBlock)
    assert table.lines == ("\t自然人\t总计", "新收\t3\t3")
    assert [cell.text for cell in table.cells] == ["", "自然人", "总计", "新收", "3", "3"]
