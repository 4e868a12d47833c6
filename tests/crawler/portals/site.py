"""A site in memory: it answers visits as a web server would, and knows which of its addresses are reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from crawler.discovery.page import Answer, Portal, Visit

Body = tuple[int, str, bytes]


@dataclass(frozen=True)
class Truth:
    """A report that a portal holds."""

    year: int
    issuer: str
    kind: str


@dataclass
class Site:
    """`pages` by path with query; `calls` by path alone, for answers that depend on parameters. `missing` answers the rest."""

    name: str
    base: str
    family: str | None = None
    source_kind: str = "official"
    jurisdiction: str = "510500"
    pages: dict[str, Body] = field(default_factory=dict)
    calls: dict[str, Callable[[dict[str, str]], Body]] = field(default_factory=dict)
    reports: dict[str, Truth] = field(default_factory=dict)
    missing: Body = (
        404,
        "text/html; charset=utf-8",
        b"<html><head><title>404 Not Found</title></head><body>404</body></html>",
    )
    reports_url: str | None = None
    rendered: dict[str, bytes] = field(default_factory=dict)

    def put(
        self,
        path: str,
        markup: str | bytes,
        *,
        media: str = "text/html",
        charset: str = "utf-8",
        declared: str | None = "",
    ) -> str:
        body = markup if isinstance(markup, bytes) else markup.encode(charset, "xmlcharrefreplace")
        header = (
            media
            if declared is None or not media.startswith(("text", "application/json"))
            else f"{media}; charset={declared or charset}"
        )
        self.pages[path] = (200, header, body)
        return self.base + path

    def report(self, path: str, truth: Truth) -> None:
        self.reports[self.base + path] = truth

    @property
    def portal(self) -> Portal:
        return Portal(self.jurisdiction, self.base + "/", self.reports_url, None, self.source_kind)  # type: ignore[arg-type]

    def answer(self, visit: Visit) -> Answer:
        parts = urlsplit(visit.url)
        path = parts.path or "/"
        full = path + (f"?{parts.query}" if parts.query else "")
        if visit.render and full in self.rendered:
            return Answer(
                visit.url, 200, (("Content-Type", "text/html; charset=utf-8"),), self.rendered[full], rendered=True
            )
        body = self.pages.get(full)
        if body is None and path in self.calls:
            parameters = dict(parse_qsl(parts.query, keep_blank_values=True))
            parameters.update(parse_qsl(visit.body.decode("utf-8", "replace"), keep_blank_values=True))
            body = self.calls[path](parameters)
        if body is None:
            body = self.pages.get(path.rstrip("/") + "/index.html") or self.pages.get(path + "/")
        status, media, data = body or self.missing
        return Answer(visit.url, status, (("Content-Type", media),), data, rendered=visit.render)
