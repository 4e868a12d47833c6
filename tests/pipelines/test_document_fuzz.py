"""Whatever the bytes, reading and cleaning end, and only named errors escape."""

from __future__ import annotations

import io
import random

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from pipelines.blocks import BodyHint
from pipelines.clean import clean
from pipelines.document import read_document
from pipelines.errors import ReadingError

URL = "http://www.example.gov.cn/a/b.html"
PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>泽城市2020年政府信息公开工作年度报告-泽城市人民政府</title>
<meta name="PubDate" content="2021-01-28"><base href="/x/"></head><body><div><ul><li><a href="/a">首页</a></li></ul></div>
<table><tr><td>索引号：</td><td>123/2021</td></tr><tr><td>发布日期：</td><td>2021-01-28</td></tr></table>
<div id="zoom" style="display:block"><p class="MsoNormal"><span>一、</span>总体情况<o:p></o:p></p><pre>甲\n乙</pre>
<table border=1><tr><td rowspan="2" colspan="3">信息内容</td><td>数量</td></tr><tr><td>1</td></tr><tr><td>规章</td></tr></table>
<p>附件：<a href="f.pdf" download>年报.pdf</a></p><iframe src="v.html?file=a.pdf"></iframe></div>
<script>var c = {"content": "<p>正文\\u4e00</p>"};</script></body></html>"""
PIECES = [
    "<table>", "</table>", "<tr>", "<td>", "</td>", '<td colspan="99999999999999999999">', "<td rowspan=0>", '<td colspan="-3">', "<caption>",
    "</caption>", "<div hidden>", "</div>", "<a href='http://[::1'>", "<a href='javascript:x(\"//[\")'>", "<iframe src='http://[x?file=a.pdf'>",
    "<base href='http://['>", "<p>", "</p>", "<br>", "<pre>\n\n", "<!--", "-->", "<![CDATA[", "\x00", "&#xD800;", "&#1114112;", "<meta http-equiv=refresh content='0;url='>",
    "<td><table><tr><td>", "2021年99月99日", "发布日期：", "《", "<svg><title>", "<select><option>", "<x:y z:w='1'>", "\ud800",
]  # fmt: skip


def assert_read_or_refused_by_name(body: bytes, content_type: str | None = None) -> None:
    try:
        document = read_document(body, url=URL, content_type=content_type)
        found = clean(document, BodyHint(body=("//*[@id='zoom']", "//*[")), url=URL)
        clean(document, BodyHint(), url=URL)
    except ReadingError:
        return
    assert 0.0 <= found.coverage <= 1.0


@settings(max_examples=120)
@given(
    st.lists(st.tuples(st.integers(0, len(PAGE)), st.sampled_from(PIECES), st.integers(0, 40)), min_size=1, max_size=12)
)
def test_a_mutated_page_gives_an_article_or_a_named_error(cuts: list[tuple[int, str, int]]) -> None:
    page = PAGE
    for at, piece, removed in cuts:
        page = page[:at] + piece + page[at + removed :]
    assert_read_or_refused_by_name(page.encode("utf-8", errors="surrogatepass"), "text/html")


@settings(max_examples=80)
@given(
    st.binary(max_size=400),
    st.sampled_from(
        [b"", b"<html>", b"%PDF-1.4\n", b"PK\x03\x04", b"{\\rtf1 ", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe"]
    ),
)
def test_any_bytes_give_a_document_or_a_named_error(rest: bytes, start: bytes) -> None:
    assert_read_or_refused_by_name(start + rest)


def made_files() -> dict[str, bytes]:
    word = docx.Document()
    word.add_paragraph("一、总体情况")
    word.add_table(rows=2, cols=3).cell(0, 0).text = "甲"
    book = openpyxl.Workbook()
    book.active.append(["甲", 1])
    book.active.append(["乙", 2])
    files: dict[str, bytes] = {}
    for name, made in (("docx", word), ("xlsx", book)):
        buffer = io.BytesIO()
        made.save(buffer)
        files[name] = buffer.getvalue()
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for y in (100, 140, 180):
        canvas.line(100, y, 300, y)
    for x in (100, 200, 300):
        canvas.line(x, 100, x, 180)
    canvas.drawString(110, 110, "12 34")
    canvas.save()
    files["pdf"] = buffer.getvalue()
    files["rtf"] = (
        rb"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 x;}}\trowd\cellx100\cellx200\intbl\'d6\'d0\cell 1\cell\row\pard\u20013?\par}"
    )
    files["sheet_xml"] = (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        b'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="a"><Table><Column ss:Span="2"/>'
        b'<Row ss:Index="3"><Cell ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="String">\xe7\x94\xb2</Data></Cell>'
        b'<Cell ss:Index="9"><Data ss:Type="Number">1E3</Data></Cell></Row></Table></Worksheet></Workbook>'
    )
    files["comma"] = '指标,单位,"数\n量"\n收到,件,"1,234"\n办结,件,5\n'.encode()
    return files


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf", "rtf", "sheet_xml", "comma"])
def test_a_damaged_file_gives_a_document_or_a_named_error(kind: str) -> None:
    whole = made_files()[kind]
    for seed in range(60):
        dice = random.Random(seed)
        body = bytearray(whole)
        for _ in range(dice.randint(1, 12)):
            body[dice.randrange(len(body))] = dice.randrange(256)
        if dice.random() < 0.3:
            del body[dice.randrange(len(body)) :]
        assert_read_or_refused_by_name(bytes(body))
