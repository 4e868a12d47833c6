"""STATE_DIR: what is derived from two archives never mixes, though both are told to use the same folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.archive import Archive
from storage.errors import StorageError
from storage.runs import JurisdictionOutcome
from storage.writer import RunWriter
from tests.storage.made_captures import CODE, QUICK, make_capture


def begin(folder: Path, name: str) -> Archive:
    return Archive.open(f"file:{folder / name}", state_dir=folder / "state", create=True)


def fetch(archive: Archive) -> dict[str, int]:
    run = RunWriter(archive, spider="s", code=CODE, bounds=QUICK)
    run.append(make_capture(1))
    manifest = run.close("success", (), {"510500": JurisdictionOutcome(outcome="success")})
    archive.catalogue.ingest(manifest, run.put)
    return manifest.counts


def test_a_page_that_another_archive_holds_is_stored_in_full(tmp_path: Path) -> None:
    assert fetch(begin(tmp_path, "one"))["revisits"] == 0
    assert fetch(begin(tmp_path, "two"))["revisits"] == 0
    assert fetch(begin(tmp_path, "one"))["revisits"] == 1
    assert fetch(begin(tmp_path, "two"))["revisits"] == 1


def test_the_first_keeps_the_folder_itself_and_each_its_own_from_then_on(tmp_path: Path) -> None:
    one, two = begin(tmp_path, "one"), begin(tmp_path, "two")
    assert one.state_dir == tmp_path / "state" and two.state_dir.parent == one.state_dir
    assert [begin(tmp_path, name).state_dir for name in ("one", "two")] == [one.state_dir, two.state_dir]
    workers = Archive.open(two.uri, state_dir=two.state_dir)  # told the folder itself, as worker processes are
    assert workers.state_dir == two.state_dir


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file")
    with pytest.raises(StorageError, match="STATE_DIR"):
        begin(tmp_path, "one")
