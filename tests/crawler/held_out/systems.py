"""Portals of known publishing systems, as their pages are known from public code that talks to them and from real pages."""

from __future__ import annotations

import html
import json
from datetime import datetime
from urllib.parse import parse_qs, urlencode

from demo.server import Answer, Request, Site
from demo.server import page as answer
from tests.crawler.held_out.chrome import Entry, article, listing, page
from tests.crawler.held_out.content import Town

JSON = "application/json;charset=UTF-8"
SCRIPT = "application/javascript"
# What the systems' own scripts do, as far as their pages here need it: a browser sees these lists as it sees the real ones.
JQUERY = """window.$ = window.jQuery = function (s) { if (typeof s === 'function') { document.addEventListener('DOMContentLoaded', s); return; }
 var e = typeof s === 'string' ? document.querySelector(s) : s; return { html: function (h) { e.innerHTML = h; }, jpage: function () {}, click: function () {}, data: function (n) { return e.dataset[n]; } }; };
$.each = function (a, f) { a.forEach(function (v, i) { f(i, v); }); };
$.getJSON = function (u, f) { fetch(u).then(function (r) { return r.json(); }).then(f); };"""
UNIT_BUILD = """(function () { var s = document.currentScript, q = Function('return ' + s.getAttribute('queryData'))();
var query = Object.keys(q).map(function (k) { return k + '=' + encodeURIComponent(q[k]); }).join('&');
fetch(s.getAttribute('url') + '?' + query).then(function (r) { return r.json(); }).then(function (d) { document.getElementById(q.tagId).innerHTML = d.data.html; }); })();"""
PLATFORM = """(function () { var c = window._CONFIG, app = document.getElementById('app');
function date(a) { return a.publish_date.slice(0, 10); }
if (c.DETAIL) { app.innerHTML = '<h1>' + c.DETAIL.title + '</h1><p>发布日期：' + date(c.DETAIL) + '</p><div class="article-content">' + c.DETAIL.content + '</div>'; return; }
function flat(t) { return t.reduce(function (r, n) { return r.concat([n], flat(n.children)); }, []); }
var chosen = (location.hash || '#1202').slice(1);
app.innerHTML = '<ul>' + flat(c.TREE).map(function (n) { return '<li><a href="#' + n.id + '">' + n.name + '</a></li>'; }).join('') + '</ul><div id="rows"></div>';
fetch(c.BASE + '/api/all/' + chosen + '?page=1&sid=' + c.SID).then(function (r) { return r.json(); }).then(function (d) {
 document.getElementById('rows').innerHTML = '<ul>' + d.articles.map(function (a) { return '<li><a href="' + a.url + '">' + a.title + '</a><span>' + date(a) + '</span></li>'; }).join('') + '</ul>'; }); })();"""


def chunks(entries: list[Entry], size: int) -> list[list[Entry]]:
    return [entries[start : start + size] for start in range(0, len(entries), size)] or [[]]


