"""Segments in a spool: appended to, synced, sealed, and those that a dead writer left."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from storage import warc
from storage.errors import DamagedRecord, SpoolError
from storage.fixity import read_through
from storage.folders import sync_folder
from storage.runs import SegmentEntry
from storage.spool.disk import Disk, cut, refusals, sync, write_at, write_whole
from storage.spool.journal import Journal
from storage.spool.values import Group, RunIdentity, Sealed, SegmentFile, ids

_log = logging.getLogger(__name__)
_SEGMENT = re.compile(r"([0-9]{6,12})-([0-9]{6})\.warc\.gz")


class Segments:
    """SpoolError for anything that the disk refuses."""

    def __init__(self, folder: Path, identity: RunIdentity, disk: Disk, journal: Journal) -> None:
        self._folder = folder
        self._identity = identity
        self._disk = disk
        self._journal = journal

    def begin(self, jurisdiction: str, sequence: int, head: bytes, *, opened: float) -> SegmentFile:
        """A segment that begins with its warcinfo record; nothing is written before its first capture."""
        segment = SegmentFile(self._path(jurisdiction, sequence), jurisdiction, sequence, opened)
        if not _SEGMENT.fullmatch(segment.path.name):
            raise SpoolError(f"{jurisdiction!r} is no code of a jurisdiction")
        self._extend(segment, head)
        segment.records = 1
        return segment

    def append(
        self, segment: SegmentFile, data: bytes, records: int, record_id: str, original: str | None = None
    ) -> Group:
        """Write a group at the segment's end: whole, or not at all as far as anyone will see.

        `original`: the segment of the original, for a revisit.
        """
        group = Group(segment.size, len(data), records, record_id, original)
        self._extend(segment, data)
        segment.records += records
        segment.groups.append(group)
        return group

    def sync(self, segment: SegmentFile) -> None:
        """Returns when all that was appended is on the disk."""
        with refusals(segment.path):
            sync(self._disk, segment.path)
            if not segment.named:
                sync_folder(self._folder)
                segment.named = True

    def seal(self, segment: SegmentFile) -> Sealed:
        """Cut off what follows the last whole group, read the file back, and name it. May be repeated after a failure.

        A capture that the disk did not keep is left out, and named in `lost`. What the disk kept is never left out: if the
        second reader does not like it, `doubt` says so.
        """
        lost: tuple[str, ...] = ()
        doubt = None
        with refusals(segment.path):
            cut(self._disk, segment.path, segment.size)
            if _digest(segment.path) != segment.digest.hexdigest():
                _log.error("%s is not what was written to it; keeping the captures that are whole", segment.path)
                lost = self._salvage(segment)
            groups = tuple(segment.groups)
            if not groups:
                return Sealed(segment.path, None, (), lost, None)
            try:
                with segment.path.open("rb") as file:
                    contents = read_through(file)
                if (contents.records, contents.captures) != (segment.records, ids(groups)):
                    doubt = f"the second reader finds {contents.records} records instead of {segment.records}"
            except DamagedRecord as error:
                doubt = f"the second reader refuses a record: {error}"
        sha256 = segment.digest.hexdigest()
        entry = SegmentEntry(
            key=self._key(segment.jurisdiction, segment.sequence, sha256),
            sha256=sha256,
            bytes=segment.size,
            records=segment.records,
            captures=len(groups),
        )
        return Sealed(segment.path, entry, groups, lost, doubt and f"{entry.key}: {doubt}")

    def renumber(self, sealed: Sealed, sequence: int) -> Sealed:
        """The same segment under another key, for when its own is taken by other bytes."""
        assert sealed.entry is not None
        jurisdiction = sealed.entry.jurisdiction
        path = self._path(jurisdiction, sequence)
        with refusals(path):
            self._disk.rename(sealed.path, path)
        key = self._key(jurisdiction, sequence, sealed.entry.sha256)
        return replace(sealed, path=path, entry=sealed.entry.model_copy(update={"key": key}))

    def leftover(self) -> Iterator[SegmentFile]:
        """Segments that a dead writer left, cut after their last whole group; those already stored are removed."""
        stored = {_sequence(entry) for entry in self._journal.segments()}
        with refusals(self._folder):
            paths = sorted(path for path in self._folder.iterdir() if _SEGMENT.fullmatch(path.name))
        for path in paths:
            with refusals(path):
                segment = _reread(path)
                if segment.groups and segment.sequence not in stored:
                    yield segment
                else:
                    self._disk.remove(path)

    def highest_sequence(self) -> int:
        """The highest number that a segment of this run has, waiting or stored."""
        with refusals(self._folder):
            names = [path.name for path in self._folder.iterdir()]
        waiting = [int(match[2]) for match in map(_SEGMENT.fullmatch, names) if match]
        return max(waiting + [_sequence(entry) for entry in self._journal.segments()], default=0)

    def _extend(self, segment: SegmentFile, data: bytes) -> None:
        with refusals(segment.path):
            write_at(self._disk, segment.path, segment.size, data)
        segment.digest.update(data)
        segment.size += len(data)

    def _salvage(self, segment: SegmentFile) -> tuple[str, ...]:
        """Rewrite the file with those of its groups that can be read; returns the captures that are lost."""
        data = segment.path.read_bytes()
        pieces = [warc.warcinfo({"isPartOf": self._identity.run}, at=self._identity.started)]
        size, records = len(pieces[0]), 1
        kept: list[Group] = []
        lost: list[str] = []
        for group in segment.groups:
            piece = data[group.offset : group.offset + group.length]
            if _is_whole(piece, group.record_id):
                pieces.append(piece)
                kept.append(replace(group, offset=size))
                size += group.length
                records += group.records
            else:
                lost.append(group.record_id)
        whole = b"".join(pieces)
        write_whole(self._disk, segment.path, whole)
        segment.groups, segment.size, segment.records, segment.digest = kept, size, records, hashlib.sha256(whole)
        return tuple(lost)

    def _path(self, jurisdiction: str, sequence: int) -> Path:
        return self._folder / f"{jurisdiction}-{sequence:06d}.warc.gz"

    def _key(self, jurisdiction: str, sequence: int, sha256: str) -> str:
        return f"captures/{jurisdiction}/{self._identity.run}/{sequence:06d}-{sha256[:16]}.warc.gz"


def _sequence(entry: SegmentEntry) -> int:
    return int(Path(entry.key).name.partition("-")[0])


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_whole(data: bytes, record_id: str) -> bool:
    try:
        return [stored.capture.record_id for stored in warc.read_captures(data)] == [record_id]
    except DamagedRecord:
        return False


def _reread(path: Path) -> SegmentFile:
    """A dead writer's segment up to its last whole group."""
    match = _SEGMENT.fullmatch(path.name)
    assert match is not None
    segment = SegmentFile(path, match[1], int(match[2]), opened=0.0, records=1)
    data = path.read_bytes()
    try:
        for stored in warc.read_captures(data):
            original = stored.original.segment if stored.original is not None else None
            segment.groups.append(
                Group(stored.offset, stored.length, stored.records, stored.capture.record_id, original)
            )
            segment.records += stored.records
            segment.size = stored.offset + stored.length
    except DamagedRecord as error:
        _log.warning("%s, left by an interrupted run, ends in a broken record and is cut: %s", path, error)
    segment.digest.update(data[: segment.size])
    return segment
