"""Processes that read hostile bytes: each task has a time bound, each process a memory bound.

    with WorkerPool(2, memory_bytes=2 << 30, preload=("pipelines.reading",)) as pool:
        pool.run(read_report, body, ..., timeout=60).result()

A supervising thread owns one long-lived process and a pipe to it. A process that overstays, outgrows its memory or dies is
killed with all it started and replaced; its task fails with one of the errors below, the others never notice. A
`WorkerPool` is a `concurrent.futures.Executor`, so that code written for one runs on any other.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import resource
import signal
import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, ParamSpec, TypeVar

from pipelines.errors import DocumentTooLarge, ReadingError

P = ParamSpec("P")
T = TypeVar("T")

DEFAULT_TIMEOUT = 120.0
START_TIMEOUT = 120.0
# A process is replaced after this many tasks: what native libraries leak in a thousand documents stays bounded.
TASKS_A_PROCESS = 1000
# Of so many tasks it is remembered which process did them.
REMEMBERED_PLACES = 1000
# How much later than its supervisor a worker ends itself; it matters only where the supervisor is gone.
ALARM_GRACE = 10


class TaskTimeout(DocumentTooLarge):
    """The task ran longer than its bound and was killed."""


class TaskMemory(DocumentTooLarge):
    """The task needed more memory than a worker may have."""


class WorkerDied(ReadingError):
    """The process ended in the middle of the task (a crash in native code, or killed from outside)."""


@dataclass(frozen=True, slots=True)
class _Task:
    function: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    timeout: float
    future: Future[Any]
    near: Hashable = None


class _Tasks:
    """What waits, by the supervisor that should take it. A task near an earlier one is left to the process that did that, which
    may remember of it; if that process is busy, whoever is free takes it all the same."""

    def __init__(self, size: int) -> None:
        self._changed = threading.Condition()
        self._shared: deque[_Task] = deque()
        self._own: list[deque[_Task]] = [deque() for _ in range(size)]
        self._idle: set[int] = set()
        self._places: OrderedDict[Hashable, int] = OrderedDict()
        self._closed = False

    def put(self, task: _Task) -> None:
        with self._changed:
            if self._closed:
                raise RuntimeError("the worker pool is shut down")
            place = self._places.get(task.near)
            (self._shared if place is None else self._own[place]).append(task)
            self._changed.notify_all()

    def get(self, supervisor: int) -> _Task | None:
        """The next task, waited for; None when there will be no more."""
        with self._changed:
            self._idle.add(supervisor)
            try:
                while (task := self._next(supervisor)) is None:
                    if self._closed and not self._waiting():
                        return None
                    self._changed.wait()
            finally:
                self._idle.discard(supervisor)
            if task.near is not None:
                self._places[task.near] = supervisor
                self._places.move_to_end(task.near)
                while len(self._places) > REMEMBERED_PLACES:
                    self._places.popitem(last=False)
            # Whoever is idle may now take what was left to this supervisor.
            self._changed.notify_all()
            return task

    def _next(self, supervisor: int) -> _Task | None:
        for place, queue in ((supervisor, self._own[supervisor]), (None, self._shared), *enumerate(self._own)):
            if queue and (place is None or place == supervisor or place not in self._idle):
                return queue.popleft()
        return None

    def _waiting(self) -> int:
        return len(self._shared) + sum(map(len, self._own))

    def close(self, *, cancel: bool) -> None:
        """No more tasks; with `cancel` not even those that wait."""
        with self._changed:
            self._closed = True
            if cancel:
                for queue in (self._shared, *self._own):
                    while queue:
                        queue.popleft().future.cancel()
            self._changed.notify_all()


class WorkerPool(Executor):
    """`size` processes; `initializer(*initargs)` runs once in each; `preload` names modules imported before they fork."""

    def __init__(
        self,
        size: int,
        *,
        memory_bytes: int,
        initializer: Callable[..., object] | None = None,
        initargs: tuple[Any, ...] = (),
        preload: Sequence[str] = (),
        timeout: float = DEFAULT_TIMEOUT,
    ) -> None:
        self.size = size
        self.timeout = timeout
        self._memory_bytes = memory_bytes
        self._initializer = initializer
        self._initargs = initargs
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([__name__, *preload])
        self._tasks = _Tasks(size)
        self._supervisors = [
            threading.Thread(target=self._supervise, args=(number,), name=f"worker-{number}", daemon=True)
            for number in range(size)
        ]
        for thread in self._supervisors:
            thread.start()

    def submit(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """As `Executor.submit`, under the pool's own time bound. Function and arguments must be picklable."""
        return self._put(function, args, kwargs, self.timeout)

    def run(self, function: Callable[..., T], *args: Any, timeout: float, near: Hashable = None) -> Future[T]:
        """`function(*args)` in a worker, for at most `timeout` seconds of its own running time; if it is free, in the worker that
        did the last task with the same `near`."""
        return self._put(function, args, {}, timeout, near)

    def _put(
        self, function: Callable[..., T], args: Any, kwargs: Any, timeout: float, near: Hashable = None
    ) -> Future[T]:
        future: Future[T] = Future()
        self._tasks.put(_Task(function, tuple(args), dict(kwargs), timeout, future, near))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """No more tasks. What waits is still done, unless `cancel_futures`."""
        self._tasks.close(cancel=cancel_futures)
        if wait:
            for thread in self._supervisors:
                thread.join()

    def _supervise(self, number: int) -> None:
        worker: _Worker | None = None
        while (task := self._tasks.get(number)) is not None:
            if not task.future.set_running_or_notify_cancel():
                continue
            try:
                if worker is None or worker.done >= TASKS_A_PROCESS or not worker.process.is_alive():
                    if worker is not None:
                        worker.kill()
                    worker = self._new_worker()
                result = worker.perform(task)
            except BaseException as error:  # whatever a task raises is its future's to tell
                if worker is not None and worker.spent:
                    worker.kill()
                    worker = None
                task.future.set_exception(error)
            else:
                task.future.set_result(result)
        if worker is not None:
            worker.kill()

    def _new_worker(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=_serve,
            args=(theirs, self._memory_bytes, self._initializer, self._initargs),
            daemon=True,
        )
        process.start()
        theirs.close()
        worker = _Worker(process, ours, self._memory_bytes)
        try:
            worker.await_ready()
        except BaseException:
            worker.kill()
            raise
        return worker


