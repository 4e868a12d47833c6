"""Sites whose lists are pages: a static column, a data proxy's groups, an archived site beside the new one, posted pages."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from urllib.parse import parse_qs

from demo.server import Answer, Request, Site
from tests.crawler.held_out.content import Town
from tests.crawler.held_out_county_sites.estate import Dress, Estate, late, unsigned
from tests.crawler.held_out_forms_and_buttons.kit import Row, asked, number, split

STATIC = Dress(
    page="""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=@@charset" /><title>@@title</title>
<meta name="SiteName" content="@@gov" /><meta name="SiteDomain" content="" /><link href="/images/style.css" rel="stylesheet" /></head>
<body><div id="top"><div class="headLeft">今天是<script>document.write(new Date().getFullYear())</script></div></div><div class="menu"><ul>@@nav</ul></div>
<div class="position">您当前所在位置：@@trail</div><div class="main clearfix">@@inner</div>
<div class="bottom"><p>主办：@@gov　　承办：@@gov办公室</p><p>政府网站标识码：@@code0001 <a href="/wzdt/">网站地图</a> <a href="/lxwm/">联系我们</a></p></div></body></html>""",
    article="""<div class="detail"><h1 class="con-tit">@@title</h1><div class="con-info"><span>发布日期：@@day</span><span>信息来源：@@town政府办</span><span>字号：[ <a href="javascript:doZoom(16)">大</a> ]</span></div>
