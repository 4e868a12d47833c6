"""Fixity: every damage that an archive can suffer is found and named; a whole archive has none."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from storage import snapshots
from storage.archive import Archive
from storage.errors import StoreUnavailable
from storage.runs import JurisdictionOutcome, RunManifest
from storage.trees import canonical
from storage.verify import Fault, Progress, verify_archive
from storage.warc import read_captures
from storage.writer import RunWriter, recover
from tests.storage.made_captures import CODE, QUICK, FailingStore, Known, away, local_archive, make_capture
from tests.storage.test_writer import unplaced


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Two runs, the second with revisits, reports, and a snapshot of it all."""
    archive = local_archive(tmp_path)
    first = write(archive, Known(), report=True)
    known = Known(*(stored.ref(first.run, key) for key, stored in captures(archive, first)))
    write(archive, known)
    snapshots.create(archive, code=CODE)
    return archive


def write(archive: Archive, known: Known, *, report: bool = False) -> RunManifest:
    run = RunWriter(archive, spider="s", code=CODE, bounds=replace(QUICK, segment_captures=4), known=known)
    for number in range(6):
        capture = make_capture(number, jurisdiction=("510500", "440100")[number % 2])
        run.append(capture)
        if report:
            run.add_report(unplaced(capture))
    return run.close("success", (), {"510500": JurisdictionOutcome(outcome="success")})


def captures(archive: Archive, manifest: RunManifest):  # type: ignore[no-untyped-def]
    return [
        (segment.key, stored)
        for segment in manifest.segments
        for stored in read_captures(archive.store.get(segment.key))
    ]


def path_of(archive: Archive, key: str) -> Path:
    return Path(archive.uri.removeprefix("file://"), key)


def keys(archive: Archive, prefix: str = "") -> list[str]:
    return [info.key for info in archive.store.list(prefix)]


def kinds(faults: list[Fault]) -> set[tuple[str, str]]:
    return {(fault.kind, fault.key) for fault in faults}


def test_a_whole_archive_has_no_fault(archive: Archive) -> None:
    assert verify_archive(archive) == []
    assert verify_archive(archive, quick=True) == []
    assert {key.split("/")[0] for key in keys(archive)} == {
        "archive.json",
        "captures",
        "reports",
        "runs",
        "snapshots",
        "trees",
    }


