"""S3 on bad days: a real server behind a proxy that fails, and one that is killed while a run is being written."""

from __future__ import annotations

import hashlib
import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.errors import NewerArchive, NotAnArchive, ObjectConflict, ObjectDamaged, StoreUnavailable
from storage.objects import ObjectStore, open_store
from storage.runs import JurisdictionOutcome
from storage.verify import verify_archive
from storage.writer import RunWriter, recover
from tests.s3_server import BUCKET, S3Server
from tests.storage.fault_proxy import FaultProxy, Trouble
from tests.storage.made_captures import CODE, QUICK, Known, make_capture
from tests.storage.test_writer import stored

DONE = {"510500": JurisdictionOutcome(outcome="success")}


@pytest.fixture
def proxy(s3_environment: S3Server) -> Iterator[FaultProxy]:
    with FaultProxy(s3_environment.endpoint_url) as proxy:
        yield proxy


@pytest.fixture
def store(s3_uri: str, proxy: FaultProxy) -> ObjectStore:
    store = open_store(s3_uri, endpoint_url=proxy.endpoint_url)
    put(store, "archive.json", b"{}")
    return store


def put(store: ObjectStore, key: str, data: bytes) -> None:
    store.put(key, data, sha256=hashlib.sha256(data).hexdigest())


def once(proxy: FaultProxy, trouble: Trouble, method: str) -> None:
    """This trouble at the next request of the method, and none after."""
    left = [trouble]

    def give(asked: str, path: str) -> Trouble:
        return left.pop() if left and asked == method else "none"

    proxy.trouble = give


@pytest.mark.parametrize("trouble", ["slow down", "drop before", "drop after success"])
def test_one_failure_of_a_put_is_got_over(store: ObjectStore, proxy: FaultProxy, trouble: Trouble) -> None:
    once(proxy, trouble, "PUT")
    put(store, "a", b"bytes")
    assert store.get("a") == b"bytes"


def test_a_put_that_is_answered_200_and_keeps_nothing_is_not_believed(store: ObjectStore, proxy: FaultProxy) -> None:
    proxy.trouble = lambda method, path: "claim success" if method == "PUT" else "none"
    with pytest.raises((ObjectDamaged, StoreUnavailable)):
        put(store, "a", b"bytes")
    proxy.trouble = lambda method, path: "none"
    put(store, "a", b"bytes")
    assert store.get("a") == b"bytes"


def test_a_put_that_timed_out_after_success_does_not_excuse_other_bytes(store: ObjectStore, proxy: FaultProxy) -> None:
    once(proxy, "drop after success", "PUT")
    put(store, "a", b"bytes")
    once(proxy, "drop after success", "PUT")
    with pytest.raises(ObjectConflict):
        put(store, "a", b"other")


@pytest.mark.parametrize("trouble", ["slow down", "drop before", "drop after success"])
def test_one_failure_of_a_read_is_got_over(store: ObjectStore, proxy: FaultProxy, trouble: Trouble) -> None:
    put(store, "a", b"bytes" * 1000)
    once(proxy, trouble, "GET")
    assert store.get("a") == b"bytes" * 1000


def test_a_short_read_is_never_taken_for_the_object(store: ObjectStore, proxy: FaultProxy) -> None:
    put(store, "a", b"bytes" * 1000)
    once(proxy, "short body", "GET")
    with pytest.raises(StoreUnavailable):
        store.get("a")
    once(proxy, "short body", "GET")
    with pytest.raises(StoreUnavailable):
        store.read("a", 10, 2000)
    assert store.get("a") == b"bytes" * 1000


def test_a_server_that_stays_overloaded_is_unavailable(store: ObjectStore, proxy: FaultProxy) -> None:
    proxy.trouble = lambda method, path: "slow down"
    with pytest.raises(StoreUnavailable, match=r"cannot serve now \((SlowDown|503)\)"):
        store.head("a")
    assert len([request for request in proxy.requests if request[1].endswith("/a")]) == 4


def test_no_secret_is_sent_or_told(store: ObjectStore, proxy: FaultProxy, s3_server: S3Server) -> None:
    proxy.trouble = lambda method, path: "drop before"
    with pytest.raises(StoreUnavailable) as caught:
        put(store, "b", b"-")
    told = str(caught.value) + str(proxy.requests)
    assert s3_server.environment["AWS_SECRET_ACCESS_KEY"] not in told
    assert s3_server.environment["AWS_ACCESS_KEY_ID"] not in told