<div class="TRS_Editor trs_editor_view">@@body</div><div class="share">分享到：<a class="wx"></a></div></div>""",
    row='<li><a href="@@url" title="@@title" target="_blank">@@short</a><span class="fr">@@day</span></li>',
    rows='<ul class="gl-list">@@rows</ul>',
)


def static_column(town: Town) -> list[Site]:
    """Folders of dated pages; the yearly column shows three columns' heads, and their pagers are scripts that count from 0."""
    estate = Estate(town, "static_column", STATIC, "/xwzx/bdyw/{year}{month}/t{year}{month}{day}_{n}.html")
    gk = "/zwgk/zfxxgk/"
    estate.nav = [
        ("网站首页", "/"),
        ("新闻中心", "/xwzx/"),
        ("政务公开", "/zwgk/"),
        ("政务服务", "/zwfw/"),
        ("互动交流", "/hdjl/"),
        ("魅力" + town.name[:-1], "/ml/"),
    ]
    estate.crowd(240)
    yearly = gk + "fdzdgknr/zfxxgknb/"

    def dated(folder: str, day: str, n: int) -> str:
        return f"{folder}{day[:4]}{day[5:7]}/t{day.replace('-', '')}_{n}.html"

    mine = []
    for r in town.reports(range(2008, 2026)):
        if r.year == 2013:
            r = late(r, "2017-08-21")
        path = dated(yearly + "xzf/", r.published, r.number)
        title = unsigned(r) if r.year in (2010, 2011) else ""
        if r.year == 2012:
            mine.append(estate.attached(r, path, path.rpartition("/")[0] + f"/P0{r.number}20130327.doc", title=title))
        elif r.year == 2020:
            mine.append(estate.attached(r, path, path.rpartition("/")[0] + f"/P0{r.number}20210129.pdf"))
        else:
            mine.append(estate.report(r, path, title=title))
        if r.year in (2022, 2024):
            estate.notice(estate.report(r, dated("/xwzx/gsgg/", r.published, r.number + 1)))
    mine.sort(key=lambda row: row.day, reverse=True)
    organs = [
        estate.report(r, dated(yearly + "xzbm/", r.published, r.number))
        for year in range(2025, 2019, -1)
        for r in [town.report(year, organ) for organ in ("财政局", "水利局", "民政局")]
    ]
    places = [
        estate.report(r, dated(yearly + "xzjd/", r.published, r.number))
        for year in (2025, 2024)
        for r in [town.report(year, place) for place in ("城关镇人民政府", "石桥乡人民政府")]
    ]

    def menu(inner: str) -> str:
        statutory = "".join(f'<dd><a href="{gk}fdzdgknr/s{n}/">{name}</a></dd>' for n, name in enumerate(names))
        return f"""<div class="left"><a href="{gk}zfxxgkzn/">政府信息公开指南</a><a href="{gk}zfxxgkzd/">政府信息公开制度</a><dl><dt><a href="{gk}fdzdgknr/">法定主动公开内容</a></dt>{statutory}</dl><a href="{yearly}">政府信息公开年报</a><a href="{gk}ysqgk/">依申请公开</a></div><div class="right">{inner}</div>"""

    names = ("机构职能", "政策文件", "财政信息", "重点领域", "人事信息", "统计信息", "建议提案")
    for n, name in enumerate(names):
        estate.listing(
            name,
            estate.some(n + 3),
            lambda page, n=n: f"{gk}fdzdgknr/s{n}/" + (f"index_{page - 1}.html" if page > 1 else ""),
            around=menu,
        )
    columns = (("县政府", "xzf/", mine), ("县直部门", "xzbm/", organs), ("乡镇街道", "xzjd/", places))
    heads = ""
    for name, folder, rows in columns:

        def scripted(now: int, pages: int, entries: int) -> str:
            return f'<div class="page"><script type="text/javascript">createPageHTML({pages}, {now - 1}, "index", "html");</script></div>'

        estate.listing(
            name,
            rows,
            lambda page, folder=folder: yearly + folder + (f"index_{page - 1}.html" if page > 1 else ""),
            size=10,
            foot=scripted,
            around=menu,
        )
        heads += (
            f'<div class="tit"><b>{name}</b><a class="more" href="./{folder}">更多+</a></div>{estate.lines(rows[:5])}'
        )
    estate.put(yearly, estate.page("政府信息公开年报", menu(heads), [("首页", "/"), ("政务公开", "/zwgk/")]))
    for path, name in (("", "政府信息公开"), ("fdzdgknr/", "法定主动公开内容"), ("zfxxgkzd/", "政府信息公开制度")):
        estate.put(gk + path, estate.page(name, menu(estate.lines(estate.some(5)))))
    estate.told("政府信息公开指南", "2023-05-06", f"{gk}zfxxgkzn/", menu("<p>本机关负责公开的信息范围、受理机构。</p>"))
    estate.put(
        f"{gk}ysqgk/", estate.page("依申请公开", menu('<form action="/ysq/tj" method="post"><input name="xm"></form>'))
    )
    hub = f'<div class="gkmk"><a href="{gk}">政府信息公开</a><a href="/zwgk/zcjd/">政策解读</a><a href="{gk}fdzdgknr/s2/">财政预决算</a></div>'
    estate.put("/zwgk/", estate.page("政务公开", hub + estate.lines(estate.some(2))))
    estate.listing(
        "政策解读", estate.some(4), lambda page: "/zwgk/zcjd/" + (f"index_{page - 1}.html" if page > 1 else "")
    )
    for path, name in (("/zwfw/", "政务服务"), ("/hdjl/", "互动交流"), ("/ml/", "魅力"), ("/lxwm/", "联系我们")):
        estate.put(path, estate.page(name, estate.lines(estate.some(8, 6))))
    estate.put("/wzdt/", estate.page("网站地图", '<a href="/xwzx/">新闻中心</a><a href="/zwgk/">政务公开</a>'))
    estate.put("/xwzx/", estate.page("新闻中心", estate.lines(estate.some(1))))
    estate.commons(lambda n, page: f"/xwzx/l{n}/" + (f"index_{page - 1}.html" if page > 1 else ""))
    return [estate.site]


