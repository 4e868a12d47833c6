"""Stage 6, archive (入库): the parsed report goes to the store, never before its capture is durable there."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipelines.item import Found, Run
    from storage.report import Report

logger = logging.getLogger(__name__)


class ArchivePipeline:
    """Hands each report to the run, and writes the log's line about it."""

    def __init__(self, run: Run) -> None:
        self._run = run

    @classmethod
    def from_crawler(cls, crawler: Any) -> ArchivePipeline:
        return cls(crawler.run)

    async def process_item(self, item: Found) -> Found:
        await self._run.archive_report(item)
        logger.info("%s", line_about(item), extra=facts_about(item))
        return item


def line_about(item: Found) -> str:
    """One line: what became of the document, and where it came from."""
    if item.parsed is None:
        return f"not read: {item.failure} <{item.url}>"
    report = item.parsed.report
    news = "known" if item.known else "report"
    return f"{news} {report.report_id}: {_figures(report)} <{item.url}>"


def facts_about(item: Found) -> dict[str, str]:
    """The same for a log that programs read."""
    told = {"url": item.url, "jurisdiction": item.context.jurisdiction}
    if item.parsed is None:
        return told | {"verdict": "not_read"}
    return told | {"verdict": "known" if item.known else "report", "report_id": item.parsed.report.report_id}


def _figures(report: Report) -> str:
    given = sum(indicator.value is not None for indicator in report.indicators)
    doubtful = len(report.indicators) - given
    failing = sum(check.status == "fails" for check in report.checks)
    return f"form {report.form}, {given} figures, {doubtful} doubtful, {failing} checks fail"
