"""The run, from its first capture to its commit."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TypeVar

from storage import warc
from storage.archive import Archive
from storage.capture import Capture, RecordRef
from storage.catalogue import Put
from storage.closing import Named, named
from storage.errors import RunError, SpoolError, StorageError, StoreError
from storage.report import ParsedReport
from storage.runs import Code, JurisdictionOutcome, Outcome, RunManifest, SnapshotRef, is_run, new_run
from storage.sending import Backoff, lasting
from storage.snapshots import latest_ref
from storage.spool import DISK, Disk, RunIdentity, SegmentFile, Spool
from storage.writer.bounds import WriterBounds
from storage.writer.captured import Captured
from storage.writer.outgoing import Outgoing
from storage.writer.revisits import KnownCaptures, original_of
from storage.writer.syncing import Syncing

_log = logging.getLogger(__name__)
T = TypeVar("T")
_TICK = 1.0
_LASTING_TRIES = 3


class RunWriter:
    """Writes one run. Every method may be called from any thread; those that wait say so."""

    def __init__(
        self,
        archive: Archive,
        *,
        spider: str,
        code: Code,
        run: str | None = None,
        bounds: WriterBounds | None = None,
        settings: Mapping[str, str] | None = None,
        known: KnownCaptures | None = None,
        disk: Disk = DISK,
    ) -> None:
        """Begin a run. `put` tells the catalogue what was put, so that nothing of it is read again.

        `settings`: those of note, for the manifest, without secrets. `known`: the archive's catalogue by default.

        SpoolError when STATE_DIR cannot be written or the run has a spool already.
        """
        self.started = datetime.now(UTC)
        self.run = run or new_run(self.started)
        if not is_run(self.run):
            raise RunError(f"{self.run!r} is no name of a run; one looks like {new_run(self.started)}")
        self.archive = archive
        self.bounds = bounds or WriterBounds()
        self.trouble: StorageError | None = None
        self._known: KnownCaptures = known or archive.catalogue
        self._software = f"lantai/{code.version}"
        identity = RunIdentity(
            run=self.run,
            archive=archive.identity,
            spider=spider,
            started=self.started,
            code=code,
            settings=dict(settings or {}),
        )
        self._spool = Spool.create(archive.state_dir, identity, disk=disk)

        self._lock = threading.RLock()
        self._sequence = 0
        self._above_high_water = False
        self._open: dict[str, SegmentFile] = {}
        self._captured = Captured(self.run, self._spool.notes, self._lock)
        self._syncing = Syncing(self._spool, self._lock, durable=self._captured.durable, failed=self._detach)
        self._outgoing = Outgoing(
            archive, self._spool, self._captured, self._lock, number=self._next_number, durable=self._syncing.durable
        )

        self._backoff = Backoff(self.bounds.first_retry, self.bounds.longest_retry)
        self._retry_at = 0.0
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._abandoned = threading.Event()
        self._closed = False
        self._crash: BaseException | None = None
        self._thread = threading.Thread(target=self._run_thread, name=f"archive {self.run}", daemon=True)
        self._thread.start()

    @property
    def put(self) -> Put:
        """What the catalogue need not read again."""
        return self._captured.put

    # For the crawl

    def append(self, capture: Capture) -> RecordRef:
        """Write a capture to the spool; SpoolError when the disk refuses: then nothing of it is kept.

        The same record id again is no error and writes nothing. A body that a committed capture of the same address has
        already becomes a revisit. For a rendered page that may be one, the original is read from the store: that waits.
        """
        self._check_open()
        if not warc.valid_record_id(capture.record_id):
            raise RunError(f"{capture.record_id[:80]!r} is no record id; make one with new_record_id()")
        payload_sha256 = capture.payload_sha256
        original = original_of(capture, payload_sha256, self._known, self.archive)
        data, records = warc.group(capture, original, payload_sha256=payload_sha256)
        ref = RecordRef(
            record_id=capture.record_id,
            url=capture.url,
            fetched_at=capture.fetched_at,
            status=capture.status,
            payload_sha256=original.payload_sha256 if original else payload_sha256,
            jurisdiction=capture.facts.jurisdiction,
            run=self.run,
            revisit_of=original.record_id if original else None,
        )
        with self._lock:
            self._check_open()
            if self._captured.knows(capture.record_id):
                return self._captured.location(capture.record_id)
            segment = self._segment(ref.jurisdiction)
            place = original.segment if original else None
            group = self._spool.segments.append(segment, data, records, ref.record_id, place)
            self._outgoing.spooled += len(data)
            self._captured.add(ref, capture, original, group)
            self._syncing.appended(segment)
            if segment.size >= self.bounds.segment_bytes or len(segment.groups) >= self.bounds.segment_captures:
                self._detach(segment)
                self._wake.set()
            if self.spooled >= self.bounds.high_water:
                self._above_high_water = True
                self._wake.set()
        return ref

    def sync(self) -> None:
        """Wait until all that was appended before this call is on the disk; many callers share one sync.

        SpoolError when the disk failed to keep some of it. It is then in doubt until it is durable in the store.
        """
        self._syncing.sync()

    def add_report(self, parsed: ParsedReport) -> None:
        """Keep a parsed report until its capture is durable, then put it. RunError when the capture is unknown here."""
        self._check_open()
        record_id = parsed.report.capture.record_id
        elsewhere = parsed.report.capture.segment is not None
        if not elsewhere and not self._captured.knows(record_id):
            raise RunError(f"the report of capture {record_id} comes before its capture")
        path = self._spool.add_report(parsed.model_dump_json().encode())
        self._outgoing.add_report(path, record_id, elsewhere=elsewhere)

    def note_verdict(self, record_id: str, verdict: str) -> None:
        """What a capture turned out to be, for the manifest; a later verdict replaces an earlier one."""
        self._spool.notes.judge(record_id, verdict)

    def conclude(self, jurisdiction: str, outcome: JurisdictionOutcome) -> None:
        """Nothing more comes for a jurisdiction: what became of it, kept for a recovery if the run does not come to its close."""
        self._spool.journal.note_outcome(jurisdiction, outcome)

    def seal(self, jurisdiction: str) -> None:
        """Nothing more comes for a jurisdiction: have its segment sealed and sent now, whatever its age. Does not wait."""
        with self._lock:
            self._check_open()
            segment = self._open.get(jurisdiction)
            if segment is not None:
                self._detach(segment)
        self._wake.set()

    def tend(self) -> None:
        """Have what is old or large sealed and sent. Does not wait; raises what killed the writer's thread, if it died."""
        self._check_open()
        self._wake.set()

    @property
    def full(self) -> bool:
        """Whether to fetch nothing more for now: above the high-water mark, until below the low one."""
        return self._above_high_water

    @property
    def spooled(self) -> int:
        """Bytes of captures that are not durable yet."""
        return self._outgoing.spooled

    def knows(self, record_id: str) -> bool:
        """Whether the capture is in the spool or in the store."""
        return self._captured.knows(record_id)

    def durable(self, record_id: str) -> bool:
        """Whether the capture is confirmed in the store."""
        return self._captured.durable(record_id)

    def location(self, record_id: str) -> RecordRef:
        """Where a capture of this run lies. RunError for one unknown, or durable so long that it was forgotten here."""
        return self._captured.location(record_id)

    def close(
        self, outcome: Outcome, reasons: tuple[str, ...], jurisdictions: Mapping[str, JurisdictionOutcome]
    ) -> RunManifest:
        """Seal, send and commit; waits until it is done.

        When the store does not answer for `patience`, or refuses, raises its error: the spool stays as it is and
        `recover` finishes the run later.
        """
        with self._lock:
            self._check_open()
            self._closed = True
            for segment in list(self._open.values()):
                self._detach(segment)
        self._stopping.set()
        self._wake.set()
        self._thread.join()
        try:
            if self._crash is not None:
                raise RunError(f"the archive's writer failed: {self._crash!r}") from self._crash
            self._insist(self._outgoing.send_all)
            found = self._insist(lambda: named(self.archive, self._spool, self._known.record))
            snapshot = self._insist(lambda: latest_ref(self.archive))
            decision = self._manifest(found, snapshot, outcome, reasons, jurisdictions).to_bytes()
            self._insist(lambda: self._spool.decide(decision))
            manifest = self._insist(lambda: self.archive.commit(decision))
        except BaseException:
            self._spool.release()
            raise
        try:
            self._spool.remove()
        except SpoolError as error:
            _log.warning("the run is committed, but its spool stays: %s", error)
            self._spool.release()
        return manifest

    def abandon(self) -> None:
        """Stop at once, also a `close` that waits: what is in the spool stays there for `recover`."""
        self._abandoned.set()
        self._stopping.set()
        self._wake.set()
        with self._lock:
            closing, self._closed = self._closed, True
        if not closing:
            self._thread.join()
            self._spool.release()

    # Within

    def _check_open(self) -> None:
        if self._crash is not None:
            raise RunError(f"the archive's writer failed: {self._crash!r}") from self._crash
        if self._closed:
            raise RunError(f"run {self.run} is closed")

    def _segment(self, jurisdiction: str) -> SegmentFile:
        segment = self._open.get(jurisdiction)
        if segment is None:
            fields = {"software": self._software, "isPartOf": self.run, "jurisdiction": jurisdiction}
            head = warc.warcinfo(fields, at=datetime.now(UTC))
            segment = self._spool.segments.begin(jurisdiction, self._next_number(), head, opened=time.monotonic())
            self._open[jurisdiction] = segment
        return segment

    def _next_number(self) -> int:
        with self._lock:
            self._sequence += 1
            return self._sequence

    def _detach(self, segment: SegmentFile) -> None:
        """Nothing more is appended to it; the thread will seal it."""
        with self._lock:
            if self._open.get(segment.jurisdiction) is segment:
                del self._open[segment.jurisdiction]
                self._outgoing.add_segment(segment)

    def _run_thread(self) -> None:
        try:
            while not self._stopping.is_set():
                self._wake.wait(_TICK)
                self._wake.clear()
                self._tick()
        except BaseException as error:  # kept for `tend` and `close`, which raise it where somebody sees it
            _log.exception("the archive's writer failed")
            self._crash = error

    def _tick(self) -> None:
        now = time.monotonic()
        with self._lock:
            for segment in list(self._open.values()):
                if self._above_high_water or now - segment.opened >= self.bounds.segment_age:
                    self._detach(segment)
        if now >= self._retry_at:
            try:
                self._outgoing.send_all()
            except (StoreError, SpoolError) as error:
                self._retry_at = now + self._failed(error)
            else:
                self._backoff.succeeded()
                self.trouble = None
        self._watch_water()

    def _insist(self, step: Callable[[], T]) -> T:
        """Repeat a step of the closing until it succeeds, is of no use, or patience ends."""
        deadline = time.monotonic() + self.bounds.patience
        lasting_failures = 0
        while True:
            try:
                return step()
            except (StoreError, SpoolError) as error:
                delay = self._failed(error)
                lasting_failures += lasting(error)
                if lasting_failures >= _LASTING_TRIES or time.monotonic() + delay > deadline:
                    raise
                if self._abandoned.wait(delay):
                    raise

    def _failed(self, error: StorageError) -> float:
        delay = self._backoff.failed()
        self.trouble = error
        _log.warning("%s (%d bytes wait in the spool; next try in %.1f s)", error, self.spooled, delay)
        return delay

    def _watch_water(self) -> None:
        try:
            short = self._spool.free() < self.bounds.least_free
        except SpoolError as error:
            self.trouble, short = error, True
        if short or self.spooled >= self.bounds.high_water:
            if not self._above_high_water:
                what = "its disk is nearly full, free some" if short else f"it holds {self.spooled} bytes"
                _log.warning("the spool %s is full: %s; fetching pauses until it is sent", self._spool.folder, what)
            self._above_high_water = True
        elif self._above_high_water and self.spooled <= self.bounds.low_water:
            _log.info("the spool is below its low-water mark: fetching goes on")
            self._above_high_water = False

    def _manifest(
        self,
        found: Named,
        snapshot: SnapshotRef | None,
        outcome: Outcome,
        reasons: tuple[str, ...],
        jurisdictions: Mapping[str, JurisdictionOutcome],
    ) -> RunManifest:
        problems = [*self._outgoing.problems, *found.problems]
        if lost := self._captured.counts.get("lost"):
            problems.append(f"{lost} captures were lost by the disk of the spool before they reached the store")
        if problems and outcome == "success":
            outcome = "degraded"
        return RunManifest(
            run=self.run,
            spider=self._spool.identity.spider,
            started=self.started,
            finished=datetime.now(UTC),
            outcome=outcome,
            reasons=(*reasons, *problems),
            counts={
                **self._captured.counts,
                "reports": len(found.reports),
                "bytes": sum(entry.bytes for entry in found.segments),
            },
            jurisdictions=dict(sorted(jurisdictions.items())),
            segments=found.segments,
            reports=found.reports,
            referred=found.referred,
            originals=found.originals,
            verdicts=self._spool.notes.verdicts(),
            snapshot=snapshot,
            code=self._spool.identity.code,
            settings=self._spool.identity.settings,
        )
