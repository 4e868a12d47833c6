"""A snapshot as an RO-Crate 1.1: one ZIP with the data, the captures and a description of each, to deposit and to cite.

    ro-crate-metadata.json   what is in it, in JSON-LD             reports.jsonl    every report (Contract 3)
    snapshot.json            the snapshot as stored                indicators.csv   every figure, one a row
    archive.wacz             the captures (wacz.py)                checks.csv       every check, one a row
    proofs/...               its signatures and time stamps, if there are any: of the bytes of snapshot.json
    datapackage.json         the columns of the tables, and the dictionary of figures

The tables hold what the runs that the snapshot covers read, and nothing that came later.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any, BinaryIO

from storage.archive import Archive
from storage.errors import ObjectDamaged
from storage.exports import MODELS, Kind, Wanted, rows
from storage.proofs import FOLDER as PROOFS
from storage.proofs import check, stored_proofs
from storage.snapshots import WHOLE, Snapshot, tree_leaves
from storage.tables import PACKAGE, Format, describe, write
from storage.trees import canonical
from storage.wacz import write_wacz

METADATA = "ro-crate-metadata.json"

_TABLES: tuple[tuple[Kind, Format, str], ...] = (
    ("reports", "jsonl", "application/jsonl"),
    ("indicators", "csv", "text/csv"),
    ("checks", "csv", "text/csv"),
)
_STEP = 1 << 20
_TERMS = (
    "The reports are documents of an administrative nature, which the Copyright Law of the People's Republic of China"
    " does not protect (art. 5)"
)


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the crate, for its description."""

    path: Path
    name: str
    media_type: str
    about: str


def write_crate(archive: Archive, snapshot: Snapshot, target: BinaryIO) -> int:
    """Writes the crate; returns how many files are in it. Raises StorageError where the archive is damaged."""
    runs = frozenset(leaf.run for leaf in tree_leaves(archive, snapshot))
    codes = None if snapshot.scope == WHOLE else frozenset({snapshot.scope})
    wanted = Wanted(jurisdictions=codes, runs=runs)
    with tempfile.TemporaryDirectory(prefix="crate-") as folder:
        files = [*_tables(archive, wanted, Path(folder)), *_captures(archive, snapshot, Path(folder))]
        metadata = Path(folder) / METADATA
        metadata.write_bytes(json.dumps(_metadata(snapshot, files), ensure_ascii=False, indent=1).encode())
        created = snapshot.created.astimezone(UTC)
        date = (created.year, created.month, created.day, created.hour, created.minute, created.second)
        with zipfile.ZipFile(target, "w") as crate:
            for path, name in [(metadata, METADATA), *((file.path, file.name) for file in files)]:
                _pack(crate, path, name, date)
    return len(files) + 1


def _tables(archive: Archive, wanted: Wanted, folder: Path) -> list[_File]:
    files = []
    for kind, form, media_type in _TABLES:
        path = folder / f"{kind}.{form}"
        with path.open("wb") as file:
            count = write(rows(archive, kind, wanted, lambda code: None), MODELS[kind], form, file)
        describe(path, kind, form, MODELS[kind])
        files.append(_File(path, path.name, media_type, f"{count} {kind}"))
    about = "Every column of the tables, and the dictionary of figures (Frictionless Data Package)"
    return [*files, _File(folder / PACKAGE, PACKAGE, "application/json", about)]


def _captures(archive: Archive, snapshot: Snapshot, folder: Path) -> list[_File]:
    wacz, stored = folder / "archive.wacz", folder / "snapshot.json"
    with wacz.open("wb") as file:
        written = write_wacz(archive, snapshot, file)
    stored.write_bytes(canonical(snapshot))
    return [
        _File(wacz, wacz.name, "application/wacz", f"{written.captures} captures, as fetched; replays alone"),
        _File(stored, stored.name, "application/json", "The snapshot, with the root of its tree of SHA-256 digests"),
        *_proofs(archive, snapshot, folder),
    ]


def _proofs(archive: Archive, snapshot: Snapshot, folder: Path) -> list[_File]:
    """Those that hold; ObjectDamaged for one that does not, since nobody should deposit it."""
    found = check(archive, snapshot.snapshot, canonical(snapshot))
    if found.faults:
        key, why = found.faults[0]
        raise ObjectDamaged(f"{key}: {why}")
    files = []
    for proof in stored_proofs(archive, snapshot.snapshot):
        path = folder / PROOFS / proof.name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(proof.data)
        files.append(_File(path, f"{PROOFS}/{proof.name}", proof.media_type, f"Of snapshot.json: {proof.about}"))
    return files


def _metadata(snapshot: Snapshot, files: list[_File]) -> dict[str, Any]:
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": f"Annual reports on government information disclosure (政府信息公开工作年度报告): {snapshot.snapshot}",
        "description": snapshot.citation,
        "datePublished": snapshot.date.isoformat(),
        "identifier": f"sha256:{snapshot.root}",
        "creditText": snapshot.citation,
        "license": {"@id": "#terms"},
        "hasPart": [{"@id": file.name} for file in files],
    }
    return {
        "@context": "https://w3id.org/ro/crate/1.1/context",
        "@graph": [
            {
                "@id": METADATA,
                "@type": "CreativeWork",
                "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
                "about": {"@id": "./"},
            },
            root,
            {"@id": "#terms", "@type": "CreativeWork", "name": "Terms of use", "description": _TERMS},
            {"@id": "#software", "@type": "SoftwareApplication", "name": "Lantai", "version": snapshot.code.version},
            {
                "@id": "#snapshot",
                "@type": "CreateAction",
                "endTime": snapshot.created.isoformat(),
                "instrument": {"@id": "#software"},
                "result": {"@id": "./"},
            },
            *(_described(file) for file in files),
        ],
    }


def _described(file: _File) -> dict[str, Any]:
    digest = hashlib.sha256()
    with file.path.open("rb") as content:
        while data := content.read(_STEP):
            digest.update(data)
    return {
        "@id": file.name,
        "@type": "File",
        "name": file.name,
        "description": file.about,
        "encodingFormat": file.media_type,
        "contentSize": str(file.path.stat().st_size),
        "sha256": digest.hexdigest(),
    }


def _pack(crate: zipfile.ZipFile, path: Path, name: str, date: tuple[int, int, int, int, int, int]) -> None:
    info = zipfile.ZipInfo(name, date)
    info.compress_type = zipfile.ZIP_STORED if path.suffix == ".wacz" else zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    with path.open("rb") as content, crate.open(info, "w", force_zip64=True) as packed:
        while data := content.read(_STEP):
            packed.write(data)
