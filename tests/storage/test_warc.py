"""WARC records: what is written is read back byte for byte, by us and by others."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from fastwarc.warc import WarcRecordType
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator as WarcioIterator

from storage.capture import Capture, CaptureFacts, new_record_id
from storage.errors import DamagedRecord
from storage.fixity import read_through
from storage.warc import Original, group, read_capture, read_captures, read_records, warcinfo, with_body
from tests.storage.made_captures import make_capture

AT = datetime(2026, 1, 31, 8, tzinfo=UTC)


def segment(*captures: Capture, original: Original | None = None) -> bytes:
    head = warcinfo({"software": "lantai/test", "isPartOf": "a run"}, at=AT)
    return head + b"".join(group(capture, original)[0] for capture in captures)


def original_of(capture: Capture, profile: str = "identical-payload-digest") -> Original:
    return Original(
        profile=profile,  # type: ignore[arg-type]
        record_id=capture.record_id,
        url=capture.url,
        fetched_at=capture.fetched_at,
        payload_sha256=capture.payload_sha256,
        segment="captures/510500/run/000001-0123456789abcdef.warc.gz",
        offset=441,
    )


def only(data: bytes) -> Capture:
    (stored,) = read_captures(data)
    return stored.capture


EVERY_KIND = [
    make_capture(1),
    make_capture(2, body=b""),
    make_capture(3, body=gzip.compress(b"packed"), headers=(("Content-Encoding", "gzip"),)),
    make_capture(
        4, headers=(("Set-Cookie", "a=1"), ("X", "1"), ("Set-Cookie", "b=2"), ("set-cookie", "c"), ("Empty", ""))
    ),
    make_capture(5, headers=(("X", "  two before, one after "), ("Y", "caf\xe9 \xd6\xd0"), ("Z", "a: b: c"))),
    make_capture(6, headers=(("Transfer-Encoding", "chunked"), ("X", "1"))),
    make_capture(7, rendered_dom="<html>渲染</html>".encode()),
    make_capture(8, truncated="length"),
    make_capture(9, body=b"\r\n\r\nWARC/1.1\r\nWARC-Type: response\r\n\r\n" * 3),
    replace(make_capture(10), request_method="POST", request_body=b"page=2\r\n\r\n&x=1"),
    replace(make_capture(11), ip=None, elapsed=None, reason="", http_version="HTTP/2"),
    replace(make_capture(12), facts=CaptureFacts("510500", "http://a/")),
]


@pytest.mark.parametrize("capture", EVERY_KIND, ids=lambda capture: capture.url[-20:])
def test_a_capture_comes_back_as_it_was(capture: Capture) -> None:
    assert only(segment(capture)) == capture


@pytest.mark.parametrize("capture", EVERY_KIND, ids=lambda capture: capture.url[-20:])
def test_others_read_it_with_both_digests_right(capture: Capture) -> None:
    data = segment(capture)
    for record in FastIterator(io.BytesIO(data), parse_http=False):
        assert record.verify_block_digest()
        if record.is_http:
            record.parse_http()
            assert record.verify_payload_digest()
    bodies = []
    for record in WarcioIterator(io.BytesIO(data), check_digests="raise"):
        body = record.raw_stream.read()
        assert record.digest_checker.passed
        if record.rec_type == "response":
            bodies.append(body)
    assert bodies == [capture.body]


def test_every_record_has_both_digests_in_sha256() -> None:
    records = list(read_records(segment(make_capture(rendered_dom=b"<html>"))))
    assert [record.type for record in records] == ["warcinfo", "response", "request", "resource", "metadata"]
    for record in records:
        assert record.fields["warc-block-digest"] == f"sha256:{hashlib.sha256(record.block).hexdigest()}"
        assert record.fields["warc-payload-digest"].startswith("sha256:")


def test_every_record_is_a_gzip_member_of_its_own() -> None:
    data = segment(make_capture(1), make_capture(2))
    for record in read_records(data):
        inflater = zlib.decompressobj(31)
        inflater.decompress(data[record.offset :])
        assert inflater.eof
        assert len(data) - record.offset - len(inflater.unused_data) == record.length


def test_warcinfo_says_that_header_blocks_are_reconstructed() -> None:
    info = next(read_records(segment(make_capture())))
    assert b"header blocks are reconstructed" in info.block
    assert b"isPartOf: a run\r\n" in info.block


def test_the_metadata_record_is_json_of_what_the_crawl_knows() -> None:
    capture = make_capture()
    *_, last = read_records(segment(capture))
    assert last.fields["content-type"] == "application/json"
    assert last.fields["warc-concurrent-to"] == f"<{capture.record_id}>"
    document = json.loads(last.block)
    assert document["facts"]["anchor"] == "年度报告"
    assert document["elapsed"] == 0.25


def test_times_are_kept_to_the_microsecond_and_in_utc() -> None:
    east = timezone(timedelta(hours=8))
    capture = replace(make_capture(), fetched_at=datetime(2026, 1, 31, 8, 0, 0, 5, tzinfo=east))
    found = only(segment(capture)).fetched_at
    assert found == capture.fetched_at
    assert found.utcoffset() == timedelta(0)


def test_a_header_with_a_line_break_cannot_forge_another() -> None:
    capture = make_capture(headers=(("X", "1\r\nForged: 2\n\n<html>"),))
    assert only(segment(capture)).headers == (("X", "1 Forged: 2 <html>"),)
    assert only(segment(capture)).body == capture.body


def test_an_address_with_a_line_break_cannot_forge_a_field() -> None:
    capture = make_capture(url="http://a/\r\nWARC-Type: request\r\n ä\ud800")
    assert only(segment(capture)).url == capture.url
    assert [record.type for record in read_records(segment(capture))][1] == "response"
    for record in WarcioIterator(io.BytesIO(segment(capture)), check_digests="raise"):
        record.raw_stream.read()


@settings(max_examples=60)
@given(
    body=st.binary(max_size=2000),
    headers=st.lists(
        st.tuples(
            st.text("abcXYZ-_09", min_size=1, max_size=10).filter(lambda name: name.lower() != "transfer-encoding"),
            st.text(st.characters(max_codepoint=255, exclude_characters="\r\n\0"), max_size=30),
        ),
        max_size=8,
    ),
    url=st.text(max_size=60),
    anchor=st.text(max_size=20),
)
def test_any_exchange_comes_back(body: bytes, headers: list[tuple[str, str]], url: str, anchor: str) -> None:
    capture = make_capture(body=body, headers=tuple(headers))
    capture = replace(capture, url=f"http://h/{url}", facts=CaptureFacts("510500", "http://h/", anchor=anchor))
    assert only(segment(capture)) == capture


# Revisits


def test_an_identical_body_becomes_a_revisit_that_refers_to_its_original() -> None:
    first, again = make_capture(1), make_capture(1)
    data = segment(again, original=original_of(first))
    revisit = list(read_records(data))[1]
    assert revisit.type == "revisit"
    assert revisit.fields["warc-profile"].endswith("/warc/1.1/revisit/identical-payload-digest")
    assert revisit.fields["warc-refers-to"] == f"<{first.record_id}>"
    assert revisit.fields["warc-refers-to-target-uri"] == first.url
    assert revisit.fields["warc-refers-to-date"] == "2026-01-31T08:00:01.123456Z"
    assert revisit.fields["warc-payload-digest"] == f"sha256:{first.payload_sha256}"
    assert revisit.block.endswith(b"\r\n\r\n")
    (stored,) = read_captures(data)
    assert stored.original == original_of(first)
    assert with_body(stored, first) == again


def test_a_revisit_of_a_report_page_takes_less_than_two_kilobytes() -> None:
    capture = make_capture(1)
    assert len(group(capture, original_of(capture))[0]) < 2048


def test_a_304_becomes_a_revisit_that_can_still_be_read_as_what_it_confirms() -> None:
    first = make_capture(1, headers=(("Content-Type", "text/html"), ("Content-Encoding", "gzip"), ("Date", "then")))
    again = make_capture(1, status=304, body=b"", headers=(("Date", "now"), ("ETag", "1")))
    data = segment(again, original=original_of(first, "server-not-modified"))
    assert list(read_records(data))[1].fields["warc-profile"].endswith("/server-not-modified")
    (stored,) = read_captures(data)
    found = with_body(stored, first)
    assert (found.status, found.body) == (304, first.body)
    assert found.headers == (
        ("Date", "now"),
        ("ETag", "1"),
        ("Content-Type", "text/html"),
        ("Content-Encoding", "gzip"),
    )


def test_a_revisit_keeps_its_own_dom_unless_it_is_the_originals() -> None:
    first = make_capture(1, rendered_dom=b"<one>")
    again = make_capture(1, rendered_dom=b"<two>")
    (stored,) = read_captures(segment(again, original=original_of(first)))
    assert with_body(stored, first).rendered_dom == b"<two>"
    same = make_capture(1, rendered_dom=b"<one>")
    data = segment(same, original=replace(original_of(first), same_dom=True))
    assert "resource" not in [record.type for record in read_records(data)]
    (stored,) = read_captures(data)
    assert with_body(stored, first).rendered_dom == b"<one>"
    (plain,) = read_captures(segment(make_capture(1), original=original_of(first)))
    assert with_body(plain, first).rendered_dom is None


# One capture out of a segment


def test_one_capture_is_read_without_the_rest_of_its_segment() -> None:
    captures = [
        make_capture(number, body=bytes([number]) * 10 + hashlib.sha256(bytes([number])).digest() * 4000)
        for number in range(40)
    ]
    data = segment(*captures)
    places = {stored.capture.record_id: stored for stored in read_captures(data)}
    asked = []

    def read(start: int, length: int) -> bytes:
        asked.append((start, length))
        return data[start : start + length]

    stored = read_capture(read, places[captures[20].record_id].offset)
    assert stored == places[captures[20].record_id]
    assert stored.capture == captures[20]
    assert sum(length for _, length in asked) <= 2 * max(stored.length, 1 << 16)


def test_the_last_capture_of_a_segment_is_read() -> None:
    data = segment(make_capture(1), make_capture(2))
    *_, last = read_captures(data)
    assert read_capture(lambda start, length: data[start : start + length], last.offset) == last


def test_short_reads_are_put_together() -> None:
    data = segment(make_capture(1), make_capture(2))
    first = next(read_captures(data))
    assert read_capture(lambda start, length: data[start : start + 7], first.offset) == first


@pytest.mark.parametrize("offset", [0, 1, 5, 10**9])
def test_no_capture_is_read_where_none_begins(offset: int) -> None:
    data = segment(make_capture(1))
    with pytest.raises(DamagedRecord):
        read_capture(lambda start, length: data[start : start + length], offset)


# Damage


def test_a_segment_cut_anywhere_gives_its_whole_captures_and_then_the_damage() -> None:
    captures = [make_capture(number, body=b"short") for number in range(3)]
    data = segment(*captures)
    ends = [stored.offset + stored.length for stored in read_captures(data)]
    for cut in range(len(data)):
        found = []
        try:
            for stored in read_captures(data[:cut]):
                found.append(stored.capture)  # noqa: PERF401 - what came before the damage counts
            complete = True
        except DamagedRecord:
            complete = False
        whole = sum(end <= cut for end in ends)
        assert found == captures[:whole]
        assert complete == (cut in (0, *ends) or cut == next(read_records(data)).length)


def test_a_flipped_byte_anywhere_is_noticed() -> None:
    data = segment(make_capture(1, body=b"a short body"))
    good = list(read_captures(data))
    harmless = 0
    for position in range(len(data)):
        damaged = bytearray(data)
        damaged[position] ^= 0x20
        try:
            found = list(read_captures(bytes(damaged)))
        except DamagedRecord:
            continue
        assert found == good  # gzip's time (4 bytes), flags, system, and bits that fill up the last byte
        harmless += 1
    members = len(list(read_records(data)))
    assert harmless <= 7 * members


def test_a_member_that_inflates_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.warc.members.MAX_RECORD_BYTES", 1 << 20)
    bomb = zlib.compress(b"WARC/1.1\r\n" + b"\0" * (8 << 20), 9, 31)
    with pytest.raises(DamagedRecord, match="inflates to more"):
        list(read_records(bomb))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"not gzip", id="not gzip"),
        pytest.param(gzip.compress(b"not a record"), id="no record in gzip"),
        pytest.param(gzip.compress(b"WARC/1.1\r\n\r\n"), id="a version and no more"),
        pytest.param(b"\x1f\x8b", id="cut after gzip's mark"),
    ],
)
def test_what_is_no_record_is_damage(data: bytes) -> None:
    with pytest.raises(DamagedRecord):
        list(read_records(data))


def test_digests_that_do_not_hold_are_damage_to_both_readers() -> None:
    data = segment(make_capture(1))
    info, response, *others = read_records(data)
    forged = response.block.replace("泸州".encode("gb18030"), "瀘州".encode("gb18030"), 1)
    lines = "".join(f"{name}: {value}\r\n" for name, value in response.fields.items())
    member = zlib.compress(b"WARC/1.1\r\n" + lines.encode() + b"\r\n" + forged + b"\r\n\r\n", 6, 31)
    changed = data[: info.length] + member + data[others[0].offset :]
    with pytest.raises(DamagedRecord, match="block digest"):
        list(read_captures(changed))
    with pytest.raises(DamagedRecord, match="block digest"):
        read_through(io.BytesIO(changed))


def test_the_second_reader_counts_what_is_there() -> None:
    captures = [make_capture(1), make_capture(2, rendered_dom=b"<html>")]
    data = segment(*captures)
    contents = read_through(io.BytesIO(data))
    assert contents.records == 1 + 3 + 4
    assert contents.captures == tuple(capture.record_id for capture in captures)
    assert (contents.size, contents.sha256) == (len(data), hashlib.sha256(data).hexdigest())


def test_types_are_known_to_others() -> None:
    kinds = [record.record_type for record in FastIterator(io.BytesIO(segment(make_capture())), parse_http=False)]
    assert kinds == [WarcRecordType.warcinfo, WarcRecordType.response, WarcRecordType.request, WarcRecordType.metadata]
    assert new_record_id().startswith("urn:uuid:")
