"""Years between others that a list of reports lacks: looked for among notices, and absent only where that was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from crawler.discovery.coverage import Ledger, ListProgress
from crawler.discovery.notices import FEW_PAGES
from crawler.discovery.page import FoundLink, ListState, Page, Recognition, Visit
from crawler.discovery.walk import Walk
from crawler.registry import predecessors
from tests.crawler.walking import HOME, ask, link, page, report, state, walk

NOTICES = link("tzgg/", "通知公告")


def _title(year: int) -> str:
    return f"泸州市{year}年政府信息公开工作年度报告"


def _walked(
    it: Walk, *beside: FoundLink, notices: Sequence[Page] = (), years: Sequence[int], bad: int = 0
) -> list[str]:
    """A portal whose column holds reports of `years`, that of `bad` no report by its content, and whose notices are `notices`; what
    was asked for."""
    asked = []
    home = ask(it)
    it.learn(home, page(home, link("nb/", "政府信息公开年报"), *beside))
    column = ask(it)
    entries = [link(f"nb/{y}.html", _title(y), group="ul") for y in years]
    it.learn(column, page(column, *entries, kind="list", list_state=ListState(len(years), 1, 1, len(years))))
    pages = {each.url: each for each in notices}
    while (visit := it.next()) is not None:
        asked.append(visit.url.removeprefix(HOME))
        name = visit.url.rsplit("/", 1)[1].removesuffix(".html")
        if visit.url in pages:
            it.learn(visit, pages[visit.url])
        elif name == str(bad):
            it.learn(visit, Page(visit.url, "ok", kind="article", reason="it names no issuer"))
        elif name.isdigit():
            it.learn(visit, report(visit, int(name)))
        else:
            it.learn(visit, Page(visit.url, "not_found"))
    return asked


def _notices(path: str, *links: FoundLink) -> Page:
    return page(Visit(HOME + path, "list"), *links, kind="list", title="通知公告")


def _dated(day: str, path: str = "tz/1.htm", text: str = "关于停水的通告") -> FoundLink:
    return link(path, text, published=day, group="ul")


def test_a_report_that_stands_among_the_notices_only_is_found() -> None:
    it = walk()
    second = _notices("tzgg/p2.html", _dated("2023-02-01", "tzgg/2022.html", _title(2022)))
    first = _notices("tzgg/", _dated("2024-05-01"), link("tzgg/p2.html", "下一页", kind="pager"))
    _walked(it, NOTICES, notices=[first, second], years=(2024, 2023, 2021, 2020))
    assert state(it, 2022) == "found"


def test_a_year_is_absent_once_the_notices_were_looked_through_to_when_its_report_was_due() -> None:
    it = walk()
    second = _notices("tzgg/p2.html", _dated("2022-11-01"), link("tzgg/p3.html", "下一页", kind="pager"))
    first = _notices("tzgg/", _dated("2024-05-01"), link("tzgg/p2.html", "下一页", kind="pager"))
    _walked(it, NOTICES, notices=[first, second], years=(2024, 2023, 2021, 2020))
    row = next(row for row in it.coverage() if row.year == 2022)
    assert row.state == "absent"
    assert any("tzgg/" in said for said in row.evidence)


def test_a_year_is_unknown_where_notices_end_unseen() -> None:
    it = walk()
    first = _notices("tzgg/", _dated("2024-05-01"), link("tzgg/p2.html", "下一页", kind="pager"))
    _walked(it, NOTICES, notices=[first], years=(2024, 2023, 2021, 2020))
    row = next(row for row in it.coverage() if row.year == 2022)
    assert row.state == "unknown"
    assert any("not looked through" in said for said in row.evidence)


def test_notices_are_left_alone_where_a_column_that_begins_early_says_its_end() -> None:
    it = walk()
    first = _notices("tzgg/", _dated("2024-05-01"), link("tzgg/p2.html", "下一页", kind="pager"))
    asked = _walked(it, NOTICES, notices=[first], years=range(2024, 2009, -1))
    assert "tzgg/p2.html" not in asked
    assert state(it, 2009) == "absent"


def _many_notices(pages: int) -> list[Page]:
    """A column of notices that goes back a year with every page; the first links all of them."""
    numbers = [link(f"tzgg/p{n}.html", str(n), kind="pager") for n in range(2, pages + 1)]
    column = [_notices("tzgg/", _dated("2024-05-01"), *numbers)]
    return column + [_notices(f"tzgg/p{n}.html", _dated("2024-05-01", f"tz/{n}.htm")) for n in range(2, pages + 1)]


def test_a_bounded_number_of_pages_of_notices_is_read_for_what_is_older_than_a_column_that_begins_late() -> None:
    it = walk()
    asked = _walked(it, NOTICES, notices=_many_notices(40), years=range(2024, 2017, -1))
    assert sum("tzgg/" in path for path in asked) == FEW_PAGES
    assert state(it, 2012) == "unknown"


def test_an_older_report_among_the_notices_is_found_beside_a_column_that_begins_late() -> None:
    it = walk()
    first = _notices("tzgg/", _dated("2024-05-01"), link("tzgg/p2.html", "2", kind="pager"))
    second = _notices("tzgg/p2.html", _dated("2016-02-01", "tzgg/2015.html", _title(2015)))
    _walked(it, NOTICES, notices=[first, second], years=range(2024, 2017, -1))
    assert state(it, 2015) == "found"


def _plain_column(it: Walk, notices: Sequence[Page], years: Sequence[int]) -> None:
    """The same with a column of one page that says nothing of its length."""
    home = ask(it)
    it.learn(home, page(home, link("nb/", "政府信息公开年报"), NOTICES))
    column = ask(it)
    it.learn(
        column,
        page(
            column,
            *[link(f"nb/{y}.html", _title(y), group="ul") for y in years],
            kind="list",
            list_state=ListState(None, None, 1, len(years)),
        ),
    )
    pages = {each.url: each for each in notices}
    while (visit := it.next()) is not None:
        name = visit.url.rsplit("/", 1)[1].removesuffix(".html")
        it.learn(visit, pages.get(visit.url) or report(visit, int(name)))


def test_a_short_column_without_number_or_pager_proves_older_years_absent_only_once_notices_were_looked_through() -> (
    None
):
    unread, read = walk(), walk()
    _plain_column(unread, _many_notices(40), range(2024, 2017, -1))
    _plain_column(read, _many_notices(3), range(2024, 2017, -1))
    assert [state(unread, 2012), state(read, 2012)] == ["unknown", "absent"]


def test_a_year_whose_interpretation_stands_in_the_column_is_not_absent() -> None:
    it = walk()
    home = ask(it)
    it.learn(home, page(home, link("nb/", "政府信息公开年报")))
    column = ask(it)
    entries = [link(f"nb/{y}.html", _title(y), group="ul") for y in (2024, 2023, 2021, 2020)]
    about = link("jd/1.htm", f"《{_title(2022)}》解读", group="ul")
    organs = link("jd/2.htm", "泸州市财政局2019年政府信息公开工作年度报告解读", group="ul")
    state_of = ListState(6, 1, 1, 6)
    it.learn(column, page(column, *entries, about, organs, kind="list", list_state=state_of))
    while (visit := it.next()) is not None:
        name = visit.url.rsplit("/", 1)[1].removesuffix(".html")
        it.learn(visit, report(visit, int(name)) if "/nb/" in visit.url else page(visit, kind="article"))
    assert [state(it, 2022), state(it, 2019)] == ["unknown", "absent"]


def test_a_year_whose_entry_is_no_report_by_its_content_is_unknown() -> None:
    it = walk()
    _walked(it, years=(2024, 2023, 2022, 2021, 2020), bad=2022)
    row = next(row for row in it.coverage() if row.year == 2022)
    assert row == (2022, "unknown", (f"{HOME}nb/2022.html: it names no issuer",))


def _list(url: str, years: Sequence[int], **more: object) -> ListProgress:
    seen = {str(n) for n in range(len(years))}
    return ListProgress(
        url, pages={url}, entries=seen, total_entries=len(years), government=set(years), named=True, **more
    )  # type: ignore[arg-type]


def test_a_list_says_nothing_of_years_before_its_first_where_older_reports_stand_elsewhere() -> None:
    ledger = Ledger(
        found={year: ["u"] for year in (2010, 2020, 2021, 2022)}, lists={"l": _list("l", (2020, 2021, 2022))}
    )
    assert ledger.lacking(2015) == ()
    del ledger.found[2010]
    assert len(ledger.lacking(2015)) == 1


def test_a_list_says_nothing_of_years_after_its_last_where_newer_reports_stand_elsewhere() -> None:
    ledger = Ledger(found={year: ["u"] for year in (2012, 2013, 2024)}, lists={"l": _list("l", (2012, 2013))})
    assert ledger.lacking(2020) == ()
    del ledger.found[2024]
    assert len(ledger.lacking(2020)) == 1


def test_a_list_that_shows_fewer_entries_than_it_says_is_incomplete_even_where_other_links_were_counted() -> None:
    short = ListProgress(
        "l", pages={"l", "l2"}, entries={"a"}, total_entries=9, government={2020, 2021}, uncounted=True
    )
    assert not short.complete
    assert not short.lacks(2015)


def test_what_a_district_reported_when_it_was_a_county_is_no_gap_in_its_years() -> None:
    assert predecessors("411003") == {"411023"}
    it = walk(predecessors=("511521",))
    home = ask(it)
    it.learn(home, page(home, link("a.html", "宜宾县2015年政府信息公开工作年度报告")))
    asked = ask(it)
    found = Recognition(2015, "宜宾县人民政府", "government", "511521", _title(2015), None)
    it.learn(asked, page(asked, kind="report", recognition=found))
    row = next(row for row in it.coverage() if row.year == 2015)
    assert row == (2015, "found", (f"{HOME}a.html (宜宾县人民政府, 511521)",))


def test_an_entry_that_names_a_year_alone_and_is_no_report_leaves_its_year_unknown() -> None:
    it = walk()
    home = ask(it)
    it.learn(home, page(home, link("nb/", "政府信息公开年报")))
    column = ask(it)
    entries = [link(f"nb/{y}.html", f"{y}年度", group="ul", published="2024-01-02") for y in (2024, 2023, 2022, 2021)]
    it.learn(column, page(column, *entries, kind="list", list_state=ListState(4, 1, 1, 4)))
    while (visit := it.next()) is not None:
        year = int(visit.url.removesuffix(".html")[-4:])
        none = Page(visit.url, "ok", kind="article", reason="it names no issuer")
        it.learn(visit, none if year == 2022 else report(visit, year))
    assert state(it, 2022) == "unknown"


def _column_of(it: Walk, *entries: FoundLink) -> Visit:
    """A column that says its end; the first entry is asked for next."""
    home = ask(it)
    it.learn(home, page(home, link("nb/", "政府信息公开年报")))
    column = ask(it)
    it.learn(column, page(column, *entries, kind="list", list_state=ListState(len(entries), 1, 1, len(entries))))
    return ask(it)


def _entries(years: Sequence[int]) -> list[FoundLink]:
    return [link(f"nb/{y}.html", _title(y), group="ul") for y in years]


def test_a_year_whose_entry_opens_the_report_of_another_is_unknown() -> None:
    it = walk()
    visit: Visit | None = _column_of(it, *_entries((2024, 2023, 2022, 2012)))
    while visit is not None:
        year = int(visit.url.rsplit("/", 1)[1].removesuffix(".html"))
        it.learn(visit, report(visit, 2022 if year == 2023 else year))
        visit = it.next()
    assert state(it, 2023) == "unknown"


@pytest.mark.parametrize(
    ("title", "state_of_2023"),
    [("泸州市2023年政府信息公开工作年度报告", "unknown"), ("宜宾市2023年政府信息公开工作年度报告", "absent")],
    ids=["called our own", "called another's"],
)
def test_a_year_whose_entry_opens_the_report_of_another_place_is_unknown_unless_it_names_that_place(
    title: str, state_of_2023: str
) -> None:
    it = walk()
    entries = [*_entries((2024, 2022, 2012)), link("nb/2023.html", title, group="ul")]
    visit: Visit | None = _column_of(it, *entries)
    while visit is not None:
        year = int(visit.url.rsplit("/", 1)[1].removesuffix(".html"))
        found = report(visit, year)
        if year == 2023:
            assert found.recognition is not None
            other = replace(found.recognition, issuer_name="宜宾市人民政府", jurisdiction="511500")
            found = replace(found, recognition=other)
        it.learn(visit, found)
        visit = it.next()
    assert state(it, 2023) == state_of_2023


def test_a_year_whose_entry_leads_home_is_unknown() -> None:
    it = walk()
    visit: Visit | None = _column_of(it, *_entries((2024, 2022, 2013, 2012)))
    while visit is not None:
        year = int(visit.url.rsplit("/", 1)[1].removesuffix(".html"))
        gone = Page(HOME, "ok", kind="home", title="泸州市人民政府")
        it.learn(visit, gone if year == 2012 else report(visit, year))
        visit = it.next()
    assert [state(it, 2012), state(it, 2023)] == ["unknown", "absent"]


def test_what_an_entry_refreshes_to_belongs_to_its_list_and_to_its_year() -> None:
    it = walk()
    visit: Visit | None = _column_of(it, *_entries((2024, 2023, 2013, 2012)))
    while visit is not None:
        name, _, ending = visit.url.rsplit("/", 1)[1].partition(".")
        if ending == "html":
            it.learn(visit, page(visit, link(f"f/{name}.pdf", "", kind="refresh"), kind="stub"))
        elif name == "2013":
            it.learn(visit, Page(visit.url, "soft_404", reason="文件不存在"))
        else:
            it.learn(visit, report(visit, int(name)))
        visit = it.next()
    assert [state(it, year) for year in (2012, 2013, 2020, 2009)] == ["found", "unknown", "absent", "absent"]
