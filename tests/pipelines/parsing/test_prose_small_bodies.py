"""The short reports of bureaus, towns and streets: much there was none of, one way of publishing, documents sorted."""

from __future__ import annotations

import pytest

from storage.report import Issuer
from tests.pipelines.parsing.made_text import BUREAU, values
from tests.pipelines.parsing.made_text import told as read

TOWN = Issuer(kind="government", name="泸县福集镇人民政府")


@pytest.mark.parametrize(
    "sentence",
    [
        "2012年度我局没有政府信息公开的收费和减免情况。",
        "全年本局无信息公开收费及减免事项,未收取与信息申请有关的任何费用。",
        "2012年没有向申请公开对象收取复印、传真、递送等任何费用。",
        "全年没有发生与政府信息公开相关的收费。",
        "我局未对任何公民、法人和组织收取任何费用。",
    ],
)
def test_fees_there_were_none_of_are_nought(sentence: str) -> None:
    assert read("四、收费及减免情况", sentence) == {"applications.fees_collected": 0}


@pytest.mark.parametrize(
    "sentence",
    [
        "全年我局没有接到居民和企业主动要求公开政府信息的申请。",
        "年内未收到公民、法人或其他组织通过任何方式提出的政府信息公开申请。",
        "全年未收到依申请公开来信。",
        "2012年,我局未收到依申请公开请求。",
        "2012年度我局未受理依申请公开政府信息工作。",
        "本年度未收到和处理政府信息公开申请事件。",
        "2012年我局未收到申请公开政府信息的要求。",
        "全年未接收到政府信息公开申请。",
    ],
)
def test_applications_there_were_none_of_are_nought(sentence: str) -> None:
    assert read("三、依申请公开情况", sentence.replace("居民和", "群众、")) == {"applications.received": 0}


def test_cases_against_ones_own_department_are_cases_of_the_whole() -> None:
    for matters in ("事务", "事项"):
        sentence = f"2012年我局未发生针对本部门有关政府信息公开{matters}的行政复议、行政诉讼案。"
        assert read("五、复议、诉讼和申诉情况", sentence) == {"review.total": 0, "litigation.total": 0}


def test_a_total_to_the_years_end_with_the_years_part_behind_it_is_of_all_years() -> None:
    sentence = "我局到2012年底累计主动公开政府信息893条,全文电子化率达98%,其中,本年度新增的主动公开政府信息217条。"
    assert read("二、主动公开情况", sentence) == {"proactive.items (cumulative)": 893, "proactive.items": 217}


@pytest.mark.parametrize(
    "sentence",
    [
        "本年度共制作政府信息96条,其中主动公开41条,依申请公开5条,不予公开50条。",
        "我局主动公开信息41条,依申请公开信息5条,不予公开信息50条。",
    ],
)
def test_information_sorted_by_openness_is_no_outcome(sentence: str) -> None:
    assert read("一、概述", sentence) == {"proactive.items": 41}


def test_ways_told_by_number_are_not_the_whole_that_was_disclosed() -> None:
    sentence = "一是发挥网站作用,及时更新目录,公开政府信息23条;二是在村务公开栏张贴。"
    assert read("二、主动公开情况", sentence) == {}
    assert read("二、主动公开情况", "在县政府门户网站,我局主动公开信息326条。") == {}
    assert read("二、主动公开情况", "一是加大公开力度。全年公开政府信息23条。") == {"proactive.items": 23}


@pytest.mark.parametrize("issuer", [BUREAU, TOWN])
@pytest.mark.parametrize(
    "sentence", ["2012年通过门户网站公开各类信息46条。", "2012年在县政务网上公开政府信息46条。"]
)  # fmt: skip
def test_the_website_of_a_body_with_none_under_it_is_its_websites(sentence: str, issuer: Issuer) -> None:
    assert read("二、主动公开情况", sentence, issuer)["proactive.channel.website"] == 46


def test_kinds_of_information_named_for_units_are_not_published_by_them() -> None:
    sentence = "2012年我局公开政府信息190条。其中:工作动态信息112条,公文发布信息30条,县直单位信息48条。"
    assert read("二、主动公开情况", sentence) == {"proactive.items": 190}