def trs(town: Town) -> list[Site]:
    """TRS WCM: channels within channels, static pages, relative links, createPageHTML with a page count and a name."""
    site = Site("trs")
    channel = "/zwgk/zfxxgk/zfxxgknb/"
    trail = [("政务公开", "/zwgk/"), ("政府信息公开", "/zwgk/zfxxgk/"), ("政府信息公开年报", channel)]

    def put(folder: str, title: str, published: str, body: str, number: int) -> Entry:
        month = published[:7].replace("-", "")
        name = f"{month}/t{published.replace('-', '')}_{number}.html"
        meta = f'<meta name="ArticleTitle" content="{html.escape(title)}"><meta name="PubDate" content="{published} 09:30">'
        box = '<div class="view TRS_UEDITOR trs_paper_default trs_word">'
        site.put(folder + name, answer(article(town, title, published, body, trail=trail, box=box, meta=meta)))
        return Entry(title, "./" + name, published)

    def lists(folder: str, name: str, entries: list[Entry], size: int, extra: str = "") -> None:
        pages = chunks(entries, size)
        for position, part in enumerate(pages):
            pager = (
                f'<div class="page"><script>createPageHTML({len(pages)}, {position}, "index", "html");</script></div>'
            )
            file = "index.html" if position == 0 else f"index_{position}.html"
            made = answer(page(town, f"{name}_{town.government}", extra + listing(part) + pager, trail=trail))
            site.put(folder + file, made)
            if position == 0:
                site.put(folder, made)

    wanted = [put(channel, r.title, r.published, r.html, r.number) for r in town.reports(range(2010, 2024))]
    reports = [town.report(y, b) for b in ("财政局", "教育局", "水利局") for y in range(2019, 2023)]
    bureaus = [put("/zwgk/zfxxgk/bmnb/", r.title, r.published, r.html, r.number) for r in reports]
    decoys = [put("/xwzx/tzgg/", d.title, d.published, d.body, d.number) for d in town.decoys(240)]
    lists(channel, "政府信息公开年报", wanted, 5)
    lists("/zwgk/zfxxgk/bmnb/", "部门年报", bureaus, 10)
    lists("/xwzx/tzgg/", "通知公告", decoys, 20)
    menu = '<div class="left"><ul><li><a href="../zfxxgk/zfxxgkzn/">政府信息公开指南</a></li><li><a href="../zfxxgk/zfxxgkzd/">政府信息公开制度</a></li><li><a href="../zfxxgk/fdzdgknr/">法定主动公开内容</a></li><li><a href="../zfxxgk/zfxxgknb/">政府信息公开年报</a></li><li><a href="../zfxxgk/bmnb/">部门信息公开年报</a></li><li><a href="../zfxxgk/ysqgk/">依申请公开</a></li></ul></div>'
    for folder in ("zfxxgkzn", "zfxxgkzd", "fdzdgknr", "ysqgk"):
        site.put(f"/zwgk/zfxxgk/{folder}/", answer(page(town, folder, menu + "<p>内容正在完善。</p>", trail=trail[:2])))
    site.put("/zwgk/zfxxgk/", answer(page(town, "政府信息公开", menu, trail=trail[:2])))
    site.put(
        "/zwgk/",
        answer(
            page(
                town,
                "政务公开",
                '<ul><li><a href="./zfxxgk/">政府信息公开</a></li><li><a href="./ghjh/">规划计划</a></li></ul>',
                trail=trail[:1],
            )
        ),
    )
    nav = [("首页", "/"), ("新闻中心", "/xwzx/tzgg/"), ("政务公开", "/zwgk/"), ("互动交流", "/hdjl/")]
    latest = [Entry(e.title, "./xwzx/tzgg" + e.url[1:], e.published) for e in decoys[:30]]
    site.put("/", answer(page(town, town.government, listing(latest), nav=nav)))
    return [site]


def countpage(town: Town) -> list[Site]:
    """A jsp template of TRS: the pager is a script that counts from nought and writes its links."""
    site = Site("countpage")
    reports = town.reports(range(2008, 2025))
    entries = []
    for r in reports:
        path = f"/gov/szfxx/nb/{r.published[:4]}/t{r.number}.jsp"
        site.put(path, answer(article(town, r.title, r.published, r.html, box='<div class="Custom_UnionStyle">')))
        entries.append(Entry(r.title, path, r.published))
    decoys = []
    for d in town.decoys(150):
        path = f"/gov/tzgg/t{d.number}.jsp"
        site.put(path, answer(article(town, d.title, d.published, d.body)))
        decoys.append(Entry(d.title, path, d.published))

    def lists(folder: str, name: str, all_entries: list[Entry], size: int) -> None:
        pages = chunks(all_entries, size)
        for position, part in enumerate(pages):
            script = f"""<script language="JavaScript">
var currentPage = {position};//所在页从0开始
var prevPage = currentPage-1//上一页
var nextPage = currentPage+1//下一页
var countPage = {len(pages)}//共多少页
if(countPage>1&&currentPage!=0&&currentPage!=1)
 document.write("<a href=\\"index"+"_" + prevPage + "."+"jsp\\">上一页</a>&nbsp;");
else if(countPage>1&&currentPage!=0&&currentPage==1)
 document.write("<a href=\\"index.jsp\\">上一页</a>&nbsp;");
var num = 17;
for(var i=0+(currentPage-1-(currentPage-1)%num) ; i<=(num+(currentPage-1-(currentPage-1)%num))&&(i<countPage) ; i++){{
 if(i==0) document.write("<a href=\\"index.jsp\\">1</a>&nbsp;"); else document.write("<a href=\\"index"+"_" + i + "."+"jsp\\">"+(i+1)+"</a>&nbsp;");
}}
</script>"""
            made = answer(
                page(town, name, f'<table><tr><td>{listing(part)}</td></tr></table><div class="fy">{script}</div>')
            )
            site.put(folder + ("index.jsp" if position == 0 else f"index_{position}.jsp"), made)

    lists("/gov/szfxx/nb/", "信息公开年度报告", entries, 6)
    lists("/gov/tzgg/", "通知公告", decoys, 15)
    site.put(
        "/gov/szfxx/index.jsp",
        answer(
            page(
                town,
                "市政府信息",
                '<ul><li><a href="nb/index.jsp">信息公开年度报告</a></li><li><a href="zn/index.jsp">信息公开指南</a></li></ul>',
            )
        ),
    )
    nav = [("公告", "/gov/tzgg/index.jsp"), ("信息公开", "/gov/szfxx/index.jsp")]
    site.put("/", answer(page(town, town.government, listing(decoys[:20]), nav=nav)))
    return [site]


