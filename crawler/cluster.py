"""A cluster of Dask (the extra `cluster`) as an executor that fails as the readers of this machine do.

with cluster("127.0.0.1:8786") as (executor, workers): executor.submit(...)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from functools import partial
from typing import Any

from crawler.command import BadInput
from pipelines.workers import WorkerDied


class ClusterLost(OSError):
    """The scheduler went away with what it was given."""


@contextmanager
def cluster(address: str) -> Iterator[tuple[Executor, int]]:
    """An executor and its number of workers. BadInput without Dask, OSError where no scheduler answers at HOST:PORT."""
    try:
        from distributed import Client
    except ImportError:
        raise BadInput("--executor dask:// needs Dask: install the package `distributed` on every machine") from None
    with Client(f"tcp://{address}") as client:
        yield _Cluster(client.get_executor(pure=False)), max(1, len(client.ncores()))


class _Cluster(Executor):
    """Dask's executor with the errors of `WorkerPool`: a task that killed its workers is a task that failed."""

    def __init__(self, dask: Executor) -> None:
        self._dask = dask

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        told: Future[Any] = Future()
        told.set_running_or_notify_cancel()
        self._dask.submit(fn, *args, **kwargs).add_done_callback(partial(_tell, told))
        return told


def _tell(told: Future[Any], done: Future[Any]) -> None:
    from distributed.scheduler import KilledWorker

    if done.cancelled():
        told.set_exception(ClusterLost("the cluster's scheduler is gone; run it again with --resume"))
    elif isinstance(error := done.exception(), KilledWorker):
        told.set_exception(WorkerDied(f"the workers of the cluster that read it ended in the middle: {error}"))
    elif error is not None:
        told.set_exception(error)
    else:
        told.set_result(done.result())
