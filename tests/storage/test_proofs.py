"""Signatures and time stamps of snapshots: what they prove, and that neither can be bent."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from storage.archive import Archive
from storage.copying import copy
from storage.objects import open_store
from storage.proofs import BadKey, NotStamped, Trust, private_key, service_at, sign, stamp, trust_in
from storage.runs import Code
from storage.snapshots import Snapshot, create, verify
from storage.verify import verify_archive
from tests.storage.made_runs import capture, open_archive, parse_of, put_run

OPENSSL = shutil.which("openssl")
needs_openssl = pytest.mark.skipif(OPENSSL is None, reason="the time stamping service of the tests is openssl's")
CONFIG = """
[tsa]
default_tsa = it
[it]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_chain = no
"""


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = open_archive(tmp_path)
    page = capture("https://www.luzhou.gov.cn/a.html")
    put_run(archive, 0, [page], [parse_of(page)])
    return archive


@pytest.fixture
def snapshot(archive: Archive) -> Snapshot:
    return create(archive, code=Code(version="test"))


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an authority of the tests' own, and a certificate from it for stamping."""
    folder = tmp_path_factory.mktemp("tsa")
    ca_key, tsa_key = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
    ca, tsa = (x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]) for name in ("Test authority", "Test clock"))
    now = datetime.now(UTC)

    def certificate(name: x509.Name, key: rsa.RSAPrivateKey, *extensions: tuple[x509.ExtensionType, bool]) -> bytes:
        builder = x509.CertificateBuilder(ca, name, key.public_key(), x509.random_serial_number())
        builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=900))
        for extension, critical in extensions:
            builder = builder.add_extension(extension, critical)
        return builder.sign(ca_key, hashes.SHA256()).public_bytes(Encoding.PEM)

    stamping = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    (folder / "ca.pem").write_bytes(certificate(ca, ca_key, (x509.BasicConstraints(ca=True, path_length=None), True)))
    (folder / "tsa.pem").write_bytes(
        certificate(tsa, tsa_key, (x509.BasicConstraints(ca=False, path_length=None), True), (stamping, True))
    )
    (folder / "tsa.key").write_bytes(tsa_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (folder / "serial").write_text("01\n")
    (folder / "tsa.conf").write_text(CONFIG.format(folder=folder))
    return folder


def clock(folder: Path) -> Callable[[bytes], bytes]:
    """A time stamping service: openssl, asked without a network."""

    def ask(request: bytes) -> bytes:
        (folder / "request.tsq").write_bytes(request)
        files = ["-config", "tsa.conf", "-queryfile", "request.tsq", "-out", "answer.tsr"]
        subprocess.run([str(OPENSSL), "ts", "-reply", *files], cwd=folder, check=True, capture_output=True)
        return (folder / "answer.tsr").read_bytes()

    return ask


def public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def test_a_signature_holds_and_is_trusted_only_by_who_knows_the_key(archive: Archive, snapshot: Snapshot) -> None:
    ours, others = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    assert verify(archive, snapshot).signatures == ()
    sign(archive, snapshot.snapshot, ours)
    sign(archive, snapshot.snapshot, ours)
    (unknown,) = verify(archive, snapshot).signatures
    assert not unknown.trusted and "not known here" in str(unknown)
    known = verify(archive, snapshot, trust=Trust(frozenset({public(ours)})))
    assert known.damages == () and [each.trusted for each in known.signatures] == [True]
    (damage,) = verify(archive, snapshot, trust=Trust(frozenset({public(others)}))).damages
    assert "none of the trusted keys" in damage.message
    sign(archive, snapshot.snapshot, others)
    assert len(verify(archive, snapshot).signatures) == 2
    assert verify_archive(archive) == []


@needs_openssl
def test_a_time_stamp_holds_and_says_when_and_who(archive: Archive, snapshot: Snapshot, authority: Path) -> None:
    before = datetime.now(UTC) - timedelta(seconds=2)
    made = stamp(archive, snapshot.snapshot, clock(authority))
    assert before <= made.at <= datetime.now(UTC) + timedelta(seconds=2) and made.by == "CN=Test clock"
    assert stamp(archive, snapshot.snapshot, clock(authority)) == made
    assert len(list(archive.store.list("proofs/"))) == 1
    (claimed,) = verify(archive, snapshot).stamps
    assert not claimed.trusted and "not checked" in str(claimed)
    found = verify(archive, snapshot, trust=trust_in(None, authority / "ca.pem"))
    assert found.damages == () and [each.trusted for each in found.stamps] == [True]
    assert verify_archive(archive) == []


@needs_openssl
def test_a_time_stamp_of_an_authority_that_is_not_trusted_does_not_hold(
    archive: Archive, snapshot: Snapshot, authority: Path, tmp_path: Path
) -> None:
    stamp(archive, snapshot.snapshot, clock(authority))
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test authority")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(days=1), now + timedelta(days=9))
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
    (tmp_path / "other.pem").write_bytes(builder.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM))
    (damage,) = verify(archive, snapshot, trust=trust_in(None, tmp_path / "other.pem")).damages
    assert "not of a trusted authority" in damage.message


