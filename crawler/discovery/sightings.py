"""What a walk has seen before: the home page, and pages by their content, to know them again at other addresses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from crawler.discovery.frontier import remembered
from crawler.discovery.page import Page, Visit

# A home page of fewer links is like too many other pages.
LINKS_OF_A_HOME = 8
ALIKE = 0.95


class Sightings:
    """`home` is the portal's address."""

    def __init__(self, home: str) -> None:
        self._home = remembered(home)
        self._home_links: frozenset[str] = frozenset()
        self._home_title: str | None = None
        self._contents: dict[str, str] = {}

    def home_is(self, page: Page) -> None:
        self._home_links = frozenset(link.url for link in page.links)
        self._home_title = page.title

    def understood(self, visit: Visit, page: Page) -> Page:
        """The page, or a soft 404: the home page in answer to another address is an error page with status 200."""
        if page.verdict != "ok" or visit.role == "home" or page.recognition is not None:
            return page
        if len(self._home_links) < LINKS_OF_A_HOME or page.title != self._home_title:
            return page
        if remembered(page.url) == self._home:
            return page
        links = {link.url for link in page.links}
        same = len(links & self._home_links)
        if same >= ALIKE * len(self._home_links) and same >= ALIKE * len(links):
            return replace(page, verdict="soft_404", reason="status 200 with the home page", kind="other", links=())
        return page

    def first_at(self, page: Page) -> str | None:
        """Where the same content was seen first."""
        return self._contents.get(page.content_sha256 or "")

    def repeats(self, page: Page, is_new: Callable[[Page], bool]) -> bool:
        """Whether the same content came under another address, and with no link that `is_new`: pages of pictures share their
        text, or lack of it."""
        if page.content_sha256 is None or page.kind == "file" or page.needs_browser or page.unfilled:
            # Shells of different columns look alike until their scripts ran.
            return False
        first = self._contents.setdefault(page.content_sha256, remembered(page.url))
        return first != remembered(page.url) and bool(page.links) and not is_new(page)
