"""The annex tables that provinces asked for before 2014 name their rows in many ways; each figure goes to its own code."""

from __future__ import annotations

import pytest

from pipelines.blocks import TableBlock
from pipelines.document import read_document
from tests.pipelines.parsing import made_tables

YEAR = 2012


HEAD = ("项目", "单位", "数量")


def read(*rows: tuple[str, ...], head: tuple[str, ...] | None = HEAD) -> dict[str, float]:
    lines = "".join(
        f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in ([head, *rows] if head else rows)
    )
    page = f"<html><body><table border=1>{lines}</table></body></html>"
    blocks = read_document(page.encode(), url="http://www.example.gov.cn/").blocks
    reading, _ = made_tables.read([block for block in blocks if isinstance(block, TableBlock)], YEAR)
    return {figure.code: float(figure.value) for figure in reading.figures if figure.value is not None}


@pytest.mark.parametrize(
    ("label", "unit", "printed", "code", "value"),
    [
        ("本年度主动公开政府信息数量", "条", "900", "proactive.items", 900),
        ("其中：政府门户网站公开信息数", "条", "850", "proactive.channel.website", 850),
        ("收到依申请公开信息申请数", "件", "17", "applications.received", 17),
        ("受理依申请公开总数", "件", "8", "applications.received", 8),
        ("依申请公开信息答复数", "件", "17", "applications.answered", 17),
        ("予以公开", "件", "5", "applications.outcome.granted", 5),
        ("部分公开", "件", "1", "applications.outcome.granted_partly", 1),
        ("不予公开", "件", "1", "applications.outcome.refused", 1),
        ("“非本机关职责权限范围”数", "条", "4", "applications.outcome.not_this_body", 4),
        ("非政府信息、政府信息不存在、非本机关政府信息", "件", "3", "applications.outcome.not_existing_or_not_this_body", 3),
        ("因政府信息公开被申请行政复议数", "件", "1", "review.total", 1),
        ("因政府信息公开被提起行政诉讼数", "件", "0", "litigation.total", 0),
        ("投诉举报数", "件", "1", "complaints.total", 1),
        ("收取费用", "元", "120", "applications.fees_collected", 0.012),
    ],
)  # fmt: skip
def test_a_row_is_told_by_its_label(label: str, unit: str, printed: str, code: str, value: float) -> None:
    assert read((label, unit, printed)) == {code: value}


def test_what_a_denial_is_made_of_is_no_outcome_beside_it() -> None:
    found = read(("否决公开答复数", "件", "6"), ("信息不存在", "件", "2"), ("非本机关政府信息数", "件", "4"))
    assert found == {"applications.outcome.refused": 6}


@pytest.mark.parametrize("label", ["行政申诉数", "答复率", "市教育局", "公开目录数", "其他"])
def test_a_row_of_something_else_gives_nothing(label: str) -> None:
    assert read((label, "件", "6")) == {}


@pytest.mark.parametrize("head", [None, ("项目", "具体项目", "单位", "数量")])
def test_a_part_under_an_unknown_name_is_not_the_whole(head: tuple[str, ...] | None) -> None:
    rows = (("不予公开", "保护第三方权益", "件", "6"), ("收到申请数", "", "件", "9"), ("行政复议数", "", "件", "2"))
    assert read(*rows, head=head) == {"applications.received": 9, "review.total": 2}


def test_one_number_in_a_table_of_several_columns_without_a_head_is_nobodys() -> None:
    rows = (("收到申请数", "", "4", ""), ("申请答复数", "3", "1", "4"), ("行政复议数", "", "", "2"))
    assert read(*rows, head=None) == {}
