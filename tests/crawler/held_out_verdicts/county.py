"""A county with its disclosure column, before its list of reports is put in."""

from __future__ import annotations

from collections.abc import Iterable

from tests.crawler.held_out.content import Report, Town
from tests.crawler.held_out_forms_and_buttons.kit import Row
from tests.crawler.held_out_whole_portals.kit import Works

NAME = "政府信息公开年报"
# A script that the page loads for its list and that the server no longer has: what it draws or turns, nobody sees.
LOST_SCRIPT = '<script src="/static/js/list.min.js?v=20210304"></script>'


def county(town: Town, name: str, yearly: str, *, skin: str = "modern", stories: int = 45) -> tuple[Works, str]:
    """The works, and the menu with the column of reports in it."""
    works = Works(town, name, skin=skin)
    works.stories(stories)
    return works, works.disclosure("/zwgk/", yearly)


def withheld(town: Town, years: Iterable[int]) -> list[Report]:
    """Reports, newest first, that the county holds and that no crawl is expected to reach."""
    chosen = sorted(years, reverse=True)
    town.withheld.update(chosen)
    return [town.report(year, wanted=False) for year in chosen]


def printed(works: Works, years: Iterable[int], folder: str) -> list[Row]:
    """Lines of a list, newest first, whose pages are there."""
    return [works.report(works.town.report(y), f"{folder}{y}.html") for y in sorted(years, reverse=True)]


def lines_of(works: Works, rows: list[Row], side: str, after: str = "") -> str:
    """A page of a list with what stands below it."""
    return works.shell(NAME, f'{side}<div class="right_list"><h3>{NAME}</h3>{works.lines(rows)}{after}</div>')
