"""A small HTTP server for portals on loopback: pre-rendered answers, and the ways in which real portals misbehave.

    with PortalServer([site]) as server:            # its own thread, free ports
        url = server.url(site)                      # http://127.0.0.1:PORT
        site.put("/a.html", page("<p>changed</p>")) # at any time
        site.requests                               # what was asked for, with times: for tests of politeness

A plain answer is one write of bytes that were made beforehand, so that the server is not what a benchmark measures.
"""

from __future__ import annotations

import asyncio
import gzip
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from types import TracebackType
from typing import Self

ROBOTS = b"User-agent: *\nDisallow: /admin/\n"
MAX_HEAD = 65536
MAX_REQUEST_BODY = 1 << 20


@dataclass(frozen=True, slots=True)
class Answer:
    """One response. `delay` is in seconds before the first byte; `drip` sends that many bytes a second; `cut` closes the
    connection after that many bytes of the body although more were announced."""

    body: bytes = b""
    status: int = 200
    content_type: str | None = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    delay: float = 0.0
    drip: int | None = None
    cut: int | None = None

    def head(self) -> bytes:
        lines = [f"HTTP/1.1 {self.status} {HTTPStatus(self.status).phrase}", f"Content-Length: {len(self.body)}"]
        if self.content_type is not None:
            lines.append(f"Content-Type: {self.content_type}")
        lines += [f"{name}: {value}" for name, value in self.headers]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")

    @property
    def plain(self) -> bool:
        return not self.delay and self.drip is None and self.cut is None


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asked for; `at` is time.monotonic() when the request was complete."""

    at: float
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


Handler = Callable[[Request], Answer]


def page(body: str, *, encoding: str = "utf-8", declared: str | None = None, status: int = 200) -> Answer:
    """An HTML answer; `declared` is the charset of the header, none at all when it is ''."""
    charset = encoding if declared is None else declared
    return Answer(body.encode(encoding), status, f"text/html; charset={charset}" if charset else "text/html")


def redirect(location: str, status: int = 302) -> Answer:
    return Answer(status=status, headers=(("Location", location),))


def gzip_bomb(size: int) -> Answer:
    """`size` bytes of blanks in an answer a thousandth as long."""
    return Answer(gzip.compress(b" " * size, 9), headers=(("Content-Encoding", "gzip"),))


class Site:
    """A portal: answers by path (query included), a handler for what is not fixed, and the log of requests."""

    def __init__(
        self, name: str, *, host: str = "127.0.0.1", port: int = 0, latency: float = 0.0, keep_log: bool = True
    ) -> None:
        self.name = name
        self.host = host
        self.port = port
        self.latency = latency
        self.keep_log = keep_log
        self.requests: list[Request] = []
        self.missing = page("<html><head><title>404</title></head><body>您访问的页面不存在</body></html>", status=404)
        self._answers: dict[str, Answer] = {}
        self._ready: dict[str, bytes] = {}
        self._handlers: dict[str, Handler] = {}
        self.put("/robots.txt", Answer(ROBOTS, content_type="text/plain"))

    def put(self, path: str, answer: Answer) -> None:
        """Serve `answer` at `path` from now on."""
        self._answers[path] = answer
        if answer.plain and not self.latency:
            self._ready[path] = answer.head() + answer.body
        else:
            self._ready.pop(path, None)

    def handle(self, path: str, handler: Handler) -> None:
        """Answer every request to `path`, whatever its method and query, by calling `handler`."""
        self._handlers[path] = handler

    def remove(self, path: str) -> None:
        """From now on the path is not found."""
        self._answers.pop(path, None)
        self._ready.pop(path, None)

    def paths(self) -> tuple[str, ...]:
        return tuple(self._answers)

    def page_body(self, path: str) -> bytes:
        """The body served at a path. KeyError if there is none."""
        return self._answers[path].body

    def fetched(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(request.path == path for request in self.requests)

    def ready(self, path: str) -> bytes | None:
        """The whole response as bytes, where it takes no waiting."""
        return self._ready.get(path)

    def answer(self, request: Request) -> Answer:
        handler = self._handlers.get(request.path.partition("?")[0])
        if handler is not None:
            return handler(request)
        return self._answers.get(request.path, self.missing)


class _Connection(asyncio.Protocol):
    """Keep-alive HTTP/1.1 without pipelining: a client that sends its next request early waits for its turn."""

    def __init__(self, site: Site, tasks: set[asyncio.Task[None]]) -> None:
        self._site = site
        self._tasks = tasks
        self._buffer = b""
        self._busy = False
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        self._serve()

    def _serve(self) -> None:
        while not self._busy and self._transport is not None:
            end = self._buffer.find(b"\r\n\r\n")
            if end < 0:
                if len(self._buffer) > MAX_HEAD:
                    self._transport.close()
                return
            site = self._site
            if not site.keep_log and self._buffer.startswith(b"GET "):
                ready = site.ready(self._buffer[4 : self._buffer.index(b" ", 4)].decode("latin-1"))
                if ready is not None:
                    self._buffer = self._buffer[end + 4 :]
                    self._transport.write(ready)
                    continue
            request = self._request(end)
            if request is None:
                return
            site.requests.append(request)
            ready = site.ready(request.path) if request.method == "GET" else None
            if ready is not None:
                self._transport.write(ready)
                continue
            self._busy = True
            task = asyncio.get_running_loop().create_task(self._respond(request))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def _request(self, end: int) -> Request | None:
        """The complete request at the buffer's start, taken from it; None while some of its body is still to come."""
        assert self._transport is not None
        first, *lines = self._buffer[:end].decode("latin-1").split("\r\n")
        headers = {}
        for line in lines:
            name, _, value = line.partition(":")
            headers[name.strip().lower()] = value.strip()
        length = int(headers.get("content-length", "0"))
        words = first.split(" ")
        if length > MAX_REQUEST_BODY or len(words) != 3:
            self._transport.close()
            return None
        if len(self._buffer) < end + 4 + length:
            return None
        body = self._buffer[end + 4 : end + 4 + length]
        self._buffer = self._buffer[end + 4 + length :]
        return Request(time.monotonic(), words[0], words[1], headers, body)

    async def _respond(self, request: Request) -> None:
        answer = self._site.answer(request)
        await asyncio.sleep(answer.delay + self._site.latency)
        body = b"" if request.method == "HEAD" else answer.body
        self._write(answer.head())
        if answer.cut is not None:
            self._write(body[: answer.cut])
            if self._transport is not None:
                self._transport.close()
        elif answer.drip:
            step = max(1, answer.drip // 10)
            for start in range(0, len(body), step):
                if self._transport is None:
                    return
                self._write(body[start : start + step])
                await asyncio.sleep(step / answer.drip)
        else:
            self._write(body)
        self._busy = False
        self._serve()

    def _write(self, data: bytes) -> None:
        if self._transport is not None:
            self._transport.write(data)


class PortalServer:
    """Serves sites on loopback, each on its own port, from a thread of its own. OSError if a fixed port is taken."""

    def __init__(self, sites: Iterable[Site]) -> None:
        self.sites = tuple(sites)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="portals", daemon=True)
        self._tasks: set[asyncio.Task[None]] = set()
        self._servers: list[asyncio.Server] = []

    def url(self, site: Site, path: str = "") -> str:
        return f"http://{site.host}:{site.port}{path}"

    def start(self) -> None:
        self._thread.start()
        try:
            asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    async def _listen(self) -> None:
        for site in self.sites:
            server = await self._loop.create_server(
                partial(_Connection, site, self._tasks), site.host, site.port, backlog=512
            )
            site.port = server.sockets[0].getsockname()[1]
            self._servers.append(server)

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
