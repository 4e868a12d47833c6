"""What is said to servers that cannot be run here, at the level of requests: no request leaves the machine."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSResponse

from storage.errors import ObjectConflict, StoreError
from storage.objects.s3 import S3Store

DATA = b"a segment"
SHA256 = hashlib.sha256(DATA).hexdigest()
MD5 = hashlib.md5(DATA, usedforsecurity=False).hexdigest()
AMAZON = None
R2 = "https://0123.r2.cloudflarestorage.com"
OSS = "https://s3.oss-cn-hangzhou.aliyuncs.com"
COS = "https://cos.ap-beijing.myqcloud.com"
OBS = "https://obs.cn-north-4.myhuaweicloud.com"
CEPH = "https://objects.example.org"


class Raw:
    """The part of a urllib3 response that botocore uses."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def stream(self, **_: Any) -> Any:
        yield self._body

    def close(self) -> None:
        self._body = b""

    def read(self, *_: Any) -> bytes:
        body, self._body = self._body, b""
        return body


Answer = tuple[int, dict[str, str], bytes]


def store_at(
    endpoint_url: str | None, monkeypatch: pytest.MonkeyPatch, answer: Callable[[AWSPreparedRequest], Answer]
) -> tuple[S3Store, list[AWSPreparedRequest]]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_CONFIG_FILE", "/dev/null")
    store = S3Store("bucket", "prefix", endpoint_url=endpoint_url)
    requests: list[AWSPreparedRequest] = []

    def respond(request: AWSPreparedRequest, **_: Any) -> AWSResponse:
        requests.append(request)
        status, headers, body = answer(request)
        return AWSResponse(request.url, status, headers, Raw(body))

    store._client.meta.events.register("before-send.s3", respond)
    return store, requests


def empty_server(request: AWSPreparedRequest) -> Answer:
    """Has nothing, takes the put, and then has it."""
    if request.method == "PUT":
        empty_server.has = True  # type: ignore[attr-defined]
        return 200, {"ETag": f'"{MD5}"'}, b""
    if getattr(empty_server, "has", False) and request.url.endswith("/a"):
        return 200, {"ETag": f'"{MD5}"', "Content-Length": str(len(DATA))}, b""
    return 404, {}, b""


