"""The values of the walk: an address to visit, what came back, what it is.

    Visit --(network)--> Answer --examine()--> Page --Walk.learn()--> more Visits

All picklable: `examine` runs in another process.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pipelines.blocks import BodyHint
from storage.capture import SourceKind

Role = Literal["home", "list", "page", "attachment", "api", "sitemap", "search", "frame"]

Verdict = Literal[
    "ok",
    "not_found",
    "soft_404",
    "challenge",
    "blocked",
    "empty",
    "stub",
    "not_a_report",
    "too_large",
    "timeout",
    "unreachable",
    "refused_by_robots",
    "refused_address",
    "server_error",
    "unsupported",
    "damaged",
]

Kind = Literal["report", "list", "article", "stub", "file", "home", "other"]


@dataclass(frozen=True, slots=True)
class Portal:
    """A row of the registry or of PORTALS_FILE."""

    jurisdiction: str
    portal_url: str
    reports_url: str | None = None
    family: str | None = None
    source_kind: SourceKind = "official"


@dataclass(frozen=True, slots=True)
class Visit:
    """One request that the walk wants made. Higher `score` goes first; `path` is the links that led here."""

    url: str
    role: Role = "page"
    score: float = 0.0
    depth: int = 0
    path: tuple[str, ...] = ()
    anchor: str | None = None
    parent: str | None = None
    method: str = "GET"
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    render: bool = False
    context: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for a visit, as the examiner sees it. `body` is decoded from any Content-Encoding. `method`, `sent` and
    `sent_type` are the request's; `behind` are the answers that a rendered page's script asked for."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    record_id: str | None = None
    truncated: bool = False
    rendered: bool = False
    method: str = "GET"
    sent: bytes = b""
    sent_type: str = ""
    behind: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A link of a page with what surrounds it: `context` is the text of its list entry, `heading` the nearest heading
    before it, `group` the repeated structure it is part of (links of one list share it); `address` is how entries without
    one that come in answer are addressed (calls.py)."""

    url: str
    text: str
    title: str = ""
    context: str = ""
    kind: Literal[
        "link", "frame", "refresh", "script", "pager", "attachment", "image", "search", "api", "entry", "sitemap"
    ] = "link"
    published: str | None = None
    method: str = "GET"
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    heading: str = ""
    group: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class ListState:
    """What a list page says of its own completeness: entries or pages in all, and which page this is; `unread` why its
    other pages could not be told, where it has some."""

    total_entries: int | None = None
    total_pages: int | None = None
    page: int | None = None
    entries: int = 0
    unread: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """What a page says or offers of entries that none of its links leads to, of the years from `first` to `last`."""

    said: str
    first: int
    last: int

    def speaks_of(self, year: int) -> bool:
        return self.first <= year <= self.last


@dataclass(frozen=True, slots=True)
class Listing:
    """What a reader of lists made of a page: the addresses of its other pages, what it says of itself, and entries that
    stand in data rather than in links."""

    more: tuple[FoundLink, ...] = ()
    state: ListState | None = None
    entries: tuple[FoundLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Recognition:
    """Whose report a page is, told by its content (pipelines/parsing/recognise.py). `complete` is False for a stub page
    whose body is an attachment. `pictured` are the addresses of the pictures that stand where its tables would."""

    year: int | None
    issuer_name: str | None
    issuer_kind: Literal["government", "department", "other"] | None
    jurisdiction: str | None
    title: str | None
    published: str | None
    complete: bool = True
    pictured: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What an answer turned out to be. `hints` say of what it has beside what it shows (hints.py). `columns` are the names of where it stands (breadcrumb, column), outermost first;
    `hosts` those that its family declares besides the portal's own; `content_sha256` is of its visible text;
    `unfilled` names an element that its script may fill beside what it has. `article` is the report's own markup where the page holds it as data: what is to be read instead of the body;
    `parts` are the addresses of the files that are its body together, in order, where the page only carries them, or of the pictures
    that are tables of the report that it is;
    `unaddressed` are titles of reports that it shows, and whose texts its script opens without an address."""

    url: str
    verdict: Verdict
    kind: Kind = "other"
    reason: str = ""
    family: str | None = None
    family_evidence: tuple[str, ...] = ()
    title: str | None = None
    charset: str | None = None
    media_type: str | None = None
    links: tuple[FoundLink, ...] = ()
    attachments: tuple[FoundLink, ...] = ()
    list_state: ListState | None = None
    recognition: Recognition | None = None
    body_hint: BodyHint = field(default_factory=BodyHint)
    needs_browser: str | None = None
    unfilled: str | None = None
    content_sha256: str | None = None
    columns: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    article: str | None = None
    parts: tuple[str, ...] = ()
    hints: tuple[Hint, ...] = ()
    unaddressed: tuple[str, ...] = ()
