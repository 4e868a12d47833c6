"""Stages 2 to 5 as one item stage: document, clean, parse, check, in a single call to a worker process (reading.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipelines.errors import ReadingError

if TYPE_CHECKING:
    from pipelines.item import Found, Run


class ReadingPipeline:
    """Fills `parsed`, from the archive where the same bytes were parsed by the same version before."""

    def __init__(self, run: Run) -> None:
        self._run = run

    @classmethod
    def from_crawler(cls, crawler: Any) -> ReadingPipeline:
        return cls(crawler.run)

    async def process_item(self, item: Found) -> Found:
        if item.failure is not None:
            return item
        item.parsed = await self._run.known(item)
        item.known = item.parsed is not None
        if item.parsed is None:
            try:
                item.parsed = await self._run.read(item)
            except ReadingError as error:
                item.failure = f"{type(error).__name__}: {error}"
        return item
