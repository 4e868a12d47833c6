"""The report's text with its tables at their places."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipelines.blocks import Cell, Image, PageBreak, Paragraph, TableBlock
from pipelines.parsing.layout import cell_text, lay_out, printed_lines
from tests.pipelines.parsing.made_tables import Box, article, block


def test_a_merged_cell_stands_once_in_the_text_and_repeated_in_the_table() -> None:
    table = block(
        [[Box("项", across=3)], [Box("组", down=2), Box("甲"), Box("1")], [Box("乙"), Box("")]],
    )
    laid_out = lay_out(article([Paragraph("前"), table, Paragraph("后")]))
    assert laid_out.text == "前\n项\n组\t甲\t1\n乙\t\n后"
    (found,) = laid_out.tables
    assert found.rows == (("项", "项", "项"), ("组", "甲", "1"), ("组", "乙", ""))
    assert laid_out.text[found.start : found.end] == "项\n组\t甲\t1\n乙\t"
    assert [laid_out.text[start:end] for start, end in laid_out.paragraphs] == ["前", "后"]


def test_a_caption_is_printed_once() -> None:
    table = TableBlock((Cell("1", 0, 0),), 1, 1, caption="附表")
    assert lay_out(article([table])).text == "附表\n1"
    assert lay_out(article([Paragraph("附表"), table])).text == "附表\n1"
    assert lay_out(article([table])).tables[0].caption == "附表"


def test_a_flattened_table_stays_as_printed() -> None:
    table = TableBlock((Cell("规章", 0, 0), Cell("0", 0, 1)), 1, 2, flattened=True, lines=("规章 |", "0 |"))
    laid_out = lay_out(article([Paragraph("前"), table]))
    assert laid_out.text == "前\n规章 |\n0 |"
    assert laid_out.text[laid_out.tables[0].start : laid_out.tables[0].end] == "规章 |\n0 |"


def test_line_breaks_in_a_cell_break_no_row_and_join_no_digits() -> None:
    assert cell_text("三\n、\n本\n年") == "三、本年"
    assert cell_text("商业\n企业") == "商业企业"
    assert cell_text("12\n34") == "12 34"
    assert cell_text("  a\tb \r\n c\u00a0") == "a b c"


def test_images_and_page_breaks_print_nothing() -> None:
    assert lay_out(article([Paragraph("一"), Image(None, "图"), PageBreak(1), Paragraph("二")])).text == "一\n二"


@given(
    st.lists(st.lists(st.text(alphabet="一二三12 \n\t.（", max_size=8), min_size=1, max_size=4), min_size=1, max_size=4)
)
def test_no_character_is_lost_and_every_row_is_one_line(rows: list[list[str]]) -> None:
    laid_out = lay_out(article([block([[Box(text) for text in row] for row in rows])]))
    assert "".join(laid_out.text.split()) == "".join("".join(row) for row in rows).replace(" ", "").replace(
        "\n", ""
    ).replace("\t", "")
    assert laid_out.text.count("\n") == len(rows) - 1


@given(st.lists(st.text(alphabet="一\n 2，", max_size=12), max_size=5))
def test_every_paragraph_is_where_its_span_says(texts: list[str]) -> None:
    laid_out = lay_out(article([Paragraph(text) for text in texts]))
    printed = [line for text in texts for line in printed_lines(text)]
    assert [laid_out.text[start:end] for start, end in laid_out.paragraphs] == printed
