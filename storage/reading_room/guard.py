"""What every answer carries, and which requests are answered at all.

Nothing of a page may run, load or go elsewhere but what the room itself serves: a strict Content-Security-Policy, no sniffing,
no framing by others, no referrer. A captured page is answered under ORIGINAL_POLICY: a sandbox with an origin of its own
that runs nothing and loads nothing. A request whose Host is not the room's own is refused: a foreign name that was made
to resolve to this machine (DNS rebinding) reads nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'; connect-src 'none'"
)
ORIGINAL_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
BYTES_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_LARGEST_TAGGED = 4 << 20
_HOST = re.compile(r"(?:\[(?P<six>[0-9a-fA-F:.]+)\]|(?P<name>[^:/\s]+))(?::\d{1,5})?")

_COMMON = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Refuses foreign hosts and methods that write; adds the headers; answers conditional requests."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self._app = app
        self._hosts = frozenset(host.lower().strip("[]") for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if host_name(headers.get("host", "")) not in self._hosts:
            await _refuse(send, 421, b"This is not a name of this reading room.\n")
        elif scope["method"] not in ("GET", "HEAD"):
            await _refuse(send, 405, b"The reading room is read-only: GET and HEAD.\n", (("allow", "GET, HEAD"),))
        else:
            answer = _Answer(scope["method"], headers, send)
            await self._app(_whole(scope), receive, answer.send)


def host_name(host: str) -> str:
    """The name in a Host header, without its port; empty if it is no host."""
    match = _HOST.fullmatch(host.strip())
    return (match["six"] or match["name"]).lower() if match else ""


class _Answer:
    """Holds a short answer back until it is whole, tags it, and sends 304 where the asker has it already (RFC 9110, 13)."""

    def __init__(self, method: str, asked: Headers, send: Send) -> None:
        self._method = method
        self._tags = {tag.strip().removeprefix("W/") for tag in asked.get("if-none-match", "").split(",")[:50]} - {""}
        self._since = None if self._tags else _time(asked.get("if-modified-since"))
        self._send = send
        self._start: Message | None = None
        self._body = bytearray()
        self._over = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _COMMON.items():
                headers.setdefault(name, value)
            headers.setdefault("content-security-policy", PAGE_POLICY)
            headers.setdefault("cache-control", "no-cache")
            if message["status"] == 200 and self._known(headers):
                await self._not_modified(message)
            elif message["status"] != 200 or int(headers.get("content-length", _LARGEST_TAGGED + 1)) > _LARGEST_TAGGED:
                await self._send(message)
            else:
                self._start = message
            return
        if self._over:
            return
        if self._start is None:
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if not message.get("more_body", False):
            await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        headers = MutableHeaders(scope=start)
        headers.setdefault("etag", f'"{hashlib.sha256(bytes(self._body)).hexdigest()[:24]}"')
        if self._known(headers):
            await self._not_modified(start)
            return
        await self._send(start)
        await self._send({"type": "http.response.body", "body": b"" if self._method == "HEAD" else bytes(self._body)})

    def _known(self, headers: MutableHeaders) -> bool:
        """Whether the asker has this answer, as far as its headers tell yet."""
        if self._tags:
            return "etag" in headers and ("*" in self._tags or headers["etag"] in self._tags)
        changed = _time(headers.get("last-modified"))
        return self._since is not None and changed is not None and changed <= self._since

    async def _not_modified(self, start: Message) -> None:
        headers = MutableHeaders(scope=start)
        start["status"] = 304
        for name in ("content-length", "content-type", "content-disposition"):
            if name in headers:
                del headers[name]
        self._over = True
        await self._send(start)
        await self._send({"type": "http.response.body", "body": b""})


def _time(value: str | None) -> datetime | None:
    """A time of a header in UTC; what is none is as if it were not there."""
    try:
        found = parsedate_to_datetime(value) if value else None
    except ValueError:
        return None
    return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)


def _whole(scope: Scope) -> Scope:
    """The request without Range: answers are given whole, and no list of ranges has to be read."""
    kept = [(name, value) for name, value in scope["headers"] if name not in (b"range", b"if-range")]
    return {**scope, "headers": kept}


async def _refuse(send: Send, status: int, words: bytes, extra: Iterable[tuple[str, str]] = ()) -> None:
    headers = {
        **_COMMON,
        "content-security-policy": BYTES_POLICY,
        "content-type": "text/plain; charset=utf-8",
        "content-length": str(len(words)),
        **dict(extra),
    }
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": words})
