"""What an object store is: keys to bytes, created once, never changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

MAX_KEY_LENGTH = 900
"""Bytes; S3 allows 1024, a prefix needs room."""

_COMPONENT = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._+=@-]{0,199}")


@dataclass(frozen=True, slots=True)
class ObjectInfo:
    """An object's key, its size in bytes, and its SHA-256 (hex) where the store knows it without reading."""

    key: str
    size: int
    sha256: str | None = None


class ObjectStore(Protocol):
    """Keys to bytes. Every method may be called from any thread; all raise `StoreError`s only.

    `list` yields in whatever order the store has, and may be incomplete on some servers: it is a hint.
    """

    @property
    def uri(self) -> str: ...

    def put(self, key: str, data: bytes | Path, *, sha256: str) -> ObjectInfo:
        """Create an object; returns when size and SHA-256 are confirmed at the other end.

        The same bytes again are no error; other bytes under the same key raise ObjectConflict.
        """

    def restore(self, key: str, data: bytes, *, sha256: str) -> ObjectInfo:
        """Put back the bytes that an object had, in place of others.

        Only for an object whose key is a digest of its bytes, so that nothing else can ever have been right there.
        ObjectConflict where the store lets nothing be replaced.
        """

    def get(self, key: str) -> bytes:
        """The whole object; ObjectMissing."""

    def read(self, key: str, start: int, length: int) -> bytes:
        """`length` bytes from `start`, fewer only where the object ends; ObjectMissing."""

    def head(self, key: str) -> ObjectInfo | None: ...

    def list(self, prefix: str = "") -> Iterator[ObjectInfo]: ...

    def creates_once(self) -> str | None:
        """What keeps a put from replacing an object, in words; None where the key is only looked at first."""


def listed(store: ObjectStore, prefix: str = "") -> Iterator[ObjectInfo]:
    """What a store lists of an archive's objects; a file that somebody else put among them is none (verifying names it)."""
    return (info for info in store.list(prefix) if is_key(info.key))


def is_key(key: str) -> bool:
    """Whether an object of an archive can have this key."""
    return len(key) <= MAX_KEY_LENGTH and all(_COMPONENT.fullmatch(part) for part in key.split("/"))


def check_key(key: str) -> str:
    """The key itself, or ValueError when it is not plain components joined by slashes (no `..`, no leading dot)."""
    if not is_key(key):
        raise ValueError(f"not a key of an archive: {key[:120]!r}")
    return key
