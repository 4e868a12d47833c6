"""Tables of the forms printed on their side, without merged cells, with a year's rows beside each other, or with rows run together."""

from __future__ import annotations

from dataclasses import replace

from pipelines.blocks import TableBlock
from pipelines.document import read_document
from pipelines.parsing.figures import Figure
from tests.odd_pages import grids, markup
from tests.odd_pages.facts import CASES, COLUMNS, GROUPS, Facts, facts
from tests.odd_pages.grids import Cell, Grid
from tests.pipelines.parsing import made_tables

YEAR = 2020


def read(*tables: Grid | str, year: int | None = YEAR) -> dict[tuple[str, str], Figure]:
    page = "<p>。</p>".join(table if isinstance(table, str) else markup.table(table) for table in tables)
    document = read_document(f"<html><body>{page}</body></html>".encode(), url="http://www.example.gov.cn/")
    reading, _ = made_tables.read([block for block in document.blocks if isinstance(block, TableBlock)], year)
    return {(figure.code, figure.applicant): figure for figure in reading.figures}


def values(found: dict[tuple[str, str], Figure]) -> dict[tuple[str, str], float]:
    return {key: float(figure.value) for key, figure in found.items() if figure.value is not None}


def of_cases(given: Facts) -> dict[tuple[str, str], int | float]:
    return {(f"{group}.{case}", "all"): given.values[(f"{group}.{case}", "all")] for group in GROUPS for case in CASES}


def of_applications(given: Facts) -> dict[tuple[str, str], int | float]:
    return {key: value for key, value in given.values.items() if key[0].startswith("applications.")}


def test_a_table_on_its_side_is_read_and_its_locators_name_the_printed_cells() -> None:
    given = facts(1)
    found = read(grids.transposed(grids.fourth(given)))
    assert values(found) == of_cases(given)
    where = found[("review.total", "all")].locator
    assert (where.kind, where.row, where.column) == ("table", 4, 3)


def test_kinds_of_cases_across_and_their_results_down_the_side_are_read() -> None:
    given = facts(2)
    heads = "<tr><td rowspan=2>结果</td><td rowspan=2>行政复议</td><td colspan=2>行政诉讼</td></tr><tr><td>未经复议直接起诉</td><td>复议后起诉</td></tr>"
    names = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    lines = "".join(
        "<tr>"
        + "".join(f"<td>{text}</td>" for text in (name, *(given.values[(code, "all")] for code in codes)))
        + "</tr>"
        for name, codes in zip(names, [[f"{group}.{case}" for group in GROUPS] for case in CASES], strict=True)
    )
    assert values(read(f"<table border=1>{heads}{lines}</table>")) == of_cases(given)


def test_the_table_of_applications_on_its_side_is_read() -> None:
    given = facts(2)
    assert values(read(grids.transposed(grids.third(given)))) == of_applications(given)


def test_values_in_a_table_of_their_own_belong_to_the_head_before() -> None:
    given = facts(3)
    fourth = grids.fourth(given)
    assert values(read(markup.table(fourth[:3]) + markup.table(fourth[3:]))) == of_cases(given)


def test_of_two_years_rows_under_the_cases_only_the_reports_own_counts() -> None:
    given, other = facts(4), facts(5)
    fourth = grids.fourth(given)
    fourth[0].insert(0, Cell("年度", 3))
    for first, second in (((YEAR - 1), YEAR), (YEAR, YEAR - 1)):
        rows = {YEAR: fourth[3], YEAR - 1: grids.fourth(other)[3]}
        made = [*fourth[:3], *([Cell(f"{year}年"), *rows[year]] for year in (first, second))]
        assert values(read(made)) == of_cases(given)


def test_of_two_rows_under_the_cases_without_a_year_none_counts() -> None:
    made = [*grids.fourth(facts(6)), grids.fourth(facts(7))[3]]
    found = read(made)
    assert values(found) == {}
    assert all(figure.doubt for figure in found.values())


