"""The exchange with a time stamping service over HTTP: one that stamps, and all the ways in which one does not."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from storage.archive import Archive
from storage.proofs import BadKey, NotStamped, Trust, service_at, sign, stamp, trust_in
from storage.snapshots import Snapshot, verify
from storage.verify import verify_archive
from tests.storage.test_proofs import archive, authority, clock, needs_openssl, public, snapshot

__all__ = ["archive", "authority", "snapshot"]  # fixtures

Behaviour = Callable[[BaseHTTPRequestHandler, bytes], None]


class Service:
    """On loopback; `behaviour` answers each request that is well formed."""

    def __init__(self) -> None:
        self.behaviour: Behaviour = lambda handler, request: handler.send_error(500)
        self.requests: list[bytes] = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                request = self.rfile.read(int(self.headers["Content-Length"]))
                service.requests.append(request)
                if self.headers["Content-Type"] != "application/timestamp-query":
                    self.send_error(415)
                    return
                service.behaviour(self, request)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/tsa"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def service() -> Iterator[Service]:
    made = Service()
    yield made
    made.server.shutdown()
    made.server.server_close()


def send(handler: BaseHTTPRequestHandler, body: bytes, *, length: int | None = None) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/timestamp-reply")
    handler.send_header("Content-Length", str(len(body) if length is None else length))
    handler.end_headers()
    handler.wfile.write(body)


@needs_openssl
def test_a_snapshot_is_stamped_over_http_and_anybody_can_check_it(
    archive: Archive, snapshot: Snapshot, authority: Path, service: Service
) -> None:
    ask = clock(authority)
    service.behaviour = lambda handler, request: send(handler, ask(request))
    made = stamp(archive, snapshot.snapshot, service_at(service.url))
    assert made.by == "CN=Test clock" and len(service.requests) == 1
    assert verify(archive, snapshot, trust=trust_in(None, authority / "ca.pem")).stamps[0].trusted
    assert stamp(archive, snapshot.snapshot, service_at(service.url)) == made and len(service.requests) == 1


@needs_openssl
def test_each_proof_is_told_by_itself_also_when_the_signing_key_is_lost(
    archive: Archive, snapshot: Snapshot, authority: Path
) -> None:
    key = Ed25519PrivateKey.generate()
    trust = Trust(frozenset({public(key)}), trust_in(None, authority / "ca.pem").authorities)
    sign(archive, snapshot.snapshot, key)
    stamp(archive, snapshot.snapshot, clock(authority))
    del key
    found = verify(archive, snapshot, trust=trust)
    assert ([each.trusted for each in found.signatures], [each.trusted for each in found.stamps]) == ([True], [True])
    (signed,) = (info.key for info in archive.store.list("proofs/") if info.key.endswith(".json"))
    (archive.store.root / signed).unlink()  # type: ignore[attr-defined]
    left = verify(archive, snapshot, trust=trust)
    assert [each.trusted for each in left.stamps] == [True] and left.signatures == ()
    assert [damage.message for damage in left.damages] == ["none of the trusted keys has signed it"]
    assert verify_archive(archive) == []


def refused(handler: BaseHTTPRequestHandler, request: bytes) -> None:
    """PKIStatusInfo: rejection, badAlg; no token (RFC 3161, 2.4.2)."""
    send(handler, bytes.fromhex("30093007020102") + bytes.fromhex("03020780"))


@needs_openssl
def test_a_stamp_of_other_bytes_or_with_another_nonce_is_refused(
    archive: Archive, snapshot: Snapshot, authority: Path, service: Service
) -> None:
    ask, digest = clock(authority), hashlib.sha256(archive.store.get(snapshot.key)).digest()
    other = TimestampRequestBuilder().data(b"other bytes").hash_algorithm(HashAlgorithm.SHA256).build().as_bytes()
    for told, asked in (
        ("nonce", lambda request: other),
        ("other bytes", lambda request: request.replace(digest, hashlib.sha256(b"other bytes").digest())),
    ):
        service.behaviour = lambda handler, request, asked=asked: send(handler, ask(asked(request)))  # type: ignore[misc]
        with pytest.raises(NotStamped, match=told):
            stamp(archive, snapshot.snapshot, service_at(service.url))
    assert list(archive.store.list("proofs/")) == []


def dripping(handler: BaseHTTPRequestHandler, request: bytes) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"0")
        handler.wfile.flush()
        time.sleep(0.02)


def silent(handler: BaseHTTPRequestHandler, request: bytes) -> None:
    time.sleep(1)


# Only these are cut short: on a busy machine an honest answer takes its time too.
SLOW = (dripping, silent)


@pytest.mark.parametrize(
    ("behaviour", "told"),
    [
        (refused, "refuses"),
        (lambda handler, request: handler.send_error(503), "does not answer: HTTP Error 503"),
        (lambda handler, request: handler.send_error(404), "does not answer: HTTP Error 404"),
        (lambda handler, request: send(handler, b"x" * (2 << 20)), "more than 1048576 bytes"),
        (lambda handler, request: send(handler, b"x", length=5000), "breaks off|does not answer"),
        (lambda handler, request: send(handler, b"<html>"), "no time stamp"),
        (lambda handler, request: send(handler, b""), "no time stamp"),
        (lambda handler, request: handler.wfile.write(b"not http at all\r\n\r\n"), "does not answer"),
        (dripping, "too slowly"),
        (silent, "does not answer"),
    ],
    ids=["refusal", "503", "404", "huge", "cut", "a page", "nothing", "no http", "drip", "silence"],
)
def test_a_service_that_does_not_stamp_is_told_in_a_line_and_nothing_is_stored(
    archive: Archive, snapshot: Snapshot, service: Service, behaviour: Behaviour, told: str
) -> None:
    service.behaviour = behaviour
    with pytest.raises(NotStamped, match=told) as caught:
        stamp(archive, snapshot.snapshot, service_at(service.url, seconds=0.3 if behaviour in SLOW else 20))
    assert "\n" not in str(caught.value)
    assert list(archive.store.list("proofs/")) == []
    assert verify(archive, snapshot).damages == ()


@pytest.mark.parametrize("url", ["", "tsa.example.org", "http://", "http://[", "http://a b/", "ftp://tsa.example.org/"])
def test_what_is_no_address_of_a_service_is_refused_before_anything_is_asked(url: str) -> None:
    with pytest.raises(BadKey, match="SNAPSHOT_TIMESTAMP_URL"):
        service_at(url)
