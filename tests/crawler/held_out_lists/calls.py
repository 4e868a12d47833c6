"""Systems whose lists a script asks for: what the pages give a reader without one is the call itself, or nothing."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from urllib.parse import parse_qs

from demo.server import Answer, Request, Site
from demo.server import page as answer
from tests.crawler.held_out.content import Town
from tests.crawler.held_out_lists.kit import Item, chunks, decoys, frame, furnish, publish, sheet, ul

JSON = "application/json;charset=UTF-8"
SCRIPT = "application/javascript"
# A page's own small library, so that a browser sees the lists.
LIBRARY = """function ask(method, url, body, kind, done) { var x = new XMLHttpRequest(); x.open(method, url); if (kind) x.setRequestHeader('Content-Type', kind); x.onload = function () { done(JSON.parse(x.responseText)); }; x.send(body); }
function lines(list, title, url, date) { return '<ul>' + list.map(function (e) { return '<li><a href="' + e[url] + '">' + e[title] + '</a><span>' + (e[date] || '').slice(0, 10) + '</span></li>'; }).join('') + '</ul>'; }
function put(id, markup) { document.getElementById(id).innerHTML = markup; }
var jQuery = window.$ = window.$ || function (f) { if (typeof f === 'function') document.addEventListener('DOMContentLoaded', f); return { jpage: function () {} }; };"""


def query_of(request: Request) -> dict[str, str]:
    return {
        name: values[0] for name, values in parse_qs(request.path.partition("?")[2], keep_blank_values=True).items()
    }


def said(data: object) -> Answer:
    return Answer(json.dumps(data, ensure_ascii=False).encode(), content_type=JSON)


def jpage_groups(town: Town) -> list[Site]:
    """Hanweb jpage by GET: rows of a table in CDATA, three pages a group, titles cut, the column's tree in a frame."""
    site = Site("jpage_groups")
    columns: dict[str, list[Item]] = {"1652": [], "1653": [], "1590": []}

    def put(column: str, title: str, published: str, body: str, number: int) -> None:
        year, month, day = (int(part) for part in published.split("-"))
        path = f"/art/{year}/{month}/{day}/art_{column}_{number}.html"
        site.put(
            path,
            answer(
                sheet(
                    town,
                    title,
                    published,
                    f"<!--<$[信息内容]>begin-->{body}<!--<$[信息内容]>end-->",
                    box='<div class="bt_content">',
                )
            ),
        )
        columns[column].append(Item(title, path, published))

    for r in town.reports(range(2008, 2025)):
        put("1652", r.title, r.published, r.html, r.number)
    for r in town.reports(range(2021, 2024), ("公安局", "林业局", "统计局")):
        if not r.key.endswith("government"):
            put("1653", r.title, r.published, r.html, r.number)
    for d in decoys(town, 240):
        put("1590", d.title, d.published, d.body, d.number)

    def record(item: Item) -> str:
        shown = item.title if len(item.title) < 20 else item.title[:18] + "…"
        return f'<record><![CDATA[<tr><td>·</td><td><a href="{item.url}" target="_blank">{shown}</a></td><td>[{item.published}]</td></tr>]]></record>'

    def proxy(request: Request) -> Answer:
        asked = query_of(request)
        items = columns.get(asked.get("columnid", ""), [])
        size = 4
        page = int(asked.get("page", "1"))
        first = (page - 1) * 3 * size if "startrecord" not in asked else int(asked["startrecord"]) - 1
        body = f"<datastore><nextgroup></nextgroup><totalrecord>{len(items)}</totalrecord><totalpage>{-(-len(items) // size)}</totalpage><recordset>{''.join(map(record, items[first : first + 3 * size]))}</recordset></datastore>"
        return Answer(body.encode(), content_type="text/xml;charset=UTF-8")

    site.handle("/module/web/jpage/dataproxy.jsp", proxy)
    for column, name in (("1652", "政府年报"), ("1653", "部门年报"), ("1590", "通知公告")):
        items = columns[column]
        base = f"/module/web/jpage/dataproxy.jsp?appid=1&webid=77&path=/&columnid={column}&unitid=9{column}&webname=w&permissiontype=0&page="
        body = f"""<div id="9{column}"></div><script type="text/xml"><datastore><nextgroup><![CDATA[<a href="{base}2"></a>]]></nextgroup><totalrecord>{len(items)}</totalrecord><totalpage>{-(-len(items) // 4)}</totalpage><recordset>{"".join(map(record, items[:12]))}</recordset></datastore></script>
<script>$(function(){{$('#9{column}').jpage({{xml:"",totalRecord:{len(items)},groupSize:3,perPage:4,proxyUrl:'{base}1'}});}});</script>"""
        site.put(f"/col/col{column}/index.html", answer(frame(town, name, body)))
    site.put(
        "/col/col9/left.html",
        answer(
            '<html><body><ul><li><a target="_parent" href="/col/col1652/index.html">政府年报</a></li><li><a target="_parent" href="/col/col1653/index.html">部门年报</a></li></ul></body></html>'
        ),
    )
    site.put(
        "/col/col9/index.html", answer(frame(town, "政府信息公开", '<iframe src="left.html" width="200"></iframe>'))
    )
    menu = [("政府信息公开", "/col/col9/index.html"), ("通知", "/col/col1590/index.html")]
    site.put("/", answer(frame(town, town.government, ul(columns["1590"][:20]), menu=menu)))
    return [site]


