"""A PDF page as its reader sees it: its characters with their boxes, and the straight lines drawn on it.

What nobody sees is not there: text drawn without ink, in white on white, or beyond the page's edge. Text set aslant is a watermark.

Coordinates are points from the top left of the page as shown: crop box and rotation are taken into account.
"""

from __future__ import annotations

import ctypes
import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import pypdfium2
import pypdfium2.raw as pdfium

from pipelines.blocks import Box

# Thinner than this, a filled rectangle is a line.
LINE_THICKNESS = 3.0
# No running text is set larger, in points.
LARGEST_TYPE = 60.0
MAX_CHARACTERS = 60_000
MAX_PATHS = 20_000
# What stands for a character whose font does not say which it is.
UNREADABLE = "\ufffd"
# Of 255: paper.
WHITE = 250
# Of a right angle: text turned further from the page's axes is no line of it.
ASLANT = 0.06
# PDF 32000-1, table 106: neither filled nor stroked.
_UNSEEN_MODES = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
Ink = Literal["ink", "none", "white", "aslant"]
_SOFT_HYPHENS = (0x02, 0xFFFE, 0xAD)


@dataclass(frozen=True, slots=True)
class Character:
    """A character in its box; `order` is its place in the order in which the file draws, `run` tells what is drawn at once."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    order: int = 0
    run: int = 0

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
    """`hidden` characters are drawn without ink; `pictured` is the share of the page that its largest image covers."""

    number: int
    width: float
    height: float
    characters: tuple[Character, ...]
    strokes: tuple[Stroke, ...]
    images: int
    hidden: int = 0
    pictured: float = 0.0


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
    width, height = (top - bottom, right - left) if frame.rotation in (90, 270) else (right - left, top - bottom)
    drawn = _drawn(page, frame)
    characters, hidden = _characters(page, frame, (width, height), drawn)
    return PdfPage(
        number,
        width,
        height,
        tuple(characters),
        tuple(drawn.strokes),
        drawn.images,
        hidden,
        drawn.coverage(width, height),
    )


def _characters(
    page: pypdfium2.PdfPage, frame: _Frame, size: tuple[float, float], drawn: _Drawing
) -> tuple[list[Character], int]:
    """The characters that show, and how many are drawn without ink."""
    text_page = page.get_textpage()
    try:
        found: list[tuple[int, int, Character]] = []
        boxes = _Boxes(text_page)
        inks = _Inks(text_page, drawn.texts)
        hidden = 0
        count = min(text_page.count_chars(), MAX_CHARACTERS)
        for index in range(count):
            if pdfium.FPDFText_IsGenerated(text_page, index) == 1:
                continue
            code = pdfium.FPDFText_GetUnicode(text_page, index)
            if code in _SOFT_HYPHENS:
                code = 0x2D
            box = boxes.of(index) if code >= 0x20 else None
            if box is None:
                continue
            named = not pdfium.FPDFText_HasUnicodeMapError(text_page, index)
            text = chr(code) if named and not 0xD800 <= code <= 0xDFFF and not 0x7F <= code < 0xA0 else UNREADABLE
            character = Character(text, *frame.box(*box))
            ink, place = inks.of(index)
            if ink == "none":
                hidden += 1
            if ink in ("none", "aslant") or not _is_on(character, *size):
                continue
            if ink == "white" and not any(_covers(area, character) for area in drawn.areas):
                continue
            found.append((place, index, character))
    finally:
        text_page.close()
    return list(_in_order(found)), hidden


def _in_order(found: Sequence[tuple[int, int, Character]]) -> Iterator[Character]:
    """The characters in the order in which the file draws them, which is not PDFium's; those drawn twice once."""
    previous: Character | None = None
    order = 0
    for run, _, character in sorted(found, key=lambda item: item[:2]):
        if previous is None or not _drawn_twice(previous, character):
            yield replace(character, order=order, run=run)
            order += 1
        previous = character


def _is_on(character: Character, width: float, height: float) -> bool:
    x, y = character.center
    return -1 <= x <= width + 1 and -1 <= y <= height + 1


