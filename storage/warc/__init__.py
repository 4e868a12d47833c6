"""WARC/1.1 records, one gzip member each (ISO 28500:2017): captures in, captures out.

A segment is a `warcinfo` record and then groups. A group is one capture:

    response | revisit     the exchange's header block, and the body as sent
    request                what was asked
    resource               the browser's DOM, if the page was rendered (target `urn:rendered:<url>`)
    metadata               application/json: what only the crawl knows; always the last, so that a group is whole

Both digests of every record are `sha256:<hex>`. The payload digest is of the body alone, as sent; a revisit's is its
original's. Two things of a header block change: a Transfer-Encoding line, whose coding is already undone when the body
arrives, is kept under another name so that no reader undoes it twice; and a line break in a header becomes a space.

FastWARC writes the records (docs/decisions/0007-fastwarc-writes.md says at what cost); what it knows nothing of is ours: header blocks,
digests in SHA-256, revisits, groups. Single captures are read here; what was written is checked with FastWARC (storage/spool,
storage/verify), with zlib and the other digests' own code here, and with warcio (tests).

    values.py    what a record, a group, a revisit's original are     headers.py   blocks of HTTP headers, there and back
    writing.py   captures in                                          members.py   gzip members and records, one by one
    reading.py   captures out
"""

from storage.warc.headers import as_read, warc_date
from storage.warc.members import MAX_RECORD_BYTES, Source, check_digests, read_records
from storage.warc.reading import read_capture, read_captures, with_body
from storage.warc.values import Original, Profile, Record, StoredCapture, valid_record_id
from storage.warc.writing import LEVEL, group, member, warcinfo

__all__ = [
    "LEVEL",
    "MAX_RECORD_BYTES",
    "Original",
    "Profile",
    "Record",
    "Source",
    "StoredCapture",
    "as_read",
    "check_digests",
    "group",
    "member",
    "read_capture",
    "read_captures",
    "read_records",
    "valid_record_id",
    "warc_date",
    "warcinfo",
    "with_body",
]
