"""Quality: which checks fail most and whose fault it is, reports with doubts, how much of each form is read."""

from __future__ import annotations

from collections import defaultdict
from typing import cast

from starlette.requests import Request
from starlette.responses import Response

from storage.reading_room.asking import Parameters
from storage.reading_room.index import Index
from storage.reading_room.rendering import kept, page, room_of

PAGE = 50


@kept
def show(request: Request) -> Response:
    room = room_of(request)
    parameters = Parameters(request.query_params)
    offset, limit = parameters.paging(PAGE)
    rule = parameters.text("rule")
    doubts = parameters.one_of("show", ("failing", "doubts")) == "doubts"
    rules = room.keep("rules", lambda: rules_of(room.index))
    if doubts:
        part = room.index.doubtful(offset=offset, limit=limit)
    else:
        part = room.index.failing(rule, offset=offset, limit=limit)
    return page(
        request,
        "quality.html",
        rules=rules,
        causes=room.keep("causes", lambda: causes_of(room.index)),
        forms=room.keep("forms", room.index.by_form),
        rule=rule,
        doubts=doubts,
        part=part,
        offset=offset,
        limit=limit,
        totals=room.index.count(),
        faults=room.complaints,
    )


def rules_of(index: Index) -> list[dict[str, object]]:
    """Each rule with its verdicts, the one that fails most first."""
    found: defaultdict[str, dict[str, int]] = defaultdict(
        lambda: {"holds": 0, "fails": 0, "not_assessable": 0, "report": 0, "extraction": 0, "open": 0}
    )
    for rule, status, cause, times, _ in index.verdicts():
        found[rule][status] += times
        if status == "fails":
            found[rule][cause or "open"] += times
    rows: list[dict[str, object]] = [{"rule": rule, **counts} for rule, counts in found.items()]
    return sorted(rows, key=lambda row: (-cast("int", row["fails"]), cast("str", row["rule"])))


def causes_of(index: Index) -> dict[str, int]:
    """Failing checks by whose fault they are."""
    causes = {"report": 0, "extraction": 0, "open": 0}
    for _, status, cause, times, _ in index.verdicts():
        if status == "fails":
            causes[cause or "open"] += times
    return causes
