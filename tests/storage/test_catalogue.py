"""The catalogue: derived from objects alone, complete by itself, safe under several processes."""

import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest

from storage.archive import Archive
from storage.errors import ObjectMissing, StorageError, StoreUnavailable
from storage.runs import JurisdictionOutcome
from storage.warc import Original
from storage.writer import RunWriter
from tests.storage.made_captures import CODE, QUICK, FailingStore, make_capture
from tests.storage.made_runs import START, capture, open_archive, parse_of, put_run, run_name

URL = "https://www.luzhou.gov.cn/a.html"


@pytest.fixture
def archive(tmp_path):
    return open_archive(tmp_path)


def two_runs(archive):
    """A first run of two jurisdictions, and a second in which one page is unchanged."""
    first = [capture(URL), capture(URL + "?2", body="other"), capture("https://c.gov.cn/", code="350111", body="c")]
    again = capture(URL, day=1, headers=(("ETag", '"2"'),))
    original = Original("identical-payload-digest", first[0].record_id, URL, START, first[0].payload_sha256, None, None)
    manifests = [
        put_run(
            archive,
            0,
            first,
            [parse_of(first[0]), parse_of(first[2], year=2018)],
            coverage={"510500": [(2020, "found"), (2019, "absent")], "350111": []},
        ),
        put_run(
            archive,
            1,
            [again],
            originals={again.record_id: original},
            coverage={"510500": [(2020, "unknown"), (2019, "unknown"), (2021, "unknown")]},
        ),
    ]
    return manifests, first, again


def test_it_takes_in_by_itself_the_runs_that_it_lacks(archive) -> None:
    two_runs(archive)
    totals = archive.catalogue.totals()
    assert (totals.runs, totals.jurisdictions, totals.captures, totals.parses, totals.faults) == (2, 2, 4, 2, 0)


def test_rebuilt_from_the_objects_alone_it_equals_the_live_one(archive, tmp_path) -> None:
    for manifest in reversed(two_runs(archive)[0]):
        archive.catalogue.ingest(manifest)
        archive.catalogue.ingest(manifest)
    live = archive.catalogue.contents()
    archive.catalogue.rebuild()
    assert archive.catalogue.contents() == live
    elsewhere = open_archive(tmp_path, "other-state").catalogue
    assert elsewhere.contents() == live and len(live["captures"]) == 4
    assert not list(archive.state_dir.glob("*rebuilding*"))


def test_a_deleted_catalogue_comes_back(archive) -> None:
    two_runs(archive)
    before = archive.catalogue.contents()
    archive.catalogue.close()
    for file in archive.state_dir.glob("catalogue.sqlite*"):
        file.unlink()
    assert archive.catalogue.contents() == before


