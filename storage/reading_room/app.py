"""The reading room as an ASGI application: routes, languages, errors.

/en/..., /zh/...             pages; without the language they lead to the one that the browser asks for
/originals/...               what was captured, in a sandbox or as bytes
/api/v1/..., /openapi.json   the same as JSON
/timegate/, /timemap/, /memento/   RFC 7089
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import threading
from collections.abc import AsyncIterator, Collection

import anyio.to_thread
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from storage.errors import StorageError
from storage.reading_room import api, memento, openapi
from storage.reading_room.asking import Asked, NotNow
from storage.reading_room.guard import Guard
from storage.reading_room.pages import (
    about,
    compare,
    coverage,
    events,
    jurisdiction,
    originals,
    quality,
    report,
    reports,
    search,
    snapshots,
    versions,
)
from storage.reading_room.rendering import page
from storage.reading_room.room import Room
from storage.reading_room.words import LANGUAGES, preferred, text

THREADS = 8
"""Requests that are answered at once: each thread holds connections and their caches."""

_LANGUAGE_FREE = frozenset(
    {"static", "api", "openapi.json", "originals", "timegate", "timemap", "memento", "favicon.ico", "robots.txt"}
)
_log = logging.getLogger(__name__)


def make_app(room: Room, hosts: Collection[str]) -> Starlette:
    """The application; `hosts` are the names under which it may be asked."""

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        threading.Thread(target=room.keep_fresh, name="refresh", daemon=True).start()
        yield
        room.close()

    app = Starlette(
        routes=_routes(),
        lifespan=lifespan,
        middleware=[Middleware(Guard, hosts=hosts), Middleware(Languages)],
        exception_handlers={
            Asked: _asked,
            HTTPException: _http,
            StorageError: _storage,
            sqlite3.Error: _storage,
            Exception: _unexpected,
        },
    )
    app.state.room = room
    return app


class Languages:
    """Takes the language off the path; leads a page's address without one to the language that the browser asks for."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        first, _, rest = path.lstrip("/").partition("/")
        headers = Headers(scope=scope)
        if first in LANGUAGES:
            inner = dict(scope, lang=first, path=f"/{rest}", raw_path=f"/{rest}".encode())
            await self._app(inner, receive, send)
        elif first in _LANGUAGE_FREE:
            await self._app(dict(scope, lang=preferred(headers.get("accept-language", ""))), receive, send)
        else:
            lang = preferred(headers.get("accept-language", ""))
            query = scope["query_string"].decode("latin-1")
            # One leading slash: //host would lead elsewhere.
            target = f"/{lang}/{path.lstrip('/')}" + (f"?{query}" if query else "")
            answer = RedirectResponse(target, 302, headers={"vary": "accept-language"})
            await answer(scope, receive, send)


def _routes() -> list[BaseRoute]:
    return [
        Route("/", coverage.show),
        Route("/coverage/{code}", coverage.show),
        Route("/jurisdictions/{code}", jurisdiction.show),
        Route("/jurisdictions", jurisdiction.find),
        Route("/reports", reports.show),
        Route("/reports/{code}/{year}/{issuer}", report.show),
        Route("/versions/{code}/{year}/{issuer}", versions.show),
        Route("/captures/{record}", originals.facts),
        Route("/compare", compare.show),
        Route("/compare.{form}", compare.download),
        Route("/search", search.show),
        Route("/quality", quality.show),
        Route("/snapshots", snapshots.index),
        Route("/snapshots/{scope}/{name}", snapshots.show),
        Route("/events", events.show),
        Route("/status", events.status),
        Route("/dictionary", about.dictionary_page),
        Route("/about", about.show),
        Route("/originals/{record}", originals.markup),
        Route("/originals/{record}/bytes", originals.body),
        Route("/originals/{record}/sheets/{number}.png", originals.picture),
        *api.ROUTES,
        Route("/openapi.json", openapi.show),
        *memento.ROUTES,
        Mount("/static", StaticFiles(packages=[("storage.reading_room", "static")])),
        Route("/favicon.ico", about.icon),
        Route("/robots.txt", about.robots),
    ]


# Errors as pages


async def _asked(request: Request, error: Exception) -> Response:
    assert isinstance(error, Asked)
    values = {name: value if value is not None else "" for name, value in error.values.items()}
    answer = _tell(request, error.status, error.text, values)
    if isinstance(error, NotNow):
        answer.headers["retry-after"] = "5"
    return answer


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    known = error.status_code in (404, 405)
    return _tell(request, error.status_code, f"status_{error.status_code}" if known else "status_other", {})


async def _storage(request: Request, error: Exception) -> Response:
    """The store or a database did not do what was asked: worth trying again, and no fault of who asks."""
    _log.warning("%s: %s", request.scope["path"], error)
    return _tell(request, 503, "store_trouble", {"why": " ".join(str(error).split())[:300]})


async def _unexpected(request: Request, error: Exception) -> Response:
    _log.error("%s failed", request.scope["path"], exc_info=error)
    return _tell(request, 500, "status_500", {})


def _tell(request: Request, status: int, name: str, values: dict[str, object]) -> Response:
    if request.scope["path"].startswith(("/api/", "/timemap/", "/timegate/", "/memento/")):
        return JSONResponse({"status": status, "error": text("en", name, **values)}, status)
    return page(request, "error.html", status=status, code=status, name=name, values=values)
