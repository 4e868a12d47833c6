"""What a run that died left behind becomes part of the archive, whole groups only, once."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.capture import Capture
from storage.errors import StoreUnavailable
from storage.runs import CoverageRow, JurisdictionOutcome
from storage.verify import verify_archive
from storage.warc import read_captures
from storage.writer import RunWriter, recover
from tests.storage.made_captures import CODE, QUICK, FailingStore, Known, away, local_archive, make_capture
from tests.storage.test_writer import stored, unplaced, until

CAPTURES = [make_capture(number, body=b"short body %d" % number) for number in range(4)]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return local_archive(tmp_path)


def left_behind(archive: Archive, captures: list[Capture] = CAPTURES, *, segment_captures: int = 100) -> RunWriter:
    """A run whose writer is gone, with these captures in its spool."""
    run = RunWriter(
        archive,
        spider="annual_reports",
        code=CODE,
        bounds=replace(QUICK, segment_captures=segment_captures),
        known=Known(),
    )
    for capture in captures:
        run.append(capture)
    return run


def spool_of(archive: Archive, run: RunWriter) -> Path:
    return archive.state_dir / "spool" / run.run


def test_all_that_was_appended_is_recovered(archive: Archive) -> None:
    run = left_behind(archive)
    run.abandon()
    (manifest,) = recover(archive)
    assert (manifest.run, manifest.spider, manifest.outcome) == (run.run, "annual_reports", "recovered")
    assert manifest.jurisdictions["510500"].counts == {"captures": 4}
    assert stored(archive, manifest) == {capture.record_id: capture for capture in CAPTURES}
    assert not spool_of(archive, run).exists()
    assert recover(archive) == []
    assert verify_archive(archive) == []


def test_a_spool_cut_anywhere_gives_its_whole_captures(archive: Archive, tmp_path: Path) -> None:
    run = left_behind(archive)
    run.abandon()
    (segment,) = spool_of(archive, run).glob("*.warc.gz")
    data = segment.read_bytes()
    ends = [each.offset + each.length for each in read_captures(data)]
    shutil.copytree(archive.state_dir, tmp_path / "saved")
    for cut in {*range(0, len(data), 499), *ends, *(end - 1 for end in ends), *(end + 1 for end in ends[:-1])}:
        for tail in (b"", b"\xff" * 50):
            here = local_archive(tmp_path / f"cut-{cut}-{len(tail)}")
            shutil.copytree(tmp_path / "saved" / "spool", here.state_dir / "spool")
            rename(here)
            (path,) = spool_of(here, run).glob("*.warc.gz")
            path.write_bytes(data[:cut] + tail)
            (manifest,) = recover(here)
            whole = sum(end <= cut for end in ends)
            assert list(stored(here, manifest)) == [capture.record_id for capture in CAPTURES[:whole]]
            assert verify_archive(here) == []


def rename(archive: Archive) -> None:
    """Make a copied spool one of this archive."""
    for path in (archive.state_dir / "spool").glob("*/run.json"):
        text = path.read_text()
        start = text.index('"archive":"') + len('"archive":"')
        path.write_text(text[:start] + archive.identity + text[text.index('"', start) :])


def test_what_was_sent_before_the_death_is_not_sent_again(archive: Archive) -> None:
    store = FailingStore(archive.store)
    archive.store = store
    run = left_behind(archive, segment_captures=2)
    until(lambda: run.durable(CAPTURES[3].record_id))
    more = make_capture(9)
    run.append(more)
    run.abandon()
    (manifest,) = recover(archive)
    assert set(stored(archive, manifest)) == {capture.record_id for capture in (*CAPTURES, more)}
    assert len(store.puts) == len(set(store.puts)) == 4
    assert len({segment.key.split("/")[3][:6] for segment in manifest.segments}) == 3


def test_reports_that_waited_are_put_and_name_their_segment(archive: Archive) -> None:
    run = left_behind(archive)
    run.add_report(unplaced(CAPTURES[1]))
    run.abandon()
    (manifest,) = recover(archive)
    (report,) = archive.parsed_reports()
    assert report.report.capture.segment == manifest.segments[0].key
    assert len(manifest.reports) == 1


def test_what_a_run_was_done_with_is_told_by_its_recovery(archive: Archive) -> None:
    run = left_behind(archive)
    rows = (CoverageRow(year=2020, state="found"), CoverageRow(year=2019, state="absent", evidence="list read"))
    counts = {"captures": len(CAPTURES), "ok": 3}
    run.conclude("510500", JurisdictionOutcome(outcome="success", reasons=("why",), counts=counts, coverage=rows))
    run.note_verdict(CAPTURES[0].record_id, "ok")
    run.abandon()
    (manifest,) = recover(archive)
    told = manifest.jurisdictions["510500"]
    assert (told.outcome, told.coverage, told.counts) == ("recovered", rows, counts)
    assert "done with this place" in told.reasons[0] and told.reasons[1:] == ("why",)
    assert manifest.verdicts == {"ok": (CAPTURES[0].record_id.removeprefix("urn:uuid:"),)}


@pytest.mark.parametrize("promised", [None, len(CAPTURES) + 1], ids=["cut off", "some captures are lost"])
def test_of_a_walk_that_was_cut_off_the_years_that_it_found_are_told_and_no_others(
    archive: Archive, promised: int | None
) -> None:
    run = left_behind(archive)
    run.add_report(unplaced(CAPTURES[1]))
    if promised is not None:
        rows = (CoverageRow(year=2001, state="absent"),)
        run.conclude("510500", JurisdictionOutcome(outcome="success", counts={"captures": promised}, coverage=rows))
    run.abandon()
    (manifest,) = recover(archive)
    (report,) = archive.parsed_reports()
    told = manifest.jurisdictions["510500"]
    assert [(row.year, row.state) for row in told.coverage] == [(report.report.year, "found")]
    assert told.counts == {"captures": len(CAPTURES)}


def test_damaged_notes_cost_verdicts_and_nothing_else(archive: Archive) -> None:
    run = left_behind(archive, segment_captures=2)
    until(lambda: run.durable(CAPTURES[3].record_id))
    run.note_verdict(CAPTURES[0].record_id, "ok")
    run.add_report(unplaced(CAPTURES[1]))
    run.abandon()
    (spool_of(archive, run) / "notes.sqlite").write_bytes(b"no database" * 1000)
    (manifest,) = recover(archive)
    assert len(stored(archive, manifest)) == 4 and len(manifest.reports) == 1 and manifest.verdicts == {}


def test_a_report_whose_capture_was_cut_off_is_dropped_and_the_run_says_so(archive: Archive) -> None:
    run = left_behind(archive)
    run.add_report(unplaced(CAPTURES[3]))
    run.abandon()
    (path,) = spool_of(archive, run).glob("*.warc.gz")
    os.truncate(path, path.stat().st_size - 1)
    (manifest,) = recover(archive)
    assert list(archive.parsed_reports()) == []
    assert any("was not kept" in reason for reason in manifest.reasons)


def test_a_report_damaged_in_the_spool_is_dropped_and_the_run_says_so(archive: Archive) -> None:
    run = left_behind(archive)
    run.add_report(unplaced(CAPTURES[1]))
    (path,) = (spool_of(archive, run) / "reports").iterdir()
    os.truncate(path, 100)
    run.abandon()
    (manifest,) = recover(archive)
    assert any("damaged in the spool" in reason for reason in manifest.reasons)
    assert verify_archive(archive) == []


def test_a_run_that_had_decided_its_commit_is_committed_with_that_one(archive: Archive) -> None:
    store = FailingStore(archive.store)
    archive.store = store
    run = left_behind(archive)

    def no_commit(method: str, key: str) -> None:
        if method == "put" and key.startswith("runs/"):
            away(method, key)

    store.before = no_commit
    run.bounds = replace(QUICK, patience=0.0)
    with pytest.raises(StoreUnavailable):
        run.close("success", (), {"510500": JurisdictionOutcome(outcome="success")})
    store.before = lambda method, key: None
    (manifest,) = recover(archive)
    assert manifest.outcome == "success"
    assert archive.run(run.run) == manifest


def test_a_run_whose_commit_arrived_unseen_is_not_committed_twice(archive: Archive) -> None:
    store = FailingStore(archive.store)
    archive.store = store
    run = left_behind(archive)

    def time_out(method: str, key: str) -> None:
        if key.startswith("runs/"):
            away(method, key)

    store.after = time_out
    run.bounds = replace(QUICK, patience=0.0)
    with pytest.raises(StoreUnavailable):
        run.close("degraded", ("a reason",), {})
    store.after = lambda method, key: None
    (committed,) = archive.runs()
    assert recover(archive) == [committed]
    assert list(archive.runs()) == [committed]


def test_a_removal_that_broke_off_leaves_nothing_to_recover(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off(folder: Path) -> None:
        for name in ("manifest.json", "journal.jsonl"):
            (folder / name).unlink()
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr("storage.spool.whole.shutil.rmtree", break_off)
        manifest = left_behind(archive).close("success", (), {})
    assert recover(archive) == []
    assert list(archive.runs()) == [manifest]
    assert verify_archive(archive) == []


def test_a_store_that_is_away_leaves_the_spool_for_the_next_time(archive: Archive) -> None:
    store = FailingStore(archive.store)
    archive.store = store
    left_behind(archive).abandon()
    store.before = away
    with pytest.raises(StoreUnavailable) as caught:
        recover(archive, patience=0.1)
    assert caught.value is not None  # a kept traceback must not keep the spool
    store.before = lambda method, key: None
    (manifest,) = recover(archive)
    assert len(stored(archive, manifest)) == 4


def test_a_spool_of_another_archive_is_left_alone(tmp_path: Path) -> None:
    one = Archive.open(f"file:{tmp_path}/one", state_dir=tmp_path / "state", create=True)
    two = Archive.open(f"file:{tmp_path}/two", state_dir=tmp_path / "state", create=True)
    left_behind(one).abandon()
    assert recover(two) == []
    assert len(recover(one)) == 1


def test_a_spool_that_had_not_begun_is_removed(archive: Archive) -> None:
    folder = archive.state_dir / "spool" / "20260131T080000Z-00000000"
    (folder / "reports").mkdir(parents=True)
    (folder / "lock").touch()
    assert recover(archive) == []
    assert not folder.exists()


def test_a_death_between_sending_a_segment_and_noting_it_costs_a_repetition(archive: Archive) -> None:
    store = FailingStore(archive.store)
    archive.store = store
    store.before = away
    run = left_behind(archive, segment_captures=2)
    until(lambda: run.trouble is not None)
    saved = {path: path.read_bytes() for path in spool_of(archive, run).glob("*.warc.gz")}
    store.before = lambda method, key: None
    until(lambda: run.durable(CAPTURES[3].record_id))
    run.abandon()
    journal = spool_of(archive, run) / "journal.jsonl"
    os.truncate(journal, journal.stat().st_size - 3)
    for path, data in saved.items():
        path.write_bytes(data)
    (manifest,) = recover(archive)
    assert stored(archive, manifest) == {capture.record_id: capture for capture in CAPTURES}
    assert verify_archive(archive) == []


@pytest.mark.parametrize("tail", [b"", b"\0" * 4096, b"\x1f\x8b\x08\0"], ids=["nothing", "zeros", "half a member"])
def test_after_a_power_cut_all_that_was_synced_is_recovered(archive: Archive, tail: bytes) -> None:
    """What was written after the last sync is gone, or the file has grown and its blocks hold something else."""
    run = left_behind(archive)
    run.sync()
    (path,) = spool_of(archive, run).glob("*.warc.gz")
    synced = path.stat().st_size
    for number in range(5):
        run.append(make_capture(50 + number))
    run.abandon()
    path.write_bytes(path.read_bytes()[:synced] + tail)
    (manifest,) = recover(archive)
    assert stored(archive, manifest) == {capture.record_id: capture for capture in CAPTURES}
    assert verify_archive(archive) == []


# Living and dead processes


def in_child(work: Callable[[], None]) -> multiprocessing.process.BaseProcess:
    """A forked process: it inherits all that is open here, as a pool's workers do."""
    process = multiprocessing.get_context("fork").Process(target=work, daemon=True)
    process.start()
    return process


