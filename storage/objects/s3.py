"""A bucket and a prefix of an S3-compatible server as an object store.

A put is confirmed by asking for the object afterwards: its size, and its SHA-256 as the server keeps it, else the MD5 that
its ETag is, else by reading it back. Every request's body is signed with its SHA-256 (signature v4), so that a server that
checks signatures notices damage on the way. Credentials come from boto3's own chain alone.

Create-once: where the server is seen to honour If-None-Match, or has a header of its own for it (dialects.py), a put
cannot replace an object; elsewhere the key is looked at first, which two writers of one key could slip through. They write
the same bytes or none: every key names its content or its run.
"""

from __future__ import annotations

import base64
import hashlib
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
from botocore import exceptions as boto_errors
from botocore.config import Config

from storage.errors import (
    BadArchiveUri,
    BucketMissing,
    ObjectConflict,
    ObjectDamaged,
    ObjectMissing,
    StoreDenied,
    StoreError,
    StoreUnavailable,
)
from storage.objects.dialects import IF_NONE_MATCH, dialect_of
from storage.objects.interface import ObjectInfo, check_key

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import GetObjectOutputTypeDef, HeadObjectOutputTypeDef

_CONNECT_SECONDS = 5
_READ_SECONDS = 60
_ATTEMPTS = 4
"""Tries of one request, with exponential backoff and jitter (botocore's standard mode); longer patience is the writer's."""
_CONNECTIONS = 16
_STEP = 4 << 20
_PAGE = 1000
_PROBE_KEY = "archive.json"

_MISSING = {"NoSuchKey", "NotFound", "404"}
_DENIED = {
    "AccessDenied",
    "AllAccessDisabled",
    "ExpiredToken",
    "Forbidden",
    "InvalidAccessKeyId",
    "InvalidToken",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
    "Unauthorized",
    "401",
    "403",
}
_OTHER_REGION = {
    "AuthorizationHeaderMalformed",
    "IllegalLocationConstraintException",
    "PermanentRedirect",
    "TemporaryRedirect",
}
_LATER = {
    "InternalError",
    "OperationAborted",
    "RequestTimeout",
    "ServiceUnavailable",
    "SlowDown",
    "Throttling",
    "ThrottlingException",
    "TooManyRequests",
    "ConditionalRequestConflict",
}
_GARBLED = {"BadDigest", "InvalidDigest", "XAmzContentSHA256Mismatch", "XAmzContentChecksumMismatch"}
_TAKEN = {"PreconditionFailed", "412"}


