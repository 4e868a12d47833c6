"""A snapshot as WACZ: valid for others, whole, and replayable by its index alone."""

import gzip
import io
import json
import zipfile
from datetime import UTC, datetime

import pytest
import surt
from wacz.validate import Validation
from warcio.archiveiterator import ArchiveIterator

from storage.errors import ObjectDamaged
from storage.runs import Code
from storage.snapshots import create
from storage.wacz import sort_key, write_wacz
from storage.warc import Original
from tests.storage.made_runs import START, capture, open_archive, parse_of, put_run

CODE = Code(version="test")
URL = "https://www.luzhou.gov.cn/a.html"


@pytest.fixture
def archive(tmp_path):
    """A page of Luzhou that was first captured in another place's crawl, and comes again unchanged."""
    archive = open_archive(tmp_path)
    first, posted = capture(URL, code="350111", body="2020"), capture(URL, code="350111", method="POST", body="posted")
    put_run(archive, 0, [first, posted])
    own = capture(URL + "?own", day=1, body="2019")
    again = capture(URL, day=1, body="2020")
    original = Original("identical-payload-digest", first.record_id, URL, START, first.payload_sha256, None, None)
    put_run(archive, 1, [own, again], [parse_of(own, year=2019)], originals={again.record_id: original})
    return archive


def packed(archive, scope="all"):
    target = io.BytesIO()
    snapshot = create(archive, scope, code=CODE, now=datetime(2026, 3, 1, tzinfo=UTC))
    return write_wacz(archive, snapshot, target), target.getvalue()


def index_of(file):
    return [
        json.loads(line[line.index("{") :])
        for line in gzip.decompress(file.read("indexes/index.cdx.gz")).decode().splitlines()
    ]


def test_it_is_valid_for_others(archive, tmp_path, monkeypatch) -> None:
    path = tmp_path / "snapshot.wacz"
    path.write_bytes(packed(archive)[1])
    monkeypatch.chdir(tmp_path)
    validation = Validation(str(path))
    assert validation.version == "1.1.1" and validation.check_required_contents() == 0
    assert validation.frictionless_validate()
    assert validation.check_file_paths() and validation.check_file_hashes()
    assert validation.check_data_package_hash_and_sig()


def test_every_capture_is_found_by_the_index_alone(archive) -> None:
    written, data = packed(archive)
    file = zipfile.ZipFile(io.BytesIO(data))
    lines = index_of(file)
    assert written.captures == len(lines) == 3 and (written.segments, written.pages, written.originals) == (2, 1, 0)
    for line in lines:
        segment = file.read(f"archive/{line['filename']}")
        start, length = int(line["offset"]), int(line["length"])
        (record,) = ArchiveIterator(io.BytesIO(segment[start : start + length]))
        assert record.rec_headers.get_header("WARC-Target-URI") == line["url"]
        assert record.rec_type == ("revisit" if line["mime"] == "warc/revisit" else "response")
    assert [line["mime"] for line in lines].count("warc/revisit") == 1


def test_one_place_brings_the_originals_of_its_revisits_along(archive) -> None:
    written, data = packed(archive, "510500")
    assert (written.segments, written.originals, written.captures) == (1, 1, 3)
    file = zipfile.ZipFile(io.BytesIO(data))
    records = list(ArchiveIterator(io.BytesIO(file.read("archive/originals.warc.gz"))))
    assert [record.rec_type for record in records] == ["warcinfo", "response", "request", "metadata"]


def test_the_pages_are_the_addresses_of_reports(archive) -> None:
    file = zipfile.ZipFile(io.BytesIO(packed(archive)[1]))
    header, page = map(json.loads, file.read("pages/pages.jsonl").decode().splitlines())
    assert header["format"] == "json-pages-1.0"
    assert (page["url"], page["title"]) == (URL + "?own", "泸州市2019年政府信息公开工作年度报告")


def test_the_same_snapshot_gives_the_same_file_and_segments_are_stored_as_they_are(archive) -> None:
    (_, one), (_, two) = packed(archive), packed(archive)
    assert one == two
    file = zipfile.ZipFile(io.BytesIO(one))
    for info in archive.store.list("captures/"):
        _, code, run, name = info.key.split("/")
        stored = file.getinfo(f"archive/{code}-{run}-{name}")
        assert stored.compress_type == zipfile.ZIP_STORED and file.read(stored) == archive.store.get(info.key)


def test_a_damaged_segment_is_not_packed(archive) -> None:
    key = next(archive.store.list("captures/")).key
    snapshot = create(archive, code=CODE)
    file = archive.store.root / key
    file.chmod(0o644)
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    with pytest.raises(ObjectDamaged, match="350111"):
        write_wacz(archive, snapshot, io.BytesIO())


def test_a_damaged_segment_of_an_original_is_not_packed(archive) -> None:
    key = next(archive.store.list("captures/350111/")).key
    snapshot = create(archive, "510500", code=CODE)
    archive.catalogue.catch_up()
    file = archive.store.root / key
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    with pytest.raises(ObjectDamaged, match="350111"):
        write_wacz(archive, snapshot, io.BytesIO())


@pytest.mark.parametrize(
    "url",
    [
        "https://www.luzhou.gov.cn/A/b.html?b=2&a=1",
        "http://x.gov.cn:8080/",
        "https://www2.x.gov.cn/a/",
        "https://x.gov.cn/政府/?q=信息",
        "https://x.gov.cn",
        "http://127.0.0.1:8000/x",
        "https://x.gov.cn:443/%E6%94%BF/a%20b",
        "https://x.gov.cn/col/col1/index.html?uid=1&pageNum=2#f",
    ],
)
def test_addresses_are_sorted_as_replay_tools_look_them_up(url) -> None:
    assert sort_key(url) == surt.surt(url)
