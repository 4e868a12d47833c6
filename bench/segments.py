"""Writing WARC: FastWARC, which storage/warc.py uses, beside warcio and the least that plain zlib can do.

    from captures   the whole way: header blocks, digests, metadata, and a gzip member a record
    records ready   the same records again, with fields, block and digests ready made: only what a writer itself does

What each wrote must be the same records when FastWARC reads it back. CPU seconds of this process, in turn, medians.
"""

from __future__ import annotations

import io
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from statistics import median

from fastwarc.warc import ArchiveIterator, WarcRecordType
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from bench import portal
from storage import warc
from storage.capture import Capture, CaptureFacts, new_record_id

AT = datetime(2026, 1, 31, tzinfo=UTC)
_CAPITALS = ("warc", "id", "uri", "ip")


def run(pages: int, rounds: int, show: Callable[[str], None]) -> None:
    """Prints a line for each writer."""
    captures = _captures(pages)
    segment = b"".join(warc.group(capture)[0] for capture in captures)
    records = [_cased(record) for record in warc.read_records(segment)]
    writers: dict[str, Callable[[], bytes]] = {
        "from captures": lambda: b"".join(warc.group(capture)[0] for capture in captures),
        "FastWARC, records ready": lambda: b"".join(_fastwarc(record) for record in records),
        "zlib, records ready": lambda: b"".join(_zlib(record) for record in records),
        "warcio, records ready": lambda: _warcio(records),
    }
    sizes = {}
    for name, write in writers.items():
        written = write()
        sizes[name] = len(written)
        if "ready" in name and _contents(written) != _contents(segment):
            raise AssertionError(f"{name}: not the same records")
    times: dict[str, list[float]] = {name: [] for name in writers}
    for number in range(rounds):
        show(f"writing WARC, round {number + 1} of {rounds}")
        for name, write in writers.items():
            started = time.process_time()
            write()
            times[name].append(time.process_time() - started)
    bodies = sum(len(capture.body) for capture in captures)
    print(
        f"\nWARC: {len(captures)} captures, {bodies / 1e6:.1f} MB of bodies, {len(records)} records, medians of {rounds}"
    )
    print(f"{'':26}{'captures/s':>12}{'CPU ms each':>13}{'MB':>8}")
    for name, seconds in times.items():
        each = median(seconds) / len(captures)
        print(f"{name:26}{1 / each:12.0f}{each * 1000:13.3f}{sizes[name] / 1e6:8.2f}")


def _captures(pages: int) -> list[Capture]:
    """The pages of the crawl's portal, as a crawl would keep them."""
    made = []
    for row in portal.build(pages):
        for path in row.site.paths():
            url = f"http://www.example.gov.cn{path}"
            made.append(
                Capture(
                    record_id=new_record_id(),
                    url=url,
                    fetched_at=AT,
                    status=200,
                    reason="OK",
                    headers=(("Content-Type", "text/html; charset=utf-8"), ("Server", "nginx"), ("ETag", '"5f"')),
                    body=row.site.page_body(path),
                    request_method="GET",
                    request_headers=(("Host", "www.example.gov.cn"), ("User-Agent", "Lantai"), ("Accept", "*/*")),
                    request_body=b"",
                    facts=CaptureFacts(
                        row.jurisdiction, "http://www.example.gov.cn/", path=("http://www.example.gov.cn/",)
                    ),
                    ip="192.0.2.1",
                    elapsed=0.1,
                )
            )
    return made


def _cased(record: warc.Record) -> warc.Record:
    """With names of fields as they are usually written."""
    words = {name: name.split("-") for name in record.fields}
    names = {
        name: "-".join(word.upper() if word in _CAPITALS else word.capitalize() for word in each)
        for name, each in words.items()
    }
    return replace(record, fields={names[name]: value for name, value in record.fields.items()})


def _fastwarc(record: warc.Record) -> bytes:
    fields = dict(record.fields)
    kind, name = fields.pop("WARC-Type"), fields.pop("WARC-Record-ID").strip("<>")
    return warc.member(kind, name, fields, record.block)


def _zlib(record: warc.Record) -> bytes:
    lines = "".join(f"{name}: {value}\r\n" for name, value in record.fields.items())
    whole = b"".join((b"WARC/1.1\r\n", lines.encode(), b"\r\n", record.block, b"\r\n\r\n"))
    return zlib.compress(whole, warc.LEVEL, wbits=31)


def _warcio(records: list[warc.Record]) -> bytes:
    target = io.BytesIO()
    writer = WARCWriter(target, gzip=True, warc_version="1.1")
    for record in records:
        fields = StatusAndHeaders("", list(record.fields.items()), protocol="WARC/1.1")
        kind, media_type = record.fields["WARC-Type"], record.fields["Content-Type"]
        made = ArcWarcRecord("warc", kind, fields, io.BytesIO(record.block), None, media_type, len(record.block))
        writer.write_record(made)
    return target.getvalue()


def _contents(segment: bytes) -> list[tuple[dict[str, str], bytes]]:
    """Every record's fields and block, and that its digests hold."""
    found = []
    for record in ArchiveIterator(io.BytesIO(segment), parse_http=False, record_types=WarcRecordType.any_type):
        if not record.verify_block_digest():
            raise AssertionError(f"the digest of {record.record_id} does not hold")
        fields = {name.lower(): value for name, value in record.headers.items()}
        found.append((fields, record.reader.read()))
    return found
