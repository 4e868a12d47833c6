"""The room follows its archive: incrementally, resumably, and through what happens to an archive while it is read."""

from __future__ import annotations

import io
import shutil
import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from PIL import Image

from storage.archive import Archive
from storage.reading_room.helpers import Helpers
from storage.reading_room.room import INDEX_NAME, Room
from storage.report import Issuer
from storage.runs import Code, CoverageRow, JurisdictionOutcome, RunManifest
from tests.s3_server import S3Server
from tests.storage.made_runs import START, capture, open_archive, parse_of, put_run, run_name
from tests.storage.reading_room.conftest import Made, running

UNKNOWN = CoverageRow(year=2018, state="unknown", evidence="the list did not open")
PLACES = ("350111", "510500", "510521")


def put_places(archive: Archive, number: int = 0, year: int = 2020) -> None:
    captures = [capture(f"https://www.example.gov.cn/{code}/{year}.html", code=code, day=number) for code in PLACES]
    put_run(archive, number, captures, [parse_of(page, year=year) for page in captures])


class Interrupted(Exception):
    pass


def test_a_first_reading_that_is_interrupted_goes_on_where_it_was(tmp_path: Path, helpers: Helpers) -> None:
    archive = open_archive(tmp_path)
    put_places(archive)
    steps: list[tuple[int, int]] = []

    def stop_after_two(done: int, of: int) -> None:
        steps.append((done, of))
        if done == 2:
            raise Interrupted

    def room() -> Room:
        return Room(lambda: Archive.open(archive.uri, state_dir=tmp_path / "state"), helpers)

    first = room()
    with pytest.raises(Interrupted):
        first.refresh(stop_after_two)
    first.close()
    assert steps == [(0, 3), (1, 3), (2, 3)]
    steps.clear()
    second = room()
    second.refresh(lambda done, of: steps.append((done, of)))
    assert steps == [(0, 1), (1, 1)]
    assert second.index.count()[:2] == (3, 3)
    second.close()


def test_pages_say_how_far_a_first_reading_is(tmp_path: Path, helpers: Helpers) -> None:
    archive = open_archive(tmp_path)
    put_places(archive)
    room = Room(lambda: Archive.open(archive.uri, state_dir=tmp_path / "state"), helpers)
    with running(room) as url:
        told: list[httpx.Response] = []
        room.refresh(lambda done, of: told.append(httpx.get(f"{url}/en/")) if done == 1 else None)
        (answer,) = told
        assert answer.status_code == 503 and answer.headers["retry-after"] == "5"
        assert "1 of 3 places are read" in answer.text and 'http-equiv="refresh"' in answer.text
        assert httpx.get(f"{url}/en/").status_code == 200


def test_only_what_changed_is_read_again(made: Made) -> None:
    put_places(made.archive)
    made.refresh()
    page = capture("https://www.luzhou.gov.cn/new.html", code="510500", day=1)
    put_run(made.archive, 1, [page], [parse_of(page, year=2021)])
    steps: list[tuple[int, int]] = []
    made.room.refresh(lambda done, of: steps.append((done, of)))
    assert steps == [(0, 1), (1, 1)]
    assert made.client.get("/api/v1/reports").json()["total"] == 4


def test_pages_that_were_kept_are_made_anew_when_the_archive_grows(made: Made) -> None:
    put_places(made.archive)
    made.refresh()
    assert "3 reports of 3 places" in made.client.get("/en/").text
    assert "3 reports of 3 places" in made.client.get("/en/").text
    put_places(made.archive, 1, 2021)
    made.refresh()
    assert "6 reports of 3 places" in made.client.get("/en/").text


