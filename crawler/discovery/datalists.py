"""Lists that come as data: JSON of any shape, XML of records, site maps and feeds. Entries are objects that hold an address
and a title; markup inside strings is read as markup."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from html import unescape
from itertools import islice

from lxml import etree

from crawler.discovery import calls, cursors
from crawler.discovery.addresses import is_asset, is_file, is_image
from crawler.discovery.page import FoundLink, Listing, ListState
from crawler.discovery.turning import SIZE, call_of, counted, next_page
from crawler.discovery.view import View, squeeze, text_of
from crawler.discovery.words import date_in

MAX_ENTRIES = 5000
MAX_DEPTH = 24
MAX_FRAGMENT = 2_000_000
MAX_RECORD = 20_000
MAX_ADDRESS = 1_500

_URL_KEY = re.compile(r"url|link|href|path|addr", re.I)
_TITLE_KEY = re.compile(r"title|name|topic|subject|caption|headline|bt$|mc$", re.I)
_DATE_KEY = re.compile(r"date|time|publish|pub|created|rq$|sj$", re.I)
_TOTAL_ENTRIES = re.compile(
    r"^(?:total|totals|total_?count|total_?records?|total_?rows?|total_?num(?:ber)?|record_?count|count|rows_?count|total_?elements|numfound|hits?)$",
    re.I,
)
_TOTAL_PAGES = re.compile(r"^(?:total_?pages?|page_?counts?|pages|page_?total|pagetotal|maxpage)$", re.I)
_PAGE = re.compile(r"^(?:page|page_?no|page_?num|page_?index|current|current_?page|cur_?page)$", re.I)
_TOTALS = (("entries", _TOTAL_ENTRIES), ("pages", _TOTAL_PAGES), ("page", _PAGE), ("size", SIZE))
# The same on the elements of a pager that came as markup, and what says that nothing follows.
_WRITTEN_TOTALS = (
    ("pages", re.compile(r"""\b(?:page_?count|total_?pages?)=["'](\d{1,6})["']""", re.I)),
    ("entries", re.compile(r"""\b(?:count|total|total_?count|total_?records?)=["'](\d{1,7})["']""", re.I)),
)
_MARKED = re.compile(r"[<\]]")
_GOES_ON = frozenset(("more", "hasMore", "has_more", "hasNext", "has_next", "hasNextPage"))
_ADDRESS = re.compile(r"^(?:https?://|/|\./|\.\./)?[^\s<>{}\"']{1,600}$")
_LOOKS_LIKE_ADDRESS = re.compile(r"^https?://|/|\.(?:s?html?|jsp|aspx?|php|pdf|docx?)(?:$|\?)", re.I)


@lru_cache(maxsize=4096)
def _counted_by(key: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in _TOTALS if pattern.match(key))


def read_json(view: View, address: str = "") -> Listing | None:
    """The entries of a JSON answer with its totals; None when it holds neither. `address` is how those without an address of
    their own are addressed (calls.py)."""
    found: list[FoundLink] = []
    totals: dict[str, int] = {}
    for mapping in _mappings(view.data, 0):
        mapping = _opened(mapping)
        for key, value in mapping.items():
            number = _number(value)
            if number is not None:
                for name in _counted_by(key):
                    totals.setdefault(name, number)
            elif isinstance(value, str) and "<a" in value[:MAX_FRAGMENT].lower():
                found.extend(fragment_links(view, value))
                for name, pattern in _WRITTEN_TOTALS:
                    written = pattern.search(value[:MAX_FRAGMENT])
                    if written is not None:
                        totals.setdefault(name, int(written.group(1)))
            elif key in _GOES_ON and value is False:
                totals["ended"] = 1
        link = _entry(view, mapping)
        if link is not None:
            found.append(link)
        if len(found) >= MAX_ENTRIES:
            break
    if isinstance(view.data, list) and view.data and all(isinstance(item, str) for item in view.data):
        for item in view.data[:MAX_ENTRIES]:
            found.extend(fragment_links(view, item))
    if address:
        found.extend(calls.entries(calls.things(view.data), address))
    cursor = cursors.following(call_of(view), view.data)
    if not found and not totals.keys() - {"ended"}:
        return None
    distinct = tuple({(link.url, link.text): link for link in found}.values())
    state = ListState(totals.get("entries"), totals.get("pages"), totals.get("page"), len(distinct))
    if cursor is not None and found:
        return Listing((cursor.as_link("next", kind="pager", address=address),), state, distinct)
    more = () if "ended" in totals else following(view, state, totals.get("size"), address)
    if (
        not more
        and "ended" not in totals
        and state.total_entries is not None
        and _lacks(view, state, totals.get("size"))
    ):
        state = replace(state, unread="its further pages cannot be asked for")
    return Listing(more, state, distinct)


