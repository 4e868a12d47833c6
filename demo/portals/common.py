"""What all portals share: templates, navigation, and the articles that are no reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from string import Template

from demo.articles import Article
from demo.grids import CONTENT

TEMPLATES = Path(__file__).parents[1] / "templates"
NOTICE = "本站是 Lantai 软件的演示门户，并非政府网站。"
NAVIGATION = (
    ("新闻中心", "news"),
    ("政务公开", "open"),
    ("办事服务", "service"),
    ("互动交流", "talk"),
    ("走进本地", "about"),
    ("数据开放", "data"),
    ("专题专栏", "topics"),
    ("领导之窗", "leaders"),
    ("机构设置", "bodies"),
    ("人事信息", "staff"),
    ("规划计划", "plans"),
    ("财政资金", "money"),
    ("重点领域", "fields"),
    ("网站地图", "map"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: where it leads, its text and its date."""

    path: str
    title: str
    date: str


@cache
def _template(name: str) -> Template:
    return Template((TEMPLATES / name).read_text(encoding="utf-8"))


def fill(name: str, **values: object) -> str:
    """A template with its values; KeyError names one that is missing."""
    return _template(name).substitute({key: str(value) for key, value in values.items()})


def decoys(place: str, *, start_year: int = 2016) -> list[Article]:
    """Articles that stand between the reports on every real list: notices, plans, news, other bodies' yearbooks."""
    body = tuple((CONTENT / "decoy_body.txt").read_text(encoding="utf-8").splitlines())
    titles = (CONTENT / "decoys.txt").read_text(encoding="utf-8").splitlines()
    return [
        Article(
            title.replace("{place}", place),
            f"{start_year + number % 7}-{1 + number % 12:02d}-{1 + (number * 7) % 28:02d}",
            {"source": f"{place}人民政府办公室"},
            body,
        )
        for number, title in enumerate(titles)
    ]


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.date, reverse=True)


def links(pairs: Iterable[tuple[str, str]], wrap: str = "li") -> str:
    """`(text, address)` as HTML links, each in an element."""
    return "".join(f'<{wrap}><a href="{escape(url)}">{escape(text)}</a></{wrap}>' for text, url in pairs)


def pages_of(entries: list[Entry], size: int) -> list[list[Entry]]:
    return [entries[start : start + size] for start in range(0, len(entries), size)] or [[]]
