"""A snapshot as an RO-Crate: described, complete, and of the snapshot's moment."""

import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from storage.crate import METADATA, write_crate
from storage.errors import ObjectDamaged
from storage.proofs import sign
from storage.runs import Code
from storage.snapshots import create
from tests.storage.made import figure
from tests.storage.made_runs import capture, open_archive, parse_of, put_run

DAY = datetime(2026, 3, 1, tzinfo=UTC)
URL = "https://www.luzhou.gov.cn/a.html"


@pytest.fixture
def archive(tmp_path):
    archive = open_archive(tmp_path)
    page, other = capture(URL, body="2020"), capture("https://www.jinan.gov.cn/", code="350111", body="2018")
    figures = (figure("applications.received", 3),)
    put_run(archive, 0, [page, other], [parse_of(page, indicators=figures), parse_of(other, year=2018)])
    return archive


def packed(archive, snapshot):
    target = io.BytesIO()
    write_crate(archive, snapshot, target)
    return zipfile.ZipFile(target)


def test_every_file_is_described_with_its_size_and_digest_and_nothing_else_is_in_it(archive) -> None:
    snapshot = create(archive, code=Code(version="test"), now=DAY)
    crate = packed(archive, snapshot)
    graph = {entity["@id"]: entity for entity in json.loads(crate.read(METADATA))["@graph"]}
    assert graph[METADATA]["about"] == {"@id": "./"}
    assert graph["./"]["identifier"] == f"sha256:{snapshot.root}" and graph["./"]["datePublished"] == "2026-03-01"
    parts = [part["@id"] for part in graph["./"]["hasPart"]]
    assert sorted([*parts, METADATA]) == sorted(crate.namelist())
    for part in parts:
        data = crate.read(part)
        assert graph[part]["sha256"] == hashlib.sha256(data).hexdigest()
        assert graph[part]["contentSize"] == str(len(data))


def test_it_holds_what_the_snapshot_covers_and_nothing_that_came_later(archive) -> None:
    snapshot = create(archive, code=Code(version="test"), now=DAY)
    before = packed(archive, snapshot)
    revised = capture(URL, day=1, body="2020 revised")
    put_run(archive, 1, [revised], [parse_of(revised, indicators=(figure("applications.received", 4),))])
    archive.catalogue.catch_up()
    after = packed(archive, snapshot)
    assert {name: before.read(name) for name in before.namelist()} == {
        name: after.read(name) for name in after.namelist()
    }
    assert b",3," in after.read("indicators.csv") and len(after.read("reports.jsonl").splitlines()) == 2


def test_one_place_has_its_own(archive) -> None:
    crate = packed(archive, create(archive, "350111", code=Code(version="test"), now=DAY))
    (line,) = crate.read("reports.jsonl").splitlines()
    assert json.loads(line)["report_id"] == "350111/2018/government"


def test_the_proofs_of_the_snapshot_are_in_it_and_hold_beside_its_bytes(archive) -> None:
    snapshot = create(archive, code=Code(version="test"), now=DAY)
    key = Ed25519PrivateKey.generate()
    sign(archive, snapshot.snapshot, key)
    crate = packed(archive, snapshot)
    (name,) = (name for name in crate.namelist() if name.startswith("proofs/"))
    described = {entity["@id"]: entity for entity in json.loads(crate.read(METADATA))["@graph"]}[name]
    assert described["sha256"] == hashlib.sha256(crate.read(name)).hexdigest() and "Ed25519" in described["description"]
    signature = bytes.fromhex(json.loads(crate.read(name))["signature"])
    key.public_key().verify(signature, crate.read("snapshot.json"))


def test_a_proof_that_does_not_hold_is_not_deposited(archive) -> None:
    snapshot = create(archive, code=Code(version="test"), now=DAY)
    sign(archive, snapshot.snapshot, Ed25519PrivateKey.generate())
    (info,) = archive.store.list("proofs/")
    file = archive.store.root / info.key
    file.write_bytes(file.read_bytes().replace(b"ed25519", b"ed25518"))
    with pytest.raises(ObjectDamaged, match="proofs/"):
        packed(archive, snapshot)
