"""A run being written: what was appended is in the store, once, byte for byte, whatever the store does meanwhile."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.capture import Capture
from storage.errors import ObjectConflict, RunError, SpoolError, StoreDenied, StoreUnavailable
from storage.objects import ObjectInfo
from storage.runs import JurisdictionOutcome, RunManifest
from storage.spool import Disk
from storage.warc import read_captures, read_records
from storage.writer import RunWriter, WriterBounds, recover
from tests.storage.made import parsed
from tests.storage.made_captures import CODE, QUICK, FailingStore, Known, away, local_archive, make_capture

DONE = {"510500": JurisdictionOutcome(outcome="success")}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return local_archive(tmp_path)


@pytest.fixture
def failing(archive: Archive) -> FailingStore:
    store = FailingStore(archive.store)
    archive.store = store
    return store


def writer(
    archive: Archive, bounds: WriterBounds = QUICK, known: Known | None = None, disk: Disk | None = None
) -> RunWriter:
    return RunWriter(
        archive, spider="annual_reports", code=CODE, bounds=bounds, known=known or Known(), disk=disk or Disk()
    )


def stored(archive: Archive, manifest: RunManifest) -> dict[str, Capture]:
    """The captures of a run, read from the store alone; fails when one stands twice."""
    found: dict[str, Capture] = {}
    for segment in manifest.segments:
        for each in read_captures(archive.store.get(segment.key)):
            assert each.capture.record_id not in found
            found[each.capture.record_id] = archive.read_capture(each.ref(manifest.run, segment.key))
    return found


def until(condition: Callable[[], bool]) -> None:
    """Wait for the writer's own thread; a test that waits in vain is stopped by its time limit."""
    while not condition():
        time.sleep(0.01)


def test_what_was_appended_is_in_the_store_byte_for_byte(archive: Archive) -> None:
    run = writer(archive, replace(QUICK, segment_captures=4))
    captures = [make_capture(number, jurisdiction=("510500", "440100")[number % 2]) for number in range(21)]
    for capture in captures:
        ref = run.append(capture)
        assert ref.segment is None
    manifest = run.close("success", (), DONE)
    assert stored(archive, manifest) == {capture.record_id: capture for capture in captures}
    assert manifest.counts["captures"] == 21
    assert sum(segment.captures for segment in manifest.segments) == 21
    assert archive.run(manifest.run) == manifest == next(archive.runs())
    assert not (archive.state_dir / "spool" / manifest.run).exists()


def test_a_segment_is_named_by_place_run_number_and_digest(archive: Archive) -> None:
    run = writer(archive)
    run.append(make_capture())
    (segment,) = run.close("success", (), DONE).segments
    assert segment.key == f"captures/510500/{run.run}/000001-{segment.sha256[:16]}.warc.gz"
    assert next(read_records(archive.store.get(segment.key))).type == "warcinfo"
    assert segment.records == len(list(read_records(archive.store.get(segment.key))))


def test_the_same_record_twice_is_written_once(archive: Archive) -> None:
    run = writer(archive)
    capture = make_capture()
    first = run.append(capture)
    assert run.append(capture) == first
    assert list(stored(archive, run.close("success", (), DONE))) == [capture.record_id]


def test_nothing_is_durable_before_the_store_has_confirmed_it(archive: Archive, failing: FailingStore) -> None:
    failing.before = away
    run = writer(archive, replace(QUICK, segment_captures=1))
    capture = make_capture()
    run.append(capture)
    run.sync()
    until(lambda: run.trouble is not None)
    assert not run.durable(capture.record_id)
    assert run.location(capture.record_id).segment is None
    failing.before = lambda method, key: None
    until(lambda: run.durable(capture.record_id))
    place = run.location(capture.record_id)
    assert archive.read_capture(place) == capture
    until(lambda: run.trouble is None)
    run.close("success", (), DONE)


