"""The tables of applications and of cases, their labels cut over lines around their values: told as a whole, or not at all."""

from __future__ import annotations

from collections.abc import Sequence

from tests.pipelines.parsing.test_flat_gaps import figures

HEAD = (
    "申请人情况",
    "（本列数据的勾稽关系为：第一项加第二项 法人或其他组织",
    "之和，等于第三项加第四项之和）",
    "自然人 总计",
    "社会公益组 法律服务机",
    "商业企业 科研机构 其他",
    "织 构",
)
NOUGHT = "0 0 0 0 0 0 0"


def table(
    received: str = "5 0 1 0 0 0 6", granted: str = "3 0 1 0 0 0 4", petition: str = "2 0 0 0 0 0 2", answered: str = ""
) -> list[str]:
    """The form of 2019 as a paper's lines, its cells centred beside labels of several lines."""
    return [
        *HEAD,
        "一、本年新收政府信息公开申请数",
        received,
        "量",
        f"二、上年结转政府信息公开申请数量 {NOUGHT}",
        f"（一）予以公开 {granted}",
        "（二）部分公开（区分处理的，只",
        f"计这一情形，不计其他情形） {NOUGHT}",
        f"1.属于国家秘密 {NOUGHT}",
        "2.其他法律行政",
        NOUGHT,
        "法规禁止公开",
        "- 4 -",
        "3.危及“三安全",
        f"（三）不予 一稳定” {NOUGHT}",
        "公开",
        f"4.保护第三方合法权益 {NOUGHT}",
        f"三、本年度 5.属于三类内部事务信息 {NOUGHT}",
        "办理结果",
        f"6.属于四类过程性信息 {NOUGHT}",
        f"7.属于行政执法案卷 {NOUGHT}",
        f"8.属于行政查询事项 {NOUGHT}",
        f"1.本机关不掌握相关政府信息 {NOUGHT}",
        f"（四）无法 2.没有现成信息需要另行制作 {NOUGHT}",
        "提供",
        f"3.补正后申请内容仍不明确 {NOUGHT}",
        f"1.信访举报投诉类申请 {petition}",
        f"2.重复申请 {NOUGHT}",
        f"（五）不予 3.要求提供公开出版物 {NOUGHT}",
        "处理",
        f"4.无正当理由大量反复申请 {NOUGHT}",
        "5.要求行政机关确认或重新",
        NOUGHT,
        "出具已获取信息",
        f"（六）其他处理 {NOUGHT}",
        f"（七）总计 {answered or received}",
        f"四、结转下年度继续办理 {NOUGHT}",
    ]


CASES = (
    "行政复议 行政诉讼",
    "未经复议直接起诉 复议后起诉",
    "结 结 其 尚",
    "果 果 他 未 总 结果 结果 其他 尚未 总 结果 结果 其他 尚未 总",
    "维 纠 结 审 计 维持 纠正 结果 审结 计 维持 纠正 结果 审结 计",
    "持 正 果 结",
)


def of(found: dict[tuple[str, str], object], code: str) -> dict[str, object]:
    return {applicant: value for (one, applicant), value in found.items() if one == code}


def values(lines: Sequence[str]) -> set[object]:
    return {value for (code, _), value in figures(lines).items() if code.startswith("applications")}


def test_labels_cut_around_their_values_are_told_by_all_letters_of_the_table() -> None:
    found = figures(table())
    assert of(found, "applications.received")["natural_person"] == 5
    assert of(found, "applications.received")["research_institute"] == 1
    assert of(found, "applications.outcome.granted")["all"] == 4
    assert of(found, "applications.outcome.not_processed.petition")["natural_person"] == 2
    assert of(found, "applications.outcome.refused.prohibited_by_law")["all"] == 0
    assert of(found, "applications.answered")["all"] == 6
    assert len({code for code, _ in found}) == 23


def test_a_row_that_lost_a_value_leaves_the_whole_table_untold() -> None:
    assert values(table(granted="3 1 0 0 0 4")) <= {None}


