"""Finding snapshots: by name, the beginning of a name or of a root, or the latest of a scope."""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from collections.abc import Callable

from storage.archive import Archive
from storage.errors import ObjectDamaged, ObjectMissing, StorageError
from storage.objects import listed
from storage.runs import SnapshotRef
from storage.snapshots.statement import WHOLE, Snapshot, read_snapshot

LATEST = "latest"

_log = logging.getLogger(__name__)
_NUMBER = re.compile(r"(?<=-[0-9a-f]{12})-[0-9]+$")
_ROOT_OF_NAME = re.compile(r"/\d{4}-\d\d-\d\d-([0-9a-f]+)")


class NoSuchSnapshot(StorageError):
    """No snapshot, or more than one, has this name."""


def snapshots(archive: Archive) -> list[Snapshot]:
    """All whole snapshots that the store lists, by scope, the latest first; damaged ones are named in the log."""
    keys = [info.key for info in listed(archive.store, "snapshots/")]
    found = [each for key in keys if (each := whole_at(archive, key)) is not None]
    found.sort(key=lambda each: (each.created, each.snapshot), reverse=True)
    return sorted(found, key=lambda each: (each.scope != WHOLE, each.scope))


def find(archive: Archive, name: str) -> Snapshot:
    """A snapshot by its name, the beginning of its name or of its root, `latest`, or `latest` of a scope (510500/latest)."""
    scope, _, rest = name.rpartition("/")
    if rest == LATEST:
        latest = latest_of(archive, scope or WHOLE, snapshot_at)
        if latest is None:
            raise NoSuchSnapshot(f"there is no snapshot of {scope or WHOLE} yet; `scrapy snapshot create` makes one")
        return latest
    keys = [info.key for info in listed(archive.store, "snapshots/")]
    names = [key.removeprefix("snapshots/").removesuffix(".json") for key in keys]
    if name in names:
        return snapshot_at(archive, f"snapshots/{name}.json")
    matching = [each for each in names if name and (each.startswith(name) or _root_of(each).startswith(name))]
    if len(matching) != 1:
        what = "more than one snapshot is" if matching else "no snapshot is"
        raise NoSuchSnapshot(f"{what} named {name!r}; `scrapy snapshot list` shows their names")
    return snapshot_at(archive, f"snapshots/{matching[0]}.json")


def latest_of(archive: Archive, scope: str, read: Callable[[Archive, str], Snapshot | None]) -> Snapshot | None:
    """The latest that `read` gives of a scope: the last day's are read first, earlier ones only if it gives none of those."""
    prefix = f"snapshots/{scope}/"
    by_day: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for info in sorted(listed(archive.store, prefix), key=lambda info: (len(info.key), info.key)):
        name = info.key.removeprefix(prefix).removesuffix(".json")
        by_day[name[:10]][_NUMBER.sub("", name)] = (
            info.key
        )  # one that got a name beside a damaged one is read in its place
    for day in sorted(by_day, reverse=True):
        whole = [each for key in by_day[day].values() if (each := read(archive, key)) is not None]
        if whole:
            return max(whole, key=lambda each: (each.created, each.snapshot))
    return None


def latest_ref(archive: Archive) -> SnapshotRef | None:
    """What a run's manifest says of the whole archive's latest snapshot, None where there is none. Raises StoreError."""
    latest = latest_of(archive, WHOLE, whole_at)
    return None if latest is None else SnapshotRef(snapshot=latest.snapshot, sha256=latest.sha256)


def snapshot_at(archive: Archive, key: str) -> Snapshot:
    """A snapshot by its key; ObjectDamaged unless every byte of it is as it was written."""
    return read_snapshot(archive.store.get(key), key)


def whole_at(archive: Archive, key: str) -> Snapshot | None:
    """A snapshot, or None and a warning for a damaged one: it is to be verified, and no reason to make no other."""
    try:
        return snapshot_at(archive, key)
    except (ObjectDamaged, ObjectMissing) as error:
        _log.warning("%s is passed over: %s", key, error)
        return None


def _root_of(name: str) -> str:
    match = _ROOT_OF_NAME.search(name)
    return match[1] if match else ""
