"""The statistics form of 2014 as people laid it out, labels of the later forms as people reworded them, and
other portals' ways of putting an article on a page."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from html import escape
from itertools import pairwise

from tests.odd_pages import grids, markup, shell
from tests.odd_pages.article import TITLES, Body, build, odd, paragraph
from tests.odd_pages.facts import Facts, facts
from tests.odd_pages.grids import Cell, Grid
from tests.odd_pages.scoring import Odd
from tests.odd_pages.tables_and_hidden_content import third_keys

MAKERS: list[Callable[[], Odd]] = []


def a_page(maker: Callable[[], Odd]) -> Callable[[], Odd]:
    MAKERS.append(maker)
    return maker


def pages() -> list[Odd]:
    return [maker() for maker in MAKERS]


# Label, unit, code ("" for a heading of rows), as the yearly notices of 2014 to 2018 have them.
FORM = """
一、主动公开情况|——|
（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）|条|proactive.items
其中：主动公开规范性文件数|条|proactive.normative_documents_disclosed
制发规范性文件总数|件|proactive.normative_documents_issued
（二）通过不同渠道和方式公开政府信息的情况|——|
1.政府公报公开政府信息数|条|proactive.channel.gazette
2.政府网站公开政府信息数|条|proactive.channel.website
3.政务微博公开政府信息数|条|proactive.channel.weibo
4.政务微信公开政府信息数|条|proactive.channel.wechat
5.其他方式公开政府信息数|条|proactive.channel.other
二、回应解读情况|——|
（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）|次|responses.hot_issues
（二）通过不同渠道和方式回应解读的情况|——|
1.参加或举办新闻发布会总次数|次|responses.press_conferences
其中：主要负责同志参加新闻发布会次数|次|responses.press_conferences_led
2.政府网站在线访谈次数|次|responses.online_interviews
其中：主要负责同志参加政府网站在线访谈次数|次|responses.online_interviews_led
3.政策解读稿件发布数|篇|responses.interpretations
4.微博微信回应事件数|次|responses.weibo_wechat
5.其他方式回应事件数|次|responses.other
三、依申请公开情况|——|
（一）收到申请数|件|applications.received
1.当面申请数|件|applications.channel.in_person
2.传真申请数|件|applications.channel.fax
3.网络申请数|件|applications.channel.online
4.信函申请数|件|applications.channel.letter
（二）申请办结数|件|applications.closed
1.按时办结数|件|applications.closed.on_time
2.延期办结数|件|applications.closed.extended
（三）申请答复数|件|applications.answered
1.属于已主动公开范围数|件|applications.outcome.already_public
2.同意公开答复数|件|applications.outcome.granted
3.同意部分公开答复数|件|applications.outcome.granted_partly
4.不同意公开答复数|件|applications.outcome.refused
其中：涉及国家秘密|件|applications.outcome.refused.state_secret
涉及商业秘密|件|applications.outcome.refused.trade_secret
涉及个人隐私|件|applications.outcome.refused.privacy
危及国家安全、公共安全、经济安全和社会稳定|件|applications.outcome.refused.security_and_stability
不是《条例》所指政府信息|件|applications.outcome.refused.not_government_information
法律法规规定的其他情形|件|applications.outcome.refused.other_legal_grounds
5.不属于本行政机关公开数|件|applications.outcome.not_this_body
6.申请信息不存在数|件|applications.outcome.not_existing
7.告知作出更改补充数|件|applications.outcome.clarification_asked
8.告知通过其他途径办理数|件|applications.outcome.redirected
四、行政复议数量|件|review.total
（一）维持具体行政行为数|件|review.upheld
（二）被依法纠错数|件|review.corrected
（三）其他情形数|件|review.other
五、行政诉讼数量|件|litigation.total
（一）维持具体行政行为或者驳回原告诉讼请求数|件|litigation.upheld
（二）被依法纠错数|件|litigation.corrected
（三）其他情形数|件|litigation.other
六、举报投诉数量|件|complaints.total
七、依申请公开信息收取的费用|万元|applications.fees_collected
八、机构建设和保障经费情况|——|
（一）政府信息公开工作专门机构数|个|institution.offices
（二）设置政府信息公开查阅点数|个|institution.reading_points
（三）从事政府信息公开工作人员数|人|institution.staff
1.专职人员数（不包括政府公报及政府网站工作人员数）|人|institution.staff_full_time
2.兼职人员数|人|institution.staff_part_time
（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）|万元|institution.budget
九、政府信息公开会议和培训情况|——|
（一）召开政府信息公开工作会议或专题会议数|次|training.meetings
（二）举办各类培训班数|次|training.courses
（三）接受培训人员数|人次|training.participants
"""
Line = tuple[str, str, str]
LINES: list[Line] = [(a, b, c) for a, b, c in (line.split("|") for line in FORM.strip().splitlines())]


def statistics(seed: int) -> Facts:
    """A report for 2016 or 2017 with the statistics form; every figure drawn for itself."""
    rng = random.Random(seed)
    given = replace(facts(seed), form="2014", year=rng.choice((2015, 2016, 2017)), values={})
    for _, unit, code in LINES:
        if code:
            value = (
                rng.randint(0, 9999) / 100
                if unit == "万元"
                else rng.choice((0, rng.randint(1, 99), rng.randint(100, 98765)))
            )
            given.values[(code, "all")] = value
    return replace(given, published=f"{given.year + 1}-03-{rng.randint(10, 28)}")


def shown(given: Facts, code: str) -> str:
    return grids.plain(given.values[(code, "all")]) if code else ""


def with_form(
    name: str, given: Facts, tables: str, *printed: str, nullable: set[tuple[str, str]] | None = None, **more: object
) -> Odd:
    """A page of that year: short prose, then the form as an annex."""
    body = Body()
    opening = (
        f"根据《中华人民共和国政府信息公开条例》的规定，编制{given.government}{given.year}年政府信息公开工作年度报告。"
    )
    for text in (
        opening,
        "一、概述",
        f"{given.year}年，我市政府信息公开工作稳步推进，制度不断健全。",
        "二、存在问题和改进措施",
        "公开内容有待深化，下一步将加强培训指导。",
    ):
        body.add(paragraph(text), text)
    body.add(paragraph("附件：政府信息公开情况统计表"), "附件：政府信息公开情况统计表")
    body.add(tables, *printed)
    given_more = {"digits": None, "sections": (), "words": body.words, "faulty": True, **more}
    return odd(name, given, body, nullable=nullable, **given_more)


def rows(given: Facts, lines: list[Line] = LINES) -> Grid:
    return [[Cell(label), Cell(unit), Cell(shown(given, code), figure=True)] for label, unit, code in lines]


HEAD = [Cell("统 计 指 标", head=True), Cell("单位", head=True), Cell("统计数", head=True)]


@a_page
def form_in_three_columns() -> Odd:
    given = statistics(401)
    return with_form("form_in_three_columns", given, markup.table([HEAD, *rows(given)]))


@a_page
def form_with_last_years_column() -> Odd:
    given, other = statistics(402), statistics(502)
    head = [Cell("指标名称"), Cell("计量单位"), Cell(f"{given.year - 1}年"), Cell(f"{given.year}年")]
    made = [
        [Cell(label), Cell(unit), Cell(shown(other, code)), Cell(shown(given, code))] for label, unit, code in LINES
    ]
    return with_form("form_with_last_years_column", given, markup.table([head, *made]))


@a_page
def form_with_growth_column() -> Odd:
    given = statistics(403)
    head = [Cell("项目"), Cell("单位"), Cell("数量"), Cell("同比增长")]
    made = [
        [Cell(label), Cell(unit), Cell(shown(given, code)), Cell("12.5%" if code else "")]
        for label, unit, code in LINES
    ]
    return with_form("form_with_growth_column", given, markup.table([head, *made]))


@a_page
def form_in_two_halves() -> Odd:
    given = statistics(404)
    half = (len(LINES) + 1) // 2
    left, right = rows(given, LINES[:half]), rows(given, LINES[half:])
    right += [[Cell(""), Cell(""), Cell("")]] * (len(left) - len(right))
    made = [[*one, *other] for one, other in zip(left, right, strict=True)]
    return with_form("form_in_two_halves", given, markup.table([[*HEAD, *HEAD], *made]))


@a_page
def form_with_merged_groups() -> Odd:
    """The nine headings stand at the left, merged over their rows."""
    given = statistics(405)
    made: Grid = [[Cell("类别"), *HEAD]]
    starts = [at for at, (label, _, _) in enumerate(LINES) if re.match("[一二三四五六七八九]、", label)] + [len(LINES)]
    for start, stop in pairwise(starts):
        part = LINES[start:stop]
        for at, (label, unit, code) in enumerate(part):
            line = [Cell(label), Cell(unit), Cell(shown(given, code), figure=True)]
            made.append([Cell(part[0][0], rows=len(part)), *line] if at == 0 else line)
    return with_form("form_with_merged_groups", given, markup.table(made))


@a_page
def form_without_unit_column() -> Odd:
    given = statistics(406)
    made: Grid = [[Cell("统计指标"), Cell("统计数")]]
    made += [
        [Cell(label + (f"（单位：{unit}）" if code else "")), Cell(shown(given, code), figure=True)]
        for label, unit, code in LINES
    ]
    return with_form("form_without_unit_column", given, markup.table(made))


@a_page
def form_in_nine_tables() -> Odd:
    given = statistics(407)
    starts = [at for at, (label, _, _) in enumerate(LINES) if re.match("[一二三四五六七八九]、", label)] + [len(LINES)]
    tables = "<p>&nbsp;</p>".join(markup.table([HEAD, *rows(given, LINES[a:b])]) for a, b in pairwise(starts))
    return with_form("form_in_nine_tables", given, tables)


@a_page
def form_pasted_from_word() -> Odd:
    given = statistics(408)
    return with_form("form_pasted_from_word", given, markup.word_table([HEAD, *rows(given)]))


@a_page
def form_with_numbers_and_indents() -> Odd:
    given = statistics(409)
    made = [[Cell("序号"), *HEAD]]
    for at, (label, unit, code) in enumerate(LINES, 1):
        made.append(
            [
                Cell(str(at)),
                Cell("　　" + label.replace(".", "、") + " "),
                Cell(unit),
                Cell(shown(given, code), figure=True),
            ]
        )
    return with_form("form_with_numbers_and_indents", given, markup.table(made))


@a_page
def form_with_units_in_the_cells() -> Odd:
    given = statistics(410)
    made: Grid = [[Cell("统计指标"), Cell("单位"), Cell("统计数")]]
    for label, unit, code in LINES:
        made.append([Cell(label), Cell(unit), Cell(f"{shown(given, code)}{unit}" if code else "", figure=True)])
    return with_form("form_with_units_in_the_cells", given, markup.table(made))


@a_page
def form_with_money_in_yuan() -> Odd:
    given = statistics(411)
    made: Grid = [HEAD]
    for label, unit, code in LINES:
        money = unit == "万元"
        text = str(round(given.values[(code, "all")] * 10000)) if money else shown(given, code)
        made.append([Cell(label), Cell("元" if money else unit), Cell(text, figure=True)])
    return with_form("form_with_money_in_yuan", given, markup.table(made))


@a_page
def form_with_local_rows() -> Odd:
    given = statistics(412)
    made: Grid = [HEAD]
    for line in LINES:
        made += rows(given, [line])
        if line[2] in ("proactive.items", "applications.received", "training.courses"):
            made.append([Cell("其中：市级部门"), Cell(line[1]), Cell("7", figure=True)])
            made.append([Cell("各县（市、区）"), Cell(line[1]), Cell("5", figure=True)])
    return with_form("form_with_local_rows", given, markup.table(made))


@a_page
def form_with_dashes_for_nothing() -> Odd:
    given = statistics(413)
    made = [HEAD, *rows(given)]
    gone = [code for _, _, code in LINES if code][::4]
    for row, (_, _, code) in zip(made[1:], LINES, strict=True):
        if code in gone:
            row[2] = replace(row[2], text="—" if gone.index(code) % 2 else "")
            del given.values[(code, "all")]
    return with_form("form_with_dashes_for_nothing", given, markup.table(made))


@a_page
def form_by_departments() -> Odd:
    """The same rows with a column for each department and one for all of them."""
    given = statistics(414)
    head = [*HEAD[:2], Cell("合计"), Cell("市财政局"), Cell("市教育局")]
    made = [
        [Cell(label), Cell(unit), Cell(shown(given, code)), Cell("3" if code else ""), Cell("4" if code else "")]
        for label, unit, code in LINES
    ]
    return with_form("form_by_departments", given, markup.table([head, *made]), nullable=set(given.values))


@a_page
def form_in_flexed_lines() -> Odd:
    given = statistics(415)
    return with_form("form_in_flexed_lines", given, markup.divs([HEAD, *rows(given)]), nullable=set(given.values))


# ---- reworded labels of the later forms


@a_page
def applicants_reworded() -> Odd:
    given = facts(416, "2019")
    words = {
        "法人或其他组织": "法人和其他组织",
        "商业企业": "企　　业",
        "社会公益组织": "社会公益\n组织",
        "总计": "合计",
    }
    third = [
        [replace(cell, text=words.get(cell.text, cell.text)) if cell.head else cell for cell in row]
        for row in grids.third(given)
    ]
    return odd(
        "applicants_reworded",
        given,
        build(given, made=(grids.second(given), third, grids.fourth(given))),
        nullable=third_keys(given),
        words=(),
    )


@a_page
def outcomes_reworded() -> Odd:
    given = facts(417, "2019")
    words = {
        "3.危及“三安全一稳定”": "3.危及国家安全、公共安全、经济安全、社会稳定",
        "4.保护第三方合法权益": "4.保护第三方权益",
        "1.信访举报投诉类申请": "1.信访、举报、投诉类申请事项",
        "3.补正后申请内容仍不明确": "3.补正后仍不明确的",
        "二、上年结转政府信息公开申请数量": "二、上年度结转政府信息公开申请数量",
        "（六）其他处理": "（六）其他处理情况",
    }
    third = [[replace(cell, text=words.get(cell.text, cell.text)) for cell in row] for row in grids.third(given)]
    return odd(
        "outcomes_reworded",
        given,
        build(given, made=(grids.second(given), third, grids.fourth(given))),
        nullable=third_keys(given),
    )


@a_page
def results_reworded() -> Odd:
    given = facts(418)
    words = {"结果维持": "维持", "结果纠正": "纠正", "其他结果": "其他", "尚未审结": "未审结", "总计": "合计"}
    fourth = [[replace(cell, text=words.get(cell.text, cell.text)) for cell in row] for row in grids.fourth(given)]
    made = odd("results_reworded", given, build(given, made=(grids.second(given), grids.third(given), fourth)))
    made.nullable = {key for key in given.values if key[0].startswith(("review", "litigation"))}
    return made


# ---- other pages around the article


def page_of(given: Facts, body: Body, before: str, after: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{given.title}</title>{head}</head><body>{before}{body.html}{after}</body></html>"


@a_page
def nothing_around_the_article() -> Odd:
    given = facts(419)
    body = build(given)
    return odd(
        "nothing_around_the_article",
        given,
        body,
        page=page_of(given, body, f"<h1>{given.title}</h1>", ""),
        published=None,
    )


@a_page
def the_article_is_the_body_between_menus() -> Odd:
    given = facts(420, "2019")
    body = build(given)
    before = (
        "".join(f"<a href='/{n}'>栏目{n}</a>" for n in range(30))
        + f"<h3>{given.title}</h3><p>{given.published} 10:21 信息来源：市政府办公室</p>"
    )
    after = "<p><a href='/x'>上一条：会议纪要第17期</a></p><p><a href='/y'>下一条：通知公告8则</a></p><p>版权所有 某某市人民政府 备案号：1234567</p>"
    return odd(
        "the_article_is_the_body_between_menus",
        given,
        body,
        page=page_of(given, body, before, after),
        strangers=("栏目7", "第17期", "通知公告8则", "1234567"),
    )


@a_page
def a_page_of_paragraphs_with_comments_below() -> Odd:
    given = facts(421)
    body = build(given)
    after = (
        "<div class='pl'><h4>网友评论</h4><div><b>张先生</b>：希望公开更多信息，2023年办了3次都没成。</div>"
        "<div><b>李女士</b>：点赞666。</div><textarea>说点什么</textarea></div>"
    )
    page = page_of(
        given,
        body,
        f"<div id='wrap'><div id='txt'><h2>{given.title}</h2>{shell.dateline(given.published)}",
        f"</div>{after}</div>",
    )
    return odd("a_page_of_paragraphs_with_comments_below", given, body, page=page, strangers=("李女士", "张先生"))


@a_page
def article_cut_into_sibling_boxes() -> Odd:
    """Each section in a card of its own beside a card of neighbours."""
    given = facts(422)
    body = build(given)
    cards = "".join(f"<section class='card'>{marked}</section>" for marked in body.marked)
    aside = "<section class='card'><h3>热门服务</h3><ul><li><a href='/1'>社保查询12333</a></li><li><a href='/2'>医保办理</a></li></ul></section>"
    page = page_of(given, body, "", "").replace(
        body.html, f"<main><h1>{given.title}</h1>{shell.dateline(given.published)}{cards}</main><aside>{aside}</aside>"
    )
    return odd("article_cut_into_sibling_boxes", given, body, page=page, strangers=("12333", "医保办理"))


@a_page
def definitions_and_links_inside_the_article() -> Odd:
    """Words of the article are links; they are the article's all the same."""
    given = facts(423)
    body = build(given)
    html = body.html.replace(
        "《中华人民共和国政府信息公开条例》",
        "<a href='http://www.gov.cn/tl.htm'>《中华人民共和国政府信息公开条例》</a>",
    )
    html = html.replace(
        f"全年主动公开政府信息{given.values[('proactive.items', 'all')]}条",
        f"<a href='/xx'>全年主动公开政府信息{given.values[('proactive.items', 'all')]}条</a>",
    )
    return odd(
        "definitions_and_links_inside_the_article",
        given,
        body,
        page=page_of(
            given, body, f"<div><h1>{given.title}</h1>{shell.dateline(given.published)}<div>", "</div></div>"
        ).replace(body.html, html),
    )


