"""The room as JSON under /api/v1: the rows of Contract 3 and of the exports, page by page, each with a stable id.

A list is `{"total", "offset", "limit", "next", "items"}`; `total` is null where more were found than are counted, `next` is
the address of the next page or null. Checks and captures are read place by place: their pages follow a cursor, `offset` is
null, and a page may hold fewer items than asked for; only `next` tells the end. A stored report that cannot be read is left out of the
checks and named in `faults`, which is there only then. Errors are `{"status", "error"}` with the status of the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any, get_args

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from storage import exports, snapshots
from storage.dictionary import dictionary
from storage.exports import Kind, Wanted
from storage.reading_room.asking import BadParameter, Parameters
from storage.reading_room.pages import compare, events, originals, reports, search
from storage.reading_room.pages.report import find as find_report
from storage.reading_room.pages.snapshots import SnapshotLine
from storage.reading_room.rendering import room_of, with_query
from storage.reading_room.room import Room
from storage.report import CheckStatus
from storage.rows import EventKind

SIZE = 100
LARGEST = 1000
MOST_PLACES = 25
"""Places read for one page of checks or captures: each costs the reading of its reports."""


def reports_list(request: Request) -> Response:
    room, parameters = room_of(request), Parameters(request.query_params)
    offset, limit = parameters.paging(SIZE, LARGEST)
    part = room.index.reports(reports.wanted(parameters), offset=offset, limit=limit)
    return _list(request, part.total, [_line(asdict(line)) for line in part.rows], offset, limit)


def report(request: Request) -> Response:
    """A report as Contract 3 has it."""
    found = find_report(request, room_of(request), Parameters(request.query_params).text("version"))
    return _model(found.report)


def indicators(request: Request) -> Response:
    room, parameters = room_of(request), Parameters(request.query_params)
    if parameters.text("code") is None:
        raise BadParameter("missing_parameter", name="code")
    series, filtered = compare.asked(parameters)
    offset, limit = parameters.paging(SIZE, LARGEST)
    citation = compare.citation(room, series, request)
    rows = compare.cited(room.index, series, filtered, citation, offset=offset, limit=limit + 1)
    items = [row.model_dump(mode="json") for row in rows]
    return _open_list(request, items, offset, limit)


def checks(request: Request) -> Response:
    """The checks of reports, by jurisdiction, year and issuer."""
    room, parameters = room_of(request), Parameters(request.query_params)
    status = parameters.one_of("status", get_args(CheckStatus))
    every = room.keep("places with reports", room.archive.catalogue.jurisdictions)
    return _by_place(request, "checks", every, lambda row: status in (None, row.status))


def captures(request: Request) -> Response:
    room, parameters = room_of(request), Parameters(request.query_params)
    if (url := parameters.text("url")) is not None:
        offset, limit = parameters.paging(SIZE, LARGEST)
        found = islice(room.archive.catalogue.captures_of(url), offset, offset + limit + 1)
        return _open_list(request, [_line(asdict(row)) for row in found], offset, limit)
    every = room.keep("places with captures", lambda: sorted(room.archive.catalogue.last_runs()))
    return _by_place(request, "captures", every)


def capture(request: Request) -> Response:
    return JSONResponse(_line(asdict(originals.capture_row(room_of(request), request.path_params["record"]))))


def coverage(request: Request) -> Response:
    room, parameters = room_of(request), Parameters(request.query_params)
    place, only = parameters.code("jurisdiction"), parameters.year("year")
    offset, limit = parameters.paging(SIZE, LARGEST)
    if place is None:
        cells = room.coverage.cells
        every = [
            (at, year, cells[at][year]) for at in sorted(cells) for year in sorted(cells[at]) if only in (None, year)
        ]
        items = [
            {"jurisdiction": at, "year": year, "state": state} for at, year, state in every[offset : offset + limit]
        ]
        return _list(request, len(every), items, offset, limit)
    rows = _rows(room, "coverage", place, only)
    items = [row.model_dump(mode="json") for row in islice(rows, offset, offset + limit + 1)]
    rows.close()
    return _open_list(request, items, offset, limit)


def event_list(request: Request) -> Response:
    room, parameters = room_of(request), Parameters(request.query_params)
    offset, limit = parameters.paging(SIZE, LARGEST)
    place, kind = parameters.code("jurisdiction"), parameters.one_of("kind", get_args(EventKind))
    part = room.index.events(place, kind, offset=offset, limit=limit)
    return _list(request, part.total, [row.model_dump(mode="json") for row in part.rows], offset, limit)


def jurisdictions(request: Request) -> Response:
    room, parameters = room_of(request), Parameters(request.query_params)
    offset, limit = parameters.paging(SIZE, LARGEST)
    places = sorted(room.coverage.places.values(), key=lambda place: place.code)
    return _list(request, len(places), [asdict(place) for place in places[offset : offset + limit]], offset, limit)


def dictionary_list(request: Request) -> Response:
    entries = list(dictionary().values())
    offset, limit = Parameters(request.query_params).paging(LARGEST, LARGEST)
    return _list(request, len(entries), [asdict(each) for each in entries[offset : offset + limit]], offset, limit)


def snapshot_list(request: Request) -> Response:
    found = snapshots.snapshots(room_of(request).archive)
    offset, limit = Parameters(request.query_params).paging(SIZE, LARGEST)
    items = [
        SnapshotLine.model_validate(each.model_dump()).model_dump(mode="json", by_alias=True)
        for each in found[offset : offset + limit]
    ]
    return _list(request, len(found), items, offset, limit)


def search_list(request: Request) -> Response:
    room, parameters = room_of(request), Parameters(request.query_params)
    asked = parameters.text("q")
    if asked is None:
        raise BadParameter("missing_parameter", name="q")
    offset, limit = parameters.paging(20, 100)
    part = search.find(room.index, room.helpers, parameters, asked, offset, limit)
    items = [
        {
            "report_id": hit.report.report_id,
            "title": hit.report.title,
            "section": hit.section,
            "heading": hit.heading,
            "snippet": "".join(text for text, _ in search.snippet(hit, asked, room.helpers).pieces),
        }
        for hit in part.rows
    ]
    return _list(request, part.total, items, offset, limit)


def status(request: Request) -> Response:
    rows = events.sources(room_of(request))
    offset, limit = Parameters(request.query_params).paging(SIZE, LARGEST)
    return _list(request, len(rows), [asdict(row) for row in rows[offset : offset + limit]], offset, limit)


ROUTES = [
    Route("/api/v1/reports", reports_list),
    Route("/api/v1/reports/{code}/{year}/{issuer}", report),
    Route("/api/v1/indicators", indicators),
    Route("/api/v1/checks", checks),
    Route("/api/v1/captures", captures),
    Route("/api/v1/captures/{record}", capture),
    Route("/api/v1/coverage", coverage),
    Route("/api/v1/events", event_list),
    Route("/api/v1/jurisdictions", jurisdictions),
    Route("/api/v1/dictionary", dictionary_list),
    Route("/api/v1/snapshots", snapshot_list),
    Route("/api/v1/search", search_list),
    Route("/api/v1/status", status),
]


def _rows(
    room: Room, kind: Kind, place: str, only: int | None, unread: exports.Unread | None = None
) -> Generator[Any, None, None]:
    """A jurisdiction's rows of an export; to be closed, since they hold a moment of the catalogue."""
    wanted = Wanted(jurisdictions=frozenset({place}), years=frozenset({only}) if only else None)
    yield from exports.rows(room.archive, kind, wanted, room.helpers.places, unread)


