"""The outline: headings found, look-alikes left, spans nested."""

from __future__ import annotations

from pipelines.parsing.figures import LaidOut
from pipelines.parsing.sections import outline
from storage.report import Table
from tests.pipelines.parsing.made_text import lay


def shape(text: str) -> list[tuple[str | None, str, str, int]]:
    return [(part.number, part.title, part.kind, part.level) for part in outline(lay(text)).sections]


def test_the_forms_six_headings_get_their_kinds() -> None:
    text = "一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项"
    assert [kind for _, _, kind, _ in shape(text)] == [
        "overview", "proactive", "applications", "review_litigation", "problems", "other",
    ]  # fmt: skip


def test_a_section_runs_to_the_next_heading_of_its_own_or_a_higher_level() -> None:
    text = "一、概述\n甲。\n(一)组织领导\n乙。\n(二)制度\n丙。\n二、主动公开情况\n丁。"
    parts = {part.number: text[part.start : part.end] for part in outline(lay(text)).sections}
    assert parts["一"] == "一、概述\n甲。\n(一)组织领导\n乙。\n(二)制度\n丙。\n"
    assert parts["(一)"] == "(一)组织领导\n乙。\n"
    assert parts["二"] == "二、主动公开情况\n丁。"


def test_a_run_in_heading_ends_at_its_full_stop_or_colon() -> None:
    text = (
        "一、概述\n(一)加强组织领导。市政府高度重视。\n(二)办理情况:2018年受理192件。\n(三)2018年共受理192件,均已答复。"
    )
    assert [title for number, title, _, _ in shape(text) if number != "一"] == ["加强组织领导", "办理情况", ""]


def test_row_labels_and_enumerations_are_no_headings() -> None:
    text = "三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量\n(一)予以公开\n(三)不予\n公开\n一是抓落实。\n四、结转下年度继续办理"
    assert shape(text) == [("三", "收到和处理政府信息公开申请情况", "applications", 1)]


def test_paragraphs_inside_a_table_are_no_headings() -> None:
    text = "一、总体情况\n二、甲\n三、存在的问题"
    spans = ((0, 6), (7, 10), (11, 18))
    laid_out = LaidOut(text, (Table(caption=None, rows=(("二、甲",),), start=7, end=10),), spans)
    assert [part.number for part in outline(laid_out).sections] == ["一", "三"]


def test_a_heading_lost_or_renumbered_leaves_the_others_as_printed() -> None:
    text = "(一)条例学习情况。\n甲。\n二、主动公开政府信息情况\n三、依申请公开情况\n三、存在的问题"
    assert shape(text) == [
        ("(一)", "条例学习情况", "overview", 2),
        ("二", "主动公开政府信息情况", "proactive", 1),
        ("三", "依申请公开情况", "applications", 1),
        ("三", "存在的问题", "problems", 1),
    ]


def test_a_heading_printed_twice_in_a_row_is_one_section() -> None:
    text = "四、行政复议、行政诉讼情况\n表\n四、行政复议、行政诉讼情况\n表\n五、存在的问题"
    assert [number for number, _, _, _ in shape(text)] == ["四", "五"]


def test_a_table_of_contents_is_not_the_outline() -> None:
    text = "一、概述\n二、主动公开情况\n一、概述\n甲。\n二、主动公开情况\n乙。"
    sections = outline(lay(text)).sections
    assert [(part.number, text[part.start : part.end]) for part in sections] == [
        ("一", "一、概述\n甲。\n"),
        ("二", "二、主动公开情况\n乙。"),
    ]


def test_the_outermost_numbering_used_is_level_one_whatever_its_style() -> None:
    assert [(number, level) for number, _, _, level in shape("1.概述\n甲。\n(1)制度\n2.主动公开情况")] == [
        ("1", 1), ("(1)", 2), ("2", 1),
    ]  # fmt: skip
    assert shape("第一部分 概述\n第二部分 主动公开情况")[1] == ("第二部分", "主动公开情况", "proactive", 1)


def test_traditional_headings_have_the_same_kinds() -> None:
    assert (
        shape("三、收到和處理政府信息公開申請情況\n四、政府信息公開行政複議、行政訴訟情況")[1][2] == "review_litigation"
    )


def test_the_last_entry_of_the_contents_before_the_reports_first_words_is_no_heading() -> None:
    names = ("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况")
    text = "\n".join(names) + "\n本报告依条例编制。\n" + "\n文字。\n".join(names) + "\n文字。"
    assert [number for number, _, _, _ in shape(text)] == ["一", "二", "三"]


def test_a_heading_worded_otherwise_right_under_itself_is_one_heading() -> None:
    text = "三、收到和处理政府信息公开申请情况\n文字。\n四、政府信息公开行政复议、行政诉讼情况\n四、行政复议、行政诉讼情况\n文字。"
    assert [number for number, _, _, _ in shape(text)] == ["三", "四"]


