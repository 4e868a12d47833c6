"""A jurisdiction: its reports by year, its main figures over the years, its portal and state, its runs and events."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from storage.legal import FIRST_YEAR, IssuerKind, Known, judge
from storage.reading_room.asking import NotHere, Parameters, code
from storage.reading_room.charts import Chart, Point, draw
from storage.reading_room.index import Index
from storage.reading_room.lines import Filter, ReportLine, Series, StandingLine
from storage.reading_room.rendering import address, page, place_name, room_of
from storage.reading_room.states import State, state_of
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
        if line.issuer_kind == "government":
            by_year[line.year].append(line)
    bureaus = _bureaus(lines)
    cells = room.coverage.cells.get(asked, {})
    (status,) = statuses(room.archive, [asked])
    visits = list(room.archive.catalogue.visits([asked]))
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
        evidence={line.year: line.evidence for line in room.index.standings(asked)},
        bureaus=bureaus,
        bureau_years=sorted({year for each in bureaus.values() for year in each}),
        source=status,
        portals=room.helpers.portals(asked),
        charts=_charts(request, room.index, asked),
        visits=visits[::-1][:MOST_RUNS],
        events=room.index.events(asked, None, offset=0, limit=MOST_EVENTS).rows,
    )


def _bureaus(lines: Iterable[ReportLine]) -> dict[str, dict[int, tuple[ReportLine, State]]]:
    """The reports of departments and other bodies by issuer and year, each with its state before its own deadline."""
    found: defaultdict[str, dict[int, tuple[ReportLine, State]]] = defaultdict(dict)
    for line in lines:
        if line.issuer_kind == "government" or line.year < FIRST_YEAR:
            continue
        kind: IssuerKind = "department" if line.issuer_kind == "department" else "other"
        known = Known(found=True, published=(line.published,) if line.published else (), archived=line.fetched_at)
        standing = judge(line.jurisdiction, line.year, known, date.max, kind)
        told = StandingLine(line.jurisdiction, line.year, standing.standing, "", line.source_kind, bool(line.revised))
        found[line.issuer][line.year] = line, state_of(told)
    return dict(sorted(found.items()))


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
        rows = index.figures.lines(Series(name), Filter(place=asked, issuer_kind="government"), places=[asked])
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
