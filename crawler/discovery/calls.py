"""What the calls of a page teach about further calls (接口): how its list goes on, which other columns it can be asked for,
and how an article's address is made of what the list says of it.

    a tree of columns [{"id": 2300, "name": "政府信息公开年报"}]     and a call ...?column_id=2400 whose number is one of its ids:
        the same call with 2300 is the list of that column
    a branch {"id": "332", "name": ..., "isParent": true}            asked for by ?id=0: asked for by ?id=332
    an entry {"articleId": "k17", "title": ...}                      shown by the page as a link to #/view/k17: so are the others
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from crawler.discovery.page import FoundLink
from crawler.discovery.turning import COUNTER, SIZE, Call, Change, parameters, rewrite
from crawler.discovery.view import squeeze
from crawler.discovery.words import date_in

MAX_NODES = 600
MAX_RECORDS = 2_000
MAX_DEPTH = 24
# Each that is no JSON costs a look over the whole script for the number of its line.
MAX_ATTEMPTS = 600

_NAME_KEY = re.compile(r"title|name|topic|subject|caption|headline|text$|label$|bt$|mc$", re.I)
_ID_KEY = re.compile(r"^id$|_id$|[a-z]i[dD]$|ID$|guid|uuid|code$|num(?:ber)?$|^key$", re.I)
_PARENT_KEY = re.compile(r"^(?:is_?parent|has_?child(?:ren)?|parent|is_?folder)$", re.I)
_LEAF_KEY = re.compile(r"^(?:is_?)?leaf$", re.I)
_ADDRESS_KEY = re.compile(r"url|link|href", re.I)
_DATE_KEY = re.compile(r"date|time|publish|pub|created|rq$|sj$", re.I)
# Where an array or object of several values may begin in a script; what is no JSON there is passed over.
_VALUE = re.compile(r"""[=:(]\s*[\[{](?=\s*["{\[])""")
# A number that is worth believing wherever it stands.
_LONG_ENOUGH = 3


class _Of(NamedTuple):
    """What a field holds by its name."""

    parent: bool
    leaf: bool
    number: bool
    address: bool
    name: bool
    date: bool


@lru_cache(maxsize=4096)
def _of(key: str) -> _Of:
    return _Of(
        bool(_PARENT_KEY.match(key)),
        bool(_LEAF_KEY.match(key)),
        bool(_ID_KEY.search(key)),
        bool(_ADDRESS_KEY.search(key)),
        bool(_NAME_KEY.search(key)),
        bool(_DATE_KEY.search(key)),
    )


@dataclass(frozen=True, slots=True)
class Thing:
    """An object of an answer that has a name and numbers: a column, or an entry without an address. `branch` says that
    more hangs below it, `above` is the name of what it hangs below."""

    name: str
    ids: tuple[tuple[str, str], ...]
    published: str | None
    branch: bool
    above: str


def things(data: object) -> tuple[Thing, ...]:
    """The named objects of a JSON value that hold no address, at most MAX_RECORDS."""
    found: list[Thing] = []
    for thing in _things(data, "", 0):
        found.append(thing)
        if len(found) >= MAX_RECORDS:
            break
    return tuple(found)


def _things(value: object, above: str, depth: int) -> Iterator[Thing]:
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _things(item, above, depth + 1)
    elif isinstance(value, dict):
        thing = _thing(value, above)
        if thing is not None:
            yield thing
        for item in value.values():
            if isinstance(item, dict | list):
                yield from _things(item, thing.name if thing is not None else above, depth + 1)


def _thing(mapping: dict[str, object], above: str) -> Thing | None:
    name, published, branch, addressed = "", None, False, False
    ids: list[tuple[str, str]] = []
    for key, value in mapping.items():
        if not isinstance(value, int | str):
            continue
        text = str(value)
        of = _of(key)
        if of.parent or of.leaf:
            yes = text.lower() in ("true", "1")
            branch |= of.parent if yes else of.leaf and text.lower() in ("false", "0")
        if isinstance(value, bool):
            continue
        if of.number and 0 < len(text) <= 80 and not re.search(r"[\s<>]", text):
            ids.append((key, text))
        elif isinstance(value, str):
            addressed |= of.address and "/" in text
            if not name and of.name and 1 < len(text) <= 400:
                name = squeeze(re.sub(r"<[^>]{0,200}>", "", text))
            elif published is None and of.date:
                published = date_in(text)
    return Thing(name, tuple(ids), published, branch, above) if name and ids and not addressed else None


def columns(call: Call, own: bool, known: Iterable[Thing], address: str = "") -> Iterator[FoundLink]:
    """The same call for every other column that `known` names. `own` says that they came as this call's own answer: then
    only branches are asked for, by the parameter that bears their number's name."""
    known = tuple(known)[:MAX_NODES]
    given = {
        name: value for name, value in parameters(call) if value and not COUNTER.match(name) and not SIZE.match(name)
    }
    if own:
        yield from _branches(call, given, tuple(thing for thing in known if thing.branch), address)
        return
    # Besides what has a name, the numbers of the path: /api/all/1202.
    path = urlsplit(call.url).path
    for name, value in [*given.items(), *(("", segment) for segment in path.split("/") if segment.isdigit())]:
        if not _ID_KEY.search(name) and len(value) < _LONG_ENOUGH:
            continue
        key = next((key for thing in known for key, number in thing.ids if number == value), None)
        if key is None or all(thing.published for thing in known):
            continue
        for thing in known:
            number = dict(thing.ids).get(key)
            if number is not None and number != value and not thing.published:
                asked = rewrite(call, becomes(name, number)) if name else _at(call, value, number)
                if asked is not None:
                    yield asked.as_link(thing.name, kind="entry", heading=thing.above, group="columns", address=address)
        return


def _branches(call: Call, given: dict[str, str], branches: tuple[Thing, ...], address: str) -> Iterator[FoundLink]:
    for thing in branches:
        numbers = dict(thing.ids)
        name = next((name for name in given if name in numbers), None)
        asked: Call | None = None
        if name is not None:
            asked = rewrite(call, becomes(name, numbers[name]))
        elif "id" in numbers and not any(_ID_KEY.search(name) for name in given) and call.method == "GET":
            # Trees that are asked for without a number answer with their root; branches are asked for by theirs.
            joint = "&" if "?" in call.url else "?"
            asked = Call(f"{call.url}{joint}{urlencode({'id': numbers['id']})}")
        if asked is not None:
            yield asked.as_link(thing.name, kind="entry", heading=thing.above, group="columns", address=address)


def address_of(known: Iterable[Thing], links: Iterable[FoundLink]) -> str:
    """How the page makes the address of an entry: with the entry's number in braces. '' when its links do not tell."""
    by_text = {link.text: link.url for link in links if link.text and link.kind in ("link", "entry", "script")}
    template = ""
    for thing in known:
        url = by_text.get(thing.name)
        if url is None or "{" in url:
            continue
        if template:
            # A second entry agrees, or the first was chance.
            return template if filled(template, thing) == url else ""
        for key, number in sorted(thing.ids, key=lambda pair: -len(pair[1])):
            match = re.search(rf"(?<![\w-]){re.escape(number)}(?![\w-])", url)
            if match is not None:
                template = f"{url[: match.start()]}{{{key}}}{url[match.end() :]}"
                break
    return template


def filled(template: str, thing: Thing) -> str | None:
    """The address of an entry by the template; None when it lacks the number."""
    key = template.partition("{")[2].partition("}")[0]
    number = dict(thing.ids).get(key)
    return template.replace(f"{{{key}}}", quote(number, safe="")) if key and number is not None else None


def entries(known: Iterable[Thing], template: str) -> Iterator[FoundLink]:
    """The entries of a list whose addresses are made by the template."""
    for thing in known:
        url = filled(template, thing)
        if url is not None:
            yield FoundLink(url, thing.name, kind="entry", published=thing.published, group="data")


def _at(call: Call, value: str, number: str) -> Call | None:
    """The call with another number in its path."""
    if not number.isdigit():
        return None
    parts = urlsplit(call.url)
    path = "/".join(number if segment == value else segment for segment in parts.path.split("/"))
    return replace(call, url=urlunsplit(parts._replace(path=path)))


def embedded(scripts: str) -> Iterator[Thing]:
    """The named objects of JSON values that the page's own script holds: the tree of a catalogue, say."""
    for value in embedded_values(scripts):
        yield from things(value)


def embedded_values(scripts: str) -> Iterator[object]:
    """The JSON values that stand in a script, as far as MAX_ATTEMPTS places where one may begin hold them."""
    decoder = json.JSONDecoder()
    attempts = end = 0
    for match in _VALUE.finditer(scripts):
        if match.start() < end:
            continue
        attempts += 1
        if attempts > MAX_ATTEMPTS:
            return
        try:
            value, end = decoder.raw_decode(scripts, match.end() - 1)
        except (ValueError, RecursionError):
            continue
        yield value


def becomes(name: str, number: str) -> Change:
    """Sets the parameter of that name."""

    def change(called: str, value: str) -> str | None:
        return number if called == name else None

    return change
