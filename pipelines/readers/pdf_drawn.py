"""What a PDF page draws besides letters: lines, filled areas, images, and in which order everything is painted.

Coordinates are points from the top left of the page as shown.
"""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from pipelines.blocks import Box
from pipelines.readers.pdf_pictures import Pictures
from pipelines.readers.pdf_seen import Character

# Thinner than this, a filled rectangle is a line.
LINE_THICKNESS = 3.0
MAX_OBJECTS = 60_000
MAX_PATHS = 20_000
# Of 255: paper.
WHITE = 250
OPAQUE = 255
# A rectangle is drawn by so many path segments.
RECTANGLE = 5
# Of a picture's pixel: red, green, blue, and how opaque it is.
CHANNELS = 4
# Of the page's width, and in points: a smaller image holds no table; more characters over one are set on a ground.
PASTED_WIDTH, PASTED_HEIGHT, WORDS_ON_PASTED = 0.3, 40.0, 3
# Programs cut an image into strips: these lie within so many points of each other. What is beyond so many is not looked at.
SAME_STRIP, MAX_STRIPS, MAX_PASTED = 2.0, 300, 8
# Pixels of the pictures that are looked through for what they cover.
MAX_COVER_PIXELS = 4_000_000


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
class Frame:
    """From PDF user space to the page as shown."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @classmethod
    def of(cls, page: pypdfium2.PdfPage) -> Frame:
        left, bottom, right, top = page.get_cropbox()
        return cls(left, bottom, right, top, page.get_rotation())

    @property
    def size(self) -> tuple[float, float]:
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.rotation in (90, 270) else (width, height)

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


@dataclass(slots=True)
class Cover:
    """What is painted over everything before it: `place` is its rank among all that the page paints, `is_solid` is asked where
    that is not known."""

    place: int
    box: Box
    is_solid: Callable[[], bool] | None = None

    def over(self, x: float, y: float) -> bool:
        inside = self.box[0] <= x <= self.box[2] and self.box[1] <= y <= self.box[3]
        return inside and (self.is_solid is None or self.is_solid())


@dataclass(slots=True)
class Drawing:
    """Lines, filled areas, images and covers, the text objects, and in which place each of these (by its address) is painted."""

    strokes: list[Stroke] = field(default_factory=list)
    areas: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    covers: list[Cover] = field(default_factory=list)
    letterings: list[pypdfium2.PdfObject] = field(default_factory=list)
    texts: dict[int, int] = field(default_factory=dict)

    @property
    def images(self) -> int:
        return len(self.pictures)

    def coverage(self, width: float, height: float) -> float:
        """The share of the page that its largest image covers."""
        return max((_share(box, width, height) for box in self.pictures), default=0.0)

    def solid_coverage(self, width: float, height: float) -> float:
        """The share that its largest image hides: a mark that shows through hides nothing."""
        pictures = [cover for cover in self.covers if cover.is_solid is not None]
        ordered = sorted(((_share(cover.box, width, height), cover) for cover in pictures), key=lambda pair: -pair[0])
        return next((share for share, cover in ordered if cover.is_solid is not None and cover.is_solid()), 0.0)

    def beside(self, characters: Sequence[Character], width: float, height: float) -> Iterator[Box]:
        """The larger images that stand among the page's text, under none of it; strips of one image are one."""
        large = [
            box
            for box in _in_one(self.pictures[:MAX_STRIPS], width, height)
            if box[2] - box[0] >= PASTED_WIDTH * width and box[3] - box[1] >= PASTED_HEIGHT
        ]
        for box in large[:MAX_PASTED]:
            over = sum(box[0] < c.center[0] < box[2] and box[1] < c.center[1] < box[3] for c in characters)
            if over <= WORDS_ON_PASTED:
                yield box

    def cover_of(self, place: int, box: Box) -> Cover | None:
        """What is painted later over what the place paints in this box: over its middle and all around it."""
        x0, top, x1, bottom = box
        middle = ((x0 + x1) / 2, (top + bottom) / 2)
        later = [c for c in self.covers if c.place > place and c.box[0] <= middle[0] <= c.box[2]]
        found = next((cover for cover in reversed(later) if cover.over(*middle)), None)
        if found is None:
            return None
        across, down = (x1 - x0) / 4, (bottom - top) / 4
        around = [(middle[0] + dx * across, middle[1] + dy * down) for dx in (-1, 1) for dy in (-1, 1)]
        return found if all(any(cover.over(*point) for cover in later) for point in around) else None


