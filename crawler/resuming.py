"""Going on with a crawl that was interrupted (断点续采): the same request again fetches only what the interrupted run had not.

    STATE_DIR/crawls/<digest of what was asked for>.jsonl     a line for each run that began, and for each jurisdiction whose
                                                              walk is over, synced

A jurisdiction whose walk was over is skipped: its line counts only if the run it names is committed by now (a killed run is recovered
first) with all captures that the line promises, and if the jurisdiction had reports. A walk that was cut off begins again, and
what the interrupted run had captured of it is not asked for a second time: its captures answer (robots.txt excepted, which may say
something else by now). Lines older than RESUME_HOURS do not count. A crawl that ends by itself removes its file, so that the
next one is a new crawl. The file may be deleted at any time: then the crawl begins again.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from storage.archive import Archive
from storage.capture import Capture, RecordRef
from storage.errors import ObjectDamaged, ObjectMissing, StorageError
from storage.runs import JurisdictionOutcome, RunManifest

logger = logging.getLogger(__name__)


class Finished(BaseModel):
    """A jurisdiction whose walk is over: what became of it, and how many captures that took."""

    model_config = ConfigDict(frozen=True)

    run: str
    at: datetime
    jurisdiction: str
    captures: int
    outcome: JurisdictionOutcome


class Began(BaseModel):
    """A run that set out to do what was asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    began: str
    at: datetime


Line = Finished | Began
_LINE: TypeAdapter[Line] = TypeAdapter(Line)


class Journal:
    """The file of one request. `asked` is the request in its words."""

    def __init__(self, state_dir: Path, asked: str) -> None:
        digest = hashlib.sha256(asked.encode()).hexdigest()[:16]
        self._path = state_dir / "crawls" / f"{digest}.jsonl"
        self._file: IO[bytes] | None = None

    def note(self, line: Line) -> None:
        """Write a line, synced."""
        if self._file is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("ab")
        self._file.write(line.model_dump_json().encode() + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self, *, over: bool) -> None:
        """`over`: the crawl came to its own end."""
        if self._file is not None:
            self._file.close()
            self._file = None
        if over:
            self._path.unlink(missing_ok=True)

    def finished(self, archive: Archive, *, since: datetime) -> dict[str, Finished]:
        """What earlier runs of this request finished since, with reports, and what of it is in the archive; by code."""
        told = [line for line in self._lines() if isinstance(line, Finished) and line.at >= since]
        lines = [line for line in told if line.outcome.outcome in ("success", "degraded")]
        manifests: dict[str, RunManifest | None] = {}
        captures: dict[str, Counter[str]] = {}
        for run in {line.run for line in lines}:
            manifests[run] = manifest = _committed(archive, run)
            captures[run] = Counter()
            for segment in manifest.segments if manifest is not None else ():
                captures[run][segment.jurisdiction] += segment.captures
        return {
            line.jurisdiction: line
            for line in lines
            if manifests[line.run] is not None and captures[line.run][line.jurisdiction] >= line.captures
        }

    def begun(self, archive: Archive, *, since: datetime) -> frozenset[str]:
        """The runs that set out since to do the same and came to no end by themselves, as far as they are committed."""
        runs = {line.began for line in self._lines() if isinstance(line, Began) and line.at >= since}
        return frozenset(run for run in runs if _committed(archive, run) is not None)

    def _lines(self) -> Iterator[Line]:
        if not self._path.exists():
            return
        for line in self._path.read_bytes().splitlines():
            try:
                yield _LINE.validate_json(line)
            except ValidationError:
                logger.warning("%s: a line is cut off; its jurisdiction is visited again", self._path)


def _committed(archive: Archive, run: str) -> RunManifest | None:
    try:
        return archive.run(run)
    except (ObjectMissing, ObjectDamaged):
        return None


class Kept:
    """What interrupted runs had captured: answers for who asks again."""

    def __init__(self, archive: Archive, runs: frozenset[str]) -> None:
        self._archive = archive
        self.runs = runs

    def answer(self, url: str, method: str, body: bytes) -> tuple[Capture, RecordRef] | None:
        """The latest capture of such a request that is whole and final. None where there is none, or it cannot be read."""
        rows = [
            row for row in self._archive.catalogue.captures_of(url) if row.run in self.runs and row.method == method
        ]
        for row in reversed(rows):
            if row.truncated is not None or not _is_final(row.status):
                continue
            try:
                capture = self._archive.read_capture(row.ref())
            except StorageError as error:
                logger.warning("%s is asked for again, since its capture cannot be read: %s", url, error)
                continue
            if capture.request_body == body:
                return capture, row.ref()
        return None


def _is_final(status: int) -> bool:
    """Whether the same is to be expected when it is asked for again: not of errors that pass."""
    return 200 <= status < 400 or status in (404, 410)


def interrupted(
    journal: Journal, archive: Archive, jurisdictions: tuple[str, ...], *, hours: float
) -> Mapping[str, Finished]:
    """What need not be visited again. Nothing where all is finished: then it is a new crawl that is wanted."""
    if hours <= 0:
        return {}
    finished = journal.finished(archive, since=datetime.now(UTC) - timedelta(hours=hours))
    found = {code: finished[code] for code in jurisdictions if code in finished}
    return found if len(found) < len(jurisdictions) else {}
