"""Scans are read where OCR is installed, their tables by the lines in the picture, and everything is marked."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipelines.blocks import Paragraph, TableBlock
from pipelines.document import read_document
from pipelines.readers import ocr
from pipelines.readers.pdf_page import Character, PdfPage

pytest.importorskip("rapidocr")
numpy = pytest.importorskip("numpy")


def test_a_scanned_table_is_a_table_with_places() -> None:
    picture = Image.new("RGB", (900, 500), "white")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=34)
    xs, ys = [60, 330, 600, 840], [60, 160, 260, 360]
    for x in xs:
        draw.line((x, ys[0], x, ys[-1]), fill="black", width=3)
    for y in ys:
        draw.line((xs[0], y, xs[-1], y), fill="black", width=3)
    rows = [("total", "2020", "2021"), ("received", "352", "398"), ("answered", "1362", "380")]
    for top, texts in zip(ys, rows, strict=False):
        for left, text in zip(xs, texts, strict=False):
            draw.text((left + 40, top + 30), text, fill="black", font=font)
    buffer = io.BytesIO()
    picture.save(buffer, format="PNG")
    document = read_document(buffer.getvalue(), url="http://example.gov.cn/a.jpg", content_type="text/html")
    assert (document.medium, document.ocr, document.media_type) == ("scan", True, "image/png")
    (table,) = [block for block in document.blocks if isinstance(block, TableBlock)]
    assert [row[1:] for row in table.grid()] == [("2020", "2021"), ("352", "398"), ("1362", "380")]
    cell = next(cell for cell in table.cells if cell.text == "398")
    assert cell.place.page == 1
    assert cell.place.box == pytest.approx((600, 160, 840, 260), abs=6)


def test_a_pale_hairline_between_two_rows_of_pixels_is_a_rule() -> None:
    pixels = numpy.full((400, 800, 3), 255, "uint8")
    pixels[200:202, 100:700] = 245
    (rule,) = ocr.rules_of(pixels, 0.5)
    assert (rule.x0, rule.x1, rule.top) == pytest.approx((50, 350, 100.5), abs=1)


def test_a_page_whose_size_is_that_of_its_pixels_is_read_as_a_sheet_and_told_in_its_own_size(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heights = []

    def read(engine: object, picture: Image.Image, number: int, to_points: float) -> PdfPage:
        heights.append(round(picture.height * to_points))
        letters = tuple(Character(one, 100.0 + 12 * at, 200.0, 112.0 + 12 * at, 212.0) for at, one in enumerate("概况"))
        return PdfPage(number, 595.0, 842.0, letters, (), 0)

    monkeypatch.setattr(ocr, "_page", read)
    monkeypatch.setattr(ocr, "_engine", lambda: None)
    with pypdfium2.PdfDocument.new() as pdf:
        pdf.new_page(2380, 3368)
        document = ocr.read_pdf(pdf)
    assert heights == [842]
    assert [block.place.box for block in document.blocks if isinstance(block, Paragraph)] == [(400, 800, 496, 848)]
