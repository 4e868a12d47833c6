"""What a portal family is: how a publishing system is recognised and read. Nothing about places.

A family is an instance of Family in a file of its own; `crawler/families/__init__.py` finds it there. Fingerprints look at
markup and at the shape of addresses, never at a host's name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from crawler.discovery.page import Listing
from crawler.discovery.view import View
from pipelines.blocks import BodyHint
from storage.capture import SourceKind

Where = Literal["markup", "url"]


@dataclass(frozen=True, slots=True)
class Sign:
    """One mark of a system: `needle` must occur (in lower case), and `pattern` too if there is one. A weight of 1.0 is
    enough by itself. The needle comes first because a search for a plain string costs next to nothing."""

    where: Where
    needle: bytes
    pattern: re.Pattern[str] | None
    weight: float
    says: str


def sign(where: Where, needle: str, weight: float, says: str, pattern: str | None = None) -> Sign:
    return Sign(where, needle.lower().encode(), re.compile(pattern, re.I) if pattern else None, weight, says)


@dataclass(frozen=True)
class Family:
    """A publishing system.

    name         its file's name, as in PORTALS_FILE
    title        the system's own name and maker
    evidence     what its reading follows: saved pages, documentation, public code that talks to it
    proven       False when nobody here has seen a real page of it
    signs        its fingerprints
    body         where the article of a page is
    hosts        further hosts that belong to any portal of this system
    source_kind  official, or mirror for a site that copies reports
    calls        plain strings of its markup, in lower case, that call for its own reading even on a portal of another system
    """

    name: str
    title: str
    evidence: str
    signs: tuple[Sign, ...]
    proven: bool = True
    body: BodyHint = field(default_factory=BodyHint)
    hosts: tuple[str, ...] = ()
    source_kind: SourceKind = "official"
    calls: tuple[bytes, ...] = ()

    def fingerprint(self, view: View) -> tuple[float, tuple[str, ...]]:
        """How surely this system made the page, with the marks found; (0, ()) when none."""
        weight = 0.0
        found = []
        url = view.url.lower()
        texts = {"markup": view.lowered, "url": url} if view.kind != "file" else {"markup": "", "url": url}
        marks = {"markup": view.marks if view.kind != "file" else b"", "url": url.encode()}
        for mark in self.signs:
            if mark.needle in marks[mark.where] and (mark.pattern is None or mark.pattern.search(texts[mark.where])):
                weight += mark.weight
                found.append(mark.says)
        return weight, tuple(found)

    def listing(self, view: View) -> Listing | None:
        """The list on this page as the system pages it; None leaves it to the general reading."""
        return None

    def article(self, view: View) -> str | None:
        """The article's markup, where it stands in data rather than in the page's own markup."""
        return None
