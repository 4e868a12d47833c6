"""A figure of an OFD is proved from its pages' XML, and an altered one is not."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from crawler.registry import Registry
from crawler.tracing import prove
from storage.capture import Capture, CaptureFacts, sha256_hex
from storage.report import Report
from tests.ofd import Sheet, converted, packed, tag
from tests.variety.making import make
from tests.variety.measure import read
from tests.variety.rendering import Kind, pdf_file

LIMIT = 20_000_000


@pytest.fixture(scope="module")
def traced() -> tuple[Report, Capture]:
    truth, parts = make(501, "2021")
    body = converted(pdf_file(truth, parts, random.Random(501)))
    parsed = read(
        truth, parts, Kind("ofd", "application/ofd", lambda truth, parts, rng: body), Registry.load().gazetteer
    )
    return named(parsed.report, body), captured(body)


def captured(body: bytes) -> Capture:
    return Capture(
        record_id="urn:uuid:0",
        url="http://www.example.gov.cn/a.ofd",
        fetched_at=datetime(2025, 5, 1, tzinfo=UTC),
        status=200,
        reason="OK",
        headers=(("Content-Type", "application/octet-stream"),),
        body=body,
        request_method="GET",
        request_headers=(),
        request_body=b"",
        facts=CaptureFacts("510500", "http://www.example.gov.cn/a.ofd"),
    )


def named(report: Report, body: bytes) -> Report:
    return report.model_copy(update={"capture": report.capture.model_copy(update={"payload_sha256": sha256_hex(body)})})


def test_every_figure_is_proved_from_the_bytes(traced: tuple[Report, Capture]) -> None:
    report, capture = traced
    figures = [one for one in report.indicators if one.value is not None]
    assert len(figures) > 100
    told = [(one.code, prove(report, one, capture, LIMIT)) for one in figures]
    assert [(code, proof) for code, proof in told if proof.faults or proof.unchecked] == []


def test_a_figure_that_the_file_does_not_hold_is_not_proved(traced: tuple[Report, Capture]) -> None:
    report, capture = traced
    figure = next(one for one in report.indicators if one.value and one.locator.kind == "pdf")
    forged = figure.model_copy(update={"raw": "987654321", "value": 987654321})
    assert any("not found" in fault for fault in prove(report, forged, capture, LIMIT).faults)


def test_what_may_stand_in_a_picture_is_unchecked(traced: tuple[Report, Capture]) -> None:
    report, _ = traced
    sheet = Sheet()
    sheet.text(20, 40, "一、总体情况")
    sheet.items.append(tag("ImageObject", ResourceID=5, Boundary="20 60 100 100"))
    body = packed({"OFD.xml": b"<a/>", "Doc_0/Pages/Page_0/Content.xml": sheet.layer().encode()})
    figure = next(one for one in report.indicators if one.value)
    proof = prove(named(report, body), figure, captured(body), LIMIT)
    assert (proof.faults, len(proof.unchecked)) == ((), 1)
