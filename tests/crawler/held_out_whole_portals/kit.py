"""What every portal has, whoever made it: entrance, news, the disclosure column, articles, lists with pagers."""

from __future__ import annotations

import html
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from demo.server import Answer, Site
from demo.server import page as answer
from tests.crawler.held_out.content import Report, Town
from tests.crawler.held_out_forms_and_buttons.kit import Row, noise, split

TITLES = (
    "{who}{year}年政府信息公开工作年度报告",
    "{year}年{who}政府信息公开工作年度报告",
    "{who}{year}年度政府信息公开工作年度报告",
    "{who}{year}年政府信息公开年度报告",
    "{who}{year}年政府信息公开年报",
    "{who}关于{year}年政府信息公开工作情况的年度报告",
)
NEWS = ("今日{name}", "政务要闻", "部门动态", "乡镇动态", "公告公示", "领导活动", "视频新闻", "媒体聚焦")
STATUTORY = (
    "机构职能",
    "领导信息",
    "政策文件",
    "规范性文件",
    "政策解读",
    "规划计划",
    "统计信息",
    "财政预决算",
    "行政许可",
    "行政处罚",
    "重大建设项目",
    "政府采购",
    "应急管理",
    "人事信息",
    "建议提案办理",
    "重大行政决策",
)
SERVICES = (
    "户籍办理",
    "社会保障",
    "住房公积金",
    "婚姻登记",
    "出入境",
    "教育入学",
    "医疗卫生",
    "不动产登记",
    "企业开办",
    "纳税服务",
)
# How an address of a page of a list is made from its number (1 for the first), and how a pager is printed:
# (this page, pages, entries) -> markup.
Address = Callable[[int], str]
Pager = Callable[[int, int, int], str]


def numbered(address: Address) -> Pager:
    """首页 1 2 3 下一页 尾页, all plain links."""

    def printed(now: int, pages: int, entries: int) -> str:
        def to(n: int, name: str) -> str:
            return f'<a href="{html.escape(address(n))}">{name}</a>'

        numbers = "".join(f'<span class="cur">{n}</span>' if n == now else to(n, str(n)) for n in range(1, pages + 1))
        before = to(1, "首页") + to(max(1, now - 1), "上一页")
        after = to(min(pages, now + 1), "下一页") + to(pages, "尾页")
        return f'<div class="page">{before}{numbers}{after}<span>共{entries}条记录 {now}/{pages}页</span></div>'

    return printed


def bare(address: Address) -> Pager:
    """上一页 下一页 and no total."""

    def printed(now: int, pages: int, entries: int) -> str:
        shown = [
            f'<a href="{html.escape(address(n))}">{name}</a>'
            for n, name in ((now - 1, "上一页"), (now + 1, "下一页"))
            if 1 <= n <= pages
        ]
        return f'<div class="fy">{" ".join(shown)}</div>'

    return printed


def nothing(now: int, pages: int, entries: int) -> str:
    return ""


