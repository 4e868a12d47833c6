"""Of which time a sentence speaks: what it says of another time, or only plans, is no figure of the year."""

from __future__ import annotations

import pytest

from tests.pipelines.parsing.made_text import values

PROACTIVE = "二、主动公开政府信息情况\n"
STAFF = "五、政府信息公开工作保障情况\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "近三年来，全市累计举办培训班96期，培训人员5600人次。",
        "上半年举办政务公开培训班2期，培训人员120人次。",
        "今年计划举办政务公开培训班3次，培训人员300人次。",
        "去年，举办政务公开培训班3次，培训人员300人次。",
    ],
)
def test_another_time_or_a_plan_holds_for_the_clauses_behind_it(sentence: str) -> None:
    assert not {
        code: value for code, value in values(STAFF + sentence, form="free", year=2016).items() if value is not None
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "上半年举办政务公开培训班2期；全年举办政务公开培训班5期。",
        "去年，举办政务公开培训班3期，今年举办政务公开培训班5期。",
        "按年度计划举办政务公开培训班5期。",
        "计划举办培训班4期，实际举办政务公开培训班5期。",
        "上半年完成网站改版，举办政务公开培训班5期。",
    ],
)
def test_another_time_ends_where_the_year_is_named_again(sentence: str) -> None:
    assert values(STAFF + sentence, form="free", year=2016)["training.courses"] == 5


def test_last_year_set_apart_by_a_comma_ends_with_its_sentence() -> None:
    text = "去年，全市主动公开政府信息31.2万条。今年，全市主动公开的政府信息达到34.7万条。"
    assert values(PROACTIVE + text, form="free", year=2016)["proactive.items"] == 347000


def test_what_had_come_by_a_month_within_the_year_does_not_dispute_what_came_in_the_year() -> None:
    told = "三、依申请公开情况\n截至6月底共收到政府信息公开申请63件。全年共收到政府信息公开申请120件。"
    assert values(told, form="free", year=2013)["applications.received"] == 120
    assert "applications.received" not in values(told[: told.index("全年")], form="free", year=2013)


def test_a_span_of_years_is_one_with_blanks_between_its_digits_and_words() -> None:
    told = "三、依申请公开情况\n2008 年至 2010 年，全区累计收到政府信息公开申请74件。"
    assert "applications.received" not in values(told, form="free", year=2010)
    assert values(told, form="free", year=2010)["applications.received (cumulative)"] == 74


@pytest.mark.parametrize(
    "told",
    [
        "上年度收到政府信息公开申请95件，答复92件，予以公开47件。",
        "去年同期收到政府信息公开申请95件，予以公开47件。",
        "全年共收到政府信息公开申请120件。上半年收到申请60件，答复58件，其中予以公开40件。",
        "平均每月收到政府信息公开申请10件，答复9件。",
        "下一年度力争受理申请86件，答复83件。",
        "一季度收到申请30件，答复30件；二季度收到申请91件，答复88件。",
        "“十四五”以来累计收到政府信息公开申请310件，答复298件。",
    ],
)
def test_what_is_counted_of_another_time_goes_on_to_its_parts(told: str) -> None:
    read = values("三、依申请公开情况\n" + told, form="free", year=2022)
    assert not {code for code, value in read.items() if value is not None} - {"applications.received"}


def test_what_was_carried_in_from_last_year_and_an_average_set_apart_hold_for_nothing_else() -> None:
    told = "三、收到和处理政府信息公开申请情况\n上年结转政府信息公开申请5件，月均10件，全年共答复申请118件。"
    assert values(told, form="2021", year=2022)["applications.answered"] == 118


def test_what_was_only_looked_at_again_is_not_divided_as_the_years() -> None:
    told = "三、收到和处理政府信息公开申请情况\n全年共答复申请118件。抽查答复书30件，其中予以公开20件、不予公开10件。"
    read = values(told, form="2021", year=2022)
    assert read["applications.answered"] == 118
    assert "applications.outcome.granted" not in read and "applications.outcome.refused" not in read
