"""Walks side by side: what comes back too early, too late or never."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from scrapy import Request
from scrapy.http import Response

from crawler.discovery.page import FoundLink, Page, Portal
from crawler.errand import ERRAND, Errand
from crawler.plan import Plan
from crawler.spiders.annual_reports import AnnualReports
from crawler.spiders.tours import WINDOW, Look, Tours
from crawler.tally import Tally
from crawler.under_way import UnderWay

HOME = "http://www.a.test/"
CODE = "510500"


def tours_of_one_portal() -> tuple[Tours, list[str]]:
    tours = Tours(Plan({CODE: (Portal(CODE, HOME),)}, None, None), side_by_side=1, budget=600, private=False)
    learned: list[str] = []
    tours.told = lambda look, page: learned.append(f"{page.verdict} {page.url}")
    return tours, learned


def home_page(count: int = 20) -> Page:
    links = [
        FoundLink(f"{HOME}{year}.html", f"泸州市{year}年政府信息公开工作年度报告") for year in range(2020 - count, 2020)
    ]
    return Page(HOME, "ok", links=tuple(links))


def begun() -> tuple[Tours, list[str], list[Errand]]:
    """A walk that has seen its home page, and the errands that follow from it."""
    tours, learned = tours_of_one_portal()
    (home,) = tours.begin()
    errands, over = tours.arrived(Look(home, home_page()))
    assert over is None and len(errands) == WINDOW
    learned.clear()
    return tours, learned, errands


def gone(errand: Errand) -> Look:
    return Look(errand, Page(errand.visit.url, "not_found"))


def test_an_answer_that_comes_early_waits_for_those_before_it() -> None:
    tours, learned, errands = begun()
    assert tours.arrived(gone(errands[1])) == ([], None)
    assert learned == []
    following, _ = tours.arrived(gone(errands[0]))
    assert learned == [f"not_found {errand.visit.url}" for errand in errands[:2]]
    assert len(following) == 2


def test_a_walk_goes_on_without_an_answer_that_was_lost() -> None:
    tours, learned, errands = begun()
    for errand in errands[1:]:
        assert tours.arrived(gone(errand)) == ([], None)
    (tour,) = tours.under_way
    following, over = tours.lost(tour)
    assert over is None and len(following) == WINDOW
    assert learned[0] == f"damaged {errands[0].visit.url}" and len(learned) == WINDOW


def test_after_a_stop_what_came_is_learned_though_others_never_will() -> None:
    tours, learned, errands = begun()
    tours.arrived(gone(errands[3]))
    tours.stop()
    assert learned == [f"not_found {errands[3].visit.url}"]
    assert tours.arrived(gone(errands[1])) == ([], None)
    assert learned[1:] == [f"not_found {errands[1].visit.url}"]


def test_a_host_that_a_walk_learns_of_is_for_later_requests_only() -> None:
    tours, _, errands = begun()
    declared = Page(errands[0].visit.url, "ok", hosts=("files.b.test",))
    following, _ = tours.arrived(Look(errands[0], declared))
    url = "http://files.b.test/1.pdf"
    assert [each.within(url) for each in (errands[1], following[0]) if each.within is not None] == [False, True]


def test_a_file_is_asked_for_as_part_of_a_report_once_a_page_said_so() -> None:
    tours, _, errands = begun()
    assert not any(errand.is_part for errand in errands)
    part = f"{HOME}1.jpg"
    links = (FoundLink(part, "第1页", kind="attachment"),)
    (tour,) = tours.under_way
    tours.arrived(Look(errands[0], Page(errands[0].visit.url, "ok", parts=(part,), links=links)))
    assert tour.parts == {part}


def test_a_page_that_we_fail_to_handle_does_not_hold_up_its_walk() -> None:
    tours, learned = tours_of_one_portal()
    spider = AnnualReports(Plan({CODE: (Portal(CODE, HOME),)}, None, None), tours)

    async def fail(*_: object) -> Page:
        raise RuntimeError("a fault of ours")

    run = SimpleNamespace(
        under_way=UnderWay(lambda code: None),
        readers=SimpleNamespace(examine=fail),
        tallies={CODE: Tally()},
        with_parent=lambda errand: errand,
    )
    spider.crawler = SimpleNamespace(run=run)  # type: ignore[assignment]
    (home,) = tours.begin()
    request = Request(HOME, meta={ERRAND: home})

    following: list[object] = []
    note = following.append

    async def parse() -> None:
        async for each in spider.parse(Response(HOME, request=request)):
            note(each)

    with pytest.raises(RuntimeError, match="a fault of ours"):
        asyncio.run(parse())
    (asked,) = following
    assert isinstance(asked, Request) and asked.meta[ERRAND].visit.render, "the walk goes on with its other ways"
    assert learned == [f"damaged {HOME}"]
