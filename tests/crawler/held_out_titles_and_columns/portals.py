"""Ten whole portals, and which town stands on which."""

from __future__ import annotations

import html
from urllib.parse import parse_qs, unquote

from demo.server import Answer, Request, Site
from demo.server import page as answer
from tests.crawler.held_out.content import Town
from tests.crawler.held_out.portals import Portal
from tests.crawler.held_out_forms_and_buttons.kit import Row, asked, number, split
from tests.crawler.held_out_whole_portals.dynamic import with_query
from tests.crawler.held_out_whole_portals.kit import Works, bare, catalogue_table, nothing, numbered
from tests.crawler.held_out_whole_portals.static import PAGE_SCRIPT, SCRIPT, dated, drawn, indexed


def phpcms(town: Town) -> list[Site]:
    """PHPCMS without static pages: everything is a query of index.php."""
    call = "/index.php?m=content&c=index&a="
    works = Works(town, "phpcms", skin="boot", articles=call + "show&catid=9&id={}")
    works.stories(180)
    base, yearly = "/zwgk/", call + "lists&catid=54"
    side = works.disclosure(base, yearly, label="信息公开年度报告")
    rows = [works.report(r, f"{call}show&catid=54&id={r.number}") for r in town.reports(range(2010, 2026), ("教育局",))]

    def address(n: int) -> str:
        return yearly if n == 1 else f"{yearly}&page={n}"

    works.listing("信息公开年度报告", rows, address, numbered(address), size=10, side=side)
    works.entrance()
    return [works.site]


def epoint_pages(town: Town) -> list[Site]:
    """Epoint: columns are digits, articles lie under their day with a long id; the former site is another host."""
    works = Works(town, "epoint_pages", articles="/xwzx/001002/20210512/{:0>8}-7d1c-4a6e-9f02.html")
    works.stories(200)
    base, yearly = "/zwgk/", "/zwgk/003004/subpage.html"
    side = works.disclosure(base, yearly)
    rows = [
        works.report(r, f"/zwgk/003004/{r.published.replace('-', '')}/{r.number:08}-0f5e-4c1b-8a6d.html")
        for r in town.reports(range(2014, 2026), ("统计局", "审计局"))
    ]

    def address(n: int) -> str:
        return yearly if n == 1 else f"/zwgk/003004/{n}.html"

    works.listing("政府信息公开年报", rows, address, numbered(address), size=12, side=side)
    works.entrance('<a href="http://old.town.gov.cn/">旧版网站</a>')
    return [works.site]


def old_column(town: Town) -> list[Site]:
    """The platform of 2019 holds what came since, with its total; what is older stays in the column of before, which the old
    catalogue leads to."""
    works = Works(town, "old_column", articles="/xwdt/202009/t20200904_{}.html")
    works.site.put("/images/page.js", Answer(PAGE_SCRIPT.encode(), content_type=SCRIPT))
    works.stories(190)
    base, yearly, before = "/zwgk/zfxxgk/", "/zwgk/zfxxgk/fdzdgk/zfxxgknb/", "/zwgk/xxgkml/xxgknb/"
    side = works.disclosure(base, yearly)
    new = [works.report(r, dated(yearly, r.published, r.number)) for r in town.reports(range(2019, 2026))]
    works.listing("政府信息公开年报", new, indexed(yearly), numbered(indexed(yearly)), size=5, side=side)
    old = [works.report(r, dated(before, r.published, r.number)) for r in town.reports(range(2009, 2019), ("民政局",))]
    works.listing("信息公开年报", old, indexed(before), drawn(), size=15)
    catalogue = "".join(
        f'<li><a href="{to}">{name}</a></li>'
        for name, to in (
            ("政策法规", f"{base}fdzdgknr/03/"),
            ("工作动态", "/news/1/"),
            ("财政信息", f"{base}fdzdgknr/08/"),
            ("信息公开年报", before),
        )
    )
    works.put("/zwgk/xxgkml/", works.shell("信息公开目录", f"<ul>{catalogue}</ul>{works.lines(works.stock[:20])}"))
    works.bar.append(("信息公开目录", "/zwgk/xxgkml/"))
    works.entrance()
    return [works.site]


