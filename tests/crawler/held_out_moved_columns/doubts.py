"""Years that a portal holds out of a crawl's sight, or where nobody would look, and years that it never had."""

from __future__ import annotations

import json
from collections.abc import Sequence

from demo.server import Answer, Request, Site
from demo.server import page as answer
from tests.crawler.held_out.content import Report, Town
from tests.crawler.held_out_county_sites.estate import Estate
from tests.crawler.held_out_forms_and_buttons.kit import JSON, Row, asked, number, split
from tests.crawler.held_out_moved_columns.dress import TABLED, UNIFIED, finish, menu, site

STORIES = "/xw/{year}/{month}/{n}.html"
YEARLY = "/zwgk/nb/"
ALL = range(2008, 2026)


def _printed(estate: Estate, reports: Sequence[Report], folder: str = YEARLY) -> list[Row]:
    return [estate.report(r, f"{folder}{r.published[:4]}/{r.number}.html") for r in reports]


def _hidden(town: Town, years: range) -> list[Report]:
    town.withheld.update(years)
    return [town.report(year, wanted=False) for year in reversed(years)]


def older_among_notices(town: Town) -> list[Site]:
    """The column was made in 2019 and holds seven in plain lines; what came before lies on late pages of 通知公告, among 150."""
    estate = site(town, "older_among_notices", UNIFIED, STORIES, crowd=150)
    side = menu(estate, YEARLY)
    estate.put(
        YEARLY, estate.page("政府信息公开年报", side + estate.lines(_printed(estate, town.reports(range(2019, 2026)))))
    )
    older = _printed(estate, town.reports(range(2014, 2019)), "/xw/gg/")
    mixed = sorted([*estate.stock, *older], key=lambda row: row.day, reverse=True)
    estate.listing(
        "通知公告",
        mixed,
        lambda n: "/xw/tzgg/" + (f"index_{n}.html" if n > 1 else ""),
        size=20,
        foot=lambda now, pages, entries: "".join(
            f'<a href="/xw/tzgg/{f"index_{k}.html" if k > 1 else ""}">{k}</a>' for k in range(1, pages + 1)
        ),
    )
    finish(estate, '<a href="/xw/tzgg/">通知公告</a>')
    return [estate.site]


def older_by_site_map_alone(town: Town) -> list[Site]:
    """A column of 2020 on; the former column 年报公布 is linked from the site's map alone, deep in its tree."""
    estate = site(town, "older_by_site_map_alone", TABLED, STORIES)
    side = menu(estate, YEARLY)
    estate.put(
        YEARLY, estate.page("政府信息公开年报", side + estate.lines(_printed(estate, town.reports(range(2020, 2026)))))
    )
    estate.listing(
        "年报公布",
        _printed(estate, town.reports(range(2009, 2020)), "/xxgk/nbgb/"),
        lambda n: "/xxgk/nbgb/" + (f"list_{n}.html" if n > 1 else ""),
        size=20,
    )
    tree = "".join(f'<li><a href="/xw/{n}/">栏目{n}</a></li>' for n in range(6))
    estate.put(
        "/wzdt.html",
        estate.page(
            "网站地图", f'<ul>{tree}<li>信息公开<ul><li><a href="/xxgk/nbgb/">年报公布</a></li></ul></li></ul>'
        ),
    )
    finish(estate, '<a href="/wzdt.html">网站地图</a>')
    return [estate.site]


def only_explained(town: Town) -> list[Site]:
    """A whole list that lacks 2015 and 2018; of 2018 it has the interpretation, so there was a report; of 2015 nothing."""
    estate = site(town, "only_explained", UNIFIED, STORIES)
    side = menu(estate, YEARLY)
    _hidden(town, range(2018, 2019))
    rows = []
    for year in range(2025, 2007, -1):
        if year not in (2015, 2018):
            rows += _printed(estate, [town.report(year)])
        if year in (2018, 2021):
            title = f"《{town.government}{year}年政府信息公开工作年度报告》解读"
            rows.append(
                estate.told(
                    title,
                    f"{year + 1}-03-20",
                    f"{YEARLY}jd{year}.html",
                    f"<p>　　为便于公众了解，现对《{town.government}{year}年政府信息公开工作年度报告》作如下解读。</p><p>一、编制背景</p><p>二、主要内容</p>",
                )
            )
    parts = split(rows, 10)
    for n, part in enumerate(parts, 1):
        links = "".join(
            f'<a href="{YEARLY}{f"index_{k - 1}.html" if k > 1 else ""}">{k}</a>' if k != n else f"<b>{k}</b>"
            for k in range(1, len(parts) + 1)
        )
        estate.put(
            YEARLY + (f"index_{n - 1}.html" if n > 1 else ""),
            estate.page("政府信息公开年报", f'{side}{estate.lines(part)}<div class="pg">共{len(rows)}条 {links}</div>'),
        )
    town.never.add(2015)
    finish(estate)
    return [estate.site]


