"""The queue itself, on Procrastinate's tables and one of our own that remembers each attempt.

    todo -> doing -> succeeded | failed
      ^------'  failed for now (after a wait, behind the others), released by a stopping worker, or its worker died

Priorities: on demand ON_DEMAND, scheduled SCHEDULED, a job that failed n times -n. A waiting job keeps back those of its group
that come after it in that order, so that one which waits out a failure must come last.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import procrastinate
import psycopg
from procrastinate import exceptions
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from crawler.plan import parse_years
from crawler.queue.address import Address
from crawler.queue.lines import JOBS_AND_LAST_ATTEMPTS, Line, line_of

logger = logging.getLogger(__name__)

Kind = Literal["crawl", "refetch"]
Put = Literal["queued", "waits", "raised", "runs"]

VISIT, DUE = "visit", "due"
ON_DEMAND, SCHEDULED = 10, 0
# A job that takes its worker with it is not given to a fourth one.
MOST_DEATHS = 3
KEEP_DAYS = 90
FETCH_TRIES = 5

SCHEMA_LOCK, PUT_LOCK = 0x1A47A1, 0x1A47A2
ATTEMPTS = """
CREATE TABLE IF NOT EXISTS lantai_attempts (
    id bigserial PRIMARY KEY,
    job_id bigint NOT NULL REFERENCES procrastinate_jobs ON DELETE CASCADE,
    worker text NOT NULL,
    log text NOT NULL,
    started timestamptz NOT NULL DEFAULT now(),
    ended timestamptz,
    ending text,
    reason text
);
CREATE INDEX IF NOT EXISTS lantai_attempts_job ON lantai_attempts (job_id);
"""


class QueueUnavailable(Exception):
    """The queue's PostgreSQL does not answer, or not as it should; one line, without credentials."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A visit to one jurisdiction. `years` as on the command line, None for all."""

    jurisdiction: str
    kind: Kind = "crawl"
    years: str | None = None

    def merged(self, other: Wish) -> Wish:
        """One visit that does what both ask for: a refetch is a crawl and more."""
        both: Kind = "refetch" if "refetch" in (self.kind, other.kind) else "crawl"
        if self.years is None or other.years is None:
            return Wish(self.jurisdiction, both)
        years = parse_years(f"{self.years},{other.years}")
        return Wish(self.jurisdiction, both, ",".join(str(year) for year in sorted(years)))


class _Manager(JobManager):
    """Procrastinate's, where several workers meet."""

    def __init__(self, connector: procrastinate.PsycopgConnector) -> None:
        super().__init__(connector)
        # Jobs that another worker may have by now: what became of them here is not to be written down.
        self.disowned: set[int | None] = set()

    async def fetch_job(self, queues: Iterable[str] | None, worker_id: int) -> Job | None:
        """Two workers may choose jobs of the same lock at once; the index lets one have his, the other looks again."""
        for _ in range(FETCH_TRIES):
            try:
                return await super().fetch_job(queues, worker_id)
            except exceptions.UniqueViolation:
                continue
        return None

    async def retry_job(self, job: Job, *args: Any, **kwargs: Any) -> None:
        """While it ran, the same jurisdiction was asked for again: that job does what this one would."""
        if job.id in self.disowned:
            return
        try:
            await super().retry_job(job, *args, **kwargs)
        except exceptions.UniqueViolation:
            await self.finish_job(job=job, status=Status.FAILED, delete_job=False)

    async def finish_job(self, job: Job, *args: Any, **kwargs: Any) -> None:
        if job.id not in self.disowned:
            await super().finish_job(job, *args, **kwargs)


