"""What bureaus and towns published and received, in words of their own; what may be read of it and what must not."""

from __future__ import annotations

import pytest

from storage.report import Issuer
from tests.pipelines.parsing import made_text
from tests.pipelines.parsing.made_text import BUREAU, values
from tests.pipelines.parsing.made_text import told as read


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("2012年在县政府网站政府信息公开栏目公开各类信息31条。", {"proactive.channel.website": 31}),
        ("2012年通过县政府网站,发布信息64条。", {"proactive.channel.website": 64}),
        ("全年通过县政府网站发布水情、雨情、工程建设等各类信息47条。", {"proactive.channel.website": 47}),
        # One account's pushes are not what went out by accounts; two websites are not one.
        ("全年在“泸县水务”微信公众号上发布信息58条。", {}),
        ("同时,还利用泸县水务微信公众号,推送信息73条。", {}),
        ("本局官方微博、微信全年共发布信息214条。", {}),
        ("我局在县信息公开平台公开信息1,026条,局网站公开信息1,500条。", {}),
        ("局官网发布信息1,752条,在县政府网站公开信息418条,总计2,170条。", {}),
    ],
)
def test_what_one_body_published_by_its_website_is_known_where_it_has_but_one(
    sentence: str, expected: dict[str, int]
) -> None:
    found = read("二、主动公开情况", sentence)
    assert {code: value for code, value in found.items() if value is not None} == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "全年在县政府网站和微信平台公布信息93条。",
        "2012年,我局通过县政府网站专栏、水务局门户网站等渠道,主动公开政府信息93条。",
        "我局在水利工程、河道管理等领域都有信息公布。截至2012年12月31日,年累计主动公开政府信息93条。",
        "全年共发布、更新各类信息93条。",
        "2012年,及时公开水利规划、资金安排、办事程序等政府信息共93条。",
        "全年主动公开各类水务信息93条,受理政府信息公开申请2件。",
    ],
)
def test_all_that_a_bureau_disclosed_however_it_lists_ways_and_kinds(sentence: str) -> None:
    assert read("二、主动公开情况", sentence)["proactive.items"] == 93


def test_a_sentence_of_the_whole_year_is_of_no_topic_counted_before_it() -> None:
    whole = read("二、主动公开情况", "公开资金信息19条、环境保护信息63条。全年主动公开政府信息8600条。", made_text.CITY)
    assert whole["proactive.items"] == 8600
    topic = read("二、主动公开情况", "围绕环境保护等领域做好公开。全年主动公开政府信息63条。", made_text.CITY)
    assert topic.get("proactive.items") is None


def test_a_body_called_by_what_it_is_discloses_information_of_that() -> None:
    customs = Issuer(kind="department", name="泸州海关")
    assert read("二、主动公开情况", "2012年,我关主动公开海关政府信息634条。", customs)["proactive.items"] == 634
    assert "proactive.items" not in read("二、主动公开情况", "2012年,我关主动公开医院政府信息634条。", customs)


def test_a_townships_whole_year_follows_what_it_disclosed_of_topics() -> None:
    said = "主动公开规划、重点领域公开等政府信息。全年主动公开政务信息382条,包括政府网站35条。"
    found = read("二、主动公开情况", said, Issuer(kind="government", name="泸县新添镇"))
    assert (found["proactive.items"], found["proactive.channel.website"]) == (382, 35)


def test_kinds_counted_one_by_one_are_not_all_that_was_disclosed() -> None:
    for sentence in (
        "全年公开水务信息80条,公开惠民信息30条。",
        "2012年,公开水利规划、资金安排等政府信息60条,公开人事、机构等政府信息12条。",
    ):
        assert "proactive.items" not in read("二、主动公开情况", sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("全年收到政府信息公开申请4件,均未予以公开。", {"received": 4, "outcome.refused": 4}),
        ("2012年共收到并按时办结政府信息公开申请7件。", {"received": 7}),
        ("受理依申请公开2件,1件属于网络平台申请,1件为向县水务局邮寄纸质版申请。", {"received": 2, "channel.online": 1}),
        ("全年当面受理依申请公开3件,其他渠道受理依申请公开5件。", {"channel.in_person": 3, "channel.other": 5}),
        # What was done with those of one way is not what was done with all.
        (
            "全年受理网上信息公开申请9件,办结8件,结转下年度1件,受理现场信息公开申请3件。",
            {"channel.online": 9, "channel.in_person": 3, "answered": None, "closed": None, "carried_out": None},
        ),
    ],
)
def test_what_was_received_by_ways_and_done_with_all(sentence: str, expected: dict[str, int | None]) -> None:
    found = read("三、依申请公开情况", sentence)
    assert {code: found.get(f"applications.{code}") for code in expected} == expected


