"""What the commands share that run the spider: a crawl from its arguments, checked before anything starts, to its exit status.

0  the run is committed and each jurisdiction asked for has a report, new or known
1  it is not, or one of them has none
2  the arguments, the settings or a file that they name are wrong
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import sys
from typing import TYPE_CHECKING, TextIO

from scrapy.settings import BaseSettings

from crawler.command import DONE, FAULT, BadInput, ProjectCommand, print_table
from storage.errors import SpoolError, StorageError, StoreUnavailable

# Scrapy imports every command to find one: what a crawl needs is imported when there is one.
if TYPE_CHECKING:
    from collections.abc import Mapping

    from scrapy.crawler import Crawler

    from crawler.registry import Registry
    from crawler.run import Run

SPIDER = "annual_reports"


class CrawlingCommand(ProjectCommand):
    """A command that crawls as a part of what it does; of Scrapy's own options it takes those of every command."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        from crawler.logs import as_json

        assert self.settings is not None
        as_json(self.settings)

    def crawl(self, arguments: Mapping[str, str], *, table: TextIO | None = None) -> Run | None:
        """The spider from its beginning to the table of what it found, on standard output unless told otherwise, with the exit
        status set; None where it could not begin and the reason is said. Raises what is wrong with arguments and settings."""
        from crawler.opening import open_registry

        assert self.settings is not None
        check(self.settings, arguments)
        run = self.spin(arguments)
        if run is not None:
            self.exitcode = conclude(run, open_registry(self.settings), table)
        return run

    def spin(self, arguments: Mapping[str, object]) -> Run | None:
        """The spider's run, over; None where it could not begin, with the reason said and the exit status set."""
        assert self.crawler_process is not None
        self.crawler: Crawler = self.crawler_process.create_crawler(SPIDER)
        begun = self.crawler_process.crawl(self.crawler, **arguments)
        self.crawler_process.start()
        run: Run | None = getattr(self.crawler, "run", None)
        if run is None:
            self.exitcode = FAULT
            self.complain(_why_not(begun) or "the run could not be started; the log says why")
        return run


def _why_not(begun: object) -> str | None:
    """What kept a run from beginning, where it is the archive's own error, which is one line that says what to do."""
    if isinstance(begun, asyncio.Task) and begun.done() and not begun.cancelled():
        error = begun.exception()
        return str(error) if isinstance(error, StorageError) else None
    return None


def check(settings: BaseSettings, arguments: Mapping[str, str]) -> None:
    """BadInput, BadArgument, RegistryError or StorageError, one line each, if the crawl cannot even begin. An archive that cannot
    be used as it is named is the asker's fault; one that does not answer is not."""
    from crawler.opening import open_archive, open_registry
    from crawler.plan import make_plan
    from storage.writer import WriterBounds

    make_plan(arguments, open_registry(settings))
    try:
        archive = open_archive(settings, create=True)
    except StoreUnavailable:
        raise
    except StorageError as error:
        raise BadInput(str(error)) from error
    free, least = shutil.disk_usage(archive.state_dir).free, WriterBounds().least_free
    if free < least:  # it would be begun and pause at once, for ever where nobody looks
        raise SpoolError(
            f"the disk of STATE_DIR {archive.state_dir} has {free >> 20} MiB free and a crawl needs {least >> 20};"
            " free some, or name another folder"
        )


def conclude(run: Run, registry: Registry, table: TextIO | None = None) -> int:
    """The table of what is known of every year, one line for each jurisdiction without a report, and the exit status."""
    from crawler.coverage import coverage_table

    if run.manifest is None:
        why = run.fault or "the crawl was stopped before its walk had begun"
        print(f"crawl: not committed: {why}; what was fetched is in {run.archive.state_dir}", file=sys.stderr)
        return FAULT
    print_table(coverage_table(run.manifest, registry), table)
    if run.resumed:
        print(
            f"crawl: {len(run.resumed)} jurisdictions were finished by the run that was interrupted and are not visited again; "
            f"-s RESUME_HOURS=0 begins anew",
            file=sys.stderr,
        )
    without = [code for code, tally in run.tallies.items() if not tally.reports]
    for code in without:
        print(
            f"crawl: no report found for {code} ({registry.gazetteer.by_code[code].name}): {run.why_none(code)}",
            file=sys.stderr,
        )
    return FAULT if without else DONE
