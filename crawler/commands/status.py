"""`scrapy status`: the state of each source, since when, why, and what is missing."""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, get_args

from crawler.command import DONE, LEVELS, ArchiveCommand, BadInput, known_codes, places, print_table

if TYPE_CHECKING:
    from crawler.registry import Registry
    from storage.exports import Places
    from storage.legal import YearStanding
    from storage.status import SourceStatus


class Command(ArchiveCommand):
    about = "The state of each source: since when, why, what is missing"
    usage = "[CODE[,CODE]] [--level prefecture] [--stale]"
    example = "scrapy status 510500 --json"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--level", choices=LEVELS, help="only divisions of this level")
        parser.add_argument("--state", metavar="STATE", help="only sources in this state, e.g. broken")
        parser.add_argument("--stale", action="store_true", help="only what needs somebody: stale and broken sources")
        parser.add_argument("--json", action="store_true", help="as JSON")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        from crawler.opening import archive_if_any, sources
        from storage.legal import china_day
        from storage.standings import department_standings, standings
        from storage.status import State, statuses

        (codes,) = self.arguments(args, "CODE", optional=1)
        if opts.state and opts.state not in get_args(State):
            raise BadInput(f"--state {opts.state}: there are {', '.join(get_args(State))}")
        if codes and (opts.level or opts.state or opts.stale):
            raise BadInput("give either codes or --level, --state and --stale, not both")
        registry = self.open_registry()
        wanted = known_codes(codes, registry) if codes else None
        assert self.settings is not None
        archive = archive_if_any(self.settings)
        if archive is not None:
            self.catch_up(archive)
        found = [
            each for each in statuses(archive, wanted, sources=sources(registry)) if _is_asked_for(each, opts, registry)
        ]
        names = places(registry)
        years: list[YearStanding] = []
        if archive and wanted:
            today = china_day(datetime.now(UTC))
            years = standings(archive, wanted, today)
            years += [each for code in wanted for each in department_standings(archive, code, today)]
        if opts.json:
            print(json.dumps([_as_json(each, names, years) for each in found], ensure_ascii=False, indent=1))
        elif wanted is None:
            _print_table(found, names)
        else:
            for each in found:
                _print_one(each, names, years)
        return DONE


def _is_asked_for(status: SourceStatus, opts: argparse.Namespace, registry: Registry) -> bool:
    if opts.stale and status.state not in ("stale", "broken"):
        return False
    if opts.state and status.state != opts.state:
        return False
    division = registry.gazetteer.by_code.get(status.jurisdiction)
    return not opts.level or (division is not None and division.level == opts.level)


def _as_json(status: SourceStatus, names: Places, years: list[YearStanding]) -> dict[str, object]:
    place = names(status.jurisdiction)
    row = {"jurisdiction": status.jurisdiction, "name": place.name if place else None, **asdict(status)}
    own = [each for each in years if each.jurisdiction == status.jurisdiction]
    if own:
        row["years"] = [_as_row(each) for each in own if each.issuer is None]
        row["departments"] = [_as_row(each) for each in own if each.issuer is not None]
    return row


def _as_row(standing: YearStanding) -> dict[str, object]:
    return {
        **asdict(standing),
        "deadline": standing.deadline.isoformat(),
        "published": standing.published.isoformat() if standing.published else None,
    }


def _print_table(found: list[SourceStatus], names: Places) -> None:
    from rich.table import Table

    from crawler.coverage import ranges
    from storage.status import State

    table = Table("code", "name", "state", "since", "found", "absent", "unknown", "why")
    for each in found:
        place = names(each.jurisdiction)
        years = (ranges(list(each.found)), ranges(list(each.absent)), ranges(list(each.unknown)))
        since = (each.since or "")[:10]
        table.add_row(each.jurisdiction, place.name if place else "", each.state, since, *years, each.why)
    print_table(table)
    counts = ((state, sum(each.state == state for each in found)) for state in get_args(State))
    print(", ".join(f"{count} {state}" for state, count in counts if count) or "no source")


def _print_one(each: SourceStatus, names: Places, years: list[YearStanding]) -> None:
    from crawler.coverage import ranges

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
    own = [standing for standing in years if standing.jurisdiction == each.jurisdiction]
    for standing in own:
        if standing.issuer is None:
            print(f"  {standing.year:<12} {standing.standing}: {standing.evidence}")
    _print_departments([standing for standing in own if standing.issuer is not None])


def _print_departments(years: list[YearStanding]) -> None:
    """A line a year: how many of the departments known by then stand how; each of them with `--json`."""
    if not years:
        return
    print(f"  departments that ever published: {len({each.issuer for each in years})}")
    by_year: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for each in years:
        by_year[each.year][each.standing] += 1
    for year, counts in sorted(by_year.items()):
        print(f"  {year:<12} {', '.join(f'{count} {standing}' for standing, count in counts.most_common())}")
