"""`scrapy reparse`: the archive's captures read again by this version of the parser, without a network."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import contextmanager
from typing import TYPE_CHECKING

from crawler.command import DONE, FAULT, ArchiveCommand, BadInput, progress

if TYPE_CHECKING:
    from crawler.reparsing import Reparsing
    from crawler.tasks import Reread
    from storage.catalogue import CaptureRow

IN_FLIGHT_A_WORKER = 4


class Command(ArchiveCommand):
    about = "Parse the archive again, without a network, and list the figures that changed, appeared or vanished"
    usage = "[--snapshot ID] [--resume] [--executor dask://HOST:PORT]"
    example = "scrapy reparse --snapshot latest"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--snapshot", metavar="ID", help="only what a snapshot covers")
        parser.add_argument(
            "--resume", action="store_true", help="leave out what this version of the parser has read already"
        )
        parser.add_argument(
            "--executor",
            metavar="ADDRESS",
            default="local",
            help="local (all cores), or dask://HOST:PORT for a cluster",
        )

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        self.arguments(args)
        from crawler.reparsing import Reparsing, rows_to_read
        from crawler.tasks import ArchiveAddress
        from storage.recovery import recover
        from storage.snapshots import find

        assert self.settings is not None
        archive = self.open_archive()
        # What a killed reading had stored counts as read: it is committed first.
        recover(archive)
        self.catch_up(archive)
        snapshot = find(archive, opts.snapshot) if opts.snapshot else None
        rows = rows_to_read(archive, snapshot, resume=opts.resume)
        address = ArchiveAddress(
            archive.uri, str(archive.state_dir), self.settings.get("ARCHIVE_S3_ENDPOINT_URL") or None
        )
        reparsing = Reparsing(archive, address, self.settings.getint("DOWNLOAD_MAXSIZE"))
        with self._executor(opts.executor) as (executor, workers), progress("reading again") as step:
            for row, future in _in_turn(reparsing, executor, rows, workers * IN_FLIGHT_A_WORKER):
                for line in reparsing.take(row, future):
                    # Before what it tells of is stored: a killed reading has told of all that the next one leaves out.
                    print(line, flush=True)
                step(1, len(rows))
        reparsing.commit()
        print(reparsing.summary)
        if reparsing.faults:
            self.complain(f"{len(reparsing.faults)} captures could not be read; the first: {reparsing.faults[0]}")
            return FAULT
        return DONE

    @contextmanager
    def _executor(self, address: str) -> Iterator[tuple[Executor, int]]:
        """An executor and how many tasks it does at once. BadInput for an address that is none, or without Dask."""
        from crawler import tasks
        from crawler.cluster import cluster
        from pipelines.workers import WorkerPool

        assert self.settings is not None
        if address == "local":
            size = self.settings.getint("READERS") or os.cpu_count() or 1
            with WorkerPool(
                size,
                memory_bytes=self.settings.getint("READER_MEMORY_MB") << 20,
                initializer=tasks.prepare,
                preload=tasks.PRELOAD,
                timeout=self.settings.getfloat("READ_TIMEOUT"),
            ) as pool:
                yield pool, size
            return
        if not address.startswith("dask://"):
            raise BadInput(f"--executor {address!r}: expected local or dask://HOST:PORT")
        with cluster(address.removeprefix("dask://")) as found:
            yield found


def _in_turn(
    reparsing: Reparsing, executor: Executor, rows: list[CaptureRow], at_once: int
) -> Iterator[tuple[CaptureRow, Future[Reread]]]:
    """Every row with its finished future; never more than `at_once` handed out, whatever the archive's size."""
    under_way: dict[Future[Reread], CaptureRow] = {}
    for row in rows:
        if len(under_way) >= at_once:
            yield from _finished(under_way)
        under_way[reparsing.submit(executor, row)] = row
    while under_way:
        yield from _finished(under_way)


def _finished(under_way: dict[Future[Reread], CaptureRow]) -> list[tuple[CaptureRow, Future[Reread]]]:
    done, _ = wait(under_way, return_when=FIRST_COMPLETED)
    return [(under_way.pop(future), future) for future in done]
