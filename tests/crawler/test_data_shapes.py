"""Lists that come as data, in the shapes that systems give them; and reports that are held as data."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping

import pytest

from crawler.discovery import held
from crawler.discovery.examine import examine
from crawler.discovery.page import Answer, Page
from crawler.discovery.recognition import Reading
from crawler.discovery.view import View
from pipelines.blocks import BodyHint
from tests.crawler.portals.plain import recognise_plainly
from tests.crawler.test_examine import REPORT

URL = "http://a.test/api/list?channelId=8&cursor="


def recogniser(
    view: View, hint: BodyHint, jurisdiction: str, context: Mapping[str, str], article: str | None
) -> Reading:
    """The plain one, which reads what stands in data too."""
    if article is not None:
        view = View(Answer(view.url, 200, (("Content-Type", "text/html; charset=utf-8"),), article.encode()))
    return recognise_plainly(view, hint, jurisdiction, context, None)


def look(body: str | bytes, media: str = "application/json", url: str = URL) -> Page:
    data = body if isinstance(body, bytes) else body.encode()
    answer = Answer(url, 200, (("Content-Type", media),), data)
    return examine(answer, jurisdiction="510500", recogniser=recogniser)


@pytest.mark.parametrize(
    "entry",
    [
        {"bt": "泸州市2020年年报", "lj": "/a/7.html", "rq": "2021-01-20"},
        {"title": "<em>泸州市2020年年报</em>", "urls": json.dumps({"wap": "/m/7.html", "pc": "/a/7.html"})},
        {"source": {"title": "泸州市2020年年报", "links": {"pc": "/a/7.html", "mobile": "/m/7.html"}}},
        {"f1": "泸州市2020年年报", "f2": "http://a.test/a/7.html"},
    ],
)
def test_an_entry_is_known_by_its_fields_or_by_what_they_look_like(entry: dict[str, object]) -> None:
    assert [(link.url, link.text) for link in look(json.dumps({"rows": [entry]})).links] == [
        ("http://a.test/a/7.html", "泸州市2020年年报")
    ]


def test_pictures_and_bare_words_are_no_entries() -> None:
    assert look(json.dumps([{"logo": "/a/7.png", "words": "泸州市人民政府门户网站"}, {"path": "x"}])).links == ()


@pytest.mark.parametrize("mark", ["40", 40])
def test_a_list_goes_on_by_the_mark_in_its_answer(mark: object) -> None:
    page = look(json.dumps({"items": [{"title": "二〇二〇年年报", "url": "/a/7.html"}], "nextCursor": mark}))
    assert [link.url for link in page.links if link.kind == "pager"] == [URL + "40"]


def test_a_list_that_has_more_than_can_be_asked_for_says_so() -> None:
    rows = [{"title": f"第{n}号公告文件", "url": f"/a/{n}.html"} for n in range(6)]
    page = look(json.dumps({"total": 20, "rows": rows}), url="http://a.test/api/list")
    assert page.list_state is not None
    assert page.list_state.unread


def test_records_of_xml_are_entries_by_their_elements_or_attributes() -> None:
    text = "<result><total>1</total><info><id>7</id><title><![CDATA[泸州市2020年年报]]></title><url>/view.action?id=7</url></info></result>"
    assert [(link.url, link.text) for link in look(text, "text/xml").links] == [
        ("http://a.test/view.action?id=7", "泸州市2020年年报")
    ]
    text = '<tree><node id="3" name="政府信息公开年报" url="/c/3.html"/><node id="4" name="通知公告" url="/c/4.html"/></tree>'
    assert [link.text for link in look(text, "text/xml").links] == ["政府信息公开年报", "通知公告"]


def test_entities_of_xml_reach_nothing() -> None:
    text = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><r><i><title>标题标题标题</title><url>/a/&x;.html</url></i></r>'
    assert [link.url for link in look(text, "text/xml").links] == ["http://a.test/a/"]


def test_a_site_map_in_a_gzip_file_is_unpacked() -> None:
    packed = gzip.compress(b"<?xml version='1.0'?><urlset><url><loc>http://a.test/gknb/7.html</loc></url></urlset>")
    assert [link.url for link in look(packed, "application/x-gzip").links] == ["http://a.test/gknb/7.html"]


DETAIL = {
    "data": {
        "articleTitle": "泸州市人民政府2020年政府信息公开工作年度报告",
        "releaseTime": "2021-01-20 10:00:00",
        "articleBody": REPORT.replace("全年工作有序推进。", "全年工作有序推进。" * 20),
    }
}


def test_a_report_in_a_json_answer_is_a_report() -> None:
    page = look(json.dumps(DETAIL))
    assert (page.kind, page.recognition and page.recognition.year) == ("report", 2020)
    assert page.article is not None and "2021-01-20" in page.article


def test_a_report_in_a_script_of_an_empty_page_is_a_report_without_a_browser() -> None:
    shell = f"<html><head><title>年报</title></head><body><div id='app'></div><script>window._CONFIG = {{DETAIL: {json.dumps(DETAIL)}}};</script><script src='/app.js'></script></body></html>"
    page = look(shell, "text/html; charset=utf-8")
    assert (page.kind, page.needs_browser) == ("report", None)


def test_a_page_that_shows_its_report_is_read_as_it_shows_it() -> None:
    both = f"<html><body>{REPORT}<script>window.__DATA__ = {json.dumps(DETAIL)};</script></body></html>"
    view = View(Answer(URL, 200, (("Content-Type", "text/html; charset=utf-8"),), both.encode()))
    assert held.article_of(view) is None


def test_another_article_held_as_data_needs_no_browser_either() -> None:
    data = {"title": "泸州市2020年第3号土地征收公告", "content": "<p>公告内容。</p>"}
    shell = f"<html><head><title>泸州市2020年第3号土地征收公告</title></head><body><div id='app'></div><script>window._CONFIG = {{DETAIL: {json.dumps(data)}}};</script></body></html>"
    page = look(shell, "text/html; charset=utf-8")
    assert (page.verdict, page.kind, page.needs_browser) == ("ok", "article", None)
