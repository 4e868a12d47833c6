"""The visit that a link asks for: in which role, and what its page knows of it."""

from __future__ import annotations

from crawler.discovery.addresses import is_file, route
from crawler.discovery.page import FoundLink, Page, Role, Visit
from crawler.discovery.words import names_former_site, names_reports_column

INHERITING = frozenset(("year", "organ", "organs", "archive", "more"))
MAX_CONTEXT = 400


def visit_for(link: FoundLink, asked: Visit, page: Page, depth: int, label: str) -> Visit:
    """The visit for a link. What hangs below a column of reports by year, by organ or as its older part is still in it; the site
    that the portal was before is not."""
    role: Role = "page"
    if link.kind == "frame":
        role = "frame"
    elif link.kind == "api":
        role = "api"
    elif link.kind == "pager":
        role = "list"
    elif link.kind == "attachment" or is_file(link.url):
        role = "attachment"
    context: dict[str, str] = {}
    said = link.text or link.title
    inherits = label in INHERITING and (not names_former_site(said) or names_reports_column(said))
    if role in ("frame", "api") or link.kind in ("refresh", "pager") or inherits:
        names = [*page.columns, *asked.context.get("columns", "").split("\n")]
        names = [name for name in dict.fromkeys(names) if name]
        if page.title and page.kind != "home" and names_reports_column(page.title):
            names.append(page.title)
        if asked.anchor and names_reports_column(asked.anchor):
            names.append(asked.anchor)
        if names:
            context["columns"] = "\n".join(names)[:MAX_CONTEXT]
        depth -= not inherits
    if role == "frame" and page.title and page.recognition is not None:
        context["title"] = page.title
    if role == "attachment":
        context["title"] = (link.title if len(link.title) > len(link.text) else link.text)[:MAX_CONTEXT]
    if link.published:
        context["published"] = link.published
    if link.address:
        context["address"] = link.address
    anchor = link.text or link.title or (asked.anchor if link.kind in ("refresh", "frame", "pager", "api") else "")
    if link.kind in ("refresh", "pager", "api"):
        anchor = asked.anchor or anchor
    return Visit(
        link.url,
        role,
        depth=depth,
        path=(*asked.path, asked.url),
        anchor=anchor or None,
        method=link.method,
        body=link.body,
        headers=link.headers,
        render=bool(route(link.url)),
        context=context,
    )
