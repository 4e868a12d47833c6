"""`scrapy feed`: the latest events as an Atom feed."""

from __future__ import annotations

import argparse

from crawler.command import DONE, ArchiveCommand, known_codes, output_file, places


class Command(ArchiveCommand):
    about = "The latest events as an Atom feed: new, revised, moved, gone, late and overdue reports, portals that fail"
    usage = "[CODE[,CODE]] [-o FILE]"
    example = "scrapy feed 510500 -o events.atom"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("-o", "--output", metavar="FILE", help="the file to write, else standard output")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        from storage.feed import atom, latest_events

        (codes,) = self.arguments(args, "CODE", optional=1)
        registry = self.open_registry()
        wanted = known_codes(codes, registry) if codes else None
        archive = self.open_archive()
        self.catch_up(archive)
        with output_file(opts.output) as file:
            file.write(atom(latest_events(archive, places(registry), wanted)))
        return DONE
