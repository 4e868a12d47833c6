"""Portals whose lists or texts are asked for by script, and portals whose reports are not pages."""

from __future__ import annotations

import base64
import html
import json
from urllib.parse import quote

from demo.server import Answer, Request, Site
from demo.server import page as answer
from tests.crawler.held_out.content import Town
from tests.crawler.held_out_forms_and_buttons.kit import (
    SCRIPT,
    Row,
    asked,
    column,
    entrance,
    lines,
    noise,
    number,
    print_report,
    scatter,
    split,
    told,
    told_page,
    whole,
)

# What these pages use of a library: requests, and elements by their id.
HELP = """function el(i) { return document.getElementById(i); }
function ajax(m, u, b, k, f) { var x = new XMLHttpRequest(); x.open(m, u, true); if (k) x.setRequestHeader('Content-Type', k); x.onload = function () { f(x.responseText, x); }; x.send(b || null); }
var FORM = 'application/x-www-form-urlencoded; charset=UTF-8';
"""


def more_button(town: Town) -> list[Site]:
    """A list that comes by POST with array parameters; a button asks for the next page until the answer is short."""
    site = Site("more_button")
    others = scatter(site, town, 220, "/gaxw/c10/{}/content.html")
    held = {"c104243": others, "c104900": []}
    for r in town.reports(range(2008, 2024)):
        path = f"/gazf/c104900/{r.published[:7]}/{r.number:x}/content.shtml"
        held["c104900"].append(print_report(site, town, r, path))

    def query(request: Request) -> Answer:
        said = asked(request)
        if request.method != "POST" or said.get("webSiteCode[]") != "gazf":
            return Answer(b"{}", status=405, content_type="application/json")
        rows = held.get(said.get("channelCode[]", ""), [])
        size, now = int(said.get("pageSize", "15")), number(said, "current", 1)
        part = rows[(now - 1) * size : now * size]
        results = [
            {
                "source": {
                    "title": f"<em>{r.title}</em>",
                    "urls": json.dumps({"pc": r.url, "wap": "/m" + r.url}),
                    "pubDate": f"{r.day} 09:30:00",
                }
            }
            for r in part
        ]
        return told({"code": 200, "data": {"results": results, "pageSize": size, "current": now}})

    site.handle("/queryList", query)
    for code, name in (("c104243", "要闻"), ("c104900", "信息公开年报")):
        script = f"""<script>{HELP}
var cur = 0; function more() {{ cur++; ajax('POST', '/queryList', 'current=' + cur + '&pageSize=5&webSiteCode%5B%5D=gazf&channelCode%5B%5D={code}', FORM, function (t) {{
 var r = JSON.parse(t).data.results; if (r.length < 5) el('more').style.display = 'none';
 el('list').innerHTML += r.map(function (x) {{ return '<li><a href="' + JSON.parse(x.source.urls).pc + '">' + x.source.title + '</a><span>' + x.source.pubDate.slice(0, 10) + '</span></li>'; }}).join(''); }}); }}
more();</script>"""
        site.put(
            f"/gazf/{code}/list.shtml",
            answer(
                whole(town, name, f'<ul id="list"></ul><button id="more" onclick="more()">加载更多</button>{script}')
            ),
        )
    entrance(site, town, others, [("要闻", "/gazf/c104243/list.shtml"), ("信息公开年报", "/gazf/c104900/list.shtml")])
    return [site]


