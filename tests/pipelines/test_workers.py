"""Workers: hostile tasks end with a named error, and the pool goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.errors import DamagedDocument, DocumentTooLarge
from pipelines.workers import TaskMemory, TaskTimeout, WorkerDied, WorkerPool

STATE: list[str] = []


def remember(word: str) -> None:
    STATE.append(word)


def recall() -> list[str]:
    return STATE


def pid() -> int:
    return os.getpid()


def double(number: int) -> int:
    return number * 2


def hang() -> None:
    while True:
        time.sleep(1)


def hang_with_child(pid_file: str) -> None:
    child = subprocess.Popen(["sleep", "600"])
    Path(pid_file).write_text(str(child.pid))
    hang()


def swallow_memory() -> int:
    return len(bytearray(8 << 30))


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def nest() -> None:
    nest()


def damaged() -> None:
    raise DamagedDocument("cut off")


class Unpicklable(Exception):
    def __init__(self, first: str, second: str) -> None:
        super().__init__(first)


def fail_oddly() -> None:
    raise Unpicklable("odd", "pair")


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(1, memory_bytes=2 << 30, initializer=remember, initargs=("once",)) as pool:
        yield pool


def test_a_task_runs_in_another_process(pool: WorkerPool) -> None:
    assert pool.submit(double, 21).result() == 42
    assert pool.run(pid, timeout=30).result() != os.getpid()


def test_the_initializer_ran_once_in_the_process(pool: WorkerPool) -> None:
    assert pool.run(recall, timeout=30).result() == ["once"]
    assert pool.run(recall, timeout=30).result() == ["once"]


def test_a_task_that_overstays_is_killed_and_the_next_one_is_done(
    pool: WorkerPool,
) -> None:
    before = pool.run(pid, timeout=30).result()
    with pytest.raises(TaskTimeout, match="stopped after 0.3 s"):
        pool.run(hang, timeout=0.3).result()
    assert pool.run(pid, timeout=30).result() != before


def test_what_a_killed_task_had_started_is_killed_too(pool: WorkerPool, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    with pytest.raises(TaskTimeout):
        pool.run(hang_with_child, str(note), timeout=5).result()
    stat = Path(f"/proc/{note.read_text()}/stat")
    while stat.exists() and stat.read_text().rpartition(")")[2].split()[0] not in "ZX":
        time.sleep(0.05)


def test_a_task_that_outgrows_the_memory_bound_fails_by_name(pool: WorkerPool) -> None:
    with pytest.raises(TaskMemory, match="more than 2048 MB"):
        pool.run(swallow_memory, timeout=30).result()
    assert pool.run(double, 1, timeout=30).result() == 2


def test_a_crash_in_native_code_fails_its_own_task_only(pool: WorkerPool) -> None:
    crashing, following = pool.run(crash, timeout=30), pool.run(double, 2, timeout=30)
    with pytest.raises(WorkerDied, match="exit -11"):
        crashing.result()
    assert following.result() == 4


def test_endless_nesting_is_a_document_too_large(pool: WorkerPool) -> None:
    with pytest.raises(DocumentTooLarge, match="nested too deeply"):
        pool.run(nest, timeout=30).result()


def test_the_named_errors_of_reading_come_back_as_they_are(pool: WorkerPool) -> None:
    with pytest.raises(DamagedDocument, match="cut off"):
        pool.run(damaged, timeout=30).result()


def test_an_error_that_cannot_be_pickled_is_told_in_words(pool: WorkerPool) -> None:
    with pytest.raises(Exception, match="Unpicklable: odd"):
        pool.run(fail_oddly, timeout=30).result()


def test_a_pool_that_is_shut_down_takes_nothing() -> None:
    pool = WorkerPool(1, memory_bytes=2 << 30)
    pool.shutdown()
    with pytest.raises(RuntimeError, match="shut down"):
        pool.submit(double, 1)


def test_waiting_tasks_are_cancelled_on_request() -> None:
    pool = WorkerPool(1, memory_bytes=2 << 30)
    running = pool.run(hang, timeout=3)
    while not running.running():
        time.sleep(0.01)
    waiting = pool.run(double, 1, timeout=30)
    pool.shutdown(cancel_futures=True)
    assert waiting.cancelled()
    assert isinstance(running.exception(), TaskTimeout)


_seen: list[str] = []


def remembers(name: str) -> bool:
    """Whether this process was asked for the name before."""
    known = name in _seen
    _seen.append(name)
    return known


def wait_for(path: str) -> None:
    while not Path(path).exists():
        time.sleep(0.01)


def test_a_task_near_an_earlier_one_is_done_by_the_same_process() -> None:
    with WorkerPool(3, memory_bytes=1 << 30) as pool:
        names = [f"report {number}" for number in range(12)]
        for name in names:
            assert not pool.run(remembers, name, timeout=60, near=name).result()
        assert all(pool.run(remembers, name, timeout=60, near=name).result() for name in names)


def test_a_task_does_not_wait_for_the_process_that_it_is_near_while_another_is_free(tmp_path: Path) -> None:
    with WorkerPool(2, memory_bytes=1 << 30) as pool:
        pool.run(remembers, "a", timeout=60, near="a").result()
        held = pool.run(wait_for, str(tmp_path / "go"), timeout=60, near="a")
        assert pool.run(remembers, "b", timeout=60, near="a").result() is False
        (tmp_path / "go").touch()
        held.result()


def test_what_waits_near_a_process_is_done_before_the_pool_ends() -> None:
    pool = WorkerPool(2, memory_bytes=1 << 30)
    futures = [pool.run(remembers, "a", timeout=60, near="a") for _ in range(20)]
    pool.shutdown(wait=True)
    assert all(future.done() for future in futures)
