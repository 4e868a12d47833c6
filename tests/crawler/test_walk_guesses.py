"""Where the next page of a list may be is asked address by address."""

from __future__ import annotations

import pytest

from crawler.discovery.page import ListState, Page, Visit
from crawler.discovery.walk import Walk
from tests.crawler.walking import HOME, ask, asked_of, link, page, report, state, walk

GUESSES = ("nb/index_2.html", "nb/index_1.html", "nb/2.html")


def at_a_list_with_guesses(it: Walk) -> None:
    """Learn a home page and its column of reports, whose second page may be at any of GUESSES."""
    home = ask(it)
    it.learn(home, page(home, link("nb/", "政府信息公开年报"), kind="home"))
    column = ask(it)
    entries = [link(f"nb/{year}.html", f"泸州市人民政府{year}年政府信息公开工作年度报告") for year in (2023, 2022)]
    guesses = [link(path, "", kind="pager", group="guess") for path in GUESSES]
    it.learn(column, page(column, *entries, *guesses, kind="list", list_state=ListState(total_pages=2, entries=2)))


@pytest.mark.parametrize("right", GUESSES)
def test_where_a_further_page_may_be_is_asked_until_it_is_there_and_no_further(right: str) -> None:
    it = walk()
    at_a_list_with_guesses(it)

    def answer(visit: Visit) -> Page:
        if visit.url == HOME + right:
            more = [link(f"nb/{year}.html", f"泸州市人民政府{year}年政府信息公开工作年度报告") for year in (2021, 2020)]
            return page(visit, *more, kind="list", list_state=ListState(total_pages=2, page=2, entries=2))
        year = visit.url.removeprefix(HOME + "nb/").removesuffix(".html")
        return report(visit, int(year)) if year.isdigit() and len(year) == 4 else Page(visit.url, "not_found")

    asked = asked_of(it, answer)
    assert [path for path in asked if path in GUESSES] == list(GUESSES[: GUESSES.index(right) + 1])
    assert {year for year in range(2020, 2024) if state(it, year) == "found"} == {2020, 2021, 2022, 2023}
    assert state(it, 2019) == "absent"


def test_a_further_page_that_is_nowhere_leaves_the_years_before_unknown() -> None:
    it = walk()
    at_a_list_with_guesses(it)

    def answer(visit: Visit) -> Page:
        year = visit.url.removeprefix(HOME + "nb/").removesuffix(".html")
        return report(visit, int(year)) if year.isdigit() and len(year) == 4 else Page(visit.url, "not_found")

    assert [path for path in asked_of(it, answer) if path in GUESSES] == list(GUESSES)
    assert state(it, 2020) == "unknown"


def test_nothing_is_guessed_where_the_pager_of_a_list_led() -> None:
    it = walk()
    home = ask(it)
    it.learn(home, page(home, link("nb/", "政府信息公开年报"), kind="home"))
    column = ask(it)
    it.learn(column, page(column, link("nb/p2.html", "下一页", kind="pager"), kind="list"))
    second = ask(it)
    assert second.url == HOME + "nb/p2.html"
    guess = link("nb/p3.html", "", kind="pager", group="guess")
    it.learn(second, page(second, guess, kind="list", list_state=ListState(total_pages=3)))
    assert "nb/p3.html" not in asked_of(it, lambda visit: Page(visit.url, "not_found"))
