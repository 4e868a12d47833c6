"""What stands round the content of a page, in a few shapes that real portals have."""

from __future__ import annotations

import html
import random
from collections.abc import Iterable
from dataclasses import dataclass

from tests.crawler.held_out.content import Town

NAV = ("要闻动态", "政务公开", "政务服务", "互动交流", "走进{name}", "专题专栏", "数据开放")
FRIENDS = ("中国政府网", "省人民政府", "市直部门", "新闻媒体")


@dataclass(frozen=True)
class Entry:
    """A line of a list. `markup` replaces the plain link where a portal writes something else."""

    title: str
    url: str
    published: str
    markup: str = ""

    def line(self) -> str:
        if self.markup:
            return f"<li>{self.markup}<span>{self.published}</span></li>"
        shown = self.title if len(self.title) < 26 else self.title[:24] + "..."
        return f'<li><a href="{html.escape(self.url)}" title="{html.escape(self.title)}" target="_blank">{html.escape(shown)}</a><span>{self.published}</span></li>'


def listing(entries: Iterable[Entry], css: str = "list") -> str:
    return f'<ul class="{css}">{"".join(entry.line() for entry in entries)}</ul>'


def page(
    town: Town,
    title: str,
    body: str,
    *,
    trail: Iterable[tuple[str, str]] = (),
    nav: Iterable[tuple[str, str]] = (),
    meta: str = "",
    charset: str = "utf-8",
) -> str:
    """A whole page: head, banner, navigation, the way here, the body, the footer."""
    rng = random.Random(f"{town.code}/chrome")
    links = list(nav) or [(name.format(name=town.name), f"/c{n}/") for n, name in enumerate(NAV)]
    crumbs = " &gt; ".join(f'<a href="{url}">{name}</a>' for name, url in trail)
    here = (
        f'<div class="{rng.choice(("position", "crumbs", "dqwz"))}">您现在的位置：<a href="/">首页</a> &gt; {crumbs}</div>'
        if crumbs
        else ""
    )
    friends = "".join(f'<option value="http://www.friend{n}.gov.cn/">{name}</option>' for n, name in enumerate(FRIENDS))
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">
<meta name="SiteName" content="{town.government}"><meta name="SiteDomain" content="www.town{town.code}.gov.cn"><meta name="SiteIDCode" content="{town.code}0001">
{meta}<title>{html.escape(title)}</title>
<link rel="stylesheet" href="/css/style.css"><script src="/js/jquery.min.js"></script></head>
<body><div class="header"><a class="logo" href="/">{town.government}</a>
<ul class="nav">{"".join(f'<li><a href="{url}">{name}</a></li>' for name, url in links)}</ul></div>
{here}
<div class="main">{body}</div>
<div class="footer"><select>{friends}</select><p>主办：{town.government}办公室　网站标识码：{town.code}0001　ICP备{town.code}号</p>
<a href="/wzdt/">网站地图</a> | <a href="/lxwm/">联系我们</a></div></body></html>"""


def article(
    town: Town,
    title: str,
    published: str,
    body: str,
    *,
    trail: Iterable[tuple[str, str]] = (),
    box: str = '<div class="content" id="zoom">',
    meta: str = "",
    charset: str = "utf-8",
    nav: Iterable[tuple[str, str]] = (),
) -> str:
    inner = f"""<div class="article"><h1 class="title">{html.escape(title)}</h1>
<div class="info"><span>发布时间：{published}</span> <span>来源：{town.government}办公室</span> <span>字号：[大 中 小]</span></div>
{box}{body}</div><div class="tools"><a href="javascript:window.print()">打印本页</a> <a href="javascript:window.close()">关闭窗口</a></div></div>"""
    return page(town, f"{title}-{town.government}", inner, trail=trail, meta=meta, charset=charset, nav=nav)
