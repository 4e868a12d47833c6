"""Portals of no known system, each with something that real portals do and crawlers stumble over."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from itertools import count
from urllib.parse import parse_qs, quote

from demo.server import Answer, Request, Site, redirect
from demo.server import page as answer
from tests.crawler.held_out.chrome import Entry, article, listing, page
from tests.crawler.held_out.content import Report, Town
from tests.crawler.held_out.systems import JSON, chunks

CHALLENGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><meta id="9DhefwqGPrzGxEp9hPaoag" content="{{qqkqEEcfqDZlWqRvUlqrU0l" r="m"><script type="text/javascript" charset="iso-8859-1" src="/4QbVtADbnLVIc/c.FxJzG50F.dfe1675.js" r='m'></script><script type="text/javascript" r="m">(function(){var _$wT=0,_$gR=$_ts.cd;})();</script></head><body></body></html>"""


class Careless(Site):
    """A server that knows a page under any session id and query."""

    def answer(self, request: Request) -> Answer:
        bare = request.path.partition(";")[0].partition("?")[0]
        known = bare.startswith("/art/") and bare in self.paths()
        return super().answer(replace(request, path=bare) if known else request)


def put_decoys(site: Site, town: Town, amount: int, template: str = "/news/{}.html") -> list[Entry]:
    made = []
    for d in town.decoys(amount):
        path = template.format(d.number)
        site.put(path, answer(article(town, d.title, d.published, d.body)))
        made.append(Entry(d.title, path, d.published))
    return made


def put_list(
    site: Site, town: Town, folder: str, name: str, entries: list[Entry], size: int = 15, extra: str = ""
) -> None:
    """A static list with a pager of plain links."""
    pages = chunks(entries, size)
    for position, part in enumerate(pages):
        links = "".join(
            f'<a href="{folder}{"" if n == 0 else f"list_{n + 1}.html"}">{n + 1}</a>'
            for n in range(len(pages))
            if abs(n - position) < 4 and n != position
        )
        path = folder if position == 0 else f"{folder}list_{position + 1}.html"
        site.put(
            path,
            answer(
                page(town, name, extra + listing(part) + f'<div class="pager">{links}</div>', trail=[(name, folder)])
            ),
        )


def put_report(site: Site, town: Town, r: Report, path: str, body: str | None = None) -> Entry:
    site.put(path, answer(article(town, r.title, r.published, r.html if body is None else body)))
    return Entry(r.title, path, r.published)


def two_hosts(town: Town) -> list[Site]:
    """信息公开 is another host of the same portal (a second row); a third, undeclared host must not be asked."""
    www, xxgk, foreign = Site("two_hosts"), Site("two_hosts xxgk"), Site("two_hosts foreign", port=0)
    entries = [
        put_report(xxgk, town, r, f"/xxgk/{r.published[:4]}/{r.number}.html") for r in town.reports(range(2013, 2024))
    ]
    put_list(xxgk, town, "/nb/", "年报", entries, 6)
    xxgk.put(
        "/",
        answer(
            page(
                town,
                f"{town.name}政府信息公开",
                '<ul><li><a href="/zn/">指南</a></li><li><a href="/ml/">目录</a></li><li><a href="/nb/">年报</a></li></ul>',
            )
        ),
    )
    other = Town("321084", "高邮市", 1)
    outside = other.report(2022)
    put_report(foreign, other, outside, "/nb/2022.html")
    decoys = put_decoys(www, town, 80)
    put_list(www, town, "/tzgg/", "通知公告", decoys)

    def home(request: Request) -> Answer:
        links = f'<h3>各地政府信息公开年报</h3><ul><li><a href="http://127.0.0.1:{foreign.port}/nb/2022.html">{outside.title}</a></li><li><a href="/goto?u=1">{outside.title}（外链）</a></li></ul>'
        return answer(
            page(
                town,
                town.government,
                links + listing(decoys[:12]),
                nav=[("信息公开", f"http://127.0.0.1:{xxgk.port}/"), ("公告", "/tzgg/")],
            )
        )

    www.handle("/", home)
    www.handle("/goto", lambda request: redirect(f"http://127.0.0.1:{foreign.port}/nb/2022.html"))
    return [www, xxgk, foreign]


