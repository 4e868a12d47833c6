"""Events that the law and a second look add to what captures tell, and all of them as a feed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

from storage.archive import Archive
from storage.events import events
from storage.feed import atom, latest_events
from storage.rows import EventLine
from storage.runs import Code, Finding, JurisdictionOutcome, RunManifest
from tests.storage.made_runs import capture, open_archive, parse_of, put_run

CODE = "510500"
URL = "https://www.luzhou.gov.cn/2024.html"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return open_archive(tmp_path)


def told(archive: Archive, *kinds: str) -> list[EventLine]:
    archive.catalogue.catch_up()
    return [event for event in events(archive, CODE, "泸州市") if event.event in kinds]


def second_look(archive: Archive, day: int, *findings: Finding) -> None:
    at = datetime(2026, 3, day, tzinfo=UTC)
    manifest = RunManifest(
        run=f"202603{day:02d}T000000Z-00000000",
        spider="annual_reports",
        started=at,
        finished=at,
        outcome="success",
        jurisdictions={CODE: JurisdictionOutcome(outcome="success", findings=findings)},
        code=Code(version="test"),
    )
    archive.commit(manifest.to_bytes())


def test_a_report_is_late_by_the_earliest_date_that_it_prints(archive: Archive) -> None:
    late, early = capture("https://a.test/1"), capture("https://a.test/2")
    put_run(archive, 0, [late], [parse_of(late, year=2024, published="2025-05-06")])
    (event,) = told(archive, "late")
    assert (event.year, event.detail) == (2024, "published on 2025-05-06, due by 2025-03-31")
    put_run(archive, 1, [early], [parse_of(early, year=2024, published="2025-03-31")])
    assert told(archive, "late") == [], "another copy proves that it was out in time"


def test_what_a_portal_lacks_after_the_deadline_is_overdue_once(archive: Archive) -> None:
    for day in (0, 1):
        put_run(archive, day, coverage={CODE: [(2024, "absent"), (2025, "absent"), (2023, "unknown")]})
    (event,) = told(archive, "overdue")
    assert (event.year, event.detail) == (2024, "due by 2025-03-31; looked in run 0")


def test_what_is_archived_is_not_overdue_when_a_later_look_misses_it(archive: Archive) -> None:
    page = capture(URL)
    put_run(archive, 0, [page], [parse_of(page, year=2024)])
    put_run(archive, 1, coverage={CODE: [(2024, "absent")]})
    assert told(archive, "overdue") == []


def test_an_address_that_shows_another_page_at_two_looks_is_gone_once(archive: Archive) -> None:
    gone = Finding(verdict="gone", report_id=f"{CODE}/2024/government", url=URL, details=("another page",), looks=2)
    moved = Finding(verdict="moved", report_id=f"{CODE}/2024/government", url="https://a.test/new")
    second_look(archive, 1, gone, moved)
    second_look(archive, 2, gone)
    assert [(event.event, event.url) for event in told(archive, "gone", "moved")] == [
        ("gone", URL),
        ("moved", "https://a.test/new"),
    ]


def test_the_feed_is_valid_atom_the_latest_first_and_the_same_for_the_same_events(archive: Archive) -> None:
    first = capture("https://a.test/1?x=1&y=<2>", day=0)
    second = capture("https://a.test/1?x=1&y=<2>", day=3, body="other")
    put_run(archive, 0, [first], [parse_of(first, year=2024, published="2025-03-06")])
    put_run(archive, 3, [second], [parse_of(second, year=2024, published="2025-03-06")])
    put_run(archive, 5, coverage={CODE: []}, outcome="failed")
    archive.catalogue.catch_up()
    found = latest_events(archive, lambda code: None)
    feed = atom(found)
    assert feed == atom(latest_events(archive, lambda code: None))
    root = etree.fromstring(feed)
    kinds = root.xpath("a:entry/a:category/@term", namespaces=ATOM)
    assert kinds == ["portal_failed", "revised", "new"]
    times = root.xpath("a:entry/a:updated/text()", namespaces=ATOM)
    assert times == sorted(times, reverse=True)
    assert root.xpath("string(a:updated)", namespaces=ATOM) == times[0]
    assert root.xpath("a:entry/a:link/@href", namespaces=ATOM) == ["https://a.test/1?x=1&y=<2>"] * 2
    assert len(set(root.xpath("a:entry/a:id/text()", namespaces=ATOM))) == 3


def test_a_feed_keeps_the_latest_and_survives_what_xml_cannot_say() -> None:
    event = EventLine(
        time="2026-01-01T00:00:00.000000Z",
        event="gone",
        jurisdiction=CODE,
        name="泸\x00州",
        year=None,
        report_id=None,
        url="https://a.test/\x0b",
        detail="\ud800]]>&<\n",
        run="r",
        record_id=None,
        before=None,
    )
    assert len(etree.fromstring(atom([event])).findall("a:entry", ATOM)) == 1
    assert etree.fromstring(atom([])).findall("a:entry", ATOM) == []


def test_only_the_places_that_can_be_among_the_latest_are_looked_at(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day, code in enumerate(("350111", "510500", "510521")):
        put_run(archive, day, coverage={code: []}, outcome="failed")
    archive.catalogue.catch_up()
    asked: list[str] = []

    def watched(archive: Archive, code: str, name: str | None) -> list[EventLine]:
        asked.append(code)
        return events(archive, code, name)

    monkeypatch.setattr("storage.feed.events", watched)
    assert [event.jurisdiction for event in latest_events(archive, lambda code: None, limit=1)] == ["510521"]
    assert asked == ["510521"]
    assert len(latest_events(archive, lambda code: None, limit=2)) == 2
    found = latest_events(archive, lambda code: None, ["350111"])
    assert [event.jurisdiction for event in found] == ["350111"]
