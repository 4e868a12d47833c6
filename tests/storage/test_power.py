"""A power cut: what was said to be kept has its bytes and its name on the disk, those of every folder above it included.

What the system was asked to do is watched (sys.addaudithook, os.fsync); a name is on the disk once its folder was synced after it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from storage import snapshots
from storage.archive import Archive
from storage.runs import JurisdictionOutcome
from storage.writer import RunWriter
from tests.storage.made_captures import CODE, QUICK, Known, make_capture
from tests.storage.test_writer import unplaced

OF_NO_ACCOUNT = (".incoming/", ".partial", ".lock", "/lock", ".sqlite", "/state/archive")
"""What is being written, locks, and what can be made again."""


@dataclass
class Watched:
    """Below `root`: names and contents that a power cut might take."""

    root: Path
    names: set[Path] = field(default_factory=set)
    contents: set[Path] = field(default_factory=set)
    watching: bool = True

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.watching:
            return
        if event == "open" and isinstance(arguments[0], str) and arguments[2] & (os.O_WRONLY | os.O_RDWR):
            path = Path(arguments[0])
            if arguments[2] & os.O_CREAT and not path.exists():
                self._appeared(path)
            self.contents.add(path)
        elif event == "os.mkdir" and not Path(arguments[0]).exists():
            self._appeared(Path(arguments[0]))
        elif event in ("os.link", "os.rename"):
            source, target = Path(arguments[0]), Path(arguments[1])
            if source in self.contents:
                self.contents.add(target)
            self._appeared(target)
            if event == "os.rename":
                self._gone(source)
        elif event in ("os.remove", "os.rmdir"):
            self._gone(Path(arguments[0]))

    def synced(self, descriptor: int) -> None:
        path = Path(os.readlink(f"/proc/self/fd/{descriptor}"))
        self.contents.discard(path)
        self.names -= {name for name in self.names.copy() if name.parent == path}

    def at_risk(self) -> set[str]:
        found = {path for path in self.names | self.contents if path.is_relative_to(self.root) and path.exists()}
        told = {f"/{path.relative_to(self.root)}{'/' if path.is_dir() else ''}" for path in found}
        return {name for name in told if not any(part in name for part in OF_NO_ACCOUNT)}

    def _appeared(self, path: Path) -> None:
        if path.is_absolute():
            self.names.add(path)

    def _gone(self, path: Path) -> None:
        self.names.discard(path)
        self.contents.discard(path)


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    watched = Watched(tmp_path)
    monkeypatch.setattr(os, "fsync", watched.synced)
    sys.addaudithook(watched.hear)
    yield watched
    watched.watching = False


def test_nothing_that_was_said_to_be_kept_is_at_risk(watched: Watched) -> None:
    """Segments are sealed at the end: while one is, the writer's thread has it in hand."""
    archive = Archive.open(f"file:{watched.root}/new/archive", state_dir=watched.root / "own/state", create=True)
    assert watched.at_risk() == set(), "the archive is begun"
    bounds = replace(QUICK, segment_captures=100, segment_age=3600)
    run = RunWriter(archive, spider="s", code=CODE, bounds=bounds, known=Known())
    for number in range(5):
        capture = make_capture(number, jurisdiction=("510500", "440100")[number % 2])
        run.append(capture)
        run.sync()
        assert watched.at_risk() == set(), f"capture {number} is synced"
        run.add_report(unplaced(capture))
        run.conclude("510500", JurisdictionOutcome(outcome="success"))
        assert watched.at_risk() == set(), f"report {number} is kept"
    run.close("success", (), {"510500": JurisdictionOutcome(outcome="success")})
    assert watched.at_risk() == set(), "the run is committed"
    snapshots.create(archive, code=CODE)
    assert watched.at_risk() == set(), "the snapshot is made"


def test_a_folder_that_somebody_else_made_is_synced_before_an_object_in_it_is_kept(watched: Watched) -> None:
    archive = Archive.open(f"file:{watched.root}/archive", state_dir=watched.root / "state", create=True)
    (watched.root / "archive/trees/ab").mkdir(parents=True)  # a writer that was killed before it could
    archive.store.put(
        "trees/ab/x.json", b"x", sha256="2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    )
    assert watched.at_risk() == set()


def test_what_is_not_synced_is_seen(watched: Watched) -> None:
    """The watch itself."""
    (watched.root / "folder").mkdir()
    (watched.root / "folder" / "file").write_bytes(b"x")
    assert watched.at_risk() == {"/folder/", "/folder/file"}
