"""Fixity (完整性) of the whole archive: what must be there is there, and is what it was.

    runs/       every manifest parses, under its own key                     -> what must be there
    captures/   every segment has the manifest's bytes and SHA-256, its records and their digests hold, their number is the
                manifest's, no capture stands twice, and what a revisit refers to is there
    reports/    every report has the manifest's SHA-256, parses, and lies under its own key
    trees/      every node has the SHA-256 it is named by, and names what is there
    snapshots/  every snapshot parses, under its own key, its digest holds, and its root is there
    proofs/     every signature and time stamp is of the bytes of its snapshot

The listing is a hint: what a manifest, a segment's key or a tree names and the listing leaves out is asked for by name.
`quick` reads manifests, trees and snapshots, and of segments and reports sees that they are there with the right size.
"""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal, TypeVar

from pydantic import ValidationError

from storage.archive import ARCHIVE_FORMAT, MARKER, MARKER_KEY, Archive, report_key
from storage.errors import DamagedRecord, ObjectDamaged, ObjectMissing
from storage.fixity import read_through
from storage.proofs import Trust, check_one, snapshot_of
from storage.report import ParsedReport
from storage.runs import ReportEntry, RunManifest, SegmentEntry, is_run, run_key
from storage.snapshots import Snapshot
from storage.trees import Leaf, ManifestEntry, Node, tree_key
from storage.warc import read_captures

FaultKind = Literal["missing", "damaged", "inconsistent", "extra", "unlisted", "uncommitted"]
Entry = SegmentEntry | ReportEntry
T = TypeVar("T")

