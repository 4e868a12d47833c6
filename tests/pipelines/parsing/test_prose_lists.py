"""Figures told in lists: channels under one body's websites, the rows of the later forms in words, one word for several."""

from __future__ import annotations

import pytest

from storage.report import Form, Issuer
from tests.pipelines.parsing.made_text import BUREAU, CITY, read, told, values

DISCLOSED = "二、主动公开政府信息情况"
APPLIED = "三、依申请公开政府信息情况"
RESPONSES = "三、回应社会关切情况"
CASES = "四、行政复议和行政诉讼情况"
HEADED = "一、主动公开政府信息的情况"
TOWN = Issuer(kind="other", name="泸县石桥镇人民政府")
COUNTY = Issuer(kind="government", name="泸县人民政府")
SITE, WEIBO, WECHAT = "proactive.channel.website", "proactive.channel.weibo", "proactive.channel.wechat"


@pytest.mark.parametrize(
    "listed",
    [
        "主动公开政府信息950条。其中，县政府门户网站717条，政务微博31条，政务微信92条。",
        "主动公开政府信息950条（县政府门户网站717条、微博31条、微信公众号92条）。",
        "主动公开政府信息950条，其中通过局门户网站、政务微博、政务微信公开的分别为717条、31条和92条。",
        "从公开渠道看，县政府门户网站公开717条，政务微博公开31条，政务微信公开92条。",
        "通过局门户网站公开信息717条，通过政务微信公众号发布信息92条，通过政务微博发布信息31条。",
    ],
)
def test_a_single_bodys_channels_are_read_from_any_list_of_them(listed: str) -> None:
    got = told(DISCLOSED, f"2016年，{listed}", year=2016)
    assert (got.get(SITE), got.get(WEIBO), got.get(WECHAT)) == (717, 31, 92)


def test_what_a_named_account_pushed_is_no_channels_figure_nor_what_follows_it() -> None:
    got = told(DISCLOSED, "2016年，“水润泸县”微信公众号发布100条，政务微博发布30条。", year=2016)
    assert got.get(WECHAT) is None
    assert got.get(WEIBO) is None


def later(form: Form, sentence: str, issuer: Issuer = COUNTY) -> dict[str, object]:
    year = 2019 if form == "2019" else 2022
    return dict(values(f"{DISCLOSED}\n{sentence}", form=form, year=year, issuer=issuer))


def test_the_rows_of_documents_are_read_in_words_and_their_total_is_not_all_that_was_disclosed() -> None:
    got = later("2019", "泸县规范性文件本年新制作数量13件，本年新公开数量8件，对外公开总数量689件。")
    assert got == {
        "normative_documents.created": 13,
        "normative_documents.disclosed": 8,
        "normative_documents.disclosed_total": 689,
    }
    got = later("2021", "行政规范性文件本年制发件数20件、本年废止件数39件、现行有效件数305件。")
    assert got == {
        "normative_documents.made": 20,
        "normative_documents.repealed": 39,
        "normative_documents.in_force": 305,
    }


def test_decisions_are_read_where_it_is_said_that_they_were_made() -> None:
    got = later("2021", "全县共作出行政许可决定1692件，行政处罚434件，行政强制21件。")
    assert got == {"permits.decisions": 1692, "penalties.decisions": 434, "coercion.decisions": 21}
    assert later("2021", "公开行政许可决定1692件，行政处罚决定434件。") == {}
    got = later("2021", "县住建局作出行政许可决定50件，行政处罚决定4件。")
    assert set(got.values()) <= {None}


def test_procurement_is_read_with_its_amount() -> None:
    got = later("2019", "我县政府集中采购项目352项，采购总金额27482万元。")
    assert got == {"procurement.projects": 352, "procurement.amount": 27482}
    assert later("2019", "公开政府集中采购项目信息352条。").get("procurement.projects") is None


def test_kinds_of_applicants_are_read_one_after_the_other() -> None:
    text = f"{APPLIED}\n2020年收到自然人申请8件，商业企业申请21件，法律服务机构申请3件。"
    found = {figure.applicant: figure.value for figure in read(text, form="free", issuer=BUREAU).figures}
    assert found == {"natural_person": 8, "enterprise": 21, "legal_service_org": 3}


