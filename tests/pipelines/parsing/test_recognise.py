"""A report is one by its content; its issuer, place and year are told or left open, never guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pipelines.blocks import Cell, Image, Link, Paragraph, TableBlock
from pipelines.errors import NotAReport
from pipelines.parsing.recognise import recognise
from tests.pipelines.parsing.made_article import BODY, PLACES, article

LUZHOU = "510500"


@pytest.mark.parametrize(
    ("title", "kind", "name", "code", "year"),
    [
        ("2020年泸州市政府信息公开工作年度报告", "government", "泸州市人民政府", "510500", 2020),
        ("泸州市人民政府2019年度政府信息公开年报", "government", "泸州市人民政府", "510500", 2019),
        ("2015年泸州市人民政府信息公开年度报告", "government", "泸州市人民政府", "510500", 2015),
        ("2020年瀘州市政府信息公開工作年度報告", "government", "泸州市人民政府", "510500", 2020),
        ("二〇一八年泸州市政府信息公开工作年度报告", "government", "泸州市人民政府", "510500", 2018),
        ("泸州市2012年政务公开工作总结", "government", "泸州市人民政府", "510500", 2012),
        ("关于2017年政府信息公开工作的报告", "government", "泸州市人民政府", "510500", 2017),
        ("四川省泸州市财政局2020年政府信息公开工作年度报告", "department", "泸州市财政局", "510500", 2020),
        ("市财政局2020年政府信息公开工作年度报告", "department", "泸州市财政局", "510500", 2020),
        ("泸州市审计局2008年政府信息公开工作年度报告", "department", "泸州市审计局", "510500", 2008),
        ("泸州市中小企业局2012年政府信息公开年度报告", "department", "泸州市中小企业局", "510500", 2012),
        ("泸州市人民政府办公室2020年政府信息公开工作年度报告", "department", "泸州市人民政府办公室", "510500", 2020),
        ("国家税务总局泸州市税务局2020年政府信息公开工作年度报告", "department", "国家税务总局泸州市税务局", "510500", 2020),
        ("泸州市江阳区教育和体育局2020年政府信息公开年度报告", "department", "江阳区教育和体育局", "510502", 2020),
        ("泸县玄滩镇人民政府2020年政府信息公开工作年度报告", "other", "泸县玄滩镇人民政府", "510521", 2020),
        ("江阳区南城街道办事处2020年政府信息公开工作年度报告", "other", "江阳区南城街道办事处", "510502", 2020),
        ("2020年政府信息公开工作年度报告（市发展改革委）", "department", "泸州市发展改革委", "510500", 2020),
        ("2020年度泸州市教育局部门政府信息公开年度报告", "department", "泸州市教育局", "510500", 2020),
        ("泸州市2020年政府信息公开工作年度报告（更正）", "government", "泸州市人民政府", "510500", 2020),
        ("泸州高新区管委会2020年政府信息公开工作年度报告", "other", "泸州高新区管委会", "510500", 2020),
        ("延边州2020年政府信息公开工作年度报告", "government", "延边朝鲜族自治州人民政府", "222400", 2020),
        ("北京市崇文区2009年政府信息公开工作年度报告", "government", "崇文区人民政府", "110103", 2009),
        ("泸州海关2020年政府信息公开工作年度报告", "department", "泸州海关", "510500", 2020),
        ("泸州职业技术学院2020学年信息公开年度报告", "other", "泸州职业技术学院", "510500", 2020),
        ("泸州市2008年5月1日至12月31日政府信息公开工作年度报告", "government", "泸州市人民政府", "510500", 2008),
        ("泸州市2020年1月-12月政府信息公开工作年度报告", "government", "泸州市人民政府", "510500", 2020),
        ("泸州市财政局2012年政府信息公开工作总结和2013年工作计划", "department", "泸州市财政局", "510500", 2012),
        ("泸州市2020年政府信息公开工作总结及2021年工作要点", "government", "泸州市人民政府", "510500", 2020),
    ],
)  # fmt: skip
def test_title_tells_issuer_place_and_year(title: str, kind: str, name: str, code: str, year: int) -> None:
    found = recognise(article(title), PLACES, LUZHOU)
    assert (found.issuer.kind, found.issuer.name, found.jurisdiction, found.year) == (kind, name, code, year)
    assert found.title == title


def test_an_offices_line_above_the_governments_report_changes_nothing() -> None:
    title = "随州市2017年政府信息公开工作年度报告"
    found = recognise(article(title, ("随州市人民政府办公室关于", title, *BODY)), PLACES, None)
    assert (found.issuer.kind, found.issuer.name) == ("government", "随州市人民政府")
    both = recognise(article(f"随州市人民政府办公室关于{title}"), PLACES, None)
    assert both.issuer.name == "随州市人民政府"


def test_the_office_that_put_up_a_report_of_this_body_is_not_its_issuer() -> None:
    title = "2020年政府信息公开工作年度报告"
    made = article(title, (title, "本机关认真贯彻政府信息公开条例。", *BODY))
    uploaded = replace(made, metadata={"source": "泸州市人民政府办公室"})
    assert recognise(uploaded, PLACES, LUZHOU).issuer.name == "泸州市人民政府"
    lines = (line.replace("全市", "") for line in BODY)
    own = article(title, (title, "本办认真贯彻政府信息公开条例。", *lines))
    signed = replace(own, metadata={"source": "泸州市人民政府办公室"})
    assert recognise(signed, PLACES, LUZHOU).issuer.name == "泸州市人民政府办公室"


@pytest.mark.parametrize(
    ("portal", "expected"), [("320106", "320106"), ("320100", "320106"), ("320300", "320302"), ("510500", None)]
)
def test_places_of_one_name_are_told_apart_by_the_portal_or_not_at_all(portal: str, expected: str | None) -> None:
    found = recognise(article("鼓楼区2020年政府信息公开工作年度报告"), PLACES, portal)
    assert found.jurisdiction == expected
    assert expected is not None or any("several places" in reason for reason in found.reasons)


def test_places_of_one_name_are_told_apart_by_the_parent_named_before() -> None:
    found = recognise(article("徐州市鼓楼区人民政府2020年政府信息公开工作年度报告"), PLACES, None)
    assert (found.jurisdiction, found.issuer.name) == ("320302", "鼓楼区人民政府")


@pytest.mark.parametrize(("portal", "expected"), [("540300", "540300"), ("510500", None)])
def test_todays_name_over_an_older_report_is_the_portals_own_place_and_nobody_elses(
    portal: str, expected: str | None
) -> None:
    """昌都 is a city since 2014."""
    found = recognise(article("昌都市人民政府2010年政府信息公开工作年度报告"), PLACES, portal)
    assert found.jurisdiction == expected
    assert expected is not None or any("no 昌都市 in that year" in reason for reason in found.reasons)


def test_a_title_without_issuer_takes_it_from_the_line_above_or_the_signature() -> None:
    title = "2020年政府信息公开工作年度报告"
    above = recognise(article(title, ("泸州市财政局", *BODY)), PLACES, LUZHOU)
    assert above.issuer.name == "泸州市财政局"
    office = recognise(article(title, (*BODY, "泸州市人民政府办公室", "2021年1月28日")), PLACES, LUZHOU)
    assert (office.issuer.kind, office.issuer.name) == ("government", "泸州市人民政府")


def test_a_lost_title_is_none_and_year_and_place_come_from_the_text() -> None:
    lines = ("一、概述", "2018年,江阳区全面做好政府信息公开工作。", "江阳区人民政府办公室印发通知,2018年我区主动公开政府信息1630条。", "二、主动公开政府信息的情况", "2018年公开信息12条,2018年制作政策解读2篇。", "三、政府信息依申请公开办理情况", "江阳区2018年受理192件。", "四、因政府信息公开申请行政复议、提起行政诉讼的情况", "行政复议5次。", "五、存在的主要问题及改进措施", "江阳区政府将改进。")  # fmt: skip
    for portal in ("510502", "510500", None):
        found = recognise(article(None, lines), PLACES, portal)
        assert (found.title, found.year, found.jurisdiction) == (None, 2018, "510502")
        assert found.issuer.name == "江阳区人民政府"


def test_a_range_of_years_is_no_year() -> None:
    found = recognise(article("2008-2010年泸州市政府信息公开工作年度报告"), PLACES, LUZHOU)
    assert found.year is None
    assert any("range" in reason for reason in found.reasons)


def test_the_stated_period_beats_a_title_that_names_the_year_of_publication() -> None:
    lines = ("本报告所列数据的统计期限从2019年1月1日起,至2019年12月31日止。", *BODY)
    found = recognise(
        article("泸州市2020年政府信息公开工作年度报告", lines, published=date(2020, 3, 1)), PLACES, LUZHOU
    )
    assert found.year == 2019


@pytest.mark.parametrize(
    "title", ["泸州市2020年政府信息公开工作年度报告(更新版)", "泸州市2020年政府信息公开工作年度报告(更正)"]
)
def test_an_erratum_is_marked(title: str) -> None:
    assert recognise(article(title), PLACES, LUZHOU).erratum
    assert not recognise(article("泸州市2020年政府信息公开工作年度报告"), PLACES, LUZHOU).erratum


@pytest.mark.parametrize(
    "title",
    [
        "关于做好2020年政府信息公开工作年度报告编制工作的通知",
        "泸州市2020年政府信息公开工作年度报告解读",
        "一图读懂泸州市2020年政府信息公开工作年度报告",
        "政府信息公开工作年度报告编写格式",
        "泸州市2020年法治政府建设年度报告",
        "泸州市政府网站工作年度报表(2020年度)",
        "泸州市财政局2020年部门预算",
        "泸州市2020年国民经济和社会发展统计公报",
        "泸州市人大代表建议答复:关于政府信息公开年度报告的建议",
        "我市发布2020年政府信息公开工作年度报告",
        "泸州市政府信息公开指南",
    ],
)
def test_what_is_about_reports_or_another_report_is_none(title: str) -> None:
    short = ("有关情况如下。", "各单位要按时报送,2021年1月31日前公布。", "附件下载。") * 30
    with pytest.raises(NotAReport):
        recognise(article(title, short), PLACES, LUZHOU)


@pytest.mark.parametrize(
    "title",
    [
        "泸州市2020年上半年政府信息公开工作报告",
        "泸州市财政局2020年第一季度政府信息公开工作总结",
        "泸州市财政局2020年1月份政府信息公开工作总结",
        "泸州市财政局二○二○年十二月政府信息公开工作总结",
    ],
)
def test_a_report_on_part_of_a_year_is_none_whatever_it_tells(title: str) -> None:
    with pytest.raises(NotAReport, match="part of a year"):
        recognise(article(title), PLACES, LUZHOU)


def test_a_few_lines_that_tell_of_each_part_are_a_whole_report() -> None:
    said = ("2021年,市商务局主动公开信息214条。收到申请3件,全部予以公开。", "没有被申请行政复议、提起行政诉讼的情况。")
    assert recognise(article("泸州市商务局2021年政府信息公开工作年度报告", said), PLACES, LUZHOU).complete
    assert not recognise(article("泸州市商务局2021年政府信息公开工作年度报告", said[:1]), PLACES, LUZHOU).complete


def test_a_notice_is_none_even_with_the_whole_form_in_it() -> None:
    with pytest.raises(NotAReport, match="notice"):
        recognise(article("关于编制2020年政府信息公开工作年度报告的通知"), PLACES, LUZHOU)


def test_a_blank_form_is_none() -> None:
    blank = tuple(line for line in BODY if line.startswith(("一", "二", "三", "四", "五", "六"))) * 8
    with pytest.raises(NotAReport, match="blank form"):
        recognise(article("XX市2020年政府信息公开工作年度报告", (*blank, "20XX年XX局收到申请XX件。")), PLACES, LUZHOU)


def test_a_list_of_reports_is_none() -> None:
    lines = tuple(f"泸州市{year}年政府信息公开工作年度报告" for year in range(2010, 2021))
    with pytest.raises(NotAReport, match="lists"):
        recognise(article("政府信息公开年报", lines), PLACES, LUZHOU)


def test_a_page_that_only_carries_the_file_is_an_incomplete_report() -> None:
    link = Link("http://portal.example/2020.pdf", "泸州市2020年政府信息公开工作年度报告.pdf")
    found = recognise(
        article("泸州市2020年政府信息公开工作年度报告", ("详见附件。",), attachments=(link,)), PLACES, LUZHOU
    )
    assert not found.complete
    assert (found.year, found.jurisdiction) == (2020, "510500")


@pytest.mark.parametrize(
    "said",
    [
        "本年度未收到政府信息公开申请，未发生行政复议、行政诉讼。",
        "我镇本年度没有收到公民、法人和其他组织的政府信息公开申请。",
        "全年政府信息公开申请为零，无收费。",
        "本年度依申请公开:无申请,无行政复议。",
    ],
)
def test_a_few_words_that_nothing_came_are_a_report_where_the_title_names_the_year(said: str) -> None:
    for title in ("泸县玄滩镇2021年政府信息公开工作年度报告", "泸州市第二中学二〇二一年信息公开工作报告"):
        found = recognise(article(title, (title, said)), PLACES, LUZHOU)
        assert (found.complete, found.year) == (True, 2021)


@pytest.mark.parametrize(
    "lines",
    [
        ("附件:泸县玄滩镇2021年政府信息公开工作年度报告.doc",),
        ("点击下载:2021年政府信息公开工作年度报告.pdf", "无障碍浏览", "依申请公开", "行政复议", "收费标准"),
        ("无法显示时请下载附件。", "依申请公开", "信息公开申请表", "行政复议"),
    ],
)
def test_a_page_of_links_stays_a_stub_whatever_words_stand_around_it(lines: tuple[str, ...]) -> None:
    title = "泸县玄滩镇2021年政府信息公开工作年度报告"
    link = Link("http://portal.example/2021.doc", title + ".doc")
    for attachments in ((link,), ()):
        assert not recognise(article(title, (title, *lines), attachments=attachments), PLACES, LUZHOU).complete


def test_a_few_words_beside_the_report_as_a_file_are_its_stub() -> None:
    title = "泸县玄滩镇2021年政府信息公开工作年度报告"
    link = Link("http://portal.example/2021.doc", title + ".doc")
    said = (title, "本年度未收到政府信息公开申请。")
    assert not recognise(article(title, said, attachments=(link,)), PLACES, LUZHOU).complete


def test_a_report_of_tables_alone_is_one() -> None:
    cells = [Cell("第二十条第(一)项", 0, 0), *(Cell(str(n), n, 0) for n in range(1, 30))]
    table = TableBlock(tuple(cells), 30, 1)
    found = recognise(article("泸州市2020年政府信息公开工作年度报告", blocks=(table,)), PLACES, LUZHOU)
    assert found.complete


def test_news_in_a_template_of_the_same_site_is_none() -> None:
    lines = ("全市统筹推动产业转型升级,规上工业企业1281家。",) * 40
    with pytest.raises(NotAReport):
        recognise(article("泸州市统筹推动城市和产业转型升级", lines), PLACES, LUZHOU)


def test_a_columns_name_gives_way_to_the_articles_own_title() -> None:
    title = "泸州市财政局2020年政府信息公开工作年度报告"
    found = recognise(article("政府信息公开年报", (title, *BODY)), PLACES, LUZHOU)
    assert (found.title, found.issuer.name, found.year) == (title, "泸州市财政局", 2020)


@pytest.mark.parametrize(
    "name", ["泸州市审计局", "泸州市企业服务中心", "泸州市纪律检查委员会", "泸州市人大常委会办公室"]
)
def test_words_of_a_bodys_name_are_not_held_against_its_report(name: str) -> None:
    assert recognise(article(f"{name}2020年政府信息公开工作年度报告"), PLACES, LUZHOU).issuer.name == name
    assert recognise(article(f"{name}关于2020年政府信息公开工作年度报告"), PLACES, LUZHOU).issuer.name == name
    with pytest.raises(NotAReport):
        recognise(article(f"{name}关于做好2020年政府信息公开工作年度报告的通知"), PLACES, LUZHOU)
    with pytest.raises(NotAReport):
        recognise(article(f"{name}2020年政府信息公开工作年度报告解读"), PLACES, LUZHOU)


def test_tables_shown_as_pictures_are_said_to_be_and_the_page_is_no_blank_form() -> None:
    title = "泸州市2022年政府信息公开工作年度报告"
    shown = [
        Paragraph(title),
        Paragraph("一、总体情况"),
        Image("http://www.example.gov.cn/u/leader.jpg"),
        Paragraph("本机关坚持以公开为常态，不断完善公开制度，规范公开平台。"),
        Paragraph("二、主动公开政府信息情况"),
        Image("http://www.example.gov.cn/u/1.png"),
        Paragraph("三、收到和处理政府信息公开申请情况"),
        Image("http://www.example.gov.cn/u/2.png"),
        Paragraph("五、存在的主要问题及改进情况"),
        Paragraph("公开内容不够丰富，下一步将改进公开形式，加强业务培训。"),
        Image("http://www.example.gov.cn/u/icon/pdf.gif"),
    ]
    found = recognise(replace(article(title), blocks=tuple(shown)), PLACES, LUZHOU)
    assert found.complete
    assert [reason for reason in found.reasons if "picture" in reason] == [
        "the table under 二、主动公开政府信息情况 is a picture, not read: http://www.example.gov.cn/u/1.png",
        "the table under 三、收到和处理政府信息公开申请情况 is a picture, not read: http://www.example.gov.cn/u/2.png",
    ]


def test_a_part_that_has_its_table_lacks_none_for_a_picture_beside_it() -> None:
    cells = (Cell("第二十条第（一）项", 0, 0), Cell("1", 0, 1))
    blocks = (
        *article("泸州市2020年政府信息公开工作年度报告").blocks,
        Paragraph("二、主动公开政府信息情况"),
        TableBlock(cells, 1, 2),
        Image("http://www.example.gov.cn/u/1.png"),
    )
    found = recognise(replace(article("泸州市2020年政府信息公开工作年度报告"), blocks=blocks), PLACES, LUZHOU)
    assert not [reason for reason in found.reasons if "picture" in reason]


@pytest.mark.parametrize(
    "title",
    ["泸州市江阳区江阳街道办事处2020年政府信息公开工作年度报告", "江阳街道办事处2020年政府信息公开工作年度报告"],
)
def test_a_street_named_like_its_district_keeps_the_districts_name_before_it(title: str) -> None:
    found = recognise(article(title), PLACES, "510502")
    assert (found.issuer.name, found.jurisdiction) == ("江阳区江阳街道办事处", "510502")


def test_whom_a_report_is_sent_to_is_not_its_issuer() -> None:
    title = "2020年政府信息公开工作年度报告"
    found = recognise(
        article(title, (title, "泸州市政府办公室：", "现将我局情况报告如下。", *BODY, "泸州市林业局")), PLACES, LUZHOU
    )
    assert found.issuer.name == "泸州市林业局"


def test_what_was_done_is_no_body_and_the_name_stands_before_it() -> None:
    found = recognise(article("泸州市林业局2020年度关于开展政府信息公开工作年度报告编制情况报告"), PLACES, LUZHOU)
    assert found.issuer.name == "泸州市林业局"


@pytest.mark.parametrize("title", ["泸州市政府信息公开年报", "2020年政府信息公开工作年度报告"])
@pytest.mark.parametrize("bureau", ["泸州市林业局", "泸州市人力资源和社会保障局"])
def test_a_bureau_that_names_itself_only_as_whom_to_ask_is_the_issuer(title: str, bureau: str) -> None:
    lines = (f"2020年，我局按要求编制本报告。如有疑问，请与{bureau}办公室联系（电话：0830-1234567）。", *BODY)
    assert recognise(article(title, lines), PLACES, LUZHOU).issuer.name == bureau


def test_whom_to_ask_is_not_the_issuer_where_no_bureau_speaks() -> None:
    lines = ("如有疑问，请与泸州市林业局联系（电话：0830-1234567）。", *BODY)
    found = recognise(article("2020年政府信息公开工作年度报告", lines), PLACES, LUZHOU)
    assert found.issuer.name == "泸州市人民政府"
