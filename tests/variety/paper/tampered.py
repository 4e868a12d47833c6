"""Pages to PDF whose content stream says more, less or other than what the page shows.

Each way has the signature (pages, manner, rng) -> bytes; what is to be seen is always what the display list says.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from unittest import mock

import reportlab
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.variety.paper import scans
from tests.variety.paper.glyphs import font
from tests.variety.paper.manners import Manner
from tests.variety.paper.typeset import Page, Text, width_of

HAN = "STSong-Light"
Draw = Callable[[Canvas, Page, Text, random.Random], None]


def _put(canvas: Canvas, page: Page, text: Text, dx: float = 0.0, dy: float = 0.0) -> None:
    canvas.setFont(HAN, text.size)
    canvas.drawString(text.x + dx, page.height - text.y + dy, text.string)


def _rules(canvas: Canvas, page: Page) -> None:
    canvas.setLineWidth(0.5)
    for rule in page.rules:
        canvas.line(rule.x0, page.height - rule.y0, rule.x1, page.height - rule.y1)


def _is_value(text: Text) -> bool:
    return text.string.isascii() and text.string.isdigit()


def _written(pages: list[Page], draw: Callable[[Canvas, Page], None]) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(HAN))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pageCompression=1)
    for page in pages:
        canvas.setPageSize((page.width, page.height))
        draw(canvas, page)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def page_twice(pages: list[Page], manner: Manner, rng: random.Random) -> bytes:
    """Everything on a page drawn, and then everything again beside it."""

    def draw(canvas: Canvas, page: Page) -> None:
        _rules(canvas, page)
        for shift in (0.0, 0.35):
            for text in page.texts:
                _put(canvas, page, text, shift)

    return _written(pages, draw)


def thrice(pages: list[Page], manner: Manner, rng: random.Random) -> bytes:
    """Bold imitated by three strokes, figures character by character."""

    def draw(canvas: Canvas, page: Page) -> None:
        _rules(canvas, page)
        for text in page.texts:
            for shift in (0.0, 0.4, 0.8):
                x = text.x
                for char in text.string if _is_value(text) else (text.string,):
                    _put(canvas, page, Text(x, text.y, text.size, char), shift)
                    x += width_of(char, text.size)

    return _written(pages, draw)


def shadowed(pages: list[Page], manner: Manner, rng: random.Random) -> bytes:
    """A grey shadow first, black over it."""

    def draw(canvas: Canvas, page: Page) -> None:
        _rules(canvas, page)
        canvas.setFillGray(0.7)
        for text in page.texts:
            _put(canvas, page, text, 0.8, -0.8)
        canvas.setFillGray(0)
        for text in page.texts:
            _put(canvas, page, text)

    return _written(pages, draw)


def shuffled(pages: list[Page], manner: Manner, rng: random.Random) -> bytes:
    """First all figures from the foot of the page up, then all words: the order of the file is nobody's reading order."""

    def draw(canvas: Canvas, page: Page) -> None:
        _rules(canvas, page)
        for text in sorted(page.texts, key=lambda t: (not _is_value(t), -t.y, -t.x)):
            _put(canvas, page, text)

    return _written(pages, draw)


def whited(pages: list[Page], manner: Manner, rng: random.Random) -> bytes:
    """Corrected by an editor: old figures under white rectangles, in place of and beside the new ones."""

    def draw(canvas: Canvas, page: Page) -> None:
        old = [text for text in page.texts if _is_value(text) and rng.random() < 0.25]
        for text in old:
            beside = width_of(text.string, text.size) if rng.random() < 0.4 else 0.0
            _put(canvas, page, Text(text.x + beside, text.y, text.size, str(rng.randint(1, 999))))
        for text in old:
            canvas.setFillGray(1)
            canvas.rect(text.x - 1, page.height - text.y - 2, 4 * text.size, text.size + 2, stroke=0, fill=1)
            canvas.setFillGray(0)
        _rules(canvas, page)
        for text in page.texts:
            _put(canvas, page, text)

    return _written(pages, draw)


