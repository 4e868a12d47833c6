"""Bureaus and towns of 2014 to 2018: the ways their sentences open, name websites, staff and what there was none of."""

from __future__ import annotations

import pytest

from storage.report import Issuer
from tests.pipelines.parsing.made_text import BUREAU, told

YEAR = 2016


def read(heading: str, sentence: str, issuer: Issuer = BUREAU) -> dict[str, object]:
    return told(heading, sentence, issuer, year=YEAR)


@pytest.mark.parametrize(
    "sentence",
    [
        "依照信息公开条例的有关规定,全年累计公开信息118条。",
        "全年累计以多种方式向社会主动公开政府信息118条。",
        "今年来主动公开的信息数达118条,其中动态类信息90条。",
    ],
)
def test_what_was_disclosed_may_stand_behind_the_rule_or_the_ways_it_followed(sentence: str) -> None:
    assert read("二、主动公开情况", sentence)["proactive.items"] == 118


@pytest.mark.parametrize(
    "sentence",
    ["我局在政府网主动公开各类信息64条。", "2016年,我局通过县政府网站向外发布信息64条。"],
)
def test_a_website_is_named_in_other_words(sentence: str) -> None:
    assert read("二、主动公开情况", sentence)["proactive.channel.website"] == 64


@pytest.mark.parametrize(
    "sentence",
    [
        "2016年我局没有依申请公开政府信息受理事项。",
        "全年未发生依申请公开信息的受理工作。",
        "我局未涉及要求公开政府信息的申请。",
        "没有收到过有关申请。",
    ],
)
def test_applications_that_were_never_taken_are_nought(sentence: str) -> None:
    assert read("三、依申请公开情况", sentence) == {"applications.received": 0}


def test_no_applications_and_no_refusals_may_be_told_together() -> None:
    told = read("三、依申请公开情况", "本年度无依申请公开信息及不予公开信息。")
    assert told == {"applications.received": 0, "applications.outcome.refused": 0}


def test_no_refusals_say_nothing_of_the_applications() -> None:
    assert read("三、依申请公开情况", "全年收到申请6件,没有依申请公开后又不予公开的情况。") == {
        "applications.received": 6
    }


def test_fees_never_charged_are_nought() -> None:
    assert read("四、收费情况", "群众在我局查阅政府信息,从未进行收费。") == {"applications.fees_collected": 0}


def test_complaints_are_told_with_the_work_they_are_of() -> None:
    told = read("五、复议诉讼情况", "没有发生行政复议,也未收到与依法公开工作有关的举报。")
    assert told == {"review.total": 0, "complaints.total": 0}


@pytest.mark.parametrize(
    "sentence",
    [
        "领导小组下设办公室,办公室有3名兼职人员,主要负责政府信息公开工作。",
        "局办公室现有3名兼职工作人员,具体负责信息公开的日常事务。",
    ],
)
def test_an_office_has_the_staff_for_disclosure(sentence: str) -> None:
    assert read("一、概述", sentence) == {"institution.staff_part_time": 3}


def test_an_office_s_other_staff_is_not_that_for_disclosure() -> None:
    assert read("一、概述", "消防安全办公室有3名兼职人员,负责安全巡查。") == {}


def test_hotline_cases_may_be_received_and_handled_at_once() -> None:
    told = read("三、回应关切", "全年收到并办理12345市民热线投诉咨询214件。")
    assert told == {"hotline.cases": 214}


@pytest.mark.parametrize(
    "sentence",
    [
        "我局自2016年1月1日到12月31日累计主动公开政府信息83条。",
        "自2016年1月1日起至2016年12月31日止,我局经审核主动公开信息83条。",
        "全年我局通过多种信息公开平台新增或变更政府信息83条,其中动态类51条。",
    ],
)
def test_a_year_told_by_its_first_and_last_day_is_no_running_total(sentence: str) -> None:
    assert read("二、主动公开情况", sentence) == {"proactive.items": 83}


def test_a_report_may_say_no_more_than_that_there_was_no_application() -> None:
    assert read("三、依申请公开情况", "我局2016年度无申请。") == {"applications.received": 0}


def test_information_given_out_on_applications_is_no_count_of_those_granted() -> None:
    told = read("三、依申请公开情况", "2016年收到信息公开申请4起,公开信息9条。")
    assert told == {"applications.received": 4}


def test_the_issuer_named_again_goes_on_speaking_of_all_that_it_received() -> None:
    told = read("三、依申请公开情况", "2016年收到信息公开申请4件,我局对申请作了回应,现均已处理完毕。")
    assert told == {"applications.received": 4, "applications.closed": 4}


def test_people_of_the_office_may_tend_disclosure_beside_their_work() -> None:
    told = read("一、概述", "成立了领导小组,并安排了2名办公室工作人员兼职负责政务公开的日常工作。")
    assert told == {"institution.staff_part_time": 2}


@pytest.mark.parametrize(
    "sentence",
    [
        "全年发生因政府信息公开而被申请行政复议、提起行政诉讼的案件0件。",
        "2016年因政府信息公开申请行政复议和提起行政诉讼0起。",
        "本年度没收到行政复议和行政诉讼案件。",
    ],
)
def test_one_nought_is_said_of_both_kinds_of_case(sentence: str) -> None:
    assert read("五、复议诉讼情况", sentence) == {"review.total": 0, "litigation.total": 0}


def test_a_nought_behind_one_kind_of_case_says_nothing_of_the_other() -> None:
    told = read("五、复议诉讼情况", "全年因政府信息公开申请行政复议2件、提起行政诉讼0件。")
    assert told == {"review.total": 2, "litigation.total": 0}


def test_a_count_of_both_kinds_of_case_is_neither_kind_s() -> None:
    assert read("五、复议诉讼情况", "本年度发生行政复议和行政诉讼案件共2件。") == {}


@pytest.mark.parametrize(
    "sentence",
    ["我局2016年没收到政府信息公开申请。", "本年度没接到依申请公开的事项。", "没有收到申请人要求公开信息的情况。"],
)
def test_spoken_words_for_nothing_received(sentence: str) -> None:
    assert read("三、依申请公开情况", sentence) == {"applications.received": 0}
