"""LonSun (龙讯): a department's disclosure is /public/column/<organ>?type=3 (annual reports) or ?type=4&catId=<column>; its list is
a fragment from site/label/8888?labelName=publicInfoList with the page's siteId, organId, type and catId.

The fragment's pager calls a script with pageCount and pageIndex; the parameters of the first call stand in the page.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.discovery.page import FoundLink, Listing, ListState
from crawler.discovery.view import View
from crawler.families.base import Family, sign
from pipelines.blocks import BodyHint

PAGE_SIZE = 50
MAX_PAGES = 100

_LABEL = re.compile(r"""["']((?:/[\w.-]{1,60}){0,3}/site/label/\d{1,8})["'?]""")
_FIELD = re.compile(r"""\b(siteId|organId|type|catId|labelName|file|action)["']?\s*[:=]\s*["']?([\w/.-]{1,80})""")
_SITE = re.compile(
    r"""(?:name=["']siteid["'][^>]{0,60}content=["'](\d{1,12}))|\bsiteId["']?\s*[:=]\s*["']?(\d{1,12})""", re.I
)
_COUNT = re.compile(r"""\bpageCount["']?\s*[:=]\s*["']?(\d{1,5})""")
_TOTAL = re.compile(r"""\b(?:total|totalCount|totalRecord)["']?\s*[:=]\s*["']?(\d{1,7})""")
_COLUMN = re.compile(r"/public/column/(\d{1,12})")


class Lonsun(Family):
    def listing(self, view: View) -> Listing | None:
        if "/site/label/" in urlsplit(view.url).path:
            return self._fragment(view)
        organ = _COLUMN.search(view.url)
        label = _LABEL.search(view.scripts)
        if organ is None or label is None:
            return None
        url = view.absolute(label.group(1))
        if url is None:
            return None
        asked = dict(parse_qsl(urlsplit(view.url).query))
        written = dict(_FIELD.findall(view.scripts))
        site = _SITE.search(view.text)
        fields = {
            "IsAjax": "1",
            "dataType": "html",
            "labelName": written.get("labelName", "publicInfoList"),
            "siteId": (site.group(1) or site.group(2)) if site else written.get("siteId", ""),
            "pageSize": str(PAGE_SIZE),
            "pageIndex": "1",
            "action": "list",
            "isDate": "true",
            "dateFormat": "yyyy-MM-dd",
            "length": "200",
            "organId": organ.group(1),
            "type": asked.get("type") or written.get("type", "4"),
            "catId": asked.get("catId") or written.get("catId", ""),
            "cId": "",
        }
        if "file" in written:
            fields["file"] = written["file"]
        return Listing((FoundLink(f"{url}?{urlencode(fields)}", "", kind="api"),), None, ())

    def _fragment(self, view: View) -> Listing | None:
        """A fragment of a list: its other pages are the same call with another pageIndex."""
        parts = urlsplit(view.url)
        fields = dict(parse_qsl(parts.query, keep_blank_values=True))
        count, total = _COUNT.search(view.text), _TOTAL.search(view.text)
        pages = int(count.group(1)) if count else None
        index = fields.get("pageIndex", "1")
        page = int(index) if index.isdigit() else 1
        more = []
        for number in range(page + 1, min(pages or 1, MAX_PAGES) + 1):
            query = urlencode({**fields, "pageIndex": str(number)})
            more.append(FoundLink(urlunsplit((parts.scheme, parts.netloc, parts.path, query, "")), "", kind="api"))
        return Listing(tuple(more), ListState(int(total.group(1)) if total else None, pages, page))


FAMILY = Lonsun(
    name="lonsun",
    title="LonSun (龙讯)",
    evidence="A saved article of a district (2017), and public crawlers of a dozen provincial sites on site/label/8888 with pageCount in the page.",
    signs=(
        sign("markup", "/site/label/", 1.0, "site/label call", r"/site/label/\d+"),
        sign("url", "/site/label/", 1.0, "site/label call"),
        sign("markup", "lonsun.cn", 1.0, "lonsun.cn script"),
        sign("markup", "/public/column/", 0.7, "links to /public/column/<organ>", r"/public/column/\d+"),
        sign("url", "/public/column/", 0.7, "address /public/column/<organ>", r"/public/(?:column|content)/\d+"),
    ),
    calls=(b"/site/label/",),
    body=BodyHint(
        family="lonsun",
        body=("//*[@id='zoom']", "//*[contains(@class,'j-fontContent')]", "//*[contains(@class,'gk_content')]"),
        title=("//meta[@name='ArticleTitle']/@content", "//h1"),
        drop=("//style",),
    ),
)
