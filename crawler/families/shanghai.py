"""The Shanghai dialect: articles with #ivs_title, #ivs_date and #ivs_content; lists index.html and index_2.html, counted from 1,
with the number of pages as a total in script or markup (totalPage, an option of whjPaging) and no links to them: that pager is
made of elements without an address (name="whj_nextPage")."""

from __future__ import annotations

import re

from crawler.discovery.page import FoundLink, Listing, ListState
from crawler.discovery.view import View
from crawler.families.base import Family, sign
from pipelines.blocks import BodyHint

MAX_PAGES = 200

_TOTAL = re.compile(
    r"""\btotal_?pages?["']?\s*(?:[:=]|value\s*=)\s*["']?\s*(\d{1,5})|id=["']totalpage["'][^>]{0,60}value=["'](\d{1,5})""",
    re.I,
)


class Shanghai(Family):
    def listing(self, view: View) -> Listing | None:
        found = _TOTAL.search(view.text)
        if found is None:
            return None
        pages = int(found.group(1) or found.group(2))
        more = []
        for number in range(2, min(pages, MAX_PAGES) + 1):
            url = view.absolute(f"index_{number}.html")
            if url is not None and url != view.url:
                more.append(FoundLink(url, str(number), kind="pager"))
        here = re.search(r"index_(\d{1,5})\.html$", view.url)
        return Listing(tuple(more), ListState(None, pages, int(here.group(1)) if here else 1))


FAMILY = Shanghai(
    name="shanghai",
    title="Shanghai's portal and its districts'",
    evidence="The text of one report's page (2019); public code that reads the city's lists: a spider that walks /nw4411/index_2.html "
    "to index_21.html, others that press the pager's name='whj_nextPage' and read ul.tadaty-list, #ivs_title, #ivs_content and the "
    "meta names ArticleTitle and PubDate; public uses of whjPaging({totalPage: n, callBack}).",
    signs=(
        sign("markup", "ivs_content", 1.0, "#ivs_content"),
        sign("markup", "ivs_title", 0.6, "#ivs_title"),
        sign("markup", "ivs_date", 0.4, "#ivs_date"),
        sign("markup", "pagination-index", 0.6, "pagination-index"),
        sign("markup", "/nw", 0.5, "columns /nw<n>/", r"""href=["'][^"']{0,80}/nw\d{3,6}/"""),
        sign("markup", "uli14 nowrapli", 0.8, "list class of its templates"),
        sign("markup", "tadaty-list", 0.6, "list class of its templates"),
        sign("markup", "whj_nextpage", 0.3, "its pager's next"),
        sign("markup", "whjpaging(", 0.3, "its pager's call"),
        sign("url", "/nw", 0.5, "column address /nw<n>/", r"/nw\d{3,6}/"),
    ),
    body=BodyHint(
        family="shanghai",
        body=("//*[@id='ivs_content']", "//*[contains(@class,'Article_content')]"),
        title=("//*[@id='ivs_title']", "//meta[@name='ArticleTitle']/@content"),
        drop=("//style",),
    ),
)
