"""Which walk may ask for what, now: many walks side by side, each with few requests in flight.

A host's delay is kept by Scrapy's downloader; while one host waits for its turn the others are asked, so politeness costs no
throughput. A jurisdiction's portals are walked one after the other, official ones first, under one budget.

What a walk asks for depends on what its pages say and not on how fast they come: it learns of answers in the order in which it
asked, and chooses its next visit knowing exactly the answers to all but the last few before it.

    sent     1 2 3 4 5 6 7 8
    came     1 2 3   5 6        learned of: 1 2 3; 5 and 6 wait for 4
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from crawler.discovery.addresses import OwnHosts
from crawler.discovery.coverage import CoverageRow
from crawler.discovery.page import Page, Portal, Visit
from crawler.discovery.walk import Walk
from crawler.errand import Errand
from crawler.families import FAMILIES
from crawler.guard import DEFAULT_PORTS, Allowed, HostPort, host_port
from crawler.plan import Plan
from crawler.registry import predecessors
from crawler.spiders.known_documents import KnownDocuments
from crawler.spiders.one_page import OnePage
from crawler.spiders.turns import Turns
from storage.capture import RecordRef

# A portal whose first pages bear no system's marks is of none that is known here: later pages are searched for less.
FAMILY_SHOWS = 12
# Visits of one walk that are on their way at once: so many that a host with its delay never waits for the walk. No setting,
# since what a walk asks for follows from it.
WINDOW = 8
# Requests before the budget's end from which on a walk sends one visit at a time: which of several the last request was for would
# depend on which came first. It is more than the visits of a window cost with all their redirects and retries.
LAST = 100


class AnyWalk(Protocol):
    """What is asked of a walk."""

    def next(self) -> Visit | None: ...

    def learn(self, visit: Visit, page: Page, at: str | None = None) -> Page: ...

    def stop(self) -> None: ...

    @property
    def hosts(self) -> OwnHosts: ...

    @property
    def finished(self) -> bool: ...

    def coverage(self) -> Sequence[CoverageRow]: ...


@dataclass(slots=True, eq=False)
class Tour:
    """A walk that is under way. `sent` counts its visits, `spent` the requests that those learned of have cost; by rank, `on_way`
    are the visits that the walk waits for and `waiting` the answers among them that came before their turn; `parts` are the
    files that pages said are a report's body together."""

    name: str
    portal: Portal
    walk: AnyWalk
    allowed: Allowed
    sent: int = 0
    spent: int = 0
    family: str | None = None
    on_way: dict[int, Errand] = field(default_factory=dict)
    waiting: dict[int, Look] = field(default_factory=dict)
    parts: set[str] = field(default_factory=set)

    @property
    def in_flight(self) -> int:
        return len(self.on_way)


@dataclass(frozen=True, slots=True)
class Look:
    """What came of an errand: the page that it found, when it was fetched, and the capture of it if there is one."""

    errand: Errand
    page: Page
    at: str | None = None
    ref: RecordRef | None = None


