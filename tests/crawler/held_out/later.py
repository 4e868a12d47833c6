"""Portals made after the first mends, to see whether these hold: nothing was tuned between writing and measuring them."""

from __future__ import annotations

import json
from urllib.parse import parse_qs

from demo.server import Answer, Request, Site
from demo.server import page as answer
from tests.crawler.held_out.chrome import Entry, listing, page
from tests.crawler.held_out.content import Town
from tests.crawler.held_out.oddities import put_decoys, put_list, put_report
from tests.crawler.held_out.systems import JSON, SCRIPT


def routed(town: Town) -> list[Site]:
    """A shell whose articles are routes after the hash too, their text from an API."""
    site = Site("routed")
    texts: dict[str, dict[str, str]] = {}
    lists: dict[str, list[dict[str, str]]] = {"nb": [], "gg": []}
    items = [("nb", r.title, r.published, r.html, r.number) for r in town.reports(range(2017, 2024))]
    items += [("gg", d.title, d.published, d.body, d.number) for d in town.decoys(50)]
    for column, title, published, body, number in items:
        texts[str(number)] = {"title": title, "publishTime": published, "content": body}
        lists[column].append({"id": str(number), "title": title, "publishTime": published})

    def listed(request: Request) -> Answer:
        column = parse_qs(request.path.partition("?")[2]).get("column", ["gg"])[0]
        return Answer(json.dumps({"rows": lists.get(column, [])}).encode(), content_type=JSON)

    def shown(request: Request) -> Answer:
        number = parse_qs(request.path.partition("?")[2]).get("id", [""])[0]
        return Answer(json.dumps(texts.get(number, {})).encode(), content_type=JSON)

    site.handle("/prod-api/articles", listed)
    site.handle("/prod-api/article", shown)
    script = """(function () { var app = document.getElementById('app');
function get(u, f) { fetch(u).then(function (r) { return r.json(); }).then(f); }
function render() { var h = location.hash, d = /^#\\/article\\/(\\d+)/.exec(h), l = /^#\\/column\\/(\\w+)/.exec(h);
 if (d) { get('/prod-api/article?id=' + d[1], function (a) { app.innerHTML = '<h1>' + a.title + '</h1><p>发布时间：' + a.publishTime + '</p><div class="content">' + a.content + '</div>'; }); return; }
 get('/prod-api/articles?column=' + (l ? l[1] : 'gg'), function (d) { app.innerHTML = '<ul><li><a href="#/column/gg">公告</a></li><li><a href="#/column/nb">政府信息公开年报</a></li></ul><ul>' + d.rows.map(function (a) { return '<li><a href="#/article/' + a.id + '">' + a.title + '</a><span>' + a.publishTime + '</span></li>'; }).join('') + '</ul>'; }); }
window.addEventListener('hashchange', render); render(); })();"""
    site.put("/app.js", Answer(script.encode(), content_type=SCRIPT))
    site.put(
        "/",
        answer(
            f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{town.government}</title></head><body><div id="app"></div><script src="/app.js"></script></body></html>'
        ),
    )
    return [site]


def posted(town: Town) -> list[Site]:
    """Lists that a script asks for by POST, with a form of its own; pages by a button."""
    site = Site("posted")
    entries = [put_report(site, town, r, f"/xxgk/{r.number}.html") for r in town.reports(range(2014, 2024))]
    decoys = put_decoys(site, town, 60)

    def rows(request: Request) -> Answer:
        form = parse_qs(request.body.decode("latin-1"))
        if request.method != "POST" or form.get("columnId") != ["88"]:
            return Answer(b'{"code":500}', content_type=JSON)
        data = [{"infoTitle": e.title, "infoUrl": e.url, "infoDate": e.published} for e in entries]
        return Answer(json.dumps({"code": 0, "total": len(data), "data": data}).encode(), content_type=JSON)

    site.handle("/info/list.do", rows)
    script = """fetch('/info/list.do', {method: 'POST', headers: {'Content-Type': 'application/x-www-form-urlencoded'}, body: 'columnId=88&pageNo=1&pageSize=20'})
.then(function (r) { return r.json(); }).then(function (d) { document.getElementById('infoList').innerHTML = d.data.map(function (e) { return '<li><a href="' + e.infoUrl + '">' + e.infoTitle + '</a><span>' + e.infoDate + '</span></li>'; }).join(''); });"""
    site.put("/nb.html", answer(page(town, "政府信息公开年报", f'<ul id="infoList"></ul><script>{script}</script>')))
    put_list(site, town, "/gg/", "公告", decoys)
    nav = [("政府信息公开", "/xxgk.html"), ("公告", "/gg/")]
    site.put(
        "/xxgk.html",
        answer(
            page(
                town,
                "政府信息公开",
                '<ul><li><a href="/zn.html">指南</a></li><li><a href="/nb.html">年报</a></li></ul>',
            )
        ),
    )
    site.put("/", answer(page(town, town.government, listing(decoys[:15]), nav=nav)))
    return [site]


def attached(town: Town) -> list[Site]:
    """One page with all years' reports as attachments; another where each title lacks its year."""
    site = Site("attached")
    links = []
    for r in town.reports(range(2014, 2022)):
        path = f"/attachment/W0{r.published.replace('-', '')}{r.number}.docx"
        site.put(path, Answer(r.docx, content_type="application/octet-stream"))
        links.append(f'<p><a href="{path}">附件：{r.year}年政府信息公开工作年度报告.docx</a></p>')
    decoys = put_decoys(site, town, 90)
    whole = page(
        town,
        f"{town.name}历年政府信息公开工作年度报告",
        f'<h1>{town.name}历年政府信息公开工作年度报告</h1><div class="content">{"".join(links)}</div>',
    )
    site.put("/zwgk/lnbg.html", answer(whole))
    entries = [
        Entry("政府信息公开工作年度报告", put_report(site, town, r, f"/zwgk/{r.number}.html").url, r.published)
        for r in [town.report(y) for y in (2023, 2022)]
    ]
    entries.append(Entry("历年政府信息公开工作年度报告", "/zwgk/lnbg.html", "2022-02-01"))
    put_list(site, town, "/zwgk/nb/", "政府信息公开年报", entries)
    put_list(site, town, "/gg/", "公告", decoys)
    site.put(
        "/",
        answer(
            page(town, town.government, listing(decoys[:15]), nav=[("政府信息公开年报", "/zwgk/nb/"), ("公告", "/gg/")])
        ),
    )
    return [site]


LATER = (routed, posted, attached)