def frames(town: Town) -> list[Site]:
    """A site of 2003 in GB2312: a frameset, a tree of links, lists and articles by asp."""
    site = Site("frames")

    def gb(text: str) -> Answer:
        return answer(text.replace("utf-8", "gb2312"), encoding="gb18030", declared="")

    bodies: dict[str, str] = {}
    lists: dict[str, list[Entry]] = {"12": [], "3": []}
    items = [("12", r.title, r.published, r.html, r.number) for r in town.reports(range(2008, 2019))]
    items += [("3", d.title, d.published, d.body, d.number) for d in town.decoys(80)]
    for column, title, published, body, number in items:
        bodies[str(number)] = article(town, title, published, body, box='<table width="760"><tr><td class="content">')
        lists[column].append(Entry(title, f"show.asp?id={number}", published))

    def listed(request: Request) -> Answer:
        asked = parse_qs(request.path.partition("?")[2])
        ident, number = asked.get("classid", ["3"])[0], int(asked.get("page", ["1"])[0])
        part = chunks(lists.get(ident, []), 4 if ident == "12" else 20)
        rows = "".join(
            f'<tr><td>·<a href="{e.url}" target="_blank">{e.title}</a></td><td>[{e.published}]</td></tr>'
            for e in (part[number - 1] if number <= len(part) else [])
        )
        following = (
            f'<a href="list.asp?classid={ident}&page={number + 1}">下一页</a> <a href="list.asp?classid={ident}&page={len(part)}">尾页</a>'
            if number < len(part)
            else ""
        )
        return gb(
            f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body><table>{rows}</table>共{len(lists.get(ident, []))}条 第{number}/{len(part)}页 {following}</body></html>'
        )

    def shown(request: Request) -> Answer:
        number = parse_qs(request.path.partition("?")[2]).get("id", [""])[0]
        return gb(bodies[number]) if number in bodies else site.missing

    site.handle("/xxgk/list.asp", listed)
    site.handle("/xxgk/show.asp", shown)
    site.put(
        "/",
        gb(
            '<html><head><meta http-equiv="refresh" content="0;url=index.htm"><title>正在进入</title></head><body></body></html>'
        ),
    )
    site.put(
        "/index.htm",
        gb(
            f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>{town.government}</title></head><frameset rows="120,*"><frame name="top" src="top.htm"><frameset cols="180,*"><frame name="left" src="xxgk/left.htm"><frame name="main" src="xxgk/list.asp?classid=3"></frameset></frameset></html>'
        ),
    )
    site.put("/top.htm", gb(f"<html><body><h1>{town.government}</h1></body></html>"))
    site.put(
        "/xxgk/left.htm",
        gb(
            '<html><body><table><tr><td><a href="list.asp?classid=3" target="main">公告通知</a></td></tr><tr><td><a href="list.asp?classid=12" target="main">信息公开年度报告</a></td></tr></table></body></html>'
        ),
    )
    return [site]


