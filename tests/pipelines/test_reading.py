"""All stages in one call: whatever the bytes are, a report or one of the named errors comes out."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.blocks import BodyHint
from pipelines.errors import ReadingError
from pipelines.reading import read_report
from storage.report import ParsedReport
from tests.pipelines.parsing.made_article import BODY, PLACES
from tests.pipelines.test_parse import CONTEXT, TITLE

PAGE = (
    "<html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1><div class=content>{body}"
    "<table><tr><td>行政复议</td><td>行政诉讼</td></tr><tr><td>1</td><td>0</td></tr></table></div></body></html>"
).format(title=TITLE, body="".join(f"<p>{line}</p>" for line in BODY))
PIECES = (
    "<table>", "<td colspan=99999999>", "<p>", "</div>", "&#0;", "\x00", "件", "政府信息公开申请", "一、", "(一)", "占",
    "9" * 400, "万" * 50, "(" * 300, "。" * 300, "其中", "2020年", "，" * 200, "<!--", "\ud7ff", "未收到", "行政复议",
)  # fmt: skip
UNHURRIED = settings(max_examples=60, suppress_health_check=list(HealthCheck))


def read(body: bytes, content_type: str | None = "text/html") -> ParsedReport:
    return read_report(
        body,
        url="http://portal.example/1.html",
        content_type=content_type,
        charset=None,
        hint=BodyHint(),
        context=CONTEXT,
        gazetteer=PLACES,
    )


def assert_read_or_refused_by_name(body: bytes, content_type: str | None = "text/html") -> None:
    try:
        parsed = read(body, content_type)
    except ReadingError:
        return
    text = parsed.report.text
    for indicator in parsed.report.indicators:
        if indicator.locator.kind == "text":
            assert text[indicator.locator.start : indicator.locator.end] == indicator.raw
    assert ParsedReport.model_validate_json(parsed.model_dump_json()) == parsed


def test_a_page_becomes_a_report_with_checks() -> None:
    report = read(PAGE.encode()).report
    assert report.report_id == "510500/2020/government"
    assert report.title == TITLE
    assert {i.code: i.value for i in report.indicators}["applications.received"] == 12


@UNHURRIED
@given(st.binary(max_size=3000), st.sampled_from([None, "text/html", "application/pdf", "application/msword"]))
def test_random_bytes_give_a_named_error_or_a_report(body: bytes, content_type: str | None) -> None:
    assert_read_or_refused_by_name(body, content_type)


@UNHURRIED
@given(st.integers(min_value=0, max_value=2**32))
def test_a_mutated_page_gives_a_named_error_or_a_report(seed: int) -> None:
    rng = random.Random(seed)
    page = PAGE
    for _ in range(rng.randint(1, 12)):
        at, end = sorted((rng.randrange(len(page)), rng.randrange(len(page))))
        piece = rng.choice(PIECES) * rng.randint(1, 3)
        page = page[:at] + piece + page[rng.choice((at, min(end, at + 30))) :]
    assert_read_or_refused_by_name(page.encode("utf-8", "replace"))


@UNHURRIED
@given(
    st.lists(
        st.sampled_from(
            (*PIECES[2:], *BODY, "全市", "共收到", "予以公开12件", "5件,", "市财政局", "历年累计", "12345热线")
        ),
        min_size=1,
        max_size=120,
    )
)
def test_sentences_of_any_words_give_a_named_error_or_a_report(words: list[str]) -> None:
    body = f"<html><head><meta charset=utf-8></head><body><h1>{TITLE}</h1><div><p>{'</p><p>'.join(BODY)}</p><p>{''.join(words)}</p></div></body></html>"
    assert_read_or_refused_by_name(body.encode("utf-8", "replace"))


def test_the_context_does_not_change_what_the_page_says() -> None:
    other = replace(CONTEXT, jurisdiction="320100")
    parsed = read_report(
        PAGE.encode(), url="http://portal.example/1.html", content_type="text/html", charset=None,
        hint=BodyHint(), context=other, gazetteer=PLACES,
    )  # fmt: skip
    assert parsed.report.report_id == "510500/2020/government"


@pytest.mark.parametrize("body", [b"", b"\x00" * 100, b"%PDF-1.7", b"PK\x03\x04", b"<html></html>"])
def test_what_is_no_document_is_a_named_error(body: bytes) -> None:
    with pytest.raises(ReadingError):
        read(body, None)
