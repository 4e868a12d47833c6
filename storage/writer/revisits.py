"""Whose body is committed already: such a capture becomes a revisit."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Protocol

from storage import warc
from storage.archive import Archive
from storage.capture import Capture, RecordRef
from storage.errors import StorageError

_log = logging.getLogger(__name__)


class KnownCaptures(Protocol):
    """What is committed already: the catalogue, asked from whatever thread appends."""

    def latest(self, url: str) -> RecordRef | None: ...

    def record(self, record_id: str) -> RecordRef | None: ...


def original_of(capture: Capture, payload_sha256: str, known: KnownCaptures, archive: Archive) -> warc.Original | None:
    """The committed capture whose body this one has, or None when it is to be kept in full."""
    not_modified = capture.status == 304 and not capture.body and capture.request_method == "GET"
    if not not_modified and not capture.body:
        return None
    ref = known.latest(capture.url)
    if ref is not None and ref.revisit_of is not None:
        ref = known.record(ref.revisit_of)
    if ref is None or ref.segment is None or ref.offset is None:
        return None
    if not not_modified and ref.payload_sha256 != payload_sha256:
        return None
    original = warc.Original(
        profile="server-not-modified" if not_modified else "identical-payload-digest",
        record_id=ref.record_id,
        url=ref.url,
        fetched_at=ref.fetched_at,
        payload_sha256=ref.payload_sha256,
        segment=ref.segment,
        offset=ref.offset,
    )
    return replace(original, same_dom=_same_dom(capture, ref, archive)) if capture.rendered_dom else original


def _same_dom(capture: Capture, ref: RecordRef, archive: Archive) -> bool:
    try:
        return archive.read_capture(ref).rendered_dom == capture.rendered_dom
    except StorageError as error:
        _log.warning("%s is kept with its DOM, since its original cannot be read: %s", capture.url, error)
        return False
