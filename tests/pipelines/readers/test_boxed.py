"""A report written into the boxes of a table is read as text; tables of anything else stay tables."""

from __future__ import annotations

from pipelines.blocks import Cell, Paragraph, TableBlock
from pipelines.readers.boxed import is_boxed, out_of_boxes


def table(*rows: tuple[str, ...]) -> TableBlock:
    cells = tuple(Cell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row))
    return TableBlock(cells, len(rows), max(map(len, rows)))


REPORT = table(
    ("一、概\n述", "2010年，本局认真贯彻《条例》，工作平稳推进。"),
    ("二、主动公开情况", "全年主动公开政府信息312条。\n其中网站公开300条。"),
)


def test_headings_and_sentences_in_boxes_become_paragraphs_in_their_order() -> None:
    assert [block.text for block in out_of_boxes((REPORT,)) if isinstance(block, Paragraph)] == [
        "一、概述",
        "2010年，本局认真贯彻《条例》，工作平稳推进。",
        "二、主动公开情况",
        "全年主动公开政府信息312条。",
        "其中网站公开300条。",
    ]


def test_a_table_with_values_or_without_sections_stays_a_table() -> None:
    counts = table(
        ("一、收到申请数", "23"),
        ("二、主动公开情况", "全年主动公开的信息都在网站上。"),
        ("三、收费", "没有收取任何费用，也没有减免费用。"),
    )
    plans = table(
        ("问题清单", "措施"),
        ("解读形式单一", "多用图表解读政策，办好新闻发布会。"),
        ("更新慢", "明确每一栏目的责任人。"),
    )
    assert not is_boxed(counts)
    assert not is_boxed(plans)
