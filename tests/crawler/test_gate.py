"""The gate: what is no answer, by what it shows."""

from __future__ import annotations

import pytest

from crawler.discovery import links
from crawler.discovery.gate import Judgement, judge
from crawler.discovery.page import Answer
from crawler.discovery.view import View

URL = "http://a.test/gk/nb/index.html"
CHROME = "".join(f"<a href='/c{n}/'>栏目{n}</a>" for n in range(60))
LONG = "<p>" + "全市各级各部门认真贯彻落实条例要求，主动公开工作取得新进展。" * 60 + "</p>"


def verdict(body: str | bytes, status: int = 200, *, truncated: bool = False) -> Judgement | None:
    data = body if isinstance(body, bytes) else body.encode()
    view = View(Answer(URL, status, (("Content-Type", "text/html; charset=utf-8"),), data, truncated=truncated))
    return judge(view, links.collect(view))


@pytest.mark.parametrize(
    "body",
    [
        "<html><head><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=1;$_ts.cd='q';</script></head><body></body></html>",
        "<script>document.cookie='__jsl_clearance=1.2|0|x;Max-age=3600';location.href=location.pathname</script>",
        "<html><body><script>var wzwschallenge='x';var dynamicurl='/WZWS';</script></body></html>",
        "<html><body><p>请完成下列验证后继续访问</p><div id='nc'></div><script src='//g.alicdn.com/AWSC/awsc.js'></script></body></html>",
        "<html><head><title>Just a moment...</title></head><body></body></html>",
        "<script>document.cookie='a=b'; window.location.reload();</script>",
    ],
)
def test_a_page_that_asks_for_a_proof_is_a_challenge(body: str) -> None:
    found = verdict(body)
    assert found is not None
    assert found.verdict == "challenge"


@pytest.mark.parametrize("status", [412, 521])
def test_script_under_a_status_of_proof_is_a_challenge(status: int) -> None:
    found = verdict("<html><script>var a=1;</script></html>", status)
    assert found is not None
    assert found.verdict == "challenge"


def test_a_full_page_that_still_carries_the_proofs_script_is_an_answer() -> None:
    assert (
        verdict(
            f"<html><head><script>$_ts=window['$_ts'];$_ts.cd='q';</script></head><body>{CHROME}{LONG}</body></html>"
        )
        is None
    )


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (404, "not_found"),
        (410, "not_found"),
        (403, "blocked"),
        (429, "blocked"),
        (451, "blocked"),
        (500, "server_error"),
        (503, "server_error"),
    ],
)
def test_a_status_of_failure_is_believed(status: int, expected: str) -> None:
    found = verdict(f"<html><body>{LONG}</body></html>", status)
    assert found is not None
    assert found.verdict == expected


@pytest.mark.parametrize(
    "body",
    [
        "<html><head><title>404</title></head><body><p>页面走丢了</p></body></html>",
        "<html><head><title>某市人民政府</title></head><body><div>抱歉，您访问的页面不存在或已删除！</div></body></html>",
        f"<html><head><title>某市人民政府</title></head><body>{CHROME}<p>您要查看的信息不存在</p></body></html>",
        "<html><head><title>信息提示</title></head><body><h1>系统错误</h1></body></html>",
    ],
)
def test_an_error_page_with_status_200_is_a_soft_404(body: str) -> None:
    found = verdict(body)
    assert found is not None
    assert found.verdict == "soft_404"


def test_an_article_that_speaks_of_missing_pages_is_an_answer() -> None:
    assert (
        verdict(f"<html><head><title>通报</title></head><body>{LONG}<p>部分网站的页面不存在。</p></body></html>")
        is None
    )


def test_a_refresh_to_another_page_is_a_stub_that_says_where() -> None:
    found = verdict("<html><head><meta http-equiv='Refresh' content='0;URL=./list/'></head></html>")
    assert found is not None
    assert (found.verdict, found.targets) == ("stub", ("http://a.test/gk/nb/list/",))


def test_a_redirect_by_script_is_a_stub_that_says_where() -> None:
    found = verdict("<script>window.location.replace('/gk/main.html');</script>")
    assert found is not None
    assert (found.verdict, found.targets) == ("stub", ("http://a.test/gk/main.html",))


def test_a_region_that_is_kept_out_is_blocked() -> None:
    found = verdict("<html><body>您所在的地区无法访问本网站</body></html>")
    assert found is not None
    assert found.verdict == "blocked"


@pytest.mark.parametrize("body", [b"", b"  \n", b"<html><body></body></html>"])
def test_nothing_is_empty(body: bytes) -> None:
    found = verdict(body)
    assert found is not None
    assert found.verdict == "empty"


def test_an_answer_cut_at_a_bound_is_too_large() -> None:
    found = verdict(f"<html><body>{LONG}", truncated=True)
    assert found is not None
    assert found.verdict == "too_large"
