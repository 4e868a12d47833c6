"""The archive as a whole: one address, its store, its runs, its captures and parsed reports.

`Archive.open` reads archive.json and nothing else. What belongs to the archive is what the committed runs name.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from storage import warc
from storage.capture import Capture, RecordRef
from storage.catalogue import Catalogue
from storage.errors import BadArchiveUri, DamagedRecord, NewerArchive, NotAnArchive, ObjectDamaged, ObjectMissing
from storage.objects import ObjectStore, check_key, is_key, listed, open_store
from storage.report import ParsedReport
from storage.runs import ReportEntry, RunManifest, run_key
from storage.state import state_dir_of

ARCHIVE_FORMAT = 1
MARKER_KEY = "archive.json"
MARKER = json.dumps({"archive": "lantai", "format": ARCHIVE_FORMAT}).encode()
"""Without a date: two who begin an archive at once write the same bytes."""
_VERSION = re.compile(r"[^A-Za-z0-9._+-]")


class Archive:
    """An open archive. `identity` names it among all that STATE_DIR may serve: address and endpoint."""

    def __init__(self, store: ObjectStore, state_dir: Path, identity: str) -> None:
        self.store = store
        self.state_dir = state_dir
        self.identity = identity

    @classmethod
    def open(
        cls, uri: str, *, state_dir: str | Path | None = None, endpoint_url: str | None = None, create: bool = False
    ) -> Archive:
        """Open the archive at an address; with `create`, for writing, begin one where none is.

        Raises BadArchiveUri, NotAnArchive, NewerArchive, and StoreError when the store cannot be reached or written.
        """
        store = open_store(uri, endpoint_url=endpoint_url, create=create)
        identity = f"{store.uri} {endpoint_url or ''}".strip()
        _keep_apart(store.uri, Path(state_dir).absolute() if state_dir else state_dir_of(identity, None))
        _check_format(store, create=create)
        folder = state_dir_of(identity, state_dir)
        if create:
            store.creates_once()  # tries to write: better to be refused now than after a crawl
        return cls(store, folder, identity)

    @property
    def uri(self) -> str:
        return self.store.uri

    @cached_property
    def catalogue(self) -> Catalogue:
        """What is derived from the committed runs, in STATE_DIR."""
        return Catalogue(self.store, self.state_dir / "catalogue.sqlite")

    # Runs

    def runs(self) -> Iterator[RunManifest]:
        """The committed runs that the store lists, oldest first."""
        for key in sorted(info.key for info in listed(self.store, "runs/")):
            yield RunManifest.from_bytes(self.store.get(key), key)

    def run(self, run_id: str) -> RunManifest:
        key = run_key(run_id)
        return RunManifest.from_bytes(self.store.get(key), key)

    def commit(self, manifest: bytes) -> RunManifest:
        """Make a run part of the archive: the last write of a run. Its segments and reports are in the store."""
        unchecked = RunManifest.model_validate_json(manifest)
        self.store.put(unchecked.key, manifest, sha256=hashlib.sha256(manifest).hexdigest())
        return unchecked

    # Captures

    def read_capture(self, ref: RecordRef) -> Capture:
        """The capture a reference points to; a revisit comes with the body of its original (see warc.with_body).

        Reads no more of the segment than needed. Raises ObjectMissing, DamagedRecord, and ObjectDamaged when what lies
        there is another capture.
        """
        if ref.segment is None or ref.offset is None:
            raise ObjectMissing(f"capture {ref.record_id} is not in the store yet")
        stored = self._read(ref.segment, ref.offset, ref.record_id)
        original = stored.original
        if original is None:
            return stored.capture
        if original.segment is None or original.offset is None:
            raise DamagedRecord(f"{ref.segment}: the revisit {ref.record_id} does not say where its original lies")
        found = self._read(original.segment, original.offset, original.record_id)
        if found.payload_sha256 != original.payload_sha256:
            raise ObjectDamaged(f"{original.segment}: capture {original.record_id} is not what its revisit refers to")
        return warc.with_body(stored, found.capture)

    def _read(self, segment: str, offset: int, record_id: str) -> warc.StoredCapture:
        if not is_key(segment):
            raise DamagedRecord(f"{segment[:120]!r} is no key of an archive")
        key = segment
        try:
            stored = warc.read_capture(lambda start, length: self.store.read(key, start, length), offset)
        except DamagedRecord as error:
            raise DamagedRecord(f"{key}: {error}") from error
        if stored.capture.record_id != record_id:
            raise ObjectDamaged(f"{key}: capture {stored.capture.record_id} lies where {record_id} should")
        return stored

    # Parsed reports

    def put_parsed(self, parsed: ParsedReport) -> str:
        """Store a parse, and return its key; the same content again is no error, other content is an ObjectConflict."""
        return self.put_report(parsed).key

    def put_report(self, parsed: ParsedReport) -> ReportEntry:
        """The same; returns what a manifest says of it."""
        data = parsed.model_dump_json().encode()
        entry = ReportEntry(key=report_key(parsed), sha256=hashlib.sha256(data).hexdigest(), bytes=len(data))
        self.store.put(entry.key, data, sha256=entry.sha256)
        return entry

    def parsed(self, key: str) -> ParsedReport:
        try:
            return ParsedReport.model_validate_json(self.store.get(key))
        except ValueError as error:
            raise ObjectDamaged(f"{key} is no parsed report: {' '.join(str(error).split())[:200]}") from error

    def parsed_reports(self) -> Iterator[ParsedReport]:
        """The parsed reports of all committed runs, each once."""
        seen: set[str] = set()
        for manifest in self.runs():
            for entry in manifest.reports:
                if entry.key not in seen:
                    seen.add(entry.key)
                    yield self.parsed(entry.key)


def report_key(parsed: ParsedReport) -> str:
    """`reports/<jurisdiction>/<record uuid>/<parser version>.json`: the capture's jurisdiction is the report's."""
    report = parsed.report
    version = _VERSION.sub("_", "-".join(filter(None, (report.parser.version, report.parser.commit))))
    record = report.capture.record_id.removeprefix("urn:uuid:")
    return check_key(f"reports/{report.jurisdiction.code}/{record}/{version}.json")


def _keep_apart(uri: str, state_dir: Path) -> None:
    if uri.startswith("file:"):
        root = Path(uri.removeprefix("file://"))
        if state_dir == root or root in state_dir.parents:
            raise BadArchiveUri(f"STATE_DIR {state_dir} lies inside the archive {uri}; name a folder outside it")


def _check_format(store: ObjectStore, *, create: bool) -> None:
    try:
        found = store.get(MARKER_KEY)
    except ObjectMissing:
        if not create:
            raise NotAnArchive(f"no archive at {store.uri}: archive.json is missing; a crawl begins one") from None
        store.put(MARKER_KEY, MARKER, sha256=hashlib.sha256(MARKER).hexdigest())
        return
    try:
        document = json.loads(found)
        name, version = document["archive"], document["format"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NotAnArchive(f"{store.uri}/archive.json is not ours or is damaged") from error
    if name != "lantai" or not isinstance(version, int):
        raise NotAnArchive(f"{store.uri}/archive.json is not ours or is damaged")
    if version > ARCHIVE_FORMAT:
        raise NewerArchive(
            f"the archive {store.uri} has format {version}, this version knows {ARCHIVE_FORMAT}; use a later version"
        )
