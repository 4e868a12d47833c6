"""What happened lately, and the state of each source."""

from __future__ import annotations

from typing import get_args

from starlette.requests import Request
from starlette.responses import Response

from storage.reading_room.asking import Parameters
from storage.reading_room.lines import place_prefix
from storage.reading_room.rendering import kept, page, room_of
from storage.reading_room.room import Room
from storage.rows import EventKind
from storage.status import SourceStatus, State, statuses

PAGE = 100


@kept
def show(request: Request) -> Response:
    room = room_of(request)
    parameters = Parameters(request.query_params)
    offset, limit = parameters.paging(PAGE)
    kind = parameters.one_of("kind", get_args(EventKind))
    place = parameters.code("place")
    part = room.index.events(place_prefix(place) if place else None, kind, offset=offset, limit=limit)
    return page(
        request,
        "events.html",
        part=part,
        offset=offset,
        limit=limit,
        kind=kind,
        kinds=get_args(EventKind),
        place=place,
    )


@kept
def status(request: Request) -> Response:
    room = room_of(request)
    parameters = Parameters(request.query_params)
    offset, limit = parameters.paging(PAGE)
    wanted = parameters.one_of("state", get_args(State))
    every = sources(room)
    rows = [each for each in every if wanted in (None, each.state)]
    return page(
        request,
        "status.html",
        rows=rows[offset : offset + limit],
        total=len(rows),
        offset=offset,
        limit=limit,
        wanted=wanted,
        states={state: sum(each.state == state for each in every) for state in get_args(State)},
        totals=room.archive.catalogue.totals(),
        refreshed=room.refreshed,
        faults=room.complaints,
    )


def sources(room: Room) -> list[SourceStatus]:
    """The state of every source that a run went to, the broken ones first."""
    order = {state: place for place, state in enumerate(get_args(State))}

    def make() -> list[SourceStatus]:
        return sorted(statuses(room.archive), key=lambda each: (order[each.state], each.jurisdiction))

    return room.keep("statuses", make)
