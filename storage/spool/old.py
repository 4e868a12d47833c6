"""The spool of one run: what is fetched and not yet in the store, on the local disk.

    <STATE_DIR>/spool/.lock                     held while a spool is made or looked for
    <STATE_DIR>/spool/<run>/lock                held (fcntl) by the process that writes it: a dead one's is free
                            run.json            the run's identity
                            journal.jsonl       what reached the store, a line each, synced
                            <jurisdiction>-<seq6>.warc.gz    a segment: open, or sealed and waiting
                            reports/<n>.json    parsed reports waiting for their captures
                            manifest.json       the commit, once it is decided

A segment's file is the segment itself: sealing adds nothing, and a file left behind is cut after its last whole group.
Everything that touches the disk goes through `Disk`, so that tests can make it fail.
"""

from __future__ import annotations

import fcntl
import hashlib
import itertools
import logging
import os
import re
import shutil
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Final

from pydantic import BaseModel, ConfigDict, ValidationError

from storage import warc
from storage.errors import DamagedRecord, SpoolError
from storage.fixity import read_through
from storage.runs import Code, ReportEntry, SegmentEntry, is_run

_log = logging.getLogger(__name__)
_SEGMENT = re.compile(r"([0-9]{6,12})-([0-9]{6})\.warc\.gz")
_IDENTITY = "run.json"
_JOURNAL = "journal.jsonl"
_MANIFEST = "manifest.json"

_held: dict[Path, IO[bytes]] = {}
"""Spools that this process writes. POSIX locks do not keep a process from itself, so it must not try its own."""
_held_lock = threading.Lock()


class Disk:
    """The calls on which durability rests, in one place: tests put a failing one here."""

    def write(self, descriptor: int, data: memoryview) -> int:
        return os.write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        os.fsync(descriptor)

    def truncate(self, descriptor: int, size: int) -> None:
        os.ftruncate(descriptor, size)

    def rename(self, source: Path, target: Path) -> None:
        source.replace(target)

    def remove(self, path: Path) -> None:
        path.unlink(missing_ok=True)

    def free(self, path: Path) -> int:
        """Bytes free for us where `path` lies."""
        return shutil.disk_usage(path).free


DISK: Final = Disk()


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RunIdentity(Model):
    """`run.json`: what a recovery must know of a run that died. `archive` names the archive, endpoint included."""

    run: str
    archive: str
    spider: str
    started: datetime
    code: Code
    settings: dict[str, str]


class _JournalLine(Model):
    """`captures`: those of the segment, or those that the report was read from; `within`: the segment that a report states."""

    segment: SegmentEntry | None = None
    captures: tuple[str, ...] = ()
    report: ReportEntry | None = None
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A capture's place in a segment: bytes, and how many records it has."""

    offset: int
    length: int
    records: int
    record_id: str