def hanweb(town: Town) -> list[Site]:
    """Hanweb jpage: the first records inline as a datastore, the others by POST to dataproxy.jsp."""
    site = Site("hanweb")
    columns: dict[str, list[Entry]] = {}

    def put(column: str, title: str, published: str, body: str, number: int) -> None:
        year, month, day = (int(part) for part in published.split("-"))
        path = f"/art/{year}/{month}/{day}/art_{column}_{number}.html"
        meta = f'<meta name="ArticleTitle" content="{html.escape(title)}"><meta name="pubdate" content="{published} 10:11">'
        zoom = f'<!--ZJEG_RSS.content.begin--><meta name="ContentStart">{body}<meta name="ContentEnd"><!--ZJEG_RSS.content.end-->'
        site.put(path, answer(article(town, title, published, zoom, meta=meta, box='<div id="zoom" class="main-txt">')))
        columns.setdefault(column, []).append(Entry(title, path, published))

    for r in town.reports(range(2009, 2024)):
        put("82114", r.title, r.published, r.html, r.number)
    for r in [town.report(y, b) for y in (2020, 2021, 2022) for b in ("财政局", "民政局", "审计局", "教育局")]:
        put("82115", r.title, r.published, r.html, r.number)
    for d in town.decoys(260):
        put("82001", d.title, d.published, d.body, d.number)

    def record(entry: Entry) -> str:
        return f"<record><![CDATA[{entry.line()}]]></record>"

    def proxy(request: Request) -> Answer:
        query = parse_qs(request.path.partition("?")[2])
        form = parse_qs(request.body.decode("latin-1"))
        both = {**form, **query}
        if request.method != "POST" or "columnid" not in form or "unitid" not in form:
            return answer("<html><body>error</body></html>", status=500)
        entries = columns.get(form["columnid"][0], [])
        first, last = int(both["startrecord"][0]), int(both["endrecord"][0])
        size = int(both.get("perpage", ["15"])[0])
        last = min(last, first + 3 * size - 1)
        body = f"<datastore><totalrecord>{len(entries)}</totalrecord><totalpage>{-(-len(entries) // size)}</totalpage><recordset>{''.join(map(record, entries[first - 1 : last]))}</recordset></datastore>"
        return Answer(body.encode(), content_type="text/xml;charset=UTF-8")

    site.handle("/module/web/jpage/dataproxy.jsp", proxy)
    menu = '<div class="menu"><a href="/col/col82114/index.html">市政府信息公开年报</a><a href="/col/col82115/index.html">部门信息公开年报</a><a href="/col/col82001/index.html">公告公示</a></div>'
    for column, name, size in (("82114", "政府信息公开年报", 5), ("82115", "部门年报", 4), ("82001", "公告公示", 15)):
        entries = columns[column]
        body = f"""{menu}<div id="246{column}" class="default_pgContainer"></div>
<script type="text/xml"><datastore><nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&appid=1&webid=63&path=/&columnid={column}&unitid=246{column}&webname='town'&permissiontype=0"></a>]]></nextgroup><recordset>{"".join(map(record, entries[: 3 * size]))}</recordset></datastore></script>
<script>$(function(){{ $('#246{column}').jpage({{xml:'xml',totalRecord:{len(entries)},proxyUrl:'/module/web/jpage/dataproxy.jsp',perPage:{size},unitId:'246{column}',webName:'{html.escape(town.government)}',
openCookies:false,sourceContentType:'1',columnId:'{column}',webId:'63',appId:'1',dataType:'xml',path:'/',permissiontype:0,ajaxParam:{{col:1,appid:1,webid:63,path:'/',columnid:{column},sourceContentType:1,unitid:'246{column}',webname:'{town.government}',permissiontype:0}}}}); }});</script>"""
        site.put(f"/col/col{column}/index.html", answer(page(town, f"{name}", body)))
    site.put("/col/col1/index.html", answer(page(town, "政府信息公开", menu)))
    site.put(
        "/",
        answer(
            page(
                town,
                town.government,
                listing(columns["82001"][:25]),
                nav=[("政府信息公开", "/col/col1/index.html"), ("公告", "/col/col82001/index.html")],
            )
        ),
    )
    return [site]