def _by_place(
    request: Request, kind: Kind, every: Sequence[str], keep: Callable[[Any], bool] = lambda row: True
) -> Response:
    """Rows of one jurisdiction after the other, from the cursor on: no page reads more than MOST_PLACES of them."""
    room, parameters = room_of(request), Parameters(request.query_params)
    offset, limit = parameters.paging(SIZE, LARGEST)
    if offset:
        raise BadParameter("not_with_cursor", name="offset")
    place, only = parameters.code("jurisdiction"), parameters.year("year")
    first, skip = parameters.cursor()
    codes = [code for code in ([place] if place else every) if code >= first]
    items: list[Any] = []
    faults: list[str] = []
    following: str | None = None
    for number, code in enumerate(codes):
        start = skip if code == first else 0
        if len(items) == limit or number == MOST_PLACES:
            following = f"{code}:{start}"
            break
        rows = _rows(room, kind, code, only, faults.append)
        left = limit - len(items)
        found = list(islice((row for row in rows if keep(row)), start, start + left + 1))
        rows.close()
        items += [row.model_dump(mode="json") for row in found[:left]]
        if len(found) > left:
            following = f"{code}:{start + left}"
            break
    further = {"cursor": following} if following else None
    return _answer(request, None, items, None, limit, further, {"faults": faults} if faults else {})


def _line(values: dict[str, Any]) -> dict[str, Any]:
    """Without what only the index knows."""
    return {name: value for name, value in values.items() if name not in ("id", "key")}


def _open_list(request: Request, items: Sequence[Any], offset: int, limit: int) -> Response:
    """A page of a list whose length is known only at its end: one more item than asked for was read."""
    total = offset + len(items) if len(items) <= limit else None
    return _list(request, total, items[:limit], offset, limit, more=len(items) > limit)


def _list(
    request: Request, total: int | None, items: Sequence[Any], offset: int, limit: int, *, more: bool | None = None
) -> Response:
    further = more if more is not None else (total is None or offset + len(items) < total) and bool(items)
    return _answer(request, total, items, offset, limit, {"offset": offset + limit} if further else None)


def _answer(
    request: Request,
    total: int | None,
    items: Sequence[Any],
    offset: int | None,
    limit: int,
    further: Mapping[str, Any] | None,
    besides: Mapping[str, Any] | None = None,
) -> Response:
    query = {**request.query_params, **(further or {}), "limit": limit}
    following = with_query(request.scope["path"], query) if further else None
    body = {
        "total": total,
        "offset": offset,
        "limit": limit,
        "next": following,
        "items": list(items),
        **(besides or {}),
    }
    return JSONResponse(body, headers={"link": f'<{following}>; rel="next"'} if following else None)


def _model(model: BaseModel) -> Response:
    return Response(model.model_dump_json(), media_type="application/json")
