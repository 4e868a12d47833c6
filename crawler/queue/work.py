"""A worker: takes jobs from the queue, runs each as a child, and sees that those of dead workers are run again.

What killed crawls left on this machine's disk is committed when it begins and whenever a child was killed: the job may be run
again on another machine, which cannot. Told to stop (SIGTERM, Ctrl-C), it takes no more; a running child is told to stop too,
commits what it has fetched, and its job goes back on the queue. A worker that cannot reach the queue kills its child before
another worker may take the job.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import socket
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
from procrastinate import JobContext
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job
from procrastinate.retry import BaseRetryStrategy, RetryDecision
from procrastinate.utils import utcnow
from procrastinate.worker import Worker as Engine
from scrapy.settings import SETTINGS_PRIORITIES

from crawler.opening import archive_if_any, open_archive, open_registry
from crawler.politeness import politeness_groups
from crawler.queue.address import Address, state_folder
from crawler.queue.child import Bounds, Ending, run_child
from crawler.queue.due import due_now
from crawler.queue.embedded import EmbeddedError
from crawler.queue.jobs import (
    DUE,
    VISIT,
    Queue,
    QueueUnavailable,
    Wish,
    open_queue,
)
from storage.errors import StorageError
from storage.recovery import recover

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

logger = logging.getLogger(__name__)

POLL_SECONDS = 2.0
# Shares of QUEUE_DEAD_SECONDS: how often a worker says that it lives, and after how long without a word from the queue it kills
# its child, well before another may take the job.
HEARTBEAT_SHARE, LOST_SHARE = 0.2, 0.6
RECONNECT_SECONDS, RECONNECT_LONGEST = 2.0, 60.0
# A failed job waits longer each time.
BACK_OFF = 6
DUE_PRIORITY = 100
LOGS_KEPT = timedelta(days=90)
# Of the worker's surroundings a child needs all but the way to the queue.
NOT_FOR_CHILDREN = ("LANTAI_QUEUE_URI", "PGPASSWORD", "PGPASSFILE", "PGSERVICEFILE")
SETTINGS_NOT_FOR_CHILDREN = ("QUEUE_URI", "LOG_FILE")
REFUSED = 2


class LostQueue(Exception):
    """The queue cannot be reached, or gave the job to another worker."""


class JobFailed(Exception):
    """The job is over and failed; `decision` says when it is tried again, if it is."""

    def __init__(self, reason: str, decision: RetryDecision | None = None) -> None:
        super().__init__(reason)
        self.decision = decision


class _AsDecided(BaseRetryStrategy):
    """Retries are decided where the job failed."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        return exception.decision if isinstance(exception, JobFailed) else None


@dataclass(slots=True)
class _Contact:
    """When the queue last said that a job is this worker's, by time.monotonic(); `lost` when it said that it is not."""

    at: float
    longest: float
    lost: bool = False

    def check(self) -> None:
        if self.lost:
            raise LostQueue("the queue has given the job to another worker")
        if time.monotonic() - self.at > self.longest:
            raise LostQueue("the queue cannot be reached")


