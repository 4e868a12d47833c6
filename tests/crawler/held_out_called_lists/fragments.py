"""Portals written after the second repairs: lists in pieces, each with its own way to the next."""

from __future__ import annotations

import json
from collections.abc import Sequence

from demo.server import Answer, Request, Site
from demo.server import page as answer
from tests.crawler.held_out.content import Town
from tests.crawler.held_out_called_lists.called import cut
from tests.crawler.held_out_called_lists.house import House
from tests.crawler.held_out_called_lists.libraries import JQUERY, library
from tests.crawler.held_out_forms_and_buttons.kit import JSON, Row, asked, number, split, told


def igs_search(town: Town) -> list[Site]:
    """A front search of TRS answers with a page of documents; the channel is a filter of the call."""
    house = House(town, "igs_search", skin="flat", articles="/xw/t{}.html")
    house.stories(220)
    reports = town.reports(range(2010, 2024)) + [
        town.report(y, b) for b in ("民政局", "审计局") for y in range(2017, 2024)
    ]
    rows = [
        house.published(
            r, f"/zfxxgk/nb/t{r.published.replace('-', '')}_{r.number}.html", form="doc" if r.year < 2012 else "html"
        )
        for r in reports
    ]
    columns = {
        "8841": ("政府信息公开年报", house.mixed(rows, 6)),
        **{str(8900 + n): (f"公开事项{n}", house.stock[n * 9 :][:45]) for n in range(6)},
    }

    def found(request: Request) -> Answer:
        said = asked(request)
        channel = said.get("filter[CHANNELID]", "")
        listed, page, size = (
            columns.get(channel, ("", []))[1],
            number(said, "pageNumber", 1),
            number(said, "pageSize", 10),
        )
        documents = [
            {"DOCTITLE": r.title, "DOCPUBURL": r.url, "PUBDATE": f"{r.day} 09:10:00", "DOCID": str(r.number)}
            for r in cut(listed, page, size)
        ]
        return told(
            {
                "code": 200,
                "page": {
                    "content": documents,
                    "number": page,
                    "size": size,
                    "total": len(listed),
                    "totalPages": len(split(listed, size)),
                },
            }
        )

    house.site.handle("/igs/front/search/list.html", found)
    load = library(house.site, "/images/jquery.js", JQUERY)
    side = house.disclosure("/zfxxgk/", "/zfxxgk/nb/", label="政府信息公开年报")
    for channel, (name, _) in columns.items():
        script = f"""<script>var channelId="{channel}";function getData(pageNum){{$.ajax({{url:"/igs/front/search/list.html",type:"GET",dataType:"json",data:{{"index":"zwgk-index","type":"infomation","pageNumber":pageNum,"pageSize":10,"filter[AVAILABLE]":"true","filter[CHANNELID]":channelId,"orderProperty":"PUBDATE","orderDirection":"desc"}},
success:function(res){{var h="";$.each(res.page.content,function(i,d){{h+='<li><a href="'+d.DOCPUBURL+'" target="_blank">'+d.DOCTITLE+'</a><em>'+d.PUBDATE.substring(0,10)+'</em></li>';}});$("#docs").html(h);
$("#turn").html('<a href="javascript:;" class="up">上一页</a> '+pageNum+'/'+res.page.totalPages+' <a href="javascript:;" class="down">下一页</a>');$("#turn .down").click(function(){{if(pageNum<res.page.totalPages)getData(pageNum+1);}});}}}});}}
$(function(){{getData(1);}});</script>"""
        where = "/zfxxgk/nb/" if channel == "8841" else f"/zfxxgk/sx{channel}/"
        house.put(where, house.shell(name, f'{side}<ul id="docs"></ul><div id="turn"></div>{script}', head=load))
    house.entrance()
    return [house.site]


