"""A run and its commit: `runs/<yyyy>/<mm>/<run>.json`.

The manifest is written once, after every segment and report it names is confirmed in the store. Without it the run's
captures are not part of the archive; with it, anything it names and the store lacks is a fault.
"""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from storage.errors import ObjectDamaged
from storage.objects.interface import check_key

Outcome = Literal["success", "degraded", "failed", "recovered"]
CoverageState = Literal["found", "absent", "unknown"]

_SEGMENT_KEY = re.compile(r"captures/[^/]+/[^/]+/[^/]+")
_REPORT_KEY = re.compile(r"reports/[^/]+/[^/]+/[^/]+")
_RUN_ID = re.compile(r"(\d{4})(\d{2})\d{2}T\d{6}Z-[0-9a-f]{8}")


def _of_segment(key: str) -> str:
    if not _SEGMENT_KEY.fullmatch(key):
        raise ValueError(f"not the key of a segment: {key[:120]!r}")
    return key


def _of_report(key: str) -> str:
    if not _REPORT_KEY.fullmatch(key):
        raise ValueError(f"not the key of a report: {key[:120]!r}")
    return key


Key = Annotated[str, AfterValidator(check_key)]
"""Of an object; a damaged manifest may hold anything."""


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Code(Model):
    """Which program wrote: its version, and the commit it was built from where known."""

    version: str
    commit: str | None = None


class SegmentEntry(Model):
    """A segment of the run: bytes and SHA-256 of the object, how many WARC records and captures it holds."""

    key: Annotated[Key, AfterValidator(_of_segment)]
    sha256: str
    bytes: int
    records: int
    captures: int

    @property
    def jurisdiction(self) -> str:
        return self.key.split("/")[1]


class ReportEntry(Model):
    """A parsed report that the run put.

    `elsewhere`: the segments of other places or runs in which its captures lie (a county's report on a city's portal).
    """

    key: Annotated[Key, AfterValidator(_of_report)]
    sha256: str
    bytes: int
    elsewhere: tuple[str, ...] = ()


class CoverageRow(Model):
    """What became of one year: found, absent (the portal was read whole and has none), or unknown."""

    year: int
    state: CoverageState
    evidence: str = ""


FindingVerdict = Literal[
    "unchanged", "cosmetic", "revised", "new", "moved", "gone", "blocked", "unreachable", "not_seen"
]


class Finding(Model):
    """What a second look made of one document. `details`: the figures and paragraphs that differ, or what came back instead;
    `looks`: how often it was asked for; `before`: the capture that it was compared with."""

    verdict: FindingVerdict
    report_id: str
    url: str
    details: tuple[str, ...] = ()
    looks: int = 1
    before: str | None = None


class JurisdictionOutcome(Model):
    """How the run ended for one jurisdiction. `counts` is open: fetched, reports, revisits, failures by verdict ...;
    `concerns`: in what it fell behind earlier runs; `findings`: what a second look (refetch) made of each document."""

    outcome: Outcome
    reasons: tuple[str, ...] = ()
    counts: dict[str, int] = Field(default_factory=dict)
    coverage: tuple[CoverageRow, ...] = ()
    concerns: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


class SnapshotRef(Model):
    """The whole archive's latest snapshot when a run ended: its name and its own SHA-256."""

    snapshot: Key
    sha256: str

    @property
    def key(self) -> str:
        return f"snapshots/{self.snapshot}.json"


class RunManifest(Model):
    """A run's commit.

    `referred`: the segments of earlier runs in which captures of this run's reports lie. `originals`: of each jurisdiction, the
    segments of other places in which the originals of its revisits lie. `verdicts`: what pages turned out
    to be, where they were looked at: a list of captures (the UUID of their record ids) for each verdict. `snapshot`: the latest
    one, so that its removal is noticed, for no other snapshot names it yet.
    """

    format: Literal[1] = 1
    run: str
    spider: str
    started: datetime
    finished: datetime
    outcome: Outcome
    reasons: tuple[str, ...] = ()
    counts: dict[str, int] = Field(default_factory=dict)
    jurisdictions: dict[str, JurisdictionOutcome] = Field(default_factory=dict)
    segments: tuple[SegmentEntry, ...] = ()
    reports: tuple[ReportEntry, ...] = ()
    referred: tuple[SegmentEntry, ...] = ()
    originals: dict[str, tuple[SegmentEntry, ...]] = Field(default_factory=dict)
    verdicts: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    snapshot: SnapshotRef | None = None
    code: Code
    settings: dict[str, str] = Field(default_factory=dict)

    @property
    def key(self) -> str:
        return run_key(self.run)

    def to_bytes(self) -> bytes:
        return self.model_dump_json(indent=1).encode()

    @classmethod
    def from_bytes(cls, data: bytes, key: str) -> RunManifest:
        """Raises ObjectDamaged when the bytes are no manifest, or another run's than the key says."""
        try:
            manifest = cls.model_validate_json(data)
        except ValueError as error:
            raise ObjectDamaged(f"{key} is no manifest of a run: {_first_line(error)}") from error
        if not is_run(manifest.run) or manifest.key != key:
            raise ObjectDamaged(f"{key} holds the manifest of another run, {manifest.run!r}")
        return manifest


def new_run(at: datetime) -> str:
    """`20260131T080000Z-1a2b3c4d`: when it began (UTC), and chance enough that two never meet."""
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{uuid.uuid4().hex[:8]}"


def is_run(run: str) -> bool:
    return _RUN_ID.fullmatch(run) is not None


def run_key(run: str) -> str:
    match = _RUN_ID.fullmatch(run)
    if match is None:
        raise ValueError(f"not the name of a run: {run[:80]!r}; one looks like 20260131T080000Z-1a2b3c4d")
    return f"runs/{match[1]}/{match[2]}/{run}.json"


def _first_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