@dataclass(slots=True, eq=False)
class SegmentFile:
    """A segment being written. `size` is the end of the last whole group; bytes after it are of no account.

    `opened` is in seconds of the monotonic clock; `named` says whether the folder's entry of it is synced.
    """

    path: Path
    jurisdiction: str
    sequence: int
    opened: float
    named: bool = False
    size: int = 0
    records: int = 0
    groups: list[Group] = field(default_factory=list)
    digest: Any = field(default_factory=hashlib.sha256)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A segment that was read back. `lost`: captures that the disk did not keep; `entry` is None if nothing is left.

    `doubt`: what the second reader finds wrong with a file that is, byte for byte, what was written: a fault of ours.
    """

    path: Path
    entry: SegmentEntry | None
    groups: tuple[Group, ...]
    lost: tuple[str, ...]
    doubt: str | None


class Spool:
    """The spool of one run, held by this process. SpoolError for anything that the disk refuses."""

    def __init__(self, folder: Path, identity: RunIdentity, disk: Disk) -> None:
        self.folder = folder
        self.identity = identity
        self.disk = disk
        self._journal_lock = threading.Lock()
        self._journal_size = sum(len(_line(line)) for line in self._journal())
        self._numbers = itertools.count(1)

    # Finding, holding, leaving

    @classmethod
    def create(cls, state_dir: Path, identity: RunIdentity, *, disk: Disk = DISK) -> Spool:
        """A new spool; SpoolError when the run has one already or STATE_DIR cannot be written."""
        folder = state_dir / "spool" / identity.run
        with _refusals(folder):
            (state_dir / "spool").mkdir(parents=True, exist_ok=True)
            with _all_spools(state_dir):
                folder.mkdir()
                (folder / "reports").mkdir()
                _hold(folder)
            spool = cls(folder, identity, disk)
            spool._write_whole(folder / _IDENTITY, identity.model_dump_json().encode())
            _sync_folder(folder.parent)
        return spool

    @classmethod
    def left_behind(cls, state_dir: Path, archive: str, *, disk: Disk = DISK) -> Generator[Spool]:
        """The spools of this archive whose writer is dead, held one at a time.

        One without run.json is removed; one with a damaged run.json is named in the log and set aside.
        """
        root = state_dir / "spool"
        if not root.is_dir():
            return
        for folder in sorted(root.iterdir()):
            if not is_run(folder.name) or not folder.is_dir():
                continue
            with _refusals(folder):
                with _all_spools(state_dir):
                    if not _hold(folder):
                        continue
                try:
                    identity = _read_identity(folder)
                except ValidationError as error:
                    _set_aside(folder, error)
                    _release(folder)
                    continue
                if identity is None:
                    shutil.rmtree(folder)
                    _release(folder)
                    continue
            if identity.archive != archive:
                _release(folder)
                continue
            try:
                yield cls(folder, identity, disk)
            finally:
                _release(folder)

    def remove(self) -> None:
        """The run is committed: nothing here is needed any more.

        The identity goes first: without it the rest is of no account, however far the removal comes.
        """
        with _refusals(self.folder):
            self.disk.remove(self.folder / _IDENTITY)
            _sync_folder(self.folder)
            shutil.rmtree(self.folder)
        _release(self.folder)

    def release(self) -> None:
        """Leave the spool as it is, to be recovered by whoever comes next."""
        _release(self.folder)

    def free(self) -> int:
        """Bytes free on the spool's disk."""
        with _refusals(self.folder):
            return self.disk.free(self.folder)

    # Segments

    def new_segment(self, jurisdiction: str, sequence: int, head: bytes, *, opened: float) -> SegmentFile:
        """A segment that begins with its warcinfo record; nothing is written before its first capture."""
        path = self.folder / f"{jurisdiction}-{sequence:06d}.warc.gz"
        if not _SEGMENT.fullmatch(path.name):
            raise SpoolError(f"{jurisdiction!r} is no code of a jurisdiction")
        segment = SegmentFile(path, jurisdiction, sequence, opened)
        self._extend(segment, head)
        segment.records = 1
        return segment

    def append(self, segment: SegmentFile, data: bytes, records: int, record_id: str) -> Group:
        """Write a group at the segment's end: whole, or not at all as far as anyone will see."""
        group = Group(segment.size, len(data), records, record_id)
        self._extend(segment, data)
        segment.records += records
        segment.groups.append(group)
        return group

    def _extend(self, segment: SegmentFile, data: bytes) -> None:
        with _refusals(segment.path):
            self._write_at(segment.path, segment.size, data)
        segment.digest.update(data)
        segment.size += len(data)

    def sync(self, segment: SegmentFile) -> None:
        """Returns when all that was appended is on the disk."""
        with _refusals(segment.path):
            descriptor = os.open(segment.path, os.O_RDWR)
            try:
                self.disk.sync(descriptor)
            finally:
                os.close(descriptor)
            if not segment.named:
                _sync_folder(self.folder)
                segment.named = True

    def seal(self, segment: SegmentFile) -> Sealed:
        """Cut off what follows the last whole group, read the file back, and name it. May be repeated after a failure.

        A capture that the disk did not keep is left out, and named in `lost`. What the disk kept is never left out: if the
        second reader does not like it, `doubt` says so.
        """
        lost: tuple[str, ...] = ()
        doubt = None
        with _refusals(segment.path):
            self._cut(segment.path, segment.size)
            if _digest(segment.path) != segment.digest.hexdigest():
                _log.error("%s is not what was written to it; keeping the captures that are whole", segment.path)
                lost = self._salvage(segment)
            groups = tuple(segment.groups)
            if not groups:
                return Sealed(segment.path, None, (), lost, None)
            try:
                with segment.path.open("rb") as file:
                    contents = read_through(file)
                if (contents.records, contents.captures) != (segment.records, _ids(groups)):
                    doubt = f"the second reader finds {contents.records} records instead of {segment.records}"
            except DamagedRecord as error:
                doubt = f"the second reader refuses a record: {error}"
        sha256 = segment.digest.hexdigest()
        entry = SegmentEntry(
            key=_key(segment.jurisdiction, self.identity.run, segment.sequence, sha256),
            sha256=sha256,
            bytes=segment.size,
            records=segment.records,
            captures=len(groups),
        )
        return Sealed(segment.path, entry, groups, lost, doubt and f"{entry.key}: {doubt}")

    def _salvage(self, segment: SegmentFile) -> tuple[str, ...]:
        """Rewrite the file with those of its groups that can be read; returns the captures that are lost."""
        data = segment.path.read_bytes()
        pieces = [warc.warcinfo({"isPartOf": self.identity.run}, at=self.identity.started)]
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
        self._write_whole(segment.path, whole)
        segment.groups, segment.size, segment.records, segment.digest = kept, size, records, hashlib.sha256(whole)
        return tuple(lost)

    def renumber(self, sealed: Sealed, sequence: int) -> Sealed:
        """The same segment under another key, for when its own is taken by other bytes."""
        assert sealed.entry is not None
        jurisdiction = sealed.entry.jurisdiction
        path = self.folder / f"{jurisdiction}-{sequence:06d}.warc.gz"
        with _refusals(path):
            self.disk.rename(sealed.path, path)
        key = _key(jurisdiction, self.identity.run, sequence, sealed.entry.sha256)
        return replace(sealed, path=path, entry=sealed.entry.model_copy(update={"key": key}))

    def leftover(self) -> Iterator[SegmentFile]:
        """Segments that a dead writer left, cut after their last whole group; those already stored are removed."""
        stored = {Path(entry.key).name.partition("-")[0] for entry in self.stored_segments()}
        with _refusals(self.folder):
            paths = sorted(path for path in self.folder.iterdir() if _SEGMENT.fullmatch(path.name))
        for path in paths:
            with _refusals(path):
                segment = _reread(path)
                if segment.groups and f"{segment.sequence:06d}" not in stored:
                    yield segment
                else:
                    self.disk.remove(path)

    def highest_sequence(self) -> int:
        """The highest number that a segment of this run has, waiting or stored."""
        with _refusals(self.folder):
            names = [path.name for path in self.folder.iterdir()]
        waiting = [int(match[2]) for match in map(_SEGMENT.fullmatch, names) if match]
        stored = [int(Path(entry.key).name.partition("-")[0]) for entry in self.stored_segments()]
        return max(waiting + stored, default=0)

    def discard(self, path: Path) -> None:
        """What this file held is in the store, and that is noted."""
        with _refusals(path):
            self.disk.remove(path)

    # Reports

    def add_report(self, data: bytes) -> Path:
        """Keep a parsed report until its capture is durable."""
        path = self.folder / "reports" / f"{next(self._numbers):08d}.json"
        with _refusals(path):
            self._write_whole(path, data)
        return path

    def waiting_reports(self) -> list[Path]:
        with _refusals(self.folder):
            return sorted(path for path in (self.folder / "reports").iterdir() if path.suffix == ".json")

    # What reached the store, and how the run ends

    def note_segment(self, sealed: Sealed) -> None:
        """Write down, synced, that a segment is confirmed in the store, and whose captures it holds."""
        self._note(_JournalLine(segment=sealed.entry, captures=_ids(sealed.groups)))

    def note_report(self, report: ReportEntry, captures: tuple[str, ...], within: str | None) -> None:
        """The same of a report, which was read from these captures, the first of them in the segment `within`."""
        self._note(_JournalLine(report=report, captures=captures, within=within))

    def _note(self, entry: _JournalLine) -> None:
        line = _line(entry)
        path = self.folder / _JOURNAL
        with self._journal_lock, _refusals(path):
            self._write_at(path, self._journal_size, line)
            with _opened(path) as descriptor:
                self.disk.sync(descriptor)
            self._journal_size += len(line)

    def stored_segments(self) -> list[SegmentEntry]:
        return [line.segment for line in self._journal() if line.segment is not None]

    def stored_captures(self) -> dict[str, str]:
        """Record ids of the captures in the store, and their segments' keys."""
        return {name: line.segment.key for line in self._journal() if line.segment for name in line.captures}

    def stored_reports(self) -> list[tuple[ReportEntry, tuple[str, ...], str | None]]:
        """Reports in the store, each with the captures that it was read from and the segment that it states."""
        return [(line.report, line.captures, line.within) for line in self._journal() if line.report is not None]

    def decide(self, manifest: bytes) -> None:
        """Keep the run's commit before it is sent, so that only this one can ever be sent."""
        path = self.folder / _MANIFEST
        with _refusals(path):
            self._write_whole(path, manifest)

    def decided(self) -> bytes | None:
        path = self.folder / _MANIFEST
        with _refusals(path):
            return path.read_bytes() if path.exists() else None

    def _journal(self) -> list[_JournalLine]:
        """The journal's whole lines; what a dead writer left of a last one counts for nothing."""
        path = self.folder / _JOURNAL
        lines = []
        with _refusals(path):
            data = path.read_bytes() if path.exists() else b""
        for line in data.splitlines(keepends=True):
            try:
                lines.append(_JournalLine.model_validate_json(line))
            except ValidationError:
                break
            if not line.endswith(b"\n"):
                lines.pop()
        return lines

    # The disk

    def _write_at(self, path: Path, position: int, data: bytes) -> None:
        with _opened(path) as descriptor:
            if os.fstat(descriptor).st_size > position:
                self.disk.truncate(descriptor, position)
            os.lseek(descriptor, position, os.SEEK_SET)
            view = memoryview(data)
            while view:
                view = view[self.disk.write(descriptor, view) :]

    def _write_whole(self, path: Path, data: bytes) -> None:
        """A file that is there whole and synced, or not there."""
        partial = path.with_name(path.name + ".partial")
        self._write_at(partial, 0, data)
        with _opened(partial) as descriptor:
            self.disk.sync(descriptor)
        self.disk.rename(partial, path)
        _sync_folder(path.parent)

    def _cut(self, path: Path, size: int) -> None:
        with _opened(path) as descriptor:
            if os.fstat(descriptor).st_size > size:
                self.disk.truncate(descriptor, size)