def test_a_table_without_one_of_the_forms_rows_is_not_told_by_its_order() -> None:
    assert values([line for line in table() if "已获取" not in line and "重新" not in line]) <= {None}


def test_rows_in_another_order_are_not_taken_for_the_forms() -> None:
    lines = table()
    first, second = (next(i for i, line in enumerate(lines) if word in line) for word in ("7.属于行政", "8.属于行政"))
    lines[first], lines[second] = lines[second], lines[first]
    assert values(lines) <= {None}


def test_values_that_do_not_hold_the_tables_sums_are_not_told() -> None:
    swapped = table(received="6 5 0 1 0 0 0", granted="4 3 0 1 0 0 0", petition="2 2 0 0 0 0 0")
    assert values(swapped) <= {None}


def test_outcomes_that_agree_with_no_total_are_not_told() -> None:
    assert values(table(received="5 0 1 0 0 0 6", answered="9 0 1 0 0 0 10")) <= {None}


def test_all_labels_and_then_all_values_are_told_by_their_number() -> None:
    body = [line for line in table() if "- 4 -" not in line]
    words = [" ".join(w for w in line.split() if not w.isdigit()) for line in body]
    numbers = [" ".join(w for w in line.split() if w.isdigit()) for line in body]
    found = figures([line for line in (*words, *numbers) if line])
    assert of(found, "applications.received")["natural_person"] == 5
    assert of(found, "applications.answered")["all"] == 6


def test_cases_under_heads_cut_into_letters_are_told() -> None:
    found = figures([*CASES, "1 0 0 2 3 0 0 0 0 0 0 1 0 0 1"])
    assert found["review.upheld", "all"] == 1
    assert found["review.pending", "all"] == 2
    assert found["litigation.after_review.corrected", "all"] == 1


def test_cases_that_lost_a_value_or_do_not_add_up_are_not_told() -> None:
    for row in ("1 0 0 2 3 0 0 0 0 0 0 1 0 1", "1 0 0 3 2 0 0 0 0 0 0 1 0 0 1"):
        found = figures([*CASES, row])
        assert {value for (code, _), value in found.items() if code.startswith(("review", "litigation"))} <= {None}


def test_a_row_behind_a_head_that_was_torn_is_not_read_under_it() -> None:
    torn = (
        "申请人情况",
        "法人或其他组织",
        "自然人  总计",
        "社会公益组  法律服务机",
        "商业企业  科研机构  其他",
        "织  构",
    )
    found = figures([*torn, "四、结转下年度继续办理  11  0  0  0  0  0  11"])
    assert set(found.values()) <= {None}


def test_a_page_s_number_between_two_lines_of_values_is_none_of_them() -> None:
    lines = table()
    at = lines.index("- 4 -")
    moved = [*lines[: at - 1], "4", *lines[at - 1 : at], *lines[at + 1 :]]
    found = figures(moved)
    assert of(found, "applications.answered")["all"] == 6
    assert of(found, "applications.outcome.refused.prohibited_by_law")["all"] == 0


def test_a_page_s_number_behind_the_values_of_a_row_is_none_of_them() -> None:
    lines = table()
    at = lines.index("5 0 1 0 0 0 6")
    found = figures([*lines[: at + 1], "3", *lines[at + 1 :]])
    assert of(found, "applications.received") == {
        "natural_person": 5,
        "enterprise": 0,
        "research_institute": 1,
        "public_interest_org": 0,
        "legal_service_org": 0,
        "other_org": 0,
        "all": 6,
    }


def test_applicants_named_on_lines_of_their_own_behind_their_group_tell_no_order() -> None:
    torn = (
        "申请人情况（本列数据的勾稽关系为：第",
        "一项加第二项之和，等于第三  法人或其他组织",
        "项加第四项之和）  自然人",
    )
    columns = "商业企业  科研机构  社会公益组织  法律服务机构  其他"
    found = figures([*torn, columns, "一、本年新收政府信息公开申请数量  833  662  34  468  1  43"])
    assert set(found.values()) <= {None}
