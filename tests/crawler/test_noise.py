"""Counters and tokens are no change: whatever system wrote a page, its report reads the same with other ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from crawler import tasks
from crawler.discovery.page import Visit
from storage.capture import Capture, CaptureFacts, new_record_id
from storage.report import ParsedReport
from tests.crawler.portals import systems
from tests.crawler.portals.site import Site

LIMIT = 20_000_000
_INFO = re.compile(r"(?:发布|日期|时间|来源)[^<]{0,40}|</h[123]>")


def with_noise(markup: str, number: int) -> str:
    """The page with a counter beside its date or below its title, one at its foot, and tokens in tags and comments."""
    info = _INFO.search(markup)
    if info is not None:
        markup = f"{markup[: info.end()]} <span>浏览次数：{number}次</span> {markup[info.end() :]}"
    foot = f'<input type="hidden" name="csrf" value="{number * 7919:x}"><p>您是第{number}位访问者</p><!-- {number} --></body>'
    return markup.replace("</body>", foot).replace("<body", f'<body data-token="{number:x}"', 1)


def read(site: Site, url: str, number: int) -> ParsedReport:
    answer = site.answer(Visit(url))
    charset = dict(answer.headers)["Content-Type"].rpartition("charset=")[2]
    body = with_noise(answer.body.decode(charset), number).encode(charset)
    capture = Capture(
        record_id=new_record_id(),
        url=url,
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        status=200,
        reason="OK",
        headers=answer.headers,
        body=body,
        request_method="GET",
        request_headers=(),
        request_body=b"",
        facts=CaptureFacts(jurisdiction=site.jurisdiction, portal_url=f"{site.base}/"),
    )
    parsed = tasks.read_capture(capture, capture.payload_sha256, LIMIT).parsed
    assert parsed is not None
    return parsed


@pytest.mark.parametrize("build", systems.ALL, ids=lambda build: build.__name__)
def test_other_counters_and_tokens_leave_a_report_as_it_is(build: Callable[[int], Site]) -> None:
    site = build(0)
    url = next(iter(site.reports))
    once, again = read(site, url, 1001), read(site, url, 23456)
    assert once.report.capture.payload_sha256 != again.report.capture.payload_sha256
    assert once.report.text == again.report.text
    assert once.reading.content_sha256 == again.reading.content_sha256
