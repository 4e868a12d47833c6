"""A page's links: anchors, frames, embedded files, refreshes, and addresses that only script names; all absolute."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal
from urllib.parse import parse_qs, urljoin, urlsplit

from lxml import etree

from pipelines.blocks import Link
from pipelines.readers import bounds
from pipelines.readers.elements import text_of
from pipelines.readers.whitespace import fold

Kind = Literal["link", "frame", "refresh", "script", "embed"]

MAX_SCRIPT_CHARACTERS = 400_000
_TAGS = ("a", "area", "iframe", "frame", "embed", "object", "meta", "script")
_REFRESH = re.compile(r"^\s*[\d.]*\s*[;,]?\s*url\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_QUOTED_ADDRESS = re.compile(r"[\"']((?:https?://|\.{0,2}/)?[^\"'\s<>{}|\\^]{1,400})[\"']")
_QUOTED_FILE = re.compile(
    r"[\"']([^\"'\s<>{}|\\^]{1,400}\.(?:pdf|docx?|wps|xlsx?|rtf|ofd|zip|rar))(?:[?#][^\"']*)?[\"']", re.IGNORECASE
)
_GOES_TO = re.compile(r"(?:location(?:\.href)?\s*=|location\.(?:replace|assign)\s*\(|window\.open\s*\()\s*$")
_FILE = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|rtf|ofd)(?:$|[?#&])", re.IGNORECASE)


def links_of(tree: etree._Element, url: str) -> tuple[Link, ...]:
    """Every link of a page in document order, each address and kind once with its first text; bounded."""
    base = base_of(tree, url)
    return _bounded(_links(tree.iter(*_TAGS), base))


def links_below(element: etree._Element, url: str) -> tuple[Link, ...]:
    """The links below an element of a page."""
    return _bounded(_links(element.iter(*_TAGS), base_of(element.getroottree().getroot(), url)))


def base_of(tree: etree._Element, url: str) -> str:
    """What the addresses of a page are relative to: its own, or the one its `<base>` names."""
    for element in tree.iter("base"):
        href = element.get("href")
        if href:
            return absolute(href, url) or url
    return url


def _bounded(links: Iterable[Link]) -> tuple[Link, ...]:
    found: dict[tuple[str, str], Link] = {}
    for link in links:
        key = (link.url, link.kind)
        known = found.get(key)
        if known is None or (not known.text and link.text):
            found[key] = link
        if len(found) >= bounds.MAX_LINKS:
            break
    return tuple(found.values())


def absolute(href: str, base: str) -> str | None:
    """An http(s) address made absolute; None for anything else (mailto:, javascript:, a fragment, nonsense)."""
    href = "".join(href.split("\n")).replace("\r", "").replace("\t", "").strip()
    if not href or href.startswith("#"):
        return None
    if href.startswith(("http://", "https://")) and "/../" not in href:
        return href
    try:
        joined = urljoin(base, href)
    except ValueError:
        return None
    return joined if joined.startswith(("http://", "https://")) else None


def _links(elements: Iterable[etree._Element], base: str) -> Iterator[Link]:
    for element in elements:
        tag = element.tag
        if tag == "a" or tag == "area":
            yield from _anchor(element, base)
        elif tag == "iframe" or tag == "frame":
            yield from _framed(element.get("src"), element.get("title"), base)
        elif tag == "embed":
            yield from _link(element.get("src"), "", "embed", base)
        elif tag == "object":
            yield from _link(element.get("data"), "", "embed", base)
        elif tag == "meta":
            if (element.get("http-equiv") or "").strip().lower() == "refresh":
                match = _REFRESH.match(element.get("content") or "")
                yield from _link(match.group(1) if match else None, "", "refresh", base)
        elif element.text and not element.get("src"):
            yield from _scripted(element.text[:MAX_SCRIPT_CHARACTERS], base)


def _anchor(element: etree._Element, base: str) -> Iterator[Link]:
    href = element.get("href")
    text = fold(text_of(element, " ")) or fold(element.get("title") or "")
    scripted = href is not None and href.lstrip()[:11].lower() == "javascript:"
    if href is not None and not scripted:
        yield from _link(href, text, "link", base)
    code = (href or "") if scripted else ""
    code += " " + (element.get("onclick") or "")
    if code.strip():
        for match in _QUOTED_ADDRESS.finditer(code):
            address = match.group(1)
            if (
                "/" in address
                or _FILE.search(address)
                or re.search(r"\.s?html?\b|\.jspx?\b|\.aspx?\b|\.php\b", address)
            ):
                yield from _link(address, text, "script", base)


def _framed(src: str | None, title: str | None, base: str) -> Iterator[Link]:
    """A frame; where it is a viewer that is given a file (`viewer.html?file=...`), that file too."""
    yield from _link(src, fold(title or ""), "frame", base)
    for values in parse_qs(_query(src)).values():
        for value in values:
            if _FILE.search(value):
                yield from _link(value, fold(title or ""), "embed", base)


def _query(address: str | None) -> str:
    """The query of an address, '' where there is none or it is malformed."""
    try:
        return urlsplit(address or "").query
    except ValueError:
        return ""


def _scripted(code: str, base: str) -> Iterator[Link]:
    """Files that inline script names (viewers are called that way), and where it sends the browser."""
    for match in _QUOTED_FILE.finditer(code):
        yield from _link(match.group(1), "", "embed", base)
    if "location" in code:
        for match in _QUOTED_ADDRESS.finditer(code):
            if _GOES_TO.search(code, max(match.start() - 40, 0), match.start()):
                yield from _link(match.group(1), "", "script", base)


def _link(href: str | None, text: str, kind: Kind, base: str) -> Iterator[Link]:
    address = absolute(href, base) if href else None
    if address is not None:
        yield Link(address, text, kind)
