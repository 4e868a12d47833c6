"""What a rendered page's script asked for, read as lists: their entries, what they say of themselves, and the calls that bring
the rest (calls.py)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from crawler.discovery import calls, datalists, held
from crawler.discovery.links import collect
from crawler.discovery.page import FoundLink, Listing, Page
from crawler.discovery.turning import call_of, parameters, rewrite
from crawler.discovery.view import View

MAX_ANSWERS = 120
MAX_SCRIPT = 400_000

# How a family reads an answer; None where it does not.
ReadByFamily = Callable[[View], Listing | None]


def _asked_for(views: list[View], known: tuple[calls.Thing, ...]) -> str:
    """How the page's script asked for the text of an article: the call's address with the entry's number in braces; '' where
    none came."""
    for each in views:
        call = call_of(each)
        if call.method != "GET" or held.article_of(each) is None:
            continue
        for name, value in parameters(call):
            key = next((key for thing in known for key, number in thing.ids if number == value), None)
            if key is not None:
                template = rewrite(call, calls.becomes(name, f"{{{key}}}"))
                if template is not None:
                    return template.url.replace(f"%7B{key}%7D", f"{{{key}}}")
    return ""


def _left_for(view: View) -> FoundLink | None:
    """Where the page's script went by itself (the browser's answer for it, crawler/browser.py)."""
    told = view.headers.get("refresh", "")
    return FoundLink(told.partition("url=")[2], "", kind="refresh") if told else None


def with_data(page: Page, view: View, read: ReadByFamily) -> Page:
    """The page with the lists that came behind it."""
    every = [View(answer) for answer in view.answer.behind[:MAX_ANSWERS] if answer.status == 200]
    views = [each for each in every if each.kind in ("json", "xml")]
    shown = [each for each in every if each.answer.rendered]
    left = [link for each in every if (link := _left_for(each)) is not None]
    if left and page.verdict == "empty":
        return replace(
            page, verdict="stub", kind="stub", reason="its script leads on", links=tuple(left), needs_browser=None
        )
    known = {id(each): calls.things(each.data) for each in views}
    held = tuple(calls.embedded(view.scripts[:MAX_SCRIPT])) if views else ()
    everything = (*held, *(thing for things in known.values() for thing in things))
    states = [link for each in shown for link in collect(each)]
    address = _asked_for(views, everything)
    if address:
        # The article itself is asked for: what only shows it in a browser need not be.
        names = {thing.name for thing in everything if calls.filled(address, thing) is not None}
        page = replace(page, links=tuple(link for link in page.links if link.text not in names))
        states = [link for link in states if link.text not in names]
    else:
        address = calls.address_of(everything, (*page.links, *states))
    added: list[FoundLink] = [*left, *states]
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
