"""A copy of an archive: verified, resumable, and an archive at every moment."""

import pytest

from storage.archive import Archive
from storage.copying import copy
from storage.errors import ObjectConflict
from storage.objects import open_store
from storage.runs import Code
from storage.snapshots import create, find, verify
from storage.trees import sha256_of
from tests.storage.made_runs import capture, open_archive, parse_of, put_run

URL = "https://www.luzhou.gov.cn/a.html"


@pytest.fixture
def archive(tmp_path):
    archive = open_archive(tmp_path / "source")
    for number in range(3):
        page = capture(URL, day=number, body=str(number))
        put_run(archive, number, [page], [parse_of(page)])
    create(archive, code=Code(version="test"))
    return archive


def contents(store):
    return {info.key: store.get(info.key) for info in store.list()}


def test_a_copy_is_the_same_archive_and_its_snapshot_holds(archive, tmp_path) -> None:
    target = open_store(f"file:{tmp_path / 'copy'}", create=True)
    result = copy(archive, target)
    assert result.faults == () and contents(target) == contents(archive.store)
    assert (result.objects, result.present) == (len(contents(target)), 0)
    restored = Archive.open(target.uri, state_dir=tmp_path / "other")
    assert verify(restored, find(restored, "latest")).damages == ()
    assert restored.catalogue.contents() == archive.catalogue.contents()


def test_an_interrupted_copy_is_an_archive_and_goes_on_where_it_stopped(archive, tmp_path) -> None:
    target = open_store(f"file:{tmp_path / 'copy'}", create=True)
    put, left = target.put, 5

    def breaking(key, data, *, sha256):
        nonlocal left
        left -= 1
        if left < 0:
            raise KeyboardInterrupt
        return put(key, data, sha256=sha256)

    target.put = breaking
    with pytest.raises(KeyboardInterrupt):
        copy(archive, target)
    target.put = put
    half = Archive.open(target.uri, state_dir=tmp_path / "half")
    assert 0 < half.catalogue.totals().runs < 3 and half.catalogue.faults() == []
    sent = []
    target.put = lambda key, data, *, sha256: sent.append(key) or put(key, data, sha256=sha256)
    result = copy(archive, target)
    assert contents(target) == contents(archive.store)
    assert result.present == 5 and len(sent) == result.objects == len(contents(target)) - 5
    sent.clear()
    assert copy(archive, target).objects == 0 and sent == []


def test_what_is_damaged_or_missing_is_named_and_its_run_is_not_committed_in_the_copy(archive, tmp_path) -> None:
    manifests = list(archive.runs())
    damaged, missing = manifests[0].segments[0].key, manifests[1].reports[0].key
    file = archive.store.root / damaged
    file.chmod(0o644)
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    (archive.store.root / missing).unlink()
    target = open_store(f"file:{tmp_path / 'copy'}", create=True)
    faults = copy(archive, target).faults
    assert [fault.partition(":")[0] for fault in faults] == sorted(
        [damaged, missing, manifests[0].key, manifests[1].key]
    )
    assert [info.key for info in target.list("runs/")] == [manifests[2].key]


def test_another_archive_in_the_target_is_not_touched(archive, tmp_path) -> None:
    target = open_store(f"file:{tmp_path / 'copy'}", create=True)
    other = b'{"archive": "another"}'
    target.put("archive.json", other, sha256=sha256_of(other))
    with pytest.raises(ObjectConflict, match="empty place"):
        copy(archive, target)
    assert contents(target) == {"archive.json": other}
