"""Four more, about whose report it is and what a list says of it: a city with its counties' reports, a district that was a
county, entries whose words name no year, and folders a year with files in them."""

from __future__ import annotations

from demo.server import Site
from tests.crawler.held_out.content import Report, Town
from tests.crawler.held_out_county_sites.estate import Dress, Estate, unsigned
from tests.crawler.held_out_forms_and_buttons.kit import Row

BROAD = Dress(
    page="""<!DOCTYPE html><html><head><meta charset="@@charset"><title>@@title</title></head><body><div class="sj-header"><div class="sj-logo">@@gov</div><ul class="sj-menu">@@nav</ul></div>
<div class="sj-weizhi">您的位置：@@trail</div><div class="sj-main">@@inner</div><div class="sj-footer">版权所有：@@gov　标识码：@@code0018</div></body></html>""",
    article="""<div class="sj-article"><div class="sj-title">@@title</div><div class="sj-date">日期：@@day　来源：@@town人民政府办公室</div><div class="sj-content">@@body</div></div>""",
    row='<li><i></i><a href="@@url" target="_blank" title="@@title">@@short</a><span class="sj-time">@@day</span></li>',
    rows='<ul class="sj-list">@@rows</ul>',
)


def _site(town: Town, name: str, stories: str = "/a/{year}/{n}.html") -> Estate:
    """A site with the usual columns; its disclosure column is put by whoever calls."""
    estate = Estate(town, name, BROAD, stories)
    estate.nav = [("首页", "/"), ("新闻", "/c/xw/"), ("政府信息公开", "/c/gk/"), ("办事", "/c/bs/"), ("互动", "/c/hd/")]
    estate.crowd(220)
    for path, title in (("/c/xw/", "新闻"), ("/c/bs/", "办事"), ("/c/hd/", "互动")):
        estate.put(path, estate.page(title, estate.lines(estate.some(len(title), 12))))
    return estate


def _disclosure(estate: Estate, yearly: str = "/c/gk/nb/") -> str:
    """The disclosure column's menu and its other columns; the menu."""
    links = estate.statutory(lambda n, page: f"/c/gk/z{n}/" + (f"{page}.html" if page > 1 else ""))
    side = f'<div class="sj-left"><a href="/c/gk/zn/">公开指南</a><a href="/c/gk/zd/">公开制度</a><ul>{links}</ul><a href="{yearly}">公开年报</a><a href="/c/gk/ysq/">依申请公开</a></div>'
    for path, title in (("zn", "公开指南"), ("zd", "公开制度"), ("ysq", "依申请公开")):
        estate.put(f"/c/gk/{path}/", estate.page(title, side + estate.lines(estate.some(len(path), 4))))
    estate.put("/c/gk/", estate.page("政府信息公开", side + estate.lines(estate.some(2))))
    return side


def _commons(estate: Estate) -> list[Site]:
    estate.commons(lambda n, page: f"/c/xw/{n}/" + (f"{page}.html" if page > 1 else ""))
    return [estate.site]


def _paged(folder: str):
    return lambda page: folder + (f"{page}.html" if page > 1 else "")


def city_of_counties(town: Town) -> list[Site]:
    """A city's own reports, its bureaus', and in a third column those of its counties, which go under their own codes."""
    estate = _site(town, "city_of_counties")
    yearly = "/c/gk/nb/"
    side = _disclosure(estate, yearly)
    mine = [estate.report(r, f"/a/nb/{r.number}.html") for r in town.reports(range(2008, 2026))]
    bureaus = [
        estate.report(r, f"/a/nb/{r.number}.html")
        for year in range(2025, 2020, -1)
        for r in [town.report(year, each) for each in ("财政局", "教育局", "水利局")]
    ]
    counties = []
    for code, name in (("510502", "江阳区"), ("510521", "泸县"), ("510522", "合江县")):
        place = Town(code, name, town.seed)
        place.numbers = 40_000 + int(code[-3:]) * 100
        counties += [estate.report(r, f"/a/qx/{r.number}.html") for r in place.reports(range(2020, 2026))]
        town.allowed |= place.wanted
    for folder, name, rows in (("sj/", "市政府", mine), ("bm/", "市级部门", bureaus), ("qx/", "各区县", counties)):
        estate.listing(name, rows, _paged(yearly + folder), size=8, around=lambda inner: side + inner)
    three = "".join(
        f'<a class="nbk" href="{yearly}{f}">{n}</a>'
        for f, n in (("sj/", "市政府"), ("bm/", "市级部门"), ("qx/", "各区县"))
    )
    estate.put(yearly, estate.page("公开年报", side + three, [("首页", "/"), ("政府信息公开", "/c/gk/")]))
    return _commons(estate)


def county_made_district(town: Town) -> list[Site]:
    """A district that was a county until 2016: what it reported before stands in the same list under the county's name."""
    estate = _site(town, "county_made_district")
    side = _disclosure(estate)
    before = Town("411023", "许昌县", town.seed)
    before.numbers = 50_000
    reports: list[Report] = [*town.reports(range(2016, 2026)), *before.reports(range(2009, 2016))]
    town.wanted |= before.wanted
    town.allowed |= before.wanted
    rows = [estate.report(r, f"/a/nb/{r.number}.html") for r in reports]
    estate.listing("公开年报", rows, _paged("/c/gk/nb/"), size=10, around=lambda inner: side + inner)
    return _commons(estate)


def nameless_entries(town: Town) -> list[Site]:
    """Every entry of the column is worded alike, without a year; its date is that of a move of the site for the older half."""
    estate = _site(town, "nameless_entries", "/show/{n}.html")
    side = _disclosure(estate)
    rows = []
    for r in town.reports(range(2010, 2026)):
        row = estate.report(r, f"/show/{r.number}.html", title=unsigned(r) if r.year == 2012 else "")
        day = "2019-08-12" if r.year < 2018 else r.published
        rows.append(Row("政府信息公开工作年度报告", row.url, day, row.number))
    total = f"<p>共{len(rows)}条</p>"

    def foot(now: int, pages: int, entries: int) -> str:
        address = _paged("/c/gk/nb/")
        return f'{total}<a href="{address(min(now + 1, pages))}">下一页</a> 第{now}/{pages}页'

    estate.listing("公开年报", rows, _paged("/c/gk/nb/"), size=7, foot=foot, around=lambda inner: side + inner)
    return _commons(estate)


def folders_of_files(town: Town) -> list[Site]:
    """The column lists folders a year; each holds files whose links are their own names, the government's among the organs'."""
    estate = _site(town, "folders_of_files")
    side = _disclosure(estate)
    folders = ""
    for year in range(2025, 2013, -1):
        entries = ""
        for organ in ("", *(("财政局", "民政局") if year > 2021 else ())):
            r = town.report(year, organ or None)
            ending, data = ("docx", r.docx) if year % 2 else ("pdf", r.pdf)
            url = estate.file(f"/upload/files/{year}/{r.number}.{ending}", data, "application/octet-stream")
            entries += f'<li><a href="{url}">{organ or "县政府"}{year}年政府信息公开工作年度报告.{ending}</a></li>'
        estate.put(
            f"/c/gk/nb/{year}/", estate.page(f"{year}年", f"{side}<ul>{entries}</ul>", [("公开年报", "/c/gk/nb/")])
        )
        folders += f'<dd><a href="/c/gk/nb/{year}/">{year}年</a></dd>'
    estate.put("/c/gk/nb/", estate.page("公开年报", f"{side}<dl>{folders}</dl>", [("首页", "/")]))
    return _commons(estate)
