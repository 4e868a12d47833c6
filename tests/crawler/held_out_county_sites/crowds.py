"""Four more, where the government's reports are few among many: a column with hundreds of organs' reports, an organ's column
each, hand-written markup of 2005, and no column at all."""

from __future__ import annotations

from urllib.parse import quote

from demo.server import Answer, Request, Site
from tests.crawler.held_out.content import Town
from tests.crawler.held_out_county_sites.estate import ORGANS, TOWNSHIPS, Dress, Estate, late, unsigned
from tests.crawler.held_out_forms_and_buttons.kit import Row, asked, number, split

WIDE = Dress(
    page="""<!DOCTYPE html><html><head><meta charset="@@charset"><title>@@title</title><link rel="stylesheet" href="/r/cms/www/default/css/style.css"></head><body><div id="header"><ul class="topnav">@@nav</ul></div>
<div id="crumbs">@@trail</div><div id="content" class="w">@@inner</div><div id="footer">@@gov　@@code0051</div></body></html>""",
    article="""<div class="textbox"><h1 class="texttitle">@@title</h1><div class="textinfo">@@day　@@town人民政府网</div><div class="textcon">@@body</div></div>""",
    row='<li class="clearfix"><a href="@@url" title="@@title">@@short</a><span class="r">@@day</span></li>',
    rows='<ul class="textlist">@@rows</ul>',
)
MORE_ORGANS = (
    "文化和旅游局",
    "退役军人事务局",
    "信访局",
    "林业局",
    "商务局",
    "科学技术局",
    "交通运输局",
    "行政审批服务局",
)


def _wide(
    town: Town, name: str, *, stories: str = "/{year}/{month}/{n}.html", dress: Dress = WIDE, encoding: str = "utf-8"
) -> Estate:
    estate = Estate(town, name, dress, stories, encoding=encoding)
    estate.nav = [
        ("首页", "/"),
        ("新闻中心", "/xwzx/"),
        ("政务公开", "/zwgk/"),
        ("网上办事", "/wsbs/"),
        ("互动交流", "/hdjl/"),
    ]
    estate.crowd(200)
    for path, title in (("/xwzx/", "新闻中心"), ("/wsbs/", "网上办事"), ("/hdjl/", "互动交流")):
        estate.put(path, estate.page(title, estate.lines(estate.some(len(path), 15))))
    return estate


def _numbered(folder: str):
    return lambda page: folder + (f"index_{page}.html" if page > 1 else "")


def _menu(estate: Estate, yearly: str) -> str:
    links = estate.statutory(lambda n, page: _numbered(f"/zwgk/n{n}/")(page))
    side = f'<div class="leftmenu"><a href="/zwgk/zn/">信息公开指南</a><a href="/zwgk/zd/">信息公开制度</a><ul>{links}</ul><a href="{yearly}">信息公开年报</a><a href="/zwgk/ysq/">依申请公开</a></div>'
    for path, title in (("zn", "信息公开指南"), ("zd", "信息公开制度"), ("ysq", "依申请公开")):
        estate.put(f"/zwgk/{path}/", estate.page(title, side + estate.lines(estate.some(len(title), 4))))
    estate.put("/zwgk/", estate.page("政务公开", side + estate.lines(estate.some(2))))
    return side


def _beside(town: Town, year: int, organ: str):
    """A report that may be found and need not be: what is measured here are the government's."""
    report = town.report(year, organ, wanted=False)
    town.allowed.add(report.key)
    return report


def crowded_column(town: Town) -> list[Site]:
    """One column for all, newest first: thirty organs of ten years; the government's stand among theirs, the oldest at the end."""
    estate = _wide(town, "crowded_column")
    yearly = "/zwgk/nb/"
    side = _menu(estate, yearly)
    rows = [estate.report(r, f"/nb/{r.number}.html") for r in town.reports(range(2008, 2026))]
    for year in range(2025, 2015, -1):
        for organ in (*ORGANS, *MORE_ORGANS, *TOWNSHIPS):
            r = _beside(town, year, organ)
            rows.append(estate.report(r, f"/nb/{r.number}.html"))
    rows.sort(key=lambda row: row.day, reverse=True)

    def foot(now: int, pages: int, entries: int) -> str:
        to = _numbered(yearly)
        return f'<div class="page">共{entries}条 {now}/{pages} <a href="{to(1)}">首页</a><a href="{to(min(pages, now + 1))}">下一页</a><a href="{to(pages)}">末页</a></div>'

    estate.listing("信息公开年报", rows, _numbered(yearly), size=15, foot=foot, around=lambda inner: side + inner)
    estate.commons(lambda n, page: _numbered(f"/xwzx/{n}/")(page))
    return [estate.site]


