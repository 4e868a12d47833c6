"""Snapshots: the same from any builder, cheap where little changed, and false as soon as one byte is."""

import io
import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from storage.differences import difference
from storage.errors import ObjectDamaged
from storage.report import Attachment
from storage.runs import Code, JurisdictionOutcome
from storage.snapshots import NoSuchSnapshot, create, find, named_manifests, snapshots, tree_leaves, verify
from storage.trees import build, canonical, leaf_ref, leaves, tree_key
from storage.verify import verify_archive
from storage.wacz import write_wacz
from storage.writer import RunWriter, recover
from tests.storage.made import figure
from tests.storage.made_captures import QUICK, make_capture
from tests.storage.made_runs import capture, open_archive, parse_of, put_run, run_name

CODE = Code(version="test")
DAY = datetime(2026, 2, 10, 12, tzinfo=UTC)
LATER = datetime(2026, 3, 10, 12, tzinfo=UTC)
URL = "https://www.luzhou.gov.cn/a.html"


@pytest.fixture
def archive(tmp_path):
    return open_archive(tmp_path)


def fill(archive, order=(0, 1, 2)):
    """Three runs over three jurisdictions, committed in the order given."""
    pages = [
        capture(URL, body="2020"),
        capture("https://www.luxian.gov.cn/", code="510521", body="2019"),
        capture("https://www.jinan.gov.cn/", code="350111", body="2018"),
    ]
    runs = [
        lambda: put_run(archive, 0, pages, [parse_of(pages[0]), parse_of(pages[2], year=2018)]),
        lambda: put_run(archive, 1, [capture(URL, day=1, body="2020 again")]),
        lambda: put_run(archive, 2, coverage={"510521": [(2020, "unknown")]}, outcome="failed"),
    ]
    return [runs[number]() for number in order]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_root_is_a_function_of_the_runs_whoever_wrote_them_in_whatever_order(archive, tmp_path, order) -> None:
    manifests = fill(archive)
    at_once = create(archive, code=CODE, now=LATER)
    other = open_archive(tmp_path / "other")
    for prefix in ("captures", "reports"):
        shutil.copytree(archive.store.root / prefix, other.store.root / prefix)
    for day, number in enumerate(order, start=1):
        other.commit(manifests[number].to_bytes())
        stepwise = create(other, code=CODE, now=DAY.replace(day=day))
    assert stepwise.root == at_once.root
    assert stepwise.parent.snapshot.startswith("all/2026-02-02") and at_once.parent is None
    assert verify(other, stepwise).damages == ()


def test_a_snapshot_says_what_it_holds_and_how_to_cite_it(archive) -> None:
    fill(archive)
    snapshot = create(archive, code=CODE, now=DAY)
    assert snapshot.key == f"snapshots/all/2026-02-10-{snapshot.root[:12]}.json"
    counts = snapshot.counts
    assert (snapshot.jurisdictions, counts.runs, counts.captures, counts.reports) == (3, 3, 4, 2)
    assert counts.bytes == sum(info.size for prefix in ("captures/", "reports/") for info in archive.store.list(prefix))
    for words in (snapshot.snapshot, snapshot.root, "2026-02-10", "3 jurisdictions", "政府信息公开工作年度报告"):
        assert words in snapshot.citation
    assert {(leaf.jurisdiction, leaf.run) for leaf in tree_leaves(archive, snapshot)} == {
        ("510500", run_name(0)),
        ("510521", run_name(0)),
        ("350111", run_name(0)),
        ("510500", run_name(1)),
        ("510521", run_name(2)),
    }


def test_a_day_without_change_gives_the_same_snapshot_and_a_later_one_the_same_root(archive) -> None:
    fill(archive)
    first = create(archive, code=CODE, now=DAY)
    assert create(archive, code=Code(version="other"), now=DAY.replace(hour=20)) == first
    later = create(archive, code=CODE, now=LATER)
    assert (later.root, later.parent.snapshot) == (first.root, first.snapshot)
    assert [each.snapshot for each in snapshots(archive)] == [later.snapshot, first.snapshot]


def test_one_jurisdiction_can_have_a_snapshot_of_its_own(archive) -> None:
    fill(archive)
    create(archive, code=CODE, now=DAY)
    scoped = create(archive, "510500", code=CODE, now=DAY)
    assert (scoped.scope, scoped.jurisdictions, scoped.counts.runs, scoped.parent) == ("510500", 1, 2, None)
    assert {leaf.jurisdiction for leaf in tree_leaves(archive, scoped)} == {"510500"}
    assert find(archive, "510500/latest") == scoped
    with pytest.raises(NoSuchSnapshot, match="no run of 110000"):
        create(archive, "110000", code=CODE)
    with pytest.raises(NoSuchSnapshot, match="no scope"):
        create(archive, "../x", code=CODE)