def _in_one(pictures: Iterable[Box], width: float, height: float) -> list[Box]:
    """The images' boxes on the page, those that go on below each other joined."""
    joined: list[Box] = []
    for x0, top, x1, bottom in sorted(pictures, key=lambda box: (box[1], box[0])):
        box = max(x0, 0.0), max(top, 0.0), min(x1, width), min(bottom, height)
        for number, other in enumerate(joined):
            level = max(abs(box[0] - other[0]), abs(box[2] - other[2])) <= SAME_STRIP
            if level and other[1] <= box[1] <= other[3] + SAME_STRIP:
                joined[number] = other[0], other[1], other[2], max(other[3], box[3])
                break
        else:
            joined.append(box)
    return joined


def _share(box: Box, width: float, height: float) -> float:
    """The share of the page that a box covers."""
    x0, top, x1, bottom = box
    inside = max(min(x1, width) - max(x0, 0), 0) * max(min(bottom, height) - max(top, 0), 0)
    return inside / max(width * height, 1.0)


def drawn(page: pypdfium2.PdfPage, frame: Frame, pictures: Pictures) -> Drawing:
    """All that the page draws, up to the bounds; `pictures` is told of its images before any is decoded."""
    drawing = Drawing()
    kinds = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_TEXT)
    paths = 0
    for place, item in enumerate(page.get_objects(filter=kinds, max_depth=3)):
        if item.type == pdfium.FPDF_PAGEOBJ_TEXT:
            drawing.texts[ctypes.addressof(item.raw.contents)] = place
            drawing.letterings.append(item)
            if place > MAX_OBJECTS:
                break
            continue
        paths += 1
        if paths > MAX_PATHS:
            break
        box = frame.box(*item.get_bounds())
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures.count(item)
            drawing.pictures.append(box)
            drawing.areas.append(box)
            drawing.strokes.extend(as_line(*box))
            if min(box[2] - box[0], box[3] - box[1]) > LINE_THICKNESS and _is_plain(item):
                drawing.covers.append(Cover(place, box, _Solid(page, item)))
        else:
            drawing.strokes.extend(_lines_of(item, frame, box))
            _fill(drawing, place, item, frame, box)
    return drawing


def _fill(drawing: Drawing, place: int, item: pypdfium2.PdfObject, frame: Frame, box: Box) -> None:
    """Note the rectangle around a filled path: a ground for light letters where it is dark, a cover where it is solid."""
    fill_mode, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, ctypes.byref(fill_mode), ctypes.byref(stroked))
    if not fill_mode.value or min(box[2] - box[0], box[3] - box[1]) <= LINE_THICKNESS:
        return
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    known = pdfium.FPDFPageObj_GetFillColor(
        item, ctypes.byref(red), ctypes.byref(green), ctypes.byref(blue), ctypes.byref(alpha)
    )
    if not (known and min(red.value, green.value, blue.value) >= WHITE):
        drawing.areas.append(box)
    if known and alpha.value == OPAQUE and _is_rectangle(item) and _is_plain(item):
        drawing.covers.append(Cover(place, box))


def _is_rectangle(item: pypdfium2.PdfObject) -> bool:
    """Whether a path is one rectangle along the page's axes."""
    count = pdfium.FPDFPath_CountSegments(item)
    if not RECTANGLE - 1 <= count <= RECTANGLE:
        return False
    matrix = item.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    points = []
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_BEZIERTO:
            return False
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        points.append(matrix.on_point(x.value, y.value))
    return all(abs(ax - bx) < 0.5 or abs(ay - by) < 0.5 for (ax, ay), (bx, by) in itertools.pairwise(points))


def _is_plain(item: pypdfium2.PdfObject) -> bool:
    """Whether an object is painted as it is: not mixed with what lies below, and not cut to a smaller shape."""
    if pdfium.FPDFPageObj_HasTransparency(item):
        return False
    clip = pdfium.FPDFPageObj_GetClipPath(item)
    return not clip or pdfium.FPDFClipPath_CountPaths(clip) <= 0 or _is_within(item, clip)


