"""Snapshots (快照): an immutable, dated, verifiable and citable statement of what the archive holds, whole or of one place.

    snapshots/<scope>/<date>-<root[:12]>.json      scope: `all`, or a jurisdiction's code

A snapshot names the root of a tree (trees.py) over the committed runs, and the snapshot before it. Its own SHA-256 (of all
the rest of it) stands in it, so that no byte of it can change unseen.

    statement.py   a snapshot as stored, read back to the byte
    making.py      from the catalogue's leaves, writing only what is new
    finding.py     by name, by root, the latest
    contents.py    what one covers, and in which runs two differ (differences.py says what became of the documents)
    verifying.py   from the snapshot down to the bytes of every segment and parsed report, or, `quick`, to the manifests
"""

from storage.snapshots.contents import jurisdiction_counts, jurisdiction_runs, named_manifests, tree_leaves
from storage.snapshots.finding import LATEST, NoSuchSnapshot, find, latest_ref, snapshots
from storage.snapshots.making import create
from storage.snapshots.statement import SNAPSHOT_FORMAT, WHOLE, Parent, Snapshot, read_snapshot
from storage.snapshots.verifying import Damage, Progress, Verification, verify

__all__ = [
    "LATEST",
    "SNAPSHOT_FORMAT",
    "WHOLE",
    "Damage",
    "NoSuchSnapshot",
    "Parent",
    "Progress",
    "Snapshot",
    "Verification",
    "create",
    "find",
    "jurisdiction_counts",
    "jurisdiction_runs",
    "latest_ref",
    "named_manifests",
    "read_snapshot",
    "snapshots",
    "tree_leaves",
    "verify",
]
