"""The journal: what must be known of a run after its death. A line each, synced; a last one that is torn counts for nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from storage.folders import sync_folder
from storage.runs import JurisdictionOutcome, ReportEntry, SegmentEntry
from storage.spool.disk import Disk, refusals, sync, write_at
from storage.spool.values import Sealed, ids


class Line(BaseModel):
    """A segment or a report that is confirmed in the store, or a jurisdiction that the run is done with.

    captures   of a segment, or those that a report was read from
    originals  of a segment: the segments of other places in which the originals of its revisits lie
    within     the segment that a report states
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    segment: SegmentEntry | None = None
    captures: tuple[str, ...] = ()
    originals: tuple[str, ...] = ()
    report: ReportEntry | None = None
    within: str | None = None
    finished: str | None = None
    outcome: JurisdictionOutcome | None = None


class Journal:
    """SpoolError for anything that the disk refuses."""

    def __init__(self, path: Path, disk: Disk) -> None:
        self._path = path
        self._disk = disk
        self._lock = threading.Lock()
        self._size = sum(length for _, length in self._read())

    def note_segment(self, sealed: Sealed) -> None:
        """A segment is confirmed in the store."""
        assert sealed.entry is not None
        place = sealed.entry.jurisdiction
        keys = {group.original for group in sealed.groups if group.original is not None}
        elsewhere = sorted(key for key in keys if key.split("/")[1] != place)
        self._note(Line(segment=sealed.entry, captures=ids(sealed.groups), originals=tuple(elsewhere)))

    def note_report(self, report: ReportEntry, captures: tuple[str, ...], within: str | None) -> None:
        """The same of a report, which was read from these captures, the first of them in the segment `within`."""
        self._note(Line(report=report, captures=captures, within=within))

    def note_outcome(self, jurisdiction: str, outcome: JurisdictionOutcome) -> None:
        """The run is done with a jurisdiction."""
        self._note(Line(finished=jurisdiction, outcome=outcome))

    def segments(self) -> list[SegmentEntry]:
        return [line.segment for line in self._lines() if line.segment is not None]

    def captures(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The segments' keys, each with the record ids of its captures."""
        return ((line.segment.key, line.captures) for line in self._lines() if line.segment is not None)

    def originals(self) -> dict[str, set[str]]:
        """Of each jurisdiction, the segments of other places in which originals of its revisits lie."""
        found: dict[str, set[str]] = {}
        for line in self._lines():
            if line.segment is not None and line.originals:
                found.setdefault(line.segment.jurisdiction, set()).update(line.originals)
        return found

    def reports(self) -> Iterator[tuple[ReportEntry, tuple[str, ...], str | None]]:
        """Reports in the store, each with the captures that it was read from and the segment that it states."""
        return ((line.report, line.captures, line.within) for line in self._lines() if line.report is not None)

    def outcomes(self) -> dict[str, JurisdictionOutcome]:
        return {line.finished: line.outcome for line in self._lines() if line.finished and line.outcome is not None}

    def _note(self, entry: Line) -> None:
        line = entry.model_dump_json(exclude_defaults=True).encode() + b"\n"
        with self._lock, refusals(self._path):
            write_at(self._disk, self._path, self._size, line)
            sync(self._disk, self._path)
            if self._size == 0:
                sync_folder(self._path.parent)
            self._size += len(line)

    def _lines(self) -> Iterator[Line]:
        return (line for line, _ in self._read())

    def _read(self) -> Iterator[tuple[Line, int]]:
        """The whole lines, each with how many bytes it has."""
        with refusals(self._path):
            if not self._path.exists():
                return
            with self._path.open("rb") as file:
                for data in file:
                    try:
                        line = Line.model_validate_json(data)
                    except ValidationError:
                        return
                    if not data.endswith(b"\n"):
                        return
                    yield line, len(data)
