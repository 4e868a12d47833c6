"""The templates of the set's sites, and their usual columns."""

from __future__ import annotations

from tests.crawler.held_out.content import Town
from tests.crawler.held_out_county_sites.estate import Dress, Estate

UNIFIED = Dress(
    page="""<!DOCTYPE html><html lang="zh"><head><meta charset="@@charset"><title>@@title</title><meta name="SiteName" content="@@gov"><meta name="SiteIDCode" content="@@code0009"></head>
<body><div class="hd"><div class="w1200"><h1 class="logo"><a href="/">@@gov</a></h1><form class="sch"><input name="q" placeholder="请输入关键字"></form></div></div><ul class="nav-bar">@@nav</ul>
<div class="w1200 crumb">当前位置：@@trail</div><div class="w1200 con">@@inner</div><div class="ft"><p>主办单位：@@gov办公室</p><p>网站标识码：@@code0009　公安备案</p></div></body></html>""",
    article="""<div class="xl"><h1 class="xl-tit">@@title</h1><div class="xl-info"><span>来源：@@town政府办公室</span><span>发布时间：@@day 10:21</span><span>浏览次数：<b id="hits">0</b>次</span></div><div id="zoom" class="xl-con">@@body</div><div class="xl-foot"><a href="javascript:window.print()">打印</a><a href="javascript:window.close()">关闭</a></div></div>""",
    row='<li class="clearfix"><a class="fl" href="@@url" title="@@title" target="_blank">@@short</a><span class="fr">@@day</span></li>',
    rows='<ul class="list-con">@@rows</ul>',
)
TABLED = Dress(
    page="""<html><head><meta http-equiv="Content-Type" content="text/html; charset=@@charset"><title>@@title</title></head><body bgcolor="#FFFFFF" topmargin="0"><center>
<table width="1000" cellspacing="0"><tr><td colspan="9"><img src="/img/banner.jpg" width="1000" height="180"></td></tr><tr>@@nav</tr></table>
<table width="1000"><tr><td class="wz">您的位置 → @@trail</td></tr><tr><td valign="top">@@inner</td></tr></table>
<table width="1000"><tr><td align="center">版权所有 @@gov　技术支持：信息中心　建议使用IE浏览</td></tr></table></center></body></html>""",
    article="""<table width="96%"><tr><td align="center"><font size="5"><b>@@title</b></font></td></tr><tr><td align="center">发布时间:@@day　作者:@@town政府办</td></tr><tr><td class="nr">@@body</td></tr></table>""",
    row='<tr><td height="24">·<a href="@@url" title="@@title" target="_blank">@@short</a></td><td width="90">[@@day]</td></tr>',
    rows='<table width="100%">@@rows</table>',
    nav='<td><a href="@@url">@@name</a></td>',
    cut=26,
)


def site(
    town: Town,
    name: str,
    dress: Dress,
    stories: str,
    *,
    disclosure: str = "/zwgk/",
    crowd: int = 160,
    encoding: str = "utf-8",
) -> Estate:
    estate = Estate(town, name, dress, stories, encoding=encoding)
    estate.nav = [
        ("首页", "/"),
        ("新闻动态", "/xw/"),
        ("政务公开", disclosure),
        ("政务服务", "/fw/"),
        ("互动交流", "/hd/"),
    ]
    estate.crowd(crowd)
    for path, title in (("/xw/", "新闻动态"), ("/fw/", "政务服务"), ("/hd/", "互动交流")):
        estate.put(path, estate.page(title, estate.lines(estate.some(len(path), 14)), [("首页", "/")]))
    return estate


def menu(estate: Estate, yearly: str, *, label: str = "政府信息公开年报", base: str = "/zwgk/", extra: str = "") -> str:
    """The four parts of the disclosure column as the form of 2019 orders them; guide, rules and statutory columns are put."""
    statutory = estate.statutory(
        lambda n, page: f"{base}fdzdgknr/{n}/" + (f"index_{page - 1}.html" if page > 1 else "")
    )
    side = (
        f'<div class="gkleft"><a href="{base}zn/">政府信息公开指南</a><a href="{base}zd/">政府信息公开制度</a>'
        f'<ul><li>法定主动公开内容</li>{statutory}</ul><a href="{yearly}">{label}</a>{extra}<a href="{base}ysq/">依申请公开</a></div>'
    )
    for path, title in (("zn", "政府信息公开指南"), ("zd", "政府信息公开制度"), ("ysq", "依申请公开")):
        estate.put(f"{base}{path}/", estate.page(title, side + estate.lines(estate.some(len(title), 3))))
    estate.put(base, estate.page("政务公开", side + estate.lines(estate.some(3, 12)), [("首页", "/")]))
    return side


def finish(estate: Estate, extra: str = "") -> None:
    estate.commons(lambda n, page: f"/xw/{n}/" + (f"index_{page - 1}.html" if page > 1 else ""), extra=extra)
