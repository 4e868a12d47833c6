"""A snapshot as WACZ 1.1.1: one file that replays alone, in any tool that knows the format.

    archive/<jurisdiction>-<run>-<segment>   the snapshot's segments, byte for byte
    archive/originals.warc.gz                captures of other places that revisits in it refer to, if there are any
    indexes/index.cdx.gz, index.idx          CDXJ in blocks of 1,024 lines, each a gzip member, and the index of the blocks
    pages/pages.jsonl                        the addresses at which reports were read
    datapackage.json, datapackage-digest.json

Everything is read from the store once and held against its SHA-256. The same snapshot gives the same file. Answers to
POST requests are in it and not in the index: players have no common way to ask for them.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import sqlite3
import tempfile
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import BinaryIO
from urllib.parse import quote, urlsplit

from storage.archive import Archive
from storage.catalogue import CaptureRow
from storage.errors import ObjectDamaged
from storage.runs import SegmentEntry
from storage.snapshots import Snapshot, tree_leaves
from storage.trees import sha256_of
from storage.warc import Record, read_records, warcinfo

WACZ_VERSION = "1.1.1"

_BLOCK_LINES = 1024
_ORIGINALS = "originals.warc.gz"
_WWW = re.compile(r"^www\d*\.")


@dataclass(frozen=True, slots=True)
class Written:
    """What is in the file: segments, captures in the index, pages, and originals pulled in."""

    segments: int
    captures: int
    pages: int
    originals: int


@dataclass(slots=True)
class _Package:
    """A ZIP being written, with what its data package must say of each file."""

    file: zipfile.ZipFile
    date: tuple[int, int, int, int, int, int]
    resources: list[dict[str, object]] = field(default_factory=list)

    def add(self, path: str, data: bytes, method: int = zipfile.ZIP_STORED) -> None:
        info = zipfile.ZipInfo(path, self.date)
        info.compress_type = method
        info.external_attr = 0o644 << 16
        self.file.writestr(info, data)
        name = path.rpartition("/")[2]
        self.resources.append(
            {"name": name.lower(), "path": path, "hash": f"sha256:{sha256_of(data)}", "bytes": len(data)}
        )


def write_wacz(
    archive: Archive, snapshot: Snapshot, target: BinaryIO, progress: Callable[[int], None] = lambda segments: None
) -> Written:
    """Writes a snapshot as WACZ. Raises ObjectMissing or ObjectDamaged where the archive is not what the snapshot says."""
    created = snapshot.created.astimezone(UTC)
    with zipfile.ZipFile(target, "w") as file, closing(_Index()) as index:
        package = _Package(
            file, (created.year, created.month, created.day, created.hour, created.minute, created.second)
        )
        segments = 0
        for entry in _segments(archive, snapshot):
            data = archive.store.get(entry.key)
            if sha256_of(data) != entry.sha256:
                raise ObjectDamaged(f"{entry.key} does not have its SHA-256: bytes were changed")
            _, jurisdiction, run, name = entry.key.split("/")
            filename = f"{jurisdiction}-{run}-{name}"
            package.add(f"archive/{filename}", data)
            index.read(data, filename)
            segments += 1
            progress(1)
        originals = _originals(archive, index.missing(), created)
        if originals:
            data = b"".join(originals)
            package.add(f"archive/{_ORIGINALS}", data)
            index.read(data, _ORIGINALS)
        captures = _add_index(package, index)
        pages = _add_pages(archive, snapshot, package)
        _add_package(package, snapshot, created)
    return Written(segments, captures, pages, max(len(originals) - 1, 0))


def sort_key(url: str) -> str:
    """The address in SURT form, as replay tools look it up: cn,gov,luzhou)/a?x=1."""
    parts = urlsplit(url.strip())
    host = _WWW.sub("", (parts.hostname or "").lower())
    try:
        port = parts.port
    except ValueError:
        port = None
    standard = {"http": 80, "https": 443}.get(parts.scheme.lower())
    where = ",".join(reversed(host.split("."))) + (f":{port}" if port not in (None, standard) else "")
    path = quote(parts.path, safe="/%:;@&=+$,~!*'()-._").lower().rstrip("/") or "/"
    query = "&".join(sorted(quote(parts.query, safe="/%:;@&=+$,~!*'()-._?").lower().split("&")))
    return f"{where}){path}" + (f"?{query}" if query else "")


class _Index:
    """CDXJ lines of the captures read so far, sorted on disk, and the originals that revisits still miss."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="wacz-")
        self._db = sqlite3.connect(f"{self._folder.name}/index.sqlite", isolation_level=None)
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("CREATE TABLE lines (line TEXT)")
        self._db.execute("CREATE TABLE held (record_id TEXT PRIMARY KEY) WITHOUT ROWID")
        self._db.execute("CREATE TABLE referred (record_id TEXT PRIMARY KEY) WITHOUT ROWID")

    def close(self) -> None:
        self._db.close()
        self._folder.cleanup()

    def read(self, data: bytes, filename: str) -> None:
        """Indexes the captures of a segment."""
        main: Record | None = None
        self._db.execute("BEGIN")
        for record in read_records(data):
            if record.type == "response":
                self._db.execute("INSERT OR IGNORE INTO held VALUES (?)", [record.fields["warc-record-id"]])
            elif record.type == "revisit":
                self._db.execute("INSERT OR IGNORE INTO referred VALUES (?)", [record.fields["warc-refers-to"]])
            if record.type in ("response", "revisit"):
                main = record
            elif record.type == "request" and main is not None:
                if record.block.startswith(b"GET "):
                    self._db.execute("INSERT INTO lines VALUES (?)", [_line(main, filename)])
                main = None
        self._db.execute("COMMIT")

    def missing(self) -> list[str]:
        """Record ids that revisits refer to and no segment read so far holds."""
        query = "SELECT record_id FROM referred EXCEPT SELECT record_id FROM held ORDER BY record_id"
        return [row[0].removeprefix("<").removesuffix(">") for row in self._db.execute(query)]

    def lines(self) -> Iterator[str]:
        for (line,) in self._db.execute("SELECT line FROM lines ORDER BY line"):
            yield line