@pytest.fixture(autouse=True)
def _fresh() -> None:
    empty_server.has = False  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("endpoint", "url", "own_header", "checksum"),
    [
        (AMAZON, "https://s3.amazonaws.com/bucket/prefix/a", None, "x-amz-checksum-sha256"),
        (R2, "https://0123.r2.cloudflarestorage.com/bucket/prefix/a", None, "x-amz-checksum-sha256"),
        (CEPH, "https://objects.example.org/bucket/prefix/a", None, "x-amz-checksum-sha256"),
        (OSS, "https://bucket.s3.oss-cn-hangzhou.aliyuncs.com/prefix/a", "x-oss-forbid-overwrite", "Content-MD5"),
        (COS, "https://bucket.cos.ap-beijing.myqcloud.com/prefix/a", "x-cos-forbid-overwrite", "Content-MD5"),
        (OBS, "https://bucket.obs.cn-north-4.myhuaweicloud.com/prefix/a", None, "Content-MD5"),
    ],
    ids=["Amazon", "R2", "Ceph and others", "OSS", "COS", "OBS"],
)
def test_a_put_speaks_the_servers_dialect(
    endpoint: str | None, url: str, own_header: str | None, checksum: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, requests = store_at(endpoint, monkeypatch, empty_server)
    store.put("a", DATA, sha256=SHA256)
    (request,) = [request for request in requests if request.method == "PUT"]
    headers = {
        name.lower(): value.decode() if isinstance(value, bytes) else value for name, value in request.headers.items()
    }
    assert request.url == url
    assert "AWS4-HMAC-SHA256" in headers["authorization"]
    assert headers["x-amz-content-sha256"] == SHA256
    assert checksum.lower() in headers
    assert not [name for name in headers if "crc" in name or "trailer" in name or "sdk-checksum" in name]
    assert "aws-chunked" not in headers.get("content-encoding", "")
    if own_header is None:
        assert not [name for name in headers if "forbid-overwrite" in name]
    else:
        assert headers[own_header] == "true"
        assert own_header in headers["authorization"], "the header is signed"


@pytest.mark.parametrize("endpoint", [OSS, COS], ids=["OSS", "COS"])
def test_a_taken_key_is_known_by_the_servers_own_code(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(request: AWSPreparedRequest) -> Answer:
        if request.method == "PUT":
            return 409, {}, b"<Error><Code>FileAlreadyExists</Code><Message>taken</Message></Error>"
        body = b"another" if request.method == "GET" else b""
        return 200, {"ETag": '"x"', "Content-Length": "7"}, body

    store, _ = store_at(endpoint, monkeypatch, taken)
    with pytest.raises(ObjectConflict):
        store.put("a", DATA, sha256=SHA256)


def test_without_any_create_once_the_key_is_looked_at_first(monkeypatch: pytest.MonkeyPatch) -> None:
    store, requests = store_at(OBS, monkeypatch, empty_server)
    store.put("a", DATA, sha256=SHA256)
    assert [request.method for request in requests] == ["HEAD", "PUT", "HEAD"]
    assert store.creates_once() is None


@pytest.mark.parametrize(
    ("answer", "honours"), [(412, True), (200, False), (501, False), (400, False)], ids=["412", "200", "501", "400"]
)
def test_if_none_match_is_relied_on_only_where_it_was_seen_to_work(
    answer: int, honours: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def server(request: AWSPreparedRequest) -> Answer:
        if request.url.endswith("archive.json"):
            if request.method == "PUT":
                assert request.headers["If-None-Match"] == b"*"
                assert request.headers["x-amz-content-sha256"] == hashlib.sha256(b"{}").hexdigest().encode()
                return answer, {}, b""
            return 200, {"Content-Length": "2"}, b"{}"
        return empty_server(request)

    store, requests = store_at(CEPH, monkeypatch, server)
    store.put("a", DATA, sha256=SHA256)
    (request,) = [each for each in requests if each.method == "PUT" and each.url.endswith("/a")]
    assert ("If-None-Match" in request.headers) == honours
    assert (store.creates_once() is not None) == honours


def test_a_server_that_tells_no_checksum_is_read_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(request: AWSPreparedRequest) -> Answer:
        status, headers, body = empty_server(request)
        if status == 200 and request.method == "GET":
            body = DATA
        return status, {**headers, "ETag": '"0123-2"'}, body

    store, requests = store_at(CEPH, monkeypatch, silent)
    store.put("a", DATA, sha256=SHA256)
    assert requests[-1].method == "GET"


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (301, "PermanentRedirect"),
        (307, "TemporaryRedirect"),
        (400, "AuthorizationHeaderMalformed"),
        (400, "IllegalLocationConstraintException"),
    ],
)
@pytest.mark.parametrize("endpoint", [AMAZON, CEPH])
def test_a_bucket_that_is_elsewhere_is_told_in_one_line(
    endpoint: str | None, status: int, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """boto3 asks where it is, and its question is sent elsewhere too: that once went on until Python's stack was full."""

    def elsewhere(request: AWSPreparedRequest) -> Answer:
        body = b"" if request.method == "HEAD" else f"<Error><Code>{code}</Code></Error>".encode()
        return status, {"Location": "https://other.example.org/"}, body

    store, requests = store_at(endpoint, monkeypatch, elsewhere)
    with pytest.raises(StoreError, match=r"another region.*AWS_DEFAULT_REGION"):
        store.get("a")
    assert len(requests) < 4


def test_the_region_that_an_answer_names_is_tried_on_amazon(monkeypatch: pytest.MonkeyPatch) -> None:
    def in_paris(request: AWSPreparedRequest) -> Answer:
        if b"/eu-west-3/s3/" in request.headers["authorization"]:
            return 200, {"Content-Length": "5"}, b"bytes"
        return 301, {"x-amz-bucket-region": "eu-west-3"}, b"<Error><Code>PermanentRedirect</Code></Error>"

    store, _ = store_at(AMAZON, monkeypatch, in_paris)
    assert store.get("a") == b"bytes"


@pytest.mark.parametrize("name", ["AWS_DEFAULT_REGION", "AWS_REGION"])
def test_the_region_is_told_by_either_variable(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for each in ("AWS_DEFAULT_REGION", "AWS_REGION"):
        monkeypatch.delenv(each, raising=False)
    monkeypatch.setenv(name, "eu-west-3")
    store, requests = store_at(AMAZON, monkeypatch, lambda request: (200, {"Content-Length": "0"}, b""))
    store.get("a")
    assert b"/eu-west-3/s3/" in requests[0].headers["authorization"]
