"""The frontier of a walk: the addresses that could be asked, each with its promise, and those that were.

push    an address comes onto it, or rises       best    the most promising one       asked, in_flight    the way back
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from crawler.discovery import scoring
from crawler.discovery.addresses import OwnHosts, canonical, shape, trap
from crawler.discovery.page import Visit
from crawler.discovery.postbacks import stateless
from crawler.discovery.scoring import STOP, Experience, column_key

MAX_FRONTIER = 20_000
# Names that are followed whatever else was seen at such an address.
SURE = frozenset(("report", "reports", "year", "home", "file"))

Key = tuple[str, str, bytes, bool]


@dataclass(slots=True)
class Candidate:
    """An address on the frontier, with what its promise is made of. `needed`: a browser must see it, whatever is found first."""

    visit: Visit
    base: float
    label: str
    year: int | None
    shape: str
    group: str
    column: str
    parent: Key | None
    list_url: str | None
    kind: str
    attempts: int = 0
    needed: bool = False


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
        self.sprawl: Counter[str] = Counter()
        # Targets of refreshes that differ from the page they stand on only by what usually makes no difference (/index.html).
        self.literal: set[str] = set()
        self._heap: list[tuple[float, int, Key]] = []
        self._sequence = 0
        self._version = 0

    def key(self, visit: Visit) -> Key:
        address = visit.url.partition("#")[0] if visit.url in self.literal else remembered(visit.url)
        return (address, visit.method, stateless(visit.body), visit.render)

    def candidate(
        self,
        visit: Visit,
        base: float,
        label: str,
        year: int | None,
        parent: Key | None,
        kind: str,
        group: str = "",
        list_url: str | None = None,
    ) -> Candidate:
        # Lists of one portal look alike whatever they hold: what one has brought says nothing of another.
        owner = list_url or (shape(parent[0]) if parent is not None else "")
        return Candidate(
            visit,
            base,
            label,
            year,
            shape(visit.url),
            f"{owner} {group}",
            column_key(visit.anchor or ""),
            parent,
            list_url,
            kind,
        )

    def push(
        self,
        visit: Visit,
        base: float,
        label: str,
        year: int | None,
        parent: Key | None,
        kind: str,
        group: str = "",
        list_url: str | None = None,
    ) -> bool:
        """Put an address on the frontier, or raise its promise if it is there. False when it was asked for or is refused."""
        if visit.url not in self._hosts or len(self.candidates) >= MAX_FRONTIER:
            return False
        reason = trap(visit.url)
        if reason is not None and kind != "home":
            return False
        try:
            key = self.key(visit)
        except ValueError:
            return False
        if key in self.asked:
            return False
        if label not in SURE and self.sprawl[bare(visit.url)] >= STOP["most_of_path"]:
            return False
        known = self.candidates.get(key)
        if known is not None:
            if base <= known.base:
                return False
            attempts = known.attempts
        else:
            attempts = 0
        candidate = self.candidate(visit, base, label, year, parent, kind, group, list_url)
        candidate.attempts = attempts
        self.candidates[key] = candidate
        self.enter(key, candidate)
        return known is None

    def enter(self, key: Key, candidate: Candidate) -> None:
        self._sequence += 1
        heapq.heappush(self._heap, (-self._promise(candidate), self._sequence, key))

    def _promise(self, candidate: Candidate) -> float:
        sure = candidate.label == "report"
        value = candidate.base - scoring.depth_cost(candidate.visit.depth)
        if candidate.kind in ("link", "entry", "attachment", "script"):
            anchor = candidate.column if candidate.label in ("reports", "plain", "openness", "organs", "more") else ""
            # A text of its own that says nothing of reports is no report for looking like one.
            speaks = candidate.label in ("title", "about") and candidate.base < STOP["strong"]
            value += self._experience.bonus("" if speaks else candidate.shape, candidate.group, anchor, sure=sure)
        most = self._most(candidate)
        return value if most is None else min(value, most)

    def best(self) -> tuple[Key, float] | None:
        if self._version != self._experience.version:
            self._version = self._experience.version
            self._heap = []
            for known, waiting in self.candidates.items():
                self.enter(known, waiting)
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


def bare(url: str) -> str:
    """The address without what follows it."""
    return url.partition("#")[0].partition("?")[0]


def remembered(url: str) -> str:
    """The form under which an address is remembered; what is none, as it stands."""
    try:
        return canonical(url)
    except ValueError:
        return url