def search_only(town: Town) -> list[Site]:
    """No column of reports: only the site's search finds them."""
    site = Site("search_only")
    everything = [put_report(site, town, r, f"/content.jsp_{r.number}.html") for r in town.reports(range(2012, 2024))]
    decoys = put_decoys(site, town, 160)
    everything += decoys

    def search(request: Request) -> Answer:
        asked = parse_qs(request.path.partition("?")[2])
        words = asked.get("q", [""])[0]
        number = int(asked.get("p", ["1"])[0])
        need = [part for part in words.replace("+", " ").split() if part]
        hits = [e for e in everything if need and all(part in e.title or set(part) <= set(e.title) for part in need)]
        part = chunks(hits, 10)
        shown = part[number - 1] if 0 < number <= len(part) else []
        rows = "".join(
            f'<div class="result"><h3><a href="{e.url}">{e.title.replace("年度报告", "<em>年度报告</em>")}</a></h3><p>{town.name}……</p><span>{e.published}</span></div>'
            for e in shown
        )
        links = "".join(
            f'<a href="/search/result.jsp?q={quote(words)}&p={n}">{n}</a>'
            for n in range(1, len(part) + 1)
            if n != number
        )
        return answer(
            page(town, f"搜索：{words}", f'<p>为您找到相关结果{len(hits)}条</p>{rows}<div class="pages">{links}</div>')
        )

    site.handle("/search/result.jsp", search)
    form = '<form name="search" action="/search/result.jsp" method="get"><input type="hidden" name="siteid" value="1"><input type="text" name="q" placeholder="请输入关键字"><input type="submit" value="搜索"></form>'
    put_list(site, town, "/news/", "新闻", decoys[:60])
    site.put(
        "/",
        answer(
            page(town, town.government, form + listing(decoys[:20]), nav=[("新闻", "/news/"), ("政务公开", "/zwgk/")])
        ),
    )
    site.put("/zwgk/", answer(page(town, "政务公开", form + '<ul><li><a href="/zwgk/jgzn/">机构职能</a></li></ul>')))
    return [site]


def years(town: Town) -> list[Site]:
    """A column per year; in it the government's report and those of its bureaus, and notices."""
    site = Site("years")
    bureaus = ("财政局", "教育局", "水利局", "民政局")
    links = []
    decoys = put_decoys(site, town, 120)
    for year in range(2016, 2024):
        entries = [
            put_report(site, town, r, f"/xxgknb/{year + 1}/{r.number}.html")
            for r in [town.report(year, b) for b in (None, *bureaus)]
        ]
        put_list(site, town, f"/xxgknb/{year}/", f"{year}年度", [*entries, decoys[year - 2010]], 4)
        links.append(f'<li><a href="/xxgknb/{year}/">{year}年</a></li>')
    site.put(
        "/xxgknb/",
        answer(page(town, "政府信息公开工作年度报告", f'<div class="years"><ul>{"".join(links)}</ul></div>')),
    )
    put_list(site, town, "/gg/", "公告", decoys)
    site.put(
        "/",
        answer(
            page(
                town,
                town.government,
                listing(decoys[:20]),
                nav=[("政府信息公开年度报告", "/xxgknb/"), ("公告", "/gg/")],
            )
        ),
    )
    return [site]


def organs(town: Town) -> list[Site]:
    """A page of organs; each has columns of its own, among them one of annual reports."""
    site = Site("organs")
    decoys = put_decoys(site, town, 100)
    names: list[str | None] = [None, "财政局", "教育局", "民政局", "水利局", "审计局", "交通运输局"]
    links = []
    for position, bureau in enumerate(names):
        base = f"/zfxxgk/d{position:03}/"
        entries = [
            put_report(site, town, town.report(y, bureau), f"{base}nb/{y}.html")
            for y in range(2017 if bureau is None else 2020, 2024)
        ]
        put_list(site, town, base + "nb/", "年度报告", entries)
        put_list(site, town, base + "gg/", "公告", decoys[position * 12 : position * 12 + 12])
        who = f"{town.name}{bureau or '人民政府办公室'}"
        site.put(
            base,
            answer(
                page(
                    town,
                    who,
                    f'<h2>{who}</h2><ul><li><a href="zn.html">公开指南</a></li><li><a href="zd.html">公开制度</a></li><li><a href="gg/">法定主动公开内容</a></li><li><a href="nb/">公开年报</a></li><li><a href="ysq.html">依申请公开</a></li></ul>',
                )
            ),
        )
        links.append(f'<li><a href="d{position:03}/">{who}</a></li>')
    site.put("/zfxxgk/", answer(page(town, "政府信息公开", f"<h2>政府部门</h2><ul>{''.join(links)}</ul>")))
    site.put(
        "/",
        answer(
            page(town, town.government, listing(decoys[:20]), nav=[("政府信息公开", "/zfxxgk/"), ("新闻", "/news/")])
        ),
    )
    return [site]


