"""`scrapy enqueue`: puts crawls or refetches on the queue, one a jurisdiction."""

from __future__ import annotations

import argparse
import asyncio
from collections import Counter
from typing import TYPE_CHECKING

from crawler.command import DONE, FAULT, LEVELS, ArchiveCommand, BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crawler.queue.address import Address
    from crawler.queue.jobs import Put, Wish

SAID = {
    "queued": "put on the queue",
    "waits": "on the queue already",
    "raised": "on the queue already, now at its head",
    "runs": "running now",
}


class Command(ArchiveCommand):
    about = "Put crawls on the queue, one job a jurisdiction; asking twice queues once"
    usage = "CODE[,CODE ...] | --level LEVEL | --due  [--refetch] [--years 2018-2024] [--scheduled]"
    example = "scrapy enqueue 510500,421300 --years 2018-2024"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--level", choices=LEVELS, help="every division of this level that has a portal")
        parser.add_argument("--due", action="store_true", help="what `scrapy due` says is due now")
        parser.add_argument(
            "--refetch", action="store_true", help="fetch again all that is known, not only look for more"
        )
        parser.add_argument("--years", metavar="YEARS", help="the years reported on, e.g. 2018-2024")
        parser.add_argument(
            "--scheduled",
            action="store_true",
            help="behind what is asked for on demand (--level and --due are so anyway)",
        )

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        from crawler.politeness import politeness_groups
        from crawler.queue.address import BadQueueUri, address
        from crawler.queue.embedded import EmbeddedError
        from crawler.queue.jobs import QueueUnavailable, Wish

        codes = self._codes(args, opts)
        wishes = [Wish(code, "refetch" if opts.refetch else "crawl", opts.years) for code in codes]
        if not wishes:
            print("nothing is due")
            return DONE
        groups = politeness_groups(row.portal for row in self.open_registry().rows)
        on_demand = not (opts.level or opts.due or opts.scheduled)
        assert self.settings is not None
        try:
            with address(self.settings) as where:
                told = asyncio.run(_put(where, wishes, groups, on_demand))
        except BadQueueUri as error:
            raise BadInput(str(error)) from None
        except (EmbeddedError, QueueUnavailable) as error:
            self.complain(str(error))
            return FAULT
        for code, put in told.items():
            if len(told) <= 20:
                print(f"{code} {SAID[put]}")
        counts = Counter(SAID[put] for put in told.values())
        print(", ".join(f"{count} {said}" for said, count in counts.items()))
        return DONE

    def _codes(self, args: list[str], opts: argparse.Namespace) -> tuple[str, ...]:
        """Checked as `scrapy crawl` does: BadArgument for a code that is none or has no portal."""
        from crawler.plan import make_plan, parse_years

        if (bool(args) + bool(opts.level) + bool(opts.due)) != 1:
            raise BadInput(f"give codes, --level or --due, one of them; e.g. {self.example}")
        if opts.years is not None:
            parse_years(opts.years)
        if opts.due:
            from crawler.queue.due import due_now

            assert self.settings is not None
            return due_now(self.settings)
        arguments = {"level": opts.level} if opts.level else {"jurisdiction": ",".join(args)}
        return make_plan(arguments, self.open_registry()).jurisdictions


async def _put(where: Address, wishes: Sequence[Wish], groups: Mapping[str, str], on_demand: bool) -> dict[str, Put]:
    from crawler.queue.jobs import open_queue

    async with open_queue(where) as queue:
        return await queue.put(wishes, groups, on_demand=on_demand)