class Queue:
    """Open with `open_queue`. Every method raises QueueUnavailable when the server does not answer."""

    def __init__(
        self,
        app: procrastinate.App,
        connector: procrastinate.PsycopgConnector,
        manager: _Manager,
        address: Address,
        dead_seconds: float,
    ) -> None:
        self.app = app
        self.address = address
        self._dead_seconds = dead_seconds
        self._connector = connector
        self._manager = manager

    # Putting

    async def put(self, wishes: Sequence[Wish], groups: Mapping[str, str], *, on_demand: bool) -> dict[str, Put]:
        """Put each on the queue unless it is there. One that waits does what both asked for, now if it is wanted now; one
        that runs is left alone, unless a refetch is wanted and it is none."""
        told: dict[str, Put] = {}
        async with self._transaction() as connection:
            await connection.execute("SELECT pg_advisory_xact_lock(%s)", (PUT_LOCK,))
            cursor = await connection.execute(
                "SELECT id, status::text, queueing_lock, args, priority FROM procrastinate_jobs"
                " WHERE queueing_lock = ANY(%s) AND status IN ('todo', 'doing') ORDER BY status FOR UPDATE",
                ([wish.jurisdiction for wish in wishes],),
            )
            there = {(row["queueing_lock"], row["status"]): row for row in await cursor.fetchall()}
            new = []
            for wish in wishes:
                waiting, running = there.get((wish.jurisdiction, "todo")), there.get((wish.jurisdiction, "doing"))
                if waiting is not None:
                    await self._merge(connection, waiting, wish, on_demand=on_demand)
                    told[wish.jurisdiction] = "raised" if on_demand and waiting["priority"] < ON_DEMAND else "waits"
                elif running is not None and (wish.kind == "crawl" or running["args"]["kind"] == "refetch"):
                    told[wish.jurisdiction] = "runs"
                else:
                    new.append((wish, groups[wish.jurisdiction]))
                    told[wish.jurisdiction] = "queued"
            for wish, group in await _longest_lines_first(connection, new):
                await connection.execute(
                    "SELECT procrastinate_defer_jobs_v1(ARRAY[ROW(%s, %s, %s, %s, %s, %s, NULL)]"
                    "::procrastinate_job_to_defer_v1[])",
                    (
                        *("visits", VISIT, ON_DEMAND if on_demand else SCHEDULED, group, wish.jurisdiction),
                        Jsonb({**asdict(wish), "on_demand": on_demand}),
                    ),
                )
        return told

    async def _merge(
        self, connection: psycopg.AsyncConnection[Any], row: Mapping[str, Any], wish: Wish, *, on_demand: bool
    ) -> None:
        there = row["args"]
        wanted_now = on_demand or there["on_demand"]
        merged = Wish(there["jurisdiction"], there["kind"], there["years"]).merged(wish)
        await connection.execute(
            "UPDATE procrastinate_jobs SET args = %s, priority = greatest(priority, %s),"
            " scheduled_at = CASE WHEN %s THEN NULL ELSE scheduled_at END WHERE id = %s",
            (
                Jsonb({**asdict(merged), "on_demand": wanted_now}),
                ON_DEMAND if on_demand else -1000,
                on_demand,
                row["id"],
            ),
        )

    # Attempts

    async def begin(self, job: int, worker: str, log: str) -> int:
        async with self._transaction() as connection:
            cursor = await connection.execute(
                "INSERT INTO lantai_attempts (job_id, worker, log) VALUES (%s, %s, %s) RETURNING id", (job, worker, log)
            )
            return int((await cursor.fetchone() or {})["id"])

    async def end(self, attempt: int, ending: str, reason: str) -> None:
        async with self._transaction() as connection:
            await connection.execute(
                "UPDATE lantai_attempts SET ended = now(), ending = %s, reason = %s WHERE id = %s",
                (ending, self.address.redact(reason), attempt),
            )

    async def failures(self, job: int) -> int:
        """How often a job failed so far; being released or orphaned is no failure of its own."""
        async with self._transaction() as connection:
            cursor = await connection.execute(
                "SELECT count(*) AS count FROM lantai_attempts WHERE job_id = %s AND ending = 'failed'", (job,)
            )
            return int((await cursor.fetchone() or {})["count"])

    # Workers

    async def is_mine(self, job: int, worker: int) -> bool:
        """Whether a job is still the worker's, as of now."""
        async with self._transaction() as connection:
            cursor = await connection.execute(
                "SELECT 1 FROM procrastinate_jobs WHERE id = %s AND status = 'doing' AND worker_id = %s", (job, worker)
            )
            return await cursor.fetchone() is not None

    def disown(self, job: int) -> None:
        """Another worker may have it: nothing that happens to it here is written down any more."""
        self._manager.disowned.add(job)

    async def free_orphans(self) -> list[int]:
        """Jobs whose worker is dead go back on the queue, to be run at once; each by one caller only."""
        freed = []
        for job in await self.app.job_manager.get_stalled_jobs(seconds_since_heartbeat=self._dead_seconds):
            assert job.id is not None
            if await self._free(job.id):
                freed.append(job.id)
        return freed

    async def _free(self, job: int) -> bool:
        async with self._transaction() as connection:
            # Looked at again under a lock: another worker may have freed it meanwhile, and a third be at it.
            cursor = await connection.execute(
                "SELECT job.id, job.queueing_lock FROM procrastinate_jobs job"
                " LEFT JOIN procrastinate_workers worker ON worker.id = job.worker_id"
                " WHERE job.id = %s AND job.status = 'doing'"
                " AND (worker.id IS NULL OR worker.last_heartbeat < now() - make_interval(secs => %s))"
                " FOR UPDATE OF job SKIP LOCKED",
                (job, self._dead_seconds),
            )
            row = await cursor.fetchone()
            if row is None:
                return False
            await connection.execute(
                "UPDATE lantai_attempts SET ended = now(), ending = 'orphaned', reason = 'its worker died'"
                " WHERE job_id = %s AND ended IS NULL",
                (job,),
            )
            cursor = await connection.execute(
                "SELECT count(*) FILTER (WHERE ending = 'orphaned') >= %s OR EXISTS (SELECT 1 FROM procrastinate_jobs"
                " WHERE status = 'todo' AND queueing_lock = %s) AS over FROM lantai_attempts WHERE job_id = %s",
                (MOST_DEATHS, row["queueing_lock"], job),
            )
            if (await cursor.fetchone() or {})["over"]:
                await connection.execute("SELECT procrastinate_finish_job_v1(%s, 'failed', false)", (job,))
                return False
            await connection.execute("SELECT procrastinate_retry_job_v2(%s, now(), NULL, NULL, NULL)", (job,))
            return True

    async def idle(self) -> bool:
        """Whether nothing runs and nothing could run now."""
        async with self._transaction() as connection:
            cursor = await connection.execute(
                "SELECT 1 FROM procrastinate_jobs WHERE status = 'doing'"
                " OR (status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())) LIMIT 1"
            )
            return await cursor.fetchone() is None

    async def forget(self) -> None:
        """Drop jobs that ended long ago, and workers that died."""
        await self.app.job_manager.delete_old_jobs(
            nb_hours=KEEP_DAYS * 24, include_failed=True, include_cancelled=True, include_aborted=True
        )
        await self.app.job_manager.prune_stalled_workers(3600)

    # Looking

    async def lines(self, *, done_since: timedelta) -> list[Line]:
        """What runs, what waits in the order in which it is taken, what failed, and what was done since."""
        async with self._transaction() as connection:
            cursor = await connection.execute(JOBS_AND_LAST_ATTEMPTS, (VISIT,))
            rows = await cursor.fetchall()
        after = datetime.now(UTC) - done_since
        lines = [line_of(row) for row in rows]
        kept = [line for line in lines if line.state in ("runs", "waits") or (line.since or after) >= after]
        order = ("runs", "waits", "failed", "done")
        return sorted(kept, key=lambda line: order.index(line.state))

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[psycopg.AsyncConnection[dict[str, Any]]]:
        try:
            async with self._connector.pool.connection() as connection:
                connection.row_factory = dict_row  # type: ignore[assignment]
                yield connection  # type: ignore[misc]
        except psycopg.Error as error:
            raise self.unavailable(error) from None

    def unavailable(self, error: BaseException) -> QueueUnavailable:
        said = self.address.redact(" ".join(str(error.__cause__ or error).split()))
        return QueueUnavailable(f"the queue ({self.address.shown}) does not answer: {said[:300]}")