@a_page
def attachments_below_the_article() -> Odd:
    given = facts(424)
    body = build(given)
    after = "<p>附件：</p><p><a href='/f/1.pdf'>1. 2023年统计表（盖章版）.pdf</a></p><p><a href='/f/2.docx'>2. 报告全文.docx</a>（已下载31次）</p>"
    return odd(
        "attachments_below_the_article",
        given,
        body,
        page=page_of(
            given, body, f"<div><h1>{given.title}</h1>{shell.dateline(given.published)}<div>", f"{after}</div></div>"
        ),
        strangers=("盖章版",),
    )


@a_page
def sections_as_a_list() -> Odd:
    given = facts(425)
    body = build(given)
    items = "".join(f"<li>{marked}</li>" for marked in body.marked)
    return odd(
        "sections_as_a_list",
        given,
        body,
        page=page_of(given, body, "", "").replace(
            body.html,
            f"<h1>{given.title}</h1>{shell.dateline(given.published)}<ul style='list-style:none'>{items}</ul>",
        ),
    )


@a_page
def sections_numbered_by_the_browser() -> Odd:
    """<ol> prints the numbers: the markup has none."""
    given = facts(426)
    titles = tuple(("", title) for _, title in TITLES)
    body = build(
        given,
        titles=titles,
        head=lambda text: f"<ol style='list-style:cjk-ideographic'><li><b>{escape(text)}</b></li></ol>",
    )
    return odd("sections_numbered_by_the_browser", given, body, sections=())
