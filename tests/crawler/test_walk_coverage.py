"""What a walk may say of a year that it did not find: absent where a list proves it, else unknown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crawler.discovery.page import FoundLink, ListState, Page, Visit
from crawler.discovery.walk import Walk
from tests.crawler.walking import HOME, ask, ask_home, link, page, report, state, walk


def _list_of(it: Walk, years: range, list_state: ListState | None, *more: FoundLink) -> None:
    home = ask(it)
    it.learn(home, page(home, link("nb/", "政府信息公开年报")))
    column = ask(it)
    links = tuple(link(f"nb/{year}.html", f"泸州市{year}年政府信息公开工作年度报告", group="ul") for year in years)
    it.learn(
        column,
        page(column, *links, *more, kind="list", columns=("政府信息公开年报",), list_state=list_state),
        "2026-11-22T10:00:00Z",
    )


def _answer_all(it: Walk, failing: Callable[[Visit], Page | None] = lambda visit: None) -> None:
    while not it.finished:
        visit = it.next()
        if visit is None:
            break
        failed = failing(visit)
        name = visit.url.rsplit("/", 1)[1].removesuffix(".html")
        if failed is None and name.isdigit():
            it.learn(visit, report(visit, int(name)))
        else:
            it.learn(visit, failed or Page(visit.url, "not_found"))


def test_a_year_missing_from_a_complete_list_is_absent_and_the_evidence_says_where_and_when() -> None:
    it = walk(years=(2017, 2018, 2019))
    _list_of(it, range(2018, 2022), ListState(4, 1, 1, 4))
    _answer_all(it)
    rows = {row.year: row for row in it.coverage()}
    assert rows[2018].state == rows[2019].state == "found"
    assert rows[2017].state == "absent"
    assert HOME + "nb/" in rows[2017].evidence[0]
    assert "2026-11-22T10:00:00Z" in rows[2017].evidence[0]


def test_a_year_missing_from_a_list_not_seen_to_its_end_is_unknown() -> None:
    it = walk(years=(2017, 2018, 2019))
    _list_of(it, range(2018, 2022), ListState(30, 3, 1, 4), link("nb/index_2.html", "下一页", kind="pager"))
    _answer_all(it)
    assert state(it, 2017) == "unknown"


def test_a_list_that_says_more_than_it_shows_is_capped_and_proves_nothing() -> None:
    it = walk(years=(2017, 2018, 2019))
    _list_of(it, range(2018, 2022), ListState(203, None, 1, 4))
    _answer_all(it)
    assert state(it, 2017) == "unknown"


def test_a_report_that_could_not_be_fetched_makes_its_year_unknown() -> None:
    it = walk(years=(2018, 2019, 2020, 2021))
    _list_of(it, range(2018, 2022), ListState(4, 1, 1, 4))
    _answer_all(it, lambda visit: Page(visit.url, "challenge", reason="RuiShu") if "2019" in visit.url else None)
    row = next(row for row in it.coverage() if row.year == 2019)
    assert row.state == "unknown"
    assert "challenge" in row.evidence[0]


def test_a_column_of_one_year_proves_nothing_of_the_others() -> None:
    it = walk(years=(2012, 2018))
    _list_of(it, range(2018, 2019), ListState(1, 1, 1, 1))
    _answer_all(it)
    assert state(it, 2012) == "unknown"


def test_a_list_whose_pager_could_not_be_read_proves_no_absence() -> None:
    def after(unread: str) -> Walk:
        it = walk()
        it.learn(ask(it), page(ask_home(), link("nb/", "政府信息公开年报")))
        entries = [link(f"nb/{year}.html", f"{year}年政府信息公开工作年度报告") for year in (2022, 2023)]
        listed = ask(it)
        it.learn(listed, page(listed, *entries, kind="list", list_state=ListState(total_pages=1, unread=unread)))
        for _ in entries:
            visit = ask(it)
            it.learn(visit, report(visit, int(visit.url[-9:-5])))
        return it

    assert state(after("its pager is made by script"), 2015) == "unknown"
    assert state(after(""), 2015) == "absent"


def test_what_a_browser_read_of_a_pager_counts() -> None:
    it = walk()
    it.learn(ask(it), page(ask_home(), link("nb/", "政府信息公开年报")))
    listed = ask(it)
    unread = ListState(entries=2, unread="its pager is made by script")
    entries = [link(f"nb/{year}.html", f"{year}年政府信息公开工作年度报告") for year in (2022, 2023)]
    it.learn(listed, page(listed, *entries, kind="list", list_state=unread, needs_browser=unread.unread))
    while (visit := it.next()) is not None:
        if visit.render:
            it.learn(visit, page(visit, *entries, kind="list", list_state=ListState(total_pages=1, page=1, entries=2)))
        else:
            it.learn(visit, report(visit, int(visit.url[-9:-5])))
    assert state(it, 2015) == "absent"


def test_a_list_that_shows_fewer_entries_than_it_says_proves_no_absence() -> None:
    it = walk()
    it.learn(ask(it), page(ask_home(), link("nb/", "政府信息公开年报")))
    entries = [link(f"nb/{year}.html", f"{year}年政府信息公开工作年度报告") for year in (2022, 2023)]
    listed = ask(it)
    told = ListState(total_entries=5, total_pages=1, page=1, entries=2)
    it.learn(listed, page(listed, *entries, kind="list", list_state=told))
    for _ in entries:
        visit = ask(it)
        it.learn(visit, report(visit, int(visit.url[-9:-5])))
    assert state(it, 2015) == "unknown"


def test_a_title_cut_short_that_was_not_fetched_leaves_its_year_unknown() -> None:
    it = walk()
    it.learn(ask(it), page(ask_home(), link("nb/", "政府信息公开年报")))
    entries = [link(f"nb/{year}.html", f"{year}年政府信息公开工作年度报告") for year in (2022, 2023)]
    listed = ask(it)
    cut = link("nb/x.html", "2015年政府信息公开工作年…")
    it.learn(listed, page(listed, *entries, cut, kind="list", list_state=ListState(total_pages=1)))
    for _ in entries:
        visit = ask(it)
        it.learn(visit, report(visit, int(visit.url[-9:-5])))
    assert (state(it, 2015), state(it, 2014)) == ("unknown", "absent")


@pytest.mark.parametrize(
    ("pages", "more", "older"),
    [
        ((ListState(),), "", "unknown"),
        ((ListState(total_pages=1),), "", "absent"),
        ((ListState(), ListState()), "read", "absent"),
        ((ListState(),), "not there", "unknown"),
        ((ListState(entries=2),), "", "absent"),
        ((ListState(entries=2),), "not there", "unknown"),
    ],
)
def test_what_is_older_than_all_that_a_list_shows_is_absent_only_where_its_end_was_seen(
    pages: tuple[ListState, ...], more: str, older: str
) -> None:
    it = walk()
    it.learn(ask(it), page(ask_home(), link("nb/", "政府信息公开年报")))
    entries = [link(f"nb/{year}.html", f"{year}年政府信息公开工作年度报告") for year in (2023, 2020)]
    pager = [link("nb/2.html", "下一页", kind="pager")] if more else []
    listed = ask(it)
    it.learn(listed, page(listed, *entries, *pager, kind="list", list_state=pages[0]))
    while (visit := it.next()) is not None:
        if not visit.url.endswith("nb/2.html"):
            it.learn(visit, report(visit, int(visit.url[-9:-5])))
        elif more == "read":
            older_entry = link("nb/2019.html", "2019年政府信息公开工作年度报告")
            it.learn(visit, page(visit, older_entry, kind="list", list_state=pages[1]))
        else:
            it.learn(visit, Page(visit.url, "not_found"))
    assert (state(it, 2022), state(it, 2015)) == ("absent", older)
