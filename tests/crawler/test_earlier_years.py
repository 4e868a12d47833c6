"""Years before all that was found: sought until a complete list lacks them, unknown where a former site may hold them."""

from __future__ import annotations

from crawler.discovery.links import collect
from crawler.discovery.page import Answer, FoundLink, ListState, Page, Visit
from crawler.discovery.view import View
from crawler.discovery.walk import Walk
from tests.crawler.walking import HOME, ask, link, page, report, state, walk


def _column(it: Walk, *beside: FoundLink, total: int | None) -> list[Visit]:
    """A column of the reports of 2020 to 2024, behind a home page with other links; all that was asked for afterwards."""
    home = ask(it)
    it.learn(home, page(home, link("nb/", "政府信息公开年报"), *beside))
    column = ask(it)
    entries = [link(f"nb/{y}.html", f"泸州市{y}年政府信息公开工作年度报告", group="ul") for y in range(2024, 2019, -1)]
    it.learn(column, page(column, *entries, kind="list", list_state=ListState(total, 1 if total else None, 1)))
    asked = []
    while (visit := it.next()) is not None:
        asked.append(visit)
        name = visit.url.rsplit("/", 1)[1].removesuffix(".html")
        if visit.url.startswith(HOME + "nb/") and name.isdigit():
            it.learn(visit, report(visit, int(name)))
        elif visit.url == HOME + "old/":
            openness = link("old/list.asp?sort=17", "政务公开")
            it.learn(visit, page(visit, openness, kind="list", title="泸州市人民政府"))
        elif visit.url == HOME + "old/list.asp?sort=17":
            entries = [
                link(f"old/show.asp?id={n}", f"第{n}次会议", published="2019-01-01", group="td") for n in range(9)
            ]
            more = link("old/list.asp?sort=17&page=2", "下一页", kind="pager")
            it.learn(visit, page(visit, *entries, more, kind="list", title="政务公开"))
        else:
            it.learn(visit, Page(visit.url, "not_found"))
    return asked


def test_a_complete_list_lacks_what_is_older_than_it() -> None:
    it = walk()
    _column(it, total=5)
    assert (state(it, 2019), state(it, 2020)) == ("absent", "found")


def test_older_years_are_unknown_where_the_portal_has_a_former_site() -> None:
    it = walk()
    elsewhere = FoundLink("http://old.b.test/", "旧版网站")
    _column(it, elsewhere, total=5)
    row = next(row for row in it.coverage() if row.year == 2019)
    assert row.state == "unknown"
    assert any("http://old.b.test/" in said for said in row.evidence)


def test_lists_about_disclosure_are_turned_in_a_former_site() -> None:
    it = walk()
    asked = _column(it, link("old/", "旧版网站"), total=None)
    assert HOME + "old/list.asp?sort=17&page=2" in [visit.url for visit in asked]


def test_a_search_is_made_for_years_older_than_all_that_was_found() -> None:
    it = walk()
    asked = _column(it, link("search?q=政府信息公开工作年度报告", "政府信息公开工作年度报告", kind="search"), total=5)
    assert any(visit.role == "search" for visit in asked)


def test_a_column_that_lacks_older_years_for_certain_is_not_followed_by_a_search_page_by_page() -> None:
    plain = [link(f"gk/{n}/", "更多", heading="信息公开") for n in range(30)]
    for total, most in ((5, 10), (None, 40)):
        it = walk()
        asked = _column(it, *plain, total=total)
        assert len(asked) <= most


def test_the_home_page_is_seen_by_a_browser_where_nothing_else_leads_on() -> None:
    it = walk()
    home = ask(it)
    it.learn(home, page(home, link("a/", "走进泸州")))
    asked = []
    while (visit := it.next()) is not None:
        asked.append((visit.url, visit.render))
        it.learn(visit, Page(visit.url, "not_found"))
    assert (HOME, True) in asked


def test_an_entry_that_is_written_as_a_heading_names_nothing_below_it() -> None:
    markup = """<h5><a href="/1.html">泸州市2020年政府信息公开工作年度报告</a></h5><a href="/bs/">户籍办理</a>
<h5><a href="/nb/">政府信息公开年报</a></h5><ul><li><a href="/2.html">一</a></li></ul>"""
    found = {each.text: each.heading for each in collect(View(Answer(HOME, 200, (), markup.encode())))}
    assert found["户籍办理"] == ""
    assert found["一"] == "政府信息公开年报"


def test_a_page_that_comes_twice_is_not_counted_as_another_page_of_its_list() -> None:
    it = walk()
    home = ask(it)
    it.learn(home, page(home, link("nb/", "政府信息公开年报")))
    column = ask(it)
    more = link("nb/?page=2", "2", kind="pager")
    entries = [link(f"nb/{y}.html", f"泸州市{y}年政府信息公开工作年度报告", group="ul") for y in range(2024, 2019, -1)]
    state_of_list = ListState(None, 2, 1)
    it.learn(column, page(column, *entries, more, kind="list", list_state=state_of_list, content_sha256="list"))
    while (visit := it.next()) is not None:
        if visit.url == HOME + "nb/?page=2":
            it.learn(visit, page(visit, *entries, more, kind="list", list_state=state_of_list, content_sha256="list"))
        elif visit.url.startswith(HOME + "nb/2"):
            it.learn(visit, report(visit, int(visit.url[-9:-5])))
        else:
            it.learn(visit, Page(visit.url, "not_found"))
    assert state(it, 2019) == "unknown"


def test_texts_of_a_former_site_are_not_taken_for_entries_of_the_column_that_links_it() -> None:
    it = walk()
    home = ask(it)
    it.learn(home, page(home, link("nb/", "政府信息公开年报")))
    column = ask(it)
    it.learn(column, page(column, link("lszd/", "历史网站"), kind="list", columns=("年报",)))
    entrance = ask(it)
    assert (entrance.url, entrance.context.get("columns")) == (HOME + "lszd/", None)
