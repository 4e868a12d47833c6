"""Which addresses a page leads to, each with what it promises by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from crawler.discovery import scoring
from crawler.discovery.addresses import is_image
from crawler.discovery.coverage import ListProgress
from crawler.discovery.frontier import Candidate, Key, remembered
from crawler.discovery.page import FoundLink, Page, Visit
from crawler.discovery.scoring import STOP, Place
from crawler.discovery.visits import MAX_CONTEXT, visit_for
from crawler.discovery.words import names_former_site, older_named, read_name, year_in

# What a report's title is called, whole or cut short by its list.
TITLES = frozenset(("report", "cut"))
# What a list of reports calls that of one year.
OF_A_YEAR = TITLES | {"year"}
# Ways to what an entry's page only stands before.
BEHIND = frozenset(("refresh", "frame"))
# Links that a list's entries may be.
OF_A_LIST = frozenset(("link", "entry", "attachment", "script"))
# The structure of links to further pages whose addresses are guessed (pagers.py).
GUESS = "guess"
# A browser is asked after what the plain page leads to, and not at all when that already leads to reports.
RENDERING_COSTS = 25.0
# A page that may show more in a browser, and shows something without.
MAYBE_FILLED = 44.0
# Parts of a site map that are read, most of them old pages, and what each promises.
MOST_SITEMAP_PARTS = 12
SITEMAP_PART = 75.0
# What a site's search brings that is not worded as a report.
FOUND_BY_CHANCE = 20.0
# Further pages of a former site's lists about disclosure: what is older than all else lies there.
OLDER = 44.0
# What is called a column of older reports or disclosure.
OLDER_COLUMN = 62.0
# Further pages of a column of notices that is looked through (notices.py).
GLEANED = 62.0
ATTACHMENTS_OF_A_REPORT = 12
FILES_OF_A_STUB = 80


def leads(
    page: Page, place: Place, key: Key, asked: Candidate, progress: ListProgress | None, list_url: str | None
) -> Iterator[Candidate]:
    """A page's links in their order. `asked` is what the page was asked for, by its `key`; the entries of a list are counted in its
    `progress`."""
    # A former site is a site of its own: what lies deep is counted from its entrance.
    entrance = names_former_site(asked.visit.anchor or "") and not asked.former
    former = asked.former or entrance
    depth = 1 if entrance else asked.visit.depth + 1
    new_entries = parts = 0
    guesses: list[Candidate] = []
    for link in page.links:
        if is_image(link.url) or (page.recognition is not None and link.kind == "attachment"):
            continue
        base, name = scoring.score_link(link, place)
        if asked.kind == "search" and name.label not in ("report", "cut", "about", "reports"):
            base = min(base, FOUND_BY_CHANCE)
        if link.kind in ("pager", "api"):
            base = _pager_promise(base, place, progress)
            if base <= 0:
                if progress is not None and remembered(link.url) not in progress.pages:
                    progress.capped = True
                continue
            if former and scoring.is_open(page, place):
                base = max(base, OLDER)
            if asked.gleaned and link.kind == "pager":
                base = max(base, GLEANED)
        elif depth > STOP["depth"]:
            continue
        elif older_named(link.text or link.title) is not None and not place.article:
            base = max(base, OLDER_COLUMN)
        if progress is not None and link.kind in OF_A_LIST and (not place.main or link.group in place.main):
            new_entries += link.url not in progress.entries and name.label in TITLES
            progress.entries.add(link.url)
            progress.uncounted |= not place.main
        visit = visit_for(link, asked.visit, page, depth, name.label if place.rank == 0 else "")
        if _is_part_of_a_site_map(link, asked.visit):
            parts += 1
            if parts > MOST_SITEMAP_PARTS:
                continue
            base, visit = SITEMAP_PART, replace(visit, role="sitemap")
        if visit.render:
            base = max(base - RENDERING_COSTS, 0.0)
        lead = Candidate(
            visit,
            base,
            name.label,
            name.year,
            "home" if link.kind == "refresh" and asked.kind == "home" else link.kind,
            key,
            link.group,
            list_url if link.kind in OF_A_LIST or link.kind in ("pager", "api") else None,
            former=former,
            gleaned=asked.gleaned and link.kind == "pager",
        )
        if link.kind in BEHIND and asked.label in OF_A_YEAR and asked.list_url is not None:
            lead = replace(lead, label=asked.label, year=asked.year, list_url=asked.list_url)
        if link.group == GUESS and link.kind == "pager":
            guesses.append(lead)
        else:
            yield lead
    if guesses and not (asked.kind == "pager" and asked.structure != GUESS):
        # Where a list's own pager led here, it leads on too.
        yield replace(guesses[0], otherwise=tuple(guesses[1:]))
    if progress is not None:
        progress.fruitless = 0 if new_entries else progress.fruitless + 1


def files(page: Page, key: Key, asked: Candidate) -> Iterator[Candidate]:
    """The files of a report: its body when the page is a stub, pictures of its tables and copies otherwise."""
    recognition = page.recognition
    if recognition is None:
        return
    context = {"page": page.url}
    if recognition.title:
        context["title"] = recognition.title
    if recognition.published:
        context["published"] = recognition.published
    most = len(page.parts) + ATTACHMENTS_OF_A_REPORT if recognition.complete else FILES_OF_A_STUB
    for link in page.attachments[:most]:
        if recognition.complete and read_name(link.text).label == "away":
            continue
        visit = Visit(
            link.url,
            "attachment",
            depth=asked.visit.depth + 1,
            path=(*asked.visit.path, asked.visit.url),
            anchor=link.text or None,
            context={**context, "name": link.text[:MAX_CONTEXT]},
        )
        year = recognition.year or year_in(link.text)
        base = 97.0 if link.url in page.parts or not recognition.complete else 70.0
        yield Candidate(visit, base, "file", year, "attachment", key, "files")


def rendered(asked: Candidate, page: Page) -> Candidate:
    """The same address, to be seen by a browser."""
    base = max(asked.base - RENDERING_COSTS, 0.0)
    if page.needs_browser is None:
        base = min(base, MAYBE_FILLED)
    needed = page.list_state is not None and bool(page.list_state.unread)
    return replace(asked, visit=replace(asked.visit, render=True), base=base, needed=needed)


def refreshes_to_itself(page: Page) -> Iterator[str]:
    """Targets of refreshes that differ from the page's own address only by what usually makes no difference."""
    for link in page.links:
        if link.kind == "refresh" and link.url != page.url and remembered(link.url) == remembered(page.url):
            yield link.url


def _is_part_of_a_site_map(link: FoundLink, asked: Visit) -> bool:
    return asked.role == "sitemap" and urlsplit(link.url).path.lower().endswith((".xml", ".xml.gz"))


def _pager_promise(base: float, place: Place, progress: ListProgress | None) -> float:
    """Other pages of a list: all of a list of reports, and of any other as long as its pages bring titles of reports."""
    if progress is None:
        return base
    if len(progress.pages) + len(progress.waiting) >= STOP["most_pages"]:
        progress.capped = True
        return 0.0
    if place.rank == 0:
        return base - 6 * max(0, progress.fruitless - 6)
    if progress.titled or progress.government:
        return 74 - 8 * progress.fruitless
    return base
