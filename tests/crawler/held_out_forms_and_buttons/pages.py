"""Portals whose lists are pages or forms: what leads to the next page is what differs."""

from __future__ import annotations

import base64
import gzip
import html

from demo.server import Answer, Handler, Request, Site, redirect
from demo.server import page as answer
from tests.crawler.held_out.content import Town
from tests.crawler.held_out_forms_and_buttons.kit import (
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
    told_page,
    whole,
)


def catalogue_jsp(town: Town) -> list[Site]:
    """An old catalogue: the tree is a script's d.add(), its columns answer a POST with a table of index numbers, and
    the pager calls a function that fills a hidden field and submits."""
    site = Site("catalogue_jsp")
    others = scatter(site, town, 220, "/xxgk/detail_{}.jsp")
    held = {"A0102": others[:60], "B0304": others[60:], "Z0901": [], "Z0902": []}
    for r in town.reports(range(2010, 2024), ("司法局",)):
        kind = "Z0901" if r.key.endswith("government") else "Z0902"
        held[kind].append(print_report(site, town, r, f"/xxgk/detail_{r.number}.jsp"))

    def listed(request: Request) -> Answer:
        said = asked(request)
        rows = held.get(said.get("classid", ""), [])
        parts = split(rows, 6)
        now = min(number(said, "curpage", 1), len(parts))
        body = "".join(
            f'<tr><td>{town.code}/{said.get("classid")}-{r.number}</td><td><a href="detail_{r.number}.jsp" target="_blank">{html.escape(r.title)}</a></td><td>{r.day}</td></tr>'
            for r in parts[now - 1]
        )
        form = f"""<form name="f1" method="post" action="list.jsp"><input type="hidden" name="classid" value="{said.get("classid", "")}"><input type="hidden" name="curpage" value="{now}">
<table border="1"><tr><th>索引号</th><th>信息名称</th><th>生成日期</th></tr>{body}</table>
共{len(rows)}条 第{now}/{len(parts)}页 <a href="javascript:go(1)">首页</a> <a href="javascript:go({max(1, now - 1)})">上页</a> <a href="javascript:go({min(now + 1, len(parts))})">下页</a> <a href="javascript:go({len(parts)})">尾页</a></form>
<script>function go(n) {{ document.f1.curpage.value = n; document.f1.submit(); }}</script>"""
        return answer(f"<html><head><title>信息列表</title></head><body>{form}</body></html>")

    site.handle("/xxgk/list.jsp", listed)
    tree = """<script>d = {a: [], add: function (i, p, n, u) { this.a.push([i, p, n, u]); }};
d.add(0,-1,'公开目录');d.add(1,0,'机构职能','list.jsp?classid=A0102','','right');d.add(2,0,'工作信息','list.jsp?classid=B0304','','right');
d.add(3,0,'年度报告');d.add(4,3,'县政府','list.jsp?classid=Z0901','','right');d.add(5,3,'各部门','list.jsp?classid=Z0902','','right');
document.write(d.a.map(function (x) { return x[3] ? '<div><a target="right" href="' + x[3] + '">' + x[2] + '</a></div>' : '<div>' + x[2] + '</div>'; }).join(''));</script>"""
    site.put("/xxgk/tree.jsp", answer(f"<html><body>{tree}</body></html>"))
    site.put(
        "/xxgk/index.jsp",
        answer(
            '<html><head><title>信息公开</title></head><frameset cols="200,*"><frame src="tree.jsp"><frame name="right" src="list.jsp?classid=A0102"></frameset></html>'
        ),
    )
    entrance(site, town, others, [("信息公开目录", "/xxgk/index.jsp")])
    return [site]