def jpaas(town: Town) -> list[Site]:
    """Hanweb jpaas: the column is built by a unit call whose arguments stand in a script's attributes."""
    site = Site("jpaas")
    columns: dict[str, list[Entry]] = {}
    for number, items in (
        ("1229500", [(r.title, r.published, r.html, r.number) for r in town.reports(range(2013, 2025), ("财政局",))]),
        ("1229001", [(d.title, d.published, d.body, d.number) for d in town.decoys(200)]),
    ):
        for title, published, body, ident in items:
            year, month, day = (int(part) for part in published.split("-"))
            path = f"/art/{year}/{month}/{day}/art_{number}_{ident}.html"
            meta = f'<meta name="ArticleTitle" content="{html.escape(title)}"><meta name="PubDate" content="{published} 08:00">'
            site.put(
                path, answer(article(town, title, published, body, meta=meta, box='<div class="article-content">'))
            )
            columns.setdefault(number, []).append(Entry(title, path, published))

    def unit(request: Request) -> Answer:
        query = {name: values[0] for name, values in parse_qs(request.path.partition("?")[2]).items()}
        asked = json.loads(query.get("paramJson") or '{"pageNo":1,"pageSize":15}')
        entries = columns.get(query.get("pageId", ""))
        if entries is None or query.get("tplSetId") != "tplA1" or query.get("parseType") != "bulidstatic":
            return Answer(b'{"success":false,"code":"500","data":null}', content_type=JSON)
        number, size = int(asked["pageNo"]), min(int(asked["pageSize"]), 50)
        part = chunks(entries, size)
        shown = part[number - 1] if number <= len(part) else []
        markup = f'<div class="page-content">{listing(shown)}</div><div class="pagination" rows="{size}" pagecount="{len(part)}" count="{len(entries)}" pageno="{number}"></div>'
        return Answer(
            json.dumps({"success": True, "code": "200", "data": {"html": markup}}, ensure_ascii=False).encode(),
            content_type=JSON,
        )

    site.put("/jpaas-web-server/front/unitbuild.js", Answer(UNIT_BUILD.encode(), content_type=SCRIPT))
    site.handle("/api-gateway/jpaas-publish-server/front/page/build/unit", unit)
    for number, name in (("1229500", "政府信息公开年报"), ("1229001", "公告公示")):
        query = f"{{'webId':'3549','pageId':'{number}','parseType':'bulidstatic','pageType':'column','tagId':'信息列表','tplSetId':'tplA1','paramJson':'{{\"pageNo\":\"1\",\"pageSize\":\"8\"}}'}}"
        body = f"""<div id="信息列表" class="list-box"></div>
<script type="text/javascript" src="/jpaas-web-server/front/unitbuild.js" url="/api-gateway/jpaas-publish-server/front/page/build/unit" queryData="{html.escape(query)}"></script>"""
        site.put(f"/col/col{number}/index.html", answer(page(town, f"{name} - {town.government}", body)))
    site.put(
        "/",
        answer(
            page(
                town,
                town.government,
                listing(columns["1229001"][:15]),
                nav=[("政府信息公开年报", "/col/col1229500/index.html"), ("公告公示", "/col/col1229001/index.html")],
            )
        ),
    )
    return [site]


