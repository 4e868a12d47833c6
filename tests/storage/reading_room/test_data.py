"""What the room knows follows the archive: search in both scripts, versions, files with their citation."""

from __future__ import annotations

import csv
import io

from storage.reading_room.bigrams import question, tokens
from storage.report import Report
from tests.storage.reading_room.conftest import Made


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


def test_what_is_compared_is_taken_away_with_its_citation(filled: Made) -> None:
    text = filled.client.get("/en/compare.csv?code=applications.received").text
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["value"] == "381" and row["report_id"] == "510500/2020/government"
    assert "applications.received@all@year" in row["citation"]
