"""From the spool to the store: one object at a time, confirmed, written down, and only then let go.

Each step may be repeated: an object that is in the store already, with the same bytes, is as good as one just put. So a
time-out after success, or a death between two steps, costs a repetition and nothing else.
"""

from __future__ import annotations

import logging
import random
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from storage.archive import Archive
from storage.catalogue import ParseRow, parse_row
from storage.errors import ObjectConflict, ObjectDamaged, SpoolError, StorageError, StoreError
from storage.report import ParsedReport
from storage.runs import SegmentEntry
from storage.spool import Sealed, Spool

_log = logging.getLogger(__name__)


def send_segment(archive: Archive, spool: Spool, sealed: Sealed) -> SegmentEntry:
    """Put a sealed segment, see that it is there, and note it; its file may then be discarded.

    Raises StoreError or SpoolError; then nothing is lost and the call may be repeated.
    """
    entry = sealed.entry
    if entry is None:
        raise ValueError(f"{sealed.path} holds nothing to send")
    put = archive.store.put(entry.key, sealed.path, sha256=entry.sha256)
    if (put.size, put.sha256) != (entry.bytes, entry.sha256):
        raise ObjectDamaged(
            f"{entry.key}: the store confirms {put.size} bytes, SHA-256 {put.sha256}; it will be sent again"
        )
    found = archive.store.head(entry.key)
    if found is None or found.size != entry.bytes or found.sha256 not in (None, entry.sha256):
        raise ObjectDamaged(f"{entry.key}: acknowledged by {archive.uri}, and not there whole; it will be sent again")
    spool.journal.note_segment(sealed)
    spool.notes.place((group.record_id for group in sealed.groups), entry.key)
    return entry


@dataclass(frozen=True, slots=True)
class Dropped:
    """Why a parsed report can never be put: it is dropped, for it can be parsed again."""

    why: str


def send_report(archive: Archive, spool: Spool, path: Path, segment: str | None) -> ParseRow | Dropped:
    """Put a parsed report that waits at `path`, its capture being in `segment` (None: it names its own)."""
    try:
        parsed = ParsedReport.model_validate_json(path.read_bytes())
    except OSError as error:
        raise SpoolError(f"the spool refuses: {path}: {error.strerror or error}") from error
    except ValidationError as error:
        spool.discard(path)
        why = " ".join(str(error).split())[:100]
        return Dropped(f"a parsed report was damaged in the spool ({why}); parse it again")
    if segment is not None:
        parsed = parsed.within(segment)
    try:
        entry = archive.put_report(parsed)
    except ObjectConflict as error:
        spool.discard(path)
        return Dropped(f"a parsed report was not kept: {error}")
    report = parsed.report
    attached = (each.record_id for each in report.attachments if each.record_id is not None)
    spool.journal.note_report(entry, (report.capture.record_id, *attached), report.capture.segment)
    spool.discard(path)
    return parse_row(entry, parsed, spool.identity.run)


def lasting(error: StorageError) -> bool:
    """Whether trying again is of little use until somebody does something."""
    return not (isinstance(error, StoreError) and error.transient)


class Backoff:
    """How long to wait after failures in a row: doubling from `first` to `longest` seconds, half of it by chance."""

    def __init__(self, first: float, longest: float) -> None:
        self._first, self._longest = first, longest
        self.failures = 0

    def failed(self) -> float:
        """Seconds until the next try."""
        delay = min(self._longest, self._first * 2.0 ** min(self.failures, 30))
        self.failures += 1
        return delay * random.uniform(0.5, 1.0)

    def succeeded(self) -> None:
        self.failures = 0
