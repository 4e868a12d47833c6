"""Portals of no known system: trees, tables of years, long lists, lists that lie, copies and errata, other people's reports."""

from __future__ import annotations

import html
import io
import json
import zipfile
from urllib.parse import parse_qs, quote

from demo.server import Answer, Request, Site
from demo.server import page as answer
from tests.crawler.held_out.content import Town
from tests.crawler.held_out_lists.calls import JSON, LIBRARY, SCRIPT, query_of
from tests.crawler.held_out_lists.kit import Item, blanked, chunks, frame, furnish, publish, rows, sheet, ul

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


def notices(site: Site, town: Town, items: list[Item], folder: str = "/tz/", size: int = 20) -> None:
    """A list of notices in static pages."""
    pages = chunks(items, size)
    for n, part in enumerate(pages):
        ahead = (
            f'<a href="{folder}p{n + 2}.html">下页</a><a href="{folder}p{len(pages)}.html">尾页</a>'
            if n + 1 < len(pages)
            else ""
        )
        site.put(
            folder if not n else f"{folder}p{n + 1}.html", answer(frame(town, "通知公告", ul(part) + f"<p>{ahead}</p>"))
        )


def matrix(town: Town) -> list[Site]:
    """A table of departments by years whose links say 2021 or 年度报告 alone; the targets are pages, PDF files and archives."""
    site = Site("matrix")
    years = range(2018, 2024)
    lines = []
    for position, bureau in enumerate((None, "公安局", "统计局", "林业局", "应急管理局", "医疗保障局")):
        cells = []
        for year in reversed(years):
            if bureau and (year + position) % 5 == 0:
                cells.append("<td>—</td>")
                continue
            r = town.report(year, bureau)
            kind = (year + position) % 3
            if kind == 0:
                url = publish(site, town, r, f"/nb/{position}/{r.number}.html").url
            elif kind == 1:
                url = f"/file/{r.number}.pdf"
                site.put(url, Answer(r.pdf, content_type=PDF))
            else:
                buffer = io.BytesIO()
                with zipfile.ZipFile(buffer, "w") as packed:
                    packed.writestr(f"{r.title}.docx", r.docx)
                    packed.writestr("说明.txt", "请用WPS打开".encode("gb18030"))
                url = f"/file/{r.number}.zip"
                site.put(url, Answer(buffer.getvalue(), content_type="application/zip"))
            cells.append(f'<td><a href="{url}">{"年度报告" if position % 2 else year}</a></td>')
        lines.append(f"<tr><td>{bureau or '市政府'}</td>{''.join(cells)}</tr>")
    head = "".join(f"<th>{year}年</th>" for year in reversed(years))
    site.put(
        "/nb/index.html",
        answer(
            frame(
                town,
                "政府信息公开年度报告",
                f"<h2>各单位年度报告</h2><table border=1><tr><th>单位</th>{head}</tr>{''.join(lines)}</table>",
            )
        ),
    )
    others = furnish(site, town, 220, "/tz/a{}.html")
    notices(site, town, others)
    menu = [("政府信息公开", "/gk/"), ("通知", "/tz/")]
    site.put(
        "/gk/",
        answer(
            frame(
                town,
                "政府信息公开",
                '<a href="/gk/zn.html">公开指南</a> <a href="/nb/index.html">年度报告</a> <a href="/gk/mu.html">公开目录</a>',
            )
        ),
    )
    site.put("/zw/home.html", answer(frame(town, town.government, ul(others[:20]), menu=menu)))
    site.put(
        "/",
        answer(
            '<html><head><title></title><script>var mobile=/Android|iPhone/i.test(navigator.userAgent); if(mobile){location.href="/m/";}else{top.location="/zw/home.html";}</script></head><body></body></html>'
        ),
    )
    return [site]


