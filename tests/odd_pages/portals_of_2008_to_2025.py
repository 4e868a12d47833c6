"""Whole article pages of all four forms between loud surroundings, with tables as they are pasted, split, nested and repeated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from opencc import OpenCC

from tests.odd_pages import cms_grids as grids
from tests.odd_pages import cms_pages
from tests.odd_pages.cms_grids import Grid
from tests.odd_pages.cms_pages import Piece, grids_of, p, page, six
from tests.odd_pages.cms_shells import Sheet
from tests.odd_pages.facts import Facts, facts
from tests.odd_pages.scoring import Key, Odd

LOUD = (
    "您所在的位置",
    "微信扫一扫",
    "防汛抗旱",
    "招商引资",
    "我要纠错",
    "主办单位",
    "网安备",
    "阅读量",
    "热门推荐",
)
_LINKS = (
    '<div class="hot"><div class="hd">热门推荐</div><ul><li><a href="/a/1.shtml">全市防汛抗旱工作会议召开，收到建议36条</a></li>'
    '<li><a href="/a/2.shtml">上半年招商引资签约项目128个</a></li></ul></div>'
)
_FOOT = (
    '<div class="foot"><p>主办单位：{site}　承办单位：大数据中心　电话：0000-3190012</p>'
    "<p>ICP备05000001号-1　公网安备 51000002000045号</p></div>"
)


def _end(sheet: Sheet) -> str:
    return (
        '<div class="pages"><a>上一页</a><span>1</span><a>2</a><a>下一页</a></div>'
        '<div class="erweima"><img src="ew.png"/><span>微信扫一扫，分享至朋友圈</span></div><p class="jc"><a href="#">我要纠错</a></p>'
        + _LINKS
        + _FOOT.format(site=sheet.site)
        + "</body></html>"
    )


def jpaas(sheet: Sheet) -> str:
    """The catalogue's box stands beside the article, its labels in spans."""
    rows = "".join(f"<li><span class='k'>{key}</span><em>{value}</em></li>" for key, value in sheet.extras.items())
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{sheet.site} 政府信息公开年报 {sheet.title}</title>'
        f'<meta name="ArticleTitle" content="{sheet.title}"><meta name="PubDate" content="{sheet.published} 16:44:09">'
        "<style>.mob{display:none}</style></head><body>"
        f'<div class="pos">您所在的位置：<a href="/">首页</a>&nbsp;&gt;&nbsp;<a href="/col/col1/">年报</a></div>'
        f'<div class="side"><ul>{rows}</ul></div>'
        f'<div class="art-main"><p class="con-title">{sheet.title}</p><div class="con-sub">发布日期：{sheet.published} 16:44'
        f'<i>|</i>来源：{sheet.site}<i>|</i>阅读量：<em id="hits">2304</em>次</div>'
        f'<div id="zoom" class="article-content">{sheet.body}</div></div>' + _end(sheet)
    )


def ucap(sheet: Sheet) -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"/><title>{sheet.title}_{sheet.site}门户网站</title>'
        f'<meta name="ArticleTitle" content="{sheet.title}"/><meta name="PubDate" content="{sheet.published}"/>'
        f'</head><body><div class="crumb">您所在的位置：首页 / 公开 / 年报</div><div class="article oneColumn">'
        f'<h1 id="ti">{sheet.title}</h1><div class="pages-date">{sheet.published} 09:12<span>来源： {sheet.site}</span>'
        '<div class="pages_print">【字体：<span>大</span> <span>中</span> <span>小</span>】<span>打印</span></div></div>'
        f'<div class="pages_content" id="UCAP-CONTENT"><div class="trs_editor_view">{sheet.body}</div></div>'
        '<div class="editor"><span>责任编辑：赵一鸣</span></div></div>' + _end(sheet)
    )


def epoint(sheet: Sheet) -> str:
    return (
        f'<html><head><meta charset="utf-8"><title>{sheet.title}</title></head><body><div class="ewb-loc">您所在的位置：首页</div>'
        f'<div class="ewb-article"><h3 class="ewb-article-tt" id="title">{sheet.title}</h3><div class="ewb-article-sub">'
        f'<span>【 信息发布时间：{sheet.published}　阅读量：<span id="infoViewCount">77</span> 】</span>'
        '<a href="javascript:doPrint()">【我要打印】</a><a>【关闭】</a></div>'
        f'<div class="ewb-article-info" id="mainContent" data-html="x">{sheet.body}</div></div>' + _end(sheet)
    )


