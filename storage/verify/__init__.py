"""Fixity (完整性) of the whole archive: what must be there is there, and is what it was.

    runs/       every manifest parses, under its own key                     -> what must be there
    captures/   every segment has the manifest's bytes and SHA-256, its records and their digests hold, their number is the
                manifest's, no capture stands twice, and what a revisit refers to is there
    reports/    every report has the manifest's SHA-256, parses, and lies under its own key
    trees/      every node has the SHA-256 it is named by, and names what is there
    snapshots/  every snapshot is byte for byte what its digest says, under its own key; its root and its parent are there
    proofs/     every signature and time stamp is of the bytes of its snapshot

The listing is a hint: what a manifest, a segment's key, a tree or a later snapshot names and the listing leaves out is asked for
by name; so is a run that this machine's catalogue remembers. A run's manifest names the snapshot that was the latest when it ended, so
that its removal is seen as soon as another run has ended.
`quick` reads manifests, trees and snapshots, and of segments and reports sees that they are there with the right size.

    inspection.py   the store being looked through: what was found, how far it is
    trees.py        trees, snapshots, proofs          entries.py   segments and reports, one at a time
    whole.py        all of it, in order               looked.py    what an interrupted verification need not read again
"""

from storage.verify.inspection import Fault, FaultKind, Progress
from storage.verify.whole import verify_archive

__all__ = ["Fault", "FaultKind", "Progress", "verify_archive"]
