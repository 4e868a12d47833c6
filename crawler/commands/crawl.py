"""`scrapy crawl`: Scrapy's own, with arguments checked before anything starts and an exit status that means something.

0  the run is committed and each jurisdiction asked for has a report, new or known
1  it is not, or one of them has none
2  the arguments, the settings or a file that they name are wrong
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from typing import TYPE_CHECKING

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from crawler.command import BAD_INPUT, DONE, FAULT

# Scrapy imports every command to find one: what a crawl needs is imported when there is one.
if TYPE_CHECKING:
    from crawler.registry import Registry
    from crawler.run import Run

SPIDER = "annual_reports"


class Command(ScrapyCrawl):
    """For `annual_reports`; any other spider runs as Scrapy runs it. The commands that crawl as a part of what they do are
    children of this one."""

    def short_desc(self) -> str:
        return "Crawl annual reports: -a jurisdiction=510500[,CODE] [-a level=prefecture] [-a years=2018-2024] [-a url=URL]"

    def long_desc(self) -> str:
        return (
            "Discover, fetch, parse and archive annual reports. "
            "Example: scrapy crawl annual_reports -a jurisdiction=510500 -a years=2018-2024. "
            "Exit status: 0 if the run is committed and each jurisdiction has a report, 1 otherwise, 2 for bad input."
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        from crawler.logs import as_json

        assert self.settings is not None
        as_json(self.settings)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args != [SPIDER]:
            if not args:
                raise UsageError("which spider? Example: scrapy crawl annual_reports -a jurisdiction=510500")
            super().run(args, opts)
            return
        self.crawl(opts.spargs)

    def crawl(self, arguments: dict[str, str]) -> Run | None:
        """The spider from its beginning to the table of what it found, with the exit status set; None where it could not
        even begin, which is said."""
        from crawler.opening import open_registry

        assert self.settings is not None and self.crawler_process is not None
        fault = check(self.settings, arguments)
        if fault is not None:
            self.complain(*fault)
            return None
        crawler = self._create_crawler(SPIDER)
        begun = self.crawler_process.crawl(crawler, **arguments)
        self.crawler_process.start()
        run: Run | None = getattr(crawler, "run", None)
        if run is None:
            self.complain(FAULT, _why_not(begun) or "the run could not be started; the log says why")
            return None
        self.exitcode = conclude(run, open_registry(self.settings))
        return run

    def complain(self, status: int, message: str) -> None:
        """One line on standard error where there is something to say, and the exit status."""
        self.exitcode = status
        if not message:
            return
        print(f"{type(self).__module__.rpartition('.')[2]}: {' '.join(message.split())}", file=sys.stderr)


def _why_not(begun: object) -> str | None:
    """What kept a run from beginning, where it is the archive's own error, which is one line that says what to do."""
    from storage.errors import StorageError

    if isinstance(begun, asyncio.Task) and begun.done() and not begun.cancelled():
        error = begun.exception()
        return str(error) if isinstance(error, StorageError) else None
    return None


def check(settings: BaseSettings, arguments: dict[str, str]) -> tuple[int, str] | None:
    """Exit status and one line, if the crawl cannot even begin."""
    from crawler.opening import open_archive, open_registry
    from crawler.plan import BadArgument, make_plan
    from crawler.registry import RegistryError
    from storage.errors import StorageError, StoreUnavailable

    try:
        make_plan(arguments, open_registry(settings))
        open_archive(settings, create=True)
    except StoreUnavailable as error:
        return FAULT, str(error)
    except (BadArgument, RegistryError, StorageError) as error:
        return BAD_INPUT, str(error)
    return None


def conclude(run: Run, registry: Registry) -> int:
    """The table of what is known of every year, one line for each jurisdiction without a report, and the exit status."""
    from rich.console import Console

    from crawler.coverage import coverage_table

    if run.manifest is None:
        print(f"crawl: not committed: {run.fault}; what was fetched is in {run.archive.state_dir}", file=sys.stderr)
        return FAULT
    Console().print(coverage_table(run.manifest, registry))
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
