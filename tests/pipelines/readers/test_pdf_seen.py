"""A PDF is read as the eye sees it, whatever its content stream says besides."""

from __future__ import annotations

import io
import random
from collections.abc import Callable

import pytest
import reportlab
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from pipelines.blocks import Document, PageBreak, Paragraph, TableBlock
from pipelines.document import read_document
from pipelines.errors import UnsupportedDocument
from pipelines.readers import ocr
from pipelines.readers.pdf_page import UNREADABLE

HAN = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(HAN))


def document(draw: Callable[[Canvas], None], size: tuple[float, float] = (595, 842)) -> Document:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size)
    draw(canvas)
    canvas.save()
    return read_document(buffer.getvalue(), url="http://portal.example/a.pdf")


def say(canvas: Canvas, x: float, y: float, words: str, size: float = 12) -> None:
    canvas.setFont(HAN, size)
    canvas.drawString(x, y, words)


def fill(canvas: Canvas) -> None:
    """Text enough that a doubtful character is no reason to distrust the file."""
    say(canvas, 72, 300, "这里是别的一段话，说的是这一年里公开工作的总体情况和下一步的打算。")


def texts(read: Document) -> list[str]:
    return [block.text for block in read.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("shifts", [(0, 0.3), (0, 0.4, 0.8), (0.8, 0)])
def test_lines_drawn_again_a_hair_apart_are_read_once(shifts: tuple[float, ...]) -> None:
    def draw(canvas: Canvas) -> None:
        for shift in shifts:
            say(canvas, 72 + shift, 700, "全年收到申请 1122 件")
            say(canvas, 72 + shift, 640, "办结11件")

    assert texts(document(draw)) == ["全年收到申请1122件", "办结11件"]


def test_what_a_white_rectangle_covers_is_gone_and_what_is_printed_over_it_stands() -> None:
    def draw(canvas: Canvas) -> None:
        say(canvas, 72, 700, "收到申请987件")
        canvas.setFillGray(1)
        canvas.rect(120, 695, 60, 20, stroke=0, fill=1)
        canvas.setFillGray(0)
        say(canvas, 120, 700, "12件")

    assert texts(document(draw)) == ["收到申请12件"]


def test_a_number_of_which_a_part_is_covered_is_no_number() -> None:
    def draw(canvas: Canvas) -> None:
        fill(canvas)
        say(canvas, 72, 700, "申请")
        say(canvas, 100, 700, "98765")
        canvas.setFillGray(1)
        canvas.rect(112, 695, 60, 20, stroke=0, fill=1)

    assert UNREADABLE in texts(document(draw))[0]


def test_digits_printed_on_each_other_are_not_known() -> None:
    def draw(canvas: Canvas) -> None:
        fill(canvas)
        say(canvas, 72, 700, "申请3件")
        say(canvas, 96, 700, "8")

    text = texts(document(draw))[0]
    assert text.startswith("申请")
    assert not any(character.isdigit() for character in text)


def test_a_seal_with_a_transparent_ground_hides_nothing_and_a_picture_without_does() -> None:
    def stamped(colour: tuple[int, int, int, int]) -> Document:
        def draw(canvas: Canvas) -> None:
            fill(canvas)
            say(canvas, 72, 700, "收到申请12件")
            say(canvas, 72, 600, "办结9件")
            picture = ImageReader(Image.new("RGBA", (40, 40), colour))
            canvas.drawImage(picture, 60, 680, 120, 50, mask="auto")

        return document(draw)

    assert texts(stamped((255, 0, 0, 0)))[:-1] == ["收到申请12件", "办结9件"]
    assert texts(stamped((255, 0, 0, 255)))[:-1] == ["办结9件"]


def test_what_is_typed_into_the_fields_of_a_form_is_read_in_its_cell() -> None:
    def draw(canvas: Canvas) -> None:
        for x in (72, 200, 300, 400):
            canvas.line(x, 600, x, 660)
        for y in (600, 630, 660):
            canvas.line(72, y, 400, y)
        for x, words in ((80, "信息内容"), (210, "制发"), (310, "废止")):
            say(canvas, x, 640, words, 10)
        say(canvas, 80, 610, "规章", 10)
        say(canvas, 310, 610, "4", 10)
        canvas.acroForm.textfield(
            value="17", name="made", x=205, y=604, width=40, height=20, fontSize=10, borderWidth=0
        )

    (table,) = [block for block in document(draw).blocks if isinstance(block, TableBlock)]
    assert table.grid()[1] == ("规章", "17", "4")


@pytest.mark.parametrize("left", [True, False])
def test_a_page_set_sideways_is_read_upright_and_its_places_are_those_of_the_page_as_shown(left: bool) -> None:
    def draw(canvas: Canvas) -> None:
        if left:
            canvas.transform(0, 1, -1, 0, 595, 0)
        else:
            canvas.transform(0, -1, 1, 0, 0, 842)
        say(canvas, 72, 500, "全年收到申请12件")
        say(canvas, 72, 400, "办结9件")

    read = document(draw)
    assert texts(read) == ["全年收到申请12件", "办结9件"]
    box = read.blocks[0].place.box if isinstance(read.blocks[0], Paragraph) else None
    assert box is not None
    assert box[3] - box[1] > 5 * (box[2] - box[0]), "it runs along the page's longer side"


def test_two_pages_on_one_sheet_are_read_one_after_the_other() -> None:
    words = "说的是一件和别处都不相同而且要用一整行才写得完的事情。"

    def draw(canvas: Canvas) -> None:
        for left, name in ((0, "上"), (595, "下")):
            for number in range(1, 5):
                said = words if number < 4 else words[-10:]
                say(canvas, left + 60, 750 - 60 * number, f"{name}页第{number}段{said}")

    read = document(draw, (1190, 842))
    assert [text[:4] for text in texts(read)] == [f"{name}页第{n}" for name in "上下" for n in range(1, 5)]
    assert [block.page for block in read.blocks if isinstance(block, PageBreak)] == [1]
    last = [block for block in read.blocks if isinstance(block, Paragraph)][-1]
    assert last.place.page == 1
    assert last.place.box is not None and last.place.box[0] > 595


def test_a_font_that_calls_its_digits_by_other_names_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    right = ttfonts.makeToUnicodeCMap

    def wrong(name: str, subset: list[int]) -> str:
        return str(right(name, [48 + (code - 45) % 10 if 48 <= code <= 57 else code for code in subset]))

    def draw(canvas: Canvas) -> None:
        say(canvas, 72, 700, "全年收到申请")
        canvas.setFont("Vera", 12)
        canvas.drawString(146, 700, "1234567890")

    pdfmetrics.registerFont(ttfonts.TTFont("Vera", reportlab.__path__[0] + "/fonts/Vera.ttf"))
    assert texts(document(draw)) == ["全年收到申请1234567890"]
    monkeypatch.setattr(ttfonts, "makeToUnicodeCMap", wrong)
    monkeypatch.setattr(ocr, "find_spec", lambda name: None)
    with pytest.raises(UnsupportedDocument, match="OCR"):
        document(draw)


def test_chinese_without_a_single_common_character_is_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(1)
    rare = [chr(code) for code in range(0x6A00, 0x6A00 + 400)]

    def draw(canvas: Canvas) -> None:
        for line in range(20):
            say(canvas, 72, 760 - 20 * line, "".join(rng.choice(rare) for _ in range(25)))

    monkeypatch.setattr(ocr, "find_spec", lambda name: None)
    with pytest.raises(UnsupportedDocument, match="OCR"):
        document(draw)


def test_a_scan_among_pages_of_text_is_told_where_nothing_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def draw(canvas: Canvas) -> None:
        for _ in range(2):
            say(canvas, 72, 700, "这一页有字可读，说的是全年公开工作的总体情况。")
            canvas.showPage()
        canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 40, 40, 515, 760)

    monkeypatch.setattr(ocr, "find_spec", lambda name: None)
    read = document(draw)
    assert read.flags == ("page_without_text:3",)
    assert not read.ocr


def test_a_short_page_under_a_pale_mark_is_no_scan() -> None:
    def draw(canvas: Canvas) -> None:
        fill(canvas)
        canvas.drawImage(ImageReader(Image.new("RGBA", (60, 80), (200, 220, 255, 40))), 0, 0, 595, 842, mask="auto")

    read = document(draw)
    assert not read.ocr
    assert len(texts(read)) == 1
