"""What portals print of an article in their lines and boxes is read, and stays out of its text."""

from __future__ import annotations

import re

import pytest

from pipelines.blocks import Article, BodyHint, Paragraph, TableBlock
from pipelines.clean import clean
from pipelines.document import read_document
from tests.pipelines.cleaning.datelines import BOXES, FRESH, LINES, Printed

TITLE = "淮安市人民政府2020年政府信息公开工作年度报告"
BODY = (
    "<p>根据《中华人民共和国政府信息公开条例》规定，现公布本年度报告，所列数据统计期限自1月1日起至12月31日止。</p><p>一、总体情况</p>"
    "<p>全市各级行政机关坚持以公开为常态，全年主动公开政府信息8213条，受理申请37件。</p><p>二、主动公开政府信息情况</p>"
    "<p>通过政府网站、公报等渠道公开，门户网站全年访问量保持增长。</p><p>三、存在的主要问题及改进情况</p><p>公开内容有待丰富，将加强培训。</p>"
)
TAGS = re.compile("<[^>]*>")


def article(printed: Printed) -> Article:
    before = printed.before.replace("{t}", TITLE)
    page = (
        f"<html><head><meta charset=utf-8><title>{TITLE}_某市政府</title>{printed.head}</head><body><div><a href='/'>首页</a> "
        "<a href='/gk'>政务公开</a></div><div><ul><li><a href='/1.html'>全市经济工作会议召开并部署任务</a> 2026-01-04</li>"
        "<li><a href='/2.html'>关于开展专项检查的通知公告</a> 2026-01-03</li></ul></div>"
        f"<div class=m><div class=w>{before}<div class=t>{BODY}</div>{printed.after}</div></div>"
        "<div>版权所有：某市政府　备案号：苏ICP备05000001号</div></body></html>"
    )
    url = "http://www.example.gov.cn/art/31.html"
    return clean(read_document(page.encode(), url=url), BodyHint(), url=url)


def text_of(found: Article) -> str:
    made = ""
    for block in found.blocks:
        if isinstance(block, Paragraph):
            made += block.text
        elif isinstance(block, TableBlock):
            made += "".join(cell.text for cell in block.cells)
    return "".join(made.split())


def told(found: Article) -> dict[str, str]:
    day = {"published": found.published.isoformat()} if found.published else {}
    return {**found.metadata, **day}


@pytest.mark.parametrize("printed", [*LINES, *BOXES, *FRESH], ids=lambda printed: printed.name)
def test_what_a_page_prints_of_its_article_is_read(printed: Printed) -> None:
    found = article(printed)
    said = told(found)
    assert {key: said.get(key) for key in printed.told} == printed.told
    assert found.title == TITLE


@pytest.mark.parametrize("printed", [*LINES, *BOXES, *FRESH], ids=lambda printed: printed.name)
def test_it_is_no_text_of_the_article(printed: Printed) -> None:
    wanted = "".join(TAGS.sub("", BODY).split())
    assert text_of(article(printed)).removeprefix(TITLE) == wanted
