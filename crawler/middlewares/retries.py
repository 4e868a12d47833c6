"""Again after a broken connection or "come back later"; never after a bound of ours was reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.retry import RetryMiddleware

from crawler.wire import WIRE, Wire

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response


class Retries(RetryMiddleware):
    """Scrapy's own, which knows nothing of a body that broke off; one that was cut at a bound counts as answered."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        wire: Wire | None = request.meta.get(WIRE)
        if wire is not None and wire.truncated == "disconnect" and not request.meta.get("dont_retry"):
            return self._retry(request, "the body broke off") or response
        if wire is not None and wire.truncated is not None:
            return response
        return super().process_response(request, response)