def vue(town: Town) -> list[Site]:
    """A shell with routes after the hash; lists come by XHR, articles are pages."""
    site = Site("vue")
    data: dict[str, list[dict[str, str]]] = {"12": [], "3": []}
    for r in town.reports(range(2015, 2024)):
        entry = put_report(site, town, r, f"/detail/{r.number}.html")
        data["12"].append({"title": r.title, "url": entry.url, "date": r.published})
    for d in put_decoys(site, town, 60, "/detail/{}.html"):
        data["3"].append({"title": d.title, "url": d.url, "date": d.published})

    def api(request: Request) -> Answer:
        asked = parse_qs(request.path.partition("?")[2])
        ident, number = asked.get("columnId", ["3"])[0], int(asked.get("pageNum", ["1"])[0])
        entries = data.get(ident, [])
        body = {
            "code": 200,
            "data": {
                "total": len(entries),
                "pageNum": number,
                "pages": -(-len(entries) // 20),
                "list": entries[(number - 1) * 20 : number * 20],
            },
        }
        return Answer(json.dumps(body, ensure_ascii=False).encode(), content_type=JSON)

    site.handle("/api/content/list", api)
    script = """(function(){
var app=document.getElementById('app');
function menu(){return '<ul class="menu"><li><a href="#/list/3">通知公告</a></li><li><a href="#/list/12">政府信息公开年报</a></li></ul>';}
function render(){var m=/^#\\/list\\/(\\d+)/.exec(location.hash);
 app.innerHTML=menu()+'<div id="rows">加载中...</div>';
 fetch('/api/content/list?columnId='+(m?m[1]:'3')+'&pageNum=1').then(function(r){return r.json()}).then(function(d){
  document.getElementById('rows').innerHTML='<ul>'+d.data.list.map(function(e){return '<li><a href="'+e.url+'">'+e.title+'</a><span>'+e.date+'</span></li>'}).join('')+'</ul>';});}
window.addEventListener('hashchange',render);render();})();"""
    site.put("/static/js/app.3f2a.js", Answer(script.encode(), content_type="application/javascript"))
    site.put(
        "/",
        answer(
            f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{town.government}</title></head><body><noscript>请启用JavaScript</noscript><div id="app"></div><script src="/static/js/app.3f2a.js"></script></body></html>'
        ),
    )
    return [site]


def stubs(town: Town) -> list[Site]:
    """Pages that only carry a file: docx, docx under .doc, Word's HTML under .doc, pdf, zip, pictures."""
    site = Site("stubs")
    entries = []
    kinds = ("docx", "pdf", "doc", "zip", "wordhtml", "png", "direct")
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    for r, kind in zip(town.reports(range(2011, 2025)), kinds * 2, strict=True):
        path = f"/xxgk/ndbg/content/{r.number}.html"
        base = f"/upload/files/{r.published[:4]}/{r.number}"
        if kind == "docx":
            file = Answer(r.docx, content_type=word)
        elif kind in ("pdf", "direct"):
            file = Answer(r.pdf, content_type="application/pdf")
        elif kind == "doc":
            file = Answer(r.docx, content_type="application/msword")
        elif kind == "wordhtml":
            file = Answer(r.word_html, content_type="application/msword")
        elif kind == "zip":
            buffer = io.BytesIO()
            with zipfile.ZipFile(buffer, "w") as packed:
                packed.writestr(f"{r.year}年报.docx", r.docx)
            file = Answer(buffer.getvalue(), content_type="application/zip")
        else:
            file = Answer(r.image, content_type="image/png")
        suffix = {"wordhtml": "doc", "direct": "pdf"}.get(kind, kind)
        site.put(f"{base}.{suffix}", file)
        if kind == "direct":
            entries.append(Entry(r.title, f"{base}.{suffix}", r.published))
            continue
        link = (
            f'<p><img src="{base}.png" width="800"></p>'
            if kind == "png"
            else f'<p>附件：<a href="{base}.{suffix}">{r.title}.{suffix}</a></p>'
        )
        entries.append(put_report(site, town, r, path, link))
    put_list(site, town, "/xxgk/ndbg/", "政府信息公开年度报告", entries, 10)
    decoys = put_decoys(site, town, 80)
    put_list(site, town, "/news/", "新闻", decoys)
    site.put(
        "/",
        answer(
            page(
                town,
                town.government,
                listing(decoys[:15]),
                nav=[("信息公开年度报告", "/xxgk/ndbg/"), ("新闻", "/news/")],
            )
        ),
    )
    return [site]


def viewers(town: Town) -> list[Site]:
    """Reports shown through a PDF viewer, an embed, an object, or an iframe."""
    site = Site("viewers")
    entries = []
    for position, r in enumerate(town.reports(range(2012, 2024))):
        file = f"/attach/{r.number}.pdf"
        kind = position % 4
        if kind == 3:
            inner = f"/inner/{r.number}.htm"
            site.put(
                inner,
                answer(
                    f'<html><head><meta charset="utf-8"></head><body><p align="center">{r.title}</p>{r.html}</body></html>'
                ),
            )
            body = f'<iframe src="{inner}" width="100%" height="900" frameborder="0"></iframe>'
        else:
            site.put(file, Answer(r.pdf, content_type="application/pdf"))
            body = (
                f'<iframe src="/pdfjs/web/viewer.html?file={quote(file, safe="")}" width="100%"></iframe>',
                f'<embed src="{file}" type="application/pdf" width="100%" height="800">',
                f'<object data="{file}" type="application/pdf" width="100%"><p>请安装阅读器</p></object>',
            )[kind]
        entries.append(put_report(site, town, r, f"/zwgk/nb/{r.number}.html", body))
    site.put(
        "/pdfjs/web/viewer.html",
        answer("<html><head><title>PDF.js viewer</title></head><body><div id='viewerContainer'></div></body></html>"),
    )
    put_list(site, town, "/zwgk/nb/", "政府信息公开年报", entries, 8)
    decoys = put_decoys(site, town, 80)
    put_list(site, town, "/news/", "新闻", decoys)
    site.put(
        "/",
        answer(
            page(
                town, town.government, listing(decoys[:15]), nav=[("政府信息公开年报", "/zwgk/nb/"), ("新闻", "/news/")]
            )
        ),
    )
    return [site]


def scripts(town: Town) -> list[Site]:
    """Links that are no links: onclick, javascript:, data in script, functions of the page."""
    site = Site("scripts")
    entries = []
    for position, r in enumerate(town.reports(range(2010, 2024))):
        path = f"/info/{r.published[:7]}/{r.number}.html"
        site.put(path, answer(article(town, r.title, r.published, r.html)))
        markup = (
            f"<a href=\"javascript:void(0)\" onclick=\"openInfo('{r.number}','{r.published[:7]}')\">{r.title}</a>",
            f"<a href=\"javascript:viewPage('{path}')\">{r.title}</a>",
            f"<div onclick=\"window.open('{path}')\">{r.title}</div>",
            f'<a href="#" onclick="location.href=\'{path}\';return false;">{r.title}</a>',
            f'<a href="javascript:;" data-url="{path}" class="jump">{r.title}</a>',
        )[position % 5]
        entries.append(Entry(r.title, path, r.published, markup))
    functions = "<script>function openInfo(id,month){window.open('/info/'+month+'/'+id+'.html');} function viewPage(u){window.location.href=u;} $('.jump').click(function(){window.open($(this).data('url'));});</script>"
    put_list(site, town, "/nb/", "信息公开年报", entries, 20, functions)
    decoys = put_decoys(site, town, 80)
    put_list(site, town, "/news/", "新闻", decoys)
    nav = [("信息公开", "javascript:goto('/zwgk/index.html')"), ("新闻", "/news/")]
    site.put(
        "/zwgk/index.html",
        answer(
            page(town, "信息公开", "<table><tr><td onclick=\"window.location='/nb/'\">信息公开年报</td></tr></table>")
        ),
    )
    site.put("/", answer(page(town, town.government, listing(decoys[:15]), nav=nav)))
    return [site]


def rough(town: Town) -> list[Site]:
    """Lies and traps: wrong charsets, soft 404s, challenges, calendars, session ids, endless parameters, duplicates."""
    site = Careless("rough")
    sessions = count(1)
    entries = []
    for position, r in enumerate(town.reports(range(2012, 2024))):
        path = f"/art/{r.number}.html"
        text = article(town, r.title, r.published, r.html)
        if position % 4 == 0:
            site.put(
                path, Answer(text.replace("utf-8", "gb2312").encode("utf-16"), content_type="text/html; charset=gb2312")
            )
        elif position % 4 == 1:
            site.put(path, Answer(text.encode("gb18030"), content_type="text/html; charset=utf-8"))
        elif position % 4 == 2:
            site.put(path, Answer(text.replace("utf-8", "iso-8859-1").encode("utf-8"), content_type="text/html"))
        else:
            site.put(path, answer(text))
        entries.append(
            Entry(
                r.title,
                path,
                r.published,
                f'<a href="{path};jsessionid=%SESSION%">{r.title}</a><a href="{path}?from=singlemessage">手机版</a>',
            )
        )
    entries += [
        Entry(f"{town.name}{year}年政府信息公开工作年度报告", f"/gone/{year}.html", f"{year + 1}-02-11")
        for year in (2008, 2009)
    ]
    for year in (2010, 2011):
        entries.append(Entry(f"{town.name}{year}年政府信息公开工作年度报告", f"/safe/{year}.html", f"{year + 1}-02-11"))
        site.put(f"/safe/{year}.html", Answer(CHALLENGE.encode(), status=412, content_type="text/html; charset=utf-8"))
    site.missing = answer(page(town, "出错了", "<p>抱歉，您访问的页面不存在或已被删除！</p><a href='/'>返回首页</a>"))

    def nb(request: Request) -> Answer:
        body = listing(entries).replace("%SESSION%", f"{next(sessions):032X}")
        more = f'<a href="/nb/?t={next(sessions)}">刷新</a><a href="/calendar?y=2024&m=1">日历</a>'
        return answer(page(town, "信息公开年报", more + body))

    def calendar(request: Request) -> Answer:
        asked = parse_qs(request.path.partition("?")[2])
        year, month = int(asked.get("y", ["2024"])[0]), int(asked.get("m", ["1"])[0])
        ahead, back = year * 12 + month, year * 12 + month - 2
        days = "".join(f'<td><a href="/calendar?y={year}&m={month}&d={d}">{d}</a></td>' for d in range(1, 29))
        return answer(
            page(
                town,
                f"{year}年{month}月政府信息公开日历",
                f'<a href="/calendar?y={ahead // 12}&m={ahead % 12 + 1}">下一月</a><a href="/calendar?y={back // 12}&m={back % 12 + 1}">上一月</a><table><tr>{days}</tr></table>',
            )
        )

    def endless(request: Request) -> Answer:
        step = len(request.path)
        links = "".join(
            f'<a href="{request.path}{"&" if "?" in request.path else "?"}f{step}={n}">筛选：信息公开{n}</a>'
            for n in range(6)
        )
        return answer(page(town, "政府信息公开目录检索", links))

    site.handle("/nb/", nb)
    site.handle("/calendar", calendar)
    site.handle("/ml/search", endless)
    decoys = put_decoys(site, town, 120)
    put_list(site, town, "/news/", "新闻", decoys)
    nav = [
        ("信息公开年报", "/nb/"),
        ("信息公开目录", "/ml/search"),
        ("公开日历", "/calendar?y=2024&m=6"),
        ("新闻", "/news/"),
    ]
    home = answer(page(town, town.government, listing(decoys[:15]), nav=nav))
    site.handle("/index.html", lambda request: home)
    site.put(
        "/", answer("<html><head><script>window.location.href='/index.html?v='+1;</script></head><body></body></html>")
    )
    return [site]


def sitemap(town: Town) -> list[Site]:
    """Only robots.txt names the site map that leads to the reports."""
    site = Site("sitemap")
    decoys = put_decoys(site, town, 150)
    paths = [entry.url for entry in decoys] + [
        put_report(site, town, r, f"/p/{r.number}.html").url for r in town.reports(range(2014, 2024))
    ]
    entries = [
        put_report(site, town, r, f"/xxgk/nb/{r.number}.html") for r in [town.report(y, "财政局") for y in (2021, 2022)]
    ]
    put_list(site, town, "/xxgk/nb/", "年报", entries)
    paths.append("/xxgk/nb/")
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

    def robots(request: Request) -> Answer:
        return Answer(
            f"User-agent: *\nDisallow: /admin/\nSitemap: http://{request.headers['host']}/maps/all.xml\n".encode(),
            content_type="text/plain",
        )

    def index(request: Request) -> Answer:
        return Answer(
            f'<?xml version="1.0" encoding="UTF-8"?><sitemapindex {space}><sitemap><loc>http://{request.headers["host"]}/maps/1.xml</loc></sitemap></sitemapindex>'.encode(),
            content_type="application/xml",
        )

    def urls(request: Request) -> Answer:
        inner = "".join(f"<url><loc>http://{request.headers['host']}{path}</loc></url>" for path in paths)
        return Answer(
            f'<?xml version="1.0" encoding="UTF-8"?><urlset {space}>{inner}</urlset>'.encode(),
            content_type="application/xml",
        )

    site.remove("/robots.txt")
    site.handle("/robots.txt", robots)
    site.handle("/maps/all.xml", index)
    site.handle("/maps/1.xml", urls)
    site.put("/", answer(page(town, town.government, listing(decoys[:10]), nav=[("新闻", "/news/")])))
    return [site]


def sea(town: Town) -> list[Site]:
    """DedeCMS-like pages: reports scattered in general columns among five hundred decoys, and lists of other places."""
    site = Site("sea")
    items = [(r.title, r.published, r.html, r.number) for r in town.reports(range(2013, 2024))]
    items += [(d.title, d.published, d.body, d.number) for d in town.decoys(500)]
    items.sort(key=lambda item: item[1], reverse=True)
    columns: dict[str, list[Entry]] = {"5": [], "8": [], "11": []}
    for position, (title, published, body, number) in enumerate(items):
        path = f"/plus/view.php?aid={number}"
        site.put(path, answer(article(town, title, published, body)))
        tid = "8" if "信息公开" in title else ("5", "11")[position % 2]
        columns[tid].append(Entry(title, path, published))

    def listed(request: Request) -> Answer:
        asked = parse_qs(request.path.partition("?")[2])
        tid, number = asked.get("tid", ["5"])[0], int(asked.get("PageNo", ["1"])[0])
        part = chunks(columns.get(tid, []), 20)
        following = (
            f'<a href="list.php?tid={tid}&TotalResult={len(columns.get(tid, []))}&PageNo={number + 1}">下一页</a>'
            if number < len(part)
            else ""
        )
        shown = part[number - 1] if 0 < number <= len(part) else []
        return answer(
            page(
                town,
                {"8": "政务公开", "5": "新闻", "11": "公告"}.get(tid, ""),
                listing(shown)
                + f'<div class="dede_pages">共{len(part)}页{len(columns.get(tid, []))}条{following}</div>',
            )
        )

    site.handle("/plus/list.php", listed)
    neighbours = [Town("321023", "宝应县", 2), Town("321003", "邗江区", 2)]
    others = []
    for other in neighbours:
        r = other.report(2021)
        town.allowed.add(r.key)
        site.put(f"/other/{r.number}{other.code}.html", answer(article(other, r.title, r.published, r.html)))
        others.append(Entry(r.title, f"/other/{r.number}{other.code}.html", r.published))
    put_list(site, town, "/xq/", "县（市、区）政府信息公开年报", others)
    nav = [
        ("新闻", "/plus/list.php?tid=5"),
        ("公告", "/plus/list.php?tid=11"),
        ("政务公开", "/plus/list.php?tid=8"),
        ("县市区年报", "/xq/"),
    ]
    site.put("/", answer(page(town, town.government, listing(columns["5"][:20]), nav=nav)))
    return [site]


ODDITIES = (two_hosts, frames, search_only, years, organs, vue, stubs, viewers, scripts, rough, sitemap, sea)