PROXIED = Dress(
    page="""<!DOCTYPE html><html><head><meta charset="UTF-8"><title>@@title</title><meta name="ColumnName" content=""><script src="/script/jquery.js"></script><script src="/script/jpage.js"></script></head>
<body><div class="wrap"><div class="logo"></div><table class="navt"><tr>@@nav</tr></table><table width="1200" align="center"><tr><td class="bt_link">@@trail</td></tr><tr><td valign="top">@@inner</td></tr></table>
<div id="foot"><p>@@gov版权所有</p><p>网站标识码：@@code0002</p></div></div></body></html>""",
    article="""<table id="article" width="100%"><tr><td class="title" align="center"><!--<$[标题]>begin-->@@title<!--<$[标题]>end--></td></tr><tr><td align="center">发布日期：@@day　浏览次数：<span id="c"></span></td></tr>
<tr><td class="bt_content"><div id="zoom"><!--ZJEG_RSS.content.begin-->@@body<!--ZJEG_RSS.content.end--></div></td></tr></table>""",
    row='<li><a target="_blank" href="@@url" title="@@title">@@short</a><b>@@day</b></li>',
    rows='<ul class="xxgk_list">@@rows</ul>',
    nav='<td><a href="@@url">@@name</a></td>',
)


def proxied_tree(town: Town) -> list[Site]:
    """Columns by number, a tree of them at the left, entries in groups of forty-five from a proxy that is posted to; organs
    and government in one column."""
    estate = Estate(town, "proxied_tree", PROXIED, "/art/{year}/{month}/{day}/art_1229301_{n}.html")
    estate.nav = [
        ("首页", "/"),
        ("走进" + town.name[:-1], "/col/col1229300/index.html"),
        ("政务公开", "/col/col1229302/index.html"),
        ("新闻资讯", "/col/col1229303/index.html"),
        ("政民互动", "/col/col1229304/index.html"),
    ]
    estate.crowd(260)
    rows: list[Row] = []
    reports = town.reports(range(2016, 2026), ("发展和改革局", "农业农村局", "审计局", "医疗保障局"))
    for r in [*reports, *town.reports(range(2009, 2016))]:
        day = r.published
        path = f"/art/{day[:4]}/{int(day[5:7])}/{int(day[8:])}/art_1229310_{r.number}.html"
        if r.year == 2011:
            rows.append(estate.attached(r, path, f"/attach/0/{r.number}.docx"))
        else:
            rows.append(estate.report(r, path, title=unsigned(r) if r.year == 2009 else ""))
    rows.sort(key=lambda row: row.day, reverse=True)
    tree = {
        "1229311": "政府信息公开指南",
        "1229312": "政府信息公开制度",
        "1229313": "法定主动公开内容",
        "1229310": "政府信息公开年报",
        "1229314": "依申请公开",
    }
    statutory = {
        str(1229320 + n): name
        for n, name in enumerate(
            ("机构概况", "政策法规", "规划计划", "财政资金", "公共服务", "统计数据", "人事管理", "公共资源", "监督检查")
        )
    }

    def side(inner: str) -> str:
        leaves = "".join(
            f'<div class="tree2"><a href="/col/col{col}/index.html">{name}</a></div>' for col, name in statutory.items()
        )
        roots = "".join(
            f'<div class="tree1"><a href="/col/col{col}/index.html">{name}</a></div>{leaves if col == "1229313" else ""}'
            for col, name in tree.items()
        )
        return f'<table><tr><td width="240" valign="top">{roots}</td><td valign="top">{inner}</td></tr></table>'

    contents: dict[str, Sequence[Row]] = {}

    def column(col: str, name: str, entries: Sequence[Row], *, around=side) -> None:
        contents[col] = entries
        records = "".join(f"<record><![CDATA[{line(row)}]]></record>" for row in entries[:45])
        unit = f"5{col}"
        proxy = f"/module/web/jpage/dataproxy.jsp?page=1&appid=1&webid=2871&path=/&columnid={col}&unitid={unit}&webname=%27%27&permissiontype=0"
        inner = f"""<h3>{name}</h3><div id="{unit}"><script type="text/xml"><datastore><nextgroup><![CDATA[<a href="{proxy}"></a>]]></nextgroup><recordset>{records}</recordset></datastore></script></div>
<script>$(function(){{$("#{unit}").jpage({{theme:"default",storetype:"xml",totalRecord:{len(entries)},openCookies:false,perPage:15,groupSize:3,barPosition:"bottom",proxyUrl:"/module/web/jpage/dataproxy.jsp",ajaxParam:{{col:1,appid:1,webid:2871,path:"/",columnid:{col},sourceContentType:1,unitid:"{unit}",webname:"",permissiontype:0}}}})}})</script>"""
        estate.put(
            f"/col/col{col}/index.html",
            estate.page(name, around(inner), [("首页", "/"), (name, f"/col/col{col}/index.html")]),
        )

    def line(row: Row) -> str:
        return estate.lines([row]).removeprefix('<ul class="xxgk_list">').removesuffix("</ul>")

    def proxy(request: Request) -> Answer:
        said = asked(request)
        entries = contents.get(said.get("columnid", ""), [])
        start, end = number(said, "startrecord", 1), number(said, "endrecord", 45)
        records = "".join(
            f"<record><![CDATA[{line(row)}]]></record>" for row in entries[start - 1 : min(end, start + 44)]
        )
        body = f'<?xml version="1.0" encoding="utf-8"?><datastore><totalrecord>{len(entries)}</totalrecord><totalpage>{math.ceil(len(entries) / 15)}</totalpage><recordset>{records}</recordset></datastore>'
        return Answer(body.encode(), content_type="text/xml; charset=utf-8")

    estate.site.handle("/module/web/jpage/dataproxy.jsp", proxy)
    column("1229310", tree["1229310"], rows)
    column("1229312", tree["1229312"], estate.some(2, 6))
    column("1229313", tree["1229313"], estate.some(3, 50))
    for n, (col, name) in enumerate(statutory.items()):
        column(col, name, estate.some(n, 60))
    estate.told("政府信息公开指南", "2024-03-01", "/col/col1229311/index.html", side("<p>本指南由办公室编制。</p>"))
    estate.put("/col/col1229314/index.html", estate.page("依申请公开", side("<p>申请表下载</p>")))
    estate.put(
        "/col/col1229302/index.html",
        estate.page("政务公开", f'<a href="/col/col1229313/index.html">政府信息公开</a>{estate.lines(estate.some(4))}'),
    )
    for col, name in (("1229300", "走进"), ("1229303", "新闻资讯"), ("1229304", "政民互动")):
        column(col, name, estate.some(int(col) % 7, 55), around=str)
    estate.commons(lambda n, page: f"/col/col122934{n}/index.html" + (f"?pageNum={page}" if page > 1 else ""))
    return [estate.site]


