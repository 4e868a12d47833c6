"""What is imported from files in hand and from others' WARC files, and what is said of those that are damaged."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import os
import time
import uuid
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.importing import Hand, captures_in, revisits_of
from pipelines.errors import DamagedDocument
from storage.capture import Capture

NOW = datetime.now(UTC)


def hand_of(folder: Path) -> Hand:
    kept = folder / "kept"
    kept.mkdir(exist_ok=True)
    return Hand(jurisdiction="510500", url=None, kind="mirror", limit=1 << 20, now=NOW, kept=kept)


def imported(path: Path) -> list[Capture]:
    return list(captures_in(path, hand_of(path.parent)))


def others_warc(pages: int, *, kind: str = "response", version: str = "WARC/1.0", gzip: bool = True) -> bytes:
    """A WARC file as warcio writes it."""
    target = io.BytesIO()
    writer = WARCWriter(target, gzip=gzip, warc_version=version)
    for number in range(pages):
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=gbk")], protocol="HTTP/1.1")
        body = io.BytesIO(f"\u5e74\u62a5 {number}".encode("gbk"))
        writer.write_record(writer.create_warc_record(f"http://a.gov.cn/{number}", kind, body, http_headers=head))
    return target.getvalue()


@pytest.mark.parametrize("version", ["WARC/1.0", "WARC/1.1"])
@pytest.mark.parametrize("pack", [lambda data: data, gzip.compress, None], ids=["plain", "one gzip", "gzip a record"])
def test_a_warc_file_of_either_version_is_read_however_it_is_packed(
    tmp_path: Path, version: str, pack: Callable[[bytes], bytes] | None
) -> None:
    data = others_warc(2, version=version, gzip=pack is None)
    (tmp_path / "theirs.warc").write_bytes(data if pack is None else pack(data))
    assert [capture.url for capture in imported(tmp_path / "theirs.warc")] == ["http://a.gov.cn/0", "http://a.gov.cn/1"]


def test_a_file_that_breaks_off_in_a_record_that_is_passed_over_is_damaged_too(tmp_path: Path) -> None:
    file = tmp_path / "cut.warc.gz"
    file.write_bytes(others_warc(1) + others_warc(1, kind="request")[:-30])
    with pytest.raises(DamagedDocument, match=r"damaged after 1 responses"):
        imported(file)


def test_responses_of_others_come_with_their_bytes_address_and_origin(tmp_path: Path) -> None:
    (tmp_path / "theirs.warc.gz").write_bytes(others_warc(3))
    found = imported(tmp_path / "theirs.warc.gz")
    assert [capture.url for capture in found] == [f"http://a.gov.cn/{number}" for number in range(3)]
    assert found[1].body == "\u5e74\u62a5 1".encode("gbk")
    assert {capture.facts.role for capture in found} == {"imported"}
    assert found[0].facts.context["imported_from"] == "theirs.warc.gz" and found[0].facts.context["original_record"]


def test_a_warc_file_that_breaks_off_gives_what_came_before_and_then_the_damage(tmp_path: Path) -> None:
    file = tmp_path / "cut.warc.gz"
    file.write_bytes(others_warc(3)[:-30])
    captures = captures_in(file, hand_of(tmp_path))
    assert [next(captures).url, next(captures).url] == ["http://a.gov.cn/0", "http://a.gov.cn/1"]
    with pytest.raises(DamagedDocument, match=r"cut\.warc\.gz is damaged after 2 responses"):
        next(captures)


@pytest.mark.parametrize("content", [b"WARC/1.0\r\nWARC-Type: response\r\n", b"WARC/1.1\r\n\r\n", b"WARC/"])
def test_a_warc_file_without_a_response_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "empty.warc").write_bytes(content)
    with pytest.raises(DamagedDocument, match=r"empty\.warc"):
        imported(tmp_path / "empty.warc")


# What other tools write, by the byte

PAGE = "http://a.gov.cn/report.html"
BODY = "<html><title>2016年政府信息公开工作年度报告</title></html>".encode("gb18030")
ORIGINAL = f"<urn:uuid:{uuid.uuid4()}>"


def sha1(data: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def http(body: bytes = BODY, status: str = "HTTP/1.1 200 OK", *headers: str) -> bytes:
    return "\r\n".join([status, "Content-Type: text/html", *headers, "", ""]).encode() + body


def record(
    kind: str, block: bytes, *fields: str, url: str = PAGE, date: str = "2020-03-01T08:00:00Z", **own: str
) -> bytes:
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {url}",
        f"WARC-Date: {date}",
        f"WARC-Record-ID: {own.get('record_id', f'<urn:uuid:{uuid.uuid4()}>')}",
        f"Content-Type: {own.get('content_type', 'application/http')}",
        *fields,
        f"Content-Length: {len(block)}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def packed(*records: bytes) -> bytes:
    return b"".join(map(gzip.compress, records))


def chunks(body: bytes) -> bytes:
    return (
        b"".join(b"%x\r\n%s\r\n" % (len(body[at : at + 20]), body[at : at + 20]) for at in range(0, len(body), 20))
        + b"0\r\n\r\n"
    )


def zipped(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return target.getvalue()


@pytest.mark.parametrize(
    "block",
    [
        http(chunks(BODY), "HTTP/1.1 200 OK", "Transfer-Encoding: chunked"),
        http(BODY, "HTTP/1.1 200 OK", "Transfer-Encoding: chunked"),
        http(BODY, "HTTP/2 200"),
        http(BODY, "HTTP/2 200", ":status: 200"),
        http(BODY, "HTTP/1.1 200"),
        http(BODY).replace(b"\r\n\r\n", b"\n\n", 1).replace(b"\r\n", b"\n"),
    ],
    ids=["in chunks", "chunks joined", "HTTP/2", "a pseudo-header", "no reason", "bare line feeds"],
)
def test_an_answer_is_taken_however_a_tool_wrote_it_down(tmp_path: Path, block: bytes) -> None:
    (tmp_path / "theirs.warc.gz").write_bytes(packed(record("response", block)))
    (capture,) = imported(tmp_path / "theirs.warc.gz")
    assert (capture.status, capture.body, capture.truncated) == (200, BODY, None)
    assert ("Content-Type", "text/html") in capture.headers


def test_a_body_keeps_its_content_encoding(tmp_path: Path) -> None:
    sent = gzip.compress(BODY, mtime=0)
    block = http(chunks(sent), "HTTP/1.1 200 OK", "Content-Encoding: gzip", "Transfer-Encoding: chunked")
    (tmp_path / "theirs.warc").write_bytes(record("response", block))
    (capture,) = imported(tmp_path / "theirs.warc")
    assert capture.body == sent


@pytest.mark.parametrize("after", [False, True])
def test_a_request_that_lies_beside_its_answer_comes_along_without_its_secrets(tmp_path: Path, after: bool) -> None:
    answer = record("response", http(), record_id=ORIGINAL)
    asked = b"GET /report.html HTTP/1.1\r\nHost: a.gov.cn\r\nCookie: session=5\r\n\r\n"
    request = record("request", asked, f"WARC-Concurrent-To: {ORIGINAL}")
    (tmp_path / "theirs.warc.gz").write_bytes(packed(answer, request) if after else packed(request, answer))
    (capture,) = imported(tmp_path / "theirs.warc.gz")
    assert capture.request_headers == (("Host", "a.gov.cn"), ("Cookie", "(redacted)"))


def test_a_document_that_is_a_resource_is_taken_and_what_is_none_of_the_web_is_passed_over(tmp_path: Path) -> None:
    records = [
        record("response", b"20200301\n1.2.3.4", url="dns:a.gov.cn", content_type="text/dns"),
        record("resource", b"%PDF-1.4", content_type="application/pdf", url="http://a.gov.cn/a.pdf"),
        record("resource", b"log", content_type="text/plain", url="metadata://gnu.org/software/wget/warc/wget.log"),
        record("resource", b"{}", content_type="application/json", url=f"urn:pageinfo:{PAGE}"),
        record("conversion", BODY, content_type="text/plain"),
        record("response", http(), url="javascript:alert(1)"),
        record("response", http(), url="file:///etc/passwd"),
    ]
    (tmp_path / "theirs.warc.gz").write_bytes(packed(*records))
    (capture,) = imported(tmp_path / "theirs.warc.gz")
    assert (capture.url, capture.body, capture.status) == ("http://a.gov.cn/a.pdf", b"%PDF-1.4", 200)
    assert capture.headers == (("Content-Type", "application/pdf"),)


def revisit(*fields: str) -> bytes:
    return record(
        "revisit",
        http(b"", "HTTP/1.1 200 OK", "Age: 5"),
        "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
        *fields,
        url="http://a.gov.cn/again.html",
        date="2021-03-01T08:00:00Z",
    )


@pytest.mark.parametrize(
    "known_by",
    [
        [f"WARC-Refers-To: {ORIGINAL}"],
        [f"WARC-Refers-To-Target-URI: {PAGE}", "WARC-Refers-To-Date: 2020-03-01T08:00:00Z"],
        [f"WARC-Payload-Digest: {sha1(BODY)}"],
    ],
    ids=["its id", "address and date", "its digest"],
)
@pytest.mark.parametrize("files", [1, 2])
def test_a_revisit_comes_with_the_body_that_it_refers_to_wherever_that_lies(
    tmp_path: Path, known_by: list[str], files: int
) -> None:
    again = revisit(*known_by)
    original = record("response", http(), f"WARC-Payload-Digest: {sha1(BODY)}", record_id=ORIGINAL)
    contents = [packed(again, original)] if files == 1 else [packed(again), packed(original)]
    paths = [tmp_path / f"{number}.warc.gz" for number in range(files)]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    hand = hand_of(tmp_path)
    hand.look_for_revisits(paths)
    (first,) = [capture for path in paths for capture in captures_in(path, hand)]
    (second,) = revisits_of(hand)
    assert (second.url, second.body, second.fetched_at.year) == ("http://a.gov.cn/again.html", BODY, 2021)
    assert ("Age", "5") in second.headers and second.record_id != first.record_id
    assert hand.not_taken == []


def test_a_revisit_of_what_is_in_none_of_the_files_is_named(tmp_path: Path) -> None:
    path = tmp_path / "theirs.warc.gz"
    path.write_bytes(packed(revisit(f"WARC-Refers-To: {ORIGINAL}")))
    hand = hand_of(tmp_path)
    hand.look_for_revisits([path])
    assert [*captures_in(path, hand), *revisits_of(hand)] == []
    assert "refers to a record that is in none of the files" in str(hand.not_taken[0])


@pytest.mark.parametrize(
    ("stated", "taken"),
    [
        (f"WARC-Payload-Digest: {sha1(BODY)}", True),
        (f"WARC-Payload-Digest: {sha1(chunks(BODY))}", True),
        (f"WARC-Payload-Digest: md5:{hashlib.md5(BODY).hexdigest()}", True),
        (f"WARC-Payload-Digest: {sha1(b'other')}", False),
        (f"WARC-Block-Digest: {sha1(b'other')}", False),
        ("WARC-Payload-Digest: tiger:ABC", True),
    ],
)
def test_a_record_is_taken_only_if_it_is_what_it_says(tmp_path: Path, stated: str, taken: bool) -> None:
    block = http(chunks(BODY), "HTTP/1.1 200 OK", "Transfer-Encoding: chunked")
    path = tmp_path / "theirs.warc.gz"
    path.write_bytes(packed(record("response", block, stated), record("response", http(), url="http://a.gov.cn/2")))
    hand = hand_of(tmp_path)
    assert len(list(captures_in(path, hand))) == 1 + taken
    assert len(hand.not_taken) == 1 - taken


def test_nothing_can_have_been_fetched_in_the_future(tmp_path: Path) -> None:
    path = tmp_path / "theirs.warc.gz"
    path.write_bytes(packed(record("response", http(), date="2099-01-01T00:00:00Z"), record("response", http())))
    hand = hand_of(tmp_path)
    assert [capture.fetched_at.year for capture in captures_in(path, hand)] == [2020]
    assert "in the future" in str(hand.not_taken[0])


def test_a_date_without_a_zone_is_in_utc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    (tmp_path / "theirs.warc").write_bytes(record("response", http(), date="2020-03-01T08:00:00"))
    (capture,) = imported(tmp_path / "theirs.warc")
    assert capture.fetched_at == datetime(2020, 3, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_an_arc_file_is_read(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    about = b"1 0 Somebody\nURL IP-address Archive-date Content-type Archive-length\n"
    head = b"filedesc://a.arc 0.0.0.0 20080301080000 text/plain %d\n" % len(about)
    page = b"%s 1.2.3.4 20080301080000 text/html %d\n" % (PAGE.encode(), len(http()))
    (tmp_path / "old.arc").write_bytes(pack(head + about + b"\n") + pack(page + http() + b"\n"))
    (capture,) = imported(tmp_path / "old.arc")
    assert (capture.url, capture.body, capture.ip) == (PAGE, BODY, "1.2.3.4")
    assert capture.fetched_at == datetime(2008, 3, 1, 8, tzinfo=UTC)


def test_the_web_archives_of_a_wacz_file_are_read_and_their_revisits(tmp_path: Path) -> None:
    members = {
        "archive/1.warc.gz": packed(revisit(f"WARC-Refers-To: {ORIGINAL}")),
        "archive/2.warc.gz": packed(record("response", http(), record_id=ORIGINAL)),
        "pages/pages.jsonl": b"{}",
        "datapackage.json": b"{}",
    }
    path = tmp_path / "theirs.wacz"
    path.write_bytes(zipped(members))
    hand = hand_of(tmp_path)
    hand.look_for_revisits([path])
    found = [*captures_in(path, hand), *revisits_of(hand)]
    assert [capture.body for capture in found] == [BODY, BODY]
    assert found[0].facts.context["imported_from"] == "theirs.wacz/archive/2.warc.gz"


def test_the_documents_of_a_zip_file_are_taken_one_by_one_and_their_names_lead_nowhere(tmp_path: Path) -> None:
    names = ["2016.html", "../../../etc/2015.html", "/abs/2014.html", "年/2013.html", "__MACOSX/._2016.html"]
    path = tmp_path / "reports.zip"
    path.write_bytes(zipped(dict.fromkeys(names, BODY)))
    before = sorted(tmp_path.parent.iterdir())
    found = imported(path)
    assert [capture.body for capture in found] == [BODY] * 4
    assert all(capture.url.startswith("file:///reports.zip/") and capture.url.isascii() for capture in found)
    assert sorted(tmp_path.parent.iterdir()) == before


def test_a_word_file_is_one_document_though_it_is_a_zip_file(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}))
    assert len(imported(tmp_path / "report.docx")) == 1


def test_a_file_whose_name_is_no_text_is_taken(tmp_path: Path) -> None:
    path = tmp_path / (os.fsdecode("年报".encode("gb18030")) + ".html")
    path.write_bytes(BODY)
    (capture,) = imported(path)
    assert capture.url == "file:///%C4%EA%B1%A8.html"
    assert capture.facts.context["imported_from"].encode()


def test_a_record_that_claims_more_than_there_is_breaks_off(tmp_path: Path) -> None:
    data = record("response", http()).replace(b"Content-Length: %d" % len(http()), b"Content-Length: 99999999999")
    (tmp_path / "theirs.warc").write_bytes(data)
    with pytest.raises(DamagedDocument, match="breaks off"):
        imported(tmp_path / "theirs.warc")


def test_damage_inside_a_packed_web_archive_is_named(tmp_path: Path) -> None:
    whole = packed(record("response", http()))
    damaged = bytes(byte ^ 0x55 for byte in packed(record("response", http())))
    (tmp_path / "theirs.warc.gz").write_bytes(whole + damaged)
    captures = captures_in(tmp_path / "theirs.warc.gz", hand_of(tmp_path))
    assert next(captures).body == BODY
    with pytest.raises(DamagedDocument, match=r"theirs\.warc\.gz is damaged after 1 responses"):
        next(captures)


def test_a_body_that_breaks_off_in_its_chunks_is_marked(tmp_path: Path) -> None:
    block = http(chunks(BODY)[:-30], "HTTP/1.1 200 OK", "Transfer-Encoding: chunked")
    (tmp_path / "theirs.warc").write_bytes(record("response", block))
    (capture,) = imported(tmp_path / "theirs.warc")
    assert capture.truncated == "unspecified" and BODY.startswith(capture.body)
