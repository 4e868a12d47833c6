"""Article pages as publishing systems of governments serve them: what stands around a report, none of it the report's.

Each shell takes a `Sheet` and gives a page; `STRANGERS` are words of the surroundings that must not come into the text.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a page carries: its heading, day of publication, site and the markup of the article."""

    title: str
    published: str
    site: str
    body: str
    extras: dict[str, str] = field(default_factory=dict)


STRANGERS = (
    "当前位置",
    "扫一扫",
    "分享到",
    "打印本页",
    "相关阅读",
    "网站地图",
    "下一篇",
    "关闭窗口",
    "版权所有",
    "无障碍",
    "浏览次数",
    "县政府召开常务会议",
    "智能问答",
)

_FOOT = (
    '<div class="footer"><p>{site}版权所有 主办：{site}办公室</p><p>网站标识码：5105000012 川公网安备51050202000123号 '
    "备案序号：蜀ICP备05032432号</p><p>联系电话：0830-3190000 <a href='/map'>网站地图</a></p></div>"
)
_NAV = (
    '<div class="top"><a href="/wza">无障碍阅读</a> <a href="/old">长者模式</a> <a href="/znwd">智能问答</a></div>'
    '<ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li>'
    '<li><a href="/bs/">政务服务</a></li><li><a href="/hd/">互动交流</a></li></ul>'
)
_RELATED = (
    '<div class="xgyd"><h3>相关阅读</h3><ul><li><a href="1.html">县政府召开常务会议研究信息公开工作</a><span>2022-05-01</span></li>'
    '<li><a href="2.html">关于印发2022年政务公开工作要点的通知</a><span>2022-04-11</span></li></ul></div>'
)


def _head(sheet: Sheet, metas: str = "", charset: str = "utf-8") -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>{sheet.title}_{sheet.site}</title>{metas}'
        "<style>.hide{display:none}</style><script>var sitePath='/';</script></head><body>"
    )


def trs(sheet: Sheet) -> str:
    metas = (
        f'<meta name="SiteName" content="{sheet.site}"><meta name="ArticleTitle" content="{sheet.title}">'
        f'<meta name="PubDate" content="{sheet.published} 10:21"><meta name="ContentSource" content="{sheet.site}办公室">'
    )
    return (
        _head(sheet, metas)
        + _NAV
        + '<div class="bt_position">当前位置：<a href="/">首页</a>&gt;<a href="/x/">政府信息公开</a>&gt;<a href="/n/">年报</a></div>'
        + f'<div class="xl_title">{sheet.title}</div>'
        + f'<div class="xl_sub"><span>发布时间：{sheet.published} 10:21</span><span>来源：{sheet.site}办公室</span>'
        + "<span>字体：[<a>大</a> <a>中</a> <a>小</a>]</span><span>浏览次数：<b>1532</b></span>"
        + '<a href="javascript:window.print()">打印本页</a></div>'
        + '<div class="share">分享到：<a>微信</a><a>微博</a></div>'
        + f'<div class="xl_cont"><div class="TRS_Editor"><style>.TRS_Editor P{{margin:0}}</style>{sheet.body}</div></div>'
        + '<div class="ewm"><img src="/qr.png"><p>扫一扫在手机打开当前页</p></div>'
        + '<div class="pn"><p>上一篇：<a href="3.html">政府工作报告</a></p><p>下一篇：没有了</p></div>'
        + _RELATED
        + _FOOT.format(site=sheet.site)
        + "</body></html>"
    )


def jpage(sheet: Sheet) -> str:
    return (
        _head(sheet, f"<meta name='keywords' content=''><meta name='Description' content='{sheet.title}'>")
        + _NAV
        + '<table width="1000" align="center"><tr><td>您现在的位置：首页 &gt; 信息公开年报　当前位置</td></tr></table>'
        + '<table width="1000" align="center"><tr><td align="center" class="title">'
        + f"<!--<$[标题名称(html)]>begin-->{sheet.title}<!--<$[标题名称(html)]>end--></td></tr>"
        + f'<tr><td align="center">发布日期：{sheet.published}&nbsp;&nbsp;浏览次数：<script>count()</script>&nbsp;&nbsp;'
        + f"信息来源：{sheet.site}办公室&nbsp;&nbsp;字号：[&nbsp;大&nbsp;中&nbsp;小&nbsp;]</td></tr>"
        + f'<tr><td class="bt_content"><div id="zoom"><!--<$[信息内容]>begin-->{sheet.body}<!--<$[信息内容]>end--></div></td></tr>'
        + '<tr><td align="right">【<a href="javascript:window.print()">打印本页</a>】【<a href="javascript:window.close()">'
        + "关闭窗口</a>】</td></tr></table>"
        + _FOOT.format(site=sheet.site)
        + "</body></html>"
    )


def vsb(sheet: Sheet) -> str:
    return (
        _head(sheet)
        + _NAV
        + '<div class="dqwz">当前位置：<a href="/">首页</a> &gt;&gt; <a href="/gk">信息公开</a> &gt;&gt; 正文</div>'
        + f'<form name="_newscontent_fromname"><div><h1 align="center">{sheet.title}</h1>'
        + f'<div align="center">{sheet.published} 09:30&nbsp;&nbsp;{sheet.site}&nbsp;&nbsp;(浏览次数：<span>87</span>)</div>'
        + f'<div id="vsb_content_2"><div class="v_news_content">{sheet.body}</div></div>'
        + '<div id="div_vote_id"></div><div align="right">上一条：<a href="1.htm">年度工作计划</a> 下一条：<a href="2.htm">'
        + "县政府召开常务会议</a></div><div>【<a href='javascript:window.close()'>关闭窗口</a>】</div></form>"
        + _FOOT.format(site=sheet.site)
        + "</body></html>"
    )


