"""The walk of one known address: the report's page, and what its body may hang on. The same face as discovery's Walk."""

from __future__ import annotations

from collections import deque
from dataclasses import replace

from crawler.discovery.addresses import OwnHosts
from crawler.discovery.coverage import CoverageRow
from crawler.discovery.page import FoundLink, Page, Portal, Role, Visit

# A stub of a stub of a frame is as deep as it gets.
MAX_DEPTH = 4
MAX_VISITS = 60
ROLES: dict[str, Role] = {"attachment": "attachment", "image": "attachment", "frame": "frame", "refresh": "page"}


class OnePage:
    """Visits the address, again in the browser if its text is written by script, then its refreshes, frames and files."""

    def __init__(self, portal: Portal, url: str) -> None:
        self.portal = portal
        self._waiting: deque[Visit] = deque([Visit(url=url, role="page", score=1.0)])
        self._seen = {(url, False)}
        self.hosts = OwnHosts((url, portal.portal_url))
        self._in_flight = 0
        self._found: dict[int, CoverageRow] = {}
        self.first: Page | None = None

    def next(self) -> Visit | None:
        if not self._waiting:
            return None
        self._in_flight += 1
        return self._waiting.popleft()

    def learn(self, visit: Visit, page: Page, at: str | None = None) -> Page:
        self._in_flight -= 1
        self.first = self.first or page
        for host in page.hosts:
            self.hosts.declare(host)
        if page.recognition is not None and page.recognition.year is not None and page.verdict == "ok":
            row = CoverageRow(page.recognition.year, "found", (page.url,))
            self._found.setdefault(page.recognition.year, row)
        if page.needs_browser and not visit.render and page.recognition is None:
            self._add(replace(visit, render=True))
        for link in (*page.attachments, *page.links):
            if link.kind in ROLES and (page.recognition is not None or link.kind in ("frame", "refresh")):
                self._follow(visit, page, link)
        return page

    def stop(self) -> None:
        """Ask for nothing more."""
        self._waiting.clear()

    def _follow(self, visit: Visit, page: Page, link: FoundLink) -> None:
        recognition = page.recognition
        context = dict(visit.context)
        if recognition is not None:
            context |= {"title": recognition.title or "", "published": recognition.published or ""}
        self._add(
            Visit(
                url=link.url,
                role=ROLES[link.kind],
                depth=visit.depth + 1,
                path=(*visit.path, page.url),
                anchor=link.text or link.title or None,
                context={name: value for name, value in context.items() if value},
            )
        )

    def _add(self, visit: Visit) -> None:
        key = (visit.url, visit.render)
        if visit.depth <= MAX_DEPTH and key not in self._seen and len(self._seen) < MAX_VISITS:
            self._seen.add(key)
            self._waiting.append(visit)

    @property
    def finished(self) -> bool:
        return not self._waiting and not self._in_flight

    def coverage(self) -> tuple[CoverageRow, ...]:
        return tuple(row for _, row in sorted(self._found.items()))
