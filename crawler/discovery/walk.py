"""The best-first walk of one portal: from its home page to all its reports, and no further than it pays.

    walk = Walk(portal, code)
    while not walk.finished:
        visit = walk.next()            # None: wait for what is on its way
        page = walk.learn(visit, examine(answer))

It asks only the portal's own hosts and those its family declares. It ends when lists are complete and nothing promising is
left, when patience or the budget is spent. Pure: the same answers in the same order give the same walk.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from crawler.discovery import scoring
from crawler.discovery.addresses import OwnHosts, is_image
from crawler.discovery.coverage import CoverageRow, Ledger, ListProgress
from crawler.discovery.frontier import Candidate, Frontier, Key, bare, remembered
from crawler.discovery.page import FoundLink, Page, Portal, Role, Visit
from crawler.discovery.scoring import STOP, Experience, Place
from crawler.discovery.visits import MAX_CONTEXT, visit_for
from crawler.discovery.words import read_name, year_in

FIRST_YEAR = 2008
RETRIED = frozenset(("server_error", "challenge", "unreachable"))
FAILED = frozenset(
    (
        "challenge",
        "blocked",
        "server_error",
        "unreachable",
        "timeout",
        "too_large",
        "refused_by_robots",
        "refused_address",
        "empty",
    )
)
# A browser is asked after what the plain page leads to, and not at all when that already leads to reports.
RENDERING_COSTS = 25.0
# A page that may show more in a browser, and shows something without.
MAYBE_FILLED = 44.0
# Site maps that robots.txt names, and parts of one that are read, most of them old pages.
MOST_SITEMAPS = 3
MOST_SITEMAP_PARTS = 12
ATTACHMENTS_OF_A_REPORT = 12
# What a report's title is called, whole or cut short by its list.
TITLES = frozenset(("report", "cut"))
# Searches of a site, each with another phrase or another form.
MOST_SEARCHES = 6


@dataclass
class Found:
    """A report, or a stub of one, that the walk came upon."""

    url: str
    year: int | None
    issuer_kind: str | None
    jurisdiction: str | None
    complete: bool
    content: str | None = None


class Walk:
    """`jurisdiction` is the division's code; `years` restricts what is sought (None: every year since 2008 up to `latest`,
    by default last year). `budget` bounds the requests; `today` dates the default."""

    def __init__(
        self,
        portal: Portal,
        jurisdiction: str,
        years: Collection[int] | None = None,
        budget: int = 600,
        *,
        latest: int | None = None,
    ) -> None:
        self.portal = portal
        self.jurisdiction = jurisdiction
        self.budget = budget
        self.requests = 0
        self.latest = latest if latest is not None else date.today().year - 1
        self.sought = tuple(sorted(set(years))) if years is not None else None
        urls = tuple(url for url in (portal.portal_url, portal.reports_url) if url)
        self.hosts = OwnHosts(urls)
        self.family: str | None = portal.family
        self.family_evidence: tuple[str, ...] = ()
        self.found: list[Found] = []
        self.ledger = Ledger()
        self._experience = Experience()
        self._frontier = Frontier(self.hosts, self._experience, self._most)
        self._contents: dict[str, str] = {}
        self._fruitless = 0
        self._searches: dict[str, FoundLink] = {}
        self._sitemaps: dict[str, None] = {}
        self._fallbacks_used: set[str] = set()
        self._home_links: frozenset[str] = frozenset()
        self._home_title: str | None = None
        self._ended: str | None = None
        self._start(portal)

    # --- what the spider calls

    def next(self) -> Visit | None:
        """The visit to make now. None: nothing to begin at present; `finished` says whether for good."""
        if self._ended is not None:
            return None
        if self.requests >= self.budget:
            self._end("budget")
            return None
        candidate = self._frontier.best()
        if candidate is None and not self._frontier.in_flight and self._fall_back():
            candidate = self._frontier.best()
        if candidate is None:
            if not self._frontier.in_flight:
                self._end("nothing left")
            return None
        key, promise = candidate
        if self._frontier.in_flight and promise < STOP["hold"]:
            return None
        if promise < (STOP["middle"] if self.found else STOP["first_ways"]) and self._fall_back():
            return self.next()
        if not self._worth(promise):
            self._end("nothing promising left")
            return None
        taken = self._frontier.candidates.pop(key)
        self._frontier.in_flight[key] = taken
        self._frontier.asked[key] = taken
        self.requests += 1
        return replace(taken.visit, score=promise)

    def learn(self, visit: Visit, page: Page, at: str | None = None) -> Page:
        """What came back. Returns the page as the walk understands it: the home page under another address is a soft 404.
        `at` is when it was fetched, for the coverage."""
        key = self._frontier.key(visit)
        candidate = self._frontier.in_flight.pop(key, None) or self._frontier.asked.get(key)
        if candidate is None:
            candidate = self._frontier.candidate(visit, visit.score, "plain", None, None, "link")
            self._frontier.asked[key] = candidate
        page = self._seen_before(visit, page)
        for url in {page.url, visit.url}:
            self._frontier.asked.setdefault((remembered(url), "GET", b"", visit.render), candidate)
        if page.family is not None and page.family_evidence and self.family is None:
            self.family, self.family_evidence = page.family, page.family_evidence
        for host in page.hosts:
            self.hosts.declare(host)
        if candidate.kind == "home":
            self.hosts_follow(visit, page)
            self._home_links = frozenset(link.url for link in page.links)
            self._home_title = page.title
        if page.verdict != "ok" and page.verdict != "stub":
            self._failed(key, candidate, page)
            return page
        repeated = self._repeats(page, candidate)
        progress = self._list_seen(candidate, page, at)
        if candidate.kind == "api" and page.links and candidate.parent is not None:
            # The list came as data: its page need not be rendered any more.
            self._spare(candidate.parent)
        recognition = page.recognition
        fruitful = False
        if recognition is not None:
            fruitful = self._hit(key, candidate, page)
        fresh_links = 0
        if not repeated:
            promising, fresh_links = self._expand(key, candidate, page, progress)
            fruitful = promising or fruitful
        if recognition is None and candidate.kind not in ("home", "frame", "refresh"):
            leaf = page.kind in ("article", "file") or (page.kind == "other" and not fresh_links)
            if leaf:
                self._experience.miss(candidate.shape, candidate.group)
            else:
                self._experience.tried(candidate.group)
        self._fruitless = 0 if fruitful else self._fruitless + 1
        if "?" in visit.url:
            # Filters that can be combined without end are one page to the walk once enough of them brought nothing.
            self._frontier.sprawl[bare(visit.url)] += -1000 if recognition is not None else 0 if fruitful else 1
        if progress is not None:
            progress.waiting.discard(remembered(visit.url))
        return page

    @property
    def finished(self) -> bool:
        """Whether the walk is over: nothing to ask and nothing on its way."""
        if self._ended is None and not self._frontier.in_flight and not self._frontier.candidates:
            return not self._can_fall_back()
        return self._ended is not None and not self._frontier.in_flight

    @property
    def ended(self) -> str | None:
        """Why the walk ended: budget | nothing left | nothing promising left | stopped; None while it goes on."""
        return self._ended or ("nothing left" if self.finished else None)

    def stop(self) -> None:
        """End the walk from outside; what is on its way may still be learned."""
        self._ended = self._ended or "stopped"

    def years(self) -> tuple[int, ...]:
        """The years the coverage speaks of."""
        return self.sought if self.sought is not None else tuple(range(FIRST_YEAR, self.latest + 1))

    def coverage(self) -> tuple[CoverageRow, ...]:
        """Per year: found, absent (which complete lists it is missing from), or unknown (why)."""
        pending: dict[int, list[str]] = {}
        for candidate in (*self._frontier.candidates.values(), *self._frontier.in_flight.values()):
            if candidate.year is not None and candidate.label in TITLES and candidate.base >= STOP["strong"]:
                pending.setdefault(candidate.year, []).append(candidate.visit.url)
        return self.ledger.rows(self.years(), spent=self._ended == "budget", pending=pending)

    # --- the frontier

    def _start(self, portal: Portal) -> None:
        if portal.reports_url:
            self._frontier.push(Visit(portal.reports_url, "list", depth=0), 100.0, "reports", None, None, "link")
        role: Role = "home"
        self._frontier.push(Visit(portal.portal_url, role, depth=0), 99.0, "home", None, None, "home")

    def hosts_follow(self, visit: Visit, page: Page) -> None:
        """A portal whose home page moved between a name and the same with www. or with https keeps its place."""
        if page.url != visit.url and page.url in self.hosts:
            self.hosts.add(page.url)

    # --- when to stop

    def _most(self, candidate: Candidate) -> float | None:
        """The most that a candidate may promise. A text may lie about its year: looked at last, and only while a sought year is
        missing."""
        if not self._unsought(candidate):
            return None
        return scoring.UNSOUGHT_YEAR if self._missing() else -100.0

    def _unsought(self, candidate: Candidate) -> bool:
        """Whether its text names a year that nobody asked for. A title's year is the year reported on; a year elsewhere may
        be that of publication, the next."""
        if self.sought is None or candidate.year is None or candidate.year in self.sought:
            return False
        return candidate.label in ("report", "year") or candidate.year - 1 not in self.sought

    def _missing(self) -> tuple[int, ...]:
        """The sought years without the government's own report; without a restriction, gaps between those found and the
        years up to the latest."""
        found = set(self.ledger.found)
        if self.sought is not None:
            return tuple(year for year in self.sought if year not in found)
        if not found:
            return self.years()
        return tuple(year for year in range(min(found), self.latest + 1) if year not in found)

    def _worth(self, promise: float) -> bool:
        """Whether the best candidate is worth a request now."""
        if promise >= STOP["strong"]:
            return True
        if not self.found:
            return self._fruitless < STOP["empty_patience"]
        if promise < (STOP["weak"] if self._missing() else STOP["middle"]):
            return False
        return self._fruitless < min(STOP["patience"] + STOP["patience_each"] * len(self.found), STOP["patience_most"])

    def _can_fall_back(self) -> bool:
        return bool(self._fallbacks())

    def _fallbacks(self) -> list[tuple[str, FoundLink]]:
        """Other ways to look, used once each when the promising links are spent: the site's search, its site map."""
        if self.found and not self._missing():
            return []
        ways: list[tuple[str, FoundLink]] = []
        if not self.found or self.sought is not None or len(self._missing()) > 0:
            ways += [(f"search {action}", link) for action, link in self._searches.items()][:MOST_SEARCHES]
        declared = [(f"sitemap {url}", FoundLink(url, "sitemap")) for url in self._sitemaps]
        if not self.found and not declared:
            parts = urlsplit(self.portal.portal_url)
            declared.append(("sitemap", FoundLink(f"{parts.scheme}://{parts.netloc}/sitemap.xml", "sitemap")))
        ways += declared[:MOST_SITEMAPS]
        return [(name, link) for name, link in ways if name not in self._fallbacks_used]

    def _fall_back(self) -> bool:
        """Put the next other way on the frontier; False when none is left."""
        if self._frontier.in_flight:
            return False
        for name, link in self._fallbacks():
            self._fallbacks_used.add(name)
            role: Role = "sitemap" if name.startswith("sitemap") else "search"
            visit = Visit(
                link.url,
                role,
                depth=1,
                path=(self.portal.portal_url,),
                anchor=link.text,
                method=link.method,
                body=link.body,
                headers=link.headers,
            )
            if self._frontier.push(visit, 75.0, "search", None, None, role):
                return True
        return False

    def _end(self, reason: str) -> None:
        if self._ended is None:
            self._ended = reason

    # --- learning

    def _seen_before(self, visit: Visit, page: Page) -> Page:
        """The home page in answer to another address is an error page with status 200."""
        if page.verdict != "ok" or not self._home_links or visit.role == "home" or page.recognition is not None:
            return page
        if remembered(page.url) == remembered(self.portal.portal_url) or page.title != self._home_title:
            return page
        links = {link.url for link in page.links}
        same = len(links & self._home_links)
        if len(self._home_links) >= 8 and same >= 0.95 * len(self._home_links) and same >= 0.95 * len(links):
            return replace(page, verdict="soft_404", reason="status 200 with the home page", kind="other", links=())
        return page

    def _failed(self, key: Key, candidate: Candidate, page: Page) -> None:
        self._fruitless += 1
        if candidate.list_url is not None and candidate.list_url in self.ledger.lists:
            progress = self.ledger.lists[candidate.list_url]
            progress.waiting.discard(remembered(candidate.visit.url))
            if page.verdict in FAILED:
                progress.failed.add(candidate.visit.url)
            elif candidate.kind == "pager":
                # A page that is not there: its list ends before it.
                progress.fruitless += 1
        if page.verdict in RETRIED and candidate.attempts < 1 and candidate.base >= STOP["strong"]:
            candidate.attempts += 1
            candidate.base -= 20
            del self._frontier.asked[key]
            self._frontier.candidates[key] = candidate
            self._frontier.enter(key, candidate)
        elif page.needs_browser and not candidate.visit.render:
            self._ask_again_rendered(key, candidate, page)
        said = f"{candidate.visit.url}: {page.verdict}" + (f" ({page.reason})" if page.reason else "")
        if candidate.label in TITLES and candidate.year is not None:
            self.ledger.trouble.setdefault(candidate.year, []).append(said)
        elif page.verdict in FAILED and candidate.base >= STOP["strong"]:
            self.ledger.obstacles.append(said)
        if page.verdict in ("not_found", "soft_404", "not_a_report"):
            self._experience.miss(candidate.shape, candidate.group)

    def _spare(self, key: Key) -> None:
        """The page need not be rendered any more, unless its further pages are known to nobody else."""
        again = (*key[:3], True)
        waiting = self._frontier.candidates.get(again)
        if waiting is not None and not waiting.needed:
            del self._frontier.candidates[again]

    def _ask_again_rendered(self, key: Key, candidate: Candidate, page: Page) -> None:
        visit = replace(candidate.visit, render=True)
        again = (key[0], key[1], key[2], True)
        if again not in self._frontier.asked and again not in self._frontier.candidates:
            base = max(candidate.base - RENDERING_COSTS, 0.0)
            if page.needs_browser is None:
                base = min(base, MAYBE_FILLED)
            needed = page.list_state is not None and bool(page.list_state.unread)
            fresh = replace(candidate, visit=visit, base=base, needed=needed)
            self._frontier.candidates[again] = fresh
            self._frontier.enter(again, fresh)

    def _repeats(self, page: Page, candidate: Candidate) -> bool:
        """Whether the same content came under another address: then its links are known, and its address leads in circles."""
        if page.content_sha256 is None or page.kind == "file" or page.needs_browser or page.unfilled:
            # Shells of different columns look alike until their scripts ran.
            return False
        first = self._contents.setdefault(page.content_sha256, remembered(page.url))
        if first == remembered(page.url) or not page.links:
            return False
        # Pages of pictures share their text, or lack of it; then a new link tells them apart.
        addresses = {key[0] for keys in (self._frontier.asked, self._frontier.candidates) for key in keys}
        if any(link.url in self.hosts and remembered(link.url) not in addresses for link in page.links):
            return False
        if page.recognition is None and page.verdict == "ok":
            self._experience.miss(candidate.shape, candidate.group)
        return page.recognition is None

    def _hit(self, key: Key, candidate: Candidate, page: Page) -> bool:
        """A report: credit the template, the list, and the columns that led here. True when it is a new one."""
        recognition = page.recognition
        assert recognition is not None
        fresh = page.content_sha256 is None or all(page.content_sha256 != found.content for found in self.found)
        self.found.append(
            Found(
                page.url,
                recognition.year,
                recognition.issuer_kind,
                recognition.jurisdiction,
                recognition.complete,
                page.content_sha256,
            )
        )
        groups, anchors = [], []
        step: Candidate | None = candidate
        for _ in range(4):
            if step is None or step.kind == "home":
                break
            groups.append(step.group)
            if step.parent is not None:
                self._spare(step.parent)
            if step is not candidate:
                anchors.append(step.column)
            step = self._frontier.asked.get(step.parent) if step.parent is not None else None
        if candidate.kind != "attachment" or candidate.list_url is not None:
            self._experience.hit(candidate.shape, tuple(groups), tuple(anchors[:2]))
        own = recognition.jurisdiction in (None, self.jurisdiction) and recognition.issuer_kind == "government"
        if own and recognition.year is not None:
            if recognition.complete:
                self.ledger.found.setdefault(recognition.year, []).append(page.url)
            else:
                self.ledger.trouble.setdefault(recognition.year, []).append(
                    f"{page.url}: its body is a file that was not read"
                )
            if candidate.list_url is not None and candidate.list_url in self.ledger.lists:
                self.ledger.lists[candidate.list_url].government.add(recognition.year)
        return fresh

    def _list_seen(self, candidate: Candidate, page: Page, at: str | None) -> ListProgress | None:
        """Keep count of a list's pages and entries."""
        if page.kind not in ("list", "home") and candidate.kind not in ("pager", "api", "frame"):
            return None
        if candidate.kind in ("pager", "api") and candidate.list_url in self.ledger.lists:
            progress = self.ledger.lists[candidate.list_url]  # type: ignore[index]
            if candidate.kind == "api" and candidate.list_url is not None:
                # The page whose script asks for the list is none of the list's pages.
                progress.pages.discard(candidate.list_url)
        else:
            progress = self.ledger.lists.setdefault(
                remembered(candidate.visit.url), ListProgress(page.url, page.columns)
            )
        progress.pages.add(remembered(page.url) + page.url.partition("#")[2] + candidate.visit.body.decode("latin-1"))
        progress.see(page.list_state, remembered(page.url))
        progress.when = at or progress.when
        return progress

    def _expand(self, key: Key, candidate: Candidate, page: Page, progress: ListProgress | None) -> tuple[bool, int]:
        """Put the page's links on the frontier. Whether it brought a new link worth following for sure, and how many new
        ones in all."""
        place = scoring.place_of(page, candidate.visit)
        self._attachments(key, candidate, page)
        if (
            page.needs_browser
            and not candidate.visit.render
            and (place.rank < scoring.ELSEWHERE or page.kind == "home" or candidate.base >= 60)
        ) or (page.unfilled and not candidate.visit.render and page.kind != "home" and scoring.is_open(page, place)):
            self._ask_again_rendered(key, candidate, page)
        list_url = None
        if progress is not None:
            list_url = candidate.list_url if candidate.kind in ("pager", "api") else remembered(candidate.visit.url)
        depth = candidate.visit.depth + 1
        brought = False
        new_links = new_entries = parts_read = 0
        for link in page.links:
            if link.kind == "sitemap":
                self._sitemaps.setdefault(link.url)
                continue
            if link.kind == "search":
                self._searches.setdefault(f"{link.url.split('?')[0]} {link.text}", link)
                continue
            if is_image(link.url) or (page.recognition is not None and link.kind == "attachment"):
                continue
            base, name = scoring.score_link(link, place)
            if candidate.kind == "search" and name.label not in ("report", "cut", "about", "reports"):
                base = min(base, 20.0)
            if link.kind in ("pager", "api"):
                base = self._pager_promise(base, place, progress)
                if base <= 0:
                    continue
            elif depth > STOP["depth"]:
                continue
            of_list = link.kind in ("link", "entry", "attachment", "script")
            if progress is not None and of_list and (not place.main or link.group in place.main):
                new_entries += link.url not in progress.entries and name.label in TITLES
                progress.entries.add(link.url)
            part = candidate.visit.role == "sitemap" and urlsplit(link.url).path.lower().endswith((".xml", ".xml.gz"))
            if part:
                parts_read += 1
                if parts_read > MOST_SITEMAP_PARTS:
                    continue
                base = 75.0
            visit = visit_for(link, candidate.visit, page, depth, name.label if place.rank == 0 else "")
            if part:
                visit = replace(visit, role="sitemap")
            if visit.render:
                base = max(base - RENDERING_COSTS, 0.0)
            if link.kind == "refresh" and remembered(link.url) == remembered(page.url) and link.url != page.url:
                self._frontier.literal.add(link.url)
            fresh = self._frontier.push(
                visit,
                base,
                name.label,
                name.year,
                key,
                "home" if link.kind == "refresh" and candidate.kind == "home" else link.kind,
                link.group,
                list_url if link.kind in ("pager", "api", "link", "entry", "attachment", "script") else None,
            )
            new_links += fresh
            if progress is not None and of_list and fresh and name.label in TITLES:
                progress.titled += 1
            if fresh and link.kind in ("pager", "api") and progress is not None:
                progress.waiting.add(remembered(link.url))
            if (
                fresh
                and base >= STOP["strong"]
                and name.label in ("report", "cut", "year", "reports", "organ", "organs")
            ):
                brought = True
        if progress is not None:
            progress.fruitless = 0 if new_entries else progress.fruitless + 1
        return brought, new_links

    def _pager_promise(self, base: float, place: Place, progress: ListProgress | None) -> float:
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

    def _attachments(self, key: Key, candidate: Candidate, page: Page) -> None:
        """The files of a report: its body when the page is a stub, copies otherwise."""
        if page.recognition is None or not page.attachments:
            return
        recognition = page.recognition
        context = {"page": page.url}
        if recognition.title:
            context["title"] = recognition.title
        if recognition.published:
            context["published"] = recognition.published
        for link in page.attachments[: 80 if not recognition.complete else ATTACHMENTS_OF_A_REPORT]:
            if recognition.complete and read_name(link.text).label == "away":
                continue
            visit = Visit(
                link.url,
                "attachment",
                depth=candidate.visit.depth + 1,
                path=(*candidate.visit.path, candidate.visit.url),
                anchor=link.text or None,
                context={**context, "name": link.text[:MAX_CONTEXT]},
            )
            year = recognition.year or year_in(link.text)
            self._frontier.push(
                visit, 97.0 if not recognition.complete else 70.0, "file", year, key, "attachment", "files"
            )
