"""What stands within the article's element and is none of its text: dropped, and told so."""

from __future__ import annotations

import pytest

from pipelines.blocks import Article, BodyHint, Paragraph
from pipelines.clean import clean
from pipelines.document import read_document

LINES = (
    "一、主动公开政府信息情况",
    "2012年,全市主动公开政府信息8,431条,内容以财政、规划、民生类为主。",
    "二、依申请公开政府信息情况",
    "2012年,全市共收到政府信息公开申请147件,均在法定期限内答复。",
)
TITLE = "某某市2012年政府信息公开工作年度报告"


def article(before: str = "", after: str = "", title: str = TITLE) -> Article:
    body = "".join(f"<p>{line}</p>" for line in LINES)
    page = f"<html><head><title>{TITLE}</title></head><body><h1>{title}</h1><div id=a>{before}{body}{after}</div></body></html>"
    url = "http://a.example/1.html"
    document = read_document(page.encode(), url=url, content_type="text/html; charset=utf-8")
    return clean(document, BodyHint(body=("//div[@id='a']",)), url=url)


def kept(found: Article) -> list[str]:
    return [block.text for block in found.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    "after",
    [
        "<p><a href=/1>我市召开防汛工作会议</a> <a href=/2>市长调研重点项目</a></p>",
        "<p>热点新闻</p><ul><li><a href=/1>我市召开防汛工作会议</a></li><li><a href=/2>市长调研重点项目</a></li></ul>",
        "<p>网友评论(2)</p><p>希望公开更多预算数据。</p>",
        "<p>您认为本页信息是否有用?</p><p>有用 没用</p>",
        "<p>来源:市政务公开办</p>",
        "<p>1 2 下一页 共2页</p>",
    ],
)
def test_what_follows_an_article_is_dropped_with_its_reason(after: str) -> None:
    found = article(after=after)
    assert kept(found) == list(LINES)
    assert found.dropped
    assert found.coverage < 1


def test_lists_of_links_before_an_article_are_dropped_with_their_caption() -> None:
    found = article(
        "<b>通知公告</b><ul><li><a href=/1>关于放假的通知</a></li><li><a href=/2>关于维护的公告</a></li></ul>"
    )
    assert kept(found) == list(LINES)
    assert any("关于放假的通知" in why for why in found.dropped)


def test_a_sentence_that_is_a_link_stays() -> None:
    linked = "详细数据可以在市统计局的网站上查询,本报告不再重复。"
    assert kept(article(after=f"<p><a href=/s>{linked}</a></p>")) == [*LINES, linked]


def test_a_day_behind_the_heading_is_when_it_was_published_and_not_its_title() -> None:
    found = article(title=f"{TITLE} <small>2013-03-11</small>")
    assert (found.title, str(found.published)) == (TITLE, "2013-03-11")


def test_labels_in_brackets_and_before_a_day_are_read() -> None:
    found = article("<p>【发布日期】2013-03-11 【索引号】K2012-0099</p>")
    assert (str(found.published), found.metadata["index_number"]) == ("2013-03-11", "K2012-0099")
    assert str(article("<p>发布时间 2013年3月11日</p>").published) == "2013-03-11"
