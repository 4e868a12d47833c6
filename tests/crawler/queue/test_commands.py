"""`scrapy enqueue` and `scrapy queue` as a user types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crawler.queue.address import Address
from tests.commands import Workplace


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
    workplace: Workplace, arguments: list[str], complaint: str
) -> None:
    result = workplace.scrapy("enqueue", *arguments)
    assert result.status == 2
    assert complaint in result.complaint and result.complaint.startswith("enqueue: ")
    assert not (workplace.folder / "state").exists()


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
    workplace: Workplace, uri: str, status: int
) -> None:
    for command in (["queue"], ["worker", "--drain"]):
        result = workplace.scrapy(*command, QUEUE_URI=uri)
        assert result.status == status, result.err
        assert "hush" not in result.out + result.err and "Traceback" not in result.err
        assert result.complaint.startswith(f"{command[0]}: ")
