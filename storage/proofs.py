"""Proofs (佐证) of a snapshot: who vouches for it, and since when it exists.

    proofs/<scope>/<date>-<root[:12]>/ed25519-<fingerprint[:16]>.json    a signature (RFC 8032) by a key of ours or others'
                                      rfc3161-<sha256[:16]>.tsr         a time stamp (RFC 3161), the service's answer in DER

Both are over the snapshot's bytes as stored, so that anybody can check them with other tools (docs/snapshots.md). They lie beside
the snapshot, not in it: it is the same with and without, and may be signed by several, also later. A signature is believed
when its key is one that the asker trusts, a time stamp when its certificate leads to an authority that he trusts; without such trust
it is only said what they claim, and that they are of these bytes.
"""

from __future__ import annotations

import hashlib
import http.client
import re
import time
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from storage.archive import Archive
from storage.errors import ObjectDamaged, StorageError
from storage.objects import listed
from storage.trees import canonical, sha256_of

FOLDER = "proofs"

_SERVICE_SECONDS = 30
_LARGEST_ANSWER = 1 << 20
_GRANTED = (0, 1)  # granted, granted with modifications
_HTTP = re.compile(r"https?://[^\s/?#\[\]@]+(:\d+)?([/?]\S*)?")
_PEM = re.compile(rb"-----BEGIN PUBLIC KEY-----.*?-----END PUBLIC KEY-----\s*", re.DOTALL)

Hex = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{2})+$")]
Service = Callable[[bytes], bytes]
"""A time stamping service: the request in DER, the answer in DER."""


class BadKey(StorageError):
    """A file that should hold a key or a certificate does not."""


class NotStamped(StorageError):
    """The time stamping service did not give a time stamp."""


class Signature(BaseModel):
    """A signature as stored: of the snapshot's bytes, by the key in it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal[1] = 1
    algorithm: Literal["ed25519"] = "ed25519"
    snapshot: str
    sha256: Hex
    public_key: Hex
    signature: Hex


@dataclass(frozen=True, slots=True)
class Trust:
    """Whose signatures and time stamps are believed: public keys (raw, 32 bytes), certificates of authorities."""

    keys: frozenset[bytes] = frozenset()
    authorities: tuple[x509.Certificate, ...] = ()


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature that holds: the key's fingerprint (SHA-256 of its 32 bytes), and whether it is trusted."""

    fingerprint: str
    trusted: bool

    def __str__(self) -> str:
        return f"signed by Ed25519 key {self.fingerprint[:16]} ({'trusted' if self.trusted else 'not known here'})"


@dataclass(frozen=True, slots=True)
class Stamped:
    """A time stamp of these bytes: when, by whom, and whether a trusted authority stands behind it."""

    at: datetime
    by: str
    trusted: bool

    def __str__(self) -> str:
        how = "trusted authority" if self.trusted else "its authority was not checked"
        return f"time-stamped {self.at.isoformat()} by {self.by} ({how})"


@dataclass(frozen=True, slots=True)
class Checked:
    """The proofs of a snapshot: those that hold, and what is wrong with the others, by their keys."""

    signatures: tuple[Signed, ...]
    stamps: tuple[Stamped, ...]
    faults: tuple[tuple[str, str], ...]


# Making


def sign(archive: Archive, snapshot: str, private: Ed25519PrivateKey) -> Signed:
    """Sign a stored snapshot; once more with the same key is no error."""
    data = archive.store.get(f"snapshots/{snapshot}.json")
    public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    made = canonical(
        Signature(
            snapshot=snapshot, sha256=sha256_of(data), public_key=public.hex(), signature=private.sign(data).hex()
        )
    )
    fingerprint = sha256_of(public)
    archive.store.put(f"{_folder(snapshot)}ed25519-{fingerprint[:16]}.json", made, sha256=sha256_of(made))
    return Signed(fingerprint, trusted=True)