def cut_titles(town: Town) -> list[Site]:
    """Titles are cut short by the server and nothing holds their whole; tables in gb2312; a page without a total."""
    works = Works(
        town, "cut_titles", skin="tables", encoding="gb2312", articles="/Article/ShowArticle.asp?ArticleID={}"
    )
    works.stories(130)
    base, yearly = "/xxgk/", "/Article/ShowClass.asp?ClassID=63"
    side = works.disclosure(base, yearly, label="公开年报", hub="/xxgk/")
    rows = []
    for r in town.reports(range(2008, 2026)):
        row = works.report(r, f"/Article/ShowArticle.asp?ArticleID={r.number}")
        rows.append(Row(r.title[:16] + "...", row.url, r.published))

    def address(n: int) -> str:
        return yearly if n == 1 else f"{yearly}&page={n}"

    works.listing("公开年报", rows, address, bare(address), size=7, side=side)
    works.entrance()
    return [works.site]


def year_names(town: Town) -> list[Site]:
    """The column is a table of years; each leads to the report, whose title names neither the place nor its government."""
    works = Works(town, "year_names", articles="/xinwen/{}.shtml", index="index.shtml")
    works.stories(170)
    base, yearly = "/zfxxgk/", "/zfxxgk/gknb/"
    side = works.disclosure(base, yearly, label="政府信息公开工作年度报告")
    cells = []
    for r in town.reports(range(2011, 2026)):
        title = f"{r.year}年政府信息公开工作年度报告"
        row = works.report(r, f"{yearly}{r.year}nb/{r.number}.shtml", title=title)
        cells.append(f'<td width="25%"><a href="{row.url}">{r.year}年</a></td>')
    grid = "".join(f"<tr>{''.join(cells[n : n + 4])}</tr>" for n in range(0, len(cells), 4))
    works.put(yearly, works.shell("政府信息公开工作年度报告", f'{side}<table class="nb">{grid}</table>'))
    works.entrance()
    return [works.site]


def organ_tabs(town: Town) -> list[Site]:
    """Three blocks in one page, of the county, its bureaus and its townships, each with 更多 to a list of its own."""
    works = Works(town, "organ_tabs", articles="/ywdt/202108/t20210804_{}.html")
    works.stories(200)
    base, yearly = "/zwgk/", "/zwgk/nb/"
    side = works.disclosure(base, yearly, hub="/zwgk/")
    office = [town.report(y, b) for y in range(2025, 2018, -1) for b in ("司法局", "水利局", "商务局", "审计局")]
    blocks = []
    for folder, name, reports in (("xzf", "县政府", town.reports(range(2012, 2026))), ("xzbm", "县直部门", office)):
        where = f"{yearly}{folder}/"
        rows = [works.report(r, dated(where, r.published, r.number)) for r in reports]
        works.listing(name, rows, indexed(where), numbered(indexed(where)), size=10, side=side)
        blocks.append(
            f'<div class="tab_con"><div class="tit"><span>{name}</span><a href="{where}">更多</a></div>{works.lines(rows[:6])}</div>'
        )
    works.put(yearly, works.shell("政府信息公开年报", side + "".join(blocks)))
    works.entrance()
    return [works.site]


