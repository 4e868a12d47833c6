"""Tables without drawn lines: labels that wrap, heads over their columns, pages that go on; what cannot be told gives no cells."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2
from reportlab.pdfbase import pdfmetrics, ttfonts

from pipelines.readers.pdf_names import Names
from pipelines.readers.pdf_page import read_page
from pipelines.readers.pdf_pictures import Pictures
from tests.pipelines.readers.test_pdf import LEFT, Sheet, paragraphs, tables

COLUMNS = (260.0, 340.0, 420.0)
HEADS = ("自然人", "企业", "总计")


def head(sheet: Sheet, top: float) -> None:
    for x, words in zip(COLUMNS, HEADS, strict=True):
        sheet.text(x, top, words, 10)


def row(sheet: Sheet, top: float, label: Sequence[str], figures: Sequence[str], *, figures_first: bool = False) -> None:
    """A row as a program writes it: the label's lines, then the figures on the label's middle; or the figures first."""

    def write_label() -> None:
        for number, line in enumerate(label):
            sheet.text(LEFT, top + 12 * number, line, 10)

    if not figures_first:
        write_label()
    for x, figure in zip(COLUMNS, figures, strict=True):
        if figure:
            sheet.text(x + 5, top + 6 * (len(label) - 1), figure, 10)
    if figures_first:
        write_label()


def rows(sheet: Sheet) -> list[tuple[str, ...]]:
    (table,) = tables(sheet.read())
    return [tuple(text.replace("\n", "") for text in cells) for cells in table.grid()]


def test_the_figures_of_a_wrapped_label_stand_on_its_middle() -> None:
    sheet = Sheet()
    head(sheet, 100)
    row(sheet, 130, ["1.没有现成信息需", "要另行制作"], ["5", "0", "5"])
    row(sheet, 165, ["2.重复申请"], ["0", "", "0"])
    row(sheet, 190, ["3.申请人无正当理", "由逾期不补正、行", "政机关不再处理"], ["12", "1", "13"])
    assert rows(sheet) == [
        ("", *HEADS),
        ("1.没有现成信息需要另行制作", "5", "0", "5"),
        ("2.重复申请", "0", "", "0"),
        ("3.申请人无正当理由逾期不补正、行政机关不再处理", "12", "1", "13"),
    ]


def test_lines_of_a_label_that_the_file_draws_apart_are_one_label_again() -> None:
    sheet = Sheet()
    head(sheet, 100)
    row(sheet, 130, ["本机关不掌握相关", "政府信息"], ["5", "0", "5"], figures_first=True)
    sheet.text(LEFT, 168, "重复申请", 10)
    for x in COLUMNS:
        sheet.text(x + 5, 168, "1", 10)
    sheet.text(LEFT, 192, "要求行政机关确认或", 10)
    for x in COLUMNS:
        sheet.text(x + 5, 198, "2", 10)
    sheet.text(LEFT, 204, "重新出具信息", 10)
    assert [cells[0] for cells in rows(sheet)] == [
        "",
        "本机关不掌握相关政府信息",
        "重复申请",
        "要求行政机关确认或重新出具信息",
    ]


def test_a_head_over_two_columns_covers_them() -> None:
    sheet = Sheet()
    sheet.text(300, 85, "申请人情况", 10)
    head(sheet, 105)
    for number in range(3):
        row(sheet, 130 + 25 * number, [f"第{number}行数量"], ["1", "2", "3"])
    assert rows(sheet)[0][1:] == ("申请人情况",) * 3


def test_a_column_without_figures_keeps_its_place() -> None:
    sheet = Sheet()
    head(sheet, 100)
    for number in range(3):
        row(sheet, 130 + 25 * number, [f"第{number}行数量"], ["7", "", "7"])
    assert [cells[1:] for cells in rows(sheet)] == [HEADS, ("7", "", "7"), ("7", "", "7"), ("7", "", "7")]


def test_a_table_goes_on_over_the_page_s_end_with_its_head_printed_again() -> None:
    sheet = Sheet()
    head(sheet, 690)
    row(sheet, 715, ["新收数量"], ["1", "2", "3"])
    row(sheet, 740, ["结转数量"], ["4", "5", "9"])
    sheet.next_page()
    head(sheet, 90)
    row(sheet, 115, ["办结数量"], ["6", "", "6"])
    row(sheet, 140, ["转出数量"], ["1", "0", "1"])
    assert [cells[0] for cells in rows(sheet)] == ["", "新收数量", "结转数量", "", "办结数量", "转出数量"]


def test_a_part_without_a_head_and_with_blanks_gives_its_text_and_no_cells() -> None:
    sheet = Sheet()
    row(sheet, 115, ["办结数量"], ["6", "", "6"])
    row(sheet, 140, ["转出数量"], ["1", "0", "1"])
    row(sheet, 165, ["其他数量"], ["1", "", "1"])
    document = sheet.read()
    (table,) = tables(document)
    assert (table.height, len(table.cells)) == (1, 1)
    assert "转出数量" in table.cells[0].text
    assert any(flag.startswith("page 1, no grid") for flag in document.flags)


def test_figures_that_stand_over_other_heads_than_their_order_says_are_not_told() -> None:
    sheet = Sheet()
    for x, words in zip((260, 300, 340), HEADS, strict=True):
        sheet.text(x, 100, words, 10)
    for number in range(3):
        sheet.text(LEFT, 130 + 25 * number, f"第{number}行数量", 10)
        for x in (305, 345, 420):
            sheet.text(x, 130 + 25 * number, "5", 10)
    (table,) = tables(sheet.read())
    assert len(table.cells) == 1


def test_text_drawn_without_ink_in_white_or_aslant_is_not_read() -> None:
    sheet = Sheet()
    sheet.text(LEFT, 100, "看得见的一行文字。")
    sheet.canvas.drawString(LEFT, 500, "共收到申请98765件", mode=3)
    sheet.canvas.setFillGray(1)
    sheet.text(LEFT, 400, "共收到申请54321件")
    sheet.canvas.setFillGray(0)
    sheet.canvas.saveState()
    sheet.canvas.rotate(45)
    sheet.text(500, 700, "仅供查阅", 40)
    sheet.canvas.restoreState()
    assert paragraphs(sheet.read()) == ["看得见的一行文字。"]


def test_white_text_on_a_dark_ground_is_read() -> None:
    sheet = Sheet()
    sheet.canvas.rect(LEFT - 10, 700, 300, 60, fill=1)
    sheet.canvas.setFillGray(1)
    sheet.text(LEFT, 100, "深色底上的白字")
    assert paragraphs(sheet.read()) == ["深色底上的白字"]


def test_letters_of_one_size_are_alike_high_in_whatever_font() -> None:
    pdfmetrics.registerFont(ttfonts.TTFont("Vera", "Vera.ttf"))
    sheet = Sheet()
    for number, font in enumerate(("STSong-Light", "Vera", "Courier")):
        sheet.canvas.setFont(font, 10)
        sheet.canvas.drawString(LEFT + 40 * number, 500, "17")
    sheet.canvas.save()
    with pypdfium2.PdfDocument(sheet.buffer.getvalue()) as pdf:
        page = read_page(pdf, 0, Names(), Pictures())
    boxes = {(round(c.top, 2), round(c.bottom, 2)) for c in page.characters if c.text in "17" and c.x0 < 200}
    assert len(boxes) == 1


def test_labels_wrap_though_rows_stand_no_further_apart_than_lines() -> None:
    sheet = Sheet()
    head(sheet, 100)
    row(sheet, 112, ["1.没有现成信息需要另", "行制作"], ["5", "0", "5"])
    row(sheet, 136, ["2.重复申请"], ["0", "1", "1"])
    row(sheet, 148, ["3.要求提供公开出版物"], ["0", "0", "0"])
    row(sheet, 160, ["4.申请人无正当理由逾", "期不补正、行政机关不", "再处理"], ["12", "1", "13"])
    assert rows(sheet)[1:] == [
        ("1.没有现成信息需要另行制作", "5", "0", "5"),
        ("2.重复申请", "0", "1", "1"),
        ("3.要求提供公开出版物", "0", "0", "0"),
        ("4.申请人无正当理由逾期不补正、行政机关不再处理", "12", "1", "13"),
    ]


def test_labels_of_rows_that_are_blank_are_not_joined_to_the_next_row_s() -> None:
    sheet = Sheet()
    head(sheet, 100)
    row(sheet, 112, ["行政许可"], ["5", "0", "5"])
    row(sheet, 124, ["行政处罚"], ["", "", ""])
    row(sheet, 136, ["行政强制"], ["3", "1", "4"])
    row(sheet, 148, ["行政收费"], ["0", "1", "1"])
    assert rows(sheet)[2:] == [
        ("行政处罚", "", "", ""),
        ("行政强制", "3", "1", "4"),
        ("行政收费", "0", "1", "1"),
    ]


def test_heads_of_one_line_and_of_two_stand_on_one_line_under_the_head_over_them() -> None:
    sheet = Sheet()
    sheet.text(340, 100, "法人或其他组织", 10)
    sheet.text(260, 118, "自然人", 10)
    for x, words in ((340, ("商业", "企业")), (390, ("科研", "机构"))):
        for number, line in enumerate(words):
            sheet.text(x, 112 + 12 * number, line, 10)
    sheet.text(440, 124, "总计", 10)
    for top, label in ((136, "一、新收"), (148, "二、结转")):
        sheet.text(LEFT, top, label, 10)
        for x, figure in zip((260, 340, 390, 440), "1203", strict=True):
            sheet.text(x + 5, top, figure, 10)
    assert rows(sheet)[1:] == [
        ("", "自然人", "商业企业", "科研机构", "总计"),
        ("一、新收", "1", "2", "0", "3"),
        ("二、结转", "1", "2", "0", "3"),
    ]


def test_totals_named_alike_on_the_lowest_line_of_a_head_are_no_row_of_units() -> None:
    sheet = Sheet()
    for start, words in ((LEFT, "行政复议"), (LEFT + 180, "行政诉讼")):
        sheet.text(start + 30, 100, words, 10)
        for number, lines in enumerate((("结果", "维持"), ("结果", "纠正"))):
            for below, line in enumerate(lines):
                sheet.text(start + 50 * number, 112 + 12 * below, line, 10)
        sheet.text(start + 100, 124, "总计", 10)
    for number, figure in enumerate("123456"):
        sheet.text(LEFT + 180 * (number // 3) + 50 * (number % 3) + 5, 140, figure, 10)
    assert rows(sheet)[-2:] == [
        ("结果维持", "结果纠正", "总计", "结果维持", "结果纠正", "总计"),
        ("1", "2", "3", "4", "5", "6"),
    ]
