"""What became of each document since the archive last read it (Contract 1: refetch).

    unchanged   the same bytes, or a page of script that shows the same
    cosmetic    other bytes (a counter, a token, a new footer), the same report
    revised     the report reads differently: its figures and paragraphs that differ are named
    new         a report that was not known
    moved       the same report at another address: the old one is gone, leads there, or is a page that only carries it now
    gone        not there any more, by two looks      blocked, unreachable   nobody can tell, and why
    not_seen    the crawl ended before it was asked for

Readings are compared only if one parser made both: where it has changed since, the archived bytes are read again first.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.discovery.page import Page, Visit
from crawler.spiders.known_documents import lost
from pipelines.errors import ReadingError
from pipelines.item import Found
from storage.capture import RecordRef
from storage.errors import StorageError
from storage.report import Indicator, ParsedReport
from storage.runs import Finding

if TYPE_CHECKING:
    from collections.abc import Collection

    from storage.archive import Archive
    from storage.catalogue import ParseRow

logger = logging.getLogger(__name__)

BLOCKED = frozenset({"challenge", "blocked", "refused_by_robots", "refused_address"})
SEEN_TWICE = 2
# A report that was rewritten from end to end: its differences are named up to here, and counted.
MAX_DETAILS = 200
PARAGRAPH = 120


@dataclass(frozen=True, slots=True)
class Before:
    """What was known of a jurisdiction before the run, by address; `reread` reads an archived capture by today's parser."""

    archive: Archive
    parses: Mapping[str, ParseRow]
    reread: Callable[[RecordRef], ParsedReport | None]


@dataclass(slots=True)
class Document:
    """What a run saw at an address: the verdict on the answer, and the report where it is one.

    `lost` says that no report is there any more, `looks` how often that was seen, of `visits` in all. `leads_to` is the address
    at which the answer came after redirects, `year` what it was recognised to report on before it was read.
    """

    jurisdiction: str
    verdict: str
    reason: str
    payload_sha256: str | None = None
    rendered: bool = False
    lost: bool = False
    looks: int = 1
    year: int | None = None
    visits: int = 1
    leads_to: str | None = None
    parsed: ParsedReport | None = None

    def replaced(self, report_id: str) -> bool:
        """Whether another report is there: as read, or while it is not, by the year that its page was recognised to report on."""
        if self.parsed is not None:
            return self.parsed.report.report_id != report_id
        return self.year is not None and str(self.year) != report_id.split("/")[1]


class Documents:
    """What a run saw, by address."""

    def __init__(self) -> None:
        self.by_url: dict[str, Document] = {}

    def seen(self, jurisdiction: str, url: str, page: Page, ref: RecordRef | None, *, rendered: bool) -> None:
        """An answer to a request for an address; `ref` is the capture of it, where its bytes say what the report says."""
        before = self.by_url.get(url)
        document = Document(jurisdiction, page.verdict, page.reason, rendered=rendered, lost=lost(page))
        document.payload_sha256 = ref.payload_sha256 if ref is not None else None
        document.leads_to = page.url if page.url != url else None
        document.year = page.recognition.year if page.recognition is not None else None
        if before is not None:
            document.visits += before.visits
            document.looks += before.looks if before.lost and document.lost else 0
        self.by_url[url] = document

    def understood(self, url: str, page: Page) -> None:
        """What the walk made of an answer beside its others."""
        document = self.by_url[url]
        document.verdict, document.reason, document.lost = page.verdict, page.reason, lost(page)

    def read(self, found: Found, parsed: ParsedReport) -> None:
        """A report. After a redirect it stands at another address than the one that was asked for."""
        document = self.by_url.setdefault(found.url, Document(found.context.jurisdiction, "ok", ""))
        document.parsed = parsed
        if found.known or not found.parts:
            document.payload_sha256 = found.ref.payload_sha256

    def of(self, jurisdiction: str) -> dict[str, Document]:
        return {url: each for url, each in self.by_url.items() if each.jurisdiction == jurisdiction}


