"""The contract of an object store, run over every kind there is."""

from __future__ import annotations

import errno
import hashlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto import mock_aws

from storage.errors import (
    BadArchiveUri,
    BucketMissing,
    ObjectConflict,
    ObjectDamaged,
    ObjectMissing,
    StorageError,
    StoreDenied,
    StoreUnavailable,
    StoreUnwritable,
)
from storage.objects import ObjectInfo, ObjectStore, open_store
from tests.s3_server import BUCKET, S3Server


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def put(store: ObjectStore, key: str, data: bytes) -> ObjectInfo:
    return store.put(key, data, sha256=digest(data))


@pytest.fixture(params=["local", "s3", "s3 without archive.json"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ObjectStore]:
    """Each store, empty. With an archive.json the S3 store finds out that it may use If-None-Match, without it may not."""
    if request.param == "local":
        yield open_store(f"file:{tmp_path}/archive", create=True)
    else:
        uri = request.getfixturevalue("s3_uri")
        store = open_store(uri, endpoint_url=request.getfixturevalue("s3_server").endpoint_url)
        if request.param == "s3":
            put(store, "archive.json", b"{}")
            yield _Under(store)
        else:
            yield store


class _Under:
    """A store whose archive.json is not listed, so that the tests below need not know of it."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store
        self.uri, self.put, self.get, self.read, self.head = store.uri, store.put, store.get, store.read, store.head
        self.creates_once = store.creates_once

    def list(self, prefix: str = "") -> Iterator[ObjectInfo]:
        return (info for info in self._store.list(prefix) if info.key != "archive.json")


def test_what_is_put_comes_back_whole_and_in_parts(store: ObjectStore) -> None:
    data = os.urandom(200_000)
    assert put(store, "captures/510500/a.warc.gz", data) == ObjectInfo(
        "captures/510500/a.warc.gz", 200_000, digest(data)
    )
    assert store.get("captures/510500/a.warc.gz") == data
    assert store.read("captures/510500/a.warc.gz", 0, 10) == data[:10]
    assert store.read("captures/510500/a.warc.gz", 150_000, 1000) == data[150_000:151_000]


def test_a_range_past_the_end_gives_what_there_is(store: ObjectStore) -> None:
    put(store, "a", b"0123456789")
    assert store.read("a", 8, 100) == b"89"
    assert store.read("a", 10, 100) == b""
    assert store.read("a", 50, 100) == b""
    assert store.read("a", 3, 0) == b""


def test_a_file_is_put_from_the_disk(store: ObjectStore, tmp_path: Path) -> None:
    (tmp_path / "segment").write_bytes(b"from a file")
    store.put("a/b", tmp_path / "segment", sha256=digest(b"from a file"))
    assert store.get("a/b") == b"from a file"


def test_an_empty_object_is_an_object(store: ObjectStore) -> None:
    put(store, "empty", b"")
    assert store.get("empty") == b""
    assert store.head("empty") is not None


def test_the_same_bytes_again_are_no_error(store: ObjectStore) -> None:
    first = put(store, "a", b"the same")
    assert put(store, "a", b"the same") == first


def test_other_bytes_under_a_key_are_refused_and_change_nothing(store: ObjectStore) -> None:
    put(store, "a", b"first")
    with pytest.raises(ObjectConflict, match="a .* holds other bytes"):
        put(store, "a", b"second")
    assert store.get("a") == b"first"


def test_bytes_that_do_not_have_the_stated_digest_are_not_stored(store: ObjectStore) -> None:
    with pytest.raises(ObjectDamaged):
        store.put("a", b"these", sha256=digest(b"those"))
    assert store.head("a") is None
    assert list(store.list()) == []


def test_a_missing_object_is_missing(store: ObjectStore) -> None:
    assert store.head("no/such") is None
    with pytest.raises(ObjectMissing, match="no/such is not in"):
        store.get("no/such")
    with pytest.raises(ObjectMissing):
        store.read("no/such", 0, 10)


def test_a_listing_names_every_object_once_with_its_size(store: ObjectStore) -> None:
    keys = ["a-b", "a/b", "a/c/d", "a.b", "b", "A", "a0", "a/c.json"]
    for key in keys:
        put(store, key, key.encode())
    assert sorted(info.key for info in store.list()) == sorted(keys)
    assert {info.key: info.size for info in store.list()} == {key: len(key) for key in keys}


def test_a_listing_is_of_a_prefix_not_only_of_a_folder(store: ObjectStore) -> None:
    for key in ("runs/2026/01/x", "runs/2026/02/y", "runs2/z", "reports/r"):
        put(store, key, b"-")
    assert {info.key for info in store.list("runs/")} == {"runs/2026/01/x", "runs/2026/02/y"}
    assert {info.key for info in store.list("runs")} == {"runs/2026/01/x", "runs/2026/02/y", "runs2/z"}
    assert [info.key for info in store.list("runs/2026/02")] == ["runs/2026/02/y"]
    assert list(store.list("nothing/here")) == []


def test_more_objects_than_a_page_are_all_listed(store: ObjectStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.objects.s3._PAGE", 10)
    for number in range(25):
        put(store, f"many/{number:04d}", b"")
    assert sum(1 for _ in store.list("many/")) == 25


@pytest.mark.parametrize(
    "key", ["", "/a", "a/", "a//b", "../a", "a/../b", "a/.b", ".", "a\\b", "a b", "a\0b", "泸州", "a\n", "x" * 901]
)
def test_a_key_that_could_escape_is_refused(store: ObjectStore, key: str) -> None:
    with pytest.raises(ValueError, match="not a key"):
        put(store, key, b"-")
    with pytest.raises(ValueError, match="not a key"):
        store.get(key)


def test_many_writers_of_the_same_bytes_all_succeed(store: ObjectStore) -> None:
    outcomes: list[object] = []
    start = threading.Barrier(8)

    def write(number: int) -> None:
        start.wait()
        try:
            put(store, "contested", b"the same bytes")
            outcomes.append("put")
        except StorageError as error:
            outcomes.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == ["put"] * 8
    assert store.get("contested") == b"the same bytes"


def test_of_many_writers_of_other_bytes_one_wins_where_keys_are_created_once(
    store: ObjectStore,
) -> None:
    if not (isinstance(store, _Under) or store.uri.startswith("file:")):
        pytest.skip("without archive.json nothing is known of the server")
    outcomes: list[bytes | Exception] = []
    start = threading.Barrier(8)

    def write(data: bytes) -> None:
        start.wait()
        try:
            put(store, "contested", data)
            outcomes.append(data)
        except ObjectConflict as error:
            outcomes.append(error)

    threads = [threading.Thread(target=write, args=(b"writer %d" % number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    winners = [outcome for outcome in outcomes if isinstance(outcome, bytes)]
    assert winners == [store.get("contested")]


# A local directory


def test_a_directory_creates_once_and_the_trial_leaves_nothing(tmp_path: Path) -> None:
    store = open_store(f"file:{tmp_path}/archive", create=True)
    assert store.creates_once() is not None
    assert [path for path in (tmp_path / "archive").rglob("*") if path.is_file()] == []


def test_a_file_address_is_relative_or_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put(open_store("file:one/archive", create=True), "a", b"1")
    assert (tmp_path / "one/archive/a").read_bytes() == b"1"
    put(open_store(f"file://{tmp_path}/two", create=True), "a", b"2")
    assert (tmp_path / "two/a").read_bytes() == b"2"
    put(open_store(f"file://{tmp_path}/%E6%B3%B8 x", create=True), "a", b"3")
    assert (tmp_path / "泸 x/a").read_bytes() == b"3"


@pytest.mark.parametrize(
    "uri",
    [
        "",
        "archive",
        "/srv/archive",
        "s3://bucket/../x",
        "s3://bucket/a b",
        "file:a?b",
        "file:a#b",
        "file:",
        "file://server/share",
        "ftp://x/y",
        "s3:bucket",
        "s3://",
        "s3://Up/x",
    ],
)
def test_an_address_that_is_none_is_refused_in_one_line(uri: str) -> None:
    with pytest.raises(BadArchiveUri) as caught:
        open_store(uri)
    assert "\n" not in str(caught.value)
    assert "write" in str(caught.value) or "prefix" in str(caught.value)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreUnwritable, match=r"cannot write to .*/file/archive: Not a directory"):
        open_store(f"file:{tmp_path}/file/archive", create=True)


def test_a_folder_that_can_only_be_read_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(f"file:{tmp_path}", create=True)

    def refuse(*arguments: object, **named: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    for name in ("open", "touch", "unlink"):
        monkeypatch.setattr(Path, name, refuse)
    with pytest.raises(StoreUnwritable, match="Read-only file system; check the folder"):
        put(store, "a", b"x")
    with pytest.raises(StoreUnwritable, match="Read-only file system; check the folder"):
        store.creates_once()


def test_an_object_being_written_is_not_listed_nor_left_behind(tmp_path: Path) -> None:
    store = open_store(f"file:{tmp_path}/archive", create=True)
    with pytest.raises(StorageError):
        store.put("a", tmp_path / "not there", sha256=digest(b""))
    assert list(store.list()) == []
    assert [path for path in (tmp_path / "archive").rglob("*") if path.is_file()] == []


# S3


def test_without_an_endpoint_it_is_amazon_and_a_bucket_may_be_the_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "any")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "any")
    with mock_aws():
        boto3.client("s3", region_name="us-east-1").create_bucket(Bucket=BUCKET)
        store = open_store(f"s3://{BUCKET}")
        put(store, "archive.json", b"{}")
        put(store, "a/b", b"-")
        assert [info.key for info in store.list()] == ["a/b", "archive.json"]


def test_wrong_credentials_are_told_in_one_line_without_the_secret(
    s3_uri: str, s3_server: S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "quite-another-secret")
    store = open_store(s3_uri, endpoint_url=s3_server.endpoint_url)
    with pytest.raises(StoreDenied, match="check the credentials") as caught:
        store.get("archive.json")
    assert "\n" not in str(caught.value)
    assert "quite-another-secret" not in str(caught.value)


def test_absent_credentials_are_told(s3_uri: str, s3_server: S3Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(StoreDenied, match="no credentials"):
        put(open_store(s3_uri, endpoint_url=s3_server.endpoint_url), "a", b"-")


def test_a_missing_bucket_is_told(s3_environment: S3Server) -> None:
    store = open_store("s3://no-such-bucket/x", endpoint_url=s3_environment.endpoint_url)
    with pytest.raises(BucketMissing, match="'no-such-bucket' is not there"):
        store.get("archive.json")
    with pytest.raises(BucketMissing):
        put(store, "a", b"-")


def test_an_endpoint_that_is_not_there_is_told(s3_environment: S3Server) -> None:
    with pytest.raises(StoreUnavailable, match="does not answer .* check ARCHIVE_S3_ENDPOINT_URL"):
        open_store("s3://archive/x", endpoint_url="http://127.0.0.1:9").get("a")


def test_an_endpoint_that_is_no_address_is_told(s3_environment: S3Server) -> None:
    with pytest.raises(BadArchiveUri, match="no endpoint"):
        open_store("s3://archive/x", endpoint_url="not an address")


def test_the_server_is_found_to_create_once(s3_uri: str, s3_server: S3Server) -> None:
    store = open_store(s3_uri, endpoint_url=s3_server.endpoint_url)
    assert store.creates_once() is None
    put(store, "archive.json", b"{}")
    assert "If-None-Match" in (store.creates_once() or "")
    assert store.get("archive.json") == b"{}"
