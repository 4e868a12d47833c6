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
    _write_tree(archive, tree, parent.root if parent else None)
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


def _changed(new: Node, old: Node | None) -> list[Child]:
    known = {child.sha256 for child in old.children} if old else set()
    return [child for child in new.children if child.sha256 not in known]


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


def _child_node(archive: Archive, parent: Node | None, name: str, kind: NodeKind) -> Node | None:
    child = parent.named().get(name) if parent else None
    return _known_node(archive, child.sha256, kind) if child else None


def _known_node(archive: Archive, sha256: str, kind: NodeKind) -> Node | None:
    """A node of the parent's tree; of one that is damaged or gone nothing is known, and all below it is written again."""
    try:
        return node_at(archive, sha256, kind)
    except (ObjectDamaged, ObjectMissing) as error:
        _log.warning("the tree of the snapshot before is not whole: %s", error)
        return None