def fields(pages: list[Page], manner: Manner, rng: random.Random) -> bytes:
    """Figures typed into the fields of a form."""
    count = 0

    def draw(canvas: Canvas, page: Page) -> None:
        nonlocal count
        _rules(canvas, page)
        for text in page.texts:
            if _is_value(text) and rng.random() < 0.4:
                count += 1
                canvas.acroForm.textfield(
                    value=text.string,
                    name=f"f{count}",
                    x=text.x - 3,
                    y=page.height - text.y - 3,
                    width=max(width_of(text.string, text.size) + 8, 16),
                    height=text.size + 4,
                    fontSize=text.size,
                    borderWidth=0,
                    fontName="Helvetica",
                )
            else:
                _put(canvas, page, text)

    return _written(pages, draw)


def notes(pages: list[Page], manner: Manner, rng: random.Random) -> bytes:
    """A reviewer's notes, closed, beside the figures; they are no part of what is printed."""

    def draw(canvas: Canvas, page: Page) -> None:
        _rules(canvas, page)
        for text in page.texts:
            _put(canvas, page, text)
            if _is_value(text) and rng.random() < 0.2:
                x, y = text.x + 2, page.height - text.y
                canvas.textAnnotation(str(rng.randint(100, 999)), Rect=[x, y, x + 12, y + 12], addtopage=1)

    return _written(pages, draw)