def test_one_changed_byte_of_any_object_is_found_and_its_object_named(archive: Archive) -> None:
    chance = random.Random(1)
    for key in keys(archive):
        path = path_of(archive, key)
        data = path.read_bytes()
        for position in {0, len(data) // 2, len(data) - 1, chance.randrange(len(data))}:
            damaged = bytearray(data)
            damaged[position] ^= 1 << chance.randrange(8)
            path.write_bytes(bytes(damaged))
            assert key in {fault.key for fault in verify_archive(archive)}, f"byte {position} of {key}"
        path.write_bytes(data)
    assert verify_archive(archive) == []


@pytest.mark.parametrize("folder", ["runs", "captures", "reports", "trees", "snapshots", "archive.json"])
def test_any_flipped_bit_of_an_object_is_found_where_its_json_says_the_same(archive: Archive, folder: str) -> None:
    """`t` for `T` in a time, `,` for its full stop: what is parsed is the same, the bytes are not."""
    chance = random.Random(2)
    key = next(key for key in keys(archive) if key.startswith(folder))
    path = path_of(archive, key)
    data = path.read_bytes()
    every = [(position, bit) for position in range(len(data)) for bit in range(8)]
    same = [each for each in every if folder == "snapshots" and chr(data[each[0]]) in "TZ.-:+" and each[1] in (1, 5)]
    for position, bit in [*same, *chance.sample(every, min(len(every), 20))]:
        path.write_bytes(data[:position] + bytes([data[position] ^ 1 << bit]) + data[position + 1 :])
        assert key in {fault.key for fault in verify_archive(archive, quick=folder not in ("captures", "reports"))}, (
            position,
            bit,
        )
    path.write_bytes(data)


def test_any_missing_object_is_named(archive: Archive) -> None:
    write(archive, Known())
    snapshots.create(archive, code=CODE)
    last = write(archive, Known())  # a run names the snapshot that was the latest when it ended
    for key in keys(archive):
        if key == last.key:
            continue  # without it the run looks like one that is under way, until a catalogue or a snapshot has it
        path = path_of(archive, key)
        data = path.read_bytes()
        path.unlink()
        assert ("missing", key) in kinds(verify_archive(archive))
        assert ("missing", key) in kinds(verify_archive(archive, quick=True))
        path.write_bytes(data)


@pytest.mark.parametrize("quick", [False, True])
def test_a_segment_cut_between_two_captures_is_found(archive: Archive, quick: bool) -> None:
    (manifest, *_) = archive.runs()
    key, last = captures(archive, manifest)[-1]
    path = path_of(archive, key)
    path.write_bytes(path.read_bytes()[: last.offset])
    assert ("damaged", key) in kinds(verify_archive(archive, quick=quick))


def test_a_lost_tail_and_an_added_one_are_found(archive: Archive) -> None:
    key = keys(archive, "captures/")[0]
    path = path_of(archive, key)
    data = path.read_bytes()
    for damaged in (data[:-1], data + b"\0", data + data, b""):
        path.write_bytes(damaged)
        assert ("damaged", key) in kinds(verify_archive(archive))


def test_a_manifest_that_states_fewer_captures_than_its_segment_has_is_found(archive: Archive) -> None:
    (manifest, *_) = archive.runs()
    segment = manifest.segments[0]
    forged = manifest.model_copy(
        update={
            "segments": (segment.model_copy(update={"captures": 1, "records": 4}), *manifest.segments[1:]),
        }
    )
    path_of(archive, manifest.key).write_bytes(forged.to_bytes())
    faults = verify_archive(archive)
    assert ("inconsistent", segment.key) in kinds(faults)
    assert ("damaged", manifest.key) in kinds(faults)  # a snapshot's tree knows the manifest's digest


@pytest.mark.parametrize("key", ["captures/510500/../x", "captures/x", "captures/510500/a/b$c", "runs/a", "/", ""])
def test_a_manifest_that_names_what_is_no_key_is_damaged(archive: Archive, key: str) -> None:
    (manifest, *_) = archive.runs()
    path = path_of(archive, manifest.key)
    path.write_bytes(path.read_bytes().replace(manifest.segments[0].key.encode(), key.encode()))
    assert ("damaged", manifest.key) in kinds(verify_archive(archive))
    again = Archive.open(archive.uri, state_dir=archive.state_dir.with_name("other"))
    assert [fault.key for fault in again.catalogue.faults()] == [manifest.key]


def test_a_manifest_put_under_another_runs_key_is_found(archive: Archive) -> None:
    one, two = archive.runs()
    path_of(archive, one.key).write_bytes(two.to_bytes())
    assert ("damaged", one.key) in kinds(verify_archive(archive))


def test_an_object_that_nothing_names_is_found(archive: Archive) -> None:
    (manifest, *_) = archive.runs()
    folder = path_of(archive, manifest.segments[0].key).parent
    (folder / "000099-0123456789abcdef.warc.gz").write_bytes(b"x")
    path_of(archive, "stray").write_bytes(b"x")
    stray = f"captures/{manifest.segments[0].jurisdiction}/{manifest.run}/000099-0123456789abcdef.warc.gz"
    assert kinds(verify_archive(archive)) == {("extra", "stray"), ("extra", stray)}


def test_a_run_under_way_is_told_apart_from_damage(archive: Archive) -> None:
    run = RunWriter(archive, spider="s", code=CODE, bounds=replace(QUICK, segment_captures=1), known=Known())
    capture = make_capture(77)
    run.append(capture)
    run.tend()
    while not run.durable(capture.record_id):
        pass
    (fault,) = verify_archive(archive)
    assert fault.kind == "uncommitted"
    assert fault.harmless
    run.close("success", (), {})
    assert verify_archive(archive) == []


def test_a_capture_that_stands_twice_is_found(archive: Archive, tmp_path: Path) -> None:
    capture = make_capture(88)
    for _ in range(2):
        run = RunWriter(archive, spider="s", code=CODE, bounds=QUICK, known=Known())
        run.append(capture)
        run.close("success", (), {})
    (fault,) = verify_archive(archive)
    assert fault.kind == "inconsistent"
    assert f"{capture.record_id} stands in the archive twice" in fault.message


def test_another_snapshot_in_the_place_of_the_latest_is_found(archive: Archive) -> None:
    latest = snapshots.find(archive, "latest")
    write(archive, Known())
    other = latest.model_copy(update={"created": latest.created + timedelta(seconds=1)}).sealed()
    path_of(archive, latest.key).write_bytes(canonical(other))
    assert kinds(verify_archive(archive)) == {("inconsistent", latest.key)}


def test_a_recovered_run_names_the_latest_snapshot_too(archive: Archive) -> None:
    run = RunWriter(archive, spider="s", code=CODE, bounds=QUICK, known=Known())
    run.append(make_capture(9))
    run.abandon()
    (manifest,) = recover(archive)
    latest = snapshots.find(archive, "latest")
    assert manifest.snapshot is not None
    assert (manifest.snapshot.snapshot, manifest.snapshot.sha256) == (latest.snapshot, latest.sha256)


def test_a_snapshot_in_the_place_of_its_parent_is_found(archive: Archive) -> None:
    first = snapshots.find(archive, "latest")
    write(archive, Known())
    second = snapshots.create(archive, code=CODE)
    other = first.model_copy(update={"created": first.created.replace(microsecond=1)}).sealed()
    path_of(archive, first.key).write_bytes(canonical(other))
    assert kinds(verify_archive(archive)) == {("inconsistent", first.key)}
    assert [damage.key for damage in snapshots.verify(archive, second).damages] == [first.key]


def test_a_run_that_the_catalogue_knows_is_missed_though_no_snapshot_names_it(archive: Archive) -> None:
    manifest = write(archive, Known())
    archive.catalogue.catch_up()
    path = path_of(archive, manifest.key)
    data = path.read_bytes()
    path.unlink()
    assert ("missing", manifest.key) in kinds(verify_archive(archive))
    path.write_bytes(data.replace(b'"success"', b'"degraded"', 1))
    assert ("damaged", manifest.key) in kinds(verify_archive(archive))


@pytest.mark.parametrize(
    "name",
    [
        "runs/2026/01/notes of ours.json",
        "trees/ab/ä.json",
        "snapshots/all/x y.json",
        "proofs/all/x/y z",
        "a b",
        "captures/x",
    ],
)
def test_a_file_that_somebody_put_among_the_objects_is_named(archive: Archive, name: str) -> None:
    path = Path(archive.uri.removeprefix("file://"), name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{}")
    assert name in {fault.key for fault in verify_archive(archive) if not fault.harmless}


def test_a_proof_of_a_snapshot_that_is_not_there_is_named(archive: Archive) -> None:
    path = path_of(archive, "proofs/all/2026-01-01-0123456789ab/ed25519-0123456789abcdef.json")
    path.parent.mkdir(parents=True)
    path.write_text("{}")
    assert "proofs/all/2026-01-01-0123456789ab/ed25519-0123456789abcdef.json" in {
        f.key for f in verify_archive(archive)
    }


# The listing is a hint


@pytest.mark.parametrize("prefix", ["captures/", "runs/", "reports/", "trees/"])
def test_what_the_listing_leaves_out_is_noticed(archive: Archive, prefix: str) -> None:
    store = FailingStore(archive.store)
    left_out = keys(archive, prefix)[0]
    store.unlisted = lambda key: key == left_out
    archive.store = store
    assert kinds(verify_archive(archive)) == {("unlisted", left_out)}


def test_a_store_that_is_away_is_no_fault_of_the_archive(archive: Archive) -> None:
    store = FailingStore(archive.store)
    store.before = lambda method, key: away(method, key) if method == "get" and key.startswith("reports/") else None
    archive.store = store
    with pytest.raises(StoreUnavailable):
        verify_archive(archive)


# Progress, going on


def test_progress_is_told_object_by_object(archive: Archive) -> None:
    seen: list[Progress] = []
    verify_archive(archive, seen.append)
    assert [each.done for each in seen] == list(range(1, len(seen) + 1))
    assert seen[-1].done == seen[-1].total == len(keys(archive)) - 1
    assert seen[-1].bytes == sum(info.size for info in archive.store.list())


def test_an_interrupted_verification_goes_on_where_it_was(archive: Archive) -> None:
    store = FailingStore(archive.store)
    archive.store = store
    reads: list[str] = []

    def count(stop: int) -> Callable[[str, str], None]:
        def before(method: str, key: str) -> None:
            if method == "get" and key.startswith(("captures/", "reports/")):
                if len(reads) == stop:
                    away(method, key)
                reads.append(key)

        return before

    store.before = count(4)
    with pytest.raises(StoreUnavailable):
        verify_archive(archive)
    first = set(reads)
    reads.clear()
    store.before = count(10**9)
    assert verify_archive(archive, resume=True) == []
    assert reads
    assert first.isdisjoint(reads)
    reads.clear()
    assert verify_archive(archive, resume=True) == []
    assert first <= set(reads), "after a verification that ended, the next begins anew"
