"""Portals whose lists a server, or a script in the page, puts together."""

from __future__ import annotations

import html
import json

from demo.server import Answer, Request, Site
from demo.server import page as answer
from tests.crawler.held_out.content import Town
from tests.crawler.held_out_forms_and_buttons.kit import JSON, Row, asked, number, split
from tests.crawler.held_out_whole_portals.kit import Works, catalogue_table, numbered
from tests.crawler.held_out_whole_portals.static import SCRIPT

# What pages of such systems take from jQuery, and no more.
QUERY = """(function(){function J(s){this.e=typeof s=='string'?[].slice.call(document.querySelectorAll(s)):[s];}
J.prototype.html=function(h){this.e.forEach(function(x){x.innerHTML=h;});return this;};
J.prototype.load=function(u,f){var me=this;$.get(u,function(t){me.html(t);if(f)f();});return this;};
J.prototype.ready=function(f){document.addEventListener('DOMContentLoaded',f);return this;};
window.$=function(s){if(typeof s=='function'){if(document.readyState=='loading')document.addEventListener('DOMContentLoaded',s);else s();return;}return new J(s);};
$.ajax=function(o){var q=o.data?Object.keys(o.data).map(function(k){return k+'='+encodeURIComponent(o.data[k]);}).join('&'):'',p=(o.type||'GET').toUpperCase()=='POST',r=new XMLHttpRequest();
r.open(p?'POST':'GET',p||!q?o.url:o.url+(o.url.indexOf('?')<0?'?':'&')+q);if(p)r.setRequestHeader('Content-Type','application/x-www-form-urlencoded');
r.onload=function(){o.success(o.dataType=='json'?JSON.parse(r.responseText):r.responseText);};r.send(p?q:null);};
$.get=function(u,f){$.ajax({url:u,success:f});};window.jQuery=$;})();"""


def with_query(works: Works) -> None:
    works.site.put("/js/jquery-1.12.4.min.js", Answer(QUERY.encode(), content_type=SCRIPT))


def info_public(town: Town) -> list[Site]:
    """ASP.NET: columns and pages are numbers in the query of one page."""
    works = Works(town, "info_public", skin="modern", articles="/NewsView.aspx?id={}")
    works.stories(180)
    base, yearly = "/zwgk/", "/InfoPublic.aspx?cid=1019&pid=971&page=1&kw="
    side = works.disclosure(base, yearly)
    rows = [
        works.report(r, f"/InfoDetail.aspx?id={r.number}", table=catalogue_table(r, r.issuer))
        for r in town.reports(range(2010, 2025), ("商务局",))
    ]
    held = {"1019": ("政府信息公开年报", rows), "558": ("通知公告", works.stock[:60])}

    def listed(request: Request) -> Answer:
        said = asked(request)
        name, found = held.get(said.get("cid", ""), held["558"])
        parts = split(found, 10)
        now = min(max(number(said, "page", 1), 1), len(parts))
        pager = numbered(lambda n: f"InfoPublic.aspx?cid={said.get('cid')}&pid=971&page={n}&kw=")
        inner = f'{side}<div class="gk_list">{works.lines(parts[now - 1])}{pager(now, len(parts), len(found))}</div>'
        return answer(works.shell(name, inner))

    works.site.handle("/InfoPublic.aspx", listed)
    works.entrance('<a href="/InfoPublic.aspx?cid=558&pid=971&page=1&kw=">通知公告</a>')
    return [works.site]


def category_pages(town: Town) -> list[Site]:
    """PowerEasy: Category_598/Index.aspx, Index_2.aspx; articles are items."""
    works = Works(town, "category_pages", skin="tables", articles="/Item/{}.aspx")
    works.stories(170)
    base, yearly = "/Category_580/", "/Category_598/Index.aspx"
    side = works.disclosure(base, yearly, hub="/zwgk/")
    rows = [works.report(r, f"/Item/{r.number}.aspx") for r in town.reports(range(2008, 2021))]

    def address(n: int) -> str:
        return "/Category_598/Index.aspx" if n == 1 else f"/Category_598/Index_{n}.aspx"

    def pager(now: int, pages: int, entries: int) -> str:
        options = "".join(f'<option value="{address(n)}">{n}</option>' for n in range(1, pages + 1))
        more = (
            f'<a href="{address(now + 1)}">下一页</a> <a href="{address(pages)}">尾页</a>'
            if now < pages
            else "下一页 尾页"
        )
        return f'<div class="pagecss">共 <b>{entries}</b> 条信息 首页 上一页 {more} 页次：{now}/{pages}页 转到<select onchange="javascript:window.location=this.options[this.selectedIndex].value;">{options}</select></div>'

    works.listing("政府信息公开年报", rows, address, pager, size=5, side=side)
    works.entrance(f'<a href="{yearly}">政府信息公开年报</a>')
    return [works.site]


