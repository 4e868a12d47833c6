"""The state of a source: since when, why, and what is missing."""

import pytest

from storage.status import statuses
from tests.storage.made_runs import capture, open_archive, parse_of, put_run, run_name


@pytest.fixture
def archive(tmp_path):
    return open_archive(tmp_path)


def run(archive, number, outcome, **years):
    coverage = {"510500": [(int(year[1:]), state) for year, state in years.items()]}
    put_run(archive, number, outcome=outcome, coverage=coverage)


def test_a_source_that_fails_is_broken_since_the_first_failure_in_a_row(archive) -> None:
    for number, outcome in enumerate(["failed", "success", "failed", "failed"]):
        run(archive, number, outcome)
    (status,) = statuses(archive)
    assert (status.state, status.last_run) == ("broken", run_name(3))
    assert status.since.startswith("2026-02-02T09") and status.last_success.startswith("2026-02-01T09")


def test_years_that_nobody_could_tell_make_it_incomplete_and_found_or_absent_ones_complete(archive) -> None:
    run(archive, 0, "success", y2019="absent", y2020="unknown")
    (status,) = statuses(archive)
    assert (status.state, status.absent, status.unknown, status.found) == ("incomplete", (2019,), (2020,), ())
    page = capture(day=1)
    put_run(archive, 1, [page], [parse_of(page, year=2020)])
    archive.catalogue.catch_up()
    (status,) = statuses(archive)
    assert (status.state, status.found, status.unknown) == ("complete", (2020,), ())


def test_a_degraded_run_is_incomplete(archive) -> None:
    run(archive, 0, "degraded", y2020="found")
    assert statuses(archive)[0].state == "incomplete"


def test_a_place_where_no_run_went_is_registered(archive) -> None:
    (status,) = statuses(archive, ["350111"])
    assert (status.state, status.since, status.last_run) == ("registered", None, None)
    assert statuses(archive) == []
