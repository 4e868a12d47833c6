"""What an answer says of a year beside the reports that it is or leads to, as a walk's ledger keeps it: texts that turned out to be
none, columns that were refused, and what was not asked for."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.discovery.coverage import Ledger
from crawler.discovery.frontier import Candidate, Frontier, remembered
from crawler.discovery.leads import OF_A_YEAR, TITLES
from crawler.discovery.page import FoundLink, Page
from crawler.discovery.scoring import STOP
from crawler.discovery.words import explained_year, is_about_reports, is_report_title, names_any_of, year_in

# Links to columns of reports, or of those of a year.
COLUMNS_OF_REPORTS = frozenset(("reports", "year"))
# What a page is that a title leads to: a text, or what holds others.
TEXTS = frozenset(("article", "other", "file"))
LISTS = frozenset(("home", "list"))
# Pages that only stand before others.
ENTRANCES = frozenset(("home", "frame", "refresh"))


def read(ledger: Ledger, candidate: Candidate, page: Page, own: frozenset[str | None]) -> None:
    """Of a page that came; `own` are the codes of the place and of those that it was before."""
    if page.unaddressed:
        ledger.unaddressed[page.url] = page.unaddressed
    if page.recognition is None and candidate.kind not in ENTRANCES:
        _doubt(ledger, candidate, page)
    _of_another(ledger, candidate, page, own)
    _without_year(ledger, candidate, page)


def failed(ledger: Ledger, candidate: Candidate, page: Page, *, refused: bool) -> None:
    """Of one that did not; `refused`: it may be there all the same."""
    said = f"{candidate.visit.url}: {page.verdict}" + (f" ({page.reason})" if page.reason else "")
    strong = candidate.base >= STOP["strong"]
    if strong and candidate.label in OF_A_YEAR and candidate.year is not None:
        ledger.trouble.setdefault(candidate.year, []).append(said)
    elif strong and refused:
        ledger.obstacles.append(said)
    if refused and candidate.label in COLUMNS_OF_REPORTS:
        ledger.elsewhere.refuse(remembered(candidate.visit.url), said, candidate.year)


def explained(ledger: Ledger, links: Iterable[FoundLink], list_url: str) -> None:
    """Of a column of reports: what it explains was published, whether it stands there or not."""
    for link in links:
        title = link.title if len(link.title) > len(link.text) else link.text
        ledger.doubt(explained_year(title), f"{link.url}: “{title}” explains a report that was not found", list_url)


def unfetched(ledger: Ledger, frontier: Frontier) -> dict[int, list[str]]:
    """Of what was not asked for: by year, the addresses that are called its report."""
    pending: dict[int, list[str]] = {}
    for candidate in (*frontier.candidates.values(), *frontier.in_flight.values()):
        if candidate.year is not None and candidate.label in OF_A_YEAR and candidate.base >= STOP["strong"]:
            pending.setdefault(candidate.year, []).append(candidate.visit.url)
    for candidate in frontier.candidates.values():
        address = remembered(candidate.visit.url)
        if candidate.label in COLUMNS_OF_REPORTS and candidate.base >= STOP["strong"]:
            ledger.elsewhere.refuse(address, f"not fetched: {address}", candidate.year)
    return pending


def _doubt(ledger: Ledger, candidate: Candidate, page: Page) -> None:
    """A text called the report of a year that is none by its content, nor a text about one: that year may still have one."""
    called = candidate.label in OF_A_YEAR and candidate.base >= STOP["strong"] and candidate.list_url is not None
    # A year's own column is a list, and a title that leads to one, or home, leads to no report.
    texts = TEXTS | LISTS if candidate.label in TITLES else TEXTS
    if called and page.kind in texts and not is_about_reports(page.title or ""):
        said = f"{candidate.visit.url}: {page.reason or 'no report by its content'}"
        ledger.doubt(candidate.year, said, candidate.list_url)


def _of_another(ledger: Ledger, candidate: Candidate, page: Page, own: frozenset[str | None]) -> None:
    """A text that its list calls the report of one year and that is a government's of another, or of another place that the list
    does not name: the wrong one was put there."""
    found = page.recognition
    if found is None or found.issuer_kind != "government" or candidate.label not in TITLES or candidate.year is None:
        return
    if found.year is not None and candidate.year != found.year:
        said = f"is that of {found.year}"
    elif found.jurisdiction not in own and not names_any_of(candidate.visit.anchor or "", found.issuer_name or ""):
        said = f"is that of {found.issuer_name}"
    else:
        return
    ledger.doubt(
        candidate.year, f"{candidate.visit.url}: called the report of {candidate.year}, {said}", candidate.list_url
    )


def _without_year(ledger: Ledger, candidate: Candidate, page: Page) -> None:
    """A text of a list that is called a report, or is one, and that says no year."""
    if page.recognition is not None:
        silent = page.recognition.year is None
    else:
        said = page.title or candidate.visit.anchor or ""
        silent = page.kind in ("article", "file") and is_report_title(said) and year_in(said) is None
    if silent and candidate.list_url is not None and candidate.year is None:
        published = page.recognition.published if page.recognition is not None else None
        ledger.elsewhere.no_year(candidate.visit.url, candidate.list_url, published)
