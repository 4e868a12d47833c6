"""`scrapy refetch`: all that is known of a jurisdiction fetched again, more looked for, and a verdict for each document."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from crawler.commands import crawl
from crawler.commands.crawl import BAD_INPUT, FAILED, SPIDER, check, conclude

if TYPE_CHECKING:
    from crawler.run import Run


class Command(crawl.Command):
    """A crawl that also asks for what the archive knows, and compares."""

    def syntax(self) -> str:
        return "CODE [--years 2018-2024] [--dry-run] [--json]"

    def short_desc(self) -> str:
        return "Fetch again all that is known of a jurisdiction and look for more; a verdict for each document"

    def long_desc(self) -> str:
        return (
            "Fetch again all that is known of a jurisdiction, and look for more. Each document is unchanged, cosmetic (other "
            "bytes, same content), revised, new, moved, gone, blocked or unreachable. Example: scrapy refetch 510500 "
            "--years 2018-2024 -- Exit status: 0 done, 1 no report is found or the run failed, 2 bad input."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--years", metavar="YEARS", help="the years reported on, e.g. 2018-2024")
        parser.add_argument("--dry-run", action="store_true", help="only say which documents would be asked for again")
        parser.add_argument("--json", action="store_true", help="the verdicts as JSON")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None and self.crawler_process is not None
        if len(args) != 1 or "," in args[0]:
            self._complain(BAD_INPUT, "which jurisdiction? e.g. scrapy refetch 510500 --years 2018-2024")
            return
        arguments = {"jurisdiction": args[0], **({"years": opts.years} if opts.years else {})}
        complaint = check(self.settings, arguments)
        if complaint is not None:
            self._complain(*complaint)
            return
        from crawler.opening import open_archive, open_registry
        from crawler.plan import parse_years
        from crawler.refetching import known_parses

        if opts.dry_run:
            archive = open_archive(self.settings)
            before = known_parses(archive, args[0], parse_years(opts.years) if opts.years else None)
            for url, row in sorted(before.items(), key=lambda entry: entry[1].report_id):
                stored = archive.catalogue.latest_capture(url)
                conditional = stored is not None and not stored.truncated and (stored.etag or stored.last_modified)
                how = "if it changed" if conditional else "whole"
                print(f"{how:14}{row.report_id} <{url}>")
            print(f"{len(before)} documents would be asked for again, and {args[0]}'s portals looked through for more")
            return
        self.settings.set("REFETCH_KNOWN", True, priority="cmdline")
        crawler = self._create_crawler(SPIDER)
        self.crawler_process.crawl(crawler, **arguments)
        self.crawler_process.start()
        run: Run | None = getattr(crawler, "run", None)
        if run is None:
            self._complain(FAILED, "the run could not be started; the log says why")
            return
        self.exitcode = conclude(run, open_registry(self.settings))
        found = run.tallies[args[0]].findings
        if opts.json:
            print(json.dumps([each.model_dump(mode="json") for each in found], ensure_ascii=False, indent=1))
            return
        for finding in found:
            print(f"{finding.verdict:12}{finding.report_id} <{finding.url}>")
            for detail in finding.details:
                print(f"{'':12}{detail}")

    def _complain(self, status: int, message: str) -> None:
        self.exitcode = status
        print(f"refetch: {message}", file=sys.stderr)