def ztree_xml(town: Town) -> list[Site]:
    """A catalogue's tree as nodes in a JSON answer; a click on a node asks for XML; texts stand behind an id."""
    site = Site("ztree_xml")
    texts: dict[str, str] = {}
    held: dict[str, list[Row]] = {"7": [], "31": [], "32": []}
    for r in town.reports(range(2012, 2024), ("司法局", "信访局")):
        texts[str(r.number)] = told_page(town, r.title, r.published, r.html)
        held["31" if r.key.endswith("government") else "32"].append(Row(r.title, "", r.published, r.number))
    for row, body in noise(town, 200):
        texts[str(row.number)] = told_page(town, row.title, row.day, body)
        held["7"].append(row)

    nodes = [
        {"id": 1, "pId": 0, "name": "主动公开目录", "open": True},
        {"id": 7, "pId": 1, "name": "公告公示"},
        {"id": 30, "pId": 1, "name": "政府信息公开年度报告", "isParent": True},
        {"id": 31, "pId": 30, "name": "县政府年度报告"},
        {"id": 32, "pId": 30, "name": "部门年度报告"},
    ]
    site.handle("/opengov/tree.action", lambda request: told(nodes))

    def listed(request: Request) -> Answer:
        said = asked(request)
        rows = held.get(said.get("catalogId", ""), [])
        now = number(said, "pageIndex", 1)
        part = rows[(now - 1) * 10 : now * 10]
        each = "".join(
            f"<info><id>{r.number}</id><indexNo>{town.code}/{r.number}</indexNo><title><![CDATA[{r.title}]]></title><date>{r.day}</date><url>/opengov/view.action?id={r.number}</url></info>"
            for r in part
        )
        return Answer(
            f'<?xml version="1.0" encoding="UTF-8"?><result><total>{len(rows)}</total><infos>{each}</infos></result>'.encode(),
            content_type="text/xml; charset=UTF-8",
        )

    def viewed(request: Request) -> Answer:
        text = texts.get(asked(request).get("id", ""))
        return answer(text) if text else site.missing

    site.handle("/opengov/list.action", listed)
    site.handle("/opengov/view.action", viewed)
    script = f"""<script>{HELP}
function show(id, n) {{ ajax('GET', '/opengov/list.action?catalogId=' + id + '&pageIndex=' + n, null, null, function (t, x) {{
 var d = x.responseXML, h = '', a = d.getElementsByTagName('info'), total = +d.getElementsByTagName('total')[0].textContent;
 for (var i = 0; i < a.length; i++) {{ var g = function (k) {{ return a[i].getElementsByTagName(k)[0].textContent; }}; h += '<tr><td>' + g('indexNo') + '</td><td><a href="' + g('url') + '">' + g('title') + '</a></td><td>' + g('date') + '</td></tr>'; }}
 el('rows').innerHTML = h; var p = ''; for (var k = 1; k <= Math.ceil(total / 10); k++) p += '<a href="javascript:show(' + id + ',' + k + ')">' + k + '</a> '; el('pages').innerHTML = p; }}); }}
ajax('GET', '/opengov/tree.action', null, null, function (t) {{ el('tree').innerHTML = JSON.parse(t).map(function (n) {{ return '<div><a href="javascript:show(' + n.id + ',1)">' + n.name + '</a></div>'; }}).join(''); }});
show(7, 1);</script>"""
    site.put(
        "/opengov/",
        answer(
            whole(
                town,
                "信息公开目录",
                f'<div id="tree"></div><table><tbody id="rows"></tbody></table><div id="pages"></div>{script}',
            )
        ),
    )
    first = [Row(r.title, f"/opengov/view.action?id={r.number}", r.day) for r in held["7"]]
    entrance(site, town, first, [("信息公开目录", "/opengov/")])
    return [site]


