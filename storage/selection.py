"""Which copy (Contract 3): of all parses of all captures, the one that is the report, and what the others are to it.

    parses -> the latest parser version of each capture -> the latest capture of each address -> the preferred address

The preferred address: the jurisdiction's own portal before another official one before a mirror; then the latest
erratum (by its publication date); then page, Word, PDF, scan; then the address itself. Nothing here depends on the order
in which things were found. A capture that could not be read as a report replaces nothing: what a good run found stays.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain, pairwise

from storage.capture import SourceKind
from storage.report import Copy, CopyRelation, ParsedReport, Report

_MEDIUM_RANK = {"page": 0, "text": 1, "word": 2, "sheet": 3, "pdf": 4, "scan": 5}
_DIVISION_CODE = re.compile(r"[1-9]\d{5}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What choosing needs to know of a parse. `key` says where the parse lies (any string that its caller can use).

    `crawled` is the code whose portal was crawled, None where it is not known; `jurisdiction` is the report's own. `run` is
    the run that parsed it, empty where it is not known.
    """

    key: str
    report_id: str
    jurisdiction: str
    crawled: str | None
    kind: SourceKind
    url: str
    record_id: str
    fetched_at: str
    payload_sha256: str
    content_sha256: str
    parser_version: str
    parser_commit: str | None
    run: str
    medium: str
    erratum: bool
    published: str | None


@dataclass(frozen=True, slots=True)
class Choice:
    """One report: its current version, how the other copies relate to it, and every version, the current one first."""

    report_id: str
    current: Candidate
    copies: tuple[Copy, ...]
    versions: tuple[Candidate, ...]


def candidate(parsed: ParsedReport, key: str = "") -> Candidate:
    """What choosing needs to know of this parse. The crawled jurisdiction is read from the segment's key."""
    report, reading = parsed.report, parsed.reading
    segment = report.capture.segment
    return Candidate(
        key=key,
        report_id=report.report_id,
        jurisdiction=report.jurisdiction.code,
        crawled=segment.split("/")[1] if segment else None,
        kind=report.source.kind,
        url=report.source.url,
        record_id=report.capture.record_id,
        fetched_at=report.capture.fetched_at,
        payload_sha256=report.capture.payload_sha256,
        content_sha256=reading.content_sha256,
        parser_version=report.parser.version,
        parser_commit=report.parser.commit,
        run="",
        medium=reading.medium,
        erratum=reading.erratum,
        published=report.published,
    )


def choose(candidates: Iterable[Candidate]) -> Iterator[Choice]:
    """One choice a report_id, in the order of jurisdiction, year and issuer (the government's own report first).

    All parses that can stand for one report must be among the candidates. Those of an unknown jurisdiction are left out.
    """
    reports: defaultdict[str, list[Candidate]] = defaultdict(list)
    for each in latest_parses(candidates):
        if _DIVISION_CODE.fullmatch(each.jurisdiction):
            reports[each.report_id].append(each)
    for report_id in sorted(reports, key=reading_order):
        yield _choose_one(report_id, reports[report_id])


def current_reports(parsed: Iterable[ParsedReport]) -> Iterator[Report]:
    """The current version of each report, its `copies` filled in. Holds all that it is given in memory."""
    held = {str(number): each for number, each in enumerate(parsed)}
    for choice in choose(candidate(each, key) for key, each in held.items()):
        yield held[choice.current.key].report.model_copy(update={"copies": choice.copies})


def reading_order(report_id: str) -> tuple[str, int, bool, str]:
    """The order in which reports are listed: jurisdiction, year, the government before its departments, name."""
    jurisdiction, year, issuer = report_id.split("/", 2)
    return jurisdiction, int(year), issuer != "government", issuer


def version_order(version: str) -> tuple[tuple[int, ...], str]:
    """Order of parser versions: by their numbers (2 before 10, 1.9 before 1.10), then by the whole word."""
    return tuple(int(number) for number in re.findall(r"\d+", version)), version


def latest_parses(candidates: Iterable[Candidate]) -> Iterable[Candidate]:
    """Of each capture only what the latest parser version read in it."""
    latest: dict[str, Candidate] = {}
    for each in candidates:
        known = latest.get(each.record_id)
        if known is None or _parse_order(known) < _parse_order(each):
            latest[each.record_id] = each
    return latest.values()


def _parse_order(each: Candidate) -> tuple[tuple[tuple[int, ...], str], str, str, str]:
    """Later versions last; of one version what a later run read; the rest only so that the order is one."""
    return version_order(each.parser_version), each.run, each.parser_commit or "", each.content_sha256


def _choose_one(report_id: str, candidates: list[Candidate]) -> Choice:
    addresses: defaultdict[str, list[Candidate]] = defaultdict(list)
    for each in candidates:
        addresses[each.url].append(each)
    for versions in addresses.values():
        versions.sort(key=_instant, reverse=True)
    ordered = sorted(addresses.values(), key=_preference)
    current = ordered[0][0]
    copies = [_copy(other[0], _relation(other[0], current)) for other in ordered[1:]]
    copies += [_copy(earlier, "superseded") for earlier in _revised(ordered[0])]
    return Choice(report_id, current, tuple(copies), tuple(chain.from_iterable(ordered)))


def _preference(versions: list[Candidate]) -> tuple[int, bool, int, int, str]:
    """Sort key of an address by its current version; whose portal it is on is told by any of its captures."""
    current = versions[0]
    return (
        min(_source_rank(each) for each in versions),
        not current.erratum,
        -_day(current.published) if current.erratum else 0,
        _MEDIUM_RANK[current.medium],
        current.url,
    )


def _source_rank(each: Candidate) -> int:
    if each.kind == "mirror":
        return 2
    return 0 if each.crawled in (None, each.jurisdiction) else 1


def _relation(other: Candidate, current: Candidate) -> CopyRelation:
    if other.kind == "mirror":
        return "mirror"
    if current.erratum and (not other.erratum or _day(other.published) < _day(current.published)):
        return "superseded"
    if other.medium == current.medium or other.medium == "page" or other.payload_sha256 == current.payload_sha256:
        return "same"
    return "image" if other.medium == "scan" else "file"


def _revised(versions: list[Candidate]) -> list[Candidate]:
    """Earlier captures of one address that read differently from the one after them: silent revisions, latest first.

    Captures read by different parser versions cannot be compared by their content and are not called revised.
    """
    return [
        earlier
        for later, earlier in pairwise(versions)
        if earlier.parser_version == later.parser_version and earlier.content_sha256 != later.content_sha256
    ]


def _copy(each: Candidate, relation: CopyRelation) -> Copy:
    return Copy(url=each.url, relation=relation, record_id=each.record_id, payload_sha256=each.payload_sha256)


def _instant(each: Candidate) -> tuple[datetime, str]:
    moment = datetime.fromisoformat(each.fetched_at)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)), each.record_id


def _day(published: str | None) -> int:
    """The day's number, 0 where no date is printed: an undated erratum is earlier than any dated one."""
    return date.fromisoformat(published).toordinal() if published else 0