def tree(town: Town) -> list[Site]:
    """法定主动公开内容 as a tree whose branches a script fetches one by one; the list in a frame by the branch's id."""
    site = Site("tree")
    site.put("/lib.js", Answer(LIBRARY.encode(), content_type=SCRIPT))
    nodes = {
        "0": [
            ("1", "机构职能", False),
            ("2", "规划计划", False),
            ("3", "法定主动公开内容", True),
            ("9", "政策文件", True),
        ],
        "3": [("31", "财政预决算", False), ("32", "行政执法", False), ("33", "政府信息公开", True)],
        "33": [
            ("331", "政府信息公开指南", False),
            ("332", "政府信息公开年报", True),
            ("333", "政府信息公开制度", False),
        ],
        "332": [(f"332{year}", f"{year}年", False) for year in range(2023, 2013, -1)],
        "9": [(f"9{n}", f"政策文件{n}", False) for n in range(1, 8)],
    }
    lists: dict[str, list[Item]] = {}
    for year in range(2014, 2024):
        lists[f"332{year}"] = [
            publish(site, town, town.report(year, b), f"/xxgk/info/{year}{n}.html")
            for n, b in enumerate((None, "公安局") if year > 2019 else (None,))
        ]
    others = furnish(site, town, 220, "/xxgk/info/x{}.html")
    for n, name in enumerate(("1", "2", "31", "32", "331", "333", *(f"9{k}" for k in range(1, 8)))):
        lists[name] = others[n * 16 : n * 16 + 16]

    def branches(request: Request) -> Answer:
        asked = {**query_of(request), **{k: v[0] for k, v in parse_qs(request.body.decode()).items()}}
        made = [
            {
                "id": i,
                "pId": asked.get("id", "0"),
                "name": name,
                "isParent": parent,
                "url": None if parent else f"/xxgk/catalog.do?id={i}",
            }
            for i, name, parent in nodes.get(asked.get("id", "0"), [])
        ]
        return Answer(json.dumps(made, ensure_ascii=False).encode(), content_type=JSON)

    def catalog(request: Request) -> Answer:
        items = lists.get(query_of(request).get("id", ""), [])
        return answer(f"<html><body>{rows(items)}<p>共{len(items)}条</p></body></html>")

    site.handle("/xxgk/tree.do", branches)
    site.handle("/xxgk/catalog.do", catalog)
    script = """var setting = { async: { enable: true, url: "/xxgk/tree.do", autoParam: ["id"], type: "get" } };
function open_(id, into) { ask('GET', '/xxgk/tree.do?id=' + id, null, '', function (t) { t.forEach(function (n) { var li = document.createElement('li'); li.innerHTML = n.isParent ? '<b>' + n.name + '</b><ul></ul>' : '<a target="list" href="' + n.url + '">' + n.name + '</a>'; into.appendChild(li); if (n.isParent) li.firstChild.onclick = function () { open_(n.id, li.lastChild); }; }); }); }
open_('0', document.getElementById('tree'));"""
    site.put(
        "/xxgk/index.html",
        answer(
            frame(
                town,
                "政府信息公开目录",
                f'<ul id="tree" class="ztree"></ul><iframe name="list" src="/xxgk/catalog.do?id=1"></iframe><script src="/lib.js"></script><script>{script}</script>',
            )
        ),
    )
    notices(site, town, others)
    site.put(
        "/",
        answer(
            frame(
                town,
                town.government,
                ul(others[:20]),
                menu=[("政府信息公开目录", "/xxgk/index.html"), ("通知", "/tz/")],
            )
        ),
    )
    return [site]


def deep(town: Town) -> list[Site]:
    """No column of their own: reports lie among the notices of a list of thirty pages, newest first."""
    site = Site("deep")
    items = furnish(site, town, 580, "/zwgk/tzgg/{}.html")
    items += [publish(site, town, r, f"/zwgk/tzgg/{r.number}r.html") for r in town.reports(range(2008, 2024))]
    items.sort(key=lambda item: item.published, reverse=True)
    pages = chunks(items, 20)
    for n, part in enumerate(pages):
        near = "".join(
            f'<a href="/zwgk/tzgg/index_{k + 1}.html">{k + 1}</a>' for k in range(n + 1, min(n + 6, len(pages)))
        )
        body = ul(part, length=26) + f'<div class="page">共{len(items)}条 第{n + 1}/{len(pages)}页 {near}</div>'
        site.put(
            "/zwgk/tzgg/" + (f"index_{n + 1}.html" if n else "index.html"), answer(frame(town, "信息公开公告", body))
        )
    site.put(
        "/zwgk/index.html",
        answer(
            frame(town, "政务公开", '<a href="/zwgk/zn.html">指南</a><a href="/zwgk/tzgg/index.html">信息公开公告</a>')
        ),
    )
    site.put("/", answer(frame(town, town.government, ul(items[:20]), menu=[("政务公开", "/zwgk/index.html")])))
    return [site]


