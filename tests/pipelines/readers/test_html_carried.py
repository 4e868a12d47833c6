"""What a page shows only when asked to, carries for its scripts, or prints above and below its lines."""

from __future__ import annotations

import pytest

from pipelines.blocks import Paragraph
from pipelines.readers import html

SENTENCE = "2012年,全市共收到政府信息公开申请147件,其中网络申请88件、信函申请36件、当面申请23件。"
TEXT = SENTENCE * 5


def texts(markup: str) -> list[str]:
    document = html.read(
        f"<html><body>{markup}</body></html>".encode(), url="http://a.example/", header_charset="utf-8"
    )
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def test_digits_above_and_below_the_line_are_no_digits_of_a_figure() -> None:
    assert texts("<p>123<sup>1</sup>件,10<sup>4</sup>,CO<sub>2</sub></p>") == ["123¹件,10⁴,CO₂"]
    assert texts('<p>5<span style="vertical-align:sub">2</span>5<span style="vertical-align: super">3</span></p>') == [
        "5₂5³"
    ]


def test_how_a_word_is_read_aloud_is_no_text() -> None:
    assert texts("<p><ruby>财政<rp>(</rp><rt>cáizhèng</rt><rp>)</rp></ruby>信息</p>") == ["财政信息"]


def test_what_a_button_unfolds_is_read_under_its_heading() -> None:
    folded = (
        f'<div><button aria-expanded="false">一、概述</button><div style="display:none"><p>{SENTENCE}</p></div></div>'
    )
    assert texts(folded) == ["一、概述", SENTENCE]


def test_a_button_that_unfolds_nothing_and_what_is_hidden_behind_no_button_are_not_read() -> None:
    shown = "<p>" + "全文如下。" * 10 + "</p>"
    assert texts(f"{shown}<button>提交</button><div hidden>{SENTENCE}</div>") == ["全文如下。" * 10]


@pytest.mark.parametrize(
    "carrier",
    [
        '<div data-content="&lt;p&gt;{text}&lt;/p&gt;"></div>',
        "<textarea readonly>{text}</textarea>",
        "<noframes><p>{text}</p></noframes>",
    ],
)
def test_an_article_that_only_a_script_would_show_is_read(carrier: str) -> None:
    assert texts(carrier.format(text=TEXT)) == [TEXT]


def test_what_a_reader_may_have_typed_is_no_article() -> None:
    assert texts("<p>留言</p><textarea>您好。请问何时公开?</textarea>") == ["留言"]
