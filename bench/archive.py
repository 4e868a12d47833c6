"""A large archive: a snapshot after a few changes, and what is known of all years, at a million captures.

The archive is made up: manifests are stored and its catalogue is filled, segments are named only. What is measured reads
no segment either.
"""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from storage.archive import Archive
from storage.catalogue import Catalogue, Intake, ParseRow
from storage.objects import ObjectInfo, ObjectStore
from storage.runs import Code, CoverageRow, JurisdictionOutcome, ReportEntry, RunManifest, SegmentEntry
from storage.snapshots import create
from storage.trees import sha256_of

CODE = Code(version="bench")
START = datetime(2025, 1, 1, tzinfo=UTC)
YEARS = range(2008, 2025)
PER_RUN = 150
"""Jurisdictions of one run."""


class Counting:
    """A store that counts the bytes that go in and out."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store
        self.uri = store.uri
        self.read_bytes = self.written_bytes = 0

    def put(self, key: str, data: bytes | Path, *, sha256: str) -> ObjectInfo:
        self.written_bytes += len(data) if isinstance(data, bytes) else data.stat().st_size
        return self._store.put(key, data, sha256=sha256)

    def restore(self, key: str, data: bytes, *, sha256: str) -> ObjectInfo:
        self.written_bytes += len(data)
        return self._store.restore(key, data, sha256=sha256)

    def get(self, key: str) -> bytes:
        data = self._store.get(key)
        self.read_bytes += len(data)
        return data

    def read(self, key: str, start: int, length: int) -> bytes:
        data = self._store.read(key, start, length)
        self.read_bytes += len(data)
        return data

    def head(self, key: str) -> ObjectInfo | None:
        return self._store.head(key)

    def list(self, prefix: str = "") -> Iterator[ObjectInfo]:
        return self._store.list(prefix)

    def creates_once(self) -> str | None:
        return self._store.creates_once()


def run(captures: int, jurisdictions: int, changed: int, show: Callable[[str], None]) -> None:
    """Prints one line a figure."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive.open(f"file:{folder}/archive", state_dir=f"{folder}/state", create=True)
        codes = [f"{11 + number % 31:02}{1 + number // 31:04}" for number in range(jurisdictions)]
        show(f"making up {captures} captures in {jurisdictions} jurisdictions")
        batches = [codes[start : start + PER_RUN] for start in range(0, jurisdictions, PER_RUN)]
        for number, batch in enumerate(batches):
            _put_run(archive, number, batch, captures // jurisdictions)
        size = archive.catalogue.path.stat().st_size
        print(f"catalogue of {archive.catalogue.totals().captures} captures: {size / 1e6:.0f} MB")

        show("a first snapshot")
        seconds, moved = _snapshot(archive)
        print(f"first snapshot: {seconds:.1f} s, {moved / 1e6:.2f} MB read and written")
        every = jurisdictions // changed
        _put_run(archive, len(batches), codes[::every][:changed], captures // jurisdictions)
        show(f"a snapshot after {changed} changed jurisdictions")
        seconds, moved = _snapshot(archive)
        print(f"snapshot after {changed} changed: {seconds:.1f} s, {moved / 1e6:.2f} MB read and written (bound: 3 MB)")

        for what, ask in (
            ("all places and years", lambda: archive.catalogue.coverage_states()),
            ("one province with evidence", lambda: archive.catalogue.coverage(codes[::31])),
        ):
            times, cpu = [], []
            for _ in range(5):
                started, worked = time.perf_counter(), time.process_time()
                rows = ask()
                times.append(time.perf_counter() - started)
                cpu.append(time.process_time() - worked)
            told = f"{median(times) * 1000:.0f} ms, of which {median(cpu) * 1000:.0f} ms CPU, for {len(rows)} rows"
            print(f"coverage, {what}: {told} (bound: 100 ms)")
        print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
        archive.catalogue.close()


def _snapshot(archive: Archive) -> tuple[float, int]:
    """Seconds and bytes of one `snapshot create`, as a new process would do it."""
    counting = Counting(archive.store)
    fresh = Archive(counting, archive.state_dir, archive.identity)
    fresh.catalogue = Catalogue(counting, fresh.state_dir / "catalogue.sqlite")
    started = time.perf_counter()
    create(fresh, code=CODE)
    fresh.catalogue.close()
    return time.perf_counter() - started, counting.read_bytes + counting.written_bytes


def _put_run(archive: Archive, number: int, codes: list[str], captures: int) -> None:
    at = START + timedelta(days=number)
    run = f"{at:%Y%m%dT%H%M%SZ}-{number:08x}"
    segments = tuple(
        SegmentEntry(
            key=f"captures/{code}/{run}/000001-{sha256_of(f'{run} {code}'.encode())[:16]}.warc.gz",
            sha256=sha256_of(f"{run} {code}".encode()),
            bytes=20_000_000,
            records=captures * 3 + 1,
            captures=captures,
        )
        for code in codes
    )
    reports = tuple(
        ReportEntry(
            key=f"reports/{code}/{sha256_of(f'{run} {code} {year}'.encode())[:32]}/1.json",
            sha256=sha256_of(f"{run} {code} {year}".encode()),
            bytes=60_000,
        )
        for code in codes
        for year in YEARS
    )
    rows = tuple(
        CoverageRow(year=year, state="found" if year % 3 else "absent", evidence="list read") for year in YEARS
    )
    manifest = RunManifest(
        run=run,
        spider="annual_reports",
        started=at,
        finished=at + timedelta(hours=2),
        outcome="success",
        jurisdictions={code: JurisdictionOutcome(outcome="success", coverage=rows) for code in codes},
        segments=segments,
        reports=reports,
        code=CODE,
    )
    data = manifest.to_bytes()
    archive.commit(data)
    named = zip(codes, segments, strict=True)
    made = ((segment.key, [_row(run, code, place) for place in range(captures)]) for code, segment in named)
    intake = Intake(manifest, data, made)
    intake.parses += [
        _parse(manifest, report, year) for report, year in zip(reports, list(YEARS) * len(codes), strict=True)
    ]
    archive.catalogue.take_in(intake)


def _parse(manifest: RunManifest, report: ReportEntry, year: int) -> ParseRow:
    code = report.key.split("/")[1]
    return ParseRow(
        key=report.key,
        sha256=report.sha256,
        bytes=report.bytes,
        run=manifest.run,
        report_id=f"{code}/{year}/government",
        jurisdiction=code,
        name="某市",
        level="prefecture",
        province="某省",
        crawled=code,
        year=year,
        issuer_kind="government",
        issuer="某市人民政府",
        form="2019",
        title=f"某市{year}年政府信息公开工作年度报告",
        published=f"{year + 1}-01-31",
        source_kind="official",
        family=None,
        url=f"https://www.example{code}.gov.cn/{year}.html",
        record_id=f"urn:uuid:{report.sha256[:36]}",
        fetched_at="2025-01-01T00:00:00Z",
        payload_sha256=report.sha256,
        content_sha256=report.sha256,
        figures_sha256=report.sha256,
        parser_version="1",
        parser_commit=None,
        medium="page",
        erratum=False,
        figures=120,
        checks_failed=1,
    )


def _row(run: str, code: str, place: int) -> tuple[object, ...]:
    """A row of `captures` but for its segment."""
    digest = sha256_of(f"{run} {code} {place}".encode())
    url = f"https://www.example{code}.gov.cn/zwgk/xxgk/ndbg/{digest[:8]}/t{place}.html"
    portal = f"https://www.example{code}.gov.cn/"
    return (
        f"urn:uuid:{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:32]}",
        place * 20_000,
        19_000,
        url,
        "GET",
        f"2025-01-01T00:00:{place % 60:02}.000000Z",
        200,
        "text/html",
        digest,
        None,
        None,
        False,
        None,
        None,
        "page",
        "official",
        None,
        portal,
        None,
        "政府信息公开年度报告",
        f'["{portal}","{portal}zwgk/"]',
    )