def hanweb_columns(town: Town) -> list[Site]:
    """Hanweb: three pages of a list stand in the page's own data, the rest come from dataproxy.jsp."""
    works = Works(town, "hanweb_columns", articles="/art/2021/5/7/art_1042_{}.html")
    works.stories(220)
    base, yearly = "/col/col9981/", "/col/col12045/index.html"
    side = works.disclosure(base, yearly)
    works.site.put("/script/jpage.js", Answer(b"/* jpage */", content_type=SCRIPT))
    reports = town.reports(range(2008, 2025), ("公安局", "信访局"))
    rows = [
        works.report(
            r,
            f"/art/{int(r.published[:4])}/{int(r.published[5:7])}/{int(r.published[8:])}/art_12045_{r.number}.html",
        )
        for r in reports
    ]
    size = 7

    def record(row: Row) -> str:
        return f'<record><![CDATA[<li><a href="{row.url}" target="_blank" title="{html.escape(row.title)}">{html.escape(row.title)}</a><span>{row.day}</span></li>]]></record>'

    pages = len(split(rows, size))
    head = f"<totalrecord>{len(rows)}</totalrecord><totalpage>{pages}</totalpage>"
    shown = "".join(record(r) for r in rows[: 3 * size])
    proxy = "/module/web/jpage/dataproxy.jsp"
    more = f'<nextgroup><![CDATA[<a href="{proxy}?page=1&webid=17&path=http://www.town.gov.cn/&columnid=12045&unitid=38921&webname=town&permissiontype=0"></a>]]></nextgroup>'
    inner = f"""{side}<div id="38921"><script type="text/xml"><datastore>{more}<recordset>{shown}</recordset></datastore></script></div>
<script src="/script/jpage.js"></script><script>$('#38921').jpage({{totalRecord:{len(rows)},perPage:{size},openCookie:1,proxyUrl:'{proxy}',appendParam:{{webid:17,path:'/',columnid:12045,unitid:38921,webname:'town',permissiontype:0}}}});</script>"""
    works.put(yearly, works.shell("政府信息公开年报", inner))

    def proxied(request: Request) -> Answer:
        said = asked(request)
        if said.get("columnid") != "12045":
            return Answer(b"<datastore></datastore>", content_type="text/xml;charset=UTF-8")
        start = number(said, "startrecord", 1)
        end = number(said, "endrecord", start + 3 * size - 1)
        if "page" in said and "startrecord" not in said:
            start = (number(said, "page", 1) - 1) * size + 1
            end = start + 3 * size - 1
        body = (
            f"<datastore>{head}<recordset>{''.join(record(r) for r in rows[start - 1 : end])}</recordset></datastore>"
        )
        return Answer(body.encode(), content_type="text/xml;charset=UTF-8")

    works.site.handle(proxy, proxied)
    works.entrance()
    return [works.site]


def label_lists(town: Town) -> list[Site]:
    """A list is a piece of HTML that the page asks for by a label, with the organ's and the column's number."""
    works = Works(town, "label_lists", articles="/xwzx/zwdt/{}.html")
    with_query(works)
    works.stories(200)
    base, yearly = "/public/", "/public/column/6595721?type=3"
    side = works.disclosure(base, yearly)
    rows = [
        works.report(r, f"/public/6595721/{r.number}.html", table=catalogue_table(r, r.issuer))
        for r in town.reports(range(2011, 2025))
    ]

    def called(request: Request) -> Answer:
        said = asked(request)
        parts = split(rows, number(said, "pageSize", 6))
        now = number(said, "pageIndex", 1)
        found = parts[now - 1] if said.get("organId") == "6595721" and 1 <= now <= len(parts) else []
        pages = f'<div class="pageRow" data-total="{len(rows)}">共 {len(rows)} 条 {now}/{len(parts)}页 ' + "".join(
            f'<a href="javascript:void(0)" onclick="loadList({n})">{n}</a>' for n in range(1, len(parts) + 1)
        )
        return answer(works.lines(found) + pages + "</div>")

    works.site.handle("/site/label/8888", called)
    script = """<script src="/js/jquery-1.12.4.min.js"></script><script>
function loadList(index) {
  $.ajax({
    url: '/site/label/8888',
    data: { labelName: 'publicInfoList', IsAjax: 1, dataType: 'html', siteId: 6788031, pageSize: 6, pageIndex: index, isDate: true, dateFormat: 'yyyy-MM-dd', organId: 6595721, type: 3, catId: '', file: '/xxgk/publicInfoList' },
    success: function (html) { $('#xxgk_list').html(html); }
  });
}
$(function () { loadList(1); });
</script>"""
    shell = works.shell("信息公开年报", f'{side}<div id="xxgk_list" class="xxgk_navli"></div>{script}')
    works.put(yearly, shell)
    works.entrance()
    return [works.site]