def test_what_is_called_other_in_a_bracket_of_grounds_counted_elsewhere_is_withheld() -> None:
    said = "全年收到申请6件,同意公开2件,其他情况(如信息不存在、非本机关掌握)4件。"
    found = read("三、依申请公开情况", said)
    assert found["applications.outcome.granted"] == 2
    assert found["applications.outcome.other"] is None


def test_a_year_printed_with_a_blank_is_the_year() -> None:
    assert read("二、主动公开情况", "2012 年,我局累计主动公开政府信息37条。") == {"proactive.items": 37}


def test_growth_from_one_year_to_the_other_is_no_span_of_years() -> None:
    said = "信息量由2011年的1128条增加到2012年的1887条,在县政府网站发布信息514条。"
    assert read("二、主动公开情况", said) == {"proactive.channel.website": 514}


def test_documents_listed_among_what_was_disclosed_are_not_those_drawn_up() -> None:
    assert read("二、主动公开情况", "2012年累计主动公开政府规章0件、规范性文件0件。") == {}
    assert read("二、主动公开情况", "2012年公开新闻发布会信息8条,新闻发布会83条。") == {}


def test_disputes_over_disclosure_are_its_own_cases() -> None:
    said = "2012年因信息公开引发行政争议3件,其中,行政复议1件,行政诉讼2件。"
    assert read("五、复议、诉讼和申诉情况", said) == {"review.total": 1, "litigation.total": 2}


def test_where_none_were_handled_none_were_received() -> None:
    assert read("三、依申请公开情况", "2012年共办理依申请公开申请0件。") == {"applications.received": 0}
    assert read("三、依申请公开情况", "2012年共办理依申请公开申请6件。") == {"applications.received": None}


def test_what_answers_applications_on_a_website_is_not_what_was_published_there() -> None:
    said = "全年收到政府信息公开申请7件,予以公开2件,已通过网站对外公开1件,不予公开1件。"
    found = read("三、依申请公开情况", said)
    assert "proactive.channel.website" not in found
    assert found["applications.outcome.already_public"] == 1


def test_a_street_office_of_a_district_is_known_by_its_short_name() -> None:
    street = Issuer(kind="other", name="泸州市江阳区人民政府北城街道办事处")
    assert read("一、总体情况", "北城街道办事处全年主动公开政府信息86条。", street) == {"proactive.items": 86}
    assert read("二、依申请公开情况", "2012年,全街共受理政府信息公开申请1件。", street) == {"applications.received": 1}


def test_each_way_of_publishing_the_same_items_has_its_count() -> None:
    said = "2012年主动公开政府信息73条,其中依托县政府网站主动公开信息73条;通过政务公开栏公开政府信息73条。"
    street = Issuer(kind="other", name="和丰街道办事处")
    assert read("二、主动公开情况", said, street) == {
        "proactive.items": 73, "proactive.channel.website": 73, "proactive.channel.other": 73,
    }  # fmt: skip


def test_applications_over_the_network_are_told_by_their_way_and_answered_by_their_outcomes() -> None:
    said = "2012年我局共收到政府信息公开网络申请14件,其中“不属于本机关信息”8件,“信息不存在”1件。"
    assert read("三、依申请公开情况", said) == {
        "applications.channel.online": 14,
        "applications.outcome.not_this_body": 8,
        "applications.outcome.not_existing": 1,
    }


def test_what_goes_on_in_the_next_year_is_carried_out() -> None:
    said = "三、依申请公开情况\n2022年,我局收到依申请公开64件,结转上年2件;办理55件,下年度继续办理11件。"
    assert values(said, form="free", year=2022, issuer=BUREAU)["applications.carried_out"] == 11


def test_channels_that_add_up_are_parts_though_their_posts_are_named_loosely() -> None:
    said = "全平台发布各类政务信息合计932条,其中网站发布自主信息98条,官方微博211条,官方微信623条。"
    assert read("二、主动公开情况", "2012年," + said) == {
        "proactive.items": 932, "proactive.channel.website": 98,
        "proactive.channel.weibo": 211, "proactive.channel.wechat": 623,
    }  # fmt: skip