def session_jsp(town: Town) -> list[Site]:
    """JSP with a session id in every path and parameters for column, page and text; the pager is onclick with numbers."""
    site = Site("session_jsp")
    texts: dict[str, str] = {}
    columns: dict[str, list[Row]] = {"15971": [], "15980": [], "24186": []}
    for r in town.reports(range(2009, 2025), ("商务局",)):
        cat = "15971" if r.key.endswith("government") else "15980"
        texts[str(r.number)] = told_page(town, r.title, r.published, r.html)
        columns[cat].append(Row(r.title, "", r.published, r.number))

    for row, body in noise(town, 230):
        texts[str(row.number)] = told_page(town, row.title, row.day, body)
        columns["24186"].append(row)
    visits = iter(range(10**6))

    def address(row: Row, cat: str) -> str:
        return f"iIndex.jsp;jsessionid={next(visits):016X}?node_id=GKhq&cat_id={cat}&news_id={row.number}"

    class Sessions(Site):
        def answer(self, request: Request) -> Answer:
            path, _, _ = request.path.partition("?")
            name = path.partition(";")[0]
            said = asked(request)
            if name == "/info/iIndex.jsp":
                text = texts.get(said.get("news_id", ""))
                return answer(text) if text else self.missing
            if name == "/info/iList.jsp":
                cat = said.get("cat_id", "24186")
                parts = split(columns.get(cat, []), 8)
                now = number(said, "cur_page", 1)
                part = parts[now - 1] if now <= len(parts) else []
                rows = [Row(r.title, address(r, cat), r.day) for r in part]
                turn = "".join(
                    f'<a href="#" onclick="turnPage({n});return false;">{n}</a>' for n in range(1, len(parts) + 1)
                )
                script = f"<script>function turnPage(n) {{ location.href = 'iList.jsp?node_id=GKhq&cat_id={cat}&cur_page=' + n; }}</script>"
                return answer(whole(town, "列表", lines(rows) + turn + script))
            return super().answer(request)

    site = Sessions("session_jsp")
    first = [Row(r.title, "info/" + address(r, "24186"), r.day) for r in columns["24186"][:20]]
    left = "".join(
        f'<p><a href="iList.jsp?node_id=GKhq&amp;cat_id={cat}">{name}</a></p>'
        for cat, name in (("15960", "公开指南"), ("15971", "政府年报"), ("15980", "部门年报"))
    )
    site.put("/info/iHome.jsp", answer(whole(town, "政府信息公开专栏", left)))
    menu = [("公告", "info/iList.jsp?node_id=GKhq&cat_id=24186"), ("政府信息公开", "info/iHome.jsp")]
    entrance(site, town, first, menu)
    return [site]


def dropdown_aspx(town: Town) -> list[Site]:
    """WebForms: the year is a drop-down that posts itself back, the pager is link buttons, and the view state is checked."""
    site = Site("dropdown_aspx")
    others = scatter(site, town, 210, "/news/show_{}.aspx")
    column(site, town, "/news/", "新闻", others)
    years: dict[str, list[Row]] = {}
    for r in town.reports(range(2013, 2024), ("科学技术局", "信访局")):
        years.setdefault(str(r.year), []).append(print_report(site, town, r, f"/gkml/view_{r.number}.aspx"))

    def state(year: str, now: int) -> str:
        return base64.b64encode(f"{year}|{now}|{town.code}".encode()).decode()

    def listed(request: Request) -> Answer:
        said = asked(request)
        year, now = "2023", 1
        if request.method == "POST":
            held = base64.b64decode(said.get("__VIEWSTATE", "")).decode().split("|")
            if len(held) != 3 or "__EVENTVALIDATION" not in said:
                return answer("<html><body>视图状态无效</body></html>", status=500)
            year, now = held[0], int(held[1])
            target, argument = said.get("__EVENTTARGET", ""), said.get("__EVENTARGUMENT", "")
            if target.endswith("ddlYear"):
                year, now = said.get("ctl00$main$ddlYear", year), 1
            elif target.endswith("Pager"):
                now = int(argument)
        parts = split(years.get(year, []), 2)
        options = "".join(
            f'<option value="{y}"{" selected" if y == year else ""}>{y}年</option>' for y in sorted(years, reverse=True)
        )
        rows = "".join(
            f'<tr><td><a href="view_{r.number}.aspx">{html.escape(r.title)}</a></td><td>{r.day}</td></tr>'
            for r in parts[now - 1]
        )
        pager = " ".join(
            f"<span>{n}</span>"
            if n == now
            else f"""<a href="javascript:__doPostBack('ctl00$main$Pager','{n}')">{n}</a>"""
            for n in range(1, len(parts) + 1)
        )
        body = f"""<form method="post" action="./nb.aspx" id="aspnetForm"><input type="hidden" name="__EVENTTARGET" id="__EVENTTARGET" value=""><input type="hidden" name="__EVENTARGUMENT" id="__EVENTARGUMENT" value="">
<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="{state(year, now)}"><input type="hidden" name="__EVENTVALIDATION" value="ok{year}">
<script>function __doPostBack(t, a) {{ var f = document.getElementById('aspnetForm'); f.__EVENTTARGET.value = t; f.__EVENTARGUMENT.value = a; f.submit(); }}</script>
年度：<select name="ctl00$main$ddlYear" id="ctl00_main_ddlYear" onchange="javascript:setTimeout('__doPostBack(\\'ctl00$main$ddlYear\\',\\'\\')', 0)">{options}</select>
<table>{rows}</table><div>{pager}</div></form>"""
        return answer(whole(town, "政府信息公开年度报告", body))

    site.handle("/gkml/nb.aspx", listed)
    menu = [("新闻", "/news/"), ("信息公开年度报告", "/gkml/nb.aspx")]
    entrance(site, town, others, menu)
    return [site]


