"""`scrapy worker`: takes jobs from the queue, until it is told to stop."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING

from crawler.command import DONE, FAULT, ArchiveCommand, BadInput
from storage.errors import StoreUnavailable

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

    from crawler.queue.address import Address


class Command(ArchiveCommand):
    about = "A worker of the queue: runs its crawls, one at a time, each in a process of its own"
    usage = "[--jobs N] [--schedule] [--drain]"
    example = "scrapy worker --schedule"
    default_settings = {"LOG_ENABLED": True}  # noqa: RUF012 - as Scrapy expects it

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--jobs", type=int, default=1, metavar="N", help="jobs at a time (1)")
        parser.add_argument(
            "--schedule", action="store_true", help="also put on the queue what is due (QUEUE_DUE_CRON)"
        )
        parser.add_argument("--drain", action="store_true", help="end when nothing is left that could run now")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        from croniter import croniter
        from scrapy.utils.log import configure_logging

        from crawler.queue.address import BadQueueUri, address
        from crawler.queue.embedded import EmbeddedError
        from crawler.queue.jobs import QueueUnavailable

        self.arguments(args)
        if not 1 <= opts.jobs <= 64:
            raise BadInput(f"--jobs {opts.jobs}: a number from 1 to 64")
        assert self.settings is not None
        cron = self.settings.get("QUEUE_DUE_CRON")
        if opts.schedule and not croniter.is_valid(cron):
            raise BadInput(f"QUEUE_DUE_CRON {cron!r} is no cron expression, e.g. */15 * * * *")
        self._check_archive()
        configure_logging(self.settings)
        try:
            with address(self.settings) as where:
                for name in ("procrastinate", "psycopg", "psycopg.pool", "asyncio"):
                    logging.getLogger(name).setLevel(logging.WARNING)
                for handler in logging.root.handlers:
                    handler.addFilter(where.hide)
                schedule = cron if opts.schedule else None
                # Made inside the loop: it waits for signals there.
                asyncio.run(_work(self.settings, where, jobs=opts.jobs, drain=opts.drain, schedule=schedule))
        except BadQueueUri as error:
            raise BadInput(str(error)) from None
        except (EmbeddedError, QueueUnavailable) as error:
            self.complain(str(error))
            return FAULT
        return DONE

    def _check_archive(self) -> None:
        """Raises StorageError where no job could ever archive anything; a store that does not answer just now is waited for."""
        from crawler.opening import open_archive

        assert self.settings is not None
        with contextlib.suppress(StoreUnavailable):
            open_archive(self.settings, create=True)


async def _work(settings: BaseSettings, where: Address, *, jobs: int, drain: bool, schedule: str | None) -> None:
    from crawler.queue.work import Worker

    await Worker(settings, where, jobs=jobs, drain=drain, schedule=schedule).run()