def second_page_refused(town: Town) -> list[Site]:
    """Page 2 of the list answers 412 with a script; page 1 has a pager of plain links without a number."""
    estate = site(town, "second_page_refused", UNIFIED, STORIES)
    side = menu(estate, YEARLY)
    rows = _printed(estate, town.reports(range(2016, 2026)))
    _hidden(town, range(2008, 2016))
    estate.put(
        YEARLY,
        estate.page(
            "政府信息公开年报", f'{side}{estate.lines(rows)}<div><a href="{YEARLY}index_1.html">下一页</a></div>'
        ),
    )
    estate.site.put(
        f"{YEARLY}index_1.html",
        answer(
            '<html><head><meta charset="utf-8"><script>$_ts=window["$_ts"];if(!$_ts)$_ts={};$_ts.nsd=52;</script><script src="/4QbVtADbnLVIc/d.FxJzG50F.js?v=1"></script></head><body></body></html>',
            status=412,
        ),
    )
    finish(estate)
    return [estate.site]


def later_pages_empty(town: Town) -> list[Site]:
    """A list call that says 23 in all and answers every page after the first with an empty list."""
    estate = site(town, "later_pages_empty", UNIFIED, STORIES)
    side = menu(estate, YEARLY)
    rows = _printed(estate, town.reports(range(2016, 2026)))
    _hidden(town, range(2008, 2016))

    def called(request: Request) -> Answer:
        said = asked(request)
        part = rows if number(said, "pageNum", 1) == 1 else []
        data = {
            "code": 200,
            "msg": "success",
            "data": {
                "total": 23 if part else 0,
                "list": [{"title": r.title, "docUrl": r.url, "pubDate": r.day} for r in part],
            },
        }
        return Answer(json.dumps(data, ensure_ascii=False).encode(), content_type=JSON)

    estate.site.handle("/openapi/column/list", called)
    script = """<ul id="con"></ul><div id="pager"></div><script>function list(p){fetch('/openapi/column/list?columnId=773&pageSize=10&pageNum='+p).then(function(r){return r.json()}).then(function(d){
document.getElementById('con').innerHTML=d.data.list.map(function(v){return '<li><a href="'+v.docUrl+'">'+v.title+'</a></li>'}).join('');
var h='';for(var i=1;i<=Math.ceil(d.data.total/10);i++){h+='<a href="javascript:list('+i+')">'+i+'</a>'}document.getElementById('pager').innerHTML=h;});}list(1)</script>"""
    estate.put(YEARLY, estate.page("政府信息公开年报", side + script))
    finish(estate)
    return [estate.site]


def column_gone(town: Town) -> list[Site]:
    """The column's link answers 200 with 页面不存在; three reports are found among notices."""
    estate = site(town, "column_gone", UNIFIED, STORIES)
    menu(estate, YEARLY)
    estate.put(
        YEARLY,
        '<html><head><meta charset="utf-8"><title>提示</title></head><body><div class="err">抱歉，您访问的页面不存在或已删除！<a href="/">返回首页</a></div></body></html>',
    )
    for row in _printed(estate, town.reports(range(2023, 2026)), "/xw/gg/"):
        estate.notice(row)
    _hidden(town, range(2008, 2023))
    finish(estate)
    return [estate.site]


def former_host(town: Town) -> list[Site]:
    """2008 to 2018 are on another host that is down; the column says nothing of it, a link 旧版网站 stands in the home page's foot."""
    estate = site(town, "former_host", UNIFIED, STORIES)
    side = menu(estate, YEARLY)
    rows = _printed(estate, town.reports(range(2019, 2026)))
    _hidden(town, range(2008, 2019))
    estate.put(YEARLY, estate.page("政府信息公开年报", f"{side}{estate.lines(rows)}<p>共7条</p>"))
    finish(estate, '<p class="links"><a href="http://old.example-county.gov.cn/" target="_blank">旧版网站入口</a></p>')
    return [estate.site]


def unnumbered_gap(town: Town) -> list[Site]:
    """Fourteen in three pages that end, a gap of 2016 and nothing before 2011: the pager says 第1/3页."""
    estate = site(town, "unnumbered_gap", TABLED, STORIES, encoding="gb18030")
    side = menu(estate, YEARLY)
    rows = _printed(estate, [town.report(y) for y in range(2025, 2010, -1) if y != 2016])

    def foot(now: int, pages: int, entries: int) -> str:
        to = lambda n: YEARLY + (f"{n}.html" if n > 1 else "")  # noqa: E731
        before = f'<a href="{to(now - 1)}">上一页</a>' if now > 1 else "上一页"
        after = f'<a href="{to(now + 1)}">下一页</a> <a href="{to(pages)}">末页</a>' if now < pages else "下一页 末页"
        return f"第{now}/{pages}页 {before} {after}"

    estate.listing(
        "政府信息公开年报",
        rows,
        lambda n: YEARLY + (f"{n}.html" if n > 1 else ""),
        size=6,
        foot=foot,
        around=lambda inner: side + inner,
    )
    town.never.update((2008, 2009, 2010, 2016))
    finish(estate)
    return [estate.site]


