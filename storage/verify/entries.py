"""Segments and parsed reports, one at a time: each is what a run's manifest says, and agrees with what it refers to."""

from __future__ import annotations

import hashlib
import io
import threading

from pydantic import ValidationError

from storage.archive import report_key
from storage.errors import DamagedRecord
from storage.fixity import read_through
from storage.report import ParsedReport
from storage.runs import ReportEntry, SegmentEntry
from storage.verify.inspection import Inspection, shortened
from storage.verify.looked import Looked
from storage.warc import read_captures

Entry = SegmentEntry | ReportEntry


class Entries:
    """`segments` are those that any run names, by key. With `quick`, only presence and size are looked at."""

    def __init__(
        self, inspection: Inspection, segments: dict[str, SegmentEntry], looked: Looked, *, quick: bool
    ) -> None:
        self._inspection = inspection
        self._segments = segments
        self._looked = looked
        self._quick = quick
        self._captures: set[int] = set()  # hashes: a million of them take less room than their names
        self._lock = threading.Lock()

    def check(self, entry: Entry) -> None:
        if self._looked.has(entry.key, entry.sha256):
            return
        size = self._size(entry.key)
        if size is None:
            return
        if size != entry.bytes:
            self._inspection.report("damaged", entry.key, f"has {size} bytes, its manifest says {entry.bytes}")
            return
        if self._quick:
            return
        data = self._inspection.get(entry.key)
        if data is None:
            return
        found = hashlib.sha256(data).hexdigest()
        if found != entry.sha256:
            self._inspection.report("damaged", entry.key, f"has the SHA-256 {found}, its manifest says {entry.sha256}")
            return
        whole = self._check_segment(entry, data) if isinstance(entry, SegmentEntry) else self._check_report(entry, data)
        if whole:
            self._looked.add(entry.key, entry.sha256)

    def _size(self, key: str) -> int | None:
        if key in self._inspection.listed:
            return self._inspection.listed[key]
        info = self._inspection.store.head(key)
        if info is None:
            self._inspection.report("missing", key, "a run's manifest names it")
            return None
        self._inspection.report("unlisted", key, "the listing leaves it out")
        return info.size

    def _check_segment(self, entry: SegmentEntry, data: bytes) -> bool:
        try:
            contents = read_through(io.BytesIO(data))
            references = _references(data) if contents.revisits else []
        except DamagedRecord as error:
            self._inspection.report("damaged", entry.key, str(error))
            return False
        counts = (contents.records, len(contents.captures))
        if counts != (entry.records, entry.captures):
            stated = (entry.records, entry.captures)
            self._inspection.report(
                "inconsistent", entry.key, f"has {counts} records and captures, its manifest says {stated}"
            )
            return False
        whole = True
        for record_id in contents.captures:
            with self._lock:
                twice = hash(record_id) in self._captures
                self._captures.add(hash(record_id))
            if twice:
                self._inspection.report("inconsistent", entry.key, f"capture {record_id} stands in the archive twice")
                whole = False
        for segment, record_id in references:
            if segment not in self._segments:
                self._inspection.report(
                    "inconsistent", entry.key, f"revisit {record_id} refers to {segment}, which no run names"
                )
                whole = False
        return whole

    def _check_report(self, entry: ReportEntry, data: bytes) -> bool:
        try:
            parsed = ParsedReport.model_validate_json(data)
        except ValidationError as error:
            self._inspection.report("damaged", entry.key, f"is no parsed report: {shortened(error)}")
            return False
        if report_key(parsed) != entry.key:
            self._inspection.report("inconsistent", entry.key, f"holds the report of {report_key(parsed)}")
            return False
        if parsed.report.capture.segment not in self._segments:
            segment = parsed.report.capture.segment
            self._inspection.report("inconsistent", entry.key, f"names the segment {segment}, which no run names")
            return False
        return True


def _references(data: bytes) -> list[tuple[str | None, str]]:
    """Of each revisit: the segment of its original, and its own record id."""
    return [
        (stored.original.segment, stored.capture.record_id)
        for stored in read_captures(data)
        if stored.original is not None
    ]
