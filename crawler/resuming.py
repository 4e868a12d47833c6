"""Going on with a crawl that was interrupted (断点续采): the same request again skips what the interrupted run had finished.

    STATE_DIR/crawls/<digest of what was asked for>.jsonl     a line for each jurisdiction whose walk is over, synced

A line counts only if the run it names is committed by now (a killed run is recovered first) with all captures that the line
promises, if the jurisdiction had reports, and if it is not older than RESUME_HOURS. A crawl that ends by itself removes its file,
so that the next one is a new crawl. The file may be deleted at any time: then the crawl begins again.
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

from pydantic import BaseModel, ConfigDict, ValidationError

from storage.archive import Archive
from storage.errors import ObjectDamaged, ObjectMissing
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


class Journal:
    """The file of one request. `asked` is the request in its words."""

    def __init__(self, state_dir: Path, asked: str) -> None:
        digest = hashlib.sha256(asked.encode()).hexdigest()[:16]
        self._path = state_dir / "crawls" / f"{digest}.jsonl"
        self._file: IO[bytes] | None = None

    def note(self, finished: Finished) -> None:
        """Write a line, synced."""
        if self._file is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("ab")
        self._file.write(finished.model_dump_json().encode() + b"\n")
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
        lines = [line for line in self._lines() if line.at >= since and line.outcome.outcome in ("success", "degraded")]
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

    def _lines(self) -> Iterator[Finished]:
        if not self._path.exists():
            return
        for line in self._path.read_bytes().splitlines():
            try:
                yield Finished.model_validate_json(line)
            except ValidationError:
                logger.warning("%s: a line is cut off; its jurisdiction is visited again", self._path)


def _committed(archive: Archive, run: str) -> RunManifest | None:
    try:
        return archive.run(run)
    except (ObjectMissing, ObjectDamaged):
        return None


def interrupted(
    journal: Journal, archive: Archive, jurisdictions: tuple[str, ...], *, hours: float
) -> Mapping[str, Finished]:
    """What need not be visited again. Nothing where all is finished: then it is a new crawl that is wanted."""
    if hours <= 0:
        return {}
    finished = journal.finished(archive, since=datetime.now(UTC) - timedelta(hours=hours))
    found = {code: finished[code] for code in jurisdictions if code in finished}
    return found if len(found) < len(jurisdictions) else {}