def jpaas_units(town: Town) -> list[Site]:
    """jpaas: the organs as a JSON list, each organ's reports by a call with the organ's id; answers are fields, not markup."""
    site = Site("jpaas_units")
    site.put("/lib.js", Answer(LIBRARY.encode(), content_type=SCRIPT))
    organs = {"a1b2": None, "c3d4": "公安局", "e5f6": "统计局", "a7b8": "医疗保障局"}
    held: dict[str, list[Item]] = {}
    for organ, bureau in organs.items():
        span = range(2015, 2024) if bureau is None else range(2020, 2024)
        held[organ] = [
            publish(site, town, town.report(y, bureau), f"/art/{y + 1}/art_{organ}_{y}.html") for y in reversed(span)
        ]
    others = furnish(site, town, 220, "/art/other_{}.html")
    api = "/api-gateway/jpaas-jpublish-server/front"
    site.handle(
        f"{api}/unit/list",
        lambda request: said(
            {
                "success": True,
                "data": [
                    {"id": organ, "name": f"{town.name}{bureau or '人民政府'}", "url": f"/xxgk/unit_{organ}.html"}
                    for organ, bureau in organs.items()
                ],
            }
        ),
    )

    def articles(request: Request) -> Answer:
        asked = query_of(request)
        items = held.get(asked.get("unitId", ""), []) if asked.get("colId") == "nb" else []
        number, size = int(asked.get("pageNo", "1")), int(asked.get("pageSize", "5"))
        part = items[(number - 1) * size : number * size]
        return said(
            {
                "success": True,
                "data": {
                    "total": len(items),
                    "rows": [{"title": i.title, "url": i.url, "deploytime": i.published} for i in part],
                },
            }
        )

    site.handle(f"{api}/article/list", articles)
    for organ, bureau in organs.items():
        who = f"{town.name}{bureau or '人民政府'}"
        script = f"""ask('GET', '{api}/article/list?colId=nb&unitId={organ}&pageNo=1&pageSize=5', null, '', function (d) {{ put('list', lines(d.data.rows, 'title', 'url', 'deploytime') + '<p>共' + d.data.total + '条</p>'); }});"""
        site.put(
            f"/xxgk/unit_{organ}.html",
            answer(
                frame(
                    town,
                    f"{who}政府信息公开年报",
                    f'<h3>{who} 年报</h3><div id="list"></div><script src="/lib.js"></script><script>{script}</script>',
                )
            ),
        )
    script = f"""ask('GET', '{api}/unit/list', null, '', function (d) {{ put('units', '<ul>' + d.data.map(function (u) {{ return '<li><a href="' + u.url + '">' + u.name + '</a></li>'; }}).join('') + '</ul>'); }});"""
    site.put(
        "/xxgk/nb.html",
        answer(
            frame(
                town,
                "政府信息公开年报",
                f'<div id="units"></div><script src="/lib.js"></script><script>{script}</script>',
            )
        ),
    )
    menu = [("信息公开年报", "/xxgk/nb.html"), ("公告", "/gg.html")]
    pages = chunks(others, 25)
    for n, part in enumerate(pages):
        site.put(
            "/gg.html" if not n else f"/gg_{n + 1}.html",
            answer(
                frame(town, "公告", ul(part) + (f'<a href="/gg_{n + 2}.html">下一页</a>' if n + 1 < len(pages) else ""))
            ),
        )
    site.put("/", answer(frame(town, town.government, ul(others[:20]), menu=menu)))
    return [site]


