"""When a year is called absent: the proof, case by case (docs/decisions/0012)."""

from __future__ import annotations

import pytest

from crawler.discovery.coverage import Ledger, ListProgress
from crawler.discovery.elsewhere import Elsewhere
from crawler.discovery.page import Hint

YEARS = (2019, 2020, 2021, 2022, 2023)


def progress(**more: object) -> ListProgress:
    """A whole column of the reports of five years, but for what a case says."""
    kept: dict[str, object] = {
        "pages": {"l"},
        "entries": {str(y) for y in YEARS},
        "government": set(YEARS),
        "named": True,
    }
    return ListProgress("l", **{**kept, **more})  # type: ignore[arg-type]


def verdict(each: ListProgress, year: int = 2015, elsewhere: Elsewhere | None = None, **others: ListProgress) -> str:
    ledger = Ledger(found={y: ["u"] for y in sorted(each.government)}, lists={"l": each, **others})
    ledger.elsewhere = elsewhere or Elsewhere()
    return ledger.rows((year,), spent=False, pending={})[0].state


@pytest.mark.parametrize(
    ("said", "state"),
    [
        # The number of its entries agrees; it is short of it; it is the number at which such lists are cut off.
        ({"total_entries": 5}, "absent"),
        ({"total_entries": 6}, "unknown"),
        ({"total_entries": 100, "entries": {str(n) for n in range(100)}}, "unknown"),
        # A number that counts the entries of this page, beside pages that were not seen; the same where pages came as data.
        ({"total_entries": 5, "total_pages": 3}, "unknown"),
        ({"total_entries": 5, "total_pages": 3, "gathered": True}, "absent"),
        # All pages; fewer; turned to the end; turned in a circle.
        ({"total_pages": 1}, "absent"),
        ({"total_pages": 2}, "unknown"),
        ({"pages": {"l", "l2"}}, "absent"),
        ({"pages": {"l", "l2"}, "circled": True}, "unknown"),
        ({"pages": {"l", "l2"}, "cut_short": True}, "unknown"),
        ({"total_entries": 5, "failed": {"l3"}}, "unknown"),
        ({"total_entries": 5, "waiting": {"l3"}}, "unknown"),
        ({"total_entries": 5, "capped": True}, "unknown"),
        ({"total_entries": 5, "unread": {"l": "its pager is made by script"}}, "unknown"),
        ({"total_entries": 5, "unread": {"l": "its pager is made by script"}, "gathered": True}, "absent"),
        ({"total_entries": 6, "unread": {"l": "its pager is made by script"}, "gathered": True}, "unknown"),
        # Neither number nor pager: as long as a template cuts lists, longer than that, and still to be filled.
        ({"shown": 10}, "unknown"),
        ({"shown": 8}, "absent"),
        ({"shown": 8, "unsettled": {"l"}}, "unknown"),
        ({"shown": 8, "named": False}, "unknown"),
        # A hint of the year, a hint of others.
        ({"total_entries": 5, "hints": {"l": (Hint("older", 0, 2018),)}}, "unknown"),
        ({"total_entries": 5, "hints": {"l": (Hint("older", 2008, 2012),)}}, "absent"),
        # A list of much else with two reports, and with as many as make it the list of reports.
        ({"total_entries": 5, "named": False, "government": {2019, 2023}}, "unknown"),
        ({"total_entries": 5, "named": False}, "absent"),
        # What a search or a site map brought.
        ({"total_entries": 5, "searched": True}, "unknown"),
    ],
)
def test_a_year_before_all_others_is_absent_only_where_a_list_proves_it(said: dict[str, object], state: str) -> None:
    assert verdict(progress(**said)) == state


@pytest.mark.parametrize(
    ("rising", "falling", "year", "state"),
    [
        (False, True, 2018, "unknown"),
        (False, True, 2024, "absent"),
        (True, False, 2018, "absent"),
        (True, False, 2024, "unknown"),
        # An old one pinned before the newest: no order says where the list goes on.
        (True, True, 2018, "unknown"),
    ],
)
def test_a_list_that_may_go_on_says_nothing_of_the_side_that_it_goes_on_to(
    rising: bool, falling: bool, year: int, state: str
) -> None:
    assert verdict(progress(shown=10, rising=rising, falling=falling), year) == state


def test_another_list_of_reports_that_was_not_seen_whole_speaks_against_absence() -> None:
    whole = progress(total_entries=5)
    other = ListProgress("m", pages={"m"}, entries={"9"}, total_entries=4, government={2019}, named=True)
    assert verdict(whole, m=other) == "unknown"
    other.named = False
    assert verdict(whole, m=other) == "absent"


def test_the_same_list_at_another_address_speaks_against_nothing() -> None:
    part = ListProgress("m", pages={"m"}, entries={"2019", "2020"}, total_entries=5, government={2019}, named=True)
    assert verdict(progress(total_entries=5), m=part) == "absent"


def test_a_column_of_older_reports_speaks_against_absence_until_it_was_looked_through() -> None:
    elsewhere = Elsewhere()
    elsewhere.name("http://www.a.test/old/", "2016年以前年报", (0, 2016))
    assert verdict(progress(total_entries=5), 2015, elsewhere) == "unknown"
    assert verdict(progress(total_entries=5), 2017, elsewhere) == "absent"
    elsewhere.came.add("http://www.a.test/old/")
    assert verdict(progress(total_entries=5), 2015, elsewhere) == "absent"


def test_a_column_that_was_refused_speaks_against_absence_of_the_years_that_it_names() -> None:
    elsewhere = Elsewhere()
    elsewhere.refuse("http://www.a.test/2016/", "blocked", 2016)
    states = [verdict(progress(total_entries=5), year, elsewhere) for year in (2014, 2015, 2016, 2017)]
    assert states == ["absent", "unknown", "unknown", "absent"]


def test_a_report_without_a_year_is_of_one_before_it_was_published() -> None:
    elsewhere = Elsewhere()
    elsewhere.no_year("http://www.a.test/x.html", "l", "2014-03-01")
    states = [verdict(progress(total_entries=5), year, elsewhere) for year in (2012, 2017)]
    assert states == ["unknown", "absent"]
