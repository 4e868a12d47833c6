"""Lists of which a part cannot be seen: what shows says so, or only seems to be all."""

from __future__ import annotations

import json

from demo.server import Answer, Request, Site
from demo.server import page as answer
from tests.crawler.held_out.content import Town
from tests.crawler.held_out_forms_and_buttons.kit import JSON, Row, asked, number, split
from tests.crawler.held_out_verdicts.county import LOST_SCRIPT, county, lines_of, printed, withheld
from tests.crawler.held_out_whole_portals.kit import numbered

YEARLY = "/zwgk/nb/"


def sealed_pager(town: Town) -> list[Site]:
    """共3页 beside a pager that a lost script would have drawn."""
    works, side = county(town, "sealed_pager", YEARLY)
    rows = printed(works, range(2018, 2026), YEARLY)
    withheld(town, range(2008, 2018))
    foot = f'<div class="pg" id="pgn" data-q="N2YxOTk"><span>共3页</span></div>{LOST_SCRIPT}'
    works.put(YEARLY, lines_of(works, rows, side, foot))
    works.entrance()
    return [works.site]


def fewer_links(town: Town) -> list[Site]:
    """Four pages by its own count; three have links, at addresses that cannot be guessed."""
    works, side = county(town, "fewer_links", YEARLY)
    parts = split(printed(works, range(2014, 2026), YEARLY), 4)
    withheld(town, range(2010, 2014))
    names = [YEARLY, "/zwgk/nb/l_8c1f20.html", "/zwgk/nb/l_03ab9e.html"]
    for n, part in enumerate(parts):
        numbers = "".join(f'<a href="{to}">{k}</a>' for k, to in enumerate(names, 1))
        foot = f'<div class="page">{numbers}<span>第{n + 1}页/共4页</span></div>'
        works.put(names[n], lines_of(works, list(part), side, foot))
    works.entrance()
    return [works.site]


def capped_call(town: Town) -> list[Site]:
    """A list call that never tells more than its first hundred entries, and gives that number as its total."""
    works, side = county(town, "capped_call", YEARLY, stories=110)
    rows = printed(works, range(2016, 2026), YEARLY)
    withheld(town, range(2008, 2016))
    mixed: list[Row] = []
    for n, row in enumerate(rows):
        mixed += [row, *works.stock[n * 9 : n * 9 + 9]]
    assert len(mixed) == 100

    def told(request: Request) -> Answer:
        said = asked(request)
        size = max(1, min(number(said, "pageSize", 20), 50))
        now = max(number(said, "pageNo", 1), 1)
        shown = [{"title": r.title, "url": r.url, "date": r.day} for r in mixed[(now - 1) * size : now * size]]
        body = {"total": 100, "pageNo": now, "pageSize": size, "rows": shown}
        return Answer(json.dumps(body, ensure_ascii=False).encode(), content_type=JSON)

    works.site.handle("/api/gk/list", told)
    script = """<script>function load(n){var r=new XMLHttpRequest();r.open('GET','/api/gk/list?channel=nb&pageSize=20&pageNo='+n);
r.onload=function(){var d=JSON.parse(r.responseText),h='';d.rows.forEach(function(x){h+='<li><a href="'+x.url+'">'+x.title+'</a><span>'+x.date+'</span></li>';});
document.getElementById('list').innerHTML=h;var p='';for(var i=1;i<=Math.ceil(d.total/20);i++){p+='<a href="javascript:load('+i+')">'+i+'</a>';}document.getElementById('pg').innerHTML=p+'共'+d.total+'条';};r.send();}load(1);</script>"""
    works.put(YEARLY, lines_of(works, [], side, f'<ul id="list"></ul><div id="pg"></div>{script}'))
    works.entrance()
    return [works.site]


def first_again(town: Town) -> list[Site]:
    """上一页 下一页 without a total; a page number above two brings the first page again."""
    yearly = "/zwgk/list.jsp?c=77"
    works, side = county(town, "first_again", yearly)
    parts = split(printed(works, range(2014, 2026), YEARLY), 6)
    withheld(town, range(2008, 2014))

    def listed(request: Request) -> Answer:
        now = max(number(asked(request), "p", 1), 1)
        now = now if now <= 2 else 1
        foot = f'<div class="fy"><a href="{yearly}&p={max(1, now - 1)}">上一页</a> <a href="{yearly}&p={now + 1}">下一页</a></div>'
        return answer(lines_of(works, list(parts[now - 1]), side, foot))

    works.site.handle("/zwgk/list.jsp", listed)
    works.entrance()
    return [works.site]


