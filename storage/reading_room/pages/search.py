"""Full-text search over reports: Chinese in either script, by year, place, kind of issuer and section."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from starlette.requests import Request
from starlette.responses import Response

from storage.reading_room.asking import Parameters
from storage.reading_room.bigrams import question, words
from storage.reading_room.helpers import Helpers
from storage.reading_room.index import Index
from storage.reading_room.lines import Hit, Part
from storage.reading_room.pages.reports import ISSUERS
from storage.reading_room.passages import facet, facet_of_place
from storage.reading_room.rendering import given, page, room_of
from storage.report import Form, SectionKind

PAGE = 20
BEFORE, AFTER = 36, 84


@dataclass(frozen=True, slots=True)
class Snippet:
    """Pieces of the text around what was found, each with whether it is what was looked for."""

    pieces: tuple[tuple[str, bool], ...]
    cut_before: bool
    cut_after: bool


def show(request: Request) -> Response:
    room = room_of(request)
    parameters = Parameters(request.query_params)
    offset, limit = parameters.paging(PAGE, largest=100)
    asked = parameters.text("q")
    part = None
    snippets: list[Snippet] = []
    if asked is not None:
        part = find(room.index, room.helpers, parameters, asked, offset, limit)
        snippets = [snippet(hit, asked, room.helpers) for hit in part.rows]
    return page(
        request,
        "search.html",
        asked=asked or "",
        given=given(request, "q", "place", "year", "section", "issuer", "form"),
        part=part,
        hits=list(zip(part.rows, snippets, strict=True)) if part else [],
        offset=offset,
        limit=limit,
        sections=get_args(SectionKind),
        issuers=ISSUERS,
        provinces=room.coverage.below(""),
        years=room.coverage.years,
    )


def find(index: Index, helpers: Helpers, parameters: Parameters, asked: str, offset: int, limit: int) -> Part[Hit]:
    """The passages that an address asks for; shared by the page and the API."""
    facets = []
    if (place := parameters.code("place")) is not None:
        facets.append(facet_of_place(place))
    if (year := parameters.year("year")) is not None:
        facets.append(f"y{year}")
    for name, letter, allowed in (
        ("section", "s", get_args(SectionKind)),
        ("issuer", "k", ISSUERS),
        ("form", "f", get_args(Form)),
    ):
        if (value := parameters.one_of(name, allowed)) is not None:
            facets.append(facet(letter, value))
    expression = question(helpers.fold(asked))
    if expression is None:
        return Part((), 0)
    return index.passages.search(expression, facets, offset=offset, limit=limit)


def snippet(hit: Hit, asked: str, helpers: Helpers) -> Snippet:
    """The first place where a word stands, with every word marked; the text is as printed, in its own script."""
    text = " ".join(hit.text.split())
    folded = helpers.fold(text).lower()
    looked = [word.lower() for word in words(helpers.fold(asked))]
    first = min((at for at in (folded.find(word) for word in looked) if at >= 0), default=0)
    start, end = max(0, first - BEFORE), min(len(text), first + AFTER)
    marked = [False] * (end - start)
    for word in looked:
        at = folded.find(word, start, end)
        while at >= 0:
            marked[at - start : at - start + len(word)] = [True] * len(word)
            at = folded.find(word, at + len(word), end)
    pieces: list[tuple[str, bool]] = []
    for place in range(start, end):
        if pieces and pieces[-1][1] == marked[place - start]:
            pieces[-1] = (pieces[-1][0] + text[place], marked[place - start])
        else:
            pieces.append((text[place], marked[place - start]))
    return Snippet(tuple(pieces), start > 0, end < len(text))
