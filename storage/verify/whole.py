"""The whole archive, in order: marker, trees, manifests, and then every object that these name."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable
from pathlib import Path

from storage.archive import ARCHIVE_FORMAT, MARKER, MARKER_KEY, Archive
from storage.errors import ObjectDamaged
from storage.runs import RunManifest, SegmentEntry, is_run, run_key
from storage.snapshots import read_snapshot
from storage.trees import ManifestEntry
from storage.verify.entries import Entries, Entry
from storage.verify.inspection import Fault, Inspection, Progress
from storage.verify.looked import Looked
from storage.verify.trees import check_trees


def verify_archive(
    archive: Archive,
    progress: Callable[[Progress], None] = lambda progress: None,
    quick: bool = False,
    *,
    resume: bool = False,
) -> list[Fault]:
    """All that is wrong, in the order of the keys; the archive is whole when every fault is `harmless`.

    With `resume`, segments and reports that an interrupted verification found whole are not read again. Raises StoreError
    when the store itself fails.
    """
    inspection = Inspection(archive.store, progress)
    _check_marker(inspection)
    remembered = {entry.key: entry for entry in archive.catalogue.remembered_manifests()}
    manifests = _read_manifests(inspection, named=check_trees(inspection), remembered=remembered)
    _check_latest_snapshots(inspection, manifests)
    segments = {segment.key: segment for manifest in manifests for segment in manifest.segments}
    entries = _named(inspection, manifests, segments)
    looked = Looked(archive.state_dir, resume=resume)
    with looked:
        inspection.each(entries, Entries(inspection, segments, looked, quick=quick).check, count=len(entries))
    _find_extras(inspection, manifests, {entry.key for entry in entries})
    looked.remove()
    return inspection.faults()


def _check_marker(inspection: Inspection) -> None:
    if MARKER_KEY not in inspection.listed and not inspection.presence(MARKER_KEY, "every archive"):
        return
    if inspection.get(MARKER_KEY) != MARKER:
        inspection.report("damaged", MARKER_KEY, f"is not the marker of an archive of format {ARCHIVE_FORMAT}")


def _read_manifests(
    inspection: Inspection, *, named: dict[str, ManifestEntry], remembered: dict[str, ManifestEntry]
) -> list[RunManifest]:
    """The manifests that are listed, named by trees, remembered by the catalogue, or belong to a run that has segments."""
    keys = set(inspection.keys("runs/"))
    hidden = {run_key(run) for run in _runs_with_segments(inspection)} | set(named) | set(remembered)
    for key in sorted(hidden - keys):
        if inspection.store.head(key) is not None:
            inspection.report("unlisted", key, "the listing leaves this run's manifest out")
            keys.add(key)
        elif key in named:
            inspection.report("missing", key, "a snapshot's tree names this run's manifest")
        elif key in remembered:
            inspection.report("missing", key, "the catalogue has taken in this run, and its manifest is gone")
    manifests: list[RunManifest] = []

    def read(key: str) -> None:
        data = inspection.get(key)
        if data is None:
            return
        sha256 = hashlib.sha256(data).hexdigest()
        for who, known in (("a snapshot's tree names", named), ("the catalogue has taken in", remembered)):
            if key in known and known[key].sha256 != sha256:
                inspection.report("damaged", key, f"is not the manifest that {who}")
        try:
            manifests.append(RunManifest.from_bytes(data, key))
        except ObjectDamaged as error:
            inspection.report("damaged", key, str(error))

    inspection.each(sorted(keys), read, count=len(keys))
    return sorted(manifests, key=lambda manifest: manifest.run)


def _check_latest_snapshots(inspection: Inspection, manifests: list[RunManifest]) -> None:
    """Each run names the snapshot that was the latest when it ended: it must be there, and be that one."""
    told = {each.snapshot.key: (each.snapshot, each.run) for each in manifests if each.snapshot is not None}
    for key in {fault.key for fault in inspection.faults()} & set(told):
        del told[key]  # what is wrong with it is known already
    for key, (ref, run) in sorted(told.items()):
        if key not in inspection.listed:
            inspection.presence(key, f"run {run}, which ended after it")
        elif (data := inspection.get(key)) is not None and read_snapshot(data, key).sha256 != ref.sha256:
            inspection.report("inconsistent", key, f"is not the snapshot that run {run} names")


def _runs_with_segments(inspection: Inspection) -> set[str]:
    parts = (key.split("/") for key in inspection.keys("captures/"))
    return {each[2] for each in parts if len(each) == 4 and is_run(each[2])}


def _named(inspection: Inspection, manifests: list[RunManifest], segments: dict[str, SegmentEntry]) -> list[Entry]:
    """The objects that the manifests name, each once, by key; what they say of each other's must agree."""
    entries: dict[str, Entry] = {}
    for manifest in manifests:
        for segment in manifest.segments:
            _check_segment_key(inspection, manifest, segment)
        named: list[Entry] = [*manifest.segments, *manifest.reports]
        for entry in named:
            known = entries.setdefault(entry.key, entry)
            if known.sha256 != entry.sha256:
                inspection.report("inconsistent", entry.key, "two manifests state another SHA-256 of it")
        for segment in (*manifest.referred, *itertools.chain(*manifest.originals.values())):
            if segments.get(segment.key) != segment:
                message = f"refers to {segment.key}, which its own run states otherwise"
                inspection.report("inconsistent", manifest.key, message)
    return [entries[key] for key in sorted(entries)]


def _check_segment_key(inspection: Inspection, manifest: RunManifest, segment: SegmentEntry) -> None:
    parts = segment.key.split("/")
    if len(parts) != 4 or parts[0] != "captures" or parts[2] != manifest.run:
        inspection.report("inconsistent", manifest.key, f"names a segment of another run: {segment.key}")
    elif segment.sha256[:16] not in parts[3]:
        inspection.report("inconsistent", manifest.key, f"states another SHA-256 than the key of {segment.key}")


def _find_extras(inspection: Inspection, manifests: list[RunManifest], named: set[str]) -> None:
    """Objects that nothing names. Damaged manifests do not make their run's objects extra."""
    committed = {manifest.run for manifest in manifests}
    unreadable = {Path(key).stem for key in inspection.keys("runs/")} - committed
    for key in inspection.listed:
        parts = key.split("/")
        if key in named or key == MARKER_KEY or parts[0] in ("runs", "trees", "snapshots", "proofs"):
            continue
        if parts[0] == "reports" and len(parts) == 4:
            inspection.report("uncommitted", key, "no committed run names this report")
        elif parts[0] == "captures" and len(parts) == 4 and is_run(parts[2]):
            if parts[2] in committed:
                inspection.report("extra", key, f"run {parts[2]} is committed without it")
            elif parts[2] not in unreadable:
                inspection.report("uncommitted", key, f"run {parts[2]} is not committed")
        else:
            inspection.report("extra", key, "is no object of an archive")
