"""Whole pages as the common publishing systems serve them, with all that stands around an article.

A shell takes a `Notice` (what the page prints of the report itself) and the article's markup, and returns the page and the
words on it that are not the report's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """`short` is the site's name, `day` the publication date as yyyy-mm-dd."""

    title: str
    day: str
    source: str
    index: str
    short: str

    @property
    def written(self) -> str:
        year, month, day = self.day.split("-")
        return f"{year}年{int(month)}月{int(day)}日"


Shell = Callable[[Notice, str], tuple[str, tuple[str, ...]]]


def table_portal(n: Notice, article: str) -> tuple[str, tuple[str, ...]]:
    """A university-style content system: the whole page in nested tables, title, date and body each a row."""
    page = f"""<HTML><HEAD><TITLE>{n.title}-{n.short}</TITLE><META Name="keywords" Content="{n.short},{n.title}" />
<META http-equiv="Content-Type" content="text/html; charset=UTF-8"></HEAD><BODY>
<table width="1000" align="center" border="0" cellspacing="0" cellpadding="0"><tr><td colspan="2"><img src="/images/banner.jpg" width="1000"></td></tr>
<tr><td colspan="2"><table width="100%"><tr><td><a href="/index.htm">网站首页</a></td><td><a href="/zwgk.htm">政务公开</a></td><td><a href="/bsfw.htm">办事服务</a></td><td><a href="/zmhd.htm">政民互动</a></td></tr></table></td></tr>
<tr><td width="220" valign="top"><table width="100%"><tr><td>信息公开目录</td></tr><tr><td><a href="/jgsz.htm">机构设置</a></td></tr><tr><td><a href="/czyj.htm">财政预决算</a></td></tr><tr><td><a href="/nb.htm">公开年报</a></td></tr></table></td>
<td valign="top"><table border="0" width="100%"><tr><td>当前位置: <a href="/index.htm">网站首页</a>&gt;&gt;<a href="/zwgk.htm">政务公开</a>&gt;&gt;<a href="/nb.htm">公开年报</a>&gt;&gt;正文</td></tr></table>
<form name="_newscontent_fromname"><table border="0" class="winstyle1044" width="100%" cellspacing="0" cellpadding="0">
<tr><td class="titlestyle1044" align="center">{n.title}</td></tr><tr height="30"><td align="center"><span class="timestyle1044">{n.day} 10:22</span>&nbsp;&nbsp;<span class="authorstyle1044">{n.source}</span>&nbsp;&nbsp;(点击: <span id="dynclicks_wbnews_1039_108122"></span>)</td></tr>
<tr><td class="contentstyle1044"><div id="vsb_content"><div class="v_news_content">{article}</div></div></td></tr>
<tr><td align="right">【<a href="javascript:window.opener=null;window.open('','_self');window.close();">关闭窗口</a>】【<a href="javascript:window.print()">打印</a>】</td></tr>
<tr><td>上一条：<a href="108121.htm">关于2018年清明节放假安排的通知</a></td></tr><tr><td>下一条：<a href="108123.htm">人居环境整治工作方案</a></td></tr></table></form></td></tr>
<tr><td colspan="2" align="center">版权所有：{n.short} 地址：人民路118号 邮编：646000<br>网站标识码：5105020003 滇公网安备53092402000102号</td></tr></table></BODY></HTML>"""
    return page, (
        "政民互动",
        "信息公开目录",
        "当前位置",
        "关闭窗口",
        "上一条",
        "人居环境整治",
        "网站标识码",
        "点击:",
        "10:22",
    )


def art_portal(n: Notice, article: str) -> tuple[str, tuple[str, ...]]:
    """art_123_456.html: template comments, a box with the catalogue's entries, zoom, share, QR code."""
    page = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{n.short} 政府信息公开年报 {n.title}</title>
