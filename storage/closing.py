"""What a run's commit names: the segments and reports that reached the store, and what these refer to in other places and runs.

A report lies under its own jurisdiction, its captures under the one that was crawled: a county's report on a city's portal has
its segment under the city, and a report parsed again has it in an earlier run. A revisit's body lies with its original, maybe in
another place's segment. The manifest says so, so that a snapshot of the county covers all that its reports were read from and
all that its revisits need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from storage.archive import Archive
from storage.capture import RecordRef
from storage.errors import ObjectMissing
from storage.runs import ReportEntry, SegmentEntry
from storage.spool import Spool


@dataclass(frozen=True, slots=True)
class Named:
    """In the order of their keys; `problems` names what a report or a revisit refers to and no committed run has."""

    segments: tuple[SegmentEntry, ...]
    reports: tuple[ReportEntry, ...]
    referred: tuple[SegmentEntry, ...]
    originals: dict[str, tuple[SegmentEntry, ...]]
    problems: tuple[str, ...]


def named(archive: Archive, spool: Spool, committed: Callable[[str], RecordRef | None]) -> Named:
    """All that a run put. `committed` looks a capture of an earlier run up. May read earlier manifests: StoreError."""
    segments = {segment.key: segment for segment in spool.journal.segments()}
    earlier = _Earlier(archive)
    reports: dict[str, ReportEntry] = {}
    problems: set[str] = set()
    for entry, captures, within in spool.journal.reports():
        keys = {within} if within else set()
        for record_id in captures:
            key = spool.notes.segment_of(record_id)
            if key is None and (record_id != captures[0] or within is None):
                ref = committed(record_id)
                key = ref.segment if ref is not None else None
            if key is not None:
                keys.add(key)
        home = ("captures", entry.key.split("/")[1], spool.identity.run)
        elsewhere = sorted(key for key in keys if tuple(key.split("/")[:3]) != home)
        known = [key for key in elsewhere if key in segments or earlier.segment(key) is not None]
        problems |= {f"{entry.key} names the segment {key}, which no run has" for key in elsewhere if key not in known}
        reports[entry.key] = entry.model_copy(update={"elsewhere": tuple(known)})
    originals: dict[str, tuple[SegmentEntry, ...]] = {}
    for jurisdiction, wanted in sorted(spool.journal.originals().items()):
        found = {key: earlier.segment(key) for key in wanted}
        problems |= {f"a revisit refers to {key}, which no run has" for key, each in found.items() if each is None}
        originals[jurisdiction] = _by_key(each for each in found.values() if each is not None)
    outside = {key for report in reports.values() for key in report.elsewhere} - set(segments)
    referred = [segment for key in outside if (segment := earlier.segment(key)) is not None]
    return Named(
        segments=_by_key(segments.values()),
        reports=tuple(reports[key] for key in sorted(reports)),
        referred=_by_key(referred),
        originals=originals,
        problems=tuple(sorted(problems)),
    )


class _Earlier:
    """Segments of committed runs, from their manifests; each is read once."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._runs: dict[str, dict[str, SegmentEntry]] = {}

    def segment(self, key: str) -> SegmentEntry | None:
        run = key.split("/")[2]
        if run not in self._runs:
            try:
                self._runs[run] = {entry.key: entry for entry in self._archive.run(run).segments}
            except ObjectMissing:
                self._runs[run] = {}
        return self._runs[run].get(key)


def _by_key(entries: Iterable[SegmentEntry]) -> tuple[SegmentEntry, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.key))
