"""Portals written after the first repairs: other systems, run once for an honest figure."""

from __future__ import annotations

import html
from collections.abc import Sequence

from demo.server import Answer, Request, Site, redirect
from demo.server import page as answer
from tests.crawler.held_out.content import Town
from tests.crawler.held_out_called_lists.called import cut
from tests.crawler.held_out_called_lists.house import House
from tests.crawler.held_out_called_lists.libraries import JQUERY, library
from tests.crawler.held_out_forms_and_buttons.kit import Row, asked, number, split, told


def gov_pagelist(town: Town) -> list[Site]:
    """Pages written beforehand; the pager is a call whose function a loaded script holds, pages counted from the end."""
    house = House(town, "gov_pagelist", skin="flat", articles="/art/xw/{}.html")
    house.stories(230)
    script = """function pageList(total,size,now,name,ext,box){var pages=Math.ceil(total/size),h='';function at(n){return n==1?name+'.'+ext:name+'_'+(n-1)+'.'+ext;}
h+='<a href="'+at(1)+'">首页</a>';if(now>1)h+='<a href="'+at(now-1)+'">上一页</a>';if(now<pages)h+='<a href="'+at(now+1)+'">下一页</a>';
h+='<a href="'+at(pages)+'">尾页</a><span>共'+total+'条 '+now+'/'+pages+'</span>';document.getElementById(box).innerHTML=h;}"""
    load = library(house.site, "/js/common/fenye.js", script)

    def column(where: str, name: str, rows: Sequence[Row], side: str, size: int = 12) -> None:
        parts = split(rows, size)
        for n, part in enumerate(parts, 1):
            call = f'<div id="fy"></div><script>pageList({len(rows)},{size},{n},"index","html","fy");</script>'
            path = where if n == 1 else f"{where}index_{n - 1}.html"
            house.put(path, house.shell(name, f"{side}<div>{house.lines(part)}{call}</div>", head=load))

    reports = town.reports(range(2010, 2024)) + [
        town.report(y, b) for b in ("财政局", "教育局") for y in range(2015, 2024)
    ]
    forms = {2010: "doc", 2011: "doc", 2013: "pdf"}
    rows = [house.published(r, f"/art/gk/{r.number}.html", form=forms.get(r.year, "html")) for r in reports]
    towns = [house.published(r, f"/art/gk/{r.number}.html") for r in house.townships(range(2020, 2024))]
    side = house.disclosure("/zfxxgk/", "/zfxxgk/gknb/", label="政府信息公开年报")
    column("/zfxxgk/gknb/", "政府信息公开年报", house.mixed(rows, 6), side)
    column("/zfxxgk/xznb/", "乡镇政府信息公开年报", towns, side)
    house.entrance('<a href="/zfxxgk/xznb/">乡镇年报</a>')
    return [house.site]


def jsp_form(town: Town) -> list[Site]:
    """A list in a form: its pager sets a field and submits, a choice of years does too."""
    house = House(town, "jsp_form", skin="gold", articles="/news/view.jsp?nid={}")
    house.stories(230)
    reports = town.reports(range(2012, 2024)) + [
        town.report(y, b) for b in ("水利局", "民政局", "审计局") for y in range(2016, 2024)
    ]
    rows = [
        house.published(r, f"/xxgk/view.jsp?infoid={r.number}", form="docx" if r.year == 2014 else "html")
        for r in reports
    ]
    columns = {
        "23": ("政府信息公开年度报告", house.mixed(rows, 8)),
        **{str(30 + n): (f"公开事项{n}", house.stock[n * 9 :][:60]) for n in range(9)},
    }

    def listed(request: Request) -> Answer:
        said = asked(request)
        name, found = columns.get(said.get("typeid", ""), ("", []))
        year = said.get("year", "")
        kept = [r for r in found if not year or year in r.title]
        page, last = number(said, "pageNo", 1), len(split(kept, 12))
        years = "".join(f'<option value="{y}">{y}年</option>' for y in range(2023, 2011, -1))
        script = "<script>function goPage(n){document.pageForm.pageNo.value=n;document.pageForm.submit();}</script>"
        turns = f'<a href="javascript:goPage(1)">首页</a> <a href="javascript:goPage({max(1, page - 1)})">上页</a> <a href="javascript:goPage({min(last, page + 1)})">下页</a> <a href="javascript:goPage({last})">末页</a> 第{page}页/共{last}页 共{len(kept)}条'
        form = f'<form name="pageForm" action="/xxgk/list.jsp" method="post"><input type="hidden" name="typeid" value="{said.get("typeid", "")}"><input type="hidden" name="pageNo" value="{page}"><select name="year" onchange="goPage(1)"><option value="">全部年份</option>{years}</select>{house.lines(cut(kept, page, 12))}<div class="pages">{turns}</div></form>'
        return answer(house.shell(name, script + form)) if name else house.site.missing

    house.site.handle("/xxgk/list.jsp", listed)
    house.disclosure("/xxgk/", "/xxgk/list.jsp?typeid=23", label="信息公开年度报告")
    tree = "".join(f'<li><a href="/xxgk/list.jsp?typeid={key}">{name}</a></li>' for key, (name, _) in columns.items())
    house.entrance(f"<ul>{tree}</ul>")
    return [house.site]


