"""A crawl that keeps nothing: `scrapy crawl` with a writer that forgets, the yardstick for what capturing costs.

python -m bench.unkept crawl annual_reports -a jurisdiction=510500 ...
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from scrapy.cmdline import execute

import crawler.run
from storage.archive import Archive
from storage.capture import Capture, RecordRef
from storage.catalogue import Put
from storage.report import ParsedReport
from storage.runs import Code, JurisdictionOutcome, Outcome, RunManifest, new_run

NO_DIGEST = "0" * 64


class Forgetful:
    """Stands where the run's writer stands: what is appended is neither digested nor written nor sent."""

    full = False

    def __init__(self, archive: Archive, *, spider: str, code: Code, **_: Any) -> None:
        self.started = datetime.now(UTC)
        self.run = new_run(self.started)
        self.put = Put()
        self._spider = spider
        self._code = code
        archive.catalogue.ingest = lambda manifest, put=None: None  # type: ignore[method-assign,assignment]

    def append(self, capture: Capture) -> RecordRef:
        place = (capture.facts.jurisdiction, self.run)
        return RecordRef(capture.record_id, capture.url, capture.fetched_at, capture.status, NO_DIGEST, *place)

    def sync(self) -> None:
        pass

    def add_report(self, parsed: ParsedReport) -> None:
        pass

    def note_verdict(self, record_id: str, verdict: str) -> None:
        pass

    def conclude(self, jurisdiction: str, outcome: JurisdictionOutcome) -> None:
        pass

    def seal(self, jurisdiction: str) -> None:
        pass

    def tend(self) -> None:
        pass

    def close(
        self, outcome: Outcome, reasons: tuple[str, ...], jurisdictions: Mapping[str, JurisdictionOutcome]
    ) -> RunManifest:
        return RunManifest(
            run=self.run,
            spider=self._spider,
            started=self.started,
            finished=datetime.now(UTC),
            outcome=outcome,
            reasons=reasons,
            jurisdictions=dict(jurisdictions),
            code=self._code,
        )


if __name__ == "__main__":
    crawler.run.RunWriter = Forgetful  # type: ignore[misc,assignment]
    execute(["scrapy", *sys.argv[1:]])
