"""Bureaus and towns of 2014 to 2018: the ways their sentences open, name websites, staff and what there was none of."""

from __future__ import annotations

import pytest

from storage.report import Issuer
from tests.pipelines.parsing.made_text import values

BUREAU = Issuer(kind="department", name="泸县水务局")
YEAR = 2016


def read(heading: str, sentence: str, issuer: Issuer = BUREAU) -> dict[str, object]:
    return dict(values(f"{heading}\n{sentence}", form="free", year=YEAR, issuer=issuer))


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