def known_parses(archive: Archive, jurisdiction: str, years: Collection[int] | None) -> dict[str, ParseRow]:
    """The latest reading of each address at which a report of the jurisdiction was ever read."""
    latest: dict[str, ParseRow] = {}
    for row in archive.catalogue.reports(jurisdiction):
        if row.jurisdiction == jurisdiction and (years is None or row.year in years) and row.url.startswith("http"):
            before = latest.get(row.url)
            if before is None or (before.fetched_at, before.parser_version) <= (row.fetched_at, row.parser_version):
                latest[row.url] = row
    return latest


def visits_to(archive: Archive, parses: Mapping[str, ParseRow]) -> list[Visit]:
    """A visit to each known document, by the way on which it was found, with what its page told of it then."""
    visits = []
    for url, row in sorted(parses.items()):
        capture = archive.catalogue.capture(row.record_id)
        if capture is None or capture.role == "imported":
            continue
        facts = archive.read_capture(capture.ref()).facts
        role = "attachment" if capture.role == "attachment" else "page"
        visits.append(
            Visit(
                url=url,
                role=role,  # type: ignore[arg-type]
                path=capture.path,
                anchor=capture.anchor,
                render=capture.rendered,
                context=dict(facts.context),
            )
        )
    return visits


def findings(before: Before, documents: Mapping[str, Document]) -> Iterator[Finding]:
    """Known documents first, then what is new. `documents` is what the run saw, by address."""
    led = _led(before, documents)
    known = [
        _known(before, row, documents.get(url), documents.get(led.get(url, "")))
        for url, row in sorted(before.parses.items(), key=lambda entry: (entry[1].report_id, entry[0]))
    ]
    yield from known
    # A report that is new at one address and gone at another has moved, also if it was touched up on the way.
    gone = {before.parses[each.url].content_sha256 for each in known if each.verdict == "gone"}
    gone_ids = {each.report_id: each.url for each in known if each.verdict == "gone"}
    left = {now: then for then, now in sorted(led.items(), reverse=True)}
    for url, document in sorted(documents.items()):
        if url in before.parses or document.parsed is None:
            continue
        report_id = document.parsed.report.report_id
        if url in left:
            yield Finding(
                verdict="moved", report_id=report_id, url=url, details=(f"from {left[url]}, which leads here",)
            )
        elif document.parsed.reading.content_sha256 in gone:
            yield Finding(verdict="moved", report_id=report_id, url=url, details=_moved_from(gone_ids, report_id))
        else:
            told = (f"the copy at {gone_ids[report_id]} is gone",) if report_id in gone_ids else ()
            yield Finding(verdict="new", report_id=report_id, url=url, details=told)


def _led(before: Before, documents: Mapping[str, Document]) -> dict[str, str]:
    """Known addresses that have no report of their own any more and lead to the same one elsewhere, and where: by a redirect,
    or as a page that carries it as a file."""
    led = {}
    for url, row in before.parses.items():
        document = documents.get(url)
        if document is None or document.lost or document.parsed is not None:
            continue
        for other, found in sorted(documents.items()):
            if other in before.parses or found.parsed is None or found.parsed.report.report_id != row.report_id:
                continue
            if other == document.leads_to or url in found.parsed.report.source.found_by:
                led[url] = other
                break
    return led


def _moved_from(gone: Mapping[str, str], report_id: str) -> tuple[str, ...]:
    return (f"from {gone[report_id]}",) if report_id in gone else ()


