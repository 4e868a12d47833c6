"""`scrapy import`: hand-held reports and WARC files into the archive, marked as imported."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from crawler.command import DONE, FAULT, ArchiveCommand, BadInput, known_codes, named_arguments, progress


class Command(ArchiveCommand):
    about = "Put reports in hand (pages, PDF, Word, zip) and web archives of others (WARC, WACZ, ARC) into the archive, marked as imported"
    usage = "FILE..."
    takes_files = True
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
        from crawler.importing import Hand
        from crawler.importing.taking import Taking
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
        archive = open_archive(self.settings, create=True)
        recover(archive)
        writer = RunWriter(archive, spider="import", code=code())
        with (
            WorkerPool(
                1,
                memory_bytes=self.settings.getint("READER_MEMORY_MB") << 20,
                initializer=tasks.prepare,
                timeout=self.settings.getfloat("READ_TIMEOUT"),
            ) as pool,
            TemporaryDirectory(prefix="import-") as kept,
            progress("importing") as step,
        ):
            hand = Hand(
                jurisdiction=next(iter(codes), ""),
                url=named.get("url"),
                kind="official" if opts.official else "mirror",
                limit=self.settings.getint("DOWNLOAD_MAXSIZE"),
                now=datetime.now(UTC),
                kept=Path(kept),
            )
            taking = Taking(hand, writer, pool, print)
            hand.look_for_revisits(files)
            for file in files:
                taking.take(file)
                step(1, len(files))
            taking.take_revisits()
        failures = taking.failures()
        if not taking.counts:
            writer.close("failed", tuple(failures), {})
            self.complain("; ".join(failures))
            return FAULT
        outcomes = {
            code: JurisdictionOutcome(outcome="success", counts={"imported": number})
            for code, number in taking.counts.items()
        }
        manifest = writer.close("degraded" if failures else "success", tuple(failures), outcomes)
        archive.catalogue.ingest(manifest, writer.put)
        print(f"run {manifest.run}: {sum(taking.counts.values())} reports imported into {archive.uri}")
        if failures:
            self.complain("; ".join(failures))
            return FAULT
        return DONE

    def _check(self, files: list[Path], named: dict[str, str]) -> None:
        if not files:
            raise BadInput(f"which files? e.g. {self.example}")
        for file in files:
            if file.is_dir():
                raise BadInput(f"{file} is a folder; name the files in it, e.g. {file}/*.pdf")
            if not file.is_file():
                raise BadInput(f"{file}: there is no such file")
        if "url" in named and len(files) > 1:
            raise BadInput("url= is the address of a single file")
