"""Follows redirects, but not in circles: without cookies the same request has the same answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request

if TYPE_CHECKING:
    from scrapy.http import Response

STATUSES = frozenset({301, 302, 303, 307, 308})
# In a request's meta: method and address of what redirected to it.
FOLLOWED = "followed"


class CircularRedirect(IgnoreRequest):
    """A redirect leads back to where it came from."""


class CookieWanted(CircularRedirect):
    """The same, of a server that would have its cookie back first: a proof that a browser is at the other end."""


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
        followed = (*request.meta.get(FOLLOWED, ()), _asked(request))
        if _asked(target) in followed:
            kind = CookieWanted if "Set-Cookie" in response.headers else CircularRedirect
            raise kind(f"{request.url} leads back to {target.url}")
        target.meta[FOLLOWED] = followed
        return target


def _asked(request: Request) -> tuple[str, str]:
    return request.method, request.url.partition("#")[0]
