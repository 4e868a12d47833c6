"""A report that a portal publishes as OFD or OpenDocument is found by its link and known by its bytes."""

from __future__ import annotations

import pytest

from crawler.discovery.examine import examine
from crawler.discovery.page import Answer, Page
from demo import articles, render
from tests.ofd import converted
from tests.variety.office.by_hand import ODT, open_document_by_hand

STUB = "<h1>泸州市人民政府2021年政府信息公开工作年度报告</h1><p>详见附件</p><a href='/up/2021.{0}'>附件.{0}</a>"


def look(url: str, body: bytes, media: str) -> Page:
    return examine(Answer(url, 200, (("Content-Type", media),), body), jurisdiction="510500")


@pytest.mark.parametrize("ending", ["ofd", "odt", "ods"])
def test_a_link_to_one_is_an_attachment(ending: str) -> None:
    page = look("http://a.test/nb/2021.html", STUB.format(ending).encode(), "text/html; charset=utf-8")
    assert [link.url for link in page.attachments] == [f"http://a.test/up/2021.{ending}"]


def test_what_is_sent_as_any_bytes_is_a_report() -> None:
    body = converted(render.pdf(articles.read("luzhou-2021")))
    page = look("http://a.test/up/2021.ofd", body, "application/octet-stream")
    assert (page.kind, page.verdict, page.media_type) == ("file", "ok", "application/ofd")
    assert page.recognition is not None
    assert (page.recognition.year, page.recognition.issuer_kind) == (2021, "government")


def test_an_open_document_sent_as_any_bytes_is_a_report() -> None:
    page = look("http://a.test/up/2021.odt", open_document_by_hand().body, "application/octet-stream")
    assert (page.kind, page.verdict, page.media_type) == ("file", "ok", ODT)
    assert page.recognition is not None and page.recognition.year is not None
