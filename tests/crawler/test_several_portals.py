"""What is known of a year when a jurisdiction has several portals."""

from __future__ import annotations

import itertools

import pytest

from crawler.coverage import note_coverage
from crawler.discovery.page import ListState, Page, Portal
from crawler.discovery.walk import Walk
from crawler.spiders.tours import Tour
from crawler.tally import Tally
from storage.capture import SourceKind
from tests.crawler.walking import HOME, ask, link, page, report


def _tour(kind: SourceKind, walk: Walk) -> Tour:
    return Tour("t", Portal("510500", HOME, source_kind=kind), walk, frozenset())


def _whole() -> Walk:
    """A portal whose complete list begins with 2020."""
    it = Walk(Portal("510500", HOME), "510500", latest=2022)
    home = ask(it)
    it.learn(home, page(home, link("nb/", "政府信息公开年报")))
    column = ask(it)
    entries = [link(f"nb/{y}.html", f"泸州市{y}年政府信息公开工作年度报告", group="ul") for y in (2022, 2021, 2020)]
    it.learn(column, page(column, *entries, kind="list", list_state=ListState(3, 1, 1, 3)))
    while (visit := it.next()) is not None:
        it.learn(visit, report(visit, int(visit.url.removesuffix(".html")[-4:])))
    return it


def _partly() -> Walk:
    """A portal with one older report and no list."""
    it = Walk(Portal("510500", HOME), "510500", latest=2022)
    home = ask(it)
    it.learn(home, page(home, link("a.html", "泸州市2012年政府信息公开工作年度报告")))
    visit = ask(it)
    it.learn(visit, report(visit, 2012))
    return it


def _refused() -> Walk:
    it = Walk(Portal("510500", HOME), "510500", latest=2022)
    home = ask(it)
    it.learn(home, Page(home.url, "blocked"))
    return it


def _empty() -> Walk:
    it = Walk(Portal("510500", HOME), "510500", latest=2022)
    home = ask(it)
    it.learn(home, page(home))
    return it


@pytest.mark.parametrize(
    ("kind", "other", "state"),
    [
        ("official", _partly, "unknown"),
        ("official", _refused, "unknown"),
        ("official", _empty, "absent"),
        ("mirror", _partly, "absent"),
    ],
)
def test_a_year_that_one_portal_lacks_is_absent_unless_another_official_one_may_hold_it(
    kind: SourceKind, other: object, state: str
) -> None:
    for first, second in itertools.permutations((_tour("official", _whole()), _tour(kind, other()))):  # type: ignore[operator]
        tally = Tally()
        note_coverage(tally, first)
        note_coverage(tally, second)
        assert tally.coverage[2015].state == state
        assert tally.coverage[2021].state == "found"
