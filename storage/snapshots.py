"""Snapshots (快照): an immutable, dated, verifiable and citable statement of what the archive holds, whole or of one place.

    snapshots/<scope>/<date>-<root[:12]>.json      scope: `all`, or a jurisdiction's code

A snapshot names the root of a tree (trees.py) over the committed runs, and the snapshot before it. Its own SHA-256 (of all
the rest of it) stands in it, so that no byte of it can change unseen. The order of writes is run, leaf, node, snapshot.
Making one reads the parent's nodes on the way to what changed and writes what is new; the leaves' digests are the
catalogue's, and every new leaf is computed again from its run's manifest before it is written.

verify  goes from the snapshot down to the bytes of every segment and parsed report, or, `quick`, to the manifests and the
        presence and size of what they name.
diff    is made in differences.py, from the runs in which two snapshots differ.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from storage.archive import Archive
from storage.errors import ObjectConflict, ObjectDamaged, ObjectMissing, StorageError
from storage.proofs import Checked, Signed, Stamped, Trust, check
from storage.runs import Code, ReportEntry, RunManifest, SegmentEntry, run_key
from storage.trees import (
    Child,
    Counts,
    Leaf,
    LeafRef,
    ManifestEntry,
    Node,
    NodeKind,
    Tree,
    build,
    canonical,
    leaves,
    read_leaf,
    read_node,
    sha256_of,
    tree_key,
)

SNAPSHOT_FORMAT: Final = 1
WHOLE = "all"
LATEST = "latest"

_SCOPE = re.compile(rf"{WHOLE}|\d{{6}}")
_STEP = 4 << 20
_log = logging.getLogger(__name__)
_READERS = 4

Entry = ManifestEntry | SegmentEntry | ReportEntry

_Read = TypeVar("_Read")


class NoSuchSnapshot(StorageError):
    """No snapshot, or more than one, has this name."""


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Parent(Model):
    """The snapshot before: its name and its own SHA-256."""

    snapshot: str
    sha256: str


class Snapshot(Model):
    """A snapshot as stored. `sha256` is of everything else in it, as canonical JSON."""

    format: Literal[1] = SNAPSHOT_FORMAT
    snapshot: str
    scope: str
    date: date
    created: datetime
    root: str
    parent: Parent | None
    marker: ManifestEntry
    jurisdictions: int
    counts: Counts
    code: Code
    sha256: str = ""

    @property
    def key(self) -> str:
        return f"snapshots/{self.snapshot}.json"

    def digest(self) -> str:
        return sha256_of(canonical(self.model_dump(mode="json", exclude={"sha256"})))

    def sealed(self) -> Snapshot:
        return self.model_copy(update={"sha256": self.digest()})

    @property
    def citation(self) -> str:
        """One line to cite it by."""
        place = "" if self.scope == WHOLE else f", jurisdiction {self.scope}"
        return (
            f"Lantai: archive of annual reports on government information disclosure (政府信息公开工作年度报告){place}."
            f" Snapshot {self.snapshot}, {self.date.isoformat()}:"
            f" {self.jurisdictions} jurisdictions, {self.counts.captures} captures, {self.counts.reports} parsed reports."
            f" sha256:{self.root}"
        )


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


# Making


def create(archive: Archive, scope: str = WHOLE, *, now: datetime | None = None, code: Code) -> Snapshot:
    """A snapshot of all committed runs, or of one jurisdiction's. On a day when nothing changed it is the same one again.

    Raises NoSuchSnapshot for a scope without any run, ObjectDamaged if a manifest is not what the catalogue says of it.
    """
    if not _SCOPE.fullmatch(scope):
        raise NoSuchSnapshot(f"{scope!r} is no scope of a snapshot: `{WHOLE}`, or a jurisdiction's code of six digits")
    now = (now or datetime.now(UTC)).astimezone(UTC)
    archive.catalogue.catch_up()
    refs = archive.catalogue.leaf_refs(None if scope == WHOLE else scope)
    if not refs:
        raise NoSuchSnapshot(f"no run of {scope} is in the archive: there is nothing to make a snapshot of")
    tree = build(refs)
    parent = _latest(archive, scope, _read_whole)
    _write_tree(archive, tree, parent.root if parent else None)
    marker = archive.store.get("archive.json")
    made = Snapshot(
        snapshot=f"{scope}/{now:%Y-%m-%d}-{tree.root[:12]}",
        scope=scope,
        date=now.date(),
        created=now,
        root=tree.root,
        parent=Parent(snapshot=parent.snapshot, sha256=parent.sha256) if parent else None,
        marker=ManifestEntry(key="archive.json", sha256=sha256_of(marker), bytes=len(marker)),
        jurisdictions=len({ref.jurisdiction for ref in refs}),
        counts=_counts(refs),
        code=code,
    ).sealed()
    if archive.store.head(made.key) is not None:
        return _read(archive, made.key)
    data = canonical(made)
    try:
        archive.store.put(made.key, data, sha256=sha256_of(data))
    except ObjectConflict:  # another made the same snapshot at the same time
        return _read(archive, made.key)
    return made


def _write_tree(archive: Archive, tree: Tree, parent_root: str | None) -> None:
    """Writes what the parent's tree does not have: leaves first, run by run, then the nodes above them, the root last."""
    wanted: defaultdict[str, dict[str, str]] = defaultdict(dict)
    nodes: list[str] = []
    old_root = _known_node(archive, parent_root, "root") if parent_root else None
    for province in _changed(tree.nodes[tree.root], old_root):
        old_province = _child_node(archive, old_root, province.name, "province")
        for jurisdiction in _changed(tree.nodes[province.sha256], old_province):
            old_jurisdiction = _child_node(archive, old_province, jurisdiction.name, "jurisdiction")
            for run in _changed(tree.nodes[jurisdiction.sha256], old_jurisdiction):
                wanted[run.name][jurisdiction.name] = run.sha256
            nodes.append(jurisdiction.sha256)
        nodes.append(province.sha256)
    if old_root is None or tree.root != parent_root:
        nodes.append(tree.root)
    for name in sorted(wanted):
        _write_leaves(archive, name, wanted[name])
    for sha256 in nodes:
        _put(archive, sha256, canonical(tree.nodes[sha256]))


