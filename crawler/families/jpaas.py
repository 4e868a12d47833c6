"""Hanweb jpaas (大汉新版): a column's list is built by a unit call whose parameters stand in the page, on the script element
that loads it: url=".../front/page/build/unit" queryData="{'webId': ...}". The answer is JSON with markup in data.html.
"""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.discovery.datalists import fragment_links
from crawler.discovery.page import FoundLink, Listing, ListState
from crawler.discovery.view import View
from crawler.families.base import Family, sign
from pipelines.blocks import BodyHint

PAGE_SIZE = 50
MAX_UNITS = 4

_ADDRESS = re.compile(r"""\b(?:url|uniturl)=["']([^"']{1,300}/page/build/unit)["']""", re.I)
_QUERY = re.compile(r"""\bquerydata=(?:"(\{[^"]{1,1500}\})"|'(\{[^']{1,1500}\})')""", re.I)
_PAIR = re.compile(r"""['"]([\w]{1,40})['"]\s*:\s*['"]([^'"]{0,200})['"]""")
_ROWS = re.compile(r"""\brows=["'](\d{1,5})["']""")
_COUNT = re.compile(r"""\bcount["']?\s*[=:]\s*["']?(\d{1,7})""")


class Jpaas(Family):
    def listing(self, view: View) -> Listing | None:
        if view.kind == "json":
            return self._answer(view)
        text = view.text
        address = _ADDRESS.search(text)
        if address is None:
            return None
        url = view.absolute(unescape(address.group(1)))
        calls = []
        for match in list(_QUERY.finditer(text))[:MAX_UNITS]:
            pairs = dict(_PAIR.findall(unescape(match.group(1) or match.group(2)).replace("&apos;", "'")))
            if url is not None and pairs.get("pageId"):
                calls.append(FoundLink(_asking(url, pairs, 1), "", kind="api"))
        return Listing(tuple(calls), None, ()) if calls else None

    def _answer(self, view: View) -> Listing | None:
        data = view.data.get("data") if isinstance(view.data, dict) else None
        markup = data.get("html") if isinstance(data, dict) else None
        if not isinstance(markup, str):
            return None
        entries = tuple(fragment_links(view, markup))
        count = _COUNT.search(markup)
        total = int(count.group(1)) if count else None
        parts = urlsplit(view.url)
        pairs = dict(parse_qsl(parts.query))
        try:
            asked = json.loads(pairs.pop("paramJson", "{}"))
            page, size = int(asked.get("pageNo", 1)), int(asked.get("pageSize", PAGE_SIZE))
        except (ValueError, TypeError, AttributeError):
            page, size = 1, PAGE_SIZE
        rows = _ROWS.search(markup)
        size = int(rows.group(1)) if rows else size
        titles = [link for link in entries if len(link.text) > 3]
        left = page * size < total if total is not None and size else bool(titles) and len(titles) >= size
        base = urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))
        more = (FoundLink(_asking(base, pairs, page + 1), "", kind="api"),) if left else ()
        return Listing(more, ListState(total, None, page, len(titles)), entries)


def _asking(url: str, pairs: dict[str, str], page: int) -> str:
    asked = json.dumps({"pageNo": page, "pageSize": PAGE_SIZE}, separators=(",", ":"))
    return f"{url}?{urlencode({**pairs, 'paramJson': asked})}"


FAMILY = Jpaas(
    name="jpaas",
    title="Hanweb jpaas (大汉)",
    evidence="Public crawlers of three ministries and several provinces that read queryData from the column page and call build/unit; no saved page.",
    signs=(
        sign("markup", "jpaas-publish-server", 1.2, "jpaas-publish-server"),
        sign("markup", "/page/build/unit", 1.2, "unit call"),
        sign("url", "/page/build/unit", 1.5, "unit call"),
        sign("markup", "querydata=", 0.4, "queryData"),
        sign("markup", "unitbuild.js", 0.6, "unitbuild.js"),
    ),
    calls=(b"/page/build/unit",),
    body=BodyHint(
        family="jpaas",
        body=(
            "//*[@id='zoom']",
            "//*[@id='con_con']",
            "//*[contains(@class,'article-content') or contains(@class,'pages_content')]",
        ),
        title=("//meta[@name='ArticleTitle']/@content",),
        drop=("//style",),
    ),
)
