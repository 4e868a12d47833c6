"""The archive before a judge that knows only its contract (tests/contract4.py), and the judge before damaged archives."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.capture import Capture
from storage.report import ParsedReport
from storage.runs import CoverageRow, JurisdictionOutcome
from storage.snapshots import create
from storage.verify import verify_archive
from storage.writer import RunWriter, recover
from tests.contract4 import complaints, objects_in
from tests.storage.made_captures import CODE, QUICK, local_archive, make_capture
from tests.storage.test_writer import unplaced

PLACES = ("510500", "510521", "440100")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Runs that closed and one that was killed, revisits within a place and across two, reports, whole and scoped snapshots."""
    archive = local_archive(tmp_path_factory.mktemp("contract"))
    for round_ in range(3):
        run = RunWriter(archive, spider="annual_reports", code=CODE, bounds=replace(QUICK, segment_captures=3))
        for number in range(8):
            made = make_capture(number, jurisdiction=PLACES[(number + round_) % 3])
            capture = replace(made, fetched_at=datetime.now(UTC))
            run.append(capture)
            run.note_verdict(capture.record_id, "ok")
            if round_ == 0:
                run.add_report(report_of(capture))
        if round_ == 1:
            run.abandon()
            (manifest,) = recover(archive)
        else:
            rows = (CoverageRow(year=2001, state="absent"),)
            manifest = run.close(
                "success", (), {place: JurisdictionOutcome(outcome="success", coverage=rows) for place in PLACES}
            )
        archive.catalogue.ingest(manifest)
        create(archive, code=CODE)
    create(archive, "510521", code=CODE)
    return archive


def report_of(capture: Capture) -> ParsedReport:
    """A parse that states the digest of what it was read from."""
    made = unplaced(capture)
    seen = made.report.capture.model_copy(update={"payload_sha256": capture.payload_sha256})
    return made.model_copy(update={"report": made.report.model_copy(update={"capture": seen})})


def objects(archive: Archive) -> dict[str, bytes]:
    return objects_in(Path(archive.uri.removeprefix("file://")))


def test_what_is_written_is_what_the_contract_says(archive: Archive) -> None:
    assert complaints(objects(archive)) == []
    revisits = sum(manifest.counts.get("revisits", 0) for manifest in archive.runs())
    assert revisits >= 8, "across runs and places"
    assert any(manifest.originals for manifest in archive.runs())


def test_the_judge_sees_what_verifying_sees(archive: Archive, tmp_path: Path) -> None:
    whole, chance = objects(archive), random.Random(3)
    for key in chance.sample(sorted(set(whole) - {"archive.json"}), 12):
        data = whole[key]
        position = chance.randrange(len(data))
        damaged = data[:position] + bytes([data[position] ^ 1 << chance.randrange(8)]) + data[position + 1 :]
        path = Path(archive.uri.removeprefix("file://"), key)
        path.write_bytes(damaged)
        try:
            assert judged({**whole, key: damaged}), key
            assert key in {fault.key for fault in verify_archive(archive)}
        finally:
            path.write_bytes(data)
    assert verify_archive(archive) == []


def judged(objects: dict[str, bytes]) -> bool:
    """Whether the judge complains, or cannot even read what lies there."""
    try:
        return bool(complaints(objects))
    except (ValueError, KeyError, TypeError):
        return True
