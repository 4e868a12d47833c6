"""One run's spool: made, found again after its writer's death, removed when the run is committed."""

from __future__ import annotations

import itertools
import logging
import shutil
from collections.abc import Generator
from pathlib import Path

from pydantic import ValidationError

from storage.folders import make_folder, sync_folder
from storage.runs import is_run
from storage.spool.disk import DISK, Disk, refusals, write_whole
from storage.spool.holding import all_spools, hold, release
from storage.spool.journal import Journal
from storage.spool.notes import Notes
from storage.spool.segments import Segments
from storage.spool.values import RunIdentity

_log = logging.getLogger(__name__)
_IDENTITY = "run.json"
_MANIFEST = "manifest.json"


class Spool:
    """The spool of one run, held by this process. SpoolError for anything that the disk refuses."""

    def __init__(self, folder: Path, identity: RunIdentity, disk: Disk) -> None:
        self.folder = folder
        self.identity = identity
        self.journal = Journal(folder / "journal.jsonl", disk)
        self.notes = Notes(folder / "notes.sqlite")
        self.segments = Segments(folder, identity, disk, self.journal)
        self._disk = disk
        self._numbers = itertools.count(1)

    @classmethod
    def create(cls, state_dir: Path, identity: RunIdentity, *, disk: Disk = DISK) -> Spool:
        """A new spool; SpoolError when the run has one already or STATE_DIR cannot be written."""
        folder = state_dir / "spool" / identity.run
        with refusals(folder):
            make_folder(state_dir / "spool")
            with all_spools(state_dir):
                folder.mkdir()
                (folder / "reports").mkdir()
                hold(folder)
            spool = cls(folder, identity, disk)
            write_whole(disk, folder / _IDENTITY, identity.model_dump_json().encode())
            sync_folder(folder.parent)
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
            with refusals(folder):
                with all_spools(state_dir):
                    if not hold(folder):
                        continue
                try:
                    identity = _read_identity(folder)
                except ValidationError as error:
                    _set_aside(folder, error)
                    release(folder)
                    continue
                if identity is None:
                    shutil.rmtree(folder)
                    release(folder)
                    continue
            if identity.archive != archive:
                release(folder)
                continue
            spool = cls(folder, identity, disk)
            for key, record_ids in spool.journal.captures():
                spool.notes.place(record_ids, key)
            try:
                yield spool
            finally:
                spool.release()

    def remove(self) -> None:
        """The run is committed: nothing here is needed any more.

        The identity goes first: without it the rest is of no account, however far the removal comes.
        """
        self.notes.close()
        with refusals(self.folder):
            self._disk.remove(self.folder / _IDENTITY)
            sync_folder(self.folder)
            shutil.rmtree(self.folder)
        release(self.folder)

    def release(self) -> None:
        """Leave the spool as it is, to be recovered by whoever comes next."""
        self.notes.close()
        release(self.folder)

    def free(self) -> int:
        """Bytes free on the spool's disk."""
        with refusals(self.folder):
            return self._disk.free(self.folder)

    def discard(self, path: Path) -> None:
        """What this file held is in the store, and that is noted."""
        with refusals(path):
            self._disk.remove(path)

    def add_report(self, data: bytes) -> Path:
        """Keep a parsed report until its capture is durable."""
        path = self.folder / "reports" / f"{next(self._numbers):08d}.json"
        with refusals(path):
            write_whole(self._disk, path, data)
        return path

    def waiting_reports(self) -> list[Path]:
        with refusals(self.folder):
            return sorted(path for path in (self.folder / "reports").iterdir() if path.suffix == ".json")

    def decide(self, manifest: bytes) -> None:
        """Keep the run's commit before it is sent, so that only this one can ever be sent."""
        path = self.folder / _MANIFEST
        with refusals(path):
            write_whole(self._disk, path, manifest)

    def decided(self) -> bytes | None:
        path = self.folder / _MANIFEST
        with refusals(path):
            return path.read_bytes() if path.exists() else None


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
    sync_folder(aside.parent)
    _log.error(
        "%s is damaged (%s): the spool is set aside as %s; the captures in its WARC files can be taken in with `scrapy import`",
        folder / _IDENTITY,
        error.errors()[0]["msg"],
        aside,
    )
