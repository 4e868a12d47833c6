"""What a record, a capture's group of records and the original of a revisit are."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.capture import Capture, RecordRef

Profile = Literal["identical-payload-digest", "server-not-modified"]

PROFILES: dict[Profile, str] = {
    "identical-payload-digest": "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
    "server-not-modified": "http://netpreserve.org/warc/1.1/revisit/server-not-modified",
}


@dataclass(frozen=True, slots=True)
class Original:
    """The committed capture that a revisit refers to, where it lies, and whether the rendered DOM is the same too."""

    profile: Profile
    record_id: str
    url: str
    fetched_at: datetime
    payload_sha256: str
    segment: str | None
    offset: int | None
    same_dom: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """One record as read: its WARC header fields (names in lower case), its block, its gzip member's place."""

    fields: Mapping[str, str]
    block: bytes
    offset: int
    length: int

    @property
    def type(self) -> str:
        return self.fields.get("warc-type", "")


@dataclass(frozen=True, slots=True)
class StoredCapture:
    """A group as read. A revisit's `capture.body` is empty here: the archive fetches it from `original`.

    `offset` and `length` are the group's bytes in the segment; `records` how many records it has.
    """

    capture: Capture
    payload_sha256: str
    original: Original | None
    offset: int
    length: int
    records: int

    def ref(self, run: str, segment: str | None) -> RecordRef:
        capture = self.capture
        return RecordRef(
            record_id=capture.record_id,
            url=capture.url,
            fetched_at=capture.fetched_at,
            status=capture.status,
            payload_sha256=self.payload_sha256,
            jurisdiction=capture.facts.jurisdiction,
            run=run,
            segment=segment,
            offset=self.offset,
            revisit_of=self.original.record_id if self.original else None,
        )


def valid_record_id(record_id: str) -> bool:
    """Whether it is `urn:uuid:` and a UUID in its canonical form, as keys of the archive need it."""
    try:
        return record_id == f"urn:uuid:{uuid.UUID(record_id.removeprefix('urn:uuid:'))}"
    except ValueError:
        return False