def _lacks(view: View, state: ListState, size: int | None) -> bool:
    """Whether a list says of more entries than have come up to this page of it."""
    page = counted(call_of(view))[0] or state.page or 1
    return bool(state.entries) and (state.total_entries or 0) > max(page, 1) * max(size or 0, state.entries)


def complaint(data: object) -> str | None:
    """What an answer says of its own failure, where it says so: {"success": false, "code": 500}."""
    if not isinstance(data, dict):
        return None
    code = next((data[key] for key in ("code", "status", "errcode", "statusCode") if key in data), None)
    number = _number(code)
    if data.get("success") is False or (number is not None and 400 <= number < 600):
        said = next((str(data[key]) for key in ("msg", "message", "error", "code") if data.get(key)), "no success")
        return f"the data says that it failed: {squeeze(said)[:80]}"
    return None


def following(view: View, state: ListState, size: int | None, address: str) -> tuple[FoundLink, ...]:
    """The call for the list's next page, where anything follows: known from the totals, or shown by a page that brought
    entries and no totals. `size` is that of a page as the answer says; what the call asked for is not always given."""
    call = call_of(view)
    number, asked = counted(call)
    page, size = max(number or state.page or 1, 1), max(size or 0, state.entries)
    if state.total_pages is not None:
        left = page < state.total_pages
    elif state.total_entries is not None:
        left = page * size < state.total_entries
    else:
        left = state.entries >= max(5, asked or 0)
    turned = next_page(call, state.entries) if state.entries and left else None
    return (turned.as_link("next", kind="pager", address=address),) if turned is not None else ()


def read_xml(view: View, address: str = "") -> Listing | None:
    """Records of markup (<record> with CDATA), a site map's <loc>, a feed's <item>."""
    text = view.text
    entries: list[FoundLink] = []
    for record in _between(text, "<record>", "</record>"):
        entries.extend(fragment_links(view, _uncovered(record)))
        if len(entries) >= MAX_ENTRIES:
            break
    if not entries:
        for block in _between(text, "<item", "</item>"):
            link, title = _element(block, "link"), _element(block, "title")
            url = view.absolute(link) if link and block[:1] in (" ", ">") else None
            if url is not None:
                entries.append(FoundLink(url, title, kind="entry", group="item"))
    if not entries:
        for located in islice(_between(text, "<loc>", "</loc>"), MAX_ENTRIES):
            said = _uncovered(located)
            url = view.absolute(unescape(said)) if 0 < len(said) <= MAX_ADDRESS and not _MARKED.search(said) else None
            if url is not None:
                entries.append(FoundLink(url, "", kind="entry", group="loc"))
    if not entries:
        # Records of a system's own: whatever holds an address and a title.
        return read_json(view, address)
    records, pages = _element(text, "totalrecord"), _element(text, "totalpage")
    state = ListState(
        int(records) if records.isdigit() else None, int(pages) if pages.isdigit() else None, None, len(entries)
    )
    return Listing(following(view, state, None, address), state, tuple(entries))