def test_the_spool_of_a_living_process_is_left_alone_and_of_a_killed_one_recovered(archive: Archive) -> None:
    ready = archive.state_dir / "ready"

    def crawl() -> None:
        run = left_behind(archive)
        run.sync()
        ready.touch()
        time.sleep(600)

    process = in_child(crawl)
    until(ready.exists)
    assert recover(archive) == []
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    (manifest,) = recover(archive)
    assert stored(archive, manifest) == {capture.record_id: capture for capture in CAPTURES}


def test_a_worker_process_that_outlives_the_crawl_does_not_keep_its_spool(archive: Archive) -> None:
    """A forked worker inherits the lock's file; the lock must not live on in it."""
    ready = archive.state_dir / "ready"
    worker_pid = archive.state_dir / "worker"

    def crawl() -> None:
        left_behind(archive).sync()
        child = os.fork()
        if child == 0:
            time.sleep(600)
            os._exit(0)
        worker_pid.write_text(str(child))
        ready.touch()
        time.sleep(600)

    process = in_child(crawl)
    until(ready.exists)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    try:
        assert len(recover(archive)) == 1
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(worker_pid.read_text()), signal.SIGKILL)


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b'{"run": 1}'])
def test_a_spool_whose_identity_is_damaged_is_named_set_aside_and_blocks_no_other(
    archive: Archive, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    damaged, whole = left_behind(archive), left_behind(archive, [make_capture(7)])
    damaged.abandon()
    whole.abandon()
    spool = spool_of(archive, damaged)
    (spool / "run.json").write_bytes(content)
    assert [manifest.run for manifest in recover(archive)] == [whole.run]
    aside = spool.with_name(f"{spool.name}.damaged-1")
    assert str(aside) in caplog.text and "run.json" in caplog.text
    (segment,) = aside.glob("*.warc.gz")
    assert len(list(read_captures(segment.read_bytes()))) == len(CAPTURES)
    assert recover(archive) == []
