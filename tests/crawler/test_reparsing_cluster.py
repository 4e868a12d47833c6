"""Reading again on a cluster of Dask: the same results as here."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest
from scrapy.settings import Settings

from crawler.cluster import ClusterLost, _tell, cluster
from crawler.command import BadInput
from crawler.commands.reparse import Command, _in_turn
from crawler.reparsing import Reparsing, rows_to_read
from crawler.tasks import ArchiveAddress, reread
from pipelines.workers import WorkerDied
from storage.archive import Archive
from tests.storage.made import figure
from tests.storage.made_runs import capture, open_archive, parse_of, put_run

dask = pytest.importorskip("dask")
distributed = pytest.importorskip("distributed")
PAGE = """<html><head><title>泸州市人民政府2020年政府信息公开工作年度报告</title></head><body><h1>泸州市人民政府2020年政府信息公开工作年度报告</h1>
<p>一、总体情况</p><p>2020年，全市共主动公开政府信息12条。</p><p>二、收到和处理政府信息公开申请情况</p><p>全年收到政府信息公开申请9件。</p>
<p>三、行政复议、行政诉讼情况</p><p>无。</p><p>四、存在的主要问题及改进情况</p><p>工作还有不足。</p></body></html>"""


@pytest.fixture(autouse=True)
def unprofiled() -> Iterator[None]:
    """No sampling profiler in the workers: beside a task in the same process, CPython 3.11 may stand still over it."""
    with dask.config.set({"distributed.worker.profile.enabled": False}):
        yield


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = open_archive(tmp_path)
    page = capture(body=PAGE)
    put_run(archive, 1, [page], [parse_of(page, version="0", indicators=(figure("proactive.items", 11),))])
    archive.catalogue.catch_up()
    return archive


def test_a_cluster_reads_the_archive_as_this_machine_does(archive: Archive) -> None:
    rows = rows_to_read(archive, None, resume=False)
    address = ArchiveAddress(archive.uri, str(archive.state_dir), None)
    here = reread(address, rows[0].ref(), 1 << 20)
    command = Command()
    command.settings = Settings()
    again = Reparsing(archive, address, 1 << 20)
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, protocol="tcp://", host="127.0.0.1", dashboard_address=None
    ) as cluster:
        where = cluster.scheduler_address.replace("tcp://", "dask://")
        with command._executor(where) as (executor, workers):
            finished = [(row, future.result()) for row, future in _in_turn(again, executor, rows, workers)]
    assert [(row.record_id, there.parsed) for row, there in finished] == [(rows[0].record_id, here.parsed)]
    assert here.parsed is not None
    assert [one.value for one in here.parsed.report.indicators if one.code == "proactive.items"] == [12]


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_task_that_kills_its_workers_fails_alone() -> None:
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, protocol="tcp://", host="127.0.0.1", dashboard_address=None
        ) as local,
        cluster(local.scheduler_address.removeprefix("tcp://")) as (executor, workers),
    ):
        deadly = executor.submit(_die)
        with pytest.raises(WorkerDied, match="ended in the middle"):
            deadly.result(timeout=120)
        assert executor.submit(sum, (1, 2)).result(timeout=120) == 3
        assert workers == 1


def test_tasks_that_a_lost_scheduler_took_with_it_are_told_as_such() -> None:
    told: Future[int] = Future()
    lost: Future[int] = Future()
    lost.cancel()
    _tell(told, lost)
    with pytest.raises(ClusterLost, match="--resume"):
        told.result(timeout=0)


def test_an_address_that_is_none_is_bad_input() -> None:
    command = Command()
    command.settings = Settings()
    with pytest.raises(BadInput, match="expected local or dask"), command._executor("tcp://127.0.0.1:1"):
        pass
