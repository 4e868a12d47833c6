"""A captured page is anybody's: nothing of it runs, loads, submits, frames or leaves its box, and the room is read-only."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser

from storage.reading_room.guard import host_name
from storage.report import TextLocator
from tests.storage.made import figure
from tests.storage.made_runs import capture, parse_of, put_run
from tests.storage.reading_room.conftest import Made, running

HOSTILE = """<!DOCTYPE html><html><head><title></title><script>alert(1)</script></title>
<base href="http://evil.example/"><meta http-equiv="refresh" content="0;url=http://evil.example/">
<link rel="stylesheet" href="http://evil.example/a.css"><style>body{position:fixed;background:url(http://evil.example/b)}</style>
<script>top.location='http://evil.example/'; fetch('http://evil.example/c')</script></head>
<body onload="alert(2)" style="position:fixed;top:0;z-index:99;background:url(http://evil.example/d)">
<h1 onclick="alert(3)">泸州市2020年政府信息公开工作年度报告</h1>
<img src="http://evil.example/e.png" onerror="alert(4)"><svg onload="alert(5)"><script>alert(6)</script><a href="javascript:alert(7)">x</a></svg>
<a href="javascript:alert(8)" target="_top">点我</a><a href="http://evil.example/f" ping="http://evil.example/g">走</a>
<form action="http://evil.example/h"><input name="q" autofocus onfocus="alert(9)"><button formaction="javascript:alert(10)">交</button></form>
<iframe src="http://evil.example/i"></iframe><object data="http://evil.example/j"></object><embed src="http://evil.example/k">
<math><mtext><mglyph><style><img src=x onerror=alert(11)></style></mglyph></mtext></math>
<noscript><p title="</noscript><img src=x onerror=alert(12)>"></noscript>
<template><script>alert(13)</script></template><video src="http://evil.example/l" autoplay></video>
<p style="text-align:center;background:url(javascript:alert(14))">全年收到申请<b>352</b>件。</p>
<table><tr><td colspan="1000000000" style="width:expression(alert(15))">甲</td></tr></table>
</body></html>"""
TITLE = '</title><script>alert("t")</script>"><img src=x onerror=alert(1)>'
DANGEROUS = re.compile(
    r"<(?!meta charset|meta name=\"viewport\")(?:script|iframe|object|embed|svg|math|form|input|button|img|link|base|meta|video|template)\b|\son\w+=|javascript:|http:",
    re.I,
)


@pytest.fixture
def hostile(made: Made) -> Iterator[Made]:
    page = capture(body=HOSTILE)
    received = figure("applications.received", 352, raw="352")
    text = f"{TITLE}\n全年收到申请352件。"
    at = text.index("352")
    received = received.model_copy(update={"locator": TextLocator(start=at, end=at + 3)})
    put_run(made.archive, 0, [page], [parse_of(page, text=text, title=TITLE, indicators=(received,))])
    made.refresh()
    return made


def shown(made: Made) -> httpx.Response:
    (line,) = made.room.index.reports_of("510500")
    bare = line.record_id.removeprefix("urn:uuid:")
    return made.client.get(f"/originals/{bare}?report={line.report_id}&figure=applications.received")


def test_of_a_hostile_page_only_words_and_tables_are_left(hostile: Made) -> None:
    answer = shown(hostile)
    assert answer.status_code == 200
    assert DANGEROUS.search(answer.text) is None
    assert "全年收到申请" in answer.text and "泸州市2020年" in answer.text
    assert "alert" not in answer.text


def test_the_figure_is_marked_in_it(hostile: Made) -> None:
    assert '<mark id="figure">352</mark>' in shown(hostile).text


def test_it_is_answered_in_a_sandbox_that_runs_and_loads_nothing(hostile: Made) -> None:
    headers = shown(hostile).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("sandbox;") and "allow-" not in policy
    assert "default-src 'none'" in policy and "script-src" not in policy
    assert headers["x-content-type-options"] == "nosniff"


def test_its_bytes_are_saved_and_never_opened(hostile: Made) -> None:
    (line,) = hostile.room.index.reports_of("510500")
    answer = hostile.client.get(f"/originals/{line.record_id.removeprefix('urn:uuid:')}/bytes")
    assert answer.content == HOSTILE.encode()
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")


def test_a_title_full_of_markup_is_words_on_every_page(hostile: Made) -> None:
    for path in (
        "/en/",
        "/en/jurisdictions/510500",
        "/zh/reports/510500/2020/government",
        "/en/reports",
        "/en/search?q=352",
        "/en/events",
        "/en/quality",
    ):
        answer = hostile.client.get(path)
        assert answer.status_code == 200, path
        assert "<script>alert" not in answer.text and "<img src=x" not in answer.text
    assert "&lt;script&gt;alert" in hostile.client.get("/en/reports").text


def test_in_a_real_browser_nothing_runs_nothing_loads_nothing_leaves_its_box(hostile: Made, browser: Browser) -> None:
    asked, said = [], []
    with running(hostile.room) as url:
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: said.append(dialog.message))
        page.goto(f"{url}/en/reports/510500/2020/government?figure=applications.received", wait_until="load")
        page.frame_locator("iframe").locator("h1").click()
        assert page.url.startswith(url)
        assert page.frame_locator("iframe").locator("mark").inner_text() == "352"
        page.close()
    assert said == []
    assert [each for each in asked if not each.startswith(url)] == []


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "", "localhost@evil.example", "169.254.169.254"],
)
def test_a_foreign_name_that_leads_here_reads_nothing(empty: Made, host: str) -> None:
    answer = empty.client.get("/api/v1/reports", headers={"Host": host})
    assert answer.status_code in (400, 421)
    assert "items" not in answer.text


@pytest.mark.parametrize(
    ("host", "name"), [("[::1]:80", "::1"), ("LOCALHOST", "localhost"), ("a b", ""), ("x:99999999", "")]
)
def test_the_name_in_a_host_header_is_told(host: str, name: str) -> None:
    assert host_name(host) == name


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_can_be_written(made: Made, method: str) -> None:
    answer = made.client.request(method, "/en/")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"


def test_a_page_of_the_room_allows_only_its_own(made: Made) -> None:
    policy = made.client.get("/en/").headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy


def test_a_path_of_another_host_does_not_become_a_redirect_there(made: Made) -> None:
    for path in ("//evil.example/", "/%2F%2Fevil.example/", "/\\evil.example"):
        location = made.client.get(path).headers.get("location", "/")
        assert location.startswith(("/en/", "/zh/", "/"))
        assert not location.startswith(("//", "/\\"))


def test_what_is_shown_of_a_huge_page_is_bounded(made: Made) -> None:
    page = capture(body="<html><body>" + "<div><p>长" * 150_000 + "</body></html>")
    put_run(made.archive, 0, [page], [])
    made.refresh()
    answer = made.client.get(f"/originals/{page.record_id.removeprefix('urn:uuid:')}")
    assert answer.status_code in (200, 404)
    assert len(answer.content) < 20_000_000