class _Worker:
    """A process as its supervisor sees it. `spent`: it must not be given another task."""

    def __init__(self, process: BaseProcess, connection: Connection, memory_bytes: int) -> None:
        self.process = process
        self.connection = connection
        self.done = 0
        self.spent = False
        self._memory_bytes = memory_bytes

    def await_ready(self) -> None:
        self._reply(START_TIMEOUT, f"a worker did not start within {START_TIMEOUT:g} s")

    def perform(self, task: _Task) -> Any:
        self.done += 1
        message = pickle.dumps(
            (task.function, task.args, task.kwargs, task.timeout),
            pickle.HIGHEST_PROTOCOL,
        )
        try:
            self.connection.send_bytes(message)
        except OSError as error:
            self.spent = True
            raise WorkerDied(f"a worker was gone before its task began: {error}") from error
        return self._reply(task.timeout, f"stopped after {task.timeout:g} s")

    def _reply(self, timeout: float, overstayed: str) -> Any:
        try:
            if not self.connection.poll(timeout):
                self.spent = True
                raise TaskTimeout(overstayed)
            outcome, value = pickle.loads(self.connection.recv_bytes())
        except (EOFError, OSError) as error:
            self.spent = True
            self.process.join(1)
            raise WorkerDied(f"the process ended in the middle of its task (exit {self.process.exitcode})") from error
        if outcome == "done":
            return value
        if outcome == "memory":
            self.spent = True
            raise TaskMemory(f"needed more than {self._memory_bytes >> 20} MB of memory")
        raise value

    def kill(self) -> None:
        """End the process and everything it started (it leads a process group of its own)."""
        if self.process.pid is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.join()
        self.connection.close()


def _serve(
    connection: Connection,
    memory_bytes: int,
    initializer: Callable[..., object] | None,
    initargs: tuple[Any, ...],
) -> None:
    """The life of a worker: one task after another until the pipe closes."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _bound_memory(memory_bytes)
    try:
        connection.send_bytes(_outcome(initializer or _nothing, initargs, {}))
    except (BrokenPipeError, ConnectionResetError):  # nobody wants the worker any more
        return
    while True:
        try:
            function, args, kwargs, timeout = pickle.loads(connection.recv_bytes())
        except (EOFError, ConnectionResetError):
            return
        signal.alarm(int(timeout) + ALARM_GRACE)
        reply = _outcome(function, args, kwargs)
        signal.alarm(0)
        try:
            connection.send_bytes(reply)
        except (BrokenPipeError, ConnectionResetError):
            return


def _nothing() -> None:
    return None


def _bound_memory(memory_bytes: int) -> None:
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    soft = memory_bytes if hard == resource.RLIM_INFINITY else min(memory_bytes, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _outcome(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> bytes:
    """The reply of a task, pickled: done, failed with its own error, or out of memory."""
    try:
        return pickle.dumps(("done", function(*args, **kwargs)), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return pickle.dumps(("memory", None))
    except RecursionError as error:
        return pickle.dumps(("failed", DocumentTooLarge(f"nested too deeply: {error}")))
    except Exception as error:  # sent to the caller, who sees it as raised
        return _failure(error)


def _failure(error: Exception) -> bytes:
    """An error that does not survive pickling is told in words."""
    try:
        message = pickle.dumps(("failed", error))
        pickle.loads(message)
    except Exception:  # an error may fail in its own pickling in any way
        return pickle.dumps(("failed", ReadingError(f"{type(error).__name__}: {error}")))
    return message
