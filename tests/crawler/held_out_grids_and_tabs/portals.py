"""Six portals whose lists come in ways that neither other set has."""

from __future__ import annotations

import html
import json
from urllib.parse import parse_qs

from demo.server import Answer, Request, Site
from demo.server import page as answer
from tests.crawler.held_out.content import Town
from tests.crawler.held_out.portals import Portal
from tests.crawler.held_out_lists.calls import LIBRARY, SCRIPT, query_of, said
from tests.crawler.held_out_lists.kit import Item, chunks, decoys, frame, furnish, publish, sheet, ul
from tests.crawler.held_out_lists.strange import notices


def table(town: Town) -> list[Site]:
    """A grid that posts for its rows; each row opens by a function that makes the address of the row's key."""
    site = Site("table")
    site.put("/lib.js", Answer(LIBRARY.encode(), content_type=SCRIPT))
    columns: dict[str, list[tuple[str, Item]]] = {"88": [], "12": []}
    for r in town.reports(range(2012, 2024), ("统计局",)):
        columns["88"].append((f"8a9f{r.number:x}", publish(site, town, r, f"/cms/content/8a9f{r.number:x}.html")))
    for d in decoys(town, 210):
        key = f"8a9f{d.number:x}"
        site.put(f"/cms/content/{key}.html", answer(sheet(town, d.title, d.published, d.body)))
        columns["12"].append((key, Item(d.title, f"/cms/content/{key}.html", d.published)))

    def page(request: Request) -> Answer:
        form = {k: v[0] for k, v in parse_qs(request.body.decode()).items()} if request.method == "POST" else {}
        rows = columns.get(form.get("columnId", ""), [])
        number, limit = int(form.get("page", "1")), int(form.get("limit", "10"))
        part = rows[(number - 1) * limit : number * limit]
        data = [{"uuid": key, "bt": item.title, "fbrq": item.published} for key, item in part]
        return said({"code": 0, "count": len(rows), "data": data})

    site.handle("/cms/content/page", page)
    for column, name in (("88", "政府信息公开年报"), ("12", "通知公告")):
        script = f"""function view(id) {{ window.open('/cms/content/' + id + '.html'); }}
function show(curr) {{ ask('POST', '/cms/content/page', 'columnId={column}&page=' + curr + '&limit=10', 'application/x-www-form-urlencoded', function (d) {{
 put('grid', d.data.map(function (r) {{ return '<tr><td><a href="javascript:void(0)" onclick="view(\\'' + r.uuid + '\\')">' + r.bt + '</a></td><td>' + r.fbrq + '</td></tr>'; }}).join('') + '<tr><td>共 ' + d.count + ' 条</td></tr>'); }}); }}
show(1);"""
        body = f'<table><tbody id="grid"></tbody></table><script src="/lib.js"></script><script>{script}</script>'
        site.put(f"/col/{column}.html", answer(frame(town, name, body)))
    menu = [("政府信息公开年报", "/col/88.html"), ("通知公告", "/col/12.html")]
    site.put("/", answer(frame(town, town.government, ul([item for _, item in columns["12"][:20]]), menu=menu)))
    return [site]


def hydrated(town: Town) -> list[Site]:
    """Pages whose list and text stand as JSON in the page and are shown by script; further pages by path."""
    site = Site("hydrated")
    script = """(function () { var d = JSON.parse(document.getElementById('__NEXT_DATA__').textContent).props.pageProps, r = document.getElementById('__next');
if (d.article) { r.innerHTML = '<h1>' + d.article.title + '</h1><p>发布时间：' + d.article.date + '</p><div>' + d.article.content + '</div>'; return; }
var m = (d.menu || []).map(function (x) { return '<a href="' + x.path + '">' + x.name + '</a>'; }).join(' ');
r.innerHTML = m + '<ul>' + d.list.map(function (x) { return '<li><a href="' + x.path + '">' + x.title + '</a> ' + x.date + '</li>'; }).join('') + '</ul>' + (d.next ? '<a href="' + d.next + '">下一页</a>' : ''); })();"""
    site.put("/_next/main.js", Answer(script.encode(), content_type=SCRIPT))

    def made(title: str, props: dict[str, object]) -> Answer:
        data = json.dumps({"props": {"pageProps": props}}, ensure_ascii=False).replace("</", "<\\/")
        return answer(
            f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{html.escape(title)}</title></head><body><div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{data}</script><script src="/_next/main.js"></script></body></html>'
        )

    lists: dict[str, list[dict[str, str]]] = {"nb": [], "tz": []}
    entries = [("nb", r.title, r.published, r.html, r.number) for r in town.reports(range(2013, 2024))]
    entries += [("tz", d.title, d.published, d.body, d.number) for d in decoys(town, 210)]
    for column, title, published, body, number in entries:
        path = f"/{column}/a/{number}"
        site.put(path, made(title, {"article": {"title": title, "date": published, "content": body}}))
        lists[column].append({"path": path, "title": title, "date": published})
    for column, rows in lists.items():
        size = 4 if column == "nb" else 20
        parts = [rows[start : start + size] for start in range(0, len(rows), size)]
        for n, part in enumerate(parts):
            following = f"/{column}/p/{n + 2}" if n + 1 < len(parts) else ""
            name = {"nb": "政府信息公开年报", "tz": "通知"}[column]
            site.put(f"/{column}" if not n else f"/{column}/p/{n + 1}", made(name, {"list": part, "next": following}))
    menu = [{"name": "政府信息公开年报", "path": "/nb"}, {"name": "通知", "path": "/tz"}]
    site.put("/", made(town.government, {"menu": menu, "list": lists["tz"][:20]}))
    return [site]


