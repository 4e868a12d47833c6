"""A table that a report shows as a picture is a table of it, and marked; any other picture stays one.

What OCR sees is put in by hand: what is looked at here is which pictures it is asked to read, and what becomes of what it says.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence

import docx
import pytest
from docx.shared import Cm
from PIL import Image as Picture
from PIL import ImageDraw

from pipelines.blocks import Article, BodyHint, Cell, Document, Image, Paragraph, Place, TableBlock
from pipelines.clean import clean
from pipelines.document import read_document
from pipelines.errors import NeedsTime
from pipelines.pictured import with_tables
from pipelines.readers import bounds, ocr
from pipelines.reading import article_of

LABELS = ("本年新收政府信息公开申请数量", "予以公开", "结转下年度继续办理")
SENTENCES = ("一、总体情况", "全年主动公开政府信息5321条，工作有序推进。", "三、收到和处理政府信息公开申请情况")
AFTER = ("四、存在的主要问题及改进情况", "公开意识有待加强，下一步将加强培训，完善制度。")


def ruled(shade: int = 0, width: int = 900, height: int = 260) -> bytes:
    """A picture with the rules of a table of four rows and three columns."""
    picture = Picture.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(picture)
    for y in range(10, height, 60):
        pen.line((10, y, width - 10, y), fill=(shade,) * 3, width=2)
    for x in (10, width // 2, 3 * width // 4, width - 10):
        pen.line((x, 10, x, 10 + 60 * ((height - 11) // 60)), fill=(shade,) * 3, width=2)
    return file_of(picture)


def photograph(shade: int = 70) -> bytes:
    return file_of(Picture.effect_noise((900, 620), shade).convert("RGB"))


def file_of(picture: Picture.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def page(*pictures: str) -> bytes:
    shown = "".join(f'<p><img src="{address}"></p>' for address in pictures)
    before, after = ("".join(f"<p>{line}</p>" for line in lines) for lines in (SENTENCES, AFTER))
    return f"<html><title>报告</title><body><div>{before}{shown}{after}</div></body></html>".encode()


def inline(picture: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(picture).decode()


def word(*pictures: bytes) -> bytes:
    file = docx.Document()
    for line in SENTENCES:
        file.add_paragraph(line * 6)
    for picture in pictures:
        file.add_picture(io.BytesIO(picture), width=Cm(15))
    for line in AFTER:
        file.add_paragraph(line * 6)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def rtf(*pictures: bytes) -> bytes:
    def escaped(line: str) -> str:
        return "".join(f"\\u{ord(sign)}?" for sign in line)

    shown = "".join(
        "{\\*\\shppict{\\pict{\\*\\picprop\\shplid1025{\\sp{\\sn fLine}{\\sv 0}}}\\picscalex50\\pngblip{\\*\\blipuid 0a}\n"
        + picture.hex()
        + "}}{\\nonshppict{\\pict\\wmetafile8\n0102}}\\par\n"
        for picture in pictures
    )
    before, after = ("".join(escaped(line) * 6 + "\\par\n" for line in lines) for lines in (SENTENCES, AFTER))
    return f"{{\\rtf1\\ansi\\ansicpg936 {before}{shown}{after}}}".encode("latin-1")


@pytest.fixture(autouse=True)
def seen(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[bytes]]:
    """What OCR is asked to read together; it reads a table of the form with a line above it, wherever on the picture."""
    asked: list[Sequence[bytes]] = []

    def read(bodies: Sequence[bytes]) -> Document:
        asked.append(bodies)
        cells = tuple(
            Cell(text, row, column, place=Place(page=1, box=(0.0, 0.0, 1.0, 1.0)))
            for row, label in enumerate(LABELS)
            for column, text in enumerate((label, "3", "5"))
        )
        above = Paragraph("（单位：件）", place=Place(page=1, box=(0.0, 0.0, 1.0, 1.0)))
        return Document("scan", "image/png", None, (above, TableBlock(cells, len(LABELS), 3)), ocr=True)

    monkeypatch.setattr(ocr, "read_pictures", read)
    return asked


def article(body: bytes, captured: dict[str, bytes] | None = None) -> Article:
    url = "http://example.gov.cn/a.html"
    return with_tables(clean(read_document(body, url=url), BodyHint(), url=url), captured or {})


@pytest.mark.parametrize("made", [lambda one: page(inline(one)), word, rtf])
def test_a_table_in_a_picture_that_the_file_holds_stands_in_its_place_and_is_marked(made) -> None:  # type: ignore[no-untyped-def]
    read = article(made(ruled()))
    (at,) = (number for number, block in enumerate(read.blocks) if isinstance(block, TableBlock))
    table = read.blocks[at]
    assert isinstance(table, TableBlock)
    assert table.ocr
    assert [row[0] for row in table.grid()] == list(LABELS)
    # A place on the picture is none in the file.
    assert all(cell.place.page is None and cell.place.box is None for cell in table.cells)
    assert "三、" in str(read.blocks[at - 2]) and "四、" in str(read.blocks[at + 1])
    assert [block.ocr for block in read.blocks if isinstance(block, Paragraph)] == [
        False,
        False,
        False,
        True,
        False,
        False,
    ]
    assert not read.ocr
    assert any(flag.startswith("a table in a picture, read by OCR") for flag in read.flags)


def test_a_picture_at_an_address_is_read_where_its_capture_is_at_hand() -> None:
    address = "http://example.gov.cn/t.png"
    without, captured = article(page(address)), article(page(address), {address: ruled()})
    assert not any(isinstance(block, TableBlock) for block in without.blocks)
    assert sum(isinstance(block, TableBlock) for block in captured.blocks) == 1


def test_pictures_side_by_side_are_read_together_for_they_may_be_one_that_was_cut(seen: list[Sequence[bytes]]) -> None:
    article(page(inline(ruled()), inline(ruled(40))))
    assert [len(bodies) for bodies in seen] == [2]


def test_a_photograph_is_not_read(seen: list[Sequence[bytes]]) -> None:
    read = article(page(inline(photograph())))
    assert not seen
    assert any(isinstance(block, Image) for block in read.blocks)


def test_a_chart_with_rules_is_no_table_of_the_form(monkeypatch: pytest.MonkeyPatch) -> None:
    chart = TableBlock(tuple(Cell(text, 0, n) for n, text in enumerate(("一季度", "二季度", "12"))), 1, 3)
    monkeypatch.setattr(ocr, "read_pictures", lambda _: Document("scan", "image/png", None, (chart,), ocr=True))
    read = article(page(inline(ruled())))
    assert not any(isinstance(block, TableBlock) for block in read.blocks)


def test_a_picture_that_breaks_off_harms_nothing() -> None:
    for broken in (inline(ruled())[:400], "data:image/png;base64,%%%", "data:image/svg+xml;base64,PHN2Zy8+"):
        assert sum(isinstance(block, Paragraph) for block in article(page(broken)).blocks) == 5


def test_a_small_picture_is_not_even_opened(seen: list[Sequence[bytes]]) -> None:
    article(page(inline(ruled(width=200, height=130))))
    assert not seen


def test_without_ocr_the_report_says_that_a_table_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(ocr, "find_spec", lambda name: None)
    read = article(page(inline(ruled())))
    assert any("is not read" in flag and "OCR" in flag for flag in read.flags)


def test_whoever_is_in_a_hurry_is_told_that_a_table_in_a_picture_takes_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    pytest.importorskip("rapidocr")
    with bounds.quick(), pytest.raises(NeedsTime):
        article(page(inline(ruled())))


def test_a_page_that_holds_its_report_as_pictures_of_pages_is_read_as_these() -> None:
    sheets = "".join(f'<p><img src="{inline(photograph(shade))}"></p>' for shade in (60, 90))
    body = f"<html><title>报告</title><body><h1>青石县2020年报告</h1><p>发布日期：2021-01-20</p><div>{sheets}</div></body></html>"
    read = article_of(
        body.encode(), url="http://example.gov.cn/a.html", content_type=None, charset=None, hint=BodyHint()
    )
    assert (read.medium, read.ocr, str(read.published)) == ("scan", True, "2021-01-20")
    assert sum(isinstance(block, TableBlock) for block in read.blocks) == 1
