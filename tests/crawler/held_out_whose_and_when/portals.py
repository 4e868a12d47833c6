"""The set's portals, and which place stands on which."""

from __future__ import annotations

import json

from demo.server import Answer, Request, Site, redirect
from demo.server import page as answer
from tests.crawler.held_out.content import Town
from tests.crawler.held_out.portals import Portal
from tests.crawler.held_out_county_sites.estate import unsigned
from tests.crawler.held_out_forms_and_buttons.kit import JSON, Row, asked, number, split
from tests.crawler.held_out_moved_columns.dress import TABLED, finish
from tests.crawler.held_out_wrong_entries.entries import NAME, YEARLY, begun, printed, single


def organs_in_a_tree(town: Town) -> list[Site]:
    """年报 is a tree of organs; 县人民政府 is one of its branches, its list says how long it is."""
    estate, side = begun(town, "organs_in_a_tree")
    branches = ""
    for n, (organ, name, years) in enumerate(
        (
            ("人民政府", None, range(2011, 2026)),
            ("发展和改革局", "发展和改革局", range(2020, 2026)),
            ("教育局", "教育局", range(2021, 2026)),
            ("城市管理局", "城市管理局", range(2022, 2026)),
        )
    ):
        where = f"{YEARLY}jg{n}/"
        rows = printed(estate, [town.report(y, name) for y in reversed(years)], where)
        estate.listing(
            f"{town.name}{organ}",
            rows,
            lambda k, w=where: w + (f"index_{k - 1}.html" if k > 1 else ""),
            size=10,
            foot=lambda now, pages, entries, w=where: (
                f'共{entries}条 {now}/{pages}页 <a href="{w}index_{min(now, pages - 1)}.html">下一页</a>'
                if pages > 1
                else f"共{entries}条 1/1页"
            ),
            around=lambda inner: side + inner,
        )
        branches += f'<li class="jg"><a href="{where}">{town.name}{organ}</a></li>'
    estate.put(YEARLY, estate.page(NAME, f"{side}<ul>{branches}</ul>"))
    town.never.update((2008, 2009, 2010))
    finish(estate)
    return [estate.site]


def older_beside(town: Town) -> list[Site]:
    """The column says 共5条; beside it, as a button, the years before in a column of their own."""
    estate, side = begun(town, "older_beside")
    where = "/zfxxgk/wngk/"
    older = printed(estate, town.reports(range(2009, 2021)), where)
    estate.put(where, estate.page("往年公开", estate.lines(older)))
    single(
        estate,
        side,
        printed(estate, town.reports(range(2021, 2026))),
        f'<p>共5条</p><a class="btn" href="{where}">2008-2020年年报</a>',
    )
    finish(estate)
    return [estate.site]


def refused_call(town: Town) -> list[Site]:
    """The page shows the newest six; its script calls for more and gets code 401."""
    estate, side = begun(town, "refused_call")
    rows = printed(estate, town.reports(range(2020, 2026)))
    town.withheld.update(range(2010, 2020))
    estate.site.handle(
        "/api/content/page",
        lambda request: Answer(
            json.dumps({"code": 401, "msg": "签名无效", "data": None}, ensure_ascii=False).encode(), content_type=JSON
        ),
    )
    script = """<div id="more"></div><script>function more(n){fetch('/api/content/page?cat=9081&size=6&no='+n,{method:'POST'}).then(function(r){return r.json()}).then(function(d){if(d.data){document.getElementById('more').innerHTML+=d.data.list.map(function(v){return '<li><a href="'+v.url+'">'+v.title+'</a></li>'}).join('')}});}more(2);</script>"""
    single(estate, side, rows, script)
    finish(estate)
    return [estate.site]


def sent_home(town: Town) -> list[Site]:
    """A counted list; entries of 2008 to 2011 are redirected to the home page."""
    estate, side = begun(town, "sent_home")
    rows = printed(estate, [town.report(y) for y in range(2025, 2011, -1) if y != 2015])
    for year in range(2011, 2007, -1):
        path = f"/html/{year}/nb.html"
        estate.site.put(path, redirect("/", 302))
        rows.append(Row(f"{year}年政府信息公开工作年度报告", path, f"{year + 1}-03-11"))
    town.withheld.update(range(2008, 2012))
    town.never.add(2015)
    single(estate, side, rows, f"<p>共{len(rows)}条</p>")
    finish(estate)
    return [estate.site]


