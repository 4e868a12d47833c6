"""Whole pages of twelve unlike shells, 2008 to 2025: frames of tables, single-page systems, phone pages, Traditional portals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from opencc import OpenCC

from tests.odd_pages import cms_grids as grids
from tests.odd_pages import cms_pages
from tests.odd_pages.cms_grids import Grid
from tests.odd_pages.cms_pages import Piece, p, page, six
from tests.odd_pages.cms_shells import Sheet
from tests.odd_pages.facts import facts
from tests.odd_pages.scoring import Key, Odd

Shell = Callable[[Sheet], str]


def siteserver(s: Sheet) -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{s.title} - {s.site}</title></head><body><div class="wrapper">'
        '<div class="topbar">欢迎访问！<span id="weather">晴 8~16℃</span><a href="#" onclick="SetHome()">设为首页</a> | <a>加入收藏</a></div>'
        '<div class="bread"><i></i><a href="/">网站首页</a> / <a href="/c1">公开</a> / <span>年报</span></div>'
        f'<div class="con"><div class="con_l"><h2 class="tc">{s.title}</h2><div class="tips tc">发布时间：{s.published.replace("-", "/")} 14:02:31 　来源：{s.site} 　阅读：<span class="stl_hits">91</span></div>'
        f'<div class="nr">{s.body}</div><div class="sxp"><p>上一篇：<a href="1.html">城区供水管网改造公告</a></p><p>下一篇：<a href="3.html">教师资格认定通知</a></p></div></div>'
        '<div class="con_r"><div class="tt">最新推荐</div><ul><li><a href="/5.html">秋季征兵工作启动</a></li><li><a href="/6.html">创建文明城市倡议书</a></li></ul></div></div>'
        '<div class="ft">版权所有：某市政府办 技术支持：恒通网络 访问统计：1028831</div></div></body></html>'
    )


def jeecms(s: Sheet) -> str:
    return (
        f'<html><head><meta charset=utf-8><title>{s.title}</title><meta name="description" content="{s.title}"></head><body>'
        '<form class="so"><input name=q placeholder="请输入搜索内容"><button>搜 索</button></form><ul id="menu"><li><a href=/>首页</a></li><li><a href=/zw>政务</a></li><li><a href=/fw>服务</a></li></ul>'
        f'<div class="w98"><div class="dqwz fl">当前位置：<a href=/>首页</a>&gt;<a href=/xxgk>信息公开</a>&gt;正文</div><div class="txtbox"><div class="title">{s.title}</div>'
        f'<div class="msg">{s.published} 09:00　|　作者： 政务公开科　|　来源： {s.site}　|　<a class="hot" href="#">热度：<span id="views">0</span></a></div>'
        f'<div class="summary">【摘要】 </div><div class="txt">{s.body}</div><div class="digg"><a onclick="up()">顶一下(<span>0</span>)</a><a onclick="down()">踩一下(<span>0</span>)</a></div>'
        '<div class="comment"><h4>网友评论</h4><p>登录后才能发表评论！</p></div></div></div><div class="copy">Powered by JEECMS 网站备案：赣ICP备10000001号</div></body></html>'
    )


def domino(s: Sheet) -> str:
    """A Lotus system of 2008: fonts and tables, the heading in a cell of its own, a line of dashes."""
    return (
        f"<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\"><html><head><title>{s.site}</title></head><body text='#000000' bgcolor='#FFFFFF'><form action=''>"
        "<table width='100%' border='0'><tr valign='top'><td width='100%' bgcolor='#0000A0'><font color='#FFFFFF'>政务信息网</font></td></tr></table>"
        "<a href='javascript:history.back()'>返回</a> <a href='javascript:window.print()'>打印</a><br>"
        f"<div align='center'><font size='5' color='#FF0000'>{s.title}</font></div><div align='center'>（{s.published}）　发布人：信息中心</div><hr width='100%'>"
        f"<table border='0' width='90%' align='center'><tr><td>{s.body}</td></tr></table><hr>"
        "<div align='center'><font size='2'>信息中心制作维护　建议使用IE6.0浏览</font></div></form></body></html>"
    )


def nuxt(s: Sheet) -> str:
    return (
        f'<!doctype html><html data-n-head-ssr><head><title>{s.title}</title><meta charset="utf-8"></head><body><div id="__nuxt"><div id="__layout"><div data-v-1>'
        '<header data-v-2><span>长辈版</span><span>登录</span></header><nav data-v-3><a href="/">首页</a><a href="/open">政务公开</a><a href="/svc">办事</a></nav>'
        f'<main data-v-4><aside data-v-5><p>公开指南</p><p>公开制度</p><p>公开年报</p></aside><article data-v-6><header><h1>{s.title}</h1><p class="meta"><time>{s.published}</time><span>{s.site}</span><span>字号 小 中 大</span></p></header>'
        f'<div class="rich" data-v-7>{s.body}</div><footer><button>点赞 3</button><button>收藏</button><p>本文二维码</p></footer></article></main>'
        "<footer data-v-8><p>网站标识码 3300000009 | 浙公网安备 33010002000009号</p><p>建议使用 Chrome 浏览器</p></footer></div></div></div><script>window.__NUXT__={state:{}}</script></body></html>"
    )


def rich_media(s: Sheet) -> str:
    """The public account's copy that small bodies link to."""
    return (
        f'<html><head><meta property="og:title" content="{s.title}"><title></title></head><body id="activity-detail"><div id="js_article" class="rich_media"><div class="rich_media_inner"><div id="page-content">'
        f'<h1 class="rich_media_title" id="activity-name">{s.title}</h1><div id="meta_content" class="rich_media_meta_list"><span class="rich_media_meta">{s.site}</span> <em id="publish_time">{s.published}</em></div>'
        f'<div class="rich_media_content" id="js_content" style="visibility: visible;"><section>{s.body}</section></div><div class="rich_media_tool"><span>阅读</span><span>赞</span><span>在看</span></div>'
        '<div class="qr_code_pc"><p>微信扫一扫<br>关注该公众号</p></div></div></div></div></body></html>'
    )