def test_a_number_said_of_each_is_that_of_every_one() -> None:
    sentence = "2012年收到申请9件,其中当面申请1件、网上和信函申请各4件,受理并答复8件。"
    assert read("三、依申请公开情况", sentence) == {
        "applications.received": 9, "applications.channel.in_person": 1, "applications.channel.online": 4,
        "applications.channel.letter": 4, "applications.answered": 8,
    }  # fmt: skip


def test_applications_answered_within_the_time_are_answered() -> None:
    for said in ("均在法定时限内完成答复", "均已按规定的时限和程序答复完毕"):
        assert read("三、依申请公开情况", f"全年收到政府信息公开申请6件,{said}。") == {
            "applications.received": 6, "applications.answered": 6,
        }  # fmt: skip


def test_one_of_two_websites_is_not_all_of_them() -> None:
    sentence = "2012年我局在县政府信息公开平台公开信息60条,局网站公开信息110条。"
    assert "proactive.channel.website" not in read("二、主动公开情况", sentence)


def test_what_a_government_put_on_its_own_website_is_not_all_that_it_disclosed() -> None:
    city = Issuer(kind="government", name="泸州市人民政府")
    assert read("二、主动公开情况", "2012年,在市政府网站主动公开政府信息504条。", city) == {"proactive.items": None}


def test_a_department_in_charge_that_was_named_is_not_who_is_spoken_of() -> None:
    sentence = "年初明确了主管部门,明确了工作机构,配备了2名兼职工作人员负责政府信息公开工作。"
    assert read("一、概述", sentence, TOWN) == {"institution.staff_part_time": 2}


def test_all_bodies_of_a_place_with_its_public_services_are_the_whole() -> None:
    county = Issuer(kind="government", name="泸县人民政府")
    sentence = "全县各乡镇政府、县政府各部门及有关公共企事业单位2012年主动公开政府信息1904条。"
    assert read("二、主动公开情况", sentence, county) == {"proactive.items": 1904}


def test_what_was_received_and_handled_with_what_was_carried_in_is_the_total_handled() -> None:
    sentence = "2020年度接收且办理公民、法人或者其他组织提出的政府信息公开申请24宗(含2019年度结转5宗)。"
    assert values(f"三、依申请公开情况\n{sentence}") == {
        "applications.accepted_total": 24,
        "applications.carried_in": 5,
    }


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("2008年5月1日起我局开展政府信息公开工作。为此,专门配备了2名兼职工作人员,设立了1个专门的受理点。", "part_time"),
        ("全年配备2名专职人员具体负责政府信息公开工作。", "full_time"),
    ],
)
def test_people_set_to_the_work_are_counted_by_how_they_serve(sentence: str, code: str) -> None:
    assert read("一、概述", sentence) == {f"institution.staff_{code}": 2}


def test_applications_in_writing_are_applications() -> None:
    assert read("三、依申请公开情况", "2012年共收到2份书面政府信息公开申请,均依法回复。") == {
        "applications.received": 2, "applications.answered": 2,
    }  # fmt: skip


@pytest.mark.parametrize("itself", ["泸县市场监管局", "县市场监管局", "泸县市场监督管理局"])
def test_a_department_is_known_by_its_shorter_name_with_its_place_before_it(itself: str) -> None:
    issuer = Issuer(kind="department", name="泸县市场监督管理局")
    assert read("三、依申请公开情况", f"2012年{itself}收到政府信息公开申请11件。", issuer) == {
        "applications.received": 11
    }


def test_a_commission_is_known_by_its_first_letter() -> None:
    issuer = Issuer(kind="department", name="泸州市江阳区文化委员会")
    assert read("三、依申请公开情况", "2012年区文委收到政府信息公开申请1件。", issuer) == {"applications.received": 1}
    assert read("三、依申请公开情况", "2012年区建委收到政府信息公开申请1件。", issuer) == {
        "applications.received": None
    }