class S3Store:
    """Objects in `bucket` below `prefix`; `endpoint_url` None is Amazon."""

    def __init__(self, bucket: str, prefix: str, *, endpoint_url: str | None = None) -> None:
        self.bucket = bucket
        self.prefix = f"{prefix}/" if prefix else ""
        self.uri = f"s3://{bucket}/{prefix}".rstrip("/")
        self.endpoint_url = endpoint_url
        self.dialect = dialect_of(endpoint_url)
        self._where = f"{self.uri} at {endpoint_url}" if endpoint_url else self.uri
        self._honours_if_none_match: bool | None = None if self.dialect.create_once == IF_NONE_MATCH else False
        self._probing = threading.Lock()
        session = boto3.session.Session()
        config = Config(
            signature_version="s3v4",
            s3={"addressing_style": self.dialect.addressing, "payload_signing_enabled": True},
            connect_timeout=_CONNECT_SECONDS,
            read_timeout=_READ_SECONDS,
            retries={"mode": "standard", "total_max_attempts": _ATTEMPTS},
            max_pool_connections=_CONNECTIONS,
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        try:
            self._client: S3Client = session.client(
                "s3",
                endpoint_url=endpoint_url,
                region_name=session.region_name or os.environ.get("AWS_REGION") or "us-east-1",
                config=config,
            )
        except (ValueError, boto_errors.BotoCoreError) as error:
            raise BadArchiveUri(f"{endpoint_url!r} is no endpoint of an S3 server: {error}") from error
        # Only boto3 itself asks for this, to follow a redirection that does not say where to; its question is redirected too,
        # without end.
        self._client.meta.events.register("before-call.s3.HeadBucket", self._refuse_redirection)
        if self.dialect.own_header is not None:
            header, value = self.dialect.own_header
            self._client.meta.events.register("before-sign.s3.PutObject", _header_setter(header, value))

    def put(self, key: str, data: bytes | Path, *, sha256: str) -> ObjectInfo:
        name = self._name(key)
        conditional = self._may_rely_on_if_none_match()
        if not conditional and self.dialect.own_header is None:
            found = self._head(name, key)
            if found is not None:
                return self._same_or_conflict(key, found, sha256)
        body, md5 = _body(key, data, sha256)
        arguments = self._arguments(body, sha256, md5)
        if conditional:
            arguments["IfNoneMatch"] = "*"
        try:
            self._client.put_object(Bucket=self.bucket, Key=name, Body=body, **arguments)
        except boto_errors.ClientError as error:
            if self._is_taken(error):
                found = self._head(name, key)
                if found is None:
                    raise StoreUnavailable(
                        f"{key} is taken in {self._where} and cannot be seen yet; try again"
                    ) from error
                return self._same_or_conflict(key, found, sha256)
            raise self._translated(error, key) from error
        except boto_errors.BotoCoreError as error:
            raise self._translated(error, key) from error
        return self._confirmed(key, len(body), sha256, md5)

    def restore(self, key: str, data: bytes, *, sha256: str) -> ObjectInfo:
        if self.dialect.own_header is not None:  # it goes with every put
            raise ObjectConflict(f"{key} in {self._where} is damaged and cannot be replaced; delete it, and try again")
        body, md5 = _body(key, data, sha256)
        with self._translating(key):
            self._client.put_object(
                Bucket=self.bucket, Key=self._name(key), Body=body, **self._arguments(body, sha256, md5)
            )
        return self._confirmed(key, len(body), sha256, md5)

    def get(self, key: str) -> bytes:
        with self._translating(key):
            answer = self._client.get_object(Bucket=self.bucket, Key=self._name(key))
            return self._read_all(key, answer, answer["ContentLength"])

    def read(self, key: str, start: int, length: int) -> bytes:
        if length <= 0:
            return b""
        try:
            with self._translating(key):
                answer = self._client.get_object(
                    Bucket=self.bucket, Key=self._name(key), Range=f"bytes={start}-{start + length - 1}"
                )
                data = self._read_all(key, answer, answer["ContentLength"])
        except _BeyondEnd:
            return b""
        if answer["ResponseMetadata"]["HTTPStatusCode"] == 200:  # a server that knows no ranges sent the whole
            return data[start : start + length]
        total = (answer.get("ContentRange") or "").rpartition("/")[2]
        if total.isdecimal() and len(data) != min(length, int(total) - start):
            raise StoreUnavailable(
                f"{self._where} sent {len(data)} bytes of {key} where {length} were asked for; try again"
            )
        return data

    def head(self, key: str) -> ObjectInfo | None:
        found = self._head(self._name(key), key)
        return None if found is None else ObjectInfo(key, found["ContentLength"], _kept_sha256(found))

    def list(self, prefix: str = "") -> Iterator[ObjectInfo]:
        with self._translating(prefix):
            pages = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self.bucket, Prefix=self.prefix + prefix, PaginationConfig={"PageSize": _PAGE}
            )
            for page in pages:
                for entry in page.get("Contents", ()):
                    key = entry["Key"].removeprefix(self.prefix)
                    if key and not key.endswith("/"):  # a "folder" that some console made
                        yield ObjectInfo(key, entry["Size"])

    def creates_once(self) -> str | None:
        if self.dialect.own_header is not None:
            return f"{self.dialect.name}'s header {self.dialect.own_header[0]}"
        return "If-None-Match, which the server honours" if self._may_rely_on_if_none_match() else None

    def _refuse_redirection(self, **_: Any) -> None:
        raise self._elsewhere()

    def _elsewhere(self) -> StoreError:
        return StoreError(
            f"{self._where}: the bucket is in another region, or at another address; set AWS_DEFAULT_REGION and"
            " ARCHIVE_S3_ENDPOINT_URL to its own"
        )

    def _name(self, key: str) -> str:
        return self.prefix + check_key(key)

    def _arguments(self, body: bytes, sha256: str, md5: str) -> dict[str, Any]:
        """What a put says of its body."""
        if self.dialect.checksum == "sha256":
            digest = {"ChecksumSHA256": base64.b64encode(bytes.fromhex(sha256)).decode()}
        else:
            digest = {"ContentMD5": base64.b64encode(bytes.fromhex(md5)).decode()}
        return {"ContentLength": len(body), **digest}

    def _head(self, name: str, key: str) -> HeadObjectOutputTypeDef | None:
        try:
            with self._translating(key):
                return self._client.head_object(Bucket=self.bucket, Key=name, ChecksumMode="ENABLED")
        except ObjectMissing:
            return None

    def _read_all(self, key: str, answer: GetObjectOutputTypeDef, length: int) -> bytes:
        with closing(answer["Body"]) as body:
            data = body.read()
        if len(data) != length:
            raise StoreUnavailable(f"{self._where} sent {len(data)} of {length} bytes of {key}; try again")
        return data

    def _confirmed(self, key: str, size: int, sha256: str, md5: str) -> ObjectInfo:
        """What the server says it has now, or ObjectDamaged."""
        found = self._head(self._name(key), key)
        if found is None:
            raise ObjectDamaged(f"{self._where} took {key} and does not have it; try again")
        etag = found.get("ETag", "").strip('"').lower()
        if found["ContentLength"] == size and (
            _kept_sha256(found) == sha256
            or (_kept_sha256(found) is None and etag == md5)
            or (_kept_sha256(found) is None and self._read_back(key) == sha256)
        ):
            return ObjectInfo(key, size, sha256)
        raise ObjectDamaged(f"{self._where} took {key} and keeps other bytes ({found['ContentLength']}, sent {size})")

    def _same_or_conflict(self, key: str, found: HeadObjectOutputTypeDef, sha256: str) -> ObjectInfo:
        kept = _kept_sha256(found) or self._read_back(key)
        if kept != sha256:
            raise ObjectConflict(
                f"{key} in {self._where} holds other bytes (SHA-256 {kept}); objects are never changed"
            )
        return ObjectInfo(key, found["ContentLength"], sha256)

    def _read_back(self, key: str) -> str:
        digest = hashlib.sha256()
        with self._translating(key):
            answer = self._client.get_object(Bucket=self.bucket, Key=self._name(key))
            with closing(answer["Body"]) as body:
                for piece in body.iter_chunks(_STEP):
                    digest.update(piece)
        return digest.hexdigest()

    def _may_rely_on_if_none_match(self) -> bool:
        """Whether a put with If-None-Match may be relied on: tried once, by putting archive.json's own bytes again.

        Before there is an archive.json nothing is known, and nothing is relied on.
        """
        if self._honours_if_none_match is None:
            with self._probing:
                if self._honours_if_none_match is None:
                    self._honours_if_none_match = self._try_if_none_match()
        return bool(self._honours_if_none_match)

    def _try_if_none_match(self) -> bool | None:
        try:
            marker = self.get(_PROBE_KEY)
        except ObjectMissing:
            return None
        try:
            self._client.put_object(Bucket=self.bucket, Key=self._name(_PROBE_KEY), Body=marker, IfNoneMatch="*")
        except boto_errors.ClientError as error:
            if self._is_taken(error):
                return True
            if _status(error) in (400, 501):
                return False
            raise self._translated(error, _PROBE_KEY) from error
        except boto_errors.BotoCoreError as error:
            raise self._translated(error, _PROBE_KEY) from error
        return False

    def _is_taken(self, error: boto_errors.ClientError) -> bool:
        code = _code(error)
        return code in _TAKEN or _status(error) == 412 or (code is not None and code == self.dialect.exists_code)

    @contextmanager
    def _translating(self, key: str) -> Iterator[None]:
        try:
            yield
        except (boto_errors.ClientError, boto_errors.BotoCoreError) as error:
            raise self._translated(error, key) from error

    def _translated(self, error: Exception, key: str) -> StoreError:
        """The store's error for one of boto's; its message never holds a header, a signature or a secret."""
        if isinstance(error, boto_errors.ClientError):
            return self._refusal(error, key)
        if isinstance(
            error,
            (boto_errors.NoCredentialsError, boto_errors.PartialCredentialsError, boto_errors.CredentialRetrievalError),
        ):
            return StoreDenied(
                f"no credentials for {self._where}; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile"
            )
        if isinstance(error, boto_errors.SSLError):
            return StoreError(f"no secure connection to {self._where}: check the address and its certificate")
        if isinstance(
            error, (boto_errors.ConnectionError, boto_errors.HTTPClientError, boto_errors.IncompleteReadError)
        ):
            kind = type(error).__name__
            return StoreUnavailable(
                f"{self._where} does not answer ({kind}); check ARCHIVE_S3_ENDPOINT_URL (of a copy: --endpoint-url) and the network"
            )
        return StoreError(f"{self._where}: {key}: {' '.join(str(error).split())[:200]}")

    def _refusal(self, error: boto_errors.ClientError, key: str) -> StoreError:
        code, status = _code(error), _status(error)
        if code == "NoSuchBucket":
            return BucketMissing(
                f"bucket {self.bucket!r} is not there ({self._where}); create it, or correct ARCHIVE_URI"
            )
        if code in ("InvalidRange", "416") or status == 416:
            return _BeyondEnd(f"{key} in {self._where} is shorter")
        if code in _MISSING or status == 404:
            return ObjectMissing(f"{key} is not in {self._where}")
        if code == "RequestTimeTooSkewed":
            return StoreDenied(f"{self._where} refuses the request's time; set this machine's clock")
        if code in _DENIED or status in (401, 403):
            return StoreDenied(
                f"{self._where} refuses access ({code}); check the credentials and the rights of their owner"
            )
        if code in _GARBLED:
            return ObjectDamaged(f"{key} arrived damaged at {self._where} ({code}); it will be sent again")
        if code in _LATER or status == 429 or status >= 500:
            return StoreUnavailable(f"{self._where} cannot serve now ({code or status}); it is tried again later")
        if code in _OTHER_REGION or status in (301, 307, 308):
            return self._elsewhere()
        return StoreError(f"{self._where} refuses {key}: {code or status}")