def test_a_store_that_loses_what_it_took_is_not_believed(archive: Archive, failing: FailingStore) -> None:
    lost: list[str] = []

    def lose(method: str, key: str) -> None:
        if key.startswith("captures/") and len(lost) < 3:
            lost.append(key)
            Path(archive.uri.removeprefix("file://"), key).unlink()

    failing.after = lose
    run = writer(archive)
    capture = make_capture()
    run.append(capture)
    manifest = run.close("success", (), DONE)
    assert len(lost) == 3
    assert stored(archive, manifest) == {capture.record_id: capture}


def test_a_time_out_after_success_stores_nothing_twice(archive: Archive, failing: FailingStore) -> None:
    timed_out: set[str] = set()

    def time_out(method: str, key: str) -> None:
        if key not in timed_out:
            timed_out.add(key)
            away(method, key)

    failing.after = time_out
    run = writer(archive, replace(QUICK, segment_captures=2))
    captures = [make_capture(number) for number in range(6)]
    for capture in captures:
        run.append(capture)
    manifest = run.close("success", (), DONE)
    assert len(manifest.segments) == 3 == len(set(manifest.segments))
    assert stored(archive, manifest) == {capture.record_id: capture for capture in captures}
    assert sum(1 for _ in archive.store.list("captures/")) == 3


def test_appending_goes_on_while_the_store_is_away(archive: Archive, failing: FailingStore) -> None:
    failing.before = away
    run = writer(archive, replace(QUICK, segment_captures=1))
    for number in range(50):
        run.append(make_capture(number))
        run.tend()
    run.sync()
    assert run.spooled > 0
    failing.before = lambda method, key: None
    assert run.close("success", (), DONE).counts["captures"] == 50


def test_closing_against_a_store_that_stays_away_ends_and_leaves_the_run_to_be_recovered(
    archive: Archive, failing: FailingStore
) -> None:
    failing.before = away
    run = writer(archive, replace(QUICK, patience=0.1))
    capture = make_capture()
    run.append(capture)
    with pytest.raises(StoreUnavailable):
        run.close("success", (), DONE)
    failing.before = lambda method, key: None
    assert list(archive.runs()) == []
    (manifest,) = recover(archive)
    assert (manifest.run, manifest.outcome) == (run.run, "recovered")
    assert stored(archive, manifest) == {capture.record_id: capture}


def test_closing_does_not_wait_for_a_store_that_refuses(archive: Archive, failing: FailingStore) -> None:
    def deny(method: str, key: str) -> None:
        raise StoreDenied("no")

    failing.before = deny
    run = writer(archive, replace(QUICK, patience=1e9))
    run.append(make_capture())
    with pytest.raises(StoreDenied):
        run.close("success", (), DONE)


def test_a_waiting_close_can_be_abandoned_and_loses_nothing(archive: Archive, failing: FailingStore) -> None:
    failing.before = away
    run = writer(archive, replace(QUICK, patience=1e9, first_retry=1e6, longest_retry=1e6))
    capture = make_capture()
    run.append(capture)
    errors: list[Exception] = []

    def close() -> None:
        try:
            run.close("success", (), DONE)
        except StoreUnavailable as error:
            errors.append(error)

    thread = threading.Thread(target=close)
    thread.start()
    until(lambda: run.trouble is not None)
    run.abandon()
    thread.join()
    assert len(errors) == 1
    failing.before = lambda method, key: None
    (manifest,) = recover(archive)
    assert stored(archive, manifest) == {capture.record_id: capture}


def test_a_key_taken_by_other_bytes_does_not_stop_the_run(archive: Archive, failing: FailingStore) -> None:
    refused: list[str] = []

    def conflict(method: str, key: str) -> None:
        if method == "put" and key.startswith("captures/") and not refused:
            refused.append(key)
            raise ObjectConflict(f"{key} holds other bytes")

    failing.before = conflict
    run = writer(archive)
    capture = make_capture()
    run.append(capture)
    manifest = run.close("success", (), DONE)
    assert [segment.key for segment in manifest.segments] != refused
    assert stored(archive, manifest) == {capture.record_id: capture}


