"""Verifying one snapshot: from its statement down to the bytes of every segment and parsed report that it covers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from storage.archive import Archive
from storage.errors import ObjectDamaged, ObjectMissing
from storage.proofs import Checked, Signed, Stamped, Trust, check
from storage.runs import ReportEntry, RunManifest, SegmentEntry
from storage.snapshots.finding import snapshot_at
from storage.snapshots.statement import Parent, Snapshot
from storage.trees import (
    Child,
    Counts,
    Leaf,
    ManifestEntry,
    NodeKind,
    canonical,
    leaves,
    read_leaf,
    read_node,
    sha256_of,
    tree_key,
)

_STEP = 4 << 20
_READERS = 4

Entry = ManifestEntry | SegmentEntry | ReportEntry

_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a verification is: objects and bytes done, of how many."""

    objects: int
    bytes: int
    of_objects: int
    of_bytes: int


@dataclass(frozen=True, slots=True)
class Damage:
    """An object that is not what the snapshot says, and how."""

    key: str
    message: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What verifying found: how much was read, and every fault by name."""

    snapshot: Snapshot
    objects: int
    bytes: int
    damages: tuple[Damage, ...]
    signatures: tuple[Signed, ...]
    stamps: tuple[Stamped, ...]


def verify(
    archive: Archive,
    snapshot: Snapshot,
    *,
    quick: bool = False,
    progress: Callable[[Progress], None] = lambda progress: None,
    trust: Trust | None = None,
) -> Verification:
    """Holds everything that a snapshot covers against its digests. Raises StoreError only when the store cannot be reached.

    Covered are the snapshot, the presence of the one before, archive.json, the tree, the runs' manifests, and every segment and parsed report that they
    name; with `quick`, of these last only that they are there and have their size. Its signatures and time stamps (proofs.py) must
    hold, too; with keys to `trust`, one of them must have signed it.
    """
    return _Verifier(archive, snapshot, quick, progress, trust or Trust()).run()


class _Verifier:
    """One verification: collects the faults and goes on, so that all are named."""

    def __init__(
        self, archive: Archive, snapshot: Snapshot, quick: bool, progress: Callable[[Progress], None], trust: Trust
    ) -> None:
        self._archive = archive
        self._trust = trust
        self._snapshot = snapshot
        self._quick = quick
        self._progress = progress
        self._damages: list[Damage] = []
        self._objects = 0
        self._bytes = 0
        self._manifests: dict[str, Mapping[str, str] | None] = {}

    def run(self) -> Verification:
        self._guard(self._snapshot.key, lambda: snapshot_at(self._archive, self._snapshot.key))
        if self._snapshot.parent is not None:
            self._check_parent(self._snapshot.parent)
        self._guard(self._snapshot.marker.key, lambda: self._read_marker(self._snapshot.marker))
        entries: dict[str, Entry] = {}
        counts = Counts()
        for leaf in self._leaves():
            counts += leaf.counts
            self._against_manifest(leaf)
            entries.update({segment.key: segment for segment in (*leaf.segments, *leaf.referred, *leaf.originals)})
            entries.update({report.key: report for report in leaf.reports})
        counts = counts.model_copy(update={"runs": len(self._manifests)})
        if counts != self._snapshot.counts and not self._damages:
            self._damages.append(Damage(self._snapshot.key, "its counts are not those of its tree"))
        self._all_whole(list(entries.values()))
        found = self._proofs()
        damages = tuple(sorted(self._damages, key=lambda damage: damage.key))
        return Verification(self._snapshot, self._objects, self._bytes, damages, found.signatures, found.stamps)

    def _proofs(self) -> Checked:
        found = check(self._archive, self._snapshot.snapshot, canonical(self._snapshot), self._trust)
        self._damages += [Damage(key, message) for key, message in found.faults]
        if self._trust.keys and not any(signature.trusted for signature in found.signatures):
            self._damages.append(Damage(self._snapshot.key, "none of the trusted keys has signed it"))
        return found

    def _check_parent(self, parent: Parent) -> None:
        """The snapshot before must be there and be the one that was meant; what it covers is not looked at."""
        before = self._guard(parent.key, lambda: snapshot_at(self._archive, parent.key))
        if before is not None and before.sha256 != parent.sha256:
            self._damages.append(Damage(parent.key, "it is not the snapshot that this one names as its parent"))

    def _read_marker(self, entry: ManifestEntry) -> None:
        if sha256_of(self._get(entry.key)) != entry.sha256:
            raise ObjectDamaged(f"{entry.key} does not have the SHA-256 that the snapshot says")

    def _leaves(self) -> Iterator[Leaf]:
        for province in self._children(self._snapshot.root, "root"):
            for jurisdiction in self._children(province.sha256, "province"):
                for run in self._children(jurisdiction.sha256, "jurisdiction"):
                    leaf = self._leaf(run)
                    if leaf is None:
                        continue
                    if (leaf.jurisdiction, leaf.run, leaf.counts) != (jurisdiction.name, run.name, run.counts):
                        self._damages.append(Damage(tree_key(run.sha256), "it is the leaf of another run"))
                    yield leaf

    def _leaf(self, run: Child) -> Leaf | None:
        key = tree_key(run.sha256)
        return self._guard(key, lambda: read_leaf(self._get(key), run.sha256))

    def _children(self, sha256: str, kind: NodeKind) -> tuple[Child, ...]:
        key = tree_key(sha256)
        node = self._guard(key, lambda: read_node(self._get(key), sha256, kind))
        return node.children if node else ()

    def _against_manifest(self, leaf: Leaf) -> None:
        """The leaf must be what the stored manifest of its run says."""
        if leaf.run not in self._manifests:
            self._manifests[leaf.run] = self._guard(leaf.manifest.key, lambda: self._leaves_of(leaf.manifest))
        told = self._manifests[leaf.run]
        if told is not None and told.get(leaf.jurisdiction) != sha256_of(canonical(leaf)):
            self._damages.append(Damage(leaf.manifest.key, f"it does not say what {leaf.run}'s leaf says"))

    def _leaves_of(self, entry: ManifestEntry) -> Mapping[str, str]:
        """The digests of the leaves that a manifest makes, by jurisdiction."""
        data = self._get(entry.key)
        if sha256_of(data) != entry.sha256:
            raise ObjectDamaged(f"{entry.key} does not have the SHA-256 that the tree says")
        manifest = RunManifest.from_bytes(data, entry.key)
        return {leaf.jurisdiction: sha256_of(canonical(leaf)) for leaf in leaves(manifest, data)}

    def _all_whole(self, entries: list[Entry]) -> None:
        """Reads in several threads; only this one counts and keeps the faults."""
        of_objects, of_bytes = len(entries), sum(entry.bytes for entry in entries)
        done = 0
        with ThreadPoolExecutor(_READERS, thread_name_prefix="verify") as readers:
            results = readers.map(self._look if self._quick else self._digest, entries)
            for number, (entry, (read, message)) in enumerate(zip(entries, results, strict=True), start=1):
                if message is not None:
                    self._damages.append(Damage(entry.key, message))
                if not self._quick:
                    self._objects, self._bytes = self._objects + 1, self._bytes + read
                done += entry.bytes
                self._progress(Progress(number, done, of_objects, of_bytes))

    def _look(self, entry: Entry) -> tuple[int, str | None]:
        """Whether the object is there and has its size: nothing read, and what is wrong."""
        info = self._archive.store.head(entry.key)
        if info is None:
            return 0, "it is missing"
        return 0, None if info.size == entry.bytes else f"it has {info.size} bytes instead of {entry.bytes}"

    def _digest(self, entry: Entry) -> tuple[int, str | None]:
        """Reads the object through: how many bytes it has, and what is wrong."""
        digest, position = hashlib.sha256(), 0
        try:
            while True:
                data = self._archive.store.read(entry.key, position, _STEP)
                digest.update(data)
                position += len(data)
                if len(data) < _STEP:
                    break
        except ObjectMissing:
            return 0, "it is missing"
        except ObjectDamaged as error:
            return position, str(error)
        if position != entry.bytes:
            return position, f"it has {position} bytes instead of {entry.bytes}"
        return position, None if digest.hexdigest() == entry.sha256 else "bytes of it were changed: another SHA-256"

    def _guard(self, key: str, read: Callable[[], _Read]) -> _Read | None:
        """What `read` returns; None, and a fault kept, where the object is missing or damaged."""
        try:
            return read()
        except ObjectMissing:
            self._damages.append(Damage(key, "it is missing"))
        except ObjectDamaged as error:
            self._damages.append(Damage(key, str(error)))
        return None

    def _get(self, key: str) -> bytes:
        data = self._archive.store.get(key)
        self._objects += 1
        self._bytes += len(data)
        return data
