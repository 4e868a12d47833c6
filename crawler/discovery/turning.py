"""A call for data and what can be changed in it: its page counter, or the number of what it asks about.

A parameter stands in the query, in a form that is posted, in JSON that is posted, or in JSON that is the value of another.

    rewrite(call, change)          the same call with some parameters changed
    next_page(call, entries)       the call for the page after the one that brought so many entries
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote_plus

from crawler.discovery.page import FoundLink
from crawler.discovery.view import View

MAX_BODY = 100_000
MAX_DEPTH = 6

COUNTER = re.compile(
    r"^(?:page|pages?_?no|pages?_?num|page_?index|page_?number|now_?page|to_?page|cur_?page|curr_?page|current_?page|"
    r"current|cur|pn|p|_page|paged)$",
    re.I,
)
SIZE = re.compile(r"^_?(?:page_?size|per_?page|rows|limit|size|page_?rows|count_?per_?page)$", re.I)
_OFFSET = re.compile(r"^(?:start|offset|skip|start_?index|start_?row|first)$", re.I)

# A number of a page of the site, unless it is as small as one of a list.
_DOUBTFUL = re.compile(r"^page_?id$", re.I)
_SMALL = 500

# What a parameter becomes: its new value, or None to leave it.
Change = Callable[[str, str], str | None]


@dataclass(frozen=True, slots=True)
class Call:
    """A request as a page's script makes it; `sent` is its body, of media type `sent_type`."""

    url: str
    method: str = "GET"
    sent: bytes = b""
    sent_type: str = ""

    def as_link(self, text: str = "", **more: str) -> FoundLink:
        headers = (("Content-Type", self.sent_type),) if self.sent_type else ()
        return FoundLink(self.url, text, method=self.method, body=self.sent, headers=headers, **more)  # type: ignore[arg-type]


def call_of(view: View) -> Call:
    """The request that a view is the answer to."""
    answer = view.answer
    return Call(answer.url, answer.method, answer.sent[: MAX_BODY + 1], answer.sent_type)


def parameters(call: Call) -> Iterator[tuple[str, str]]:
    """All parameters of a call, outermost first, with their values as text."""
    found: list[tuple[str, str]] = []

    def note(name: str, value: str) -> None:
        found.append((name, value))

    rewrite(call, note)
    yield from found


def rewrite(call: Call, change: Change) -> Call | None:
    """The call with what `change` makes of its parameters; None when that is the same call."""
    address, mark, fragment = call.url.partition("#")
    path, _, query = address.partition("?")
    url = call.url
    changed = _pairs(query, change) if query else None
    if changed is not None:
        url = f"{path}?{changed}{mark}{fragment}"
    sent = call.sent
    if sent and len(sent) <= MAX_BODY and call.method != "GET":
        text = sent.decode("utf-8", "surrogateescape")
        body = _in_json(text, change) if text.lstrip()[:1] in ("{", "[") else _pairs(text, change)
        if body is not None:
            sent = body.encode("utf-8", "surrogateescape")
    made = replace(call, url=url, sent=sent)
    return made if made != call else None


def next_page(call: Call, entries: int) -> Call | None:
    """The call for the page that follows; None when nothing in the call counts pages or entries."""
    for pattern, step, most in ((COUNTER, 1, 10**7), (_OFFSET, max(entries, 1), 10**7), (_DOUBTFUL, 1, _SMALL)):
        turned = rewrite(call, _first(pattern, step, most))
        if turned is not None:
            return turned
    return None


def counted(call: Call) -> tuple[int | None, int | None]:
    """The page asked for and its size, as the call counts them."""
    page = size = None
    for name, value in parameters(call):
        if value.isdigit() and len(value) <= 7:
            if page is None and COUNTER.match(name):
                page = int(value)
            elif size is None and SIZE.match(name):
                size = int(value)
    return page, size


def _first(pattern: re.Pattern[str], step: int, most: int) -> Change:
    """Adds to the first parameter so called that is a number below `most`."""
    done = False

    def change(name: str, value: str) -> str | None:
        nonlocal done
        if done or not pattern.match(name) or not value.isdigit() or not int(value[:9]) < most:
            return None
        done = True
        return str(int(value) + step)

    return change


def _pairs(text: str, change: Change) -> str | None:
    """A query or form; only what changes is written anew, the rest keeps its own encoding."""
    pieces = text.split("&")
    made = list(pieces)
    for index, piece in enumerate(pieces):
        name, equals, value = piece.partition("=")
        if not equals:
            continue
        plain = unquote_plus(value)
        new = change(unquote_plus(name), plain)
        if new is None and plain[:1] in ("{", "["):
            new = _in_json(plain, change)
        if new is not None:
            made[index] = f"{name}={quote(new, safe='')}"
    return "&".join(made) if made != pieces else None


def _in_json(text: str, change: Change) -> str | None:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    made = _value(value, change, 0)
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")) if made != value else None


def _value(value: object, change: Change, depth: int) -> object:
    if depth > MAX_DEPTH:
        return value
    if isinstance(value, list):
        return [_value(item, change, depth + 1) for item in value]
    if not isinstance(value, dict):
        return value
    made: dict[str, object] = {}
    for name, item in value.items():
        if isinstance(item, dict | list):
            made[name] = _value(item, change, depth + 1)
        elif isinstance(item, bool) or not isinstance(item, int | str):
            made[name] = item
        else:
            new = change(name, str(item))
            made[name] = item if new is None else int(new) if isinstance(item, int) and new.isdigit() else new
    return made
