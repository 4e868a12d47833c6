"""Other ways to look for reports than by following links: the home page in a browser, for menus that a script writes, a
site's search and its site maps, and for years between others its columns of notices; each used once."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.discovery.frontier import Candidate
from crawler.discovery.page import FoundLink, Role, Visit
from crawler.discovery.words import names_notices

# Searches of a site, each with another phrase or another form.
MOST_SEARCHES = 6
# Site maps that robots.txt names.
MOST_SITEMAPS = 3
# Columns of notices that are looked through.
MOST_NOTICES = 3
PROMISE = 75.0


class OtherWays:
    """Those of one portal, as its pages name them."""

    def __init__(self, home: str) -> None:
        self._home = home
        self._searches: dict[str, FoundLink] = {}
        self._sitemaps: dict[str, FoundLink] = {}
        self._notices: dict[str, FoundLink] = {}
        self._used: set[str] = set()

    def note(self, link: FoundLink) -> bool:
        """Remember a link that is such a way. False for any that is more than that."""
        if link.kind == "sitemap":
            self._sitemaps.setdefault(f"sitemap {link.url}", FoundLink(link.url, "sitemap"))
        elif link.kind == "search":
            self._searches.setdefault(f"search {link.url.split('?')[0]} {link.text}", link)
        elif link.kind in ("link", "script") and link.method == "GET" and names_notices(link.text):
            self._notices.setdefault(f"notices {link.url}", link)
        return link.kind in ("sitemap", "search")

    def notices(self) -> tuple[str, ...]:
        """The addresses of the columns of notices that are worth looking through."""
        return tuple(link.url for link in list(self._notices.values())[:MOST_NOTICES])

    def left(self, *, found: bool, notices: bool) -> bool:
        """Whether one is left. `found`: whether there are reports already; then no site map is guessed at, and the menus of the
        home page served. `notices`: whether those are worth looking through."""
        return any(name not in self._used for name, _ in self._ways(found=found, notices=notices))

    def use(self, *, found: bool, notices: bool) -> Iterator[Candidate]:
        """Those that are left, each used up when it is taken."""
        for name, link in list(self._ways(found=found, notices=notices)):
            if name in self._used:
                continue
            self._used.add(name)
            if name == "browser":
                yield Candidate(Visit(link.url, "home", depth=0, render=True), PROMISE, "home", kind="home")
                continue
            if name.startswith("notices"):
                visit = Visit(link.url, "list", depth=1, path=(self._home,), anchor=link.text)
                yield Candidate(visit, PROMISE, "notices", kind="notices", gleaned=True)
                continue
            role: Role = "sitemap" if name.startswith("sitemap") else "search"
            visit = Visit(
                link.url,
                role,
                depth=1,
                path=(self._home,),
                anchor=link.text,
                method=link.method,
                body=link.body,
                headers=link.headers,
            )
            yield Candidate(visit, PROMISE, "search", kind=role)

    def _ways(self, *, found: bool, notices: bool) -> Iterator[tuple[str, FoundLink]]:
        if not found:
            yield "browser", FoundLink(self._home, "home")
        yield from list(self._searches.items())[:MOST_SEARCHES]
        if self._sitemaps:
            yield from list(self._sitemaps.items())[:MOST_SITEMAPS]
        elif not found:
            parts = urlsplit(self._home)
            yield "sitemap", FoundLink(f"{parts.scheme}://{parts.netloc}/sitemap.xml", "sitemap")
        if found and notices:
            yield from list(self._notices.items())[:MOST_NOTICES]
