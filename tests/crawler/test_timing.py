"""A walk does not depend on timing: what it asks for follows from what the pages say, however fast each of them comes."""

from __future__ import annotations

import heapq
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest

from crawler.discovery.examine import examine
from crawler.discovery.page import Page, Visit
from crawler.errand import Errand
from crawler.plan import Plan
from crawler.spiders.tours import LAST, WINDOW, Look, Tours
from demo.server import PortalServer
from storage.archive import Archive
from tests.commands import Workplace
from tests.crawler.held_out import portals
from tests.crawler.portals import strangers, systems
from tests.crawler.portals.plain import recognise_plainly
from tests.crawler.portals.site import Site

HEADER = "jurisdiction,portal_url,reports_url,family,source_kind\n"
Asked = tuple[str, str, bytes, bool]
# What was examined once, for the other crawls of the same site.
Pages = dict[str, Page]
# Portals with hundreds of pages that are no reports, with lists of many pages, with files, with a system's lists in data.
SITES = (strangers.shuffled, strangers.opaque, strangers.mixed, systems.trs, systems.gkmlpt, systems.hanweb)


@dataclass(frozen=True)
class Crawled:
    """What a server was asked for by each of two crawls, and where they put it."""

    asked: list[list[tuple[str, str]]]
    workplace: Workplace


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


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    """One portal of a hundred pages that are no reports, crawled twice at two paces into one archive."""
    (portal,) = portals.build(["vsb"])
    (site,) = portal.sites
    answer, chance = site.answer, random.Random(5)
    folder = tmp_path_factory.mktemp("timing")
    with PortalServer([site]) as server, pytest.MonkeyPatch.context() as patch:
        patch.setattr(site, "ready", lambda path: None)
        file = folder / "portals.csv"
        file.write_text(f"{HEADER}{portal.town.code},{server.url(site)}/,,,official\n", encoding="utf-8")
        work = Workplace(folder, {"PORTALS_FILE": file, "BROWSER_ENABLED": False})
        asked = []
        for at_once, longest in ((1, 0.0), (8, 0.3)):
            patch.setattr(
                site, "answer", lambda request, most=longest: replace(answer(request), delay=chance.random() * most)
            )
            site.requests.clear()
            result = work.crawl(portal.town.code, CONCURRENT_REQUESTS_PER_DOMAIN=at_once)
            assert result.status == 0, result.err
            asked.append(sorted((request.method, request.path) for request in site.requests))
        yield Crawled(asked, work)


def test_crawls_at_different_paces_ask_a_server_for_the_same(crawled: Crawled) -> None:
    assert len(crawled.asked[0]) > 25
    assert crawled.asked[0] == crawled.asked[1]


def test_a_second_crawl_at_another_pace_stores_no_body_of_any_document(crawled: Crawled) -> None:
    archive = Archive.open(f"file:{crawled.workplace.archive}", state_dir=crawled.workplace.folder / "state")
    _, second = archive.runs()
    rows = [row for row in archive.catalogue.captures() if row.run == second.run]
    assert len(rows) == len(crawled.asked[1])
    assert [row.url for row in rows if row.revisit_of is None and row.status == 200] == []
    stored = sum(segment.bytes for segment in second.segments) + sum(report.bytes for report in second.reports)
    assert stored <= 2048 * len(rows)