def capped(town: Town) -> list[Site]:
    """A list that says it has fourteen entries and shows ten: whatever page is asked for after the second, the second comes."""
    site = Site("capped")
    items = [publish(site, town, r, f"/nb/{r.number}.html") for r in town.reports(range(2014, 2024))]

    def listed(request: Request) -> Answer:
        number = min(2, int(query_of(request).get("page", "1")))
        part = items[(number - 1) * 5 : number * 5]
        return answer(
            frame(
                town,
                "政府信息公开年报",
                rows(part)
                + '<div>共 14 条记录 共 3 页 <a href="/nb/list.do?page=1">1</a><a href="/nb/list.do?page=2">2</a><a href="/nb/list.do?page=3">3</a></div>',
            )
        )

    site.handle("/nb/list.do", listed)
    others = furnish(site, town, 210, "/tz/{}.html")
    notices(site, town, others)
    site.put(
        "/",
        answer(
            frame(town, town.government, ul(others[:20]), menu=[("政府信息公开年报", "/nb/list.do"), ("通知", "/tz/")])
        ),
    )
    return [site]


def copies(town: Town) -> list[Site]:
    """The same report under two addresses, as page and file, and corrected; late years; an English column; blank forms."""
    site = Site("copies")
    items: list[Item] = []
    for r in town.reports(range(2011, 2024), ("公安局",)):
        pdf = f"/upload/{r.number}.pdf"
        if r.year % 2:
            site.put(pdf, Answer(r.pdf, content_type=PDF))
        attached = f'<p>附件：<a href="{pdf}">{r.title}.pdf</a></p>' if r.year % 2 else ""
        item = publish(site, town, r, f"/nb/{r.number}.html", r.html + attached)
        items.append(item)
        if r.year % 3 == 0:
            site.put(f"/zt/{r.number}.html", answer(sheet(town, r.title, r.published, r.html)))
            items.append(Item(r.title, f"/zt/{r.number}.html", r.published))
        if r.year == 2021:
            title = f"{r.title}（更正）"
            site.put(f"/nb/{r.number}b.html", answer(sheet(town, title, "2022-06-10", r.html)))
            items.append(Item(title, f"/nb/{r.number}b.html", "2022-06-10"))
    late = town.report(2010)
    items.insert(0, Item(late.title, f"/nb/{late.number}.html", "2015-08-09"))
    site.put(f"/nb/{late.number}.html", answer(sheet(town, late.title, "2015-08-09", late.html)))
    form = Item("政府信息公开工作年度报告（样表）", "/nb/form.html", "2022-01-05")
    site.put("/nb/form.html", answer(sheet(town, form.title, form.published, blanked(late))))
    items.insert(1, form)
    pages = chunks(items, 8)
    for n, part in enumerate(pages):
        ahead = f'<a href="/nb/list{n + 2}.html">下一页</a>' if n + 1 < len(pages) else ""
        site.put(f"/nb/list{n + 1}.html", answer(frame(town, "信息公开年报", rows(part) + ahead)))
    site.put(
        "/en/",
        answer(
            frame(
                town,
                "English",
                '<ul><li><a href="/en/r.html">Annual Report on Government Information Disclosure 2022</a></li></ul>',
            )
        ),
    )
    site.put(
        "/en/r.html",
        answer(
            sheet(
                town,
                "Annual Report on Government Information Disclosure (2022)",
                "2023-03-01",
                "<p>In 2022 the government disclosed 3,210 items.</p>" * 4,
            )
        ),
    )
    others = furnish(site, town, 210, "/tz/{}.html")
    notices(site, town, others)
    site.put(
        "/",
        answer(
            frame(
                town,
                town.government,
                ul(others[:20]),
                menu=[("信息公开年报", "/nb/list1.html"), ("通知", "/tz/"), ("English", "/en/")],
            )
        ),
    )
    return [site]


