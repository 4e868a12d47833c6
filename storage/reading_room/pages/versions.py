"""Two versions or copies of a report compared: lines of text that differ, figures that changed."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from storage.differences import figure_changes
from storage.reading_room.asking import NotHere, Parameters, record
from storage.reading_room.pages.report import find
from storage.reading_room.rendering import page, room_of
from storage.reading_room.whole import choices_of, complete

MOST_LINES = 4000
CONTEXT = 2
_TOO_LONG = 2000


class Piece(NamedTuple):
    text: str
    changed: bool


class Line(NamedTuple):
    """A line that only one version has, or both; in a line that changed, the changed pieces are told."""

    kind: Literal["same", "gone", "new", "skipped"]
    pieces: tuple[Piece, ...]


def show(request: Request) -> Response:
    room = room_of(request)
    parameters = Parameters(request.query_params)
    current = find(request, room, None)
    versions = current.choice.versions
    first, second = parameters.text("from"), parameters.text("to")
    by_record = {version.record_id: version for version in versions}
    for given in (first, second):
        if given is not None and record(given) not in by_record:
            raise NotHere("no_such_capture", record=given[:60])
    new = by_record[record(second)] if second else versions[0]
    old = by_record[record(first)] if first else next((each for each in versions if each != new), None)
    lines: list[Line] = []
    changes: list[object] = []
    before = None
    if old is not None:
        choices = choices_of(room.archive, current.report.jurisdiction.code)
        choice = next(each for each in choices if each.report_id == current.report.report_id)
        before, after = (complete(room.archive, choice, each, None) for each in (old, new))
        lines = differing(before.report.text, after.report.text)
        changes = list(figure_changes(before.report, after.report))
    return page(
        request,
        "versions.html",
        whole=current,
        report=current.report,
        versions=versions,
        old=old,
        new=new,
        same=before is not None and not lines and not changes,
        lines=lines,
        changes=changes,
        bare=lambda record_id: record_id.removeprefix("urn:uuid:"),
    )


def differing(before: str, after: str) -> list[Line]:
    """The lines in which two texts differ, with a little of what stands around them."""
    old, new = before.splitlines()[:MOST_LINES], after.splitlines()[:MOST_LINES]
    lines: list[Line] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for group in matcher.get_grouped_opcodes(CONTEXT):
        if lines:
            lines.append(Line("skipped", ()))
        for kind, a, b, c, d in group:
            if kind == "equal":
                lines += [Line("same", (Piece(text, False),)) for text in old[a:b]]
            elif kind == "replace" and b - a == d - c:
                for was, now in zip(old[a:b], new[c:d], strict=True):
                    lines += _changed(was, now)
            else:
                lines += [Line("gone", (Piece(text, True),)) for text in old[a:b]]
                lines += [Line("new", (Piece(text, True),)) for text in new[c:d]]
    return lines


def _changed(was: str, now: str) -> tuple[Line, Line]:
    if len(was) + len(now) > _TOO_LONG:
        return Line("gone", (Piece(was, True),)), Line("new", (Piece(now, True),))
    gone: list[Piece] = []
    new: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if was[a:b]:
            gone.append(Piece(was[a:b], kind != "equal"))
        if now[c:d]:
            new.append(Piece(now[c:d], kind != "equal"))
    return Line("gone", tuple(gone)), Line("new", tuple(new))
