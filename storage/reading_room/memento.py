"""Memento (RFC 7089): which captures of an address there are, and the one nearest to a time.

    /timegate/URL           302 to the capture nearest to Accept-Datetime (the latest without one)
    /timemap/link/URL       all captures as application/link-format; /timemap/json/URL the same as JSON
    /memento/TIME/URL       the capture's bytes as an attachment, with Memento-Datetime; TIME is YYYYMMDDhhmmss, UTC,
                            and six digits of microseconds more where two captures share a second

Only whole GET answers count. The bytes of a captured page are never opened in the room's own origin.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from storage.catalogue import CaptureRow
from storage.reading_room.asking import BadParameter, NotHere
from storage.reading_room.pages.originals import as_bytes, http_date
from storage.reading_room.rendering import room_of

MAX_URL = 2083
_TIME = re.compile(r"\d{14}(?:\d{6})?", re.ASCII)
_LOST_SLASH = re.compile(r"^(https?):/(?=[^/])")


@dataclass(frozen=True, slots=True)
class Mementos:
    """All captures of an address, the earliest first, and where this room is asked for them."""

    url: str
    here: str
    rows: tuple[CaptureRow, ...]
    stamps: tuple[str, ...]

    def address(self, at: int) -> str:
        return f"{self.here}/memento/{self.stamps[at]}/{_quoted(self.url)}"

    def other(self, kind: str) -> str:
        return f"{self.here}/{kind}/{_quoted(self.url)}"

    def link(self, at: int, *also: str) -> str:
        """A memento as a link, with its place among the others."""
        ends = [name for name, end in (("first", 0), ("last", len(self.rows) - 1)) if end == at]
        return (
            f'<{self.address(at)}>; rel="{" ".join([*ends, *also, "memento"])}"; datetime="{http_date(self.rows[at])}"'
        )


def timegate(request: Request) -> Response:
    found = _found(request)
    asked = request.headers.get("accept-datetime")
    at = len(found.rows) - 1 if asked is None else _nearest(found.rows, _time(asked))
    headers = {"vary": "accept-datetime", "link": _links(found, at)}
    return RedirectResponse(found.address(at), 302, headers=headers)


def timemap(request: Request) -> Response:
    found = _found(request)
    every = range(len(found.rows))
    if request.path_params["form"] == "json":
        mementos = [
            {"datetime": found.rows[at].fetched_at, "uri": found.address(at), "sha256": found.rows[at].payload_sha256}
            for at in every
        ]
        return JSONResponse(
            {"original_uri": found.url, "timegate_uri": found.other("timegate"), "mementos": {"list": mementos}}
        )
    if request.path_params["form"] != "link":
        raise NotHere("status_404")
    span = f'; from="{http_date(found.rows[0])}"; until="{http_date(found.rows[-1])}"'
    lines = [
        f'<{_quoted(found.url)}>; rel="original"',
        f'<{found.other("timemap/link")}>; rel="self"; type="application/link-format"{span}',
        f'<{found.other("timegate")}>; rel="timegate"',
        *(found.link(at) for at in every),
    ]
    return Response(",\n".join(lines) + "\n", media_type="application/link-format")


def memento(request: Request) -> Response:
    time = request.path_params["time"]
    if not _TIME.fullmatch(time):
        raise BadParameter("bad_parameter", name="time", value=time[:40])
    found = _found(request)
    if time not in found.stamps:
        raise NotHere("no_such_capture", record=f"{time} {found.url[:120]}")
    at = found.stamps.index(time)
    answer = as_bytes(room_of(request), found.rows[at])
    answer.headers["memento-datetime"] = http_date(found.rows[at])
    answer.headers["link"] = _links(found, at)
    return answer


ROUTES = [
    Route("/timegate/{url:path}", timegate),
    Route("/timemap/{form}/{url:path}", timemap),
    Route("/memento/{time}/{url:path}", memento),
]


def _found(request: Request) -> Mementos:
    url = _url(request)
    captures = room_of(request).archive.catalogue.captures_of(url)
    rows = tuple(row for row in captures if row.method == "GET" and row.truncated is None)
    if not rows:
        raise NotHere("no_such_capture", record=url[:120])
    shared = Counter(_stamp(row, whole=False) for row in rows)
    stamps = tuple(_stamp(row, whole=shared[_stamp(row, whole=False)] > 1) for row in rows)
    return Mementos(url, str(request.base_url).rstrip("/"), rows, stamps)


def _url(request: Request) -> str:
    """The address asked about: the rest of the path, and its query, byte for byte as they were sent."""
    before = request.scope["path"].removesuffix(request.path_params["url"]).count("/")
    rest = request.scope["raw_path"].decode("latin-1").partition("?")[0].split("/", before)[-1]
    if not rest.startswith(("http://", "https://")):
        rest = _LOST_SLASH.sub(r"\1://", rest if rest.startswith(("http:/", "https:/")) else unquote(rest))
    query: str = request.url.query
    url: str = rest + (f"?{query}" if query else "")
    if not url.startswith(("http://", "https://")) or len(url) > MAX_URL or not url.isprintable():
        raise BadParameter("bad_parameter", name="url", value=url[:60])
    return url


def _time(asked: str) -> datetime:
    try:
        at = parsedate_to_datetime(asked)
    except ValueError as error:
        raise BadParameter("bad_parameter", name="Accept-Datetime", value=asked[:40]) from error
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _nearest(rows: tuple[CaptureRow, ...], at: datetime) -> int:
    times = [datetime.fromisoformat(row.fetched_at) for row in rows]
    place = bisect_left(times, at)
    around = range(max(0, place - 1), min(len(rows), place + 1))
    return min(around, key=lambda each: abs(times[each] - at))


def _links(found: Mementos, at: int) -> str:
    last = len(found.rows) - 1
    # One place may be several things: the first, and the one before.
    names: dict[int, list[str]] = {0: [], last: [], at: []}
    if at > 0:
        names.setdefault(at - 1, []).append("prev")
    if at < last:
        names.setdefault(at + 1, []).append("next")
    return ", ".join(
        (
            f'<{_quoted(found.url)}>; rel="original"',
            f'<{found.other("timegate")}>; rel="timegate"',
            f'<{found.other("timemap/link")}>; rel="timemap"; type="application/link-format"',
            *(found.link(each, *names[each]) for each in sorted(names)),
        )
    )


def _quoted(url: str) -> str:
    """Nothing that could end a header or a link."""
    return quote(url, safe="/:?=&%@!$'()*+,;~")


def _stamp(row: CaptureRow, *, whole: bool) -> str:
    at = datetime.fromisoformat(row.fetched_at).astimezone(UTC)
    return f"{at:%Y%m%d%H%M%S%f}" if whole else f"{at:%Y%m%d%H%M%S}"
