"""Pages to PDF bytes, in the ways of many programs."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.variety.paper.manners import Manner
from tests.variety.paper.typeset import Page, Rule, Text, advance, width_of

HAN, LATIN = "STSong-Light", "Times-Roman"


@dataclass(frozen=True)
class Container:
    """What is done to the file and not to what it shows. `turned` is the page's /Rotate with its content turned the other way."""

    turned: int = 0
    cropped: float = 0.0
    locked: bool = False
    hidden: tuple[str, ...] = ()


def pdf(pages: list[Page], manner: Manner, container: Container = Container()) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(HAN))
    buffer = io.BytesIO()
    lock = StandardEncryption("", ownerPassword="office", canModify=0) if container.locked else None
    canvas = Canvas(buffer, pageCompression=1, encrypt=lock)
    black = ImageReader(Image.new("L", (2, 2), 0))
    for page in pages:
        margin = container.cropped
        width, height = page.width + 2 * margin, page.height + 2 * margin
        # The size is that of the page as shown: the library swaps it for a page turned sideways.
        canvas.setPageSize((width, height))
        canvas.setPageRotation(container.turned)
        if margin:
            canvas.setCropBox((margin, margin, width - margin, height - margin))
        canvas.saveState()
        _turn(canvas, container.turned, width, height)
        canvas.translate(margin, margin)
        _page(canvas, page, manner, black)
        for number, words in enumerate(container.hidden):
            _unseen(canvas, words, page, number)
        canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _turn(canvas: Canvas, turned: int, width: float, height: float) -> None:
    """Draw so that the page, once turned by its viewer, stands upright. `width`, `height` are the upright page's."""
    if turned == 90:
        canvas.transform(0, 1, -1, 0, height, 0)
    elif turned == 270:
        canvas.transform(0, -1, 1, 0, 0, width)
    elif turned == 180:
        canvas.transform(-1, 0, 0, -1, width, height)


def _page(canvas: Canvas, page: Page, manner: Manner, black: ImageReader) -> None:
    canvas.setFillGray(0.88)
    for shade in page.shades:
        canvas.rect(shade.x0, page.height - shade.y1, shade.x1 - shade.x0, shade.y1 - shade.y0, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.setLineWidth(0.5)
    for rule in page.rules:
        _rule(canvas, rule, page.height, manner, black)
    for text in page.texts:
        if text.layer == "mark":
            canvas.saveState()
            canvas.setFillGray(0.85)
            canvas.translate(text.x, page.height - text.y)
            canvas.rotate(45)
            _run(canvas, 0, 0, text, manner)
            canvas.restoreState()
        else:
            _run(canvas, text.x, page.height - text.y, text, manner)


def _rule(canvas: Canvas, rule: Rule, height: float, manner: Manner, black: ImageReader) -> None:
    y0, y1 = height - rule.y0, height - rule.y1
    if manner.rules == "thin":
        canvas.rect(rule.x0, y1, max(rule.x1 - rule.x0, 0.48), max(y0 - y1, 0.48), stroke=0, fill=1)
    elif manner.rules == "pictures":
        canvas.drawImage(black, rule.x0, y1, max(rule.x1 - rule.x0, 0.5), max(y0 - y1, 0.5))
    elif manner.rules == "dashes":
        canvas.setDash(2, 1.5)
        canvas.line(rule.x0, y0, rule.x1, y1)
    else:
        canvas.line(rule.x0, y0, rule.x1, y1)


def _run(canvas: Canvas, x: float, y: float, text: Text, manner: Manner) -> None:
    def put(string: str, x: float) -> None:
        latin = manner.latin and string.isascii()
        canvas.setFont(LATIN if latin else HAN, text.size)
        canvas.drawString(x, y, string)
        if manner.letters == "doubled":
            canvas.drawString(x + 0.25, y, string)

    if manner.letters == "single":
        pieces = list(text.string)
    else:
        pieces = re.findall(r"[\x21-\x7e]+|[^\x21-\x7e]+", text.string)
    for piece in pieces:
        if manner.letters == "tracked" and not piece.isascii():
            canvas.setFont(HAN, text.size)
            canvas.drawString(x, y, piece, charSpace=0.02 * text.size)
        elif piece.strip():
            put(piece, x)
        x += sum(map(advance, piece)) * text.size


def _unseen(canvas: Canvas, words: str, page: Page, number: int) -> None:
    """Words that no reader of the page sees: drawn without ink, in white, or beyond the edge."""
    draw: tuple[Callable[[], None], ...] = (
        lambda: canvas.drawString(page.width * 0.5, page.height * 0.5, words, mode=3),
        lambda: _white(canvas, words, page),
        lambda: canvas.drawString(-width_of(words, 9) - 5, page.height * 0.4, words),
    )
    canvas.setFont(HAN, 9)
    draw[number % 3]()


def _white(canvas: Canvas, words: str, page: Page) -> None:
    canvas.setFillGray(1)
    canvas.drawString(page.width * 0.5, page.height * 0.3, words)
    canvas.setFillGray(0)


def without_table_of_objects(body: bytes) -> bytes:
    """The same file with its cross-reference table pointing nowhere, as a transfer in text mode leaves it."""
    return re.sub(rb"startxref\s+\d+", b"startxref\n7", body)