def fragment_links(view: View, markup: str) -> Iterator[FoundLink]:
    """The links of a piece of markup that came inside data."""
    markup = markup[:MAX_FRAGMENT]
    if "&lt;a" in markup and "<a" not in markup:
        markup = unescape(markup)
    if not markup.strip():
        return
    try:
        tree = etree.fromstring(f"<div>{markup}</div>".replace("\x00", ""), etree.HTMLParser(remove_comments=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return
    root = next(tree.iter("div"), None) if tree is not None else None
    if root is None:
        return
    for element in root.iter("a"):
        url = view.absolute(element.get("href") or "")
        if url is None or is_asset(url):
            continue
        item = element
        for _ in range(3):
            parent = item.getparent()
            if parent is None or parent is root or sum(1 for _ in parent.iter("a")) > 2:
                break
            item = parent
        context = squeeze(" ".join(item.itertext()))[:240]
        if item.getparent() is root and item.tail:
            context = squeeze(context + " " + item.tail)[:240]
        title = squeeze(element.get("title"))
        yield FoundLink(
            url,
            squeeze(text_of(element)) or title,
            title,
            context=context,
            kind="attachment" if is_file(url) else "entry",
            published=date_in(context),
            group="fragment",
        )


def _mappings(value: object, depth: int) -> Iterator[dict[str, object]]:
    if depth > MAX_DEPTH:
        return
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            if isinstance(inner, dict | list):
                yield from _mappings(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            if isinstance(inner, dict | list):
                yield from _mappings(inner, depth + 1)


def _opened(mapping: dict[str, object]) -> dict[str, object]:
    """An object with what its strings hold as JSON read."""
    opened = dict(mapping)
    for key, value in mapping.items():
        if isinstance(value, str) and value[:1] in ("{", "[") and 2 < len(value) <= MAX_FRAGMENT:
            try:
                opened[key] = json.loads(value)
            except (ValueError, RecursionError):
                continue
    return opened


def _entry(view: View, mapping: dict[str, object]) -> FoundLink | None:
    """The entry that an object is: an address and a title by the names of its fields, else by what these look like."""
    title = date = None
    for key, value in mapping.items():
        if isinstance(value, str):
            if title is None and _TITLE_KEY.search(key) and 1 < len(value) <= 400 and not _WHOLE_ADDRESS.match(value):
                title = squeeze(re.sub(r"<[^>]{0,200}>", "", unescape(value)))
            elif date is None and _DATE_KEY.search(key):
                date = date_in(value)
    url = _address(view, mapping)
    if url is None or is_asset(url):
        return None
    if title is None:
        title = max(
            (text for text in mapping.values() if _is_wording(text)), key=lambda text: len(str(text)), default=None
        )  # type: ignore[assignment]
    if title is None:
        return None
    return FoundLink(url, squeeze(title), kind="attachment" if is_file(url) else "entry", published=date, group="data")


def _address(view: View, mapping: dict[str, object]) -> str | None:
    """Where an object's entry is: in a field of its own, or in an object of addresses within it, that for large screens first."""
    guessed = None
    for key, value in mapping.items():
        if not isinstance(value, str) or not _ADDRESS.match(value) or not _LOOKS_LIKE_ADDRESS.search(value):
            continue
        if _URL_KEY.search(key):
            return view.absolute(unescape(value))
        if guessed is None and _WHOLE_ADDRESS.match(value) and not is_image(value):
            guessed = view.absolute(unescape(value))
    if guessed is not None:
        return guessed
    for key, value in mapping.items():
        if isinstance(value, dict) and _URL_KEY.search(key):
            held = {name: inner for name, inner in value.items() if isinstance(inner, str)}
            large = {name: inner for name, inner in held.items() if not _SMALL_SCREEN.search(name)}
            return _address(view, large or held)
    return None


def _is_wording(value: object) -> bool:
    """Whether a value reads as a title: a line with Chinese words in it."""
    return (
        isinstance(value, str)
        and 6 <= len(value) <= 200
        and "\n" not in value
        and bool(_HAN.search(value))
        and "<" not in value
    )


_SMALL_SCREEN = re.compile(r"wap|mobile|phone|^m_|^h5", re.I)
_WHOLE_ADDRESS = re.compile(r"^(?:https?:/)?/[^/\s][^\s]*(?:/|\.(?:s?html?|jsp|aspx?|php|do|pdf|docx?)|\?)", re.I)
_HAN = re.compile(r"(?:[\u4e00-\u9fff][^\u4e00-\u9fff]{0,8}){4}")


def _number(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int) and 0 <= value < 10_000_000:
        return value
    if isinstance(value, str) and value.isdigit() and len(value) <= 7:
        return int(value)
    return None


def _between(text: str, opening: str, closing: str) -> Iterator[str]:
    """What stands between an opening and its closing, as far as that is no more than MAX_RECORD."""
    position = 0
    while (start := text.find(opening, position)) >= 0 and (end := text.find(closing, start)) >= 0:
        if end - start > MAX_RECORD:
            # Of openings that are not closed the last counts.
            start = text.find(opening, end - MAX_RECORD, end)
        if start >= 0:
            yield text[start + len(opening) : end]
        position = end + len(closing)


def _uncovered(text: str) -> str:
    """The text without blanks and CDATA marks around it."""
    return text.strip().removeprefix("<![CDATA[").removesuffix("]]>").strip()


def _element(text: str, name: str) -> str:
    opening = f"<{name}>"
    start = text.find(opening)
    end = text.find(f"</{name}>", start)
    return squeeze(unescape(_uncovered(text[start + len(opening) : end]))) if 0 <= start < end else ""
