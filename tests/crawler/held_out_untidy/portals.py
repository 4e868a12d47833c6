"""Nine untidy portals, and which town stands on which."""

from __future__ import annotations

from demo.server import Answer, Site, redirect
from tests.crawler.held_out.content import Town
from tests.crawler.held_out.portals import Portal
from tests.crawler.held_out_forms_and_buttons.kit import Row
from tests.crawler.held_out_whole_portals.kit import Works, bare, catalogue_table, nothing, numbered
from tests.crawler.held_out_whole_portals.static import SCRIPT, dated, indexed


def notice_files(town: Town) -> list[Site]:
    """An entry is the announcement of a report, which is its file; the announcement says a sentence."""
    works = Works(town, "notice_files", articles="/xwzx/202106/t20210607_{}.html")
    works.stories(170)
    base, yearly = "/zwgk/", "/zwgk/gknb/"
    side = works.disclosure(base, yearly)
    rows = []
    for r in town.reports(range(2013, 2026)):
        title = f"关于公布{town.government}{r.year}年政府信息公开工作年度报告的公告"
        file = works.file(f"{yearly}P{r.published.replace('-', '')}{r.number}.docx", r.docx)
        body = f'<p>　　根据《中华人民共和国政府信息公开条例》规定，现将{town.government}{r.year}年政府信息公开工作年度报告予以公布。</p><p>　　附件：<a href="{file}">{r.title}.docx</a></p><p align="right">{town.government}办公室</p>'
        rows.append(works.report(r, dated(yearly, r.published, r.number), body=body, title=title))
    works.listing("政府信息公开年报", rows, indexed(yearly), numbered(indexed(yearly)), size=8, side=side)
    works.entrance()
    return [works.site]


def collected(town: Town) -> list[Site]:
    """The bureaus' reports of a year are files of one page; the county's are pages."""
    works = Works(town, "collected", skin="boot", articles="/news/{}.html")
    works.stories(170)
    base, yearly = "/zwgk/", "/zwgk/xxgknb/"
    side = works.disclosure(base, yearly)
    rows = [works.report(r, f"{yearly}{r.number}.html") for r in town.reports(range(2012, 2026))]
    for y in range(2025, 2021, -1):
        links = ""
        for bureau in ("财政局", "教育局", "水利局", "审计局"):
            r = town.report(y, bureau)
            file = works.file(f"/upload/{y + 1}/{r.number}.docx", r.docx)
            links += f'<p>{len(links) // 60 + 1}. <a href="{file}">{town.name}{bureau}{y}年政府信息公开工作年度报告.docx</a></p>'
        title = f"{y}年{town.name}县直部门政府信息公开工作年度报告"
        path = f"{yearly}{y}bm.html"
        works.put(path, works.article(title, f"{y + 1}-02-10", links))
        rows.append(Row(title, path, f"{y + 1}-02-10"))
    rows.sort(key=lambda row: row.day, reverse=True)
    works.listing("政府信息公开年报", rows, indexed(yearly), numbered(indexed(yearly)), size=10, side=side)
    works.entrance()
    return [works.site]


def history_column(town: Town) -> list[Site]:
    """The list says how many it holds and holds them all; what came before 2016 stands in 历年年报, which another page names."""
    works = Works(town, "history_column", articles="/xw/{}.shtml", index="index.shtml")
    works.stories(170)
    base, yearly, older = "/zfxxgk/", "/zfxxgk/zfxxgknb/", "/zwgk/lnnb/"
    side = works.disclosure(base, yearly, hub="/zwgk/")
    rows = [works.report(r, f"{yearly}{r.number}.shtml") for r in town.reports(range(2016, 2026))]
    works.listing("政府信息公开年报", rows, indexed(yearly), numbered(indexed(yearly)), size=6, side=side)
    early = [works.report(r, f"{older}{r.number}.shtml") for r in town.reports(range(2008, 2016))]
    works.listing("历年年报", early, indexed(older, "shtml"), bare(indexed(older, "shtml")), size=5)
    hub = works.site.page_body("/zwgk/").decode()
    works.put("/zwgk/", hub.replace("信息公开指南</a>", f'信息公开指南</a><a href="{older}">历年年报</a>', 1))
    works.entrance()
    return [works.site]


