"""A page's second copy for another screen goes out of the text; nothing else does."""

from __future__ import annotations

import pytest

from pipelines.blocks import Article, BodyHint, Paragraph, TableBlock
from pipelines.clean import clean
from pipelines.document import read_document

ROWS = "".join(
    f"<tr><td>{name}</td><td>{value}</td></tr>"
    for name, value in (("信息内容", "本年处理决定数量"), ("行政许可", "2107"), ("行政处罚", "318"))
)
TABLE = f"<table>{ROWS}</table>"
OTHER = TABLE.replace("318", "319")
LISTED = "".join(f"<p>{cell}</p>" for cell in ("信息内容", "本年处理决定数量", "行政许可", "2107", "行政处罚", "318"))


def article(body: str, style: str = "") -> Article:
    sentences = (
        "<p>2021年，全市主动公开政府信息1200条，收到申请12件，均在法定期限内办结，未发生行政复议和行政诉讼。</p>" * 1
    )
    page = (
        f"<html><head><style>{style}</style></head><body><h1>泽城市人民政府2021年政府信息公开工作年度报告</h1>"
        f"<div>{sentences}<p>二、主动公开政府信息情况</p>{body}<p>三、收到和处理政府信息公开申请情况，见附表。</p></div></body></html>"
    )
    url = "http://www.example.gov.cn/a.html"
    return clean(read_document(page.encode(), url=url), BodyHint(), url=url)


def tables(found: Article) -> int:
    return sum(isinstance(block, TableBlock) for block in found.blocks)


@pytest.mark.parametrize(
    ("body", "style"),
    [
        (f"<div class=a>{TABLE}</div><div class=b>{TABLE}</div>", ".b{display:none}"),
        (f"<div class=b>{TABLE}</div><div class=a>{TABLE}</div>", "/* x */ div.wrap, .b { color:red; display : none !important }"),
        (f"<div id=two>{TABLE}</div>{TABLE}", "@media screen and (min-width:768px){#two{display:none}}"),
        (f"<div class=o><div class=b>{TABLE}</div></div>{TABLE}", ".o > .b{display:none}"),
        (f"{TABLE}<div class='table-wap'>{TABLE}</div>", ""),
        (f"{TABLE}<div class='mobileTable'>{LISTED}</div>", ""),
        (f"<div class='hidden-xs'>{TABLE}</div><div class='visible-xs'>{TABLE}</div>", ""),
    ],
)  # fmt: skip
def test_a_table_that_is_there_again_for_another_screen_stands_in_the_text_once(body: str, style: str) -> None:
    found = article(body, style)
    assert tables(found) == 1
    assert "2107" not in "".join(block.text for block in found.blocks if isinstance(block, Paragraph))
    assert any(note.startswith("a copy for another screen") for note in found.dropped)
    assert found.coverage < 1.0


@pytest.mark.parametrize(
    ("body", "style"),
    [
        (f"<div class=a>{TABLE}</div><div class=b>{TABLE}</div>", ""),
        (f"<div class=a>{TABLE}</div><div class=b>{OTHER}</div>", ".b{display:none}"),
        (f"<div class=a>{TABLE}</div><div class=mob>{OTHER}</div>", ""),
        (f"<div class=a>{TABLE}</div><div class=b>{TABLE}</div>", "@media (max-width:700px){.b{display:none}}"),
        (f"<div class=b>{TABLE}</div><div class=b>{TABLE}</div>", ".c .b{display:none}"),
    ],
    ids=["both are shown", "another number", "another number for phones", "hidden from phones", "no such rule"],
)
def test_what_is_shown_or_says_something_else_stays(body: str, style: str) -> None:
    assert tables(article(body, style)) == 2


def test_a_page_made_for_phones_alone_keeps_everything() -> None:
    assert (
        tables(
            article(f"<div class=mob>{TABLE}<p>另附一表。</p></div><div class=wap>{TABLE.replace('21', '41')}</div>")
        )
        == 2
    )
