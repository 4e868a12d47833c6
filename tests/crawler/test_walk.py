"""The walk over whole portals: from a home page to all reports, and no further than it pays."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from crawler.discovery.examine import examine
from crawler.discovery.page import Visit
from crawler.discovery.walk import Walk
from tests.crawler.measure_discovery import walk_through
from tests.crawler.portals import strangers, systems
from tests.crawler.portals.plain import recognise_plainly
from tests.crawler.portals.site import Site, Truth


@pytest.mark.parametrize("build", [*strangers.ALL, *systems.ALL], ids=lambda build: build.__name__)
def test_every_report_of_a_portal_is_found_and_nothing_else(build: Callable[[int], Site]) -> None:
    outcome, _ = walk_through(build(7))
    assert outcome.missed == []
    assert outcome.wrong == []
    assert outcome.misread == []
    assert outcome.requests <= 600


def test_the_generic_walk_alone_finds_most_reports_of_known_systems() -> None:
    recalls = [walk_through(build(7), families=())[0].recall for build in systems.ALL]
    assert sum(recalls) / len(recalls) >= 0.8


def test_few_requests_are_made_for_each_report() -> None:
    each = sorted(
        walk_through(build(7))[0].each for build in (*strangers.ALL, *systems.ALL) if build is not strangers.barren
    )
    assert each[len(each) // 2] <= 8


def test_no_more_requests_are_made_than_the_budget_allows() -> None:
    outcome, it = walk_through(strangers.barren(7), budget=40)
    assert outcome.requests == 40
    assert it.ended == "budget"
    assert {row.state for row in it.coverage()} == {"unknown"}


@pytest.mark.parametrize(
    "build", [strangers.numbers, systems.trs, strangers.mixed, strangers.opaque], ids=lambda build: build.__name__
)
def test_years_that_are_sought_are_found_with_fewer_requests(build: Callable[[int], Site]) -> None:
    whole, _ = walk_through(build(7))
    part, _ = walk_through(build(7), years=(2019, 2020))
    assert part.recall == 1.0
    assert part.requests < whole.requests


def test_the_same_answers_give_the_same_walk() -> None:
    def visits() -> list[str]:
        site = strangers.shuffled(3)
        it = Walk(site.portal, site.jurisdiction, latest=2024)
        seen = []
        while not it.finished:
            visit = it.next()
            if visit is None:
                break
            seen.append(visit.url)
            it.learn(
                visit,
                examine(site.answer(visit), jurisdiction="510500", context=visit.context, recogniser=recognise_plainly),
            )
        return seen

    assert visits() == visits()


def test_several_visits_may_be_in_flight_and_the_walk_still_ends() -> None:
    site = systems.nfcms(3)
    it = Walk(site.portal, site.jurisdiction, latest=2024)
    flying: list[Visit] = []
    found = set()
    while not it.finished:
        while len(flying) < 6 and (visit := it.next()) is not None:
            flying.append(visit)
        if not flying:
            break
        visit = flying.pop(0)
        seen = examine(site.answer(visit), jurisdiction="510500", context=visit.context, recogniser=recognise_plainly)
        it.learn(visit, seen)
        if seen.recognition is not None:
            found.add(site.reports[seen.url])
    assert found == set(site.reports.values())


@pytest.mark.parametrize(
    "build", [strangers.mixed, strangers.shuffled, systems.trs, systems.hanweb], ids=lambda build: build.__name__
)
def test_what_is_found_does_not_depend_on_the_order_in_which_answers_come(build: Callable[[int], Site]) -> None:
    def found(order: int) -> set[Truth]:
        site = build(11)
        rng = random.Random(order)
        it = Walk(site.portal, site.jurisdiction, latest=2024)
        flying: list[Visit] = []
        seen = set()
        while not it.finished:
            while len(flying) < 4 and (visit := it.next()) is not None:
                flying.append(visit)
            if not flying:
                break
            visit = flying.pop(rng.randrange(len(flying)))
            page = examine(
                site.answer(visit), jurisdiction="510500", context=visit.context, recogniser=recognise_plainly
            )
            it.learn(visit, page)
            if page.recognition is not None and page.url in site.reports:
                seen.add(site.reports[page.url])
        return seen

    assert found(1) == found(2) == found(3)