def neighbours_text(town: Town) -> list[Site]:
    """The entry of 2017 opens the report of the county next door; the list is counted."""
    estate, side = begun(town, "neighbours_text")
    rows = []
    for r in town.reports(range(2010, 2026)):
        if r.year == 2017:
            town.wanted.discard(r.key)
            town.withheld.add(2017)
            other = Town("140221", "阳高县", town.seed, numbers=90_000).report(2017)
            town.allowed.add(other.key)
            row = estate.report(other, f"{YEARLY}2018/{r.number}.html")
            rows.append(Row(r.title, row.url, r.published))
        else:
            rows += printed(estate, [r])
    single(estate, side, rows, f"<p>共{len(rows)}条</p>")
    town.never.update((2008, 2009))
    finish(estate)
    return [estate.site]


def file_in_notices(town: Town) -> list[Site]:
    """The report of 2018 is a file linked from a notice, that of 2020 a page among notices; the column has neither."""
    estate, side = begun(town, "file_in_notices", dress=TABLED)
    rows = printed(estate, [town.report(y) for y in range(2025, 2011, -1) if y not in (2018, 2020)])
    single(estate, side, rows, f"<p>共{len(rows)}条</p>")
    estate.notice(printed(estate, [town.report(2020)], "/tzgg/")[0])
    r = town.report(2018)
    estate.notice(
        estate.attached(
            r,
            f"/tzgg/{r.number}.html",
            f"/upload/{r.number}.docx",
            title=f"关于公布{town.name}2018年政府信息公开工作年度报告的公告",
        )
    )
    town.never.update(range(2008, 2012))
    # The stock's newest stand in the columns of notices; these two are put there too.
    shown = sorted(estate.stock, key=lambda row: row.day, reverse=True)
    estate.listing("公告公示", shown, lambda n: "/tzgg/" + (f"list_{n}.html" if n > 1 else ""), size=25)
    finish(estate, '<a href="/tzgg/">公告公示</a>')
    return [estate.site]


def parents_beside(town: Town) -> list[Site]:
    """A district's list with the city's reports in it; of the early years it has the city's alone."""
    estate, side = begun(town, "parents_beside")
    city = Town("510500", "泸州市", town.seed, numbers=60_000)
    rows = []
    for year in range(2025, 2009, -1):
        rows += printed(estate, [town.report(year)]) if year >= 2013 else []
        rows += printed(estate, [city.report(year)], "/zfxxgk/gknb/sj/")
    town.allowed |= city.wanted
    single(estate, side, rows, f"<p>共{len(rows)}条</p>")
    town.never.update(range(2008, 2013))
    finish(estate)
    return [estate.site]


def failing_tab(town: Town) -> list[Site]:
    """A tab a year; those of 2014 and 2016 answer 500."""
    estate, side = begun(town, "failing_tab")
    tabs = "".join(f'<li><a href="{YEARLY}{y}/">{y}</a></li>' for y in range(2025, 2011, -1))
    for year in range(2025, 2011, -1):
        if year in (2014, 2016):
            town.withheld.add(year)
            estate.site.put(f"{YEARLY}{year}/", answer("<html><body>Internal Server Error</body></html>", status=500))
            continue
        rows = printed(estate, town.reports(range(year, year + 1), ("信访局",) if year > 2022 else ()))
        estate.put(
            f"{YEARLY}{year}/", estate.page(f"{year}年", f'{side}<ul class="tab">{tabs}</ul>{estate.lines(rows)}')
        )
    estate.put(YEARLY, estate.page(NAME, f'{side}<ul class="tab">{tabs}</ul>'))
    finish(estate)
    return [estate.site]


