"""A page as its script left it: what the browser hands on, and why it could not."""

from __future__ import annotations

from dataclasses import dataclass, field

from scrapy.http import Response

from crawler.discovery.page import Answer

RENDERED = "rendered"


class NoBrowser(Exception):
    """There is no browser, or it is switched off; the message says what to install."""


class BrowserFailed(Exception):
    """The page could not be rendered."""


@dataclass(slots=True)
class Rendered:
    """A rendered page: its DOM in UTF-8, the record of its own response, and the data that came behind it."""

    url: str
    status: int
    dom: bytes
    record_id: str | None
    behind: list[Answer] = field(default_factory=list)


def rendered_of(response: Response) -> Rendered | None:
    assert response.request is not None
    rendered = response.request.meta.get(RENDERED)
    return rendered if isinstance(rendered, Rendered) else None