def test_cases_with_a_row_for_every_block_and_result_are_read() -> None:
    rows: Grid = [[Cell("项目"), Cell("数量")]]
    rows += [[Cell("行政复议：结果维持"), Cell("3")], [Cell("行政复议总计"), Cell("4")]]
    rows += [[Cell("行政诉讼（未经复议直接起诉）结果纠正"), Cell("5")], [Cell("行政诉讼-复议后起诉-总计"), Cell("6")]]
    assert values(read(rows)) == {
        ("review.upheld", "all"): 3,
        ("review.total", "all"): 4,
        ("litigation.direct.corrected", "all"): 5,
        ("litigation.after_review.total", "all"): 6,
    }


def test_organisations_in_one_column_leave_the_others_their_places() -> None:
    head: Grid = [[Cell("项目"), Cell("自然人"), Cell("法人或其他组织"), Cell("总计")]]
    row = [Cell("一、本年新收政府信息公开申请数量"), Cell("7"), Cell("2"), Cell("9")]
    more = [Cell("二、上年结转政府信息公开申请数量"), Cell("1"), Cell("0"), Cell("1")]
    assert values(read([*head, row, more])) == {
        ("applications.received", "natural_person"): 7,
        ("applications.received", "all"): 9,
        ("applications.carried_in", "natural_person"): 1,
        ("applications.carried_in", "all"): 1,
    }


def test_the_sum_of_a_group_beside_its_parts_is_given_only_where_it_is_their_sum() -> None:
    parts = (
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "3.其他",
    )
    for total, given in ((6, True), (2, False)):
        rows: Grid = [[Cell("项目"), *(Cell(name) for name in grids.APPLICANTS)]]
        rows.append([Cell("一、本年新收政府信息公开申请数量"), *(Cell("9") for _ in COLUMNS)])
        rows.append([Cell("（六）其他处理"), *(Cell(str(total)) for _ in COLUMNS)])
        rows += [[Cell(label), *(Cell("2") for _ in COLUMNS)] for label in parts]
        found = read(rows)
        assert (found[("applications.outcome.other", "all")].value is not None) is given
        assert found[("applications.outcome.other.remaining", "all")].value == 2


def test_a_label_repeated_over_its_columns_instead_of_merged_is_one_column() -> None:
    rows: Grid = [
        [Cell("第二十条第（五）项")] * 4,
        [Cell("信息内容"), *[Cell("本年处理决定数量")] * 3],
        [Cell("行政许可"), *[Cell("51")] * 3],
        [Cell("行政处罚"), Cell("4"), Cell("5"), Cell("5")],
    ]
    found = read(rows)
    assert values(found) == {("permits.decisions", "all"): 51}
    assert found[("penalties.decisions", "all")].doubt


def test_two_rows_run_into_one_give_no_figure() -> None:
    rows: Grid = [
        [Cell("信息内容"), Cell("本年处理决定数量", columns=3)],
        [Cell("行政处罚"), Cell("963516", columns=3), Cell("行政强制"), Cell("98274", columns=3)],
    ]
    assert values(read(rows)) == {}


def test_a_head_torn_in_two_rows_gives_no_figure() -> None:
    rows: Grid = [
        [Cell("第二十条第（九）项", columns=3)],
        [Cell("信息内容"), Cell("采购项目数量")],
        [Cell("采购总金额", columns=2)],
        [Cell("政府集中采购"), Cell("685"), Cell("3610.6")],
    ]
    assert values(read(rows)) == {}


def test_a_row_that_no_label_names_leaves_the_forms_row_in_its_place_in_doubt_and_a_local_one_nothing() -> None:
    given = facts(8)
    third = [
        [replace(cell, text="1.事关机密的") if cell.text == "1.属于国家秘密" else cell for cell in row]
        for row in grids.third(given)
    ]
    third.insert(4, [Cell("其中：涉及征地的", columns=3), *(Cell("1", figure=True) for _ in COLUMNS)])
    found = read(third)
    lost = {key for key in of_applications(given) if key[0].endswith("state_secret")}
    assert all(found[key].value is None and found[key].doubt for key in lost)
    assert values(found) == {key: value for key, value in of_applications(given).items() if key not in lost}


