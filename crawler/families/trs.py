"""TRS WCM (拓尔思): static columns, index.html and index_1.html and on, written by a script in the page.

Two pagers: createPageHTML(pages, current, "index", "html"), and a block of script with countPage and currentPage. Both count
from 0 on most portals and from 1 on some; the page's own number tells. Articles are t<date>_<id>.html with the body in TRS_Editor.
"""

from __future__ import annotations

import re

from crawler.discovery.page import Listing, ListState
from crawler.discovery.pagers import numbered_pages, page_number
from crawler.discovery.view import View
from crawler.families.base import Family, sign
from pipelines.blocks import BodyHint

_COUNT = re.compile(r"\bcountPage\s*=\s*(\d{1,5})")
_CURRENT = re.compile(r"\bcurrentPage\s*=\s*(\d{1,5})")
_ENTRIES = re.compile(r"\b(?:countnum|recordCount|m_nRecordCount)\s*=\s*(\d{1,7})", re.I)
_NAME = re.compile(r"""["'\\]([\w-]{1,40})\\?["']?\s*\+\s*\\?["']_\\?["']""")
_EXTENSION = re.compile(r"""["']\.?\\?["']?\s*\+?\s*\\?["'](s?html?)\b""")
_CALL = re.compile(
    r"""createPageHTML\s*\(\s*(\d{1,5})\s*,\s*(\d{1,5})\s*,\s*["']([\w-]{1,80})["']\s*,\s*["'](\w{2,6})["']"""
)


class Trs(Family):
    def listing(self, view: View) -> Listing | None:
        scripts = view.scripts
        call = _CALL.search(scripts)
        if call:
            total, current, name, extension = int(call.group(1)), int(call.group(2)), call.group(3), call.group(4)
        else:
            count, at = _COUNT.search(scripts), _CURRENT.search(scripts)
            if count is None or at is None:
                return None
            total, current = int(count.group(1)), int(at.group(1))
            found_name, found_extension = _NAME.search(scripts), _EXTENSION.search(scripts)
            name = found_name.group(1) if found_name else "index"
            extension = found_extension.group(1) if found_extension else "html"
        entries = _ENTRIES.search(scripts)
        state = ListState(int(entries.group(1)) if entries else None, max(total, 1), page_number(view.url, current))
        return Listing(numbered_pages(view, total, current, name, extension), state)


FAMILY = Trs(
    name="trs",
    title="TRS WCM (拓尔思)",
    evidence="Saved list pages of a county's employment site (2022), a development zone (2020) and a prefecture (2021), and saved "
    "articles of a province (2019) and a county (2023).",
    signs=(
        sign("markup", "trs_editor", 1.0, "TRS_Editor"),
        sign("markup", "trs_ueditor", 1.0, "TRS_UEDITOR"),
        sign("markup", "currchnlcls", 1.0, "CurrChnlCls of its breadcrumb"),
        sign("url", "/t20", 0.6, "article address t<date>_<id>", r"/t20\d{6}_\d{3,}\.s?html?$"),
        sign("markup", "/t20", 0.7, "links to t<date>_<id>", r"/t20\d{6}_\d{3,}\.s?html?"),
        sign(
            "markup",
            "createpagehtml",
            0.7,
            "createPageHTML pager",
            r"createpagehtml\s*\(\s*\d+\s*,\s*\d+\s*,\s*[\"'][\w-]+[\"']\s*,\s*[\"']s?html?[\"']\s*\)",
        ),
        sign("markup", "countpage", 0.6, "countPage pager", r"\bcountpage\s*=\s*\d+"),
    ),
    body=BodyHint(
        family="trs",
        body=(
            "//div[contains(@class,'TRS_Editor')]",
            "//div[contains(@class,'TRS_UEDITOR')]",
            "//div[contains(@class,'trs_editor_view')]",
            "//*[@id='UCAP-CONTENT' or @id='zoom']",
            "//div[contains(@class,'article_content') or contains(@class,'article-content')]",
        ),
        title=("//meta[@name='ArticleTitle']/@content", "//h1"),
        drop=("//style",),
    ),
)