def tabs(town: Town) -> list[Site]:
    """A tab for each organ, whose content a function loads by the tab's number; addresses made of organ and year."""
    site = Site("tabs")
    organs = (None, "公安局", "林业局", "医疗保障局")
    heads = []
    for n, bureau in enumerate(organs):
        lines = []
        for year in reversed(range(2016 if bureau is None else 2020, 2024)):
            publish(site, town, town.report(year, bureau), f"/nb/{n}/{year}.html")
            lines.append(f'<li><a href="javascript:;" onclick="openDoc({n},{year})">{year}年度报告</a></li>')
        site.put(
            f"/nb/frag/{n}.html",
            answer(
                f"<ul>{''.join(lines)}</ul><script>function openDoc(o, y) {{ window.open('/nb/' + o + '/' + y + '.html'); }}</script>"
            ),
        )
        heads.append(f'<li onclick="loadTab({n})">{town.name}{bureau or "人民政府"}</li>')
    script = "function loadTab(n) { document.getElementById('box').src = '/nb/frag/' + n + '.html'; }"
    body = f'<ul class="tab">{"".join(heads)}</ul><iframe id="box" src="/nb/frag/0.html"></iframe><script>{script}</script>'
    site.put("/nb/", answer(frame(town, "政府信息公开年报", body)))
    others = furnish(site, town, 210, "/tz/a{}.html")
    notices(site, town, others)
    site.put(
        "/", answer(frame(town, town.government, ul(others[:20]), menu=[("信息公开年报", "/nb/"), ("通知", "/tz/")]))
    )
    return [site]


def scroll(town: Town) -> list[Site]:
    """A list that goes on by 加载更多: fragments of markup in JSON, asked for by an offset that the page holds in data-*."""
    site = Site("scroll")
    site.put("/lib.js", Answer(LIBRARY.encode(), content_type=SCRIPT))
    columns = {"nb": [publish(site, town, r, f"/a/{r.number}.html") for r in town.reports(range(2011, 2024))]}
    columns["tz"] = furnish(site, town, 210, "/a/x{}.html")

    def lines(items: list[Item]) -> str:
        return "".join(
            f'<div class="card"><a href="{i.url}"><h4>{html.escape(i.title)}</h4><p>{i.published}</p></a></div>'
            for i in items
        )

    def more(request: Request) -> Answer:
        asked = query_of(request)
        items = columns.get(asked.get("column", ""), [])
        start = int(asked.get("offset", "0"))
        return said({"html": lines(items[start : start + 5]), "more": start + 5 < len(items)})

    site.handle("/api/more", more)
    for column, name in (("nb", "政府信息公开年报"), ("tz", "通知")):
        script = """(function () { var b = document.getElementById('more'), n = 5; function load() { ask('GET', '/api/more?column=' + b.dataset.column + '&offset=' + n, null, '', function (d) { document.getElementById('cards').insertAdjacentHTML('beforeend', d.html); n += 5; if (!d.more) b.remove(); }); } b.onclick = load; load(); })();"""
        body = f'<div id="cards">{lines(columns[column][:5])}</div><button id="more" data-column="{column}">加载更多</button><script src="/lib.js"></script><script>{script}</script>'
        site.put(f"/{column}.html", answer(frame(town, name, body)))
    menu = [("年报", "/nb.html"), ("通知", "/tz.html")]
    site.put("/", answer(frame(town, town.government, ul(columns["tz"][:20]), menu=menu)))
    return [site]


