"""A PDF page as PDFium sees it: its characters with their boxes, and the straight lines drawn on it.

Coordinates are points from the top left of the page as shown: crop box and rotation are taken into account.
"""

from __future__ import annotations

import ctypes
import itertools
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from pipelines.blocks import Box

# Thinner than this, a filled rectangle is a line.
LINE_THICKNESS = 3.0
# No running text is set larger, in points.
LARGEST_TYPE = 60.0
MAX_CHARACTERS = 60_000
MAX_PATHS = 20_000
_SOFT_HYPHENS = (0x02, 0xFFFE, 0xAD)


@dataclass(frozen=True, slots=True)
class Character:
    text: str
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def center(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Stroke:
    """A horizontal (`top` == `bottom`) or vertical (`x0` == `x1`) line."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        return self.top == self.bottom


@dataclass(frozen=True, slots=True)
class PdfPage:
    number: int
    width: float
    height: float
    characters: tuple[Character, ...]
    strokes: tuple[Stroke, ...]
    images: int


@dataclass(frozen=True, slots=True)
class _Frame:
    """From PDF user space to the page as shown."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        if self.rotation == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def read_page(page: pypdfium2.PdfPage, number: int) -> PdfPage:
    """The page numbered `number` (from 1)."""
    left, bottom, right, top = page.get_cropbox()
    frame = _Frame(left, bottom, right, top, page.get_rotation())
    width, height = page.get_size()
    strokes, images = _drawn(page, frame)
    return PdfPage(number, width, height, tuple(_characters(page, frame)), tuple(strokes), images)


def _characters(page: pypdfium2.PdfPage, frame: _Frame) -> list[Character]:
    text_page = page.get_textpage()
    try:
        characters: list[Character] = []
        boxes = _Boxes(text_page)
        count = min(text_page.count_chars(), MAX_CHARACTERS)
        previous: Character | None = None
        for index in range(count):
            if pdfium.FPDFText_IsGenerated(text_page, index) == 1:
                continue
            code = pdfium.FPDFText_GetUnicode(text_page, index)
            if code in _SOFT_HYPHENS:
                code = 0x2D
            box = boxes.of(index) if code >= 0x20 else None
            if box is None:
                continue
            text = chr(code) if code < 0xD800 or code > 0xDFFF else "�"
            character = Character(text, *frame.box(*box))
            if previous is None or not _drawn_twice(previous, character):
                characters.append(character)
            previous = character
        return characters
    finally:
        text_page.close()


class _Boxes:
    """Boxes of characters in user space: as high as the font, so that characters of a line line up.

    PDFium's font-high boxes are wrong by whole lines for fonts set vertically; then it is a square around the ink.
    """

    def __init__(self, text_page: pypdfium2.PdfTextPage) -> None:
        self.text_page = text_page
        self.loose = pdfium.FS_RECTF()
        self.left, self.right = ctypes.c_double(), ctypes.c_double()
        self.bottom, self.top = ctypes.c_double(), ctypes.c_double()

    def of(self, index: int) -> Box | None:
        ink = pdfium.FPDFText_GetCharBox(
            self.text_page,
            index,
            ctypes.byref(self.left),
            ctypes.byref(self.right),
            ctypes.byref(self.bottom),
            ctypes.byref(self.top),
        )
        if not pdfium.FPDFText_GetLooseCharBox(self.text_page, index, ctypes.byref(self.loose)) or not ink:
            return None
        x0, y0, x1, y1 = self.left.value, self.bottom.value, self.right.value, self.top.value
        size = max(abs(x1 - x0), abs(y1 - y0), 1.0)
        loose = (self.loose.left, self.loose.bottom, self.loose.right, self.loose.top)
        around = loose[0] - size <= x0 and x1 <= loose[2] + size and loose[1] - size <= y0 and y1 <= loose[3] + size
        if around and max(loose[2] - loose[0], loose[3] - loose[1]) <= max(8 * size, LARGEST_TYPE):
            return loose
        half = size / 2 * 1.05
        middle_x, middle_y = (x0 + x1) / 2, (y0 + y1) / 2
        return middle_x - half, middle_y - half, middle_x + half, middle_y + half


def _drawn_twice(one: Character, two: Character) -> bool:
    """Imitated bold: the same character again at almost the same place."""
    size = max(one.bottom - one.top, 1.0)
    return (
        one.text == two.text
        and one.text.strip() != ""
        and abs(one.x0 - two.x0) < 0.15 * size
        and abs(one.top - two.top) < 0.15 * size
    )


def _drawn(page: pypdfium2.PdfPage, frame: _Frame) -> tuple[list[Stroke], int]:
    strokes: list[Stroke] = []
    images = 0
    kinds = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE)
    for count, item in enumerate(page.get_objects(filter=kinds, max_depth=3)):
        if count > MAX_PATHS:
            break
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            images += 1
            strokes.extend(_thin_image(item, frame))
        else:
            strokes.extend(_lines_of(item, frame))
    return strokes, images


def _thin_image(item: pypdfium2.PdfObject, frame: _Frame) -> list[Stroke]:
    """Some programs draw their rules as stretched images."""
    x0, top, x1, bottom = frame.box(*item.get_bounds())
    return _as_line(x0, top, x1, bottom)


def _lines_of(item: pypdfium2.PdfObject, frame: _Frame) -> list[Stroke]:
    """The straight lines of a path object, stroked ones as they are, thin filled ones by their middle."""
    fill_mode = ctypes.c_int()
    stroked = ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, ctypes.byref(fill_mode), ctypes.byref(stroked))
    if not stroked.value and not fill_mode.value:
        return []
    if not stroked.value:
        x0, top, x1, bottom = frame.box(*item.get_bounds())
        thin = _as_line(x0, top, x1, bottom)
        if thin or pdfium.FPDFPath_CountSegments(item) <= 5:
            return thin
    lines: list[Stroke] = []
    for subpath in _subpaths(item, frame):
        if not stroked.value:
            xs, ys = [x for x, _ in subpath], [y for _, y in subpath]
            lines.extend(_as_line(min(xs), min(ys), max(xs), max(ys)))
            continue
        for (ax, ay), (bx, by) in itertools.pairwise(subpath):
            if abs(ax - bx) <= 1.0 or abs(ay - by) <= 1.0:
                lines.extend(_as_line(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))
    return lines


def _subpaths(item: pypdfium2.PdfObject, frame: _Frame) -> list[list[tuple[float, float]]]:
    matrix = item.get_matrix()
    subpaths: list[list[tuple[float, float]]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(item), 4000)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        if not pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            continue
        point = frame.point(*matrix.on_point(x.value, y.value))
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO or not subpaths:
            subpaths.append([point])
        else:
            subpaths[-1].append(point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            subpaths[-1].append(subpaths[-1][0])
    return subpaths


def _as_line(x0: float, top: float, x1: float, bottom: float) -> list[Stroke]:
    """A line along the longer side of a thin rectangle; nothing for a dot or an area."""
    width, height = x1 - x0, bottom - top
    if height <= LINE_THICKNESS and width > LINE_THICKNESS:
        middle = (top + bottom) / 2
        return [Stroke(x0, middle, x1, middle)]
    if width <= LINE_THICKNESS and height > LINE_THICKNESS:
        middle = (x0 + x1) / 2
        return [Stroke(middle, top, middle, bottom)]
    return []
