"""Lists whose further pages come in common ways, and what they prove."""

from __future__ import annotations

import json

from demo.server import Answer, Request, Site, redirect
from tests.crawler.held_out.content import Town
from tests.crawler.held_out_forms_and_buttons.kit import JSON, asked, number, split
from tests.crawler.held_out_moved_columns.dress import finish
from tests.crawler.held_out_wrong_entries.entries import NAME, YEARLY, begun, printed, single


def oldest_first(town: Town) -> list[Site]:
    """Oldest first, three pages to the end, 2019 missing."""
    estate, side = begun(town, "oldest_first")
    rows = printed(estate, [town.report(y) for y in range(2010, 2026) if y != 2019])
    estate.listing(
        NAME,
        rows,
        lambda n: YEARLY + (f"list_{n}.html" if n > 1 else ""),
        size=6,
        foot=lambda now, pages, entries: (
            (
                f'<a href="{YEARLY}list_{now + 1}.html">下一页</a> <a href="{YEARLY}list_{pages}.html">尾页</a>'
                if now < pages
                else "下一页 尾页"
            )
            + f" 共{entries}条 {now}/{pages}"
        ),
        around=lambda inner: side + inner,
    )
    town.never.update((2008, 2009, 2019))
    finish(estate)
    return [estate.site]


def years_called(town: Town) -> list[Site]:
    """Years as buttons, each of which calls for the list of its year; the years stand in the page's script."""
    estate, side = begun(town, "years_called")
    rows = {
        y: printed(estate, town.reports(range(y, y + 1), ("民政局",) if y > 2022 else ())) for y in range(2013, 2026)
    }

    def called(request: Request) -> Answer:
        found = rows.get(number(asked(request), "year", 0), [])
        data = {
            "code": 0,
            "count": len(found),
            "data": [{"title": r.title, "url": r.url, "time": r.day} for r in found],
        }
        return Answer(json.dumps(data, ensure_ascii=False).encode(), content_type=JSON)

    estate.site.handle("/gknb/getByYear.do", called)
    script = """<div id="years"></div><ul id="nblist"></ul><script>
var years=[2025,2024,2023,2022,2021,2020,2019,2018,2017,2016,2015,2014,2013];
function show(y){var x=new XMLHttpRequest();x.open('GET','/gknb/getByYear.do?year='+y,true);x.onload=function(){var d=JSON.parse(x.responseText).data,h='';for(var i=0;i<d.length;i++){h+='<li><a href="'+d[i].url+'">'+d[i].title+'</a><span>'+d[i].time+'</span></li>';}document.getElementById('nblist').innerHTML=h;};x.send();}
var b='';for(var i=0;i<years.length;i++){b+='<a href="javascript:show('+years[i]+')">'+years[i]+'年</a>';}document.getElementById('years').innerHTML=b;show(years[0]);</script>"""
    single(estate, side, [], script)
    finish(estate)
    return [estate.site]


def chosen_page(town: Town) -> list[Site]:
    """Pages by a select whose choice makes the address."""
    estate, side = begun(town, "chosen_page")
    rows = printed(estate, town.reports(range(2009, 2026)))
    parts = split(rows, 7)
    for n, part in enumerate(parts, 1):
        options = "".join(
            f'<option value="{k}"{" selected" if k == n else ""}>第{k}页</option>' for k in range(1, len(parts) + 1)
        )
        foot = f"""<div>共{len(rows)}条，分{len(parts)}页 <select onchange="location.href=(this.value==1?'index.html':'index_'+this.value+'.html')">{options}</select></div>"""
        text = estate.page(NAME, f"{side}{estate.lines(part)}{foot}")
        estate.put(f"{YEARLY}index{'' if n == 1 else f'_{n}'}.html", text)
        if n == 1:
            estate.put(YEARLY, text)
    town.never.add(2008)
    finish(estate)
    return [estate.site]


def full_page_counted(town: Town) -> list[Site]:
    """Fifteen of fifteen on one page, its pager's ways dead as they should be."""
    estate, side = begun(town, "full_page_counted")
    rows = printed(estate, town.reports(range(2011, 2026)))
    single(
        estate,
        side,
        rows,
        '<div class="pages"><a class="disabled" href="javascript:void(0)">上一页</a><span class="cur">1</span><a class="disabled" href="javascript:void(0)">下一页</a> 共 15 条记录，每页15条，第 1/1 页</div>',
    )
    town.never.update((2008, 2009, 2010))
    finish(estate)
    return [estate.site]


