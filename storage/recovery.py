"""What a killed run left in the spool: finished by whoever starts next.

Nothing is guessed: the captures that are whole in the spool and those noted as stored make up the run, whose outcome is
`recovered`. A run that had decided its manifest is committed with exactly that one.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar

from storage.archive import Archive
from storage.closing import Named, named
from storage.errors import ObjectConflict, ObjectDamaged, ObjectMissing, SpoolError, StoreError
from storage.report import ParsedReport
from storage.runs import CoverageRow, JurisdictionOutcome, RunManifest, SnapshotRef
from storage.sending import Backoff, Dropped, lasting, send_report, send_segment
from storage.snapshots import latest_ref
from storage.spool import DISK, Disk, Spool

T = TypeVar("T")
_log = logging.getLogger(__name__)
_INTERRUPTED = "the crawl was interrupted; what it had fetched is kept"
_AFTERWARDS = "the crawl was interrupted when it was done with this place"


def recover(
    archive: Archive,
    *,
    patience: float = 60.0,
    first_retry: float = 0.5,
    longest_retry: float = 10.0,
    disk: Disk = DISK,
) -> list[RunManifest]:
    """Seal, send and commit every run of this archive whose process is dead; returns their manifests.

    A store that does not answer is tried again for `patience` seconds, at intervals from `first_retry` to `longest_retry`,
    then its error is raised: what is left stays in the spool for the next time. Spools of living processes, here or elsewhere on the machine, are left alone.
    """
    manifests = []
    with closing(Spool.left_behind(archive.state_dir, archive.identity, disk=disk)) as spools:
        for spool in spools:
            backoff = Backoff(first_retry, longest_retry)
            manifest = _persist(partial(_finish, archive, spool), patience, backoff)
            _log.info("run %s, interrupted, is recovered: %s", manifest.run, manifest.counts)
            spool.remove()
            manifests.append(manifest)
    return manifests


def _finish(archive: Archive, spool: Spool) -> RunManifest:
    """May be repeated from the start after any failure."""
    decided = spool.decided()
    if decided is None:
        problems = [*_send_segments(archive, spool), *_send_reports(archive, spool)]
        found = named(archive, spool, archive.catalogue.record)
        years, unread = _years_found(archive, found)
        told = [*problems, *unread, *found.problems]
        decided = _manifest(spool, found, latest_ref(archive), years, told).to_bytes()
        spool.decide(decided)
    return archive.commit(decided)


def _send_segments(archive: Archive, spool: Spool) -> list[str]:
    """Send what is whole; returns what is wrong with the rest."""
    problems = []
    for segment in spool.segments.leftover():
        sealed = spool.segments.seal(segment)
        problems += [f"capture {record_id} was lost by the disk of the spool" for record_id in sealed.lost]
        if sealed.doubt:
            problems.append(sealed.doubt)
        if sealed.entry is not None:
            try:
                send_segment(archive, spool, sealed)
            except ObjectConflict as error:
                _log.error("%s; sending it under another name", error)
                sealed = spool.segments.renumber(sealed, spool.segments.highest_sequence() + 1)
                send_segment(archive, spool, sealed)
        spool.discard(sealed.path)
    return problems


def _send_reports(archive: Archive, spool: Spool) -> list[str]:
    """Send the reports whose captures are in the store; returns what is wrong with the others."""
    problems = []
    for path in spool.waiting_reports():
        try:
            capture = ParsedReport.model_validate_json(path.read_bytes()).report.capture
        except (OSError, ValueError) as error:
            _log.error("%s: %s", path, error)
            problems.append("a parsed report was damaged in the spool; parse it again")
            continue
        segment = spool.notes.segment_of(capture.record_id)
        if capture.segment is None and segment is None:
            problems.append(f"a parsed report is dropped, since its capture {capture.record_id} was not kept")
            continue
        sent = send_report(archive, spool, path, segment)
        if isinstance(sent, Dropped):
            problems.append(sent.why)
    return problems


def _years_found(archive: Archive, found: Named) -> tuple[dict[str, tuple[CoverageRow, ...]], list[str]]:
    """The years of which the run stored a government's own report, by jurisdiction; and what is wrong with reports."""
    rows: dict[str, dict[int, CoverageRow]] = {}
    problems = []
    for entry in found.reports:
        try:
            report = archive.parsed(entry.key).report
        except (ObjectMissing, ObjectDamaged) as error:
            problems.append(str(error))
            continue
        if report.issuer.kind == "government":
            evidence = f"{report.source.url} was read before the crawl was interrupted"
            row = CoverageRow(year=report.year, state="found", evidence=evidence)
            rows.setdefault(report.jurisdiction.code, {}).setdefault(report.year, row)
    return {code: tuple(row for _, row in sorted(years.items())) for code, years in rows.items()}, problems


def _manifest(
    spool: Spool,
    found: Named,
    snapshot: SnapshotRef | None,
    years: Mapping[str, tuple[CoverageRow, ...]],
    problems: list[str],
) -> RunManifest:
    captures: Counter[str] = Counter()
    for entry in found.segments:
        captures[entry.jurisdiction] += entry.captures
    identity, concluded = spool.identity, spool.journal.outcomes()
    places = {
        code: _outcome(concluded.get(code), captures[code], years.get(code, ()))
        for code in sorted({*captures, *concluded})
    }
    return RunManifest(
        run=identity.run,
        spider=identity.spider,
        started=identity.started,
        finished=datetime.now(UTC),
        outcome="recovered",
        reasons=(_INTERRUPTED, *problems),
        counts={
            "captures": captures.total(),
            "reports": len(found.reports),
            "bytes": sum(entry.bytes for entry in found.segments),
        },
        jurisdictions=places,
        segments=found.segments,
        reports=found.reports,
        referred=found.referred,
        originals=found.originals,
        verdicts=spool.notes.verdicts(),
        snapshot=snapshot,
        code=identity.code,
        settings=identity.settings,
    )


def _outcome(
    concluded: JurisdictionOutcome | None, captures: int, years: tuple[CoverageRow, ...]
) -> JurisdictionOutcome:
    """What is known of a jurisdiction: all that the run said of it when it was done with it, else which years it had found.

    What it said counts only if all the captures of which it said it are there. Of a walk that was cut off nothing is known but
    what it found: a year that it had not come to is no year without a report.
    """
    if concluded is None or concluded.counts.get("captures", 0) > captures:
        return JurisdictionOutcome(
            outcome="recovered", reasons=(_INTERRUPTED,), counts={"captures": captures}, coverage=years
        )
    return concluded.model_copy(update={"outcome": "recovered", "reasons": (_AFTERWARDS, *concluded.reasons)})


def _persist(step: Callable[[], T], patience: float, backoff: Backoff) -> T:
    deadline = time.monotonic() + patience
    while True:
        try:
            return step()
        except (StoreError, SpoolError) as error:
            delay = backoff.failed()
            if lasting(error) or time.monotonic() + delay > deadline:
                raise
            _log.warning("%s (next try in %.1f s)", error, delay)
            time.sleep(delay)
