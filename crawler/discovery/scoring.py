"""How promising is a link: what its text says, where it stands, and what the walk has learned. The numbers are scores.toml."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from crawler.discovery.page import FoundLink, Page, Visit
from crawler.discovery.words import Name, address_promise, names_reports_column, plain, read_name

_DATA = tomllib.loads((Path(__file__).parent / "scores.toml").read_text(encoding="utf-8"))
_WAYS: dict[str, list[float]] = _DATA["way"]
_ADDRESS: dict[str, float] = _DATA["address"]
_LEARNED: dict[str, float] = _DATA["learned"]
STOP: dict[str, float] = _DATA["stop"]
_YEARS = re.compile(r"(?:19|20)\d{2}年?度?")
_TABLES = ("reports", "organs", "openness", "elsewhere")
ELSEWHERE = 3


@dataclass(frozen=True, slots=True)
class Place:
    """What a page is to the links on it: 0 a column of reports, 1 a page of organs, 2 one about disclosure, 3 any other.
    `main` are the structures that are its list, `organs` those that list organs."""

    rank: int
    main: frozenset[str]
    article: bool
    organs: frozenset[str] = frozenset()


def place_of(page: Page, visit: Visit) -> Place:
    """Where the links of this page stand; the anchor that led here counts as a name of the page."""
    names = [*page.columns]
    if visit.context.get("columns"):
        names.extend(visit.context["columns"].split("\n"))
    if page.kind != "home":
        names += [name for name in (page.title, visit.anchor) if name and len(name) <= 40]
    labels = {read_name(name).label for name in names}
    article = page.kind in ("article", "report", "stub")
    rank = ELSEWHERE
    if any(names_reports_column(name) for name in names) or (address_promise(urlsplit(page.url).path) == "reports"):
        rank = 0
    elif "organs" in labels and page.kind != "home":
        rank = 1
    elif "openness" in labels and page.kind != "home":
        rank = 2
    return Place(rank, _main_groups(page), article, _organ_groups(page) if rank == 2 else frozenset())


def is_open(page: Page, place: Place) -> bool:
    """Whether a page is about disclosure, by what it is called or by its address."""
    return place.rank < ELSEWHERE or address_promise(urlsplit(page.url).path) in ("reports", "openness")


def _organ_groups(page: Page) -> frozenset[str]:
    """The structures on a page that hold little but names of organs."""
    sizes: Counter[str] = Counter()
    organs: Counter[str] = Counter()
    for link in page.links:
        if link.kind == "link":
            sizes[link.group] += 1
            organs[link.group] += name_of(link).label == "organ"
    return frozenset(group for group, count in organs.items() if count >= 3 and 2 * count > sizes[group])


def _main_groups(page: Page) -> frozenset[str]:
    """The structures on a page that look like its list: with dates, with titles of reports, with years."""
    signs: Counter[str] = Counter()
    for link in page.links:
        if link.kind in ("entry", "api"):
            signs[link.group] += 2
        elif link.kind in ("link", "attachment", "script"):
            if link.published:
                signs[link.group] += 1
            if read_name(link.text or link.title).label in ("report", "year"):
                signs[link.group] += 2
    return frozenset(group for group, count in signs.items() if count >= 2)


def name_of(link: FoundLink) -> Name:
    """What the link's own words say: the fuller of text and title (lists cut their texts short)."""
    text = link.text
    if link.title and (len(link.title) > len(text) or not text or text.endswith(("...", "…"))):
        text = link.title
    name = read_name(text)
    if name.label in ("plain", "empty", "more", "title") and link.title and link.title != text:
        other = read_name(link.title)
        if other.score > name.score:
            return other
    return name


def score_link(link: FoundLink, place: Place) -> tuple[float, Name]:
    """The link's promise before anything was learned, with what its words say."""
    name = name_of(link)
    rank = 1 if link.group in place.organs else place.rank
    if rank and link.heading and names_reports_column(link.heading) and not place.article:
        rank = 0
    if link.kind in ("frame", "refresh", "pager", "api", "image", "search"):
        return _WAYS[link.kind][rank], name
    table = _DATA[_TABLES[rank]]
    column = "beside" if rank == 0 and (place.article or (place.main and link.group not in place.main)) else "list"
    label = name.label
    if label == "title" and name.score >= 40:
        label = "reports_title"
    elif label in ("title", "plain") and name.year is not None:
        label = "dated_year"
    score = float(table[column][label])
    if label == "year":
        score = max(score, name.score)
    if link.kind == "attachment":
        score = max(score if label != "title" else 0.0, _WAYS["attachment"][rank]) if label != "away" else score
    elif link.kind == "entry" and label in ("empty", "plain"):
        score = max(score, _WAYS["opaque_entry"][rank])
    promise = address_promise(urlsplit(link.url).path)
    if promise == "away":
        score += _ADDRESS["away"] if score < STOP["strong"] else 0.0
    elif promise is not None and label not in ("away", "about"):
        score = max(score, _ADDRESS[promise] if label != "title" or rank < ELSEWHERE else score)
    return score, name


def column_key(text: str) -> str:
    """A column's name without its year and its place's words, to know it again elsewhere."""
    return _YEARS.sub("", plain(text))[:40]


@dataclass
class Experience:
    """What the walk has learned of this portal: which templates, lists and columns led to reports."""

    shape_tries: Counter[str] = field(default_factory=Counter)
    shape_hits: Counter[str] = field(default_factory=Counter)
    group_tries: Counter[str] = field(default_factory=Counter)
    group_hits: Counter[str] = field(default_factory=Counter)
    anchors: Counter[str] = field(default_factory=Counter)
    version: int = 0

    def hit(self, shape: str, groups: tuple[str, ...], anchors: tuple[str, ...]) -> None:
        self.shape_tries[shape] += 1
        self.shape_hits[shape] += 1
        self.group_hits.update(groups)
        self.group_tries.update(groups[:1])
        self.anchors.update(key for key in anchors if key)
        self.version += 1

    def tried(self, group: str) -> None:
        """A page that is no report itself, but may lead to some."""
        self.group_tries[group] += 1

    def miss(self, shape: str, group: str) -> None:
        self.shape_tries[shape] += 1
        self.group_tries[group] += 1
        if self.shape_tries[shape] % 4 == 0 or self.group_tries[group] % 4 == 0:
            self.version += 1

    def bonus(self, shape: str, group: str, anchor: str, *, sure: bool) -> float:
        """What experience adds to a link's promise. A link whose own text is a report's title (`sure`) loses nothing."""
        value = 0.0
        tries, hits = self.shape_tries[shape], self.shape_hits[shape]
        if hits:
            value += _LEARNED["shape_hit"] * hits / (tries + 1)
        elif tries > 2 and not sure:
            value -= min(_LEARNED["shape_miss"] * (tries - 2), _LEARNED["shape_miss_most"])
        tries, hits = self.group_tries[group], self.group_hits[group]
        if hits:
            value += _LEARNED["group_hit"] * min(hits, tries + 1) / (tries + 1)
        elif tries > 3 and not sure:
            value -= min(_LEARNED["group_miss"] * (tries - 3), _LEARNED["group_miss_most"])
        if anchor and self.anchors[anchor]:
            value += _LEARNED["anchor_hit"]
        return value

    def barren(self, shape: str) -> bool:
        """Whether a template brought nothing too often to be asked again."""
        return not self.shape_hits[shape] and self.shape_tries[shape] >= STOP["most_of_shape"]


def depth_cost(depth: int) -> float:
    return _LEARNED["depth"] * depth


UNSOUGHT_YEAR = _LEARNED["unsought_year"]