def test_groups_merged_beside_the_labels_of_the_statistics_form_keep_their_parts_apart() -> None:
    rows: Grid = [
        [Cell("类别"), Cell("统计指标"), Cell("单位"), Cell("统计数")],
        [Cell("三、依申请公开情况", rows=4), Cell("（三）申请答复数"), Cell("件"), Cell("9")],
        [Cell("4.不同意公开答复数"), Cell("件"), Cell("3")],
        [Cell("其中：涉及国家秘密"), Cell("件"), Cell("1")],
        [Cell("涉及商业秘密"), Cell("件"), Cell("2")],
        [Cell("四、行政复议数量", rows=2), Cell("（一）维持具体行政行为数"), Cell("件"), Cell("5")],
        [Cell("（二）被依法纠错数"), Cell("件"), Cell("4")],
        [Cell("五、行政诉讼数量", rows=2), Cell("（一）维持具体行政行为或者驳回原告诉讼请求数"), Cell("件"), Cell("6")],
        [Cell("（二）被依法纠错数"), Cell("件"), Cell("7")],
    ]
    assert values(read(rows)) == {
        ("applications.answered", "all"): 9,
        ("applications.outcome.refused", "all"): 3,
        ("applications.outcome.refused.state_secret", "all"): 1,
        ("applications.outcome.refused.trade_secret", "all"): 2,
        ("review.upheld", "all"): 5,
        ("review.corrected", "all"): 4,
        ("litigation.upheld", "all"): 6,
        ("litigation.corrected", "all"): 7,
    }


def test_a_part_of_litigation_that_lost_its_name_is_not_the_whole() -> None:
    head = [Cell("类别", columns=2), *(Cell(name) for name in grids.CASE_NAMES)]
    figures = [[Cell(str(row * 10 + column)) for column in range(5)] for row in range(3)]
    for kind in ([Cell("行政诉讼", rows=2)], [Cell("行政诉讼")]):
        again: list[Cell] = [] if kind[0].rows > 1 else kind
        rows: Grid = [
            head,
            [Cell("行政复议", columns=2), *figures[0]],
            [*kind, Cell(""), *figures[1]],
            [*again, Cell("复议后起诉"), *figures[2]],
        ]
        found = values(read(rows))
        assert found[("litigation.after_review.total", "all")] == 24
        assert not any(code.startswith("litigation.") and "after" not in code for code, _ in found)


def test_a_table_on_its_side_with_a_value_too_many_or_too_few_is_not_read() -> None:
    on_side = grids.transposed(grids.third(facts(9)))
    for damaged in ([*on_side[5], Cell("7777", figure=True)], on_side[5][:-1]):
        assert values(read([*on_side[:5], damaged, *on_side[6:]])) == {}


def test_an_annex_with_a_row_of_each_kind_of_case_is_not_on_its_side() -> None:
    annex = [("指标", "单位", "数量"), ("收到申请数", "件", "41"), ("行政复议", "件", "2"), ("行政诉讼", "件", "0")]
    found = values(read([[Cell(text) for text in row] for row in annex], year=2012))
    assert found == {("applications.received", "all"): 41, ("review.total", "all"): 2, ("litigation.total", "all"): 0}


def test_indicators_across_are_read_though_a_row_without_cells_stands_over_them() -> None:
    rows = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in (("收到申请数", "申请答复数"), ("41", "39")))
    found = values(read(f"<table><tr class=firstRow></tr>{rows}</table>", year=2012))
    assert found == {("applications.received", "all"): 41, ("applications.answered", "all"): 39}
