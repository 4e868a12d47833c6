"""EasySite (太极): pager links without href, their address in `tagname`, with onclick="queryArticleByCondition(this, '...')", and the
number of pages in a hidden field's totalpage. The first pages of a list are files, <first eight of the module's id>-2.html; any page
comes from /eportal/ui with the page's and the module's id, which stand in hidden fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from crawler.discovery.page import FoundLink, Listing, ListState
from crawler.discovery.view import View, text_of
from crawler.families.base import Family, sign
from pipelines.blocks import BodyHint

MAX_PAGES = 200

_TOTAL = re.compile(r"""\btotalpage=["']?(\d{1,5})""", re.I)
_NUMBERED = re.compile(r"^(.*?)([-_=])(\d{1,5})(\.html?|&.*|)$")
_ID = re.compile(r"^\w{1,64}$")
_QUERY = re.compile(r"""queryArticleByCondition\(\s*this\s*,\s*["']([^"']{1,500})["']""")


class EasySite(Family):
    def listing(self, view: View) -> Listing | None:
        if view.tree is None or "tagname" not in view.lowered:
            return None
        total = _TOTAL.search(view.text)
        pages = int(total.group(1)) if total else None
        found: dict[str, FoundLink] = {}
        for element in view.tree.iter("a"):
            address = element.get("tagname") or ""
            if not address or address.startswith("["):
                match = _QUERY.search(element.get("onclick") or "")
                address = match.group(1) if match else ""
            # A pager that has no such page says LASTPAGE.
            url = view.absolute(address) if "/" in address else None
            if url is not None and url != view.url:
                found[url] = FoundLink(url, text_of(element).strip(), kind="pager")
        asked = _any_page(view)
        if asked is not None and pages is not None:
            linked = {link.text for link in found.values()}
            for number in range(2, min(pages, MAX_PAGES) + 1):
                url = view.absolute(asked.format(number))
                if url is not None and str(number) not in linked and url != view.url:
                    found.setdefault(url, FoundLink(url, str(number), kind="pager"))
            return Listing(_first_of_each(found.values()), ListState(None, pages, None))
        for url in list(found):
            numbered = _NUMBERED.match(url)
            if numbered and pages is not None:
                head, separator, _, tail = numbered.groups()
                for number in range(2, min(pages, MAX_PAGES) + 1):
                    following = f"{head}{separator}{number}{tail}"
                    if following != view.url:
                        found.setdefault(following, FoundLink(following, str(number), kind="pager"))
                break
        if not found and pages is None:
            return None
        return Listing(tuple(found.values()), ListState(None, pages, None))


def _any_page(view: View) -> str | None:
    """The address of a page by its number, {} in it; None where the page does not say whose list it is."""
    if view.tree is None:
        return None
    page_id = next((field.get("value") for field in view.tree.xpath("//input[@id='eprotalCurrentPageId']")), None)
    module = next(
        (field.get("moduleid") for field in view.tree.xpath("//input[@name='article_paging_list_hidden']")), None
    )
    if not page_id or not module or not _ID.match(page_id) or not _ID.match(module):
        return None
    return f"/eportal/ui?pageId={page_id}&currentPage={{}}&moduleId={module}&staticRequest=yes"


def _first_of_each(links: Iterable[FoundLink]) -> tuple[FoundLink, ...]:
    """The pages, each once: 下一页 and 尾页 are pages with numbers too."""
    return tuple(link for link in links if link.text.isdigit())


FAMILY = EasySite(
    name="easysite",
    title="EasySite (太极)",
    evidence="Public crawlers of a dozen sites, independent of each other: tagname and queryArticleByCondition, the hidden fields "
    "article_paging_list_hidden (totalpage, moduleid) and eprotalCurrentPageId, /eportal/ui?pageId=&currentPage=&moduleId=&staticRequest=yes, "
    "easysite-total-page, easysite-page-wrap, easysite-news-text; no saved page.",
    signs=(
        sign("markup", "queryarticlebycondition", 1.0, "queryArticleByCondition"),
        sign("markup", "article_paging_list_hidden", 1.0, "article_paging_list_hidden"),
        sign("markup", "/eportal/ui?", 1.0, "/eportal/ui"),
        sign("url", "/eportal/ui", 1.0, "/eportal/ui"),
        sign("markup", "easysite", 0.8, "easysite"),
    ),
    calls=(b"queryarticlebycondition",),
    body=BodyHint(
        family="easysite",
        body=(
            "//*[@id='zoom']",
            "//*[contains(@class,'easysite-news-text')]",
            "//*[contains(@class,'easysite-news-content')]",
        ),
        title=("//meta[@name='ArticleTitle']/@content", "//*[contains(@class,'easysite-news-title')]//h2"),
        drop=("//style",),
    ),
)