@pytest.mark.parametrize(
    "sentence",
    [
        "全镇办结政府信息公开申请648件，其中予以公开2件。",
        "我镇作出政府信息公开答复648件，其中予以公开2件。",
    ],
)
def test_all_that_a_town_answered(sentence: str) -> None:
    assert told(APPLIED, sentence, TOWN, year=2022).get("applications.answered") == 648


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        (APPLIED, "去年共收到申请691件，其中网络申请61件，信函申请26件。"),
        (APPLIED, "1至6月，我局收到政府信息公开申请63件，答复2件。"),
        (APPLIED, "2016年，我局办理行政审批事项申请三百九十八件，办结六十件。"),
        (RESPONSES, "下一步，我局计划主动公开政府信息292条以上，发布政策解读81篇。"),
        (RESPONSES, "明年，我局将主动公开政府信息614条，发布政策解读88篇。"),
        (APPLIED, "2016年，我局受理行政审批事项申请三百件，办结八十三件。"),
        (CASES, "2016年，我局审理行政复议案件305件，其中维持54件。"),
        (CASES, "2016年，我局办理行政诉讼案件67件，其中工伤认定类5件，劳动保障类8件。"),
    ],
)
def test_another_time_a_plan_and_other_business_give_no_figure(heading: str, sentence: str) -> None:
    assert set(told(heading, sentence, year=2016).values()) <= {None}


@pytest.mark.parametrize(
    "told_before",
    ["比去年减少5件", "上年结转5件"],
)
def test_a_comparison_or_what_was_carried_in_leaves_the_parts_this_years(told_before: str) -> None:
    got = told(APPLIED, f"2016年收到申请20件，{told_before}，其中网上申请12件。", year=2016)
    assert got.get("applications.channel.online") == 12


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("responses.proposals_published", "通过局门户网站公开建议提案办理结果31篇。"),
        ("responses.interpretations", "发布图文解读等政策解读31篇。"),
        ("responses.press_conferences", "召开政策新闻发布会31场。"),
        ("responses.hot_issues", "及时回应网络舆情31起。"),
        ("responses.consultations", "开展重大行政决策意见征集31次。"),
    ],
)
def test_responses_by_other_words(code: str, sentence: str) -> None:
    assert told(RESPONSES, f"2016年，我局{sentence}", year=2016).get(code) == 31


@pytest.mark.parametrize(
    ("code", "heading", "sentence"),
    [
        ("applications.fees_collected", "五、收费及减免情况", "2016年，县水务局依申请公开收费金额为零。"),
        ("applications.received", APPLIED, "2016年度，泸县水务局政府信息公开申请受理量为0。"),
        ("litigation.total", CASES, "2016年，县水务局行政复议、行政诉讼均为0。"),
    ],
)
def test_a_nought_is_told_behind_the_bodys_own_name(code: str, heading: str, sentence: str) -> None:
    assert told(heading, sentence, year=2016).get(code) == 0
    assert told(heading, sentence.replace("水务局", "教育局"), year=2016).get(code) is None


def test_what_else_was_handled_in_other_ways_is_the_rest() -> None:
    sentence = "其他处理189件，其中申请人无正当理由逾期不补正51件，逾期未按收费通知要求缴费4件，其他134件。"
    got = told(APPLIED, sentence, year=2022)
    assert (got.get("applications.outcome.other"), got.get("applications.outcome.other.remaining")) == (189, 134)


@pytest.mark.parametrize(
    ("code", "heading", "sentence"),
    [
        ("applications.answered", APPLIED, "2016年，收到政府信息公开申请150件；本年度收到群众来信309件，答复76件。"),
        ("applications.outcome.granted", APPLIED, "典型案例1：申请人李某申请公开6份批复，我局予以公开1份。"),
        ("litigation.other", APPLIED, "2020年负责人出庭应诉率93%，行政诉讼败诉率8%；其他处理121件，其中其他3件。"),
        (
            "applications.outcome.already_public",
            DISCLOSED,
            "2016年，县司法局收到行政复议申请206件。累计主动公开政府信息640条，其中2016年主动公开77条。",
        ),
        ("review.other", APPLIED, "2020年组织行政复议培训6次；按办理结果分，予以公开50件，其他处理9件。"),
        ("institution.staff", "六、机构建设情况", "2016年设立查阅点16处；全局共有工作人员742名，其中党员34名。"),
        ("litigation.total", CASES, "2016年，信息公开行政复议2件；我局办理行政诉讼案件50件，其中工伤认定类7件。"),
    ],
)
def test_what_is_counted_beside_a_figure_is_none(code: str, heading: str, sentence: str) -> None:
    assert told(heading, sentence, year=2016).get(code) is None


def test_applications_counted_behind_cases_are_spoken_of_from_there_on() -> None:
    sentence = "2020年行政复议30件；我局办理答复政府信息公开申请277件，其中其他处理5件。"
    got = told(APPLIED, sentence, year=2020)
    assert (got.get("applications.answered"), got.get("applications.outcome.other")) == (277, 5)
    assert got.get("review.other") is None


def test_one_persons_case_told_as_an_example_leaves_what_all_were_answered() -> None:
    text = "2016年，我局同意公开36件，不予公开8件。典型案例1：申请人李某申请公开6份批复，我局予以公开1份。"
    assert told(APPLIED, text, year=2016).get("applications.outcome.granted") == 36


def test_what_was_answered_for_another_body_is_not_our_own() -> None:
    assert told(HEADED, "2020年我市协助市政府答复申请60件。", CITY, year=2020).get("applications.answered") is None