def bundle(town: Town) -> list[Site]:
    """An application in a hashed bundle: the base of its API is a constant, lists come by cursor, texts by id."""
    site = Site("bundle")
    texts: dict[str, dict[str, str]] = {}
    held: dict[str, list[dict[str, str]]] = {"1001": [], "1088": [], "1089": []}

    def put(channel: str, title: str, day: str, body: str, number: int) -> None:
        key = f"{number * 7919:x}"
        texts[key] = {"articleId": key, "articleTitle": title, "releaseTime": day, "articleBody": body}
        held[channel].append({"articleId": key, "articleTitle": title, "releaseTime": day})

    for r in town.reports(range(2014, 2024), ("商务局",)):
        put("1088" if r.key.endswith("government") else "1089", r.title, r.published, r.html, r.number)
    for row, body in noise(town, 160):
        put("1001", row.title, row.day, body, row.number)

    def listed(request: Request) -> Answer:
        said = asked(request)
        rows = held.get(said.get("channelId", ""), [])
        start = number(said, "cursor", 0)
        part = rows[start : start + 6]
        following = str(start + 6) if start + 6 < len(rows) else ""
        return told({"errcode": 0, "payload": {"items": part, "nextCursor": following}})

    site.handle("/gw/content/v2/articles", listed)
    site.handle(
        "/gw/content/v2/article",
        lambda request: told({"errcode": 0, "payload": texts.get(asked(request).get("articleId", ""), {})}),
    )
    site.handle(
        "/gw/content/v2/channels",
        lambda request: told(
            {
                "errcode": 0,
                "payload": [
                    {"channelId": c, "channelName": n}
                    for c, n in (("1001", "通知公告"), ("1088", "政府年报"), ("1089", "部门年报"))
                ],
            }
        ),
    )
    script = """(()=>{const B="/gw/content/v2",A=document.getElementById("root"),G=(u)=>fetch(B+u).then(r=>r.json()).then(r=>r.payload);
const T=(t,c)=>{const e=document.createElement("div");e.className=c||"";e.innerHTML=t;return e};
async function R(){const h=location.hash||"#/c/1001";A.innerHTML="";const n=T("","nav");const cs=await G("/channels");n.innerHTML=cs.map(c=>`<a href="#/c/${c.channelId}">${c.channelName}</a>`).join(" ");A.append(n);
const d=h.match(/^#\\/a\\/(\\w+)/);if(d){const a=await G("/article?articleId="+d[1]);document.title=a.articleTitle;A.append(T(`<h1>${a.articleTitle}</h1><p>发布时间：${a.releaseTime}</p><div class="body">${a.articleBody}</div>`));return}
const c=h.match(/^#\\/c\\/(\\w+)/)[1],l=T("","list"),b=document.createElement("button");b.textContent="加载更多";let k="";const M=async()=>{const p=await G("/articles?channelId="+c+"&cursor="+k);l.innerHTML+=p.items.map(x=>`<p><a href="#/a/${x.articleId}">${x.articleTitle}</a> ${x.releaseTime}</p>`).join("");k=p.nextCursor;if(!k)b.remove()};b.onclick=M;A.append(l,b);await M()}
addEventListener("hashchange",R);R()})();"""
    site.put("/assets/index-4f9c21ab.js", Answer(script.encode(), content_type=SCRIPT))
    site.put(
        "/",
        answer(
            f'<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{town.government}</title></head><body><noscript>请开启JavaScript</noscript><div id="root"></div><script type="module" src="/assets/index-4f9c21ab.js"></script></body></html>'
        ),
    )
    return [site]


def payload(town: Town) -> list[Site]:
    """Pages made on the server with a payload that a function call makes; the next pages come by offset from a call."""
    site = Site("payload")
    others = scatter(site, town, 180, "/article/{}")
    rows = [print_report(site, town, r, f"/article/{r.number}") for r in town.reports(range(2010, 2024))]
    held = {"nb": rows, "news": others}

    def listed(request: Request) -> Answer:
        said = asked(request)
        part = held.get(said.get("column", ""), [])
        start = number(said, "offset", 0)
        return told(
            {
                "list": [{"articleId": r.number, "name": r.title, "time": r.day} for r in part[start : start + 5]],
                "count": len(part),
            }
        )

    site.handle("/api/site/contents", listed)
    for name, part in held.items():
        first = ",".join(
            f"{{articleId:{r.number},name:{json.dumps(r.title, ensure_ascii=False)},time:{json.dumps(r.day)}}}"
            for r in part[:5]
        )
        state = f'<script>window.__NUXT__=(function(a,b,c){{return {{layout:"default",data:[{{column:a,total:b,list:[{first}]}}],error:c,serverRendered:!0}}}}("{name}",{len(part)},null));</script>'
        script = f"""<script>{HELP}
var off = 5; window.addEventListener('scroll', next); function next() {{ if (off >= {len(part)}) return; ajax('GET', '/api/site/contents?column={name}&offset=' + off + '&limit=5', null, null, function (t) {{ JSON.parse(t).list.forEach(function (x) {{ el('l').innerHTML += '<li><a href="/article/' + x.articleId + '">' + x.name + '</a></li>'; }}); }}); off += 5; }}</script>"""
        shown = "".join(f'<li><a href="/article/{r.number}">{r.title}</a></li>' for r in part[:5])
        site.put(
            f"/column/{name}",
            answer(whole(town, "栏目", f'<ul id="l">{shown}</ul><p>共 {len(part)} 条</p>{state}{script}')),
        )
    entrance(site, town, others, [("资讯", "/column/news"), ("年报", "/column/nb")])
    return [site]


