"""`scrapy refetch`: all that is known of a jurisdiction fetched again, more looked for, and a verdict for each document."""

from __future__ import annotations

import argparse
import json
import sys

from crawler.command import DONE, BadInput
from crawler.crawling import CrawlingCommand, check


class Command(CrawlingCommand):
    """A crawl that also asks for what the archive knows, and compares."""

    about = (
        "Fetch again all that is known of a jurisdiction and look for more. Each document is unchanged, cosmetic (other bytes, same"
        " content), revised, new, moved, gone, blocked or unreachable"
    )
    usage = "CODE [--years 2018-2024] [--dry-run] [--json]"
    example = "scrapy refetch 510500 --years 2018-2024"
    statuses = "0 done, 1 no report is found or the run failed, 2 bad input"

    def short_desc(self) -> str:
        return "Fetch again all that is known of a jurisdiction and look for more; a verdict for each document"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--years", metavar="YEARS", help="the years reported on, e.g. 2018-2024")
        parser.add_argument("--dry-run", action="store_true", help="only say which documents would be asked for again")
        parser.add_argument("--json", action="store_true", help="the verdicts as JSON")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        from crawler.plan import separate

        assert self.settings is not None
        codes = separate(" ".join(args))
        if len(codes) != 1:
            raise BadInput(f"which jurisdiction? one CODE, got {' '.join(args) or 'none'}; e.g. {self.example}")
        arguments = {"jurisdiction": codes[0], **({"years": opts.years} if opts.years is not None else {})}
        if opts.dry_run:
            return self._say_what_it_would_do(arguments)
        self.settings.set("REFETCH_KNOWN", True, priority="cmdline")
        run = self.crawl(arguments, table=sys.stderr if opts.json else None)
        if run is None:
            return self.exitcode
        found = run.tallies[codes[0]].findings
        if opts.json:
            print(json.dumps([each.model_dump(mode="json") for each in found], ensure_ascii=False, indent=1))
            return self.exitcode
        for finding in found:
            print(f"{finding.verdict:12}{finding.report_id} <{finding.url}>")
            for detail in finding.details:
                print(f"{'':12}{detail}")
        return self.exitcode

    def _say_what_it_would_do(self, arguments: dict[str, str]) -> int:
        from crawler.opening import open_archive
        from crawler.plan import parse_years
        from crawler.refetching import known_parses

        assert self.settings is not None
        check(self.settings, arguments)
        code, years = arguments["jurisdiction"], arguments.get("years")
        archive = open_archive(self.settings)
        before = known_parses(archive, code, parse_years(years) if years else None)
        for url, row in sorted(before.items(), key=lambda entry: entry[1].report_id):
            stored = archive.catalogue.latest_capture(url)
            conditional = stored is not None and not stored.truncated and (stored.etag or stored.last_modified)
            how = "if it changed" if conditional else "whole"
            print(f"{how:14}{row.report_id} <{url}>")
        print(f"{len(before)} documents would be asked for again, and {code}'s portals looked through for more")
        return DONE