def gkml(sheet: Sheet) -> str:
    """A page of the catalogue of disclosed information, with its box of facts."""
    number = sheet.extras.get("document_number", "")
    index = sheet.extras.get("index_number", "008510500/2022-00123")
    organ = sheet.extras.get("organ", f"{sheet.site}办公室")
    return (
        _head(sheet)
        + _NAV
        + '<div class="crumb">当前位置：首页 / 法定主动公开内容 / 政府信息公开年报</div>'
        + '<table class="head" border="1" width="90%"><tr><td><b>索 引 号：</b></td>'
        + f"<td>{index}</td><td><b>主题分类：</b></td><td>综合政务、其他</td></tr><tr><td><b>发文机关：</b></td><td>{organ}</td>"
        + f"<td><b>成文日期：</b></td><td>{sheet.extras.get('made', '')}</td></tr><tr><td><b>标　　题：</b></td>"
        + f"<td colspan=3>{sheet.title}</td></tr><tr><td><b>文　　号：</b></td><td>{number}</td>"
        + f"<td><b>发布日期：</b></td><td>{sheet.published}</td></tr></table>"
        + f'<div class="con"><h2>{sheet.title}</h2><div id="UCAP-CONTENT">{sheet.body}</div></div>'
        + '<div class="tool"><a>打印本页</a><a>关闭窗口</a><div class="bdshare">分享到：QQ空间 微信 微博</div></div>'
        + _RELATED
        + _FOOT.format(site=sheet.site)
        + "</body></html>"
    )


def dede(sheet: Sheet) -> str:
    return (
        _head(sheet)
        + _NAV
        + '<div class="place"><strong>当前位置:</strong> <a href="/">主页</a> &gt; <a href="/n/">信息公开年报</a> &gt;</div>'
        + f'<div class="viewbox"><div class="title"><h2>{sheet.title}</h2></div>'
        + f'<div class="info"><small>时间:</small>{sheet.published} 15:02<small>来源:</small>{sheet.site}'
        + "<small>作者:</small>admin <small>点击:</small><script></script>次</div>"
        + f'<div class="content"><table width="100%"><tr><td>{sheet.body}</td></tr></table></div>'
        + '<div class="handle"><div class="context"><ul><li class="pre">上一篇：<a href="1.html">机构概况</a></li>'
        + '<li class="next">下一篇：没有了</li></ul></div><div class="actbox">分享到：收藏 挑错 推荐 打印本页</div></div></div>'
        + '<div class="commonlist"><dt>相关阅读</dt><dd><a href="9.html">县政府召开常务会议</a></dd></div>'
        + _FOOT.format(site=sheet.site)
        + "</body></html>"
    )


def old_tables(sheet: Sheet) -> str:
    """Everything in tables within tables, no classes at all, GB 2312 declared."""
    return (
        f'<html><head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><title>{sheet.site}</title></head>'
        "<body><center><table width=778 border=0><tr><td><table width=100%><tr><td>首页</td><td>政务公开</td>"
        "<td>网站地图</td></tr></table></td></tr><tr><td><table width=100%><tr><td width=180 valign=top>"
        "<table><tr><td><a href=1>领导之窗</a></td></tr><tr><td><a href=2>机构设置</a></td></tr><tr><td>"
        "<a href=3>县政府召开常务会议</a></td></tr></table></td><td valign=top><table width=100%><tr><td align=center>"
        f"<b>{sheet.title}</b></td></tr><tr><td align=center>发布时间：{sheet.published}　浏览次数：32　来源：{sheet.site}</td></tr>"
        f"<tr><td>{sheet.body}</td></tr><tr><td align=right>【打印本页】【关闭窗口】</td></tr></table></td></tr></table></td></tr>"
        f"<tr><td align=center>版权所有：{sheet.site}</td></tr></table></center></body></html>"
    )


def modern(sheet: Sheet) -> str:
    """Server-rendered components with classes of a bundler, hidden boxes and a footer for print."""
    return (
        _head(sheet)
        + '<div id="__nuxt"><div data-v-1a2b><header data-v-1a2b>'
        + _NAV
        + '</header><div class="hide">扫一扫关注我们</div><main data-v-9f><nav aria-label="breadcrumb">当前位置：首页/年报</nav>'
        + f'<h1 data-v-9f>{sheet.title}</h1><div data-v-9f class="_meta_x1"><time>{sheet.published}</time><span>来源：{sheet.site}'
        + "</span><button>A+</button><button>A-</button><button>打印本页</button></div>"
        + f'<section data-v-9f class="_cnt_k3">{sheet.body}</section><aside data-v-9f>'
        + _RELATED
        + '<div style="display:none">分享到：微信</div></aside></main>'
        + '<div class="print-footer">来源网址：http://www.example.gov.cn/ 打印时间：2023年2月3日 版权所有</div>'
        + _FOOT.format(site=sheet.site)
        + "</div></div></body></html>"
    )
