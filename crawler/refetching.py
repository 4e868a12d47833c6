"""What became of each document since the archive last read it (Contract 1: refetch)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from crawler.discovery.page import Visit
from crawler.spiders.known_documents import GONE
from storage.report import Indicator, ParsedReport

if TYPE_CHECKING:
    from collections.abc import Collection

    from crawler.run import Document
    from storage.archive import Archive
    from storage.catalogue import ParseRow

Verdict = Literal["unchanged", "cosmetic", "revised", "new", "moved", "gone", "blocked", "unreachable", "not_seen"]

BLOCKED = frozenset({"challenge", "blocked", "refused_by_robots", "refused_address"})


@dataclass(frozen=True, slots=True)
class Finding:
    """A document's verdict; `details` are the figures that differ, or what came back instead."""

    verdict: Verdict
    report_id: str
    url: str
    details: tuple[str, ...] = ()


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


def findings(archive: Archive, before: Mapping[str, ParseRow], documents: Mapping[str, Document]) -> Iterator[Finding]:
    """Known documents first, then what is new. `documents` is what the run saw, by address."""
    gone = {row.content_sha256 for url, row in before.items() if url in documents and documents[url].verdict in GONE}
    for url, row in sorted(before.items(), key=lambda entry: (entry[1].report_id, entry[0])):
        yield _known(archive, row, documents.get(url))
    for url, document in sorted(documents.items()):
        if url not in before and document.parsed is not None:
            moved = document.parsed.reading.content_sha256 in gone
            yield Finding("moved" if moved else "new", document.parsed.report.report_id, url)


def _known(archive: Archive, row: ParseRow, document: Document | None) -> Finding:
    if document is None:
        return Finding("not_seen", row.report_id, row.url)
    if document.verdict in GONE:
        return Finding("gone", row.report_id, row.url, (document.reason,))
    if document.verdict in BLOCKED:
        return Finding("blocked", row.report_id, row.url, (document.reason,))
    if document.payload_sha256 == row.payload_sha256 and not document.rendered:
        return Finding("unchanged", row.report_id, row.url)
    if document.parsed is None:
        came = f"{document.verdict}: {document.reason}" if document.reason else document.verdict
        return Finding("unreachable", row.report_id, row.url, (came,))
    if document.parsed.reading.content_sha256 == row.content_sha256:
        same = document.payload_sha256 == row.payload_sha256
        return Finding("unchanged" if same else "cosmetic", row.report_id, row.url)
    return Finding("revised", row.report_id, row.url, tuple(differences(archive.parsed(row.key), document.parsed)))


def differences(old: ParsedReport, new: ParsedReport) -> Iterator[str]:
    """Figures that differ, then paragraphs that one of the two has alone."""
    was, now = _figures(old), _figures(new)
    for name in sorted(was.keys() | now.keys()):
        if was.get(name) != now.get(name):
            yield f"{name}: {was.get(name, 'not printed')} -> {now.get(name, 'not printed')}"
    before, after = old.report.text.split("\n"), new.report.text.split("\n")
    yield from (f"- {paragraph[:120]}" for paragraph in before if paragraph.strip() and paragraph not in after)
    yield from (f"+ {paragraph[:120]}" for paragraph in after if paragraph.strip() and paragraph not in before)


def _figures(parsed: ParsedReport) -> dict[str, str]:
    return {f"{one.code}@{one.applicant}@{one.period}": _value(one) for one in parsed.report.indicators}


def _value(indicator: Indicator) -> str:
    return f"withheld ({indicator.doubt})" if indicator.value is None else f"{indicator.value} {indicator.unit}"
