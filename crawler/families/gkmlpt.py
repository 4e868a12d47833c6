"""gkmlpt (广东省政府信息公开平台): one platform page whose script holds _CONFIG with the tree of columns (TREE), the site's number
(SITE_ID, or SID) and, on an article's page, the article itself (DETAIL.content).

A column's list is api/all/<column>?page=<n>&sid=<site>: {"classify": {"post_count": ...}, "articles": [{"title", "url", "date"}]},
or with "total" beside "articles".
Some sites answer page 1 only, whatever the count: then the list is capped and stays incomplete.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

from crawler.discovery.held import as_page
from crawler.discovery.page import FoundLink, Listing, ListState
from crawler.discovery.turning import call_of, next_page
from crawler.discovery.view import View, squeeze
from crawler.families.base import Family, sign
from pipelines.blocks import BodyHint

MAX_COLUMNS = 600
MAX_DEPTH = 12
CHINA = timezone(timedelta(hours=8))

_SITE = re.compile(r"""\b(?:SITE_ID|SID)["']?\s*[:=]\s*["']?(\d{1,10})""")
_TREE = re.compile(r"""\bTREE["']?\s*[:=]\s*(?=[\[{])""")
_DETAIL = re.compile(r"""\bDETAIL["']?\s*[:=]\s*(?=\{)""")


class Gkmlpt(Family):
    def listing(self, view: View) -> Listing | None:
        if view.kind == "json":
            return self._answer(view)
        tree = _json_after(view.scripts, _TREE)
        site = _SITE.search(view.scripts)
        root = re.match(r"(.*?/gkmlpt)(?:/|$|[?#])", view.url)
        if tree is None or root is None:
            return None
        entries = []
        for name, number in _columns(tree, 0):
            url = f"{root.group(1)}/api/all/{number}?page=1" + (f"&sid={site.group(1)}" if site else "")
            entries.append(FoundLink(url, name, kind="entry", group="tree"))
            if len(entries) >= MAX_COLUMNS:
                break
        return Listing((), None, tuple(entries))

    def _answer(self, view: View) -> Listing | None:
        data = view.data
        articles = data.get("articles") if isinstance(data, dict) else None
        if not isinstance(articles, list):
            return None
        column = data.get("classify") if isinstance(data, dict) else None
        column = column if isinstance(column, dict) else {}
        name = column.get("name") if isinstance(column.get("name"), str) else ""
        entries = []
        for article in articles[:5000]:
            if not isinstance(article, dict) or not isinstance(article.get("title"), str):
                continue
            url = view.absolute(str(article.get("url") or article.get("post_url") or ""))
            if url is not None:
                published = _first_day(article)
                entries.append(
                    FoundLink(
                        url,
                        squeeze(article["title"]),
                        kind="entry",
                        published=published,
                        heading=str(name),
                        group="articles",
                    )
                )
        count = column.get("post_count", data.get("total"))
        total = count if isinstance(count, int) and not isinstance(count, bool) else None
        page = re.search(r"[?&]page=(\d{1,5})", view.url)
        number = int(page.group(1)) if page else 1
        left = (
            bool(entries)
            and (total is None or number * len(entries) < total)
            and (total is not None or len(entries) >= 20)
        )
        turned = next_page(call_of(view), len(entries)) if left else None
        more = (turned.as_link(kind="api"),) if turned is not None else ()
        return Listing(more, ListState(total, None, number, len(entries)), tuple(entries))

    def article(self, view: View) -> str | None:
        """DETAIL as a page of its own: its title, its date, its content."""
        if "DETAIL" not in view.scripts:
            return None
        detail = _json_after(view.scripts, _DETAIL)
        content = detail.get("content") if isinstance(detail, dict) else None
        if not isinstance(content, str) or not content.strip():
            return None
        assert isinstance(detail, dict)
        return as_page(str(detail.get("title") or ""), _first_day(detail) or "", content)


def _json_after(text: str, pattern: re.Pattern[str]) -> object | None:
    """The JSON value that follows the pattern's match."""
    match = pattern.search(text)
    if match is None:
        return None
    try:
        value, _ = json.JSONDecoder().raw_decode(text, match.end())
    except (ValueError, RecursionError):
        return None
    return value  # type: ignore[no-any-return]


def _columns(node: object, depth: int) -> Iterator[tuple[str, int]]:
    if depth > MAX_DEPTH:
        return
    if isinstance(node, dict):
        name, number = node.get("name") or node.get("title"), node.get("id") or node.get("column_id")
        if isinstance(name, str) and isinstance(number, int | str) and str(number).isdigit():
            yield squeeze(name), int(number)
        for inner in node.values():
            if isinstance(inner, dict | list):
                yield from _columns(inner, depth + 1)
    elif isinstance(node, list):
        for inner in node:
            yield from _columns(inner, depth + 1)


def _first_day(article: dict[str, object]) -> str | None:
    """The day of publication, under the first of its names that holds one."""
    days = (_day(article.get(name)) for name in ("date", "display_publish_time", "publish_date", "created_at"))
    return next((day for day in days if day is not None), None)


def _day(value: object) -> str | None:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 4e9:
        return datetime.fromtimestamp(value, UTC).astimezone(CHINA).date().isoformat()
    if isinstance(value, str) and re.match(r"^(?:19|20)\d{2}-\d{2}-\d{2}", value):
        return value[:10]
    return None


FAMILY = Gkmlpt(
    name="gkmlpt",
    title="gkmlpt (政府信息公开平台)",
    evidence="Public crawlers of some twenty sites on api/all/<column>, and a public write-up of one prefecture's platform (2026); no saved page.",
    signs=(
        sign("url", "/gkmlpt/", 1.2, "/gkmlpt/ address", r"/gkmlpt/(?:index|content|api|guide|annual|policy)"),
        sign(
            "markup",
            "_config",
            0.8,
            "_CONFIG with SITE_ID",
            r"_config\s*=[\s\S]{0,400}?\b(?:site_id|sid)\b|_config\.(?:tree|detail)",
        ),
        sign("markup", "/gkmlpt/", 0.4, "links to /gkmlpt/"),
    ),
    calls=(b"/gkmlpt/", b"site_id"),
    body=BodyHint(
        family="gkmlpt",
        body=("//div[contains(@class,'article-content')]",),
        title=("//meta[@name='ArticleTitle']/@content", "//h1[contains(@class,'title')]"),
        drop=("//style",),
    ),
)
