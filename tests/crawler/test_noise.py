"""Counters and tokens are no change: whatever system wrote a page, its report reads the same with other ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urljoin

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
    return parsed_from(url, dict(answer.headers), body, site.jurisdiction)


def parsed_from(url: str, headers: dict[str, str], body: bytes, jurisdiction: str) -> ParsedReport:
    capture = Capture(
        record_id=new_record_id(),
        url=url,
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        status=200,
        reason="OK",
        headers=tuple(headers.items()),
        body=body,
        request_method="GET",
        request_headers=(),
        request_body=b"",
        facts=CaptureFacts(jurisdiction=jurisdiction, portal_url=urljoin(url, "/")),
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


TITLE = "泸州市人民政府2018年政府信息公开工作年度报告"
REPORT = (
    "根据《中华人民共和国政府信息公开条例》的规定，现公布泸州市2018年的年度报告，数据统计自2018年1月1日起至2018年12月31日止。",
    "一、主动公开政府信息情况",
    "2018年，全市主动公开政府信息12345条，其中通过政府网站公开10233条，政务微博公开1202条，政务微信公开910条。",
    "二、依申请公开政府信息情况",
    "全年共收到政府信息公开申请321件，其中当面申请22件，网络申请200件，信函申请99件。已办结321件，同意公开250件。",
    "三、行政复议和行政诉讼情况",
    "因政府信息公开申请行政复议11件，行政诉讼3件。",
    "泸州市人民政府",
    "2019年3月20日",
)
# What an unknown system puts around and into its article, another number each time: where it stands, and what.
LIVELY = {
    "head": {
        "count of visits": "发布时间：2019-03-21 浏览量：{n} 次 字体：[大 中 小]",
        "count in a tag": "来源：市政府办 发布日期：2019年03月21日 点击数：<span id='hits'>{n}</span>",
        "date of an update": "发布时间：2019-03-21 更新时间：2026-01-{d}",
    },
    "foot of the article": {
        "related reports": "<div><h3>相关阅读</h3><ul><li><a href='/{n}.html'>泸州市20{d}年政府信息公开工作年度报告</a></ul></div>",
        "the next article": "<p>上一篇：<a href='/{n}.html'>关于第{n}号提案的答复</a></p><p>下一篇：没有了</p>",
        "the next report": "<div>上一条：<a href='/{n}.html'>泸州市财政局20{d}年政府信息公开年度报告</a><br>下一条：无</div>",
        "shares and likes": "<div>分享到：<a>微信</a><a>微博</a> 点赞({n})</div>",
        "a code to scan": "<p>扫一扫在手机打开当前页</p><img src='/qr?u={n}'>",
        "comments": "<p>评论（{n}条） 我要评论</p>",
        "favourites": "<p>【打印】【关闭】 收藏 {n}</p>",
        "a picture's token": "<p><img src='/upload/1.png?t={n}' alt=''></p>",
        "a file's token": "<p>附件：<a href='/download.jsp?id=1&token={n}'>报告.pdf</a></p>",
    },
    "top": {"today": "今天是2026年1月{d}日", "weather": "泸州 多云 {d}℃"},
    "bottom": {"time taken": "页面执行时间：0.0{n}秒", "visitors": "您是第{n}位访问者 今日访问{d}"},
}
BOXES = (
    "<div class='a'><div class='b'>{body}</div>{foot}</div>",
    "<div class='TRS_Editor'>{body}{foot}</div>",
    "<table><tr><td>栏目一 栏目二</td><td id='content'>{body}{foot}</td></tr></table>",
)


@pytest.mark.parametrize("box", BOXES)
def test_hot_news_within_the_article_is_no_change(box: str) -> None:
    links = "".join(f"<a href='/{number}.html'>第{{n}}次会议召开</a>" for number in range(5))
    once, again = (lively("foot of the article", f"<div>热点新闻{links}</div>".format(n=n), box) for n in (17, 74))
    assert once.reading.content_sha256 == again.reading.content_sha256


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize(("where", "what"), [(where, what) for where, kinds in LIVELY.items() for what in kinds])
def test_what_an_unknown_system_changes_at_every_visit_is_no_change(where: str, what: str, box: str) -> None:
    once, again = (lively(where, LIVELY[where][what].format(n=n, d=d), box) for n, d in ((17612, 11), (7413, 27)))
    assert once.report.text == again.report.text
    assert once.reading.content_sha256 == again.reading.content_sha256


def lively(where: str, noise: str, box: str) -> ParsedReport:
    said = {place: noise if place == where else "" for place in LIVELY}
    body = "".join(f"<p>{line}</p>" for line in REPORT)
    markup = (
        f"<html><head><meta charset='utf-8'><title>{TITLE}</title></head><body><div>{said['top']}</div><h1>{TITLE}</h1>"
        f"<div>{said['head'] or '发布时间：2019-03-21 来源：市政府办公室'}</div>"
        f"{box.format(body=body, foot=said['foot of the article'])}"
        f"<div>主办：泸州市人民政府办公室 蜀ICP备05000000号 {said['bottom']}</div></body></html>"
    )
    return parsed_from("http://www.example.gov.cn/a/1.html", {"Content-Type": "text/html"}, markup.encode(), "510500")