def _write_leaves(archive: Archive, run: str, wanted: Mapping[str, str]) -> None:
    """A run's leaves, by jurisdiction, computed from its manifest; their digests must be the catalogue's."""
    key = run_key(run)
    data = archive.store.get(key)
    found = {leaf.jurisdiction: canonical(leaf) for leaf in leaves(RunManifest.from_bytes(data, key), data)}
    for jurisdiction, sha256 in sorted(wanted.items()):
        leaf = found.get(jurisdiction)
        if leaf is None or sha256_of(leaf) != sha256:
            raise ObjectDamaged(
                f"{key} is not what the catalogue says of it; run `scrapy verify`, then `scrapy catalogue rebuild`"
            )
        _put(archive, sha256, leaf)


def _changed(new: Node, old: Node | None) -> list[Child]:
    known = {child.sha256 for child in old.children} if old else set()
    return [child for child in new.children if child.sha256 not in known]


def _counts(refs: list[LeafRef]) -> Counts:
    """Runs are counted once, though a run has a leaf in each jurisdiction that it went to."""
    total = sum((ref.counts for ref in refs), Counts())
    return total.model_copy(update={"runs": len({ref.run for ref in refs})})


def _put(archive: Archive, sha256: str, data: bytes) -> None:
    archive.store.put(tree_key(sha256), data, sha256=sha256)


# Finding


def snapshots(archive: Archive) -> list[Snapshot]:
    """All whole snapshots that the store lists, by scope, the latest first; damaged ones are named in the log."""
    keys = [info.key for info in archive.store.list("snapshots/")]
    found = [each for key in keys if (each := _read_whole(archive, key)) is not None]
    found.sort(key=lambda each: (each.created, each.snapshot), reverse=True)
    return sorted(found, key=lambda each: (each.scope != WHOLE, each.scope))


def find(archive: Archive, name: str) -> Snapshot:
    """A snapshot by its name, the beginning of its name or of its root, `latest`, or `latest` of a scope (510500/latest)."""
    scope, _, rest = name.rpartition("/")
    if rest == LATEST:
        latest = _latest(archive, scope or WHOLE, _read)
        if latest is None:
            raise NoSuchSnapshot(f"there is no snapshot of {scope or WHOLE} yet; `scrapy snapshot create` makes one")
        return latest
    keys = [info.key for info in archive.store.list("snapshots/")]
    names = [key.removeprefix("snapshots/").removesuffix(".json") for key in keys]
    if name in names:
        return _read(archive, f"snapshots/{name}.json")
    matching = [each for each in names if name and (each.startswith(name) or each.rpartition("-")[2].startswith(name))]
    if len(matching) != 1:
        what = "more than one snapshot is" if matching else "no snapshot is"
        raise NoSuchSnapshot(f"{what} named {name!r}; `scrapy snapshot list` shows their names")
    return _read(archive, f"snapshots/{matching[0]}.json")


def tree_leaves(archive: Archive, snapshot: Snapshot) -> Iterator[Leaf]:
    """Every leaf of a snapshot, read and verified by its digest."""
    for province in _node(archive, snapshot.root, "root").children:
        for jurisdiction in _node(archive, province.sha256, "province").children:
            for run in _node(archive, jurisdiction.sha256, "jurisdiction").children:
                yield read_leaf(archive.store.get(tree_key(run.sha256)), run.sha256)


def jurisdiction_counts(archive: Archive, snapshot: Snapshot) -> dict[str, Counts]:
    """What a snapshot holds of each jurisdiction."""
    return {
        jurisdiction.name: jurisdiction.counts
        for province in _node(archive, snapshot.root, "root").children
        for jurisdiction in _node(archive, province.sha256, "province").children
    }


