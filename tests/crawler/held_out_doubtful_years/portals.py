"""Nine portals, and which town stands on which."""

from __future__ import annotations

from demo.server import Answer, Site
from demo.server import page as answer
from tests.crawler.held_out.content import Town
from tests.crawler.held_out.portals import Portal
from tests.crawler.held_out_forms_and_buttons.kit import Row, split
from tests.crawler.held_out_whole_portals.dynamic import with_query
from tests.crawler.held_out_whole_portals.kit import Works, bare, nothing, numbered
from tests.crawler.held_out_whole_portals.static import dated, indexed


def one_in_the_news(town: Town) -> list[Site]:
    """The column says how many it holds; two years are not in it: they were put among the notices only."""
    works = Works(town, "one_in_the_news", articles="/tzgg/{}.html")
    works.stories(170)
    base, yearly = "/zwgk/", "/zwgk/zfxxgknb/"
    side = works.disclosure(base, yearly)
    rows, astray = [], []
    for r in town.reports(range(2011, 2026)):
        if r.year in (2014, 2017):
            astray.append(works.report(r, f"/tzgg/{r.number}.html"))
        else:
            rows.append(works.report(r, f"{yearly}{r.number}.html"))
    works.listing("政府信息公开年报", rows, indexed(yearly), numbered(indexed(yearly)), size=8, side=side)
    notices = sorted(astray + works.stock[:40], key=lambda row: row.day, reverse=True)
    works.folder("/tzgg/", "通知公告", notices)
    works.bar.append(("通知公告", "/tzgg/"))
    works.entrance()
    return [works.site]


def newer_column(town: Town) -> list[Site]:
    """The column that the menu names ends with 2018, the platform's own has what came since; both say how many they hold."""
    works = Works(town, "newer_column", articles="/xw/{}.shtml", index="index.shtml")
    works.stories(170)
    base, yearly, platform = "/xxgk/", "/xxgk/xxgknb/", "/zfxxgkpt/nb/"
    side = works.disclosure(base, yearly, label="信息公开年报", hub="/xxgk/")
    old = [works.report(r, f"{yearly}{r.number}.shtml") for r in town.reports(range(2010, 2019))]
    works.listing("信息公开年报", old, indexed(yearly), numbered(indexed(yearly)), size=6, side=side)
    new = [works.report(r, f"{platform}{r.number}.shtml") for r in town.reports(range(2019, 2026), ("司法局",))]
    works.listing("政府信息公开年报", new, indexed(platform), numbered(indexed(platform)), size=6)
    menu = works.menu("/zfxxgkpt/", platform)
    works.put("/zfxxgkpt/", works.shell("政府信息公开平台", menu + works.lines(works.stock[:20])))
    works.entrance('<a href="/zfxxgkpt/"><img src="/images/zfxxgk.png" alt="政府信息公开"></a>')
    return [works.site]


def loaded_header(town: Town) -> list[Site]:
    """Header and menu are files that a script puts into every page; the home page has hundreds of links without them."""
    works = Works(town, "loaded_header", articles="/xwzx/202105/t20210512_{}.html")
    with_query(works)
    works.stories(170)
    base, yearly = "/gk/", "/gk/zfxxgknb/"
    menu = works.disclosure(base, yearly, hub="/gk/")
    works.site.put("/common/left.html", answer(menu))
    put = '<div id="left"></div><script src="/js/jquery-1.12.4.min.js"></script><script>$(function(){ $("#left").load("/common/left.html"); $("#header").load("/common/header.html"); });</script>'
    works.put(base, works.shell("政府信息公开", put + works.lines(works.stock[:20])))
    rows = [works.report(r, dated(yearly, r.published, r.number)) for r in town.reports(range(2013, 2026))]
    works.listing("政府信息公开年报", rows, indexed(yearly), numbered(indexed(yearly)), size=10, side=put)
    bar = "".join(f'<li><a href="{to}">{name}</a></li>' for name, to in works.bar)
    works.site.put("/common/header.html", answer(f'<ul class="nav">{bar}</ul>'))
    works.bar = []
    works.entrance(f'<div id="header"></div>{put}')
    works.put("/wzdt.html", works.shell("网站地图", "<p>建设中</p>"))
    return [works.site]


def pages_of_ten(town: Town) -> list[Site]:
    """A long list of all bureaus' reports, of which the pager shows no more than five pages; the county's are among them."""
    works = Works(town, "pages_of_ten", skin="boot", articles="/news/{}.html")
    works.stories(150)
    base, yearly = "/zwgk/", "/zwgk/nb/"
    side = works.disclosure(base, yearly)
    rows = []
    for y in range(2025, 2012, -1):
        rows += [
            works.report(town.report(y, b), f"{yearly}{y}{n}.html")
            for n, b in enumerate((None, "财政局", "教育局", "水利局", "商务局", "民政局"))
        ]
    rows = rows[:50]
    shown = {row.url for row in rows}
    for year in range(2013, 2026):
        for n, bureau in enumerate((None, "财政局", "教育局", "水利局", "商务局", "民政局")):
            if f"{yearly}{year}{n}.html" not in shown:
                issuer = f"{town.name}{bureau}" if bureau else "government"
                town.wanted.discard(f"{town.code}/{year}/{issuer}")
    address = indexed(yearly)
    works.listing(
        "政府信息公开年报", rows, address, lambda now, pages, _: numbered(address)(now, pages, 78), size=10, side=side
    )
    works.entrance()
    return [works.site]


