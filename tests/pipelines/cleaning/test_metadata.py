"""What a page prints of itself, in boxes of every make."""

from __future__ import annotations

import pytest

from pipelines.blocks import Article, BodyHint
from pipelines.clean import clean
from pipelines.document import read_document

TITLE = "泽城市人民政府2021年政府信息公开工作年度报告"
BODY = (
    "<p>本报告根据《中华人民共和国政府信息公开条例》编制，数据统计期限为2021年1月1日至12月31日。</p><p>一、总体情况</p>"
    "<p>2021年，全市主动公开政府信息1200条，收到申请12件，均在法定期限内办结。</p><p>二、主动公开政府信息情况</p><p>全年编发公报6期。</p>"
)
PAIRS = (("索引号", "00845/2022-17"), ("发布机构", "市政府办"), ("主题分类", "综合政务"), ("公开日期", "2022年1月28日"))


def article(box: str, title: str = f"<div>{TITLE}</div>") -> Article:
    beside = "<ul><li><a href='/a'>全市安全生产工作会议召开</a><span>2025-03-30</span></li></ul>"
    page = f"<html><body><div>{beside}</div><div><div>{box}{title}{BODY}</div></div></body></html>"
    url = "http://www.example.gov.cn/a.html"
    return clean(read_document(page.encode(), url=url), BodyHint(), url=url)


@pytest.mark.parametrize(
    "box",
    [
        "<dl>" + "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in PAIRS) + "</dl>",
        "".join(f"<div><div>{label}</div><div>{value}</div></div>" for label, value in PAIRS),
        f"<table><tr>{''.join(f'<th>{label}</th>' for label, _ in PAIRS)}</tr><tr>{''.join(f'<td>{value}</td>' for _, value in PAIRS)}</tr></table>",
        "<div>" + "".join(f"<em>{label}</em><i>{value}</i>" for label, value in PAIRS) + "</div>",
        f"<table><tr>{''.join(f'<td>{label}</td><td>{value}</td>' for label, value in PAIRS)}</tr></table>",
    ],
    ids=["definitions", "divs", "labels above", "run together", "one row"],
)
def test_a_box_of_labels_and_values_is_read_and_is_no_text(box: str) -> None:
    found = article(box)
    assert found.metadata["index_number"] == "00845/2022-17"
    assert str(found.published) == "2022-01-28"
    assert not any("00845" in getattr(block, "text", "") for block in found.blocks)


def test_labels_and_values_that_only_their_elements_divide_are_read_line_by_line() -> None:
    box = "".join(f"<div><label>{label}</label><i>{value}</i></div>" for label, value in PAIRS)
    assert article(box).metadata["index_number"] == "00845/2022-17"


def test_a_bracket_around_the_whole_line_is_no_part_of_its_value() -> None:
    found = article("<p>（责任编辑：李四）</p><p>来源：市政府办（信息科）</p>").metadata
    assert (found["editor"], found["source"]) == ("李四", "市政府办（信息科）")


def test_labels_in_traditional_script_are_read() -> None:
    found = article("<div>釋出時間：2022-01-28　發佈機構：市政府辦</div>")
    assert (str(found.published), found.metadata["publisher"]) == ("2022-01-28", "市政府辦")


def test_the_date_of_a_list_entry_beside_the_article_is_not_its_own() -> None:
    assert article("").published is None


def test_a_columns_name_in_the_page_metadata_is_no_title_where_the_page_prints_one() -> None:
    url = "http://www.example.gov.cn/a.html"
    page = f'<html><head><meta name="ArticleTitle" content="年度报告"><title>年度报告</title></head><body><h1>{TITLE}</h1><div>{BODY}</div></body></html>'
    assert clean(read_document(page.encode(), url=url), BodyHint(), url=url).title == TITLE


def test_a_date_that_the_system_stamps_is_no_text_and_the_menu_over_it_neither() -> None:
    menu = "".join(f"<a href='/{number}'>信息公开栏目{number}</a>" for number in range(20))
    found = article(f"<p>{menu}</p><p>2022-01-28 10:21 信息来源：市政府办公室</p>")
    assert str(found.published) == "2022-01-28"
    text = "".join(getattr(block, "text", "") for block in found.blocks)
    assert "栏目" not in text and "10:21" not in text


