"""Trees, snapshots and proofs: whole by their own digests, and pointing only to what is there."""

from __future__ import annotations

import hashlib
import json
import threading

from storage.errors import ObjectDamaged
from storage.proofs import Trust, check_one, snapshot_of
from storage.snapshots import Parent, read_snapshot
from storage.trees import Leaf, ManifestEntry, Node, tree_key
from storage.verify.inspection import Inspection, shortened


def check_trees(inspection: Inspection) -> dict[str, ManifestEntry]:
    """Check all three; returns the manifests that the trees' leaves name, by key."""
    return _Trees(inspection).run()


class _Trees:
    def __init__(self, inspection: Inspection) -> None:
        self._inspection = inspection
        self._manifests: dict[str, ManifestEntry] = {}
        self._wanted: set[str] = set()
        self._parents: dict[str, Parent] = {}
        self._digests: dict[str, str] = {}
        self._lock = threading.Lock()

    def run(self) -> dict[str, ManifestEntry]:
        look = self._inspection
        proofs, snapshots, trees = (set(look.keys(prefix)) for prefix in ("proofs/", "snapshots/", "trees/"))
        look.each(sorted(proofs), self._check_proof, count=len(proofs))
        look.each(sorted(snapshots), self._read_snapshot, count=len(snapshots))
        while unseen := set(self._parents) - snapshots:
            present = [key for key in sorted(unseen) if look.presence(key, "the snapshot after it")]
            snapshots |= unseen
            look.each(present, self._read_snapshot, count=len(present))
        for key, parent in sorted(self._parents.items()):
            if self._digests.get(key, parent.sha256) != parent.sha256:
                look.report("inconsistent", key, "is not the snapshot that the one after it names as its parent")
        look.each(sorted(trees), self._read_tree, count=len(trees))
        while unseen := self._wanted - trees:
            present = [key for key in sorted(unseen) if look.presence(key, "a snapshot or a tree")]
            trees |= unseen
            look.each(present, self._read_tree, count=len(present))
        return self._manifests

    def _read_snapshot(self, key: str) -> None:
        data = self._inspection.get(key)
        if data is None:
            return
        try:
            snapshot = read_snapshot(data, key)
        except ObjectDamaged as error:
            self._inspection.report("damaged", key, str(error))
            return
        with self._lock:
            self._wanted.add(tree_key(snapshot.root))
            self._digests[key] = snapshot.sha256
            if snapshot.parent is not None:
                self._parents[snapshot.parent.key] = snapshot.parent

    def _read_tree(self, key: str) -> None:
        data = self._inspection.get(key)
        if data is None:
            return
        if key != tree_key(hashlib.sha256(data).hexdigest()):
            self._inspection.report("damaged", key, "does not have the SHA-256 that it is named by")
            return
        try:
            if json.loads(data).get("kind") == "run":
                leaf = Leaf.model_validate_json(data)
                with self._lock:
                    self._manifests[leaf.manifest.key] = leaf.manifest
            else:
                node = Node.model_validate_json(data)
                with self._lock:
                    self._wanted.update(tree_key(child.sha256) for child in node.children)
        except (ValueError, AttributeError) as error:
            self._inspection.report("inconsistent", key, f"is no node of a tree: {shortened(error)}")

    def _check_proof(self, key: str) -> None:
        proof, snapshot = self._inspection.get(key), self._inspection.get(f"snapshots/{snapshot_of(key)}.json")
        if snapshot is None:
            self._inspection.report("inconsistent", key, "is of a snapshot that is not there")
        if proof is None or snapshot is None:
            return
        try:
            check_one(key, proof, snapshot, Trust())
        except ObjectDamaged as error:
            self._inspection.report("damaged", key, str(error))