def tab_fragments(town: Town) -> list[Site]:
    """Tabs for the government, its bureaus and the townships, each a fragment at the address that the tab names."""
    house = House(town, "tab_fragments", skin="gold", articles="/article/{}.html")
    house.stories(220)
    own = [
        house.published(r, f"/nb/{r.year}/{r.number}.html", form="pdf" if r.year == 2012 else "html")
        for r in town.reports(range(2011, 2024))
    ]
    bureaus = [
        house.published(r, f"/nb/{r.year}/{r.number}.html")
        for y in range(2023, 2016, -1)
        for r in [town.report(y, b) for b in ("财政局", "教育局", "水利局", "审计局")]
    ]
    towns = [house.published(r, f"/nb/{r.year}/{r.number}.html") for r in house.townships(range(2021, 2024))]
    tabs = ""
    for key, name, rows in (("zf", "县政府", own), ("bm", "县直部门", bureaus), ("xz", "乡镇街道", towns)):
        parts = split(rows, 10)
        for n, part in enumerate(parts, 1):
            turns = "".join(
                f'<span data-url="/nb/frag/{key}_{k}.html" class="pg">{k}</span>' for k in range(1, len(parts) + 1)
            )
            house.site.put(
                f"/nb/frag/{key}_{n}.html",
                answer(f'{house.lines(part)}<div class="pgs">{turns}<span>共{len(rows)}条</span></div>'),
            )
        tabs += f'<li class="tab" data-url="/nb/frag/{key}_1.html">{name}</li>'
    load = library(house.site, "/assets/jq.min.js", JQUERY)
    script = """<script>$(function(){function open(u){$("#tabBody").load(u,function(){$("#tabBody .pg").on("click",function(){open($(this).data("url"));});});}
$(".tab").on("click",function(){open($(this).data("url"));});open($(".tab").data("url"));});</script>"""
    side = house.disclosure("/zwgk/", "/nb/index.html", label="政府信息公开年报")
    house.put(
        "/nb/index.html",
        house.shell(
            "政府信息公开年报", f'{side}<ul class="tabs">{tabs}</ul><div id="tabBody"></div>{script}', head=load
        ),
    )
    house.entrance()
    return [house.site]


def static_json(town: Town) -> list[Site]:
    """A list kept as numbered JSON files, whose name a script puts together of the column and the page."""
    house = House(town, "static_json", skin="flat", articles="/info/{}.html")
    house.stories(220)
    reports = town.reports(range(2009, 2024)) + [
        town.report(y, b) for b in ("教育局", "民政局") for y in range(2018, 2024)
    ]
    rows = house.mixed([house.published(r, f"/info/gk/{r.number}.html") for r in reports], 6)
    columns = {
        "col_210": ("政府信息公开年报", rows),
        **{f"col_{220 + n}": (f"公开{n}", house.stock[n * 9 :][:44]) for n in range(6)},
    }
    for key, (_, listed) in columns.items():
        parts = split(listed, 9)
        for n, part in enumerate(parts, 1):
            data = {
                "pageCount": len(parts),
                "pageNo": n,
                "total": len(listed),
                "list": [{"t": r.title, "u": r.url, "d": r.day} for r in part],
            }
            house.site.put(
                f"/json/{key}/list_{n}.json", Answer(json.dumps(data, ensure_ascii=False).encode(), content_type=JSON)
            )
    load = library(house.site, "/static/jquery.js", JQUERY)
    side = house.disclosure("/gk/", "/gk/col_210.html", label="政府信息公开年度报告")
    for key, (name, _) in columns.items():
        script = f"""<script>var col="{key}";function show(p){{$.getJSON("/json/"+col+"/list_"+p+".json",function(r){{var s="";for(var i=0;i<r.list.length;i++){{s+='<li><a href="'+r.list[i].u+'">'+r.list[i].t+'</a><b>'+r.list[i].d+'</b></li>';}}
document.getElementById("lst").innerHTML=s;document.getElementById("pg").innerHTML='第'+p+'/'+r.pageCount+'页 '+(p<r.pageCount?'<a href="javascript:show('+(p+1)+')">下一页</a>':'');}});}}show(1);</script>"""
        house.put(f"/gk/{key}.html", house.shell(name, f'{side}<ul id="lst"></ul><p id="pg"></p>{script}', head=load))
    house.entrance()
    return [house.site]


