"""`scrapy enqueue` and `scrapy queue` as a user types them."""

from __future__ import annotations

import argparse
import asyncio
import json
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.commands import ScrapyCommand
from scrapy.settings import Settings

from crawler.commands import enqueue, queue, worker
from crawler.queue.address import Address
from crawler.queue.jobs import open_queue
from crawler.queue.lines import Line
from crawler.queue.work import Worker
from storage.writer import RunWriter
from tests.commands import Workplace
from tests.storage.made_captures import CODE, Known, local_archive, make_capture


@pytest.fixture
def workplace(tmp_path: Path) -> Workplace:
    return Workplace(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["999999"], "no division has the code 999999"),
        (["51x"], "no six-digit division code"),
        ([], "give codes, --level or --due"),
        (["510500", "--level", "county"], "give codes, --level or --due"),
        (["510500", "--years", "1990"], "no range of years"),
    ],
)
def test_what_cannot_be_queued_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], complaint: str
) -> None:
    status, _ = here(enqueue.Command(), tmp_path, arguments)
    assert status == 2
    message = capsys.readouterr().err
    assert complaint in message and message.startswith("enqueue: ") and message.count("\n") == 1
    assert not (tmp_path / "state").exists()


def test_what_is_due_is_put_behind_what_is_on_demand(tmp_path: Path, address: Address) -> None:
    portals = tmp_path / "portals.csv"
    portals.write_text(
        "jurisdiction,portal_url,reports_url,family,source_kind\n"
        "510500,http://one.gov.cn/,,,official\n510600,http://two.gov.cn/,,,official\n"
    )
    given = {"PORTALS_FILE": str(portals), "QUEUE_URI": address.conninfo}
    assert here(enqueue.Command(), tmp_path, ["--due"], **given)[0] == 0
    assert here(enqueue.Command(), tmp_path, ["510600"], **given)[0] == 0
    assert [(line.jurisdiction, line.on_demand) for line in lines(address)] == [("510600", True), ("510500", False)]


def test_a_worker_that_schedules_puts_what_is_due_once(tmp_path: Path, address: Address) -> None:
    portals = tmp_path / "portals.csv"
    portals.write_text("jurisdiction,portal_url,reports_url,family,source_kind\n510500,http://one.gov.cn/,,,official\n")

    async def put_twice() -> None:
        worker = Worker(settings_for(tmp_path, PORTALS_FILE=str(portals)), address, schedule="*/15 * * * *")
        async with open_queue(address) as queue:
            context: Any = SimpleNamespace(additional_context={"queue": queue})
            await worker._put_due(context)
            await worker._put_due(context)

    asyncio.run(put_twice())
    assert [(line.jurisdiction, line.on_demand) for line in lines(address)] == [("510500", False)]


def test_a_worker_commits_what_a_killed_crawl_left_on_its_machine(tmp_path: Path, address: Address) -> None:
    archive = local_archive(tmp_path)
    run = RunWriter(archive, spider="annual_reports", code=CODE, known=Known())
    capture = make_capture()
    run.append(capture)
    run.abandon()
    settings = settings_for(tmp_path, STATE_DIR=str(archive.state_dir))
    asyncio.run(Worker(settings, address, drain=True).run())
    (manifest,) = archive.runs()
    assert (manifest.run, manifest.outcome, manifest.counts["captures"]) == (run.run, "recovered", 1)


def lines(address: Address) -> list[Line]:
    async def look() -> list[Line]:
        async with open_queue(address) as queue:
            return await queue.lines(done_since=timedelta(days=1))

    return asyncio.run(look())


def settings_for(folder: Path, **given: str) -> Settings:
    settings = Settings()
    settings.setmodule("settings.base", priority="project")
    settings.setdict({"ARCHIVE_URI": f"file:{folder / 'archive'}", "STATE_DIR": str(folder / "state"), **given})
    return settings


def here(command: ScrapyCommand, folder: Path, arguments: list[str], **given: str) -> tuple[int, list[str]]:
    """Run a command in this process; its status, and the arguments that its parser left over."""
    command.settings = settings_for(folder, **given)
    parser = argparse.ArgumentParser(conflict_handler="resolve")
    command.add_options(parser)
    opts, args = parser.parse_known_args(arguments)
    command.run(args, opts)
    return command.exitcode, args


def test_jobs_are_put_and_shown(workplace: Workplace, address: Address) -> None:
    assert workplace.scrapy("enqueue", "510500,510600", "510700", QUEUE_URI=address.conninfo).status == 0
    again = workplace.scrapy("enqueue", "510600", "--refetch", "--years", "2020", QUEUE_URI=address.conninfo)
    assert "510600 on the queue already" in again.out
    shown = workplace.scrapy("queue", "--json", QUEUE_URI=address.conninfo)
    jobs = json.loads(shown.out)
    assert [(job["state"], job["jurisdiction"], job["kind"]) for job in jobs] == [
        ("waits", "510500", "crawl"),
        ("waits", "510600", "refetch"),
        ("waits", "510700", "crawl"),
    ]
    assert {"job", "since", "until", "worker", "why", "attempts", "group"} <= set(jobs[0])


@pytest.mark.parametrize(("uri", "status"), [("postgresql://u:hush@127.0.0.1:1/d", 1), ("u:hush@nowhere", 2)])
def test_a_queue_that_cannot_be_reached_is_told_without_its_password(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], uri: str, status: int
) -> None:
    assert here(queue.Command(), tmp_path, [], QUEUE_URI=uri)[0] == status
    said = capsys.readouterr()
    assert "hush" not in said.out + said.err and said.err.startswith("queue: ") and said.err.count("\n") == 1


def test_a_worker_without_a_queue_ends_with_one_line(workplace: Workplace) -> None:
    result = workplace.scrapy("worker", "--drain", QUEUE_URI="postgresql://u:hush@127.0.0.1:1/d")
    assert result.status == 1
    assert "hush" not in result.out + result.err and "Traceback" not in result.err
    assert result.complaint.startswith("worker: ")


def test_a_worker_whose_archive_cannot_be_used_takes_no_job(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], address: Address
) -> None:
    (tmp_path / "file").write_text("no folder")
    given = {"ARCHIVE_URI": f"file:{tmp_path / 'file' / 'archive'}", "QUEUE_URI": address.conninfo}
    assert here(worker.Command(), tmp_path, ["--drain"], **given)[0] == 1
    assert "worker: cannot write to" in capsys.readouterr().err
