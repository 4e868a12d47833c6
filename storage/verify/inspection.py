"""A store being looked through: its listing, the faults found so far, and how far it is. May be used from several threads."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Literal, TypeVar

from storage.errors import ObjectMissing
from storage.objects import ObjectStore, is_key

FaultKind = Literal["missing", "damaged", "inconsistent", "extra", "unlisted", "uncommitted"]
T = TypeVar("T")

_READERS = 4


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one object.

    missing       named by a manifest, a tree or a snapshot, and not in the store
    damaged       not the bytes it was
    inconsistent  whole, and contradicts what else is there
    extra         nothing names it, and no run can be going to
    unlisted      there, and the store's listing leaves it out
    uncommitted   of a run without a manifest: being written, or left by one that died; no fault by itself
    """

    kind: FaultKind
    key: str
    message: str

    @property
    def harmless(self) -> bool:
        return self.kind == "uncommitted"


@dataclass(frozen=True, slots=True)
class Progress:
    """Objects done and in all, as far as known, and bytes read."""

    done: int
    total: int
    bytes: int


class Inspection:
    """`listed` is the size of every object that the store lists, by key."""

    def __init__(self, store: ObjectStore, progress: Callable[[Progress], None]) -> None:
        self.store = store
        self.listed: dict[str, int] = {}
        self._progress = progress
        self._faults: list[Fault] = []
        self._done = self._total = self._bytes = 0
        self._lock = threading.Lock()
        for info in store.list():
            if is_key(info.key):
                self.listed[info.key] = info.size
            else:
                self.report("extra", info.key, "is no object of an archive")

    def faults(self) -> list[Fault]:
        """Those found so far, in the order of their keys."""
        return sorted(self._faults, key=lambda fault: (fault.key, fault.kind, fault.message))

    def report(self, kind: FaultKind, key: str, message: str) -> None:
        with self._lock:
            self._faults.append(Fault(kind, key, message))

    def keys(self, prefix: str) -> list[str]:
        """What is listed below a prefix."""
        return [key for key in self.listed if key.startswith(prefix)]

    def get(self, key: str) -> bytes | None:
        """An object's bytes; None, and a fault, where it is not there."""
        try:
            data = self.store.get(key)
        except ObjectMissing:
            self.report("missing", key, "listed or named, and not there")
            return None
        with self._lock:
            self._bytes += len(data)
        return data

    def presence(self, key: str, who: str) -> bool:
        """Whether an object that is not listed is there nevertheless; either way a fault."""
        if self.store.head(key) is None:
            self.report("missing", key, f"named by {who}")
            return False
        self.report("unlisted", key, "the listing leaves it out")
        return True

    def each(self, things: Iterable[T], check: Callable[[T], None], *, count: int) -> None:
        """Run a check over all things, a few at a time; the store's own failure ends it. `count` is how many they are."""
        self._total += count
        with ThreadPoolExecutor(_READERS, thread_name_prefix="verify") as pool:
            for _ in _windowed(pool, things, check):
                self._done += 1
                self._progress(Progress(self._done, self._total, self._bytes))


def shortened(error: Exception) -> str:
    """An error's text in one line of a bearable length."""
    return " ".join(str(error).split())[:200]


def _windowed(pool: ThreadPoolExecutor, things: Iterable[T], check: Callable[[T], None]) -> Iterator[None]:
    """One result a thing as they finish, never more than twice as many under way as there are threads."""
    waiting = iter(things)
    running = {pool.submit(check, thing) for thing in itertools.islice(waiting, 2 * _READERS)}
    while running:
        finished, running = wait(running, return_when=FIRST_COMPLETED)
        running |= {pool.submit(check, thing) for thing in itertools.islice(waiting, len(finished))}
        for future in finished:
            yield future.result()
