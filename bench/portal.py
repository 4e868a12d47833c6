"""The portal of the crawl benchmark: several hosts on loopback, each a jurisdiction with its lists and reports.

Every link of a list is named like a department's report, so that a walk that looks for reports and a spider that follows
every link see the same pages. Only a share of them are reports, the others short notices: one page in four by default,
where a directed walk on real portals needs four to eight requests a report. `reports=1.0` is the worst case.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from html import escape

from crawler.registry import built_in_gazetteer
from demo import articles, render
from demo.articles import Article, Part
from demo.grids import CONTENT, Cell, Grid
from demo.portals import Row
from demo.portals.common import NAVIGATION, NOTICE, Entry, fill, links, newest_first, pages_of
from demo.server import Site, page

PLACES = (("510300", "自贡市"), ("510400", "攀枝花市"), ("510500", "泸州市"), ("510600", "德阳市"))
BODIES = (
    "发展和改革委员会 经济和信息化局 教育和体育局 科学技术局 公安局 民政局 司法局 财政局 人力资源和社会保障局 自然资源和规划局 "
    "生态环境局 住房和城乡建设局 交通运输局 水务局 农业农村局 商务局 文化广播电视和旅游局 卫生健康委员会 退役军人事务局 应急管理局 "
    "审计局 市场监督管理局 统计局 医疗保障局 林业和竹业局"
).split()
MODELS = {2020: "luzhou-finance-2020", 2022: "luzhou-education-2022"}
# The places have the names of today: in older years some of them were those of other divisions.
LATEST, YEARS = 2024, 15
LIST_FOLDER = "/zwgk/xxgknb/"
PAGE_SIZE = 15
NAVIGATION_LINKS = 120
NOTICE_BODY = tuple((CONTENT / "decoy_body.txt").read_text(encoding="utf-8").splitlines())


def build(pages: int, *, reports: float = 0.25, seed: int = 1) -> tuple[Row, ...]:
    """About `pages` pages in all, that share of them reports; the same pages for the same seed."""
    chance = random.Random(seed)
    each = max(1, round(pages / len(PLACES) * PAGE_SIZE / (PAGE_SIZE + 1)))
    rows = []
    for number, (code, place) in enumerate(PLACES):
        site = Site(place, host=f"127.0.0.{number + 11}")
        _fill(site, place, each, reports, chance)
        rows.append(Row(code, site))
    return tuple(rows)


def many(codes: Sequence[str], each: int, *, seed: int = 1) -> tuple[Row, ...]:
    """A portal for each code, on a host of its own, with `each` reports of departments."""
    chance = random.Random(seed)
    rows = []
    for number, code in enumerate(codes):
        place = built_in_gazetteer().by_code[code].name
        site = Site(place, host=f"127.0.{1 + number // 250}.{1 + number % 250}")
        _fill(site, place, each, 1.0, chance)
        rows.append(Row(code, site))
    return tuple(rows)


def _fill(site: Site, place: str, count: int, reports: float, chance: random.Random) -> None:
    models = {year: articles.read(name) for year, name in MODELS.items()}
    names = [text for text, _ in NAVIGATION] * NAVIGATION_LINKS
    nav = links((text, f"/#{number}") for number, text in enumerate(names[:NAVIGATION_LINKS]))
    common = {"site": f"{place}人民政府", "nav": nav, "foot": f"<div>{NOTICE}</div>", "column": "政府信息公开年报"}
    entries = []
    for number in range(count):
        body = BODIES[number % len(BODIES)]
        year = LATEST - number // len(BODIES) % YEARS
        model = models[2020 if year < 2021 else 2022]
        title = f"{place}{body}{year}年政府信息公开工作年度报告"
        is_report = int((number + 1) * reports) > int(number * reports)
        parts = tuple(_varied(part, year, chance) for part in model.parts) if is_report else NOTICE_BODY
        report = replace(model, title=title, parts=parts)
        entries.append(_publish(site, report, f"{year + 1}-01-{1 + number % 28:02d}", body, common))
    listed = pages_of(newest_first(entries), PAGE_SIZE)
    for current, chosen in enumerate(listed):
        items = "\n".join(
            f'<li><a href="./{entry.path.removeprefix(LIST_FOLDER)}" title="{entry.title}">{entry.title}</a>'
            f"<span>{entry.date}</span></li>"
            for entry in chosen
        )
        pager = "".join(
            f'<a href="index{f"_{other}" if other else ""}.html">{other + 1}</a>' for other in range(len(listed))
        )
        html = fill("static_column.html", side=pager, items=items, pages=len(listed), current=current, **common)
        site.put(f"{LIST_FOLDER}index{f'_{current}' if current else ''}.html", page(html))
    home = fill("static_home.html", site=common["site"], nav=nav, foot=common["foot"], news="")
    site.put("/", page(home.replace('href="/zwgk/"', f'href="{LIST_FOLDER}index.html"')))


def _publish(site: Site, report: Article, published: str, source: str, common: dict[str, str]) -> Entry:
    digits = published.replace("-", "")
    path = f"{LIST_FOLDER}{digits[:6]}/t{digits}_{len(site.paths())}.html"
    html = fill(
        "static_article.html",
        title=escape(report.title),
        published=published,
        source=source,
        index_number="",
        body=render.html_body(report, "word"),
        attachments="",
        related="",
        **common,
    )
    site.put(path, page(html))
    return Entry(path, report.title, published)


def _varied(part: Part, year: int, chance: random.Random) -> Part:
    """The model's part with another year and other figures, so that no two pages are the same."""
    if isinstance(part, str):
        return part.replace("2020", str(year)).replace("2022", str(year))
    if isinstance(part, Grid):
        return replace(part, cells=tuple(_varied_cell(cell, chance) for cell in part.cells))
    return part


def _varied_cell(cell: Cell, chance: random.Random) -> Cell:
    return replace(cell, text=str(chance.randrange(500))) if cell.text.isdigit() and cell.text != "0" else cell
