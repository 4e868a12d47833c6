"""Which walk may ask for what, now: many walks side by side, each with few requests in flight.

A host's delay is kept by Scrapy's downloader; while one host waits for its turn the others are asked, so politeness costs no
throughput. A jurisdiction's portals are walked one after the other, official ones first, under one budget.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from crawler.discovery.coverage import CoverageRow
from crawler.discovery.page import Page, Portal, Visit
from crawler.discovery.walk import Walk
from crawler.errand import Errand
from crawler.families import FAMILIES
from crawler.guard import DEFAULT_PORTS, Allowed, HostPort, host_port
from crawler.plan import Plan
from crawler.spiders.known_documents import KnownDocuments
from crawler.spiders.one_page import OnePage
from crawler.spiders.turns import Turns

# A portal whose first pages bear no system's marks is of none that is known here: later pages are searched for less.
FAMILY_SHOWS = 12


class AnyWalk(Protocol):
    """What is asked of a walk."""

    def next(self) -> Visit | None: ...

    def learn(self, visit: Visit, page: Page, at: str | None = None) -> Page: ...

    def stop(self) -> None: ...

    def allows(self, url: str) -> bool: ...

    @property
    def finished(self) -> bool: ...

    def coverage(self) -> Sequence[CoverageRow]: ...


@dataclass(slots=True, eq=False)
class Tour:
    """A walk that is under way. `sent` counts its visits."""

    name: str
    portal: Portal
    walk: AnyWalk
    allowed: Allowed
    in_flight: int = 0
    sent: int = 0
    family: str | None = None
    examined: int = 0


class Tours:
    """All walks of a crawl. Call `begin` once, then `learned` for every errand that came back."""

    def __init__(self, plan: Plan, *, side_by_side: int, in_flight: int, budget: int, private: bool) -> None:
        self._plan = plan
        self._side_by_side = side_by_side
        self._in_flight = in_flight
        self._budget = budget
        self._private = private
        self._turns = Turns(plan.portals)
        self._rest: dict[str, deque[Portal]] = {}
        self._spent: dict[str, int] = {}
        self._under_way: dict[str, Tour] = {}
        self._begun = 0
        self._stopped = False
        # The walk that ended last: what a probe of one portal looks at afterwards.
        self.last: Tour | None = None
        # What else to visit of a jurisdiction when its portals are walked (a refetch); asked once for each.
        self.known: Callable[[str], list[Visit]] | None = None
        self._asked: set[str] = set()
        # Requests that the walks of a jurisdiction leave over for those.
        self.reserved: dict[str, int] = {}

        # Told of each jurisdiction whose portals are all walked; not of those that a stop cut off.
        self.ended: Callable[[str], None] = lambda jurisdiction: None

    def skip(self, jurisdictions: Collection[str]) -> None:
        """Leave some out; before `begin`."""
        left = {code: portals for code, portals in self._plan.portals.items() if code not in jurisdictions}
        self._turns = Turns(left)

    def begin(self) -> Iterator[Errand]:
        """The first errands of as many walks as may be under way at once."""
        while len(self._under_way) < self._side_by_side and (portals := self._turns.next()) is not None:
            waiting = deque(portals)
            first = waiting.popleft()
            self._rest[first.jurisdiction] = waiting
            yield from self._set_out(first)

    def learned(self, errand: Errand, page: Page, at: str | None) -> tuple[Page, list[Errand], Tour | None]:
        """The page as the walk understands it, what to ask for next, and the tour if it is over with this."""
        tour = self._under_way[errand.tour]
        tour.in_flight -= 1
        tour.examined += 1
        tour.family = page.family or tour.family
        if tour.family is None and tour.examined >= FAMILY_SHOWS:
            tour.family = ""
        if self._private and page.hosts:
            tour.allowed |= _declared(page.hosts)
        page = tour.walk.learn(errand.visit, page, at)
        errands = list(self._more(tour))
        if tour.in_flight:
            return page, errands, None
        return page, [*errands, *self._after(tour)], tour

    def give_up(self, jurisdiction: str) -> None:
        """No more requests for a jurisdiction: its budget is spent, its walk ends when what is in flight is back."""
        for tour in self._under_way.values():
            if tour.portal.jurisdiction == jurisdiction:
                tour.walk.stop()
        self._rest.pop(jurisdiction, None)

    def abandon(self, tour: Tour) -> Iterator[Errand]:
        """End a tour whose answers never came; what would have followed it sets out."""
        tour.walk.stop()
        yield from self._after(tour)

    def stop(self) -> None:
        """No more requests for anybody: what is on its way may still be learned."""
        self._stopped = True
        self._turns.clear()
        for tour in self._under_way.values():
            tour.walk.stop()

    @property
    def under_way(self) -> tuple[Tour, ...]:
        return tuple(self._under_way.values())

    @property
    def waiting(self) -> int:
        """Jurisdictions whose turn has not come."""
        return len(self._turns)

    def _set_out(self, portal: Portal) -> Iterator[Errand]:
        if self._plan.url is not None:
            yield from self._begin(portal, OnePage(portal, self._plan.url))
            return
        left = max(
            1, self._budget - self._spent.get(portal.jurisdiction, 0) - self.reserved.get(portal.jurisdiction, 0)
        )
        yield from self._begin(portal, Walk(portal, portal.jurisdiction, years=self._plan.years, budget=left))

    def _begin(self, portal: Portal, walk: AnyWalk) -> Iterator[Errand]:
        self._begun += 1
        name = f"{portal.jurisdiction}-{self._begun}"
        tour = Tour(name, portal, walk, self._allowed(portal), family=portal.family)
        self._under_way[name] = tour
        yield from self._more(tour)
        if not tour.in_flight:
            yield from self._after(tour)

    def _more(self, tour: Tour) -> Iterator[Errand]:
        while tour.in_flight < self._in_flight and not self._stopped:
            visit = tour.walk.next()
            if visit is None:
                return
            tour.in_flight += 1
            tour.sent += 1
            yield Errand(tour.name, tour.portal, visit, tour.allowed, tour.family, within=tour.walk.allows)

    def _after(self, tour: Tour) -> Iterator[Errand]:
        """The tour is over: the jurisdiction's next portal sets out, or else the next jurisdiction."""
        code = tour.portal.jurisdiction
        del self._under_way[tour.name]
        self.last = tour
        self._spent[code] = self._spent.get(code, 0) + tour.sent
        rest = self._rest.get(code)
        if self._stopped:
            return
        if rest and self._spent[code] < self._budget:
            yield from self._set_out(rest.popleft())
            return
        self._rest.pop(code, None)
        if self.known is not None and code not in self._asked:
            self._asked.add(code)
            visits = self.known(code)
            if visits:
                yield from self._begin(tour.portal, KnownDocuments(visits))
                return
        self._spent.pop(code)
        self._turns.over(code)
        self.ended(code)
        yield from self.begin()

    def _allowed(self, portal: Portal) -> Allowed:
        """Private hosts and ports that this walk may go to: none, unless the settings allow them at all."""
        if not self._private:
            return frozenset()
        urls = [portal.portal_url, portal.reports_url, self._plan.url]
        own = {host_port(url) for url in urls if url}
        declared = FAMILIES[portal.family].hosts if portal.family is not None else ()
        return frozenset(pair for pair in own if pair is not None) | _declared(declared)


def _declared(hosts: Iterable[str]) -> Allowed:
    """A family's further hosts, on the ports of http and https unless one is named."""
    found: set[HostPort] = set()
    for host in hosts:
        named = host_port(f"//{host}")
        found |= {named} if named is not None else {(host.lower(), port) for port in DEFAULT_PORTS.values()}
    return frozenset(found)
