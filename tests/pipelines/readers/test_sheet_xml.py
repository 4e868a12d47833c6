"""Workbooks saved as one XML file, and sheets saved as text."""

from __future__ import annotations

import pytest

from pipelines.blocks import Paragraph, TableBlock
from pipelines.document import read_document
from pipelines.errors import DamagedDocument, DocumentTooLarge, ReadingError

HEAD = (
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:html="http://www.w3.org/TR/REC-html40">'
)
STYLES = (
    '<Styles><Style ss:ID="s1"><NumberFormat ss:Format="#,##0"/></Style><Style ss:ID="s2"><NumberFormat ss:Format="Fixed"/>'
    '</Style><Style ss:ID="s3"><NumberFormat ss:Format="0&quot;件&quot;"/></Style></Styles>'
)


def workbook(rows: str, *, more: str = "") -> bytes:
    return f'{HEAD}{STYLES}<Worksheet ss:Name="表一"><Table>{rows}</Table></Worksheet>{more}</Workbook>'.encode()


def cell(value: object, kind: str = "Number", attributes: str = "") -> str:
    return f'<Cell{attributes}><Data ss:Type="{kind}">{value}</Data></Cell>'


def grid(body: bytes) -> tuple[tuple[str, ...], ...]:
    document = read_document(body, url="http://www.example.gov.cn/a.xls", content_type="application/vnd.ms-excel")
    (table,) = [block for block in document.blocks if isinstance(block, TableBlock)]
    return table.grid()


def row(*cells: str, attributes: str = "") -> str:
    return f"<Row{attributes}>{''.join(cells)}</Row>"


def test_numbers_are_shown_as_their_formats_print_them() -> None:
    body = workbook(
        row(cell("指标", "String"), cell("数量", "String"))
        + row(cell("收到", "String"), cell(1234, attributes=' ss:StyleID="s1"'))
        + row(cell("费用", "String"), cell("2.5", attributes=' ss:StyleID="s2"'))
        + row(cell("答复", "String"), cell(7, attributes=' ss:StyleID="s3"'))
        + row(cell("公开", "String"), cell("1.5E3"))
    )
    assert [values[1] for values in grid(body)] == ["数量", "1,234", "2.50", "7件", "1500"]


def test_cells_stand_where_their_index_says_and_merged_ones_cover_their_places() -> None:
    body = workbook(
        row(cell("行政诉讼", "String", ' ss:MergeAcross="1"'), cell("备注", "String", ' ss:MergeDown="1"'))
        + row(cell("维持", "String"), cell("纠正", "String"))
        + row(cell(3), cell("见附表", "String", ' ss:Index="3"'), attributes=' ss:Index="3"')
    )
    assert grid(body) == (("行政诉讼", "行政诉讼", "备注"), ("维持", "纠正", "备注"), ("3", "", "见附表"))


def test_what_the_workbook_hides_is_not_shown() -> None:
    hidden_sheet = (
        '<Worksheet ss:Name="旧"><Table><Row><Cell><Data ss:Type="Number">99</Data></Cell></Row></Table>'
        "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>"
    )
    body = workbook(
        '<Column/><Column ss:Hidden="1"/><Column/>'
        + row(cell("指标", "String"), cell("上年", "String"), cell("本年", "String"))
        + row(cell("旧行", "String"), cell(8), cell(9), attributes=' ss:Hidden="1"')
        + row(cell("收到", "String"), cell(5), cell(6)),
        more=hidden_sheet,
    )
    assert grid(body) == (("指标", "本年"), ("收到", "6"))


def test_a_raised_note_is_no_digit_of_its_figure() -> None:
    data = '<Cell><ss:Data ss:Type="String">12<html:Sup>1</html:Sup></ss:Data></Cell>'
    assert grid(workbook(row(cell("收到", "String"), data)))[0] == ("收到", "12¹")


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (
            HEAD.encode() + b"<Worksheet><Table><Row ss:Index='999999'/><Row/></Table></Worksheet></Workbook>",
            DocumentTooLarge,
        ),
        (workbook(row(cell(1, attributes=' ss:Index="900000"'))), DocumentTooLarge),
        (HEAD.encode()[:-30], DamagedDocument),
        (
            b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
            + HEAD.encode().partition(b"?>\n")[2]
            + b"<Worksheet ss:Name='&b;'/>",
            ReadingError,
        ),
    ],
    ids=["far_row", "far_column", "cut", "entities"],
)
def test_a_hostile_or_broken_workbook_raises_a_named_error_or_gives_nothing(
    body: bytes, error: type[ReadingError]
) -> None:
    if error is ReadingError:
        blocks = read_document(body, url="http://www.example.gov.cn/a.xls").blocks
        assert len(blocks) < 2
        return
    with pytest.raises(error):
        read_document(body, url="http://www.example.gov.cn/a.xls")


def test_lines_of_cells_that_commas_divide_are_a_table_and_prose_is_not() -> None:
    text = (
        '标题\r\n指标,单位,数量\r\n"收到,本年",件,"1,234"\r\n办结,件,\r\n一是公开,二是解读。\r\n三是回应,四是培训12次。'
    )
    document = read_document(text.encode("gb18030"), url="http://www.example.gov.cn/a.csv", content_type="text/csv")
    table = document.blocks[1]
    assert isinstance(table, TableBlock)
    assert table.grid() == (("指标", "单位", "数量"), ("收到,本年", "件", "1,234"), ("办结", "件", ""))
    assert [type(block) for block in document.blocks] == [Paragraph, TableBlock, Paragraph, Paragraph]
    assert table.lines[1] == '"收到,本年",件,"1,234"'