NEWER = Dress(
    page="""<!doctype html><html lang="zh-CN"><head><meta charset="@@charset"><meta name="viewport" content="width=device-width"><title>@@title</title><link rel="stylesheet" href="/assets/site.css"></head>
<body><header class="hd"><div class="box"><a class="brand" href="/">@@gov</a><ul class="hd-nav">@@nav</ul></div></header><main class="box"><p class="crumb">@@trail</p>@@inner</main>
<footer><p>主办单位：@@gov办公室</p><p>网站标识码@@code0007</p><p><a href="/lszd/">历史网站</a> <a href="/zfbm.html">部门导航</a></p></footer></body></html>""",
    article="""<article class="art"><h1>@@title</h1><p class="sub"><time>@@day</time> 来源：@@town人民政府办公室</p><section class="art-body">@@body</section></article>""",
    row='<div class="item"><a href="@@url">@@short</a><i>@@day</i></div>',
    rows='<div class="items">@@rows</div>',
    cut=60,
)
OLDER = Dress(
    page="""<html><head><meta http-equiv="Content-Type" content="text/html; charset=@@charset"><title>@@title</title></head><body bgcolor="#ffffff" topmargin="0">
<table width="980" align="center" cellpadding="0"><tr><td><img src="/lszd/pic/banner.gif" width="980"></td></tr><tr><td bgcolor="#CC0000" height="28">@@nav</td></tr></table>
<table width="980" align="center"><tr><td height="24">@@trail</td></tr><tr><td>@@inner</td></tr></table><table width="980" align="center"><tr><td align="center"><font color="#666666">@@gov 版权所有　本站已停止更新</font></td></tr></table></body></html>""",
    article="""<table width="100%"><tr><td align="center"><font size="4"><b>@@title</b></font></td></tr><tr><td align="center">日期：@@day　阅读次数：<script src="/lszd/hits.asp"></script></td></tr><tr><td class="content">@@body</td></tr></table>""",
    row='<tr><td width="15"><img src="/lszd/pic/dot.gif"></td><td><a href="@@url" target="_blank">@@short</a></td><td width="90">[@@day]</td></tr>',
    rows='<table width="100%">@@rows</table>',
    nav='<a href="@@url"><font color="#ffffff">@@name</font></a> | ',
    cut=26,
)


