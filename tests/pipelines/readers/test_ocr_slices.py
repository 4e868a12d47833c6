"""Long pictures: slices are read as the picture they were cut from, and windows end between lines."""

from __future__ import annotations

import io
from itertools import pairwise

import pytest
from PIL import Image, ImageDraw, ImageFont

from pipelines.blocks import Paragraph, Place, TableBlock
from pipelines.readers import ocr
from pipelines.readers.ocr_slices import Slice, in_slices, joined, windows
from pipelines.readers.ocr_turning import OcrLine

numpy = pytest.importorskip("numpy")


def lines(count: int, width: int = 800, step: int = 60) -> Image.Image:
    """A picture with a line of print every `step` pixels, in the middle of its row."""
    picture = Image.new("RGB", (width, count * step), "white")
    draw = ImageDraw.Draw(picture)
    for number in range(count):
        draw.rectangle((50, number * step + 20, width - 50, number * step + 40), fill="black")
    return picture


def rows(picture: Image.Image) -> object:
    return numpy.asarray(picture)


def cut(picture: Image.Image, *heights: int) -> list[Image.Image]:
    ends = [0, *heights, picture.height]
    return [picture.crop((0, top, picture.width, bottom)) for top, bottom in pairwise(ends)]


def test_slices_whose_print_runs_over_the_cut_are_one_picture_again() -> None:
    whole = lines(30)
    parts = cut(whole, 630, 1230)  # both in the middle of a line
    ((pixels, slices),) = joined([rows(part) for part in parts])
    assert numpy.array_equal(pixels, rows(whole))
    assert slices == (Slice(1, 0, 630), Slice(2, 630, 600), Slice(3, 1230, 570))


def test_pages_are_not_joined_even_if_their_edges_are_dark() -> None:
    page = Image.new("RGB", (1000, 1414), "black")
    assert len(list(joined([rows(page), rows(page)]))) == 2


def test_pictures_with_margins_or_of_other_widths_are_not_joined() -> None:
    assert len(list(joined([rows(lines(10)), rows(lines(10))]))) == 2
    parts = cut(lines(10), 330)
    assert len(list(joined([rows(parts[0]), rows(parts[1].resize((700, 270)))]))) == 2


def test_windows_of_a_long_picture_end_between_lines_and_lose_nothing() -> None:
    pixels = rows(lines(100))
    found = list(windows(pixels))
    assert len(found) > 3
    assert numpy.array_equal(numpy.vstack([window for _, window in found]), pixels)
    for top, window in found:
        assert top % 60 < 20 or top % 60 > 40
        assert window.shape[0] <= 1200


def test_a_picture_that_is_not_long_is_read_whole() -> None:
    assert [top for top, _ in windows(rows(lines(25)))] == [0]


def test_a_place_in_a_joined_picture_is_one_in_the_slice_that_shows_most_of_it() -> None:
    slices = (Slice(1, 0, 600), Slice(2, 600, 600))
    blocks = [
        Paragraph("a", place=Place(page=1, box=(5, 590, 50, 630))),
        Paragraph("b", place=Place(page=1, box=(5, 100, 50, 130))),
    ]
    first, second = in_slices(blocks, [slices], [1.0])
    assert (first.place.page, first.place.box) == (2, (5, 0.0, 50, 30))  # type: ignore[union-attr]
    assert (second.place.page, second.place.box) == (1, (5, 100, 50, 130))  # type: ignore[union-attr]


@pytest.mark.slow
def test_a_table_cut_through_a_row_is_read_as_it_was() -> None:
    pytest.importorskip("rapidocr")
    from pipelines.readers.ocr import read_pictures

    picture = Image.new("RGB", (900, 2600), "white")
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(size=34)
    ys = list(range(60, 2561, 100))
    for x in (60, 450, 840):
        draw.line((x, ys[0], x, ys[-1]), fill="black", width=3)
    for y in ys:
        draw.line((60, y, 840, y), fill="black", width=3)
    for number, y in enumerate(ys[:-1]):
        draw.text((100, y + 30), f"row {number}", fill="black", font=font)
        draw.text((500, y + 30), str(1000 + 37 * number), fill="black", font=font)
    bodies = []
    for part in cut(picture, 845, 1750):  # through the figures of two rows
        target = io.BytesIO()
        part.save(target, "PNG")
        bodies.append(target.getvalue())
    document = read_pictures(bodies)
    (table,) = [block for block in document.blocks if isinstance(block, TableBlock)]
    assert [row[1] for row in table.grid()] == [str(1000 + 37 * number) for number in range(len(ys) - 1)]
    assert {cell.place.page for cell in table.cells} == {1, 2, 3}


def test_strokes_of_large_letters_are_no_rules_and_places_are_told_in_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = Image.new("RGB", (1000, 700), "white")
    pen = ImageDraw.Draw(picture)
    for number in range(16):  # a title of letters with upright and level strokes, each 36 pixels long
        left = 120 + 48 * number
        pen.rectangle((left, 80, left + 36, 116), outline="black", width=3)
        pen.line((left, 98, left + 36, 98), fill="black", width=3)
    for y in (300, 400, 500):
        pen.line((100, y, 900, y), fill="black", width=2)
    for x in (100, 500, 900):
        pen.line((x, 300, x, 500), fill="black", width=2)
    lines_read = [OcrLine("日" * 16, 0.99, (120, 78, 880, 118)), OcrLine("12", 0.99, (680, 340, 700, 360))]
    monkeypatch.setattr(ocr, "_engine", lambda: None)
    monkeypatch.setattr(ocr, "_lines", lambda engine, pixels: lines_read)
    monkeypatch.setattr(ocr, "_one_line", lambda engine, part: ("", 0.0))
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    blocks = ocr.read_pictures((buffer.getvalue(),)).blocks
    title, table = [block for block in blocks if isinstance(block, Paragraph | TableBlock)]
    assert isinstance(title, Paragraph) and title.text == "日" * 16
    assert isinstance(table, TableBlock)
    cell = next(cell for cell in table.cells if cell.text == "12")
    assert cell.place.box == pytest.approx((500, 300, 900, 400), abs=3)
