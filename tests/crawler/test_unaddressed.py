"""Titles of reports whose texts a script opens under the page's own address."""

from __future__ import annotations

from crawler.discovery.examine import examine
from crawler.discovery.page import Answer, Page
from tests.crawler.walking import HOME, ask, link, page, walk

HTML = (("Content-Type", "text/html; charset=utf-8"),)
TITLES = tuple(f"泸州市{year}年政府信息公开工作年度报告" for year in (2023, 2022, 2021))


def shown(entries: str, *, rendered: bool = True) -> Page:
    markup = (
        f'<html><body><h3>年报</h3><ul>{entries}</ul><div id="win"></div><script src="/a.js"></script></body></html>'
    )
    answer = Answer(HOME + "open.html", 200, HTML, markup.encode(), rendered=rendered)
    return examine(answer, jurisdiction="510500", families=())


def test_titles_that_only_a_script_opens_are_said_to_have_no_address() -> None:
    assert shown("".join(f"<li>{title}</li>" for title in TITLES)).unaddressed == TITLES
    assert shown("".join(f'<li><a href="javascript:;">{title}</a></li>' for title in TITLES)).unaddressed == TITLES


def test_titles_that_are_links_or_stand_beside_one_have_an_address() -> None:
    assert (
        shown("".join(f'<li><a href="/{n}.html">{title}</a></li>' for n, title in enumerate(TITLES))).unaddressed == ()
    )
    beside = "".join(f'<li><span>{title}</span><a href="/{n}.pdf">下载</a></li>' for n, title in enumerate(TITLES))
    assert shown(beside).unaddressed == ()


def test_one_title_in_a_text_and_a_page_whose_script_has_not_run_say_nothing() -> None:
    assert shown(f"<li>{TITLES[0]}</li>").unaddressed == ()
    assert shown("".join(f"<li>{title}</li>" for title in TITLES), rendered=False).unaddressed == ()


def test_a_year_whose_title_has_no_address_is_unknown_and_says_where_it_stands() -> None:
    it = walk()
    home = ask(it)
    it.learn(home, page(home, link("open.html", "政府信息公开年报")))
    opened = ask(it)
    it.learn(opened, page(opened, kind="list", unaddressed=TITLES))
    row = next(row for row in it.coverage() if row.year == 2022)
    assert row.state == "unknown"
    assert row.evidence == (
        f"{HOME}open.html: “{TITLES[1]}” stands there without an address, its text is opened by script",
    )