def archived_site(town: Town) -> list[Site]:
    """The new site begins with 2019; what came before lies on the former site, kept under a folder with its own menu."""
    estate = Estate(town, "archived_site", NEWER, "/contents/{year}/{n}.html")
    estate.nav = [
        ("首页", "/"),
        ("看" + town.name[:-1], "/channels/1.html"),
        ("资讯", "/channels/2.html"),
        ("公开", "/channels/3.html"),
        ("办事", "/channels/4.html"),
        ("互动", "/channels/5.html"),
    ]
    estate.crowd(150)
    old = Estate(town, "old", OLDER, "/lszd/show.asp?id={n}", encoding="gb18030")
    old.site = estate.site
    old.nav = [
        ("首 页", "/lszd/index.asp"),
        ("政务新闻", "/lszd/list.asp?classid=2"),
        ("公示公告", "/lszd/list.asp?classid=3"),
        ("信息公开", "/lszd/xxgk.asp"),
        ("办事指南", "/lszd/list.asp?classid=5"),
    ]
    old.crowd(130)
    fresh = [estate.report(r, f"/contents/nb/{r.number}.html") for r in town.reports(range(2019, 2026), ("财政局",))]
    links = estate.statutory(
        lambda n, page: f"/channels/3{n:02}.html" if page == 1 else f"/channels/3{n:02}_{page}.html"
    )

    def side(inner: str) -> str:
        return f'<aside><h4>政府信息公开</h4><a href="/channels/391.html">指南</a><a href="/channels/392.html">制度</a><ul>{links}</ul><a href="/channels/393.html">年报</a><a href="/channels/394.html">依申请公开</a></aside><div class="cnt">{inner}</div>'

    def yearly(page: int) -> str:
        return "/channels/393.html" if page == 1 else f"/channels/393_{page}.html"

    def foot(now: int, pages: int, entries: int) -> str:
        return (
            "".join(f'<a href="{yearly(n)}">{n}</a>' for n in range(1, pages + 1))
            + f"<span>共 {entries} 条</span><p>2018年及以前的年度报告请到<a href='/lszd/index.asp'>历史网站</a>查阅。</p>"
        )

    estate.listing("年报", fresh, yearly, size=9, foot=foot, around=side)
    estate.put("/channels/3.html", estate.page("公开", side(estate.lines(estate.some(1)))))
    estate.told("政府信息公开指南", "2022-02-11", "/channels/391.html", side("<p>编制说明。</p>"))
    estate.put("/channels/392.html", estate.page("制度", side(estate.lines(estate.some(9, 5)))))
    estate.put("/channels/394.html", estate.page("依申请公开", side("<p>在线申请</p>")))
    for n, name in ((1, "看"), (2, "资讯"), (4, "办事"), (5, "互动")):
        estate.put(f"/channels/{n}.html", estate.page(name, estate.lines(estate.some(n))))
    estate.put("/lszd/", estate.page("历史网站", '<p>旧版网站仅供查阅，<a href="/lszd/index.asp">进入</a></p>'))
    estate.commons(lambda n, page: f"/channels/2{n}.html" if page == 1 else f"/channels/2{n}_{page}.html")
    # The former site.
    past = []
    for r in town.reports(range(2008, 2019)):
        path = f"/lszd/show.asp?id={r.number}"
        if r.year == 2015:
            past.append(old.attached(r, path, f"/lszd/UploadFile/{r.number}.doc"))
        elif r.year == 2012:
            past.append(old.attached(r, path, f"/lszd/UploadFile/{r.number}.pdf"))
        else:
            past.append(old.report(r, path, title=unsigned(r) if r.year == 2008 else ""))

    def classed(number: int):
        return lambda page: f"/lszd/list.asp?classid={number}" + (f"&page={page}" if page > 1 else "")

    def pager(number: int):
        def printed(now: int, pages: int, entries: int) -> str:
            to = classed(number)
            return f'共{entries}篇文章 第{now}/{pages}页 <a href="{to(1)}">首页</a> <a href="{to(min(now + 1, pages))}">下一页</a> <a href="{to(pages)}">尾页</a>'

        return printed

    old.listing("政府信息公开年度报告", past, classed(17), size=8, foot=pager(17))
    for number_, name in (
        (2, "政务新闻"),
        (3, "公示公告"),
        (5, "办事指南"),
        (14, "公开目录"),
        (15, "公开制度"),
        (18, "规划计划"),
    ):
        old.listing(name, old.some(number_, 40), classed(number_), size=20, foot=pager(number_))
    classes = "".join(
        f'<td><a href="/lszd/list.asp?classid={n}">{name}</a></td>'
        for n, name in ((14, "公开目录"), (15, "公开制度"), (17, "年度报告"), (18, "规划计划"))
    )
    old.put("/lszd/xxgk.asp", old.page("信息公开", f"<table><tr>{classes}</tr></table>{old.lines(old.some(3))}"))
    blocks = "".join(f"<tr><td>{old.lines(old.some(n, 9))}</td></tr>" for n in range(6))
    old.put("/lszd/index.asp", old.page(town.government, f"<table>{blocks}</table>"))
    return [estate.site]


