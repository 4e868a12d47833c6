"""Portals of this set: their templates, how they title their reports, and in which forms these are published."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from tests.crawler.held_out.content import Report
from tests.crawler.held_out_forms_and_buttons.kit import Row
from tests.crawler.held_out_whole_portals.kit import Works

WORDINGS = (
    "{year}年度{who}政府信息公开工作年度报告",
    "{who}{year}年度政府信息公开年度报告",
    "{who}{year}年政府信息公开工作年度报告",
    "{who}{year}年政府信息公开工作报告",
    "{year}年{who}政府信息公开年报",
)
TOWNSHIPS = ("城关镇人民政府", "河西街道办事处", "石门乡人民政府")
DOCUMENTS = {"docx": "Word文档", "pdf": "PDF版", "doc": "Word版"}


@dataclass
class House(Works):
    """A portal with templates of this set: `skin` is one of flat, gold, old."""

    skin: str = "flat"

    def __post_init__(self) -> None:
        super().__post_init__()
        self.town.titles = WORDINGS
        self.bar = [
            ("网站首页", "/"),
            (f"魅力{self.town.name}", "/zj/"),
            ("要闻动态", "/news/"),
            ("政府信息公开", "/zwgk/"),
            ("在线办事", "/bsfw/"),
            ("政民互动", "/hdjl/"),
        ]

    def shell(self, title: str, inner: str, *, trail: Sequence[tuple[str, str]] = (), head: str = "") -> str:
        way = "".join(f'&gt;<a href="{html.escape(to)}">{name}</a>' for name, to in trail)
        tops = "".join(f'<li><a href="{html.escape(to)}" title="{name}">{name}</a></li>' for name, to in self.bar)
        own = self.town.government
        start = f'<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="{self.encoding}">\n<title>{html.escape(title)}</title>\n<meta name="SiteDomain" content="www.{self.town.code}.gov.cn">{head}</head>'
        foot = f'<div class="bottom"><a href="/gywm.html">关于本站</a>|<a href="/wzdt.html">站点地图</a>|<a href="/lxwm.html">联系我们</a><br>{own}主办 {self.town.name}大数据中心运维 网站标识码{self.town.code}0001</div>'
        if self.skin == "old":
            cells = "".join(f'<td align="center"><a href="{html.escape(to)}">{name}</a></td>' for name, to in self.bar)
            return f"""{start}<body bgcolor="#ffffff"><center><table width="980" border="0" cellpadding="0"><tr><td colspan="6"><img src="/images/banner.gif" width="980"></td></tr><tr bgcolor="#cc0000">{cells}</tr></table>
<table width="980"><tr><td>当前位置：<a href="/">首页</a>{way}</td></tr><tr><td>{inner}</td></tr></table>{foot}</center></body></html>"""
        if self.skin == "gold":
            return f"""{start}<body class="gold"><header class="hd"><h1 class="logo"><a href="/">{own}</a></h1><p class="quick"><a href="/login">登录</a><a href="/wza/">长者模式</a></p><nav><ul class="menu">{tops}</ul></nav></header>
<main class="main"><div class="crumbs"><span>位置</span><a href="/">首页</a>{way}</div>{inner}</main><footer>{foot}</footer></body></html>"""
        return f"""{start}<body><div id="header"><div class="site-name">{own}</div><ul class="topnav">{tops}</ul><div class="so"><input id="kw"><button onclick="doSearch()">搜 索</button></div></div>
<div id="wrap"><div class="mbx"><a href="/">首页</a>{way}</div><div class="box">{inner}</div></div><div id="footer">{foot}</div></body></html>"""

    def article(
        self, title: str, day: str, body: str, *, trail: Sequence[tuple[str, str]] = (), table: str = "", more: str = ""
    ) -> str:
        shown = html.escape(title)
        if self.skin == "old":
            inner = f"""<table width="900"><tr><td align="center"><font size="4" color="red"><b>{shown}</b></font></td></tr><tr><td align="center">发表日期：{day} 作者：政府办 浏览次数：<script src="/count.asp"></script></td></tr><tr><td>{table}<div class="zw">{body}</div>{more}</td></tr></table>"""
            return self.shell(title, inner, trail=trail)
        if self.skin == "gold":
            inner = f"""<article class="detail"><h2>{shown}</h2><div class="info"><em>时间：{day}</em><em>来源：{self.town.government}办公室</em><em>浏览量：<b id="hits"></b></em></div>{table}<div class="con" id="zoomcon">{body}</div>{more}<div class="prevnext"><p>上一条：没有了</p></div></article>"""
            return self.shell(f"{title} - {self.town.government}", inner, trail=trail)
        inner = f"""{table}<div class="art-title">{shown}</div><div class="art-tip">发布时间：{day} 10:12　来源：{self.town.name}政府办　【字体：大 中 小】</div><div id="art-main">{body}</div>{more}<div class="art-foot"><a href="javascript:window.print();">打印本页</a></div>"""
        return self.shell(f"{title}_{self.town.government}门户网站", inner, trail=trail)

    def lines(self, rows: Sequence[Row], *, cut: int = 30) -> str:
        def text(row: Row) -> str:
            return html.escape(row.title if len(row.title) <= cut else row.title[:cut] + "...")

        def to(row: Row) -> str:
            return f'href="{html.escape(row.url)}" title="{html.escape(row.title)}"'

        if self.skin == "old":
            return f"""<table class="tb">{"".join(f"<tr><td>·<a {to(r)} target=_blank>{text(r)}</a></td><td>[{r.day}]</td></tr>" for r in rows)}</table>"""
        if self.skin == "gold":
            return f"""<ul class="news-ul">{"".join(f"<li><time>{r.day}</time><a {to(r)}>{text(r)}</a></li>" for r in rows)}</ul>"""
        return f"""<ul class="infolist">{"".join(f'<li><a {to(r)} target="_blank">{text(r)}</a><i>{r.day}</i></li>' for r in rows)}</ul>"""

    def published(self, report: Report, path: str, *, form: str = "html", files: str = "/files/") -> Row:
        """A report in one form: its own text, or a stub for a docx, a pdf, a doc."""
        if form == "html":
            return self.report(report, path)
        data = {"docx": report.docx, "pdf": report.pdf, "doc": report.word_html}[form]
        name = self.file(f"{files}{report.published.replace('-', '')}{report.number}.{form}", data)
        stub = f'<p>附件：<a href="{name}">{html.escape(report.title)}（{DOCUMENTS[form]}）.{form}</a></p>'
        return self.report(report, path, body=stub)

    def townships(self, years: range) -> list[Report]:
        """Reports of townships: theirs, and nobody else's. They may be found."""
        made = []
        for year in reversed(years):
            for who in TOWNSHIPS:
                report = self.town.report(year, who, wanted=False)
                self.town.allowed.add(report.key)
                made.append(report)
        return made

    def mixed(self, rows: Sequence[Row], extra: int = 6) -> list[Row]:
        """Reports among what else lies in their column: calls for reports, interpretations. Newest first."""
        near = [row for row in self.stock if "年度报告" in row.title or "公开" in row.title][:extra]
        return sorted([*rows, *near], key=lambda row: row.day, reverse=True)