class Tours:
    """All walks of a crawl. Call `begin` once, then `arrived` for every errand that came back."""

    def __init__(self, plan: Plan, *, side_by_side: int, budget: int, private: bool) -> None:
        self._plan = plan
        self._side_by_side = side_by_side
        self._budget = budget
        self._private = private
        self._turns = Turns(plan.portals)
        self._rest: dict[str, deque[Portal]] = {}
        # Of jurisdictions under way, by the walks that are over: visits, and requests with redirects and retries.
        self._spent: dict[str, int] = {}
        self._cost: dict[str, int] = {}
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
        # Told of each answer and of the page as the walk understands it, in the order of the walk.
        self.told: Callable[[Look, Page], None] = lambda look, page: None
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

    def arrived(self, look: Look) -> tuple[list[Errand], Tour | None]:
        """What to ask for next, and the tour if it is over with this. The walk learns of it when its turn comes; `told` hears."""
        tour = self._under_way[look.errand.tour]
        tour.waiting[look.errand.rank] = look
        errands: list[Errand] = []
        while (turn := self._turn(tour)) is not None:
            self._learn(tour, turn)
            errands += self._more(tour)
        if tour.in_flight:
            return errands, None
        return [*errands, *self._after(tour)], tour

    def lost(self, tour: Tour) -> tuple[list[Errand], Tour | None]:
        """As `arrived`, for a tour of which nothing is under way any more: it goes on without its earliest answer."""
        if not tour.on_way:
            return list(self._after(tour)), tour
        errand = tour.on_way[min(tour.on_way)]
        page = Page(errand.visit.url, "damaged", reason="its answer was lost")
        return self.arrived(Look(errand, page))

    def _turn(self, tour: Tour) -> Look | None:
        """The answer to the earliest visit under way; after a stop, when some never come, the earliest that came."""
        rank = min(tour.waiting, default=None) if self._stopped else min(tour.on_way, default=None)
        return tour.waiting.pop(rank, None) if rank is not None else None

    def _learn(self, tour: Tour, look: Look) -> None:
        page = look.page
        del tour.on_way[look.errand.rank]
        tour.spent += look.errand.cost.requests
        tour.family = page.family or tour.family
        if tour.family is None and tour.sent - tour.in_flight >= FAMILY_SHOWS:
            tour.family = ""
        if self._private and page.hosts:
            tour.allowed |= _declared(page.hosts)
        tour.parts.update(page.parts)
        self.told(look, tour.walk.learn(look.errand.visit, page, look.at))

    def give_up(self, jurisdiction: str) -> None:
        """No more requests for a jurisdiction: its budget is spent, its walk ends when what is in flight is back."""
        for tour in self._under_way.values():
            if tour.portal.jurisdiction == jurisdiction:
                tour.walk.stop()
        self._rest.pop(jurisdiction, None)

    def stop(self) -> None:
        """No more requests for anybody: what is on its way may still be learned."""
        self._stopped = True
        self._turns.clear()
        for tour in self._under_way.values():
            tour.walk.stop()
            while (turn := self._turn(tour)) is not None:
                self._learn(tour, turn)

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
        before = predecessors(portal.jurisdiction)
        walk = Walk(portal, portal.jurisdiction, years=self._plan.years, budget=left, predecessors=before)
        yield from self._begin(portal, walk)

    def _begin(self, portal: Portal, walk: AnyWalk) -> Iterator[Errand]:
        self._begun += 1
        name = f"{portal.jurisdiction}-{self._begun}"
        tour = Tour(name, portal, walk, self._allowed(portal), family=portal.family)
        self._under_way[name] = tour
        yield from self._more(tour)
        if not tour.in_flight:
            yield from self._after(tour)

    def _more(self, tour: Tour) -> Iterator[Errand]:
        while tour.in_flight < self._window(tour) and not self._stopped:
            visit = tour.walk.next()
            if visit is None:
                return
            tour.on_way[tour.sent] = errand = Errand(
                tour.name,
                tour.portal,
                visit,
                tour.allowed,
                tour.family,
                # The hosts that are known now: which others a walk learns of meanwhile depends on timing.
                within=tour.walk.hosts.copy().__contains__,
                rank=tour.sent,
                is_part=visit.url in tour.parts,
            )
            tour.sent += 1
            yield errand

    def _window(self, tour: Tour) -> int:
        cost = self._cost.get(tour.portal.jurisdiction, 0) + tour.spent
        return WINDOW if cost + LAST <= self._budget else 1

    def _after(self, tour: Tour) -> Iterator[Errand]:
        """The tour is over: the jurisdiction's next portal sets out, or else the next jurisdiction."""
        code = tour.portal.jurisdiction
        del self._under_way[tour.name]
        self.last = tour
        self._spent[code] = self._spent.get(code, 0) + tour.sent
        self._cost[code] = self._cost.get(code, 0) + tour.spent
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
        self._cost.pop(code)
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
