"""Figures from sentences: what is taken, and above all what is not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from storage.report import Issuer
from tests.pipelines.parsing.made_text import lay, read, values

APPLICATIONS = "三、依申请公开政府信息情况\n"
PROACTIVE = "二、主动公开政府信息情况\n"
CASES = "四、行政复议、行政诉讼情况\n"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "全市共收到信息公开申请9532宗。其中,网上申请6178宗,占64.8%;信函申请2298宗;当面申请1051宗;传真申请5宗。",
            {"received": 9532, "channel.online": 6178, "channel.letter": 2298, "channel.in_person": 1051, "channel.fax": 5},
        ),
        ("2020年,全市共收到政府信息公开申请1,234件。", {"received": 1234}),
        ("二〇二〇年共受理政府信息公开申请十二件。", {"received": 12}),
        ("全年收到85件政府信息公开申请。", {"received": 85}),
        ("共受理政府信息公开申请 398 件(含上年结转申请18件)。", {"accepted_total": 398, "carried_in": 18}),
        (
            "全市共办理政府信息公开申请398件,其中当年新受理380件,上年结转18件。",
            {"accepted_total": 398, "received": 380, "carried_in": 18},
        ),
        (
            "全市各级行政机关答复政府信息公开申请376件,其余22件转下年度继续办理。",
            {"answered": 376, "carried_out": 22},
        ),
        (
            "答复政府信息公开申请805件(含上年度结转申请18件,另有72件申请按照《条例》顺延到下年度答复)。",
            {"answered": 805, "carried_in": 18, "carried_out": 72},
        ),
        ("其中1件属于国家秘密,6件属三类内部事务信息,15件没有现成信息需要另行制作。", {
            "outcome.refused.state_secret": 1,
            "outcome.refused.internal_affairs": 6,
            "outcome.unable.needs_creation": 15,
        }),
        ("信访举报投诉类、重复申请不予处理5件,采取其他处理方式12件。", {"outcome.not_processed": 5, "outcome.other": 12}),
        ("当面申请、传真申请、网络申请、信函申请分别为42件、2件、60件和27件。", {
            "channel.in_person": 42, "channel.fax": 2, "channel.online": 60, "channel.letter": 27,
        }),
        ("收到信函、传真申请共12件。", {"channel.letter_fax": 12}),
        ("2020年,本机关未收到政府信息公开申请。", {"received": 0}),
        ("没有收到公民、法人或其他组织提出的政府信息公开申请。", {"received": 0}),
    ],
)  # fmt: skip
def test_applications_are_read_in_the_ways_reports_write_them(sentence: str, expected: dict[str, int]) -> None:
    assert values(APPLICATIONS + sentence) == {f"applications.{code}": value for code, value in expected.items()}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("全市各部门、各区县共主动公开政府信息81万条。", {"items": 810000}),
        (
            "从公开主体来看,市政府各部门公开9.21万条,占比24.48%;7个区县公开28.41万条。",
            {"by_publisher.departments": 92100, "by_publisher.lower_levels": 284100},
        ),
        ("通过政府网站发布信息16.2万条,通过微博微信发布信息8.3万条。", {"channel.website": 162000, "channel.weibo_wechat": 83000}),
        ("各类政务微博公开政府信息3723条。", {"channel.weibo": 3723}),
        ("2020年我市共主动公开政府信息1630条,历年累计20080条。", {"items": 1630, "items (cumulative)": 20080}),
        ("自2008年《条例》实施以来,累计主动公开政府信息10万条。", {"items (cumulative)": 100000}),
        (
            "截至2020年12月31日,累计主动公开政府信息52361条,其中2020年主动公开政府信息5236条。",
            {"items (cumulative)": 52361, "items": 5236},
        ),
    ],
)  # fmt: skip
def test_what_was_disclosed_is_read_with_period_and_publisher(sentence: str, expected: dict[str, int]) -> None:
    assert values(PROACTIVE + sentence) == {f"proactive.{code}": value for code, value in expected.items()}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "因政府信息公开被申请行政复议12件,其中维持8件,纠正2件,其他结果1件,尚未审结1件。",
            {"review.total": 12, "review.upheld": 8, "review.corrected": 2, "review.other": 1, "review.pending": 1},
        ),
        ("共受理行政复议5次、提起行政诉讼4次。", {"review.total": 5, "litigation.total": 4}),
        ("共发生3起行政复议案件、2起行政诉讼案件。", {"review.total": 3, "litigation.total": 2}),
        ("我市没有收到涉及政府信息公开工作行政复议和行政诉讼。", {"review.total": 0, "litigation.total": 0}),
        ("无。", {"review.total": 0, "litigation.total": 0}),
        (
            "行政诉讼27件,其中未经复议直接起诉15件,复议后起诉12件。",
            {"litigation.total": 27, "litigation.direct.total": 15, "litigation.after_review.total": 12},
        ),
    ],
)  # fmt: skip
def test_disputes_are_read_and_nothing_in_words_is_nought(sentence: str, expected: dict[str, int]) -> None:
    assert values(CASES + sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        APPLICATIONS + "申请数量比去年减少10件,同比增长10.2%。",
        APPLICATIONS + "在20个工作日内予以答复。",
        APPLICATIONS + "2019年共受理政府信息公开申请10件。",
        APPLICATIONS + "上半年共受理政府信息公开申请10件。",
        APPLICATIONS + "根据榕晋政办〔2018〕133号文件要求办理申请。",
        APPLICATIONS + "如有疑问请联系电话87222589。",
        APPLICATIONS + "共受理行政许可申请120件。",
        PROACTIVE + "公开疫情信息和防控措施信息2.45万条。",
        PROACTIVE + "围绕脱贫攻坚,主动公开政府信息1.71万条。",
        PROACTIVE + "“泸州发布”微信公众号发布信息3282条。",
        PROACTIVE + "累计发布村务公开等各类信息54.75万条。",
        CASES + "发生行政复议、行政诉讼共5件。",
        CASES + "没有发生因政府信息公开被行政复议纠错、行政诉讼败诉的情况。",
        CASES + "所有案件均办结。",
    ],
)
def test_other_numbers_are_no_figures(sentence: str) -> None:
    assert values(sentence) == {}


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("市财政局主动公开政府信息300条。", "proactive.items"),
        ("市政府门户网站全年主动公开政府信息18771条。", "proactive.items"),
        ("全市共主动公开政府信息12.3万余条。", "proactive.items"),
        ("市本级召开105次新闻发布会。", "responses.press_conferences"),
    ],
)
def test_a_part_of_the_whole_or_an_approximate_number_is_withheld_with_its_reason(sentence: str, code: str) -> None:
    reading = read(PROACTIVE + sentence)
    assert [(figure.code, figure.value) for figure in reading.figures] == [(code, None)]
    assert reading.figures[0].doubt


def test_an_offices_own_report_speaks_of_itself_as_the_whole() -> None:
    office = Issuer(kind="department", name="上海市人民政府办公厅")
    sentence = APPLICATIONS + "市政府办公厅共受理政府信息公开申请859件。"
    assert values(sentence, issuer=office) == {"applications.received": 859}
    assert values(sentence) == {"applications.received": None}


def test_two_different_statements_of_one_figure_are_withheld() -> None:
    reading = read(
        PROACTIVE + "全市受理12345热线诉求10件,群众满意率99.6%。\n全市受理12345热线诉求10件,群众满意率98.5%。"
    )
    by_code = {figure.code: figure for figure in reading.figures}
    assert by_code["hotline.cases"].value == 10
    assert by_code["hotline.satisfaction"].value is None
    assert "99.6%" in (by_code["hotline.satisfaction"].doubt or "")


def test_raw_is_what_the_locator_spans_in_either_script() -> None:
    text = "二、主動公開政府信息情況\n2020年,全市累計公開政府信息37.62萬條(不含專業平台)。"
    (figure,) = read(text).figures
    assert (figure.value, figure.raw) == (Decimal(376200), "37.62萬條")
    assert figure.locator.kind == "text"
    assert text[figure.locator.start : figure.locator.end] == "37.62萬條"


def test_words_of_traditional_script_mirrors_are_understood() -> None:
    text = "二、主動公開政府信息情況\n全市組織政府網站線上訪談96次,發布政策檔案解讀稿520篇。"
    assert values(text) == {"responses.online_interviews": 96, "responses.interpretations": 520}


def test_a_share_is_no_figure_but_is_kept_for_the_check() -> None:
    reading = read(APPLICATIONS + "全市共收到信息公开申请9532宗,其中传真申请5宗,占0.001%。")
    assert {figure.code for figure in reading.figures} == {"applications.received", "applications.channel.fax"}
    assert [(share.code, share.of, share.percent) for share in reading.shares] == [
        ("applications.channel.fax", "applications.received", Decimal("0.001"))
    ]


@pytest.mark.parametrize(
    "carried",
    [
        "(含2019年结转22件)",
        "(含2019年度结转的22件)",
        ",其中2019年转入22件",
        "(上年结转22件、新收1616件)",
        "(含上一年度未办结的22件)",
        ",其中22件为上年度结转",
    ],
)
def test_a_count_with_those_carried_in_is_no_count_of_new_ones(carried: str) -> None:
    found = values(APPLICATIONS + f"全市行政机关共收到政府信息公开申请1638件{carried}。")
    assert found["applications.accepted_total"] == 1638
    assert found["applications.carried_in"] == 22
    assert found.get("applications.received") in (None, 1616)


@pytest.mark.parametrize("printed", ["1, 234件", "12。5万件", "352210511380352件"])
def test_a_number_with_a_mark_in_it_or_of_cells_run_together_is_no_figure(printed: str) -> None:
    assert values(APPLICATIONS + f"共收到政府信息公开申请{printed}。") == {}


@pytest.mark.parametrize("printed", ["12.345件", "-3件", "数十件", "数百万件"])
def test_what_cannot_be_a_count_is_withheld(printed: str) -> None:
    figures = read(APPLICATIONS + f"共收到政府信息公开申请{printed}。").figures
    assert [(figure.value, figure.doubt is None) for figure in figures] == [(None, False)]


@pytest.mark.parametrize("of", ["近三年", "近年来", "2020年上半年"])
def test_what_was_counted_in_another_time_is_no_figure_of_the_year(of: str) -> None:
    assert values(APPLICATIONS + f"{of}全市共收到政府信息公开申请198件。") == {}


@pytest.mark.parametrize(
    ("name", "printed", "whole"),
    [
        ("泸州市人民政府", "全市", True),
        ("泸州市人民政府", "全省", False),
        ("泸州市财政局", "全省", False),
        ("合江县人民政府", "全县", True),
        ("合江县人民政府", "全市", False),
        ("江阳区教育局", "全市", False),
        ("四川省人民政府", "全省", True),
        ("广西壮族自治区人民政府", "全区", True),
        ("四川省财政厅", "全国", False),
    ],
)
def test_what_a_larger_place_counts_is_not_the_issuers(name: str, printed: str, whole: bool) -> None:
    issuer = Issuer(kind="government" if name.endswith("政府") else "department", name=name)
    (figure,) = read(APPLICATIONS + f"{printed}共收到政府信息公开申请2031件。", issuer=issuer).figures
    assert (figure.value == 2031) is whole
    assert (figure.doubt is None) is whole


@pytest.mark.parametrize("said", ["(含部分公开)", "(含部分公开5件)", ",其中部分公开5件"])
def test_a_count_granted_that_takes_in_those_granted_in_part_is_withheld(said: str) -> None:
    figures = {figure.code: figure for figure in read(APPLICATIONS + f"予以公开40件{said}。").figures}
    assert figures["applications.outcome.granted"].value is None
    assert figures["applications.outcome.granted"].doubt is not None


def test_what_a_whole_administration_levies_is_no_fee_for_information() -> None:
    fees = "四、政府信息公开的收费及减免情况\n"
    assert values(fees + "行政事业性收费项目25项,收费金额32150万元。") == {}
    charged = "按照行政事业性收费标准,共收取检索费1200元。"
    assert values(fees + charged) == {"applications.fees_collected": Decimal("0.12")}


def test_calls_are_not_cases_where_those_are_counted_as_well() -> None:
    heading = "二、主动公开政府信息情况\n"
    assert values(heading + "12345热线全年接听来电102万个,形成工单35.6万件。") == {}
    assert values(heading + "12345热线全年接听来电35.6万件。") == {"hotline.cases": 356000}


@pytest.mark.parametrize(
    "sorted_by_openness",
    [
        "全年发文320件,其中主动公开180件,依申请公开60件,不予公开80件。",
        "公文公开属性认定320件,主动公开类180件,依申请公开类60件,不予公开类80件。",
    ],
)
def test_documents_sorted_by_openness_are_no_outcomes(sorted_by_openness: str) -> None:
    assert values("二、主动公开政府信息情况\n" + sorted_by_openness, form="2014") == {}


def test_conferences_that_the_head_attended_are_not_all_of_them() -> None:
    heading = "二、主动公开政府信息情况\n"
    assert values(heading + "主要负责人解读政策6次,参加新闻发布会2次。", form="2014") == {}
    both = "市政府主要负责同志参加新闻发布会2次,全年召开新闻发布会12次。"
    assert values(heading + both, form="2014") == {
        "responses.press_conferences": 12,
        "responses.press_conferences_led": 2,
    }


@pytest.mark.parametrize(
    ("printed", "received"),
    [
        ("收到当面申请3件,信函申请5件。", None),
        ("受理网络申请12件。", None),
        ("收到公民申请12件,法人申请3件。", None),
        ("收到书面申请12件、网上申请5件,合计17件。", None),
        ("收到公民、法人和其他组织申请20件,其中网上17件。", 20),
        ("收到公民提出的申请20件,其中网上申请17件,信函3件。", 20),
        ("收到书面申请12件,均已答复。", 12),
    ],
)
def test_applications_of_one_kind_are_not_all(printed: str, received: int | None) -> None:
    assert values(APPLICATIONS + printed).get("applications.received") == received


def test_answers_of_one_kind_are_not_all() -> None:
    assert values(APPLICATIONS + "当场答复12件,5个工作日内答复20件。") == {}
    assert values(APPLICATIONS + "当场答复12件。") == {"applications.answered": 12}


def test_a_share_of_one_applicant_is_of_all_of_them() -> None:
    text = "共收到政府信息公开申请256件,其中自然人申请230件,占89.84%,商业企业申请21件,占8.2%。"
    assert [(share.applicant, share.of, share.percent) for share in read(APPLICATIONS + text).shares] == [
        ("natural_person", "applications.received", Decimal("89.84")),
        ("enterprise", "applications.received", Decimal("8.2")),
    ]


def test_an_outcome_may_be_a_share_of_what_was_received() -> None:
    reading = read(APPLICATIONS + "共收到政府信息公开申请24件,均按时答复。其中予以公开13件,占54.2%。")
    assert [(share.code, share.of) for share in reading.shares] == [
        ("applications.outcome.granted", "applications.received")
    ]


def test_a_share_of_another_outcome_is_held_against_nothing() -> None:
    text = "答复申请240件,其中本机关不掌握相关政府信息15件,占无法提供总数的75%。"
    assert read(APPLICATIONS + text).shares == ()


def test_a_list_of_shares_goes_with_the_figures_before_it() -> None:
    reading = read(APPLICATIONS + "共收到政府信息公开申请80件,其中当面申请20件、网络申请60件,占比分别为25%、75%。")
    assert [(share.code, share.percent) for share in reading.shares] == [
        ("applications.channel.in_person", 25),
        ("applications.channel.online", 75),
    ]


def test_shares_that_no_figures_of_their_number_precede_are_of_none() -> None:
    text = "共收到政府信息公开申请80件,其中当面申请20件、网络申请60件,涉及土地的占比分别为25%、50%、25%。"
    assert read(APPLICATIONS + text).shares == ()


def test_another_years_number_beside_a_figure_is_said_of_that_figure_only() -> None:
    text = "2020年,收到政府信息公开申请77件,2019年63件;当面申请20件,2019年8件。"
    assert values(APPLICATIONS + text) == {"applications.received": 77, "applications.channel.in_person": 20}


def test_a_number_of_a_note_is_no_digit_and_parts_nothing() -> None:
    text = "全市共收到政府信息公开申请123¹件,其中网络申请60件²。"
    assert values(APPLICATIONS + text) == {"applications.received": 123, "applications.channel.online": 60}
    assert values(APPLICATIONS + "全市共收到政府信息公开申请10⁴件。") == {}


def test_what_the_government_itself_received_is_not_the_whole_places() -> None:
    text = "全市共收到政府信息公开申请496件。市政府收到政府信息公开申请62件,其中予以公开19件、不予公开4件。"
    reading = read(APPLICATIONS + text, issuer=Issuer(kind="government", name="泸州市人民政府"))
    assert {figure.code: figure.value for figure in reading.figures if figure.value is not None} == {
        "applications.received": 496
    }


def test_what_the_government_received_beside_its_counties_is_not_the_whole_places() -> None:
    text = "市政府收到政府信息公开申请8件;各县区收到20件。"
    reading = read(APPLICATIONS + text, issuer=Issuer(kind="government", name="泸州市人民政府"))
    assert "applications.received" not in {figure.code for figure in reading.figures if figure.value is not None}
    alone = read(
        APPLICATIONS + "市政府收到政府信息公开申请8件。", issuer=Issuer(kind="government", name="泸州市人民政府")
    )
    assert {figure.code: figure.value for figure in alone.figures} == {"applications.received": 8}


def test_a_department_goes_by_a_shorter_name() -> None:
    text = "市城管局收到政府信息公开申请9件,予以公开3件。市住建局收到政府信息公开申请5件。"
    reading = read(APPLICATIONS + text, issuer=Issuer(kind="department", name="泸州市城市管理局"))
    assert {figure.code: figure.value for figure in reading.figures} == {
        "applications.received": 9,
        "applications.outcome.granted": 3,
    }


def test_documents_sorted_by_how_they_are_published_are_no_applications() -> None:
    text = "全年制发各类公文1102件,属于主动公开的233件,依申请公开的416件,不予公开的453件。"
    assert values(APPLICATIONS + text) == {}


def test_a_count_of_two_things_at_once_is_a_figure_of_neither() -> None:
    reading = read(APPLICATIONS + "答复申请805件。予以公开及部分公开258件,占33.9%。")
    assert {figure.code for figure in reading.figures} == {"applications.answered"}
    assert [statement.value for statement in reading.statements] == [258]


def test_money_is_converted_and_a_bare_number_is_none() -> None:
    assert values("六、其他需要报告的事项\n全年收取信息处理费3940元。") == {
        "applications.fees_collected": Decimal("0.394")
    }
    assert values("六、其他需要报告的事项\n未收取任何费用。") == {"applications.fees_collected": 0}


def test_a_paragraph_beyond_the_bound_is_passed_over() -> None:
    assert read(APPLICATIONS + "共受理政府信息公开申请5件。" * 2000).figures == ()
    assert lay("x").paragraphs == ((0, 1),)


def test_applications_told_by_applicant_are_the_applicants() -> None:
    reading = read(
        APPLICATIONS + "全市共收到政府信息公开申请38件,其中自然人申请33件,商业企业申请2件,法人或其他组织3件。"
    )
    assert {(figure.code, figure.applicant, figure.value) for figure in reading.figures} == {
        ("applications.received", "all", 38),
        ("applications.received", "natural_person", 33),
        ("applications.received", "enterprise", 2),
    }


def test_a_year_compared_with_is_not_the_year_spoken_of() -> None:
    sentence = "2020年共收到政府信息公开申请53件,比2019年增加11件,已答复51件。"
    assert values(APPLICATIONS + sentence) == {"applications.received": 53, "applications.answered": 51}


def test_a_running_total_without_a_year_is_withheld() -> None:
    assert values(PROACTIVE + "累计公开政府信息12万条。") == {"proactive.items": None}
    assert values(PROACTIVE + "截至2020年12月31日,累计公开政府信息12万条。") == {"proactive.items": None}
    assert values(PROACTIVE + "2020年,全市累计公开政府信息12万条。") == {"proactive.items": 120000}


@pytest.mark.parametrize(
    "flattened",
    [
        "（三）不予公开 1、",
        "（三）不予公开 1、属于国家秘密 0 2、其他法律行政法规禁止公开 0",
        "（三）不予公开1.属于国家秘密0",
        "（四）无法提供1、本机关不掌握相关政府信息 0",
        "（五）不予处理 2．重复申请 1 0 0",
        "三、本年度办理结果 （一）予以公开 0",
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形） 3",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请\n0\n3",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 0 3",
        "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 0",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 1",
        "4.保护第三方合法权益 0件",
        "8.属于行政查询事项 859件 2件 861件",
        "接受行政复议数 件 213件 214件",
        "二、上年结转政府信息公开申请数量，0，306，306",
        "二、上年结转政府信息公开申请数量，0",
        "二、上年结转政府信息公开申请数量\t\t\t\t0",
        "上年结转政府信息公开申请数量\t0\t0\t0",
    ],
)
def test_rows_of_a_form_that_ran_into_the_text_state_nothing(flattened: str) -> None:
    assert values(APPLICATIONS + "全年收到政府信息公开申请9件。\n" + flattened) == {"applications.received": 9}


def test_numbered_sentences_are_no_rows_of_a_form() -> None:
    said = APPLICATIONS + "答复申请9件，其中：（一）予以公开5件，（三）不予公开：3；（四）无法提供1。"
    assert values(said) == {
        "applications.answered": 9,
        "applications.outcome.granted": 5,
        "applications.outcome.refused": 3,
        "applications.outcome.unable": 1,
    }


def test_the_time_since_something_began_within_the_year_is_the_year() -> None:
    said = "二、主动公开政府信息情况\n《条例》自2008年5月1日施行以来，至年底全市共公开政府信息1,200条。"
    assert values(said, form="free", year=2008) == {"proactive.items": 1200}
    assert "proactive.items" not in values(said, form="free", year=2010)


@pytest.mark.parametrize("joined", ["、", "和", "及"])
def test_none_of_two_things_is_told_with_any_word_that_joins_them(joined: str) -> None:
    said = f"{CASES}涉及政府信息公开的行政复议{joined}行政诉讼均为0件。"
    assert values(said) == {"review.total": 0, "litigation.total": 0}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("上年结转政府信息公开申请0件。", {"applications.carried_in": 0}),
        ("结转下年度继续办理政府信息公开申请0件。", {"applications.carried_out": 0}),
        ("不予公开政府信息公开申请0件。", {"applications.outcome.refused": 0}),
        ("没有收到法人和其他组织的政府信息公开申请。", {}),
        ("没有逾期未答复的政府信息公开申请。", {}),
        ("部分单位未收到政府信息公开申请。", {}),
        ("上半年未收到政府信息公开申请。", {}),
        ("没有收到公民、法人和其他组织的政府信息公开申请。", {"applications.received": 0}),
    ],
)
def test_none_of_some_applications_says_nothing_of_all_that_came(said: str, expected: dict[str, int]) -> None:
    assert values(APPLICATIONS + said) == expected


def test_a_sentence_broken_over_lines_of_a_fixed_width_is_read() -> None:
    said = (
        "2020年，全市各级行政机关共收到公民、法人和其他组织提出的政府信息公开\n"
        "申请412件，其中网上申请380件，信函申请32件，均按期办理，答复申请401\n"
        "件，结转下年度继续办理11件。"
    )
    assert values(APPLICATIONS + said) == {
        "applications.received": 412,
        "applications.channel.online": 380,
        "applications.channel.letter": 32,
        "applications.answered": 401,
        "applications.carried_out": 11,
    }


@pytest.mark.parametrize("cell", ["0", "3", "1,204", "3 0 0"])
def test_a_line_of_numbers_alone_ends_no_sentence_of_the_line_before(cell: str) -> None:
    said = "因申请人逾期不补正，行政机关不再处理其提出的政府信息公开申请，本机关收到政府信息公开申请"
    assert values(f"{APPLICATIONS}{said}\n{cell}\n8") == {}
    assert values(f"{APPLICATIONS}{said}9件。\n{cell}\n8") == {"applications.received": 9}


@pytest.mark.parametrize(
    "said",
    [
        "全年收到政府信息公开申请13件（应为31件）。",
        "全年收到政府信息公开申请13件，此数据有误，更正为31件。",
        "全年收到政府信息公开申请13件，系笔误。",
        "原文：收到政府信息公开申请13件。",
        "更正前：收到政府信息公开申请13件。",
    ],
)
def test_a_number_that_the_report_calls_wrong_is_withheld(said: str) -> None:
    assert values(APPLICATIONS + said).get("applications.received") is None


@pytest.mark.parametrize(
    "said",
    [
        "全年收到政府信息公开申请31件（误写为13件，现更正为31件）。",
        "全年收到政府信息公开申请31件（原公布为13件，系统计错误，现予更正）。",
        "更正前：收到政府信息公开申请13件；更正后：收到政府信息公开申请31件。",
        "全年收到政府信息公开申请31件，误差率为零。",
    ],
)
def test_a_number_that_stands_corrected_is_read(said: str) -> None:
    assert values(APPLICATIONS + said)["applications.received"] == 31


@pytest.mark.parametrize(
    "said",
    [
        "未有公民、法人和其他组织向我镇提出公开申请。",
        "没有公民、法人或者其他组织向我街道办事处提出政府信息公开申请。",
        "未收到向本校提出的信息公开申请。",
    ],
)
def test_townships_and_schools_say_that_nothing_came(said: str) -> None:
    assert values(f"{APPLICATIONS}2020年，{said}") == {"applications.received": 0}


def test_a_line_without_a_mark_is_a_heading_and_no_broken_sentence() -> None:
    said = "全市各级行政机关办理政府信息公开申请工作的基本情况\n全年收到政府信息公开申请9件。"
    assert values(APPLICATIONS + said) == {"applications.received": 9}


def test_a_number_that_may_be_broken_over_lines_is_not_put_together() -> None:
    said = "2020年，全市各级行政机关共收到公民、法人和其他组织提出的政府信息公开申请4\n12件，全部按期答复。"
    assert 412 not in values(APPLICATIONS + said).values()