def pdf_viewers(town: Town) -> list[Site]:
    """Newer reports are shown by a viewer within their page, beside a link to the file; older ones are pages."""
    works = Works(town, "pdf_viewers", skin="boot", articles="/c100203/202105/{}.html")
    works.stories(170)
    base, yearly = "/zwgk/", "/zwgk/c100344/list.html"
    side = works.disclosure(base, yearly)
    rows = []
    for r in town.reports(range(2013, 2026)):
        body = None
        if r.year >= 2020:
            file = works.file(f"/upload/{r.published.replace('-', '')}/{r.number:016x}.pdf", r.pdf, "application/pdf")
            body = f'<iframe src="/pdfjs/web/viewer.html?file={file}" width="100%" height="900"></iframe><p>附件下载：<a href="{file}">{r.title}.pdf</a></p>'
        rows.append(works.report(r, f"/zwgk/c100344/{r.published[:7].replace('-', '')}/{r.number}.html", body=body))

    def address(n: int) -> str:
        return yearly if n == 1 else f"/zwgk/c100344/list_{n}.html"

    works.listing("政府信息公开年报", rows, address, numbered(address), size=8, side=side)
    works.entrance()
    return [works.site]


def bulletin(town: Town) -> list[Site]:
    """The column begins with 2013; before, reports were announced among all other notices. The search finds them."""
    works = Works(town, "bulletin", articles="/tzgg/{}.html")
    works.stories(200)
    base, yearly = "/zwgk/", "/zwgk/zfxxgknb/"
    side = works.disclosure(base, yearly)
    rows = [works.report(r, f"{yearly}{r.number}.html") for r in town.reports(range(2013, 2026))]
    works.listing("政府信息公开年报", rows, indexed(yearly), numbered(indexed(yearly)), size=8, side=side)
    early = [works.report(r, f"/tzgg/{r.number}.html") for r in town.reports(range(2008, 2013))]
    notices = sorted(works.stock[:120] + early, key=lambda row: row.day, reverse=True)
    works.folder("/tzgg/", "通知公告", notices)

    def search(request: Request) -> Answer:
        words = parse_qs(request.path.partition("?")[2]).get("q", [""])[0]
        found = [row for row in [*rows, *early, *works.stock] if unquote(words) in row.title] if words else []
        now = min(max(number(asked(request), "p", 1), 1), max(1, len(split(found, 10))))
        hits = "".join(
            f'<div class="result"><h3><a href="{r.url}">{html.escape(r.title)}</a></h3><p>{r.day} {town.government}</p></div>'
            for r in split(found, 10)[now - 1]
        )
        pager = numbered(lambda n: f"/search/s?q={words}&p={n}")(now, len(split(found, 10)), len(found))
        return answer(works.shell("搜索结果", f"<p>为您找到相关结果{len(found)}条</p>{hits}{pager}"))

    works.site.handle("/search/s", search)
    works.bar.append(("通知公告", "/tzgg/"))
    works.entrance()
    return [works.site]


def xxgk_search(town: Town) -> list[Site]:
    """Hanweb's catalogue: a column's table comes by POST with its type, its number of the page in the query."""
    works = Works(town, "xxgk_search", articles="/art/2021/6/3/art_1229_{}.html")
    with_query(works)
    works.stories(190)
    base, yearly = "/zwgk/", "/col/col1229366/index.html?number=A0905"
    side = works.disclosure(base, yearly)
    rows = [
        works.report(
            r,
            f"/art/{r.published[:4]}/{int(r.published[5:7])}/{int(r.published[8:])}/art_1229366_{r.number}.html",
            table=catalogue_table(r, r.issuer),
        )
        for r in town.reports(range(2012, 2026))
    ]

    def searched(request: Request) -> Answer:
        said = asked(request)
        parts = split(rows, 6)
        now = min(max(number(said, "currpage", 1), 1), len(parts))
        found = parts[now - 1] if said.get("infotypeId") == "A0905" else []
        lines = "".join(
            f'<tr><td>{n}</td><td><a href="{r.url}" mc="{html.escape(r.title)}" target="_blank">{html.escape(r.title)}</a></td><td>{r.day}</td></tr>'
            for n, r in enumerate(found, 1)
        )
        more = f"""<div class="tzy">共&nbsp;{len(rows)}&nbsp;条记录&nbsp;第&nbsp;{now}&nbsp;/&nbsp;{len(parts)}&nbsp;页 <a onclick="turnPage({max(1, now - 1)})">上一页</a> <a onclick="turnPage({min(len(parts), now + 1)})">下一页</a></div>"""
        return answer(f'<table class="tr_main">{lines}</table>{more}')

    works.site.handle("/module/xxgk/search.jsp", searched)
    script = """<script src="/js/jquery-1.12.4.min.js"></script><script>
var infotypeId = 'A0905';
function turnPage(n){ $.ajax({ type: 'POST', url: '/module/xxgk/search.jsp?texttype=&fbtime=&vc_all=&vc_filenumber=&vc_title=&vc_number=&currpage=' + n + '&sortfield=compaltedate:0',
 data: { infotypeId: infotypeId, jdid: 2755, area: '113304', divid: 'div1229366', vc_title: '', vc_number: '', currpage: n, vc_filenumber: '', vc_all: '', texttype: '', fbtime: '' },
 success: function(t){ $('#div1229366').html(t); } }); }
$(function(){ turnPage(1); });</script>"""
    shell = works.shell("政府信息公开年报", f'{side}<div id="div1229366"></div>{script}')
    works.put(yearly, shell)
    works.entrance()
    return [works.site]


