"""Lists that are all there is, and prove it: the years that they lack were never published."""

from __future__ import annotations

import json

from demo.server import Answer, Request, Site
from tests.crawler.held_out.content import Town
from tests.crawler.held_out_forms_and_buttons.kit import JSON, asked, number, split
from tests.crawler.held_out_verdicts.county import NAME, county, lines_of, printed
from tests.crawler.held_out_whole_portals.kit import Pager, bare, numbered

YEARLY = "/zwgk/nb/"


def address(n: int) -> str:
    return YEARLY if n == 1 else f"{YEARLY}index_{n - 1}.html"


def _turned(town: Town, name: str, years: list[int], pager: Pager, size: int, skin: str = "modern") -> list[Site]:
    works, side = county(town, name, YEARLY, skin=skin)
    works.listing(NAME, printed(works, years, YEARLY), address, pager, size=size, side=side)
    town.never.update(set(range(2008, 2026)) - set(years))
    works.entrance()
    return [works.site]


def counted(town: Town) -> list[Site]:
    """One page that says 共12条记录 and shows twelve."""
    works, side = county(town, "counted", YEARLY)
    years = [y for y in range(2012, 2026) if y not in (2016, 2020)]
    works.put(YEARLY, lines_of(works, printed(works, years, YEARLY), side, "<p>共12条记录 1/1页</p>"))
    town.never.update(set(range(2008, 2026)) - set(years))
    works.entrance()
    return [works.site]


def turned(town: Town) -> list[Site]:
    """Numbered pages with a total, all of them linked."""
    return _turned(town, "turned", [y for y in range(2010, 2026) if y != 2013], numbered(address), 6)


def followed(town: Town) -> list[Site]:
    """上一页 下一页 without a total, to the end."""
    return _turned(town, "followed", list(range(2013, 2026)), bare(address), 5, "boot")


def short_and_plain(town: Town) -> list[Site]:
    """Eight lines, no pager, no number, nothing that would turn it."""
    works, side = county(town, "short_and_plain", YEARLY, skin="tables")
    works.put(YEARLY, lines_of(works, printed(works, range(2018, 2026), YEARLY), side))
    town.never.update(range(2008, 2018))
    works.entrance()
    return [works.site]


def called(town: Town) -> list[Site]:
    """A list call that gives its total, every page of which answers."""
    works, side = county(town, "called", YEARLY)
    years = [y for y in range(2011, 2026) if y != 2017]
    rows = printed(works, years, YEARLY)
    parts = split(rows, 10)

    def told(request: Request) -> Answer:
        now = max(number(asked(request), "pageNo", 1), 1)
        part = parts[now - 1] if now <= len(parts) else []
        shown = [{"title": r.title, "url": r.url, "date": r.day} for r in part]
        body = {"total": len(rows), "pageNo": now, "pageSize": 10, "rows": shown}
        return Answer(json.dumps(body, ensure_ascii=False).encode(), content_type=JSON)

    works.site.handle("/api/gk/list", told)
    script = """<script>function load(n){var r=new XMLHttpRequest();r.open('GET','/api/gk/list?channel=nb&pageSize=10&pageNo='+n);
r.onload=function(){var d=JSON.parse(r.responseText),h='';d.rows.forEach(function(x){h+='<li><a href="'+x.url+'">'+x.title+'</a><span>'+x.date+'</span></li>';});
document.getElementById('list').innerHTML=h;var p='';for(var i=1;i<=Math.ceil(d.total/10);i++){p+='<a href="javascript:load('+i+')">'+i+'</a>';}document.getElementById('pg').innerHTML=p+'共'+d.total+'条';};r.send();}load(1);</script>"""
    works.put(YEARLY, lines_of(works, [], side, f'<ul id="list"></ul><div id="pg"></div>{script}'))
    town.never.update(set(range(2008, 2026)) - set(years))
    works.entrance()
    return [works.site]


HONEST = (counted, turned, followed, short_and_plain, called)
