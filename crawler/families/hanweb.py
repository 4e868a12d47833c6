"""Hanweb jcms (大汉): columns /col/col<n>/index.html whose list is a <datastore> of records in the page, and more of it by
calls of dataproxy.jsp, which answers with the same <datastore>. Articles are /art/<y>/<m>/<d>/art_<col>_<id>.html.

The page's script asks for `startrecord`, `endrecord`, `perpage`, three pages at a time, with the column's parameters as a form.
"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qsl, quote, urlencode

from crawler.discovery.datalists import fragment_links
from crawler.discovery.page import FoundLink, Listing, ListState
from crawler.discovery.view import View
from crawler.families.base import Family, sign
from pipelines.blocks import BodyHint

MAX_CALLS = 60
PAGES_A_CALL = 3

_GROUP = re.compile(r"""<nextgroup>\s*(?:<!\[CDATA\[)?\s*<a\s+href=["']([^"']{1,800})["']""", re.I)
_PROXY = re.compile(r"""["']([^"'\s<>]{0,200}/dataproxy\.jsp)(\?[^"'\s<>]{0,600})?["']""")
_RECORD = re.compile(r"<record>\s*(?:<!\[CDATA\[)?(.{0,20000}?)(?:\]\]>)?\s*</record>", re.S)
_TOTAL = re.compile(r"""\btotal_?record\w*["']?\s*[:=]\s*["']?(\d{1,7})|<totalrecord>(\d{1,7})""", re.I)
_PER_PAGE = re.compile(r"""\bper_?page["']?\s*[:=]\s*["']?(\d{1,4})""", re.I)
_FIELD = re.compile(
    r"""\b(col|appid|webid|path|columnid|sourceContentType|unitid|webname|permissiontype)["']?\s*[:=]\s*["']([^"']{0,120})["']"""
)


class Hanweb(Family):
    def listing(self, view: View) -> Listing | None:
        text = view.text
        if "dataproxy.jsp" not in text or view.kind == "xml":
            return None
        entries = tuple(link for match in _RECORD.finditer(text) for link in fragment_links(view, match.group(1)))
        total = _TOTAL.search(text)
        records = int(total.group(1) or total.group(2)) if total else None
        per_page = int(found.group(1)) if (found := _PER_PAGE.search(text)) else 15
        proxy, fields = self._call(view, text)
        more: list[FoundLink] = []
        if proxy is not None and records is not None and (records > len(entries) or not entries):
            chunk = max(per_page, 1) * PAGES_A_CALL
            first = 1 if len(entries) < min(chunk, records) else chunk + 1
            for start in range(first, min(records, first + MAX_CALLS * chunk) + 1, chunk):
                end = min(start + chunk - 1, records)
                url = f"{proxy}?startrecord={start}&endrecord={end}&perpage={per_page}"
                more.append(self._post(url, fields))
        elif proxy is not None and not entries:
            more.append(FoundLink(f"{proxy}?{urlencode(fields)}", "", kind="api"))
        elif records is None and (group := _GROUP.search(text)):
            url = view.absolute(unescape(group.group(1)))
            if url is not None:
                more.append(FoundLink(url.replace("'", "%27"), "", kind="api"))
        return Listing(tuple(more), ListState(records, None, 1, len(entries)), entries)

    def _call(self, view: View, text: str) -> tuple[str | None, dict[str, str]]:
        """The address of the calls and their form, from the page's next group or its script."""
        fields: dict[str, str] = {"col": "1"}
        proxy = None
        group = _GROUP.search(text)
        if group:
            address, _, query = unescape(group.group(1)).partition("?")
            proxy = view.absolute(address)
            fields.update((name, value.strip("'")) for name, value in parse_qsl(query) if name != "page")
        found = _PROXY.search(text)
        if proxy is None and found:
            proxy = view.absolute(found.group(1))
            fields.update(parse_qsl((found.group(2) or "").lstrip("?")))
        for name, value in _FIELD.findall(view.scripts):
            fields.setdefault(name, value)
        fields.pop("startrecord", None)
        return proxy, fields

    def _post(self, url: str, fields: dict[str, str]) -> FoundLink:
        body = "&".join(f"{name}={quote(value, safe='')}" for name, value in fields.items())
        headers = (
            ("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"),
            ("X-Requested-With", "XMLHttpRequest"),
        )
        return FoundLink(url, "", kind="api", method="POST", body=body.encode("utf-8"), headers=headers)


FAMILY = Hanweb(
    name="hanweb",
    title="Hanweb jcms (大汉), jpage lists",
    evidence="Saved dataproxy answers of a province's department (2025), a saved article of another (2016), and public crawlers that "
    "post startrecord, endrecord and perpage with the column's form.",
    signs=(
        sign("markup", "dataproxy.jsp", 1.0, "dataproxy.jsp"),
        sign("markup", "jpage", 0.5, "jpage script"),
        sign("url", "dataproxy.jsp", 1.0, "dataproxy.jsp"),
        sign(
            "markup",
            "/art_",
            0.8,
            "links to /art/<date>/art_<col>_<id>",
            r"/art/\d{4}/\d{1,2}/\d{1,2}/art_\d+_\d+\.html",
        ),
        sign("url", "/art_", 0.8, "article address art_<col>_<id>", r"/art/\d{4}/\d{1,2}/\d{1,2}/art_\d+_\d+\.html"),
        sign("markup", "<!--<$[", 0.7, "template marks <$[...]>"),
        sign("markup", "/col/col", 0.5, "columns /col/col<n>", r"/col/col\d+/(?:index\.html)?"),
        sign("url", "/col/col", 0.6, "column address /col/col<n>", r"/col/col\d+/"),
    ),
    calls=(b"dataproxy.jsp",),
    body=BodyHint(
        family="hanweb",
        body=(
            "//*[@id='zoom']",
            "//*[@id='barrierfree_container']//*[contains(@class,'article')]",
            "//div[contains(@class,'bt-content')]",
        ),
        title=("//meta[@name='ArticleTitle']/@content", "//*[@id='barrierfree_container']//h1"),
        drop=("//style",),
    ),
)
