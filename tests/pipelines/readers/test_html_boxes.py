"""Tables of boxes are read as tables; what only looks like one is text."""

from __future__ import annotations

import pytest

from pipelines.blocks import Paragraph, TableBlock
from pipelines.document import read_document

HEADS = ("项目", "本年", "上年")
LINES = (HEADS, ("行政许可", "21", "18"), ("行政处罚", "7", ""), ("行政强制", "0", "3"))


def blocks(markup: str) -> tuple[object, ...]:
    page = f"<html><body><p>本报告由办公室编制。</p><div class='art'>{markup}</div></body></html>"
    return read_document(page.encode(), url="http://www.example.gov.cn/a.html").blocks


def tables(markup: str) -> list[TableBlock]:
    return [block for block in blocks(markup) if isinstance(block, TableBlock)]


def rows(table: TableBlock) -> list[list[str]]:
    made = [[""] * table.width for _ in range(table.height)]
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.rowspan):
            for column in range(cell.column, cell.column + cell.colspan):
                made[row][column] = cell.text
    return made


def boxes(row: str, cell: str, *lines: tuple[str, ...]) -> str:
    return "".join(row.format("".join(cell.format(text) for text in line)) for line in lines)


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        ("<div class=r>{}</div>", "<div>{}</div>"),
        ("<ul>{}</ul>", "<li><p>{}</p></li>"),
        ("<li><ul>{}</ul></li>", "<li>{}</li>"),
        ("<p>{}</p>", "<span style='display:inline-block;width:30%'>{}</span>"),
        ("<dl>{}</dl>", "<dd>{}</dd>"),
        ("<p style='display:table-row'>{}</p>", "<em style='display:table-cell'>{}</em>"),
        ("<section><section>{}</section></section>", "<section style='width:9%'><p><span>{}</span></p></section>"),
        ("<div role=row>{}</div>", "<div>{}</div>"),
    ],
)
def test_rows_of_as_many_boxes_each_are_a_table_whose_blanks_stay_blank(row: str, cell: str) -> None:
    (found,) = tables(boxes(row, cell, *LINES))
    assert rows(found) == [list(line) for line in LINES]


def test_a_row_of_one_box_among_them_goes_across() -> None:
    (found,) = tables(boxes("<ul>{}</ul>", "<li>{}</li>", HEADS, ("合计",), *LINES[1:]))
    assert rows(found)[1] == ["合计"] * 3


def test_text_above_and_below_rows_of_boxes_stays_where_it_is() -> None:
    found = blocks(f"<p>一、情况。</p>{boxes('<div>{}</div>', '<div>{}</div>', *LINES)}<p>二、问题。</p>")
    assert [type(block) for block in found] == [Paragraph, Paragraph, TableBlock, Paragraph]


@pytest.mark.parametrize(
    "markup",
    [
        boxes("<div>{}</div>", "<div>{}</div>", *LINES[1:]),
        boxes("<div>{}</div>", "<div>{}</div>", *LINES[:2]),
        boxes("<div>{}</div>", "<div>{}</div>", *LINES[:2], ("行政强制", "3"), *LINES[2:]),
        boxes("<p>{}</p>", "<span lang=EN-US style='font-family:仿宋'>{}</span>", *LINES),
        boxes("<li>{}</li>", "<div><a href='/1.html'>{}</a></div>", *LINES),
        boxes(
            "<ul>{}</ul>", "<li>{}</li>", ("索引号", "015/2021-3", "公开"), ("文号", "无", "有"), ("机构", "办", "厅")
        ),
    ],
    ids=["no heads", "two rows", "unequal rows", "runs of text", "links", "no figures"],
)
def test_boxes_of_which_rows_and_heads_are_not_told_are_no_table(markup: str) -> None:
    assert tables(markup) == []


def test_the_cells_of_a_css_grid_stand_where_their_spans_put_them() -> None:
    cells = "".join(
        f'<div style="grid-column:span {across};grid-row:span {down}">{text}</div>'
        for text, down, across in (
            ("项目", 2, 1),
            ("申请", 1, 2),
            ("本年", 1, 1),
            ("上年", 1, 1),
            ("许可", 1, 1),
            ("", 1, 1),
            ("4", 1, 1),
        )
    )
    (found,) = tables(f'<div style="display:grid;grid-template-columns:2fr repeat(2, minmax(60px, 1fr))">{cells}</div>')
    assert rows(found) == [["项目", "申请", "申请"], ["项目", "本年", "上年"], ["许可", "", "4"]]


@pytest.mark.parametrize("style", ["", "display:grid;grid-template-columns:repeat(3,1fr)"])
def test_a_box_with_an_id_keeps_its_name_around_the_table(style: str) -> None:
    lines = LINES if not style else [tuple(text for line in LINES for text in line)]
    row, cell = ("<div>{}</div>", "<div>{}</div>") if not style else ("{}", "<div style='grid-column:span 1'>{}</div>")
    page = f"<html><body><div id=zoom style='{style}'>{boxes(row, cell, *lines)}</div></body></html>"
    document = read_document(page.encode(), url="http://www.example.gov.cn/a.html")
    (found,) = document.blocks
    assert isinstance(found, TableBlock)
    assert rows(found) == [list(line) for line in LINES]
    assert document.tree.xpath("count(//div[@id='zoom']//td)") == 12  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "style",
    [
        "display:grid",
        "display:grid;grid-template-columns:repeat(auto-fill, 90px)",
        "display:grid;grid-template-columns:repeat(5,1fr)",
    ],
    ids=["no columns", "as many as fit", "places left over"],
)
def test_a_css_grid_whose_columns_are_not_told_is_no_table(style: str) -> None:
    cells = "".join(f'<div style="grid-column:span 1">{text}</div>' for line in LINES[:2] for text in line)
    assert tables(f'<div style="{style}">{cells}</div>') == []


def test_the_spans_that_screen_readers_are_told_are_the_cells() -> None:
    (found,) = tables(
        "<div role=table><div role=row><span role=columnheader aria-colspan=2>申请</span></div>"
        "<div role=row><span role=cell>8</span><span role=cell>9</span></div></div>"
    )
    assert rows(found) == [["申请", "申请"], ["8", "9"]]
