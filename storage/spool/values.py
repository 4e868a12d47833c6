"""What a spool is made of."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from storage.runs import Code, SegmentEntry


class RunIdentity(BaseModel):
    """`run.json`: what a recovery must know of a run that died. `archive` names the archive, endpoint included."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    run: str
    archive: str
    spider: str
    started: datetime
    code: Code
    settings: dict[str, str]


@dataclass(frozen=True, slots=True)
class Group:
    """A capture's place in a segment: bytes, and how many records it has.

    `original`: the segment of its original, for a revisit.
    """

    offset: int
    length: int
    records: int
    record_id: str
    original: str | None = None


@dataclass(slots=True, eq=False)
class SegmentFile:
    """A segment being written. `size` is the end of the last whole group; bytes after it are of no account.

    `opened` is in seconds of the monotonic clock; `named` says whether the folder's entry of it is synced.
    """

    path: Path
    jurisdiction: str
    sequence: int
    opened: float
    named: bool = False
    size: int = 0
    records: int = 0
    groups: list[Group] = field(default_factory=list)
    digest: Any = field(default_factory=hashlib.sha256)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A segment that was read back. `lost`: captures that the disk did not keep; `entry` is None if nothing is left.

    `doubt`: what the second reader finds wrong with a file that is, byte for byte, what was written: a fault of ours.
    """

    path: Path
    entry: SegmentEntry | None
    groups: tuple[Group, ...]
    lost: tuple[str, ...]
    doubt: str | None


def ids(groups: tuple[Group, ...]) -> tuple[str, ...]:
    return tuple(group.record_id for group in groups)
