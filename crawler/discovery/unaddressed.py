"""Titles of reports that a page shows without an address: its script opens their texts under the page's own.

Such a text cannot be followed, fetched again or cited, and is said to be there rather than taken for absent.
"""

from __future__ import annotations

from collections.abc import Iterable

from crawler.discovery.page import FoundLink
from crawler.discovery.view import View, squeeze, text_of
from crawler.discovery.words import is_report_title, plain, year_in

# Elements that an entry of such a list may be.
_HOLDERS = ("li", "td", "dd", "p", "div", "span", "a", "h3", "h4", "h5", "em", "strong")
LEAST = 2
MOST = 60
LONGEST = 80


def unaddressed(views: Iterable[View], links: tuple[FoundLink, ...]) -> tuple[str, ...]:
    """The titles, where there are several of different years, that no link bears or stands beside."""
    said = "\n".join(plain(f"{link.text}\n{link.title}\n{link.context}") for link in links)
    found: dict[str, None] = {}
    for view in views:
        if view.tree is None or "公开" not in view.text:
            continue
        for element in view.tree.iter(*_HOLDERS):
            if len(element) > 3 or any(view.absolute(each.get("href") or "") for each in element.iter("a")):
                continue
            title = squeeze(element.text) or squeeze(text_of(element)[: LONGEST + 1])
            if not 8 <= len(title) <= LONGEST or "公开" not in title or year_in(title) is None:
                continue
            if is_report_title(title) and plain(title) not in said:
                found.setdefault(title, None)
            if len(found) >= MOST:
                break
    years = {year_in(title) for title in found}
    return tuple(found) if len(years) >= LEAST else ()