def phpcms(sheet: Sheet) -> str:
    return (
        f'<html><head><meta charset="utf-8"><title>{sheet.title} - 年度报告 - {sheet.site}</title></head><body>'
        '<div class="crumbs"><a>首页</a><span> &gt; </span>您所在的位置</div><div id="Article">'
        f"<h1>{sheet.title}<br /><span>{sheet.published} 10:08:31 &nbsp;&nbsp;来源：{sheet.site}&nbsp;&nbsp;阅读量："
        f'<span id="hits"></span></span></h1><div class="content">{sheet.body}</div>'
        '<p class="f14"><strong>上一篇：</strong><a href="#">全市防汛抗旱工作部署</a><br /><strong>下一篇：</strong>没有了</p></div>'
        + _end(sheet)
    )


def frontpage(sheet: Sheet) -> str:
    return (
        '<html><head><meta http-equiv="Content-Language" content="zh-cn"><meta name="GENERATOR" content="Microsoft FrontPage 4.0">'
        f'<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>{sheet.title}</title></head>'
        '<body topmargin="0"><div align="center"><table border="0" width="760"><tr><td bgcolor="#CC0000"><font color="#FFFFFF">'
        f"您所在的位置：首页→政务公开</font></td></tr><tr><td><p align=center><b><font size=5>{sheet.title}</font></b></p>"
        f"<p align=center><font size=2>（{sheet.published}）　阅读量 210</font></p><hr>{sheet.body}<hr></td></tr><tr><td>"
        f"<font size=2>主办单位：{sheet.site}</font></td></tr></table></div></body></html>"
    )


def report(name: str, made: Facts, pieces: list[Piece], shell: Callable[[Sheet], str], **more: object) -> Odd:
    return page(name, made, pieces, shell, **{"strangers": LOUD, **more})  # type: ignore[arg-type]


def jpaas_with_each_table_again_for_phones() -> Odd:
    made = facts(7701)

    def twice(grid: Grid) -> str:
        return f'<div class="pc">{grids.word(grid)}</div><div class="mob">{grids.bare(grid)}</div>'

    return report(
        "jpaas_with_each_table_again_for_phones",
        made,
        six(cms_pages.tables(made, twice)),
        jpaas,
        extras={"索引号": "014512345/2024-00031", "组配分类": "年度报告", "文号": ""},
        metadata={"index_number": "014512345/2024-00031"},
    )


def ucap_with_the_applications_in_two_tables() -> Odd:
    made = facts(7702, "2019")
    second, third, fourth = grids_of(made)
    top, rest = [row[:] for row in third[:18]], [row[:] for row in third[18:]]
    top[5] = [(top[5][0][0], 13, 1), *top[5][1:]]
    width = len(grids.resolved(third)[0])
    covered = sum(across for _, _, across in rest[0])
    assert width - covered in (1, 2)
    rest[0] = [("", len(third) - 6 - 13, 1), *([("", 1, 1)] if width - covered == 2 else []), *rest[0]]
    pieces = [
        (grids.wps(second), grids.words(second)),
        (grids.wps(top) + '<p class="p">&nbsp;</p>' + grids.wps(rest), grids.words(top, rest)),
        (grids.wps(fourth), grids.words(fourth)),
    ]
    return report("ucap_with_the_applications_in_two_tables", made, six(pieces), ucap, metadata={"editor": "赵一鸣"})


def epoint_with_wrong_spans() -> Odd:
    made = facts(7703)
    second, third, fourth = grids_of(made)
    second = [[(text, down, 5 if across == 4 else across) for text, down, across in row] for row in second]
    third = [
        [(text, down + 3 if text == "三、本年度办理结果" else down, across) for text, down, across in row]
        for row in third
    ]
    # The rows below were drawn with the overlong cell in place, so the editor narrowed their labels.
    third[-1] = [(text, down, 2 if text.startswith("四、") else across) for text, down, across in third[-1]]
    pieces = [(grids.ueditor(grid), grids.words(grid)) for grid in (second, third, fourth)]
    return report("epoint_with_wrong_spans", made, six(pieces), epoint)


def vsb_tables_nested_twice() -> Odd:
    made = facts(7704)

    def nested(grid: Grid) -> str:
        return (
            '<table align="center" width="98%"><tbody><tr><td><table border="0"><tbody><tr><td>'
            f"{grids.word(grid)}</td></tr></tbody></table></td></tr></tbody></table>"
        )

    return report("vsb_tables_nested_twice", made, six(cms_pages.tables(made, nested)), ucap)


