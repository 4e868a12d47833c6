"""What two snapshots differ in (比较): documents that are new, revised, cosmetic, gone or back, and figures that changed.

Only jurisdictions whose nodes differ are looked at. A document is an address at which a report was ever read. Compared are
the parses and captures of the runs that each snapshot covers:

    new        no report was read there in A, one is in B         revised    the report reads differently
    cosmetic   other bytes, the same reading                      gone       404 or 410 was the latest answer in B, not in A
    back       gone in A, and answered again in B
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from storage.catalogue import CaptureRow, ParseRow
from storage.report import Indicator, Report
from storage.selection import choose, reading_order
from storage.snapshots import Snapshot, jurisdiction_runs

if TYPE_CHECKING:
    from storage.archive import Archive

DocumentVerdict = Literal["new", "revised", "cosmetic", "gone", "back"]
FigureVerdict = Literal["appeared", "vanished", "changed"]
GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """What became of one address; `before` and `after` are the record ids of its captures."""

    jurisdiction: str
    url: str
    verdict: DocumentVerdict
    report_id: str | None
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure of a report that stands in both snapshots. None is no figure, or one that was withheld."""

    report_id: str
    code: str
    applicant: str
    period: str
    verdict: FigureVerdict
    before: int | float | None
    after: int | float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """B against A."""

    jurisdictions: tuple[str, ...]
    runs_added: tuple[str, ...]
    runs_removed: tuple[str, ...]
    documents: tuple[DocumentChange, ...]
    figures: tuple[FigureChange, ...]


def difference(archive: Archive, before: Snapshot, after: Snapshot) -> Difference:
    """All that changed from one snapshot to another of the same scope, or of a scope inside it."""
    runs_before, runs_after = jurisdiction_runs(archive, before, after)
    changed = sorted(code for code in {*runs_before, *runs_after} if runs_before.get(code) != runs_after.get(code))
    documents: list[DocumentChange] = []
    figures: list[FigureChange] = []
    for code in changed:
        in_before, in_after = runs_before.get(code, frozenset()), runs_after.get(code, frozenset())
        parses = archive.catalogue.reports(code)
        captures = list(archive.catalogue.captures([code]))
        documents += _documents(code, captures, parses, in_before, in_after)
        figures += _figures(archive, code, parses, in_before, in_after)
    all_before, all_after = _union(runs_before), _union(runs_after)
    return Difference(
        jurisdictions=tuple(changed),
        runs_added=tuple(sorted(all_after - all_before)),
        runs_removed=tuple(sorted(all_before - all_after)),
        documents=tuple(documents),
        figures=tuple(figures),
    )


def figure_changes(before: Report, after: Report) -> Iterator[FigureChange]:
    """The figures in which two versions of a report differ, in the order of code, applicant and period."""
    old, new = _by_name(before.indicators), _by_name(after.indicators)
    for name in sorted({*old, *new}):
        was, now = old.get(name), new.get(name)
        values = was.value if was else None, now.value if now else None
        if (was is None) != (now is None) or values[0] != values[1]:
            verdict: FigureVerdict = "appeared" if was is None else "vanished" if now is None else "changed"
            yield FigureChange(after.report_id, *name, verdict, *values)


def _documents(
    code: str,
    captures: Iterable[CaptureRow],
    parses: Iterable[ParseRow],
    in_before: Collection[str],
    in_after: Collection[str],
) -> Iterator[DocumentChange]:
    attempts: defaultdict[str, list[CaptureRow]] = defaultdict(list)
    for each in captures:
        attempts[each.url].append(each)
    read_before, read_after = _latest_reading(parses, in_before), _latest_reading(parses, in_after)
    for url in sorted({*read_before, *read_after}):
        was, now = read_before.get(url), read_after.get(url)
        verdict = _verdict(was, now, _last(attempts[url], in_before), _last(attempts[url], in_after))
        if verdict is not None:
            told = now or was
            yield DocumentChange(
                jurisdiction=code,
                url=url,
                verdict=verdict,
                report_id=told.report_id if told else None,
                before=was.record_id if was else None,
                after=now.record_id if now else None,
            )


def _verdict(
    was: ParseRow | None, now: ParseRow | None, last_before: CaptureRow | None, last_after: CaptureRow | None
) -> DocumentVerdict | None:
    if was is None:
        return "new"
    gone_before = last_before is not None and last_before.status in GONE
    gone_after = last_after is not None and last_after.status in GONE
    if now is None or (gone_after and not gone_before):
        return "gone"
    if gone_before and not gone_after:
        return "back"
    if was.record_id == now.record_id or was.payload_sha256 == now.payload_sha256:
        return None
    return "cosmetic" if was.content_sha256 == now.content_sha256 else "revised"


def _latest_reading(parses: Iterable[ParseRow], runs: Collection[str]) -> dict[str, ParseRow]:
    """By address, the current version of what these runs read there."""
    inside = {parse.key: parse for parse in parses if parse.run in runs}
    latest: dict[str, ParseRow] = {}
    for choice in choose(parse.candidate() for parse in inside.values()):
        for version in reversed(choice.versions):
            known = latest.get(version.url)
            if known is None or known.fetched_at <= version.fetched_at:
                latest[version.url] = inside[version.key]
    return latest


def _last(attempts: list[CaptureRow], runs: Collection[str]) -> CaptureRow | None:
    inside = [each for each in attempts if each.run in runs]
    return max(inside, key=lambda each: (each.fetched_at, each.record_id)) if inside else None


def _figures(
    archive: Archive, code: str, parses: list[ParseRow], in_before: Collection[str], in_after: Collection[str]
) -> Iterator[FigureChange]:
    before, after = (
        {
            choice.report_id: choice.current
            for choice in choose(parse.candidate() for parse in parses if parse.run in runs)
            if choice.current.jurisdiction == code
        }
        for runs in (in_before, in_after)
    )
    for report_id in sorted(before.keys() & after.keys(), key=reading_order):
        if before[report_id].key != after[report_id].key:
            old, new = archive.parsed(before[report_id].key), archive.parsed(after[report_id].key)
            yield from figure_changes(old.report, new.report)


def _by_name(figures: Iterable[Indicator]) -> dict[tuple[str, str, str], Indicator]:
    return {(figure.code, figure.applicant, figure.period): figure for figure in figures}


def _union(runs: Mapping[str, frozenset[str]]) -> set[str]:
    return {run for each in runs.values() for run in each}
