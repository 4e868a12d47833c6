"""The best-first walk of one portal: from its home page to all its reports, and no further than it pays.

    walk = Walk(portal, code)
    while not walk.finished:
        visit = walk.next()            # None: wait for what is on its way
        page = walk.learn(visit, examine(answer))

    next    goal.py: is it worth it       frontier.py: what first         other_ways.py: and else
    learn   sightings.py: seen before?    leads.py: where does it lead    coverage.py: is the list complete
            testimony.py: what it says of a year

It asks only the portal's own hosts and those its family declares. It ends when lists are complete and nothing promising is
left, when patience or the budget is spent. Pure: the same answers in the same order give the same walk.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from crawler.discovery import notices, scoring, testimony
from crawler.discovery.addresses import OwnHosts
from crawler.discovery.coverage import CoverageRow, Ledger, ListProgress
from crawler.discovery.frontier import Candidate, Frontier, Key, bare, remembered
from crawler.discovery.goal import Goal, Patience
from crawler.discovery.leads import GLEANED, OF_A_LIST, TITLES, files, leads, refreshes_to_itself, rendered
from crawler.discovery.other_ways import OtherWays
from crawler.discovery.page import Page, Portal, Visit
from crawler.discovery.scoring import STOP, Experience, Place
from crawler.discovery.sightings import Sightings
from crawler.discovery.turning import Call, counted
from crawler.discovery.words import names_former_site, older_named

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
# What failed is asked for once more, after others as promising.
RETRYING_COSTS = 20
# What gathers pages of all columns, and may lag behind them.
GATHERING = frozenset(("search", "sitemap"))
# Links so called, where they promise enough, make a page fruitful that is no report itself.
FRUITFUL = frozenset(("report", "cut", "year", "reports", "organ", "organs"))
# Pages on the way to a report that are credited for it, and columns among them.
CREDITED = 4
CREDITED_COLUMNS = 2


class Walk:
    """`jurisdiction` is the division's code; `years` restricts what is sought (None: every year since 2008 up to `latest`,
    by default last year). `budget` bounds the requests; `predecessors` are the codes of the divisions that it was before."""

    def __init__(
        self,
        portal: Portal,
        jurisdiction: str,
        years: Collection[int] | None = None,
        budget: int = 600,
        *,
        latest: int | None = None,
        predecessors: Collection[str] = (),
    ) -> None:
        self.portal = portal
        self.jurisdiction = jurisdiction
        self.budget = budget
        self.requests = 0
        self.hosts = OwnHosts(tuple(url for url in (portal.portal_url, portal.reports_url) if url))
        self.family: str | None = portal.family
        self.family_evidence: tuple[str, ...] = ()
        self.ledger = Ledger()
        self._own = frozenset((None, jurisdiction, *predecessors))
        self._goal = Goal(years, latest)
        self._patience = Patience()
        self._experience = Experience()
        self._frontier = Frontier(self.hosts, self._experience, self._most)
        self._sightings = Sightings(portal.portal_url)
        self._other_ways = OtherWays(portal.portal_url)
        # The content of each report, as often as it was found.
        self._reports: list[str | None] = []
        self._ended: str | None = None
        if portal.reports_url:
            self._frontier.push(Candidate(Visit(portal.reports_url, "list", depth=0), 100.0, "reports"))
        self._frontier.push(Candidate(Visit(portal.portal_url, "home", depth=0), 99.0, "home", kind="home"))

    # --- what the spider calls

    def next(self) -> Visit | None:
        """The visit to make now. None: nothing to begin at present; `finished` says whether for good."""
        if self._ended is not None:
            return None
        if self.requests >= self.budget:
            self._end("budget")
            return None
        waits = bool(self._frontier.in_flight)
        best = self._frontier.best()
        if best is None and not waits and self._look_elsewhere():
            best = self._frontier.best()
        if best is None:
            if not waits:
                self._end("nothing left")
            return None
        key, promise = best
        if waits and promise < STOP["hold"]:
            return None
        if promise < (STOP["middle"] if self._reports else STOP["first_ways"]) and self._look_elsewhere():
            return self.next()
        if not self._patience.worth(promise, len(self._reports), missing=bool(self._missing())):
            # A year that may stand among notices is looked for there before it is given up.
            seeks = bool(notices.years_to_seek(self.ledger, self._goal))
            if waits and seeks:
                return None
            if seeks and self._look_elsewhere():
                return self.next()
            self._end("nothing promising left")
            return None
        self.requests += 1
        return replace(self._frontier.take(key).visit, score=promise)

    def learn(self, visit: Visit, page: Page, at: str | None = None) -> Page:
        """What came back. Returns the page as the walk understands it: the home page under another address is a soft 404.
        `at` is when it was fetched, for the coverage."""
        key, candidate = self._frontier.back(visit)
        page = self._sightings.understood(visit, page)
        self._frontier.stands_at((page.url, visit.url), candidate)
        if page.family is not None and page.family_evidence and self.family is None:
            self.family, self.family_evidence = page.family, page.family_evidence
        for host in page.hosts:
            self.hosts.declare(host)
        if candidate.kind == "home":
            self._at_home(visit, page)
        if page.verdict not in ("ok", "stub"):
            self._failed(key, candidate, page)
        else:
            self._read(key, candidate, page, at)
        return page

    @property
    def finished(self) -> bool:
        """Whether the walk is over: nothing to ask and nothing on its way."""
        if self._ended is None and not self._frontier.in_flight and not self._frontier.candidates:
            return not (self._seeks_on() and self._other_ways.left(**self._wanted()))
        return self._ended is not None and not self._frontier.in_flight

    @property
    def ended(self) -> str | None:
        """Why the walk ended: budget | nothing left | nothing promising left | stopped; None while it goes on."""
        return self._ended or ("nothing left" if self.finished else None)

    @property
    def may_hold_more(self) -> bool:
        """Whether the portal holds the government's reports, or something kept it from being read: a year that is not found may
        be there."""
        return bool(self.ledger.found or self.ledger.obstacles)

    def stop(self) -> None:
        """End the walk from outside; what is on its way may still be learned."""
        self._end("stopped")

    def coverage(self) -> tuple[CoverageRow, ...]:
        """Per year: found, absent (which complete lists it is missing from), or unknown (why)."""
        pending = testimony.unfetched(self.ledger, self._frontier)
        self.ledger.notices = tuple(map(remembered, self._other_ways.notices()))
        return self.ledger.rows(self._goal.years(), spent=self._ended == "budget", pending=pending)

    # --- when to stop

    def _most(self, candidate: Candidate) -> float | None:
        """The most that a candidate may promise. A text may lie about its year: looked at last, and only while a sought year is
        missing."""
        if not self._goal.unsought(candidate.label, candidate.year):
            return None
        return scoring.UNSOUGHT_YEAR if self._missing() else -100.0

    def _missing(self) -> tuple[int, ...]:
        """The years without the government's own report that are worth a search page by page: not the earlier ones that a
        complete list lacks."""
        found = self.ledger.found
        missing = self._goal.missing(found)
        return tuple(y for y in missing if not (self._goal.earlier(y, found) and self.ledger.lacking(y)))

    def _seeks_on(self) -> bool:
        return not self._reports or bool(self._goal.missing(self.ledger.found))

    def _look_elsewhere(self) -> bool:
        """Put the next other way on the frontier; False when none is left."""
        if self._frontier.in_flight or not self._seeks_on():
            return False
        ways = self._other_ways.use(**self._wanted())
        return any(self._rises(way) or (way.gleaned and self._glean(way)) for way in ways)

    def _wanted(self) -> dict[str, bool]:
        """What the other ways depend on."""
        return {"found": bool(self._reports), "notices": bool(notices.years_to_seek(self.ledger, self._goal))}

    def _rises(self, way: Candidate) -> bool:
        """Put a way on the frontier, where a page's link may have put it already with less promise. False if it was asked for."""
        return self._frontier.push(way) or self._frontier.candidates.get(self._frontier.key(way.visit)) is way

    def _glean(self, way: Candidate) -> bool:
        """Look through a column of notices whose first page came before: its further pages rise. False when none is known."""
        mine = remembered(way.visit.url)
        pages = [(k, c) for k, c in self._frontier.candidates.items() if c.kind == "pager" and c.list_url == mine]
        left = notices.pages_left(self.ledger.lists.get(mine, ListProgress(mine)), self.ledger, self._goal)
        for key, page in pages[:left]:
            self._frontier.put(key, replace(page, base=max(page.base, GLEANED), gleaned=True))
        return bool(pages)

    def _end(self, reason: str) -> None:
        if self._ended is None:
            self._ended = reason

    # --- learning

    def _at_home(self, visit: Visit, page: Page) -> None:
        if page.url != visit.url and page.url in self.hosts:
            # A portal whose home page moved between a name and the same with www. or with https keeps its place.
            self.hosts.add(page.url)
        self._sightings.home_is(page)

    def _read(self, key: Key, candidate: Candidate, page: Page, at: str | None) -> None:
        """A page that came."""
        self.ledger.elsewhere.came.update((remembered(page.url), remembered(candidate.visit.url)))
        repeated = self._repeats(page, candidate)
        progress = self._list_seen(candidate, page, at, repeated=repeated)
        if candidate.kind == "api" and page.links and candidate.parent is not None:
            # The list came as data: its page need not be rendered any more.
            self._spare(candidate.parent)
        fruitful = page.recognition is not None and self._hit(candidate, page)
        fresh_links = 0
        if not repeated:
            promising, fresh_links = self._follow(key, candidate, page, progress)
            fruitful = promising or fruitful
        if page.recognition is None and candidate.kind not in ("home", "frame", "refresh"):
            if page.kind in ("article", "file") or (page.kind == "other" and not fresh_links):
                self._experience.miss(candidate.shape, candidate.group)
            elif not candidate.visit.render:
                # What a browser sees once more is no further try.
                self._experience.tried(candidate.group)
        testimony.read(self.ledger, candidate, page, self._own)
        self._patience.count(fruitful=fruitful)
        if "?" in candidate.visit.url:
            # Filters that can be combined without end are one page to the walk once enough of them brought nothing.
            brought = -1000 if page.recognition is not None else 0 if fruitful else 1
            self._frontier.sprawl[bare(candidate.visit.url)] += brought
        if repeated or page.kind != "list":
            self._guess_again(candidate, progress)
        if progress is not None:
            progress.waiting.discard(remembered(candidate.visit.url))

    def _failed(self, key: Key, candidate: Candidate, page: Page) -> None:
        self._patience.count(fruitful=False)
        progress = self.ledger.lists.get(candidate.list_url or "")
        guessed_again = page.verdict not in FAILED and self._guess_again(candidate, progress)
        if progress is not None:
            progress.waiting.discard(remembered(candidate.visit.url))
            if page.verdict in FAILED:
                progress.failed.add(candidate.visit.url)
            elif candidate.kind == "pager" and not guessed_again:
                # A page that is not there: its list ends before it, or goes on elsewhere.
                progress.fruitless += 1
                progress.cut_short = True
        if page.verdict in RETRIED and candidate.attempts < 1 and candidate.base >= STOP["strong"]:
            candidate.attempts += 1
            candidate.base -= RETRYING_COSTS
            self._frontier.again(key, candidate)
        elif page.needs_browser and not candidate.visit.render:
            self._render(key, candidate, page)
        testimony.failed(self.ledger, candidate, page, refused=page.verdict in FAILED)
        if page.verdict in ("not_found", "soft_404", "not_a_report"):
            self._experience.miss(candidate.shape, candidate.group)

    def _guess_again(self, candidate: Candidate, progress: ListProgress | None) -> bool:
        """Put the next address that a page may have on the frontier, where it is not at the one that was asked for."""
        for number, other in enumerate(candidate.otherwise):
            if self._frontier.push(replace(other, otherwise=candidate.otherwise[number + 1 :])):
                if progress is not None:
                    progress.waiting.add(remembered(other.visit.url))
                return True
        return False

    def _spare(self, key: Key) -> None:
        """The page need not be rendered any more, unless its further pages are known to nobody else."""
        again = (*key[:3], True)
        waiting = self._frontier.candidates.get(again)
        if waiting is not None and not waiting.needed:
            del self._frontier.candidates[again]

    def _render(self, key: Key, candidate: Candidate, page: Page) -> None:
        again = (*key[:3], True)
        if again not in self._frontier.asked and again not in self._frontier.candidates:
            self._frontier.put(again, rendered(candidate, page))

    def _repeats(self, page: Page, candidate: Candidate) -> bool:
        """Whether the same content came under another address: then its links are known, and its address leads in circles."""
        if not self._sightings.repeats(page, self._leads_on):
            return False
        if page.recognition is None and page.verdict == "ok":
            self._experience.miss(candidate.shape, candidate.group)
        return page.recognition is None

    def _leads_on(self, page: Page) -> bool:
        addresses = self._frontier.addresses()
        return any(link.url in self.hosts and remembered(link.url) not in addresses for link in page.links)

    def _hit(self, candidate: Candidate, page: Page) -> bool:
        """A report: credit the template, the list, and the columns that led here. True when it is a new one."""
        recognition = page.recognition
        assert recognition is not None
        fresh = page.content_sha256 is None or page.content_sha256 not in self._reports
        self._reports.append(page.content_sha256)
        way = self._frontier.way_to(candidate, CREDITED)
        for step in way:
            if step.parent is not None:
                self._spare(step.parent)
        if candidate.kind != "attachment" or candidate.list_url is not None:
            columns = tuple(step.column for step in way[1:])[:CREDITED_COLUMNS]
            self._experience.hit(candidate.shape, tuple(step.group for step in way), columns)
        own = recognition.jurisdiction in self._own and recognition.issuer_kind == "government"
        if own and recognition.year is not None:
            # What a district reported when it was a county is the county's report, and no gap in the district's years.
            former = recognition.jurisdiction not in (None, self.jurisdiction)
            where = f"{page.url} ({recognition.issuer_name}, {recognition.jurisdiction})" if former else page.url
            self.ledger.report(recognition.year, where, candidate.list_url, complete=recognition.complete)
        return fresh

    def _list_seen(self, candidate: Candidate, page: Page, at: str | None, *, repeated: bool) -> ListProgress | None:
        """Keep count of a list's pages and entries. One that came under another address already is no further page."""
        further = candidate.kind in ("pager", "api")
        if page.kind not in ("list", "home") and not further and candidate.kind != "frame":
            return None
        progress = self.ledger.lists.get(candidate.list_url or "") if further else None
        if progress is None:
            new = ListProgress(page.url, page.columns, searched=candidate.visit.role in GATHERING)
            progress = self.ledger.lists.setdefault(remembered(candidate.visit.url), new)
        elif candidate.kind == "api":
            # The page whose script asks for the list is none of the list's pages.
            progress.pages.discard(candidate.list_url or "")
        if further and (counted(Call(candidate.visit.url))[0] or 0) > len(progress.pages):
            progress.circled |= self._circles(candidate, page)
        if not repeated or not further:
            progress.pages.add(
                remembered(page.url) + page.url.partition("#")[2] + candidate.visit.body.decode("latin-1")
            )
        progress.see(page.list_state, remembered(page.url))
        named = scoring.place_of(page, candidate.visit).rank == 0
        progress.beside(page, remembered(page.url), named=named, rendered=candidate.visit.render)
        progress.when = at or progress.when
        newest = max((link.published for link in page.links if link.published), default=None)
        if newest is not None and (progress.reached is None or newest < progress.reached):
            progress.reached = newest
        return progress

    def _circles(self, candidate: Candidate, page: Page) -> bool:
        """Whether a further page is one that came before. Not the one that led here, where that was a further page itself: then
        the server keeps to what there is, and the list has ended."""
        first = self._sightings.first_at(page)
        if first is None or first == remembered(page.url):
            return False
        parent = self._frontier.asked.get(candidate.parent) if candidate.parent is not None else None
        return parent is None or parent.kind not in ("pager", "api") or first != remembered(parent.visit.url)

    def _follow(self, key: Key, candidate: Candidate, page: Page, progress: ListProgress | None) -> tuple[bool, int]:
        """Put on the frontier what the page leads to. Whether it brought a new link worth following for sure, and how many new
        ones in all."""
        place = scoring.place_of(page, candidate.visit)
        for file in files(page, key, candidate):
            self._frontier.push(file)
        if not candidate.visit.render and self._shows_more_in_a_browser(page, place, candidate):
            self._render(key, candidate, page)
        self._frontier.literal.update(refreshes_to_itself(page))
        list_url = None
        if progress is not None:
            further = candidate.kind in ("pager", "api")
            list_url = candidate.list_url if further else remembered(candidate.visit.url)
        links = [link for link in page.links if not self._other_ways.note(link)]
        self.ledger.former_sites.update(link.url for link in links if names_former_site(link.text))
        for link in links:
            years = older_named(link.text or link.title) if link.kind in OF_A_LIST and not place.article else None
            if years is not None:
                self.ledger.elsewhere.name(remembered(link.url), link.text or link.title, years)
        if list_url is not None and place.rank == 0:
            testimony.explained(self.ledger, links, list_url)
        brought, new_links = False, 0
        for lead in leads(replace(page, links=tuple(links)), place, key, candidate, progress, list_url):
            if lead.gleaned and progress is not None and self._read_enough(progress):
                progress.capped = True
                continue
            if not self._frontier.push(lead):
                continue
            new_links += 1
            if progress is not None:
                progress.titled += lead.kind in OF_A_LIST and lead.label in TITLES
                if lead.kind in ("pager", "api"):
                    progress.waiting.add(remembered(lead.visit.url))
            brought = brought or (lead.base >= STOP["strong"] and lead.label in FRUITFUL)
        return brought, new_links

    def _read_enough(self, progress: ListProgress) -> bool:
        """Whether no more pages of a column of notices are worth asking for than are waiting."""
        return notices.pages_left(progress, self.ledger, self._goal) <= len(progress.waiting)

    def _shows_more_in_a_browser(self, page: Page, place: Place, candidate: Candidate) -> bool:
        """Whether a page is worth rendering: one that needs it where reports may be, one that only may need it about disclosure."""
        if page.needs_browser and (place.rank < scoring.ELSEWHERE or page.kind == "home" or candidate.base >= 60):
            return True
        return bool(page.unfilled) and page.kind != "home" and scoring.is_open(page, place)
