"""A run being written: captures into the spool, segments into the store, and at the end the commit.

    append -> open segment --(count, size, age)--> sealed, read back --put, confirmed, noted--> durable
                                                     add_report ............................--> put
    close: seal and send all that is left, decide the manifest, put it, remove the spool

What takes time (sealing, sending, retrying) happens in a thread of the writer's own. A store that fails for hours costs
disk space up to the high-water mark, then `full` asks the crawl to pause; nothing is given up.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

from storage import warc
from storage.archive import Archive
from storage.capture import Capture, RecordRef
from storage.catalogue import Put, capture_values
from storage.closing import Named, named
from storage.errors import ObjectConflict, RunError, SpoolError, StorageError, StoreError
from storage.recovery import recover
from storage.report import ParsedReport
from storage.runs import Code, JurisdictionOutcome, Outcome, RunManifest, is_run, new_run
from storage.sending import Backoff, Dropped, lasting, send_report, send_segment
from storage.spool import DISK, Disk, Group, RunIdentity, Sealed, SegmentFile, Spool

__all__ = ["KnownCaptures", "RunWriter", "WriterBounds", "recover"]

_log = logging.getLogger(__name__)
T = TypeVar("T")
_TICK = 1.0
_LASTING_TRIES = 3
_SENDERS = 4
"""Objects on their way to the store at once."""
_REMEMBERED = 20_000
"""References to durable captures kept for `location`, and rows kept for the catalogue; beyond that the store is asked."""


@dataclass(frozen=True, slots=True)
class WriterBounds:
    """Bytes and seconds.

    A segment is sealed at `segment_bytes`, `segment_captures` or `segment_age`. The spool is full above `high_water` bytes
    or with less than `least_free` on its disk, until it is below `low_water` again. Retries wait from `first_retry` to
    `longest_retry`; `close` goes on for `patience` against a store that does not answer.
    """

    segment_bytes: int = 32 << 20
    segment_captures: int = 1000
    segment_age: float = 600.0
    high_water: int = 2 << 30
    low_water: int = 1 << 30
    least_free: int = 256 << 20
    first_retry: float = 1.0
    longest_retry: float = 60.0
    patience: float = 3600.0


class KnownCaptures(Protocol):
    """What is committed already: the catalogue, asked from whatever thread appends."""

    def latest(self, url: str) -> RecordRef | None: ...

    def record(self, record_id: str) -> RecordRef | None: ...


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
        self._appended = 0
        self._spooled = 0
        self._above_high_water = False
        self._open: dict[str, SegmentFile] = {}
        self._detached: list[SegmentFile] = []
        self._sealed: list[tuple[SegmentFile, Sealed]] = []
        self._spooled_refs: dict[str, RecordRef] = {}
        self._durable_refs: OrderedDict[str, RecordRef] = OrderedDict()
        self._durable: set[str] = set()
        self._waiting_reports: dict[str, list[Path]] = {}
        self._ready_reports: list[tuple[Path, str | None]] = []
        self._verdicts: dict[str, str] = {}
        self._rows: dict[str, tuple[Any, ...]] = {}
        self.put = Put()
        self._counts = {"captures": 0, "revisits": 0}
        self._problems: list[str] = []

        self._sync_lock = threading.Lock()
        self._synced = 0
        self._unsynced: set[SegmentFile] = set()
        self._unsyncable: set[SegmentFile] = set()

        self._backoff = Backoff(self.bounds.first_retry, self.bounds.longest_retry)
        self._retry_at = 0.0
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._abandoned = threading.Event()
        self._closed = False
        self._crash: BaseException | None = None
        self._thread = threading.Thread(target=self._run_thread, name=f"archive {self.run}", daemon=True)
        self._thread.start()

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
        original = self._original(capture, payload_sha256)
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
            if self.knows(capture.record_id):
                return self._spooled_refs.get(capture.record_id) or self.location(capture.record_id)
            segment = self._segment(ref.jurisdiction)
            group = self._spool.append(segment, data, records, ref.record_id)
            self._spooled += len(data)
            self._appended += 1
            self._unsynced.add(segment)
            self._spooled_refs[ref.record_id] = ref
            if self._counts["captures"] < _REMEMBERED:
                self._rows[ref.record_id] = _row(capture, ref.payload_sha256, original, group)
            self._counts["captures"] += 1
            self._counts["revisits"] += original is not None
            if segment.size >= self.bounds.segment_bytes or len(segment.groups) >= self.bounds.segment_captures:
                self._detach(segment)
                self._wake.set()
            if self._spooled >= self.bounds.high_water:
                self._above_high_water = True
                self._wake.set()
        return ref

    def sync(self) -> None:
        """Wait until all that was appended before this call is on the disk; many callers share one sync.

        SpoolError when the disk failed to keep some of it. It is then in doubt until it is durable in the store.
        """
        with self._lock:
            target = self._appended
        with self._sync_lock:
            if self._synced < target:
                with self._lock:
                    reached, dirty = self._appended, self._unsynced
                    self._unsynced = set()
                for segment in dirty:
                    try:
                        self._spool.sync(segment)
                    except SpoolError as error:
                        if segment.groups[-1].record_id in self._durable:
                            continue
                        # The kernel may have dropped the pages: another sync would succeed and prove nothing.
                        _log.error("%s", error)
                        self._unsyncable.add(segment)
                        with self._lock:
                            self._detach(segment)
                self._synced = reached
            if self._unsyncable:
                paths = ", ".join(sorted(segment.path.name for segment in self._unsyncable))
                raise SpoolError(f"{self._spool.folder}: the disk did not keep {paths}; check it")

    def add_report(self, parsed: ParsedReport) -> None:
        """Keep a parsed report until its capture is durable, then put it. RunError when the capture is unknown here."""
        self._check_open()
        record_id = parsed.report.capture.record_id
        elsewhere = parsed.report.capture.segment is not None
        if not elsewhere and not self.knows(record_id):
            raise RunError(f"the report of capture {record_id} comes before its capture")
        path = self._spool.add_report(parsed.model_dump_json().encode())
        with self._lock:
            if elsewhere:
                self._ready_reports.append((path, None))
            elif record_id in self._durable:
                self._ready_reports.append((path, self.location(record_id).segment))
            else:
                self._waiting_reports.setdefault(record_id, []).append(path)

    def note_verdict(self, record_id: str, verdict: str) -> None:
        """What a capture turned out to be, for the manifest; a later verdict replaces an earlier one."""
        self._verdicts[record_id] = verdict

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
        return self._spooled

    def knows(self, record_id: str) -> bool:
        return record_id in self._spooled_refs or record_id in self._durable

    def durable(self, record_id: str) -> bool:
        """Whether the capture is confirmed in the store."""
        return record_id in self._durable

    def location(self, record_id: str) -> RecordRef:
        """Where a capture of this run lies. RunError for one unknown, or durable so long that it was forgotten here."""
        with self._lock:
            ref = self._spooled_refs.get(record_id) or self._durable_refs.get(record_id)
        if ref is None:
            raise RunError(f"capture {record_id} is not among the latest of run {self.run}; ask the catalogue")
        return ref

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
            self._insist(self._send_all)
            found = self._insist(lambda: named(self.archive, self._spool, self._known.record))
            decision = self._manifest(found, outcome, reasons, jurisdictions).to_bytes()
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

    def _original(self, capture: Capture, payload_sha256: str) -> warc.Original | None:
        """The committed capture whose body this one has, or None when it is to be kept in full."""
        not_modified = capture.status == 304 and not capture.body and capture.request_method == "GET"
        if not not_modified and not capture.body:
            return None
        ref = self._known.latest(capture.url)
        if ref is not None and ref.revisit_of is not None:
            ref = self._known.record(ref.revisit_of)
        if ref is None or ref.segment is None or ref.offset is None:
            return None
        if not not_modified and ref.payload_sha256 != payload_sha256:
            return None
        original = warc.Original(
            profile="server-not-modified" if not_modified else "identical-payload-digest",
            record_id=ref.record_id,
            url=ref.url,
            fetched_at=ref.fetched_at,
            payload_sha256=ref.payload_sha256,
            segment=ref.segment,
            offset=ref.offset,
        )
        return replace(original, same_dom=self._same_dom(capture, ref)) if capture.rendered_dom else original

    def _same_dom(self, capture: Capture, ref: RecordRef) -> bool:
        try:
            return self.archive.read_capture(ref).rendered_dom == capture.rendered_dom
        except StorageError as error:
            _log.warning("%s is kept with its DOM, since its original cannot be read: %s", capture.url, error)
            return False

    def _segment(self, jurisdiction: str) -> SegmentFile:
        segment = self._open.get(jurisdiction)
        if segment is None:
            self._sequence += 1
            fields = {"software": self._software, "isPartOf": self.run, "jurisdiction": jurisdiction}
            head = warc.warcinfo(fields, at=datetime.now(UTC))
            segment = self._spool.new_segment(jurisdiction, self._sequence, head, opened=time.monotonic())
            self._open[jurisdiction] = segment
        return segment

    def _detach(self, segment: SegmentFile) -> None:
        """Nothing more is appended to it; the thread will seal it."""
        if self._open.get(segment.jurisdiction) is segment:
            del self._open[segment.jurisdiction]
            self._detached.append(segment)

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
                self._send_all()
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
        _log.warning("%s (%d bytes wait in the spool; next try in %.1f s)", error, self._spooled, delay)
        return delay

    def _send_all(self) -> None:
        """Seal and send what waits. A failure of one object does not keep back the others, unless the store is away."""
        failure: StorageError | None = None
        for segment in list(self._detached):
            try:
                self._seal(segment)
            except SpoolError as error:
                failure = failure or error
        for step in (self._send_segments, self._send_reports):
            try:
                step()
            except (StoreError, SpoolError) as error:
                failure = failure or error
        if failure is not None:
            raise failure

    def _seal(self, segment: SegmentFile) -> None:
        lengths = {group.record_id: group.length for group in segment.groups}
        sealed = self._spool.seal(segment)
        with self._lock:
            self._detached.remove(segment)
            if sealed.entry is not None:
                self._sealed.append((segment, sealed))
            if sealed.doubt:
                self._problems.append(sealed.doubt)
            for record_id in sealed.lost:
                del self._spooled_refs[record_id]
                dropped = self._waiting_reports.pop(record_id, [])
                self._counts["lost"] = self._counts.get("lost", 0) + 1
                _log.error("the disk lost capture %s and %d reports of it", record_id, len(dropped))
            self._spooled -= sum(lengths[record_id] for record_id in sealed.lost)

    def _send_segments(self) -> None:
        self._several(self._send_segment, list(self._sealed))

    def _send_segment(self, waiting: tuple[SegmentFile, Sealed]) -> None:
        segment, sealed = waiting
        try:
            entry = send_segment(self.archive, self._spool, sealed)
        except ObjectConflict as error:
            _log.error("%s; sending it under another name", error)
            with self._lock:
                self._sequence += 1
                self._sealed[self._sealed.index(waiting)] = (segment, self._spool.renumber(sealed, self._sequence))
            raise
        self._became_durable(segment, sealed, entry.key)
        self._spool.discard(sealed.path)

    def _several(self, send: Callable[[T], None], waiting: Sequence[T]) -> None:
        """Send things, a few at once. A lasting failure of one keeps back no other; any other ends it: the store is away."""
        if not waiting:
            return
        failure: StorageError | None = None
        with ThreadPoolExecutor(_SENDERS, thread_name_prefix=f"send {self.run}") as senders:
            for start in range(0, len(waiting), _SENDERS):
                sent = [senders.submit(send, each) for each in waiting[start : start + _SENDERS]]
                away = False
                for future in sent:
                    try:
                        future.result()
                    except (StoreError, SpoolError) as error:
                        failure = failure or error
                        away = away or not lasting(error)
                if away:
                    break
        if failure is not None:
            raise failure

    def _became_durable(self, segment: SegmentFile, sealed: Sealed, key: str) -> None:
        with self._lock:
            self._sealed.remove((segment, sealed))
            self._unsynced.discard(segment)
            self._unsyncable.discard(segment)
            for group in sealed.groups:
                ref = replace(self._spooled_refs[group.record_id], segment=key, offset=group.offset)
                self._durable.add(group.record_id)
                self._durable_refs[group.record_id] = ref
                del self._spooled_refs[group.record_id]  # last: `knows` looks without the lock
                for path in self._waiting_reports.pop(group.record_id, []):
                    self._ready_reports.append((path, key))
            rows = [self._rows.pop(group.record_id, None) for group in sealed.groups]
            placed = zip(rows, sealed.groups, strict=True)
            self.put.captures[key] = [
                (row[0], group.offset, group.length, *row[3:]) for row, group in placed if row is not None
            ]
            while len(self._durable_refs) > _REMEMBERED:
                self._durable_refs.popitem(last=False)
            self._spooled -= sum(group.length for group in sealed.groups)

    def _send_reports(self) -> None:
        self._several(self._send_report, list(self._ready_reports))

    def _send_report(self, waiting: tuple[Path, str | None]) -> None:
        sent = send_report(self.archive, self._spool, *waiting)
        with self._lock:
            self._ready_reports.remove(waiting)
            if isinstance(sent, Dropped):
                self._problems.append(sent.why)
            elif len(self.put.parses) < _REMEMBERED:
                self.put.parses[sent.key] = sent

    def _watch_water(self) -> None:
        try:
            short = self._spool.free() < self.bounds.least_free
        except SpoolError as error:
            self.trouble, short = error, True
        if short or self._spooled >= self.bounds.high_water:
            if not self._above_high_water:
                what = "its disk is nearly full" if short else f"it holds {self._spooled} bytes"
                _log.warning("the spool %s is full: %s; fetching pauses until it is sent", self._spool.folder, what)
            self._above_high_water = True
        elif self._above_high_water and self._spooled <= self.bounds.low_water:
            _log.info("the spool is below its low-water mark: fetching goes on")
            self._above_high_water = False

    def _manifest(
        self,
        found: Named,
        outcome: Outcome,
        reasons: tuple[str, ...],
        jurisdictions: Mapping[str, JurisdictionOutcome],
    ) -> RunManifest:
        problems = [*self._problems, *found.problems]
        if lost := self._counts.get("lost"):
            problems.append(f"{lost} captures were lost by the disk of the spool before they reached the store")
        if problems and outcome == "success":
            outcome = "degraded"
        verdicts: defaultdict[str, list[str]] = defaultdict(list)
        for record_id, verdict in self._verdicts.items():
            if record_id in self._durable:
                verdicts[verdict].append(record_id.removeprefix("urn:uuid:"))
        return RunManifest(
            run=self.run,
            spider=self._spool.identity.spider,
            started=self.started,
            finished=datetime.now(UTC),
            outcome=outcome,
            reasons=(*reasons, *problems),
            counts={
                **self._counts,
                "reports": len(found.reports),
                "bytes": sum(entry.bytes for entry in found.segments),
            },
            jurisdictions=dict(sorted(jurisdictions.items())),
            segments=found.segments,
            reports=found.reports,
            referred=found.referred,
            verdicts={verdict: tuple(sorted(verdicts[verdict])) for verdict in sorted(verdicts)},
            code=self._spool.identity.code,
            settings=self._spool.identity.settings,
        )


def _row(capture: Capture, payload_sha256: str, original: warc.Original | None, group: Group) -> tuple[Any, ...]:
    """What the catalogue will say of a capture, as if it had read it in its segment."""
    told = replace(capture, body=b"", headers=warc.as_read(capture.headers))
    return capture_values(warc.StoredCapture(told, payload_sha256, original, group.offset, group.length, group.records))
