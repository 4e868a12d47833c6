"""What to crawl now: told by registry, catalogue and clock alone."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.due import History, due, histories, snapshot_due
from storage.runs import Code
from storage.snapshots import create
from tests.commands import Workplace
from tests.storage.made_runs import open_archive, put_run

ALL = frozenset(range(2008, 2026))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def visit(day: str, outcome: str = "success") -> tuple[str, str]:
    return f"{day}T00:00:00.000000Z", outcome


def history(*visits: tuple[str, str], found: frozenset[int] = ALL, narrow: bool = False) -> History:
    good = [ended for ended, outcome in visits if outcome != "failed"]
    last = good[-1] if good else None
    return History(visits, last, None if narrow else last, found)


def reason(told: History, now: str) -> str | None:
    found = due({"510500": told}, at(now))
    return found[0].reason if found else None


def test_where_nobody_went_is_due() -> None:
    assert reason(History(), "2026-07-01") == "first"


def test_what_is_found_is_left_alone_until_a_year_has_passed() -> None:
    told = history(visit("2026-04-02"))
    assert reason(told, "2027-01-01") == "season", "another year has begun: its report is sought"
    assert reason(told, "2026-12-31") is None
    told = History((visit("2025-04-02"), visit("2026-04-02")), visit("2026-04-02")[0], visit("2025-04-02")[0], ALL)
    assert reason(told, "2026-04-03") == "older"


def test_a_source_whose_own_report_is_found_is_looked_at_once_more_after_each_deadline() -> None:
    early = history(visit("2026-01-20"))
    assert reason(early, "2026-02-06") is None
    assert reason(early, "2026-02-07") == "season", "departments had until 31 January"
    assert reason(history(visit("2026-02-07")), "2026-04-06") is None
    assert reason(history(visit("2026-02-07")), "2026-04-07") == "season"
    assert reason(history(visit("2026-04-01")), "2026-12-31") is None


def test_in_the_season_a_missing_report_is_looked_for_weekly_and_around_the_deadline_every_other_day() -> None:
    lacking = ALL - {2025}
    assert reason(history(visit("2026-02-01"), found=lacking), "2026-02-07") is None
    assert reason(history(visit("2026-02-01"), found=lacking), "2026-02-08") == "season"
    assert reason(history(visit("2026-03-28"), found=lacking), "2026-03-29") is None
    assert reason(history(visit("2026-03-28"), found=lacking), "2026-03-30") == "season"


def test_after_the_season_it_is_overdue_and_looked_for_every_month() -> None:
    lacking = ALL - {2025}
    assert reason(history(visit("2026-04-07"), found=lacking), "2026-05-01") is None
    assert reason(history(visit("2026-04-07"), found=lacking), "2026-05-08") == "overdue"


@pytest.mark.parametrize(("failures", "days"), [(1, 1), (2, 2), (4, 8), (7, 30), (40, 30)])
def test_after_failures_the_wait_is_doubled_up_to_a_month(failures: int, days: int) -> None:
    last = at("2026-07-01")
    visits = [visit(f"{last - timedelta(days=failures - 1 - n):%Y-%m-%d}", "failed") for n in range(failures)]
    told = history(visit("2026-01-01"), *visits)
    assert reason(told, (last + timedelta(days=days, hours=-1)).isoformat()[:16]) is None
    assert reason(told, (last + timedelta(days=days)).isoformat()[:10]) == "retry"


def test_a_look_at_one_year_is_no_look_at_all_of_them() -> None:
    told = history(visit("2026-05-01"), narrow=True)
    assert reason(told, "2026-06-01") == "older"


def test_the_most_pressing_comes_first() -> None:
    lacking = history(visit("2026-02-01"), found=ALL - {2025})
    found = due({"110000": History(), "510500": lacking, "350111": history(visit("2026-02-28"))}, at("2026-03-01"))
    assert [(each.jurisdiction, each.reason) for each in found] == [("510500", "season"), ("110000", "first")]


def test_histories_come_from_the_catalogue_alone(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    put_run(archive, 0, coverage={"510500": [(year, "found") for year in sorted(ALL)]})
    put_run(archive, 1, coverage={"510500": [(2025, "unknown")]}, outcome="failed")
    told = histories(archive, ["510500", "110000"], at("2026-03-01"))
    assert told["510500"].failures == 1
    assert told["510500"].found == ALL
    assert told["510500"].whole == told["510500"].last_year == "2026-01-31T09:00:00.000000Z"
    assert told["110000"] == History()


def test_a_season_that_is_over_is_due_a_snapshot_once(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    assert snapshot_due(archive, at("2026-04-02")) is None, "nothing was crawled"
    put_run(archive, 0, coverage={"510500": [(2024, "found")]})
    archive.catalogue.catch_up()
    assert snapshot_due(archive, at("2026-01-31")) is None, "the season's last day"
    assert "2026-01-31" in (snapshot_due(archive, at("2026-02-02")) or "")
    create(archive, now=at("2026-02-02"), code=Code(version="test"))
    assert snapshot_due(archive, at("2026-02-03")) is None
    assert snapshot_due(archive, at("2026-04-02")) is None, "nothing came since"
    put_run(archive, 30, coverage={"510500": [(2025, "found")]})
    archive.catalogue.catch_up()
    assert "2026-03-31" in (snapshot_due(archive, at("2026-04-02")) or "")


def test_the_command_needs_no_archive_and_makes_none(tmp_path: Path) -> None:
    file = tmp_path / "portals.csv"
    file.write_text("jurisdiction,portal_url,reports_url,family,source_kind\n510500,http://127.0.0.1:9/,,,official\n")
    place = Workplace(tmp_path, {"PORTALS_FILE": file})
    result = place.scrapy("due", "--json", "--at", "2026-03-25")
    assert result.status == 0, result.err
    (row,) = json.loads(result.out)["due"]
    assert (row["jurisdiction"], row["reason"]) == ("510500", "first")
    assert not place.archive.exists()
    assert place.scrapy("due", "--at", "soon").status == 2
    failed = place.scrapy("due", "--run")
    assert failed.status == 1
    assert failed.complaint.startswith("crawl: no report found for 510500")
    waiting = place.scrapy("due")
    assert "0 jurisdictions are due" in waiting.out, "it failed just now, and is left alone for a day"


@pytest.mark.parametrize(("sink", "said"), [("| head -1", ""), (">/dev/full", "due: OSError")])
def test_the_command_ends_in_one_line_when_its_output_goes_nowhere(tmp_path: Path, sink: str, said: str) -> None:
    told = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m scrapy due -s ARCHIVE_URI=file:{tmp_path / 'a'} {sink}"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in told.stderr and said in told.stderr