# Sealing, water


@pytest.mark.parametrize(
    "bounds",
    [
        replace(QUICK, segment_captures=1),
        replace(QUICK, segment_bytes=1),
        replace(QUICK, segment_age=0.0),
        replace(QUICK, high_water=1, low_water=0),
    ],
    ids=["count", "size", "age", "water"],
)
def test_a_segment_is_sent_while_the_run_goes_on(archive: Archive, bounds: WriterBounds) -> None:
    run = writer(archive, bounds)
    captures = [make_capture(number) for number in range(3)]
    for capture in captures:
        run.append(capture)
    until(lambda: all(run.durable(capture.record_id) for capture in captures))
    assert list(archive.runs()) == []
    run.close("success", (), DONE)


def test_above_the_high_water_mark_it_is_full_until_below_the_low_one(archive: Archive, failing: FailingStore) -> None:
    failing.before = away
    run = writer(archive, replace(QUICK, high_water=5000, low_water=1000))
    captures = []
    while not run.full:
        captures.append(make_capture(len(captures)))
        run.append(captures[-1])
    assert run.spooled >= 5000
    failing.before = lambda method, key: None
    until(lambda: not run.full)
    assert run.spooled <= 1000
    assert len(stored(archive, run.close("success", (), DONE))) == len(captures)


def test_a_disk_that_is_nearly_full_makes_it_full(archive: Archive) -> None:
    class Small(Disk):
        room = 100

        def free(self, path: Path) -> int:
            return self.room

    disk = Small()
    run = writer(archive, replace(QUICK, least_free=1000), disk=disk)
    until(lambda: run.full)
    disk.room = 5000
    run.tend()
    until(lambda: not run.full)
    assert run.close("success", (), DONE).outcome == "success"


# Order


def test_a_run_without_captures_is_a_run(archive: Archive) -> None:
    manifest = writer(archive).close("failed", ("the portal did not answer",), {})
    assert archive.run(manifest.run).reasons == ("the portal did not answer",)


def test_after_its_close_a_run_takes_nothing(archive: Archive) -> None:
    run = writer(archive)
    run.close("success", (), DONE)
    for act in (lambda: run.append(make_capture()), run.tend, lambda: run.close("success", (), DONE)):
        with pytest.raises(RunError, match="is closed"):
            act()


def test_a_record_id_that_is_none_is_refused(archive: Archive) -> None:
    run = writer(archive)
    for record_id in ("", "urn:uuid:1", "../../x", "urn:uuid:" + "g" * 32):
        with pytest.raises(RunError, match="record id"):
            run.append(replace(make_capture(), record_id=record_id))
    run.close("success", (), DONE)


def test_a_jurisdiction_that_is_no_code_is_refused(archive: Archive) -> None:
    run = writer(archive)
    with pytest.raises(SpoolError, match="no code"):
        run.append(make_capture(jurisdiction="../x"))
    run.close("success", (), DONE)


def test_two_runs_at_once_do_not_meet(archive: Archive) -> None:
    one, two = writer(archive), writer(archive)
    first, second = make_capture(1), make_capture(1)
    one.append(first)
    two.append(second)
    assert recover(archive) == []
    assert set(stored(archive, one.close("success", (), DONE))) == {first.record_id}
    assert set(stored(archive, two.close("success", (), DONE))) == {second.record_id}
    assert len(list(archive.runs())) == 2


