"""Reading the archive again: which captures, what came of each, and how it differs from what was read before.

New results lie beside the old ones, by parser version, in a run of their own. With the same version, the same result is
expected: another one is reported, and not stored over the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, Future

from crawler.tasks import ArchiveAddress, Reread, reread
from crawler.version import code
from pipelines.errors import ReadingError
from pipelines.parse import PARSER_VERSION
from storage.archive import Archive
from storage.catalogue import CaptureRow, ParseRow
from storage.errors import StorageError
from storage.report import Indicator, ParsedReport
from storage.snapshots import Snapshot, tree_leaves
from storage.writer import RunWriter

# A list call or a script behind a page was never looked at as a report.
ROLES = frozenset({"home", "list", "page", "attachment", "frame", "search", "sitemap", "api", "imported"})

Figure = tuple[str, str, str]


def rows_to_read(archive: Archive, snapshot: Snapshot | None, *, resume: bool) -> list[CaptureRow]:
    """Captures with a body of their own that could be reports; of a snapshot, only those of its runs."""
    covered = None
    if snapshot is not None:
        covered = {(leaf.jurisdiction, leaf.run) for leaf in tree_leaves(archive, snapshot)}
    read = {row.record_id for row in _parses(archive) if row.parser_version == PARSER_VERSION} if resume else set()
    return [
        row
        for row in archive.catalogue.captures()
        if row.status == 200
        and row.revisit_of is None
        and row.role in ROLES
        and row.record_id not in read
        and (covered is None or (row.jurisdiction, row.run) in covered)
    ]


def _parses(archive: Archive) -> Iterator[ParseRow]:
    for jurisdiction in archive.catalogue.jurisdictions():
        yield from archive.catalogue.reports(jurisdiction)


class Reparsing:
    """One reading of the archive. `faults` are captures that could not be read back at all."""

    def __init__(self, archive: Archive, address: ArchiveAddress, limit: int) -> None:
        self._archive = archive
        self._address = address
        self._limit = limit
        self._before = {}
        for row in sorted(_parses(archive), key=lambda row: row.parser_version == PARSER_VERSION):
            self._before[row.record_id] = row
        self._writer: RunWriter | None = None
        self.faults: list[str] = []
        self.counts = dict.fromkeys(("captures", "reports", "changed", "appeared", "vanished", "stored", "lost"), 0)

    def submit(self, executor: Executor, row: CaptureRow) -> Future[Reread]:
        return executor.submit(reread, self._address, row.ref(), self._limit)

    def take(self, row: CaptureRow, future: Future[Reread]) -> Iterator[str]:
        """What came of a capture: stored where it is new, and a line for each difference."""
        self.counts["captures"] += 1
        before = self._before.get(row.record_id)
        try:
            again = future.result()
        except ReadingError as error:
            again = Reread(row.record_id, None, str(error))
        except StorageError as error:
            self.faults.append(f"{row.url}: {error}")
            return
        try:
            old = self._archive.parsed(before.key) if before is not None else None
        except StorageError as error:  # what was read before is gone: the others are read all the same
            self.faults.append(f"{row.url}: {error}")
            return
        if again.parsed is None:
            if before is not None and old is not None:
                yield from self._vanished(before, old, row, again.reason)
            return
        self.counts["reports"] += 1
        new = with_attachments(again.parsed, old, self._archive, row)
        if old is None:
            yield f"new report: {new.report.report_id} <{row.url}>"
        else:
            yield from self._differences(old, new)
        self._store(before, old, new)

    def _store(self, before: ParseRow | None, old: ParsedReport | None, new: ParsedReport) -> None:
        if before is not None and before.parser_version == PARSER_VERSION:
            return
        if self._writer is None:
            self._writer = RunWriter(self._archive, spider="reparse", code=code())
        self._writer.add_report(new)
        self.counts["stored"] += 1

    def _vanished(self, before: ParseRow, old: ParsedReport, row: CaptureRow, reason: str) -> Iterator[str]:
        """A report that is not read any more, and each of its figures. What was read before is not taken back: nothing
        stored is ever removed, and the reason may be this machine's (LibreOffice is not installed)."""
        self.counts["lost"] += 1
        yield (
            f"vanished: {before.report_id} is no longer a report <{row.url}>: {reason}; "
            f"what parser {before.parser_version} read there stays the current reading"
        )
        for figure, indicator in sorted(_figures(old).items()):
            self.counts["vanished"] += 1
            yield f"vanished: {before.report_id} {_named(figure)} {_value(indicator)}"

    def _differences(self, old: ParsedReport, new: ParsedReport) -> Iterator[str]:
        name = new.report.report_id
        if old.report.report_id != name:
            yield f"another report: {old.report.report_id} is now {name}"
        was, now = _figures(old), _figures(new)
        for figure in sorted(was.keys() | now.keys()):
            one, other = was.get(figure), now.get(figure)
            if one is None and other is not None:
                self.counts["appeared"] += 1
                yield f"appeared: {name} {_named(figure)} {_value(other)}"
            elif other is None and one is not None:
                self.counts["vanished"] += 1
                yield f"vanished: {name} {_named(figure)} {_value(one)}"
            elif one is not None and other is not None and (one.value, one.doubt) != (other.value, other.doubt):
                self.counts["changed"] += 1
                yield f"changed: {name} {_named(figure)} {_value(one)} -> {_value(other)}"
        same_parser = new.report.model_copy(update={"parser": old.report.parser})
        if old.report.parser.version == PARSER_VERSION and old.report != same_parser:
            yield f"differs: {name} was read otherwise by the same version {PARSER_VERSION}; raise PARSER_VERSION to keep it"

    def commit(self) -> None:
        """Make what was stored part of the archive; nothing happens if nothing was."""
        if self._writer is not None:
            manifest = self._writer.close("success", (), {})
            self._archive.catalogue.ingest(manifest, self._writer.put)

    @property
    def summary(self) -> str:
        counts = self.counts
        return (
            f"{counts['captures']} captures read again by parser {PARSER_VERSION}: {counts['reports']} reports, "
            f"{counts['stored']} stored; figures: {counts['changed']} changed, {counts['appeared']} appeared, "
            f"{counts['vanished']} vanished; {counts['lost']} are not read as reports any more"
        )


def with_attachments(new: ParsedReport, old: ParsedReport | None, archive: Archive, row: CaptureRow) -> ParsedReport:
    """Record and digest of each attachment: as the old reading knew them, else from the captures of the same run."""
    known = {one.url: one for one in old.report.attachments} if old is not None else {}
    attachments = []
    for one in new.report.attachments:
        before = known.get(one.url)
        if before is not None:
            names = ("record_id", "payload_sha256", "media_type")
            one = one.model_copy(update={name: getattr(before, name) for name in names})
        else:
            for capture in archive.catalogue.captures_of(one.url):
                if capture.run == row.run and capture.status == 200:
                    update = {"record_id": capture.record_id, "payload_sha256": capture.payload_sha256}
                    one = one.model_copy(update={**update, "media_type": capture.media_type})
        attachments.append(one)
    report = new.report.model_copy(update={"attachments": tuple(attachments)})
    return new.model_copy(update={"report": report})


def _figures(parsed: ParsedReport) -> dict[Figure, Indicator]:
    return {(one.code, one.applicant, one.period): one for one in parsed.report.indicators}


def _named(figure: Figure) -> str:
    return "@".join(figure)


def _value(indicator: Indicator) -> str:
    return f"({indicator.doubt})" if indicator.value is None else f"{indicator.value} {indicator.unit}"
