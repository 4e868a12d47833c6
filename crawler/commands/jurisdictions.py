"""`scrapy jurisdictions`: look up codes, names and portals."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from crawler.command import DONE, FAULT, ArchiveCommand, BadInput, print_table

if TYPE_CHECKING:
    from crawler.registry import Match, Registry


class Command(ArchiveCommand):
    about = "Look up jurisdictions: codes, names (in either script), portals"
    usage = "[WORDS]"
    example = "scrapy jurisdictions 泸州"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="one JSON object a line")
        parser.add_argument("--current", action="store_true", help="leave out abolished divisions")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        from rich.table import Table

        if not all(word.strip() for word in args):
            raise BadInput(f"an empty word finds nothing, no word at all lists everything; e.g. {self.example}")
        registry = self.open_registry()
        found = [match for match in registry.search(" ".join(args)) if match.division.until is None or not opts.current]
        if not found:
            self.complain(_why_none(" ".join(args).split(), registry))
            return FAULT
        if opts.json:
            for match in found:
                print(json.dumps(_as_json(match), ensure_ascii=False))
        else:
            table = Table("code", "name", "level", "in", "portal", "status")
            for match in found:
                urls = "\n".join(row.portal.portal_url for row in match.portals)
                status = "\n".join(row.status for row in match.portals) or _fate(match)
                division = match.division
                table.add_row(division.code, division.name, division.level, " ".join(match.path), urls, status)
            print_table(table)
        return DONE


def _why_none(words: list[str], registry: Registry) -> str:
    if len(words) > 1 and all(registry.search(word) for word in words):
        return (
            f"nothing fits all of {' '.join(words)}, though each fits something: several words narrow one search, as in"
            f" `scrapy jurisdictions 四川 市中区`; ask for each by itself, e.g. `scrapy jurisdictions {words[0]}`"
        )
    return f"no jurisdiction fits {' '.join(words)!r}; try a part of its name, its code's beginning, or its portal's address"


def _fate(match: Match) -> str:
    """What became of an abolished division; of one in force without a portal, that none is known."""
    division = match.division
    if division.until is None:
        return "no portal known"
    successors = f", now {' '.join(division.successors)}" if division.successors else ""
    return f"until {division.until}{successors}"


def _as_json(match: Match) -> dict[str, object]:
    division = match.division
    return {
        "code": division.code,
        "name": division.name,
        "level": division.level,
        "path": list(match.path),
        "since": division.since,
        "until": division.until,
        "successors": list(division.successors),
        "portals": [
            {
                "portal_url": row.portal.portal_url,
                "reports_url": row.portal.reports_url,
                "family": row.portal.family,
                "source_kind": row.portal.source_kind,
                "status": row.status,
            }
            for row in match.portals
        ],
    }