def _line(record: Record, filename: str) -> str:
    """One line of CDXJ: sort key, time to the second, and where the record lies."""
    head, _, _ = record.block.partition(b"\r\n\r\n")
    first, *headers = head.decode("latin-1").split("\r\n")
    types = [value for name, _, value in (line.partition(":") for line in headers) if name.lower() == "content-type"]
    url = record.fields["warc-target-uri"]
    moment = datetime.fromisoformat(record.fields["warc-date"]).astimezone(UTC)
    described = {
        "url": url,
        "mime": "warc/revisit" if record.type == "revisit" else (types or ["unk"])[0].partition(";")[0].strip().lower(),
        "status": first.split(" ", 2)[1],
        "digest": record.fields["warc-payload-digest"],
        "length": str(record.length),
        "offset": str(record.offset),
        "filename": filename,
    }
    return f"{sort_key(url)} {moment:%Y%m%d%H%M%S} {json.dumps(described)}\n"


def _segments(archive: Archive, snapshot: Snapshot) -> list[SegmentEntry]:
    """All that the snapshot covers: its places' own, and those in which captures of their reports lie."""
    entries: dict[str, SegmentEntry] = {}
    for leaf in tree_leaves(archive, snapshot):
        entries.update({segment.key: segment for segment in (*leaf.segments, *leaf.referred)})
    return [entries[key] for key in sorted(entries)]


def _originals(archive: Archive, missing: list[str], created: datetime) -> list[bytes]:
    """A warcinfo record and the missing captures' records as they lie in the archive; nothing if none is missing.

    The segment that holds one is read whole and held against its run's manifest, so that no changed byte is packed.
    """
    places: defaultdict[tuple[str, str], list[CaptureRow]] = defaultdict(list)
    for record_id in missing:
        row = archive.catalogue.capture(record_id)
        if row is None:
            raise ObjectDamaged(f"a revisit refers to {record_id}, which no committed run holds")
        places[row.run, row.segment].append(row)
    if not places:
        return []
    groups: dict[str, bytes] = {}
    for (run, key), rows in sorted(places.items()):
        data = archive.store.get(key)
        if sha256_of(data) not in {entry.sha256 for entry in archive.run(run).segments if entry.key == key}:
            raise ObjectDamaged(f"{key} does not have its SHA-256: bytes were changed")
        groups.update({row.record_id: data[row.offset : row.offset + row.length] for row in rows})
    told = {"description": "captures of other places that revisits in this file refer to"}
    return [warcinfo(told, at=created), *(groups[record_id] for record_id in missing)]


def _add_index(package: _Package, index: _Index) -> int:
    blocks, summary = io.BytesIO(), [f"!meta 0 {json.dumps({'format': 'cdxj-gzip-1.0', 'filename': 'index.cdx.gz'})}\n"]
    count = 0
    for lines in _blocks(index.lines()):
        block = zlib.compress("".join(lines).encode(), 9, 31)
        place = {"offset": blocks.tell(), "length": len(block), "digest": f"sha256:{sha256_of(block)}"}
        summary.append(f"{lines[0].partition('{')[0].strip()} {json.dumps(place)}\n")
        blocks.write(block)
        count += len(lines)
    package.add("indexes/index.cdx.gz", blocks.getvalue())
    package.add("indexes/index.idx", "".join(summary).encode(), zipfile.ZIP_DEFLATED)
    return count


def _blocks(lines: Iterator[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        block.append(line)
        if len(block) == _BLOCK_LINES:
            yield block
            block = []
    if block:
        yield block


def _add_pages(archive: Archive, snapshot: Snapshot, package: _Package) -> int:
    """The captures that reports were read from, by the runs that the snapshot covers."""
    lines = [{"format": "json-pages-1.0", "id": "pages", "title": "Reports"}]
    covered = {(leaf.jurisdiction, leaf.run) for leaf in tree_leaves(archive, snapshot)}
    seen = set()
    for code in sorted({jurisdiction for jurisdiction, _ in covered}):
        for parse in archive.catalogue.reports(code):
            if (code, parse.run) in covered and parse.record_id not in seen:
                seen.add(parse.record_id)
                title = parse.title or parse.report_id
                lines.append({"id": parse.record_id, "url": parse.url, "ts": parse.fetched_at, "title": title})
    text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
    package.add("pages/pages.jsonl", text.encode(), zipfile.ZIP_DEFLATED)
    return len(lines) - 1


def _add_package(package: _Package, snapshot: Snapshot, created: datetime) -> None:
    described = {
        "profile": "data-package",
        "wacz_version": WACZ_VERSION,
        "title": f"Snapshot {snapshot.snapshot}",
        "description": snapshot.citation,
        "software": f"lantai {snapshot.code.version}",
        "created": f"{created:%Y-%m-%dT%H:%M:%SZ}",
        "resources": list(package.resources),
    }
    data = json.dumps(described, ensure_ascii=False, indent=2).encode()
    package.add("datapackage.json", data, zipfile.ZIP_DEFLATED)
    digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
    package.add("datapackage-digest.json", json.dumps(digest, indent=2).encode(), zipfile.ZIP_DEFLATED)
