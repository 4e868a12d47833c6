"""Epoint WebBuilder (新点): columns of numbers, /<column>/moreinfo.html or subpage.html, further pages /<column>/2.html or
moreinfo_2.html; articles /<column>/<date>/<guid>.html. Newer ones list by POST to rest/frontAppCustomAction/getPageInfoListNew, whose
answer (custom.infodata with title, infourl, infodate; custom.count) the general reading knows once a browser showed the call.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from crawler.discovery.page import FoundLink, Listing, ListState
from crawler.discovery.view import View
from crawler.families.base import Family, sign
from pipelines.blocks import BodyHint

MAX_PAGES = 200

_PAGER = re.compile(r"""(?:pageCount|totalPage|page_count|pagecount)["']?\s*[:=]\s*["']?(\d{1,5})""")
_TOTAL = re.compile(r"""\btotal["']?\s*[:=]\s*["']?(\d{1,7})""")


class Epoint(Family):
    def listing(self, view: View) -> Listing | None:
        path = urlsplit(view.url).path
        found = _PAGER.search(view.scripts)
        if found is None or not re.search(r"(?:moreinfo|subpage|list)[\w]*\.html$", path):
            return None
        pages = int(found.group(1))
        more = []
        for number in range(2, min(pages, MAX_PAGES) + 1):
            url = view.absolute(f"{number}.html")
            if url is not None:
                more.append(FoundLink(url, str(number), kind="pager"))
        total = _TOTAL.search(view.scripts)
        return Listing(tuple(more), ListState(int(total.group(1)) if total else None, pages, 1))


FAMILY = Epoint(
    name="epoint",
    title="Epoint WebBuilder (新点)",
    evidence="Public crawlers of some fifteen sites on the same system, trading platforms most of them: moreinfo.html with numbered pages, the "
    "call getPageInfoListNew (siteGuid, categoryNum, pageIndex from 0, pageSize) and its answer, ewb-article, ewb-article-info and "
    "ewb-article-content; no saved page.",
    signs=(
        sign("markup", "epointwebbuilder", 1.0, "EpointWebBuilder"),
        sign("markup", "webbuildermis", 1.0, "WebbuilderMIS"),
        sign("markup", "moreinfo.html", 0.7, "moreinfo.html", r"/\d{6,}/moreinfo\.html"),
        sign("markup", "siteinfo.siteguid", 0.8, "siteInfo.siteGuid"),
        sign("markup", "infodetail", 0.5, "InfoDetail", r"infodetail/?\?infoid="),
        sign("url", "moreinfo", 0.6, "moreinfo.html", r"/\d{6,}/moreinfo\.html"),
    ),
    body=BodyHint(
        family="epoint",
        body=(
            "//*[@id='zoom']",
            "//*[contains(@class,'ewb-article-info')]",
            "//*[contains(@class,'ewb-article-content')]",
            "//*[contains(@class,'ewb-article-detail')]",
            "//*[contains(@class,'infodetail')]",
        ),
        title=(
            "//meta[@name='ArticleTitle']/@content",
            "//*[contains(@class,'ewb-article-tt')]",
            "//*[contains(@class,'ewb-article')]/h3",
            "//h1",
        ),
        drop=("//style",),
    ),
)
