"""Bad input is a page that says so, in the asker's language and with the right status, and never a traceback."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import httpx
import pytest

from storage.archive import Archive
from storage.reading_room.helpers import Helpers
from storage.reading_room.room import Room
from tests.storage.made_runs import capture, parse_of, put_run
from tests.storage.reading_room.conftest import Made, running

NOWHERE = "00000000-0000-0000-0000-000000000000"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/en/nothing", 404),
        ("/zh/coverage/999999", 404),
        ("/en/coverage/51", 400),
        ("/en/coverage/51050０", 400),
        ("/zh/jurisdictions/abc", 400),
        ("/zh/jurisdictions/999999", 404),
        ("/en/reports/510500/2020/government", 404),
        ("/en/reports/510500/20200/government", 400),
        ("/en/reports/510500/²020/government", 400),
        ("/en/reports/abc/2020/government", 400),
        ("/en/versions/510500/2020/%00", 404),
        ("/en/reports?year=1", 400),
        ("/en/reports?offset=-1", 400),
        ("/en/reports?limit=1000000", 400),
        ("/en/reports?offset=99999999999999999999", 400),
        ("/en/reports?form=2020", 400),
        ("/en/compare?code=nothing", 400),
        ("/en/compare?applicant=x", 400),
        ("/en/compare.xls", 404),
        ("/en/search?q=" + "长" * 400, 400),
        ("/en/search?q=%00", 400),
        ("/en/search?q=公开&year=abc", 400),
        ("/en/captures/xyz", 400),
        (f"/en/captures/{NOWHERE}", 404),
        (f"/originals/{NOWHERE}", 404),
        (f"/originals/{NOWHERE}/sheets/1.png", 404),
        ("/en/snapshots/all/2020-01-01-000000000000", 404),
        ("/static/%2e%2e/app.py", 404),
        ("/api/v1/nothing", 404),
        ("/api/v1/indicators", 400),
        ("/api/v1/captures?cursor=x", 400),
        ("/api/v1/checks?jurisdiction=1", 400),
        ("/timegate/ftp://x/", 400),
        ("/timegate/http://nowhere.example/", 404),
        ("/timemap/xml/http://nowhere.example/", 404),
        ("/memento/2020/http://nowhere.example/", 400),
    ],
)
def test_bad_input_is_told_with_its_status(empty: Made, path: str, status: int) -> None:
    answer = empty.client.get(path)
    assert answer.status_code == status
    assert "Traceback" not in answer.text and 'File "' not in answer.text
    if path.startswith(("/en", "/zh")):
        assert f"<small>{status}</small>" in answer.text
    if path.startswith("/api"):
        assert answer.json()["status"] == status


@pytest.mark.parametrize(
    "query", ['"', "*", "a OR b", "NEAR(", "body:x", "-", "公 *", "'; DROP TABLE reports", "(((", "^", "公" * 250]
)
def test_any_words_can_be_searched_for(empty: Made, query: str) -> None:
    assert empty.client.get("/en/search", params={"q": query}).status_code == 200


def test_an_empty_archive_is_a_page_that_says_how_to_begin(made: Made) -> None:
    answer = made.client.get("/en/")
    assert answer.status_code == 200
    assert "The archive holds no report yet" in answer.text


def test_an_archive_that_is_missing_is_a_page_until_it_is_there(tmp_path: Path, helpers: Helpers) -> None:
    uri = f"file:{tmp_path / 'archive'}"
    room = Room(lambda: Archive.open(uri, state_dir=tmp_path / "state"), helpers)
    room.refresh()
    with running(room) as url:
        answer = httpx.get(f"{url}/en/")
        assert answer.status_code == 503 and "no archive at" in answer.text
        assert httpx.get(f"{url}/api/v1/reports").status_code == 503
        Archive.open(uri, state_dir=tmp_path / "state", create=True)
        room.refresh()
        assert httpx.get(f"{url}/en/").status_code == 200


def test_an_archive_of_a_newer_version_is_told(made: Made, tmp_path: Path) -> None:
    marker = tmp_path / "archive" / "archive.json"
    marker.write_text(json.dumps({"archive": "lantai", "format": 99}))
    made.room.refresh()
    answer = made.client.get("/zh/")
    assert answer.status_code == 503
    assert "use a later version" in answer.text


def test_an_archive_whose_captures_vanished_says_so_on_the_report(made: Made, tmp_path: Path) -> None:
    page = capture()
    put_run(made.archive, 0, [page], [parse_of(page)])
    made.refresh()
    shutil.rmtree(tmp_path / "archive" / "captures")
    answer = made.client.get("/en/reports/510500/2020/government")
    assert answer.status_code == 200
    assert "The original cannot be shown" in answer.text


def test_the_language_follows_the_browser_and_is_kept_in_the_address(made: Made) -> None:
    for accept, lang in (
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("de, en;q=0.5", "en"),
        ("", "en"),
        ("en;q=x,zh;q=0.1", "zh"),
    ):
        answer = made.client.get("/search?q=1", headers={"Accept-Language": accept})
        assert answer.status_code == 302
        assert answer.headers["location"] == f"/{lang}/search?q=1"


def test_head_and_conditional_requests(made: Made) -> None:
    whole = made.client.get("/en/about")
    head = made.client.head("/en/about")
    assert head.status_code == 200 and head.content == b"" and head.headers["etag"] == whole.headers["etag"]
    again = made.client.get("/en/about", headers={"If-None-Match": whole.headers["etag"]})
    assert again.status_code == 304 and again.content == b""
