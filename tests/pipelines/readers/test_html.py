"""Pages become blocks, and no visible character is lost."""

from __future__ import annotations

import pytest

from pipelines.blocks import Document, Image, Paragraph, TableBlock
from pipelines.document import read_document
from pipelines.errors import DamagedDocument, DocumentTooLarge
from pipelines.readers.html import parse
from pipelines.readers.whitespace import visible

URL = "http://www.example.gov.cn/zwgk/nb/index.html"


def read(markup: str) -> Document:
    return read_document(f"<html><body>{markup}</body></html>".encode(), url=URL)


def lines(markup: str) -> list[str]:
    return [block.text for block in read(markup).blocks if isinstance(block, Paragraph)]


def table(markup: str) -> TableBlock:
    found = [block for block in read(markup).blocks if isinstance(block, TableBlock)]
    assert len(found) == 1
    return found[0]


def test_word_markup_between_characters_does_not_part_them() -> None:
    markup = (
        '<p class="MsoNormal"><span>共收到申请</span><span lang="EN-US">3</span><b><span>8</span></b><span>0<o:p></o:p></span>'
        '<st1:chsdate w:st="on" year="2020"><span>2020</span>年<span>1</span>月1日</st1:chsdate>止。</p>'
    )
    assert lines(markup) == ["共收到申请3802020年1月1日止。"]


def test_text_between_tags_is_kept_where_it_stands() -> None:
    assert lines("开头<div>一</div>中间<p>二</p>结尾") == ["开头", "一", "中间", "二", "结尾"]


def test_a_line_break_splits_a_paragraph() -> None:
    assert lines("<p>第一行<br>第二行<br/><br/>第三行</p>") == ["第一行", "第二行", "第三行"]


def test_layout_whitespace_is_folded_and_nothing_else() -> None:
    assert lines("<p>\n　　全市共\n      收到申请 ３８０ 件&nbsp;。\u200b（含\n结转）</p>") == [
        "全市共收到申请 ３８０ 件\xa0。（含结转）"
    ]


def test_preformatted_text_keeps_its_lines() -> None:
    assert lines("<pre>第一行\n第二行</pre><div style='white-space: pre-wrap'>三\n四</div>") == [
        "第一行",
        "第二行",
        "三",
        "四",
    ]


def test_machinery_and_hidden_text_is_not_text() -> None:
    markup = "<script>var a='一'</script><style>p{}</style><p style='DISPLAY: none'>隐</p><p hidden>藏</p><p>见</p><noscript>无</noscript>"
    assert lines(markup) == ["见"]


def test_a_page_of_nothing_but_hidden_text_shows_it_and_says_so() -> None:
    document = read("<div style='display:none'>本年度报告由办公室编制。</div>")
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["本年度报告由办公室编制。"]
    assert "hidden_text_only" in document.flags


def test_an_article_that_only_a_script_carries_is_read_from_it() -> None:
    sentence = "2020年，本市共收到政府信息公开申请380件，均在法定期限内答复，没有因此引起的行政复议和行政诉讼案件发生。"
    document = read(
        f'<div id="app"></div><script>window._CONFIG={{"DETAIL":{{"content":"<p>{sentence}<\\/p><p>{sentence}<\\/p>'
        f'<table><tr><td>规章<\\/td><td>1<\\/td><\\/tr><tr><td>文件<\\/td><td>2<\\/td><\\/tr><\\/table>"}}}};</script>'
    )
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == [sentence, sentence]
    assert any(isinstance(block, TableBlock) for block in document.blocks)
    assert "text_from_script" in document.flags


def test_headings_keep_their_level_and_links_their_share() -> None:
    blocks = read("<h2>一、总体情况</h2><p>见<a href='a.html'>全文</a></p>").blocks
    assert isinstance(blocks[0], Paragraph)
    assert blocks[0].heading == 2
    assert isinstance(blocks[1], Paragraph)
    assert blocks[1].linked == 2


