"""`scrapy import`: hand-held reports and WARC files into the archive, marked as imported."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.command import DONE, FAULT, ArchiveCommand, BadInput, known_codes, named_arguments, progress

if TYPE_CHECKING:
    from crawler.tasks import Reread
    from pipelines.workers import WorkerPool
    from storage.capture import Capture
    from storage.writer import RunWriter


class Command(ArchiveCommand):
    about = "Put reports in hand (pages, PDF, Word ...) and WARC files of others into the archive, marked as imported"
    usage = "FILE..."
    example = "scrapy import report.pdf -a jurisdiction=510500 -a url=http://example.gov.cn/report.pdf"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "-a",
            dest="named",
            action="append",
            default=[],
            metavar="NAME=VALUE",
            help="jurisdiction=CODE (else as the report says), url=URL (where a single file came from)",
        )
        parser.add_argument(
            "--official", action="store_true", help="the files are what the jurisdiction's own portal served"
        )

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        from crawler import tasks
        from crawler.opening import open_archive
        from crawler.version import code
        from pipelines.workers import WorkerPool
        from storage.runs import JurisdictionOutcome
        from storage.writer import RunWriter, recover

        assert self.settings is not None
        files = [Path(name) for name in args]
        named = named_arguments(opts.named, ("jurisdiction", "url"))
        self._check(files, named)
        codes = known_codes(named["jurisdiction"], self.open_registry()) if "jurisdiction" in named else frozenset()
        if len(codes) > 1:
            raise BadInput("jurisdiction= names several codes; a file has one")
        self._limit = self.settings.getint("DOWNLOAD_MAXSIZE")
        self._kind = "official" if opts.official else "mirror"
        archive = open_archive(self.settings, create=True)
        recover(archive)
        writer = RunWriter(archive, spider="import", code=code())
        failures: list[str] = []
        counts: dict[str, int] = {}
        with (
            WorkerPool(
                1,
                memory_bytes=self.settings.getint("READER_MEMORY_MB") << 20,
                initializer=tasks.prepare,
                timeout=self.settings.getfloat("READ_TIMEOUT"),
            ) as pool,
            progress("importing") as step,
        ):
            for file in files:
                found = self._import(file, next(iter(codes), ""), named.get("url"), pool, writer, counts)
                if not found:
                    failures.append(f"{file}: holds no report{self._why}")
                elif self._damage:
                    failures.append(f"{file}: {self._damage}; what came before is imported")
                step(1, len(files))
        if not counts:
            writer.close("failed", tuple(failures), {})
            self.complain("; ".join(failures))
            return FAULT
        outcomes = {
            code: JurisdictionOutcome(outcome="success", counts={"imported": number}) for code, number in counts.items()
        }
        manifest = writer.close("degraded" if failures else "success", tuple(failures), outcomes)
        archive.catalogue.ingest(manifest, writer.put)
        print(f"run {manifest.run}: {sum(counts.values())} reports imported into {archive.uri}")
        if failures:
            self.complain("; ".join(failures))
            return FAULT
        return DONE

    def _check(self, files: list[Path], named: dict[str, str]) -> None:
        if not files:
            raise BadInput(f"which files? e.g. {self.example}")
        for file in files:
            if not file.is_file():
                raise BadInput(f"{file}: there is no such file")
        if "url" in named and len(files) > 1:
            raise BadInput("url= is the address of a single file")

    def _import(
        self, file: Path, code: str, url: str | None, pool: WorkerPool, writer: RunWriter, counts: dict[str, int]
    ) -> bool:
        """Every report of a file, its capture first; `_why` says why there was none."""
        from crawler.importing import captures_in
        from pipelines.errors import ReadingError

        self._why = self._damage = ""
        found = False
        try:
            captures = captures_in(
                file, jurisdiction=code, url=url, kind=self._kind, limit=self._limit, now=datetime.now(UTC)
            )
            for capture in captures:
                placed, again = self._read(capture, code, pool)
                if again.parsed is None:
                    self._why = f" ({again.reason})"
                    if not code:
                        continue
                ref = writer.append(placed)
                if again.parsed is not None:
                    writer.add_report(again.parsed)
                    print(f"{again.parsed.report.report_id} <{ref.url}>")
                    counts[placed.facts.jurisdiction] = counts.get(placed.facts.jurisdiction, 0) + 1
                    found = True
        except ReadingError as error:
            self._damage = str(error)
            self._why = f" ({error})"
        return found

    def _read(self, capture: Capture, code: str, pool: WorkerPool) -> tuple[Capture, Reread]:
        """Read it, and again under its own jurisdiction where that was not given."""
        from crawler.importing import of_jurisdiction
        from crawler.tasks import Reread, read_capture
        from pipelines.errors import ReadingError

        try:
            again = pool.submit(read_capture, capture, capture.payload_sha256, self._limit).result()
            if not code and again.parsed is not None:
                capture = of_jurisdiction(capture, again.parsed.report.jurisdiction.code)
                again = pool.submit(read_capture, capture, capture.payload_sha256, self._limit).result()
        except ReadingError as error:
            return capture, Reread(capture.record_id, None, str(error))
        return capture, again