def frames_gb(town: Town) -> list[Site]:
    """GB18030 under a header that says ISO-8859-1: an image map, frames in frames, reports saved by Word or in Word."""
    site = Site("frames_gb")

    def put(path: str, text: str) -> None:
        site.put(path, Answer(text.encode("gb18030"), content_type="text/html; charset=ISO-8859-1"))

    rows = []
    for n, r in enumerate(town.reports(range(2008, 2022))):
        if n % 3 == 2:
            path = f"/gk/nb/{r.number}.doc"
            site.put(path, Answer(r.word_html, content_type="application/msword"))
        else:
            path = f"/gk/nb/{r.number}.htm"
            put(path, told_page(town, r.title, r.published, r.html).replace('charset="utf-8"', 'charset="gb2312"'))
        rows.append(Row(r.title, path.rpartition("/")[2], r.published))
    others = []

    for row, body in noise(town, 200):
        path = f"/xw/{row.number}.htm"
        put(path, told_page(town, row.title, row.day, body).replace('charset="utf-8"', 'charset="gb2312"'))
        others.append(Row(row.title, path, row.day))
    for n, part in enumerate(split(others, 40)):
        turn = f'<a href="list{n + 2}.htm">[下一页]</a>' if (n + 1) * 40 < len(others) else ""
        put("/xw/list.htm" if n == 0 else f"/xw/list{n + 1}.htm", f"<html><body>{lines(part)}{turn}</body></html>")
    for n, part in enumerate(split(rows, 5)):
        turn = f'<a href="nb{n + 2}.htm"><img src="/img/next.gif" border=0></a>' if (n + 1) * 5 < len(rows) else ""
        put(f"/gk/nb/nb{n + 1}.htm", f"<html><body bgcolor=#fff>{lines(part)}{turn}</body></html>")
    put("/gk/nb/main.htm", '<html><body><iframe src="nb1.htm" width=600 height=500></iframe></body></html>')
    put(
        "/gk/left.htm",
        '<html><body><p><a href="zn.htm" target=m>指南</a><p><a href="nb/main.htm" target=m>年度报告</a></body></html>',
    )
    put("/gk/zn.htm", "<html><body><h2>政府信息公开指南</h2><p>为了更好地提供服务，编制本指南。</p></body></html>")
    put(
        "/gk/index.htm",
        "<html><head><title>信息公开</title></head><frameset cols=180,*><frame src=left.htm><frame name=m src=zn.htm><noframes>请升级浏览器</noframes></frameset></html>",
    )
    put(
        "/",
        f"<html><head><title>{town.name}人民政府</title></head><body><img src=/img/top.jpg usemap=#t><map name=t><area shape=rect coords=0,0,80,30 href=/xw/list.htm alt=新闻><area shape=rect coords=90,0,160,30 href=/gk/index.htm></map>{lines(others[:15])}</body></html>",
    )
    return [site]