_READERS = 4
_PROGRESS_FILE = "verify.progress"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one object.

    missing       named by a manifest, a tree or a snapshot, and not in the store
    damaged       not the bytes it was
    inconsistent  whole, and contradicts what else is there
    extra         nothing names it, and no run can be going to
    unlisted      there, and the store's listing leaves it out
    uncommitted   of a run without a manifest: being written, or left by one that died; no fault by itself
    """

    kind: FaultKind
    key: str
    message: str

    @property
    def harmless(self) -> bool:
        return self.kind == "uncommitted"


@dataclass(frozen=True, slots=True)
class Progress:
    """Objects done and in all, as far as known, and bytes read."""

    done: int
    total: int
    bytes: int


def verify_archive(
    archive: Archive,
    progress: Callable[[Progress], None] | None = None,
    quick: bool = False,
    *,
    resume: bool = False,
) -> list[Fault]:
    """All that is wrong, in the order of the keys; the archive is whole when every fault is `harmless`.

    With `resume`, segments and reports that an interrupted verification found whole are not read again. Raises StoreError
    when the store itself fails.
    """
    return _Verifier(archive, progress or (lambda progress: None), quick=quick, resume=resume).run()


class _Verifier:
    def __init__(self, archive: Archive, progress: Callable[[Progress], None], *, quick: bool, resume: bool) -> None:
        self._archive = archive
        self._store = archive.store
        self._progress = progress
        self._quick = quick
        self._log = _Log(archive.state_dir / _PROGRESS_FILE, resume=resume)
        self._lock = threading.Lock()
        self._faults: list[Fault] = []
        self._done = self._total = self._bytes = 0
        self._listed: dict[str, int] = {}
        self._segments: dict[str, SegmentEntry] = {}
        self._captures: set[int] = set()  # hashes: a million of them take less room than their names

    def run(self) -> list[Fault]:
        self._listed = {info.key: info.size for info in self._store.list()}
        self._check_marker()
        named_manifests = self._check_trees()
        manifests = self._read_manifests(named_manifests)
        entries = self._entries(manifests)
        self._total += len(entries)
        with self._log:
            self._each(entries, self._check_entry)
        self._find_extras(manifests, {entry.key for entry in entries})
        self._log.remove()
        return sorted(self._faults, key=lambda fault: (fault.key, fault.kind, fault.message))

    # What must be there

    def _check_marker(self) -> None:
        if MARKER_KEY not in self._listed and not self._presence(MARKER_KEY, "every archive"):
            return
        if self._get(MARKER_KEY) != MARKER:
            self._report("damaged", MARKER_KEY, f"is not the marker of an archive of format {ARCHIVE_FORMAT}")

    def _read_manifests(self, named: dict[str, ManifestEntry]) -> list[RunManifest]:
        """The manifests that are listed, named by trees, or belong to a run that has segments."""
        keys = {key for key in self._listed if key.startswith("runs/")}
        hidden = {run_key(run) for run in self._runs_with_segments()} | set(named)
        for key in sorted(hidden - keys):
            if self._store.head(key) is not None:
                self._report("unlisted", key, "the listing leaves this run's manifest out")
                keys.add(key)
            elif key in named:
                self._report("missing", key, "a snapshot's tree names this run's manifest")
        manifests: list[RunManifest] = []

        def read(key: str) -> None:
            data = self._get(key)
            if data is None:
                return
            if key in named and hashlib.sha256(data).hexdigest() != named[key].sha256:
                self._report("damaged", key, "is not the manifest that a snapshot's tree names")
            try:
                manifest = RunManifest.from_bytes(data, key)
            except ObjectDamaged as error:
                self._report("damaged", key, str(error))
                return
            with self._lock:
                manifests.append(manifest)

        self._total += len(keys)
        self._each(sorted(keys), read)
        return sorted(manifests, key=lambda manifest: manifest.run)

    def _runs_with_segments(self) -> set[str]:
        runs = {
            parts[2] for parts in (key.split("/") for key in self._listed) if parts[0] == "captures" and len(parts) == 4
        }
        return {run for run in runs if is_run(run)}

    def _entries(self, manifests: list[RunManifest]) -> list[Entry]:
        """The objects that the manifests name, each once."""
        entries: dict[str, Entry] = {}
        referred = [(manifest, segment) for manifest in manifests for segment in manifest.referred]
        for manifest in manifests:
            for segment in manifest.segments:
                self._check_segment_key(manifest, segment)
                self._segments[segment.key] = segment
            named: list[Entry] = [*manifest.segments, *manifest.reports]
            for entry in named:
                known = entries.setdefault(entry.key, entry)
                if known.sha256 != entry.sha256:
                    self._report("inconsistent", entry.key, "two manifests state another SHA-256 of it")
        for manifest, segment in referred:
            if self._segments.get(segment.key) != segment:
                self._report(
                    "inconsistent", manifest.key, f"refers to {segment.key}, which its own run states otherwise"
                )
        return [entries[key] for key in sorted(entries)]

    def _check_segment_key(self, manifest: RunManifest, segment: SegmentEntry) -> None:
        parts = segment.key.split("/")
        if len(parts) != 4 or parts[0] != "captures" or parts[2] != manifest.run:
            self._report("inconsistent", manifest.key, f"names a segment of another run: {segment.key}")
        elif segment.sha256[:16] not in parts[3]:
            self._report("inconsistent", manifest.key, f"states another SHA-256 than the key of {segment.key}")

    def _check_trees(self) -> dict[str, ManifestEntry]:
        """Check trees and snapshots; returns the manifests that their leaves name."""
        manifests: dict[str, ManifestEntry] = {}
        wanted: set[str] = set()

        def read_snapshot(key: str) -> None:
            data = self._get(key)
            if data is None:
                return
            try:
                snapshot = Snapshot.model_validate_json(data)
            except ValidationError as error:
                self._report("damaged", key, f"is no snapshot: {_short(error)}")
                return
            if snapshot.key != key or snapshot.digest() != snapshot.sha256:
                self._report("damaged", key, "is not the snapshot that it was: its digest or its name does not hold")
            with self._lock:
                wanted.add(tree_key(snapshot.root))

        def read_tree(key: str) -> None:
            data = self._get(key)
            if data is None:
                return
            if key != tree_key(hashlib.sha256(data).hexdigest()):
                self._report("damaged", key, "does not have the SHA-256 that it is named by")
                return
            try:
                if json.loads(data).get("kind") == "run":
                    leaf = Leaf.model_validate_json(data)
                    with self._lock:
                        manifests[leaf.manifest.key] = leaf.manifest
                else:
                    node = Node.model_validate_json(data)
                    with self._lock:
                        wanted.update(tree_key(child.sha256) for child in node.children)
            except (ValueError, AttributeError) as error:
                self._report("inconsistent", key, f"is no node of a tree: {_short(error)}")

        def check_proof(key: str) -> None:
            proof, snapshot = self._get(key), self._get(f"snapshots/{snapshot_of(key)}.json")
            if proof is None or snapshot is None:
                return
            try:
                check_one(key, proof, snapshot, Trust())
            except ObjectDamaged as error:
                self._report("damaged", key, str(error))

        proofs = [key for key in self._listed if key.startswith("proofs/")]
        self._total += len(proofs)
        self._each(proofs, check_proof)
        snapshots = [key for key in self._listed if key.startswith("snapshots/")]
        trees = {key for key in self._listed if key.startswith("trees/")}
        self._total += len(snapshots) + len(trees)
        self._each(snapshots, read_snapshot)
        self._each(sorted(trees), read_tree)
        while unseen := wanted - trees:
            present = [key for key in sorted(unseen) if self._presence(key, "a snapshot or a tree")]
            trees |= unseen
            self._total += len(present)
            self._each(present, read_tree)
        return manifests

    # What is there

    def _check_entry(self, entry: Entry) -> None:
        if self._log.has(entry.key, entry.sha256):
            return
        size = self._listed.get(entry.key)
        if size is None:
            info = self._store.head(entry.key)
            if info is None:
                self._report("missing", entry.key, "a run's manifest names it")
                return
            self._report("unlisted", entry.key, "the listing leaves it out")
            size = info.size
        if size != entry.bytes:
            self._report("damaged", entry.key, f"has {size} bytes, its manifest says {entry.bytes}")
            return
        if self._quick:
            return
        data = self._get(entry.key)
        if data is None:
            return
        found = hashlib.sha256(data).hexdigest()
        if found != entry.sha256:
            self._report("damaged", entry.key, f"has the SHA-256 {found}, its manifest says {entry.sha256}")
            return
        whole = self._check_segment(entry, data) if isinstance(entry, SegmentEntry) else self._check_report(entry, data)
        if whole:
            self._log.add(entry.key, entry.sha256)

    def _check_segment(self, entry: SegmentEntry, data: bytes) -> bool:
        try:
            contents = read_through(io.BytesIO(data))
            references = _references(data) if contents.revisits else []
        except DamagedRecord as error:
            self._report("damaged", entry.key, str(error))
            return False
        counts = (contents.records, len(contents.captures))
        if counts != (entry.records, entry.captures):
            stated = (entry.records, entry.captures)
            self._report("inconsistent", entry.key, f"has {counts} records and captures, its manifest says {stated}")
            return False
        whole = True
        for record_id in contents.captures:
            with self._lock:
                twice = hash(record_id) in self._captures
                self._captures.add(hash(record_id))
            if twice:
                self._report("inconsistent", entry.key, f"capture {record_id} stands in the archive twice")
                whole = False
        for segment, record_id in references:
            if segment not in self._segments:
                self._report("inconsistent", entry.key, f"revisit {record_id} refers to {segment}, which no run names")
                whole = False
        return whole

    def _check_report(self, entry: ReportEntry, data: bytes) -> bool:
        try:
            parsed = ParsedReport.model_validate_json(data)
        except ValidationError as error:
            self._report("damaged", entry.key, f"is no parsed report: {_short(error)}")
            return False
        if report_key(parsed) != entry.key:
            self._report("inconsistent", entry.key, f"holds the report of {report_key(parsed)}")
            return False
        if parsed.report.capture.segment not in self._segments:
            segment = parsed.report.capture.segment
            self._report("inconsistent", entry.key, f"names the segment {segment}, which no run names")
            return False
        return True

    def _find_extras(self, manifests: list[RunManifest], named: set[str]) -> None:
        """Objects that nothing names. Damaged manifests do not make their run's objects extra."""
        committed = {manifest.run for manifest in manifests}
        unreadable = {Path(key).stem for key in self._listed if key.startswith("runs/")} - committed
        for key in self._listed:
            parts = key.split("/")
            if key in named or key == MARKER_KEY or parts[0] in ("runs", "trees", "snapshots", "proofs"):
                continue
            if parts[0] == "reports" and len(parts) == 4:
                self._report("uncommitted", key, "no committed run names this report")
            elif parts[0] == "captures" and len(parts) == 4 and is_run(parts[2]):
                if parts[2] in committed:
                    self._report("extra", key, f"run {parts[2]} is committed without it")
                elif parts[2] not in unreadable:
                    self._report("uncommitted", key, f"run {parts[2]} is not committed")
            else:
                self._report("extra", key, "is no object of an archive")

    # Within

    def _presence(self, key: str, who: str) -> bool:
        """Whether an object that is not listed is there nevertheless; either way a fault."""
        if self._store.head(key) is None:
            self._report("missing", key, f"named by {who}")
            return False
        self._report("unlisted", key, "the listing leaves it out")
        return True

    def _get(self, key: str) -> bytes | None:
        try:
            data = self._store.get(key)
        except ObjectMissing:
            self._report("missing", key, "listed or named, and not there")
            return None
        with self._lock:
            self._bytes += len(data)
        return data

    def _report(self, kind: FaultKind, key: str, message: str) -> None:
        with self._lock:
            self._faults.append(Fault(kind, key, message))

    def _each(self, things: Iterable[T], check: Callable[[T], None]) -> None:
        """Run a check over all things, a few at a time; the store's own failure ends it."""
        with ThreadPoolExecutor(_READERS, thread_name_prefix="verify") as pool:
            for _ in _windowed(pool, things, check):
                self._done += 1
                self._progress(Progress(self._done, self._total, self._bytes))