def phpcms_with_digits_as_entities() -> Odd:
    made = facts(7705, "2019")

    def show(code: str, applicant: str, value: int | float) -> str:
        return "".join(f"&#{ord(letter)};" for letter in str(value))

    plain = grids_of(made)
    pieces = [
        (grids.kindeditor(grid), grids.words(clean)) for grid, clean in zip(grids_of(made, show), plain, strict=True)
    ]
    return report("phpcms_with_digits_as_entities", made, six(pieces), phpcms)


def full_width_digits_between_spans() -> Odd:
    made = facts(7706)
    wide = str.maketrans("0123456789", "０１２３４５６７８９")

    def show(code: str, applicant: str, value: int | float) -> str:
        return "".join(
            f"<span style='font-family:仿宋_GB2312;mso-hansi-font-family:宋体'>{letter.translate(wide)}</span>"
            for letter in str(value)
        )

    def words(code: str, applicant: str, value: int | float) -> str:
        return str(value).translate(wide)

    pieces = [
        (grids.bare(grid), grids.words(clean))
        for grid, clean in zip(grids_of(made, show), grids_of(made, words), strict=True)
    ]
    return report("full_width_digits_between_spans", made, six(pieces), epoint)


def a_small_table_in_the_overview() -> Odd:
    """Two by two, of things that the form does not count."""
    made = facts(7707)
    small: Grid = [
        [grids.one("门户网站发布信息"), grids.one("新媒体推送信息")],
        [grids.one("4821条"), grids.one("963条")],
    ]
    parts = six(cms_pages.tables(made, grids.ueditor))
    parts[3:3] = [
        p("全年各平台发布情况如下："),
        (grids.ueditor(small), grids.words(small)),
    ]
    odd = report("a_small_table_in_the_overview", made, parts, jpaas)
    channels: dict[Key, int | float] = {("proactive.channel.website", "all"): 4821}
    odd.figures.update(channels)
    odd.nullable |= set(channels)
    return odd


def a_bureau_between_loud_boxes() -> Odd:
    made = facts(7708, "2019")
    bureau = f"{made.place}生态环境局"
    title = f"{bureau}{made.year}年政府信息公开工作年度报告"
    sign = p(bureau), p(f"{made.year + 1}年1月21日")
    return report(
        "a_bureau_between_loud_boxes",
        made,
        [p(title), *six(cms_pages.tables(made, grids.word)), *sign],
        lambda sheet: jpaas(replace(sheet, title=title)),
        title=title,
        issuer=bureau,
        extras={"索 引 号：": "11510500MB1/2020-00004", "发布机构：": bureau, "成文日期：": f"{made.year + 1}-01-21"},
        metadata={"index_number": "11510500MB1/2020-00004", "signed": f"{made.year + 1}-01-21"},
    )


def in_traditional_script() -> Odd:
    made = facts(7709)
    plain = report("in_traditional_script", made, six(cms_pages.tables(made, grids.bare)), ucap)
    turn = OpenCC("s2t").convert
    return replace(
        plain,
        body=turn(plain.body.decode()).encode(),
        words=tuple(turn(word) for word in plain.words),
        strangers=tuple(turn(word) for word in plain.strangers),
        title=turn(made.title),
    )


def frontpage_of_2008() -> Odd:
    made = replace(facts(7710), form="free", year=2008, published="2009-03-26", values={})
    lines = (
        "2008年，全市各级行政机关主动公开政府信息12,608条。其中，通过政府网站公开9,350条，通过政府公报公开412条。",
        "全年受理政府信息公开申请４５件。其中：当面申请２０件，信函申请１３件，网上申请１２件，均按时答复。",
        "全年没有发生行政复议案件，因政府信息公开引起的行政诉讼1件。",
        "我市政府信息公开未收取任何费用。",
    )
    figures: dict[Key, int | float] = {
        ("proactive.items", "all"): 12608,
        ("proactive.channel.website", "all"): 9350,
        ("proactive.channel.gazette", "all"): 412,
        ("applications.received", "all"): 45,
        ("applications.channel.in_person", "all"): 20,
        ("applications.channel.letter", "all"): 13,
        ("applications.channel.online", "all"): 12,
        ("applications.answered", "all"): 45,
        ("review.total", "all"): 0,
        ("litigation.total", "all"): 1,
        ("applications.fees_collected", "all"): 0,
    }
    heads = ("一、主动公开情况", "二、依申请公开情况", "三、复议和诉讼情况", "四、收费情况")
    parts = [
        p(cms_pages.OPENING),
        *(piece for head, line in zip(heads, lines, strict=True) for piece in (p(head), p(line))),
    ]
    return report(
        "frontpage_of_2008",
        made,
        parts,
        frontpage,
        figures=figures,
        charset="gb18030",
        nullable={("applications.fees_collected", "all")},
    )


