"""随州: pages are shells; a script asks for the list by POST and draws it."""

from __future__ import annotations

import json
from html import escape

from demo import articles, render
from demo.articles import Article
from demo.portals.common import NAVIGATION, NOTICE, TEMPLATES, Entry, decoys, fill, links, newest_first, pages_of
from demo.server import Answer, Request, Site, page

NAME = "随州市人民政府"
PLACE = "随州市"
REPORTS_PATH = "/gk/nb.html"
RECORDS_PATH = "/jpage/column/records"
PAGE_SIZE = 10
NAV = links(((text, f"/{folder}.html") for text, folder in NAVIGATION), "span")
FOOT = f'<footer><p>{NOTICE}</p><a href="/admin/">管理</a></footer>'


def build() -> Site:
    site = Site("script_list")
    other = decoys(PLACE)
    columns = {
        "20170": [_publish(site, article) for article in _reports() + other[:6]],
        "20171": [_publish(site, article) for article in other[8:10]],
        "20172": [_publish(site, article) for article in other[9:12]],
        "20100": [_publish(site, article) for article in other[22:30]],
    }
    for path, name, code in (
        (REPORTS_PATH, "政府信息公开年报", "20170"),
        ("/gk/zn.html", "政府信息公开指南", "20171"),
        ("/gk/zd.html", "政府信息公开制度", "20172"),
    ):
        site.put(path, _shell(name, code))
    for text, folder in NAVIGATION:
        site.put(f"/{folder}.html", _shell(text, "20100"))
    news = links(((entry.title, entry.path) for entry in columns["20100"]), "p")
    site.put("/", page(fill("script_home.html", site=NAME, nav=NAV, news=news, foot=FOOT)))
    site.put("/assets/app.js", Answer((TEMPLATES / "script_app.js").read_bytes(), content_type="text/javascript"))
    site.handle(RECORDS_PATH, lambda request: _records(columns, request))
    return site


def _reports() -> list[Article]:
    return [articles.read(f"suizhou-{year}") for year in (2016, 2017)]


def _shell(column: str, code: str) -> Answer:
    return page(fill("script_shell.html", site=NAME, column=column, code=code, nav=NAV, foot=FOOT))


def _publish(site: Site, article: Article) -> Entry:
    number = sum(ord(character) * (index + 3) for index, character in enumerate(article.title)) % 90000
    path = f"/detail/{article.published[:4]}/{number}.html"
    site.put(
        path,
        page(
            fill(
                "script_article.html",
                site=NAME,
                title=escape(article.title),
                published=article.published,
                source=article.facts["source"],
                editor=article.facts.get("editor", ""),
                reviewer=article.facts.get("reviewer", ""),
                nav=NAV,
                body=render.html_body(article, "plain"),
                foot=FOOT,
            )
        ),
    )
    return Entry(path, article.title, article.published)


def _records(columns: dict[str, list[Entry]], request: Request) -> Answer:
    """The list service: a page of a column as JSON; anything but a right POST is refused, as the real ones do."""
    try:
        asked = json.loads(request.body)
        entries = newest_first(columns[asked["columnId"]])
        number = int(asked["pageNo"])
    except (ValueError, KeyError, TypeError):
        return Answer(b'{"error":"bad request"}', 400, "application/json")
    pages = pages_of(entries, PAGE_SIZE)
    chosen = pages[number - 1] if 1 <= number <= len(pages) else []
    answer = {
        "total": len(entries),
        "page": number,
        "pages": len(pages),
        "records": [{"path": entry.path, "title": entry.title, "date": entry.date} for entry in chosen],
    }
    return Answer(json.dumps(answer, ensure_ascii=False).encode(), content_type="application/json; charset=utf-8")
