"""The frontier of a walk: the addresses that could be asked, each with its promise, and those that were.

push, put   an address comes onto it, or rises      best    the most promising one, and its promise
take        it is asked                             back    its answer came: what it was asked for
again       it is to be asked once more             way_to  the pages that led to it
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property

from crawler.discovery import scoring
from crawler.discovery.addresses import OwnHosts, canonical, shape, trap
from crawler.discovery.page import Visit
from crawler.discovery.postbacks import stateless
from crawler.discovery.scoring import STOP, Experience, column_key

MAX_FRONTIER = 20_000
# Names that are followed whatever else was seen at such an address.
SURE = frozenset(("report", "reports", "year", "home", "file"))
# Links whose promise experience changes.
LEARNED = frozenset(("link", "entry", "attachment", "script"))
# Columns of which one that brought reports speaks for others so called.
COLUMNS = frozenset(("reports", "plain", "openness", "organs", "more"))

Key = tuple[str, str, bytes, bool]


@dataclass
class Candidate:
    """An address that could be asked, with what its promise is made of: `base` is the link's own, `label` and `year` are what its
    words say, `kind` how it is linked, `parent` the page that it stands on and `structure` where there, `list_url` the list that it
    belongs to. `attempts` counts failures; `needed`: a browser must see it, whatever is found first; `otherwise` are other addresses
    that it may have, asked one by one where this one is not there; `former`: it lies in the portal's former site; `gleaned`: it is a column of notices, looked
    through for reports that their own column lacks."""

    visit: Visit
    base: float
    label: str = "plain"
    year: int | None = None
    kind: str = "link"
    parent: Key | None = None
    structure: str = ""
    list_url: str | None = None
    attempts: int = 0
    needed: bool = False
    otherwise: tuple[Candidate, ...] = ()
    former: bool = False
    gleaned: bool = False

    @cached_property
    def shape(self) -> str:
        return shape(self.visit.url)

    @cached_property
    def group(self) -> str:
        """The structure that it stands in. Lists of one portal look alike whatever they hold: what one has brought says nothing of
        another."""
        owner = self.list_url or (shape(self.parent[0]) if self.parent is not None else "")
        return f"{owner} {self.structure}"

    @cached_property
    def column(self) -> str:
        return column_key(self.visit.anchor or "")


class Frontier:
    """`most` bounds a candidate's promise from outside: None where nothing does."""

    def __init__(self, hosts: OwnHosts, experience: Experience, most: Callable[[Candidate], float | None]) -> None:
        self._hosts = hosts
        self._experience = experience
        self._most = most
        self.candidates: dict[Key, Candidate] = {}
        # What was asked for, by address: to know the way back from a report to what led to it.
        self.asked: dict[Key, Candidate] = {}
        self.in_flight: dict[Key, Candidate] = {}
        # Visits to an address, whatever its query, that brought nothing.
        self.sprawl: Counter[str] = Counter()
        # Targets of refreshes that differ from the page they stand on only by what usually makes no difference (/index.html).
        self.literal: set[str] = set()
        self._heap: list[tuple[float, int, Key]] = []
        self._sequence = 0
        self._version = 0

    def key(self, visit: Visit) -> Key:
        address = visit.url.partition("#")[0] if visit.url in self.literal else remembered(visit.url)
        return (address, visit.method, stateless(visit.body), visit.render)

    def push(self, candidate: Candidate) -> bool:
        """Put an address on the frontier, or raise its promise if it is there. False when it was asked for or is refused."""
        visit = candidate.visit
        if visit.url not in self._hosts or len(self.candidates) >= MAX_FRONTIER:
            return False
        if candidate.kind != "home" and trap(visit.url) is not None:
            return False
        try:
            key = self.key(visit)
        except ValueError:
            return False
        if key in self.asked:
            return False
        if candidate.label not in SURE and self.sprawl[bare(visit.url)] >= STOP["most_of_path"]:
            return False
        known = self.candidates.get(key)
        if known is not None:
            if candidate.base <= known.base:
                return False
            candidate.attempts = known.attempts
        self.put(key, candidate)
        return known is None

    def put(self, key: Key, candidate: Candidate) -> None:
        """Put a candidate on the frontier, whatever was asked for."""
        self.candidates[key] = candidate
        self._enter(key, candidate)

    def best(self) -> tuple[Key, float] | None:
        if self._version != self._experience.version:
            self._version = self._experience.version
            self._heap = []
            for known, waiting in self.candidates.items():
                self._enter(known, waiting)
        while self._heap:
            promise, sequence, key = self._heap[0]
            candidate = self.candidates.get(key)
            spent = candidate is not None and candidate.base < STOP["weak"] and self._experience.barren(candidate.shape)
            if candidate is None or spent:
                heapq.heappop(self._heap)
                if candidate is not None:
                    del self.candidates[key]
                continue
            current = -self._promise(candidate)
            if current > promise + 1e-9:
                heapq.heapreplace(self._heap, (current, sequence, key))
                continue
            return key, -promise
        return None

    def take(self, key: Key) -> Candidate:
        """Off the frontier: it is asked now."""
        taken = self.candidates.pop(key)
        self.in_flight[key] = self.asked[key] = taken
        return taken

    def back(self, visit: Visit) -> tuple[Key, Candidate]:
        """What a visit was made for, and its key. One that nobody took is believed."""
        key = self.key(visit)
        candidate = self.in_flight.pop(key, None) or self.asked.get(key)
        if candidate is None:
            candidate = self.asked[key] = Candidate(visit, visit.score)
        return key, candidate

    def stands_at(self, urls: Collection[str], candidate: Candidate) -> None:
        """Addresses that an answer was found at: they were asked for."""
        for url in urls:
            self.asked.setdefault((remembered(url), "GET", b"", candidate.visit.render), candidate)

    def again(self, key: Key, candidate: Candidate) -> None:
        """What was asked for in vain is asked for once more, when its turn comes."""
        del self.asked[key]
        self.put(key, candidate)

    def way_to(self, candidate: Candidate, steps: int) -> list[Candidate]:
        """The candidate and the pages that led to it, nearest first, without the home page."""
        way: list[Candidate] = []
        step: Candidate | None = candidate
        while step is not None and step.kind != "home" and len(way) < steps:
            way.append(step)
            step = self.asked.get(step.parent) if step.parent is not None else None
        return way

    def addresses(self) -> set[str]:
        """All that were asked for or could be."""
        return {key[0] for keys in (self.asked, self.candidates) for key in keys}

    def _enter(self, key: Key, candidate: Candidate) -> None:
        self._sequence += 1
        heapq.heappush(self._heap, (-self._promise(candidate), self._sequence, key))

    def _promise(self, candidate: Candidate) -> float:
        sure = candidate.label == "report"
        value = candidate.base - scoring.depth_cost(candidate.visit.depth)
        if candidate.kind in LEARNED:
            anchor = candidate.column if candidate.label in COLUMNS else ""
            # A text of its own that says nothing of reports is no report for looking like one.
            speaks = candidate.label in ("title", "about") and candidate.base < STOP["strong"]
            value += self._experience.bonus("" if speaks else candidate.shape, candidate.group, anchor, sure=sure)
        most = self._most(candidate)
        return value if most is None else min(value, most)


def bare(url: str) -> str:
    """The address without what follows it."""
    return url.partition("#")[0].partition("?")[0]


def remembered(url: str) -> str:
    """The form under which an address is remembered; what is none, as it stands."""
    try:
        return canonical(url)
    except ValueError:
        return url
