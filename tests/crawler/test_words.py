"""What names promise, in the words that portals use."""

from __future__ import annotations

import pytest

from crawler.discovery.words import (
    headings_in,
    is_about_reports,
    is_report_title,
    names_reports_column,
    read_name,
    year_in,
)


@pytest.mark.parametrize(
    "name",
    [
        "政府信息公开工作年度报告",
        "信息公开年报",
        "公开年报",
        "年度报告",
        "年报",
        "政府信息公开情况报告",
        "公开报告",
        "政府信息公开工作总结",
        "信息公开工作情况",
        "部门年报",
        "县（区）政府信息公开年报",
        "往年年报",
        "政府信息公開年報",
        "信息公開年度報告",
        "公开年度报告查询",
    ],
)
def test_a_column_of_reports_is_known_by_any_of_its_names(name: str) -> None:
    assert names_reports_column(name)


@pytest.mark.parametrize(
    "name",
    [
        "企业年报",
        "财政年报",
        "统计年鉴",
        "法治政府建设年度报告",
        "政府网站年度报表",
        "政府工作报告",
        "新闻中心",
        "公开指南",
        "年度报告解读",
        "预算公开",
    ],
)
def test_a_column_of_other_things_is_not_taken_for_one(name: str) -> None:
    assert not names_reports_column(name)


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("泸州市人民政府2020年政府信息公开工作年度报告", 2020),
        ("2018年泸州市财政局政府信息公开年度报告", 2018),
        ("泸州市关于2013年政府信息公开工作情况的报告", 2013),
        ("瀘州市2011年政府信息公開工作年度報告", 2011),
        ("泸州市二〇一〇年政府信息公开年度报告", 2010),
        ("2009年政府信息公开工作总结", 2009),
    ],
)
def test_a_reports_title_is_one_with_its_year(title: str, year: int) -> None:
    name = read_name(title)
    assert (name.label, name.year) == ("report", year)
    assert is_report_title(title)


@pytest.mark.parametrize(
    "title",
    [
        "关于做好2020年政府信息公开工作年度报告编制工作的通知",
        "图解：2020年政府信息公开工作年度报告",
        "一图读懂2019年政府信息公开年报",
        "2020年政府信息公开年度报告解读",
        "政府信息公开年度报告格式模板",
        "政府信息公开工作年度报告（样表）",
        "我市召开2021年政府信息公开年度报告编制培训会",
    ],
)
def test_a_text_about_reports_is_told_from_a_report(title: str) -> None:
    assert is_about_reports(title)
    assert not is_report_title(title)
    assert read_name(title).label == "about"


@pytest.mark.parametrize("text", ["2019年", "2019", "2019年度", "（2019年）", "2019年年报", "二〇一九年年度报告"])
def test_a_year_alone_is_a_year(text: str) -> None:
    name = read_name(text)
    assert (name.label, name.year) == ("year", 2019)


def test_a_bureau_whose_name_holds_the_word_of_another_report_publishes_its_own() -> None:
    assert read_name("市财政局2016年度报告").score > read_name("2016年财政预算执行情况报告").score
    assert read_name("市审计局").label == "organ"
    assert read_name("文化广播电视和旅游局").label == "organ"


@pytest.mark.parametrize(
    ("text", "year"), [("关于印发2019年计划的通知 2020-01-02", 2019), ("没有年份", None), ("编号120201", None)]
)
def test_the_year_a_text_names_is_the_one_before_its_word(text: str, year: int | None) -> None:
    assert year_in(text) == year


def test_a_reports_parts_are_counted_in_either_script() -> None:
    assert headings_in("一、总体情况 二、主动公开 三、行政复议") == 3
    assert headings_in("一、總體情況 二、主動公開政府信息 三、行政複議") >= 2


@pytest.mark.parametrize(
    "text",
    [
        "海宁市2008年政府信息公开工作年…",
        "靖远县人民政府关于2009年政府信息公开工作情况的年...",
        "海宁市人民政府2012年度政府信…",
        "2012年政府信息公开…",
    ],
)
def test_a_title_that_its_list_cut_short_is_known_by_its_beginning(text: str) -> None:
    assert read_name(text).label == "cut"


@pytest.mark.parametrize(
    "text",
    [
        "2012年政府信息公开工作要点…",
        "2012年政府采购公告…",
        "政府信息公开工作…",
        "关于2012年政府信息公开培训的通知…",
        "2012年政府…工作",
    ],
)
def test_other_texts_that_were_cut_are_no_such_titles(text: str) -> None:
    assert read_name(text).label != "cut"
