"""The files given, what is said of all of them, and the revisits among their records: these say "the same bytes as that one"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from crawler.importing.files import DocumentInHand, WebArchive, opened_up
from crawler.importing.messages import Response, read_response
from crawler.importing.records import Record, moment, read_records
from pipelines.errors import ReadingError
from storage.capture import Capture, CaptureFacts, SourceKind, sha256_hex

_IDENTICAL = "identical-payload-digest"
_MOST_REVISITS = 100_000


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A record that should have become a capture and did not, and why."""

    record: str
    why: str

    def __str__(self) -> str:
        return f"{self.record} {self.why}"


@dataclass(frozen=True, slots=True)
class Revisit:
    """`keys`: what the record that it refers to may be known by; `answer`: its own status and headers, where it has them."""

    record: str
    url: str
    at: datetime
    answer: Response | None
    keys: tuple[str, ...]
    facts: CaptureFacts


@dataclass
class Hand:
    """What is said of all files, and what was found in them.

    `limit`: bytes that a body may have. `now`: nothing can have been fetched after it. `kept`: a folder for the bodies that
    revisits refer to. `not_taken` is filled while captures are read.
    """

    jurisdiction: str
    url: str | None
    kind: SourceKind
    limit: int
    now: datetime
    kept: Path
    not_taken: list[NotTaken] = field(default_factory=list)
    revisits: list[Revisit] = field(default_factory=list)
    _wanted: set[str] = field(default_factory=set)
    _originals: dict[str, tuple[Path, Capture]] = field(default_factory=dict)

    def facts(self, name: str) -> CaptureFacts:
        return CaptureFacts(
            jurisdiction=self.jurisdiction,
            portal_url=self.url or "",
            source_kind=self.kind,
            role="imported",
            context={"imported_from": name},
        )

    def refuse(self, record: str, why: str) -> None:
        self.not_taken.append(NotTaken(record[:200], why))

    def look_for_revisits(self, files: Sequence[Path]) -> None:
        """Read once through web archives, before their captures are: then it is known which bodies revisits need.

        What they refer to may lie in any of the files, behind them too. What is damaged is read as far as it goes.
        """
        for path in files:
            for archive in _web_archives(path, self.limit):
                for record in _readable(archive, self.limit):
                    if record.kind == "revisit" and len(self.revisits) < _MOST_REVISITS:
                        self._note(record, self.facts(archive.name))

    def _note(self, record: Record, facts: CaptureFacts) -> None:
        at = moment(record.fields.get("warc-date", ""))
        if _IDENTICAL not in record.fields.get("warc-profile", "") or at is None or not record.of_the_web:
            return
        uri = record.fields.get("warc-refers-to-target-uri", "").strip("<> ")
        date = moment(record.fields.get("warc-refers-to-date", ""))
        keys = (
            record.fields.get("warc-refers-to", "").strip("<> "),
            _place(uri, date) if uri and date is not None else "",
            record.digest,
        )
        known = tuple(key for key in keys if key)
        self._wanted.update(known)
        facts = replace(facts, context={**facts.context, "original_record": record.id})
        self.revisits.append(Revisit(record.id, record.url, at, read_response(record.block), known, facts))

    def keep_original(self, record: Record, capture: Capture) -> None:
        """Keep a body that a revisit refers to, under each name by which it may do so."""
        names = {record.id, _place(record.url, capture.fetched_at), record.digest} & self._wanted
        if names and capture.truncated is None:
            file = self.kept / sha256_hex(capture.body)
            file.write_bytes(capture.body)
            for name in names:
                self._originals.setdefault(name, (file, replace(capture, body=b"")))

    def original(self, revisit: Revisit) -> Capture | None:
        """What a revisit refers to, with its body; None when none of the files has it."""
        for key in revisit.keys:
            if key in self._originals:
                file, capture = self._originals[key]
                return replace(capture, body=file.read_bytes())
        return None


def _web_archives(path: Path, limit: int) -> Iterator[WebArchive]:
    try:
        for found in opened_up(path, limit):
            if isinstance(found, DocumentInHand):
                return
            yield found
    except (ReadingError, OSError):
        return  # the reading that makes captures says so


def _readable(archive: WebArchive, limit: int) -> Iterator[Record]:
    try:
        with archive.opened() as file:
            yield from read_records(file, limit, arc=archive.arc)
    except (OSError, ValueError):
        return  # the reading that makes captures says so


def _place(url: str, at: datetime) -> str:
    return f"{url} {at:%Y%m%d%H%M%S}"
