"""The Shanghai dialect: articles with #ivs_title, #ivs_date and #ivs_content; lists index.html and index_2.html, counted from 1,
with the number of pages as a total in script or markup (totalPage) and no links to them."""

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
    evidence="The text of one report's page (2019); the ids are those of the city's published templates; addresses of columns "
    "(/nw<n>/index.html) and articles (/nw<n>/<date>/<id>.html) that others cite. No saved list: how its pages are numbered is unproven.",
    proven=False,
    signs=(
        sign("markup", "ivs_content", 1.0, "#ivs_content"),
        sign("markup", "ivs_title", 0.6, "#ivs_title"),
        sign("markup", "ivs_date", 0.4, "#ivs_date"),
        sign("markup", "pagination-index", 0.6, "pagination-index"),
        sign("markup", "/nw", 0.5, "columns /nw<n>/", r"""href=["'][^"']{0,80}/nw\d{3,6}/"""),
        sign("markup", "uli14 nowrapli", 0.8, "list class of its templates"),
        sign("url", "/nw", 0.5, "column address /nw<n>/", r"/nw\d{3,6}/"),
    ),
    body=BodyHint(
        family="shanghai",
        body=("//*[@id='ivs_content']", "//*[contains(@class,'Article_content')]"),
        title=("//*[@id='ivs_title']", "//meta[@name='ArticleTitle']/@content"),
        drop=("//style",),
    ),
)