FORMS = Dress(
    page="""<!DOCTYPE html><html><head><meta charset="@@charset" /><title>@@title</title><link href="/App_Themes/Default/main.css" rel="stylesheet" /></head><body>
<form method="post" action="" id="aspnetForm">@@state<div id="hd"><ul id="navul">@@nav</ul></div><div id="ctl00_path">@@trail</div><div id="bd">@@inner</div></form>
<div id="ft">@@gov主办 @@code0005</div></body></html>""",
    article="""<div class="info"><h2><span id="ctl00_cph_lblTitle">@@title</span></h2><div class="sx">发布时间：<span id="ctl00_cph_lblTime">@@day</span> 作者：<span>@@town政府办</span></div><div id="ctl00_cph_content" class="nr">@@body</div></div>""",
    row='<tr class="gvrow"><td>·<a href="@@url" title="@@title" target="_blank">@@short</a></td><td class="d">@@day</td></tr>',
    rows='<table id="ctl00_cph_gvList" cellspacing="0" border="0" style="width:100%">@@rows</table>',
    cut=34,
)
STATE = """<input type="hidden" name="__EVENTTARGET" id="__EVENTTARGET" value="" /><input type="hidden" name="__EVENTARGUMENT" id="__EVENTARGUMENT" value="" />
<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="{state}" /><input type="hidden" name="__VIEWSTATEGENERATOR" value="CA0B0334" /><input type="hidden" name="__EVENTVALIDATION" value="{seal}" />
<script type="text/javascript">
//<![CDATA[
var theForm = document.forms['aspnetForm'];
function __doPostBack(eventTarget, eventArgument) {{ if (!theForm.onsubmit || (theForm.onsubmit() != false)) {{ theForm.__EVENTTARGET.value = eventTarget; theForm.__EVENTARGUMENT.value = eventArgument; theForm.submit(); }} }}
//]]>
</script>"""


