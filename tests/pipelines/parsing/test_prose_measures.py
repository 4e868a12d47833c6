"""What is counted read by its name, in whatever order a clause says it; a word that narrows it makes it another thing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from storage.report import Form, Issuer
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


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("全市受理了1806件公民、法人和其他组织提出的政府信息公开申请。", {"received": 1806}),
        ("收到公民要求公开政府信息的申请三百二十六件。", {"received": 326}),
        (
            "收到申请9件。来自网上的有4件，邮寄信函的有3件，到场递交的有2件。",
            {"channel.online": 4, "channel.letter": 3},
        ),
        ("收到申请9件，以信函、传真形式提出的有2件。", {"received": 9, "channel.letter_fax": 2}),
        ("有9人次向我局申请公开气象信息，其中通过网上提交的6件。", {"channel.online": 6}),
        ("收到申请9件。答复9件，告知信息已主动公开的3件。", {"outcome.already_public": 3}),
        ("收到申请9件。1件告知通过其他途径办理。", {"received": 9, "outcome.redirected": 1}),
        ("收到申请9件。作出予以公开决定的申请有3件。", {"outcome.granted": 3}),
        ("收到申请9件。因涉及个人隐私而不予公开的2件。", {"outcome.refused.privacy": 2}),
        ("依申请公开信息收取费用：零。", {"fees_collected": 0}),
    ],
)
def test_what_is_said_of_applications_stands_on_either_side_of_its_number(
    clause: str, expected: dict[str, int]
) -> None:
    told = said(f"三、政府信息依申请公开情况\n{clause}")
    assert {code: told.get(f"applications.{code}") for code in expected} == expected


@pytest.mark.parametrize(
    "clause",
    [
        "收到3件公民提出的政府信息公开申请，收到法人提出的2件。",
        "受理了1806件公民、法人和其他组织提出的行政许可申请。",
        "上年受理了1512件公民、法人和其他组织提出的政府信息公开申请。",
        "来自网上的建议有20件。",
        "不予受理政府信息公开申请的3件。",
        "网上、信函提交的申请共9件。",
        "收到来自网上的咨询20件，邮寄信函的有3件。",
        "印发文件30件，其中告知属于主动公开的12件。",
    ],
)
def test_a_narrower_or_another_thing_is_no_figure_of_applications(clause: str) -> None:
    told = said(f"三、政府信息依申请公开情况\n{clause}")
    assert {code: value for code, value in told.items() if value is not None} == {}


def test_a_running_total_called_so_has_the_years_part_behind_it() -> None:
    told = said("截至2016年底，全市累计受理申请2906件，2016年当年受理512件。")
    assert told["applications.received"] == 512


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("行政复议7起，维持5起，撤销1起，其余1起以终止结案。", (5, 1, 1)),
        ("行政复议5起，受理并作出维持决定3起，1起经复议撤销原答复，撤回1起。", (3, 1, 1)),
        ("行政复议5起，维持3起，其余2起。", (3, None, None)),
    ],
)
def test_reviews_are_divided_by_what_was_decided(clause: str, expected: tuple[int | None, ...]) -> None:
    told = said(f"四、因政府信息公开申请行政复议、提起行政诉讼情况\n{clause}")
    assert tuple(told.get(f"review.{code}") for code in ("upheld", "corrected", "other")) == expected


def test_lawsuits_of_the_first_instance_are_all_where_no_second_is_told() -> None:
    heading = "四、因政府信息公开申请行政复议、提起行政诉讼情况\n"
    assert said(f"{heading}法院一审受理信息公开行政诉讼3起。")["litigation.total"] == 3
    assert said(f"{heading}法院一审受理信息公开行政诉讼3起，二审1起。").get("litigation.total") is None


@pytest.mark.parametrize(
    "clause",
    ["受理公积金贷款申请1.8万件，办结1.7万件。", "环境信访投诉1906件，其中来信311件，网上投诉1204件。"],
)
def test_the_short_names_of_other_business_are_no_figures_of_applications(clause: str) -> None:
    told = said(f"收到政府信息公开申请9件。{clause}")
    assert {code: value for code, value in told.items() if value is not None} == {"applications.received": 9}


def test_what_applications_were_about_does_not_hide_how_they_came() -> None:
    told = said("收到政府信息公开申请9件，其中住房保障6件，来信申请4件，由申请人在网上填报的5件。")
    assert (told["applications.channel.letter"], told["applications.channel.online"]) == (4, 5)


def test_no_new_application_is_none() -> None:
    assert said("本年度无新收政府信息公开申请。")["applications.received"] == 0


@pytest.mark.parametrize(
    ("clause", "petitions"),
    [
        ("受理政府信息公开投诉举报件3件,信访件125件。", None),
        ("不予处理5件,其中信访举报投诉类3件,重复申请2件。", 3),
    ],
)
def test_letters_and_petitions_are_an_outcome_only_beside_outcomes(clause: str, petitions: int | None) -> None:
    found = said("三、收到和处理政府信息公开申请情况\n收到政府信息公开申请65件。\n" + clause, "2021", 2021)
    assert found.get("applications.outcome.not_processed.petition") == petitions


@pytest.mark.parametrize(
    ("sentence", "year", "code", "value"),
    [
        ("本年度未制发规范性文件。", 2016, "proactive.normative_documents_issued", 0),
        ("2019年度我局规范性文件制发数量为0。", 2019, "normative_documents.created", 0),
        ("全年未制定规章和行政规范性文件。", 2022, "normative_documents.made", 0),
        ("全年未制定规章和行政规范性文件。", 2022, "regulations.made", 0),
        ("建议提案办理复文公开186件。", 2018, "responses.proposals_published", 186),
        ("发布政策解读文稿52篇。", 2018, "responses.interpretations", 52),
        ("参加省、市新闻发布会2场。", 2018, "responses.press_conferences", 2),
        ("局主要负责人接受政府网站在线访谈3次。", 2018, "responses.online_interviews_led", 3),
        ("全市各级行政机关网站共公开政府信息71604条。", 2018, "proactive.channel.website", 71604),
        ("全市开通政务微博226个、政务微信公众号341个。", 2018, "platform.accounts.weibo", 226),
        ("全市开通政务微博226个、政务微信公众号341个。", 2018, "platform.accounts.wechat", 341),
        ("全市政务新媒体31个，其中微信公众号24个、微博2个、抖音号5个。", 2021, "platform.accounts.other", 5),
    ],
)
def test_channels_documents_and_accounts_in_other_words(sentence: str, year: int, code: str, value: int) -> None:
    assert said("二、主动公开政府信息情况\n" + sentence, year=year).get(code) == value


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("局主要负责人接受政府网站在线访谈3次。", "responses.online_interviews"),
        ("未公开规范性文件。", "proactive.normative_documents_issued"),
        ("未收到规范性文件审查申请。", "proactive.normative_documents_issued"),
        ("在局网站发布各类信息2306条，其中主动公开政府信息1418条。", "proactive.channel.website"),
    ],
)
def test_what_is_said_of_a_part_or_not_said_is_no_figure(sentence: str, code: str) -> None:
    assert said("二、主动公开政府信息情况\n" + sentence, year=2016).get(code) is None


OFFICE = Issuer(kind="department", name="泸州市财政局")
HELD = "二、主动公开政府信息情况\n我局参加市政府新闻发布会3场，举办本局新闻发布会5场"


def test_a_figure_told_in_halves_is_what_they_add_up_to() -> None:
    assert values(HELD + "，共计8场。", form="free", year=2016, issuer=OFFICE)["responses.press_conferences"] == 8


@pytest.mark.parametrize("end", ["。", "，共计9场。"])
def test_one_half_alone_is_no_figure(end: str) -> None:
    assert values(HELD + end, form="free", year=2016, issuer=OFFICE)["responses.press_conferences"] is None


@pytest.mark.parametrize(
    ("sentence", "year", "code", "value"),
    [
        ("本年作出行政许可处理决定312件。", 2022, "permits.decisions", 312),
        ("全市新制作规章0件、规范性文件29件。", 2019, "normative_documents.created", 29),
        ("市、县（区）政府及部门主动公开政府信息96311条。", 2016, "proactive.items", 96311),
        ("办理人大建议、政协提案236件，办理结果公开198件。", 2016, "responses.proposals_published", 198),
    ],
)
def test_decisions_documents_and_replies_in_other_words(sentence: str, year: int, code: str, value: int) -> None:
    assert said("二、主动公开政府信息情况\n" + sentence, year=year).get(code) == value


def test_what_is_counted_up_to_the_years_end_is_of_all_years_beside_the_years_own() -> None:
    text = "二、主动公开政府信息情况\n2010年，新增主动公开政府信息213条，至2010年底累计主动公开政府信息862条。"
    read = said(text, year=2010)
    assert (read["proactive.items"], read["proactive.items (cumulative)"]) == (213, 862)


def test_other_bodies_figures_are_no_parts_of_a_departments_own() -> None:
    text = "二、主动公开政府信息情况\n我局主动公开政府信息213条。市级部门公开信息12306条，各区县公开信息86214条。"
    assert values(text, form="free", year=2016, issuer=OFFICE) == {"proactive.items": 213}


def test_bodies_that_are_counted_are_spoken_of_together() -> None:
    text = "二、主动公开政府信息情况\n全市6个县（区）、43个市直部门主动公开政府信息21306条。"
    assert said(text)["proactive.items"] == 21306


def test_parts_joined_by_a_mark_are_said_of_the_bodies_they_name() -> None:
    text = "二、主动公开政府信息情况\n全区共主动公开政府信息9,638条，其中区级部门公开6,102条、乡镇（街道）公开3,536条。"
    assert said(text)["proactive.by_publisher.lower_levels"] == 3536


def test_rules_are_counted_by_the_part() -> None:
    read = said("二、主动公开政府信息情况\n全市制发规章1部、废止规章2部，现行有效规章41部。", year=2022)
    assert [read[f"regulations.{name}"] for name in ("made", "repealed", "in_force")] == [1, 2, 41]


def test_an_account_did_only_what_its_own_sentence_says() -> None:
    text = "二、主动公开政府信息情况\n“泸州发布”微信公众号发布信息186条。全年主动公开政府信息142条。"
    assert said(text)["proactive.items"] == 142


def test_a_bulletin_of_statistics_is_no_gazette() -> None:
    assert said("二、主动公开政府信息情况\n编印《泸州市统计公报》1期。").get("gazette.issues") is None


@pytest.mark.parametrize(
    ("sentence", "code", "value"),
    [
        ("政府网站开设在线访谈42期次。", "responses.online_interviews", 42),
        ("对重要政策制作发布解读材料518份。", "responses.interpretations", 518),
        ("全市建有政府信息公开查阅点186个。", "institution.reading_points", 186),
        ("全市政府信息公开工作队伍共有1126人。", "institution.staff", 1126),
        ("全年市县两级共召开新闻发布会86场。", "responses.press_conferences", 86),
        ("全县召开政府信息公开工作会议或专题会62次。", "training.meetings", 62),
        ("“两会”建议提案答复公开126件。", "responses.proposals_published", 126),
    ],
)
def test_what_is_held_kept_and_answered_in_other_words(sentence: str, code: str, value: int) -> None:
    assert said("二、主动公开政府信息情况\n" + sentence, year=2018).get(code) == value


def test_what_the_whole_place_did_goes_before_what_its_government_did_itself() -> None:
    read = said("二、主动公开政府信息情况\n市政府召开新闻发布会62场，全市各级共召开新闻发布会186场。", year=2018)
    assert read["responses.press_conferences"] == 186


def test_levels_named_together_are_the_whole() -> None:
    read = said("二、主动公开政府信息情况\n市、县、乡三级政府及部门召开新闻发布会1862场。", year=2018)
    assert read["responses.press_conferences"] == 1862


def test_cases_handed_on_by_the_hotline_are_not_those_it_took() -> None:
    assert said("二、主动公开政府信息情况\n12345热线转办36206件。", year=2020).get("hotline.cases") is None


@pytest.mark.parametrize(
    ("before", "value"),
    [("局政务服务中心办件8620件。全年", 96), ("发布疫情通报862期。全年", 96), ("围绕扶贫领域", None)],
)
def test_a_department_turns_back_to_its_whole_year(before: str, value: int | None) -> None:
    text = f"二、主动公开政府信息情况\n{before}主动公开政府信息96条。"
    assert values(text, form="free", year=2016, issuer=OFFICE).get("proactive.items") == value


def test_what_was_reprinted_is_no_half_of_what_was_disclosed() -> None:
    text = "二、主动公开政府信息情况\n我局主动公开政府信息100条，转载上级信息50条，共150条。"
    assert values(text, form="free", year=2016, issuer=OFFICE)["proactive.items"] == 100


def test_documents_beside_rules_need_not_say_again_that_they_are_in_force() -> None:
    text = "二、主动公开政府信息情况\n现行有效规章26部、行政规范性文件136件。全年废止政府规章2件、行政规范性文件8件。"
    assert said(text, "2021", 2023) == {
        "regulations.in_force": 26,
        "normative_documents.in_force": 136,
        "regulations.repealed": 2,
        "normative_documents.repealed": 8,
    }


def test_how_many_applications_there_were_is_said_of_all_only() -> None:
    heading = "三、收到和处理政府信息公开申请情况\n"
    assert said(f"{heading}全年政府信息公开申请量为35件。", "2021", 2023) == {"applications.received": 35}
    assert said(f"{heading}住房类政府信息公开申请量为12件。", "2021", 2023) == {}
    assert said(f"{heading}政府信息公开申请量比2022年增加35件。", "2021", 2023) == {}


def test_accounts_that_are_run_as_they_should_be_are_accounts() -> None:
    text = "一、总体情况\n全市正常运维政务新媒体196个,其中政务微信162个,政务微博20个。"
    assert said(text, "2021", 2023)["platform.accounts"] == 196
