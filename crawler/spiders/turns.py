"""Whose turn is next: jurisdictions wait by the site on which they begin.

A site answers once in its delay however many walks ask, so walks side by side are of different sites as long as there are any:
thirty counties on one platform would else keep out all others. A second walk of a site is let in so that it is asked while the
first waits for an answer; a third would only take memory.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Mapping, Sequence

from crawler.discovery.page import Portal
from crawler.politeness import site_of

AT_ONCE = 2


class Turns:
    """Call `next` for the portals of the next jurisdiction, `over` when one has had its turn."""

    def __init__(self, portals: Mapping[str, Sequence[Portal]]) -> None:
        self._portals = portals
        self._waiting: dict[str, deque[str]] = {}
        self._under_way: Counter[str] = Counter()
        self._left = len(portals)
        for code in portals:
            self._waiting.setdefault(self._site(code), deque()).append(code)

    def __len__(self) -> int:
        return self._left

    def next(self) -> Sequence[Portal] | None:
        """None when nobody waits, or only those whose sites are busy."""
        site = min(self._waiting, key=lambda one: self._under_way[one], default=None)
        if site is None or self._under_way[site] >= AT_ONCE:
            return None
        code = self._waiting[site].popleft()
        if not self._waiting[site]:
            del self._waiting[site]
        self._under_way[site] += 1
        self._left -= 1
        return self._portals[code]

    def over(self, code: str) -> None:
        self._under_way[self._site(code)] -= 1

    def clear(self) -> None:
        """Nobody waits any more."""
        self._waiting.clear()
        self._left = 0

    def _site(self, code: str) -> str:
        url = self._portals[code][0].portal_url
        return site_of(url) or url
