"""The archive as a whole: its address, its format, its captures and parsed reports."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from storage.archive import Archive, report_key
from storage.errors import (
    BadArchiveUri,
    DamagedRecord,
    NewerArchive,
    NotAnArchive,
    ObjectConflict,
    ObjectDamaged,
    ObjectMissing,
    StoreUnwritable,
)
from storage.runs import Code, RunManifest, is_run, new_run, run_key
from storage.writer import RunWriter
from tests.storage.made import parsed
from tests.storage.made_captures import CODE, QUICK, Known, local_archive, make_capture
from tests.storage.test_writer import DONE, committed, unplaced


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return local_archive(tmp_path)


def marker(tmp_path: Path) -> Path:
    return tmp_path / "archive" / "archive.json"


def test_where_none_is_an_archive_is_begun_only_on_request(tmp_path: Path) -> None:
    uri = f"file:{tmp_path}/archive"
    with pytest.raises(NotAnArchive, match=r"archive\.json is missing"):
        Archive.open(uri, state_dir=tmp_path / "state")
    assert not (tmp_path / "archive").exists()
    Archive.open(uri, state_dir=tmp_path / "state", create=True)
    assert json.loads(marker(tmp_path).read_bytes()) == {"archive": "lantai", "format": 1}
    Archive.open(uri, state_dir=tmp_path / "state")


def test_a_later_format_is_refused(archive: Archive, tmp_path: Path) -> None:
    marker(tmp_path).write_text('{"archive": "lantai", "format": 2}')
    with pytest.raises(NewerArchive, match="use a later version"):
        local_archive(tmp_path)


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"format": 1}', '{"archive": "other", "format": 1}', '{"archive": "lantai", "format": "1"}'],
)
def test_a_marker_that_is_not_ours_is_refused(archive: Archive, tmp_path: Path, content: str) -> None:
    marker(tmp_path).write_text(content)
    with pytest.raises(NotAnArchive, match="not ours or is damaged"):
        local_archive(tmp_path)


def test_a_place_that_cannot_be_written_is_told_at_opening(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnwritable, match="cannot write to"):
        Archive.open(f"file:{tmp_path}/file", state_dir=tmp_path / "state", create=True)


def test_an_archive_that_cannot_be_written_any_more_is_told_when_it_is_opened_for_writing(tmp_path: Path) -> None:
    local_archive(tmp_path)
    incoming = tmp_path / "archive" / ".incoming"
    incoming.rmdir()
    incoming.touch()
    Archive.open(f"file:{tmp_path}/archive", state_dir=tmp_path / "state")
    with pytest.raises(StoreUnwritable, match="cannot write to"):
        local_archive(tmp_path)


def test_the_state_may_not_lie_in_the_archive(tmp_path: Path) -> None:
    for inside in ("archive", "archive/state"):
        with pytest.raises(BadArchiveUri, match="inside the archive"):
            Archive.open(f"file:{tmp_path}/archive", state_dir=tmp_path / inside, create=True)


def test_the_state_lies_outside_by_default_one_folder_an_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "xdg"))
    monkeypatch.chdir(tmp_path)
    one = Archive.open("file:one", create=True)
    two = Archive.open("file:two", create=True)
    assert one.state_dir != two.state_dir
    assert one.state_dir.parent == tmp_path / "xdg" / "lantai"
    assert Archive.open(f"file://{tmp_path}/one").state_dir == one.state_dir


# Captures


def test_a_capture_that_is_not_in_the_store_yet_is_missing(archive: Archive) -> None:
    run = RunWriter(archive, spider="s", code=CODE, bounds=QUICK, known=Known())
    ref = run.append(make_capture())
    with pytest.raises(ObjectMissing, match="not in the store yet"):
        archive.read_capture(ref)
    run.close("success", (), DONE)


def test_a_reference_to_another_capture_is_not_followed_blindly(archive: Archive) -> None:
    one, two = committed(archive, make_capture(1), make_capture(2)).refs
    with pytest.raises(ObjectDamaged, match="lies where"):
        archive.read_capture(replace(one, offset=two.offset))
    with pytest.raises(DamagedRecord, match="captures/510500/"):
        archive.read_capture(replace(one, offset=(one.offset or 0) + 1))
    with pytest.raises(ObjectMissing):
        archive.read_capture(replace(one, segment="captures/510500/none/000001-0.warc.gz"))


def test_a_revisit_whose_original_is_gone_is_told(archive: Archive, tmp_path: Path) -> None:
    known = committed(archive, make_capture(1))
    run = RunWriter(archive, spider="s", code=CODE, bounds=QUICK, known=known)
    again = make_capture(1)
    run.append(again)
    run.close("success", (), DONE)
    (tmp_path / "archive" / (known.refs[0].segment or "")).unlink()
    with pytest.raises(ObjectMissing):
        archive.read_capture(run.location(again.record_id))


# Reports


def test_a_report_is_stored_once_under_its_capture_and_parser(archive: Archive) -> None:
    report = parsed(version="1.2/ä")
    key = archive.put_parsed(report)
    assert archive.put_parsed(report) == key == report_key(report)
    record = report.report.capture.record_id.removeprefix("urn:uuid:")
    assert key == f"reports/510500/{record}/1.2__.json"
    assert archive.parsed(key) == report
    other = report.model_copy(update={"report": report.report.model_copy(update={"title": "另一标题"})})
    with pytest.raises(ObjectConflict):
        archive.put_parsed(other)


def test_a_report_that_does_not_parse_is_damaged(archive: Archive, tmp_path: Path) -> None:
    key = archive.put_parsed(parsed())
    (tmp_path / "archive" / key).write_bytes(b"{}")
    with pytest.raises(ObjectDamaged, match="is no parsed report"):
        archive.parsed(key)


def test_parsed_reports_are_those_of_committed_runs(archive: Archive) -> None:
    archive.put_parsed(parsed())
    assert list(archive.parsed_reports()) == []
    run = RunWriter(archive, spider="s", code=CODE, bounds=QUICK, known=Known())
    capture = make_capture()
    run.append(capture)
    run.add_report(unplaced(capture))
    run.close("success", (), DONE)
    assert [each.report.capture.record_id for each in archive.parsed_reports()] == [capture.record_id]


# Runs


def test_a_run_names_the_moment_it_began_and_its_manifest_the_month() -> None:
    capture = make_capture()
    run = new_run(capture.fetched_at)
    assert run.startswith("20260131T080000Z-")
    assert is_run(run)
    assert run_key(run) == f"runs/2026/01/{run}.json"
    assert new_run(capture.fetched_at) != run
    for other in ("", "x", "../20260131T080000Z-00000000", run + "/.."):
        with pytest.raises(ValueError, match="not the name of a run"):
            run_key(other)


def test_a_manifest_comes_back_as_it_was_and_only_under_its_own_key() -> None:
    at = make_capture().fetched_at
    run = new_run(at)
    manifest = RunManifest(run=run, spider="s", started=at, finished=at, outcome="success", code=Code(version="1"))
    assert RunManifest.from_bytes(manifest.to_bytes(), manifest.key) == manifest
    with pytest.raises(ObjectDamaged, match="another run"):
        RunManifest.from_bytes(manifest.to_bytes(), "runs/2026/02/x.json")
    with pytest.raises(ObjectDamaged, match="no manifest"):
        RunManifest.from_bytes(b'{"run": 1}', manifest.key)
