"""The state of a source: since when, why, and what is missing."""

from datetime import date

import pytest

from storage.runs import Code, JurisdictionOutcome, RunManifest
from storage.status import Source, statuses
from tests.storage.made_runs import START, capture, open_archive, parse_of, put_run, run_name

SPRING = date(2026, 3, 1)
"""A day on which the reports on 2024 are long due and those on 2025 are not yet."""


@pytest.fixture
def archive(tmp_path):
    return open_archive(tmp_path)


def run(archive, number, outcome, **years):
    coverage = {"510500": [(int(year[1:]), state) for year, state in years.items()]}
    put_run(archive, number, outcome=outcome, coverage=coverage)


def one(archive, today=SPRING, **told):
    archive.catalogue.catch_up()
    (status,) = statuses(archive, today=today, **told)
    return status


def test_a_source_that_fails_is_broken_since_the_first_failure_in_a_row(archive) -> None:
    for number, outcome in enumerate(["failed", "success", "failed", "failed"]):
        run(archive, number, outcome)
    status = one(archive)
    assert (status.state, status.last_run) == ("broken", run_name(3))
    assert status.since.startswith("2026-02-02T09") and status.last_success.startswith("2026-02-01T09")


def test_years_that_nobody_could_tell_make_it_crawled_and_found_or_absent_ones_complete(archive) -> None:
    run(archive, 0, "success", y2023="absent", y2024="unknown")
    status = one(archive)
    assert (status.state, status.absent, status.unknown, status.found) == ("crawled", (2023,), (2024,), ())
    page = capture(day=1)
    put_run(archive, 1, [page], [parse_of(page, year=2024)])
    status = one(archive)
    assert (status.state, status.found, status.unknown) == ("complete", (2024,), ())


def test_a_degraded_run_leaves_it_crawled(archive) -> None:
    run(archive, 0, "degraded", y2024="found")
    assert one(archive).state == "crawled"


def test_where_nobody_looked_since_reports_became_due_is_stale(archive) -> None:
    run(archive, 0, "success", y2024="found")
    assert one(archive, date(2026, 4, 30)).state == "complete", "the grace is not over"
    status = one(archive, date(2026, 5, 2))
    assert (status.state, status.since) == ("stale", "2026-04-30")
    assert "the reports on 2025 were due by 2026-03-31" in status.why


def test_a_portal_that_succeeds_year_after_year_with_nothing_new_is_stale(archive) -> None:
    run(archive, 0, "success", y2021="found", y2022="absent", y2023="absent", y2024="absent")
    status = one(archive)
    assert (status.state, status.since) == ("stale", "2024-03-31")
    assert "the newest report is of 2021" in status.why


def test_one_late_report_makes_nothing_stale(archive) -> None:
    run(archive, 0, "success", y2023="found", y2024="absent")
    assert one(archive).state == "complete"


def test_a_broken_source_is_broken_however_stale(archive) -> None:
    run(archive, 0, "failed", y2010="found")
    assert one(archive).state == "broken"


def test_a_place_where_no_run_went_is_registered_or_probed(archive) -> None:
    told = {"350111": Source(reports_known=False), "510500": Source(reports_known=True)}
    found = statuses(archive, sources=told)
    assert [(each.jurisdiction, each.state, each.since) for each in found] == [
        ("350111", "registered", None),
        ("510500", "probed", None),
    ]
    assert statuses(archive) == []
    assert [each.state for each in statuses(None, sources=told)] == ["registered", "probed"]


def test_a_source_that_the_registry_lost_is_removed(archive) -> None:
    run(archive, 0, "success", y2024="found")
    assert one(archive, sources={}).state == "removed"
    assert one(archive).state == "complete", "nothing is said of a registry that nobody gave"


def test_an_import_says_nothing_of_the_portal(archive) -> None:
    run(archive, 0, "failed", y2024="unknown")
    told = {"510500": JurisdictionOutcome(outcome="success", counts={"imported": 1})}
    manifest = RunManifest(
        run=run_name(1),
        spider="import",
        started=START,
        finished=START,
        outcome="success",
        jurisdictions=told,
        code=Code(version="test"),
    )
    archive.commit(manifest.to_bytes())
    status = one(archive)
    assert (status.state, status.last_run) == ("broken", run_name(0))
    assert [outcome for _, outcome in archive.catalogue.endings()["510500"]] == ["failed"]