def test_images_keep_their_address_and_do_not_part_text() -> None:
    blocks = read("<p>前<img src='a.png' alt='图'>后</p>").blocks
    assert [type(block) for block in blocks] == [Paragraph, Image]
    assert isinstance(blocks[0], Paragraph)
    assert blocks[0].text == "前后"


def test_a_place_is_an_xpath_that_finds_the_element_again() -> None:
    document = read(
        "<div>甲<ucapcontent><p>乙</p><p>丙</p></ucapcontent></div><div><table><tr><td>1<td>2<tr><td>3<td>4</table></div>"
    )
    for block in document.blocks:
        if isinstance(block, Paragraph):
            assert block.place.path is not None
            (element,) = document.tree.xpath(block.place.path)  # type: ignore[union-attr, attr-defined]
            assert block.text in visible("".join(element.itertext()))
        elif isinstance(block, TableBlock):
            for cell in block.cells:
                (element,) = document.tree.xpath(cell.place.path)  # type: ignore[union-attr, attr-defined]
                assert "".join(element.itertext()).strip() == cell.text


def test_merged_cells_stand_once_with_the_rectangle_they_cover() -> None:
    block = table(
        "<table><tr><th rowspan=2>指标</th><th colspan=2>申请人</th></tr><tr><td>自然人</td><td>企业</td></tr>"
        "<tr><td>申请数</td><td>352</td><td>21</td></tr></table>"
    )
    assert block.grid() == (("指标", "申请人", "申请人"), ("指标", "自然人", "企业"), ("申请数", "352", "21"))
    assert len(block.cells) == 7


def test_rows_of_all_parts_of_a_table_are_its_rows() -> None:
    block = table("<table><thead><tr><td>甲<td>乙<tbody><tr><td>1<td>2<tfoot><tr><td>3<td>4</table>")
    assert block.grid() == (("甲", "乙"), ("1", "2"), ("3", "4"))


def test_lines_of_a_cell_are_newlines_and_a_blank_cell_is_empty() -> None:
    block = table(
        "<table><tr><td><p>（三）不予</p><p>公开</p></td><td>1</td></tr><tr><td>总计<br>数</td><td>&nbsp;</td></tr></table>"
    )
    assert block.grid() == (("（三）不予\n公开", "1"), ("总计\n数", ""))


def test_insane_spans_end_at_the_table_s_edge() -> None:
    block = table(
        "<table><tr><td colspan=1000000000>题</td></tr><tr><td>甲</td><td rowspan=0>乙</td></tr><tr><td>丙</td></tr></table>"
    )
    assert block.grid() == (("题", "题"), ("甲", "乙"), ("丙", "乙"))


def test_a_layout_table_gives_its_content_in_order() -> None:
    markup = "<table><tr><td>导航</td><td><p>正文第一段，这里有话。</p><table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table></td></tr></table>"
    blocks = read(markup).blocks
    assert [type(block) for block in blocks] == [Paragraph, Paragraph, TableBlock]


def test_a_long_article_in_a_table_of_rows_is_no_datum() -> None:
    article = "".join(f"<p>第{n}段，说明本年度政府信息公开工作的有关情况和主要做法。</p>" for n in range(20))
    markup = (
        f"<table><tr><td>来源：办公室</td><td>日期：2021-01-28</td></tr><tr><td colspan=2>{article}</td></tr></table>"
    )
    assert len(lines(markup)) == 22


def test_text_outside_the_cells_of_a_table_is_kept() -> None:
    blocks = read("<table>散落<tr>文字<td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>").blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ["散落", "文字"]
    assert sum(isinstance(block, TableBlock) for block in blocks) == 1


