"""About: method, limits, licence of the data, how to cite; the data dictionary; and what browsers ask for by themselves."""

from __future__ import annotations

from importlib.resources import files

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from storage import snapshots
from storage.dictionary import dictionary
from storage.reading_room.rendering import kept, page, room_of
from storage.tables import descriptions


def show(request: Request) -> Response:
    room = room_of(request)
    latest = next((each for each in snapshots.snapshots(room.archive) if each.scope == snapshots.WHOLE), None)
    return page(request, "about.html", latest=latest, totals=room.index.count(), uri=room.archive.uri)


@kept
def dictionary_page(request: Request) -> Response:
    return page(request, "dictionary.html", entries=list(dictionary().values()), descriptions=descriptions())


def icon(request: Request) -> Response:
    data = (files("storage") / "reading_room" / "static" / "icon.svg").read_bytes()
    return Response(data, media_type="image/svg+xml")


def robots(request: Request) -> Response:
    return PlainTextResponse("User-agent: *\nDisallow: /\n")