def asp_county(town: Town) -> list[Site]:
    """list.asp?id=&page=, in GB2312; older rows lead straight to a file."""
    house = House(town, "asp_county", skin="old", articles="/shownews.asp?newsid={}", encoding="gb2312")
    house.stories(240)
    rows = []
    for report in town.reports(range(2008, 2024)) + [
        town.report(y, b) for b in ("财政局", "教育局", "民政局") for y in range(2016, 2024)
    ]:
        if report.year < 2013:
            path = house.file(
                f"/UploadFiles/{report.published[:4]}/{report.number}.doc", report.word_html, "application/msword"
            )
            rows.append(Row(report.title, path, report.published, report.number))
        else:
            rows.append(house.published(report, f"/show.asp?id={report.number}"))
    columns = {
        12: ("信息公开年报", house.mixed(rows, 7)),
        **{20 + n: (f"政务公开{n}", house.stock[n * 9 :][:48]) for n in range(9)},
    }
    for key, (name, listed) in columns.items():
        parts = split(listed, 14)
        for n, part in enumerate(parts, 1):
            to = "list.asp?id={}&amp;page={}"
            turns = f'共<b>{len(listed)}</b>条信息 页次:{n}/{len(parts)} [<a href="{to.format(key, 1)}">首页</a>]'
            turns += (
                f' [<a href="{to.format(key, n + 1)}">下一页</a>] [<a href="{to.format(key, len(parts))}">尾页</a>]'
                if n < len(parts)
                else " [下一页] [尾页]"
            )
            jump = f"<select onchange=\"location='list.asp?id={key}&page='+this.value\">{''.join(f'<option value={k}>{k}</option>' for k in range(1, len(parts) + 1))}</select>"
            text = house.shell(
                name, f"{house.lines(part)}<p align=center>{turns} {jump}</p>", trail=[(name, f"/list.asp?id={key}")]
            )
            for path in [f"/list.asp?id={key}&page={n}"] + ([f"/list.asp?id={key}"] if n == 1 else []):
                house.put(path, text)
    house.disclosure("/gk/", "/list.asp?id=12", label="信息公开年报")
    house.entrance()
    return [house.site]


def wordpress(town: Town) -> list[Site]:
    """A county on WordPress: categories by number, pages by `paged`, a theme's pager, excerpts below the titles."""
    house = House(town, "wordpress", skin="gold", articles="/archives/{}")
    house.stories(210)
    reports = town.reports(range(2011, 2024)) + [
        town.report(y, b) for b in ("教育局", "水利局") for y in range(2017, 2024)
    ]
    rows = [
        house.published(
            r, f"/archives/{r.number}", form="pdf" if r.year in (2011, 2012) else "html", files="/wp-content/uploads/"
        )
        for r in reports
    ]
    columns = {
        7: ("年度报告", house.mixed(rows, 8)),
        **{10 + n: (f"栏目{n}", house.stock[n * 9 :][:44]) for n in range(8)},
    }
    for key, (name, listed) in columns.items():
        parts = split(listed, 8)
        for n, part in enumerate(parts, 1):
            posts = "".join(
                f'<article class="post"><h2 class="entry-title"><a href="{r.url}" rel="bookmark">{html.escape(r.title)}</a></h2><div class="entry-meta"><time datetime="{r.day}">{r.day}</time></div><div class="entry-summary"><p>{html.escape(r.title)}，现予公布。[&hellip;]</p></div></article>'
                for r in part
            )
            numbers = "".join(
                f'<span class="page-numbers current">{k}</span>'
                if k == n
                else f'<a class="page-numbers" href="/?cat={key}&amp;paged={k}">{k}</a>'
                for k in range(1, len(parts) + 1)
                if k in (1, len(parts)) or abs(k - n) < 2
            )
            ahead = (
                f'<a class="next page-numbers" href="/?cat={key}&amp;paged={n + 1}">下一页 &raquo;</a>'
                if n < len(parts)
                else ""
            )
            text = house.shell(
                name,
                f'<div id="main">{posts}<nav class="navigation pagination"><div class="nav-links">{numbers}{ahead}</div></nav></div>',
            )
            house.put(f"/?cat={key}" + (f"&paged={n}" if n > 1 else ""), text)
    house.disclosure("/xxgk/", "/?cat=7", label="政府信息公开年度报告")
    house.entrance()
    return [house.site]