def test_links_are_absolute_and_of_their_kind() -> None:
    document = read_document(
        b"<html><head><base href='/zwgk/'><meta http-equiv=refresh content='0; url=nb/2020.html'></head><body>"
        b"<a href='nb/1.html'> A  B </a><a href='javascript:go(\"/x/2.html\")'>C</a><a href='mailto:x@y'>D</a>"
        b"<iframe src='/pdf/viewer.html?file=/f/3.pdf'></iframe><embed src='4.pdf'>"
        b"<script>showPdf('/__local/5.pdf'); location.href = '/new.html';</script></body></html>",
        url="http://www.example.gov.cn/a/b.html",
    )
    root = "http://www.example.gov.cn"
    assert {(link.kind, link.url) for link in document.links} == {
        ("refresh", f"{root}/zwgk/nb/2020.html"),
        ("link", f"{root}/zwgk/nb/1.html"),
        ("script", f"{root}/x/2.html"),
        ("frame", f"{root}/pdf/viewer.html?file=/f/3.pdf"),
        ("embed", f"{root}/f/3.pdf"),
        ("embed", f"{root}/zwgk/4.pdf"),
        ("embed", f"{root}/__local/5.pdf"),
        ("script", f"{root}/new.html"),
    }


def test_title_and_metadata_are_the_page_s() -> None:
    document = read_document(
        '<html><head><title> 年报 </title><meta name="ArticleTitle" content="某市年报"></head><body>x</body></html>'.encode(),
        url=URL,
    )
    assert document.title == "年报"
    assert document.meta["ArticleTitle"] == "某市年报"


def test_deep_nesting_is_refused_with_a_named_error() -> None:
    with pytest.raises(DocumentTooLarge):
        read("<div>" * 100_000 + "深" + "</div>" * 100_000)


def test_a_thousand_levels_are_read() -> None:
    assert lines("<div>" * 1000 + "深" + "</div>" * 1000) == ["深"]


def test_zero_bytes_in_a_page_lose_nothing() -> None:
    assert lines("<p>前\x00后</p>") == ["前后"]


def test_an_empty_page_is_damaged() -> None:
    with pytest.raises(DamagedDocument):
        read_document(b"   \n", url=URL)


@pytest.mark.parametrize("quote", ["textarea", "single", "template"])
def test_an_article_in_a_text_area_a_template_or_a_written_string_is_read(quote: str) -> None:
    sentence = "2020年，本市共收到政府信息公开申请380件，均在法定期限内答复，没有因此引起的行政复议和行政诉讼案件发生。"
    markup = f'<p class="a">{sentence}</p><p class="a">{sentence}</p><p>{sentence}</p>'
    written = markup.replace("/", "\\/")
    holder = {
        "textarea": f"<textarea>{markup.replace('<', '&lt;')}</textarea>",
        "single": f"<script>document.write('{written}');</script>",
        "template": f'<script type="text/template">{markup}</script>',
    }[quote]
    assert lines(f"<div id=app></div>{holder}") == [sentence] * 3


def test_images_have_absolute_addresses_wherever_they_are_named() -> None:
    blocks = read(
        "<p><img src='a.png'><img src='data:image/gif;base64,R0' data-src='/b.jpg'><img src='data:image/png;base64,AA'></p>"
    ).blocks
    assert [block.url for block in blocks if isinstance(block, Image)] == [
        "http://www.example.gov.cn/zwgk/nb/a.png",
        "http://www.example.gov.cn/b.jpg",
        None,
    ]


@pytest.mark.parametrize(
    "markup",
    ["5<sup>1</sup>", "5<sup><span>1</span></sup>", '5<span style="vertical-align: super">1</span>'],
)
def test_a_raised_note_behind_a_figure_is_no_digit_of_it(markup: str) -> None:
    document = read_document(f"<p>共{markup}</p>".encode(), url="http://portal.example/", content_type="text/html")
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["共5¹"]


def test_a_tag_with_thousands_of_attributes_loses_these_and_none_of_its_text() -> None:
    attributes = " ".join(f"a{number}=1" for number in range(40_000))
    markup = f"<p>共收到申请</p><p {attributes}>12件</p><p class='a'>答复12件</p>"
    tree = parse(markup)
    assert [len(paragraph.attrib) for paragraph in tree.iter("p")] == [0, 0, 1]
    assert [block.text for block in read(markup).blocks if isinstance(block, Paragraph)] == [
        "共收到申请",
        "12件",
        "答复12件",
    ]
