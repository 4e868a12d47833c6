"""A snapshot as stored, and reading one so that no changed byte of it passes."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from storage.errors import ObjectDamaged
from storage.runs import Code, Key, SnapshotRef
from storage.trees import Counts, Digest, ManifestEntry, canonical, sha256_of

SNAPSHOT_FORMAT: Final = 1
WHOLE = "all"

_AGAIN = re.compile(r"(-[1-9][0-9]*)?")


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Parent(SnapshotRef):
    """The snapshot before: its name and its own SHA-256."""

    sha256: Digest


class Snapshot(Model):
    """A snapshot as stored. `sha256` is of everything else in it, as canonical JSON."""

    format: Literal[1] = SNAPSHOT_FORMAT
    snapshot: Key
    scope: str
    date: date
    created: datetime
    root: Digest
    parent: Parent | None
    marker: ManifestEntry
    jurisdictions: int
    counts: Counts
    code: Code
    sha256: str = ""

    @property
    def key(self) -> str:
        return snapshot_key(self.snapshot)

    def digest(self) -> str:
        return sha256_of(canonical(self.model_dump(mode="json", exclude={"sha256"})))

    def sealed(self) -> Snapshot:
        return self.model_copy(update={"sha256": self.digest()})

    @property
    def citation(self) -> str:
        """One line to cite it by."""
        place = "" if self.scope == WHOLE else f", jurisdiction {self.scope}"
        return (
            f"Lantai: archive of annual reports on government information disclosure (政府信息公开工作年度报告){place}."
            f" Snapshot {self.snapshot}, {self.date.isoformat()}:"
            f" {self.jurisdictions} jurisdictions, {self.counts.captures} captures, {self.counts.reports} parsed reports."
            f" sha256:{self.root}"
        )


def snapshot_key(name: str) -> str:
    return f"snapshots/{name}.json"


def name_of(scope: str, day: date, root: str, number: int = 1) -> str:
    """`<scope>/<date>-<root[:12]>`; where a damaged object has that name, `-2` and so on stands behind it."""
    return f"{scope}/{day.isoformat()}-{root[:12]}" + (f"-{number}" if number > 1 else "")


def read_snapshot(data: bytes, key: str) -> Snapshot:
    """A snapshot from the bytes under a key; ObjectDamaged unless every byte of it is as it was written.

    Its own digest is of what the JSON says, not of how it says it (`t` in a time says the same as `T`): so the bytes are held
    against the one way of writing it, too.
    """
    try:
        snapshot = Snapshot.model_validate_json(data)
    except ValidationError as error:
        raise ObjectDamaged(f"{key} is no snapshot: {error.errors()[0]['msg']}") from error
    if snapshot.sha256 != snapshot.digest() or canonical(snapshot) != data:
        raise ObjectDamaged(f"{key} does not have the SHA-256 that it states of itself")
    name = name_of(snapshot.scope, snapshot.date, snapshot.root)
    if (
        snapshot.key != key
        or not snapshot.snapshot.startswith(name)
        or not _AGAIN.fullmatch(snapshot.snapshot.removeprefix(name))
    ):
        raise ObjectDamaged(f"{key} is a snapshot of another name, {snapshot.snapshot}")
    return snapshot
