"""`scrapy checkall`: lints the registry, families and their fixtures, dictionary and rules."""

from __future__ import annotations

import argparse

from crawler.command import DONE, FAULT, ArchiveCommand


class Command(ArchiveCommand):
    about = "Lint the registry, families, fixtures, dictionary and rules"
    example = "scrapy checkall -s PORTALS_FILE=my.csv"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--accept", action="store_true", help="first make what families read of their fixtures now the expectation"
        )

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        from crawler.families import FAMILIES
        from crawler.linting import FIXTURES, accept, lint
        from storage.dictionary import dictionary

        self.arguments(args)
        registry = self.open_registry()
        if opts.accept:
            print(f"accepted anew: {', '.join(accept(FIXTURES)) or 'nothing'}")
        found = lint(registry)
        for each in found:
            print(f"{each.where}: {each.what}")
        if found:
            self.complain(f"{len(found)} things do not hold; the first: {found[0].where} {found[0].what}")
            return FAULT
        counted = f"{len(registry.rows)} portals, {len(FAMILIES)} families with fixtures, {len(dictionary())} codes"
        print(f"all holds: {counted}, the rules and the deadlines")
        return DONE
