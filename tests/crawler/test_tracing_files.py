"""A figure is proved from whatever kind of file it was read from, and an altered one is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crawler.tracing import prove
from storage.capture import Capture, CaptureFacts
from storage.report import Indicator, Report
from tests.odd_pages.scoring import URL, Odd, gazetteer, read
from tests.variety.mangled.first import BATCH
from tests.variety.office import by_hand, by_hand_again

FILES = {
    "statistics_as_word": "application/msword",
    "statistics_as_rtf": "application/msword",
    "statistics_as_workbook": "application/vnd.ms-excel",
    "excel_2003_xml_of_statistics": "application/vnd.ms-excel",
    "a_single_file_page_in_base64": "application/vnd.ms-excel",
    "statistics_as_comma_text": "text/csv",
    "a_page_called_doc": "application/msword",
    "open_document_by_hand": by_hand.ODT,
    "open_document_in_frames": by_hand.ODT,
    "open_document_with_lists": by_hand.ODT,
}
OPEN_DOCUMENTS = (
    by_hand.open_document_by_hand,
    by_hand.open_document_in_frames,
    by_hand_again.open_document_with_lists,
)
LIMIT = 20_000_000


def file(name: str) -> Odd:
    for make in OPEN_DOCUMENTS:
        if make.__name__ == name:
            return make()
    (odd,) = BATCH.pages(name)
    return odd


def proofs(name: str) -> tuple[Report, Capture, list[Indicator]]:
    odd = file(name)
    capture = Capture(
        record_id="urn:uuid:0",
        url=URL,
        fetched_at=datetime(2025, 5, 1, tzinfo=UTC),
        status=200,
        reason="OK",
        headers=(("Content-Type", FILES[name]),),
        body=odd.body,
        request_method="GET",
        request_headers=(),
        request_body=b"",
        facts=CaptureFacts(odd.code, URL),
    )
    report = read(odd, gazetteer()).report
    figures = [one for one in report.indicators if one.value]
    return report, capture, figures[:: max(1, len(figures) // 4)]


@pytest.mark.parametrize("name", FILES)
def test_a_figure_of_any_kind_of_file_is_proved_from_its_bytes(name: str) -> None:
    report, capture, figures = proofs(name)
    assert figures
    for figure in figures:
        proof = prove(report, figure, capture, LIMIT)
        assert (proof.faults, proof.unchecked) == ((), ()), figure


@pytest.mark.parametrize("name", FILES)
def test_a_figure_that_the_file_does_not_hold_is_not_proved(name: str) -> None:
    report, capture, figures = proofs(name)
    figure = figures[-1]
    where = figure.locator
    assert where.kind == "table"
    rows = [list(row) for row in report.tables[where.table].rows]
    rows[where.row] = ["987654321" if cell == figure.raw else cell for cell in rows[where.row]]
    table = report.tables[where.table].model_copy(update={"rows": tuple(map(tuple, rows))})
    tables = tuple(table if number == where.table else one for number, one in enumerate(report.tables))
    altered = report.model_copy(update={"tables": tables})
    forged = figure.model_copy(update={"raw": "987654321", "value": 987654321})
    assert any("not found" in fault for fault in prove(altered, forged, capture, LIMIT).faults)


def test_bytes_that_are_not_the_ones_named_are_told() -> None:
    report, capture, figures = proofs("statistics_as_comma_text")
    other = replace(capture, body=capture.body + b"\n")
    assert any("sha256" in fault for fault in prove(report, figures[0], other, LIMIT).faults)