def listed_in_script(town: Town) -> list[Site]:
    """A list that is an array in a script of its own; its articles are PDF files in a viewer's frame."""
    site = Site("listed_in_script")
    rows = []
    for r in town.reports(range(2015, 2024), ("公安局",)):
        site.put(f"/upload/{r.number}.pdf", Answer(r.pdf, content_type="application/pdf"))
        viewer = f'<iframe src="/pdfjs/web/viewer.html?file=/upload/{r.number}.pdf" width="100%" height="900"></iframe>'
        rows.append({"t": r.title, "u": publish(site, town, r, f"/nb/{r.number}.html", viewer).url, "d": r.published})
    site.put("/nb/data.js", Answer(f"var list = {json.dumps(rows, ensure_ascii=False)};".encode(), content_type=SCRIPT))
    script = "document.write('<ul>' + list.map(function (x) { return '<li><a href=\"' + x.u + '\">' + x.t + '</a><span>' + x.d + '</span></li>'; }).join('') + '</ul>');"
    site.put(
        "/nb/",
        answer(frame(town, "政府信息公开工作年度报告", f'<script src="data.js"></script><script>{script}</script>')),
    )
    others = furnish(site, town, 210, "/tz/a{}.html")
    notices(site, town, others)
    site.put("/zwgk/", answer(frame(town, "政务公开", '<a href="/nb/">年报</a><a href="/zn/">指南</a>')))
    site.put(
        "/", answer(frame(town, town.government, ul(others[:20]), menu=[("政务公开", "/zwgk/"), ("通知", "/tz/")]))
    )
    return [site]


def subsites(town: Town) -> list[Site]:
    """Every organ has a site of its own in a folder, with a base of its own; the government's reports are the office's."""
    site = Site("subsites")
    organs = {"zfb": None, "gaj": "公安局", "tjj": "统计局", "lyj": "林业局", "ybj": "医疗保障局", "nyj": "农业农村局"}
    others = furnish(site, town, 240, "/tz/a{}.html")
    notices(site, town, others)
    for n, (folder, bureau) in enumerate(organs.items()):
        who = f"{town.name}{bureau or '人民政府办公室'}"
        head = f'<base href="/{folder}/">'
        items = [
            publish(site, town, town.report(y, bureau), f"/{folder}/xxgk/nb{y}.html")
            for y in reversed(range(2017 if bureau is None else 2021, 2024))
        ]
        pages = chunks(items, 4)
        for k, part in enumerate(pages):
            relative = [Item(i.title, i.url.removeprefix(f"/{folder}/"), i.published) for i in part]
            ahead = f'<a href="xxgk/l_{k + 2}.html">后页</a>' if k + 1 < len(pages) else ""
            site.put(
                f"/{folder}/xxgk/l.html" if not k else f"/{folder}/xxgk/l_{k + 1}.html",
                answer(frame(town, f"年度报告-{who}", ul(relative) + ahead, head=head)),
            )
        news = [Item(i.title, i.url, i.published) for i in others[n * 30 : n * 30 + 20]]
        menu = [("单位概况", "gk.html"), ("工作动态", "dt.html"), ("信息公开", "xxgk/index.html")]
        site.put(f"/{folder}/", answer(frame(town, who, ul(news), head=head, menu=menu)))
        left = '<ul><li><a href="xxgk/zn.html">公开指南</a></li><li><a href="xxgk/l.html">年度报告</a></li></ul>'
        site.put(f"/{folder}/xxgk/index.html", answer(frame(town, f"信息公开-{who}", left, head=head)))
    links = "".join(
        f'<option value="/{folder}/">{town.name}{bureau or "人民政府办公室"}</option>'
        for folder, bureau in organs.items()
    )
    select = f'<select onchange="location=this.value"><option>部门网站</option>{links}</select>'
    site.put("/", answer(frame(town, town.government, ul(others[:20]) + select, menu=[("通知", "/tz/")])))
    return [site]


PLACES = {
    "table": ("370481", "滕州市"),
    "hydrated": ("330782", "义乌市"),
    "tabs": ("421181", "麻城市"),
    "scroll": ("360881", "井冈山市"),
    "listed_in_script": ("150781", "满洲里市"),
    "subsites": ("430681", "汨罗市"),
}
THIRD = (table, hydrated, tabs, scroll, listed_in_script, subsites)


def build(names: list[str] | None = None, seed: int = 1) -> list[Portal]:
    """The portals asked for, all by default. KeyError for a name that is none."""
    makers = {maker.__name__: maker for maker in THIRD}
    made = []
    for name in names or list(makers):
        town = Town(*PLACES[name], seed)
        made.append(Portal(name, town, tuple(makers[name](town))))
    return made
