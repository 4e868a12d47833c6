"""Which process has which spool: a lock that dies with it (fcntl), and a list of our own."""

from __future__ import annotations

import fcntl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_held: dict[Path, IO[bytes]] = {}
"""Spools that this process writes. POSIX locks do not keep a process from itself, so it must not try its own."""
_held_lock = threading.Lock()


@contextmanager
def all_spools(state_dir: Path) -> Iterator[None]:
    """Between the making of a spool's folder and the holding of its lock, nobody else looks."""
    with _held_lock, (state_dir / "spool" / ".lock").open("w") as lock:
        fcntl.lockf(lock, fcntl.LOCK_EX)
        yield


def hold(folder: Path) -> bool:
    """Take a spool's lock; False when this or another living process has it. To be called within `all_spools`."""
    folder = folder.resolve()
    if folder in _held:
        return False
    lock = (folder / "lock").open("wb")
    try:
        fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        return False
    _held[folder] = lock
    return True


def release(folder: Path) -> None:
    with _held_lock:
        lock = _held.pop(folder.resolve(), None)
    if lock is not None:
        lock.close()