def _covers(area: Box, character: Character) -> bool:
    x, y = character.center
    return area[0] <= x <= area[2] and area[1] <= y <= area[3]


class _Inks:
    """How characters are drawn, in ink, in none, in white, or aslant, and when. Asked once for each text object."""

    def __init__(self, text_page: pypdfium2.PdfTextPage, places: Mapping[int, int]) -> None:
        self.text_page = text_page
        self.places = places
        self.object: int | None = None
        self.ink: Ink = "ink"
        self.place = 0
        self.colour = tuple(ctypes.c_uint() for _ in range(4))

    def of(self, index: int) -> tuple[Ink, int]:
        held = pdfium.FPDFText_GetTextObject(self.text_page, index)
        address = ctypes.addressof(held.contents) if held else None
        if address is None or address != self.object:
            self.object = address
            self.ink = self._asked(index, held)
            self.place = self.places.get(address or 0, self.place)
        return self.ink, self.place

    def _asked(self, index: int, held: object) -> Ink:
        if held and pdfium.FPDFTextObj_GetTextRenderMode(held) in _UNSEEN_MODES:
            return "none"
        angle = pdfium.FPDFText_GetCharAngle(self.text_page, index)
        if angle >= 0 and abs(angle / (math.pi / 2) - round(angle / (math.pi / 2))) > ASLANT:
            return "aslant"
        red, green, blue, alpha = self.colour
        known = pdfium.FPDFText_GetFillColor(
            self.text_page, index, ctypes.byref(red), ctypes.byref(green), ctypes.byref(blue), ctypes.byref(alpha)
        )
        if known and alpha.value == 0:
            return "none"
        return "white" if known and min(red.value, green.value, blue.value) >= WHITE else "ink"


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


@dataclass(slots=True)
class _Drawing:
    """What is drawn: lines, filled areas and images, and in which place each text object (by its address)."""

    strokes: list[Stroke] = field(default_factory=list)
    areas: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    texts: dict[int, int] = field(default_factory=dict)

    @property
    def images(self) -> int:
        return len(self.pictures)

    def coverage(self, width: float, height: float) -> float:
        """The share of the page that its largest image covers."""
        sizes = [
            max(min(x1, width) - max(x0, 0), 0) * max(min(bottom, height) - max(top, 0), 0)
            for x0, top, x1, bottom in self.pictures
        ]
        return max(sizes, default=0.0) / max(width * height, 1.0)


def _drawn(page: pypdfium2.PdfPage, frame: _Frame) -> _Drawing:
    drawing = _Drawing()
    kinds = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_TEXT)
    paths = 0
    for place, item in enumerate(page.get_objects(filter=kinds, max_depth=3)):
        if item.type == pdfium.FPDF_PAGEOBJ_TEXT:
            drawing.texts[ctypes.addressof(item.raw.contents)] = place
            if place > MAX_CHARACTERS:
                break
            continue
        paths += 1
        if paths > MAX_PATHS:
            break
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = frame.box(*item.get_bounds())
            drawing.pictures.append(box)
            drawing.areas.append(box)
            drawing.strokes.extend(_as_line(*box))
        else:
            drawing.strokes.extend(_lines_of(item, frame))
            area = _area(item, frame)
            if area is not None:
                drawing.areas.append(area)
    return drawing


def _area(item: pypdfium2.PdfObject, frame: _Frame) -> Box | None:
    """The rectangle around a filled area that is neither a line nor white."""
    fill_mode, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, ctypes.byref(fill_mode), ctypes.byref(stroked))
    if not fill_mode.value:
        return None
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    known = pdfium.FPDFPageObj_GetFillColor(
        item, ctypes.byref(red), ctypes.byref(green), ctypes.byref(blue), ctypes.byref(alpha)
    )
    box = frame.box(*item.get_bounds())
    white = known and min(red.value, green.value, blue.value) >= WHITE
    return None if white or min(box[2] - box[0], box[3] - box[1]) <= LINE_THICKNESS else box


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