def aspnet(s: Sheet) -> str:
    return (
        f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>\r\n\t{s.site}\r\n</title></head><body><form method="post" action="./NewsView.aspx?id=7" id="form1"><input type="hidden" name="__VIEWSTATE" value="/wEPDwUKLTk5MTIwNQ==" />'
        '<table id="tbTop" width="980" align="center"><tr><td><a href="Default.aspx">首页</a></td><td><a href="List.aspx?c=1">政务动态</a></td><td><a href="List.aspx?c=2">政府信息公开</a></td></tr></table>'
        f'<table width="980" align="center"><tr><td height="40" align="center"><span id="lblTitle" style="font-size:20px">{s.title}</span></td></tr><tr><td align="center">发布人：<span id="lblMan">管理员</span> 发布日期：<span id="lblTime">{s.published.replace("-0", "-")} 0:00:00</span> 点击：<span id="lblHit">1205</span>次</td></tr>'
        f'<tr><td><span id="lblContent">{s.body}</span></td></tr><tr><td align="right"><input type="button" value="关闭窗口" onclick="window.close()"/></td></tr></table>'
        '<table width="980" align="center"><tr><td>地址：解放路1号 邮编：646000 您是第<span id="lblCount">88123</span>位访问者</td></tr></table></form></body></html>'
    )


def phone(s: Sheet) -> str:
    return (
        f'<!DOCTYPE html><html><head><meta name="viewport" content="width=device-width,initial-scale=1"><title>{s.title}</title></head><body class="m-page"><div class="m-head"><a class="back">返回</a><span>政府信息公开</span><a class="menu">菜单</a></div>'
        f'<div class="m-art"><div class="m-tit">{s.title}</div><div class="m-sub"><span>{s.published} 10:00</span><span>来源：{s.site}</span><span>A+</span><span>A-</span></div><div class="m-con">{s.body}</div></div>'
        '<div class="m-more"><div class="hd">猜您关注</div><a href="/a"><p>高龄津贴怎么领</p></a><a href="/b"><p>居住证办理指南</p></a></div><div class="m-foot"><a>电脑版</a> | <a>触屏版</a><p>主办：大数据局</p></div></body></html>'
    )


