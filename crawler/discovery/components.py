"""Pagers that a component of a library draws from options, and whose callback goes to an address put together of the page's number:

    laypage.render({elem: 'p', count: 140, limit: 20, curr: 1, jump: function (obj, first) { if (!first) location.href = '/list?page=' + obj.curr; }})
    kkpager.generPageHtml({pno: 1, total: 7, hrefFormer: 'list', getLink: function (n) { return this.hrefFormer + '_' + n + '.html'; }})

How many pages there are is told by the options, their addresses by the callback; nothing is run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from crawler.discovery.expressions import MAX_SCRIPT, constants, evaluate
from crawler.discovery.page import FoundLink, Listing, ListState
from crawler.discovery.view import View

MAX_PAGES = 200
MAX_CALLBACKS = 40
# Characters around a callback in which its options stand, and of its body.
BEFORE, AFTER = 1_200, 600
# Expressions of a callback that may be where it goes.
MAX_WAYS = 4
# The size of a page where a component is told none.
USUAL_SIZE = 10

# name: function (a, b) {    name: (a, b) => {    name: a =>
_CALLBACK = re.compile(
    r":\s{0,8}(?:async\s{1,8})?"
    r"(?:function\s{0,8}[\w$]{0,40}\(([\w$,\s]{1,80})\)\s{0,8}\{|\(([\w$,\s]{1,80})\)\s{0,8}=>|([\w$]{1,40})\s{0,8}=>)"
)
_GOES = re.compile(
    r"(?:location(?:\.href)?\s{0,8}=(?!=)|location\.(?:replace|assign)\s{0,8}\(|\breturn\b|=>(?!\s{0,8}(?:\{|window\.|location)))\s{0,8}([^;\n{}]{1,300})"
)
_OPTION = re.compile(
    r"""([A-Za-z_]{1,30})["']?\s{0,8}:\s{0,8}(?:["']([^"'\n]{0,200})["']|(\d{1,7})(?![\w.])|([A-Za-z_$][\w$]{0,60})(?=\s{0,8}[,}\n]))"""
)
# $("#p").pagination(28, {...
_FIRST = re.compile(r"\.pagination\(\s{0,8}([\w$]{1,40})\s{0,8},\s{0,8}\{")
_PAGES = re.compile(r"^(?:pages|total_?pages?|page_?counts?|page_?total|num_?pages?)$", re.I)
_ENTRIES = re.compile(
    r"^(?:count|total_?(?:count|records?|rows?|num|items?|data)s?|record_?counts?|records|rows_?count|items)$", re.I
)
_TOTAL = re.compile(r"^total$", re.I)
_SIZE = re.compile(r"^(?:limit|page_?size|per_?page|show_?data|items_?(?:on|per)_?page|page_?limit)$", re.I)
_CURRENT = re.compile(r"^(?:curr?|current|current_?page|cur_?page|pno|page_?no|page_?index|page_?num(?:ber)?)$", re.I)
# Options of the component whose callback counts pages from nought.
_FROM_NOUGHT = re.compile(r"num_edge_entries|num_display_entries|items_per_page")
_MARK = "\ue000"


def read_component(view: View) -> Listing | None:
    """The pager of a page that one of its scripts hands to a component; None where there is none, or its options do not say how
    many pages there are."""
    scripts = view.scripts[:MAX_SCRIPT]
    if "pag" not in scripts and "Pag" not in scripts:
        return None
    known: Mapping[str, str] | None = None
    for count, match in enumerate(_CALLBACK.finditer(scripts)):
        if count >= MAX_CALLBACKS:
            return None
        body = scripts[match.end() - 2 : match.end() + AFTER]
        goes = [found.group(1) for found in _GOES.finditer(body)][:MAX_WAYS]
        if not goes:
            continue
        parameters = [name.strip() for name in next(filter(None, match.groups())).split(",") if name.strip()]
        around = scripts[max(0, match.start() - BEFORE) : match.end() + AFTER]
        known = constants(scripts) if known is None else known
        options = dict(_options(around, known))
        state = _state(options)
        if state is None:
            continue
        values = {**known, **options}
        template = next(filter(None, (_template(each, parameters, values) for each in goes)), None)
        if template is None:
            continue
        address, added = template
        first = added + (0 if _FROM_NOUGHT.search(around) else 1)
        if first >= 0:
            return Listing(tuple(_pages(view, address, state, first)), state)
    return None


def _options(text: str, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for match in _FIRST.finditer(text):
        value = known.get(match.group(1), match.group(1))
        yield "count", value
    for match in _OPTION.finditer(text):
        name, string, number, variable = match.groups()
        value = string if string is not None else number if number is not None else known.get(variable)
        if value is not None:
            yield name, value


def _state(options: Mapping[str, str]) -> ListState | None:
    """What the options say of the list; None where they do not say of how many pages."""

    def number(pattern: re.Pattern[str]) -> int | None:
        values = (value for name, value in options.items() if pattern.match(name))
        return next((int(value) for value in values if value.isdigit() and len(value) <= 7), None)

    pages, entries, total, size = number(_PAGES), number(_ENTRIES), number(_TOTAL), number(_SIZE)
    if total is not None and size is not None and entries is None:
        entries = total
    elif total is not None and pages is None and (size is None or entries is not None):
        pages = total
    if pages is None and entries is not None:
        pages = -(-entries // (size or USUAL_SIZE)) or 1
    if pages is None or not 0 < pages <= MAX_PAGES:
        return None
    return ListState(entries, pages, number(_CURRENT))


def _template(expression: str, parameters: list[str], values: Mapping[str, str]) -> tuple[str, int] | None:
    """The address with a mark where the page's number stands, and what is added to the number that the callback is given; None
    where it has no such place."""
    plain = expression.replace("this.", "")
    for name in parameters:
        number = rf"(?<![\w$.\"'])\(?\s{{0,4}}{re.escape(name)}(?![\w$])(?:\.[\w$]{{1,40}}(?:\(\))?)?"
        added = re.search(rf"{number}\s{{0,4}}([-+])\s{{0,4}}1(?!\d)", plain)
        marked = re.sub(rf"{number}(?:\s{{0,4}}[-+]\s{{0,4}}1(?!\d)\s{{0,4}}\)?)?", "__page", plain)
        if marked == plain:
            continue
        # A bracket left open is that of location.replace( before the expression.
        marked = marked.rstrip() if marked.count("(") == marked.count(")") else marked.rstrip().removesuffix(")")
        made = evaluate(marked, {**values, "__page": _MARK})
        if made is not None and made.count(_MARK) == 1 and not re.search(rf"{_MARK}\d", made):
            return made, 0 if added is None else int(f"{added.group(1)}1")
    return None


def _pages(view: View, template: str, state: ListState, first: int) -> Iterator[FoundLink]:
    """The other pages; `first` is the number of the first in its address."""
    for page in range(1, (state.total_pages or 1) + 1):
        url = view.absolute(template.replace(_MARK, str(page - 1 + first)))
        if url is not None and page != (state.page or 1) and url != view.url:
            yield FoundLink(url, str(page), kind="pager")
