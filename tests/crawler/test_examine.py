"""The examiner: what is on a page, read in one pass, whatever it is written in."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from crawler.discovery.examine import examine
from crawler.discovery.page import Answer, Page
from crawler.discovery.recognition import Reading
from crawler.discovery.view import View
from crawler.discovery.words import SEARCHES
from pipelines.blocks import BodyHint
from tests.crawler.portals.plain import recognise_plainly

URL = "http://a.test/gk/nb/index.html"
REPORT = (
    "<h1>泸州市人民政府2020年政府信息公开工作年度报告</h1><div><p>一、总体情况</p><p>全年工作有序推进。</p><p>二、主动公开政府信息情况</p>"
    "<p>公开100条。</p><p>三、收到和处理政府信息公开申请情况</p><p>收到5件。</p><p>四、行政复议、行政诉讼情况</p><p>无。</p>"
    "<p>五、存在的主要问题及改进情况</p><p>加强。</p></div>"
)


def look(
    body: str | bytes,
    *,
    url: str = URL,
    media: str = "text/html; charset=utf-8",
    context: Mapping[str, str] | None = None,
) -> Page:
    data = body if isinstance(body, bytes) else body.encode()
    answer = Answer(url, 200, (("Content-Type", media),), data)
    return examine(answer, jurisdiction="510500", context=context, recogniser=recognise_plainly)


def urls(page: Page) -> list[str]:
    return [link.url for link in page.links]


def test_a_report_is_known_by_its_content() -> None:
    page = look(REPORT)
    assert page.kind == "report"
    assert page.recognition is not None
    assert (page.recognition.year, page.recognition.issuer_kind, page.recognition.complete) == (
        2020,
        "government",
        True,
    )


@pytest.mark.parametrize(
    "title",
    [
        "关于做好2020年政府信息公开工作年度报告编制工作的通知",
        "图解：泸州市2020年政府信息公开年度报告",
        "2020年政府信息公开年度报告解读",
        "政府信息公开指南",
    ],
)
def test_what_is_about_reports_is_none(title: str) -> None:
    body = (
        f"<html><head><title>{title}</title></head><h1>{title}</h1><p>各单位要认真做好工作，按时报送。</p>"
        + "<p>内容</p>" * 40
    )
    assert look(body).recognition is None


def test_a_list_of_reports_is_no_report() -> None:
    rows = "".join(
        f"<li><a href='{y}.html'>泸州市{y}年政府信息公开工作年度报告</a><span>{y + 1}-01-20</span></li>"
        for y in range(2010, 2021)
    )
    page = look(f"<title>政府信息公开年报</title><ul>{rows}</ul>")
    assert page.kind == "list"
    assert page.recognition is None
    assert len(page.links) == 11
    assert page.links[0].published == "2011-01-20"


def test_a_page_whose_body_is_a_file_is_a_stub_that_names_it() -> None:
    page = look("<h1>泸州市人民政府2020年政府信息公开工作年度报告</h1><p>详见附件</p><a href='a.pdf'>附件.pdf</a>")
    assert page.kind == "stub"
    assert page.recognition is not None
    assert not page.recognition.complete
    assert [link.url for link in page.attachments] == ["http://a.test/gk/nb/a.pdf"]


@pytest.mark.parametrize(
    "printed", ["发布时间：2021-01-25 10:12　来源：政府办", "时间：2021-01-25", "日期：2021年1月25日 浏览：3"]
)
def test_the_day_that_a_stub_prints_is_its_files(printed: str) -> None:
    body = f"<h1>泸州市人民政府2020年政府信息公开工作年度报告</h1><div>{printed}</div><div><p>附件：<a href='a.pdf'>附件.pdf</a></p></div>"
    answer = Answer(URL, 200, (("Content-Type", "text/html; charset=utf-8"),), body.encode())
    page = examine(answer, jurisdiction="510500")
    assert page.kind == "stub"
    assert page.recognition is not None
    assert page.recognition.published == "2021-01-25"


def test_a_file_in_a_viewer_is_an_attachment() -> None:
    page = look(
        '<h1>泸州市人民政府2020年政府信息公开工作年度报告</h1><script>showVsbpdfIframe("/__local/a/b.pdf","100%","600")</script>'
    )
    assert [link.url for link in page.attachments] == ["http://a.test/__local/a/b.pdf"]
    page = look(
        "<h1>泸州市人民政府2020年政府信息公开工作年度报告</h1><iframe src='/pdfjs/web/viewer.html?file=/up/x.pdf'></iframe>"
    )
    assert [link.url for link in page.attachments] == ["http://a.test/up/x.pdf"]


def test_a_report_of_pictures_is_a_stub_of_images() -> None:
    page = look("<h1>泸州市人民政府2020年政府信息公开工作年度报告</h1><p><img src='1.jpg'></p><p><img src='2.jpg'></p>")
    assert page.kind == "stub"
    assert [link.kind for link in page.attachments] == ["image", "image"]


def test_frames_scripts_and_handlers_lead_on() -> None:
    page = look(
        "<iframe src='/f.html'></iframe><a href=\"javascript:window.open('/w.html')\">甲</a><li onclick=\"location.href='/o.html'\">乙</li>"
        "<a href='javascript:void(0)' onclick='go(12)'>丙</a><script>function go(id){ location.href = '/d/' + id + '.html'; }"
        "document.write('<a href=\"/s.html\">丁</a>');</script><select><option value='/y/2019.html'>2019</option></select>"
        "<area href='/m.html'>"
    )
    assert set(urls(page)) == {
        f"http://a.test{path}"
        for path in ("/f.html", "/w.html", "/o.html", "/d/12.html", "/s.html", "/y/2019.html", "/m.html")
    }


def test_a_breadcrumb_and_a_declared_column_say_where_a_page_stands() -> None:
    page = look(
        "<meta name='ColumnName' content='公开年报'><div>您现在的位置：<a href='/'>首页</a> &gt; <a href='/gk/'>政务公开</a></div><p>x</p>"
    )
    assert page.columns == ("首页", "政务公开", "公开年报")


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (REPORT.encode("gb18030"), "text/html"),
        (b"<meta charset=gb2312>" + REPORT.encode("gb18030"), "text/html"),
        (b"\xff\xfe" + ("<meta charset=gb2312>" + REPORT).encode("utf-16-le"), "text/html; charset=gb2312"),
        (b"\xef\xbb\xbf" + REPORT.encode(), "text/html; charset=gbk"),
        (REPORT.encode(), "text/html; charset=gb2312"),
    ],
    ids=["undeclared GB", "declared GB", "UTF-16 as gb2312", "UTF-8 with a mark as gbk", "UTF-8 as gb2312"],
)
def test_a_charset_that_lies_does_not_hide_a_report(data: bytes, media: str) -> None:
    page = look(data, media=media)
    assert page.recognition is not None
    assert page.recognition.year == 2020


def test_a_list_says_how_much_it_holds() -> None:
    rows = "".join(f"<li><a href='{n}.html'>某某新闻标题文字{n}</a> 2020-01-0{n}</li>" for n in range(1, 6))
    page = look(f"<ul>{rows}</ul><div>共 128 条 第1/26页 <a href='p2.html'>下一页</a><a href='p26.html'>尾页</a></div>")
    assert page.list_state is not None
    assert (page.list_state.total_entries, page.list_state.total_pages, page.list_state.page) == (128, 26, 1)
    assert [link.url for link in page.links if link.kind == "pager"] == [
        "http://a.test/gk/nb/p2.html",
        "http://a.test/gk/nb/p26.html",
    ]


def test_a_list_that_its_script_fills_needs_a_browser_and_says_why() -> None:
    page = look(
        "<title>政府信息公开年报</title><div id='list-box'>加载中...</div><script>$.get(key(), draw)</script>"
        + "<a href='/x'>x</a>" * 3
    )
    assert page.needs_browser is not None
    assert look("<p>" + "文字" * 400 + "</p>").needs_browser is None


def test_a_rendered_page_is_not_asked_to_be_rendered_again() -> None:
    body = b"<title>x</title><div id='list-box'></div><script>$.get(k(), draw)</script>"
    page = examine(Answer(URL, 200, (), body, rendered=True), jurisdiction="510500", recogniser=recognise_plainly)
    assert page.needs_browser is None


def test_lists_that_come_as_data_are_read_whatever_their_shape() -> None:
    page = look(
        '{"code":0,"data":{"total":3,"rows":[{"docTitle":"甲年度报告","docUrl":"/a.html","pubDate":"2020-02-01"}]}}',
        media="application/json",
    )
    assert [(link.url, link.text, link.published) for link in page.links] == [
        ("http://a.test/a.html", "甲年度报告", "2020-02-01")
    ]
    page = look(
        "<datastore><totalrecord>9</totalrecord><recordset><record><![CDATA[<a href='/b.html' title='乙'>乙</a>]]></record></recordset></datastore>",
        media="text/xml",
    )
    assert urls(page) == ["http://a.test/b.html"]
    page = look(
        "<?xml version='1.0'?><urlset><url><loc>http://a.test/c.html</loc></url></urlset>", media="application/xml"
    )
    assert urls(page) == ["http://a.test/c.html"]


def test_a_sites_search_is_found_with_its_words_filled_in() -> None:
    page = look("<form action='/so'><input type=hidden name=s value=1><input type=text name=q></form><p>x</p>")
    found = [link for link in page.links if link.kind == "search"]
    assert len({link.url for link in found}) == len(found) == len(SEARCHES)
    assert found[0].url.startswith("http://a.test/so?s=1&q=%E6%94%BF")


def test_a_login_form_is_no_search() -> None:
    assert not look("<form action='/search/login'><input name=user><input type=password name=p></form><p>x</p>").links


@pytest.mark.parametrize(
    "body",
    [
        b"\x00" * 5000,
        b"<div>" * 100_000,
        b"<a href='" + b"x" * 100_000 + b"'>",
        b"{" * 50_000,
        b"\xff\xfe\x00",
        b"<html><base href='http://['><a href='x'>x</a>",
        b"<a href='http://a.test:99999/'>x</a>",
        b"<table><td colspan=1000000000 rowspan=1000000000>x</table>",
        b"%PDF-1.4 broken",
        b"PK\x03\x04broken",
    ],
    ids=["NUL", "nesting", "long address", "braces", "half a mark", "bad base", "bad port", "span", "PDF", "zip"],
)
def test_hostile_bytes_come_back_as_a_page(body: bytes) -> None:
    for media in ("text/html", "application/pdf", "application/json", ""):
        assert isinstance(examine(Answer(URL, 200, (("Content-Type", media),), body), jurisdiction="510500"), Page)


def test_a_file_that_cannot_be_read_is_known_by_its_pages_title_only_as_unread() -> None:
    def refuses(
        view: View, hint: BodyHint, jurisdiction: str, context: Mapping[str, str], article: str | None = None
    ) -> Reading:
        return Reading(None, "unsupported", "a scan")

    answer = Answer("http://a.test/x.pdf", 200, (), b"%PDF-1.4")
    page = examine(
        answer, jurisdiction="510500", context={"title": "泸州市2020年政府信息公开工作年度报告"}, recogniser=refuses
    )
    assert page.kind == "file"
    assert page.recognition is not None
    assert not page.recognition.complete
    assert page.reason == "a scan"
