"""Ten portals, each with a way to its reports that none of the other sets has, and which town stands on which."""

from __future__ import annotations

import io
import json
import zipfile
from urllib.parse import quote, unquote_to_bytes

from demo.server import Answer, Request, Site, redirect
from demo.server import page as answer
from tests.crawler.held_out.content import Town
from tests.crawler.held_out.portals import Portal
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


def modal(town: Town) -> list[Site]:
    """Texts have no address: an entry opens a window within the page, its text comes by POST."""
    site = Site("modal")
    texts: dict[int, dict[str, object]] = {}
    held: dict[str, list[dict[str, object]]] = {"a": [], "b": []}

    def put(kind: str, title: str, day: str, body: str, n: int) -> None:
        texts[n] = {"id": n, "title": title, "publishDate": day, "content": body}
        held[kind].append({"id": n, "title": title, "publishDate": day})

    for r in town.reports(range(2014, 2024)):
        put("b", r.title, r.published, r.html, r.number)
    for row, body in noise(town, 120):
        put("a", row.title, row.day, body, row.number)

    def said(request: Request) -> dict[str, object]:
        return json.loads(request.body or b"{}")

    site.handle("/api/open/list", lambda request: told({"data": held.get(str(said(request).get("type")), [])[:60]}))
    site.handle("/api/open/detail", lambda request: told({"data": texts.get(int(str(said(request).get("id") or 0)))}))
    script = """function post(u,b,f){fetch(u,{method:'POST',headers:{'Content-Type':'application/json'},body:JSON.stringify(b)}).then(function(r){return r.json();}).then(f);}
function list(t){post('/api/open/list',{type:t},function(r){var u=document.getElementById('lst');u.innerHTML='';r.data.forEach(function(x){var li=document.createElement('li');li.textContent=x.title;li.onclick=function(){post('/api/open/detail',{id:x.id},function(d){document.getElementById('win').innerHTML='<h2>'+d.data.title+'</h2><div>'+d.data.content+'</div>';});};u.append(li);});});}
list('a');"""
    site.put("/js/open.js", Answer(script.encode(), content_type=SCRIPT))
    body = '<a href="javascript:list(\'a\')">公告公示</a> <a href="javascript:list(\'b\')">政府信息公开年度报告</a><ul id="lst"></ul><div id="win"></div><script src="/js/open.js"></script>'
    site.put("/open.html", answer(whole(town, "信息公开", body)))
    others = scatter(site, town, 60, "/n/{}.html")
    entrance(site, town, others, [("信息公开", "/open.html")])
    return [site]


def next_data(town: Town) -> list[Site]:
    """Pages with their data in a JSON island; entries have a slug only; the next pages are asked for as data of a build."""
    site = Site("next_data")
    others = scatter(site, town, 170, "/news/{}")
    rows = [print_report(site, town, r, f"/gov/p-{r.number:x}") for r in town.reports(range(2011, 2024))]

    def props(now: int) -> dict[str, object]:
        part = split(rows, 5)[now - 1] if now <= len(split(rows, 5)) else []
        posts = [{"slug": r.url.rpartition("/")[2], "headline": r.title, "publishedAt": r.day} for r in part]
        return {"pageProps": {"posts": posts, "page": now, "totalPages": len(split(rows, 5))}}

    site.handle("/_next/data/b7Qx/gov.json", lambda request: told(props(number(asked(request), "page", 1))))
    island = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps({"props": props(1), "buildId": "b7Qx"}, ensure_ascii=False)}</script>'
    script = """<script>var D=JSON.parse(document.getElementById('__NEXT_DATA__').textContent),n=1;
function draw(p){document.getElementById('posts').innerHTML=p.posts.map(function(x){return '<article><a href="/gov/'+x.slug+'">'+x.headline+'</a><time>'+x.publishedAt+'</time></article>';}).join('');document.getElementById('nav').innerHTML=p.page<p.totalPages?'<button onclick="turn()">下一页</button>':'';}
function turn(){n++;fetch('/_next/data/'+D.buildId+'/gov.json?page='+n).then(function(r){return r.json();}).then(function(r){draw(r.pageProps);});}
draw(D.props.pageProps);</script>"""
    site.put(
        "/gov",
        answer(whole(town, "政府信息公开工作年度报告", f'<div id="posts"></div><nav id="nav"></nav>{island}{script}')),
    )
    column(site, town, "/news/", "新闻", others)
    entrance(site, town, others, [("新闻", "/news/"), ("年度报告", "/gov")])
    return [site]


