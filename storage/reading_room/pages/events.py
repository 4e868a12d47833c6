"""What happened lately, and the state of each source."""

from __future__ import annotations

from typing import get_args

from starlette.requests import Request
from starlette.responses import Response

from storage.events import events
from storage.reading_room.asking import Parameters
from storage.reading_room.rendering import page, room_of
from storage.reading_room.room import Room
from storage.rows import EventKind, EventLine
from storage.status import SourceStatus, State, statuses

PAGE = 100
LATEST_PLACES = 40
"""Without a place, the events of those last visited: events are computed place by place."""


def show(request: Request) -> Response:
    room = room_of(request)
    parameters = Parameters(request.query_params)
    offset, limit = parameters.paging(PAGE)
    kind = parameters.one_of("kind", get_args(EventKind))
    rows = lately(room, parameters.code("place"), kind)
    return page(
        request,
        "events.html",
        rows=rows[offset : offset + limit],
        total=len(rows),
        offset=offset,
        limit=limit,
        kind=kind,
        kinds=get_args(EventKind),
        place=parameters.code("place"),
        all_places=parameters.code("place") is None,
    )


def lately(room: Room, place: str | None, kind: str | None) -> list[EventLine]:
    """Events, the latest first: of one place, or of the places visited last."""
    if place is not None:
        codes = [place]
    else:
        last = room.archive.catalogue.last_runs()
        codes = sorted(last, key=lambda code: (last[code], code), reverse=True)[:LATEST_PLACES]
    found: list[EventLine] = []
    for code in codes:
        named = room.helpers.places(code)
        found += events(room.archive, code, named.name if named else None)
    found.sort(key=lambda event: (event.time, event.jurisdiction, event.url or ""), reverse=True)
    return [event for event in found if kind in (None, event.event)]


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

    found = room.keep("statuses", make)
    assert isinstance(found, list)
    return found