TITLES = ("总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况", "存在的主要问题及改进情况", "其他需要报告的事项")  # fmt: skip
KINDS = ["overview", "proactive", "applications", "review_litigation", "problems", "other"]


def test_the_forms_headings_are_known_without_their_numbers() -> None:
    shown = shape("\n文字。\n".join(TITLES))
    assert shown == [(None, title, kind, 1) for title, kind in zip(TITLES, KINDS, strict=True)]
    assert shape("总体情况\n文字。\n(一)制度\n文字。\n" + "\n文字。\n".join(TITLES[1:]))[1] == (
        "(一)", "制度", "overview", 2,
    )  # fmt: skip


def test_a_heading_that_lost_its_number_is_one_where_the_numbers_leave_a_gap() -> None:
    numbers = ("一、", "二、", "", "四、", "五、", "六、")
    text = "\n文字。\n".join(number + title for number, title in zip(numbers, TITLES, strict=True))
    assert [(number, kind) for number, _, kind, _ in shape(text)][2:4] == [
        (None, "applications"),
        ("四", "review_litigation"),
    ]
    without_gap = text.replace("六、", "五、").replace("五、存", "四、存").replace("四、政", "三、政")
    assert None not in [number for number, _, _, _ in shape(without_gap)]


def test_a_caption_that_repeats_its_heading_without_the_number_is_none() -> None:
    text = "一、总体情况\n文字。\n三、收到和处理政府信息公开申请情况\n收到和处理政府信息公开申请情况\n文字。"
    assert [number for number, _, _, _ in shape(text)] == ["一", "三"]


def test_a_heading_may_be_the_first_row_of_its_table() -> None:
    text = "一、总体情况\n文字。\n二、主动公开政府信息情况\n规章\t3\n三、收到和处理政府信息公开申请情况"
    start = text.index("二、")
    rows = (("二、主动公开政府信息情况",) * 2, ("规章", "3"))
    table = Table(caption=None, rows=rows, start=start, end=text.index("\n三、"))
    spans = ((0, 6), (7, 10), (text.index("三、"), len(text)))
    found = outline(LaidOut(text, (table,), spans)).sections
    assert [(part.number, part.kind, part.start) for part in found][1] == ("二", "proactive", start)


def test_a_number_may_stand_apart_from_its_heading() -> None:
    assert shape("一 总体情况\n文字。\n二　主动公开政府信息情况\n一 是主动公开情况不平衡\n文字。") == [
        ("一", "总体情况", "overview", 1), ("二", "主动公开政府信息情况", "proactive", 1),
    ]  # fmt: skip
    assert [title for _, title, _, _ in shape("一、\n总体情况\n文字。\n二、\n主动公开政府信息情况\n文字。")] == list(
        TITLES[:2]
    )
    assert [number for number, _, _, _ in shape("Ⅰ、总体情况\n文字。\nⅡ、主动公开政府信息情况")] == ["Ⅰ", "Ⅱ"]


def test_fees_for_what_was_disclosed_on_application_are_fees() -> None:
    kinds = [kind for _, _, kind, _ in shape("一、依申请公开收费及减免情况\n二、依申请公开办理及收费情况")]
    assert kinds == ["fees", "applications"]


def test_plans_other_remarks_and_cases_that_applications_led_to_have_their_kinds() -> None:
    titles = (
        "依申请公开引发的行政复议和行政诉讼情况",
        "依申请公开办理情况",
        "2013年工作安排",
        "下步工作重点",
        "其他有关情况",
    )
    text = "\n".join(f"{number}、{title}" for number, title in zip("一二三四五", titles, strict=True))
    assert [kind for _, _, kind, _ in shape(text)] == [
        "review_litigation",
        "applications",
        "problems",
        "problems",
        "other",
    ]


def test_a_heading_of_the_forms_in_one_paragraph_with_what_is_before_it_begins_there() -> None:
    text = "一、总体情况。认真落实条例。二、主动公开政府信息情况。公开各类信息。\n三、收到和处理政府信息公开申请情况"
    assert [(part.number, text[part.start : part.end]) for part in outline(lay(text)).sections][:2] == [
        ("一", "一、总体情况。认真落实条例。"), ("二", "二、主动公开政府信息情况。公开各类信息。\n"),
    ]  # fmt: skip


def test_a_heading_that_is_continued_is_the_same_heading() -> None:
    text = "一、总体情况\n文字。\n二、主动公开政府信息情况\n表\n二、主动公开政府信息情况（续）\n表"
    assert [number for number, _, _, _ in shape(text)] == ["一", "二"]