def no_early(town: Town) -> list[Site]:
    """A county that began with 2019 and says so by the number of its entries; 2023 was never published."""
    works = Works(town, "no_early", skin="tables", articles="/html/{}.html")
    works.stories(150)
    base, yearly = "/zwgk/", "/zwgk/xxgknb/"
    side = works.disclosure(base, yearly)
    rows = [
        works.report(r, f"/zwgk/xxgknb/{r.number}.html")
        for y in (2025, 2024, 2022, 2021, 2020, 2019)
        for r in [town.report(y)]
    ]
    foot = "<p>共6条记录 1/1页 首页 上一页 下一页 尾页</p>"
    works.listing("政府信息公开年报", rows, indexed(yearly), nothing, size=20, side=side + foot)
    works.entrance()
    return [works.site]


def split_years(town: Town) -> list[Site]:
    """Each year is a column of its own below 年报 in the menu; two of the columns are still empty."""
    works = Works(town, "split_years", articles="/ywdt/{}.html")
    works.stories(150)
    base, yearly = "/zfxxgk/", "/zfxxgk/zfxxgknb/"
    plain = works.disclosure(base, yearly)
    years = list(range(2025, 2013, -1))
    inner = "".join(f'<dd><a href="{yearly}nb_{y}n/">{y}年</a></dd>' for y in years)
    side = plain.replace("政府信息公开年报</a>", f"政府信息公开年报</a><dl>{inner}</dl>")
    for y in years:
        where = f"{yearly}nb_{y}n/"
        rows = []
        if y not in (2015, 2018):
            rows = [
                works.report(r, dated(where, r.published, r.number)) for r in town.reports(range(y, y + 1), ("统计局",))
            ]
        works.put(where, works.shell(f"{y}年", side + (works.lines(rows) or "<p>暂无内容</p>")))
    works.put(yearly, works.shell("政府信息公开年报", side + "<p>请选择年份</p>"))
    works.entrance()
    return [works.site]


def same_dates(town: Town) -> list[Site]:
    """All was entered again on one day when the system changed: order and dates say nothing of the years."""
    works = Works(town, "same_dates", articles="/info/{}.html")
    works.stories(160)
    base, yearly = "/zwgk/", "/zwgk/gknb/"
    side = works.disclosure(base, yearly)
    rows = [
        Row(row.title, row.url, "2021-11-04")
        for row in (works.report(r, f"{yearly}{r.number}.html") for r in town.reports(range(2009, 2026)))
    ]
    works.town.rng.shuffle(rows)
    works.listing("政府信息公开年报", rows, indexed(yearly), bare(indexed(yearly)), size=6, side=side)
    works.entrance()
    return [works.site]


def word_pages(town: Town) -> list[Site]:
    """Reports were saved by Word as pages and linked as .doc or .htm; a column of many files without dates."""
    works = Works(town, "word_pages", skin="tables", encoding="gb2312", articles="/news/show.asp?id={}")
    works.stories(140)
    base, yearly = "/xxgk/", "/xxgk/nb.htm"
    side = works.disclosure(base, yearly, label="年度报告", hub="/xxgk/")
    lines = ""
    for r in town.reports(range(2010, 2026)):
        suffix = "doc" if r.year < 2014 else "docx"
        kind = "application/msword" if suffix == "doc" else "application/octet-stream"
        data = r.word_html if suffix == "doc" else r.docx
        lines += f'<p>·<a href="{works.file(f"/xxgk/files/{r.number}.{suffix}", data, kind)}">{r.year}年度报告</a></p>'
    works.put(yearly, works.shell("政府信息公开年度报告", side + lines))
    works.entrance()
    return [works.site]


def loose_pager(town: Town) -> list[Site]:
    """The pager is spans that a script listens to, with the page in an attribute; pages lie at ?page=."""
    works = Works(town, "loose_pager", articles="/article/{}.html")
    works.stories(150)
    base, yearly = "/zwgk/", "/zwgk/list/73.html"
    side = works.disclosure(base, yearly)
    rows = [works.report(r, f"/article/{r.number}.html") for r in town.reports(range(2008, 2026))]
    script = """<script>document.addEventListener('click', function (e) { var p = e.target.getAttribute && e.target.getAttribute('data-page'); if (p) { location.href = location.pathname + '?page=' + p; } });</script>"""

    def pager(now: int, pages: int, entries: int) -> str:
        spans = "".join(f'<span class="pg" data-page="{n}">{n}</span>' for n in range(1, pages + 1))
        return f'<div class="pager">{spans}<span class="pg" data-page="{min(now + 1, pages)}">下一页</span> 共{pages}页</div>{script}'

    works.listing(
        "政府信息公开年报", rows, lambda n: yearly if n == 1 else f"{yearly}?page={n}", pager, size=7, side=side
    )
    assert len(split(rows, 7)) == 3
    works.site.put(f"{yearly}?page=1", Answer(works.site.page_body(yearly), content_type="text/html; charset=utf-8"))
    works.entrance()
    return [works.site]


MAKERS = (
    one_in_the_news,
    newer_column,
    loaded_header,
    pages_of_ten,
    no_early,
    split_years,
    same_dates,
    word_pages,
    loose_pager,
)
PLACES = {
    "one_in_the_news": ("340322", "五河县"),
    "newer_column": ("230826", "桦川县"),
    "loaded_header": ("350628", "平和县"),
    "pages_of_ten": ("411426", "夏邑县"),
    "no_early": ("610929", "白河县"),
    "split_years": ("430223", "攸县"),
    "same_dates": ("422828", "鹤峰县"),
    "word_pages": ("350430", "建宁县"),
    "loose_pager": ("130224", "滦南县"),
}


def build(names: list[str] | None = None, seed: int = 1) -> list[Portal]:
    """The portals asked for, all by default. KeyError for a name that is none."""
    makers = {maker.__name__: maker for maker in MAKERS}
    made = []
    for name in names or list(makers):
        town = Town(*PLACES[name], seed)
        made.append(Portal(name, town, tuple(makers[name](town))))
    return made
