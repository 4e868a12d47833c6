"""Templates to answers: everything that a template is given besides what its page hands it."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache, wraps
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from storage.dictionary import Entry, dictionary
from storage.reading_room.room import Room
from storage.reading_room.states import Lang, legend
from storage.reading_room.words import text


def room_of(request: Request) -> Room:
    room: Room = request.app.state.room
    return room


def lang_of(request: Request) -> Lang:
    lang: Lang = request.scope.get("lang", "en")
    return lang


def address(request: Request, path: str, /, **query: object) -> str:
    """A page's address in the language of the request; what is None is left out of the query."""
    return f"/{lang_of(request)}{with_query(path, query)}"


def given(request: Request, *names: str) -> dict[str, str]:
    """What an address asks for by these names, empty where it does not: to fill its form again and to lead further."""
    return {name: request.query_params.get(name, "") for name in names}


def with_query(path: str, query: dict[str, Any]) -> str:
    asked = {name: value for name, value in query.items() if value is not None and value != ""}
    return quote(path, safe="/:@!$&'()*+,;=~") + (f"?{urlencode(asked)}" if asked else "")


def page(request: Request, template: str, /, *, status: int = 200, **filled: Any) -> Response:
    """A page in the request's language."""
    lang = lang_of(request)
    path, query = request.scope["path"], request.url.query
    other: Lang = "en" if lang == "zh" else "zh"
    common = {
        "lang": lang,
        "t": lambda name, /, **values: text(lang, name, **values),
        "url": lambda path, /, **query: address(request, path, **query),
        "plain": lambda path, /, **query: with_query(path, query),
        "legend": legend(),
        "label": lambda code: label(code, lang),
        "number": number,
        "other_language": quote(f"/{other}{path}") + (f"?{query}" if query else ""),
        "here": path,
        "section": path.split("/")[1],
        "place_name": lambda code: place_name(request, code),
    }
    body = _environment().get_template(template).render({**common, **filled})
    return _html(body, status, lang)


def kept(show: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """A page that only the index tells: made once as long as the archive is the same."""

    @wraps(show)
    def look(request: Request) -> Response:
        room = room_of(request)
        if room.trouble is not None:
            return show(request)
        key = (room.generation, lang_of(request), request.scope["path"], request.url.query)
        body = room.pages.look(key)
        if body is not None:
            return _html(body, 200, lang_of(request))
        answer = show(request)
        if answer.status_code == 200:
            room.pages.put(key, bytes(answer.body))
        return answer

    return look


def _html(body: str | bytes, status: int, lang: Lang) -> Response:
    return HTMLResponse(body, status, headers={"content-language": "zh-Hans" if lang == "zh" else "en"})


def label(code: str, lang: Lang) -> str:
    """A figure's name in words, the code itself where the dictionary does not know it."""
    entry: Entry | None = dictionary().get(code)
    if entry is None:
        return code
    return entry.label_zh if lang == "zh" else entry.label_en


def place_name(request: Request, code: str) -> str:
    place = room_of(request).helpers.places(code)
    return place.name if place is not None else code


def number(value: float | None) -> str:
    """A figure with thin groups, as precise as it is; a dash for none."""
    if value is None:
        return "—"
    if isinstance(value, float) and (math.isinf(value) or math.isnan(value)):
        return str(value)
    return f"{value:,}"


@cache
def _environment() -> Environment:
    loader = PackageLoader("storage.reading_room", "templates")
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