def webforms(town: Town) -> list[Site]:
    """ASP.NET: department and year chosen from select boxes that post the form back; the first view shows one of them."""
    site = Site("webforms")
    bureaus = {"0": None, "1": "公安局", "2": "林业局"}
    held = {
        (str(year), number): publish(site, town, town.report(year, bureau), f"/Detail.aspx?id={year}{number}")
        for number, bureau in bureaus.items()
        for year in range(2019, 2024)
    }
    details = {item.url: site.page_body(item.url) for item in held.values()}
    site.handle(
        "/Detail.aspx", lambda request: Answer(details[request.path]) if request.path in details else site.missing
    )

    def view(request: Request) -> Answer:
        form = {name: values[0] for name, values in parse_qs(request.body.decode(), keep_blank_values=True).items()}
        year, organ = "2023", "0"
        if request.method == "POST":
            if form.get("__VIEWSTATE") != "/wEPDwUK==":
                return answer("Server Error in '/' Application.", status=500)
            year, organ = form.get("ctl00$ddlYear", year), form.get("ctl00$ddlDept", organ)
        years = "".join(
            f'<option value="{y}"{" selected" if str(y) == year else ""}>{y}年</option>' for y in range(2023, 2018, -1)
        )
        organs = "".join(
            f'<option value="{n}"{" selected" if n == organ else ""}>{bureau or "人民政府"}</option>'
            for n, bureau in bureaus.items()
        )
        item = held.get((year, organ))
        body = f"""<form method="post" action="NbView.aspx" id="form1"><input type="hidden" name="__EVENTTARGET" value=""><input type="hidden" name="__EVENTARGUMENT" value=""><input type="hidden" name="__VIEWSTATE" value="/wEPDwUK==">
<select name="ctl00$ddlYear" onchange="javascript:setTimeout('__doPostBack(\\'ctl00$ddlYear\\',\\'\\')', 0)">{years}</select><select name="ctl00$ddlDept" onchange="javascript:setTimeout('__doPostBack(\\'ctl00$ddlDept\\',\\'\\')', 0)">{organs}</select>{ul([item] if item else [])}</form>
<script>function __doPostBack(t, a) {{ var f = document.getElementById('form1'); f.__EVENTTARGET.value = t; f.__EVENTARGUMENT.value = a; f.submit(); }}</script>"""
        return answer(frame(town, "信息公开年报查询", body))

    site.handle("/NbView.aspx", view)
    others = furnish(site, town, 210, "/tz/{}.html")
    notices(site, town, others)
    site.put(
        "/",
        answer(
            frame(town, town.government, ul(others[:20]), menu=[("政府信息公开年报", "/NbView.aspx"), ("通知", "/tz/")])
        ),
    )
    return [site]


def search_post(town: Town) -> list[Site]:
    """Nothing leads to the reports but the site's search, a form that posts; a missing page is the home page with 200."""
    site = Site("search_post")
    everything = [publish(site, town, r, f"/c/{r.number}.html") for r in town.reports(range(2012, 2024))]
    others = furnish(site, town, 220, "/c/{}.html")
    everything += others

    def search(request: Request) -> Answer:
        form = {**query_of(request), **{name: values[0] for name, values in parse_qs(request.body.decode()).items()}}
        words, number = form.get("keyword", ""), int(form.get("pageno", "1"))
        hits = [i for i in everything if words and words in i.title] if "siteCode" in form else []
        pages = chunks(hits, 10)
        shown = pages[number - 1] if 0 < number <= len(pages) else []
        found = "".join(
            f'<dl><dt><a href="{i.url}">{html.escape(i.title).replace("政府信息公开", "<font color=red>政府信息公开</font>")}</a></dt><dd>{i.published}</dd></dl>'
            for i in shown
        )
        links = "".join(
            f'<a href="/so/s.do?siteCode=9&amp;keyword={quote(words)}&amp;pageno={n}">{n}</a>'
            for n in range(1, len(pages) + 1)
            if n != number
        )
        return answer(frame(town, "检索结果", f"<p>共检索到 {len(hits)} 条</p>{found}<p>{links}</p>"))

    site.handle("/so/s.do", search)
    form = '<form action="/so/s.do" method="post"><input type="hidden" name="siteCode" value="9"><input type="text" name="keyword" value="请输入关键词"><button>全站检索</button></form>'
    notices(site, town, others[:100])
    home = answer(
        frame(town, town.government, form + ul(others[:20]), menu=[("政务公开", "/zwgk.html"), ("通知", "/tz/")])
    )
    site.put("/zwgk.html", answer(frame(town, "政务公开", form + "<p>栏目建设中</p>")))
    site.put("/", home)
    site.missing = home
    return [site]


