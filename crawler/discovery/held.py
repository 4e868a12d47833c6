"""A report that a page or an answer holds as data: an object of JSON with a title and the article's markup, in the answer itself
or in a script of the page. What shows it to a reader is then no business of ours: no browser is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

from crawler.discovery import calls
from crawler.discovery.view import View, squeeze
from crawler.discovery.words import date_in, headings_in

MAX_SCRIPT = 3_000_000
MAX_OBJECTS = 20_000
MAX_DEPTH = 24
# Characters of markup that may be a report.
LEAST = 300
# Characters of a title by which it is known again.
LEAST_TITLE = 8
ENOUGH_HEADINGS = 3

_TITLE = re.compile(r"title|name|subject|headline|bt$", re.I)
_DATE = re.compile(r"date|time|publish|pub|created|rq$|sj$", re.I)
_MARKUP = re.compile(r"<(?:p|div|table|span|br)\b", re.I)
# What every such report says, and how markup stands in a script, as it is or escaped.
_SPOKEN = ("公开", "\\u516c\\u5f00", "\\u516C\\u5F00")
_MARKS = ("<p", "<P", "<div", "<table", "<span", "\\u003c", "\\u003C", "\\x3c", "&lt;")
_TAG = re.compile(r"<[^>]{0,2000}>")


def article_of(view: View) -> str | None:
    """The article as a page of its own: title, date, text. None where there is none, or where the page's own markup has the
    parts of a report."""
    if view.kind == "json":
        values: Iterator[object] = iter((view.data,))
    elif view.kind == "html" and _may_hold(view):
        values = calls.embedded_values(view.scripts[:MAX_SCRIPT])
    else:
        return None
    for value in values:
        for mapping in _mappings(value):
            made = _article(mapping)
            if made is not None:
                return made
    return None


def holds_other(view: View) -> bool:
    """Whether a page whose markup is empty holds an article of its own title as data, a report or not."""
    title = squeeze(view.head_title)
    if view.kind != "html" or len(title) < LEAST_TITLE or len(view.scripts) < LEAST_TITLE:
        return False
    for value in calls.embedded_values(view.scripts[:MAX_SCRIPT]):
        for mapping in _mappings(value):
            texts = [each for each in mapping.values() if isinstance(each, str)]
            if any(squeeze(text)[:LEAST_TITLE] == title[:LEAST_TITLE] for text in texts) and any(
                map(_as_markup, texts)
            ):
                return True
    return False


def _may_hold(view: View) -> bool:
    scripts = view.scripts
    if (
        len(scripts) < LEAST
        or not any(word in scripts for word in _SPOKEN)
        or not any(mark in scripts for mark in _MARKS)
    ):
        return False
    return headings_in(view.visible) < ENOUGH_HEADINGS


def _mappings(value: object) -> Iterator[dict[str, object]]:
    waiting: list[tuple[object, int]] = [(value, 0)]
    for _ in range(MAX_OBJECTS):
        if not waiting:
            return
        each, depth = waiting.pop()
        if isinstance(each, dict):
            yield each
            inner: list[object] = list(each.values())
        elif isinstance(each, list):
            inner = each
        else:
            continue
        if depth < MAX_DEPTH:
            waiting += [(one, depth + 1) for one in reversed(inner) if isinstance(one, dict | list)]


def _article(mapping: dict[str, object]) -> str | None:
    title = published = ""
    content = ""
    for key, value in mapping.items():
        if not isinstance(value, str):
            continue
        if len(value) >= LEAST:
            content = max(content, _as_markup(value), key=len)
        elif not title and _TITLE.search(key) and 4 < len(value) <= 200:
            title = squeeze(_TAG.sub("", unescape(value)))
        elif not published and _DATE.search(key):
            published = date_in(value) or ""
    if not title or not content or headings_in(_TAG.sub("", content)) < ENOUGH_HEADINGS:
        return None
    return as_page(title, published, content)


def _as_markup(text: str) -> str:
    """A string that is markup, escaped or not; '' for any other."""
    if _MARKUP.search(text) is None and "&lt;" in text:
        text = unescape(text)
    return text if _MARKUP.search(text) else ""


def as_page(title: str, published: str, content: str) -> str:
    """An article's markup as a page of its own."""
    said = escape(title)
    return (
        f'<html><head><meta charset="utf-8"><title>{said}</title><meta name="ArticleTitle" content="{said}">'
        f'<meta name="PubDate" content="{escape(published)}"></head><body><h1>{said}</h1><div class="article-content">{content}</div></body></html>'
    )
