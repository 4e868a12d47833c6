"""广州 and 合肥: an encyclopedia's copies in Traditional script, with the words of its own conversion (檔案 for 文件)."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from html import escape
from zlib import crc32

import opencc

from demo import articles, render
from demo.articles import Article, Heading, Part
from demo.grids import CONTENT, Grid
from demo.portals.common import NOTICE, decoys, fill, links
from demo.server import Site, page

NAME = "中文百科"
REPORTS = {"广州": "guangzhou-2018", "合肥": "hefei-2012"}
FOOT_NOTICE = f"<footer>{NOTICE}</footer>"


def category_path(place: str) -> str:
    return f"/category/{crc32(place.encode()):08x}.html"


def build() -> Site:
    site = Site("mirror")
    foot = _converted(FOOT_NOTICE)
    for place, name in REPORTS.items():
        entries = [_publish(site, article, foot) for article in [articles.read(name), *decoys(f"{place}市")[:7]]]
        site.put(
            category_path(place),
            page(
                fill(
                    "mirror_category.html",
                    site=NAME,
                    title=_converted(f"{place}市政府文件"),
                    count=len(entries),
                    items=links(entries),
                    foot=foot,
                )
            ),
        )
    places = links((_converted(f"{place}市政府文件"), category_path(place)) for place in REPORTS)
    site.put("/", page(fill("mirror_category.html", site=NAME, title="分類", count=0, items=places, foot=foot)))
    return site


def _publish(site: Site, article: Article, foot: str) -> tuple[str, str]:
    article = _traditional(article)
    path = f"/item/{crc32(article.title.encode()):08x}.html"
    site.put(
        path,
        page(
            fill(
                "mirror_entry.html",
                site=NAME,
                title=escape(article.title),
                source=article.facts["source"],
                body=render.html_body(article, "plain"),
                related=links([("分類", "/")]),
                hot=links([("隨機詞條", "/random.html")]),
                foot=foot,
            )
        ),
    )
    return article.title, path


def _traditional(article: Article) -> Article:
    return replace(
        article,
        title=_converted(article.title),
        facts={name: _converted(value) for name, value in article.facts.items()},
        parts=tuple(_converted_part(part) for part in article.parts),
    )


def _converted_part(part: Part) -> Part:
    match part:
        case Heading():
            return replace(part, text=_converted(part.text))
        case Grid():
            return replace(part, cells=tuple(replace(cell, text=_converted(cell.text)) for cell in part.cells))
    return _converted(part)


@cache
def _words() -> tuple[tuple[str, str], ...]:
    lines = (CONTENT / "mirror_words.txt").read_text(encoding="utf-8").splitlines()
    return tuple((here, there) for here, there in (line.split() for line in lines))


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2tw")


def _converted(text: str) -> str:
    for here, there in _words():
        text = text.replace(here, there)
    converted: str = _converter().convert(text)
    return converted
