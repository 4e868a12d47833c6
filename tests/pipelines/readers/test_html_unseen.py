"""What a page carries without showing it, what it shows by a click, and tables drawn without a table's elements."""

from __future__ import annotations

from html import escape

import pytest

from pipelines.blocks import Document, Paragraph, TableBlock
from pipelines.document import read_document

URL = "http://www.example.gov.cn/zwgk/nb/index.html"
SENTENCE = "2022年，全市共收到政府信息公开申请380件，均在法定期限内答复，没有因此引起的行政复议案件和行政诉讼案件发生。"
ARTICLE = f"<p>{SENTENCE}</p><p>主动公开文件51件。{SENTENCE}</p>"


def read(markup: str) -> Document:
    return read_document(f"<html><body>{markup}</body></html>".encode(), url=URL)


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def grids(document: Document) -> list[tuple[tuple[str, ...], ...]]:
    return [block.grid() for block in document.blocks if isinstance(block, TableBlock)]


@pytest.mark.parametrize(
    "carrier",
    [
        "<template>{markup}</template>",
        "<noscript>{markup}</noscript>",
        '<textarea style="display:none">{escaped}</textarea>',
        '<input type="hidden" value="{escaped}">',
        '<iframe srcdoc="{escaped}"></iframe>',
        '<script type="text/xml"><record><![CDATA[{markup}]]></record></script>',
        '<script type="text/html">{markup}</script>',
    ],
    ids=["template", "noscript", "textarea", "hidden input", "srcdoc", "cdata", "script template"],
)
def test_an_article_that_a_page_carries_unseen_is_read_from_its_carrier(carrier: str) -> None:
    document = read("<p>年报</p>" + carrier.format(markup=ARTICLE, escaped=escape(ARTICLE)))
    assert lines(document)[1:] == [SENTENCE, f"主动公开文件51件。{SENTENCE}"]
    assert "text_from_script" in document.flags


def test_pieces_that_a_script_writes_are_one_article() -> None:
    pieces = "".join(f"document.write('<p>第{number}条\\x3c/p>{SENTENCE}');\n" for number in range(3))
    assert [line[:3] for line in lines(read(f"<script>{pieces}</script>"))] == ["第0条", SENTENCE[:3]] + [
        text for number in (1, 2) for text in (f"第{number}条", SENTENCE[:3])
    ]


def test_a_piece_that_cannot_be_read_gives_up_the_whole() -> None:
    script = (
        f"document.write('<p>甲{SENTENCE}</p>');document.write('<p>\\u00zz</p>');document.write('<p>{SENTENCE}</p>');"
    )
    assert all("甲" not in line or line.startswith("甲2022") for line in lines(read(f"<script>{script}</script>")))


def test_a_page_with_an_article_of_its_own_shows_nothing_that_it_carries() -> None:
    shown = "".join(f"<p>第{number}段。{SENTENCE}</p>" for number in range(30))
    document = read(f"{shown}<noscript>{ARTICLE}</noscript>")
    assert len(lines(document)) == 30


def test_markup_printed_as_text_is_read_as_what_it_marks_up() -> None:
    document = read(f"<div>{escape(ARTICLE)}</div>")
    assert lines(document) == [SENTENCE, f"主动公开文件51件。{SENTENCE}"]


def test_panes_of_one_make_are_all_read_and_a_hidden_copy_is_not() -> None:
    panes = (
        f'<div class="pane on">第一页：{SENTENCE}</div><div class="pane" style="display:none">第二页：{SENTENCE}</div>'
        f'<div class="pane" style="display:none">第一页：{SENTENCE}</div><div class="pop" style="display:none">请登录后查看全部内容，谢谢您的支持。</div>'
    )
    assert lines(read(panes)) == [f"第一页：{SENTENCE}", f"第二页：{SENTENCE}"]


def test_a_figure_in_a_cells_control_is_read_and_a_search_boxs_words_are_not() -> None:
    document = read(
        '<input type="text" value="请输入关键字"><input type="text" name="id" value="20651118">'
        '<table><tr><td>规章</td><td><input value="12"></td></tr><tr><td>文件</td><td><input type="number" value="3"></td></tr></table>'
    )
    assert lines(document) == []
    assert grids(document) == [(("规章", "12"), ("文件", "3"))]


def test_cells_drawn_by_style_or_role_are_a_table() -> None:
    by_style = '<div style="display:table">' + "".join(
        f'<div style="display: table-row"><span style="display:table-cell">{name}</span><span style="display:table-cell">{value}</span></div>'
        for name, value in (("规章", 1), ("文件", 20))
    )
    by_role = '<div role="table"><div role="rowgroup">' + "".join(
        f'<div role="row"><div role="cell">{name}</div><div role="cell">{value}</div></div>'
        for name, value in (("规章", 1), ("文件", 20))
    )
    for markup in (by_style + "</div>", by_role + "</div></div>"):
        assert grids(read(markup)) == [(("规章", "1"), ("文件", "20"))]


def test_tables_of_a_row_each_are_one_table_and_text_between_them_parts_it() -> None:
    row = "<table><tr><td>规章</td><td>{}</td></tr></table>"
    assert grids(read("".join(row.format(n) for n in range(4)) + "<p>完</p>")) == [
        (("规章", "0"), ("规章", "1"), ("规章", "2"), ("规章", "3"))
    ]
    assert grids(read("说明".join(row.format(n) for n in range(4)))) == []


def test_a_row_of_figures_alone_is_data() -> None:
    cells = "".join(f"<td>{number}</td>" for number in (3, 0, "—", 12, "1,024", 7))
    assert grids(read(f"<table><tr>{cells}</tr></table>")) == [(("3", "0", "—", "12", "1,024", "7"),)]
    assert grids(read("<table><tr><td>首页</td><td>公开</td><td>1</td></tr></table>")) == []


@pytest.mark.parametrize("struck", ["<del>7</del>", '<span style="color:red;text-decoration: line-through">7</span>'])
def test_a_struck_figure_does_not_run_into_the_one_that_stands(struck: str) -> None:
    assert lines(read(f"<p>共{struck}8件</p>")) == ["共 7 8件"]


def test_control_characters_in_an_elements_name_break_nothing() -> None:
    document = read_document(f"<html><body><di\x01v>{ARTICLE}</di\x01v></body></html>".encode(), url=URL)
    assert lines(document)[0] == SENTENCE


def test_letters_of_no_size_are_noise_and_a_box_of_no_size_is_not() -> None:
    noise = '<span style="font-size:0px">5</span>'
    assert lines(read(f"<p>收到申请3{noise}80件</p>")) == ["收到申请380件"]
    box = f'<div style="font-size:0"><p style="font-size:16px">{SENTENCE}</p></div>'
    assert lines(read(box)) == [SENTENCE]
    assert lines(read(f'<p style="font-size:0.9em">{SENTENCE}</p>')) == [SENTENCE]