@needs_openssl
def test_others_can_check_both_with_openssl_alone(
    archive: Archive, snapshot: Snapshot, authority: Path, tmp_path: Path
) -> None:
    key = Ed25519PrivateKey.generate()
    sign(archive, snapshot.snapshot, key)
    stamp(archive, snapshot.snapshot, clock(authority))
    (tmp_path / "public.pem").write_bytes(
        key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )
    (tmp_path / "snapshot.json").write_bytes(archive.store.get(snapshot.key))
    signature, stamped = (
        archive.store.get(info.key) for info in sorted(archive.store.list("proofs/"), key=lambda i: i.key)
    )
    (tmp_path / "signature").write_bytes(bytes.fromhex(signature.decode().split('"signature":"')[1].split('"')[0]))
    (tmp_path / "stamp.tsr").write_bytes(stamped)
    for arguments in (
        "pkeyutl -verify -rawin -pubin -inkey public.pem -in snapshot.json -sigfile signature",
        f"ts -verify -data snapshot.json -in stamp.tsr -CAfile {authority / 'ca.pem'}",
    ):
        done = subprocess.run([str(OPENSSL), *arguments.split()], cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr


@needs_openssl
def test_one_changed_byte_of_a_proof_or_of_the_snapshot_is_found(
    archive: Archive, snapshot: Snapshot, authority: Path
) -> None:
    sign(archive, snapshot.snapshot, Ed25519PrivateKey.generate())
    stamp(archive, snapshot.snapshot, clock(authority))
    for info in list(archive.store.list("proofs/")):
        file = archive.store.root / info.key  # type: ignore[attr-defined]
        whole = file.read_bytes()
        file.chmod(0o644)
        for position in range(0, len(whole), 7):
            file.write_bytes(whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :])
            assert [damage.key for damage in verify(archive, snapshot, quick=True).damages] == [info.key], position
        assert [fault.key for fault in verify_archive(archive)] == [info.key]
        file.write_bytes(whole)


@needs_openssl
def test_a_proof_of_another_snapshot_proves_nothing(archive: Archive, snapshot: Snapshot, authority: Path) -> None:
    put_run(archive, 1, [capture("https://www.luzhou.gov.cn/b.html", day=1)])
    other = create(archive, "510500", code=Code(version="test"))
    sign(archive, other.snapshot, Ed25519PrivateKey.generate())
    stamp(archive, other.snapshot, clock(authority))
    for info in list(archive.store.list("proofs/")):
        source = archive.store.root / info.key  # type: ignore[attr-defined]
        target = archive.store.root / "proofs" / snapshot.snapshot / source.name  # type: ignore[attr-defined]
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
    found = verify(archive, snapshot)
    assert len(found.damages) == 2 and found.signatures == found.stamps == ()


@pytest.mark.parametrize("answer", [b"", b"<html>no</html>", b"0" * 2000, bytes.fromhex("30053003020102")])
def test_an_answer_that_is_no_time_stamp_is_refused_and_nothing_is_stored(
    archive: Archive, snapshot: Snapshot, answer: bytes
) -> None:
    with pytest.raises(NotStamped, match="time stamp"):
        stamp(archive, snapshot.snapshot, lambda request: answer)
    assert list(archive.store.list("proofs/")) == []


@needs_openssl
def test_the_answer_to_another_request_is_refused(archive: Archive, snapshot: Snapshot, authority: Path) -> None:
    answer: list[bytes] = []
    ask = clock(authority)

    def replayed(request: bytes) -> bytes:
        answer.append(ask(request))
        return answer[0]

    stamp(archive, snapshot.snapshot, replayed)
    (info,) = archive.store.list("proofs/")
    (archive.store.root / info.key).unlink()  # type: ignore[attr-defined]
    with pytest.raises(NotStamped, match="nonce"):
        stamp(archive, snapshot.snapshot, replayed)


def test_a_service_that_does_not_answer_is_told_in_a_line() -> None:
    with pytest.raises(NotStamped, match=r"127\.0\.0\.1:9"):
        service_at("http://127.0.0.1:9/")(b"request")
    with pytest.raises(BadKey, match="no http address"):
        service_at("file:///etc/passwd")


def test_a_copy_of_the_archive_has_the_proofs_too(archive: Archive, snapshot: Snapshot, tmp_path: Path) -> None:
    sign(archive, snapshot.snapshot, Ed25519PrivateKey.generate())
    copy(archive, open_store(f"file:{tmp_path / 'copy'}", create=True))
    there = Archive.open(f"file:{tmp_path / 'copy'}", state_dir=tmp_path / "other")
    assert len(verify(there, snapshot).signatures) == 1 and verify_archive(there) == []


@pytest.mark.parametrize("content", [None, b"", b"no key", b"rsa"])
def test_a_file_that_is_no_ed25519_key_is_named(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "key.pem"
    if content == b"rsa":
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        content = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(BadKey, match="key.pem"):
        private_key(file)
    with pytest.raises(BadKey, match="key.pem"):
        trust_in(file, None)
    with pytest.raises(BadKey, match="key.pem"):
        trust_in(None, file)