def _key(jurisdiction: str, run: str, sequence: int, sha256: str) -> str:
    return f"captures/{jurisdiction}/{run}/{sequence:06d}-{sha256[:16]}.warc.gz"


def _line(line: _JournalLine) -> bytes:
    return line.model_dump_json(exclude_none=True).encode() + b"\n"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _ids(groups: tuple[Group, ...]) -> tuple[str, ...]:
    return tuple(group.record_id for group in groups)


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
            group = Group(stored.offset, stored.length, stored.records, stored.capture.record_id)
            segment.groups.append(group)
            segment.records += group.records
            segment.size = group.offset + group.length
    except DamagedRecord as error:
        _log.warning("%s, left by an interrupted run, ends in a broken record and is cut: %s", path, error)
    segment.digest.update(data[: segment.size])
    return segment


def _read_identity(folder: Path) -> RunIdentity | None:
    """None for a spool whose writer died before it had begun, or after it was done. ValidationError when it is damaged."""
    path = folder / _IDENTITY
    if not path.exists():
        return None
    return RunIdentity.model_validate_json(path.read_bytes())


def _set_aside(folder: Path, error: ValidationError) -> None:
    """A spool of which nobody can say whose it is: it keeps its files, under a name that no recovery looks at."""
    names = (folder.with_name(f"{folder.name}.damaged-{number}") for number in itertools.count(1))
    aside = next(name for name in names if not name.exists())
    folder.rename(aside)
    _sync_folder(aside.parent)
    _log.error(
        "%s is damaged (%s): the spool is set aside as %s; the captures in its WARC files can be taken in with `scrapy import`",
        folder / _IDENTITY,
        error.errors()[0]["msg"],
        aside,
    )


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = f"the spool refuses: {path}: {error.strerror or error}; check STATE_DIR, its rights and free space"
        raise SpoolError(message) from error


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _all_spools(state_dir: Path) -> Iterator[None]:
    """Between the making of a spool's folder and the holding of its lock, nobody else looks."""
    with _held_lock, (state_dir / "spool" / ".lock").open("w") as lock:
        fcntl.lockf(lock, fcntl.LOCK_EX)
        yield


def _hold(folder: Path) -> bool:
    """Take a spool's lock; False when this or another living process has it. To be called within `_all_spools`."""
    folder = folder.resolve()
    if folder in _held:
        return False
    lock = (folder / "lock").open("wb")
    try:
        fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        return False
    _held[folder] = lock
    return True


def _release(folder: Path) -> None:
    with _held_lock:
        lock = _held.pop(folder.resolve(), None)
    if lock is not None:
        lock.close()