def discuz(s: Sheet) -> str:
    return (
        f'<html><head><title>{s.title} - 门户 - {s.site}</title></head><body id="nv_portal"><div id="toptb"><a>设为首页</a><a>收藏本站</a></div><div id="pt"><a href="./">{s.site}</a><em>›</em><a href="p">门户</a><em>›</em>查看内容</div>'
        f'<div class="bm vw"><div class="h hm"><h1 class="ph">{s.title}</h1><p class="xg1">{s.published} 11:20<span class="pipe">|</span> 发布者: <a href="u">xinxi</a><span class="pipe">|</span> 查看: <em id="_viewnum">207</em><span class="pipe">|</span> 评论: 0</p></div>'
        f'<div class="d"><table class="vwtb"><tr><td id="article_content">{s.body}</td></tr></table></div><div class="o cl ptm pbm"><a>收藏</a><a>邀请</a><a>分享</a></div><div class="pren"><em>上一篇：<a>卫生城市复审</a></em><em>下一篇：<a>雨季防汛值班表</a></em></div></div>'
        '<div id="ft"><p>Powered by Discuz! X3.4</p><p>GMT+8, 2023-4-2 10:01</p></div></body></html>'
    )


def gkmlpt(s: Sheet) -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="SiteName" content="{s.site}"><meta name="ArticleTitle" content="{s.title}"><meta name="PubDate" content="{s.published} 16:20"><title>{s.title}</title></head><body>'
        '<div class="gkmlpt-header">政府信息公开平台<a>政府信息公开指南</a><a>政府信息公开制度</a></div><div class="classify"><table><tbody><tr><td class="first">索引号:</td><td>11440000/2022-00123</td><td class="first">分类:</td><td></td></tr>'
        f'<tr><td class="first">发布机构:</td><td>{s.site}</td><td class="first">成文日期:</td><td>{s.published}</td></tr><tr><td>名称:</td><td colspan=3>{s.title}</td></tr><tr><td>文号:</td><td></td><td>发布日期:</td><td>{s.published}</td></tr><tr><td>主题词:</td><td></td></tr></tbody></table></div>'
        f'<div class="content"><h1 class="title document-number">{s.title}</h1><div class="date-row">发布日期：{s.published}　浏览次数：<span class="num">-</span>次</div><div class="article-content">{s.body}</div><div class="nfw-cms-attachment"></div></div>'
        '<div class="share-w">分享到：<a></a></div><div class="bottom">粤公网安备 44000002000009号 粤ICP备00000009号</div></body></html>'
    )


def traditional_side(s: Sheet) -> str:
    return (
        f'<html lang="zh-Hant"><head><meta charset="utf-8"><title>{s.title} | {s.site}</title></head><body><a class="skip" href="#main">跳到主要內容</a><div class="lang"><a>简体</a> <a>EN</a></div><ul class="crumb"><li>首頁</li><li>資訊公開</li><li>年度報告</li></ul>'
        f'<div id="main"><h2>{s.title}</h2><p class="date">發佈日期：{s.published}　發佈單位：{s.site}　瀏覽人次：58</p><div class="cp">{s.body}</div><p class="upd">最後更新：2025-01-02</p><ul class="tool"><li>列印</li><li>轉寄</li><li>回上一頁</li></ul></div>'
        '<div class="fatfoot"><h4>網站導覽</h4><p>隱私權政策</p><p>服務電話：12345</p></div></body></html>'
    )


STRANGERS: dict[str, tuple[str, ...]] = {
    "siteserver": ("设为首页", "城区供水", "秋季征兵", "恒通网络", "阅读：", "14:02"),
    "jeecms": ("请输入", "当前位置", "热度", "顶一下", "网友评论", "JEECMS", "政务公开科"),
    "domino": ("政务信息网", "发布人", "IE6.0"),
    "nuxt": ("长辈版", "公开指南", "字号", "点赞", "本文二维码", "Chrome"),
    "rich_media": ("在看", "关注该公众号"),
    "aspnet": ("政务动态", "管理员", "1205", "解放路", "88123"),
    "phone": ("菜单", "猜您关注", "高龄津贴", "触屏版", "A+"),
    "discuz": ("收藏本站", "查看内容", "xinxi", "卫生城市", "Discuz", "GMT"),
    "gkmlpt": ("公开指南", "00123", "主题词", "浏览次数", "粤公网"),
    "traditional_side": ("跳到主要", "資訊公開", "瀏覽人次", "最後更新", "列印", "隱私權"),
}


