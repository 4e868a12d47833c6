"""What the tables of reports give, case by case: every irregularity here was printed by a real report or is a near kin of one."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pipelines.blocks import Cell, Paragraph, Place, TableBlock
from pipelines.parsing.figures import TableReading
from storage.report import PdfLocator, TableLocator
from tests.pipelines.parsing import made_tables as made
from tests.pipelines.parsing.made_tables import Box

TWO = 2


def table(*rows: list[str]) -> TableBlock:
    return made.block([[Box(text) for text in row] for row in rows])


def values(reading: TableReading) -> dict[str, Decimal | None]:
    return {
        figure.code
        + (f"@{figure.applicant}" if figure.applicant != "all" else "")
        + ("+" if figure.period == "cumulative" else ""): figure.value
        for figure in reading.figures
    }


def read(*blocks: TableBlock, year: int | None = 2022) -> TableReading:
    return made.read(blocks, year)[0]  # type: ignore[arg-type]


def subjects_2021(heads: list[str], *rows: list[str]) -> TableBlock:
    return table(["第二十条第（八）项"], ["信息内容", *heads], *rows)


def test_the_form_is_told_by_the_column_labels_and_not_by_the_year() -> None:
    printed = table(
        ["第二十条第（一）项"],
        ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"],
        ["规章", "1", "2", "3"],
    )
    assert read(printed, year=2023).form == "2019"
    printed = table(
        ["第二十条第（一）项"], ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"], ["规章", "1", "2", "3"]
    )
    assert read(printed, year=2019).form == "2021"


def test_a_report_without_these_tables_is_of_the_free_form() -> None:
    assert read(table(["县区", "件数"], ["江阳区", "3"])).form == "free"
    assert read().figures == ()


def test_a_unit_in_the_cell_is_converted() -> None:
    head = ["信息内容", "采购项目数量", "采购总金额"]
    assert values(read(table(head, ["政府集中采购", "6", "251000元"])))["procurement.amount"] == Decimal("25.1")
    assert values(read(table(head, ["政府集中采购", "6", "26769萬元"])))["procurement.amount"] == 26769
    assert values(read(table(head, ["政府集中采购", "6", "1.2亿元"])))["procurement.amount"] == 12000
    assert values(read(table(head, ["政府集中采购", "6", "26769"])))["procurement.amount"] == 26769


def test_a_unit_that_the_column_declares_is_converted() -> None:
    assert values(read(subjects_2021(["本年收费金额（单位：元）"], ["行政事业性收费", "77302800"])))[
        "fees.amount"
    ] == Decimal("7730.28")
    assert values(read(subjects_2021(["本年收费金额（单位：万元）"], ["行政事业性收费", "7730.28"])))[
        "fees.amount"
    ] == Decimal("7730.28")
    assert values(read(subjects_2021(["本年收费金额（万元）"], ["行政事业性收费", "77302800元"])))[
        "fees.amount"
    ] == Decimal("7730.28")


def test_a_remark_leaves_the_figure_and_raw_keeps_it_all() -> None:
    reading = read(
        table(
            ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
            ["行政规范性文件", "22（其中修订16件）", "0", "/"],
        )
    )
    assert values(reading) == {"normative_documents.made": 22, "normative_documents.repealed": 0}
    assert reading.figures[0].raw == "22（其中修订16件）"


def test_a_printed_zero_over_parts_is_kept_as_printed() -> None:
    rows, truth = made.case_rows(random.Random(1))
    rows[-1][4] = Box("0")
    assert values(read(made.block(rows)))["review.total"] == 0
    assert truth["review.upheld", "all", "year"] is not None


def test_the_value_of_a_cell_that_cannot_be_read_is_withheld_with_a_reason() -> None:
    reading = read(
        table(["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"], ["行政许可", "-3", "增3减5", "见附件"])
    )
    assert set(values(reading).values()) == {None}
    assert all(figure.doubt for figure in reading.figures)


def test_header_and_data_rows_merged_in_different_places_are_read_in_order() -> None:
    head = [Box("信息内容"), Box("上一年项目数量"), Box("本年增/减", across=2), Box("处理决定数量")]
    row = [Box("行政处罚"), Box("7", across=2), Box("-2"), Box("91")]
    found = values(read(made.block([[Box("第二十条第（六）项", across=5)], head, row])))
    assert found == {"penalties.items_last_year": 7, "penalties.items_change": -2, "penalties.decisions": 91}


def test_a_row_with_another_number_of_cells_than_columns_is_withheld() -> None:
    reading = read(table(["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"], ["行政处罚", "7", "91"]))
    assert set(values(reading).values()) == {None}


def test_all_tables_in_one_block_are_read() -> None:
    rng = random.Random(5)
    subjects, truth = made.subject_tables(rng, form="2021")
    applications, more = made.application_rows(rng, form="2021")
    cases, rest = made.case_rows(rng)
    rows = [row for part in (*subjects, applications, cases) for row in part]
    reading, _ = made.read([made.block(rows)])
    assert {(f.code, f.applicant, f.period): f.value for f in reading.figures} == {**truth, **more, **rest}


def test_a_table_split_at_a_page_break_goes_on_without_its_head() -> None:
    rows, truth = made.application_rows(random.Random(3), form="2021")
    rows = [[replace(box, down=1) if box.role == "group" else box for box in row] for row in rows]
    first, second = rows[:14], rows[14:]
    reading, _ = made.read([made.block(first), Paragraph("- 4 -"), made.block(second)])
    assert {(f.code, f.applicant, f.period): f.value for f in reading.figures} == truth


def test_a_head_repeated_after_a_page_break_is_no_data() -> None:
    rows, truth = made.application_rows(random.Random(4), form="2019")
    rows = [[replace(box, down=1) if box.role == "group" else box for box in row] for row in rows]
    reading, _ = made.read([made.block([*rows[:12], *rows[:3], *rows[12:]])])
    assert {(f.code, f.applicant, f.period): f.value for f in reading.figures} == truth


def test_a_table_printed_twice_counts_once_and_is_noted() -> None:
    rows, truth = made.case_rows(random.Random(2))
    reading, _ = made.read([made.block(rows), made.block(rows)])
    assert {(f.code, f.applicant, f.period): f.value for f in reading.figures} == truth
    assert any("repeats" in note for note in reading.notes)
    assert all(isinstance(f.locator, TableLocator) and f.locator.table == 0 for f in reading.figures)


def test_a_table_printed_twice_with_two_values_tells_neither() -> None:
    rows, _ = made.case_rows(random.Random(2))
    other = [*rows[:-1], [Box("99999"), *rows[-1][1:]]]
    found = values(made.read([made.block(rows), made.block(other)])[0])
    assert found["review.upheld"] is None
    assert found["review.total"] is not None


def test_a_grid_wins_over_the_same_table_flattened() -> None:
    rows, truth = made.case_rows(random.Random(2))
    flat = made.lines([box.text for row in rows for box in row])
    reading, laid_out = made.read([*flat, made.block(rows)])
    assert laid_out.flattened == (True, False)
    assert {(f.code, f.applicant, f.period): f.value for f in reading.figures} == truth
    assert all(isinstance(f.locator, TableLocator) and f.locator.table == 1 for f in reading.figures)


def test_the_single_row_and_the_three_rows_of_other_handling_are_read_in_any_year() -> None:
    for form, codes in (("2019", {"applications.outcome.other"}), ("2021", {"applications.outcome.other.remaining"})):
        rows, _ = made.application_rows(random.Random(9), form=form)
        for year in (2019, 2024):
            found = {figure.code for figure in made.read([made.block(rows)], year)[0].figures}
            assert codes <= found
            assert ("applications.outcome.other" in found) == (form == "2019")


def test_a_row_labelled_with_its_group_alone_is_not_taken_for_a_part() -> None:
    rows, _ = made.application_rows(random.Random(9), form="2021")
    rows = [[replace(box, text="") if box.text == "1.属于国家秘密" else box for box in row] for row in rows]
    figures = made.read([made.block(rows)])[0].figures
    assert all(figure.value is None and figure.doubt for figure in figures if "state_secret" in figure.code)


def test_a_label_cut_over_rows_is_put_together() -> None:
    head, _ = made.application_rows(random.Random(9), form="2019")
    cut = [
        [Box("5.要求行政机关确认或", across=3), *[Box("")] * 7],
        [Box("重新出具已获取信息", across=3), *[Box("4")] * 7],
    ]
    found = values(made.read([made.block([*head[:4], *cut])])[0])
    assert found["applications.outcome.not_processed.confirmation"] == 4


def test_a_locator_names_the_cell_of_the_reports_own_table() -> None:
    rows, truth = made.application_rows(random.Random(9), form="2019")
    reading, laid_out = made.read([Paragraph("三、收到和处理政府信息公开申请情况"), made.block(rows)])
    for figure in reading.figures:
        assert isinstance(figure.locator, TableLocator)
        printed = laid_out.tables[figure.locator.table].rows[figure.locator.row][figure.locator.column]
        assert Decimal(printed) == truth[figure.code, figure.applicant, "year"]


def test_a_cell_with_a_box_is_located_on_its_page() -> None:
    printed = table(["信息内容", "本年处理决定数量"], ["行政许可", "5"])
    cells = [
        replace(cell, place=Place(page=3, box=(1.0, 2.0, 3.0, 4.0))) if cell.text == "5" else cell
        for cell in printed.cells
    ]
    (figure,) = read(replace(printed, cells=tuple(cells))).figures
    assert figure.locator == PdfLocator(page=3, box=(1.0, 2.0, 3.0, 4.0))


def test_tables_of_other_subjects_give_nothing() -> None:
    assert read(table(["类别", "其他", "合计"], ["总计", "3", "20"], ["其他处理", "1", "2"])).figures == ()
    assert read(table(["部门", "行政许可", "行政处罚"], ["市财政局", "3", "20"])).figures == ()
    assert read(table(["栏目", "信息数"], ["总计", "200"])).figures == ()


STATISTICS = (
    ["一、主动公开情况", "——", ""],
    ["（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", "1630"],
    ["其中：主动公开规范性文件数", "条", "7"],
    ["制发规范性文件总数", "件", "9"],
    ["2.政府网站公开政府信息数", "条", "1.2万"],
    ["（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）", "次", "3"],
    ["1.参加或举办新闻发布会总次数", "次", "12"],
    ["（一）收到申请数", "件", "131"],
    ["（三）申请答复数", "件", "129"],
    ["4.不同意公开答复数", "件", "6"],
    ["其中：涉及国家秘密", "件", "1"],
    ["四、行政复议数量", "件", "6"],
    ["（一）维持具体行政行为数", "件", "4"],
    ["（二）被依法纠错数", "件", "2"],
    ["（三）其他情形数", "件", "0"],
    ["五、行政诉讼数量", "件", "5"],
    ["（一）维持具体行政行为或者驳回原告诉讼请求数", "件", "3"],
    ["（二）被依法纠错数", "件", "1"],
    ["（三）其他情形数", "件", "1"],
    ["七、依申请公开信息收取的费用", "元", "1200"],
    ["（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）", "万元", "25.5"],
    ["（三）接受培训人员数", "人次", "１，２００"],
)


def test_the_statistics_form_is_read_row_by_row() -> None:
    reading = read(table(["统计指标", "单位", "统计数"], *STATISTICS), year=2017)
    found = values(reading)
    assert reading.form == "2014"
    assert found["proactive.items"] == 1630
    assert found["proactive.channel.website"] == 12000
    assert (found["review.corrected"], found["litigation.corrected"]) == (TWO, 1)
    assert (found["review.other"], found["litigation.other"]) == (0, 1)
    assert found["applications.outcome.refused.state_secret"] == 1
    assert found["applications.fees_collected"] == Decimal("0.12")
    assert found["institution.budget"] == Decimal("25.5")
    assert found["training.participants"] == 1200


def test_the_statistics_form_without_a_head_or_units_is_read() -> None:
    found = values(read(table(*([name, value] for name, _, value in STATISTICS)), year=2016))
    assert found["applications.received"] == 131
    assert found["litigation.total"] == 5


def test_a_number_beside_two_headings_of_a_torn_head_belongs_to_neither() -> None:
    rows = [[name, value] for name, _, value in STATISTICS]
    assert "litigation.total" not in values(read(table(["行政复议", "行政诉讼", "8"]), table(*rows[:2]), year=2019))


def test_values_under_a_head_of_units_alone_break_nothing() -> None:
    assert values(read(table(["统计指标", "单位"], ["主动公开政府信息数", "条", "468"]), year=2016)) == {}


def test_an_annex_table_gives_year_and_cumulative_figures() -> None:
    reading = read(
        table(
            ["指 标 名 称", "单位", "2018年", "历年累计"],
            ["主动公开文件数", "条", "1630", "20080"],
            ["其中：1.政府网站公开数", "条", "1630", "—"],
            ["3.信函、传真申请数", "条", "125", "402"],
            ["县区政府公开数", "条", "77", "88"],
        ),
        year=2018,
    )
    assert reading.form == "free"
    assert values(reading) == {
        "proactive.items": 1630,
        "proactive.items+": 20080,
        "proactive.channel.website": 1630,
        "applications.channel.letter_fax": 125,
        "applications.channel.letter_fax+": 402,
    }


def test_sets_of_columns_side_by_side_are_read_each_for_itself() -> None:
    printed = table(
        ["指标名称", "单位", "数量", "指标名称", "单位", "数量"],
        ["主动公开文件数", "条", "1630", "行政复议数", "件", "5"],
        ["受理申请总数", "件", "192", "行政诉讼数", "件", ""],
    )
    assert values(read(printed, year=2012)) == {
        "proactive.items": 1630,
        "review.total": 5,
        "applications.received": 192,
    }


def test_the_columns_of_other_years_are_not_this_years() -> None:
    printed = table(["项目", "2015年", "2016年", "2017年"], ["当面申请", "1", "2", "42"], ["网络申请", "3", "4", "60"])
    assert values(read(printed, year=2017)) == {"applications.channel.in_person": 42, "applications.channel.online": 60}
    assert values(read(printed, year=2020)) == {}


def test_a_row_of_another_scope_is_not_the_whole_jurisdictions() -> None:
    printed = table(["指标名称", "单位", "数量"], ["主动公开文件数（市本级）", "条", "77"], ["受理申请总数", "件", "8"])
    assert values(read(printed, year=2014)) == {"applications.received": 8}


WORDS = st.sampled_from(
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
        "法人或其他组织",
        "行政复议",
        "复议后起诉",
        "结果维持",
        "其他结果",
        "本年制发件数",
        "处理决定数量",
        "指标名称",
        "单位",
        "2018年",
        "历年累计",
        "条",
        "1.属于国家秘密",
        "12",
        "（三）不予公开",
        "（六）其他处理",
        "四、结转下年度继续办理",
        "受理申请总数",
        "商业企业",
        "科研机构",
        "-1",
        "1 2",
    ]
)


@given(
    st.lists(
        st.lists(st.tuples(WORDS, st.integers(1, 4), st.integers(1, 3)), min_size=1, max_size=6), min_size=1, max_size=8
    )
)
def test_no_table_of_any_make_breaks_the_reader(rows: list[list[tuple[str, int, int]]]) -> None:
    grid = made.block([[Box(text, across, down) for text, across, down in row] for row in rows])
    reading, laid_out = made.read([grid])
    for figure in reading.figures:
        assert (figure.value is None) == (figure.doubt is not None)
        assert isinstance(figure.locator, TableLocator)
        assert laid_out.tables[0].rows[figure.locator.row][figure.locator.column] in figure.raw


def test_hostile_spans_are_cut_to_the_table() -> None:
    wild = TableBlock((Cell("信息内容", 0, 0, 10**9, 10**9), Cell("规章", 0, 1, 1, 1)), 1, TWO)
    assert made.read([wild])[0].figures == ()