def refreshed_column(town: Town) -> list[Site]:
    """The menu leads to the former address, which refreshes to the new one; the former articles redirect."""
    estate, side = begun(town, "refreshed_column")
    estate.put(
        YEARLY,
        '<html><head><meta http-equiv="refresh" content="0; url=/zwgk/nb2021/index.shtml"><title></title></head></html>',
    )
    rows = []
    for r in town.reports(range(2010, 2026)):
        row = estate.report(r, f"/zwgk/nb2021/{r.number}.shtml")
        estate.site.put(f"/zfxxgk/gknb/t{r.number}.html", redirect(row.url, 301))
        rows.append(row)
    estate.listing(
        NAME,
        rows,
        lambda n: f"/zwgk/nb2021/index{'' if n == 1 else f'_{n}'}.shtml",
        size=8,
        foot=lambda now, pages, entries: (
            f"<script>createPageHTML({pages}, {now}, 'index', 'shtml', {entries});</script>"
        ),
        around=lambda inner: side + inner,
    )
    finish(estate)
    return [estate.site]


def broken_second_page(town: Town) -> list[Site]:
    """The second page's connection breaks off at once."""
    estate, side = begun(town, "broken_second_page")
    rows = printed(estate, town.reports(range(2017, 2026)))
    single(estate, side, rows, f'<div><a href="{YEARLY}index_2.html">下一页</a></div>')
    older = [town.report(y, wanted=False) for y in range(2016, 2009, -1)]
    town.withheld.update(r.year for r in older)
    estate.site.put(f"{YEARLY}index_2.html", Answer(b"<html><body>" + b" " * 4000, cut=20))
    finish(estate)
    return [estate.site]


def laid_pages(town: Town) -> list[Site]:
    """layui: laypage.render with count and limit, a jump that makes the address; the library itself is from elsewhere."""
    estate, side = begun(town, "laid_pages")
    rows = printed(estate, town.reports(range(2008, 2026)))
    parts = split(rows, 10)
    for n, part in enumerate(parts, 1):
        script = f"""<div id="page1"></div><script src="/static/layui/layui.js"></script><script>layui.use('laypage',function(){{var laypage=layui.laypage;laypage.render({{elem:'page1',count:{len(rows)},limit:10,curr:{n},jump:function(obj,first){{if(!first){{location.href='{YEARLY}list-'+obj.curr+'.html';}}}}}});}});</script>"""
        text = estate.page(NAME, f"{side}{estate.lines(part)}{script}")
        estate.put(f"{YEARLY}list-{n}.html", text)
        if n == 1:
            estate.put(YEARLY, text)
    finish(estate)
    return [estate.site]


def deep_in_notices(town: Town) -> list[Site]:
    """A column that says 共7条, and 2013 to 2017 on late pages of notices that go back further than anybody turns."""
    estate, side = begun(town, "deep_in_notices", crowd=60)
    single(estate, side, printed(estate, town.reports(range(2019, 2026))), "<p>共7条</p>")
    older = [town.report(y, wanted=False) for y in range(2017, 2012, -1)]
    town.allowed.update(r.key for r in older)
    town.withheld.update(r.year for r in older)
    many = [
        estate.told(
            f"关于{year}年第{n}次停水检修的通知",
            f"{year}-{n % 12 + 1:02}-{n % 27 + 1:02}",
            f"/tz/{year}{n:02}.html",
            f"<p>{year}年第{n}次停水。</p>",
        )
        for year in range(2012, 2027)
        for n in range(24)
    ]
    rows = sorted([*many, *printed(estate, older, "/tz/nb/")], key=lambda row: row.day, reverse=True)
    estate.listing(
        "通知公告",
        rows,
        lambda n: "/tz/" + (f"index_{n}.html" if n > 1 else ""),
        size=15,
        foot=lambda now, pages, entries: f'<a href="/tz/index_{min(now + 1, pages)}.html">下一页</a> {now}/{pages}',
    )
    finish(estate)
    estate.put("/", estate.site.page_body("/").decode().replace("</body>", '<a href="/tz/">通知公告</a></body>'))
    return [estate.site]


TURNED = (
    oldest_first,
    years_called,
    chosen_page,
    full_page_counted,
    refreshed_column,
    broken_second_page,
    laid_pages,
    deep_in_notices,
)
