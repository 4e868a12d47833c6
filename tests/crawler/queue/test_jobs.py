"""The queue's promises: one job a jurisdiction, one visitor a site, nobody's work lost."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.utils import utcnow

from crawler.queue.address import Address
from crawler.queue.jobs import MOST_DEATHS, Queue, Wish, open_queue
from crawler.queue.lines import Line

GROUPS = {"510500": "a", "510600": "b", "510700": "b", "510800": "c"}
DAY = timedelta(days=1)


async def put(queue: Queue, *codes: str, on_demand: bool = False) -> dict[str, str]:
    return dict(await queue.put([Wish(code) for code in codes], GROUPS, on_demand=on_demand))


async def take(queue: Queue, worker: int | None = None) -> Job | None:
    manager = queue.app.job_manager
    return await manager.fetch_job(None, worker if worker is not None else await manager.register_worker())


async def lines(queue: Queue) -> dict[str, Line]:
    return {line.jurisdiction: line for line in await queue.lines(done_since=DAY)}


async def run(queue: Queue, sql: str, *given: object) -> None:
    async with await psycopg.AsyncConnection.connect(queue.address.conninfo, autocommit=True) as connection:
        await connection.execute(sql, given)  # type: ignore[arg-type]


async def silence(queue: Queue, worker: int) -> None:
    """As if a worker had not been heard of for a minute."""
    await run(queue, "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '60 s' WHERE id = %s", worker)


def code_of(job: Job | None) -> str | None:
    return str(job.task_kwargs["jurisdiction"]) if job is not None else None


async def test_asking_twice_queues_once(queue: Queue) -> None:
    assert await put(queue, "510500", "510600") == {"510500": "queued", "510600": "queued"}
    assert await put(queue, "510500") == {"510500": "waits"}
    assert len(await queue.lines(done_since=DAY)) == 2


async def test_many_who_ask_at_once_queue_once(queue: Queue, address: Address) -> None:
    import asyncio

    async def ask() -> list[str]:
        async with open_queue(address) as other:
            return list((await put(other, *GROUPS)).values())

    told = [each for answers in await asyncio.gather(*(ask() for _ in range(4))) for each in answers]
    assert sorted(told) == ["queued"] * 4 + ["waits"] * 12


async def test_one_that_runs_is_not_queued_again_but_a_refetch_is_while_a_crawl_runs(queue: Queue) -> None:
    await put(queue, "510500")
    assert code_of(await take(queue)) == "510500"
    assert await put(queue, "510500") == {"510500": "runs"}
    refetch = [Wish("510500", "refetch")]
    assert await queue.put(refetch, GROUPS, on_demand=True) == {"510500": "queued"}
    assert await take(queue) is None


async def test_what_is_asked_for_on_demand_goes_first_even_if_it_waited_already(queue: Queue) -> None:
    await put(queue, "510500", "510600", "510800")
    assert await put(queue, "510800", on_demand=True) == {"510800": "raised"}
    await queue.put([Wish("510700")], GROUPS, on_demand=True)
    assert [code_of(await take(queue)) for _ in range(3)] == ["510800", "510700", "510500"]


async def test_a_waiting_job_does_what_all_asked_for(queue: Queue) -> None:
    await queue.put([Wish("510500", years="2018-2019")], GROUPS, on_demand=False)
    await queue.put([Wish("510500", "refetch", "2021")], GROUPS, on_demand=False)
    line = (await lines(queue))["510500"]
    assert (line.kind, line.years) == ("refetch", "2018,2019,2021")
    await queue.put([Wish("510500")], GROUPS, on_demand=False)
    line = (await lines(queue))["510500"]
    assert (line.kind, line.years) == ("refetch", None)


async def test_jurisdictions_of_one_site_are_never_taken_at_once(queue: Queue) -> None:
    await put(queue, "510600", "510700")
    first = await take(queue)
    assert code_of(first) == "510600"
    assert await take(queue) is None
    assert first is not None
    await queue.app.job_manager.finish_job(first, Status.SUCCEEDED, delete_job=False)
    assert code_of(await take(queue)) == "510700"


async def test_a_site_that_is_waited_for_already_counts_what_waits(queue: Queue) -> None:
    await put(queue, "510600")
    first = await take(queue)
    assert code_of(first) == "510600"
    await put(queue, "510500", "510800", "510700")
    assert code_of(await take(queue)) == "510500"
    assert first is not None
    await queue.app.job_manager.finish_job(first, Status.SUCCEEDED, delete_job=False)
    assert code_of(await take(queue)) == "510700"


async def test_a_site_of_several_jurisdictions_goes_before_sites_of_one(queue: Queue) -> None:
    await put(queue, "510500", "510800", "510600", "510700")
    assert [code_of(await take(queue)) for _ in range(3)] == ["510600", "510500", "510800"]


async def test_one_that_waits_out_a_failure_keeps_back_nobody_of_its_site(queue: Queue) -> None:
    await put(queue, "510600", "510700")
    failed = await take(queue)
    assert failed is not None
    await queue.app.job_manager.retry_job(failed, retry_at=utcnow() + timedelta(hours=1), priority=-1)
    assert code_of(await take(queue)) == "510700"
    assert await put(queue, "510600", on_demand=True) == {"510600": "raised"}
    assert (await lines(queue))["510600"].until is None


async def test_the_job_of_a_dead_worker_is_run_again_and_freed_by_one_only(queue: Queue) -> None:
    await put(queue, "510500")
    worker = await queue.app.job_manager.register_worker()
    job = await take(queue, worker)
    assert job is not None and job.id is not None
    await queue.begin(job.id, "one", "log")
    assert await queue.free_orphans() == []
    await silence(queue, worker)
    assert await queue.free_orphans() == [job.id]
    assert await queue.free_orphans() == []
    assert not await queue.is_mine(job.id, worker)
    assert code_of(await take(queue)) == "510500"


async def test_a_job_that_takes_its_worker_with_it_is_given_up(queue: Queue) -> None:
    await put(queue, "510500")
    for _ in range(MOST_DEATHS):
        worker = await queue.app.job_manager.register_worker()
        job = await take(queue, worker)
        assert job is not None and job.id is not None
        await queue.begin(job.id, "one", "log")
        await silence(queue, worker)
        await queue.free_orphans()
    line = (await lines(queue))["510500"]
    assert (line.state, line.why) == ("failed", "orphaned: its worker died")


async def test_a_job_that_fails_while_the_same_waits_gives_way_to_it(queue: Queue) -> None:
    await put(queue, "510500")
    running = await take(queue)
    assert running is not None
    await queue.put([Wish("510500", "refetch")], GROUPS, on_demand=True)
    await queue.app.job_manager.retry_job(running, retry_at=utcnow())
    states = sorted(line.state for line in await queue.lines(done_since=DAY))
    assert states == ["failed", "waits"]


async def test_a_worker_that_lost_a_job_writes_nothing_of_it_down(queue: Queue) -> None:
    await put(queue, "510500")
    job = await take(queue)
    assert job is not None and job.id is not None
    queue.disown(job.id)
    await queue.app.job_manager.finish_job(job, Status.FAILED, delete_job=False)
    assert (await lines(queue))["510500"].state == "runs"


async def test_taking_jobs_of_one_lock_at_once_ends_no_worker(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    """The index on locks refuses one of two who chose at the same moment."""
    manager, tries = queue.app.job_manager, []
    ask = manager.connector.execute_query_one_async

    async def refuse_once(*args: object, **kwargs: object) -> object:
        tries.append(args)
        if len(tries) == 1:
            raise UniqueViolation(constraint_name="procrastinate_jobs_lock_idx_v1", queueing_lock=None)
        return await ask(*args, **kwargs)  # type: ignore[arg-type]

    await put(queue, "510500")
    worker = await manager.register_worker()
    monkeypatch.setattr(manager.connector, "execute_query_one_async", refuse_once)
    assert code_of(await take(queue, worker)) == "510500"


async def test_why_a_job_failed_is_kept_without_what_is_secret(queue: Queue) -> None:
    await put(queue, "510500")
    job = await take(queue)
    assert job is not None and job.id is not None
    attempt = await queue.begin(job.id, "one", "log")
    await queue.end(attempt, "refused", f"could not use {queue.address.conninfo}")
    await queue.app.job_manager.finish_job(job, Status.FAILED, delete_job=False)
    line = (await lines(queue))["510500"]
    assert (line.state, line.why) == ("failed", "refused: could not use ***")
    assert await queue.failures(job.id) == 0
