"""A list of reports: by place, level, years, form, kind of issuer."""

from __future__ import annotations

from typing import get_args

from starlette.requests import Request
from starlette.responses import Response

from storage.reading_room.asking import Parameters
from storage.reading_room.lines import Filter, place_prefix
from storage.reading_room.rendering import given, kept, page, room_of
from storage.report import Form, Level

ISSUERS = ("government", "department", "other")
PAGE = 100


def wanted(parameters: Parameters) -> Filter:
    """The filter that an address asks for; shared by the pages and the API."""
    place, only = parameters.code("place"), parameters.year("year")
    return Filter(
        place=place_prefix(place) if place else None,
        level=parameters.one_of("level", get_args(Level)),
        first=only or parameters.year("first"),
        last=only or parameters.year("last"),
        form=parameters.one_of("form", get_args(Form)),
        issuer_kind=parameters.one_of("issuer", ISSUERS),
    )


@kept
def show(request: Request) -> Response:
    room = room_of(request)
    parameters = Parameters(request.query_params)
    offset, limit = parameters.paging(PAGE)
    part = room.index.reports(wanted(parameters), offset=offset, limit=limit)
    return page(
        request,
        "reports.html",
        part=part,
        offset=offset,
        limit=limit,
        given=given(request, "place", "level", "year", "first", "last", "form", "issuer"),
        provinces=room.coverage.below(""),
    )
