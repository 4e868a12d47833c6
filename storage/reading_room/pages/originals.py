"""What was captured: as a page in a sandbox, as pictures of its pages, as bytes, and the facts about it."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from storage.capture import Capture
from storage.catalogue import CaptureRow
from storage.reading_room.asking import BadParameter, NotHere, Parameters, record
from storage.reading_room.guard import BYTES_POLICY, ORIGINAL_POLICY
from storage.reading_room.helpers import CannotShow
from storage.reading_room.pages.report import figure_of
from storage.reading_room.rendering import page, room_of
from storage.reading_room.room import Room
from storage.reading_room.whole import choices_of, whole
from storage.report import Indicator, Report

MOST_SHEETS = 500
_FOREVER = "private, max-age=86400"


def facts(request: Request) -> Response:
    """The page of a capture: when, where from, which bytes, how it was found, and what was read in it."""
    room = room_of(request)
    row = capture_row(room, request.path_params["record"])
    capture = room.archive.read_capture(row.ref())
    line = room.index.report_of_record(row.record_id)
    others = list(room.archive.catalogue.captures_of(row.url))
    return page(request, "capture.html", row=row, capture=capture, line=line, others=others[-50:])


def markup(request: Request) -> Response:
    """The captured page, made harmless; with a report and a figure, the figure is marked."""
    room = room_of(request)
    row = capture_row(room, request.path_params["record"])
    report, figure = _asked(request, room, row)
    key = ("markup", row.record_id, report.report_id if report else "", request.query_params.get("figure", ""))

    def make() -> bytes:
        capture = room.archive.read_capture(row.ref())
        shown = room.helpers.originals.markup(capture, report, figure, lambda url: _image(room, row, url))
        return shown.markup.encode("utf-8", "replace")

    try:
        body = room.pictures.get(key, make)
    except CannotShow as error:
        raise NotHere("cannot_show", why=str(error)) from error
    headers = {"content-security-policy": ORIGINAL_POLICY, "cache-control": _FOREVER}
    return Response(body, media_type="text/html; charset=utf-8", headers=headers)


def picture(request: Request) -> Response:
    """A page of a PDF, or an image, as PNG."""
    room = room_of(request)
    row = capture_row(room, request.path_params["record"])
    given = request.path_params["number"]
    if not given.isascii() or not given.isdigit() or not 1 <= int(given[:6]) <= MOST_SHEETS:
        raise BadParameter("bad_number", name="page", value=given[:40], low=1, high=MOST_SHEETS)

    def make() -> bytes:
        return room.helpers.originals.picture(room.archive.read_capture(row.ref()), int(given))

    try:
        body = room.pictures.get(("sheet", row.payload_sha256, int(given)), make)
    except CannotShow as error:
        raise NotHere("cannot_show", why=str(error)) from error
    return Response(body, media_type="image/png", headers={"cache-control": _FOREVER})


def body(request: Request) -> Response:
    """The bytes as they were sent, to be saved and never to be opened in place."""
    room = room_of(request)
    row = capture_row(room, request.path_params["record"])
    return as_bytes(room, row)


def as_bytes(room: Room, row: CaptureRow) -> Response:
    capture = room.archive.read_capture(row.ref())
    name = capture.url.partition("?")[0].rstrip("/").rpartition("/")[2][:80] or "capture"
    headers = {
        "content-security-policy": BYTES_POLICY,
        "content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "etag": f'"{row.payload_sha256}"',
        "last-modified": http_date(row),
        "cache-control": _FOREVER,
    }
    return Response(capture.body, media_type="application/octet-stream", headers=headers)


def http_date(row: CaptureRow) -> str:
    """When it was captured, as a header says it."""
    return format_datetime(datetime.fromisoformat(row.fetched_at).astimezone(UTC).replace(microsecond=0), usegmt=True)


def capture_row(room: Room, given: str) -> CaptureRow:
    row = room.archive.catalogue.capture(record(given))
    if row is None:
        raise NotHere("no_such_capture", record=given)
    return row


def _image(room: Room, page: CaptureRow, url: str) -> Capture | None:
    """The image of an address as it was captured nearest to the page that shows it."""
    at = datetime.fromisoformat(page.fetched_at)
    rows = [
        row
        for row in room.archive.catalogue.captures_of(url)
        if row.status == 200 and row.truncated is None and (row.media_type or "").startswith("image/")
    ]
    if not rows:
        return None
    nearest = min(rows, key=lambda row: abs(datetime.fromisoformat(row.fetched_at) - at))
    return room.archive.read_capture(nearest.ref())


def _asked(request: Request, room: Room, row: CaptureRow) -> tuple[Report | None, Indicator | None]:
    parameters = Parameters(request.query_params)
    report_id = parameters.text("report")
    if report_id is None:
        return None, None
    found = whole(room.archive, choices_of(room.archive, report_id.partition("/")[0]), report_id, row.record_id)
    if found is None:
        raise NotHere("no_such_report", report_id=report_id[:120])
    return found.report, figure_of(found, parameters)
