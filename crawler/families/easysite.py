"""EasySite (太极): pager links without href, their address in `tagname`, with onclick="queryArticleByCondition(this, '...')", and the
number of pages in a hidden field's totalpage.
"""

from __future__ import annotations

import re

from crawler.discovery.page import FoundLink, Listing, ListState
from crawler.discovery.view import View, text_of
from crawler.families.base import Family, sign
from pipelines.blocks import BodyHint

MAX_PAGES = 200

_TOTAL = re.compile(r"""\btotalpage=["']?(\d{1,5})""", re.I)
_NUMBERED = re.compile(r"^(.*?)([-_=])(\d{1,5})(\.html?|&.*|)$")
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
            url = view.absolute(address)
            if url is not None and url != view.url:
                found[url] = FoundLink(url, text_of(element).strip(), kind="pager")
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


FAMILY = EasySite(
    name="easysite",
    title="EasySite (太极)",
    evidence="Public code that reads tagname, queryArticleByCondition and article_paging_list_hidden's totalpage; no saved page.",
    proven=False,
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
