"""`scrapy crawl`: Scrapy's own, with arguments checked before anything starts and an exit status that means something."""

from __future__ import annotations

import argparse

from scrapy.commands.crawl import Command as ScrapyCrawl

from crawler.command import BadInput
from crawler.crawling import SPIDER, CrawlingCommand


class Command(CrawlingCommand, ScrapyCrawl):
    """For `annual_reports`; any other spider runs as Scrapy runs it."""

    about = "Discover, fetch, parse and archive annual reports"
    usage = "annual_reports -a jurisdiction=510500[,CODE] | -a level=prefecture  [-a years=2018-2024] [-a url=URL]"
    example = "scrapy crawl annual_reports -a jurisdiction=510500 -a years=2018-2024"
    statuses = "0 if the run is committed and each jurisdiction has a report, 1 otherwise, 2 for bad input"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        told = "jurisdiction=CODE[,CODE], level=LEVEL, years=2018-2024 or url=URL; may be repeated"
        parser.add_argument("-a", dest="spargs", action="append", default=[], metavar="NAME=VALUE", help=told)
        for option in (("-o", "--output"), ("-O", "--overwrite-output")):
            parser.add_argument(*option, metavar="FILE", action="append", help=argparse.SUPPRESS)

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        if len(args) != 1:
            raise BadInput(f"expected one spider, got {' '.join(args) or 'none'}; e.g. {self.example}")
        if args == [SPIDER]:
            if opts.output or opts.overwrite_output:
                raise BadInput(
                    "-o: reports go into the archive; `scrapy export reports --format jsonl -o FILE` writes them after"
                )
            self.crawl(opts.spargs)
            return self.exitcode
        assert self.crawler_process is not None
        if args[0] not in self.crawler_process.spider_loader.list():
            raise BadInput(f"there is no spider {args[0]!r}; e.g. {self.example}")
        ScrapyCrawl.run(self, args, opts)
        return self.exitcode
