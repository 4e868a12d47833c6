"""A walk does not depend on timing: what it asks for follows from what the pages say, however fast each of them comes."""

from __future__ import annotations

import heapq
import random
from collections import Counter
from collections.abc import Callable

import pytest

from crawler.discovery.examine import examine
from crawler.discovery.page import Page, Visit
from crawler.errand import Errand
from crawler.plan import Plan
from crawler.spiders.tours import LAST, WINDOW, Look, Tours
from tests.crawler.portals import strangers, systems
from tests.crawler.portals.plain import recognise_plainly
from tests.crawler.portals.site import Site

Asked = tuple[str, str, bytes, bool]
# What was examined once, for the other crawls of the same site.
Pages = dict[str, Page]
# Portals with hundreds of pages that are no reports, with lists of many pages, with files, with a system's lists in data.
SITES = (strangers.shuffled, strangers.opaque, strangers.mixed, systems.trs, systems.gkmlpt, systems.hanweb)


class Crawl:
    """A crawl of one site without a network: each answer comes after a time of its own, drawn with a seed. `hops` are the
    redirects of a visit: requests that count towards the budget."""

    def __init__(
        self,
        site: Site,
        pages: Pages,
        *,
        seed: int,
        at_once: int,
        budget: int = 600,
        hops: Callable[[Visit], int] = lambda visit: 0,
    ) -> None:
        self.asked: list[Asked] = []
        self.learned: list[str] = []
        self.most_in_flight = 0
        self._site = site
        self._pages = pages
        self._chance = random.Random(seed)
        plan = Plan({site.jurisdiction: (site.portal,)}, None, None)
        tours = Tours(plan, side_by_side=1, budget=budget, private=False)
        tours.told = lambda look, page: self.learned.append(look.errand.visit.url)
        # Sent in the order in which the walk asked, at most `at_once` under way: as a downloader does.
        queue, flying, now, sent = list(tours.begin()), list[tuple[float, int, int, Errand]](), 0.0, 0
        while queue or flying:
            while queue and len(flying) < at_once:
                sent += 1
                heapq.heappush(flying, (now + self._seconds(), sent, hops(queue[0].visit), queue.pop(0)))
            self.most_in_flight = max(self.most_in_flight, len(flying))
            now, number, left, errand = heapq.heappop(flying)
            if len(self.asked) == budget:
                tours.give_up(site.jurisdiction)
                page = Page(errand.visit.url, "unreachable")
            else:
                self.asked.append(_key(errand.visit))
                errand.cost.requests += 1
                if left:
                    # A redirect: it leaves when its answer is here.
                    heapq.heappush(flying, (now + self._seconds(), number, left - 1, errand))
                    continue
                page = self._page(errand)
            queue += tours.arrived(Look(errand, page))[0]

    def _seconds(self) -> float:
        return self._chance.expovariate(1.0) ** 3

    def _page(self, errand: Errand) -> Page:
        key = repr((_key(errand.visit), errand.family, errand.visit.context))
        if key not in self._pages:
            self._pages[key] = examine(
                self._site.answer(errand.visit),
                family=errand.family,
                jurisdiction=self._site.jurisdiction,
                context=errand.visit.context,
                recogniser=recognise_plainly,
            )
        return self._pages[key]


def _key(visit: Visit) -> Asked:
    return visit.url, visit.method, visit.body, visit.render


@pytest.mark.parametrize("build", SITES, ids=lambda build: build.__name__)
def test_the_same_is_asked_for_however_fast_the_answers_come(build: Callable[[int], Site]) -> None:
    pages: Pages = {}
    crawls = [Crawl(build(7), pages, seed=seed, at_once=at_once) for seed, at_once in ((1, 1), (2, 4), (3, 16))]
    assert sorted(crawls[0].asked) == sorted(crawls[1].asked) == sorted(crawls[2].asked)
    assert crawls[0].learned == crawls[1].learned == crawls[2].learned
    assert crawls[2].most_in_flight > 1


def test_the_last_requests_of_a_budget_are_the_same_ones() -> None:
    def hops(visit: Visit) -> int:
        return len(visit.url) % 4

    pages: Pages = {}
    for budget in (5, LAST, 140):
        crawls = [
            Crawl(strangers.barren(7), pages, seed=seed, at_once=8, budget=budget, hops=hops) for seed in range(4)
        ]
        asked = [Counter(crawl.asked) for crawl in crawls]
        assert asked[0] == asked[1] == asked[2] == asked[3]
        assert sum(asked[0].values()) == budget


def test_one_visit_at_a_time_is_sent_when_the_budget_is_nearly_spent() -> None:
    assert Crawl(systems.trs(7), {}, seed=1, at_once=16, budget=600).most_in_flight == WINDOW
    assert Crawl(systems.trs(7), {}, seed=1, at_once=16, budget=LAST).most_in_flight == 1
