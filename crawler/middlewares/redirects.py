"""Follows redirects, but not in circles; what they set on the way goes back to who set it, until the chain ends.

Cookies are off: no capture depends on what was visited before. Some servers send every visitor without their cookie to a page that
sets it and sends him back: within that one chain of redirects the cookie is carried, to the same host and port only, and then it is
forgotten. A server that is not content with it is not persuaded further.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request
from scrapy.http.cookies import CookieJar

if TYPE_CHECKING:
    from scrapy.http import Response

STATUSES = frozenset({301, 302, 303, 307, 308})
# In a request's meta: method, address and cookies of what redirected to it; the cookies that were set on the way, by server.
FOLLOWED = "followed"
CARRIED = "carried_cookies"
# With cookies an address is asked for once more than without.
MOST_VISITS = 2
# Bytes of a Cookie header; servers refuse longer ones.
MAX_COOKIES = 4096


class CircularRedirect(IgnoreRequest):
    """A redirect leads back to where it came from."""


class CookieWanted(CircularRedirect):
    """The same, of a server that got its cookie back, or sets one that it cannot get: a proof that a browser is at the other end."""


def leads_on(response: Response) -> bool:
    """Whether a response is a redirect. One that does not say where to is an answer like any other, as browsers take it."""
    return response.status in STATUSES and bool((response.headers.get("Location") or b"").strip())


class Redirects(RedirectMiddleware):
    """Scrapy's own, which would go round a circle as often as it follows redirects at all."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        if not leads_on(response):
            return response
        target = super().process_response(request, response)
        if not isinstance(target, Request):
            return target
        _carry(request, response, target)
        followed = (*request.meta.get(FOLLOWED, ()), _asked(request))
        asked = _asked(target)
        if asked in followed or sum(visit[:2] == asked[:2] for visit in followed) >= MOST_VISITS:
            kind = CookieWanted if "Set-Cookie" in response.headers or "Cookie" in target.headers else CircularRedirect
            raise kind(f"{request.url} leads back to {target.url}")
        target.meta[FOLLOWED] = followed
        return target


def _carry(request: Request, response: Response, target: Request) -> None:
    """Give the target the cookies that its own server set in this chain, as paths and ages of cookies allow."""
    jars: dict[tuple[str, int | None], CookieJar] = request.meta.get(CARRIED, {})
    if "Set-Cookie" in response.headers:
        jars = {**jars}
        jars.setdefault(_server(request), CookieJar()).extract_cookies(response, request)
        target.meta[CARRIED] = jars
    target.headers.pop("Cookie", None)
    jar = jars.get(_server(target))
    if jar is not None:
        jar.add_cookie_header(target)
        if len(target.headers.get("Cookie") or b"") > MAX_COOKIES:
            target.headers.pop("Cookie")


def _server(request: Request) -> tuple[str, int | None]:
    parts = urlsplit(request.url)
    return parts.hostname or "", parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def _asked(request: Request) -> tuple[str, str, bytes]:
    return request.method, request.url.partition("#")[0], request.headers.get("Cookie") or b""
