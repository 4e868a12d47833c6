"""What a walk knows of every year: found, absent (looked where, when, what came back), or unknown (why)."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, NamedTuple

from crawler.discovery.elsewhere import Elsewhere
from crawler.discovery.page import Hint, ListState, Page
from crawler.discovery.words import read_name, year_in

State = Literal["found", "absent", "unknown"]
# Lists that a call answers are cut off at such a number, whatever they hold; lists of one page without a pager at one of the others.
CAPS_AT = 100
USUAL_SIZES = frozenset((12, 16, 18, 24, 28, 32, 36))
USUAL_STEP = 5
# Years of the government's reports that make a column of reports speak of others, and that make any other list.
LEAST_YEARS = 2
# All governments had to report since 2009: a column whose first report is of this year or later was made anew more often than not.
LATE = 2014
MANY_YEARS = 4


class CoverageRow(NamedTuple):
    """`evidence` says for found: the addresses; for absent: the complete lists it is missing from; for unknown: why."""

    year: int
    state: State
    evidence: tuple[str, ...]


@dataclass
class ListProgress:
    """One list of reports and how much of it was seen. `titled` counts its entries worded as reports, `fruitless` its pages
    in a row without one, `government` holds the years of the government's own reports in it, `unread` by page why its further pages are not known.
    `uncounted` says that entries could not be told from other links, `cut_short` that a further page was not there, `circled` that
    one was an earlier page again, `gathered` that its pages came as data or in a browser, so that they are not counted by address.
    `reached` is the newest date of the page with the oldest entries: the newest stand first, so all after it was seen. `named` says
    that it is a column of reports by name or address, `rising` that its oldest entries may stand first, `falling` that an older one
    follows a newer somewhere, `searched` that it is what a search or a site map brought, `hints` by page what it has beside what it shows, `unsettled` which pages a script may still fill."""

    url: str
    columns: tuple[str, ...] = ()
    total_entries: int | None = None
    total_pages: int | None = None
    pages: set[str] = field(default_factory=set)
    entries: set[str] = field(default_factory=set)
    waiting: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)
    fruitless: int = 0
    titled: int = 0
    government: set[int] = field(default_factory=set)
    when: str | None = None
    capped: bool = False
    uncounted: bool = False
    cut_short: bool = False
    unread: dict[str, str] = field(default_factory=dict)
    reached: str | None = None
    circled: bool = False
    gathered: bool = False
    named: bool = False
    shown: int = 0
    rising: bool = False
    falling: bool = False
    searched: bool = False
    hints: dict[str, tuple[Hint, ...]] = field(default_factory=dict)
    unsettled: set[str] = field(default_factory=set)

    def see(self, state: ListState | None, url: str) -> None:
        """What one of its pages says; a page seen again, by a browser, says it anew."""
        self.unread.pop(url, None)
        if state is not None:
            self.shown = max(self.shown, state.entries)
            if state.unread:
                self.unread[url] = state.unread
            if state.total_entries is not None:
                self.total_entries = max(self.total_entries or 0, state.total_entries)
            if state.total_pages is not None:
                self.total_pages = max(self.total_pages or 0, state.total_pages)

    def beside(self, page: Page, url: str, *, named: bool, rendered: bool) -> None:
        """What one of its pages says of more than it shows; whether it is `named` a column of reports."""
        self.named |= named
        self.gathered |= rendered or any(link.kind == "entry" for link in page.links)
        self.hints[url] = page.hints
        names = [read_name(link.text or link.title) for link in page.links]
        years = [name.year for name in names if name.label == "report" and name.year is not None]
        self.rising |= len(years) > 1 and years[0] < years[-1]
        self.falling |= any(after < before for before, after in pairwise(years))
        if page.needs_browser or page.unfilled:
            self.unsettled.add(url)
        else:
            self.unsettled.discard(url)

    @property
    def complete(self) -> bool:
        """All entries it says it has were seen, or all pages where it does not count its entries, and nothing of it is waiting
        or failed. A list that shows fewer entries than it says proves nothing."""
        if self.waiting or self.failed or not self.pages or self.capped or (self.unread and not self._told_whole):
            return False
        if self.total_entries and self.total_entries % CAPS_AT == 0:
            return False
        if self.circled and self.total_entries is None and self.total_pages is None:
            return False
        if self.total_entries is not None and len(self.entries) < self.total_entries:
            # Links beside the list may have been counted with it; too few are too few all the same.
            return False
        if self._counts_entries and self.gathered:
            return True
        # A number of entries beside more pages than were seen counts those of this page.
        return self.total_pages is None or len(self.pages) >= self.total_pages

    def lacks(self, year: int) -> bool:
        """Whether it proves that it has no report of the year. A list that neither says how long it is nor was read to the last
        of several pages may go on where nobody saw it: with what is older than all it shows, the newest being first."""
        if self.searched or len(self.government) < LEAST_YEARS or not self.complete:
            # A search brings what its index has under these words, a site map what it had when it was made.
            return False
        if not self.named and len(self.government) < MANY_YEARS:
            # A list of much else, where some reports stand as well.
            return False
        to_its_end = self.says_its_end or self._ends_by_itself
        if self.rising:
            return to_its_end or (not self.falling and year < max(self.government))
        return to_its_end or year > min(self.government)

    def passes(self, year: int) -> bool:
        """Whether it was looked through as far back as a report of the year can have been put into it."""
        return (self.complete and not self.cut_short) or self.reaches(year)

    def reaches(self, year: int) -> bool:
        """Whether its pages so far go back to when a report of the year was due."""
        return self.reached is not None and self.reached < f"{year + 1}"

    @property
    def says_its_end(self) -> bool:
        """Whether it says how long it is, or was turned to a page that leads no further."""
        turned = len(self.pages) > 1 and not self.cut_short
        return self._counts_entries or self.total_pages is not None or turned

    @property
    def _ends_by_itself(self) -> bool:
        """A column of one page without a pager or any sign of one, that a browser would show no longer, and as long as no template
        would have cut it."""
        usual = self.shown % USUAL_STEP == 0 or self.shown in USUAL_SIZES
        return self.named and not usual and not self.cut_short and not self.unsettled and not any(self.hints.values())

    @property
    def _told_whole(self) -> bool:
        """Whether its data brought all the entries that they say there are: then nobody needs the pager beside them."""
        return self.gathered and self._counts_entries and len(self.entries) >= (self.total_entries or 0)

    @property
    def _counts_entries(self) -> bool:
        return self.total_entries is not None and not self.uncounted

    def describe(self) -> str:
        """In words: address, column, pages and entries seen of those it says it has, when."""
        pages = f"{len(self.pages)} of {self.total_pages} pages" if self.total_pages else f"{len(self.pages)} pages"
        entries = (
            f"{len(self.entries)} of {self.total_entries} entries"
            if self.total_entries
            else f"{len(self.entries)} entries"
        )
        unread = "".join(f", {reason}" for reason in dict.fromkeys(self.unread.values()))
        named = f" ({' > '.join(self.columns[-2:])})" if self.columns else ""
        when = f" at {self.when}" if self.when else ""
        return f"{self.url}{named}{when}: {pages}, {entries}{unread}, {'complete' if self.complete else 'incomplete'}"


@dataclass
class Ledger:
    """What was found and what was in the way, by year."""

    found: dict[int, list[str]] = field(default_factory=dict)
    trouble: dict[int, list[str]] = field(default_factory=dict)
    lists: dict[str, ListProgress] = field(default_factory=dict)
    obstacles: list[str] = field(default_factory=list)
    former_sites: set[str] = field(default_factory=set)
    notices: tuple[str, ...] = ()
    elsewhere: Elsewhere = field(default_factory=Elsewhere)
    # By page, titles of reports that stand there without an address.
    unaddressed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    # By year, texts that lists call its report and whose content is none, each with its list.
    doubts: dict[int, list[tuple[str, str]]] = field(default_factory=dict)

    def lacking(self, year: int) -> tuple[str, ...]:
        """The complete lists that a year is missing from, in words. What is older than all that was found proves nothing where
        the portal has a former site: it may have stayed there. Nor does a list speak of years before its first or after its last
        where others hold such: columns moved."""
        if self.former_sites and self.found and year < min(self.found):
            return ()
        return tuple(
            each.describe() for each in self.lists.values() if each.lacks(year) and self._speaks_of(each, year)
        )

    def lacks_for_certain(self, year: int) -> bool:
        """Whether a complete list lacks the year that says where it ends, or goes back further than that year. Of what is older
        neither a short column without number or pager says anything by itself, nor one that begins late: columns were made anew,
        and the older left where they were."""
        if self.found and year < min(self.found) and min(self.found) >= LATE:
            return False
        return any(
            each.lacks(year) and self._speaks_of(each, year) and (each.says_its_end or year > min(each.government))
            for each in self.lists.values()
        )

    def _speaks_of(self, progress: ListProgress, year: int) -> bool:
        first, last = min(progress.government), max(progress.government)
        before = year < first and min(self.found, default=first) < first
        after = year > last and max(self.found, default=last) > last
        return not before and not after

    def objections(self, year: int) -> tuple[str, ...]:
        """What speaks against absence although a complete list lacks the year: hints of lists, lists that were not seen whole,
        columns that were not looked at (docs/decisions/0012)."""
        held = {url: each for url, each in self.lists.items() if each.government}
        said = [
            f"{each.url}: {hint.said}"
            for each in held.values()
            for hints in each.hints.values()
            for hint in hints
            if hint.speaks_of(year)
        ]
        whole = [each for each in held.values() if each.complete]
        said += [
            each.describe()
            for each in held.values()
            if each.named and not each.complete and not any(each.entries <= other.entries for other in whole)
        ]
        return tuple(dict.fromkeys((*said, *self.elsewhere.reasons(year, set(held)))))

    def unlooked(self, year: int) -> tuple[str, ...]:
        """Why a year that lists of reports lack is not absent: columns of notices that were not looked through, for one between
        others and for one that no list lacks for certain."""
        if not self.found:
            return ()
        if not min(self.found) < year < max(self.found) and self.lacks_for_certain(year):
            return ()
        unknown = ListProgress("")
        through = {url: self.lists.get(url, unknown) for url in self.notices}
        return tuple(
            f"not looked through: {each.describe() if each.url else url}, where a report may stand that its list lacks"
            for url, each in through.items()
            if not each.passes(year)
        )

    def doubt(self, year: int | None, said: str, list_url: str | None) -> None:
        """A text that a list calls the report of a year, and that is none by its content."""
        if year is not None and list_url is not None:
            self.doubts.setdefault(year, []).append((said, list_url))

    def shut(self, year: int) -> tuple[str, ...]:
        """Where a title of the year's report stands without an address."""
        return tuple(
            f"{url}: “{title}” stands there without an address, its text is opened by script"
            for url, titles in self.unaddressed.items()
            for title in titles
            if year_in(title) == year
        )

    def doubted(self, year: int) -> tuple[str, ...]:
        """The texts that lists with reports of the government call the year's."""
        return tuple(
            said for said, url in self.doubts.get(year, ()) if url in self.lists and self.lists[url].government
        )

    def report(self, year: int, url: str, list_url: str | None, *, complete: bool) -> None:
        """The government's own report of a year, or the page that only carries it, and the list that it stood in."""
        if complete:
            self.found.setdefault(year, []).append(url)
        else:
            self.trouble.setdefault(year, []).append(f"{url}: its body is a file that was not read")
        if list_url is not None and list_url in self.lists:
            self.lists[list_url].government.add(year)

    def rows(
        self, years: range | tuple[int, ...], *, spent: bool, pending: dict[int, list[str]]
    ) -> tuple[CoverageRow, ...]:
        """A row a year. Absent needs a complete list that holds the government's own reports of several years (a column a
        year proves nothing of the others) and lacks this one, and nothing that hints at the year left unread; `spent` says the walk
        ended by its budget."""
        rows = []
        for year in years:
            if self.found.get(year):
                rows.append(CoverageRow(year, "found", tuple(dict.fromkeys(self.found[year]))))
            elif self.trouble.get(year):
                rows.append(CoverageRow(year, "unknown", tuple(dict.fromkeys(self.trouble[year]))))
            elif pending.get(year):
                rows.append(CoverageRow(year, "unknown", tuple(f"not fetched: {url}" for url in pending[year][:5])))
            elif doubted := (*self.doubted(year), *self.shut(year)):
                rows.append(CoverageRow(year, "unknown", doubted))
            elif (lacking := self.lacking(year)) and (unlooked := (*self.objections(year), *self.unlooked(year))):
                rows.append(CoverageRow(year, "unknown", (*lacking, *unlooked)))
            elif lacking:
                looked = tuple(self.lists[url].describe() for url in self.notices if url in self.lists)
                rows.append(CoverageRow(year, "absent", (*lacking, *looked)))
            else:
                rows.append(CoverageRow(year, "unknown", self._why(spent)))
        return tuple(rows)

    def _why(self, spent: bool) -> tuple[str, ...]:
        reasons = ["the budget of requests was spent"] if spent else []
        reasons += [progress.describe() for progress in self.lists.values() if progress.government]
        reasons += [f"not looked through: {url}, the portal's former site" for url in sorted(self.former_sites)[:2]]
        reasons += self.obstacles[:5]
        return tuple(reasons or ["no complete list of the government's reports was found"])
