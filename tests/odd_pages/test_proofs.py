"""What was read from an odd page is found in its bytes again by the code that proves figures."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.tracing import prove
from pipelines.charset import decode
from storage.capture import Capture, CaptureFacts
from tests.odd_pages import damage_and_local_tables, tables_and_hidden_content
from tests.odd_pages.scoring import URL, Odd, gazetteer, read

HIDDEN_AWAY = (
    "figures_in_inputs",
    "content_in_a_hidden_input",
    "content_in_srcdoc",
    "content_in_a_record",
    "content_escaped_in_a_textarea",
    "cases_printed_vertically",
    "invisible_characters_between_digits",
    "hidden_noise_between_digits",
    "changes_in_words_and_arrows",
    "fees_declared_in_yuan",
)
EVERY = 23  # figures of a page, one of so many of which is proved: each proof reads the page again


def capture_of(odd: Odd) -> Capture:
    return Capture(
        record_id="urn:uuid:0",
        url=URL,
        fetched_at=datetime(2025, 5, 1, tzinfo=UTC),
        status=200,
        reason="OK",
        headers=(("Content-Type", "text/html"),),
        body=odd.body,
        request_method="GET",
        request_headers=(),
        request_body=b"",
        facts=CaptureFacts(odd.code, URL),
    )


@pytest.mark.parametrize(
    "odd",
    [odd for odd in tables_and_hidden_content.pages() + damage_and_local_tables.pages() if odd.name in HIDDEN_AWAY],
    ids=lambda odd: odd.name,
)
def test_a_figure_of_an_odd_page_is_proved_from_its_bytes(odd: Odd) -> None:
    report = read(odd, gazetteer()).report
    named = report.capture.model_copy(update={"charset": decode(odd.body).charset})
    report = report.model_copy(update={"capture": named})
    figures = [one for one in report.indicators if one.value is not None]
    chosen = {
        one.code: one
        for one in (*figures[::EVERY], *(one for one in figures if one.code.endswith(("change", "amount"))))
    }
    for figure in chosen.values():
        assert prove(report, figure, capture_of(odd), 20_000_000).faults == (), figure