def jurisdiction_runs(
    archive: Archive, one: Snapshot, other: Snapshot
) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """The runs by jurisdiction that each of two snapshots covers, where their trees differ; equal nodes are not read.

    A scoped snapshot is compared with that one jurisdiction of a whole one.
    """
    scopes = {each.scope for each in (one, other)} - {WHOLE}
    if len(scopes) > 1:
        raise NoSuchSnapshot(f"{one.snapshot} and {other.snapshot} are of different scopes and cannot be compared")
    before: dict[str, frozenset[str]] = {}
    after: dict[str, frozenset[str]] = {}
    roots = _node(archive, one.root, "root"), _node(archive, other.root, "root")
    for provinces in _differing(*roots):
        nodes = [_node(archive, child.sha256, "province") if child else None for child in provinces]
        for jurisdictions in _differing(*nodes):
            for side, child in zip((before, after), jurisdictions, strict=True):
                if child is not None and (not scopes or child.name in scopes):
                    runs = _node(archive, child.sha256, "jurisdiction").children
                    side[child.name] = frozenset(run.name for run in runs)
    return before, after


def _differing(one: Node | None, other: Node | None) -> Iterator[tuple[Child | None, Child | None]]:
    """The children of two nodes, by name, that are not the same in both."""
    left, right = (node.named() if node else {} for node in (one, other))
    for name in sorted({*left, *right}):
        pair = left.get(name), right.get(name)
        if (pair[0].sha256 if pair[0] else None) != (pair[1].sha256 if pair[1] else None):
            yield pair


def _latest(archive: Archive, scope: str, read: Callable[[Archive, str], Snapshot | None]) -> Snapshot | None:
    """The latest that `read` gives of a scope: the last day's are read first, earlier ones only if it gives none of those."""
    prefix = f"snapshots/{scope}/"
    by_day: defaultdict[str, list[str]] = defaultdict(list)
    for info in archive.store.list(prefix):
        by_day[info.key.removeprefix(prefix)[:10]].append(info.key)
    for day in sorted(by_day, reverse=True):
        whole = [each for key in by_day[day] if (each := read(archive, key)) is not None]
        if whole:
            return max(whole, key=lambda each: (each.created, each.snapshot))
    return None


def _read_whole(archive: Archive, key: str) -> Snapshot | None:
    """A snapshot, or None and a warning for a damaged one: it is to be verified, and no reason to make no other."""
    try:
        return _read(archive, key)
    except (ObjectDamaged, ObjectMissing) as error:
        _log.warning("%s is passed over: %s", key, error)
        return None


def _read(archive: Archive, key: str) -> Snapshot:
    """A snapshot by its key; ObjectDamaged unless every byte of it is as it was written."""
    data = archive.store.get(key)
    try:
        snapshot = Snapshot.model_validate_json(data)
    except ValidationError as error:
        raise ObjectDamaged(f"{key} is no snapshot: {error.errors()[0]['msg']}") from error
    if snapshot.sha256 != snapshot.digest() or canonical(snapshot) != data:
        raise ObjectDamaged(f"{key} does not have the SHA-256 that it states of itself")
    if snapshot.key != key or snapshot.snapshot != f"{snapshot.scope}/{snapshot.date}-{snapshot.root[:12]}":
        raise ObjectDamaged(f"{key} is a snapshot of another name, {snapshot.snapshot}")
    return snapshot


def _node(archive: Archive, sha256: str, kind: NodeKind) -> Node:
    return read_node(archive.store.get(tree_key(sha256)), sha256, kind)


def _child_node(archive: Archive, parent: Node | None, name: str, kind: NodeKind) -> Node | None:
    child = parent.named().get(name) if parent else None
    return _known_node(archive, child.sha256, kind) if child else None


def _known_node(archive: Archive, sha256: str, kind: NodeKind) -> Node | None:
    """A node of the parent's tree; of one that is damaged or gone nothing is known, and all below it is written again."""
    try:
        return _node(archive, sha256, kind)
    except (ObjectDamaged, ObjectMissing) as error:
        _log.warning("the tree of the snapshot before is not whole: %s", error)
        return None


# Verifying


def verify(
    archive: Archive,
    snapshot: Snapshot,
    *,
    quick: bool = False,
    progress: Callable[[Progress], None] = lambda progress: None,
    trust: Trust | None = None,
) -> Verification:
    """Holds everything that a snapshot covers against its digests. Raises StoreError only when the store cannot be reached.

    Covered are the snapshot, archive.json, the tree, the runs' manifests, and every segment and parsed report that they
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
        self._guard(self._snapshot.key, lambda: _read(self._archive, self._snapshot.key))
        self._guard(self._snapshot.marker.key, lambda: self._read_marker(self._snapshot.marker))
        entries: dict[str, Entry] = {}
        counts = Counts()
        for leaf in self._leaves():
            counts += leaf.counts
            self._against_manifest(leaf)
            entries.update({segment.key: segment for segment in (*leaf.segments, *leaf.referred)})
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
