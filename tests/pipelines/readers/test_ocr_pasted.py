"""A table pasted as a picture among the text of a PDF page is read in its place; other pictures stay pictures."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipelines.blocks import Document, Paragraph, TableBlock
from pipelines.document import read_document
from pipelines.errors import NeedsTime
from pipelines.readers import bounds, ocr

pytest.importorskip("rapidocr")
ROWS = [("applications", "2020", "2021"), ("received", "352", "398"), ("answered", "1362", "380")]


def table() -> Image.Image:
    picture = Image.new("RGB", (900, 340), "white")
    pen = ImageDraw.Draw(picture)
    xs, ys = [10, 330, 600, 890], [10, 110, 220, 330]
    for x in xs:
        pen.line((x, ys[0], x, ys[-1]), fill="black", width=3)
    for y in ys:
        pen.line((xs[0], y, xs[-1], y), fill="black", width=3)
    for top, texts in zip(ys, ROWS, strict=False):
        for left, text in zip(xs, texts, strict=False):
            pen.text((left + 30, top + 35), text, fill="black", font=ImageFont.load_default(size=34))
    return picture


def photograph() -> Image.Image:
    picture = Image.effect_noise((900, 340), 60).convert("RGB")
    ImageDraw.Draw(picture).ellipse((200, 40, 500, 300), fill=(120, 90, 60))
    return picture


def page(picture: Image.Image, strips: int = 1) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    for number in range(12):
        canvas.drawString(60, 780 - 16 * number, f"Before the picture stands line {number} of the text of this page.")
    height = picture.height // strips
    for number in range(strips):
        strip = picture.crop((0, number * height, picture.width, (number + 1) * height))
        canvas.drawImage(ImageReader(strip), 60, 510 - 180 / strips * (number + 1), 475, 180 / strips)
    canvas.drawString(60, 300, "After the picture the text goes on.")
    canvas.save()
    return out.getvalue()


def read(picture: Image.Image) -> Document:
    return read_document(page(picture), url="http://example.gov.cn/a.pdf")


def test_a_pasted_table_stands_between_the_paragraphs_with_places_on_the_page() -> None:
    document = read(table())
    assert (document.medium, document.ocr) == ("pdf", False)
    assert "page 1, a table pasted as a picture read by OCR" in document.flags
    kinds = [type(block) for block in document.blocks if isinstance(block, Paragraph | TableBlock)]
    assert TableBlock in kinds and kinds[0] is kinds[-1] is Paragraph
    (found,) = [block for block in document.blocks if isinstance(block, TableBlock)]
    assert found.ocr
    assert not any(block.ocr for block in document.blocks if isinstance(block, Paragraph))
    assert [row[1:] for row in found.grid()] == [("2020", "2021"), ("352", "398"), ("1362", "380")]
    cell = next(cell for cell in found.cells if cell.text == "398")
    # The picture's lower left corner is at (60, 330) from the foot of a page 842 points high.
    share = 475 / 900, 180 / 340
    assert cell.place.box == pytest.approx(
        (60 + 600 * share[0], 332 + 110 * share[1], 60 + 890 * share[0], 332 + 220 * share[1]), abs=4
    )


def test_a_picture_that_its_program_cut_into_strips_is_one() -> None:
    document = read_document(page(table(), strips=10), url="http://example.gov.cn/a.pdf")
    (found,) = [block for block in document.blocks if isinstance(block, TableBlock)]
    assert [row[1:] for row in found.grid()] == [("2020", "2021"), ("352", "398"), ("1362", "380")]


def test_a_photograph_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_loaded", lambda: pytest.fail("no table is in the picture"))
    document = read(photograph())
    assert not [block for block in document.blocks if isinstance(block, TableBlock)]


def test_whoever_reads_quickly_is_told_that_a_pasted_table_takes_time() -> None:
    with bounds.quick(), pytest.raises(NeedsTime):
        read(table())


def test_without_ocr_the_text_is_read_and_the_picture_stays_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "find_spec", lambda name: None)
    document = read(table())
    assert any("goes on" in block.text for block in document.blocks if isinstance(block, Paragraph))
