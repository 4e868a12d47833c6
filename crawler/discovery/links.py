"""The links of a page with their surroundings, in one pass over its tree.

A link is an anchor, an area, a frame, an option or element whose script opens an address, a refresh, or a string of markup
that a script writes. What a script would compute beyond joining strings is not guessed: that is the browser's work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from urllib.parse import parse_qsl, urlsplit

from lxml import etree

from crawler.discovery.addresses import is_asset, is_file, is_image, route
from crawler.discovery.forms import search_form
from crawler.discovery.handlers import ADDRESS, Handlers
from crawler.discovery.page import FoundLink
from crawler.discovery.scripts import held_by_script, shown_files, written_by_script
from crawler.discovery.turning import Call
from crawler.discovery.view import MAX_MARKS, View, squeeze, text_of, unescaped
from crawler.discovery.words import date_in, read_name

MAX_LINKS = 4000
MAX_ITEM_TEXT = 240
_ITEMS = frozenset(("li", "tr", "dd", "dt"))
_BLOCKS = frozenset(("p", "div", "td", "h1", "h2", "h3", "h4", "h5", "h6", "article", "section"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "legend", "caption", "dt", "th"))
_NAMING = ("div", "span", "td", "p", "strong", "b", "em")
_TELLING = ("a", "area", "link", "iframe", "frame", "embed", "object", "option", "form", *sorted(_HEADINGS), *_NAMING)
_NEXT_CLASS = re.compile(r"(?<![a-z])next(?![a-z])|nextpage|pagenext", re.I)
# Attributes that keep an address for a script, and what says that there are some, or that anything listens for a click.
_KEEPING = ("data-href", "data-url", "data-link", "data-src")
_LISTENED = ("onclick", "onchange", *_KEEPING)
_FILE_NAME = re.compile(r"^[\w./-]{1,200}\.\w{2,6}(?:\?\S{0,200})?$")
# Elements whose kept address is what they show in place of another.
_SHOWING = frozenset(("img", "source", "video", "audio", "script", "input", "picture"))
_TITLE_CLASS = re.compile(
    r"tit|head|(?<![a-z])hd(?![a-z])|caption|bt(?![a-z])|lanmu|(?<![a-z])lm|column|mc(?![a-z])", re.I
)
_REFRESH = re.compile(r"""^\s*\d*\.?\d*\s*[;,]?\s*(?:url\s*=)?\s*["']?([^"']+)""", re.I)


@lru_cache(maxsize=4096)
def _is_title_class(label: str) -> bool:
    return bool(_TITLE_CLASS.search(label))


@lru_cache(maxsize=64)
def _listening(attributes: tuple[str, ...]) -> etree.XPath:
    """The elements with any of the attributes."""
    return etree.XPath(f"//*[{' or '.join(f'@{name}' for name in attributes)}]")


def refresh_target(view: View) -> str | None:
    """Where the page sends its visitor by <meta http-equiv=refresh>, at once or after a few seconds."""
    if view.tree is None:
        return None
    for element in view.tree.iter("meta"):
        if (element.get("http-equiv") or "").strip().lower() == "refresh":
            match = _REFRESH.match(element.get("content") or "")
            if match:
                return view.absolute(match.group(1))
    return None


def collect(view: View) -> tuple[FoundLink, ...]:
    """Every link of the page in its order, at most MAX_LINKS; the same address twice only with another text."""
    tree = view.tree
    if tree is None:
        return ()
    found: list[FoundLink] = []
    seen: set[tuple[str, str, bytes]] = set()
    handlers = Handlers(view)
    heading = ""
    known = Surroundings()
    own = view.url.split("#")[0]

    def add(link: FoundLink) -> None:
        key = (link.url, link.text, link.body)
        other = link.method != "GET" or link.url.split("#")[0] != own or route(link.url)
        if key not in seen and other and not is_asset(link.url):
            seen.add(key)
            found.append(link)

    # Where nothing listens for a click, most elements need not be looked at.
    whole = len(view.text) <= MAX_MARKS
    listened = tuple(mark for mark in _LISTENED if not whole or mark in view.lowered)
    listening = set(_listening(listened)(tree)) if listened else set()
    elements = tree.iter(*_TELLING, *({element.tag for element in listening} - set(_TELLING)))
    for element in elements:
        if len(found) >= MAX_LINKS:
            break
        tag = element.tag
        if tag in _HEADINGS:
            text = squeeze(text_of(element)) if len(element) < 12 else ""
            if 1 < len(text) <= 60 and not _is_entry(element, text):
                heading = text
        elif tag in _NAMING and element.text and len(element) < 4:
            label = element.get("class") or element.get("id")
            if label and _is_title_class(label):
                text = squeeze(text_of(element))
                if 1 < len(text) <= 40:
                    heading = text
        if tag in ("a", "area"):
            href = element.get("href") or element.get("xlink:href") or ""
            scripted = href.lstrip()[:11].lower() == "javascript:"
            targets: list[Call] = []
            if href and not scripted:
                url = view.absolute(href)
                if url is not None:
                    targets.append(Call(url))
            if not targets:
                script = unescaped(element.get("onclick") or "") or (href if scripted else "")
                if script:
                    targets.extend(handlers.calls(script))
                    if handlers.unknown and not targets:
                        view.unread_links.append(squeeze(text_of(element))[:MAX_ITEM_TEXT])
                targets.extend(map(Call, _kept_addresses(view, element)))
            for target in targets:
                add(_asked(_anchor(element, target.url, heading, known), target))
        elif tag in ("iframe", "frame"):
            url = view.absolute(element.get("src") or element.get("data-src") or "")
            url = view.absolute(_viewed(url)) if url is not None else None
            if url is not None:
                kind = "attachment" if is_file(url) else "frame"
                add(FoundLink(url, squeeze(element.get("title") or element.get("name")), kind=kind, heading=heading))  # type: ignore[arg-type]
        elif tag in ("embed", "object"):
            url = view.absolute(element.get("src") or element.get("data") or "")
            if url is not None and not is_image(url):
                add(FoundLink(url, "", kind="attachment" if is_file(url) else "frame", heading=heading))
        elif tag == "option":
            value = element.get("value") or ""
            if "/" in value or "." in value:
                url = view.absolute(value) if ADDRESS.match(value.strip()) else None
                if url is not None:
                    add(FoundLink(url, squeeze(element.text), heading=heading, group="option"))
        elif tag == "link":
            url = view.absolute(element.get("href") or "") if (element.get("rel") or "").lower() == "next" else None
            if url is not None:
                add(FoundLink(url, "next", group="head"))
        elif tag == "form":
            for link in search_form(view, element):
                add(link)
        elif element in listening:
            script = element.get("onclick")
            targets = list(handlers.calls(unescaped(script))) if script else []
            for target, text in handlers.choices(element):
                add(replace(_asked(_anchor(element, target.url, heading, known), target), text=text, group="choice"))
            if script and handlers.unknown and not targets:
                view.unread_links.append(squeeze(text_of(element))[:MAX_ITEM_TEXT])
            if not targets and tag not in _SHOWING:
                targets.extend(map(Call, _kept_addresses(view, element)))
            for target in targets:
                add(_asked(_anchor(element, target.url, heading, known), target))
    for link in (*written_by_script(view), *held_by_script(view), *shown_files(view)):
        add(link)
    return tuple(found)


def _is_entry(element: etree._Element, text: str) -> bool:
    """Whether a heading is one entry of a list: a link to one text. A column's name is a link as well, and a heading."""
    return element.find(".//a") is not None and read_name(text).label in ("report", "cut", "about", "title")


@dataclass
class Surroundings:
    """What was read around links already: many links share their list entry and its structure."""

    texts: dict[etree._Element, str] = field(default_factory=dict)
    groups: dict[etree._Element, str] = field(default_factory=dict)


def _asked(link: FoundLink, call: Call) -> FoundLink:
    """The link as it asks for its page, where that is more than its address."""
    if call.method == "GET":
        return link
    return replace(link, method=call.method, body=call.sent, headers=(("Content-Type", call.sent_type),))


def _kept_addresses(view: View, element: etree._Element) -> Iterator[str]:
    """Addresses that an element keeps for the script that listens to it."""
    for name in _KEEPING:
        value = (element.get(name) or "").strip()
        url = view.absolute(value) if value and (ADDRESS.match(value) or _FILE_NAME.match(value)) else None
        if url is not None and not is_image(url):
            yield url


def _anchor(element: etree._Element, url: str, heading: str, known: Surroundings) -> FoundLink:
    text = squeeze(text_of(element))[:300]
    title = squeeze(element.get("title"))[:300]
    if not text:
        for image in element.iter("img"):
            text = squeeze(image.get("alt") or image.get("title"))
            break
    text = text or _drawn(element)
    context = _item_text(element, known.texts)
    kind = "attachment" if is_file(url) else "image" if is_image(url) else "link"
    return FoundLink(
        url=url,
        text=text,
        title=title,
        context=context,
        kind=kind,  # type: ignore[arg-type]
        published=date_in(context) if context else None,
        heading=heading,
        group=_group(element, known.groups),
    )


def _drawn(element: etree._Element) -> str:
    """What a link without words says otherwise: an arrow drawn by a font is the next page by its relation or its class."""
    if "next" in (element.get("rel") or "").lower().split():
        return "next"
    said = squeeze(element.get("aria-label"))[:300]
    return said or ("next" if _NEXT_CLASS.search(f"{element.get('class') or ''} {element.get('id') or ''}") else "")


def _item_text(element: etree._Element, texts: dict[etree._Element, str]) -> str:
    """The text of the list entry a link stands in: the nearest li, tr, dd; else its own block, if that is short."""
    block = None
    node = element
    for _ in range(5):
        parent = node.getparent()
        if (
            parent is None
            or not isinstance(parent.tag, str)
            or parent.tag in ("body", "ul", "ol", "table", "tbody", "dl")
        ):
            break
        node = parent
        if node.tag in _ITEMS:
            block = node
            break
        if block is None and node.tag in _BLOCKS:
            block = node
    if block is None:
        return ""
    known = texts.get(block)
    if known is None:
        whole = text_of(block)
        known = texts[block] = squeeze(whole) if len(whole) <= 2 * MAX_ITEM_TEXT else ""
    return known if len(known) <= MAX_ITEM_TEXT else ""


def _group(element: etree._Element, groups: dict[etree._Element, str]) -> str:
    """The structure around a link, without what differs from entry to entry."""
    names = []
    node = element.getparent()
    for _ in range(4):
        if node is None or not isinstance(node.tag, str) or node.tag == "body":
            break
        known = groups.get(node)
        if known is None:
            label = node.get("id") or (node.get("class") or "").split(" ")[0]
            known = f"{node.tag}.{label}" if label and node.tag not in _ITEMS else node.tag
            groups[node] = known
        names.append(known)
        node = node.getparent()
    return "/".join(reversed(names))


def _viewed(url: str) -> str:
    """The file that a viewer's address carries in its query (viewer.html?file=/x.pdf), else the address itself."""
    for name, value in parse_qsl(urlsplit(url).query):
        if name.lower() in ("file", "url", "src", "path", "pdf", "furl") and is_file(value):
            return value
    return url