def gkmlpt(town: Town) -> list[Site]:
    """The Guangdong platform: a tree in _CONFIG, lists by its API, an article's markup in _CONFIG.DETAIL."""
    site = Site("gkmlpt")
    sid = "755031"
    columns: dict[int, list[dict[str, object]]] = {}

    def put(column: int, title: str, published: str, body: str, number: int) -> None:
        path = f"/gkmlpt/content/7/{number // 1000}/post_{number}.html"
        detail = {
            "id": number,
            "title": title,
            "content": body,
            "publisher": f"{town.government}办公室",
            "display_publish_time": 0,
            "publish_date": f"{published} 09:00:00",
            "classify_main_name": "年度报告",
            "identifier": f"00{number}",
        }
        config = f"<script>window._CONFIG = {{ BASE: '/gkmlpt', SID: '{sid}', DETAIL: {json.dumps(detail)}, CATEGORY_ID: {column} }};</script>"
        site.put(
            path,
            answer(
                f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body><div id="app"></div>{config}<script src="/gkmlpt/dist/app.js"></script></body></html>'
            ),
        )
        columns.setdefault(column, []).append(
            {
                "id": number,
                "title": title,
                "url": "{BASE}" + f"{path}#{column}",
                "publisher": f"{town.government}办公室",
                "publish_date": published,
                "created_at": f"{published} 09:00:00",
                "display_publish_time": int(datetime.fromisoformat(f"{published}T10:00:00+08:00").timestamp()),
                "abstract": "",
            }
        )

    for r in town.reports(range(2011, 2024), ("民政局",)):
        put(1307, r.title, r.published, r.html, r.number)
    for d in town.decoys(180):
        put(1202, d.title, d.published, d.body, d.number)
    size = 10

    def api(request: Request) -> Answer:
        path, _, query = request.path.partition("?")
        asked = parse_qs(query)
        entries = columns.get(int(path.rsplit("/", 1)[1]), [])
        if asked.get("sid") != [sid]:
            return Answer(b'{"articles":[],"total":0}', content_type=JSON)
        number = max(1, int(asked.get("page", ["1"])[0]))
        base = f"http://{request.headers['host']}"
        part = [
            {**entry, "url": str(entry["url"]).replace("{BASE}", base)}
            for entry in entries[(number - 1) * size : number * size]
        ]
        return Answer(
            json.dumps({"classify": {"id": 1, "name": "年报"}, "articles": part, "total": len(entries)}).encode(),
            content_type=JSON,
        )

    for column in (1307, 1202, 1300, 1201):
        site.handle(f"/gkmlpt/api/all/{column}", api)
    tree = [
        {"id": 1201, "name": "机构职能", "parent_id": 0, "children": []},
        {"id": 1202, "name": "通知公告", "parent_id": 0, "children": []},
        {
            "id": 1300,
            "name": "政府信息公开",
            "parent_id": 0,
            "children": [{"id": 1307, "name": "政府信息公开年报", "parent_id": 1300, "children": []}],
        },
    ]
    shell = f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{town.government}政府信息公开平台</title></head><body><div id="app"><div class="header">政府信息公开平台</div></div><script>window._CONFIG = {{ BASE: "/gkmlpt", SID: \'{sid}\', TREE: {json.dumps(tree)}, PAGE: "index" }};</script><script src="/gkmlpt/dist/app.js"></script></body></html>'
    site.put("/gkmlpt/index", answer(shell))
    site.put("/gkmlpt/dist/app.js", Answer(PLATFORM.encode(), content_type=SCRIPT))
    ordinary = []
    for d in town.decoys(40):
        path = f"/xwzx/post_{d.number}.html"
        site.put(path, answer(article(town, d.title, d.published, d.body)))
        ordinary.append(Entry(d.title, path, d.published))
    site.put(
        "/",
        answer(
            page(town, town.government, listing(ordinary), nav=[("政府信息公开", "/gkmlpt/index"), ("要闻", "/xwzx/")])
        ),
    )
    return [site]


def ucap(town: Town) -> list[Site]:
    """开普: createPageHTML with a container, and a column of bureaus that is a JSON search."""
    site = Site("ucap")

    def put(folder: str, title: str, published: str, body: str, number: int) -> str:
        path = f"{folder}{published[:7].replace('-', '')}/{number:x}0f8d2c.shtml"
        meta = f'<meta name="ArticleTitle" content="{html.escape(title)}"><meta name="PubDate" content="{published}">'
        box = '<div id="UCAP-CONTENT" class="trs_editor_view">'
        site.put(
            path, answer(article(town, title, published, f"<ucapcontent>{body}</ucapcontent>", meta=meta, box=box))
        )
        return path

    wanted = [
        Entry(r.title, put("/xxgk/nb/", r.title, r.published, r.html, r.number), r.published)
        for r in town.reports(range(2012, 2024))
    ]
    decoys = [
        Entry(d.title, put("/tzgg/", d.title, d.published, d.body, d.number), d.published) for d in town.decoys(150)
    ]
    found = []
    for r in [town.report(y, b) for y in (2022, 2021, 2020) for b in ("财政局", "水利局", "审计局")]:
        path = put("/bm/", r.title, r.published, r.html, r.number)
        found.append(
            {
                "title": r.title,
                "url": path,
                "publishedTimeStr": f"{r.published} 10:00:00",
                "channelName": "部门年报",
                "domainMetaList": [],
            }
        )

    def search(request: Request) -> Answer:
        asked = parse_qs(request.path.partition("?")[2])
        number, rows = int(asked.get("page", ["1"])[0]), int(asked.get("_pageSize", ["4"])[0])
        results = found[(number - 1) * rows : number * rows]
        return Answer(
            json.dumps(
                {"data": {"page": number, "rows": rows, "total": len(found), "results": results}, "success": True}
            ).encode(),
            content_type=JSON,
        )

    call = "/common/search/5f0ab1a2c3d94e1b8d7763a0e4f1c2b9"
    site.handle(call, search)
    site.put("/js/jquery.min.js", Answer(JQUERY.encode(), content_type=SCRIPT))
    for folder, name, entries in (("/xxgk/nb/", "zfxxgknb", wanted), ("/tzgg/", "list", decoys)):
        pages = chunks(entries, 5 if name == "zfxxgknb" else 20)
        for position, part in enumerate(pages):
            file = f"{name}.shtml" if position == 0 else f"{name}_{position + 1}.shtml"
            pager = f"""<div id="page_div"></div><script>createPageHTML('page_div',{len(pages)}, {position + 1},'{name}','shtml',{len(entries)});</script>"""
            site.put(
                folder + file,
                answer(page(town, "政府信息公开年报" if name == "zfxxgknb" else "通知公告", listing(part) + pager)),
            )
    query = urlencode({"_isAgg": "true", "_isJson": "true", "_pageSize": 4, "_template": "index", "_channelName": ""})
    site.put(
        "/bm/nb.shtml",
        answer(
            page(
                town,
                "部门信息公开年报",
                f"""<ul id="list"></ul><div id="pager"></div><script>
var url = "{call}?{query}&page=1"; $.getJSON(url, function (d) {{ var h = ''; $.each(d.data.results, function (i, v) {{ h += '<li><a href="' + v.url + '">' + v.title + '</a></li>'; }}); $('#list').html(h); }});</script>""",
            )
        ),
    )
    site.put(
        "/xxgk/index.shtml",
        answer(
            page(
                town,
                "政府信息公开",
                '<ul><li><a href="/xxgk/nb/zfxxgknb.shtml">政府信息公开年报</a></li><li><a href="/bm/nb.shtml">部门信息公开年报</a></li></ul>',
            )
        ),
    )
    site.put(
        "/",
        answer(
            page(
                town,
                town.government,
                listing(decoys[:20]),
                nav=[("政府信息公开", "/xxgk/index.shtml"), ("通知公告", "/tzgg/list.shtml")],
            )
        ),
    )
    return [site]


def lonsun(town: Town) -> list[Site]:
    """LonSun: organs by number, their annual reports under type=3 or a category, lists by its label call."""
    site = Site("lonsun")
    organs = {"24581": None, "24601": "财政局", "24621": "教育局", "24641": "民政局"}
    lists: dict[tuple[str, str], list[Entry]] = {}
    for organ, bureau in organs.items():
        for r in [town.report(y, bureau) for y in reversed(range(2014, 2024) if bureau is None else range(2019, 2024))]:
            path = f"/public/{organ}/{r.number}.html"
            meta = f'<meta name="ArticleTitle" content="{html.escape(r.title)}"><meta name="PubDate" content="{r.published} 10:00">'
            box = '<div id="zoom" class="wzcon j-fontContent minh500">'
            site.put(path, answer(article(town, r.title, r.published, r.html, meta=meta, box=box)))
            lists.setdefault((organ, "7001"), []).append(Entry(r.title, path, r.published))
    for d in town.decoys(120):
        path = f"/public/24581/{d.number}.html"
        site.put(path, answer(article(town, d.title, d.published, d.body)))
        lists.setdefault(("24581", "6001"), []).append(Entry(d.title, path, d.published))
    size = 6

    def shown(organ: str, category: str, number: int) -> str:
        entries = lists.get((organ, category), [])
        part = chunks(entries, size)
        items = part[number - 1] if number <= len(part) else []
        pager = f"""<div id="page_public_info" class="pagination"></div><script>Ls.pagination("#page_public_info", function(i){{}}, {{currPage: {number}, pageCount:{len(part)}, total: {len(entries)}, showPageNum:5}});</script>"""
        return f'<div class="xxgk_navli">{listing(items, "clearfix xxgk_nav_list")}</div>{pager}'

    def label(request: Request) -> Answer:
        asked = {name: values[0] for name, values in parse_qs(request.path.partition("?")[2]).items()}
        if asked.get("labelName") != "publicInfoList":
            return answer("")
        return answer(shown(asked.get("organId", ""), asked.get("catId", ""), int(asked.get("pageIndex", "1"))))

    site.handle("/site/label/8888", label)
    for organ in organs:

        def column(request: Request, organ: str = organ) -> Answer:
            asked = {name: values[0] for name, values in parse_qs(request.path.partition("?")[2]).items()}
            category = asked.get("catId") or {"3": "7001", "4": "6001"}.get(asked.get("type", ""), "")
            side = f'<div class="left"><a href="/public/column/{organ}?type=1&action=list">政府信息公开指南</a><a href="/public/column/{organ}?type=2&action=list">政府信息公开制度</a><a href="/public/column/{organ}?type=3&action=list">政府信息公开年报</a><a href="/public/column/{organ}?type=4&catId=6001&action=list">法定主动公开内容</a></div>'
            query = f"labelName=publicInfoList&siteId=6795621&pageSize={size}&pageIndex=1&action=list&isDate=true&dateFormat=yyyy-MM-dd&length=50&organId={organ}&type={asked.get('type', '4')}&catId={category}&cId=&result=&file=%2Fxxgk%2FpublicInfoList_newest2020"
            script = f'<script>$(function(){{ var options = "{query}"; Ls.ajaxPage("/site/label/8888?IsAjax=1&dataType=html&" + options); }}); var _currentUrl="/site/label/8888?{query}";</script>'
            return answer(
                page(
                    town,
                    {"1": "信息公开指南", "2": "信息公开制度", "3": "信息公开年报"}.get(
                        asked.get("type", ""), "政府信息公开"
                    ),
                    f'{side}<div class="xxgk_right" id="publicInfoList">{shown(organ, category, 1)}</div>{script}',
                )
            )

        site.handle(f"/public/column/{organ}", column)
    organ_list = "".join(
        f'<li><a href="/public/column/{organ}?type=4&action=list">{town.name}{bureau or "人民政府"}</a></li>'
        for organ, bureau in organs.items()
    )
    site.put("/public/index.html", answer(page(town, "政府信息公开", f'<ul class="organs">{organ_list}</ul>')))
    site.put(
        "/",
        answer(
            page(
                town,
                town.government,
                listing(lists[("24581", "6001")][:20]),
                nav=[("信息公开", "/public/index.html"), ("信息公开年报", "/public/column/24581?type=3&action=list")],
            )
        ),
    )
    return [site]


def vsb(town: Town) -> list[Site]:
    """Visual SiteBuilder: lists whose further pages count down, /info/ articles, PDF viewers and downloads."""
    site = Site("vsb")
    entries = []
    for position, r in enumerate(town.reports(range(2011, 2024))):
        path = f"/info/1057/{r.number}.htm"
        body = r.html
        if position % 3 == 1:
            file = f"/__local/A/1{position % 10}/C2/{r.number}_9F_5E3.pdf"
            site.put(file, Answer(r.pdf, content_type="application/pdf"))
            body = f'<p><script>showVsbpdfIframe("{file}","100%","600","0","","_mmm");</script></p>'
        elif position % 3 == 2:
            file = f"/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1428&wbfileid={r.number}"
            name = f'attachment; filename="{r.number}.docx"'
            site.put(
                file, Answer(r.docx, content_type="application/octet-stream", headers=(("Content-Disposition", name),))
            )
            body = f'<p></p><ul class="fj"><li>附件【<a href="{html.escape(file)}" target="_blank">{r.title}.docx</a>】</li></ul>'
        box = '<div id="vsb_content_2" class="v_news_content">'
        site.put(path, answer(article(town, r.title, r.published, body, box=box)))
        entries.append(Entry(r.title, path, r.published))
    decoys = []
    for d in town.decoys(140):
        path = f"/info/1020/{d.number}.htm"
        site.put(path, answer(article(town, d.title, d.published, d.body, box='<div class="v_news_content">')))
        decoys.append(Entry(d.title, path, d.published))

    def lists(column: str, name: str, all_entries: list[Entry], size: int) -> None:
        pages = chunks(all_entries, size)
        for position, part in enumerate(pages):
            up = "../" if position == 0 else "../../"
            lines = "".join(
                f'<li id="line_u9_{n}"><a href="{up}{e.url[1:]}" title="{e.title}">{e.title}</a><span>{e.published}</span></li>'
                for n, e in enumerate(part)
            )
            number = len(pages) - position - 1
            following = (
                ""
                if number == 0
                else f'<a href="{column + "/" if position == 0 else ""}{number}.htm" class="Next">下页</a>'
            )
            pager = f'<div class="p_pages"><span class="p_t">共{len(all_entries)}条</span><span>{position + 1}/{len(pages)}</span><span class="p_next p_fun">{following}</span></div>'
            path = f"/xxgk/{column}.htm" if position == 0 else f"/xxgk/{column}/{len(pages) - position}.htm"
            site.put(path, answer(page(town, name, f'<ul class="winstyle">{lines}</ul>{pager}')))

    lists("xxgknb", "信息公开年报", entries, 5)
    lists("tzgg", "通知公告", decoys, 20)
    site.put(
        "/",
        answer(
            page(
                town,
                town.government,
                listing(Entry(e.title, e.url[1:], e.published) for e in decoys[:15]),
                nav=[("首页", "index.htm"), ("信息公开年报", "xxgk/xxgknb.htm"), ("通知公告", "xxgk/tzgg.htm")],
            )
        ),
    )
    return [site]


def aspnet(town: Town) -> list[Site]:
    """ASP.NET: the pager is a postback of the whole form, state and all."""
    site = Site("aspnet")
    lists: dict[str, list[Entry]] = {"31": [], "12": []}
    bodies: dict[str, str] = {}
    items = [("31", r.title, r.published, r.html, r.number) for r in town.reports(range(2009, 2023))]
    items += [("12", d.title, d.published, d.body, d.number) for d in town.decoys(120)]
    for column, title, published, body, number in items:
        bodies[str(number)] = article(town, title, published, body, box='<div id="ctl00_Body_lblContent">')
        lists[column].append(Entry(title, f"ShowInfo.aspx?InfoID={number}&CategoryNum={column}", published))

    def show(request: Request) -> Answer:
        number = parse_qs(request.path.partition("?")[2]).get("InfoID", [""])[0]
        return answer(bodies[number]) if number in bodies else site.missing

    def column(request: Request) -> Answer:
        ident = parse_qs(request.path.partition("?")[2]).get("id", [""])[0]
        form = parse_qs(request.body.decode("latin-1"))
        part = chunks(lists.get(ident, []), 6 if ident == "31" else 20)
        number = 1
        if request.method == "POST":
            if form.get("__VIEWSTATE") != [f"dDwt{ident}+/=="]:
                return answer("Validation of viewstate MAC failed.", status=500)
            if form.get("__EVENTTARGET") == ["ctl00$AspNetPager1"]:
                number = int(form.get("__EVENTARGUMENT", ["1"])[0])
        shown = part[number - 1] if 0 < number <= len(part) else []
        numbers = "".join(
            f"<a href=\"javascript:__doPostBack('ctl00$AspNetPager1','{n}')\">{n}</a>"
            for n in range(1, len(part) + 1)
            if n != number
        )
        body = f"""<form method="post" action="./List.aspx?id={ident}" id="aspnetForm"><input type="hidden" name="__EVENTTARGET" id="__EVENTTARGET" value="" /><input type="hidden" name="__EVENTARGUMENT" value="" /><input type="hidden" name="__VIEWSTATE" value="dDwt{ident}+/==" /><input type="hidden" name="__EVENTVALIDATION" value="/wEW{ident}" />
{listing(shown)}<div id="AspNetPager1">共{len(lists.get(ident, []))}条记录 当前第{number}/{len(part)}页 {numbers}</div></form><script>function __doPostBack(t,a){{ theForm.__EVENTTARGET.value=t; theForm.__EVENTARGUMENT.value=a; theForm.submit(); }}</script>"""
        return answer(page(town, {"31": "政府信息公开年报", "12": "公告"}.get(ident, "栏目"), body))

    site.handle("/ShowInfo.aspx", show)
    site.handle("/List.aspx", column)
    site.put(
        "/",
        answer(
            page(
                town,
                town.government,
                listing(lists["12"][:20]),
                nav=[("信息公开年报", "List.aspx?id=31"), ("公告", "List.aspx?id=12")],
            )
        ),
    )
    return [site]


SYSTEMS = (trs, countpage, hanweb, jpaas, gkmlpt, ucap, lonsun, vsb, aspnet)