def _known(before: Before, row: ParseRow, document: Document | None, elsewhere: Document | None) -> Finding:
    """`elsewhere` is the document that the address leads to now."""

    def finding(verdict: str, *details: str, looks: int = 1) -> Finding:
        return Finding.model_validate(
            {
                "verdict": verdict,
                "report_id": row.report_id,
                "url": row.url,
                "details": tuple(detail for detail in details if detail),
                "looks": looks,
                "before": row.record_id,
            }
        )

    if document is None:
        return finding("not_seen")
    if elsewhere is not None and elsewhere.parsed is not None:
        same = elsewhere.payload_sha256 == row.payload_sha256
        found = _compared(before, row, elsewhere.parsed, finding, same=same)
        told = f"it leads to {elsewhere.parsed.report.source.url} now"
        return found.model_copy(update={"details": (told, *found.details)})
    if document.parsed is not None and document.replaced(row.report_id):
        there = f"another report is there: {document.parsed.report.report_id}"
        if document.visits < SEEN_TWICE:
            return finding("unreachable", f"{there}, at one look; no second was made")
        return finding("gone", there, looks=document.visits)
    if document.parsed is None and document.lost:
        said = document.reason or document.verdict
        came = f"another page is there: {said}" if document.verdict in ("ok", "not_a_report", "empty") else said
        if document.looks < SEEN_TWICE:
            return finding("unreachable", f"{came}; not there at one look, no second was made")
        return finding("gone", came, looks=document.looks)
    if document.verdict in BLOCKED:
        return finding("blocked", f"{document.verdict}: {document.reason}" if document.reason else document.verdict)
    if document.payload_sha256 == row.payload_sha256 and not document.rendered:
        return finding("unchanged")
    if document.parsed is None:
        return finding("unreachable", f"{document.verdict}: {document.reason}" if document.reason else document.verdict)
    return _compared(before, row, document.parsed, finding, same=document.payload_sha256 == row.payload_sha256)


def _compared(
    before: Before, row: ParseRow, now: ParsedReport, finding: Callable[..., Finding], *, same: bool
) -> Finding:
    """The verdict on a document that was read again. `same` says that its bytes are those of before."""
    unchanged = "unchanged" if same else "cosmetic"
    if now.reading.content_sha256 == row.content_sha256 and now.report.title == row.title:
        return finding(unchanged)
    try:
        old = _read_by_this_parser(before, row, now)
    except (ReadingError, StorageError) as error:
        logger.warning("%s cannot be compared with its earlier version: %s", row.url, error)
        return finding("revised", f"its earlier version cannot be read again: {error}")
    if old is None:
        return finding("revised", "what was archived before is no report to today's parser")
    if old.reading.content_sha256 == now.reading.content_sha256:
        return finding(unchanged, *_title(old, now))
    return finding("revised", *differences(old, now))


def _read_by_this_parser(before: Before, row: ParseRow, now: ParsedReport) -> ParsedReport | None:
    parser = now.report.parser
    if (row.parser_version, row.parser_commit) == (parser.version, parser.commit):
        return before.archive.parsed(row.key)
    ref = before.archive.catalogue.record(row.record_id)
    return before.reread(ref) if ref is not None else before.archive.parsed(row.key)


def differences(old: ParsedReport, new: ParsedReport) -> list[str]:
    """Figures that differ, then paragraphs that one of the two has alone, no more than MAX_DETAILS."""
    was, now = _figures(old), _figures(new)
    told = [
        f"{name}: {was.get(name, 'not printed')} -> {now.get(name, 'not printed')}"
        for name in sorted(was.keys() | now.keys())
        if was.get(name) != now.get(name)
    ]
    before, after = old.report.text.split("\n"), new.report.text.split("\n")
    there, here = frozenset(before), frozenset(after)
    told += [f"- {paragraph[:PARAGRAPH]}" for paragraph in before if paragraph.strip() and paragraph not in here]
    told += [f"+ {paragraph[:PARAGRAPH]}" for paragraph in after if paragraph.strip() and paragraph not in there]
    told += _title(old, new)
    if len(told) > MAX_DETAILS:
        told = [*told[:MAX_DETAILS], f"and {len(told) - MAX_DETAILS} differences more"]
    return told


def _title(old: ParsedReport, new: ParsedReport) -> list[str]:
    same = old.report.title == new.report.title
    return [] if same else [f"title: {old.report.title} -> {new.report.title}"]


def _figures(parsed: ParsedReport) -> dict[str, str]:
    return {f"{one.code}@{one.applicant}@{one.period}": _value(one) for one in parsed.report.indicators}


def _value(indicator: Indicator) -> str:
    return f"withheld ({indicator.doubt})" if indicator.value is None else f"{indicator.value} {indicator.unit}"
