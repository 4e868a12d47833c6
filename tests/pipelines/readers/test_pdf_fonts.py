"""What a PDF says does not depend on the fonts of the machine that reads it."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from pipelines.blocks import Paragraph
from pipelines.document import read_document

NOT_EMBEDDED = ("STSong-Light", "MSung-Light", "HeiseiMin-W3", "HYSMyeongJo-Medium")


@pytest.mark.parametrize("font", NOT_EMBEDDED)
def test_letters_drawn_one_by_one_in_a_font_that_is_not_embedded_are_all_there(font: str) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(font))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.setFont(font, 12)
    canvas.drawString(72, 780, "政府信息公开")
    for number, letter in enumerate("年新收申请若干件，均已办结"):
        canvas.drawString(72 + 12 * number, 740, letter)
    canvas.save()
    blocks = read_document(out.getvalue(), url="http://example.gov.cn/a.pdf").blocks
    lines = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert lines == ["政府信息公开", "年新收申请若干件，均已办结"]