def select_organs(town: Town) -> list[Site]:
    """Reports chosen by organ: a select of a form that is sent, a page of rows for each; the government is one of them."""
    house = House(town, "select_organs", skin="old", articles="/newsview.aspx?id={}")
    house.stories(230)
    bodies: dict[str, tuple[str, Sequence[Row]]] = {
        "100": (
            "县政府",
            [
                house.published(r, f"/gkview.aspx?id={r.number}", form="doc" if r.year < 2012 else "html")
                for r in town.reports(range(2009, 2024))
            ],
        )
    }
    for n, bureau in enumerate(("财政局", "教育局", "水利局", "民政局"), 101):
        bodies[str(n)] = (
            f"县{bureau}",
            [
                house.published(r, f"/gkview.aspx?id={r.number}")
                for r in [town.report(y, bureau) for y in range(2023, 2017, -1)]
            ],
        )

    def listed(request: Request) -> Answer:
        said = asked(request)
        organ = said.get("organ", "100")
        rows, page = bodies.get(organ, ("", []))[1], number(said, "page", 1)
        options = "".join(
            f'<option value="{key}"{" selected" if key == organ else ""}>{name}</option>'
            for key, (name, _) in bodies.items()
        )
        form = f'<form action="/gknb.aspx" method="get" id="f"><select name="organ" onchange="document.getElementById(\'f\').submit()">{options}</select></form>'
        last = len(split(rows, 9))
        ahead = f'<a href="/gknb.aspx?organ={organ}&amp;page={page + 1}">下一页</a>' if page < last else ""
        return answer(
            house.shell("政府信息公开年报", f"{form}{house.lines(cut(rows, page, 9))}<div>{page}/{last} {ahead}</div>")
        )

    house.site.handle("/gknb.aspx", listed)
    house.disclosure("/gk/", "/gknb.aspx", label="信息公开年报")
    house.entrance()
    return [house.site]


def fenye_numbers(town: Town) -> list[Site]:
    """Pages written beforehand; the pager is told two numbers, and takes the page's name from its own address."""
    house = House(town, "fenye_numbers", skin="gold", articles="/zx/{}.htm", index="index.htm")
    house.stories(220)
    script = """function fenye(zong,dangqian){var u=location.pathname.replace(/index(_\\d+)?\\.htm$/,''),s='';function at(n){return u+(n==1?'index.htm':'index_'+n+'.htm');}
if(dangqian>1)s+='<a href="'+at(dangqian-1)+'">上一页</a>';for(var i=1;i<=zong;i++)s+='<a href="'+at(i)+'">'+i+'</a>';if(dangqian<zong)s+='<a href="'+at(dangqian+1)+'">下一页</a>';document.getElementById('fenye').innerHTML=s;}"""
    load = library(house.site, "/js/fenye.js", script)
    reports = town.reports(range(2008, 2024)) + [
        town.report(y, b) for b in ("财政局", "审计局") for y in range(2014, 2024)
    ]
    rows = house.mixed(
        [
            house.published(r, f"/xxgk/nb/{r.number}.htm", form={2008: "doc", 2016: "docx"}.get(r.year, "html"))
            for r in reports
        ],
        6,
    )
    side = house.disclosure("/xxgk/", "/xxgk/nb/index.htm", label="信息公开年报")
    parts = split(rows, 10)
    for n, part in enumerate(parts, 1):
        path = "/xxgk/nb/index.htm" if n == 1 else f"/xxgk/nb/index_{n}.htm"
        inner = f'{side}{house.lines(part)}<div id="fenye"></div><script>fenye({len(parts)},{n});</script>'
        house.put(path, house.shell("政府信息公开年报", inner, head=load))
    house.entrance()
    return [house.site]


FRAGMENTS = (igs_search, tab_fragments, static_json, select_organs, fenye_numbers)
