"""Flattened tables: cells go back under their columns where that is proved, and stay out of every figure where it is not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipelines.blocks import Paragraph
from pipelines.parsing.flattened import recover_tables
from tests.pipelines.parsing import made_tables as made

HEAD = [
    "申请人情况",
    "自然人",
    "法人或其他组织",
    "总计",
    "商业企业",
    "科研机构",
    "社会公益组织",
    "法律服务机构",
    "其他",
]
NEW, OLD = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"
NEXT = "四、结转下年度继续办理"
KEYS = ("natural_person", "enterprise", "research_institute", "public_interest_org", "legal_service_org", "other_org", "all")  # fmt: skip


def values(texts: Sequence[str], code: str = "applications.received") -> dict[str, object]:
    """What a code's figures are by applicant."""
    reading, _ = made.read(made.lines(texts))
    return {figure.applicant: figure.value for figure in reading.figures if figure.code == code}


def told(*numbers: int | None) -> dict[str, object]:
    return {key: number for key, number in zip(KEYS, numbers, strict=True) if number is not None}


def test_a_column_for_remarks_is_kept_out_of_the_figures() -> None:
    head = [HEAD[0], "备注", *HEAD[1:]]
    rows = [NEW, "3", "0", "1", "0", "0", "0", "4", "含补正", OLD, "2", "0", "0", "0", "0", "0", "2", ""]
    assert values([*head, *rows, NEXT, *"0000000"]) == told(3, 0, 1, 0, 0, 0, 4)
    assert values([*head, *rows, NEXT, *"0000000"], "applications.carried_in") == told(2, 0, 0, 0, 0, 0, 2)


def test_a_blank_that_was_lost_beside_a_dash_for_a_remark_shifts_nothing() -> None:
    """Six numbers and a dash are as many as the columns: which of them is blank is not told."""
    head = [HEAD[0], "备注", *HEAD[1:]]
    found = values([*head, NEW, "25", "53", "77", "4", "369", "528", "/", OLD, *"1000001"])
    assert set(found.values()) <= {None}


def test_blank_lines_are_blank_cells_also_where_the_source_is_spaced() -> None:
    row = [NEW, "3", "", "1", "", "", "", "4"]
    assert values([*HEAD, *row, OLD, *"1000001"]) == told(3, None, 1, None, None, None, 4)
    spaced = [line for text in [*HEAD, *row, OLD, *"1000001"] for line in (text, "")]
    assert values(spaced) == told(3, None, 1, None, None, None, 4)


def test_blank_cells_that_left_no_trace_shift_nothing() -> None:
    assert set(values([*HEAD, NEW, "3", "1", "4", OLD, *"1000001"]).values()) <= {None}


def test_a_row_of_units_and_a_page_s_number_belong_to_no_row() -> None:
    units = ["计量单位", *["件"] * 7]
    assert values([*HEAD, *units, NEW, "3", "0", "1", "- 5 -", "0", "0", "0", "4"]) == told(3, 0, 1, 0, 0, 0, 4)
    assert set(values([*HEAD, NEW, "3", "0", "1", "5", "0", "0", "0", "4"]).values()) <= {None}


def test_heads_without_their_group_are_believed_only_in_the_form_s_own_order() -> None:
    row = [NEW, "3", "0", "1", "0", "0", "0", "4"]
    one_line = [HEAD[0], "自然人", *HEAD[4:], "总计"]
    assert values([*one_line, *row]) == told(3, 0, 1, 0, 0, 0, 4)
    two_lines = [text for text in HEAD if text != "法人或其他组织"]
    assert set(values([*two_lines, *row]).values()) <= {None}


def test_a_table_run_together_in_a_paragraph_is_read_and_printed_as_it_stands() -> None:
    text = " ".join([*HEAD, NEW, *"3010004", OLD, *"1000001"])
    assert values([text]) == told(3, 0, 1, 0, 0, 0, 4)
    (table,) = recover_tables([Paragraph(text)])
    assert getattr(table, "lines", None) == (text,)


@pytest.mark.parametrize("comma", [",", "，"])
def test_commas_divide_cells_and_not_thousands(comma: str) -> None:
    lines = [comma.join(HEAD), comma.join([NEW, *"3010004"]), comma.join([OLD, "1", "200", "0", "0", "0", "0", "201"])]
    assert values(lines) == told(3, 0, 1, 0, 0, 0, 4)
    assert set(values(lines, "applications.carried_in").values()) <= {None}


def test_cases_with_a_row_each_are_read_from_a_cell_a_line() -> None:
    results = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    texts = [*results, "行政复议", *"12036", "行政诉讼", "未经复议直接起诉", *"40004", "复议后起诉", *"01001"]
    reading, _ = made.read([Paragraph(text) for text in texts])
    found = {figure.code: figure.value for figure in reading.figures}
    assert found["review.corrected"] == 2
    assert found["litigation.direct.upheld"] == 4
    assert found["litigation.after_review.total"] == 1


def test_a_statistics_table_with_ordinals_is_read_from_a_cell_a_line() -> None:
    rows = [("主动公开政府信息数", "条", "42"), ("收到申请数", "件", "253"), ("申请办结数", "件", "")]
    cells = [text for number, row in enumerate(rows, 1) for text in (str(number), *row)]
    texts = ["序号", "统计指标", "单位", "统计数", *cells, "4", "行政复议数量", "件", "7"]
    reading, _ = made.read(made.lines(texts))
    found = {figure.code: figure.value for figure in reading.figures}
    assert found["proactive.items"] == 42
    assert found["applications.received"] == 253
    assert found["review.total"] == 7
    assert "applications.answered" not in found


