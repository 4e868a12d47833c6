"""A local directory as an object store.

    <root>/<key>              the object, linked into place when it is whole and synced
    <root>/.incoming/<name>   being written; whatever lies there is of no account and may be deleted

An object appears under its key at once and whole (`link(2)`, which refuses an existing name), or not at all.
"""

from __future__ import annotations

import errno
import hashlib
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from storage.errors import ObjectConflict, ObjectDamaged, ObjectMissing, StoreError, StoreUnwritable
from storage.folders import make_folder, sync_folder
from storage.objects.interface import ObjectInfo, check_key

_INCOMING = ".incoming"
_CHUNK = 1 << 20
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


class LocalStore:
    """Objects as files below `root`."""

    def __init__(self, root: Path, *, create: bool = False) -> None:
        self.root = root.absolute()
        self.uri = self.root.as_uri()
        self._named: set[Path] = set()
        if create:
            try:
                make_folder(self.root / _INCOMING)
            except OSError as error:
                raise self._unwritable(error) from error

    def put(self, key: str, data: bytes | Path, *, sha256: str) -> ObjectInfo:
        path = self._path(key)
        if path.exists():
            return self._same_or_conflict(key, sha256)
        with self._incoming(key, data, sha256) as (incoming, size):
            self._make_folder(path.parent)
            if not _link(incoming, path):
                return self._same_or_conflict(key, sha256)
            sync_folder(path.parent)
        return ObjectInfo(key, size, sha256)

    def restore(self, key: str, data: bytes, *, sha256: str) -> ObjectInfo:
        path = self._path(key)
        with self._incoming(key, data, sha256) as (incoming, size):
            os.replace(incoming, path)
            sync_folder(path.parent)
        return ObjectInfo(key, size, sha256)

    def get(self, key: str) -> bytes:
        try:
            return self._path(key).read_bytes()
        except OSError as error:
            raise self._unreadable(key, error) from error

    def read(self, key: str, start: int, length: int) -> bytes:
        try:
            with self._path(key).open("rb") as file:
                file.seek(start)
                return file.read(length)
        except OSError as error:
            raise self._unreadable(key, error) from error

    def head(self, key: str) -> ObjectInfo | None:
        try:
            return ObjectInfo(key, self._path(key).stat().st_size)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise self._unreadable(key, error) from error

    def list(self, prefix: str = "") -> Iterator[ObjectInfo]:
        folder, slash, _ = prefix.rpartition("/")
        yield from self._walk(self._path(folder) if slash else self.root, prefix)

    def creates_once(self) -> str | None:
        """Whether the filesystem has hard links: tried on two names of no account."""
        one, other = (self.root / _INCOMING / uuid.uuid4().hex for _ in range(2))
        try:
            one.parent.mkdir(exist_ok=True)
            one.touch()
            os.link(one, other)
            return "linking a finished file into place, which refuses a name that is taken"
        except OSError as error:
            if error.errno in _NO_LINKS:
                return None
            raise self._unwritable(error) from error
        finally:
            _discard(one)
            _discard(other)

    def _walk(self, folder: Path, prefix: str) -> Iterator[ObjectInfo]:
        try:
            with os.scandir(folder) as entries:
                found = [(entry.name + "/" if entry.is_dir() else entry.name, entry) for entry in entries]
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError as error:
            raise self._unreadable(str(folder), error) from error
        for name, entry in sorted(found, key=lambda pair: pair[0].encode()):
            key = (folder / entry.name).relative_to(self.root).as_posix()
            if name.startswith("."):
                continue
            if name.endswith("/"):
                if f"{key}/".startswith(prefix) or prefix.startswith(f"{key}/"):
                    yield from self._walk(folder / entry.name, prefix)
            elif key.startswith(prefix):
                try:
                    yield ObjectInfo(key, entry.stat().st_size)
                except OSError as error:
                    raise self._unreadable(key, error) from error

    @contextmanager
    def _incoming(self, key: str, data: bytes | Path, sha256: str) -> Iterator[tuple[Path, int]]:
        """The bytes in a file of their own, synced and read back, with their number; it is gone afterwards."""
        incoming = self.root / _INCOMING / uuid.uuid4().hex
        try:
            incoming.parent.mkdir(exist_ok=True)
            size = _write(incoming, data)
            found, found_size = _digest(incoming)
            if found != sha256 or found_size != size:
                raise ObjectDamaged(f"{key}: the bytes written to {self.root} have SHA-256 {found}, not {sha256}")
            yield incoming, size
        except OSError as error:
            raise self._unwritable(error) from error
        finally:
            _discard(incoming)

    def _path(self, key: str) -> Path:
        return self.root.joinpath(*check_key(key).split("/"))

    def _make_folder(self, folder: Path) -> None:
        """Make the folder; returns when its name and those of all above it are on the disk, whoever made them."""
        folder.mkdir(parents=True, exist_ok=True)
        if folder in self._named:
            return
        for above in folder.parents:
            sync_folder(above)
            if above == self.root:
                break
        self._named.add(folder)

    def _same_or_conflict(self, key: str, sha256: str) -> ObjectInfo:
        path = self._path(key)
        try:
            found, size = _digest(path)
            sync_folder(path.parent)  # whoever linked it may have been killed before he did
        except OSError as error:
            raise self._unreadable(key, error) from error
        if found != sha256:
            raise ObjectConflict(f"{key} in {self.root} holds other bytes (SHA-256 {found}); objects are never changed")
        return ObjectInfo(key, size, sha256)

    def _unwritable(self, error: OSError) -> StoreError:
        reason = error.strerror or str(error)
        return StoreUnwritable(f"cannot write to {self.root}: {reason}; check the folder, its rights and free space")

    def _unreadable(self, key: str, error: OSError) -> StoreError:
        if isinstance(error, (FileNotFoundError, NotADirectoryError)):
            return ObjectMissing(f"{key} is not in {self.root}")
        return StoreError(f"cannot read {key} in {self.root}: {error.strerror or error}")


def _write(path: Path, data: bytes | Path) -> int:
    """Write and sync a new file; returns its size in bytes."""
    size = 0
    with path.open("xb") as file:
        if isinstance(data, bytes):
            size = len(data)
            file.write(data)
        else:
            with data.open("rb") as source:
                while chunk := source.read(_CHUNK):
                    size += len(chunk)
                    file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return size


def _discard(incoming: Path) -> None:
    """A file of no account: what keeps it from being removed kept it from being written, too, and is told there."""
    with suppress(OSError):
        incoming.unlink(missing_ok=True)


def _digest(path: Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size


def _link(incoming: Path, path: Path) -> bool:
    """Give the finished file its name; False when the name is taken.

    A filesystem without hard links gets a rename: there two writers of different bytes under one key could not be told
    apart, but every key is content-named or unique to its run.
    """
    try:
        os.link(incoming, path)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if path.exists():
            return False
        os.rename(incoming, path)
    return True
