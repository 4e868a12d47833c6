"""Tables found again in text that lost its grid."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from pipelines.blocks import Block, Cell, Image, PageBreak, Paragraph, TableBlock
from pipelines.parsing.flattened import recover_tables
from tests.pipelines.parsing import made_tables as made


def tables(blocks: list[Block]) -> list[TableBlock]:
    return [block for block in recover_tables(blocks) if isinstance(block, TableBlock)]


def printed(blocks: tuple[Block, ...]) -> list[str]:
    """The lines that the blocks print, in order."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, TableBlock):
            lines.extend(block.lines)
    return lines


def test_prose_and_its_headings_stay_prose() -> None:
    texts = [
        "三、收到和处理政府信息公开申请情况",
        "2020年，全市共受理政府信息公开申请398件，其中市政府各部门受理230件。",
        "四、政府信息公开行政复议、行政诉讼情况",
        "行政复议",
        "全年共受理行政复议6件。",
        "（一）行政许可。全年办理许可1163件。",
        "联系电话  0517-87222589",
        "2021年1月28日",
    ]
    blocks: list[Block] = [*made.lines(texts)]
    assert recover_tables(blocks) == tuple(blocks)


def test_the_lines_of_a_table_stay_as_they_were_printed() -> None:
    rows, _ = made.case_rows(random.Random(1))
    texts = [
        "四、政府信息公开行政复议、行政诉讼情况",
        *(box.text for row in rows for box in row),
        "五、存在的主要问题及改进情况",
        "还需改进。",
    ]
    recovered = recover_tables(made.lines(texts))
    assert printed(recovered) == texts
    assert [type(block).__name__ for block in recovered] == ["Paragraph", "TableBlock", "Paragraph", "Paragraph"]


def test_labels_cut_over_lines_are_one_cell() -> None:
    texts = [
        made.CORNER,
        "申请人情况",
        "自然人",
        "法人或其他组织",
        "总计",
        "商业",
        "企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "其他",
    ]
    texts += ["（三）不予", "公开", "1.属于国家秘密", "1", "0", "0", "0", "0", "0", "1"]
    (table,) = tables([*made.lines(texts)])
    assert "不予公开" in "".join(cell.text for cell in table.cells)
    reading, _ = made.read(made.lines(texts))
    assert {figure.applicant: figure.value for figure in reading.figures}["all"] == 1
    assert len(reading.figures) == 7


def test_a_table_printed_twice_in_a_row_is_two_tables() -> None:
    rows, truth = made.case_rows(random.Random(1))
    flat = [box.text for row in rows for box in row]
    reading, laid_out = made.read(made.lines([*flat, "四、政府信息公开行政复议、行政诉讼情况", *flat]))
    assert len(laid_out.tables) == 2
    assert {(f.code, f.applicant, f.period): f.value for f in reading.figures} == truth


def test_bars_and_tabs_of_other_tables_are_tables_too() -> None:
    (table,) = tables([*made.lines(["| 县区 | 件数 |", "|---|---|", "| 江阳区 | 3 |", "| 龙马潭区 | 4 |"])])
    assert table.grid() == (("县区", "件数"), ("江阳区", "3"), ("龙马潭区", "4"))
    (table,) = tables([*made.lines(["县区\t件数", "江阳区\t3"])])
    assert table.grid() == (("县区", "件数"), ("江阳区", "3"))


def test_a_table_of_one_column_is_read_as_the_list_of_cells_it_is() -> None:
    rows, truth = made.case_rows(random.Random(1))
    flat = [box.text for row in rows for box in row]
    listed = TableBlock(tuple(Cell(text, row, 0) for row, text in enumerate(flat)), len(flat), 1)
    reading, _ = made.read([listed])
    assert {(f.code, f.applicant, f.period): f.value for f in reading.figures} == truth


def test_a_page_number_inside_a_table_withholds_the_row_it_stands_in() -> None:
    head = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
    reading, _ = made.read(made.lines([*head, "规章", "1", "2", "3", "- 4 -", "行政规范性文件", "5", "6", "7"]))
    found = {figure.code: figure.value for figure in reading.figures}
    assert found["normative_documents.made"] == 5
    assert found["regulations.made"] in (None, 1)


def test_a_page_break_or_image_is_kept() -> None:
    blocks: list[Block] = [Paragraph("一"), PageBreak(1), Image("a.png"), Paragraph("二")]
    assert recover_tables(blocks) == tuple(blocks)


@given(
    st.lists(
        st.sampled_from(
            [
                "信息内容",
                "规章",
                "0",
                "",
                "/",
                "第二十条第（一）项",
                "总计",
                "其他",
                "自然人",
                "行政复议",
                "结果维持",
                "一段话。",
                "三",
                "、",
                "件",
                "a | b",
                "x\ty",
                "2018年",
                "指标名称",
                "单位",
                "----",
            ]
        ),
        max_size=40,
    )
)
def test_no_line_is_lost_or_moved_whatever_the_text(texts: list[str]) -> None:
    blocks = made.lines(texts)
    assert printed(recover_tables(blocks)) == [block.text for block in blocks]