def test_an_empty_row_below_the_table_shifts_nothing() -> None:
    assert values([*HEAD, NEW, *"3010004", OLD, *"1000001", NEXT, *"0000000", *[""] * 12]) == told(3, 0, 1, 0, 0, 0, 4)


def test_one_number_among_noughts_and_a_blank_may_be_a_page_s_and_is_left_out() -> None:
    found = values([*HEAD, NEW, "", "0", "", "0", "", "13", "0", OLD, *"1000001"])
    assert set(found.values()) <= {None}


def annex(*lines: str) -> dict[str, object]:
    """The figures of a statistics table whose cells stand a line each."""
    reading, _ = made.read(
        made.lines([*lines, "收到申请数", "件", "253", "申请办结数", "件", "12", "行政复议数量", "件", "7"])
    )
    return {figure.code: figure.value for figure in reading.figures}


def test_a_number_between_two_heads_is_a_page_s() -> None:
    found = annex("统计指标", "3", "单位", "统计数", "主动公开政府信息数", "条", "42")
    assert (found["proactive.items"], found["applications.received"]) == (42, 253)


def test_a_number_among_too_many_blanks_is_no_value() -> None:
    found = annex("统计指标", "单位", "统计数", "主动公开政府信息数", "条", "15", "")
    assert found.get("proactive.items") is None
    assert found["applications.received"] == 253


def test_a_table_run_together_keeps_a_unit_by_its_own_number() -> None:
    head = "案件类别 结果维持 结果纠正 其他结果 尚未审结 总计"
    text = f"{head} 行政复议 0件 2件 0 0件 2 行政诉讼 未经复议直接起诉 18 0件 0 0件 18件 复议后起诉 89件 0 34 7 130"
    reading, _ = made.read([Paragraph(text)])
    found = {figure.code: figure.value for figure in reading.figures}
    assert found.get("litigation.total") is None
    assert {code: found.get(code) for code in ("review.corrected", "review.total")} == {
        "review.corrected": 2,
        "review.total": 2,
    }


def test_a_cell_whose_characters_stand_apart_is_one_where_single_blanks_divide() -> None:
    text = "指  标 单位 统计数 主动公开政府信息数 条 42 收到申请数 件 253 申请办结数 件 12 行政复议数量 件 7"
    reading, _ = made.read([Paragraph(text)])
    assert {figure.code: figure.value for figure in reading.figures}["proactive.items"] == 42


def test_characters_set_apart_in_a_cell_are_one_label_beside_other_cells() -> None:
    head = [
        "申请人情况",
        "自　然　人     法人或其他组织     总 计",
        "商　业　企　业    科　研　机　构    社会公益组织    法律服务机构    其　他",
    ]
    assert values([*head, f"{NEW}    3    0    1    0    0    0    4", f"{OLD}  1  0  0  0  0  0  1"]) == told(
        3, 0, 1, 0, 0, 0, 4
    )


def test_a_label_s_own_line_break_does_not_break_its_row() -> None:
    head = [
        "申请人情况",
        "自然人 \t法人或其他组织 \t总计",
        "商业企业 \t科研机构 \t社会",
        "公益组织 \t法律服务",
        "机构 \t其他",
    ]
    rows = ["一、本年新收政府信息公开", "申请数量 \t3 \t0 \t1 \t0 \t0 \t0 \t4", f"{OLD} \t1 \t0 \t0 \t0 \t0 \t0 \t1"]
    assert values([*head, *rows]) == told(3, 0, 1, 0, 0, 0, 4)


def test_a_number_is_no_piece_of_a_label_that_goes_over_lines() -> None:
    head = "\t".join(HEAD)
    broken = ["一、本年新收政府信息公开", "2", "申请数量\t3\t0\t1\t0\t0\t0\t4"]
    assert set(values([head, *broken, f"{OLD}\t1\t0\t0\t0\t0\t0\t1"]).values()) <= {None}


def test_blanks_of_merged_cells_in_a_grid_of_bars_are_no_values() -> None:
    grid = [
        "| 申请人情况 | | | 备注 |".replace("情况 | | |", "情况 |" + " |" * 8),
        "| | | 自然人 | 法人或其他组织 | | | | | 总计 | |",
        "| | | | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | | |",
        f"| {NEW} | | 3 | 0 | 1 | 0 | 0 | 0 | 4 | 含补正 |",
        f"| {OLD} | | 1 | 0 | 0 | 0 | 0 | 0 | 1 | |",
    ]
    assert values(grid) == told(3, 0, 1, 0, 0, 0, 4)


def test_a_value_anywhere_under_its_merged_head_is_its() -> None:
    grid = ["| 第二十条第（五）项 | | |", "| 信息内容 | 本年处理决定数量 | |", "| 行政许可 | | 2237 |"]
    reading, _ = made.read(made.lines(grid))
    assert {figure.code: figure.value for figure in reading.figures}["permits.decisions"] == 2237


def test_labels_on_one_line_stand_in_its_order_wherever_the_line_above_names_their_group() -> None:
    lines = [
        "（本列数据的勾稽关系为：第一项加  申请人情况",
        "第二项之和，等于第三项加第四项之  法人或其他组织",
        "和）  自然人  商业企业  科研机构  社会公益组织  法律服务机构  其他  总计",
        f"{NEW}  2  0  0  444  3  0  449",
        f"{OLD}  1  0  0  0  0  0  1",
        f"{NEXT}  0  0  0  0  0  0  0",
    ]
    assert values(lines) == told(2, 0, 0, 444, 3, 0, 449)
