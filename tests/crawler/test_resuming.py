"""A crawl of several that was interrupted goes on where it was; one that ended begins anew."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bench import portal
from crawler.resuming import Began, Finished, Journal, Kept, interrupted
from demo import portals
from demo.portals import Row
from demo.server import PortalServer
from storage.archive import Archive
from storage.capture import Capture
from storage.runs import Code, JurisdictionOutcome, RunManifest, SegmentEntry
from storage.writer import RunWriter
from tests.commands import ROOT, Workplace
from tests.crawler.test_interruptions import wait_until
from tests.storage.made_captures import QUICK, make_capture

CODES = ("510300", "510400", "510500")
RUN = "20260131T080000Z-1a2b3c4d"


@pytest.fixture
def rows(tmp_path: Path) -> Iterator[tuple[Row, ...]]:
    rows = portal.many(CODES, 2)
    with PortalServer(portals.sites(rows)):
        (tmp_path / "portals.csv").write_text(portals.portals_csv(rows), encoding="utf-8")
        yield rows


def test_what_a_killed_crawl_had_finished_is_not_visited_again(tmp_path: Path, rows: tuple[Row, ...]) -> None:
    settings = {"PORTALS_FILE": tmp_path / "portals.csv", "CONCURRENT_JURISDICTIONS": 1}
    workplace = Workplace(tmp_path, settings)
    crawl = subprocess.Popen(
        workplace_command(workplace), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    journals = tmp_path / "state" / "crawls"
    wait_until(lambda: sum(each.read_bytes().count(b'"outcome":{') for each in journals.glob("*")) >= 2)
    crawl.kill()
    crawl.wait()
    before = [len(row.site.requests) for row in rows]

    result = workplace.crawl(",".join(CODES))
    assert result.status == 0, result.err
    assert "2 jurisdictions were finished by the run that was interrupted" in result.err
    assert [len(row.site.requests) for row in rows][:2] == before[:2]
    archive = Archive.open(f"file:{workplace.archive}", state_dir=tmp_path / "state")
    last = max(archive.runs(), key=lambda manifest: manifest.run)
    assert set(last.jurisdictions) == set(CODES)
    assert {each.outcome for each in last.jurisdictions.values()} <= {"success", "degraded"}
    assert len({report["report_id"] for report in workplace.reports()}) == 6
    assert not list(journals.glob("*"))


def workplace_command(workplace: Workplace) -> list[str]:
    settings = {
        "ARCHIVE_URI": f"file:{workplace.archive}",
        "STATE_DIR": workplace.folder / "state",
        "ALLOW_PRIVATE_ADDRESSES": True,
        "DOWNLOAD_DELAY": 0.2,
        "AUTOTHROTTLE_ENABLED": False,
        **workplace.settings,
    }
    command = [sys.executable, "-m", "scrapy", "crawl", "annual_reports", "-a", f"jurisdiction={','.join(CODES)}"]
    for name, value in settings.items():
        command += ["-s", f"{name}={value}"]
    return command


# What counts as finished


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.open(f"file:{tmp_path / 'archive'}", state_dir=tmp_path / "state", create=True)


def committed(archive: Archive, captures: int) -> None:
    segment = SegmentEntry(
        key=f"captures/510500/{RUN}/000001-{'a' * 16}.warc.gz", sha256="a" * 64, bytes=1, records=1, captures=captures
    )
    now = datetime.now(UTC)
    manifest = RunManifest(
        run=RUN, spider="s", started=now, finished=now, outcome="recovered", segments=(segment,), code=Code(version="1")
    )
    archive.commit(manifest.to_bytes())


def line(**changes: object) -> Finished:
    fields = {
        "run": RUN,
        "at": datetime.now(UTC),
        "jurisdiction": "510500",
        "captures": 3,
        "outcome": JurisdictionOutcome(outcome="success"),
    }
    return Finished.model_validate(fields | changes)


def skipped(archive: Archive, *lines: Finished, hours: float = 72) -> set[str]:
    journal = Journal(archive.state_dir, "asked")
    for each in lines:
        journal.note(each)
    journal.close(over=False)
    return set(interrupted(Journal(archive.state_dir, "asked"), archive, ("510500", "510600"), hours=hours))


def test_a_finished_jurisdiction_counts_once_its_run_is_committed_with_all_its_captures(archive: Archive) -> None:
    assert skipped(archive, line()) == set()
    committed(archive, captures=3)
    assert skipped(archive) == {"510500"}


def test_one_whose_captures_were_lost_is_visited_again(archive: Archive) -> None:
    committed(archive, captures=2)
    assert skipped(archive, line()) == set()


def test_one_without_reports_is_visited_again(archive: Archive) -> None:
    committed(archive, captures=3)
    assert skipped(archive, line(outcome=JurisdictionOutcome(outcome="failed"))) == set()


def test_what_is_too_old_or_not_wanted_does_not_count(archive: Archive) -> None:
    committed(archive, captures=3)
    assert skipped(archive, line(at=datetime.now(UTC) - timedelta(hours=80))) == set()
    assert skipped(archive, line(), hours=0) == set()


def test_a_crawl_of_which_all_is_finished_begins_anew(archive: Archive) -> None:
    committed(archive, captures=3)
    assert skipped(archive, line(), line(jurisdiction="510600", captures=0)) == set()


def test_another_request_has_a_journal_of_its_own_and_a_torn_line_is_no_harm(archive: Archive) -> None:
    committed(archive, captures=3)
    assert skipped(archive, line()) == {"510500"}
    (path,) = (archive.state_dir / "crawls").glob("*")
    with path.open("ab") as file:
        file.write(b'{"run": "2026')
    assert skipped(archive) == {"510500"}
    other = Journal(archive.state_dir, "asked otherwise")
    assert interrupted(other, archive, ("510500", "510600"), hours=72) == {}


def test_a_crawl_that_ended_by_itself_leaves_no_journal(archive: Archive) -> None:
    journal = Journal(archive.state_dir, "asked")
    journal.note(line())
    journal.close(over=True)
    assert not list((archive.state_dir / "crawls").glob("*"))


# What an interrupted run had captured


def put(archive: Archive, *captures: Capture) -> str:
    run = RunWriter(archive, spider="annual_reports", code=Code(version="1"), bounds=QUICK)
    for each in captures:
        run.append(each)
    manifest = run.close("degraded", (), {})
    archive.catalogue.ingest(manifest)
    return manifest.run


def test_the_captures_of_interrupted_runs_answer_and_no_others(archive: Archive) -> None:
    other = make_capture(1, url="http://a.gov.cn/other", body=b"other")
    put(archive, other)
    page = make_capture(2, url="http://a.gov.cn/", body=b"page")
    run = put(archive, page)
    kept = Kept(archive, frozenset({run}))
    answer = kept.answer(page.url, "GET", b"")
    assert answer is not None
    capture, ref = answer
    assert (capture.body, ref.record_id, ref.run) == (b"page", page.record_id, run)
    assert kept.answer(other.url, "GET", b"") is None
    assert kept.answer(page.url, "POST", b"") is None


def test_errors_that_pass_and_bodies_that_were_cut_are_asked_for_again(archive: Archive) -> None:
    statuses = {200: True, 302: True, 404: True, 410: True, 403: False, 412: False, 429: False, 500: False, 503: False}
    pages = [make_capture(status, status=status, url=f"http://a.gov.cn/{status}", body=b"x") for status in statuses]
    cut = make_capture(1, url="http://a.gov.cn/cut", body=b"x", truncated="length")
    kept = Kept(archive, frozenset({put(archive, *pages, cut)}))
    assert {page.status: kept.answer(page.url, "GET", b"") is not None for page in pages} == statuses
    assert kept.answer(cut.url, "GET", b"") is None


def test_a_form_is_answered_by_the_same_form_only(archive: Archive) -> None:
    asked = [replace(make_capture(n, url="http://a.gov.cn/q", body=b"%d" % n), request_method="POST") for n in (1, 2)]
    pages = [replace(each, request_body=b"page=%d" % number) for number, each in enumerate(asked, start=1)]
    kept = Kept(archive, frozenset({put(archive, *pages)}))
    answers = [kept.answer(pages[0].url, "POST", b"page=%d" % number) for number in (1, 2, 3)]
    assert [answer[0].body if answer else None for answer in answers] == [b"1", b"2", None]


def test_only_runs_that_set_out_to_do_the_same_and_are_committed_count(archive: Archive) -> None:
    run = put(archive, make_capture(1))
    journal = Journal(archive.state_dir, "asked")
    for name in (run, "20260131T080000Z-00000000"):
        journal.note(Began(began=name, at=datetime.now(UTC)))
    since = datetime.now(UTC) - timedelta(hours=1)
    assert journal.begun(archive, since=since) == {run}
    assert journal.begun(archive, since=since + timedelta(hours=2)) == frozenset()
    assert Journal(archive.state_dir, "asked otherwise").begun(archive, since=since) == frozenset()
    journal.close(over=True)
    assert Journal(archive.state_dir, "asked").begun(archive, since=since) == frozenset()
