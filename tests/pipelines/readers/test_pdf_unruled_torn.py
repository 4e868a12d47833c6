"""Tables without full frames whose cells are torn: figures and words broken or set wide, heads parted from their rows by a page's end."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.readers.segments import Segment
from pipelines.readers.unruled_cells import Block
from pipelines.readers.unruled_rows import Row, labels_apart
from tests.pipelines.readers.test_pdf import LEFT, Sheet, paragraphs, tables
from tests.pipelines.readers.test_pdf_unruled import COLUMNS, HEADS, head, row, rows


def broken(sheet: Sheet, top: float, label: str, figures: Sequence[str], step: float) -> None:
    """A row whose figures break after each digit, the label and the others on the middle of the tallest."""
    tallest = max(map(len, figures))
    sheet.text(LEFT, top + step * (tallest - 1) / 2, label, 10)
    for x, figure in zip(COLUMNS, figures, strict=True):
        for number, digit in enumerate(figure):
            sheet.text(x + 5, top + step * (tallest - len(figure)) / 2 + step * number, digit, 10)


def test_a_figure_that_its_cell_breaks_into_lines_is_one_figure() -> None:
    sheet = Sheet()
    head(sheet, 90)
    broken(sheet, 120, "新收数量", ["318", "2", "374"], 16)
    broken(sheet, 190, "结转数量", ["0", "0", "15"], 16)
    assert rows(sheet)[1:] == [("新收数量", "318", "2", "374"), ("结转数量", "0", "0", "15")]


def test_figures_on_lines_of_which_none_is_the_row_s_are_not_told() -> None:
    sheet = Sheet()
    head(sheet, 90)
    row(sheet, 120, ["新收数量"], ["3", "2", "5"])
    for x, figure in zip(COLUMNS, ("12", "14", "16"), strict=True):
        for number, digit in enumerate(figure):
            sheet.text(x + 5, 150 + 16 * number, digit, 10)
    sheet.text(LEFT, 150, "结转数量", 10)
    (table,) = tables(sheet.read())
    assert len(table.cells) == 1


def test_a_word_set_wide_is_one_head_and_columns_of_one_letter_are_several() -> None:
    sheet = Sheet()
    for x, word in zip(COLUMNS, ("自　然　人", "企　业", "总　计"), strict=True):
        for number, letter in enumerate(word.split("　")):
            sheet.text(x - 10 + 19 * number, 100, letter, 10)
    row(sheet, 130, ["新收数量"], ["3", "2", "5"])
    row(sheet, 155, ["结转数量"], ["1", "", "1"])
    assert [tuple(text.replace(" ", "") for text in cells) for cells in rows(sheet)] == [
        ("", *HEADS),
        ("新收数量", "3", "2", "5"),
        ("结转数量", "1", "", "1"),
    ]


def test_a_head_at_the_foot_of_a_page_is_that_of_the_rows_on_the_next() -> None:
    sheet = Sheet()
    sheet.text(LEFT, 650, "三、收到和处理政府信息公开申请情况", 10)
    head(sheet, 740)
    sheet.next_page()
    row(sheet, 90, ["新收数量"], ["3", "2", "5"])
    row(sheet, 115, ["结转数量"], ["1", "", "1"])
    document = sheet.read()
    (table,) = tables(document)
    assert [tuple(cells) for cells in table.grid()] == [
        ("", *HEADS),
        ("新收数量", "3", "2", "5"),
        ("结转数量", "1", "", "1"),
    ]
    assert {cell.place.page for cell in table.cells if cell.row == 0} == {1}
    assert [text for text in paragraphs(document) if "企业" in text] == []


def test_sentences_at_the_foot_of_a_page_are_no_head() -> None:
    sheet = Sheet()
    sheet.text(LEFT, 725, "全年收到申请若干件，", 10)
    sheet.text(LEFT, 740, "都已按时办结。", 10)
    sheet.next_page()
    row(sheet, 90, ["新收数量"], ["3", "2", "5"])
    row(sheet, 115, ["结转数量"], ["1", "", "1"])
    assert "都已按时办结。" in "".join(paragraphs(sheet.read()))


def test_no_cell_reaches_over_a_rule() -> None:
    sheet = Sheet()
    head(sheet, 100)
    row(sheet, 121, ["新收数量"], ["3", "2", "5"])
    for top in (118, 146, 160, 174):
        sheet.line(LEFT - 5, top, 480, top)
    # Of the two rows close under each other the first is blank: they would look like one label's lines.
    row(sheet, 148, ["上年结转的数量"], ["", "", ""])
    row(sheet, 162, ["本年转出的数量"], ["1", "0", "1"])
    assert [cells for cells in rows(sheet)[1:] if cells[-1]] == [
        ("新收数量", "3", "2", "5"),
        ("本年转出的数量", "1", "0", "1"),
    ]


def cell(text: str, x0: float, top: float) -> Block:
    return Block((Segment(text, x0, top, x0 + 10 * len(text), top + 10, 0, len(text) - 1),))


def test_a_line_of_a_label_beside_no_figures_is_told_from_a_heading_over_rows() -> None:
    group = Row(0, 148, 10, [cell("其他处理", 60, 143), cell("1", 260, 143)])
    assert labels_apart([Row(0, 139, 10, [cell("另行", 120, 134)]), group])
    assert labels_apart([group, Row(0, 157, 10, [cell("办理", 120, 152)])])
    assert not labels_apart([Row(0, 139, 10, [cell("一、收到申请", 60, 134)]), group])
    assert not labels_apart([Row(0, 109, 10, [cell("另行", 120, 104)]), group])


def test_figures_set_right_stand_under_heads_set_left() -> None:
    sheet = Sheet()
    for x, words in zip((200.0, 300.0, 400.0), ("本年制发件数", "废止件数", "有效件数"), strict=True):
        sheet.text(x, 100, words, 10)
    for top, label, figures in ((125, "规章", "103"), (150, "规范性文件", "26 ")):
        sheet.text(LEFT, top, label, 10)
        for x, figure in zip((288.0, 388.0, 488.0), figures, strict=True):
            sheet.text(x, top, figure.strip(), 10)
    assert rows(sheet) == [
        ("", "本年制发件数", "废止件数", "有效件数"),
        ("规章", "1", "0", "3"),
        ("规范性文件", "2", "6", ""),
    ]


def test_a_head_set_left_over_several_is_no_line_of_the_first() -> None:
    sheet = Sheet()
    sheet.text(COLUMNS[0], 88, "申请人情况如下列各栏", 10)
    sheet.text(COLUMNS[0], 101, "自然人", 10)
    sheet.text(COLUMNS[0] + 50, 101, "企业", 10)
    sheet.text(COLUMNS[2], 101, "总计", 10)
    for top, label in ((125, "新收数量"), (150, "结转数量")):
        sheet.text(LEFT, top, label, 10)
        for x in (COLUMNS[0], COLUMNS[0] + 50, COLUMNS[2]):
            sheet.text(x, top, "1", 10)
    assert rows(sheet)[1] == ("", "自然人", "企业", "总计")