def test_a_damaged_report_is_told_and_tried_again(made: Made, tmp_path: Path) -> None:
    put_places(made.archive)
    (row,) = made.archive.catalogue.reports("510500")
    file = tmp_path / "archive" / row.key
    kept = file.read_bytes()
    file.write_bytes(b"{}")
    made.refresh()
    assert len(made.room.complaints) == 1 and row.key in made.room.complaints[0]
    assert "could not be read" in made.client.get("/en/").text
    assert made.room.index.count()[0] == 2
    checks = made.client.get("/api/v1/checks").json()
    assert [row.key in each for each in checks["faults"]] == [True], "the others are answered for"
    made.refresh()
    assert len(made.room.complaints) == 1, "it is still so"
    file.write_bytes(kept)
    made.refresh()
    assert made.room.complaints == [] and made.room.index.count()[0] == 3
    assert "faults" not in made.client.get("/api/v1/checks").json()


def test_an_index_or_catalogue_deleted_under_the_room_is_made_again(made: Made, tmp_path: Path) -> None:
    put_places(made.archive)
    made.refresh()
    for name in (INDEX_NAME, "catalogue.sqlite"):
        for file in (tmp_path / "state").glob(f"{name}*"):
            file.unlink()
        made.refresh()
        assert made.client.get("/api/v1/reports").json()["total"] == 3
        assert made.client.get("/en/jurisdictions/510500").status_code == 200


@pytest.mark.parametrize("name", [INDEX_NAME, "catalogue.sqlite"])
def test_an_index_or_catalogue_that_is_no_database_is_a_page_that_says_so(
    tmp_path: Path, helpers: Helpers, name: str
) -> None:
    archive = open_archive(tmp_path)
    put_places(archive)
    archive.catalogue.close()
    (tmp_path / "state").mkdir(exist_ok=True)
    for file in (tmp_path / "state").glob(f"{name}-*"):
        file.unlink()
    (tmp_path / "state" / name).write_bytes(b"not a database, but long enough to be looked at" * 200)
    room = Room(lambda: Archive.open(archive.uri, state_dir=tmp_path / "state"), helpers)
    room.refresh()
    with running(room) as url:
        answer = httpx.get(f"{url}/zh/")
        assert answer.status_code == 503
        assert name in answer.text and "Traceback" not in answer.text


def test_a_catalogue_that_is_rebuilt_while_somebody_reads_changes_nothing(made: Made) -> None:
    put_places(made.archive)
    made.refresh()
    before = {path: made.client.get(path).text for path in ("/en/", "/en/reports", "/en/jurisdictions/510500")}
    made.archive.catalogue.rebuild()
    made.refresh()
    assert {path: made.client.get(path).text for path in before} == before