def ashx_list(town: Town) -> list[Site]:
    """A .NET handler answers with rows; links are put together from ids by a template of the page."""
    house = House(town, "ashx_list", skin="flat", articles="/Article/Detail/{}")
    house.stories(220)
    reports = town.reports(range(2009, 2024)) + [
        town.report(y, b) for b in ("交通运输局", "卫生健康委员会") for y in range(2016, 2024)
    ]
    rows = [
        house.published(r, f"/Article/Detail/{r.number}", form={2009: "doc", 2015: "docx"}.get(r.year, "html"))
        for r in reports
    ]
    columns = {
        "318": ("政府信息公开年报", house.mixed(rows, 8)),
        **{str(330 + n): (f"公开{n}", house.stock[n * 9 :][:50]) for n in range(8)},
    }

    def handler(request: Request) -> Answer:
        said = asked(request)
        found = columns.get(said.get("cid", ""), ("", []))[1]
        page, size = number(said, "pageindex", 1), number(said, "pagesize", 10)
        return told(
            {
                "Status": 1,
                "Total": len(found),
                "PageCount": len(split(found, size)),
                "Rows": [
                    {
                        "ArticleId": r.number,
                        "Title": r.title,
                        "PublishTime": f"/Date({r.number}000)/",
                        "ShowTime": r.day,
                        "Hits": 12,
                    }
                    for r in cut(found, page, size)
                ],
            }
        )

    house.site.handle("/Ashx/GetArticleList.ashx", handler)
    load = library(house.site, "/Scripts/jquery-1.8.2.min.js", JQUERY)
    side = house.disclosure("/Gov/", "/Channel/Index/318", label="政府信息公开年报")
    for key, (name, _) in columns.items():
        script = f"""<script>var cid={key},pageSize=12;function bindList(index){{$.ajax({{type:"POST",url:"/Ashx/GetArticleList.ashx",data:{{action:"list",cid:cid,pageindex:index,pagesize:pageSize}},dataType:"json",success:function(json){{
var str="";for(var i=0;i<json.Rows.length;i++){{var item=json.Rows[i];str+="<li><a target='_blank' href='/Article/Detail/"+item.ArticleId+"'>"+item.Title+"</a><span>"+item.ShowTime+"</span></li>";}}
$("#ulList").html(str);$("#pager").html("共"+json.Total+"条　"+(index>1?"<a href='javascript:bindList("+(index-1)+")'>上一页</a>":"")+(index<json.PageCount?"<a href='javascript:bindList("+(index+1)+")'>下一页</a>":""));}}}});}}
$(document).ready(function(){{bindList(1);}});</script>"""
        house.put(
            f"/Channel/Index/{key}",
            house.shell(name, f'{side}<ul id="ulList" class="infolist"></ul><div id="pager"></div>{script}', head=load),
        )
    house.entrance()
    return [house.site]


def year_tabs(town: Town) -> list[Site]:
    """Reports of all bodies by year: a tab a year, whose list comes by a call; old years stand in a former column."""
    house = House(town, "year_tabs", skin="flat", articles="/xwzx/{}.shtml")
    house.stories(230)
    bodies = (None, "财政局", "教育局", "民政局", "水利局", "审计局")
    by_year: dict[int, list[Row]] = {}
    for year in range(2014, 2024):
        reports = [town.report(year, b) for b in bodies if b is None or year > 2016]
        by_year[year] = [
            house.published(r, f"/zfxxgknb/{year}/{r.number}.shtml", form="docx" if year == 2015 else "html")
            for r in reports
        ]
    old = [house.published(r, f"/old/nb/{r.number}.html", form="doc") for r in town.reports(range(2008, 2014))]

    def yearly(request: Request) -> Answer:
        rows = by_year.get(number(asked(request), "year", 0), [])
        return answer(house.lines(rows) if rows else "<p>暂无信息</p>")

    house.site.handle("/front/nb/list.do", yearly)
    house.site.handle("/nb", lambda request: redirect("/zfxxgknb/"))
    load = library(house.site, "/js/jq.js", JQUERY)
    tabs = "".join(f'<li data-year="{year}">{year}年</li>' for year in sorted(by_year, reverse=True))
    script = """<script>$(function(){function show(y){$.get("/front/nb/list.do",{year:y,siteId:"16"},function(h){$("#nbList").html(h);});}
$("#yearTab li").on("click",function(){show($(this).data("year"));});show(2023);});</script>"""
    side = house.disclosure("/zwgk/zfxxgk/", "/nb", label="政府信息公开年报")
    more = '<p class="more"><a href="/old/nb/">2014年以前年报</a></p>'
    house.put(
        "/zfxxgknb/",
        house.shell(
            "政府信息公开年报",
            f'{side}<ul id="yearTab" class="tab">{tabs}</ul><div id="nbList"></div>{more}{script}',
            head=load,
        ),
    )
    house.put("/old/nb/", house.shell("历年政府信息公开年报", house.lines(old)))
    house.entrance()
    return [house.site]


FRESH = (gov_pagelist, jsp_form, asp_county, wordpress, ashx_list, year_tabs)
