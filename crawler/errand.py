"""What a request is for: carried in `request.meta["errand"]` by everything that leaves for a walk's sake.

A redirect, a retry, the robots.txt asked for on the way, a script that a browser page loads: all run on the errand of the
visit that needs them, so that each capture knows its jurisdiction, portal and path of links.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from crawler.discovery.page import Portal, Visit
from crawler.guard import Allowed
from storage.capture import CaptureFacts

if TYPE_CHECKING:
    from scrapy import Request

ERRAND = "errand"


@dataclass(slots=True)
class Cost:
    """The requests that were sent on an errand: its own, redirects, retries, what its page in the browser asked for."""

    requests: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Errand:
    """`tour` names the walk; `allowed` are the private hosts and ports it may go to; `role` overrides the visit's. `rank` is its
    number among the walk's visits, `is_part` whether it asks for one of several files that are a report's body."""

    tour: str
    portal: Portal
    visit: Visit
    allowed: Allowed
    family: str | None = None
    role: str | None = None
    # Whether an address is on the hosts that this walk may ask; None where nothing restricts it.
    within: Callable[[str], bool] | None = None
    rank: int = 0
    is_part: bool = False
    cost: Cost = field(default_factory=Cost)

    @property
    def jurisdiction(self) -> str:
        return self.portal.jurisdiction

    def as_role(self, role: str) -> Errand:
        return replace(self, role=role)

    def facts(
        self, *, role: str | None = None, via: tuple[str, ...] = (), tls: dict[str, str] | None = None
    ) -> CaptureFacts:
        """What only the crawl knows; `via` are the addresses that redirected from the visit's own to this one."""
        visit = self.visit
        return CaptureFacts(
            jurisdiction=self.portal.jurisdiction,
            portal_url=self.portal.portal_url,
            source_kind=self.portal.source_kind,
            role=role or self.role or visit.role,
            path=(*visit.path, *via),
            anchor=visit.anchor,
            parent=visit.parent,
            family=self.family or self.portal.family,
            context=dict(visit.context),
            tls=dict(tls or {}),
        )


def errand_of(request: Request) -> Errand | None:
    errand = request.meta.get(ERRAND)
    return errand if isinstance(errand, Errand) else None