def test_a_database_that_fails_under_a_page_is_a_page_that_says_so(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    put_places(made.archive)
    made.refresh()

    def fail(*args: object, **named: object) -> object:
        raise sqlite3.DatabaseError("database disk image is malformed")

    monkeypatch.setattr(type(made.room.index), "reports_of", fail)
    answer = made.client.get("/zh/jurisdictions/510500")
    assert answer.status_code == 503 and "malformed" in answer.text and "Traceback" not in answer.text


def test_an_archive_that_goes_away_and_comes_back(made: Made, tmp_path: Path) -> None:
    put_places(made.archive)
    made.refresh()
    shutil.move(tmp_path / "archive", tmp_path / "away")
    made.room.refresh()
    answer = made.client.get("/en/")
    assert answer.status_code == 503 and "no archive at" in answer.text
    shutil.move(tmp_path / "away", tmp_path / "archive")
    made.refresh()
    assert made.client.get("/en/").status_code == 200


def test_blocked_is_said_of_a_portal_that_would_not_be_read_and_of_no_other(made: Made) -> None:
    page = capture(code="510500")
    put_run(made.archive, 0, [page], [parse_of(page)], coverage={"510500": [(2018, "unknown")]}, outcome="failed")
    put_run(made.archive, 1, coverage={"510521": [(2018, "unknown")], "350111": [(2018, "absent")]}, outcome="failed")
    told = {"510000": JurisdictionOutcome(outcome="failed", counts={"challenge": 3}, coverage=(UNKNOWN,))}
    at = START + timedelta(days=2)
    manifest = RunManifest(
        run=run_name(2),
        spider="annual_reports",
        started=at,
        finished=at,
        outcome="failed",
        jurisdictions=told,
        code=Code(version="1"),
    )
    made.archive.commit(manifest.to_bytes())
    made.refresh()
    cells = {code: made.room.coverage.cells[code][2018] for code in ("510500", "510521", "350111", "510000")}
    assert cells == {"510500": "unknown", "510521": "unknown", "350111": "missing", "510000": "blocked"}


def test_departments_stand_on_the_map(made: Made) -> None:
    on_time, late = capture("https://www.luzhou.gov.cn/1.html"), capture("https://www.luzhou.gov.cn/2.html", day=1)
    bureau = Issuer(kind="department", name="泸州市财政局")
    put_run(
        made.archive,
        0,
        [on_time, late],
        [
            parse_of(on_time, year=2019, issuer=bureau, published="2020-01-20"),
            parse_of(late, issuer=bureau, published="2021-02-20"),
        ],
    )
    made.refresh()
    assert made.room.coverage.bureaus["510000"] == {2019: 1, 2020: 1}
    province = made.client.get("/en/coverage/510000").text
    assert "Departments and other bodies" in province
    place = made.client.get("/en/jurisdictions/510500").text
    row = place[place.index('lang="zh">泸州市财政局') :]
    assert row.index("s-on_time") < row.index("s-late")


def test_events_of_all_places_come_in_pages_the_latest_first(made: Made) -> None:
    put_places(made.archive)
    put_places(made.archive, 1, 2021)
    made.refresh()
    first = made.client.get("/api/v1/events?kind=new&limit=4").json()
    rest = made.client.get(first["next"]).json()
    times = [item["time"] for item in first["items"] + rest["items"]]
    assert first["total"] == 6 and times == sorted(times, reverse=True)
    assert made.client.get("/en/events?limit=4").text.count("<tr>") == 5


def png(colour: str) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(target, "PNG")
    return target.getvalue()


def test_an_archived_page_shows_the_images_that_were_captured(made: Made) -> None:
    page = capture(
        body='<p>甲</p><img src="/files/%E5%9B%BE.png" alt="图一"><img src="b.png" alt="图二"><img src="c.png">'
    )
    image = replace(
        capture("https://www.luzhou.gov.cn/files/%E5%9B%BE.png", headers=(("Content-Type", "image/png"),)),
        body=png("red"),
    )
    broken = capture("https://www.luzhou.gov.cn/c.png", body="no image", headers=(("Content-Type", "image/png"),))
    put_run(made.archive, 0, [page, image, broken], [])
    made.refresh()
    shown = made.client.get(f"/originals/{page.record_id.removeprefix('urn:uuid:')}").text
    assert shown.count('<img alt="图一" src="data:image/png;base64,') == 1
    assert "[image not captured · 图片未采集: 图二]" in shown
    assert "[image cannot be shown · 图片无法显示]" in shown


def test_an_archive_in_s3_is_read_like_one_in_a_folder(
    tmp_path: Path, helpers: Helpers, s3_uri: str, s3_environment: S3Server
) -> None:
    archive = Archive.open(s3_uri, state_dir=tmp_path / "state", endpoint_url=s3_environment.endpoint_url, create=True)
    page = capture(body="<p>全年收到申请380件。</p>")
    put_run(archive, 0, [page], [parse_of(page, text="全年收到申请380件。")])
    room = Room(
        lambda: Archive.open(s3_uri, state_dir=tmp_path / "state", endpoint_url=s3_environment.endpoint_url), helpers
    )
    room.refresh()
    assert room.trouble is None
    with running(room) as url, httpx.Client(base_url=url, timeout=60) as client:
        assert client.get("/en/reports/510500/2020/government").status_code == 200
        assert "380" in client.get(f"/originals/{page.record_id.removeprefix('urn:uuid:')}").text
        assert client.get("/api/v1/search?q=申请").json()["total"] == 1
    archive.catalogue.close()
