"""`scrapy status`: the state of each source, since when, why, and what is missing."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from rich.table import Table

from crawler.command import DONE, ArchiveCommand, known_codes, places, print_table
from crawler.coverage import ranges
from storage.exports import Places
from storage.status import SourceStatus, statuses


class Command(ArchiveCommand):
    about = "The state of each source: since when, why, what is missing"
    usage = "[CODE[,CODE]]"
    example = "scrapy status 510500 --json"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="as JSON")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        (codes,) = self.arguments(args, "CODE", optional=1)
        registry = self.open_registry()
        wanted = known_codes(codes, registry) if codes else None
        archive = self.open_archive()
        self.catch_up(archive)
        found = statuses(archive, wanted)
        names = places(registry)
        if opts.json:
            print(json.dumps([_as_json(each, names) for each in found], ensure_ascii=False, indent=1))
        elif wanted is None:
            _print_table(found, names)
        else:
            for each in found:
                _print_one(each, names)
        return DONE


def _as_json(status: SourceStatus, names: Places) -> dict[str, object]:
    place = names(status.jurisdiction)
    return {"jurisdiction": status.jurisdiction, "name": place.name if place else None, **asdict(status)}


def _print_table(found: list[SourceStatus], names: Places) -> None:
    table = Table("code", "name", "state", "since", "found", "absent", "unknown", "why")
    for each in found:
        place = names(each.jurisdiction)
        years = (ranges(list(each.found)), ranges(list(each.absent)), ranges(list(each.unknown)))
        since = (each.since or "")[:10]
        table.add_row(each.jurisdiction, place.name if place else "", each.state, since, *years, each.why)
    print_table(table)


def _print_one(each: SourceStatus, names: Places) -> None:
    place = names(each.jurisdiction)
    print(f"{each.jurisdiction} {place.name if place else ''}: {each.state} since {each.since or 'ever'}")
    rows = {
        "why": each.why,
        "last run": each.last_run or "none",
        "last success": each.last_success or "none",
        "found": ranges(list(each.found)),
        "absent": ranges(list(each.absent)),
        "unknown": ranges(list(each.unknown)),
    }
    for name, value in rows.items():
        print(f"  {name:12} {value}")
