"""Real reports against figures read by hand: every figure right, none wrong, and just the checks fail that should."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from crawler.registry import built_in_gazetteer
from pipelines.blocks import BodyHint
from pipelines.parse import ParseContext
from pipelines.reading import read_report
from storage.report import CaptureRef, Report, Source

SHARED = Path(__file__).parents[2] / "../shared"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not there")

TEXT = "text/plain; charset=utf-8"
# name: file, jurisdiction, content type, gold
REPORTS = {
    "hongze": ("real/files/hzq2023_working.pdf", "320813", "application/pdf", "real/gold/hongze_2023.json"),
    "huaian": ("real/files/szfgs2024.pdf", "320800", "application/pdf", "real/gold/huaian_2024.json"),
    "shanghai": ("real/html/shanghai_office_2019.html", "310000", "text/html", "real/gold/shanghai_office_2019.json"),
    "luzhou": ("seeds/001_18f7ca521b54ea8a.txt", "510500", TEXT, "seeds/gold/luzhou-2020.json"),
    "jinan": ("seeds/004_6fcf304d54296c97.txt", "350111", TEXT, "seeds/gold/jinan-2018.json"),
    "guangzhou": ("seeds/000_5cb51c3a5a3bd9e9.txt", "440100", TEXT, None),
    "hefei": ("seeds/002_78b9ceb0a6821668.txt", "340100", TEXT, None),
    "suizhou": ("seeds/003_8eabe3c22b153a2a.txt", "421300", TEXT, None),
}
WITH_GOLD = [name for name, row in REPORTS.items() if row[3]]

# Figures that the sentences of these reports print beside the tables, read by hand.
IN_WORDS: dict[str, dict[str, float]] = {
    "hongze": {"proactive.channel.website": 1136, "applications.fees_collected": 0},
    "huaian": {
        "gazette.issues": 6, "platform.accounts": 95, "responses.press_conferences": 12, "responses.interpretations": 21,
        "applications.fees_collected": 0.394, "litigation.total": 46, "litigation.upheld": 25,
        "litigation.corrected": 5, "litigation.other": 9,
    },
    "shanghai": {
        "applications.outcome.refused": 35, "applications.outcome.unable": 265,
        "applications.outcome.not_processed": 158, "litigation.total": 9,
    },
    "luzhou": {
        "proactive.by_publisher.departments": 92100, "proactive.by_publisher.lower_levels": 284100,
        "proactive.channel.new_media": 125500, "responses.messages": 2639, "gazette.issues": 10, "platform.accounts": 304,
        "platform.accounts.wechat": 203, "platform.accounts.weibo": 70, "platform.accounts.other": 31,
        "hotline.cases": 45494, "applications.by_receiver.departments": 230,
        "applications.by_receiver.lower_levels": 168, "applications.accepted_total": 398,
    },
    "jinan": {"responses.consultations": 12, "responses.surveys": 12, "hotline.cases": 48634},
    "guangzhou": {
        "proactive.items": 810000, "proactive.channel.gazette": 219, "proactive.channel.website": 162000,
        "proactive.channel.weibo_wechat": 83000, "proactive.channel.news_media": 36000, "responses.hot_issues": 2344,
        "gazette.issues": 36, "platform.accounts": 1020, "responses.press_conferences": 376,
        "responses.online_interviews": 96, "responses.interpretations": 520, "responses.weibo_wechat": 1976,
        "responses.other": 1304, "applications.received": 9532, "applications.channel.in_person": 1051,
        "applications.channel.fax": 5, "applications.channel.online": 6178, "applications.channel.letter": 2298,
        "applications.answered": 9450, "applications.outcome.granted": 4826, "applications.outcome.granted_partly": 225,
        "applications.outcome.already_public": 187, "applications.outcome.refused": 317,
        "applications.outcome.other": 1534, "applications.outcome.not_this_body": 926,
        "applications.outcome.not_existing": 1250, "applications.outcome.clarification_asked": 185, "review.total": 167,
        "review.upheld": 99, "review.corrected": 28, "review.other": 40, "litigation.total": 36, "litigation.upheld": 11,
        "litigation.corrected": 1, "litigation.other": 24,
    },
    "hefei": {
        "applications.reply_days_average": 12, "review.total": 0, "litigation.total": 0, "training.courses": 5,
    },
    "suizhou": {
        "proactive.items": 71144, "proactive.by_publisher.departments": 31248,
        "proactive.by_publisher.lower_levels": 39896, "proactive.channel.weibo": 3723, "proactive.channel.wechat": 6042,
        "applications.received": 131, "applications.closed": 131, "applications.channel.in_person": 42,
        "applications.channel.fax": 2, "applications.channel.online": 60, "applications.channel.letter": 27, "review.total": 6, "litigation.total": 2,
        "complaints.total": 53,
    },
}  # fmt: skip
FAILING = {
    "hongze": {("sum.review", "review.total"), ("sum.litigation.after_review", "litigation.after_review.total")},
    "shanghai": {
        ("sum.unable", "applications.outcome.unable"),
        ("words.outcomes", "applications.answered"),
        ("words", "applications.outcome.granted"),
        ("share", "applications.outcome.granted"),
    },
    "guangzhou": {("share", "applications.channel.fax")},
}

Key = tuple[str, str, str]


@cache
def report(name: str) -> Report:
    file, code, content_type, _ = REPORTS[name]
    capture = CaptureRef(
        record_id="urn:uuid:1", fetched_at="2025-01-01T00:00:00Z", status=200, media_type=content_type.split(";")[0],
        charset=None, payload_sha256="0" * 64, segment=None, rendered=False,
    )  # fmt: skip
    url = f"http://portal.example/{file}"
    source = Source(kind="official", url=url, portal_family=None, found_by=())
    return read_report(
        (SHARED / file).read_bytes(), url=url, content_type=content_type, charset=None, hint=BodyHint(),
        context=ParseContext(code, source, capture, {}), gazetteer=built_in_gazetteer(),
    ).report  # fmt: skip


def gold(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SHARED / str(REPORTS[name][3])).read_text("utf-8"))
    return loaded


def expected(name: str) -> dict[Key, float | None]:
    return {
        (entry["code"], entry.get("applicant", "all"), entry["period"]): entry["value"]
        for entry in (gold(name)["indicators"] if REPORTS[name][3] else ())
    }


def found(name: str) -> dict[Key, float | None]:
    return {(i.code, i.applicant, i.period): i.value for i in report(name).indicators}


@pytest.mark.parametrize("name", WITH_GOLD)
def test_every_gold_figure_is_right_and_a_blank_is_none(name: str) -> None:
    figures = found(name)
    assert {key: (value, figures.get(key)) for key, value in expected(name).items() if figures.get(key) != value} == {}


@pytest.mark.parametrize("name", REPORTS)
def test_beside_them_just_what_the_sentences_print_is_given(name: str) -> None:
    known = expected(name)
    extra = {
        code: value
        for (code, _, _), value in found(name).items()
        if value is not None and (code, "all", "year") not in known
    }
    extra = {code: value for code, value in extra.items() if not any(key[0] == code for key in known)}
    assert extra == IN_WORDS[name]


@pytest.mark.parametrize("name", REPORTS)
def test_just_the_checks_fail_that_should(name: str) -> None:
    failing = {(check.rule, check.codes[0]) for check in report(name).checks if check.status == "fails"}
    assert failing == FAILING.get(name, set())
    assert all(check.cause == "report" for check in report(name).checks if check.status == "fails")


@pytest.mark.parametrize("name", ["luzhou", "jinan"])
def test_the_outline_is_the_golds(name: str) -> None:
    printed = [(s["number"], s["title"] or "", s["level"], s["kind"]) for s in gold(name)["sections"]]
    assert [(s.number, s.title, s.level, s.kind) for s in report(name).sections] == printed


@pytest.mark.parametrize(
    ("name", "issuer", "title"),
    [
        ("hongze", "洪泽区人民政府", "洪泽区人民政府2023年政府信息公开工作年度报告"),
        ("huaian", "淮安市人民政府", "淮安市人民政府2024年政府信息公开工作年度报告"),
        ("shanghai", "上海市人民政府办公厅", "2019年上海市人民政府办公厅政府信息公开工作年度报告"),
        ("luzhou", "泸州市人民政府", "2020年瀘州市政府信息公開工作年度報告"),
        ("jinan", "晋安区人民政府", None),
        ("guangzhou", "广州市人民政府", "廣州市人民政府2018年政府信息公開工作年度報告"),
        ("hefei", "合肥市人民政府", "合肥市人民政府2012年政府信息公開工作年度報告"),
        ("suizhou", "随州市人民政府", "随州市2017年政府信息公开工作年度报告"),
    ],
)
def test_issuer_and_title_are_as_printed(name: str, issuer: str, title: str | None) -> None:
    assert (report(name).issuer.name, report(name).title) == (issuer, title)


@pytest.mark.parametrize("name", REPORTS)
def test_every_locator_points_at_its_raw(name: str) -> None:
    parsed = report(name)
    for indicator in parsed.indicators:
        where = indicator.locator
        if where.kind == "text":
            assert parsed.text[where.start : where.end] == indicator.raw
        elif where.kind == "table":
            assert parsed.tables[where.table].rows[where.row][where.column] == indicator.raw
