"""A report whole, as `scrapy export reports` writes it: with its copies, its capture's place and its checks across years."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.continuity import Continuity
from storage.report import ParsedReport, Report
from storage.selection import Choice, choose

if TYPE_CHECKING:
    from storage.archive import Archive
    from storage.selection import Candidate


@dataclass(frozen=True, slots=True)
class Whole:
    """One version of a report, every version's candidate (the current one first), and what parsing noted besides."""

    report: Report
    parsed: ParsedReport
    version: Candidate
    choice: Choice

    @property
    def is_current(self) -> bool:
        return self.version == self.choice.current


def choices_of(archive: Archive, jurisdiction: str) -> list[Choice]:
    """The reports of a jurisdiction, each with all its versions."""
    rows = archive.catalogue.reports(jurisdiction)
    return [choice for choice in choose(row.candidate() for row in rows) if choice.current.jurisdiction == jurisdiction]


def before(choices: Sequence[Choice], report_id: str) -> Choice | None:
    """The same issuer's report of the year before."""
    jurisdiction, year, issuer = report_id.split("/", 2)
    wanted = f"{jurisdiction}/{int(year) - 1}/{issuer}"
    return next((choice for choice in choices if choice.report_id == wanted), None)


def whole(archive: Archive, choices: Sequence[Choice], report_id: str, record: str | None = None) -> Whole | None:
    """A report by its id, and of its versions the one of a capture (record id) or the current one; None if there is none."""
    choice = next((each for each in choices if each.report_id == report_id), None)
    if choice is None:
        return None
    version = next((each for each in choice.versions if record in (None, each.record_id)), None)
    if version is None:
        return None
    return complete(archive, choice, version, before(choices, report_id))


def complete(
    archive: Archive,
    choice: Choice,
    version: Candidate,
    earlier: Choice | None,
    read: Callable[[str], ParsedReport] | None = None,
) -> Whole:
    """Reads a version, and the year before where there is one, from the store; `read` may remember what it read."""
    read = read or archive.parsed
    parsed = read(version.key)
    continuity = Continuity()
    if earlier is not None:
        continuity.remember(read(earlier.current.key))
    capture = parsed.report.capture
    if capture.segment is None:
        row = archive.catalogue.capture(capture.record_id)
        capture = capture.model_copy(update={"segment": row.segment if row else None})
    copies = choice.copies if version == choice.current else ()
    report = parsed.report.model_copy(update={"copies": copies, "capture": capture})
    return Whole(continuity.complete(parsed, report), parsed, version, choice)
