"""OpenDocument files: what a text or a sheet shows, and nothing that it hides."""

from __future__ import annotations

import pytest

from pipelines.blocks import Block, Paragraph, TableBlock
from pipelines.document import read_document
from pipelines.errors import DocumentTooLarge, UnsupportedDocument
from tests.variety.office.by_hand import odf_package, odf_para


def blocks(body: str, kind: str = "text") -> tuple[Block, ...]:
    return read_document(odf_package(body, kind), url="http://www.example.gov.cn/a.odt").blocks


def texts(body: str, kind: str = "text") -> list[str]:
    return [block.text for block in blocks(body, kind) if isinstance(block, Paragraph)]


def cell(text: str, spans: str = "") -> str:
    return f"<table:table-cell{spans}>{odf_para(text)}</table:table-cell>"


def test_spaces_tabs_and_breaks_that_are_elements_are_read() -> None:
    line = '<text:p>共<text:s text:c="2"/>收到<text:span>12</text:span>件<text:line-break/>其中<text:tab/>网上</text:p>'
    assert texts(line) == ["共 收到12件", "其中 网上"]


def test_a_comment_and_a_deletion_are_not_read_and_a_note_stands_at_the_end() -> None:
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>含网上</text:p></text:note-body></text:note>"
    body = (
        f"<text:p>收到12<office:annotation><text:p>核</text:p></office:annotation>{note}件</text:p><text:p>完</text:p>"
    )
    assert texts(body) == ["收到12件", "完", "含网上"]


def test_a_figure_struck_through_does_not_run_into_the_one_that_stands_for_it() -> None:
    style = '<style:style style:name="S"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    assert texts(f'{style}<text:p>收到<text:span text:style-name="S">9</text:span>12件</text:p>') == ["收到 9 12件"]


def test_merged_cells_cover_what_they_span() -> None:
    body = (
        "<table:table><table:table-header-rows><table:table-row>"
        + cell("项目", ' table:number-rows-spanned="2"')
        + cell("数", ' table:number-columns-spanned="2"')
        + "<table:covered-table-cell/></table:table-row></table:table-header-rows>"
        + f"<table:table-row><table:covered-table-cell/>{cell('甲')}{cell('乙')}</table:table-row>"
        + f"<table:table-row>{cell('收到')}{cell('3')}{cell('4')}</table:table-row></table:table>"
    )
    (table,) = blocks(body)
    assert isinstance(table, TableBlock)
    assert table.grid() == (("项目", "数", "数"), ("项目", "甲", "乙"), ("收到", "3", "4"))


def test_a_hidden_row_and_column_of_a_sheet_are_not_shown() -> None:
    rows = (
        f"<table:table-row>{cell('项目')}{cell('密')}{cell('数')}</table:table-row>"
        f'<table:table-row table:visibility="collapse">{cell("旧")}{cell("密")}{cell("9")}</table:table-row>'
        f"<table:table-row>{cell('收到')}{cell('密')}{cell('3')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1024"/>'
        "</table:table-row>"
    )
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
    (table,) = blocks(f'<table:table table:name="表1">{columns}{rows}</table:table>', "spreadsheet")
    assert isinstance(table, TableBlock)
    assert table.grid() == (("项目", "数"), ("收到", "3"))


def test_a_presentation_is_said_not_to_be_read() -> None:
    with pytest.raises(UnsupportedDocument, match="neither a text nor a spreadsheet"):
        blocks("", "presentation")


def test_a_cell_said_to_be_repeated_without_end_is_refused() -> None:
    row = '<table:table-row><table:table-cell table:number-columns-repeated="999999999"/><table:table-cell/></table:table-row>'
    with pytest.raises(DocumentTooLarge):
        blocks(f"<table:table>{row}</table:table>")


def test_filled_rows_repeated_without_end_are_refused() -> None:
    row = f'<table:table-row table:number-rows-repeated="999999999">{cell("3")}</table:table-row>'
    with pytest.raises(DocumentTooLarge):
        blocks(f"<table:table>{row}</table:table>", "spreadsheet")