def platform(town: Town) -> list[Site]:
    """The Guangdong platform as another version: settings as plain JSON, a column list of its own, articles by column and page."""
    site = Site("platform")
    columns: dict[int, list[dict[str, object]]] = {2300: [], 2301: [], 2400: []}
    entries = [(2300, r.title, r.published, r.html, r.number) for r in town.reports(range(2014, 2025))]
    entries += [
        (2301, r.title, r.published, r.html, r.number)
        for y in (2023, 2022)
        for r in [town.report(y, b) for b in ("公安局", "林业局")]
    ]
    entries += [(2400, d.title, d.published, d.body, d.number) for d in decoys(town, 210)]
    for column, title, published, body, number in entries:
        path = f"/gkmlpt/content/8/{number // 1000}/post_{number}.html"
        detail = {
            "id": number,
            "title": title,
            "publish_date": f"{published} 10:00:00",
            "content": body,
            "column_id": column,
            "attachment": [],
        }
        config = json.dumps({"BASE": "/gkmlpt", "SID": "755009", "DETAIL": detail}).replace("</", "<\\/")
        shell = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{html.escape(title)} - {town.government}</title></head><body><div id="app"></div><script>window._CONFIG = {config};</script><script src="/gkmlpt/js/view.js"></script></body></html>"""
        site.put(path, answer(shell))
        columns[column].append({"id": number, "title": title, "url": path, "publish_date": f"{published} 10:00:00"})
    tree = [
        {"id": 2000, "name": "政府信息公开指南", "children": []},
        {
            "id": 2299,
            "name": "政府信息公开年报",
            "children": [{"id": 2300, "name": "本级", "children": []}, {"id": 2301, "name": "部门", "children": []}],
        },
        {"id": 2399, "name": "法定主动公开内容", "children": [{"id": 2400, "name": "其他", "children": []}]},
    ]
    site.handle("/gkmlpt/api/column/tree", lambda request: said({"code": 0, "data": tree}))

    def articles(request: Request) -> Answer:
        asked = query_of(request)
        items = columns.get(int(asked.get("column_id", "0")), [])
        number, size = int(asked.get("page", "1")), 6
        return said(
            {
                "code": 0,
                "data": {
                    "count": len(items),
                    "page": number,
                    "pages": -(-len(items) // size),
                    "articles": items[(number - 1) * size : number * size],
                },
            }
        )

    site.handle("/gkmlpt/api/v2/articles", articles)
    view = """(function () { var c = window._CONFIG, app = document.getElementById('app');
if (c.DETAIL) { app.innerHTML = '<h1>' + c.DETAIL.title + '</h1><p>发布日期：' + c.DETAIL.publish_date.slice(0, 10) + '</p><div class="article-content">' + c.DETAIL.content + '</div>'; return; }
function get(u, f) { fetch(u).then(function (r) { return r.json(); }).then(f); }
function flat(t) { return t.reduce(function (r, n) { return r.concat([n], flat(n.children)); }, []); }
var m = /^#(\\d+)(?:\\/(\\d+))?/.exec(location.hash) || ['', '2400', '1'];
get(c.BASE + '/api/column/tree?sid=' + c.SID, function (t) {
 get(c.BASE + '/api/v2/articles?sid=' + c.SID + '&column_id=' + m[1] + '&page=' + (m[2] || 1), function (d) {
  var more = ''; for (var i = 1; i <= d.data.pages; i++) more += '<a href="#' + m[1] + '/' + i + '">' + i + '</a> ';
  app.innerHTML = '<ul>' + flat(t.data).map(function (n) { return '<li><a href="#' + n.id + '">' + n.name + '</a></li>'; }).join('') + '</ul><ul>' + d.data.articles.map(function (a) { return '<li><a href="' + a.url + '">' + a.title + '</a><span>' + a.publish_date.slice(0, 10) + '</span></li>'; }).join('') + '</ul>' + more; }); });
})();
window.addEventListener('hashchange', function () { location.reload(); });"""
    site.put("/gkmlpt/js/view.js", Answer(view.encode(), content_type=SCRIPT))
    site.put(
        "/gkmlpt/index",
        answer(
            f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{town.government}信息公开目录</title></head><body><div id="app"></div><script>window._CONFIG = {{ "BASE": "/gkmlpt", "SID": "755009", "PAGE": "index" }};</script><script src="/gkmlpt/js/view.js"></script></body></html>'
        ),
    )
    others = furnish(site, town, 60, "/xw/post_{}.html")
    site.put("/", answer(frame(town, town.government, ul(others), menu=[("政府信息公开目录", "/gkmlpt/index")])))
    return [site]


def ucap_json(town: Town) -> list[Site]:
    """UCAP: a list by article/json, the channel's id in a hidden field and the call in a file of its own."""
    site = Site("ucap_json")
    site.put("/lib.js", Answer(LIBRARY.encode(), content_type=SCRIPT))
    channels = {
        "f81c": [
            publish(
                site,
                town,
                r,
                f"/zwgk/nb/{r.published[:7].replace('-', '')}/{r.number:08x}.shtml",
                box='<div id="UCAP-CONTENT">',
            )
            for r in town.reports(range(2012, 2024), ("公安局",))
        ]
    }
    channels["77aa"] = furnish(site, town, 220, "/gg/{:08x}.shtml")

    def listed(request: Request) -> Answer:
        asked = query_of(request)
        items = channels.get(asked.get("channelId", ""), [])
        number, size = int(asked.get("page", "1")), 10
        return said(
            {
                "page": number,
                "size": size,
                "total": len(items),
                "results": [
                    {"articleTitle": i.title, "articleUrl": i.url, "publishTime": f"{i.published} 09:00:00"}
                    for i in items[(number - 1) * size : number * size]
                ],
            }
        )

    site.handle("/common/article/json", listed)
    call = """(function () { var id = document.getElementById('channelId').value, page = 1;
function load() { ask('GET', '/common/article/json?channelId=' + id + '&page=' + page, null, '', function (d) { put('list', lines(d.results, 'articleTitle', 'articleUrl', 'publishTime') + '<a href="javascript:;" id="next">下一页</a> 共' + d.total + '条'); document.getElementById('next').onclick = function () { page++; load(); }; }); }
load(); })();"""
    site.put("/js/channel.js", Answer(call.encode(), content_type=SCRIPT))
    for path, channel, name in (
        ("/zwgk/nb/list.shtml", "f81c", "政府信息公开工作年度报告"),
        ("/gg/list.shtml", "77aa", "公告"),
    ):
        site.put(
            path,
            answer(
                frame(
                    town,
                    name,
                    f'<input type="hidden" id="channelId" value="{channel}"><div id="list">正在加载</div><script src="/lib.js"></script><script src="/js/channel.js"></script>',
                )
            ),
        )
    menu = [("政务公开", "/zwgk/index.shtml"), ("公告", "/gg/list.shtml")]
    site.put(
        "/zwgk/index.shtml",
        answer(frame(town, "政务公开", '<a href="/zwgk/zn.shtml">指南</a><a href="/zwgk/nb/list.shtml">年报</a>')),
    )
    site.put("/", answer(frame(town, town.government, ul(channels["77aa"][:20]), menu=menu)))
    return [site]


