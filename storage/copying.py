"""A verified copy of an archive in another store (副本): all that committed runs, trees and snapshots name.

    archive.json, then run by run its segments and reports and last its manifest, then trees, snapshots, their proofs

In this order the copy is a whole archive at every moment, of the runs copied so far. An interrupted copy goes on where it
stopped: what is there already is digested and not sent again. Every object is held against the SHA-256 that the source's
manifests say of it before it is put, and confirmed by the target after. Restoring is copying back.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from storage.archive import Archive
from storage.errors import ObjectConflict, ObjectDamaged, ObjectMissing
from storage.objects import ObjectStore, listed
from storage.runs import RunManifest
from storage.trees import sha256_of

_WORKERS = 4


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy did: objects and bytes sent, objects that were there already, and what could not be copied and why."""

    objects: int
    bytes: int
    present: int
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    """An object to copy; `sha256` as a manifest or its own name says, None where nothing says it."""

    key: str
    sha256: str | None


def copy(archive: Archive, target: ObjectStore, progress: Callable[[int], None] = lambda objects: None) -> Copied:
    """Copies the archive. Raises StoreError when a store fails, ObjectConflict if the target holds another archive."""
    return _Copy(archive.store, target, progress).run()


class _Copy:
    def __init__(self, source: ObjectStore, target: ObjectStore, progress: Callable[[int], None]) -> None:
        self._source = source
        self._target = target
        self._progress = progress
        self._objects = self._bytes = self._present = 0
        self._faults: list[str] = []

    def run(self) -> Copied:
        self._all([_Item("archive.json", None)])
        for info in listed(self._source, "runs/"):
            self._run(info.key)
        self._all([_Item(info.key, info.key.rpartition("/")[2][:64]) for info in listed(self._source, "trees/")])
        for folder in ("snapshots/", "proofs/"):
            self._all([_Item(info.key, None) for info in listed(self._source, folder)])
        return Copied(self._objects, self._bytes, self._present, tuple(sorted(self._faults)))

    def _run(self, key: str) -> None:
        """A run's objects, and its manifest only if all of them are there."""
        try:
            data = self._source.get(key)
            manifest = RunManifest.from_bytes(data, key)
        except (ObjectMissing, ObjectDamaged) as error:
            self._faults.append(f"{key}: {error}")
            return
        named = [_Item(segment.key, segment.sha256) for segment in manifest.segments]
        named += [_Item(report.key, report.sha256) for report in manifest.reports]
        if self._all(named):
            self._all([_Item(key, sha256_of(data))])
        else:
            self._faults.append(f"{key}: not copied, because objects that it names were not")

    def _all(self, items: list[_Item]) -> bool:
        """Copies several at once; returns whether all of them are in the target now."""
        whole = True
        with ThreadPoolExecutor(_WORKERS, thread_name_prefix="copy") as workers:
            for item, (sent, fault) in zip(items, workers.map(self._one, items), strict=True):
                if fault is not None:
                    self._faults.append(f"{item.key}: {fault}")
                    whole = False
                elif sent is None:
                    self._present += 1
                else:
                    self._objects, self._bytes = self._objects + 1, self._bytes + sent
                self._progress(1)
        return whole

    def _one(self, item: _Item) -> tuple[int | None, str | None]:
        """Bytes sent, None if the object is there already; and why it could not be copied."""
        if item.sha256 is not None and self._has(item.key, item.sha256):
            return None, None
        try:
            data = self._source.get(item.key)
        except ObjectMissing:
            return None, "missing in the source"
        sha256 = sha256_of(data)
        if item.sha256 not in (None, sha256):
            return None, "the source's bytes do not have their SHA-256"
        if item.sha256 is None and self._has(item.key, sha256):
            return None, None
        self._target.put(item.key, data, sha256=sha256)
        return len(data), None

    def _has(self, key: str, sha256: str) -> bool:
        """Whether the target has this object already; ObjectConflict if it has other bytes there."""
        found = self._target.head(key)
        if found is None:
            return False
        if (found.sha256 or sha256_of(self._target.get(key))) != sha256:
            raise ObjectConflict(
                f"{key} in {self._target.uri} is another object; remove it there if it is damaged, or copy to an empty place"
            )
        return True
