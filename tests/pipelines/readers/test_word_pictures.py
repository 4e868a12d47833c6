"""A Word file that only carries pictures of pages is read as these; one that is typed keeps its text whatever it shows beside."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
import pytest
from docx.shared import Cm
from PIL import Image

from pipelines.blocks import Document, Paragraph
from pipelines.document import read_document
from pipelines.errors import DocumentTooLarge
from pipelines.readers import ocr
from tests.pipelines.readers.test_word_marks import lines


def picture(width: int, height: int = 900) -> bytes:
    buffer = io.BytesIO()
    Image.new("L", (width, height), 255).save(buffer, "PNG")
    return buffer.getvalue()


def word(*parts: str | bytes) -> bytes:
    file = docx.Document()
    for part in parts:
        if isinstance(part, str):
            file.add_paragraph(part)
        else:
            file.add_picture(io.BytesIO(part), width=Cm(15))
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


@pytest.fixture(autouse=True)
def seen(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The widths of the pictures that OCR is asked to read; it reads of each its width."""
    widths: list[int] = []

    def read(bodies: Sequence[bytes]) -> Document:
        widths.extend(Image.open(io.BytesIO(body)).width for body in bodies)
        return Document("scan", "image/png", None, tuple(Paragraph(f"{width} wide") for width in widths), ocr=True)

    monkeypatch.setattr(ocr, "read_pictures", read)
    return widths


def read(*parts: str | bytes) -> Document:
    return read_document(word(*parts), url="http://example.gov.cn/a.docx")


def test_pictures_of_pages_are_read_in_their_order_and_marked() -> None:
    document = read("青石县年度报告", picture(700), picture(640), picture(660), "二〇二一年一月")
    assert lines(document) == ["青石县年度报告", "700 wide", "640 wide", "660 wide", "二〇二一年一月"]
    assert (document.medium, document.ocr) == ("scan", True)


def test_a_seal_or_code_is_no_page(seen: list[int]) -> None:
    document = read("青石县年度报告", picture(300), picture(1200, 200))
    assert (seen, document.medium, document.ocr) == ([], "word", False)


def test_a_typed_report_is_not_read_from_its_pictures(seen: list[int]) -> None:
    document = read("全年收到申请十二件，都已办结。" * 20, picture(800))
    assert (seen, document.medium, document.ocr) == ([], "word", False)


def test_more_pictures_than_ocr_reads_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "MAX_SCANNED_PAGES", 2)
    with pytest.raises(DocumentTooLarge, match="more than 2 pictures"):
        read(picture(700), picture(701), picture(702))