def test_what_is_handled_next_year_is_carried_out() -> None:
    sentence = "2020年受理依申请政府信息公开事项11例,办结8件,结转下一年办理3件。"
    assert values(f"三、依申请公开情况\n{sentence}") == {
        "applications.received": 11, "applications.answered": 8, "applications.carried_out": 3,
    }  # fmt: skip


def test_an_answer_that_most_were_given_and_one_without_what_was_asked_for_are_counted() -> None:
    told = "三、依申请公开情况\n收到政府信息公开申请67件，同意公开的占绝大多数，为64份；3件因信息不存在未能提供。"
    found = values(told, form="free", year=2013)
    assert found["applications.outcome.granted"] == 64
    assert found["applications.outcome.not_existing"] == 3


def test_no_request_in_writing_for_disclosure_is_no_request() -> None:
    assert values("我镇未收到要求公开政府信息的书面申请。", form="free", year=2013)["applications.received"] == 0


def test_requests_made_on_the_spot_are_made_in_person_and_answers_on_the_spot_are_none() -> None:
    asked = "三、依申请公开情况\n收到政府信息公开申请46件，其中网上申请34件，当场申请12件。"
    assert values(asked, form="free", year=2013)["applications.channel.in_person"] == 12
    answered = asked.replace("当场申请", "当场答复")
    assert "applications.channel.in_person" not in values(answered, form="free", year=2013)


def test_what_was_asked_to_be_disclosed_is_what_was_received_where_the_word_information_is_left_out() -> None:
    asked = "三、依申请公开情况\n全年我局收到申请公开5件，逐件登记；全年办结申请5件，其中部分公开1件。"
    found = values(asked, form="free", year=2013)
    assert found["applications.received"] == 5
    assert found["applications.outcome.granted_partly"] == 1
    assert "applications.received" not in values(
        asked.replace("收到申请公开5件", "拟收到申请公开的部门5个"), form="free", year=2013
    )


def test_what_an_account_published_since_it_was_opened_is_not_the_websites_total() -> None:
    sentence = "2012年通过门户网站主动公开政府信息8条;“某县水务”公众号开通至今,粉丝累计569人,累计发布508条。"
    assert read("二、主动公开情况", sentence) == {"proactive.channel.website": 8}


def test_satisfaction_with_proposals_is_not_that_with_the_hotline() -> None:
    sentence = "办理12345热线工单120件;办理人大代表建议8件,全部按程序办理完毕,满意率达100%。"
    assert "hotline.satisfaction" not in read("一、概述", sentence)
    sentence = "办理12345热线工单120件,满意率达98%。"
    assert read("一、概述", sentence)["hotline.satisfaction"] == 98


def test_documents_sorted_by_openness_say_nothing_of_applications() -> None:
    assert read("一、概述", "我镇共发文96件,其中主动公开文件0件,不公开文件96件,依申请公开0件。") == {}
    assert read("一、概述", "我镇共发文96件,未收到依申请公开。") == {"applications.received": 0}


@pytest.mark.parametrize(
    ("sentence", "carried"),
    [
        (
            "共收到自然人、法人或其他组织政府信息公开申请5件,无上年结转政府信息公开申请。",
            {"applications.carried_in": 0},
        ),
        ("共收到政府信息公开申请5件,无结转下年度政府信息公开申请。", {"applications.carried_out": 0}),
    ],
)
def test_none_were_carried(sentence: str, carried: dict[str, int]) -> None:
    assert read("（二）依申请公开情况", sentence, BUREAU, year=2023) == {"applications.received": 5} | carried


def test_what_one_outcome_holds_of_those_carried_in_is_not_all_that_were() -> None:
    sentence = "共收到政府信息公开申请94件,予以公开76件(含上年结转5件),不予公开7件,结转下年度办理16件。"
    got = read("（二）依申请公开情况", sentence, BUREAU, year=2023)
    assert "applications.carried_in" not in got and got["applications.outcome.granted"] == 76


def test_what_a_body_holds_is_not_its_accounts() -> None:
    sentence = "我局微信公众号发布信息438条,召开新闻发布会2场。"
    assert read("（一）主动公开情况", sentence, BUREAU, year=2023) == {"responses.press_conferences": 2}
