"""The calls on which durability rests, in one place, and what is made of them: files that are there whole and synced, or not."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from storage.errors import SpoolError
from storage.folders import sync_folder


class Disk:
    """What the system does: tests put a failing one here."""

    def write(self, descriptor: int, data: memoryview) -> int:
        return os.write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        os.fsync(descriptor)

    def truncate(self, descriptor: int, size: int) -> None:
        os.ftruncate(descriptor, size)

    def rename(self, source: Path, target: Path) -> None:
        source.replace(target)

    def remove(self, path: Path) -> None:
        path.unlink(missing_ok=True)

    def free(self, path: Path) -> int:
        """Bytes free for us where `path` lies."""
        return shutil.disk_usage(path).free


DISK: Final = Disk()


def write_at(disk: Disk, path: Path, position: int, data: bytes) -> None:
    """Write at a position, whatever a failed write left behind it; not synced."""
    with _opened(path) as descriptor:
        if os.fstat(descriptor).st_size > position:
            disk.truncate(descriptor, position)
        os.lseek(descriptor, position, os.SEEK_SET)
        view = memoryview(data)
        while view:
            view = view[disk.write(descriptor, view) :]


def write_whole(disk: Disk, path: Path, data: bytes) -> None:
    """A file that is there whole and synced, or not there."""
    partial = path.with_name(path.name + ".partial")
    write_at(disk, partial, 0, data)
    sync(disk, partial)
    disk.rename(partial, path)
    sync_folder(path.parent)


def sync(disk: Disk, path: Path) -> None:
    with _opened(path) as descriptor:
        disk.sync(descriptor)


def cut(disk: Disk, path: Path, size: int) -> None:
    with _opened(path) as descriptor:
        if os.fstat(descriptor).st_size > size:
            disk.truncate(descriptor, size)


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """What the system refuses is a SpoolError that names the file."""
    try:
        yield
    except OSError as error:
        message = f"the spool refuses: {path}: {error.strerror or error}; check STATE_DIR, its rights and free space"
        raise SpoolError(message) from error


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