<meta name="SiteName" content="{n.short}"><meta name="ArticleTitle" content="{n.title}"><meta name="PubDate" content="{n.day} 09:31"><meta name="ContentSource" content="{n.source}"><meta name="ColumnName" content="政府信息公开年报">
<script>function doZoom(size){{document.getElementById('zoom').style.fontSize=size+'px'}}</script></head><body>
<div class="top"><a href="/">{n.short}</a><span>2026年11月9日 星期一</span><a href="/mob">手机版</a><a>无障碍浏览</a></div>
<div class="dqwz">当前位置： <a href="/">首页</a> &gt; <a href="/col/col1/index.html">政府信息公开</a> &gt; <a href="/col/col2/index.html">政府信息公开年报</a></div>
<div class="main"><table class="xxgk_box" width="100%" border="0" cellpadding="0"><tr><td class="t">索 引 号</td><td>{n.index}</td><td class="t">公开方式</td><td>主动公开</td></tr>
<tr><td class="t">成文日期</td><td>{n.day}</td><td class="t">发布机构</td><td>{n.source}</td></tr><tr><td class="t">组配分类</td><td>政府信息公开年报</td><td class="t">有效性</td><td></td></tr></table>
<!--<$[标题名称(html)]>begin--><h1 class="bt">{n.title}</h1><!--<$[标题名称(html)]>end-->
<div class="sub"><span>发布日期：{n.day}</span><span>来源：{n.source}</span><span>访问次数：<script>document.write(382)</script></span>
<span>字号：[ <a href="javascript:doZoom(18)">大</a> <a href="javascript:doZoom(16)">中</a> <a href="javascript:doZoom(14)">小</a> ]</span></div>
<div id="zoom"><!--ZJEG_RSS.content.begin--><meta name="ContentStart">{article}<meta name="ContentEnd"><!--ZJEG_RSS.content.end--></div>
<div class="foot-tools"><a href="javascript:window.print()">【打印本页】</a><a href="javascript:window.close()">【关闭窗口】</a><div class="bdsharebuttonbox">分享到：<a>微信</a><a>微博</a></div></div>
<div class="erweima"><img src="qr.png"><p>扫一扫在手机打开当前页</p></div>
<div class="xgwj"><h3>相关文件</h3><ul><li><a href="/art/1.html">图解：一图读懂2018年度信息公开工作</a></li></ul></div></div>
<div class="foot"><p>主办单位：{n.short.removesuffix("网")} 承办单位：市大数据中心</p><p>浙ICP备05000064号 联系电话：0576-88310088</p></div></body></html>"""
    return page, (
        "无障碍浏览",
        "索引号" + n.index,
        "组配分类",
        "字号：",
        "打印本页",
        "分享到",
        "扫一扫",
        "相关文件",
        "一图读懂",
        "0576-88310088",
        "访问次数",
    )


def trs_portal(n: Notice, article: str) -> tuple[str, tuple[str, ...]]:
    """t20220311_51234.html with its style block inside the editor's div, attachments listed by script beside it."""
    page = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html xmlns="http://www.w3.org/1999/xhtml"><head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>{n.title}_{n.short}</title><meta name="publisher" content="TRS-CMS" /></head>
<body><div class="header"><div class="logo"></div><ul class="nav"><li><a href="../../">首页</a></li><li><a href="../../zx">要闻动态</a></li><li><a href="../../hd">互动交流</a></li></ul>
<div class="search"><input type="text" value="请输入关键字"><button>搜索</button></div></div>
<div class="crumb">您的位置：<a href="../../">首页</a><a href="../">信息公开</a><a href="./">年度报告</a></div>
<div class="article"><div class="scroll_title"><h2>{n.title}</h2></div>
<div class="info"><span class="date"><b>发布时间：</b>{n.written}</span><span class="ly"><b>来源：</b>{n.source}</span><span class="fontsize">【字体：<a>大</a>&nbsp;<a>中</a>&nbsp;<a>小</a>】</span><a class="dy">打印</a></div>
<div class="view TRS_UEDITOR trs_paper_default trs_web"><div class="TRS_Editor"><style type="text/css">.TRS_Editor P{{margin-top:0;line-height:2;font-size:12pt}}.TRS_Editor TABLE{{width:100%}}</style>{article}</div></div>
<div class="fj"><script>var fjs='<a href="./W02022031151234.docx">P0202203.docx</a>';</script></div>
<div class="share">分享至：<i class="wx"></i><i class="wb"></i><div class="ewm"><img src="./ewm.png" alt=""><span>微信扫一扫，分享到朋友圈</span></div></div>
<div class="pn"><p>上一篇：<a href="./1.html">2007年度财政决算说明</a></p><p>下一篇：没有了</p></div></div>
<div class="side"><h4>热点推荐</h4><ul><li><a href="/a.html">关于做好春季防火工作的通知</a><em>03-09</em></li><li><a href="/b.html">企业开办一日办结</a><em>03-08</em></li></ul></div>
<div class="footer">网站地图 | 联系我们 | 网站声明 &copy; {n.short}版权所有 备案序号：川ICP备19020999号 网站标识码5105000021</div></body></html>"""
    return page, (
        "请输入关键字",
        "您的位置",
        "字体：",
        "分享至",
        "微信扫一扫",
        "上一篇",
        "热点推荐",
        "企业开办一日",
        "网站地图",
        "P0202203",
    )


def catalogue_portal(n: Notice, article: str) -> tuple[str, tuple[str, ...]]:
    """A catalogue's entry: a table of eight labels that also has the title, then the heading and the body."""
    page = f"""<!DOCTYPE html><html><head><meta charset="utf-8"/><title>{n.title}</title><meta name="Description" content="本报告根据条例要求编制"></head><body>
<div class="layout"><div class="gkml-head"><a href="/">{n.short}</a>政府信息公开平台</div><div class="left-tree"><ul><li>政府信息公开指南</li><li>政府信息公开制度</li><li>法定主动公开内容</li><li>政府信息公开年报</li><li>依申请公开</li></ul></div>
<div class="right"><table class="content-head" cellspacing="0"><tbody><tr><td>索引号:</td><td>{n.index}</td><td>分类:</td><td>综合政务、公告</td></tr>
<tr><td>发布机构:</td><td>{n.source}</td><td>成文日期:</td><td>{n.written}</td></tr><tr><td>名称:</td><td colspan="3">{n.title}</td></tr>
<tr><td>文号:</td><td></td><td>发布日期:</td><td>{n.day}</td></tr><tr><td>主题词:</td><td colspan="3"></td></tr></tbody></table>
<h1 class="content-title">{n.title}</h1><div class="fbxx">发布日期：{n.day} 浏览次数：<span>-</span>次 <span class="share">【打印】【字体：大 中 小】</span></div>
<div class="article-content">{article}</div><div class="xgfj"><p>相关附件：</p><a href="/f/1.pdf">年度报告（盖章版）.pdf</a></div></div></div>
<div class="bottom">本网站由{n.short}主办 粤公网安备 44010402001160号 建议使用1024×768分辨率</div></body></html>"""
    return page, (
        "法定主动公开内容",
        "主题词",
        "浏览次数",
        "盖章版",
        "1024×768",
        "综合政务、公告",
        "字体：大",
    )


