"""Scans are read where OCR is installed, their tables by the lines in the picture, and everything is marked."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw, ImageFont

from pipelines.blocks import TableBlock
from pipelines.document import read_document

pytest.importorskip("rapidocr")


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