def organs_beside(town: Town) -> list[Site]:
    """年报 has 县政府, 县直部门, 乡镇 as tabs of one page; the bureaus' are many and the government's nine stand alone; the office
    of the government reports for itself among the bureaus."""
    estate = site(town, "organs_beside", UNIFIED, STORIES, crowd=100)
    side = menu(estate, YEARLY)
    mine = _printed(estate, town.reports(range(2017, 2026)))
    bureaus: list[Row] = []
    for year in range(2025, 2019, -1):
        for bureau in ("人民政府办公室", "财政局", "林业局", "统计局"):
            r = town.report(year, bureau, wanted=bureau != "人民政府办公室")
            town.allowed.add(r.key)
            bureaus += _printed(estate, [r], "/zwgk/nb/bm/")
    towns: list[Row] = []
    for year in range(2025, 2021, -1):
        for name in ("城关镇", "白沙乡"):
            issuer = f"{town.name}{name}人民政府"
            town.allowed.add(f"{town.code}/{year}/{issuer}")
            title = f"{issuer}{year}年政府信息公开工作年度报告"
            body = f"<p>　　{issuer}根据《中华人民共和国政府信息公开条例》公布{year}年度报告。</p><p>一、总体情况</p><p>主动公开{year % 97}条。</p><p>二、存在的主要问题及改进情况</p><p>队伍不稳定。</p>"
            towns.append(estate.told(title, f"{year + 1}-01-22", f"/zwgk/nb/xz/{year}{name == '城关镇':d}.html", body))
    tabs = "".join(f'<li class="tab">{name}</li>' for name in ("县政府", "县直部门", "乡镇"))
    panes = "".join(
        f'<div class="pane"{style}>{estate.lines(rows)}</div>'
        for rows, style in ((mine, ""), (bureaus, ' style="display:none"'), (towns, ' style="display:none"'))
    )
    estate.put(YEARLY, estate.page("政府信息公开年报", f'{side}<ul class="tabs">{tabs}</ul>{panes}'))
    finish(estate)
    return [estate.site]


def pages_in_a_frame(town: Town) -> list[Site]:
    """The column frames a list of another path, whose pager is 共16条 with a box to jump; two of them are down when asked."""
    estate = site(town, "pages_in_a_frame", UNIFIED, STORIES)
    side = menu(estate, YEARLY)
    years = [y for y in ALL if y not in (2011, 2012)]
    rows = _printed(estate, [town.report(y) for y in reversed(years)])
    estate.put(
        YEARLY,
        estate.page(
            "政府信息公开年报",
            f'{side}<iframe src="/xxgk_list.jsp?cid=77&pageNo=1" width="100%" height="700" frameborder="0"></iframe>',
        ),
    )
    parts = split(rows, 8)

    def framed(request: Request) -> Answer:
        now = min(max(number(asked(request), "pageNo", 1), 1), len(parts))
        ahead = f'<a href="?cid=77&pageNo={now + 1}" target="_self">下一页</a>' if now < len(parts) else "下一页"
        jump = '<input size="3" id="p"><button onclick="location.href=\'?cid=77&pageNo=\'+document.getElementById(\'p\').value">GO</button>'
        return estate.printed(
            f"<html><head><meta charset=utf-8></head><body>{estate.lines(parts[now - 1])}<div>共{len(rows)}条 {now}/{len(parts)} {ahead} {jump}</div></body></html>"
        )

    estate.site.handle("/xxgk_list.jsp", framed)
    town.never.update((2011, 2012))
    finish(estate)
    return [estate.site]


def by_choice_of_year(town: Town) -> list[Site]:
    """A select of years whose values are addresses; every year is a page with the government's report and two bureaus'."""
    estate = site(town, "by_choice_of_year", UNIFIED, STORIES, crowd=100)
    side = menu(estate, YEARLY)
    years = list(range(2025, 2012, -1))
    options = "".join(f'<option value="{YEARLY}{y}/list.html">{y}年</option>' for y in years)
    choice = f'<select onchange="window.location.href=this.value">{options}</select>'
    for y in years:
        rows = _printed(estate, town.reports(range(y, y + 1), ("商务局",) if y > 2020 else ()))
        text = estate.page("政府信息公开年报", f"{side}{choice}{estate.lines(rows)}")
        estate.put(f"{YEARLY}{y}/list.html", text)
        if y == years[0]:
            estate.put(YEARLY, text)
    finish(estate)
    return [estate.site]


DOUBTS = (
    older_among_notices,
    older_by_site_map_alone,
    only_explained,
    second_page_refused,
    later_pages_empty,
    column_gone,
    former_host,
    unnumbered_gap,
    organs_beside,
    pages_in_a_frame,
    by_choice_of_year,
)