def anhui_portal(n: Notice, article: str) -> tuple[str, tuple[str, ...]]:
    """XxgkContent: a tabled head, a line of time and source with [大 中 小], j-fontContent."""
    page = f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="UTF-8"><title>{n.title}_{n.short}信息公开网</title><meta name="ArticleTitle" content="{n.title}"/><meta name="PubDate" content="{n.day} 11:04:00"/></head><body>
<div class="container"><div class="wza"><a>长者模式</a><a>繁體</a></div><div class="z_position">您现在所在的位置：<a href="/">网站首页</a> &gt; <a href="/xxgk">政府信息公开</a> &gt; <a>{n.source}</a> &gt; 政府信息公开年报</div>
<div class="xxgk_wz"><table class="xxgk_table" cellpadding="0" cellspacing="0"><tr><th>索 引 号：</th><td>{n.index}</td><th>信息分类：</th><td>政府信息公开年报</td></tr><tr><th>内容分类：</th><td>综合政务</td><th>发布机构：</th><td>{n.source}</td></tr><tr><th>生成日期：</th><td>{n.day}</td><th>有 效 性：</th><td>有效</td></tr><tr><th>名  称：</th><td colspan="3">{n.title}</td></tr></table>
<h1 class="wztit">{n.title}</h1><div class="wzfbxx"><span>发布时间：{n.day} 11:04</span><span>来源：{n.source}</span><span>浏览次数：<i class="j-info-hit">0</i></span><span>字体：[<a>大</a> <a>中</a> <a>小</a>]</span></div>
<div class="wzcon j-fontContent clearfix">{article}</div><div class="wzfooter"><p class="share">分享到：</p><p><a>【打印本页】</a> <a>【关闭】</a></p></div>
<div class="sxp"><p>上一篇：<a href="/5847.html">已经是第一篇</a></p><p>下一篇：<a href="/5849.html">2017年度部门决算公开情况</a></p></div></div></div>
<div class="footer"><p>主办：{n.short} 维护：县政务信息中心 皖ICP备05011211号</p><p>您是第 20115519 位访客</p></div></body></html>"""
    return page, (
        "长者模式",
        "您现在所在的位置",
        "内容分类",
        "字体：",
        "分享到",
        "上一篇",
        "2017年度部门决算",
        "20115519",
        "浏览次数",
    )


def listed_portal(n: Notice, article: str) -> tuple[str, tuple[str, ...]]:
    """A newer system: the entries as a list of pairs, tools in spans, the body among Vue's leftovers."""
    page = f"""<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{n.title}-{n.short}</title><meta name="viewport" content="width=device-width"></head><body class="page-detail">
<header><nav><a href="/">首 页</a><a href="/gk">公开</a><a href="/fw">服务</a><a href="/sj">数据</a></nav></header>
<main><div class="xl-list"><ul><li><em>索引号：</em><span>{n.index}</span></li><li><em>主题分类：</em><span>政务公开</span></li><li><em>发文机关：</em><span>{n.source}</span></li><li><em>发布日期：</em><span>{n.day}</span></li><li><em>标　　题：</em><span>{n.title}</span></li><li><em>发文字号：</em><span>　</span></li></ul></div>
<section class="xl-content"><h3 class="xl-title">{n.title}</h3><div class="xl-info">来源：{n.source} 时间：{n.day} 16:08 阅读：<i id="hits"></i> <button>收藏</button><button>打印</button></div>
<div class="xl-text" data-v-5a1e9c>{article}</div><p class="bj">责任编辑：王芳</p></section>
<aside><h5>猜你喜欢</h5><p><a href="/c1">公积金提取办理指南</a></p><p><a href="/c2">灵活就业社保补贴</a></p></aside></main>
<footer><p>主办单位：{n.short.removesuffix("网")}办公室</p><p>蒙公网安备 15060202000142号 网站违法和不良信息举报电话：12345</p></footer></body></html>"""
    return page, ("主题分类", "发文机关", "阅读：", "收藏", "责任编辑", "猜你喜欢", "公积金提取", "举报电话")


