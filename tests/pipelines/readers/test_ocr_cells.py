"""What the finder of lines passes over or misreads in a scanned table is looked at again; pages are turned the right way up."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw, ImageFont

from pipelines.blocks import Document, TableBlock
from pipelines.document import read_document
from pipelines.readers import ocr
from pipelines.readers.ocr_cells import reread
from pipelines.readers.ocr_turning import OcrLine, legible, turns
from pipelines.readers.pdf_page import UNREADABLE, Character, Stroke
from pipelines.readers.ruled import grids

pytest.importorskip("rapidocr")
numpy = pytest.importorskip("numpy")


def ruled(text: str) -> tuple[object, list[Stroke]]:
    """A picture of a table of two cells, the first holding what is drawn, at 150 dots an inch; lengths in points."""
    picture = Image.new("RGB", (500, 200), "white")
    pen = ImageDraw.Draw(picture)
    if text == "/":
        pen.line((118, 115, 134, 85), fill="black", width=3)
    else:
        pen.text((118, 85), text, fill="black", font=ImageFont.load_default(size=30))
    k = 72 / 150
    strokes = [Stroke(50 * k, y * k, 450 * k, y * k) for y in (50, 150)]
    strokes += [Stroke(x * k, 50 * k, x * k, 150 * k) for x in (50, 250, 450)]
    return numpy.asarray(picture), strokes


def character(text: str) -> Character:
    k = 72 / 150
    return Character(text, 118 * k, 80 * k, 134 * k, 118 * k)


def test_a_cell_with_ink_of_which_nothing_was_read_is_read_alone() -> None:
    pixels, strokes = ruled("7")
    found = reread(lambda part: ("7", 0.99), pixels, 72 / 150, [], strokes)
    assert [one.text for one in found] == ["7"]


def test_a_second_reading_that_is_not_sure_or_no_number_mends_nothing() -> None:
    pixels, strokes = ruled("7")
    for said, sure in (("7", 0.6), ("了", 0.99), ("", 0.0)):
        assert (
            reread(lambda part, answer=(said, sure): answer, pixels, 72 / 150, [character(UNREADABLE)], strokes) == []
        )


def test_a_slash_that_was_read_as_1_is_withdrawn_and_a_1_is_kept() -> None:
    pixels, strokes = ruled("/")
    found = reread(lambda part: ("1", 0.99), pixels, 72 / 150, [character("1")], strokes)
    assert [one.text for one in found] == [None]
    pixels, strokes = ruled("1")
    assert reread(lambda part: ("1", 0.99), pixels, 72 / 150, [character("1")], strokes) == []


def test_a_rule_as_short_as_its_row_parts_cells_where_it_meets_the_rules_above_and_below() -> None:
    picture = Image.new("RGB", (900, 300), "white")
    pen = ImageDraw.Draw(picture)
    for y in (50, 90, 125):
        pen.line((50, y, 850, y), fill="black", width=2)
    for x in (50, 850):
        pen.line((x, 50, x, 125), fill="black", width=2)
    pen.line((400, 90, 400, 125), fill="black", width=2)
    pen.line((600, 58, 600, 82), fill="black", width=3)
    (grid,) = grids(list(ocr.rules_of(numpy.asarray(picture), 72 / 150)))
    assert [(cell.row, cell.column, cell.colspan) for cell in grid.cells] == [(0, 0, 2), (1, 0, 1), (1, 1, 1)]


def test_a_blank_cell_stays_blank() -> None:
    pixels, strokes = ruled("")
    assert reread(lambda part: ("0", 0.99), pixels, 72 / 150, [], strokes) == []


def test_a_page_whose_lines_run_down_it_lies_on_its_side_and_one_hardly_read_may_stand_on_its_head() -> None:
    across, down = (0.0, 0.0, 200.0, 20.0), (0.0, 0.0, 20.0, 200.0)
    assert turns([OcrLine("全年收到申请十二件都已办结", 0.97, across)]) == ()
    assert turns([OcrLine("全年收到申请十二件都已办结", 0.97, down)]) == (1, 3)
    assert turns([OcrLine("全年收到申请十二件都已办结", 0.6, across)]) == (2,)
    # Noughts and ones look the same either way up, and lift what is read of a table on its head.
    assert turns([OcrLine("0" * 40, 0.99, across), OcrLine("垂疑花烫集咨乙热边", 0.55, across)]) == (2,)
    assert legible([OcrLine("全年", 0.99, across)]) > legible([OcrLine("全年", 0.7, across)])


@pytest.mark.parametrize("angle", [90, pytest.param(180, marks=pytest.mark.slow)])
def test_a_scan_laid_wrongly_is_read_as_the_right_one_with_places_on_the_scan_as_it_came(angle: int) -> None:
    picture = Image.new("RGB", (900, 420), "white")
    pen = ImageDraw.Draw(picture)
    xs, ys = [60, 330, 600, 840], [60, 160, 260, 360]
    for x in xs:
        pen.line((x, ys[0], x, ys[-1]), fill="black", width=3)
    for y in ys:
        pen.line((xs[0], y, xs[-1], y), fill="black", width=3)
    rows = [("applications", "2020", "2021"), ("received", "352", "398"), ("answered", "1362", "380")]
    for top, texts in zip(ys, rows, strict=False):
        for left, text in zip(xs, texts, strict=False):
            pen.text((left + 30, top + 30), text, fill="black", font=ImageFont.load_default(size=34))
    turned = picture.rotate(angle, expand=True)
    buffer = io.BytesIO()
    turned.save(buffer, format="PNG")
    document: Document = read_document(buffer.getvalue(), url="http://example.gov.cn/a.png")
    (table,) = [block for block in document.blocks if isinstance(block, TableBlock)]
    assert [row[1:] for row in table.grid()] == [("2020", "2021"), ("352", "398"), ("1362", "380")]
    cell = next(cell for cell in table.cells if cell.text == "398")
    expected = {90: (160, 60, 260, 300), 180: (60, 160, 300, 260)}[angle]
    assert cell.place.box == pytest.approx(expected, abs=8)


def test_a_page_is_read_whole_after_a_cell_of_the_page_before_was_read_alone() -> None:
    picture = Image.new("RGB", (500, 120), "white")
    ImageDraw.Draw(picture).text((20, 30), "received 352", fill="black", font=ImageFont.load_default(size=40))
    engine = ocr._engine()
    ocr._one_line(engine, numpy.asarray(picture))
    lines = ocr._lines(engine, numpy.asarray(picture))
    assert "352" in "".join(line.text for line in lines)
