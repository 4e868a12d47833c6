"""The walk: from a home page to all reports, and no further than it pays."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from crawler.discovery.examine import examine
from crawler.discovery.page import FoundLink, ListState, Page, Portal, Recognition, Visit
from crawler.discovery.walk import Walk
from tests.crawler.measure_discovery import walk_through
from tests.crawler.portals import strangers, systems
from tests.crawler.portals.plain import recognise_plainly
from tests.crawler.portals.site import Site, Truth
from tests.crawler.walking import HOME, ask, link, page, report, state, walk


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


def test_only_the_portals_own_hosts_are_asked() -> None:
    it = walk()
    home = ask(it)
    it.learn(
        home,
        page(
            home,
            FoundLink("http://www.b.test/nb/", "政府信息公开年报"),
            FoundLink("http://sub.a.test/nb/", "政府信息公开年报"),
        ),
    )
    assert ask(it).url == "http://sub.a.test/nb/"
    assert "http://www.b.test/nb/" not in it.hosts


def test_a_promising_link_goes_before_any_other() -> None:
    it = walk()
    home = ask(it)
    it.learn(
        home,
        page(
            home,
            link("xw/", "新闻中心"),
            link("gk/", "政务公开"),
            link("nb/", "政府信息公开年报"),
            link("bs/", "办事服务"),
        ),
    )
    assert ask(it).url == HOME + "nb/"


def test_a_known_column_is_asked_first() -> None:
    it = Walk(Portal("510500", HOME, HOME + "zwgk/nb/"), "510500")
    assert ask(it).url == HOME + "zwgk/nb/"


def test_the_files_of_a_stub_are_asked_for_with_its_title_and_date() -> None:
    it = walk()
    home = ask(it)
    it.learn(home, page(home, link("nb/1.html", "泸州市2020年政府信息公开工作年度报告")))
    stub = ask(it)
    found = Recognition(
        2020,
        "泸州市人民政府",
        "government",
        "510500",
        "泸州市2020年政府信息公开工作年度报告",
        "2021-01-28",
        complete=False,
    )
    it.learn(
        stub,
        Page(
            stub.url, "ok", kind="stub", recognition=found, attachments=(link("nb/a.pdf", "附件", kind="attachment"),)
        ),
    )
    file = ask(it)
    assert (file.url, file.role) == (HOME + "nb/a.pdf", "attachment")
    assert file.context["title"] == "泸州市2020年政府信息公开工作年度报告"
    assert file.context["published"] == "2021-01-28"
    assert file.path == (HOME, stub.url)
    assert state(it, 2020) == "unknown"
    it.learn(file, report(file, 2020))
    assert state(it, 2020) == "found"


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


def test_what_failed_for_a_moment_is_asked_once_more_and_not_again() -> None:
    it = walk()
    home = ask(it)
    it.learn(home, page(home, link("nb/2020.html", "泸州市2020年政府信息公开工作年度报告")))
    asked = []
    while (visit := it.next()) is not None:
        asked.append(visit.url)
        it.learn(visit, Page(visit.url, "server_error"))
    assert asked.count(HOME + "nb/2020.html") == 2


def test_a_timeout_is_not_asked_for_again() -> None:
    it = walk()
    home = ask(it)
    it.learn(home, page(home, link("nb/2020.html", "泸州市2020年政府信息公开工作年度报告")))
    asked = []
    while (visit := it.next()) is not None:
        asked.append(visit.url)
        it.learn(visit, Page(visit.url, "timeout"))
    assert asked.count(HOME + "nb/2020.html") == 1


def test_a_page_that_needs_a_browser_is_asked_once_more_rendered() -> None:
    it = walk()
    home = ask(it)
    it.learn(home, page(home, link("nb/", "政府信息公开年报")))
    column = ask(it)
    it.learn(column, page(column, kind="other", needs_browser="its list is made by script"))
    again = ask(it)
    assert (again.url, again.render) == (HOME + "nb/", True)
    it.learn(again, page(again, kind="other", needs_browser="its list is made by script"))
    assert all(visit.url != HOME + "nb/" for visit in iter(it.next, None))


def test_the_home_page_under_another_address_is_a_soft_404() -> None:
    it = walk()
    home = ask(it)
    links = tuple(link(f"c{n}/", f"栏目{n}") for n in range(12))
    it.learn(home, page(home, *links, link("nb/", "政府信息公开年报"), title="泸州市人民政府"))
    column = ask(it)
    seen = it.learn(column, page(column, *links, link("nb/", "政府信息公开年报"), title="泸州市人民政府"))
    assert seen.verdict == "soft_404"


def test_a_walk_that_was_stopped_asks_nothing_more() -> None:
    it = walk()
    home = ask(it)
    it.stop()
    it.learn(home, page(home, link("nb/", "政府信息公开年报")))
    assert it.next() is None
    assert it.finished


def test_columns_that_look_alike_until_their_scripts_ran_are_each_rendered() -> None:
    it = walk()
    it.learn(ask(it), page(ask_home(), link("nb/1.html", "政府信息公开年报"), link("nb/2.html", "部门信息公开年报")))
    for _ in range(2):
        visit = ask(it)
        it.learn(visit, page(visit, content_sha256="the same", needs_browser="a shell", kind="list"))
    assert {(ask(it).url, True) for _ in range(2)} == {(HOME + "nb/1.html", True), (HOME + "nb/2.html", True)}


def ask_home() -> Visit:
    return Visit(HOME, "home")


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


def test_a_page_whose_pager_is_made_by_script_is_rendered_though_it_led_to_reports() -> None:
    it = walk()
    it.learn(ask(it), page(ask_home(), link("nb/", "政府信息公开年报")))
    listed = ask(it)
    unread = ListState(entries=1, unread="its pager is made by script")
    entry = link("nb/2023.html", "2023年政府信息公开工作年度报告")
    it.learn(listed, page(listed, entry, kind="list", list_state=unread, needs_browser=unread.unread))
    visit = ask(it)
    it.learn(visit, report(visit, 2023))
    again = ask(it)
    assert (again.url, again.render) == (HOME + "nb/", True)


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
    ],
)
def test_what_is_older_than_all_that_a_list_shows_is_absent_only_where_its_end_was_seen(
    pages: tuple[ListState, ...], more: str, older: str
) -> None:
    it = walk()
    it.learn(ask(it), page(ask_home(), link("nb/", "政府信息公开年报")))
    entries = [link(f"nb/{year}.html", f"{year}年政府信息公开工作年度报告") for year in (2020, 2023)]
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


GUESSES = ("nb/index_2.html", "nb/index_1.html", "nb/2.html")


def at_a_list_with_guesses(it: Walk) -> None:
    """Learn a home page and its column of reports, whose second page may be at any of GUESSES."""
    home = ask(it)
    it.learn(home, page(home, link("nb/", "政府信息公开年报"), kind="home"))
    column = ask(it)
    entries = [link(f"nb/{year}.html", f"泸州市人民政府{year}年政府信息公开工作年度报告") for year in (2023, 2022)]
    guesses = [link(path, "", kind="pager", group="guess") for path in GUESSES]
    it.learn(column, page(column, *entries, *guesses, kind="list", list_state=ListState(total_pages=2, entries=2)))


def asked_of(it: Walk, answer: Callable[[Visit], Page]) -> list[str]:
    """What is asked for until nothing is left but other ways than links."""
    asked = []
    while (visit := it.next()) is not None and len(asked) < 12:
        asked.append(visit.url.removeprefix(HOME))
        it.learn(visit, answer(visit))
    return asked


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