def cut_and_posted(town: Town) -> list[Site]:
    """Titles cut after fourteen characters; pages by a posted form with the state of the list."""
    estate, side = begun(town, "cut_and_posted", dress=TABLED, encoding="gb18030")
    rows = printed(estate, [town.report(y) for y in range(2025, 2010, -1) if y != 2013])
    parts = split(rows, 6)

    def posted(request: Request) -> Answer:
        now = min(max(number(asked(request), "currPage", 1), 1), len(parts))
        lines = "".join(
            f'<tr><td><a href="{r.url}">{r.title[:14]}...</a></td><td>{r.day}</td></tr>' for r in parts[now - 1]
        )
        form = f"""<form id="f" action="/zfxxgk/list.do" method="post"><input type="hidden" name="colId" value="88"><input type="hidden" name="currPage" value="{now}">共 {len(rows)} 条记录 第 {now}/{len(parts)} 页 <a href="javascript:gotoPage({now + 1 if now < len(parts) else now})">下一页</a> <a href="javascript:gotoPage({len(parts)})">尾页</a></form>
<script>function gotoPage(n){{var f=document.getElementById('f');f.currPage.value=n;f.submit();}}</script>"""
        return estate.printed(estate.page(NAME, f"{side}<table>{lines}</table>{form}"))

    estate.site.handle("/zfxxgk/list.do", posted)
    estate.site.handle(YEARLY, posted)
    town.never.update((2008, 2009, 2010, 2013))
    finish(estate)
    return [estate.site]


def renamed(town: Town) -> list[Site]:
    """A county made a city in 2019: what came before stands in the same list under the county's name; pages to the end."""
    estate, side = begun(town, "renamed")
    before = Town("341822", "广德县", town.seed, numbers=70_000)
    rows = printed(estate, [*town.reports(range(2019, 2026)), *before.reports(range(2010, 2019))])
    town.wanted |= before.wanted
    town.allowed |= before.wanted
    estate.listing(
        NAME,
        rows,
        lambda n: YEARLY + (f"index_{n}.html" if n > 1 else ""),
        size=6,
        foot=lambda now, pages, entries: (
            f'{now}/{pages}页 <a href="{YEARLY}index_{min(now + 1, pages)}.html">下一页</a>'
        ),
        around=lambda inner: side + inner,
    )
    town.never.update((2008, 2009))
    finish(estate)
    return [estate.site]


def halves_and_drafts(town: Town) -> list[Site]:
    """Summaries of half years, drafts and corrections among the reports; titles leave the place out; 2012 has only its half."""
    estate, side = begun(town, "halves_and_drafts")
    rows: list[Row] = []
    for year in range(2025, 2009, -1):
        if year != 2012:
            r = town.report(year)
            rows.append(estate.report(r, f"{YEARLY}{r.published[:4]}/{r.number}.html", title=unsigned(r)))
        if year in (2010, 2012, 2013):
            rows.append(
                estate.told(
                    f"{town.name}{year}年上半年政府信息公开工作总结",
                    f"{year}-07-12",
                    f"{YEARLY}b{year}.html",
                    f"<p>{year}年上半年，主动公开信息{year % 100 * 9}条。</p><p>一、主要做法</p><p>二、下半年打算</p>",
                )
            )
        if year == 2021:
            rows.append(
                estate.told(
                    f"{town.name}2021年政府信息公开工作年度报告更正说明",
                    "2022-03-02",
                    f"{YEARLY}gz.html",
                    "<p>现将年度报告中表二的印刷错误予以更正。</p>",
                )
            )
    single(estate, side, rows, f"<p>共{len(rows)}条</p>")
    town.never.update((2008, 2009))
    finish(estate)
    return [estate.site]


PLACES = {
    organs_in_a_tree: ("141025", "古县"),
    older_beside: ("210323", "岫岩满族自治县"),
    refused_call: ("230523", "宝清县"),
    sent_home: ("321324", "泗洪县"),
    neighbours_text: ("140222", "天镇县"),
    file_in_notices: ("361128", "鄱阳县"),
    parents_beside: ("510503", "纳溪区"),
    failing_tab: ("411525", "固始县"),
    cut_and_posted: ("430923", "安化县"),
    renamed: ("341882", "广德市"),
    halves_and_drafts: ("621227", "徽县"),
}


def build(names: list[str] | None = None, seed: int = 1) -> list[Portal]:
    """The portals asked for, all by default. KeyError for a name that is none."""
    makers = {maker.__name__: maker for maker in PLACES}
    made = []
    for name in names or list(makers):
        town = Town(*PLACES[makers[name]], seed)
        made.append(Portal(name, town, tuple(makers[name](town))))
    return made