def count_of_this_page(town: Town) -> list[Site]:
    """共10条 counts what this page shows; its 下一页 listens to a script that is lost."""
    works, side = county(town, "count_of_this_page", YEARLY, skin="tables")
    rows = printed(works, range(2016, 2026), YEARLY)
    withheld(town, range(2009, 2016))
    foot = f'<p class="tj">共10条 <a href="javascript:;" class="nx">下一页</a></p>{LOST_SCRIPT}'
    works.put(YEARLY, lines_of(works, rows, side, foot))
    works.entrance()
    return [works.site]


def third_refused(town: Town) -> list[Site]:
    """The third of three pages answers 412 with a script, as a guard before the server does."""
    works, side = county(town, "third_refused", YEARLY)
    parts = split(printed(works, range(2014, 2026), YEARLY), 6)
    withheld(town, range(2008, 2014))

    def address(n: int) -> str:
        return YEARLY if n == 1 else f"{YEARLY}index_{n - 1}.html"

    for n, part in enumerate(parts, 1):
        works.put(address(n), lines_of(works, list(part), side, numbered(address)(n, 3, 18)))
    guard = "<html><head><meta charset='utf-8'><script>var $_ts=window['$_ts']||{};$_ts.nsd=38172;</script><script src='/x8Kd/c.js' r='m'></script></head><body></body></html>"
    works.site.put(address(3), answer(guard, status=412))
    works.entrance()
    return [works.site]


def third_gone(town: Town) -> list[Site]:
    """The last page is linked by 尾页 alone and answers 500; the list says no number."""
    works, side = county(town, "third_gone", YEARLY, skin="boot")
    parts = split(printed(works, range(2014, 2026), YEARLY), 6)
    withheld(town, range(2008, 2014))
    names = [YEARLY, f"{YEARLY}p2.html", f"{YEARLY}p3.html"]
    for n, part in enumerate(parts):
        foot = (
            f'<div><a href="{names[0]}">首页</a><a href="{names[n + 1]}">下一页</a><a href="{names[2]}">尾页</a></div>'
        )
        works.put(names[n], lines_of(works, list(part), side, foot))
    works.site.put(names[2], answer("<html><body><h1>500 Internal Server Error</h1></body></html>", status=500))
    works.entrance()
    return [works.site]


def lost_pictures(town: Town) -> list[Site]:
    """The list is whole, but the earliest reports are scans whose pictures the server has lost."""
    works, side = county(town, "lost_pictures", YEARLY)
    rows = printed(works, range(2013, 2026), YEARLY)
    for report in withheld(town, range(2009, 2013)):
        body = f'<p align="center"><img src="/upload/{report.number}_1.jpg"></p><p align="center"><img src="/upload/{report.number}_2.jpg"></p>'
        rows.append(works.report(report, f"{YEARLY}{report.year}.html", body=body))
    works.put(YEARLY, lines_of(works, rows, side, "<p>共17条记录 1/1页</p>"))
    works.entrance()
    return [works.site]


def nameless_year(town: Town) -> list[Site]:
    """The list is whole; two of its reports say neither in title nor in text of which year they are."""
    works, side = county(town, "nameless_year", YEARLY)
    rows = printed(works, [y for y in range(2010, 2026) if y not in (2012, 2014)], YEARLY)
    for report in withheld(town, (2012, 2014)):
        body = "<p>　　根据《中华人民共和国政府信息公开条例》的要求，现公布本年度政府信息公开工作情况。</p><p>　　一、概述。本年度我县健全机构，完善制度，主动公开政府信息一千余条。</p><p>　　二、依申请公开情况。本年度收到申请若干件，均已答复。</p><p>　　三、存在的主要问题及改进措施。</p>"
        rows.append(works.report(report, f"{YEARLY}a{report.number}.html", body=body, title="政府信息公开工作年度报告"))
    works.put(YEARLY, lines_of(works, [Row(r.title, r.url, "2020-06-11") for r in rows], side, "<p>共16条记录</p>"))
    works.entrance()
    return [works.site]


CLIPPED = (
    sealed_pager,
    fewer_links,
    capped_call,
    first_again,
    count_of_this_page,
    third_refused,
    third_gone,
    lost_pictures,
    nameless_year,
)