def _is_within(item: pypdfium2.PdfObject, clip: pdfium.FPDF_CLIPPATH) -> bool:
    """Whether the paths to which an object is cut leave all of it: each a rectangle around it."""
    if item.level:
        return False
    left, bottom, right, top = item.get_bounds()
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(pdfium.FPDFClipPath_CountPaths(clip)):
        count = pdfium.FPDFClipPath_CountPathSegments(clip, path)
        if not RECTANGLE - 1 <= count <= RECTANGLE:
            return False
        xs, ys = [], []
        for index in range(count):
            segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, index)
            pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            xs.append(x.value)
            ys.append(y.value)
        if min(xs) > left + 1 or max(xs) < right - 1 or min(ys) > bottom + 1 or max(ys) < top - 1:
            return False
    return True


class _Solid:
    """Whether a picture hides what lies below: only one that is solid all over does. Seals and marks are drawn through which the
    print is read, and their pixels are looked at only when something lies below."""

    def __init__(self, page: pypdfium2.PdfPage, item: pypdfium2.PdfObject) -> None:
        self.page, self.item = page, item
        self.known: bool | None = None

    def __call__(self) -> bool:
        if self.known is None:
            self.known = self._looked()
        return self.known

    def _looked(self) -> bool:
        left, bottom, right, top = self.item.get_bounds()
        if (right - left) * (top - bottom) > MAX_COVER_PIXELS:
            return False
        raw = pdfium.FPDFImageObj_GetRenderedBitmap(self.page.pdf, self.page, self.item)
        if not raw:
            return False
        bitmap = pypdfium2.PdfBitmap.from_raw(raw)
        if bitmap.n_channels < CHANNELS:
            return True
        pixels = bytes(bitmap.buffer)
        used = bitmap.width * CHANNELS
        return all(
            min(pixels[start + CHANNELS - 1 : start + used : CHANNELS]) == OPAQUE
            for start in range(0, bitmap.height * bitmap.stride, bitmap.stride)
        )


def _lines_of(item: pypdfium2.PdfObject, frame: Frame, box: Box) -> list[Stroke]:
    """The straight lines of a path object, stroked ones as they are, thin filled ones by their middle."""
    fill_mode = ctypes.c_int()
    stroked = ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, ctypes.byref(fill_mode), ctypes.byref(stroked))
    if not stroked.value and not fill_mode.value:
        return []
    if not stroked.value:
        thin = as_line(*box)
        if thin or pdfium.FPDFPath_CountSegments(item) <= RECTANGLE:
            return thin
    return lines_along(_subpaths(item, frame), filled=not stroked.value)


def lines_along(paths: Iterable[Sequence[tuple[float, float]]], *, filled: bool) -> list[Stroke]:
    """The straight lines of a path's parts along the page's axes: of stroked ones each side, of filled ones that are thin the middle."""
    lines: list[Stroke] = []
    for subpath in paths:
        if filled:
            xs, ys = [x for x, _ in subpath], [y for _, y in subpath]
            lines.extend(as_line(min(xs), min(ys), max(xs), max(ys)))
            continue
        for (ax, ay), (bx, by) in itertools.pairwise(subpath):
            if abs(ax - bx) <= 1.0 or abs(ay - by) <= 1.0:
                lines.extend(as_line(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))
    return lines


def _subpaths(item: pypdfium2.PdfObject, frame: Frame) -> list[list[tuple[float, float]]]:
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


def as_line(x0: float, top: float, x1: float, bottom: float) -> list[Stroke]:
    """A line along the longer side of a thin rectangle; nothing for a dot or an area."""
    width, height = x1 - x0, bottom - top
    if height <= LINE_THICKNESS and width > LINE_THICKNESS:
        middle = (top + bottom) / 2
        return [Stroke(x0, middle, x1, middle)]
    if width <= LINE_THICKNESS and height > LINE_THICKNESS:
        middle = (x0 + x1) / 2
        return [Stroke(middle, top, middle, bottom)]
    return []
