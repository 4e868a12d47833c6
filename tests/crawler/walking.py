"""Walks by hand: answers made up visit by visit, without a server."""

from __future__ import annotations

from collections.abc import Callable

from crawler.discovery.page import FoundLink, Page, Portal, Recognition, Visit
from crawler.discovery.walk import Walk

HOME = "http://www.a.test/"


def walk(**options: object) -> Walk:
    return Walk(Portal("510500", HOME), "510500", latest=2024, **options)  # type: ignore[arg-type]


def link(path: str, text: str, **more: object) -> FoundLink:
    return FoundLink(HOME + path, text, **more)  # type: ignore[arg-type]


def page(visit: Visit, *links: FoundLink, **more: object) -> Page:
    return Page(visit.url, "ok", links=links, **more)  # type: ignore[arg-type]


def report(visit: Visit, year: int, kind: str = "government") -> Page:
    found = Recognition(year, "泸州市人民政府", kind, "510500", f"{year}年报告", None)  # type: ignore[arg-type]
    return Page(visit.url, "ok", kind="report", recognition=found, content_sha256=visit.url)


def ask(it: Walk) -> Visit:
    visit = it.next()
    assert visit is not None
    return visit


def state(it: Walk, year: int) -> str:
    return next(row.state for row in it.coverage() if row.year == year)


def ask_home() -> Visit:
    return Visit(HOME, "home")


def asked_of(it: Walk, answer: Callable[[Visit], Page]) -> list[str]:
    """What is asked for until nothing is left but other ways than links."""
    asked = []
    while (visit := it.next()) is not None and len(asked) < 12:
        asked.append(visit.url.removeprefix(HOME))
        it.learn(visit, answer(visit))
    return asked