class Worker:
    """`jobs` children at a time. With `drain` it ends when nothing is left that could run now; with `schedule` (cron) it also
    puts on the queue what is due."""

    def __init__(
        self,
        settings: BaseSettings,
        address: Address,
        *,
        jobs: int = 1,
        drain: bool = False,
        schedule: str | None = None,
    ) -> None:
        self.name = f"{socket.gethostname()}-{os.getpid()}"
        self._settings = settings
        self._address = address
        self._jobs = jobs
        self._drain = drain
        self._schedule = schedule
        self._groups = politeness_groups(row.portal for row in open_registry(settings).rows)
        self._logs = state_folder(settings) / "jobs"
        self._bounds = Bounds(
            seconds=settings.getfloat("QUEUE_JOB_SECONDS"),
            memory_bytes=settings.getint("QUEUE_JOB_MEMORY_MB") << 20,
            grace=settings.getfloat("QUEUE_STOP_SECONDS"),
        )
        self._attempts = settings.getint("QUEUE_ATTEMPTS")
        self._first_wait = settings.getfloat("QUEUE_RETRY_SECONDS")
        self._dead = settings.getfloat("QUEUE_DEAD_SECONDS")
        self._stopping = asyncio.Event()
        self._engine: Engine | None = None

    async def run(self) -> None:
        """Until told to stop. QueueUnavailable when the queue cannot be reached at the beginning; later it is waited for."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop)
        _drop_old_logs(self._logs)
        await self._recover()
        began, wait = False, RECONNECT_SECONDS
        while not self._stopping.is_set():
            try:
                await asyncio.to_thread(self._address.revive)
                async with open_queue(self._address, dead_seconds=self._dead) as queue:
                    began, wait = True, RECONNECT_SECONDS
                    await self._work(queue)
            except (QueueUnavailable, EmbeddedError, ConnectorException, psycopg.Error) as error:
                if not began:
                    raise
                said = (
                    str(error) if isinstance(error, QueueUnavailable | EmbeddedError) else str(error.__cause__ or error)
                )
                logger.warning("the queue is lost, next look in %.0f s: %s", wait, self._address.redact(said))
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), wait)
                wait = min(wait * 2, RECONNECT_LONGEST)

    async def _recover(self) -> None:
        """Commit what crawls that were killed left in this machine's spool; where the store fails, it waits for the next time."""
        try:
            await asyncio.to_thread(_recover_here, self._settings)
        except (StorageError, OSError) as error:
            logger.warning("what an earlier crawl left on this machine is not committed yet: %s", error)

    def stop(self) -> None:
        if not self._stopping.is_set():
            logger.info("worker %s stops", self.name)
        self._stopping.set()
        if self._engine is not None:
            self._engine.stop()

    async def _work(self, queue: Queue) -> None:
        app = queue.app
        context = {"queue": queue}
        app.task(name=VISIT, queue="visits", pass_context=True, retry=_AsDecided())(self._visit)
        due = app.task(name=DUE, queue="due", lock=DUE, queueing_lock=DUE, priority=DUE_PRIORITY, pass_context=True)(
            self._put_due
        )
        if self._schedule is not None:
            app.periodic(cron=self._schedule)(due)
        self._engine = Engine(
            app,
            name=self.name,
            concurrency=self._jobs,
            fetch_job_polling_interval=POLL_SECONDS,
            install_signal_handlers=False,
            update_heartbeat_interval=self._dead * HEARTBEAT_SHARE,
            stalled_worker_timeout=self._dead,
            additional_context=context,
        )
        if self._stopping.is_set():
            return
        keeping = asyncio.create_task(self._keep(queue, self._engine))
        logger.info("worker %s takes jobs from %s", self.name, self._address.shown)
        try:
            await self._engine.run()
        finally:
            keeping.cancel()
            with contextlib.suppress(asyncio.CancelledError, QueueUnavailable, ConnectorException):
                await keeping

    async def _keep(self, queue: Queue, engine: Engine) -> None:
        """Jobs of dead workers go back; this one's heartbeat goes on while its last child stops; a drained queue ends it."""
        looked, idle = 0.0, 0
        while True:
            await asyncio.sleep(1)
            try:
                if time.monotonic() - looked >= self._dead * HEARTBEAT_SHARE:
                    looked = time.monotonic()
                    if engine.worker_id is not None:
                        await queue.app.job_manager.update_heartbeat(engine.worker_id)
                    for job in await queue.free_orphans():
                        logger.warning("job %d is run again: its worker died", job)
                if self._drain:
                    idle = idle + 1 if await queue.idle() else 0
                    if idle > 1:
                        self.stop()
            except (QueueUnavailable, ConnectorException) as error:
                # The engine's own heartbeat fails too, and ends it.
                logger.warning("%s", self._address.redact(str(error)))

    # Jobs

    async def _visit(
        self, context: JobContext, jurisdiction: str, kind: str, years: str | None, on_demand: bool
    ) -> None:
        """One jurisdiction, as `scrapy crawl` or `scrapy refetch`. JobFailed when it failed, or is to be run later."""
        queue: Queue = context.additional_context["queue"]
        job = context.job
        assert job.id is not None
        group = self._groups.get(jurisdiction)
        if group is not None and group != job.lock:
            # The registry here is newer than the one by which it was put: the lock must be the one that all heed now.
            raise JobFailed(f"{jurisdiction} is of group {group} now", RetryDecision(retry_at=utcnow(), lock=group))
        log = self._logs / f"{jurisdiction}-{job.id}-{job.attempts + 1}.log"
        attempt = await queue.begin(job.id, self.name, str(log))
        if group is None:
            await queue.end(attempt, "refused", f"no portal is known for {jurisdiction} on this machine")
            raise JobFailed(f"no portal is known for {jurisdiction}")
        logger.info("job %d: %s %s, log in %s", job.id, kind, jurisdiction, log)
        began = time.monotonic()
        try:
            ending = await self._child(queue, job.id, _command(jurisdiction, kind, years), log)
        except LostQueue as error:
            queue.disown(job.id)
            logger.error("job %d: %s %s is killed: %s", job.id, kind, jurisdiction, error)
            raise
        if ending.status < 0:
            await self._recover()
        failure = await self._conclude(queue, job.id, attempt, ending)
        took = time.monotonic() - began
        if failure is None:
            logger.info("job %d: %s %s done in %.0f s", job.id, kind, jurisdiction, took)
            return
        logger.warning("job %d: %s %s after %.0f s: %s", job.id, kind, jurisdiction, took, failure)
        raise failure

    async def _child(self, queue: Queue, job: int, command: Sequence[str], log: Path) -> Ending:
        assert self._engine is not None and self._engine.worker_id is not None
        contact = _Contact(time.monotonic(), self._dead * LOST_SHARE)
        keeping = asyncio.create_task(_keep_contact(queue, job, self._engine.worker_id, contact))

        def stop() -> str | None:
            contact.check()
            return "the worker stops" if self._stopping.is_set() else None

        try:
            return await run_child(
                [*command, *_given(self._settings)],
                environment={name: value for name, value in os.environ.items() if name not in NOT_FOR_CHILDREN},
                log=log,
                bounds=self._bounds,
                stop=stop,
            )
        finally:
            keeping.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await keeping

    async def _conclude(self, queue: Queue, job: int, attempt: int, ending: Ending) -> JobFailed | None:
        """Note how it ended; None when it is done."""
        if ending.status == 0 and ending.stopped is None:
            await queue.end(attempt, "done", "")
            return None
        # A crawl that was stopped has seen a part, even if it is content with what it found.
        if ending.stopped is not None and self._stopping.is_set():
            await queue.end(attempt, "released", ending.stopped)
            return JobFailed("released, since the worker stops", RetryDecision(retry_at=utcnow()))
        killed = f"killed by signal {-ending.status}" if ending.status < 0 else ""
        reason = "; ".join(part for part in (ending.stopped, killed, ending.said) if part) or f"status {ending.status}"
        if ending.status == REFUSED and not await asyncio.to_thread(_archive_refuses, self._settings):
            await queue.end(attempt, "refused", reason)
            return JobFailed(reason)
        await queue.end(attempt, "failed", reason)
        failures = await queue.failures(job)
        if failures >= self._attempts:
            return JobFailed(f"{reason} (attempt {failures}, the last)")
        wait = self._first_wait * BACK_OFF ** (failures - 1)
        # Behind all that has not failed yet: a waiting job keeps back those after it of the same site.
        again = RetryDecision(retry_at=utcnow() + timedelta(seconds=wait), priority=-failures)
        return JobFailed(f"{reason} (attempt {failures}, the next in {wait:.0f} s)", again)

    async def _put_due(self, context: JobContext, timestamp: int | None = None) -> None:
        """What is due goes on the queue, behind what somebody asked for."""
        queue: Queue = context.additional_context["queue"]
        codes = await asyncio.to_thread(due_now, self._settings)
        wishes = [Wish(code) for code in codes if code in self._groups]
        told = await queue.put(wishes, self._groups, on_demand=False)
        await queue.forget()
        logger.info("%d jurisdictions are due, %d of them put on the queue now", len(codes), _count(told.values()))