def old_portal(n: Notice, article: str) -> tuple[str, tuple[str, ...]]:
    """An ASP page of 2009: capitals, font tags, a layout of tables, no classes."""
    page = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>{n.short}--政府信息公开</title></head><body bgcolor=#FFFFFF topmargin=0>
<TABLE width=778 align=center border=0><TR><TD><IMG src="img/top.gif"></TD></TR><TR><TD bgcolor=#E1EFFF><FONT color=red>今天是2010年4月1日 星期四</FONT>　<A href="index.asp">首 页</A>│<A href="a.asp">领导之窗</A>│<A href="b.asp">公示公告</A>│<A href="c.asp">网上办事</A></TD></TR></TABLE>
<TABLE width=778 align=center border=0><TR><TD width=180 valign=top><B>信息检索</B><FORM><INPUT name=k><INPUT type=submit value=查询></FORM><BR>·<A href=1.asp>最新信息</A><BR>·<A href=2.asp>热门信息</A></TD>
<TD valign=top><TABLE width="95%" align=center><TR><TD align=center height=50><FONT size=4><B>{n.title}</B></FONT></TD></TR><TR><TD align=center bgcolor=#F3F3F3>发布日期：{n.written}　　作者：{n.source}　　点击数：517</TD></TR>
<TR><TD class=nr>{article}</TD></TR><TR><TD align=right>[<A href="javascript:window.print()">打印</A>] [<A href="javascript:window.close()">关闭</A>] [<A href="#">返回顶部</A>]</TD></TR></TABLE></TD></TR></TABLE>
<TABLE width=778 align=center><TR><TD align=center>版权所有 {n.short} 建设维护：信息中心<BR>电话：0830-2286000 E-MAIL:web@sina.com 您是第1283300位来访者</TD></TR></TABLE></body></html>"""
    return page, ("今天是", "领导之窗", "信息检索", "热门信息", "点击数", "返回顶部", "0830-2286000", "1283300")


def dede_portal(n: Notice, article: str) -> tuple[str, tuple[str, ...]]:
    """A bureau's own small site: <small> labels, tags, a comment box, prev and next in a list."""
    page = f"""<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>{n.title}_{n.short}</title></head><body class="articleview">
<div class="place"><strong>当前位置:</strong> <a href='/'>主页</a> > <a href='/plus/list.php?tid=9'>信息公开</a> > </div>
<div class="viewbox"><div class="title"><h2>{n.title}</h2></div><div class="info"><small>时间:</small>{n.day} 08:40<small>来源:</small>{n.source} <small>作者:</small>admin <small>点击:</small><script src="/plus/count.php"></script>次</div>
<div class="content">{article}</div><div class="dede_pages"><ul class="pagelist"></ul></div><div class="handle"><div class="context"><ul><li>上一篇：<a href='/1.html'>党支部开展主题党日活动</a> </li><li>下一篇：没有了 </li></ul></div>
<div class="actbox"><ul><li id="act-fav"><a href="#">收藏</a></li><li id="act-err"><a href="#">挑错</a></li><li id="act-pus"><a href="#">推荐</a></li></ul></div></div></div>
<div class="sidebar"><dl class="tbox"><dt><strong>栏目列表</strong></dt><dd><ul class="d6"><li><a href='/z'>组织机构</a></li><li><a href='/d'>党务公开</a></li></ul></dd></dl><dl class="tbox light"><dt><strong>最新内容</strong></dt><dd><ul><li><a href="/8.html">全市卫生健康工作会议召开</a></li></ul></dd></dl></div>
<div class="footer">Copyright &copy; 2008-2024 {n.short} 版权所有</div></body></html>"""
    return page, ("当前位置", "党支部开展", "收藏", "挑错", "栏目列表", "全市卫生健康", "Copyright", "admin")


SHELLS: tuple[Shell, ...] = (
    table_portal,
    art_portal,
    trs_portal,
    catalogue_portal,
    anhui_portal,
    listed_portal,
    old_portal,
    dede_portal,
)