def test_a_run_goes_through_a_store_with_every_trouble_and_loses_nothing(
    s3_uri: str, proxy: FaultProxy, tmp_path: Path
) -> None:
    archive = Archive.open(s3_uri, endpoint_url=proxy.endpoint_url, state_dir=tmp_path, create=True)
    chance = random.Random(7)
    troubles: list[Trouble] = ["slow down", "drop before", "drop after success", "short body"]
    proxy.trouble = lambda method, path: chance.choice(troubles) if chance.random() < 0.2 else "none"
    run = RunWriter(archive, spider="s", code=CODE, bounds=replace(QUICK, segment_captures=5), known=Known())
    captures = [make_capture(number) for number in range(40)]
    for capture in captures:
        run.append(capture)
        run.tend()
    manifest = run.close("success", (), DONE)
    proxy.trouble = lambda method, path: "none"
    assert stored(archive, manifest) == {capture.record_id: capture for capture in captures}
    assert verify_archive(archive) == []


def test_entries_that_the_listing_loses_are_noticed(s3_uri: str, proxy: FaultProxy, tmp_path: Path) -> None:
    archive = Archive.open(s3_uri, endpoint_url=proxy.endpoint_url, state_dir=tmp_path, create=True)
    run = RunWriter(archive, spider="s", code=CODE, bounds=QUICK, known=Known())
    run.append(make_capture())
    manifest = run.close("success", (), DONE)
    assert verify_archive(archive) == []
    proxy.trouble = lambda method, path: "lose entries" if "list-type" in path else "none"
    faults = verify_archive(archive)
    assert len(faults) == 1
    assert faults[0].kind == "unlisted"
    assert faults[0].key in ("archive.json", manifest.key, manifest.segments[0].key)


def test_a_server_killed_in_the_middle_of_a_run_and_started_again_costs_nothing(
    s3_environment: S3Server, tmp_path: Path
) -> None:
    server = S3Server(tmp_path / "server")
    server.start()
    try:
        archive = Archive.open(
            f"s3://{BUCKET}/killed", endpoint_url=server.endpoint_url, state_dir=tmp_path / "state", create=True
        )
        bounds = replace(QUICK, segment_captures=3, longest_retry=0.5, patience=120.0)
        run = RunWriter(archive, spider="s", code=CODE, bounds=bounds, known=Known())
        captures = [make_capture(number) for number in range(30)]
        for number, capture in enumerate(captures):
            run.append(capture)
            run.tend()
            if number == 10:
                while not run.durable(captures[0].record_id):
                    pass
                server.kill()
        restart = threading.Thread(target=server.start)
        restart.start()
        manifest = run.close("success", (), DONE)
        restart.join()
        assert stored(archive, manifest) == {capture.record_id: capture for capture in captures}
        assert verify_archive(archive) == []
        assert recover(archive) == []
    finally:
        server.kill()


# The archive's address


def test_an_archive_is_begun_once_and_found_again(s3_uri: str, s3_server: S3Server, tmp_path: Path) -> None:
    endpoint = s3_server.endpoint_url
    with pytest.raises(NotAnArchive, match=r"archive\.json is missing"):
        Archive.open(s3_uri, endpoint_url=endpoint, state_dir=tmp_path)
    Archive.open(s3_uri, endpoint_url=endpoint, state_dir=tmp_path, create=True)
    Archive.open(s3_uri, endpoint_url=endpoint, state_dir=tmp_path, create=True)
    assert Archive.open(s3_uri, endpoint_url=endpoint, state_dir=tmp_path).uri == s3_uri


def test_an_archive_of_a_later_format_is_not_touched(s3_uri: str, s3_server: S3Server, tmp_path: Path) -> None:
    put(open_store(s3_uri, endpoint_url=s3_server.endpoint_url), "archive.json", b'{"archive": "lantai", "format": 99}')
    with pytest.raises(NewerArchive, match="format 99"):
        Archive.open(s3_uri, endpoint_url=s3_server.endpoint_url, state_dir=tmp_path, create=True)


def test_two_servers_started_at_once_both_serve(tmp_path: Path) -> None:
    servers = [S3Server(tmp_path / name) for name in ("one", "other")]
    try:
        with ThreadPoolExecutor() as pool:
            list(pool.map(lambda server: server.start(), servers))
        assert len({server.endpoint_url for server in servers}) == 2
    finally:
        for server in servers:
            server.kill()