def stamp(archive: Archive, snapshot: str, service: Service) -> Stamped:
    """Have a stored snapshot time-stamped. One that has a time stamp of its bytes gets no other. Raises NotStamped."""
    data = archive.store.get(f"snapshots/{snapshot}.json")
    present = check(archive, snapshot, data).stamps
    if present:
        return present[0]
    request = TimestampRequestBuilder().data(data).hash_algorithm(HashAlgorithm.SHA256).build()
    answer = service(request.as_bytes())
    try:
        response = decode_timestamp_response(answer)
        if response.status not in _GRANTED:
            raise NotStamped(
                f"the time stamping service refuses: {'; '.join(response.status_string) or response.status}"
            )
        if response.tst_info.nonce != request.nonce:
            raise NotStamped("the time stamping service answered another request (its nonce is not ours)")
        stamped = _stamped(response, data, Trust())
    except (ValueError, ObjectDamaged) as error:
        raise NotStamped(f"the time stamping service's answer is no time stamp of the snapshot: {error}") from error
    digest = sha256_of(answer)
    archive.store.put(f"{_folder(snapshot)}rfc3161-{digest[:16]}.tsr", answer, sha256=digest)
    return stamped


def service_at(url: str, *, seconds: float = _SERVICE_SECONDS) -> Service:
    """A time stamping service over HTTP (RFC 3161, 3.4), which has `seconds` to answer."""
    if not _HTTP.fullmatch(url):
        raise BadKey(f"SNAPSHOT_TIMESTAMP_URL {url!r} is no http address of a time stamping service")

    def ask(request: bytes) -> bytes:
        headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        asked = urllib.request.Request(url, data=request, headers=headers, method="POST")
        try:
            with urllib.request.urlopen(asked, timeout=seconds) as response:
                return _read(response, until=time.monotonic() + seconds)
        except (OSError, http.client.HTTPException) as error:
            why = " ".join(str(error).split())[:200] or type(error).__name__
            raise NotStamped(f"the time stamping service {url} does not answer: {why}") from error

    return ask


def _read(response: http.client.HTTPResponse, *, until: float) -> bytes:
    """The whole answer; NotStamped for one that is too long, or comes too slowly."""
    pieces: list[bytes] = []
    while piece := response.read1(1 << 16):
        pieces.append(piece)
        if sum(map(len, pieces)) > _LARGEST_ANSWER:
            raise NotStamped(f"the time stamping service's answer has more than {_LARGEST_ANSWER} bytes")
        if time.monotonic() > until:
            raise NotStamped("the time stamping service's answer comes too slowly")
    answer = b"".join(pieces)
    if response.length:
        raise NotStamped(f"the time stamping service's answer breaks off after {len(answer)} bytes")
    return answer


# Checking


def check(archive: Archive, snapshot: str, data: bytes, trust: Trust | None = None) -> Checked:
    """All proofs of a snapshot, held against its bytes as stored."""
    signatures, stamps, faults = [], [], []
    for info in listed(archive.store, _folder(snapshot)):
        try:
            proof = check_one(info.key, archive.store.get(info.key), data, trust or Trust())
        except ObjectDamaged as error:
            faults.append((info.key, str(error)))
            continue
        if isinstance(proof, Signed):
            signatures.append(proof)
        else:
            stamps.append(proof)
    return Checked(
        tuple(sorted(signatures, key=lambda each: each.fingerprint)),
        tuple(sorted(stamps, key=lambda each: each.at)),
        tuple(sorted(faults)),
    )


@dataclass(frozen=True, slots=True)
class StoredProof:
    """A proof as stored, and what it is, in words."""

    name: str
    media_type: str
    about: str
    data: bytes


def stored_proofs(archive: Archive, snapshot: str) -> list[StoredProof]:
    """All proofs of a snapshot, unchecked, in the order of their names."""
    found = []
    for info in sorted(listed(archive.store, _folder(snapshot)), key=lambda info: info.key):
        stamped = info.key.endswith(".tsr")
        media_type = "application/timestamp-reply" if stamped else "application/json"
        about = "a time stamp (RFC 3161)" if stamped else "a signature (Ed25519)"
        found.append(StoredProof(info.key.rpartition("/")[2], media_type, about, archive.store.get(info.key)))
    return found


def check_one(key: str, proof: bytes, data: bytes, trust: Trust) -> Signed | Stamped:
    """One proof of a snapshot's bytes; ObjectDamaged unless it holds and lies under its own key."""
    name = key.rpartition("/")[2]
    if name == f"rfc3161-{sha256_of(proof)[:16]}.tsr":
        try:
            return _stamped(decode_timestamp_response(proof), data, trust)
        except ValueError as error:
            raise ObjectDamaged(f"{key} is no time stamp: {error}") from error
    if name.startswith("ed25519-"):
        return _signed(key, proof, data, trust)
    raise ObjectDamaged(f"{key} is no proof, or not the one that it was")