def _count(told: Any) -> int:
    return sum(each == "queued" for each in told)


async def _keep_contact(queue: Queue, job: int, worker: int, contact: _Contact) -> None:
    while True:
        await asyncio.sleep(contact.longest / 6)
        asked = time.monotonic()
        try:
            mine = await asyncio.wait_for(queue.is_mine(job, worker), contact.longest / 3)
        except (QueueUnavailable, TimeoutError) as error:
            logger.warning("job %d: no word from the queue: %s", job, str(error) or "no answer in time")
            continue
        contact.at, contact.lost = asked, not mine


def _command(jurisdiction: str, kind: str, years: str | None) -> list[str]:
    scrapy = [sys.executable, "-m", "scrapy"]
    if kind == "refetch":
        return [*scrapy, "refetch", jurisdiction, *(["--years", years] if years else [])]
    return [
        *scrapy,
        *("crawl", "annual_reports", "-a", f"jurisdiction={jurisdiction}"),
        *(["-a", f"years={years}"] if years else []),
    ]


def _given(settings: BaseSettings) -> list[str]:
    """The settings that this worker was started with, for its children."""
    options = []
    for name in settings:
        if settings.getpriority(name) == SETTINGS_PRIORITIES["cmdline"] and name not in SETTINGS_NOT_FOR_CHILDREN:
            options += ["-s", f"{name}={settings[name]}"]
    return options


def _recover_here(settings: BaseSettings) -> None:
    archive = archive_if_any(settings)
    for manifest in recover(archive) if archive is not None else ():
        logger.info("run %s, left behind by a crawl that was killed, is recovered and committed", manifest.run)


def _archive_refuses(settings: BaseSettings) -> bool:
    """Whether what a job was refused for is the archive's, and so every job's: credentials that have expired, a bucket that is gone."""
    try:
        open_archive(settings, create=True)
    except StorageError:
        return True
    return False


def _drop_old_logs(folder: Path) -> None:
    for log in folder.glob("*.log"):
        if time.time() - log.stat().st_mtime > LOGS_KEPT.total_seconds():
            log.unlink(missing_ok=True)
