"""Of a short article within a loud page everything is kept, and of the page next to nothing."""

from __future__ import annotations

from collections import Counter

import pytest

from pipelines.blocks import BodyHint, Paragraph
from pipelines.clean import clean
from pipelines.document import read_document
from tests.odd_pages import short_articles
from tests.odd_pages.scoring import PRECISION, squeezed
from tests.odd_pages.short_articles import Short

URL = "http://www.example.gov.cn/xxgk/a.html"


def kept(html: bytes) -> str:
    article = clean(read_document(html, url=URL), BodyHint(), url=URL)
    return squeezed("".join(block.text for block in article.blocks if isinstance(block, Paragraph)))


@pytest.mark.parametrize("short", short_articles.pages(), ids=lambda short: short.name)
def test_a_short_article_is_whole_and_alone(short: Short) -> None:
    text, printed = Counter(kept(short.html)), Counter(squeezed(short.words))
    assert not printed - text
    foreign = text - printed - Counter(squeezed(short_articles.TITLE))
    assert foreign.total() <= (1 - PRECISION) * text.total()


def test_an_address_at_the_end_of_a_report_is_its_own_where_no_foot_of_the_site_follows() -> None:
    line = "地址：青河县团结路1号　邮编：836200　电话：0906-8820000"
    page = short_articles.made(
        "own_address", f"<div><h1>{short_articles.TITLE}</h1>{short_articles.paragraphs()}<p>{line}</p></div>"
    )
    assert squeezed(line) in kept(page.html)
