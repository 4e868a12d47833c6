"""Making a snapshot. The order of writes is run, leaf, node, snapshot.

It reads the parent's nodes on the way to what changed and writes what is new; the leaves' digests are the catalogue's, and
every new leaf is computed again from its run's manifest before it is written.

A node of a tree whose object is damaged is written again: only these bytes can ever have stood under a name that is their digest. A
damaged snapshot is kept as it is; a new one of the same day and root gets a name beside it.
"""

from __future__ import annotations

import itertools
import logging
import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime

from storage.archive import MARKER_KEY, Archive
from storage.errors import ObjectConflict, ObjectDamaged, ObjectMissing
from storage.runs import Code, RunManifest, run_key
from storage.snapshots.contents import node_at
from storage.snapshots.finding import NoSuchSnapshot, latest_of, snapshot_at, whole_at
from storage.snapshots.statement import WHOLE, Parent, Snapshot, name_of
from storage.trees import (
    Child,
    Counts,
    LeafRef,
    ManifestEntry,
    Node,
    NodeKind,
    Tree,
    build,
    canonical,
    leaves,
    sha256_of,
    tree_key,
)

_SCOPE = re.compile(rf"{WHOLE}|\d{{6}}")
_log = logging.getLogger(__name__)


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
    parent = latest_of(archive, scope, whole_at)
    before = _Before(archive, parent.root if parent else None)
    if forgotten := before.runs_beside(tree):
        # The store's listing leaves them out, or they are gone: then that is the catalogue's fault to tell, and verify's.
        archive.catalogue.catch_up(named=[run_key(run) for run in forgotten])
        refs = archive.catalogue.leaf_refs(None if scope == WHOLE else scope)
        tree = build(refs)
        for run in sorted(forgotten - {ref.run for ref in refs}):
            _log.error("run %s, which the snapshot before names, cannot be read: the new one is without it", run)
    _write_tree(archive, tree, before)
    marker = archive.store.get(MARKER_KEY)
    for number in itertools.count(1):
        made = Snapshot(
            snapshot=name_of(scope, now.date(), tree.root, number),
            scope=scope,
            date=now.date(),
            created=now,
            root=tree.root,
            parent=Parent(snapshot=parent.snapshot, sha256=parent.sha256) if parent else None,
            marker=ManifestEntry(key=MARKER_KEY, sha256=sha256_of(marker), bytes=len(marker)),
            jurisdictions=len({ref.jurisdiction for ref in refs}),
            counts=_counts(refs),
            code=code,
        ).sealed()
        try:
            return _put_snapshot(archive, made)
        except ObjectDamaged as error:
            _log.error("%s; it is kept as it is, and the new snapshot gets a name beside it", error)
    raise AssertionError("numbers do not end")


def _put_snapshot(archive: Archive, made: Snapshot) -> Snapshot:
    """The snapshot, or the one that has its name already; ObjectDamaged when that one is not whole."""
    if archive.store.head(made.key) is not None:
        return snapshot_at(archive, made.key)
    data = canonical(made)
    try:
        archive.store.put(made.key, data, sha256=sha256_of(data))
    except ObjectConflict:  # another made the same snapshot at the same time
        return snapshot_at(archive, made.key)
    return made


class _Before:
    """The tree of the snapshot before, each node read once; of one that is damaged or gone nothing is known."""

    def __init__(self, archive: Archive, root: str | None) -> None:
        self._archive = archive
        self._nodes: dict[str, Node | None] = {}
        self.name = root
        self.root = self._node(root, "root") if root else None

    def child(self, parent: Node | None, name: str, kind: NodeKind) -> Node | None:
        child = parent.named().get(name) if parent else None
        return self._node(child.sha256, kind) if child else None

    def runs_beside(self, tree: Tree) -> set[str]:
        """The runs that it names and a new tree lacks."""
        found: set[str] = set()
        new_root = tree.nodes[tree.root]
        for province in _changed(self.root, new_root):
            new_province = _within(tree, new_root, province.name)
            old_province = self._node(province.sha256, "province")
            for jurisdiction in _changed(old_province, new_province):
                new = _within(tree, new_province, jurisdiction.name)
                old = self._node(jurisdiction.sha256, "jurisdiction")
                found |= set(old.named() if old else ()) - set(new.named() if new else ())
        return found

    def _node(self, sha256: str, kind: NodeKind) -> Node | None:
        if sha256 not in self._nodes:
            try:
                self._nodes[sha256] = node_at(self._archive, sha256, kind)
            except (ObjectDamaged, ObjectMissing) as error:
                _log.warning("the tree of the snapshot before is not whole: %s", error)
                self._nodes[sha256] = None
        return self._nodes[sha256]


def _within(tree: Tree, parent: Node | None, name: str) -> Node | None:
    child = parent.named().get(name) if parent else None
    return tree.nodes[child.sha256] if child else None


def _write_tree(archive: Archive, tree: Tree, before: _Before) -> None:
    """Writes what the tree before does not have: leaves first, run by run, then the nodes above them, the root last.

    What lies below a node of it that cannot be read is written again.
    """
    wanted: defaultdict[str, dict[str, str]] = defaultdict(dict)
    nodes: list[str] = []
    for province in _changed(tree.nodes[tree.root], before.root):
        old_province = before.child(before.root, province.name, "province")
        for jurisdiction in _changed(tree.nodes[province.sha256], old_province):
            old_jurisdiction = before.child(old_province, jurisdiction.name, "jurisdiction")
            for run in _changed(tree.nodes[jurisdiction.sha256], old_jurisdiction):
                wanted[run.name][jurisdiction.name] = run.sha256
            nodes.append(jurisdiction.sha256)
        nodes.append(province.sha256)
    if before.root is None or before.name != tree.root:
        nodes.append(tree.root)
    for name in sorted(wanted):
        _write_leaves(archive, name, wanted[name])
    for sha256 in nodes:
        _put_node(archive, sha256, canonical(tree.nodes[sha256]))


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
        _put_node(archive, sha256, leaf)


def _changed(new: Node | None, old: Node | None) -> list[Child]:
    """The children of one node that the other does not have."""
    known = {child.sha256 for child in old.children} if old else set()
    return [child for child in new.children if child.sha256 not in known] if new else []


def _counts(refs: list[LeafRef]) -> Counts:
    """Runs are counted once, though a run has a leaf in each jurisdiction that it went to."""
    total = sum((ref.counts for ref in refs), Counts())
    return total.model_copy(update={"runs": len({ref.run for ref in refs})})


def _put_node(archive: Archive, sha256: str, data: bytes) -> None:
    key = tree_key(sha256)
    try:
        archive.store.put(key, data, sha256=sha256)
    except ObjectConflict:
        _log.warning("%s was damaged, and is written again", key)
        archive.store.restore(key, data, sha256=sha256)