def dede(town: Town) -> list[Site]:
    """A list that is a query, a pager that is a drop-down of addresses, and reports cut into several pages."""
    site = Site("dede")
    rows = []
    for n, r in enumerate(town.reports(range(2012, 2025))):
        stem = f"/a/zwgk/ndbg/{r.published.replace('-', '/')}/{r.number}"
        half = r.html.find("</p>", len(r.html) // 3) + 4
        if n % 4 == 1 and half > 4 and "<table" not in r.html[:half]:
            turn = f'<ul class="pagelist"><li><a>共2页: </a></li><li class="thisclass"><a href="#">1</a></li><li><a href="{r.number}_2.html">2</a></li><li><a href="{r.number}_2.html">下一页</a></li></ul>'
            back = turn.replace(f"{r.number}_2", str(r.number)).replace("下一页", "上一页")
            site.put(f"{stem}.html", answer(told_page(town, r.title, r.published, r.html[:half], more=turn)))
            site.put(f"{stem}_2.html", answer(told_page(town, r.title + "(2)", r.published, r.html[half:], more=back)))
            rows.append(Row(r.title, f"{stem}.html", r.published))
        else:
            rows.append(print_report(site, town, r, f"{stem}.html"))
    others = scatter(site, town, 250, "/a/xinwen/{}.html")
    held = {"12": rows, "3": others}

    def listed(request: Request) -> Answer:
        said = asked(request)
        tid = said.get("tid", "3")
        parts = split(held.get(tid, []), 5 if tid == "12" else 20)
        now = number(said, "PageNo", 1)
        if now > len(parts):
            return site.missing
        url = f"/plus/list.php?tid={tid}&TotalResult={len(held.get(tid, []))}&PageNo="
        options = "".join(
            f"<option value='{html.escape(url)}{n}'{' selected' if n == now else ''}>{n}</option>"
            for n in range(1, len(parts) + 1)
        )
        pager = (
            f"<select name='sldd' onchange='location.href=this.options[this.selectedIndex].value;'>{options}</select>"
        )
        return answer(whole(town, "列表", lines(parts[now - 1], cut=24) + pager))

    site.handle("/plus/list.php", listed)
    site.put("/zwgk/", answer(whole(town, "政务公开", '<a href="/plus/list.php?tid=12">年度报告</a>')))
    entrance(site, town, others, [("新闻", "/plus/list.php?tid=3"), ("政务公开", "/zwgk/")])
    return [site]


def drupal(town: Town) -> list[Site]:
    """Nodes with aliases and print versions, pages counted from nought, a form for the year, files behind nodes."""
    site = Site("drupal")
    rows = []
    for n, r in enumerate(town.reports(range(2014, 2024), ("住房和城乡建设局",))):
        alias = f"/zwgk/nianbao/{r.number}"
        head = f'<link rel="canonical" href="{alias}"><link rel="shortlink" href="/node/{r.number}">'
        if n % 3:
            inner = r.html + f'<div class="links"><a href="/print/{r.number}">打印版本</a></div>'
        else:
            file = f"/sites/default/files/{r.published[:7]}/{r.number:x}.pdf"
            site.put(file, Answer(r.pdf, content_type="application/pdf"))
            inner = f'<div class="field field--name-field-fujian"><span class="file file--mime-application-pdf"><a href="{file}" type="application/pdf">{r.title}.pdf</a></span></div>'
        rows.append(print_report(site, town, r, alias, inner, head=head))
        site.put(f"/node/{r.number}", answer(told_page(town, r.title, r.published, inner, head=head)))
        if n % 3:
            site.put(f"/print/{r.number}", answer(f"<html><body><h1>{r.title}</h1>{r.html}</body></html>"))
    others = scatter(site, town, 220, "/node/{}")
    held = {"/zwgk/nianbao": rows, "/xinwen": others}

    def listing_of(path: str) -> None:
        def listed(request: Request) -> Answer:
            said = asked(request)
            chosen = [r for r in held[path] if said.get("year", "All") in ("All", r.day[:4])]
            parts = split(chosen, 7)
            now = number(said, "page", 0)
            shown = parts[now] if now < len(parts) else []
            turn = "".join(
                f'<li class="pager__item"><a href="?year=All&amp;page={n}">{n + 1}</a></li>'
                for n in range(len(parts))
                if abs(n - now) < 3
            )
            years = "".join(f'<option value="{y}">{y}</option>' for y in range(2012, 2026))
            form = f'<form action="{path}" method="get"><select name="year"><option value="All">- 任意 -</option>{years}</select><input type="submit" value="应用"></form>'
            links = lines(
                Row(r.title, f"/node/{r.url.rpartition('/')[2]}" if k % 2 else r.url, r.day)
                for k, r in enumerate(shown)
            )
            return answer(whole(town, "信息列表", f'{form}{links}<nav class="pager"><ul>{turn}</ul></nav>'))

        site.handle(path, listed)

    for path in held:
        listing_of(path)
    feed = "".join(f"<item><title>{r.title}</title><link>{r.url}</link></item>" for r in others[:10])
    site.put("/rss.xml", Answer(f"<rss><channel>{feed}</channel></rss>".encode(), content_type="application/rss+xml"))
    menu = [("新闻", "/xinwen"), ("政务公开", "/zwgk")]
    site.put(
        "/zwgk", answer(whole(town, "政务公开", '<h2>法定主动公开</h2><a href="/zwgk/nianbao">政府信息公开年报</a>'))
    )
    entrance(site, town, others, menu)
    return [site]


def hub_of_years(town: Town) -> list[Site]:
    """A drop-down of years, each year a page of government, departments and towns; link texts without years; a mobile
    twin, an English and a Traditional version, a print version; years in Chinese numerals."""
    site = Site("hub_of_years")
    digits = str.maketrans("0123456789", "〇一二三四五六七八九")
    others = scatter(site, town, 200, "/xwzx/{}.html")
    column(site, town, "/xwzx/", "新闻中心", others)
    offices = (None, "信访局", "司法局", "城关镇人民政府")
    for year in range(2015, 2024):
        rows = []
        for office in offices:
            r = town.report(year, office)
            title = r.title.replace(str(year), str(year).translate(digits)) if year % 3 == 0 else r.title
            path = f"/zfxxgk/nb/{year}/{r.number}.html"
            tools = f'<a href="/m{path}">手机版</a> <a href="{path}?print=1">打印</a> <a href="/big5{path}">繁體</a>'
            page = told_page(town, title, r.published, r.html, more=tools)
            site.put(path, answer(page))
            site.put(f"{path}?print=1", answer(page))
            site.put(
                f"/m{path}",
                answer(f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{r.html}</body></html>"),
            )
            shown = f"{office}政府信息公开工作年度报告" if office else "政府信息公开工作年度报告"
            rows.append(Row(shown, f"{r.number}.html", r.published))
        site.put(f"/zfxxgk/nb/{year}/", answer(whole(town, "年度报告", lines(rows))))
    options = "".join(f'<option value="nb/{year}/">{year}</option>' for year in range(2023, 2014, -1))
    select = (
        f'<select onchange="if(this.value)window.open(this.value)"><option value="">选择年份</option>{options}</select>'
    )
    site.put("/zfxxgk/", redirect("/zfxxgk/index.html", 301))
    site.put("/zfxxgk/index.html", answer(whole(town, "政府信息公开年度报告", f"<h2>年度报告</h2>{select}")))
    site.put(
        "/en/",
        answer(
            "<html><body><h1>County Government</h1><a href='/en/news.html'>Annual Report on Government Information</a></body></html>"
        ),
    )
    entrance(site, town, others, [("新闻", "/xwzx/"), ("政府信息公开", "/zfxxgk/"), ("English", "/en/")])
    return [site]


def lying_utf16(town: Town) -> list[Site]:
    """UTF-16 sent as gb2312; columns are numbers in the path; a script of the page knows how many pages there are."""
    site = Site("lying_utf16")

    def put(path: str, text: str) -> None:
        site.put(
            path,
            Answer(
                text.replace('charset="utf-8"', 'charset="gb2312"').encode("utf-16"),
                content_type="text/html; charset=gb2312",
            ),
        )

    columns: dict[str, list[Row]] = {"109/171": [], "109/290": []}
    for r in town.reports(range(2011, 2024)):
        path = f"/109/290/content_{r.number}.html"
        put(path, told_page(town, r.title, r.published, r.html))
        columns["109/290"].append(Row(r.title, path, r.published))
    for row, body in noise(town, 190):
        path = f"/109/171/content_{row.number}.html"
        put(path, told_page(town, row.title, row.day, body))
        columns["109/171"].append(Row(row.title, path, row.day))
    for folder, rows in columns.items():
        parts = split(rows, 6)
        for n, part in enumerate(parts):
            script = f"""<div id="pages"></div><script>var pageCount = {len(parts)}, current = {n + 1};
(function () {{ var h = ''; for (var i = 1; i <= pageCount; i++) h += '<a href="' + (i == 1 ? 'index.html' : 'index_p' + i + '.html') + '">' + i + '</a>'; document.getElementById('pages').innerHTML = h; }})();</script>"""
            put(
                f"/{folder}/index.html" if n == 0 else f"/{folder}/index_p{n + 1}.html",
                whole(town, "栏目", lines(part) + script),
            )
    put(
        "/109/index.html",
        whole(town, "政务公开", '<a href="171/index.html">动态</a><a href="290/index.html">信息公开年度报告</a>'),
    )
    put(
        "/", whole(town, f"{town.name}人民政府", lines(columns["109/171"][:20]), menu=[("政务公开", "/109/index.html")])
    )
    return [site]


def splash(town: Town) -> list[Site]:
    """A picture that sends on by script, then by refresh; a site map in gzip under an index; nothing else leads there."""

    site = Site("splash")
    others = scatter(site, town, 260, "/doc/xw/{}.html")
    rows = [
        print_report(site, town, r, f"/doc/gknb/{r.number}.html") for r in town.reports(range(2016, 2025), ("商务局",))
    ]
    column(site, town, "/list/", "动态", others)
    site.put(
        "/",
        answer(
            "<html><body><img src='/g.jpg'><script>var u='/home/';setTimeout(function(){self.location.replace(u+'index.html')},100)</script></body></html>"
        ),
    )
    site.put(
        "/home/index.html",
        answer('<html><head><meta http-equiv="Refresh" content="0; URL=../portal.html"></head><body></body></html>'),
    )
    site.put("/portal.html", answer(whole(town, town.government, lines(others[:20]), menu=[("动态", "/list/")])))

    def robots(request: Request) -> Answer:
        host = request.headers.get("host", "")
        return Answer(
            f"User-agent: *\nDisallow: /admin/\nSitemap: http://{host}/maps/index.xml\n".encode(),
            content_type="text/plain",
        )

    def index(request: Request) -> Answer:
        host = request.headers.get("host", "")
        each = "".join(f"<sitemap><loc>http://{host}/maps/{n}.xml.gz</loc></sitemap>" for n in (1, 2))
        return Answer(
            f"<?xml version='1.0'?><sitemapindex>{each}</sitemapindex>".encode(), content_type="application/xml"
        )

    def part(rows: list[Row]) -> Handler:
        def served(request: Request) -> Answer:
            host = request.headers.get("host", "")
            each = "".join(f"<url><loc>http://{host}{r.url}</loc><lastmod>{r.day}</lastmod></url>" for r in rows)
            return Answer(
                gzip.compress(f"<?xml version='1.0'?><urlset>{each}</urlset>".encode()),
                content_type="application/x-gzip",
            )

        return served

    site.remove("/robots.txt")
    site.handle("/robots.txt", robots)
    site.handle("/maps/index.xml", index)
    site.handle("/maps/1.xml.gz", part(others[:130]))
    site.handle("/maps/2.xml.gz", part(sorted(others[130:] + rows, key=lambda r: r.number)))
    return [site]


def organs_wheel(town: Town) -> list[Site]:
    """Organs round a wheel drawn in SVG; every organ's page has its own column; one organ's list is written by script."""
    site = Site("organs_wheel")
    others = scatter(site, town, 200, "/t/{}.html")
    column(site, town, "/t/", "动态", others)
    organs = {"xzf": None, "sfj": "司法局", "xfj": "信访局", "kjj": "科学技术局"}
    wheel = ""
    for n, (folder, office) in enumerate(organs.items()):
        rows = [
            print_report(site, town, town.report(y, office), f"/gk/{folder}/{y}/nb.html")
            for y in range(2023, 2013 if office is None else 2019, -1)
        ]
        written = "".join(f"document.write('<li><a href=\"{r.url}\">{r.title}</a></li>');" for r in rows)
        shown = lines(rows) if n % 2 == 0 else f"<ul><script>{written}</script></ul>"
        site.put(f"/gk/{folder}/nb.html", answer(whole(town, "年报", shown)))
        site.put(
            f"/gk/{folder}/",
            answer(
                whole(town, town.name + (office or "人民政府"), '<a href="zn.html">指南</a> <a href="nb.html">年报</a>')
            ),
        )
        wheel += f'<a xlink:href="/gk/{folder}/"><circle cx="{n * 40}" cy="30" r="20"/><text x="{n * 40}" y="30">{office or "县政府"}</text></a>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="400" height="80">{wheel}</svg>'
    site.put("/gk/", answer(whole(town, "政府信息公开平台", svg)))
    entrance(site, town, others, [("动态", "/t/"), ("政府信息公开", "/gk/")])
    return [site]


PAGES = (
    catalogue_jsp,
    session_jsp,
    dropdown_aspx,
    frames_gb,
    dede,
    drupal,
    hub_of_years,
    lying_utf16,
    splash,
    organs_wheel,
)