def template_data(town: Town) -> list[Site]:
    """A template in the page, its data in a file whose name is an attribute of the list."""
    site = Site("template_data")
    others = scatter(site, town, 170, "/w/{}.html")
    column(site, town, "/w/", "动态", others)
    rows = [
        print_report(site, town, r, f"/gk/nr/{r.number}.html") for r in town.reports(range(2012, 2024), ("司法局",))
    ]
    data = {"infolist": [{"biaoti": r.title, "lianjie": f"nr/{r.number}.html", "shijian": r.day} for r in rows]}
    site.put(
        "/gk/datas/zw_nb.json",
        Answer(
            json.dumps(data, ensure_ascii=False).encode("gb18030"), content_type="application/json; charset=gb18030"
        ),
    )
    script = """(function(){var u=document.querySelector('[data-source]'),t=document.getElementById('tpl').innerHTML;var x=new XMLHttpRequest();x.overrideMimeType('application/json; charset=gb18030');x.open('GET','datas/'+u.getAttribute('data-source')+'.json');x.onload=function(){u.innerHTML=JSON.parse(x.responseText).infolist.map(function(i){return t.replace('[[url]]',i.lianjie).replace('[[title]]',i.biaoti).replace('[[date]]',i.shijian);}).join('');};x.send();})();"""
    site.put("/gk/tpl.js", Answer(script.encode(), content_type=SCRIPT))
    body = '<ul data-source="zw_nb"></ul><script id="tpl" type="text/html"><li><a href="[[url]]">[[title]]</a>[[date]]</li></script><script src="tpl.js"></script>'
    site.put("/gk/nb.html", answer(whole(town, "政府信息公开年报", body)))
    entrance(site, town, others, [("动态", "/w/"), ("政府信息公开年报", "/gk/nb.html")])
    return [site]


def zip_files(town: Town) -> list[Site]:
    """A page a year whose attachment is an archive with the Word file in it."""
    site = Site("zip_files")
    others = scatter(site, town, 170, "/w/{}.html")
    column(site, town, "/w/", "动态", others)
    rows = []
    for n, r in enumerate(town.reports(range(2015, 2024))):
        if n % 2:
            buffer = io.BytesIO()
            with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(f"{r.title}.docx", r.docx)
            site.put(f"/files/{r.number}.zip", Answer(buffer.getvalue(), content_type="application/zip"))
            rows.append(
                print_report(
                    site,
                    town,
                    r,
                    f"/b/{r.number}.html",
                    f'<p>附件：<a href="/files/{r.number}.zip">{r.title}.zip</a></p>',
                )
            )
        else:
            rows.append(print_report(site, town, r, f"/b/{r.number}.html"))
    column(site, town, "/b/", "政府信息公开年报", rows, 4)
    entrance(site, town, others, [("动态", "/w/"), ("政府信息公开年报", "/b/")])
    return [site]


