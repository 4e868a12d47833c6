"""UCAP (开普云): columns <name>.shtml and <name>_2.shtml, by createPageHTML('page_div', pages, current, 'name', 'shtml', entries)
which counts from 1; newer columns are filled from a search call that answers JSON: (common/)search(List)/<channel>?_isJson=true.
"""

from __future__ import annotations

import re

from crawler.discovery.datalists import read_json
from crawler.discovery.page import FoundLink, Listing, ListState
from crawler.discovery.pagers import numbered_pages, page_number
from crawler.discovery.view import View
from crawler.families.base import Family, sign
from pipelines.blocks import BodyHint

PAGE_SIZE = 50

_CALL = re.compile(
    r"""createPageHTML\s*\(\s*["'][\w#-]{1,40}["']\s*,\s*(\d{1,5})\s*,\s*(\d{1,5})\s*,\s*["']([\w./-]{1,80})["']\s*,\s*["'](\w{2,6})["']\s*,\s*(\d{1,7})"""
)
_SEARCH = re.compile(r"""/search(?:List)?/[0-9a-f]{32}(?=[?"'])""")
_SEARCH_BASE = re.compile(r"""/search(?:List)?/(?=["']\s*\+)""")
_PATH_END = re.compile(r"""[\w./-]{0,120}$""")
_CHANNEL = re.compile(r"""\b(?:channel_?id|channelIds?|catalogId)["']?\s*[:=]\s*["']([0-9a-f]{32})["']""", re.I)


class Ucap(Family):
    def listing(self, view: View) -> Listing | None:
        if view.kind == "json":
            return read_json(view) if "_isjson=true" in view.url.lower() else None
        call = _CALL.search(view.scripts)
        if call:
            total, current, entries = int(call.group(1)), int(call.group(2)), int(call.group(5))
            pages = numbered_pages(view, total, max(current, 1), call.group(3), call.group(4))
            # This pager counts from 1 always: the first page is the bare name.
            pages = tuple(link for link in pages if not link.url.endswith(f"{call.group(3)}_1.{call.group(4)}"))
            return Listing(pages, ListState(entries or None, max(total, 1), page_number(view.url, current)))
        return self._search_call(view)

    def _search_call(self, view: View) -> Listing | None:
        scripts = view.scripts
        path = _whole_path(scripts, _SEARCH.search(scripts))
        if path is None:
            base = _whole_path(scripts, _SEARCH_BASE.search(scripts))
            channel = _CHANNEL.search(scripts)
            path = base + channel.group(1) if base and channel else None
        url = view.absolute(path) if path else None
        if url is None:
            return None
        call = (
            f"{url}?_isAgg=true&_isJson=true&_pageSize={PAGE_SIZE}&_template=index&_rangeTimeGte=&_channelName=&page=1"
        )
        return Listing((FoundLink(call, "", kind="api"),), None, ())


def _whole_path(text: str, match: re.Match[str] | None) -> str | None:
    """The match with what of its path stands before it."""
    if match is None:
        return None
    before = _PATH_END.search(text[max(0, match.start() - 120) : match.start()])
    return (before.group(0) if before else "") + match.group(0)


FAMILY = Ucap(
    name="ucap",
    title="UCAP (开普云)",
    evidence="Saved list pages of a province's education department and a county (page.js pagers), saved articles of two provinces, and public "
    "crawlers of the JSON search lists.",
    signs=(
        sign("markup", "createpagehtml('page_div'", 1.0, "createPageHTML('page_div', ...)"),
        sign("markup", 'createpagehtml("page_div"', 1.0, "createPageHTML('page_div', ...)"),
        sign("markup", "ucapcontent", 1.0, "<ucapcontent>"),
        sign("markup", "ucaptitle", 1.0, "<ucaptitle>"),
        sign("markup", "ucap-content", 0.6, "UCAP-CONTENT"),
        sign("markup", "/xhtml/js/page.js", 0.8, "xhtml/js/page.js"),
        sign("markup", "template,templategroup,version", 1.0, "template,templategroup,version"),
        sign("markup", "_isjson=true", 0.6, "JSON search list"),
        sign("url", "_isjson=true", 1.0, "JSON search list"),
        sign("markup", "/searchlist/", 0.5, "searchList call", r"/searchlist/[0-9a-f]{32}"),
        sign("markup", "/common/search/", 0.7, "common/search call"),
    ),
    calls=(b"_isjson=true", b"page_div"),
    body=BodyHint(
        family="ucap",
        body=(
            "//ucapcontent",
            "//*[@id='UCAP-CONTENT']",
            "//*[@id='cmsArticleContent']",
            "//*[@id='PrintArea']",
            "//*[@id='zoom']",
        ),
        title=("//meta[@name='ArticleTitle']/@content", "//ucaptitle"),
        drop=("//style",),
    ),
)