def jsonp_tabs(town: Town) -> list[Site]:
    """Tabs whose lists come as JSONP; some entries are attachments under names that say nothing."""
    site = Site("jsonp_tabs")
    others = scatter(site, town, 190, "/xx/{}.html")
    tabs: dict[str, list[Row]] = {"t1": others, "t2": [], "t3": []}
    for n, r in enumerate(town.reports(range(2015, 2024), ("退役军人事务局",))):
        if n % 3 == 0:
            path = f"/uploadfile/{r.published[:4]}/{r.number * 31:012x}.docx"
            site.put(
                path,
                Answer(r.docx, content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            )
            row = Row(r.title, path, r.published, r.number)
        else:
            row = print_report(site, town, r, f"/xx/{r.number}.html")
        tabs["t2" if r.key.endswith("government") else "t3"].append(row)

    def served(request: Request) -> Answer:
        said = asked(request)
        rows = tabs.get(said.get("tab", ""), [])
        now = number(said, "p", 1)
        data = {
            "sum": len(rows),
            "rows": [{"bt": r.title, "lj": r.url, "rq": r.day} for r in rows[(now - 1) * 8 : now * 8]],
        }
        return Answer(
            f"{said.get('cb', 'callback')}({json.dumps(data, ensure_ascii=False)});".encode(), content_type=SCRIPT
        )

    site.handle("/open/list", served)
    script = """<script>var T = 't1', P = 1;
function load(t, p) { T = t; P = p; var s = document.createElement('script'); s.src = '/open/list?tab=' + t + '&p=' + p + '&cb=fill'; document.body.appendChild(s); }
function fill(d) { document.getElementById('box').innerHTML = d.rows.map(function (r) { return '<li><a href="' + r.lj + '" target="_blank">' + r.bt + '</a> ' + r.rq + '</li>'; }).join(''); document.getElementById('pg').innerHTML = '第' + P + '页/共' + Math.ceil(d.sum / 8) + '页 <a href="javascript:load(T,P+1)">下一页</a>'; }
window.onload = function () { load('t1', 1); };</script>"""
    body = '<div class="tab"><span onclick="load(\'t1\',1)">最新公开</span><span onclick="load(\'t2\',1)">政府年报</span><span onclick="load(\'t3\',1)">部门年报</span></div><ul id="box"></ul><div id="pg"></div>'
    site.put("/open/", answer(whole(town, "信息公开", body + script)))
    entrance(site, town, others, [("信息公开", "/open/")])
    return [site]


def delegated(town: Town) -> list[Site]:
    """Nothing has an href: entries carry data attributes or onclick calls, and a file of functions makes the addresses."""
    site = Site("delegated")
    script = """function openInfo(id, kind) { window.open('/detail/' + kind + '/' + id + '.shtml'); }
function goColumn(code) { window.location.href = '/column/' + code + '.shtml'; }
document.addEventListener('click', function (e) { var t = e.target.closest('[data-link]'); if (t) location.href = t.getAttribute('data-link'); });"""
    site.put("/js/common.js", Answer(script.encode(), content_type=SCRIPT))
    head = '<script src="/js/common.js"></script>'
    reports = [
        print_report(site, town, r, f"/detail/nb/{r.number}.shtml")
        for r in town.reports(range(2013, 2024), ("科学技术局",))
    ]
    others = scatter(site, town, 200, "/detail/xx/{}.shtml")

    def item(r: Row, n: int, kind: str) -> str:
        if n % 2:
            return f'<li data-link="{r.url}"><p>{html.escape(r.title)}</p><i>{r.day}</i></li>'
        return f"""<li><span style="cursor:pointer" onclick="openInfo('{r.number}','{kind}')">{html.escape(r.title)}</span><i>{r.day}</i></li>"""

    for code, rows, kind in (("nb", reports, "nb"), ("xx", others, "xx")):
        parts = split(rows, 9)
        for n, part in enumerate(parts):
            turn = "".join(
                f"""<em onclick="goColumn('{code}{"" if k == 0 else f"-{k}"}')">{k + 1}</em>"""
                for k in range(len(parts))
            )
            body = "".join(item(r, k, kind) for k, r in enumerate(part))
            site.put(
                f"/column/{code}{'' if n == 0 else f'-{n}'}.shtml",
                answer(whole(town, "栏目", f"<ul>{body}</ul><div>{turn}</div>", head=head)),
            )
    inner = """<div onclick="goColumn('xx')">公告</div><div onclick="goColumn('nb')">政府信息公开工作年度报告</div>"""
    site.put("/", answer(whole(town, town.government, inner, head=head)))
    return [site]


def fragments(town: Town) -> list[Site]:
    """Tabs of years that load fragments of HTML; protocol-relative, doubly escaped and based addresses."""
    site = Site("fragments")
    others = scatter(site, town, 200, "/portal/t/{}.html")
    column(site, town, "/portal/t/", "动态", others)
    by_year: dict[int, list[Row]] = {}
    for r in town.reports(range(2014, 2024), ("住房和城乡建设局", "商务局")):
        by_year.setdefault(r.year, []).append(print_report(site, town, r, f"/portal/nb/show/{r.number}"))

    def serve(year: int, rows: list[Row]) -> None:
        def served(request: Request) -> Answer:
            host = request.headers.get("host", "")
            made = []
            for n, r in enumerate(rows):
                url = (f"//{host}{r.url}", f"show/{r.number}&#x3f;from=list&amp;amp;y={year}", f"./show/{r.number}")[
                    n % 3
                ]
                made.append(f'<li><a href="{url}">{r.title}</a></li>')
            return answer("<ul>" + "".join(made) + "</ul>")

        site.handle(f"/portal/nb/y{year}.inc", served)

    class Lenient(Site):
        def answer(self, request: Request) -> Answer:
            bare = request.path.partition("?")[0]
            return (
                self._answers[bare]
                if bare.startswith("/portal/nb/show/") and bare in self._answers
                else super().answer(request)
            )

    site.__class__ = Lenient
    for year, rows in by_year.items():
        serve(year, rows)
    tabs = "".join(f'<li data-src="y{year}.inc">{year}年</li>' for year in by_year)
    script = f"""<script>{HELP}
[].forEach.call(document.querySelectorAll('#tabs li'), function (li) {{ li.onclick = function () {{ ajax('GET', '/portal/nb/' + li.getAttribute('data-src'), null, null, function (t) {{ el('con').innerHTML = t; }}); }}; }});
document.querySelector('#tabs li').onclick();</script>"""
    site.put(
        "/portal/nb/index.html",
        answer(
            whole(
                town,
                "政府信息公开年报",
                f'<ul id="tabs">{tabs}</ul><div id="con"></div>{script}',
                head='<base href="/portal/nb/">',
            )
        ),
    )
    site.put(
        "/portal/gk.html",
        answer(whole(town, "政务公开", '<a href="nb/index.html">年报</a>', head='<base href="/portal/">')),
    )
    entrance(site, town, others, [("动态", "/portal/t/"), ("政务公开", "/portal/gk.html")])
    return [site]


def viewers_of_files(town: Town) -> list[Site]:
    """Reports in viewers: pdf.js with an encoded address, an object, a script's variable, a download call; and scans."""
    site = Site("viewers_of_files")
    others = scatter(site, town, 210, "/n/{}.html")
    column(site, town, "/n/", "新闻", others)
    rows = []
    for n, r in enumerate(town.reports(range(2010, 2024))):
        file = f"/group1/M00/{r.number % 7:02X}/{r.number:x}.pdf"
        site.put(file, Answer(r.pdf, content_type="application/octet-stream"))
        if n % 5 == 0:
            inner = f'<iframe src="/static/pdfjs/web/viewer.html?file={quote(file + "?v=1", safe="")}" width="100%"></iframe>'
        elif n % 5 == 1:
            inner = f'<object data="{file}" type="application/pdf" width="100%" height="800"></object>'
        elif n % 5 == 2:
            inner = f'<div id="pdf"></div><script>var pdfUrl = "{file}"; showPdf("#pdf", pdfUrl);</script>'
        elif n % 5 == 3:
            inner = f"<p><a href=\"javascript:void(0)\" onclick=\"downloadFile('{r.title}.pdf', '{file}')\">{r.title}.pdf</a></p>"
        else:
            inner = f'<p>附件：<a href="/download?path={base64.urlsafe_b64encode(file.encode()).decode()}&name={quote(r.title)}.pdf">{r.title}.pdf</a></p>'
        rows.append(print_report(site, town, r, f"/nb/{r.number}.html", inner))

    class Files(Site):
        def answer(self, request: Request) -> Answer:
            path, _, said = request.path.partition("?")
            if path == "/download":
                named = base64.urlsafe_b64decode(asked(request).get("path", "")).decode()
                return self._answers.get(named, self.missing)
            return super().answer(request) if not said.startswith("v=") else self._answers.get(path, self.missing)

    site.__class__ = Files
    column(site, town, "/nb/", "年报", rows, 6)
    entrance(site, town, others, [("新闻", "/n/"), ("信息公开", "/gk.html")])
    site.put("/gk.html", answer(whole(town, "信息公开", '<a href="/nb/">年报</a>')))
    return [site]


def other_places(town: Town) -> list[Site]:
    """A city's portal that also lists its counties' and its towns' reports, errata, and articles of another host."""
    site, foreign = Site("other_places"), Site("other_places foreign")
    others = scatter(site, town, 220, "/art/{}.html")
    county = Town("450721", "灵山县", town.seed)
    mine = [print_report(site, town, r, f"/art/{r.number}.html") for r in town.reports(range(2012, 2024))]
    erratum = town.report(2021)
    again = print_report(site, town, erratum, f"/art/{erratum.number}.html", title=f"{erratum.title}（更正版）")
    offices = [
        print_report(site, town, r, f"/art/{r.number}.html")
        for y in (2022, 2023)
        for r in [town.report(y, "信访局"), town.report(y, "白马镇人民政府")]
    ]
    theirs = []
    for y in range(2018, 2024):
        r = county.report(y)
        town.allowed.add(r.key)
        theirs.append(print_report(site, county, r, f"/art/c{r.number}.html"))
    foreign.put("/s/abc", answer(whole(town, "图解", "<p>一图读懂年报</p>")))

    def column_of(path: str, rows: list[Row]) -> None:
        def listed(request: Request) -> Answer:
            more = [
                Row(f"图解{y}年政府信息公开工作年度报告", f"http://127.0.0.1:{foreign.port}/s/abc", f"{y + 1}-02-01")
                for y in (2022, 2023)
            ]
            return answer(whole(town, "年报", lines([*rows[:3], *more, *rows[3:]])))

        site.handle(path, listed)

    column_of("/nb/", [again, *mine])
    column_of("/nb/qx/", theirs)
    column_of("/nb/bm/", offices)
    column(site, town, "/l/", "公告", others)
    site.put(
        "/gk/",
        answer(
            whole(
                town,
                "政府信息公开",
                '<a href="/nb/">市政府年报</a><a href="/nb/qx/">县区年报</a><a href="/nb/bm/">部门、乡镇年报</a><a href="/zd/">制度</a>',
            )
        ),
    )
    entrance(site, town, others, [("公告", "/l/"), ("政府信息公开", "/gk/")])
    return [site, foreign]


def searched(town: Town) -> list[Site]:
    """No column at all: a search with a token from its own form, its answers a page at a time."""
    site = Site("searched")
    others = scatter(site, town, 240, "/info/{}.html")
    rows = [print_report(site, town, r, f"/info/{r.number}.html") for r in town.reports(range(2011, 2024))]
    column(site, town, "/info/", "信息", others)
    token = f"tk{town.code}zz"
    form = f'<form action="/search/index" method="post"><input type="hidden" name="_csrf" value="{token}"><input type="hidden" name="siteId" value="1"><input type="text" name="q" placeholder="请输入关键词"><input type="hidden" name="p" value="1"><button>搜索</button></form>'

    def found(request: Request) -> Answer:
        said = asked(request)
        if request.method != "POST" or said.get("_csrf") != token:
            return answer("<html><body>403 Forbidden: token</body></html>", status=403)
        words = said.get("q", "").replace("\u3000", " ").split()
        hits = [r for r in [*others, *rows] if words and all(w in r.title for w in words)]
        parts = split(hits, 10)
        now = number(said, "p", 1)
        turn = (
            f"""<a href="javascript:to({now + 1})">下一页</a><script>function to(n) {{ var f = document.forms[0]; f.p.value = n; f.q.value = {json.dumps(said.get("q", ""), ensure_ascii=False)}; f.submit(); }}</script>"""
            if now < len(parts)
            else ""
        )
        shown = parts[now - 1] if now <= len(parts) else []
        return answer(whole(town, "搜索", f"{form}<p>找到 {len(hits)} 条结果</p>{lines(shown)}{turn}"))

    site.handle("/search/index", found)
    entrance(site, town, others, [("信息", "/info/")], form)
    return [site]


CALLS = (
    more_button,
    ztree_xml,
    bundle,
    payload,
    jsonp_tabs,
    delegated,
    fragments,
    viewers_of_files,
    other_places,
    searched,
)