def organ_by_organ(town: Town) -> list[Site]:
    """The column leads to a page of organs, the government last among them; each has its own list of years."""
    estate = _wide(town, "organ_by_organ")
    yearly = "/zwgk/nb/"
    side = _menu(estate, yearly)
    blocks = ""
    for place, organ in enumerate((*ORGANS, *MORE_ORGANS, "")):
        reports = (
            [_beside(town, year, organ) for year in range(2025, 2018, -1)]
            if organ
            else [late(r, "2016-03-03") if r.year == 2012 else r for r in town.reports(range(2010, 2026))]
        )
        rows = [estate.report(r, f"/nb/{place}/{r.number}.html", title="" if organ else unsigned(r)) for r in reports]
        rows = [Row(f"{r.year}年度", row.url, row.day, row.number) for r, row in zip(reports, rows, strict=True)]
        estate.listing(
            organ or "县人民政府", rows, _numbered(f"{yearly}{place}/"), size=20, around=lambda inner: side + inner
        )
        blocks += f'<li><a href="{yearly}{place}/">{"县" + organ if organ else "县人民政府"}</a></li>'
    estate.put(
        yearly,
        estate.page("信息公开年报", f'{side}<ul class="organs">{blocks}</ul>', [("首页", "/"), ("政务公开", "/zwgk/")]),
    )
    estate.commons(lambda n, page: _numbered(f"/xwzx/{n}/")(page))
    return [estate.site]


ROUGH = Dress(
    page="""<HTML><HEAD><TITLE>@@title</TITLE><META HTTP-EQUIV=Content-Type CONTENT="text/html; charset=gb2312"><BASE HREF="/"></HEAD><BODY LEFTMARGIN=0><CENTER>
<TABLE WIDTH=778 BORDER=0><TR>@@nav</TR></TABLE><TABLE WIDTH=778><TR><TD>@@trail<TR><TD>@@inner</TABLE><FONT SIZE=2>@@gov &copy; @@code</FONT></CENTER></BODY></HTML>""",
    article="""<P ALIGN=center><FONT SIZE=5><B>@@title</B></FONT><P ALIGN=center><FONT SIZE=2>@@day</FONT><TABLE WIDTH=95%><TR><TD CLASS=nr>@@body</TABLE>""",
    row="<TR><TD WIDTH=20>◇<TD><A HREF=@@url TARGET=_blank>@@short</A><TD ALIGN=right><FONT COLOR=gray>@@day</FONT>",
    rows="<TABLE WIDTH=100%>@@rows</TABLE>",
    nav="<TD><A HREF=@@url>@@name</A>",
    cut=25,
)


def hand_written(town: Town) -> list[Site]:
    """Upper case, unquoted, unclosed, with a base; titles cut without a title attribute; a pager of [1][2][3]."""
    estate = _wide(town, "hand_written", stories="/read.asp?id={n}", dress=ROUGH, encoding="gb18030")
    yearly = "/zwgk/nb/"
    side = _menu(estate, yearly)
    rows = []
    for r in town.reports(range(2009, 2026)):
        path = f"/read.asp?id={r.number}"
        rows.append(
            estate.attached(r, path, f"/file/{r.number}.doc") if r.year in (2013, 2018) else estate.report(r, path)
        )

    def foot(now: int, pages: int, entries: int) -> str:
        to = _numbered("zwgk/nb/")
        return " ".join(f"<B>[{n}]</B>" if n == now else f"<A HREF={to(n)}>[{n}]</A>" for n in range(1, pages + 1))

    estate.listing("信息公开年报", rows, _numbered(yearly), size=6, foot=foot, around=lambda inner: side + inner)
    estate.commons(lambda n, page: _numbered(f"/xwzx/{n}/")(page))
    return [estate.site]


def no_column(town: Town) -> list[Site]:
    """No column of reports: each stands among the notices of its time, twenty pages of them; the site's search finds words in
    titles."""
    estate = _wide(town, "no_column")
    estate.crowd(160)
    rows = [estate.report(r, f"/tz/{r.number}.html") for r in town.reports(range(2012, 2026))]
    notices = sorted([*rows, *estate.stock], key=lambda row: row.day, reverse=True)
    links = estate.statutory(lambda n, page: _numbered(f"/zwgk/n{n}/")(page))
    estate.put("/zwgk/", estate.page("政务公开", f"<ul>{links}</ul>"))
    estate.listing("通知公告", notices, _numbered("/tzgg/"), size=20)
    estate.nav.append(("通知公告", "/tzgg/"))

    def search(request: Request) -> Answer:
        said = asked(request)
        hits = [row for row in notices if said.get("keyword") and said["keyword"] in row.title]
        parts = split(hits, 10)
        now = min(max(number(said, "page", 1), 1), len(parts))
        links = " ".join(
            f'<a href="/search.jspx?keyword={quote(said.get("keyword", ""))}&amp;page={n}">{n}</a>'
            for n in range(1, len(parts) + 1)
        )
        return estate.printed(
            estate.page("搜索结果", f"<p>共找到{len(hits)}条结果</p>{estate.lines(parts[now - 1])}<div>{links}</div>")
        )

    estate.site.handle("/search.jspx", search)
    form = '<form action="/search.jspx" method="get"><input type="text" name="keyword"><input type="submit" value="搜索"></form>'
    estate.commons(lambda n, page: _numbered(f"/xwzx/{n}/")(page), extra=form)
    return [estate.site]