def snapshot_of(key: str) -> str:
    """The snapshot that a proof's key names."""
    return key.removeprefix(f"{FOLDER}/").rpartition("/")[0]


def _signed(key: str, proof: bytes, data: bytes, trust: Trust) -> Signed:
    try:
        signature = Signature.model_validate_json(proof)
    except ValidationError as error:
        raise ObjectDamaged(f"{key} is no signature: {error.errors()[0]['msg']}") from error
    public = bytes.fromhex(signature.public_key)
    fingerprint = sha256_of(public)
    if canonical(signature) != proof or key != f"{_folder(signature.snapshot)}ed25519-{fingerprint[:16]}.json":
        raise ObjectDamaged(f"{key} is not the signature that it was")
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(bytes.fromhex(signature.signature), data)
    except (InvalidSignature, ValueError) as error:
        raise ObjectDamaged(f"{key} is no signature of the snapshot's bytes") from error
    if signature.sha256 != sha256_of(data):
        raise ObjectDamaged(f"{key} states another SHA-256 of the snapshot")
    return Signed(fingerprint, public in trust.keys)


def _stamped(response: TimeStampResponse, data: bytes, trust: Trust) -> Stamped:
    """ValueError where the answer holds no time stamp; ObjectDamaged where it is not of these bytes or not of the trusted."""
    told = response.tst_info
    if told.message_imprint.message != hashlib.sha256(data).digest():
        raise ObjectDamaged("it is a time stamp of other bytes than the snapshot's")
    if trust.authorities:
        builder = VerifierBuilder(roots=list(trust.authorities))
        for certificate in _certificates(response):
            if certificate.subject != certificate.issuer and not _is_leaf(certificate):
                builder = builder.add_intermediate_certificate(certificate)
        try:
            builder.build().verify_message(response, data)
        except VerificationError as error:
            raise ObjectDamaged(f"its time stamp is not of a trusted authority: {error}") from error
    return Stamped(told.gen_time, _who(response), bool(trust.authorities))


def _certificates(response: TimeStampResponse) -> list[x509.Certificate]:
    return [x509.load_der_x509_certificate(each) for each in response.signed_data.certificates]


def _is_leaf(certificate: x509.Certificate) -> bool:
    try:
        return not certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return True


def _who(response: TimeStampResponse) -> str:
    for certificate in _certificates(response):
        if _is_leaf(certificate):
            return certificate.subject.rfc4514_string()
    return "a service that does not say its name"


def _folder(snapshot: str) -> str:
    return f"{FOLDER}/{snapshot}/"


# Keys, from files


def private_key(path: Path) -> Ed25519PrivateKey:
    """An Ed25519 private key in PEM, as `openssl genpkey -algorithm ed25519` makes it. Raises BadKey."""
    key = _loaded(path, lambda data: load_pem_private_key(data, password=None))
    if not isinstance(key, Ed25519PrivateKey):
        raise BadKey(
            f"{path} holds another kind of key; make one with `openssl genpkey -algorithm ed25519 -out {path}`"
        )
    return key


def trust_in(keys: Path | None, authorities: Path | None) -> Trust:
    """Trust in the public keys of one PEM file and the certificates of another. Raises BadKey."""
    trusted = _loaded(keys, _public_keys) if keys else frozenset()
    certificates = _loaded(authorities, x509.load_pem_x509_certificates) if authorities else ()
    return Trust(frozenset(trusted), tuple(certificates))


def _public_keys(data: bytes) -> Sequence[bytes]:
    found = []
    for block in _PEM.findall(data):
        key = load_pem_public_key(block)
        if not isinstance(key, Ed25519PublicKey):
            raise ValueError("a key in it is not of Ed25519")
        found.append(key.public_bytes(Encoding.Raw, PublicFormat.Raw))
    if not found:
        raise ValueError("it holds no public key")
    return found


def _loaded(path: Path, load: Callable[[bytes], Any]) -> Any:
    try:
        return load(path.read_bytes())
    except OSError as error:
        raise BadKey(f"{path} cannot be read: {error.strerror or error}") from error
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise BadKey(
            f"{path} holds no key or certificate that can be used: {' '.join(str(error).split())[:160]}"
        ) from error
