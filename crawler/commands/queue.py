"""`scrapy queue`: what runs, what waits, what failed and why."""

from __future__ import annotations

import argparse
import asyncio
import json
from collections import Counter
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from crawler.command import DONE, FAULT, ArchiveCommand, BadInput, print_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.queue.address import Address
    from crawler.queue.lines import Line
    from crawler.registry import Registry


class Command(ArchiveCommand):
    about = "What of the queue runs, waits, failed and why"
    usage = "[--hours N] [--json]"
    example = "scrapy queue --hours 48 --json"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--hours", type=float, default=24, metavar="N", help="show what ended in the last N hours (24)"
        )
        parser.add_argument("--json", action="store_true", help="a JSON array, one object a job")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        from crawler.queue.address import BadQueueUri, address
        from crawler.queue.embedded import EmbeddedError
        from crawler.queue.jobs import QueueUnavailable

        self.arguments(args)
        if not 0 <= opts.hours <= 24 * 3650:
            raise BadInput(f"--hours {opts.hours}: a number of hours from 0")
        assert self.settings is not None
        try:
            with address(self.settings) as where:
                lines = asyncio.run(_lines(where, timedelta(hours=opts.hours)))
        except BadQueueUri as error:
            raise BadInput(str(error)) from None
        except (EmbeddedError, QueueUnavailable) as error:
            self.complain(str(error))
            return FAULT
        if opts.json:
            print(json.dumps([_plain(line) for line in lines], ensure_ascii=False, indent=1))
        else:
            _show(lines, self.open_registry())
        return DONE


async def _lines(where: Address, done_since: timedelta) -> list[Line]:
    from crawler.queue.jobs import open_queue

    async with open_queue(where) as queue:
        return await queue.lines(done_since=done_since)


def _plain(line: Line) -> dict[str, object]:
    plain = asdict(line)
    for name in ("since", "until"):
        at: datetime | None = plain[name]
        plain[name] = (
            at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z") if at is not None else None
        )
    return plain


def _show(lines: Sequence[Line], registry: Registry) -> None:
    from rich.markup import escape
    from rich.table import Table

    table = Table("job", "state", "code", "name", "what", "since", "attempt", "worker", "why")
    for line in lines:
        division = registry.gazetteer.by_code.get(line.jurisdiction)
        what = " ".join(part for part in (line.kind, line.years, "on demand" if line.on_demand else None) if part)
        why = line.why or ""
        if line.until is not None and line.until > datetime.now(UTC):
            why = f"until {line.until:%m-%d %H:%M}; {why}"
        table.add_row(
            *(str(line.job), line.state, line.jurisdiction, division.name if division else "", what),
            *(f"{line.since:%m-%d %H:%M:%S}" if line.since else "", str(line.attempts), line.worker or "", escape(why)),
        )
    if lines:
        print_table(table)
    counts = Counter(line.state for line in lines)
    print(", ".join(f"{counts[state]} {state}" for state in ("runs", "waits", "failed", "done")))
