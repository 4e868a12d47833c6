"""What the room answers as data: the index follows the archive, search in both scripts, JSON, files, Memento."""

from __future__ import annotations

import csv
import io

import jsonschema
import pytest

from storage.reading_room.bigrams import question, tokens
from storage.report import Report
from tests.storage.made import figure
from tests.storage.made_runs import capture, parse_of, put_run
from tests.storage.reading_room.conftest import Made

URL = "https://www.luzhou.gov.cn/a.html"
TEXT = "泸州市2020年政府信息公开工作年度报告\n一、总体情况\n全年收到申请380件。"
HANT = "瀘州市2020年政府資訊公開工作年度報告\n全年收到申請381件。"


@pytest.fixture
def filled(made: Made) -> Made:
    """A report, and a day later a revised version of it in the other script."""
    first, second = capture(day=0, body=TEXT), capture(day=1, body=HANT)
    put_run(made.archive, 0, [first], [parse_of(first, indicators=(figure("applications.received", 380),))])
    put_run(made.archive, 1, [second], [parse_of(second, indicators=(figure("applications.received", 381),))])
    made.refresh()
    return made


def test_words_are_found_in_either_script(filled: Made) -> None:
    for words in ("公开工作", "公開工作", "申请", "申請381", "公"):
        assert filled.client.get("/api/v1/search", params={"q": words}).json()["total"] == 1, words
    assert filled.client.get("/api/v1/search", params={"q": "开公"}).json()["total"] == 0


def test_what_a_new_version_replaced_is_no_longer_found(filled: Made) -> None:
    assert filled.client.get("/api/v1/search", params={"q": "380"}).json()["total"] == 0
    assert filled.room.index.count() == (1, 1, 1)


def test_chinese_is_tokens_of_two_and_a_number_is_one() -> None:
    assert tokens("政府信息 1,234.5件") == "政府 府信 信息 息 12345 件"
    assert question("信息公开 2020") == '"信息 息公 公开" AND "2020"'
    assert question("。，") is None


def test_a_report_is_a_line_of_the_export(filled: Made) -> None:
    answer = filled.client.get("/api/v1/reports/510500/2020/government").json()
    report = Report.model_validate(answer)
    assert report.indicators[0].value == 381
    assert [copy.relation for copy in report.copies] == ["superseded"]


def test_versions_are_compared(filled: Made) -> None:
    page = filled.client.get("/en/versions/510500/2020/government").text
    assert "Figures that changed" in page and "380" in page and "381" in page and "<ins>" in page


def test_lists_come_in_pages_with_the_address_of_the_next(made: Made) -> None:
    pages = [capture(f"https://www.luzhou.gov.cn/{year}.html") for year in (2018, 2019, 2020)]
    put_run(made.archive, 0, pages, [parse_of(page, year=2018 + n) for n, page in enumerate(pages)])
    made.refresh()
    first = made.client.get("/api/v1/reports?limit=2").json()
    rest = made.client.get(first["next"]).json()
    assert [item["year"] for item in first["items"] + rest["items"]] == [2018, 2019, 2020]
    assert first["total"] == 3 and rest["next"] is None


def test_what_is_compared_is_taken_away_with_its_citation(filled: Made) -> None:
    text = filled.client.get("/en/compare.csv?code=applications.received").text
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["value"] == "381" and row["report_id"] == "510500/2020/government"
    assert "applications.received@all@year" in row["citation"]


def test_every_path_of_the_api_is_described_and_answers(filled: Made) -> None:
    document = filled.client.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    for path, item in document["paths"].items():
        if "{" in path:
            continue
        needed = {"code": "applications.received", "q": "公开", "jurisdiction": "510500"}
        answer = filled.client.get(
            path, params={p["name"]: needed[p["name"]] for p in item["get"]["parameters"] if p["name"] in needed}
        )
        assert answer.status_code == 200, path
        schema = item["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        whole = {**schema, "components": document["components"]}
        jsonschema.validate(
            answer.json(), {**whole, "properties": {k: v for k, v in schema["properties"].items() if k != "items"}}
        )


def test_a_timegate_leads_to_the_capture_nearest_to_a_time(filled: Made) -> None:
    at = {"Accept-Datetime": "Sat, 31 Jan 2026 10:00:00 GMT"}
    gate = filled.client.get(f"/timegate/{URL}", headers=at)
    assert gate.status_code == 302 and "accept-datetime" in gate.headers["vary"]
    memento = filled.client.get(gate.headers["location"])
    assert memento.content == TEXT.encode()
    assert memento.headers["memento-datetime"] == "Sat, 31 Jan 2026 08:00:00 GMT"
    latest = filled.client.get(filled.client.get(f"/timegate/{URL}").headers["location"])
    assert latest.content == HANT.encode()


def test_a_timemap_lists_every_capture(filled: Made) -> None:
    listed = filled.client.get(f"/timemap/link/{URL}")
    assert listed.headers["content-type"].startswith("application/link-format")
    assert listed.text.count("memento") >= 2 and 'rel="first memento"' in listed.text
    assert len(filled.client.get(f"/timemap/json/{URL}").json()["mementos"]["list"]) == 2