def lonsun_post(town: Town) -> list[Site]:
    """LonSun whose list answers POST only and whose catalogue's tree is JSON by POST."""
    site = Site("lonsun_post")
    site.put("/lib.js", Answer(LIBRARY.encode(), content_type=SCRIPT))
    organs = {"6611": None, "6612": "公安局", "6613": "农业农村局"}
    lists: dict[tuple[str, str], list[Item]] = {}
    for organ, bureau in organs.items():
        span = range(2013, 2024) if bureau is None else range(2020, 2024)
        lists[(organ, "90")] = [
            publish(
                site,
                town,
                town.report(y, bureau),
                f"/public/{organ}/{y}{organ}1.html",
                box='<div class="gkwz_contnet fontSizeText">',
            )
            for y in reversed(span)
        ]
    lists[("6611", "80")] = furnish(site, town, 220, "/public/6611/{}.html")

    def form_of(request: Request) -> dict[str, str]:
        return (
            {name: values[0] for name, values in parse_qs(request.body.decode()).items()}
            if request.method == "POST"
            else {}
        )

    def tree(request: Request) -> Answer:
        organ = form_of(request).get("organId", "")
        if organ not in organs:
            return said([])
        return said(
            [
                {"id": 80, "name": "法定主动公开内容", "link": f"/public/column/{organ}?catId=80", "isParent": True},
                {"id": 90, "name": "政府信息公开年报", "link": f"/public/column/{organ}?catId=90", "isParent": False},
            ]
        )

    def listed(request: Request) -> Answer:
        asked = form_of(request)
        items = lists.get((asked.get("organId", ""), asked.get("catId", "")))
        if items is None:
            return Answer(b'{"status":0}', content_type=JSON)
        number, size = int(asked.get("pageIndex", "1")), int(asked.get("pageSize", "5"))
        part = items[(number - 1) * size : number * size]
        return said(
            {
                "status": 1,
                "total": len(items),
                "pageCount": -(-len(items) // size),
                "data": [{"title": i.title, "link": i.url, "publishDate": i.published} for i in part],
            }
        )

    site.handle("/public/getOrganCatalogTree", tree)
    site.handle("/public/publicInfoList", listed)
    for organ, bureau in organs.items():
        who = f"{town.name}{bureau or '人民政府'}"

        def column(request: Request, organ: str = organ, who: str = who) -> Answer:
            category = query_of(request).get("catId", "80")
            first = ul(lists.get((organ, "80"), [])[:5]) if category == "80" else ""
            script = f"""var kind = 'application/x-www-form-urlencoded', organId = {organ}, catId = {category};
ask('POST', '/public/getOrganCatalogTree', 'organId=' + organId, kind, function (t) {{ put('tree', '<ul>' + t.map(function (n) {{ return '<li><a href="' + n.link + '">' + n.name + '</a></li>'; }}).join('') + '</ul>'); }});
ask('POST', '/public/publicInfoList', 'organId=' + organId + '&catId=' + catId + '&pageIndex=1&pageSize=20', kind, function (d) {{ if (d.data) put('right', lines(d.data, 'title', 'link', 'publishDate')); }});"""
            return answer(
                frame(
                    town,
                    f"{who}信息公开",
                    f'<h3>{who}</h3><div id="tree"></div><div id="right">{first}</div><script src="/lib.js"></script><script>{script}</script>',
                )
            )

        site.handle(f"/public/column/{organ}", column)
    links = "".join(
        f'<li><a href="/public/column/{organ}">{town.name}{bureau or "人民政府"}</a></li>'
        for organ, bureau in organs.items()
    )
    site.put("/public/index.html", answer(frame(town, "信息公开", f"<ul>{links}</ul>")))
    site.put(
        "/",
        answer(
            frame(town, town.government, ul(lists[("6611", "80")][:20]), menu=[("政府信息公开", "/public/index.html")])
        ),
    )
    return [site]


def epoint(town: Town) -> list[Site]:
    """Epoint: a REST call with JSON in a form field, its arguments in a file of scripts; pages by number from nought."""
    site = Site("epoint")
    site.put("/lib.js", Answer(LIBRARY.encode(), content_type=SCRIPT))
    categories = {
        "003006": [
            publish(
                site,
                town,
                r,
                f"/xxgk/003006/{r.published.replace('-', '')}/{r.number:08x}-41ab.html",
                box='<div class="ewb-article-content">',
            )
            for r in town.reports(range(2013, 2024))
        ],
        "003007": [
            publish(
                site,
                town,
                r,
                f"/xxgk/003007/{r.published.replace('-', '')}/{r.number:08x}-41ab.html",
                box='<div class="ewb-article-content">',
            )
            for y in (2023, 2022)
            for r in [town.report(y, b) for b in ("公安局", "统计局", "林业局")]
        ],
        "001002": furnish(site, town, 220, "/xwzx/001002/{:08x}.html"),
    }

    def listed(request: Request) -> Answer:
        form = parse_qs(request.body.decode())
        if request.method != "POST" or "params" not in form:
            return Answer(b'{"status":{"code":"0","text":"params"}}', content_type=JSON)
        asked = json.loads(form["params"][0])
        items = categories.get(asked.get("categoryNum", ""), [])
        number, size = int(asked.get("pageIndex", 0)), min(int(asked.get("pageSize", 5)), 20)
        part = items[number * size : (number + 1) * size]
        return said(
            {
                "status": {"code": "1"},
                "custom": {
                    "count": len(items),
                    "infodata": [{"title": i.title, "infourl": i.url, "infodate": i.published} for i in part],
                },
            }
        )

    site.handle("/EWB-FRONT/rest/lightfrontaction/getgovinfolist", listed)
    call = """(function () { var category = document.querySelector('[data-category]').getAttribute('data-category'), params = { siteGuid: '7eb5', categoryNum: category, content: '', pageIndex: 0, pageSize: 5 };
function load(n) { params.pageIndex = n; ask('POST', '/EWB-FRONT/rest/lightfrontaction/getgovinfolist', 'params=' + encodeURIComponent(JSON.stringify(params)), 'application/x-www-form-urlencoded', function (d) { var pages = Math.ceil(d.custom.count / 5), more = ''; for (var i = 0; i < pages; i++) more += '<a href="javascript:turn(' + i + ')">' + (i + 1) + '</a>'; put('list', lines(d.custom.infodata, 'title', 'infourl', 'infodate') + more); }); }
window.turn = load; load(0); })();"""
    site.put("/js/govinfo.js", Answer(call.encode(), content_type=SCRIPT))
    for category, name in (("003006", "政府信息公开年报"), ("003007", "部门年报"), ("001002", "通知")):
        site.put(
            f"/col/{category}/list.html",
            answer(
                frame(
                    town,
                    name,
                    f'<div data-category="{category}" id="list"></div><script src="/lib.js"></script><script src="/js/govinfo.js"></script>',
                )
            ),
        )
    left = '<ul><li><a href="/col/003001/list.html">信息公开指南</a></li><li><a href="/col/003006/list.html">政府年报</a></li><li><a href="/col/003007/list.html">部门年报</a></li></ul>'
    site.put("/xxgk/index.html", answer(frame(town, "政府信息公开", left)))
    site.put(
        "/",
        answer(
            frame(
                town,
                town.government,
                ul(categories["001002"][:20]),
                menu=[("政府信息公开", "/xxgk/index.html"), ("通知", "/col/001002/list.html")],
            )
        ),
    )
    return [site]


def shell(town: Town) -> list[Site]:
    """A single-page application: routes after the hash, everything by POST with a JSON body, pages by a button."""
    site = Site("shell")
    texts: dict[str, dict[str, str]] = {}
    columns: dict[str, list[dict[str, str]]] = {"nb": [], "tz": []}
    entries: Sequence[tuple[str, str, str, str, int]] = [
        ("nb", r.title, r.published, r.html, r.number) for r in town.reports(range(2014, 2025))
    ]
    entries = [*entries, *(("tz", d.title, d.published, d.body, d.number) for d in decoys(town, 210))]
    for column, title, published, body, number in entries:
        texts[f"k{number}"] = {"title": title, "publishDate": published, "html": body}
        columns[column].append({"articleId": f"k{number}", "title": title, "publishDate": published})

    def body_of(request: Request) -> dict[str, object]:
        try:
            asked = json.loads(request.body)
        except ValueError:
            return {}
        return asked if request.method == "POST" and isinstance(asked, dict) else {}

    def listed(request: Request) -> Answer:
        asked = body_of(request)
        items = columns.get(str(asked.get("channel", "")), [])
        number, size = int(str(asked.get("current", 1))), 6
        return said(
            {
                "code": 200,
                "result": {
                    "records": items[(number - 1) * size : number * size],
                    "total": len(items),
                    "size": size,
                    "current": number,
                },
            }
        )

    site.handle("/gateway/cms/list", listed)
    site.handle(
        "/gateway/cms/detail",
        lambda request: said({"code": 200, "result": texts.get(str(body_of(request).get("id", "")))}),
    )
    script = """(function () { var app = document.getElementById('root'), page = 1;
function post(u, b, f) { fetch(u, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(b) }).then(function (r) { return r.json(); }).then(f); }
function render() { var d = /^#\\/view\\/(\\w+)/.exec(location.hash), l = /^#\\/col\\/(\\w+)/.exec(location.hash);
 if (d) { post('/gateway/cms/detail', { id: d[1] }, function (a) { a = a.result; app.innerHTML = '<h1>' + a.title + '</h1><p>发布时间：' + a.publishDate + '</p><div class="rich">' + a.html + '</div>'; }); return; }
 post('/gateway/cms/list', { channel: l ? l[1] : 'tz', current: page }, function (d) { app.innerHTML = '<nav><a href="#/col/tz">通知</a><a href="#/col/nb">政府信息公开年报</a></nav><ul>' + d.result.records.map(function (a) { return '<li><a href="#/view/' + a.articleId + '">' + a.title + '</a><i>' + a.publishDate + '</i></li>'; }).join('') + '</ul><button id="more">下一页</button><span>共' + d.result.total + '条</span>'; document.getElementById('more').onclick = function () { page++; render(); }; }); }
window.addEventListener('hashchange', function () { page = 1; render(); }); render(); })();"""
    site.put("/static/main.9c1.js", Answer(script.encode(), content_type=SCRIPT))
    site.put(
        "/",
        answer(
            f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{town.government}</title></head><body><div id="root"></div><script src="/static/main.9c1.js"></script></body></html>'
        ),
    )
    return [site]


CALLS = (jpage_groups, jpaas_units, platform, ucap_json, lonsun_post, epoint, shell)