@dataclass
class Works:
    """A portal being furnished. `skin` is one of modern, tables, boot; `articles` and `lists` are templates of addresses
    of what is not a report: number, and folder."""

    town: Town
    name: str
    skin: str = "modern"
    articles: str = "/xw/{}.html"
    index: str = "index.html"
    encoding: str = "utf-8"
    site: Site = field(init=False)
    bar: list[tuple[str, str]] = field(init=False)
    stock: list[Row] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.site = Site(self.name)
        self.town.titles = TITLES
        self.bar = [
            ("首页", "/"),
            (f"走进{self.town.name}", "/zj/"),
            ("新闻中心", "/news/"),
            ("政务公开", "/zwgk/"),
            ("办事服务", "/bsfw/"),
            ("互动交流", "/hdjl/"),
        ]

    # Pages

    def shell(self, title: str, inner: str, *, trail: Sequence[tuple[str, str]] = (), head: str = "") -> str:
        links = "".join(f'<li><a href="{html.escape(to)}">{name}</a></li>' for name, to in self.bar)
        way = " > ".join(f'<a href="{html.escape(to)}">{name}</a>' for name, to in (("首页", "/"), *trail))
        government = self.town.government
        foot = f"""<p>版权所有：{government} 主办：{government}办公室 承办：{self.town.name}政务服务和大数据管理局</p>
<p>网站标识码：{self.town.code}0003 <a href="https://beian.miit.gov.cn/">ICP备{self.town.code}号</a> <a href="/wzdt.html">网站地图</a> <a href="/gywm.html">关于我们</a></p>"""
        start = f'<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset={self.encoding}"><meta name="SiteName" content="{government}"><title>{html.escape(title)}</title>{head}</head>'
        if self.skin == "tables":
            bar = "".join(f'<td><a href="{html.escape(to)}">{name}</a></td>' for name, to in self.bar)
            return f"""{start}<body topmargin="0"><table width="1003" align="center"><tr><td><img src="/images/top.jpg"></td></tr><tr>{bar}</tr></table>
<table width="1003" align="center"><tr><td class="pos" height="27">您现在的位置是：{way}</td></tr><tr><td valign="top">{inner}</td></tr></table><table width="1003"><tr><td align="center">{foot}</td></tr></table></body></html>"""
        if self.skin == "boot":
            return f"""{start}<body><nav class="navbar navbar-default"><div class="container"><a class="navbar-brand" href="/">{government}</a><ul class="nav navbar-nav">{links}</ul></div></nav>
<div class="container"><ol class="breadcrumb">{way}</ol><div class="row">{inner}</div></div><footer class="footer">{foot}</footer></body></html>"""
        return f"""{start}<body><div class="top"><div class="w1200"><span id="weather"></span><a href="/wza/">无障碍阅读</a><a href="/en/">English</a><a href="/mobile/">手机版</a><form action="/search/s" method="get"><input name="q" placeholder="请输入关键字"></form></div></div>
<div class="logo"><a href="/"><img src="/images/logo.png" alt="{government}"></a></div><ul class="nav clearfix">{links}</ul>
<div class="w1200"><div class="dqwz">当前位置：{way}</div>{inner}</div><div class="footer">{foot}</div></body></html>"""

    def article(
        self, title: str, day: str, body: str, *, trail: Sequence[tuple[str, str]] = (), table: str = "", more: str = ""
    ) -> str:
        """`table` is a catalogue's table of metadata above the text."""
        shown = html.escape(title)
        if self.skin == "tables":
            inner = f"""<table width="95%" align="center"><tr><td align="center" class="bt">{shown}</td></tr><tr><td align="center">发布时间：{day} 点击数：<script src="/hits.js"></script> 来源：{self.town.name}政府办</td></tr>
<tr><td>{table}<div id="fontzoom" class="nr">{body}</div>{more}</td></tr><tr><td align="right">【<a href="javascript:window.print()">打印</a>】【<a href="javascript:window.close()">关闭</a>】</td></tr></table>"""
            return self.shell(title, inner, trail=trail)
        metas = f'<meta name="ArticleTitle" content="{shown}"><meta name="PubDate" content="{day} 09:30"><meta name="ContentSource" content="{self.town.name}政府办公室">'
        if self.skin == "boot":
            inner = f"""<div class="col-md-12"><h2 class="text-center">{shown}</h2><p class="text-center text-muted">{day} 来源：{self.town.name}人民政府办公室 浏览：<span id="click">0</span></p>{table}<div class="article-content">{body}</div>{more}</div>"""
            return self.shell(f"{title}-{self.town.name}", inner, trail=trail)
        inner = f"""<div class="xl_box">{table}<h1 class="xl_tit">{shown}</h1><div class="xl_sm"><span>发布日期：{day} 09:30</span><span>信息来源：{self.town.name}政府办公室</span><span>字体：[<a href="javascript:doZoom(18)">大</a> <a href="javascript:doZoom(16)">中</a>]</span></div>
<div class="TRS_Editor view">{body}</div>{more}<div class="xl_share">分享到：<a href="#" onclick="shareWb()">微博</a> 扫一扫在手机打开当前页</div></div>"""
        return self.shell(f"{title}_{self.town.government}", inner, trail=trail, head=metas)

    def put(self, path: str, text: str) -> None:
        self.site.put(path, answer(text, encoding="gb18030" if self.encoding == "gb2312" else self.encoding))

    # Lists

    def lines(self, rows: Sequence[Row], *, cut: int = 34) -> str:
        def shown(row: Row) -> str:
            text = row.title if len(row.title) <= cut else row.title[: cut - 1] + "…"
            return f'<a href="{html.escape(row.url)}" title="{html.escape(row.title)}" target="_blank">{html.escape(text)}</a>'

        if self.skin == "tables":
            each = "".join(
                f'<tr><td width="25"><img src="/images/ico2.jpg"></td><td width="550">{shown(r)}</td><td>{r.day}</td></tr>'
                for r in rows
            )
            return f'<table width="682" class="gl_list">{each}</table>'
        if self.skin == "boot":
            return "".join(
                f'<div class="media"><h5 class="media-heading">{shown(r)}</h5><small class="pull-right">{r.day}</small></div>'
                for r in rows
            )
        return (
            f'<ul class="List_list">{"".join(f"<li>{shown(r)}<span>{r.day}</span></li>" for r in rows)}</ul>'
            if rows
            else ""
        )

    def listing(
        self,
        name: str,
        rows: Sequence[Row],
        address: Address,
        pager: Pager,
        *,
        size: int = 15,
        side: str = "",
        trail=(),
    ) -> None:
        """A list's pages at their addresses."""
        parts = split(rows, size)
        for n, part in enumerate(parts, 1):
            foot = pager(n, len(parts), len(rows)) if len(parts) > 1 else ""
            inner = f'{side}<div class="right_list"><h3>{name}</h3>{self.lines(part)}{foot}</div>'
            self.put(address(n), self.shell(name, inner, trail=[*trail, (name, address(1))]))

    def folder(self, where: str, name: str, rows: Sequence[Row], *, size: int = 15, side: str = "") -> None:
        """A plain list of pages of its own folder, the first under the folder's own name too."""

        def address(n: int) -> str:
            stem, _, suffix = self.index.rpartition(".")
            return where if n == 1 else f"{where}{stem}_{n - 1}.{suffix}"

        self.listing(name, rows, address, bare(address), size=size, side=side)

    # What lies about

    def stories(self, amount: int) -> list[Row]:
        """Articles that are no reports, each with its page; half of them share an annual report's words."""
        rows = []
        near = [(d.title, d.published, d.body, d.number) for d in self.town.decoys(amount // 3)]
        far = [(r.title, r.day, body, r.number) for r, body in noise(self.town, amount - len(near))]
        for title, day, body, number in near + far:
            path = self.articles.format(number)
            self.put(path, self.article(title, day, body))
            rows.append(Row(title, path, day, number))
        random.Random(f"stories/{self.town.code}").shuffle(rows)
        self.stock = rows
        return rows

    def menu(self, base: str, yearly: str, *, label: str = "政府信息公开年报") -> str:
        """The menu at the left of the disclosure column, as the notice of 2019 orders it."""
        inner = "".join(f'<dd><a href="{base}fdzdgknr/{n:02}/">{name}</a></dd>' for n, name in enumerate(STATUTORY, 1))
        return f"""<div class="gk_left"><ul><li><a href="{base}zfxxgkzn/">政府信息公开指南</a></li><li><a href="{base}zfxxgkzd/">政府信息公开制度</a></li>
<li><a href="{base}fdzdgknr/">法定主动公开内容</a><dl>{inner}</dl></li><li class="on"><a href="{html.escape(yearly)}">{label}</a></li><li><a href="{base}ysqgk/">依申请公开</a></li></ul></div>"""

    def disclosure(self, base: str, yearly: str, *, label: str = "政府信息公开年报", hub: str = "/zwgk/") -> str:
        """The disclosure column but for its annual reports: 政务公开, 政府信息公开, guide, rules, statutory columns.
        Returns the menu."""
        self.bar[3] = ("政务公开", hub)
        side = self.menu(base, yearly, label=label)
        guide = f"<p>为方便公民、法人和其他组织获取政府信息，{self.town.government}办公室编制本指南。</p><p>受理机构：{self.town.name}政府办公室，每年1月31日前公布年度报告。</p>"
        title = f"{self.town.government}政府信息公开指南"
        self.put(f"{base}zfxxgkzn/", self.shell(title, side + f'<div class="right">{guide}</div>'))
        self.put(f"{base}ysqgk/", self.shell("依申请公开", side + '<form action="/ysqgk/submit" method="post"></form>'))
        rules = self.stock[:6]
        self.folder(f"{base}zfxxgkzd/", "政府信息公开制度", rules, side=side)
        for n, name in enumerate(STATUTORY, 1):
            rows = self.stock[n * 9 % len(self.stock) :][:24]
            self.folder(f"{base}fdzdgknr/{n:02}/", name, rows, side=side)
        blocks = "".join(
            f'<h4>{name}<a href="{base}fdzdgknr/{n:02}/">更多</a></h4>{self.lines(self.stock[n * 9 % len(self.stock) :][:5])}'
            for n, name in enumerate(STATUTORY, 1)
        )
        self.put(f"{base}fdzdgknr/", self.shell("法定主动公开内容", side + blocks))
        self.put(base, self.shell(f"{self.town.government}政府信息公开", side + blocks, trail=[("政务公开", hub)]))
        if hub != base:
            panels = f"""<div class="gk"><a href="{base}" class="btn">政府信息公开</a><a href="/zcwj/">政策文件</a><a href="{base}zfxxgkzn/">信息公开指南</a><a href="{base}ysqgk/">依申请公开</a></div>"""
            self.put(hub, self.shell("政务公开", panels + blocks))
        return side

    def entrance(self, extra: str = "") -> None:
        """The home page, the columns of news, and those of nothing much."""
        for n, name in enumerate(NEWS):
            rows = self.stock[n * 11 % len(self.stock) :][:40]
            self.folder(f"/news/{n}/", name.format(name=self.town.name), rows)
        names = [name.format(name=self.town.name) for name in NEWS]
        panels = "".join(
            f'<div class="panel"><h2><a href="/news/{n}/">{name}</a><a class="more" href="/news/{n}/">更多&gt;&gt;</a></h2>{self.lines(self.stock[n * 11 % len(self.stock) :][:24])}</div>'
            for n, name in enumerate(names)
        )
        services = "".join(f'<a href="/bsfw/{n}/">{name}</a>' for n, name in enumerate(SERVICES))
        friends = "".join(
            f'<option value="http://www.link{n}.gov.cn/">{name}</option>'
            for n, name in enumerate(("中国政府网", "省政府网", "市直部门网站", "县区网站"))
        )
        self.put("/", self.shell(self.town.government, f"{panels}{services}{extra}<select>{friends}</select>"))
        self.put("/news/", self.shell("新闻中心", panels))
        for path, name in (
            ("/zj/", "走进"),
            ("/bsfw/", "办事服务"),
            ("/hdjl/", "互动交流"),
            ("/wzdt.html", "网站地图"),
        ):
            words = f"<p>{self.town.name}{name}。</p>"
            tree = "".join(f'<li><a href="/news/{n}/">{each}</a></li>' for n, each in enumerate(names))
            more = f'<ul>{tree}<li><a href="/zwgk/">政务公开</a></li></ul>' if "wzdt" in path else services
            self.put(path, self.shell(name, words + more))

    # Reports

    def report(
        self, report: Report, path: str, *, body: str | None = None, title: str = "", more: str = "", table: str = ""
    ) -> Row:
        """A report's page; its own text unless a body is given."""
        shown = title or report.title
        text = report.html if body is None else body
        self.put(path, self.article(shown, report.published, text, more=more, table=table))
        return Row(shown, path, report.published, report.number)

    def file(self, path: str, data: bytes, kind: str = "application/octet-stream") -> str:
        self.site.put(path, Answer(data, content_type=kind))
        return path

    def beside(self, report: Report, path: str) -> list[Row]:
        """What is printed next to a report about it: its interpretation, its picture, the call for it."""
        rows = []
        words = (
            (
                f"《{report.title}》解读",
                f"<p>近日，{report.issuer}发布了{report.year}年政府信息公开工作年度报告，现解读如下。</p><p>一、编制背景。二、主要内容。全年主动公开信息{report.number}条。</p>",
            ),
            (
                f"【图解】{report.title}",
                f'<p align="center"><img src="/images/tj{report.number}.png" alt="" width="800"></p>',
            ),
        )
        for n, (title, body) in enumerate(words):
            where = path.format(report.number + n + 1)
            self.put(where, self.article(title, report.published, body))
            rows.append(Row(title, where, report.published, report.number))
        return rows


def catalogue_table(report: Report, office: str) -> str:
    """The table of metadata that an article of a 公开目录 begins with."""
    return f"""<table class="xxgk_table" width="100%"><tr><th>索引号</th><td>{report.key[:6]}/{report.published[:4]}-{report.number:05}</td><th>主题分类</th><td>综合政务/政务公开</td></tr>
<tr><th>发布机构</th><td>{office}</td><th>发文日期</th><td>{report.published}</td></tr><tr><th>名称</th><td colspan="3">{html.escape(report.title)}</td></tr><tr><th>文号</th><td></td><th>有效性</th><td>有效</td></tr></table>"""
