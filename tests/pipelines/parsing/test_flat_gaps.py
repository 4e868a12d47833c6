"""Flattened tables: blank lines that are cells, places of merged cells, or gaps between rows are told apart, or nothing is read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from pipelines.cleaning.trim import trim
from pipelines.document import read_document
from pipelines.parsing.flattened import recover_tables
from tests.pipelines.parsing import made_tables as made
from tests.pipelines.parsing.test_flat_columns import HEAD, NEW, NEXT, OLD, told, values

RESULTS = "三、本年度办理结果"
GRANTED, PARTLY, REFUSED = "（一）予以公开", "（二）部分公开", "（三）不予公开"
SECRET, PROHIBITED = "1.属于国家秘密", "2.其他法律行政法规禁止公开"


def figures(texts: Sequence[str]) -> dict[tuple[str, str], object]:
    reading, _ = made.read(made.lines(texts))
    return {(figure.code, figure.applicant): figure.value for figure in reading.figures}


def with_merged_places(granted: Sequence[str]) -> list[str]:
    """The table as a word processor saves it: a line a cell, a blank line for each place that a merged cell covers."""
    head = [HEAD[0], "", *HEAD[1:4], "", "", *HEAD[4:], ""]
    rows = [NEW, *"3010004", OLD, *"2000002", RESULTS, GRANTED, *granted, "", PARTLY, *"1000001", ""]
    return [*head, *rows, REFUSED, SECRET, *"0020002", "", "", PROHIBITED, *"1000001", NEXT, *"0000000"]


def test_places_of_merged_labels_are_no_cells_of_the_row_before_them() -> None:
    found = figures(with_merged_places(["1", "", "", "", "", "", "1"]))
    row = {applicant: value for (code, applicant), value in found.items() if code == "applications.outcome.granted"}
    assert row == told(1, None, None, None, None, None, 1)
    assert found["applications.outcome.refused.state_secret", "research_institute"] == 2


def test_a_row_that_is_short_beside_places_of_merged_labels_is_not_shifted() -> None:
    found = figures(with_merged_places(["1", "", "", "", "1"]))
    row = {value for (code, _), value in found.items() if code == "applications.outcome.granted"}
    assert row <= {None}


def test_gaps_between_rows_are_no_cells() -> None:
    rows = (
        ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
        ("规章", "2", "", "9"),
        ("行政规范性文件", "1", "0", ""),
    )
    head = ("信息内容", "本年处理决定数量")
    items = (
        ("第二十条第（五）项",),
        head,
        ("行政许可", "31"),
        ("第二十条第（六）项",),
        head,
        ("行政处罚", "4"),
        ("行政强制", "0"),
    )
    found = figures(list(chain.from_iterable((*row, "", "") for row in (("第二十条第（一）项",), *rows, *items))))
    assert found["regulations.made", "all"] == 2
    assert found.get(("regulations.repealed", "all")) is None
    assert found["normative_documents.repealed", "all"] == 0
    assert found["permits.decisions", "all"] == 31


def test_a_label_s_note_and_its_tail_go_over_lines() -> None:
    note = ["（一）主动公开政府信息数", "（不同渠道和方式", "公开相同信息计1条）", "条", "80"]
    tail = ["四、行政复议", "数量", "件", "6", "举报投诉数量", "件", "2"]
    found = figures(["统计指标", "单位", "统计数", *note, *tail])
    assert (found["proactive.items", "all"], found["review.total", "all"]) == (80, 6)


def test_a_damaged_label_over_lines_is_read_whole() -> None:
    label = ["1.属于国家", "秘"]
    found = values(
        [*HEAD, NEW, *"3010004", REFUSED, *label, *"1000001", NEXT, *"0000000"],
        "applications.outcome.refused.state_secret",
    )
    assert found == told(1, 0, 0, 0, 0, 0, 1)


def test_a_table_whose_corner_stands_beside_other_heads_keeps_its_caption() -> None:
    head = [
        f"{made.CORNER} 申请人情况 备注",
        "自然人 法人或其他组织 总计",
        "商业企业 科研机构 社会公益组织 法律服务机构 其他",
    ]
    first = [*head, f"{NEW} 3 0 1 0 0 0 4", f"{OLD} 1 1", f"{NEXT} 0 0 0 0 0 0 0"]
    caption = "2019年收到和处理政府信息公开申请情况表"
    blocks = recover_tables(made.lines([*first, caption, *first]))
    assert [getattr(block, "text", "table") for block in blocks] == ["table", caption, "table"]


def test_an_empty_paragraph_of_a_page_is_a_blank_cell_also_beside_a_page_s_number() -> None:
    row = [NEW, "3", "&nbsp;", "— 4 —", "1", "&nbsp;", "&nbsp;", "&nbsp;", "4", OLD, *"1000001"]
    markup = "".join(f"<p>{text}</p>" for text in [*HEAD, *row])
    document = read_document(f"<html><body>{markup}</body></html>".encode(), content_type="text/html", url="")
    reading, _ = made.read(list(trim(document.blocks, None, page=True).blocks))
    found = {figure.applicant: figure.value for figure in reading.figures if figure.code == "applications.received"}
    assert found == told(3, None, 1, None, None, None, 4)


def test_stray_blank_lines_behind_rows_are_no_cells_where_blank_cells_left_no_trace() -> None:
    rows = ["规章", "3", "2", "", "行政规范性文件", "1", "0", "4"]
    found = figures(["第二十条第（一）项", "信息内容", "本年制发件数", "本年废止件数", "现行有效件数", *rows])
    assert {value for (code, _), value in found.items() if code.startswith("regulations")} <= {None}
    assert found["normative_documents.in_force", "all"] == 4


def test_cases_behind_a_gap_are_not_shifted_by_it() -> None:
    """The gap looks like the first of fifteen cells, the last of which is blank and lost at the end of the text."""
    results = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    heads = ["行政复议", "行政诉讼", "", *results, "未经复议直接起诉", "复议后起诉", "", *results, *results, ""]
    found = figures([*heads, "", "2", "0", "1", "3", "6", "0", "0", "3", "1", "4", "0", "0", "0", "0"])
    assert {value for (code, _), value in found.items() if code.startswith(("review", "litigation"))} <= {None}


def test_a_pages_number_before_a_value_and_a_blank_remark_is_not_the_value() -> None:
    rows = (
        ("一、主动公开情况", "—", "", ""),
        ("（一）主动公开政府信息数", "条", "2", "364", ""),
        ("其中：主动公开规范性文件数", "条", "86", ""),
        ("制发规范性文件总数", "件", "95", ""),
        ("（二）通过不同渠道和方式公开政府信息的情况", "—", "", ""),
        ("1.政府公报公开政府信息数", "条", "31", ""),
        ("2.政府网站公开政府信息数", "条", "307", ""),
    )
    found = figures(list(chain(("统计指标", "单位", "统计数", "备注"), chain.from_iterable(rows))))
    assert found.get(("proactive.items", "all")) is None
    assert found["proactive.channel.gazette", "all"] == 31
    assert found["proactive.channel.website", "all"] == 307


def test_the_number_of_the_next_row_is_no_value_of_a_row_whose_own_is_lost() -> None:
    """Two labels are gone as well as blank values, so that the rows behind them do not count on from those before."""
    rows = [
        "1",
        "一、主动公开情况",
        "—",
        "2",
        "（一）主动公开政府信息数",
        "条",
        "51",
        "3",
        "其中：主动公开规范性文件数",
        "条",
        "61",
        "4",
    ]
    more = ["制发规范性文件总数", "件", "71", "5", "（二）通过不同渠道和方式公开政府信息的情况", "—", "6"]
    lost = ["1.政府公报公开政府信息数", "条", "7", "8", "9", "4.政务微信公开政府信息数", "条", "10"]
    last = ["5.其他方式公开政府信息数", "条", "11", "二、回应解读情况", "—", "12"]
    found = figures(["序号", "统计指标", "单位", "统计数", *rows, *more, *lost, *last])
    assert found["proactive.items", "all"] == 51
    assert {found.get((f"proactive.channel.{way}", "all")) for way in ("gazette", "wechat", "other")} == {None}


def test_a_pages_number_beside_a_blank_value_is_no_value_where_the_ordinals_were_taken_off() -> None:
    rows = (
        ("1", "一、主动公开情况", "—", ""),
        ("2", "（一）主动公开政府信息数", "条", "364"),
        ("3", "其中：主动公开规范性文件数", "条", ""),
        ("4", "制发规范性文件总数", "件", "95"),
        ("5", "（二）通过不同渠道和方式公开政府信息的情况", "—", ""),
        ("6", "1.政府公报公开政府信息数", "条", "3", ""),
        ("7", "2.政府网站公开政府信息数", "条", "307"),
        ("8", "3.政务微博公开政府信息数", "条", "", "4"),
        ("9", "4.政务微信公开政府信息数", "条", "12"),
        ("10", "5.其他方式公开政府信息数", "条", ""),
    )
    found = figures(list(chain(("序号", "统计指标", "单位", "统计数"), chain.from_iterable(rows))))
    assert found["proactive.items", "all"] == 364
    assert found["proactive.channel.website", "all"] == 307
    assert {found.get((f"proactive.channel.{way}", "all")) for way in ("gazette", "weibo")} == {None}


def test_of_two_tables_beside_each_other_a_row_has_the_width_of_one() -> None:
    head = ("统计指标", "单位", "本年数", "历年累计")
    rows = (
        (*head, *head),
        ("（一）收到申请数", "件", "7", "432", "1299", "四、行政复议数量", "件", "641", "645"),
        ("1.当面申请数", "件", "429", "1263", "（一）维持具体行政行为数", "件", "34", "34"),
        ("2.传真申请数", "件", "1", "32", "（二）被依法纠错数", "件", "1", "2"),
        ("3.网络申请数", "件", "0", "2", "（三）其他情形数", "件", "606", "609"),
        ("4.信函申请数", "件", "2", "2", "五、行政诉讼数量", "件", "19", "24"),
        ("（二）申请办结数", "件", "432", "1299", "（一）维持具体行政行为或者驳回原告诉讼请求数", "件", "1", "3"),
    )
    found = figures(list(chain.from_iterable(rows)))
    assert found.get(("applications.received", "all")) is None
    assert found["review.upheld", "all"] == 34


def test_values_behind_several_labels_are_not_those_of_the_last_label() -> None:
    head = ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"]
    licences = ["第二十条第（五）项", *head, "行政许可", "其他对外管理服务事项", "11", "3", "245", "2", "0", "31"]
    found = figures([*licences, "第二十条第（六）项", *head, "行政处罚", "行政强制", "4", "2", "0"])
    assert {value for (code, _), value in found.items() if code.startswith(("coercion", "penalties"))} <= {None}