def test_threads_may_append_and_sync_together(archive: Archive) -> None:
    run = writer(archive, replace(QUICK, segment_captures=7))
    captures = [make_capture(number) for number in range(80)]

    def work(mine: list[Capture]) -> None:
        for capture in mine:
            run.append(capture)
            run.sync()

    threads = [threading.Thread(target=work, args=(captures[start::4],)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert stored(archive, run.close("success", (), DONE)) == {capture.record_id: capture for capture in captures}


def test_settings_of_note_stand_in_the_manifest(archive: Archive) -> None:
    run = RunWriter(archive, spider="s", code=CODE, known=Known(), bounds=QUICK, settings={"DOWNLOAD_DELAY": "2"})
    assert run.close("success", (), DONE).settings == {"DOWNLOAD_DELAY": "2"}


# Unchanged


def committed(archive: Archive, *captures: Capture) -> Known:
    run = writer(archive)
    for capture in captures:
        run.append(capture)
    run.close("success", (), DONE)
    return Known(*(run.location(capture.record_id) for capture in captures))


def test_an_unchanged_body_of_a_committed_capture_is_a_revisit(archive: Archive) -> None:
    first = make_capture(1)
    known = committed(archive, first)
    run = writer(archive, known=known)
    again = replace(make_capture(1), headers=(("Date", "later"),))
    ref = run.append(again)
    assert ref.revisit_of == first.record_id
    assert ref.payload_sha256 == first.payload_sha256
    manifest = run.close("success", (), DONE)
    assert manifest.counts["revisits"] == 1
    assert stored(archive, manifest) == {again.record_id: again}
    assert manifest.segments[0].bytes < 2048


def test_a_changed_body_is_kept_in_full(archive: Archive) -> None:
    known = committed(archive, make_capture(1))
    run = writer(archive, known=known)
    assert run.append(make_capture(1, body=b"revised")).revisit_of is None
    run.close("success", (), DONE)


def test_the_same_body_twice_in_a_run_that_is_not_committed_is_kept_twice(archive: Archive) -> None:
    run = writer(archive, replace(QUICK, segment_captures=1))
    run.append(make_capture(1))
    assert run.append(make_capture(1)).revisit_of is None
    run.close("success", (), DONE)


def test_a_revisit_of_a_revisit_refers_to_the_original(archive: Archive) -> None:
    first = make_capture(1)
    known = committed(archive, first)
    for status in (200, 304):
        run = writer(archive, known=known)
        again = make_capture(1) if status == 200 else make_capture(1, status=304, body=b"", headers=())
        ref = run.append(again)
        run.close("success", (), DONE)
        known.refs.append(run.location(again.record_id))
        assert ref.revisit_of == first.record_id
        assert archive.read_capture(known.refs[-1]).body == first.body


def test_a_304_for_something_never_seen_is_kept_as_what_it_is(archive: Archive) -> None:
    run = writer(archive)
    capture = make_capture(1, status=304, body=b"")
    assert run.append(capture).revisit_of is None
    assert stored(archive, run.close("success", (), DONE)) == {capture.record_id: capture}


@pytest.mark.parametrize("dom", [b"<html>same</html>", b"<html>other</html>", None])
def test_a_rendered_page_that_is_unchanged_keeps_its_dom(archive: Archive, dom: bytes | None) -> None:
    known = committed(archive, make_capture(1, rendered_dom=b"<html>same</html>"))
    run = writer(archive, known=known)
    again = make_capture(1, rendered_dom=dom)
    assert run.append(again).revisit_of is not None
    assert stored(archive, run.close("success", (), DONE)) == {again.record_id: again}


# Reports


def test_a_report_is_put_after_its_capture_and_names_its_segment(archive: Archive, failing: FailingStore) -> None:
    run = writer(archive)
    capture = make_capture()
    run.append(capture)
    report = unplaced(capture)
    run.add_report(report)
    manifest = run.close("success", (), DONE)
    assert [key.split("/")[0] for key in failing.puts] == ["captures", "reports", "runs"]
    (entry,) = manifest.reports
    assert entry.key.startswith(f"reports/510500/{capture.record_id.removeprefix('urn:uuid:')}/")
    (found,) = archive.parsed_reports()
    assert found.report.capture.segment == manifest.segments[0].key
    assert found.report.text == report.report.text


def test_a_report_of_a_capture_that_is_durable_already_is_put(archive: Archive) -> None:
    run = writer(archive, replace(QUICK, segment_captures=1))
    capture = make_capture()
    run.append(capture)
    until(lambda: run.durable(capture.record_id))
    run.add_report(unplaced(capture))
    assert len(run.close("success", (), DONE).reports) == 1


def test_a_report_without_its_capture_is_refused(archive: Archive) -> None:
    run = writer(archive)
    with pytest.raises(RunError, match="before its capture"):
        run.add_report(unplaced(make_capture()))
    run.close("success", (), DONE)


def test_a_new_parse_of_an_old_capture_is_put_by_a_run_of_its_own(archive: Archive) -> None:
    capture = make_capture()
    (ref,) = committed(archive, capture).refs
    run = writer(archive)
    report = unplaced(capture)
    placed = report.report.capture.model_copy(update={"segment": ref.segment})
    run.add_report(report.model_copy(update={"report": report.report.model_copy(update={"capture": placed})}))
    manifest = run.close("success", (), DONE)
    assert (len(manifest.segments), len(manifest.reports)) == (0, 1)
    assert len(list(archive.parsed_reports())) == 1


def test_a_report_that_contradicts_a_stored_one_is_not_put_and_the_run_says_so(archive: Archive) -> None:
    capture = make_capture()
    (ref,) = committed(archive, capture).refs
    for text, outcome in (("一、总体情况", "success"), ("二、其他", "degraded")):
        run = writer(archive)
        report = unplaced(capture).report
        placed = report.capture.model_copy(update={"segment": ref.segment})
        run.add_report(
            unplaced(capture).model_copy(update={"report": report.model_copy(update={"capture": placed, "text": text})})
        )
        manifest = run.close("success", (), DONE)
        assert manifest.outcome == outcome
    assert "other bytes" in manifest.reasons[0]
    (found,) = archive.parsed_reports()
    assert found.report.text == "一、总体情况"


def unplaced(capture: Capture):  # type: ignore[no-untyped-def]
    """A parse of this capture, which is not in the store yet."""
    report = parsed()
    place = report.report.capture.model_copy(update={"record_id": capture.record_id, "segment": None})
    return report.model_copy(update={"report": report.report.model_copy(update={"capture": place})})


# A disk that fails


class BadDisk(Disk):
    """Fails as it is told: `write_error` once at a write (after `partial` bytes), `sync_error` at every sync."""

    def __init__(self) -> None:
        self.write_error = False
        self.sync_error = False
        self.partial = 0

    def write(self, descriptor: int, data: memoryview) -> int:
        if self.write_error:
            if self.partial:
                super().write(descriptor, data[: self.partial])
            self.write_error = False
            raise OSError(28, "No space left on device")
        return super().write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        if self.sync_error:
            raise OSError(5, "Input/output error")
        super().sync(descriptor)


class Stuttering(Disk):
    """Writes a few bytes at a time, as a disk may."""

    def write(self, descriptor: int, data: memoryview) -> int:
        return super().write(descriptor, data[:100])


def test_short_writes_are_completed(archive: Archive) -> None:
    run = writer(archive, disk=Stuttering())
    captures = [make_capture(number) for number in range(3)]
    for capture in captures:
        run.append(capture)
    assert stored(archive, run.close("success", (), DONE)) == {capture.record_id: capture for capture in captures}


@pytest.mark.parametrize("partial", [0, 1, 300])
def test_a_capture_that_did_not_fit_on_the_disk_is_refused_whole_and_the_next_is_kept(
    archive: Archive, partial: int
) -> None:
    disk = BadDisk()
    run = writer(archive, disk=disk)
    captures = [make_capture(number) for number in range(3)]
    run.append(captures[0])
    disk.write_error, disk.partial = True, partial
    with pytest.raises(SpoolError, match="No space left on device; check STATE_DIR"):
        run.append(captures[1])
    run.append(captures[2])
    run.append(captures[1])
    assert set(stored(archive, run.close("success", (), DONE))) == {capture.record_id for capture in captures}


def test_a_sync_that_failed_is_told_until_the_store_has_the_captures(archive: Archive) -> None:
    disk = BadDisk()
    run = writer(archive, disk=disk)
    capture = make_capture()
    run.append(capture)
    disk.sync_error = True
    with pytest.raises(SpoolError, match="did not keep"):
        run.sync()
    disk.sync_error = False
    until(lambda: run.durable(capture.record_id))
    run.sync()
    run.close("success", (), DONE)


def test_captures_that_the_disk_damaged_are_named_and_the_others_kept(archive: Archive) -> None:
    run = writer(archive)
    captures = [make_capture(number) for number in range(5)]
    for capture in captures:
        run.append(capture)
    (path,) = (archive.state_dir / "spool" / run.run).glob("*.warc.gz")
    places = [(each.offset, each.length) for each in read_captures(path.read_bytes())]
    data = bytearray(path.read_bytes())
    data[places[2][0] + places[2][1] // 2] ^= 0xFF
    path.write_bytes(bytes(data))
    manifest = run.close("success", (), DONE)
    kept = {capture.record_id: capture for number, capture in enumerate(captures) if number != 2}
    assert stored(archive, manifest) == kept
    assert manifest.outcome == "degraded"
    assert "1 captures were lost by the disk" in manifest.reasons[0]


def test_what_the_second_reader_refuses_is_kept_and_the_run_says_so(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    from storage.errors import DamagedRecord

    def refuse(file: object) -> None:
        raise DamagedRecord("not to my taste")

    monkeypatch.setattr("storage.spool.segments.read_through", refuse)
    run = writer(archive)
    capture = make_capture()
    run.append(capture)
    manifest = run.close("success", (), DONE)
    assert stored(archive, manifest) == {capture.record_id: capture}
    assert manifest.outcome == "degraded"
    assert "not to my taste" in manifest.reasons[0]


def test_a_failure_of_the_writers_own_is_not_silent(archive: Archive, failing: FailingStore) -> None:
    def bug(method: str, key: str) -> None:
        raise ZeroDivisionError

    failing.before = bug
    run = writer(archive, replace(QUICK, segment_captures=1))
    run.append(make_capture())
    with pytest.raises(RunError, match="ZeroDivisionError"):
        until(lambda: run.tend() is not None)
    with pytest.raises(RunError, match="ZeroDivisionError"):
        run.append(make_capture())


def test_a_confirmation_of_another_size_is_not_believed(archive: Archive, failing: FailingStore) -> None:
    answers: list[ObjectInfo] = []
    real = failing.inner.put

    def put(key: str, data: bytes | Path, *, sha256: str) -> ObjectInfo:
        info = real(key, data, sha256=sha256)
        answers.append(info)
        return replace(info, size=info.size - 1) if len(answers) == 1 else info

    failing.inner.put = put  # type: ignore[method-assign]
    run = writer(archive)
    run.append(make_capture())
    run.close("success", (), DONE)
    assert len([info for info in answers if info.key.startswith("captures/")]) == 2


def test_several_segments_are_on_their_way_at_once(archive: Archive, failing: FailingStore) -> None:
    together = threading.Barrier(3, timeout=60)
    failing.before = lambda method, key: (
        together.wait() and None if method == "put" and key.startswith("captures/") else None
    )
    run = writer(archive)
    for number, place in enumerate(("510500", "440100", "350111")):
        run.append(make_capture(number, jurisdiction=place))
    assert len(run.close("success", (), DONE).segments) == 3


def test_verdicts_stand_in_the_manifest_for_captures_that_were_kept(archive: Archive) -> None:
    run = writer(archive)
    page, shell, never = make_capture(1), make_capture(2), make_capture(3)
    for capture, verdict in ((page, "ok"), (shell, "ok"), (shell, "shell")):
        run.append(capture)
        run.note_verdict(capture.record_id, verdict)
    run.note_verdict(never.record_id, "ok")
    told = run.close("success", (), DONE).verdicts
    uuid = {capture.record_id: capture.record_id.removeprefix("urn:uuid:") for capture in (page, shell)}
    assert told == {"ok": (uuid[page.record_id],), "shell": (uuid[shell.record_id],)}