def jeecms(town: Town) -> list[Site]:
    """JEECMS: index.jhtml, index_2.jhtml; the county's, its bureaus' and what explains them in one list; jump by a box."""
    works = Works(town, "jeecms", skin="modern", articles="/gzdt/{}.jhtml", index="index.jhtml")
    works.stories(190)
    base, yearly = "/zfxxgk/", "/gknb/index.jhtml"
    side = works.disclosure(base, yearly, label="公开年报")
    rows = []
    for r in town.reports(range(2015, 2026), ("自然资源局",)):
        rows.append(works.report(r, f"/gknb/{r.number}.jhtml"))
        if r.year > 2020 and r.key.endswith("government"):
            rows += works.beside(r, "/gknb/{}.jhtml")

    def address(n: int) -> str:
        return yearly if n == 1 else f"/gknb/index_{n}.jhtml"

    def pager(now: int, pages: int, entries: int) -> str:
        ahead = (
            f'<a href="index_{now + 1}.jhtml">下一页</a>&nbsp;<a href="index_{pages}.jhtml">尾页</a>'
            if now < pages
            else "下一页&nbsp;尾页"
        )
        return f"""<div class="pagesite"><div>共{entries}条记录 {now}/{pages}页 &nbsp;首页&nbsp;上一页&nbsp;{ahead}&nbsp;第<select onchange="location.href=this.value">{"".join(f'<option value="index_{n}.jhtml">{n}</option>' for n in range(1, pages + 1))}</select>页</div></div>"""

    works.listing("公开年报", rows, address, pager if len(rows) > 10 else nothing, size=10, side=side)
    works.entrance()
    return [works.site]


MAKERS = (
    phpcms,
    epoint_pages,
    old_column,
    cut_titles,
    year_names,
    organ_tabs,
    pdf_viewers,
    bulletin,
    xxgk_search,
    jeecms,
)
PLACES = {
    "phpcms": ("430223", "攸县"),
    "epoint_pages": ("341124", "全椒县"),
    "old_column": ("520325", "道真仡佬族苗族自治县"),
    "cut_titles": ("410327", "宜阳县"),
    "year_names": ("350923", "屏南县"),
    "organ_tabs": ("620822", "灵台县"),
    "pdf_viewers": ("431222", "沅陵县"),
    "bulletin": ("450332", "恭城瑶族自治县"),
    "xxgk_search": ("360423", "武宁县"),
    "jeecms": ("350423", "清流县"),
}


def build(names: list[str] | None = None, seed: int = 1) -> list[Portal]:
    """The portals asked for, all by default. KeyError for a name that is none."""
    makers = {maker.__name__: maker for maker in MAKERS}
    made = []
    for name in names or list(makers):
        town = Town(*PLACES[name], seed)
        made.append(Portal(name, town, tuple(makers[name](town))))
    return made