def test_a_large_table_does_not_take_the_few_sentences_over_it_from_the_article() -> None:
    rows = "".join(
        f"<tr><td>其他事项第{number}类主动公开政府信息数</td><td>条</td><td>{number}</td></tr>" for number in range(60)
    )
    table = f"<table><tr><td>指标名称</td><td>单位</td><td>本年制发件数</td></tr><tr><td>信息内容</td><td>现行有效件数</td><td>1</td></tr>{rows}</table>"
    short = "<p>现将2021年工作情况报告如下，请予审阅。</p><p>附件：统计表</p>"
    url = "http://www.example.gov.cn/a.html"
    page = (
        f"<html><body><div><a href='/'>首页</a></div><div><h1>{TITLE}</h1><div>{short}{table}</div></div></body></html>"
    )
    found = clean(read_document(page.encode(), url=url), BodyHint(), url=url)
    assert [getattr(block, "text", "table") for block in found.blocks][-3:] == [
        "现将2021年工作情况报告如下，请予审阅。",
        "附件：统计表",
        "table",
    ]


def test_of_several_reports_on_a_page_the_one_that_its_title_names_is_kept() -> None:
    other = TITLE.replace("2021", "2020")
    table = "<table><tr><td>信息内容</td><td>本年制发件数</td><td>现行有效件数</td></tr><tr><td>规章</td><td>{0}</td><td>{0}</td></tr></table>"
    second = f"<h2>{other}</h2>" + BODY.replace("2021", "2020").replace("1200", "1100") + table.format(77)
    url = "http://www.example.gov.cn/a.html"
    for first, last in ((table.format(51) + second, ""), ("", second)):
        markup = f"<html><head><title>{TITLE}</title></head><body><div>"
        markup += (
            f"<p>{TITLE}</p>{BODY}{first}" if first else f"{last}<p>{TITLE}</p>{BODY}{table.format(51)}"
        ) + "</div></body></html>"
        found = clean(read_document(markup.encode(), url=url), BodyHint(), url=url)
        text = "".join(getattr(block, "text", "") for block in found.blocks)
        assert "1200条" in text and "1100条" not in text
        assert any("another report on the page" in note for note in found.dropped)


def test_the_title_behind_a_blank_label_is_no_value_of_it() -> None:
    box = "<ul><li><b>索引号</b><i>00845/2022-17</i></li><li><b>信息分类</b><i>年报</i></li><li><b>文号</b><i></i></li></ul>"
    found = article(box).metadata
    assert found["index_number"] == "00845/2022-17"
    assert "document_number" not in found
    assert "document_number" not in article("<p>文　　号：</p>").metadata


@pytest.mark.parametrize(
    "box",
    [
        "<table><tr><td>发文字号:</td><td>公文种类:</td></tr></table>",
        "<ul><li>发文字号：</li><li>公文种类：</li></ul>",
        "<p>发文字号: 公文种类: 通知 语种: 中文</p>",
        "<table><tr><td>发文字号:</td><td>公文种类: 通知</td></tr></table>",
    ],
)
def test_another_label_behind_a_blank_one_is_no_value_of_it(box: str) -> None:
    assert "document_number" not in article(box).metadata


def test_a_tool_of_the_page_behind_a_value_is_no_part_of_it() -> None:
    assert (
        article("<div>发布时间：2022-02-25 来源：东溪镇 字体【大 中 小】 分享到：</div>").metadata["source"] == "东溪镇"
    )


def test_a_number_that_is_said_to_be_none_is_none() -> None:
    box = "<table><tr><td>索引号</td><td>00845/2022-17</td><td>文 号</td><td>无号</td></tr></table>"
    assert "document_number" not in article(box).metadata


@pytest.mark.parametrize("line", ["泽财〔2022〕7号　　　签发人：李某", "（泽财〔2022〕7号）", "泽财〔2022〕7号"])
def test_a_documents_number_on_the_first_line_of_its_text_is_its_own(line: str) -> None:
    assert article("", f"<h1>{TITLE}</h1><p>{line}</p>").metadata["document_number"] == "泽财〔2022〕7号"