def old_asp(town: Town) -> list[Site]:
    """ASP: a column's name in GBK in the address, links by way of a counter that redirects, pages by number in the query."""

    class Asp(Site):
        def answer(self, request: Request) -> Answer:
            path, _, query = request.path.partition("?")
            given = dict(piece.partition("=")[::2] for piece in query.split("&"))
            if path == "/click.asp":
                return redirect(f"show.asp?id={given.get('id', '')}")
            if path == "/show.asp":
                text = texts.get(given.get("id", ""))
                return answer(text, encoding="gb18030", declared="") if text else self.missing
            if path == "/list.asp":
                name = unquote_to_bytes(given.get("class", "")).decode("gb18030", "replace")
                parts = split(held.get(name, []), 8)
                now = int(given["page"]) if given.get("page", "").isdigit() else 1
                shown = parts[now - 1] if now <= len(parts) else []
                code = quote(name.encode("gb18030"))
                turn = f"<a href=list.asp?class={code}&page={now + 1}>下一页</a>" if now < len(parts) else ""
                body = whole(town, name, lines(shown) + f"页次：{now}/{len(parts)} {turn}").replace("utf-8", "gb2312")
                return answer(body, encoding="gb18030", declared="")
            return super().answer(request)

    site = Asp("old_asp")
    texts: dict[str, str] = {}
    held: dict[str, list[Row]] = {"年度报告": [], "本地新闻": []}
    for r in town.reports(range(2008, 2023)):
        texts[str(r.number)] = told_page(town, r.title, r.published, r.html).replace("utf-8", "gb2312")
        held["年度报告"].append(Row(r.title, f"click.asp?id={r.number}", r.published))
    for row, body in noise(town, 180):
        texts[str(row.number)] = told_page(town, row.title, row.day, body).replace("utf-8", "gb2312")
        held["本地新闻"].append(Row(row.title, f"click.asp?id={row.number}", row.day))
    menu = [(name, f"list.asp?class={quote(name.encode('gb18030'))}") for name in held]
    home = whole(town, town.government, lines(held["本地新闻"][:20]), menu=menu).replace("utf-8", "gb2312")
    site.put("/", answer(home, encoding="gb18030", declared=""))
    return [site]


def year_blocks(town: Town) -> list[Site]:
    """Blocks of years whose links are names of organs and nothing else."""
    site = Site("year_blocks")
    others = scatter(site, town, 180, "/w/{}.html")
    column(site, town, "/w/", "动态", others)
    blocks = ""
    for year in range(2023, 2014, -1):
        links = ""
        for office in (None, "司法局", "商务局", "东湖镇人民政府"):
            r = town.report(year, office)
            row = print_report(site, town, r, f"/zt/{year}/{r.number}.html")
            links += f'<td><a href="{row.url}" target="_blank">{office or "县政府"}</a></td>'
        blocks += f"<div class='blk'><h4>{year}年</h4><table><tr>{links}</tr></table></div>"
    site.put("/zt/", answer(whole(town, "历年政府信息公开年度报告", blocks)))
    entrance(site, town, others, [("动态", "/w/"), ("历年政府信息公开年度报告", "/zt/")])
    return [site]


def older_elsewhere(town: Town) -> list[Site]:
    """The column holds the last three; a small link below it leads to the years before, in a folder of the site's old version."""
    site = Site("older_elsewhere")
    others = scatter(site, town, 180, "/w/{}.html")
    column(site, town, "/w/", "动态", others)
    reports = town.reports(range(2009, 2024))
    rows = [
        print_report(site, town, r, f"/xxgk/nb/t{r.published.replace('-', '')}_{r.number}.html") for r in reports[:3]
    ]
    old = [print_report(site, town, r, f"/old/2020/show/{r.number}.htm") for r in reports[3:]]
    for n, part in enumerate(split(old, 4)):
        ahead = f'<a href="more{n + 2}.htm">后一页</a>' if (n + 1) * 4 < len(old) else ""
        site.put(f"/old/2020/more{n + 1}.htm", answer(whole(town, "旧版", lines(part) + ahead)))
    site.put(
        "/xxgk/nb/",
        answer(
            whole(
                town,
                "政府信息公开年报",
                lines(rows) + '<p align="right"><a href="/old/2020/more1.htm">查看往年</a></p>',
            )
        ),
    )
    site.put("/xxgk/", answer(whole(town, "政府信息公开", '<a href="nb/">年报</a>')))
    entrance(site, town, others, [("动态", "/w/"), ("政府信息公开", "/xxgk/")])
    return [site]


