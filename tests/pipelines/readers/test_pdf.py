"""PDF with text: paragraphs are whole again, and a table over pages is one."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from pipelines.blocks import Document, PageBreak, Paragraph, TableBlock
from pipelines.document import read_document
from pipelines.errors import DamagedDocument, UnsupportedDocument

WIDTH, HEIGHT = A4
LEFT, RIGHT = 72.0, 520.0
SIZE = 14

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))


class Sheet:
    """A PDF drawn by hand, coordinates from the top left."""

    def __init__(self) -> None:
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=A4)
        self.page = 0
        self.next_page()

    def next_page(self) -> None:
        if self.page:
            self.canvas.showPage()
        self.page += 1
        self.canvas.setFont("STSong-Light", SIZE)
        self.canvas.drawString(WIDTH / 2, 40, f"- {self.page} -")

    def text(self, x: float, top: float, words: str, size: float = SIZE) -> None:
        self.canvas.setFont("STSong-Light", size)
        self.canvas.drawString(x, HEIGHT - top - size, words)

    def line(self, x0: float, top0: float, x1: float, top1: float) -> None:
        self.canvas.line(x0, HEIGHT - top0, x1, HEIGHT - top1)

    def read(self) -> Document:
        self.canvas.save()
        return read_document(
            self.buffer.getvalue(), url="http://example.gov.cn/a.pdf", content_type="application/octet-stream"
        )

    def ruled(self, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]]) -> None:
        """A full grid with its texts, one a cell."""
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for row, (top, texts) in enumerate(zip(ys, rows, strict=False)):
            for column, words in enumerate(texts):
                for number, part in enumerate(words.split("\n")):
                    self.text(xs[column] + 3, top + 4 + 11 * number, part, 9)
            assert row < len(ys) - 1


def tables(document: Document) -> list[TableBlock]:
    return [block for block in document.blocks if isinstance(block, TableBlock)]


def paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph) and block.place.path != "margin"]


def test_lines_are_joined_to_paragraphs_within_and_over_pages() -> None:
    sheet = Sheet()
    sheet.text(200, 80, "泽城市2024年年度报告")
    sheet.text(LEFT + 28, 120, "本报告由办公室根据条例规定编制所列数据统计期限自二〇二四")
    sheet.text(LEFT, 150, "年一月一日至十二月三十一日。")
    sheet.text(LEFT + 28, 180, "一、总体情况")
    sheet.text(LEFT + 28, 740, "二〇二四年全市坚持以公开为常态不公开为例外严格落实各项规")
    sheet.next_page()
    sheet.text(LEFT, 80, "定，圆满完成了任务。")
    document = sheet.read()
    assert paragraphs(document) == [
        "泽城市2024年年度报告",
        "本报告由办公室根据条例规定编制所列数据统计期限自二〇二四年一月一日至十二月三十一日。",
        "一、总体情况",
        "二〇二四年全市坚持以公开为常态不公开为例外严格落实各项规定，圆满完成了任务。",
    ]
    assert [block.page for block in document.blocks if isinstance(block, PageBreak)] == [1, 2]
    assert [
        block.text for block in document.blocks if isinstance(block, Paragraph) and block.place.path == "margin"
    ] == ["-1-", "-2-"]


def test_a_ruled_table_has_its_cells_with_page_and_box() -> None:
    sheet = Sheet()
    sheet.text(LEFT, 80, "二、主动公开政府信息情况")
    sheet.ruled(
        [LEFT, 200, 300, 400],
        [120, 150, 180, 210],
        [["信息内容", "制发", "废止"], ["规章", "1", "0"], ["文件", "8", "26"]],
    )
    sheet.text(LEFT, 240, "三、申请情况")
    document = sheet.read()
    (table,) = tables(document)
    assert table.grid() == (("信息内容", "制发", "废止"), ("规章", "1", "0"), ("文件", "8", "26"))
    cell = next(cell for cell in table.cells if cell.text == "26")
    assert cell.place.page == 1
    assert cell.place.box == pytest.approx((300, 180, 400, 210), abs=1.5)
    assert paragraphs(document) == ["二、主动公开政府信息情况", "三、申请情况"]


def test_missing_lines_merge_cells() -> None:
    sheet = Sheet()
    xs, ys = [LEFT, 172, 272, 372], [100, 130, 160, 190]
    for y in ys:
        sheet.line(xs[0] if y != 160 else xs[1], y, xs[-1], y)
    for x in xs:
        sheet.line(x, ys[0] if x in (LEFT, 172, 372) else 130, x, ys[-1])
    sheet.text(80, 105, "指标", 9)
    sheet.text(200, 105, "申请人情况", 9)
    for x, y, words in (
        (180, 135, "自然人"),
        (280, 135, "企业"),
        (180, 165, "352"),
        (280, 165, "21"),
        (80, 150, "新收"),
    ):
        sheet.text(x, y, words, 9)
    (table,) = tables(sheet.read())
    assert table.grid() == (("指标", "申请人情况", "申请人情况"), ("新收", "自然人", "企业"), ("新收", "352", "21"))


def test_a_label_set_vertically_is_one_word() -> None:
    sheet = Sheet()
    sheet.ruled([LEFT, 100, 300, 400], [100, 220, 250], [["", "予以公开", "5"], ["", "总计", "5"]])
    for number, character in enumerate("本年办理结果"):
        sheet.text(LEFT + 8, 105 + 15 * number, character, 9)
    (table,) = tables(sheet.read())
    assert table.grid()[0][0] == "本年办理结果"


def test_a_table_over_pages_is_one_and_page_numbers_are_not_in_it() -> None:
    sheet = Sheet()
    xs = [LEFT, 110, 300, 400]
    sheet.ruled(xs, [700, 730, 760], [["（三）不", "1.国家秘密", "2"], ["", "2.其他", "3"]])
    sheet.next_page()
    sheet.ruled(xs, [80, 110, 140], [["（四）无", "3.权益", "4"], ["总计", "总计", "9"]])
    (table,) = tables(sheet.read())
    assert table.height == 4
    assert [row[2] for row in table.grid()] == ["2", "3", "4", "9"]
    assert {cell.place.page for cell in table.cells} == {1, 2}


def test_a_merged_label_torn_by_the_page_s_end_is_one_label_again() -> None:
    sheet = Sheet()
    sheet.ruled([110, 300, 400], [700, 730, 760], [["1.国家秘密", "2"], ["2.其他", "3"]])
    for top, x0 in ((700, LEFT), (760, LEFT)):
        sheet.line(x0, top, 110, top)
    sheet.line(LEFT, 700, LEFT, 760)
    sheet.text(LEFT + 2, 740, "（三）不", 9)
    sheet.next_page()
    sheet.ruled([110, 300, 400], [80, 110, 140], [["3.权益", "4"], ["4.事务", "5"]])
    for top in (80, 140):
        sheet.line(LEFT, top, 110, top)
    sheet.line(LEFT, 80, LEFT, 140)
    sheet.text(LEFT + 2, 85, "予公开", 9)
    (table,) = tables(sheet.read())
    assert [row[0] for row in table.grid()] == ["（三）不\n予公开"] * 4


def test_columns_of_figures_without_lines_are_a_table() -> None:
    sheet = Sheet()
    sheet.text(LEFT, 80, "三、收到和处理政府信息公开申请情况")
    sheet.text(250, 110, "自然人", 10)
    sheet.text(350, 110, "企业", 10)
    sheet.text(450, 110, "总计", 10)
    rows = [("一、本年新收", "352", "21", "373"), ("二、上年结转", "16", "0", "16"), ("三、办结", "360", "20", "380")]
    for number, (label, *figures) in enumerate(rows):
        top = 140 + 40 * number
        sheet.text(LEFT, top - 6, label, 10)
        sheet.text(LEFT, top + 6, "申请数量", 10)
        for x, figure in zip((255, 355, 455), figures, strict=True):
            sheet.text(x, top, figure, 10)
    sheet.text(LEFT, 300, "四、复议诉讼情况如下，以上数据均为本年度全市汇总数据。")
    document = sheet.read()
    (table,) = tables(document)
    assert table.grid()[0] == ("", "自然人", "企业", "总计")
    assert [row[1:] for row in table.grid()[1:]] == [("352", "21", "373"), ("16", "0", "16"), ("360", "20", "380")]
    assert [row[0].replace("\n", "") for row in table.grid()[1:]] == [
        "一、本年新收申请数量",
        "二、上年结转申请数量",
        "三、办结申请数量",
    ]
    assert paragraphs(document)[-1].startswith("四、复议诉讼情况")


def test_two_numbers_in_one_line_stay_two() -> None:
    sheet = Sheet()
    sheet.text(LEFT, 100, "行政复议 12 34 件")
    assert paragraphs(sheet.read()) == ["行政复议12 34件"]


def test_a_broken_file_is_damaged() -> None:
    with pytest.raises(DamagedDocument):
        read_document(b"%PDF-1.7\n" + b"nothing" * 50, url="http://example.gov.cn/a.pdf")


def test_a_scan_without_ocr_says_what_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    from PIL import Image

    from pipelines.readers import ocr

    picture = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(picture, format="PDF")
    monkeypatch.setattr(ocr, "find_spec", lambda name: None)
    with pytest.raises(UnsupportedDocument, match="OCR"):
        read_document(picture.getvalue(), url="http://example.gov.cn/a.pdf")


def test_rows_between_which_a_page_ends_without_a_line_stay_two_rows() -> None:
    sheet = Sheet()
    xs = [LEFT, 172, 272, 372]
    for x in xs:
        sheet.line(x, 700, x, 780)
    for y in (700, 730):
        sheet.line(xs[0], y, xs[-1], y)
    for x, words in zip(xs, ("信息内容", "制发", "废止"), strict=False):
        sheet.text(x + 3, 705, words, 9)
    for x, words in zip(xs, ("一、规章", "12", "3"), strict=False):
        sheet.text(x + 3, 745, words, 9)
    sheet.next_page()
    for x in xs:
        sheet.line(x, 60, x, 110)
    sheet.line(xs[0], 110, xs[-1], 110)
    for x, words in zip(xs, ("二、文件", "4", "0"), strict=False):
        sheet.text(x + 3, 80, words, 9)
    (table,) = tables(sheet.read())
    assert table.grid() == (("信息内容", "制发", "废止"), ("一、规章", "12", "3"), ("二、文件", "4", "0"))


def test_a_head_torn_by_the_page_s_end_below_its_rules_is_one_head_again() -> None:
    sheet = Sheet()
    xs = [LEFT, 200, 300, 400]
    for x in xs:
        sheet.line(x, 700, x, 755)
    for y in (700, 730):
        sheet.line(xs[0], y, xs[-1], y)
    for x, words in zip(xs, ("信息内容", "制发", "废止"), strict=False):
        sheet.text(x + 3, 705, words, 9)
    sheet.text(LEFT + 3, 738, "一、规章和规范", 9)
    sheet.text(LEFT + 3, 752, "性文件", 9)
    sheet.text(203, 738, "12", 9)
    sheet.text(303, 738, "3", 9)
    sheet.next_page()
    for x in xs:
        sheet.line(x, 60, x, 110)
    for y in (80, 110):
        sheet.line(xs[0], y, xs[-1], y)
    for x, words in zip(xs, ("二、其他", "4", "0"), strict=False):
        sheet.text(x + 3, 88, words, 9)
    document = sheet.read()
    (table,) = tables(document)
    assert paragraphs(document) == []
    rows = [tuple(cell.replace("\n", "") for cell in row) for row in table.grid() if any(row)]
    assert rows == [("信息内容", "制发", "废止"), ("一、规章和规范性文件", "12", "3"), ("二、其他", "4", "0")]


def test_a_paragraph_under_a_table_without_a_last_rule_is_no_part_of_it() -> None:
    sheet = Sheet()
    xs = [LEFT, 200, 300, 400]
    for x in xs:
        sheet.line(x, 700, x, 755)
    for y in (700, 730):
        sheet.line(xs[0], y, xs[-1], y)
    for x, words in zip(xs, ("一、规章", "12", "3"), strict=False):
        sheet.text(x + 3, 738, words, 9)
    sheet.text(LEFT + 3, 758, "以上各项数据的统计期限从一月一日起至十二月三十一日止", 9)
    assert paragraphs(sheet.read()) == ["以上各项数据的统计期限从一月一日起至十二月三十一日止"]


def test_the_rest_of_a_label_at_the_head_of_a_page_goes_to_its_row_and_the_next_row_stays_one() -> None:
    sheet = Sheet()
    xs = [LEFT, 200, 300, 400]
    sheet.ruled(xs, [700, 730, 760], [["4.权益", "1", "5"], ["5.属于三类内部", "2", "44"]])
    sheet.next_page()
    sheet.ruled(
        xs, [80, 100, 130, 160], [["事务信息", "", ""], ["6.属于过程性信息", "68", "90"], ["7.案卷", "57", "123"]]
    )
    (table,) = tables(sheet.read())
    assert [row[1:] for row in table.grid()] == [("1", "5"), ("2", "44"), ("68", "90"), ("57", "123")]
    assert table.grid()[1][0].replace("\n", "") == "5.属于三类内部事务信息"


def test_a_running_head_that_the_text_comes_near_on_one_page_is_a_margin_there_too() -> None:
    sheet = Sheet()
    for number in range(3):
        if number:
            sheet.next_page()
        sheet.text(LEFT, 55, "某市某局年度报告", 9)
        sheet.text(LEFT, 66 if number == 1 else 120, "正文从这里开始，讲的是这一年的工作。", 9)
    assert all("某市某局年度报告" not in words for words in paragraphs(sheet.read()))


def test_labels_whose_figures_are_blank_do_not_part_a_table_without_rules() -> None:
    sheet = Sheet()
    for x, words in zip((LEFT, 220, 300, 380), ("信息内容", "自然人", "企业", "总计"), strict=True):
        sheet.text(x, 600, words, 10)
    for number, (label, *figures) in enumerate((("甲类申请", "11", "2", "13"), ("乙类申请", "4", "5", "9"))):
        for x, words in zip((LEFT, 220, 300, 380), (label, *figures), strict=True):
            sheet.text(x, 625 + 22 * number, words, 10)
    sheet.text(LEFT, 669, "丙类申请", 10)
    sheet.next_page()
    sheet.text(LEFT, 80, "丁类申请", 10)
    for number, (label, *figures) in enumerate((("戊类申请", "1", "0", "1"), ("己类申请", "7", "0", "7"))):
        for x, words in zip((LEFT, 220, 300, 380), (label, *figures), strict=True):
            sheet.text(x, 102 + 22 * number, words, 10)
    (table,) = tables(sheet.read())
    assert [row[0] for row in table.grid()] == ["信息内容", *(f"{name}类申请" for name in "甲乙丙丁戊己")]
    assert table.grid()[3][1:] == ("", "", "")
    assert table.grid()[-1][1:] == ("7", "0", "7")
