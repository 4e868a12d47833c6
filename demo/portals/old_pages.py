"""晋安区: pages of the early 2000s; the bytes are GB18030, the pages say gb2312, the header says nothing."""

from __future__ import annotations

from html import escape

from demo import articles, render
from demo.articles import Article
from demo.portals.common import NAVIGATION, NOTICE, Entry, decoys, fill, newest_first, pages_of
from demo.server import Answer, Site, page

NAME = "福州市晋安区人民政府"
PLACE = "晋安区"
PAGE_SIZE = 12
COLUMNS = {11: "公开指南", 12: "公开年报", 13: "公开制度", 20: "今日晋安"}
NAV = " | ".join(f'<a href="/list.asp?classid=20">{text}</a>' for text, _ in NAVIGATION[:8])


def build() -> Site:
    site = Site("old_pages")
    other = decoys(PLACE)
    reports = [articles.read(f"jinan-{year}") for year in (2017, 2018)]
    chosen = {11: other[8:9], 12: reports + other[:14], 13: other[9:12], 20: other[22:30]}
    number = 1200
    for code, members in chosen.items():
        entries = []
        for article in members:
            number += 7
            entries.append(_publish(site, article, code, number))
        _list(site, code, newest_first(entries))
    news = "<br>".join(f'<a href="{entry.path}">{escape(entry.title)}</a>' for entry in entries)
    site.put("/", _page(fill("old_home.html", site=NAME, nav=NAV, news=news, foot=NOTICE)))
    return site


def _page(html: str) -> Answer:
    return page(html, encoding="gb18030", declared="")


def _publish(site: Site, article: Article, code: int, number: int) -> Entry:
    path = f"/show.asp?id={number}"
    html = fill(
        "old_article.html",
        site=NAME,
        title=escape(article.title),
        published=article.published,
        source=article.facts["source"],
        column=COLUMNS[code],
        code=code,
        id=number,
        nav=NAV,
        body=render.html_body(article, "old"),
        foot=NOTICE,
    )
    site.put(path, _page(html))
    return Entry(path, article.title, article.published)


def _list(site: Site, code: int, entries: list[Entry]) -> None:
    pages = pages_of(entries, PAGE_SIZE)
    for current, chosen in enumerate(pages, start=1):
        items = "\n".join(
            f'<tr><td>·<a href="{entry.path.lstrip("/")}">{escape(entry.title)}</a></td><td width="110">{entry.date}</td></tr>'
            for entry in chosen
        )
        steps = (
            ("首页", 1),
            ("上一页", max(1, current - 1)),
            ("下一页", min(len(pages), current + 1)),
            ("尾页", len(pages)),
        )
        html = fill(
            "old_list.html",
            site=NAME,
            column=COLUMNS[code],
            code=code,
            nav=NAV,
            items=items,
            total=len(entries),
            current=current,
            pages=len(pages),
            pager=" ".join(f'<a href="list.asp?classid={code}&page={number}">{text}</a>' for text, number in steps),
            foot=NOTICE,
        )
        site.put(f"/list.asp?classid={code}&page={current}", _page(html))
        if current == 1:
            site.put(f"/list.asp?classid={code}", _page(html))
