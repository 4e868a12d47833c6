"""Memento (RFC 7089): which captures of an address there are, and the one nearest to a time.

    /timegate/URL           302 to the capture nearest to Accept-Datetime (the latest without one)
    /timemap/link/URL       all captures as application/link-format; /timemap/json/URL the same as JSON
    /memento/TIME/URL       the capture's bytes as an attachment, with Memento-Datetime; TIME is YYYYMMDDhhmmss, UTC

Only whole GET answers count. The bytes of a captured page are never opened in the room's own origin.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from storage.catalogue import CaptureRow
from storage.reading_room.asking import BadParameter, NotHere
from storage.reading_room.pages.originals import as_bytes
from storage.reading_room.rendering import room_of
from storage.reading_room.room import Room

MAX_URL = 2083
_TIME = re.compile(r"\d{14}", re.ASCII)


def timegate(request: Request) -> Response:
    url = _url(request)
    rows = _captures(room_of(request), url)
    asked = request.headers.get("accept-datetime")
    nearest = rows[-1]
    if asked is not None:
        try:
            at = parsedate_to_datetime(asked)
        except ValueError as error:
            raise BadParameter("bad_parameter", name="Accept-Datetime", value=asked[:40]) from error
        nearest = _nearest(rows, at if at.tzinfo else at.replace(tzinfo=UTC))
    headers = {"vary": "accept-datetime", "link": _links(url, rows, nearest)}
    return RedirectResponse(_address(nearest), 302, headers=headers)


def timemap(request: Request) -> Response:
    url = _url(request)
    rows = _captures(room_of(request), url)
    if request.path_params["form"] == "json":
        mementos = [{"datetime": row.fetched_at, "uri": _address(row), "sha256": row.payload_sha256} for row in rows]
        return JSONResponse(
            {"original_uri": url, "timegate_uri": f"/timegate/{_quoted(url)}", "mementos": {"list": mementos}}
        )
    if request.path_params["form"] != "link":
        raise NotHere("status_404")
    span = f'; from="{_http(rows[0])}"; until="{_http(rows[-1])}"'
    lines = [
        f'<{_quoted(url)}>; rel="original"',
        f'</timemap/link/{_quoted(url)}>; rel="self"; type="application/link-format"{span}',
        f'</timegate/{_quoted(url)}>; rel="timegate"',
        *(f'<{_address(row)}>; rel="{_rel(rows, row)}"; datetime="{_http(row)}"' for row in rows),
    ]
    return Response(",\n".join(lines) + "\n", media_type="application/link-format")


def memento(request: Request) -> Response:
    url, time = _url(request), request.path_params["time"]
    if not _TIME.fullmatch(time):
        raise BadParameter("bad_parameter", name="time", value=time[:40])
    room = room_of(request)
    rows = _captures(room, url)
    row = next((each for each in rows if _stamp(each) == time), None)
    if row is None:
        raise NotHere("no_such_capture", record=f"{time} {url[:120]}")
    answer = as_bytes(room.archive.read_capture(row.ref()), row.payload_sha256)
    answer.headers["memento-datetime"] = _http(row)
    answer.headers["link"] = _links(url, rows, row)
    return answer


ROUTES = [
    Route("/timegate/{url:path}", timegate),
    Route("/timemap/{form}/{url:path}", timemap),
    Route("/memento/{time}/{url:path}", memento),
]


def _url(request: Request) -> str:
    """The address asked about: the rest of the path, and its query, as they were sent."""
    query = request.url.query
    url = request.path_params["url"] + (f"?{query}" if query else "")
    url = re.sub(r"^(https?):/{1,2}(?=[^/])", r"\1://", url)  # a slash is easily lost on the way
    if not url.startswith(("http://", "https://")) or len(url) > MAX_URL:
        raise BadParameter("bad_parameter", name="url", value=url[:60])
    return url


def _captures(room: Room, url: str) -> list[CaptureRow]:
    rows = [row for row in room.archive.catalogue.captures_of(url) if row.method == "GET" and row.truncated is None]
    if not rows:
        raise NotHere("no_such_capture", record=url[:120])
    return rows


def _nearest(rows: list[CaptureRow], at: datetime) -> CaptureRow:
    times = [datetime.fromisoformat(row.fetched_at) for row in rows]
    place = bisect_left(times, at)
    around = range(max(0, place - 1), min(len(rows), place + 1))
    return rows[min(around, key=lambda each: abs(times[each] - at))]


def _rel(rows: list[CaptureRow], row: CaptureRow) -> str:
    ends = [name for name, end in (("first", rows[0]), ("last", rows[-1])) if end is row]
    return " ".join([*ends, "memento"])


def _links(url: str, rows: list[CaptureRow], row: CaptureRow) -> str:
    return ", ".join(
        (
            f'<{_quoted(url)}>; rel="original"',
            f'</timegate/{_quoted(url)}>; rel="timegate"',
            f'</timemap/link/{_quoted(url)}>; rel="timemap"; type="application/link-format"',
            f'<{_address(row)}>; rel="{_rel(rows, row)}"; datetime="{_http(row)}"',
        )
    )


def _address(row: CaptureRow) -> str:
    return f"/memento/{_stamp(row)}/{_quoted(row.url)}"


def _quoted(url: str) -> str:
    """Nothing that could end a header or a link."""
    return quote(url, safe="/:?=&%@!$'()*+,;~")


def _stamp(row: CaptureRow) -> str:
    return f"{datetime.fromisoformat(row.fetched_at).astimezone(UTC):%Y%m%d%H%M%S}"


def _http(row: CaptureRow) -> str:
    return format_datetime(datetime.fromisoformat(row.fetched_at).astimezone(UTC).replace(microsecond=0), usegmt=True)