def made(name: str, seed: int, form: str, shell: Shell, render: Callable[[Grid], str], **more: object) -> Odd:
    given = facts(seed, form)
    return page(name, given, six(cms_pages.tables(given, render)), shell, strangers=STRANGERS[shell.__name__], **more)  # type: ignore[arg-type]


def annexed(name: str, seed: int, year: int, shell: Shell, render: Callable[[Grid], str]) -> Odd:
    given = cms_pages.statistics(seed, year)
    grid = cms_pages.annex(given)
    pieces = [
        *cms_pages.free_parts(),
        p(f"附件：政府信息公开情况统计表（{year}年度）"),
        (render(grid), grids.words(grid)),
    ]
    return page(name, given, pieces, shell, strangers=STRANGERS[shell.__name__])


def told(name: str, seed: int, year: int, shell: Shell, **more: object) -> Odd:
    """Prose of 2008 to 2013, numbers in words and half-width, a list of ways as lines."""
    given = replace(facts(seed), form="free", year=year, published=f"{year + 1}-03-17", values={})
    figures: dict[Key, int | float] = {
        ("proactive.items", "all"): 5120,
        ("applications.received", "all"): 63,
        ("applications.channel.in_person", "all"): 21,
        ("applications.channel.online", "all"): 42,
        ("review.total", "all"): 1,
        ("litigation.total", "all"): 0,
    }
    lines = (
        "一、概述",
        f"{year}年，全市政府信息公开工作有序推进，制度逐步完善，载体不断丰富。",
        "二、主动公开情况",
        f"{year}年，全市累计主动公开政府信息5120条。",
        "三、依申请公开情况",
        f"{year}年，共收到政府信息公开申请63件。其中，当面申请21件，网上申请42件。",
        "四、行政复议和行政诉讼情况",
        f"{year}年，因政府信息公开申请行政复议1件，未发生行政诉讼案件。",
        "五、存在的问题及改进措施",
        "一些单位公开不够及时；今后将加强培训与督查（联系电话：0000-2286011）。",
    )
    pieces: list[Piece] = [p(line) for line in lines]
    return page(name, given, pieces, shell, figures=figures, strangers=STRANGERS[shell.__name__], **more)  # type: ignore[arg-type]


def in_traditional(odd: Odd) -> Odd:
    turn = OpenCC("s2t").convert
    return replace(
        odd,
        body=turn(odd.body.decode()).encode(),
        words=tuple(map(turn, odd.words)),
        title=turn(odd.title or ""),
        strangers=tuple(map(turn, odd.strangers)),
    )


def pages() -> list[Odd]:
    return [
        made("siteserver_word", 9401, "2021", siteserver, grids.word),
        made("jeecms_wps", 9402, "2019", jeecms, grids.wps),
        told("domino_prose_2008", 9403, 2008, domino, charset="gb18030"),
        made("nuxt_ueditor", 9404, "2021", nuxt, grids.ueditor),
        made("rich_media_bare", 9405, "2021", rich_media, grids.bare),
        annexed("aspnet_annex_2014", 9406, 2015, aspnet, grids.word),
        made("phone_kindeditor", 9407, "2021", phone, grids.kindeditor),
        annexed("discuz_annex_2018", 9408, 2018, discuz, grids.bare),
        made("gkmlpt_wps", 9409, "2019", gkmlpt, grids.wps),
        in_traditional(made("traditional_2021", 9410, "2021", traditional_side, grids.ueditor)),
        in_traditional(told("traditional_prose_2012", 9411, 2012, traditional_side)),
        told("aspnet_prose_2010", 9412, 2010, aspnet),
    ]