def encoded_text(town: Town) -> list[Site]:
    """The text of an article is written by its script from escapes, so that it cannot be copied."""
    site = Site("encoded_text")
    others = scatter(site, town, 170, "/w/{}.html")
    column(site, town, "/w/", "动态", others)
    rows = []
    for r in town.reports(range(2016, 2024), ("信访局",)):
        escaped = "".join(
            c if c.isascii() and c not in "%\"'\\\n" else f"%u{ord(c):04x}" if ord(c) < 65536 else "" for c in r.html
        )
        rows.append(
            print_report(
                site, town, r, f"/b/{r.number}.html", f'<script>document.write(unescape("{escaped}"));</script>'
            )
        )
    column(site, town, "/b/", "政府信息公开年报", rows, 9)
    entrance(site, town, others, [("动态", "/w/"), ("政府信息公开年报", "/b/")])
    return [site]


def rel_next(town: Town) -> list[Site]:
    """A theme whose pager is an arrow drawn by a font, and a relation in the head."""
    site = Site("rel_next")
    others = scatter(site, town, 170, "/w/{}.html")
    column(site, town, "/w/", "动态", others)
    parts = split([print_report(site, town, r, f"/b/{r.number}/") for r in town.reports(range(2008, 2024))], 4)
    for n, part in enumerate(parts):
        path = "/topics/annual/" if n == 0 else f"/topics/annual/page/{n + 1}/"
        ahead = f"/topics/annual/page/{n + 2}/"
        more = n + 1 < len(parts)
        head = f'<link rel="next" href="{ahead}">' if more else ""
        arrow = (
            f'<a class="nav-link fa-chevron" rel="next" href="{ahead}" aria-label="Older"><i class="fa fa-chevron-right"></i></a>'
            if more
            else ""
        )
        site.put(path, answer(whole(town, "政府信息公开工作年度报告", lines(part) + arrow, head=head)))
    entrance(site, town, others, [("动态", "/w/"), ("政府信息公开工作年度报告", "/topics/annual/")])
    return [site]


def goto_button(town: Town) -> list[Site]:
    """A year is chosen, then a button pressed; its handler makes the address of the box's value."""
    site = Site("goto_button")
    others = scatter(site, town, 170, "/w/{}.html")
    column(site, town, "/w/", "动态", others)
    for year in range(2023, 2012, -1):
        rows = [
            print_report(site, town, r, f"/nb/{year}/{r.number}.html")
            for r in (town.report(year), town.report(year, "商务局"))
        ]
        site.put(f"/nb/{year}.html", answer(whole(town, f"{year}", lines(rows))))
    options = "".join(f"<option>{year}</option>" for year in range(2023, 2012, -1))
    button = "<button onclick=\"location.href='/nb/'+document.getElementById('y').value+'.html'\">查看</button>"
    site.put(
        "/nb/", answer(whole(town, "政府信息公开年度报告", f'请选择年度 <select id="y">{options}</select>{button}'))
    )
    entrance(site, town, others, [("动态", "/w/"), ("政府信息公开年度报告", "/nb/")])
    return [site]


SIXTH = (
    modal,
    next_data,
    template_data,
    zip_files,
    old_asp,
    year_blocks,
    older_elsewhere,
    encoded_text,
    rel_next,
    goto_button,
)
PLACES = {
    "modal": ("511781", "万源市"),
    "next_data": ("360826", "泰和县"),
    "template_data": ("411525", "固始县"),
    "zip_files": ("341126", "凤阳县"),
    "old_asp": ("152223", "扎赉特旗"),
    "year_blocks": ("430921", "南县"),
    "older_elsewhere": ("350429", "泰宁县"),
    "encoded_text": ("621026", "宁县"),
    "rel_next": ("330127", "淳安县"),
    "goto_button": ("370883", "邹城市"),
}


def build(names: list[str] | None = None, seed: int = 1) -> list[Portal]:
    """The portals asked for, all by default. KeyError for a name that is none."""
    makers = {maker.__name__: maker for maker in SIXTH}
    made = []
    for name in names or list(makers):
        town = Town(*PLACES[name], seed)
        made.append(Portal(name, town, tuple(makers[name](town))))
    return made
