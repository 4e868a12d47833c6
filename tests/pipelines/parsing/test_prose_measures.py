"""What is counted read by its name, in whatever order a clause says it; a word that narrows it makes it another thing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from storage.report import Form
from tests.pipelines.parsing.made_text import values

PROACTIVE = "二、主动公开政府信息情况\n2016年主动公开政府信息9000条。"
STAFF = "五、工作保障情况\n政府信息公开专门机构9个。"


def said(text: str, form: Form = "free", year: int = 2016) -> dict[str, Decimal | None]:
    return values(text, form=form, year=year)


@pytest.mark.parametrize(
    ("clause", "code", "value"),
    [
        ("新闻发布会召开了37场。", "responses.press_conferences", 37),
        ("全年先后举办新闻通气会、发布会14场。", "responses.press_conferences", 14),
        ("在线访谈做了26期。", "responses.online_interviews", 26),
        ("解读类稿件挂网203篇。", "responses.interpretations", 203),
        ("围绕热点及重大舆情作出回应的有118次。", "responses.hot_issues", 118),
        ("回应公众关注热点或重大舆情（不同方式回应同一热点或舆情计1次）213次。", "responses.hot_issues", 213),
        ("以政务微博为渠道的有226条。", "proactive.channel.weibo", 226),
        ("经由政务微信公开的为275条。", "proactive.channel.wechat", 275),
        ("在《政报》等政府公报上公开的410条。", "proactive.channel.gazette", 410),
    ],
)
def test_the_order_of_a_clause_does_not_matter(clause: str, code: str, value: int) -> None:
    assert said(PROACTIVE + clause)[code] == value


@pytest.mark.parametrize(
    "clause",
    [
        "疫情防控新闻发布会召开了37场。",
        "局领导做在线访谈专栏26期。",
        "专家解读类稿件挂网203篇。",
        "微信推送275条。",
        "以政务微博转发为渠道的有226条。",
        "新闻发布会召开了37余场次记者提问。",
    ],
)
def test_a_word_that_says_more_makes_it_another_thing(clause: str) -> None:
    assert {code: value for code, value in said(PROACTIVE + clause).items() if value is not None} == {
        "proactive.items": 9000
    }


@pytest.mark.parametrize(
    ("clause", "code", "value"),
    [
        ("一年来先后召开全市性工作会议、专题推进会共计47次。", "training.meetings", 47),
        ("开办业务培训班33期。", "training.courses", 33),
        ("培训班举办21期。", "training.courses", 21),
        ("受训人员达2916人次。", "training.participants", 2916),
        ("专项工作经费安排230.5万元。", "institution.budget", Decimal("230.5")),
        ("各处室兼职信息员26名。", "institution.staff_part_time", 26),
    ],
)
def test_staff_money_and_meetings_are_read_by_their_names(clause: str, code: str, value: Decimal | int) -> None:
    assert said(STAFF + clause)[code] == value


@pytest.mark.parametrize(
    "clause", ["召开常务会议47次。", "开办消防培训班33期。", "网站建设专项经费安排230.5万元。", "窗口兼职人员26名。"]
)
def test_other_meetings_courses_and_money_are_not(clause: str) -> None:
    assert said(STAFF + clause) == {"institution.offices": 9}


def test_a_clause_goes_on_about_what_the_one_before_names() -> None:
    read = said("二、主动公开政府信息情况\n在规范性文件方面,今年共制发72件,公开68件。", form="2014")
    assert read["proactive.normative_documents_issued"] == 72


def test_fees_that_belong_to_applications_are_no_applications() -> None:
    read = said("三、依申请公开情况\n收到政府信息公开申请41件。没有向公众收取与依申请公开有关的费用。")
    assert read["applications.received"] == 41


@pytest.mark.parametrize("clause", ["没有召开新闻发布会。", "未举办新闻发布会。"])
def test_none_held_is_a_nought(clause: str) -> None:
    assert said(PROACTIVE + clause)["responses.press_conferences"] == 0


def test_a_head_who_attended_none_says_nothing_of_those_held() -> None:
    assert said(PROACTIVE + "主要负责同志未参加新闻发布会。") == {"proactive.items": 9000}


def test_meetings_counted_kind_by_kind_are_none_of_them_all() -> None:
    assert said(STAFF + "组织召开全市政务公开推进会2次、专题会议3次。").get("training.meetings") is None


def test_a_share_between_the_name_and_the_number_is_passed_over() -> None:
    read = said(PROACTIVE + "其中经政府网站公开的占92.1%,为8289条。")
    assert read["proactive.channel.website"] == 8289


@pytest.mark.parametrize(
    "sentence",
    ["招聘教师120名,组织业务培训12期,培训3100人次。", "省政府召开新闻发布会186场。", "省内新闻发布会全省召开了186场。"],
)
def test_what_others_do_is_not_the_issuers(sentence: str) -> None:
    assert {code: value for code, value in said(PROACTIVE + sentence).items() if value is not None} == {
        "proactive.items": 9000
    }


def test_other_training_ends_with_its_part_of_the_sentence() -> None:
    read = said(STAFF + "举办养老护理员培训班16期,培训1420人次;举办政府信息公开培训班1期,培训信息员46人次。")
    assert (read["training.courses"], read["training.participants"]) == (1, 46)


def test_a_label_that_speaks_of_a_quantity_names_what_is_counted() -> None:
    assert said("2016年本市主动公开情况如下:\n1.公开数量:全年84,512条(2015年为71,030条)。") == {
        "proactive.items": 84512
    }


def test_short_names_of_channels_go_on_with_a_channel_that_was_read() -> None:
    read = said(PROACTIVE + "政府网站公开8000条次,微博2000条次,微信3000条次。")
    assert (read["proactive.channel.weibo"], read["proactive.channel.wechat"]) == (2000, 3000)


def test_who_went_to_a_higher_governments_training_is_not_who_was_trained() -> None:
    read = said(STAFF + "举办业务培训班22期、受训1320人次。省政府组织全省业务培训1期,我市参训36人。")
    assert read["training.participants"] == 1320


def test_a_list_of_accounts_is_no_account_that_speaks() -> None:
    read = said("全市政务新媒体账号总数386个,其中微信公众号账号248个、微博账号96个。")
    assert (read["platform.accounts.wechat"], read["platform.accounts.weibo"]) == (248, 96)
