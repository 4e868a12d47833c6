"""The item that passes the stages, and what the stages need of the run they work for."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from pipelines.blocks import BodyHint
from pipelines.parse import ParseContext
from storage.capture import Headers, RecordRef
from storage.report import ParsedReport


@dataclass(frozen=True, slots=True)
class Part:
    """A file that is a report's body together with others: where its bytes wait, as sent, and the capture they are of."""

    url: str
    headers: Headers
    path: Path
    size: int
    ref: RecordRef


@dataclass(slots=True, eq=False)
class Found:
    """A capture that was recognised as a report, on its way through the stages.

    `body` is what is to be read: as sent, its codings in `headers`; or the DOM of a rendered page, in UTF-8. Where the page
    only carries the report, `parts` are the files that are its body, in their order. `tour` names the walk that found it.
    A stage fills `parsed`, or says in `failure` why it cannot; nothing is dropped on the way.
    """

    url: str
    headers: Headers
    body: bytes = field(repr=False)
    hint: BodyHint
    context: ParseContext
    ref: RecordRef
    tour: str
    parsed: ParsedReport | None = None
    failure: str | None = None
    known: bool = False
    parts: tuple[Part, ...] = ()


class Run(Protocol):
    """The run as the stages see it (crawler/run.py)."""

    async def synced(self) -> None:
        """Returns when all that was captured so far is synced to disk."""

    async def read(self, found: Found) -> ParsedReport:
        """All of reading, document to checks, in a worker process. Raises ReadingError."""

    async def known(self, found: Found) -> ParsedReport | None:
        """The stored parse by this version, where the capture is one that the archive has already."""

    async def archive_report(self, found: Found) -> None:
        """Into the store, once the capture is durable there and the report's attachments are known."""
