"""What the archive's store supports, tried on the objects that are there: a probe leaves nothing behind."""

from __future__ import annotations

from dataclasses import dataclass

from storage.archive import Archive
from storage.errors import StoreError
from storage.trees import sha256_of

_MARKER = "archive.json"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a store can or cannot; `needed` says whether an archive depends on it."""

    what: str
    holds: bool
    told: str
    needed: bool


def probe(archive: Archive) -> list[Finding]:
    """Reads, lists and puts archive.json again, byte for byte. Raises StoreError if the store cannot even be read."""
    store = archive.store
    marker = store.get(_MARKER)
    digest = sha256_of(marker)
    info = store.head(_MARKER)
    keeps_sha256 = info is not None and info.sha256 == digest
    return [
        Finding("read", True, f"{_MARKER} has {len(marker)} bytes", needed=True),
        Finding(
            "ranges",
            store.read(_MARKER, 1, 5) == marker[1:6],
            "a part of an object can be read by itself",
            needed=True,
        ),
        Finding(
            "list",
            any(each.key == _MARKER for each in store.list(_MARKER)),
            "the listing names what is there (a hint: manifests say what must be)",
            needed=False,
        ),
        _write(archive, marker, digest),
        Finding(
            "checksums",
            keeps_sha256,
            "the store tells an object's SHA-256" if keeps_sha256 else "objects are read back to confirm them",
            needed=False,
        ),
        _create_once(archive),
    ]


def _write(archive: Archive, marker: bytes, digest: str) -> Finding:
    try:
        archive.store.put(_MARKER, marker, sha256=digest)
    except StoreError as error:
        return Finding("write", False, str(error), needed=True)
    return Finding("write", True, "the same bytes may be put again", needed=True)


def _create_once(archive: Archive) -> Finding:
    how = archive.store.creates_once()
    told = how or "each key is looked at before it is written; keys that name their content or run keep writers apart"
    return Finding("create once", how is not None, told, needed=False)