def test_a_topic_before_a_semicolon_is_not_that_of_the_account_behind_it() -> None:
    said = "围绕安全用水,在县政府网站公开信息27条;通过政务微信公开信息45条。"
    assert read("二、主动公开情况", said) == {"proactive.channel.wechat": 45}


def test_a_branch_of_a_bureau_is_itself_where_it_says_branch() -> None:
    branch = Issuer(kind="department", name="泸州市公安局江阳区分局")
    said = "2012年度,分局收到政府信息公开申请3件,均为网络申请,已依程序答复。"
    assert read("三、依申请公开情况", said, branch)["applications.received"] == 3


def test_documents_of_a_government_and_its_office_together() -> None:
    office = Issuer(kind="department", name="泸州市人民政府办公室")
    said = "一、总体情况\n泸州市人民政府、市政府办公室2021年制发规范性文件6件、废止11件。"
    assert values(said, form="free", year=2021, issuer=office) == {
        "normative_documents.made": 6,
        "normative_documents.repealed": 11,
    }


def test_applications_of_persons_alone_are_those_of_persons() -> None:
    said = "二、依申请公开情况\n2022年,我局受理自然人政府信息公开申请1件。"
    assert read("三、依申请公开情况", "全年共收到并妥善处理政府信息公开申请13件。") == {"applications.received": 13}
    (found,) = made_text.read(said, form="free", year=2022, issuer=BUREAU).figures
    assert (found.code, found.applicant, found.value) == ("applications.received", "natural_person", 1)


@pytest.mark.parametrize(
    "sentence",
    [
        "我局2012年度未收到依申请公开办理。",
        "全年未发生依申请政府信息。",
        "未收到申请公开政府信息要求(历年累计0条)。",
    ],
)
def test_the_section_on_applications_says_in_its_own_words_that_there_were_none(sentence: str) -> None:
    assert read("三、依申请公开情况", sentence)["applications.received"] == 0


@pytest.mark.parametrize(
    "sentence",
    [
        "全年未收到因依申请公开引发的投诉。",
        "未发生依申请公开超期答复情况。",
        "2012年未收到网上依申请公开件。",
        "未出现应当公开而未公开的申请。",
    ],
)
def test_what_else_there_was_none_of_leaves_applications_unknown(sentence: str) -> None:
    assert "applications.received" not in read("三、依申请公开情况", sentence)


def test_applications_received_in_a_reports_own_words_unless_some_only_are_named() -> None:
    assert read("三、依申请公开情况", "全年共受理信息依申请事项21件。") == {"applications.received": 21}
    for some in ("受理线下信息公开申请9件", "收到各部门依申请公开件9件", "收到关于河道的信息公开申请9件"):
        assert "applications.received" not in read("三、依申请公开情况", f"2012年{some}。")


def test_answers_within_the_time_need_no_word_that_says_all() -> None:
    found = read("三、依申请公开情况", "2012年收到政府信息公开申请2条,已在规定的期限内办理、答复。")
    assert found == {"applications.received": 2, "applications.answered": 2}


def test_accounts_named_together_are_counted_together() -> None:
    said = "2012年,我局通过政务微博微信渠道主动公开信息共139条。"
    assert read("二、主动公开情况", said) == {"proactive.channel.weibo_wechat": 139}


def test_an_office_is_itself_by_its_whole_short_name() -> None:
    office = Issuer(kind="department", name="江阳区人民政府办公室")
    said = "2012年,区政府办公室共收到8份政府信息公开申请,均为当面申请。"
    assert read("三、依申请公开情况", said, office) == {"applications.received": 8, "applications.channel.in_person": 8}


def test_a_sentence_may_end_in_a_western_stop() -> None:
    assert read("三、依申请公开情况", "2012年,未收到依申请公开事项.") == {"applications.received": 0}


def test_a_number_set_apart_before_a_mark_numbers_what_follows() -> None:
    assert read("三、依申请公开情况", "答复情况:主动公开 4、不同意公开 5、其他") == {}
    ways = read("三、依申请公开情况", "全年收到申请12件,其中网上9、信函3。")
    assert ways["applications.channel.online"] == 9