def test_a_snapshot_is_found_by_its_name_its_beginning_its_root_or_as_the_latest(archive) -> None:
    fill(archive)
    first = create(archive, code=CODE, now=DAY)
    for name in (first.snapshot, "all/2026-02", first.root[:8], "latest", "all/latest"):
        assert find(archive, name) == first
    create(archive, code=CODE, now=LATER)
    for name in ("all/2026", "nothing", ""):
        with pytest.raises(NoSuchSnapshot):
            find(archive, name)


def test_verifying_fails_when_one_byte_of_any_object_is_changed_and_names_it(archive) -> None:
    fill(archive)
    snapshot = create(archive, code=CODE, now=DAY)
    assert verify(archive, snapshot).damages == ()
    objects = [info.key for info in archive.store.list()]
    assert {key.split("/")[0] for key in objects} == {
        "archive.json",
        "captures",
        "reports",
        "runs",
        "snapshots",
        "trees",
    }
    for key in objects:
        file = archive.store.root / key
        whole = file.read_bytes()
        file.chmod(0o644)
        for place in (0, len(whole) // 2, len(whole) - 1):
            changed = bytearray(whole)
            changed[place] ^= 0x20
            file.write_bytes(changed)
            assert key in [damage.key for damage in verify(archive, snapshot).damages]
        file.write_bytes(whole)
    assert verify(archive, snapshot).damages == ()


@pytest.mark.parametrize("quick", [True, False])
def test_verifying_names_what_is_missing_truncated_or_longer_even_when_quick(archive, quick) -> None:
    fill(archive)
    snapshot = create(archive, code=CODE, now=DAY)
    for key in [info.key for info in archive.store.list("captures/")] + [
        info.key for info in archive.store.list("reports/")
    ]:
        file = archive.store.root / key
        whole = file.read_bytes()
        file.unlink()
        assert [damage.key for damage in verify(archive, snapshot, quick=quick).damages] == [key]
        for other in (whole[:-1], whole + b"\n"):
            file.write_bytes(other)
            assert [damage.key for damage in verify(archive, snapshot, quick=quick).damages] == [key]
        file.write_bytes(whole)


def test_a_snapshot_put_in_the_place_of_another_is_not_believed(archive) -> None:
    fill(archive)
    first = create(archive, code=CODE, now=DAY)
    put_run(archive, 3, [capture("https://y.gov.cn/", day=3)])
    second = create(archive, code=CODE, now=LATER)
    root = archive.store.root
    (root / first.key).unlink()
    shutil.copy(root / second.key, root / first.key)
    with pytest.raises(ObjectDamaged, match="another name"):
        find(archive, first.snapshot)


def test_progress_ends_at_everything(archive) -> None:
    fill(archive)
    snapshot = create(archive, code=CODE, now=DAY)
    seen = []
    verify(archive, snapshot, progress=seen.append)
    assert (seen[-1].objects, seen[-1].bytes) == (seen[-1].of_objects, seen[-1].of_bytes) == (6, snapshot.counts.bytes)


def test_every_object_but_the_snapshot_is_written_before_what_refers_to_it(archive, monkeypatch) -> None:
    fill(archive)
    written = []
    put = archive.store.put
    monkeypatch.setattr(archive.store, "put", lambda key, data, **kw: written.append(key) or put(key, data, **kw))
    snapshot = create(archive, code=CODE, now=DAY)
    places = {key: place for place, key in enumerate(written)}
    assert written[-1] == snapshot.key and written[-2] == tree_key(snapshot.root)
    tree = build(leaf_ref(leaf) for manifest in archive.runs() for leaf in leaves(manifest, manifest.to_bytes()))
    assert tree.root == snapshot.root
    for sha256, node in tree.nodes.items():
        for child in node.children:
            assert places[tree_key(child.sha256)] < places[tree_key(sha256)]


def test_one_changed_jurisdiction_writes_its_leaf_and_the_nodes_above_it(archive) -> None:
    fill(archive)
    create(archive, code=CODE, now=DAY)
    before = {info.key for info in archive.store.list("trees/")}
    put_run(archive, 3, [capture("https://x.gov.cn/", code="350111", day=3)])
    create(archive, code=CODE, now=LATER)
    assert len({info.key for info in archive.store.list("trees/")} - before) == 4


def test_nodes_are_canonical_json(archive) -> None:
    fill(archive)
    create(archive, code=CODE, now=DAY)
    for info in archive.store.list("trees/"):
        data = archive.store.get(info.key)
        assert data.endswith(b"\n") and b": " not in data.replace(b"T00: ", b"")
    (leaf, *_) = leaves(next(archive.runs()), b"x")
    assert canonical(leaf) == canonical(leaf.model_dump(mode="json"))


def test_a_difference_names_documents_and_figures(archive) -> None:
    code = "applications.received"
    same, counter = capture(URL + "?same", body="same"), capture(URL + "?counter", body="counter 1")
    old, going = capture(URL, body="old"), capture(URL + "?going", body="going")
    put_run(
        archive,
        0,
        [same, counter, old, going, capture("https://c.gov.cn/", code="350111")],
        [
            parse_of(same, year=2016),
            parse_of(counter, year=2017, text="counted"),
            parse_of(old, indicators=(figure(code, 3), figure("applications.answered", 3))),
            parse_of(going, year=2019),
        ],
    )
    first = create(archive, code=CODE, now=DAY)
    counted, revised = capture(URL + "?counter", day=1, body="counter 2"), capture(URL, day=1, body="revised")
    new = capture(URL + "?new", day=1, body="new")
    put_run(
        archive,
        1,
        [counted, revised, new, capture(URL + "?going", day=1, status=404, body="not here")],
        [
            parse_of(counted, year=2017, text="counted"),
            parse_of(revised, indicators=(figure(code, 4), figure("applications.carried_in", 0))),
            parse_of(new, year=2021),
        ],
    )
    second = create(archive, code=CODE, now=LATER)
    found = difference(archive, first, second)
    assert (found.jurisdictions, found.runs_added, found.runs_removed) == (("510500",), (run_name(1),), ())
    assert {(change.url.partition("?")[2], change.verdict) for change in found.documents} == {
        ("", "revised"),
        ("counter", "cosmetic"),
        ("new", "new"),
        ("going", "gone"),
    }
    assert [(change.code, change.verdict, change.before, change.after) for change in found.figures] == [
        ("applications.answered", "vanished", 3, None),
        ("applications.carried_in", "appeared", None, 0),
        (code, "changed", 3, 4),
    ]
    assert difference(archive, first, first).documents == ()
    backwards = difference(archive, second, first)
    assert backwards.runs_removed == (run_name(1),)


def test_a_place_of_a_whole_snapshot_is_compared_with_its_own(archive) -> None:
    page = capture(URL)
    put_run(archive, 0, [page, capture("https://c.gov.cn/", code="350111")], [parse_of(page)])
    scoped = create(archive, "510500", code=CODE, now=DAY)
    late = capture("https://c.gov.cn/new", code="350111", day=1, body="late")
    again = capture(URL, day=1, body="changed")
    put_run(archive, 1, [late, again], [parse_of(late, year=2018), parse_of(again)])
    whole = create(archive, code=CODE, now=LATER)
    found = difference(archive, scoped, whole)
    assert [(change.url, change.verdict) for change in found.documents] == [(URL, "revised")]
    other = create(archive, "350111", code=CODE, now=LATER)
    with pytest.raises(NoSuchSnapshot, match="different scopes"):
        difference(archive, scoped, other)


def test_a_damaged_latest_snapshot_is_passed_over_and_blocks_no_other(archive, caplog) -> None:
    fill(archive)
    first = create(archive, now=DAY, code=CODE)
    put_run(archive, 3, [capture(URL, day=3, body="more")])
    second = create(archive, now=LATER, code=CODE)
    file = archive.store.root / second.key
    file.chmod(0o644)
    file.write_bytes(file.read_bytes()[:-40])
    put_run(archive, 4, [capture(URL, day=4, body="still more")])
    third = create(archive, now=LATER, code=CODE)
    assert third.parent is not None and third.parent.snapshot == first.snapshot
    assert verify(archive, third).damages == ()
    assert [each.snapshot for each in snapshots(archive)] == [third.snapshot, first.snapshot]
    assert second.key in caplog.text


@pytest.mark.parametrize("depth", ["root", "province", "jurisdiction"])
def test_a_damaged_tree_of_the_snapshot_before_is_written_again_where_it_changed(archive, depth) -> None:
    fill(archive)
    first = create(archive, now=DAY, code=CODE)
    put_run(archive, 3, [capture(URL, day=3, body="more")])
    changed = [first.root]
    for code in ("510000", "510500"):
        node = json.loads(archive.store.get(tree_key(changed[-1])))
        changed.append(next(child["sha256"] for child in node["children"] if child["name"] == code))
    (archive.store.root / tree_key(changed[("root", "province", "jurisdiction").index(depth)])).unlink()
    assert verify(archive, create(archive, now=LATER, code=CODE)).damages == ()


def test_a_damaged_snapshot_of_today_blocks_no_other_and_is_kept_as_it_is(archive, caplog) -> None:
    fill(archive)
    first = create(archive, now=DAY, code=CODE)
    file = archive.store.root / first.key
    file.chmod(0o644)
    file.write_bytes(file.read_bytes()[:-40])
    second = create(archive, now=DAY, code=CODE)
    assert second.root == first.root and second.snapshot == f"{first.snapshot}-2" and first.key in caplog.text
    assert create(archive, now=DAY, code=CODE) == second == find(archive, second.snapshot) == find(archive, "latest")
    assert verify(archive, second).damages == ()
    assert {fault.key for fault in verify_archive(archive)} == {first.key}


@pytest.mark.parametrize("depth", ["root", "province", "jurisdiction", "run"])
def test_a_damaged_node_is_written_again_with_the_only_bytes_it_can_have(archive, depth) -> None:
    fill(archive)
    first = create(archive, now=DAY, code=CODE)
    names = [first.root]
    for code in ("510000", "510500", None):
        children = json.loads(archive.store.get(tree_key(names[-1])))["children"]
        names.append(next(child["sha256"] for child in children if code in (None, child["name"])))
    file = archive.store.root / tree_key(names[("root", "province", "jurisdiction", "run").index(depth)])
    data = file.read_bytes()
    for node in {file, archive.store.root / tree_key(first.root)}:  # the root is what is looked at first
        node.chmod(0o644)
        node.write_bytes(node.read_bytes()[:-1])
    assert create(archive, now=DAY, code=CODE) == first
    assert file.read_bytes() == data
    assert verify(archive, first).damages == () and verify_archive(archive) == []


# A report lies under its own place, its captures under the place that was crawled.


@pytest.fixture
def of_a_county(archive):
    """A county's report with an attachment, found on its city's portal, and read once more in a later run."""
    page, attachment = make_capture(1, body=b"page"), make_capture(2, body=b"annex")
    first = RunWriter(archive, spider="annual_reports", code=CODE, bounds=replace(QUICK, segment_captures=1))
    for each in (page, attachment):
        first.append(each)
    first.add_report(county_report(page, "1", attachment))
    first.close("success", (), {"510500": JurisdictionOutcome(outcome="success")})
    archive.catalogue.catch_up()
    row = archive.catalogue.record(page.record_id)
    second = RunWriter(archive, spider="reparse", code=CODE, bounds=QUICK)
    second.add_report(county_report(page, "2", attachment, segment=row.segment))
    second.close("success", (), {})
    return archive


def county_report(page, version, attachment, segment=None):
    made = parse_of(page, code="510521", text="年度报告", version=version)
    attached = Attachment(
        url=attachment.url,
        media_type="application/pdf",
        record_id=attachment.record_id,
        payload_sha256=attachment.payload_sha256,
        role="annex",
    )
    seen = made.report.capture.model_copy(update={"segment": segment})
    return made.model_copy(
        update={"report": made.report.model_copy(update={"capture": seen, "attachments": (attached,)})}
    )


def test_a_countys_snapshot_covers_the_citys_segments_that_its_reports_were_read_from(of_a_county) -> None:
    archive = of_a_county
    snapshot = create(archive, "510521", now=DAY, code=CODE)
    found = list(tree_leaves(archive, snapshot))
    segments = {info.key for info in archive.store.list("captures/510500/")}
    assert len(segments) == len(found) == 2
    assert [{segment.key for segment in leaf.referred} for leaf in found] == [segments, segments]
    assert snapshot.counts.captures == 0 and snapshot.counts.reports == 2
    assert verify(archive, snapshot).damages == () and verify_archive(archive) == []
    written = write_wacz(archive, snapshot, io.BytesIO())
    assert (written.segments, written.captures, written.pages) == (2, 2, 1)
    whole = create(archive, now=DAY, code=CODE)
    assert whole.counts.captures == 2


def test_damage_to_such_a_segment_is_damage_to_the_countys_snapshot(of_a_county) -> None:
    snapshot = create(of_a_county, "510521", now=DAY, code=CODE)
    key = next(of_a_county.store.list("captures/")).key
    (of_a_county.store.root / key).unlink()
    for quick in (True, False):
        assert [damage.key for damage in verify(of_a_county, snapshot, quick=quick).damages] == [key]


# A revisit lies under its own place, the body that it refers to maybe under another.


@pytest.fixture
def of_a_shared_page(archive):
    """A page that the city's crawl captured, and the county's saw again unchanged: in a run that closed, and in one that was killed."""
    for place, killed in (("510500", False), ("510521", False), ("510522", True)):
        run = RunWriter(archive, spider="annual_reports", code=CODE, bounds=QUICK)
        run.append(make_capture(1, jurisdiction=place, body=b"the same"))
        if killed:
            run.abandon()
            (manifest,) = recover(archive)
        else:
            manifest = run.close("success", (), {place: JurisdictionOutcome(outcome="success")})
        archive.catalogue.ingest(manifest)
    return archive


@pytest.mark.parametrize("county", ["510521", "510522"])
def test_a_countys_snapshot_pins_the_segments_in_which_the_bodies_of_its_revisits_lie(of_a_shared_page, county) -> None:
    archive = of_a_shared_page
    (citys,) = archive.store.list("captures/510500/")
    snapshot = create(archive, county, code=CODE)
    (leaf,) = tree_leaves(archive, snapshot)
    assert [segment.key for segment in leaf.originals] == [citys.key]
    assert snapshot.counts.captures == 1, "they count where they belong"
    (archive.store.root / citys.key).chmod(0o644)
    (archive.store.root / citys.key).write_bytes(b"x" * citys.size)
    assert [damage.key for damage in verify(archive, snapshot).damages] == [citys.key]


def test_a_leaf_without_such_originals_is_written_as_it_always_was(archive) -> None:
    fill(archive)
    (leaf, *_) = tree_leaves(archive, create(archive, now=DAY, code=CODE))
    assert leaf.originals == () and b"originals" not in canonical(leaf)


# A listing that leaves a run out


@pytest.fixture
def short_listed(archive, tmp_path, monkeypatch):
    """An archive with a snapshot, opened anew where nothing is remembered, whose store lists all but its first run."""
    manifest, *_ = fill(archive)
    create(archive, code=CODE, now=DAY)
    elsewhere = open_archive(tmp_path, "elsewhere")
    listed = elsewhere.store.list
    monkeypatch.setattr(
        elsewhere.store, "list", lambda prefix="": (info for info in listed(prefix) if info.key != manifest.key)
    )
    return elsewhere, manifest


def test_a_run_that_the_listing_leaves_out_is_in_the_next_snapshot_if_the_one_before_names_it(short_listed) -> None:
    archive, manifest = short_listed
    before = find(archive, "latest")
    put_run(archive, 3, [capture(URL, day=3, body="2021")])
    after = create(archive, code=CODE, now=LATER)
    assert manifest.run in {leaf.run for leaf in tree_leaves(archive, after)}
    assert after.counts.runs == before.counts.runs + 1


def test_a_run_that_the_listing_leaves_out_is_in_a_catalogue_made_anew_if_a_snapshot_names_it(
    short_listed, caplog
) -> None:
    archive, manifest = short_listed
    assert named_manifests(archive) >= {manifest.key}
    assert archive.catalogue.rebuild().runs == 2
    assert archive.catalogue.rebuild(named=named_manifests(archive)).runs == 3
    assert manifest.key in caplog.text


def test_a_run_that_a_snapshot_names_and_that_is_gone_is_a_fault_of_the_catalogue(short_listed, caplog) -> None:
    archive, manifest = short_listed
    (archive.store.root / manifest.key).unlink()
    assert archive.catalogue.rebuild(named=named_manifests(archive)).faults == 1
    assert [fault.key for fault in archive.catalogue.faults()] == [manifest.key]
    made = create(archive, code=CODE, now=LATER)
    assert manifest.run in caplog.text
    assert manifest.run not in {leaf.run for leaf in tree_leaves(archive, made)}
    assert ("missing", manifest.key) in {(fault.kind, fault.key) for fault in verify_archive(archive)}


def test_named_manifests_of_a_damaged_tree_are_those_that_can_be_read(archive) -> None:
    fill(archive)
    made = create(archive, code=CODE, now=DAY)
    path = archive.store.root / tree_key(made.root)
    path.write_bytes(b"{}")
    assert named_manifests(archive) == set()
