"""The spool of one run: what is fetched and not yet in the store, on the local disk.

    <STATE_DIR>/spool/.lock                     held while a spool is made or looked for
    <STATE_DIR>/spool/<run>/lock                held (fcntl) by the process that writes it: a dead one's is free
                            run.json            the run's identity
                            journal.jsonl       what reached the store, and which places are finished: a line each, synced
                            <jurisdiction>-<seq6>.warc.gz    a segment: open, or sealed and waiting
                            reports/<n>.json    parsed reports waiting for their captures
                            notes.sqlite        where captures lie and what they turned out to be, as far as that need not be synced
                            manifest.json       the commit, once it is decided

A segment's file is the segment itself: sealing adds nothing, and a file left behind is cut after its last whole group.
Everything that touches the disk goes through `Disk`, so that tests can make it fail.

    disk.py      writing so that it is there, or not        holding.py   which process has which spool
    values.py    what a spool is made of                    segments.py  segments: appended to, synced, sealed, left behind
    journal.py   what must be known after a death           notes.py     what need not, too much for memory
    whole.py     one run's spool: made, found, removed
"""

from storage.spool.disk import DISK, Disk
from storage.spool.values import Group, RunIdentity, Sealed, SegmentFile
from storage.spool.whole import Spool

__all__ = ["DISK", "Disk", "Group", "RunIdentity", "Sealed", "SegmentFile", "Spool"]