def generic_titles(town: Town) -> list[Site]:
    """Titles name neither place nor, some of them, the subject: 2018年度报告, 政府信息公开年报（2019年度）."""
    works = Works(town, "generic_titles", skin="tables", articles="/newsshow.asp?id={}")
    works.stories(150)
    base, yearly = "/zwgk/", "/zwgk/nb.html"
    side = works.disclosure(base, yearly)
    titles = (
        "政府信息公开年报（{}年度）",
        "{}年度报告",
        "{}年年报",
        "{}年政府信息公开工作报告",
        "信息公开{}年度工作报告",
    )
    rows = [
        works.report(r, f"/zwgk/nb/{r.number}.html", title=titles[r.year % 5].format(r.year))
        for r in town.reports(range(2011, 2026))
    ]
    works.listing("政府信息公开年报", rows, lambda n: yearly, nothing, size=40, side=side)
    works.entrance()
    return [works.site]


def script_menu(town: Town) -> list[Site]:
    """The bar of columns is written by a script of another file; the menu of the disclosure column opens on a press."""
    works = Works(town, "script_menu", articles="/zxzx/202105/t20210512_{}.html")
    works.stories(170)
    base, yearly = "/gk/", "/gk/zfxxgknb/"
    side = works.disclosure(base, yearly, hub="/gk/")
    side = side.replace(
        f'<a href="{yearly}">', f"""<a href="javascript:void(0)" onclick="window.location.href='{yearly}'">"""
    )
    works.put(base, works.shell("政府信息公开", side + works.lines(works.stock[:20])))
    rows = [works.report(r, dated(yearly, r.published, r.number)) for r in town.reports(range(2014, 2026), ("商务局",))]
    works.listing("政府信息公开年报", rows, indexed(yearly), numbered(indexed(yearly)), size=10, side=side)
    bar = "".join(f'<li><a href="{to}">{name}</a></li>' for name, to in works.bar)
    works.bar = []
    works.site.put(
        "/js/nav.js", Answer(f"document.write('<ul class=\"nav\">{bar}</ul>');".encode(), content_type=SCRIPT)
    )
    works.entrance('<script src="/js/nav.js"></script>')
    return [works.site]


def both_versions(town: Town) -> list[Site]:
    """Each report stands in the 年报 column and again, under another address, in the catalogue, with its file beside it."""
    works = Works(town, "both_versions", articles="/xwdt/202104/t20210406_{}.html")
    works.stories(170)
    base, yearly, catalogue = "/zwgk/", "/zwgk/zfxxgknb/", "/zwgk/xxgkml/qt/"
    side = works.disclosure(base, yearly)
    rows, again = [], []
    for r in town.reports(range(2014, 2026)):
        file = works.file(f"/files/{r.number}.pdf", r.pdf, "application/pdf") if r.year > 2021 else ""
        more = f'<p>附件：<a href="{file}">{r.title}（文字版）.pdf</a></p>' if file else ""
        rows.append(works.report(r, dated(yearly, r.published, r.number), more=more))
        table = catalogue_table(r, r.issuer)
        again.append(works.report(r, dated(catalogue, r.published, r.number + 1), table=table, more=more))
    works.listing("政府信息公开年报", rows, indexed(yearly), bare(indexed(yearly)), size=7, side=side)
    mixed = sorted(again + works.stock[:30], key=lambda row: row.day, reverse=True)
    works.listing("其他应主动公开的信息", mixed, indexed(catalogue), bare(indexed(catalogue)), size=12)
    works.bar.append(("信息公开目录", catalogue))
    works.entrance()
    return [works.site]