def drop_a_table(path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE parses")
    connection.close()


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b"no database" * 1000),
        lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
        drop_a_table,
    ],
    ids=["other bytes", "cut", "a table lost"],
)
def test_a_damaged_catalogue_is_made_anew_by_a_rebuild(archive, tmp_path, damage) -> None:
    two_runs(archive)
    archive.catalogue.catch_up()
    contents = archive.catalogue.contents()
    archive.catalogue.close()
    connection = sqlite3.connect(archive.catalogue.path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    damage(archive.catalogue.path)
    again = open_archive(tmp_path).catalogue
    again.rebuild()
    assert again.contents() == contents


def test_a_catalogue_that_cannot_be_written_is_not_thrown_away(archive, monkeypatch) -> None:
    archive.catalogue.totals()
    archive.catalogue.close()

    def full(*arguments: object, **named: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("storage.catalogue.database.open_file", full)
    with pytest.raises(StorageError, match="disk is full"):
        archive.catalogue.rebuild()
    assert archive.catalogue.path.exists()


def test_what_is_known_of_all_places_is_told_from_one_short_row_each(archive) -> None:
    two_runs(archive)
    rows = archive.catalogue.coverage()
    assert archive.catalogue.coverage_states() == [(row.jurisdiction, row.year, row.state) for row in rows]
    assert archive.catalogue.coverage_states(["350111"]) == [("350111", 2018, "found")]
    connection = sqlite3.connect(archive.catalogue.path)

    def plan(query):
        return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}")]

    asked = "SELECT jurisdiction, states FROM coverage_states"
    assert plan(f"{asked} ORDER BY jurisdiction") == ["SCAN coverage_states"], "a row a place, in order without sorting"
    assert plan(f"{asked} WHERE jurisdiction IN ('510500', '350111')")[0].startswith(
        "SEARCH coverage_states USING PRIMARY KEY"
    )


def test_a_capture_is_found_by_its_id_and_can_be_read_back(archive) -> None:
    _, first, _ = two_runs(archive)
    ref = archive.catalogue.record(first[1].record_id)
    assert ref is not None and ref.run == run_name(0) and ref.jurisdiction == "510500"
    assert archive.read_capture(ref).body == b"other"
    assert archive.catalogue.record("urn:uuid:00000000-0000-0000-0000-000000000000") is None


def test_the_latest_capture_of_an_address_is_a_whole_and_successful_get(archive) -> None:
    _, first, again = two_runs(archive)
    put_run(
        archive,
        2,
        [
            capture(URL, day=2, status=404, body="gone"),
            capture(URL, day=3, method="POST", body="posted"),
        ],
    )
    row = archive.catalogue.latest_capture(URL)
    assert (row.record_id, row.etag, row.revisit_of) == (again.record_id, '"2"', first[0].record_id)
    ref = archive.catalogue.latest(URL)
    assert ref.fetched_at == START + timedelta(days=1) and ref.payload_sha256 == first[0].payload_sha256
    assert archive.catalogue.latest("https://nowhere.gov.cn/") is None
    assert [each.status for each in archive.catalogue.captures_of(URL)] == [200, 200, 404, 200]


def test_coverage_is_found_where_a_report_is_archived_else_what_a_run_could_last_tell(archive) -> None:
    two_runs(archive)
    coverage = {(row.jurisdiction, row.year): row for row in archive.catalogue.coverage()}
    assert {place: row.state for place, row in coverage.items()} == {
        ("350111", 2018): "found",
        ("510500", 2019): "absent",
        ("510500", 2020): "found",
        ("510500", 2021): "unknown",
    }
    assert coverage["510500", 2019].run == run_name(0)
    assert [row.year for row in archive.catalogue.coverage(["350111"])] == [2018]


def test_reports_of_a_place_come_with_what_a_later_parser_made_of_their_captures(archive) -> None:
    page = capture(URL)
    put_run(archive, 0, [page], [parse_of(page, code="510521")])
    put_run(archive, 1, parses=[parse_of(page, code="510500", version="2")])
    rows = archive.catalogue.reports("510521")
    assert [(row.jurisdiction, row.crawled, row.parser_version) for row in rows] == [
        ("510500", "510500", "2"),
        ("510521", "510500", "1"),
    ]


def test_the_same_parse_put_by_two_runs_is_one_row(archive) -> None:
    page = capture(URL)
    put_run(archive, 0, [page])
    for number in (2, 1):
        put_run(archive, number, parses=[parse_of(page)])
    (row,) = archive.catalogue.reports("510500")
    assert (row.run, row.crawled) == (run_name(1), "510500")


def test_a_damaged_or_missing_object_is_a_fault_that_is_named_and_the_rest_is_taken_in(archive) -> None:
    manifests, _, _ = two_runs(archive)
    root = archive.store.root
    damaged, missing = manifests[0].segments[0].key, manifests[0].reports[0].key
    data = bytearray((root / damaged).read_bytes())
    data[len(data) // 2] ^= 1
    (root / damaged).chmod(0o644)
    (root / damaged).write_bytes(data)
    (root / missing).unlink()
    faults = {fault.key: fault.run for fault in archive.catalogue.faults()}
    assert faults == {damaged: run_name(0), missing: run_name(0)}
    assert archive.catalogue.totals().runs == 2
    with pytest.raises(ObjectMissing):
        archive.parsed(missing)


def test_a_capture_that_stands_in_two_segments_is_a_fault(archive) -> None:
    for number in range(2):
        put_run(archive, number, [capture(URL, name="the same")])
    assert [fault.run for fault in archive.catalogue.faults()] == [run_name(1)]
    assert archive.catalogue.record(capture(URL, name="the same").record_id).run == run_name(0)


def test_a_store_that_fails_half_way_leaves_nothing_of_the_run_and_the_next_try_takes_it_in(
    archive, monkeypatch
) -> None:
    two_runs(archive)
    read, failing = archive.store.read, True

    def unreliable(key, start, length):
        if failing and key.startswith("captures/510500"):
            raise StoreUnavailable("later")
        return read(key, start, length)

    monkeypatch.setattr(archive.store, "read", unreliable)
    with pytest.raises(StoreUnavailable):
        archive.catalogue.totals()
    failing = False
    assert archive.catalogue.totals().captures == 4 and archive.catalogue.faults() == []


def test_a_damaged_manifest_is_a_fault_until_it_can_be_read(archive) -> None:
    manifest = put_run(archive, 0, [capture(URL)])
    file = archive.store.root / manifest.key
    whole = file.read_bytes()
    file.chmod(0o644)
    file.write_bytes(whole[:-20])
    assert [fault.key for fault in archive.catalogue.faults()] == [manifest.key]
    file.write_bytes(whole)
    assert archive.catalogue.catch_up() == 1
    assert archive.catalogue.faults() == []


def test_a_catalogue_of_another_version_is_made_anew(archive) -> None:
    two_runs(archive)
    before = archive.catalogue.contents()
    archive.catalogue._db().execute("PRAGMA user_version = 999")
    archive.catalogue.close()
    again = Archive.open(archive.uri, state_dir=archive.state_dir)
    assert again.catalogue.contents() == before


INGEST = """
import sys
from storage.archive import Archive
archive = Archive.open(sys.argv[1], state_dir=sys.argv[2])
for manifest in archive.runs():
    archive.catalogue.ingest(manifest)
    archive.catalogue.totals()
if sys.argv[3] == "rebuild":
    archive.catalogue.rebuild()
"""


def test_processes_that_take_in_and_rebuild_at_once_end_with_the_same_catalogue(archive) -> None:
    for number in range(12):
        page = capture(URL + f"?{number}", day=number, body=str(number))
        put_run(archive, number, [page], [parse_of(page, year=2008 + number)])
    arguments = [archive.uri, str(archive.state_dir)]
    processes = [
        subprocess.Popen([sys.executable, "-c", INGEST, *arguments, how]) for how in ("rebuild", "ingest", "ingest")
    ]
    assert [process.wait(120) for process in processes] == [0, 0, 0]
    live = archive.catalogue.contents()
    assert len(live["captures"]) == len(live["parses"]) == 12
    archive.catalogue.rebuild()
    assert archive.catalogue.contents() == live


def test_a_run_is_taken_in_from_what_its_writer_knows_as_if_it_were_read_from_the_store(archive) -> None:
    store = FailingStore(archive.store)
    archive.store = store
    odd = (("Content-Type", " text/html ; charset=gbk"), ("ETag", "a\nb"), ("etag", "2"), ("X-\u653f", "\u5e9c"))
    pages = [
        make_capture(number, body=b"%d" % number, jurisdiction=("510500", "350111")[number % 2]) for number in range(9)
    ]
    pages += [
        make_capture(20, headers=odd, body=b"odd", truncated="length"),
        make_capture(21, body=b"dom", rendered_dom=b"<p>"),
    ]
    again = make_capture(0, body=b"0")
    reads: list[str] = []
    for captures in (pages, [again, make_capture(22, body=b"new")]):
        run = RunWriter(archive, spider="annual_reports", code=CODE, bounds=replace(QUICK, segment_captures=3))
        for each in captures:
            run.append(each)
            run.note_verdict(each.record_id, "ok" if each is not again else "shell")
        run.add_report(parse_of(captures[-1]))
        manifest = run.close("success", (), {"510500": JurisdictionOutcome(outcome="success")})
        reads.clear()
        store.before = lambda method, key: reads.append(key) if method in ("get", "read") else None
        archive.catalogue.ingest(manifest, run.put)
        store.before = lambda method, key: None
        assert reads == [manifest.key]
    live = archive.catalogue.contents()
    assert archive.catalogue.capture(again.record_id).revisit_of == pages[0].record_id
    assert archive.catalogue.capture(again.record_id).verdict == "shell"
    archive.catalogue.rebuild()
    assert archive.catalogue.contents() == live and len(live["captures"]) == len(live["verdicts"]) == 13