def _windowed(pool: ThreadPoolExecutor, things: Iterable[T], check: Callable[[T], None]) -> Iterator[None]:
    """One result a thing as they finish, never more than twice as many under way as there are threads."""
    waiting = iter(things)
    running = {pool.submit(check, thing) for thing in itertools.islice(waiting, 2 * _READERS)}
    while running:
        finished, running = wait(running, return_when=FIRST_COMPLETED)
        running |= {pool.submit(check, thing) for thing in itertools.islice(waiting, len(finished))}
        for future in finished:
            yield future.result()


def _references(data: bytes) -> list[tuple[str | None, str]]:
    """Of each revisit: the segment of its original, and its own record id."""
    return [
        (stored.original.segment, stored.capture.record_id)
        for stored in read_captures(data)
        if stored.original is not None
    ]


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


class _Log:
    """Objects found whole, in STATE_DIR, so that an interrupted verification can go on."""

    def __init__(self, path: Path, *, resume: bool) -> None:
        self._path = path
        self._known = set(path.read_text().splitlines()) if resume and path.exists() else set()
        self._file: IO[str] | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._path.open("a" if self._known else "w")

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def has(self, key: str, sha256: str) -> bool:
        return f"{sha256} {key}" in self._known

    def add(self, key: str, sha256: str) -> None:
        with self._lock:
            if self._file is not None:
                self._file.write(f"{sha256} {key}\n")

    def remove(self) -> None:
        self._path.unlink(missing_ok=True)