def blocks(town: Town) -> list[Site]:
    """Columns and blocks have long ids; a block of a column is asked for page by page and put into the page."""
    column, template, block = (
        "84f73ef0-6a8d-495e-9bf2-acffc68c31f6",
        "09a19324-88df-4949-b69b-f29b625e5e59",
        "1af38c7c-a84e-4761-8d1c-ce69b66e8d80",
    )
    works = Works(town, "blocks", articles="/columns/0b7d/202306/09/{}.html")
    with_query(works)
    works.stories(190)
    base, yearly = "/columns/6d1e/", f"/columns/{column}/index.html"
    side = works.disclosure(base, yearly)
    rows = [
        works.report(r, f"/columns/{column}/{r.published[:7].replace('-', '')}/{r.published[8:]}/{r.number:032x}.html")
        for r in town.reports(range(2013, 2025))
    ]
    where = f"/columns/{column}/templates/{template}/blocks/{block}"

    def asked_for(request: Request) -> Answer:
        parts = split(rows, 5)
        now = number(asked(request), "page", 1)
        found = parts[now - 1] if 1 <= now <= len(parts) else []
        links = "".join(
            f'<a href="javascript:;" class="page-num" data-page="{n}" onclick="turn({n})">{n}</a>'
            for n in range(1, len(parts) + 1)
        )
        return answer(f'{works.lines(found)}<div class="pagination">{links}<span>共{len(parts)}页</span></div>')

    works.site.handle(where, asked_for)
    script = f"""<script src="/js/jquery-1.12.4.min.js"></script><script>function turn(n){{ $('#block_{block[:8]}').load('{where}?page=' + n + '&fix=0'); }} $(function(){{ turn(1); }});</script>"""
    works.put(yearly, works.shell("政府信息公开年报", f'{side}<div id="block_{block[:8]}"></div>{script}'))
    works.entrance()
    return [works.site]


def nodes(town: Town) -> list[Site]:
    """Columns are nodes, articles contents, both numbered; the next page has the number behind a dash."""
    works = Works(town, "nodes", skin="boot", articles="/Content-{}.html")
    works.stories(190)
    base, yearly = "/Node-1400.html", "/Node-1466.html"
    works.articles = "/Content-{}.html"
    menu = works.menu("/gk/", yearly)
    works.disclosure("/gk/", yearly)
    works.put(base, works.shell("政府信息公开", menu + works.lines(works.stock[:20])))
    rows = [works.report(r, f"/Content-{r.number}.html") for r in town.reports(range(2009, 2025))]

    def address(n: int) -> str:
        return yearly if n == 1 else f"/Node-1466-{n}.html"

    works.listing("政府信息公开年报", rows, address, numbered(address), size=6, side=menu)
    works.bar.append(("信息公开", base))
    works.entrance()
    return [works.site]


def list_search(town: Town) -> list[Site]:
    """A column's list comes as JSON from a search of the column's number, drawn by a script of the page."""
    works = Works(town, "list_search", articles="/lyxw/c104/202104/c01_{}.shtml", index="list.shtml")
    with_query(works)
    works.stories(190)
    base, yearly = "/zwgk/", "/zwgk/c112289c/list.shtml"
    side = works.disclosure(base, yearly)
    rows = [
        works.report(r, f"/zwgk/c112289c/{r.published[:7].replace('-', '')}/c01_{r.number}.shtml")
        for r in town.reports(range(2012, 2025), ("司法局",))
    ]

    def searched(request: Request) -> Answer:
        said = asked(request)
        size, now = number(said, "_pageSize", 10), number(said, "page", 1)
        parts = split(rows, size)
        found = parts[now - 1] if 1 <= now <= len(parts) else []
        data = {
            "total": len(rows),
            "page": now,
            "rows": size,
            "results": [
                {
                    "title": r.title,
                    "subTitle": "",
                    "url": r.url,
                    "publishedTimeStr": f"{r.day} 09:20:00",
                    "channelName": "政府信息公开年报",
                }
                for r in found
            ],
        }
        return Answer(json.dumps({"success": True, "data": data}, ensure_ascii=False).encode(), content_type=JSON)

    works.site.handle("/common/search/6f3ad1b6f5b14b2ea4bd", searched)
    script = """<script src="/js/jquery-1.12.4.min.js"></script><script>
function getList(page){ $.ajax({ url: '/common/search/6f3ad1b6f5b14b2ea4bd', data: { _isAgg: true, _isJson: true, _pageSize: 10, _template: 'index', page: page }, dataType: 'json',
 success: function(res){ var s = ''; res.data.results.forEach(function(v){ s += '<li><a href="' + v.url + '" target="_blank">' + v.title + '</a><span>' + v.publishedTimeStr.substr(0,10) + '</span></li>'; });
 var n = Math.ceil(res.data.total / 10), p = ''; for (var i = 1; i <= n; i++) { p += '<a href="javascript:getList(' + i + ')">' + i + '</a>'; }
 $('#list').html(s); $('#page').html(p); } }); }
$(function(){ getList(1); });</script>"""
    works.put(yearly, works.shell("政府信息公开年报", f'{side}<ul id="list"></ul><div id="page"></div>{script}'))
    works.entrance()
    return [works.site]


DYNAMIC = (info_public, category_pages, hanweb_columns, label_lists, blocks, nodes, list_search)