class _BeyondEnd(StoreError):
    """A range that begins after the object's end."""


def _body(key: str, data: bytes | Path, sha256: str) -> tuple[bytes, str]:
    """The bytes to send and their MD5; ObjectDamaged when they are not what the caller says."""
    try:
        body = data if isinstance(data, bytes) else data.read_bytes()
    except OSError as error:
        raise StoreError(f"cannot read {data!s} to send it: {error.strerror or error}") from error
    if hashlib.sha256(body).hexdigest() != sha256:
        raise ObjectDamaged(f"{key}: the bytes to send do not have the SHA-256 {sha256}")
    return body, hashlib.md5(body, usedforsecurity=False).hexdigest()


def _kept_sha256(answer: HeadObjectOutputTypeDef) -> str | None:
    """The SHA-256 that the server keeps, in hex; a composite one (of parts, with a dash) says nothing."""
    kept = answer.get("ChecksumSHA256")
    if not kept or "-" in kept:
        return None
    try:
        return base64.b64decode(kept, validate=True).hex()
    except ValueError:
        return None


def _code(error: boto_errors.ClientError) -> str | None:
    code = error.response.get("Error", {}).get("Code")
    return str(code) if code else None


def _status(error: boto_errors.ClientError) -> int:
    return int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))


def _header_setter(header: str, value: str) -> Callable[..., None]:
    def set_header(request: Any, **_: Any) -> None:
        request.headers[header] = value

    return set_header
