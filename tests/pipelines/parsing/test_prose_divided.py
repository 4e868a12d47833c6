"""Figures from what stands around a sentence's number: a total divided without a rest, a label before a bracket, torn lines."""

from __future__ import annotations

import pytest

from storage.report import Issuer
from tests.pipelines.parsing.made_text import read, values

APPLICATIONS = "三、依申请公开政府信息情况\n"
CASES = "四、因政府信息公开申请行政复议、提起行政诉讼的情况\n"
PROACTIVE = "二、主动公开政府信息情况\n"


def test_parts_that_make_up_a_total_are_read_by_their_short_names() -> None:
    assert values(PROACTIVE + "2020年,本单位主动公开政府信息75条,其中,区政府网站60条,微信15条。") == {
        "proactive.items": 75, "proactive.channel.website": 60, "proactive.channel.wechat": 15,
    }  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [
        "2020年,本单位主动公开政府信息75条,其中,区政府网站60条,微信12条。",
        "2020年,本单位主动公开政府信息75条,其中区政府网站60条,所属各单位15条。",
        "2020年,本单位主动公开政府信息75条,其中区政府网站60条,局网站15条。",
        "2020年,本单位主动公开政府信息75条,上年区政府网站60条,微信15条。",
    ],
)
def test_parts_that_do_not_make_up_the_total_by_names_of_one_kind_are_none(sentence: str) -> None:
    assert values(PROACTIVE + sentence) == {"proactive.items": 75}


CASES = "四、行政复议和行政诉讼情况\n"


@pytest.mark.parametrize(
    "parts", ["维持2件、撤销1件、申请人撤回1件", "2件维持、1件责令重新答复、1件终止审理", "维持2件,确认违法1件,终止1件"]
)
def test_outcomes_of_cases_are_read_by_any_name_where_they_make_up_the_total(parts: str) -> None:
    assert values(f"{CASES}2020年发生政府信息公开行政复议4件,其中{parts}。") == {
        "review.total": 4, "review.upheld": 2, "review.corrected": 1, "review.other": 1,
    }  # fmt: skip


@pytest.mark.parametrize("parts", ["维持2件、撤销1件", "维持1件、撤销1件、变更1件、其他1件"])
def test_outcomes_of_cases_that_do_not_add_up_or_share_a_figure_are_not_read_by_any_name(parts: str) -> None:
    text = f"{CASES}2020年发生政府信息公开行政复议4件,其中{parts}。"
    assert "review.corrected" not in values(text)


def test_a_later_paragraph_divides_once_more_what_the_one_before_counted() -> None:
    text = "2020年,全市主动公开政府信息75条,其中市直部门50条、县区25条。\n从公开渠道看,网站60条,微信15条。"
    read_as = values(PROACTIVE + text)
    assert (read_as["proactive.channel.website"], read_as["proactive.channel.wechat"]) == (60, 15)


def test_a_number_alone_in_a_bracket_goes_with_the_label_before_it() -> None:
    assert values(APPLICATIONS + "2020年收到申请37件。申请方式主要为网上申请(21件)、当面申请(14件)、信函申请(2件)。") == {
        "applications.received": 37, "applications.channel.online": 21, "applications.channel.in_person": 14,
        "applications.channel.letter": 2,
    }  # fmt: skip


def test_a_share_between_a_label_and_its_count_is_passed_over() -> None:
    text = APPLICATIONS + "2020年收到政府信息公开申请47件,其中予以公开占四成,为19件。"
    assert values(text) == {"applications.received": 47, "applications.outcome.granted": 19}


def test_fees_of_several_kinds_are_their_sum_and_not_the_first_of_them() -> None:
    text = "四、收费情况\n2020年收取检索费1215.4元、复制费862.6元,共计2078元。"
    assert {code: str(value) for code, value in values(text).items()} == {"applications.fees_collected": "0.2078"}


def test_a_township_speaks_of_itself_by_its_kind() -> None:
    office = Issuer(kind="other", name="姚家街道办事处")
    figures = {
        figure.code: figure.value
        for figure in read("街道现有从事政府信息公开工作的人员3人。", form="2014", issuer=office).figures
    }
    assert figures == {"institution.staff": 3}


def test_an_account_spoken_of_before_a_semicolon_does_nothing_behind_it() -> None:
    text = "2022年,本局微信公众号发布2204条;制发行政规范性文件2件,废止1件,现行有效14件。"
    found = {figure.code: figure.value for figure in read(text, form="2021", year=2022).figures}
    assert found == {
        "normative_documents.made": 2,
        "normative_documents.repealed": 1,
        "normative_documents.in_force": 14,
    }


WRAPPED = (
    "2020年全市受理政府信息公开申请688件，同比有所增长。其中当面申请{break}92件、网络申请431件、信函申请\n165件。"
    "办结以后答复申请人的共有671件，其中同意公开317件，同意部分公开38件，不同意公开\n47件，不属于本行政机关公开74件，"
    "申请信息不存在103件，告知作出更改补充的12件，\n告知通过其他途径办理18件。"
)


def test_a_full_line_of_a_wrapped_text_goes_on_in_the_next() -> None:
    found = values(APPLICATIONS + WRAPPED.replace("{break}", "\n"), form="2014")
    assert found["applications.channel.in_person"] == 92
    assert found["applications.outcome.refused"] == 47
    assert found["applications.outcome.redirected"] == 18


def test_a_line_that_ends_in_a_comma_goes_on_in_the_next_whatever_its_length() -> None:
    lines = "涉及政府信息公开的行政复议128件,其中维持具体行政行为79件,被依法纠错21件,\n其他情形28件。"
    assert values(CASES + lines, form="2014") == {
        "review.total": 128, "review.upheld": 79, "review.corrected": 21, "review.other": 28,
    }  # fmt: skip


@pytest.mark.parametrize("torn", ["2020年,全市各级行政机关通过多种渠道主动公开政府信息135\n612条。",
                                  "2020年,全市各级行政机关通过多种渠道主动公开政府信息135\n,612条。",
                                  "2020年,全市各级行政机关通过多种渠道主动公开政府信息135,\n612条。",
                                  "主动公开信息135\n612条。"])  # fmt: skip
def test_a_number_torn_by_the_end_of_its_line_is_no_figure(torn: str) -> None:
    assert values(PROACTIVE + torn) == {}


def test_a_number_and_its_magnitude_on_two_lines_are_one_number() -> None:
    assert values(PROACTIVE + "2020年,全市各级行政机关通过多种渠道主动公开政府信息1.28\n万条。") == {
        "proactive.items": 12800
    }


def test_a_departments_information_of_its_own_trade_is_what_it_disclosed_unless_other_kinds_stand_beside() -> None:
    bureau = Issuer(kind="department", name="泸州市水务局")
    alone = "一、概述\n2020年,我局共公开各类水务信息153条。"
    assert values(alone, form="free", year=2020, issuer=bureau) == {"proactive.items": 153}
    beside = "一、概述\n2020年,我局共公开各类水务信息80条,共公开各类惠农信息30条。"
    assert values(beside, form="free", year=2020, issuer=bureau) == {}


@pytest.mark.parametrize(("last", "other"), [("终止2件", None), ("其他2件", 2)])
def test_beside_dismissals_only_what_is_called_other_is_known_to_be_that(last: str, other: int | None) -> None:
    found = values(CASES + f"行政复议15件,其中维持8件,纠错3件,驳回申请2件,{last}。", form="2014")
    assert found.get("review.other") == other