def moved(town: Town) -> list[Site]:
    """The portal moved: the home page and columns answer with their new addresses, old articles too."""
    works = Works(town, "moved", articles="/site1/xw/{}.html")
    works.stories(160)
    base, yearly = "/site1/zwgk/", "/site1/zwgk/nb/"
    side = works.disclosure(base, yearly, hub="/zwgk/")
    rows = []
    for r in town.reports(range(2012, 2026)):
        row = works.report(r, f"{yearly}{r.number}.html")
        if r.year < 2019:
            works.site.put(f"/zwgk/show/{r.number}.html", redirect(row.url, 301))
            row = Row(row.title, f"/zwgk/show/{r.number}.html", row.day)
        rows.append(row)
    works.listing("政府信息公开年报", rows, indexed(yearly), numbered(indexed(yearly)), size=9, side=side)
    works.entrance()
    works.site.put("/site1/index.html", Answer(works.site.page_body("/"), content_type="text/html; charset=utf-8"))
    works.site.put("/", redirect("/site1/index.html"))
    works.site.put("/zwgk/", redirect(base, 301))
    return [works.site]


def all_levels(town: Town) -> list[Site]:
    """One long list holds the county's reports among those of its bureaus and townships."""
    works = Works(town, "all_levels", skin="boot", articles="/xwzx/{}.html")
    works.stories(160)
    base, yearly = "/zwgk/", "/zwgk/zfxxgknb/"
    side = works.disclosure(base, yearly)
    rows = []
    for y in range(2025, 2015, -1):
        for office in (None, "财政局", "住房和城乡建设局", "城关镇人民政府", "白马乡人民政府"):
            low = office is not None and office.endswith("人民政府")
            r = town.report(y, office, wanted=not low)
            if low:
                town.allowed.add(r.key)
            rows.append(works.report(r, f"{yearly}{r.number}.html"))
    rows.sort(key=lambda row: row.day, reverse=True)
    works.listing("政府信息公开年报", rows, indexed(yearly), numbered(indexed(yearly)), size=15, side=side)
    works.entrance()
    return [works.site]


def in_the_notices(town: Town) -> list[Site]:
    """No column of 年报 at all: the reports stand among the notices of the disclosure column, and in no other list."""
    works = Works(town, "in_the_notices", skin="tables", encoding="gb2312", articles="/Html/News/{}.html")
    works.stories(150)
    base, yearly = "/zwgk/", "/zwgk/tzgg/"
    side = works.disclosure(base, yearly, label="通知公告")
    rows = [works.report(r, f"/Html/News/{r.number}.html") for r in town.reports(range(2010, 2026))]
    mixed = sorted(rows + works.stock[:70], key=lambda row: row.day, reverse=True)
    works.listing("通知公告", mixed, indexed(yearly), bare(indexed(yearly)), size=20, side=side)
    works.entrance()
    return [works.site]


MAKERS = (
    notice_files,
    collected,
    history_column,
    generic_titles,
    script_menu,
    both_versions,
    moved,
    all_levels,
    in_the_notices,
)
PLACES = {
    "notice_files": ("422828", "鹤峰县"),
    "collected": ("130322", "昌黎县"),
    "history_column": ("511123", "犍为县"),
    "generic_titles": ("341124", "全椒县"),
    "script_menu": ("360423", "武宁县"),
    "both_versions": ("430223", "攸县"),
    "moved": ("620822", "灵台县"),
    "all_levels": ("431222", "沅陵县"),
    "in_the_notices": ("410327", "宜阳县"),
}


def build(names: list[str] | None = None, seed: int = 1) -> list[Portal]:
    """The portals asked for, all by default. KeyError for a name that is none."""
    makers = {maker.__name__: maker for maker in MAKERS}
    made = []
    for name in names or list(makers):
        town = Town(*PLACES[name], seed)
        made.append(Portal(name, town, tuple(makers[name](town))))
    return made
