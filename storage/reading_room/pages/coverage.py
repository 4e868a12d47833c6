"""Coverage: what there is of which place and year, as a map of letters that can be read without colour."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from storage.reading_room.asking import NotHere, code
from storage.reading_room.helpers import Place
from storage.reading_room.rendering import kept, page, room_of
from storage.reading_room.states import FOUND, legend


@kept
def show(request: Request) -> Response:
    """The whole country by provinces, or a place by the places in it."""
    room = room_of(request)
    coverage, index = room.coverage, room.index
    asked = request.path_params.get("code", "")
    if asked and code(asked) not in coverage.places:
        raise NotHere("no_such_place", code=asked)
    above: list[Place] = []
    at = asked or None
    while at is not None and at in coverage.places and coverage.places[at] not in above:
        above.insert(0, coverage.places[at])
        at = coverage.places[at].parent
    counts, below = coverage.totals.get(asked, {}), coverage.below(asked)
    return page(
        request,
        "coverage.html",
        coverage=coverage,
        code=asked,
        place=coverage.places.get(asked),
        above=above,
        below=below,
        unheard=[place for place in below if not coverage.known(place.code)],
        own_bureaus=coverage.own_bureaus.get(asked),
        bureaus=[place for place in below if place.code in coverage.bureaus],
        years=coverage.years,
        found=FOUND,
        sums={state: sum(each[state] for each in counts.values()) for state in legend()},
        totals=index.count(),
        faults=room.complaints,
    )
