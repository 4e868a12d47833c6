"""What a snapshot covers, read from its tree; every node is verified by its digest."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from storage.archive import Archive
from storage.errors import ObjectDamaged, ObjectMissing
from storage.runs import run_key
from storage.snapshots.finding import NoSuchSnapshot, latest_of, whole_at
from storage.snapshots.statement import WHOLE, Snapshot
from storage.trees import Child, Counts, Leaf, Node, NodeKind, read_leaf, read_node, tree_key

_log = logging.getLogger(__name__)


def tree_leaves(archive: Archive, snapshot: Snapshot) -> Iterator[Leaf]:
    """Every leaf of a snapshot, read and verified by its digest."""
    for province in node_at(archive, snapshot.root, "root").children:
        for jurisdiction in node_at(archive, province.sha256, "province").children:
            for run in node_at(archive, jurisdiction.sha256, "jurisdiction").children:
                yield read_leaf(archive.store.get(tree_key(run.sha256)), run.sha256)


def named_manifests(archive: Archive) -> set[str]:
    """The keys of all runs that the latest snapshot names: what a listing leaves out. A damaged part of its tree names none."""
    latest = latest_of(archive, WHOLE, whole_at)
    return set() if latest is None else {run_key(name) for name in _runs_below(archive, latest.root, "root")}


def _runs_below(archive: Archive, sha256: str, kind: NodeKind) -> Iterator[str]:
    try:
        node = node_at(archive, sha256, kind)
    except (ObjectDamaged, ObjectMissing) as error:
        _log.warning("the tree of the latest snapshot is not whole: %s", error)
        return
    for child in node.children:
        if kind == "jurisdiction":
            yield child.name
        else:
            yield from _runs_below(archive, child.sha256, "province" if kind == "root" else "jurisdiction")


def jurisdiction_counts(archive: Archive, snapshot: Snapshot) -> dict[str, Counts]:
    """What a snapshot holds of each jurisdiction."""
    return {
        jurisdiction.name: jurisdiction.counts
        for province in node_at(archive, snapshot.root, "root").children
        for jurisdiction in node_at(archive, province.sha256, "province").children
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
    roots = node_at(archive, one.root, "root"), node_at(archive, other.root, "root")
    for provinces in _differing(*roots):
        nodes = [node_at(archive, child.sha256, "province") if child else None for child in provinces]
        for jurisdictions in _differing(*nodes):
            for side, child in zip((before, after), jurisdictions, strict=True):
                if child is not None and (not scopes or child.name in scopes):
                    runs = node_at(archive, child.sha256, "jurisdiction").children
                    side[child.name] = frozenset(run.name for run in runs)
    return before, after


def node_at(archive: Archive, sha256: str, kind: NodeKind) -> Node:
    """A node of a tree; ObjectMissing, or ObjectDamaged unless it has its digest and is of this kind."""
    return read_node(archive.store.get(tree_key(sha256)), sha256, kind)


def _differing(one: Node | None, other: Node | None) -> Iterator[tuple[Child | None, Child | None]]:
    """The children of two nodes, by name, that are not the same in both."""
    left, right = (node.named() if node else {} for node in (one, other))
    for name in sorted({*left, *right}):
        pair = left.get(name), right.get(name)
        if (pair[0].sha256 if pair[0] else None) != (pair[1].sha256 if pair[1] else None):
            yield pair
