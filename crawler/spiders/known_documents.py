"""The walk of a refetch: documents that the archive knows and that the portal's own walk did not come by."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from crawler.discovery.addresses import OwnHosts
from crawler.discovery.coverage import CoverageRow
from crawler.discovery.page import Page, Visit

GONE = frozenset({"not_found", "soft_404"})
# Answers that may be a report's page, and then are recognised as one.
READABLE = frozenset({"ok", "not_a_report", "empty"})


def lost(page: Page) -> bool:
    """Whether no report is at an address any more: not found, or another page in its place (the portal's home page, say)."""
    if page.verdict in GONE:
        return True
    return page.verdict in READABLE and page.recognition is None and page.needs_browser is None


class KnownDocuments:
    """Visits each document once with the files that are its body, and once more at the end if it seems to be gone.

    The same face as discovery's Walk.
    """

    def __init__(self, visits: Iterable[Visit]) -> None:
        self._waiting = deque(visits)
        self.hosts = OwnHosts(tuple(visit.url for visit in self._waiting))
        self._second_look: deque[Visit] = deque()
        self._looked_twice: set[str] = set()
        self._parts: set[str] = set()
        self._in_flight = 0

    def next(self) -> Visit | None:
        if not self._waiting and not self._in_flight:
            self._waiting, self._second_look = self._second_look, self._waiting
        if not self._waiting:
            return None
        self._in_flight += 1
        return self._waiting.popleft()

    def learn(self, visit: Visit, page: Page, at: str | None = None) -> Page:
        self._in_flight -= 1
        for url in page.parts:
            # The page only carries the report: whether it is still the same is told by these.
            if url not in self._parts:
                self._parts.add(url)
                self._waiting.append(Visit(url, "attachment", path=(*visit.path, visit.url)))
        # What seems to be gone is asked for twice before that is believed.
        if lost(page) and visit.url not in self._looked_twice and visit.url not in self._parts:
            self._looked_twice.add(visit.url)
            self._second_look.append(visit)
        return page

    def stop(self) -> None:
        self._waiting.clear()
        self._second_look.clear()

    @property
    def finished(self) -> bool:
        return not (self._waiting or self._second_look or self._in_flight)

    def coverage(self) -> tuple[CoverageRow, ...]:
        """Single documents say nothing of what a portal lacks."""
        return ()