def prose_of_2012_with_a_small_table() -> Odd:
    """A free report: channels of applications in a 2×2 table, the year before told beside."""
    made = replace(facts(7711), form="free", year=2012, published="2013-03-18", values={})
    small: Grid = [
        [grids.one("申请方式"), grids.one("数量（件）")],
        [grids.one("网络申请"), grids.one("31")],
        [grids.one("当面申请"), grids.one("8")],
    ]
    lines = (
        "2012年共主动公开政府信息3027条，比2011年的2877条增加150条。",
        "2012年共收到政府信息公开申请39件，去年为28件。按申请方式分：",
        "本年度因政府信息公开被申请行政复议2件，被提起行政诉讼0件。",
    )
    figures: dict[Key, int | float] = {
        ("proactive.items", "all"): 3027,
        ("applications.received", "all"): 39,
        ("applications.channel.online", "all"): 31,
        ("applications.channel.in_person", "all"): 8,
        ("review.total", "all"): 2,
        ("litigation.total", "all"): 0,
    }
    parts = [
        p(cms_pages.OPENING),
        p("一、主动公开政府信息情况"),
        p(lines[0]),
        p("二、依申请公开政府信息情况"),
        p(lines[1]),
        (grids.wps(small), grids.words(small)),
        p("三、复议、诉讼情况"),
        p(lines[2]),
    ]
    return report("prose_of_2012_with_a_small_table", made, parts, phpcms, figures=figures)


def form_of_2014_in_two_tables() -> Odd:
    made = cms_pages.statistics(7712, 2017)
    grid = cms_pages.annex(made)
    top, rest = grid[:30], [grid[0], *grid[30:]]
    table = (grids.word(top) + "<p class=MsoNormal>&nbsp;</p>" + grids.word(rest), grids.words(top, rest))
    parts = [*cms_pages.free_parts(), p("附件"), p("政府信息公开情况统计表（2017年度）"), table]
    return report("form_of_2014_in_two_tables", made, parts, jpaas)


def form_of_2014_with_blanks_for_noughts() -> Odd:
    made = cms_pages.statistics(7713, 2015)
    grid = [
        [("" if text == "0" else text, down, across) for text, down, across in row] for row in cms_pages.annex(made)
    ]
    parts = [*cms_pages.free_parts(), p("附表："), (grids.kindeditor(grid), grids.words(grid))]
    return report("form_of_2014_with_blanks_for_noughts", made, parts, phpcms, figures=cms_pages.without_noughts(made))


def heads_and_tables_in_one_frame() -> Odd:
    """The whole article lies in one table of one column, as a Word frame leaves it; last row the signature."""
    made = facts(7714)
    pieces = [*six(cms_pages.tables(made, grids.wps)), p(f"{made.government}办公室"), p(f"{made.year + 1}年1月30日")]
    rows = "".join(f"<tr><td>{markup}</td></tr>" for markup, _ in pieces)
    return report(
        "heads_and_tables_in_one_frame",
        made,
        [(f"<table class=MsoNormalTable border=0>{rows}</table>", tuple(w for _, words in pieces for w in words))],
        ucap,
        metadata={"signed": f"{made.year + 1}-01-30"},
    )


def figures_told_again_in_prose() -> Odd:
    """The overview tells received and answered in words, with last year's beside; the tables say the same."""
    made = facts(7715)
    received = made.values[("applications.received", "all")]
    answered = made.values[("applications.answered", "all")]
    parts = six(cms_pages.tables(made, grids.ueditor))
    line = (
        f"（二）依申请公开。全年新收申请{received}件，较上年增加17件，增长8.6%；办结{answered}件，按时答复率100%。"
        "门户网站年访问量381万余次，政务微博粉丝12.4万人。"
    )
    parts[3:3] = [p(line)]
    return report("figures_told_again_in_prose", made, parts, epoint)


PAGES = (
    frontpage_of_2008,
    jpaas_with_each_table_again_for_phones,
    ucap_with_the_applications_in_two_tables,
    epoint_with_wrong_spans,
    vsb_tables_nested_twice,
    phpcms_with_digits_as_entities,
    full_width_digits_between_spans,
    a_small_table_in_the_overview,
    a_bureau_between_loud_boxes,
    in_traditional_script,
    prose_of_2012_with_a_small_table,
    form_of_2014_in_two_tables,
    form_of_2014_with_blanks_for_noughts,
    heads_and_tables_in_one_frame,
    figures_told_again_in_prose,
)


def pages() -> list[Odd]:
    return [make() for make in PAGES]