async def _longest_lines_first(
    connection: psycopg.AsyncConnection[Any], new: Sequence[tuple[Wish, str]]
) -> list[tuple[Wish, str]]:
    """Jobs of one group are done one after another: the longest such line is begun first, lest it be what all wait for at
    the end, with one worker at it and the others idle. Otherwise as they were asked for."""
    cursor = await connection.execute(
        "SELECT lock, count(*) AS count FROM procrastinate_jobs WHERE status IN ('todo', 'doing') AND lock = ANY(%s)"
        " GROUP BY lock",
        (sorted({group for _, group in new}),),
    )
    lines = Counter({row["lock"]: row["count"] for row in await cursor.fetchall()})
    lines.update(group for _, group in new)
    return sorted(new, key=lambda job: -lines[job[1]])


@asynccontextmanager
async def open_queue(address: Address, *, dead_seconds: float = 60.0) -> AsyncIterator[Queue]:
    """The queue at an address, its tables made if they are not there. QueueUnavailable when the server does not answer.

    A worker not heard of for `dead_seconds` is dead.
    """
    connector = procrastinate.PsycopgConnector(
        conninfo=address.conninfo, min_size=1, max_size=6, timeout=15, kwargs={"row_factory": dict_row}
    )
    app = procrastinate.App(connector=connector)
    manager = app.job_manager = _Manager(connector)
    queue = Queue(app, connector, manager, address, dead_seconds)
    try:
        # Once without the pool, which would go on trying in silence and say nothing of why.
        async with await psycopg.AsyncConnection.connect(address.conninfo, autocommit=True) as connection:
            await _prepare(connection)
    except psycopg.Error as error:
        raise queue.unavailable(error) from None
    try:
        await app.open_async()
    except (psycopg.Error, exceptions.ConnectorException) as error:
        raise queue.unavailable(error) from None
    try:
        yield queue
    finally:
        await app.close_async()


async def _prepare(connection: psycopg.AsyncConnection[Any]) -> None:
    """The tables, by whoever comes first."""
    await connection.execute("SELECT pg_advisory_lock(%s)", (SCHEMA_LOCK,))
    try:
        cursor = await connection.execute("SELECT to_regclass('procrastinate_jobs') IS NULL")
        missing = await cursor.fetchone()
        if missing is not None and missing[0]:
            await connection.execute(procrastinate.schema.SchemaManager.get_schema())
        await connection.execute(ATTEMPTS)
    finally:
        await connection.execute("SELECT pg_advisory_unlock(%s)", (SCHEMA_LOCK,))