def posted_pages(town: Town) -> list[Site]:
    """Columns by ?cid, whose further pages are posted back with the view's state."""
    estate = Estate(town, "posted_pages", FORMS, "/InfoShow.aspx?ID={n}")
    estate.nav = [
        ("首页", "/"),
        ("政务动态", "/InfoList.aspx?cid=2"),
        ("信息公开", "/InfoPublic.aspx"),
        ("网上服务", "/InfoList.aspx?cid=4"),
        ("公众参与", "/InfoList.aspx?cid=5"),
    ]
    estate.crowd(250)
    rows = []
    for r in town.reports(range(2010, 2026)):
        if r.year in (2010, 2011):
            r = late(r, "2014-06-17")
        path = f"/InfoShow.aspx?ID={r.number}"
        row = (
            estate.attached(r, path, f"/UploadFiles/{r.published[:4]}/{r.number}.docx")
            if r.year in (2016, 2017)
            else estate.report(r, path, title=unsigned(r) if r.year == 2014 else "")
        )
        rows.append(row)
        if r.year == 2023:
            estate.notice(estate.report(r, f"/InfoShow.aspx?ID={r.number + 3}"))
    for organ in ("司法局", "卫生健康局"):
        rows += [
            estate.report(r, f"/InfoShow.aspx?ID={r.number}")
            for r in [town.report(year, organ) for year in range(2019, 2026)]
        ]
    rows.sort(key=lambda row: row.day, reverse=True)
    lists: dict[str, tuple[str, Sequence[Row]]] = {"27": ("政府信息公开年度报告", rows)}
    names = (
        "政务动态",
        "公开指南",
        "网上服务",
        "公众参与",
        "公开制度",
        "人事信息",
        "财政信息",
        "规划计划",
        "政策法规",
        "应急管理",
    )
    for n, name in enumerate(names):
        lists[str(n + 2)] = (name, estate.some(n + 2, 45))
    links = "".join(f'<li><a href="/InfoList.aspx?cid={cid}">{name}</a></li>' for cid, (name, _) in lists.items())

    def shown(cid: str, now: int) -> Answer:
        name, entries = lists[cid]
        parts = split(entries, 10)
        now = min(max(now, 1), len(parts))
        target = "ctl00$cph$AspNetPager1"
        pages = "".join(
            f'<span class="cpb">{n}</span>'
            if n == now
            else f"<a href=\"javascript:__doPostBack('{target}','{n}')\">{n}</a>"
            for n in range(1, len(parts) + 1)
        )
        ahead = (
            f"<a href=\"javascript:__doPostBack('{target}','{now + 1}')\">下一页</a>"
            if now < len(parts)
            else "<a disabled>下一页</a>"
        )
        inner = f'<div class="l"><ul>{links}</ul></div><div class="r"><h3>{name}</h3>{estate.lines(parts[now - 1])}<div id="ctl00_cph_AspNetPager1">{pages}{ahead} 第{now}页/共{len(parts)}页</div></div>'
        state = STATE.format(state=f"/wEPDwUK{cid}p{now}==", seal=f"/wEdAA{cid}q{now}=")
        return estate.printed(estate.page(name, inner, [("首页", "/")]).replace("@@state", state))

    def listed(request: Request) -> Answer:
        cid = parse_qs(request.path.partition("?")[2]).get("cid", [""])[0]
        if cid not in lists:
            return estate.site.missing
        said = asked(request)
        if request.method != "POST":
            return shown(cid, 1)
        if not said.get("__VIEWSTATE", "").startswith(f"/wEPDwUK{cid}p") or not said.get("__EVENTVALIDATION"):
            return Answer(b"<html><head><title>Runtime Error</title></head></html>", status=500)
        return shown(cid, number(said, "__EVENTARGUMENT", 1))

    estate.site.handle("/InfoList.aspx", listed)
    estate.put("/InfoPublic.aspx", estate.page("政府信息公开", f"<ul>{links}</ul>{estate.lines(estate.some(1))}"))
    lists["90"] = ("通知公告", estate.stock[:60])
    blocks = "".join(
        f'<div class="b"><h3>{html.escape(name)}<a href="/InfoList.aspx?cid={cid}">更多</a></h3>{estate.lines(entries[:8])}</div>'
        for cid, (name, entries) in lists.items()
        if cid != "27"
    )
    estate.put("/", estate.page(town.government, blocks))
    return [estate.site]