def two_up(pages: list[Page], manner: Manner, rng: random.Random) -> bytes:
    """Two pages on each sheet, side by side, to be folded."""

    def draw(canvas: Canvas, sheet: tuple[Page, ...]) -> None:
        for number, page in enumerate(sheet):
            canvas.saveState()
            canvas.translate(number * page.width, 0)
            _rules(canvas, page)
            for text in page.texts:
                _put(canvas, page, text)
            canvas.restoreState()

    pdfmetrics.registerFont(UnicodeCIDFont(HAN))
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for start in range(0, len(pages), 2):
        canvas.setPageSize((2 * pages[0].width, pages[0].height))
        draw(canvas, tuple(pages[start : start + 2]))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def sideways(pages: list[Page], manner: Manner, rng: random.Random) -> bytes:
    """Content that lies on its side, for a reader who turns the sheet: the file itself turns nothing."""
    pdfmetrics.registerFont(UnicodeCIDFont(HAN))
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    left = rng.random() < 0.5
    for page in pages:
        canvas.setPageSize((page.height, page.width))
        if left:
            canvas.transform(0, 1, -1, 0, page.height, 0)
        else:
            canvas.transform(0, -1, 1, 0, 0, page.width)
        _rules(canvas, page)
        for text in page.texts:
            _put(canvas, page, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def seal(pages: list[Page], manner: Manner, rng: random.Random) -> bytes:
    """A seal with a transparent ground set over the print, and a pale picture over the whole page."""

    def draw(canvas: Canvas, page: Page) -> None:
        _rules(canvas, page)
        for text in page.texts:
            _put(canvas, page, text)
        stamp = Image.new("RGBA", (240, 240), (255, 255, 255, 0))
        pen = ImageDraw.Draw(stamp)
        pen.ellipse((5, 5, 235, 235), outline=(220, 20, 20, 255), width=8)
        pen.text((120, 120), "★", font=font(110), fill=(220, 20, 20, 255), anchor="mm")
        x, y = rng.uniform(0.2, 0.6) * page.width, rng.uniform(0.2, 0.7) * page.height
        canvas.drawImage(ImageReader(stamp), x, y, 120, 120, mask="auto")
        veil = Image.new("RGBA", (60, 80), (200, 220, 255, 40))
        canvas.drawImage(ImageReader(veil), 0, 0, page.width, page.height, mask="auto")

    return _written(pages, draw)


def _misread(string: str, rng: random.Random) -> str:
    """As a careless OCR reads it: now and then another digit."""
    return "".join(rng.choice("0123456789") if char.isdigit() and rng.random() < 0.15 else char for char in string)


def layer_below(pages: list[Page], manner: Manner, rng: random.Random) -> bytes:
    """A scan with the unseen letters of a careless OCR, which disagree with the picture."""

    def draw(canvas: Canvas, page: Page) -> None:
        image = scans.picture(page, "clean", rng)
        canvas.drawImage(ImageReader(image), 0, 0, page.width, page.height)
        for text in page.texts:
            canvas.setFont(HAN, text.size)
            canvas.drawString(text.x, page.height - text.y, _misread(text.string, rng), mode=3)

    return _written(pages, draw)


def picture_above(pages: list[Page], manner: Manner, rng: random.Random) -> bytes:
    """The same, its letters in ink and the picture laid over them."""

    def draw(canvas: Canvas, page: Page) -> None:
        for text in page.texts:
            _put(canvas, page, Text(text.x, text.y, text.size, _misread(text.string, rng)))
        image = scans.picture(page, "clean", rng)
        canvas.drawImage(ImageReader(image), 0, 0, page.width, page.height)

    return _written(pages, draw)


def _misnamed(pages: list[Page], names: dict[int, int]) -> bytes:
    """A font whose table of names calls digits by others' names."""
    right = ttfonts.makeToUnicodeCMap

    def wrong(name: str, subset: list[int]) -> str:
        return str(right(name, [names.get(code, code) for code in subset]))

    def draw(canvas: Canvas, page: Page) -> None:
        _rules(canvas, page)
        for text in page.texts:
            if _is_value(text):
                canvas.setFont("Vera", text.size * 0.8)
                canvas.drawString(text.x, page.height - text.y, text.string)
            else:
                _put(canvas, page, text)

    pdfmetrics.registerFont(TTFont("Vera", reportlab.__path__[0] + "/fonts/Vera.ttf"))
    with mock.patch.object(ttfonts, "makeToUnicodeCMap", wrong):
        return _written(pages, draw)


def digits_misnamed(pages: list[Page], manner: Manner, rng: random.Random) -> bytes:
    """Every digit is called by another's name."""
    turn = rng.randint(1, 8)
    return _misnamed(pages, {code: 48 + (code - 48 + turn) % 10 for code in range(48, 58)})


def digits_exchanged(pages: list[Page], manner: Manner, rng: random.Random) -> bytes:
    """Two digits of a like shape have each other's names."""
    one, other = rng.choice(("17", "69", "17", "69", "23", "57"))
    return _misnamed(pages, {ord(one): ord(other), ord(other): ord(one)})


def some_scanned(pages: list[Page], manner: Manner, rng: random.Random) -> bytes:
    """Words typed, the pages of tables scanned, as where a form came back on paper."""
    typed = [sum(_is_value(text) for text in page.texts) < 6 for page in pages]
    if all(typed):
        typed[-1] = False
    pictured = {id(page) for page, own in zip(pages, typed, strict=True) if not own}

    def draw(canvas: Canvas, page: Page) -> None:
        if id(page) in pictured:
            canvas.drawImage(ImageReader(scans.picture(page, "clean", rng)), 0, 0, page.width, page.height)
            return
        _rules(canvas, page)
        for text in page.texts:
            _put(canvas, page, text)

    return _written(pages, draw)


def cut_off(pages: list[Page], manner: Manner, rng: random.Random) -> bytes:
    """A transfer that broke off."""
    body = page_twice(pages, manner, rng)
    return body[: int(len(body) * rng.uniform(0.5, 0.97))]


WAYS = {
    way.__name__: way
    for way in (
        page_twice,
        thrice,
        shadowed,
        shuffled,
        whited,
        fields,
        notes,
        two_up,
        sideways,
        seal,
    )
}
READ_BY_EYE = {
    way.__name__: way for way in (layer_below, picture_above, some_scanned, digits_misnamed, digits_exchanged)
}
# What of these can be opened depends on where the transfer ended.
BROKEN_OFF = {cut_off.__name__: cut_off}
