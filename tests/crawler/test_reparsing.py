"""Reading the archive again: what a capture gives now, against what it gave before."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

import pytest

from crawler.reparsing import Reparsing
from crawler.tasks import ArchiveAddress, Reread
from crawler.version import code
from pipelines.errors import DocumentTooLarge, NotAReport
from pipelines.parse import PARSER_VERSION
from storage.archive import Archive
from storage.catalogue import CaptureRow
from storage.selection import current_reports
from storage.writer import RunWriter
from tests.commands import Workplace
from tests.storage.made import figure
from tests.storage.made_runs import capture, open_archive, parse_of, put_run


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive with one report of two figures, read by a parser older than any."""
    archive = open_archive(tmp_path)
    page = capture()
    figures = (figure("proactive.items", 12), figure("review.total", None, raw="1 2", doubt="torn"))
    put_run(archive, 1, [page], [parse_of(page, version="0", indicators=figures)])
    archive.catalogue.catch_up()
    return archive


def reparsing(archive: Archive) -> tuple[Reparsing, CaptureRow]:
    address = ArchiveAddress(archive.uri, str(archive.state_dir), None)
    (row,) = archive.catalogue.captures()
    return Reparsing(archive, address, 1 << 20), row


def outcome(value: Reread | Exception) -> Future[Reread]:
    future: Future[Reread] = Future()
    if isinstance(value, Exception):
        future.set_exception(value)
    else:
        future.set_result(value)
    return future


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (Reread("", None, "it is a list"), "it is a list"),
        (NotAReport("the year cannot be told"), "the year cannot be told"),
        (DocumentTooLarge("stopped after 300 s"), "stopped after 300 s"),
    ],
)
def test_a_report_that_is_not_read_any_more_vanishes_with_its_figures_and_stays_current(
    archive: Archive, value: Reread | Exception, reason: str
) -> None:
    again, row = reparsing(archive)
    (before,) = archive.catalogue.reports("510500")
    said = list(again.take(row, outcome(value)))
    again.commit()
    assert said == [
        f"vanished: 510500/2020/government is no longer a report <{row.url}>: {reason}; "
        "what parser 0 read there stays the current reading",
        "vanished: 510500/2020/government proactive.items@all@year 12 条",
        "vanished: 510500/2020/government review.total@all@year (torn)",
    ]
    assert "2 vanished; 1 are not read as reports any more" in again.summary
    archive.catalogue.catch_up()
    assert archive.catalogue.reports("510500") == [before]
    (current,) = current_reports(archive.parsed_reports())
    assert current.parser.version == "0"


def test_a_page_that_never_was_a_report_is_not_told_of(archive: Archive) -> None:
    other = capture("https://www.luzhou.gov.cn/b.html", body="a list")
    put_run(archive, 2, [other])
    archive.catalogue.catch_up()
    again = Reparsing(archive, ArchiveAddress(archive.uri, str(archive.state_dir), None), 1 << 20)
    row = next(row for row in archive.catalogue.captures() if row.url == other.url)
    assert list(again.take(row, outcome(NotAReport("a list")))) == []
    assert again.counts["lost"] == 0


def test_what_a_killed_reading_had_stored_is_kept_and_left_out_when_it_is_resumed(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    pages = [capture(f"https://www.luzhou.gov.cn/{name}.html", body=f"{name} is none") for name in "ab"]
    put_run(archive, 1, pages, [parse_of(page, version="0", year=2019 + at) for at, page in enumerate(pages)])
    archive.catalogue.catch_up()
    killed = RunWriter(archive, spider="reparse", code=code())
    row = archive.catalogue.record(pages[0].record_id)
    assert row is not None
    killed.add_report(parse_of(pages[0], version=PARSER_VERSION, year=2019).within(row.segment))
    killed.abandon()
    told = Workplace(tmp_path).in_process("reparse", "--resume")
    assert (told.status, "1 captures read again" in told.out) == (0, True), told.err
    assert pages[1].url in told.out and pages[0].url not in told.out
    archive.catalogue.catch_up()
    versions = {(row.record_id, row.parser_version) for row in archive.catalogue.reports("510500")}
    assert (pages[0].record_id, PARSER_VERSION) in versions
    assert not list((tmp_path / "state").rglob("spool/*/run.json"))


def test_what_was_read_before_and_is_gone_from_the_store_is_a_fault_and_ends_nothing(archive: Archive) -> None:
    again, row = reparsing(archive)
    for stored in Path(archive.uri.removeprefix("file:")).glob("reports/**/*.json"):
        stored.unlink()
    assert list(again.take(row, outcome(Reread("", None, "it is a list")))) == []
    assert [fault.partition(": ")[0] for fault in again.faults] == [row.url]