def shared(town: Town) -> list[Site]:
    """The reports lie on the province's platform, among those of other counties; the portal itself has none."""
    www, platform = Site("shared"), Site("shared platform")
    neighbours = (
        Town("511303", "高坪区", town.seed),
        Town("511321", "南部县", town.seed),
        Town("511381", "阆中市", town.seed),
    )
    lists = {
        town.code: [
            publish(platform, town, r, f"/nb/{town.code}/{r.number}.html") for r in town.reports(range(2012, 2024))
        ]
    }
    for other in neighbours:
        made = other.reports(range(2019, 2024))
        lists[other.code] = [publish(platform, other, r, f"/nb/{other.code}/{r.number}.html") for r in made]
        town.allowed |= other.wanted
    names = {town.code: town.name, **{other.code: other.name for other in neighbours}}
    for code, items in lists.items():
        platform.put(f"/nb/{code}/", answer(frame(town, f"{names[code]}年报", ul(items))))
    links = "".join(f'<li><a href="/nb/{code}/">{names[code]}人民政府</a></li>' for code in sorted(lists))
    platform.put(
        "/nb/", answer(frame(town, "全省政府信息公开年报统一发布平台", f"<h2>县（市、区）</h2><ul>{links}</ul>"))
    )
    platform.put(
        "/",
        answer(
            frame(town, "省政府信息公开平台", '<a href="/gz/">规章库</a><a href="/nb/">年报</a><a href="/zn/">指南</a>')
        ),
    )
    others = furnish(www, town, 220, "/tz/a{}.html")
    notices(www, town, others)
    www.handle(
        "/",
        lambda request: answer(
            frame(
                town,
                town.government,
                ul(others[:20]),
                menu=[("政府信息公开年报", f"http://127.0.0.1:{platform.port}/nb/"), ("通知", "/tz/")],
            )
        ),
    )
    return [www, platform]


def letters(town: Town) -> list[Site]:
    """No report has a page: a framed index by letter, its links scripts with arguments, a POST that answers with a file."""
    site = Site("letters")
    files: dict[str, bytes] = {}
    groups: dict[str, list[tuple[str, str]]] = {}
    for letter, bureau in (("Z", None), ("G", "公安局"), ("T", "统计局"), ("L", "林业局")):
        for year in range(2018 if bureau is None else 2021, 2024):
            r = town.report(year, bureau)
            files[f"{r.number}"] = r.docx if year % 2 else r.pdf
            groups.setdefault(letter, []).append((f"{r.number}", r.title))

    def download(request: Request) -> Answer:
        number = query_of(request).get("fid", "")
        if number not in files:
            return site.missing
        kind = PDF if files[number][:4] == b"%PDF" else WORD
        return Answer(
            files[number],
            content_type="application/octet-stream",
            headers=(("Content-Disposition", f'attachment; filename="{number}.{"pdf" if kind == PDF else "docx"}"'),),
        )

    site.handle("/servlet/download", download)
    for letter, entries in groups.items():
        lines = "".join(
            f"""<li><a href="javascript:openFile('{number}')">{title}</a></li>""" for number, title in entries
        )
        script = "<script>function openFile(id){ window.open('/servlet/download?fid=' + id); }</script>"
        site.put(f"/nb/{letter}.htm", answer(f"<html><head>{script}</head><body><ul>{lines}</ul></body></html>"))
    index = "".join(
        f"<a href=\"#\" onclick=\"parent.frames['list'].location.href='/nb/{letter}.htm';return false;\">{letter}</a> "
        for letter in sorted(groups)
    )
    site.put("/nb/letters.htm", answer(f"<html><body>按字母：{index}</body></html>"))
    site.put(
        "/nb/index.htm",
        answer(
            '<html><head><title>年度报告</title></head><frameset cols="120,*"><frame src="letters.htm"><frame name="list" src="Z.htm"></frameset></html>'
        ),
    )
    others = furnish(site, town, 210, "/tz/{}.html")
    notices(site, town, others)
    site.put(
        "/",
        answer(
            frame(
                town, town.government, ul(others[:20]), menu=[("政府信息公开年报", "/nb/index.htm"), ("通知", "/tz/")]
            )
        ),
    )
    return [site]


STRANGE = (matrix, tree, deep, capped, copies, webforms, search_post, shared, letters)
