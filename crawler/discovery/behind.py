"""What a rendered page's script asked for, read as lists: their entries, what they say of themselves, and the calls that bring
the rest (calls.py)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from crawler.discovery import calls, datalists
from crawler.discovery.page import FoundLink, Listing, Page
from crawler.discovery.turning import call_of
from crawler.discovery.view import View

MAX_ANSWERS = 30
MAX_SCRIPT = 400_000

# How a family reads an answer; None where it does not.
ReadByFamily = Callable[[View], Listing | None]


def with_data(page: Page, view: View, read: ReadByFamily) -> Page:
    """The page with the lists that came behind it."""
    views = [View(answer) for answer in view.answer.behind[:MAX_ANSWERS]]
    views = [each for each in views if each.answer.status == 200 and each.kind in ("json", "xml")]
    known = {id(each): calls.things(each.data) for each in views}
    held = tuple(calls.embedded(view.scripts[:MAX_SCRIPT])) if views else ()
    everything = (*held, *(thing for things in known.values() for thing in things))
    address = calls.address_of(everything, page.links)
    added: list[FoundLink] = []
    state = page.list_state
    for each in views:
        listing = read(each)
        if listing is None:
            listing = datalists.read_json(each, address) if each.kind == "json" else datalists.read_xml(each, address)
        if listing is not None:
            added += [*listing.entries, *listing.more]
            if listing.entries and listing.state is not None and (state is None or state.total_entries is None):
                state = listing.state
        call = call_of(each)
        added += calls.columns(call, True, known[id(each)], address)
        others = (thing for other, things in known.items() if other != id(each) for thing in things)
        added += calls.columns(call, False, (*held, *others), address)
    have = {(link.url, link.body) for link in page.links}
    fresh: dict[tuple[str, bytes], FoundLink] = {}
    for link in added:
        if (link.url, link.body) not in have:
            fresh.setdefault((link.url, link.body), link)
    if not fresh:
        return page
    if state is not None and any(link.kind == "pager" for link in fresh.values()):
        state = replace(state, unread="")
    return replace(page, links=(*page.links, *list(fresh.values())[: datalists.MAX_ENTRIES]), list_state=state)
