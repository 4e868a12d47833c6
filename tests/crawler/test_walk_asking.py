"""What a walk asks for next, and what it asks for again."""

from __future__ import annotations

import pytest

from crawler.discovery.page import FoundLink, ListState, Page, Portal, Recognition, Verdict
from crawler.discovery.walk import Walk
from tests.crawler.walking import HOME, ask, ask_home, asked_of, link, page, report, state, walk


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


@pytest.mark.parametrize(("verdict", "times"), [("server_error", 2), ("timeout", 1)])
def test_what_failed_for_a_moment_is_asked_once_more_and_what_took_too_long_is_not(
    verdict: Verdict, times: int
) -> None:
    it = walk()
    home = ask(it)
    it.learn(home, page(home, link("nb/2020.html", "泸州市2020年政府信息公开工作年度报告")))
    assert asked_of(it, lambda visit: Page(visit.url, verdict)).count("nb/2020.html") == times


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
