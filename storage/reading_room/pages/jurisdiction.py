"""A jurisdiction: its reports by year, its main figures over the years, its portal and state, its runs and events."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from storage.events import events
from storage.reading_room.asking import NotHere, Parameters, code
from storage.reading_room.charts import Chart, Point, draw
from storage.reading_room.index import Filter, Index, Series
from storage.reading_room.rendering import address, page, place_name, room_of
from storage.status import statuses

MOST_EVENTS = 60
MOST_RUNS = 30


@cache
def main_indicators() -> tuple[str, ...]:
    """The figures that stand for a report, from data/main_indicators.json."""
    text = (files("storage") / "reading_room" / "data" / "main_indicators.json").read_text(encoding="utf-8")
    return tuple(json.loads(text))


def show(request: Request) -> Response:
    room = room_of(request)
    asked = code(request.path_params["code"])
    place = room.helpers.places(asked)
    lines = room.index.reports_of(asked)
    if place is None and not lines:
        raise NotHere("no_such_place", code=asked)
    by_year = defaultdict(list)
    for line in lines:
        by_year[line.year].append(line)
    cells = room.coverage.cells.get(asked, {})
    evidence = {row.year: row for row in room.archive.catalogue.coverage([asked])}
    (status,) = statuses(room.archive, [asked])
    visits = list(room.archive.catalogue.visits([asked]))
    told = events(room.archive, asked, place.name if place else None)
    return page(
        request,
        "jurisdiction.html",
        code=asked,
        name=place_name(request, asked),
        place=place,
        in_map=room.coverage.places.get(asked),
        years=sorted({*by_year, *cells}, reverse=True),
        by_year=by_year,
        cells=cells,
        evidence=evidence,
        source=status,
        portals=room.helpers.portals(asked),
        charts=_charts(request, room.index, asked),
        visits=visits[::-1][:MOST_RUNS],
        events=told[::-1][:MOST_EVENTS],
    )


def find(request: Request) -> Response:
    """A place by a part of its name or by its code: the one that fits, or a list of those that do."""
    room = room_of(request)
    words = Parameters(request.query_params).text("q") or ""
    folded = room.helpers.fold(words)
    places = [
        each
        for each in room.coverage.places.values()
        if words
        and (folded in each.name or each.code.startswith(words))
        and (each.until is None or each.code in room.coverage.cells)
    ]
    exact = [each for each in places if each.code == words or each.name == folded]
    if len(exact) == 1 or len(places) == 1:
        return RedirectResponse(address(request, f"/jurisdictions/{(exact or places)[0].code}"), 302)
    return page(request, "places.html", words=words, places=sorted(places, key=lambda each: each.code)[:200])


def _charts(request: Request, index: Index, asked: str) -> list[tuple[str, Chart]]:
    found = []
    for name in main_indicators():
        rows = index.figures(Series(name), Filter(place=asked, issuer_kind="government"), places=[asked])
        points = [
            Point(
                row.report.year,
                row.value,
                row.report.form,
                address(request, f"/reports/{row.report.report_id}", figure=name) + "#figure",
            )
            for row in rows
            if row.value is not None
        ]
        chart = draw(points)
        if chart is not None:
            found.append((name, chart))
    return found
