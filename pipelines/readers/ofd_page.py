"""A page of an OFD as its reader sees it: the same characters in boxes, rules and images as a PDF's page (pdf_page.py).

The standard counts in millimetres from the top left of the sheet; here they are points. Fonts are mostly only named, so that a
letter is as wide as the next one lets it be. What nobody sees is not there: text without ink, white on white, under something
painted later, aslant, or beyond the sheet.
"""

from __future__ import annotations

import io
import math
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from lxml import etree

from pipelines.blocks import Box
from pipelines.errors import DocumentTooLarge
from pipelines.readers import bounds
from pipelines.readers.ofd_values import Matrix, components, matrix, number, numbers, offsets, stretches
from pipelines.readers.pdf_drawn import LINE_THICKNESS, MAX_PATHS, OPAQUE, WHITE, Cover, Drawing, as_line, lines_along
from pipelines.readers.pdf_letters import ASCENT, ASLANT, DESCENT
from pipelines.readers.pdf_page import FEW_CHARACTERS, MAX_CHARACTERS, WORDS_OVER_PICTURE, PdfPage
from pipelines.readers.pdf_seen import UNREADABLE, Character, cut_short, once
from pipelines.readers.wordml import attribute, child, name_of

POINTS = 72 / 25.4
# How deep blocks and composites stand in each other.
MAX_DEPTH = 16
# In the whole document, templates counted on every page that shows them.
MAX_OBJECTS = 400_000
MAX_LETTERS = 400_000
MAX_COVERS = 2_000
# Of a letter's size: how wide one is that is no ideograph, and the least.
NARROW, LEAST = 0.5, 0.1
# Points: lower or narrower letters are not seen.
SMALLEST = 0.1
# Letters that begin in one square of so many points.
SQUARE, MAX_HEAP = 8.0, 250
# Of a colour in cyan, magenta, yellow, black: so little is none.
NO_INK = 5
_RECTANGLE = (4, 5)
_LINE_ENDS = "\r\n\t"
Ink = Literal["ink", "white", "none"]


@dataclass(slots=True)
class Budget:
    """How much more the document may draw."""

    objects: int = MAX_OBJECTS
    characters: int = MAX_LETTERS

    def spend(self, objects: int = 0, characters: int = 0) -> None:
        """DocumentTooLarge when nothing is left."""
        self.objects -= objects
        self.characters -= characters
        if min(self.objects, self.characters) < 0:
            raise DocumentTooLarge("the OFD draws more than any report")


@dataclass(frozen=True, slots=True)
class Resources:
    """What pages refer to by ID: how things are drawn, groups of objects drawn as one, the bytes of images."""

    styles: Mapping[str, etree._Element] = field(default_factory=dict)
    composites: Mapping[str, etree._Element] = field(default_factory=dict)
    image: Callable[[str], bytes | None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Placed:
    """An image in its box on the page, and its bytes, None where they are not there. `turned`: it stands otherwise than in them."""

    box: Box
    turned: bool
    read: Callable[[], bytes | None]


@dataclass(frozen=True, slots=True)
class OfdPage:
    page: PdfPage
    images: tuple[Placed, ...]


class Painter:
    """Draws the layers of one page, one after the other; `page` tells what is then seen."""

    def __init__(self, sheet: Box, resources: Resources, budget: Budget) -> None:
        """`sheet` is the page's physical box: left, top, width and height in millimetres."""
        left, top, self.width, self.height = sheet[0], sheet[1], sheet[2] * POINTS, sheet[3] * POINTS
        self.to_page = Matrix(POINTS, 0, 0, POINTS, -left * POINTS, -top * POINTS)
        self.resources = resources
        self.budget = budget
        self.drawing = Drawing()
        self.letters: list[tuple[int, int, Character, Ink]] = []
        self.images: list[Placed] = []
        self.quarters: Counter[int] = Counter()
        self.heaps: Counter[tuple[int, int]] = Counter()
        self.place = self.paths = 0

    def draw(self, content: etree._Element) -> None:
        """Everything below a page's or template's Content."""
        for layer in content:
            if name_of(layer) == "layer":
                self._block(layer, self.to_page, attribute(layer, "DrawParam"), 0)

    def _block(self, block: etree._Element, outer: Matrix, style: str | None, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise DocumentTooLarge("a page of the OFD nests too deep")
        for item in block:
            kind = name_of(item)
            if kind == "pageblock":
                self.budget.spend(objects=1)
                self._block(item, outer, style, depth + 1)
            elif kind in ("textobject", "pathobject", "imageobject", "compositeobject"):
                self.budget.spend(objects=1)
                self.place += 1
                boundary = numbers(attribute(item, "Boundary"), 4)
                own = matrix(attribute(item, "CTM"))
                if boundary is None or own is None or attribute(item, "Visible") == "false":
                    continue
                to_page = own.then(Matrix(e=boundary[0], f=boundary[1])).then(outer)
                box = outer.around(boundary[0], boundary[1], boundary[0] + boundary[2], boundary[1] + boundary[3])
                worn = attribute(item, "DrawParam") or style
                if kind == "textobject":
                    self._text(item, to_page, worn)
                elif kind == "pathobject":
                    self._path(item, to_page, worn)
                elif kind == "imageobject":
                    self._image(item, to_page, box)
                else:
                    group = self.resources.composites.get(attribute(item, "ResourceID") or "")
                    content = child(group, "content")
                    if content is not None:
                        self._block(content, to_page, worn, depth + 1)

    def _text(self, item: etree._Element, to_page: Matrix, style: str | None) -> None:
        size = number(attribute(item, "Size"))
        ink = self._ink(item, "FillColor", style)
        if attribute(item, "Fill") == "false":
            ink = self._ink(item, "StrokeColor", style) if attribute(item, "Stroke") == "true" else "none"
        turn = number(attribute(item, "CharDirection") or "0") or 0.0
        quarter = _quarter(to_page, turn)
        if size is None or size <= 0 or ink == "none" or quarter is None:
            return
        across = size * (number(attribute(item, "HScale") or "1") or 1.0)
        x = y = 0.0
        for code in item:
            if name_of(code) != "textcode":
                continue
            x0, y0 = number(attribute(code, "X") or str(x)), number(attribute(code, "Y") or str(y))
            text = _printed(code)
            self.budget.spend(characters=len(text))
            right = offsets(attribute(code, "DeltaX"), len(text) - 1)
            down = offsets(attribute(code, "DeltaY"), len(text) - 1)
            if x0 is None or y0 is None:
                continue
            x, y = x0, y0
            # Offsets that cannot be read set all letters on each other, so that no number is made of them.
            self._letters(text, (x, y), (right or [], down or []), (across, size), turn, to_page, ink, quarter)

    def _letters(
        self,
        text: str,
        start: tuple[float, float],
        steps: tuple[list[float], list[float]],
        size: tuple[float, float],
        turn: float,
        to_page: Matrix,
        ink: Ink,
        quarter: int,
    ) -> None:
        x, y = start
        right, down = steps
        across, up = size
        sine, cosine = math.sin(math.radians(turn)), math.cos(math.radians(turn))
        for index, printed in enumerate(text):
            step = (right[index] if index < len(right) else 0.0, down[index] if index < len(down) else 0.0)
            width = _width(printed) * across
            forward = step[0] * cosine + step[1] * sine
            if LEAST * across < forward < width:
                width = forward
            if ord(printed) >= 0x20:
                set_at = Matrix(cosine, sine, -sine, cosine, x, y).then(to_page)
                box = set_at.around(0, -ASCENT * up, width, -DESCENT * up)
                if len(self.letters) >= MAX_CHARACTERS:
                    raise DocumentTooLarge(f"a page of the OFD has more than {MAX_CHARACTERS} characters")
                if min(box[2] - box[0], box[3] - box[1]) >= SMALLEST and self._is_on_page(box):
                    self._heap(box)
                    self.letters.append((self.place, len(self.letters), Character(_known(printed), *box), ink))
                    self.quarters[quarter] += 1
            x, y = x + step[0], y + step[1]

    def _heap(self, box: Box) -> None:
        """DocumentTooLarge for letters upon letters, which cost the square of their number."""
        square = int(box[0] // SQUARE), int(box[1] // SQUARE)
        self.heaps[square] += 1
        if self.heaps[square] > MAX_HEAP:
            raise DocumentTooLarge("a page of the OFD sets letters on each other without end")

    def _is_on_page(self, box: Box) -> bool:
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return -1 <= x <= self.width + 1 and -1 <= y <= self.height + 1

    def _path(self, item: etree._Element, to_page: Matrix, style: str | None) -> None:
        self.paths += 1
        if self.paths > MAX_PATHS:
            raise DocumentTooLarge(f"a page of the OFD has more than {MAX_PATHS} paths")
        stroke = self._ink(item, "StrokeColor", style) if attribute(item, "Stroke") != "false" else "none"
        fill = self._ink(item, "FillColor", style) if attribute(item, "Fill") == "true" else "none"
        data = child(item, "abbreviateddata")
        drawn = list(stretches(data.text or "")) if data is not None else []
        paths = [[to_page.point(*point) for point in stretch.points] for stretch in drawn]
        if not paths or (stroke == "none" and fill == "none"):
            return
        xs, ys = zip(*(point for path in paths for point in path), strict=True)
        box = min(xs), min(ys), max(xs), max(ys)
        if stroke == "none":
            self.drawing.strokes.extend(as_line(*box) or lines_along(paths, filled=True))
        else:
            self.drawing.strokes.extend(lines_along(paths, filled=False))
        if fill == "none" or min(box[2] - box[0], box[3] - box[1]) <= LINE_THICKNESS:
            return
        if fill == "ink":
            self.drawing.areas.append(box)
        plain = len(paths) == 1 and drawn[0].straight and len(paths[0]) in _RECTANGLE
        upright = all(
            abs(ax - bx) < 0.5 or abs(ay - by) < 0.5 for (ax, ay), (bx, by) in zip(paths[0], paths[0][1:], strict=False)
        )
        if plain and upright and self._is_opaque(item, style):
            self._cover(Cover(self.place, box))

    def _image(self, item: etree._Element, to_page: Matrix, boundary: Box) -> None:
        # An image is a square of side one, which the matrix lays out; without one it fills its boundary.
        given = attribute(item, "CTM") is not None
        box = to_page.around(0, 0, 1, 1) if given else boundary
        turned = given and (abs(to_page.b) > ASLANT or abs(to_page.c) > ASLANT or min(to_page.a, to_page.d) <= 0)
        read = partial(self.resources.image, attribute(item, "ResourceID") or "")
        self.images.append(Placed(box, turned, read))
        self.drawing.pictures.append(box)
        self.drawing.areas.append(box)
        self.drawing.strokes.extend(as_line(*box))
        if min(box[2] - box[0], box[3] - box[1]) > LINE_THICKNESS and _alpha(item) == OPAQUE:
            self._cover(Cover(self.place, box, _Solid(read)))

    def _cover(self, cover: Cover) -> None:
        if len(self.drawing.covers) >= MAX_COVERS:
            raise DocumentTooLarge(f"a page of the OFD has more than {MAX_COVERS} filled areas")
        self.drawing.covers.append(cover)

    def _colour(self, item: etree._Element, name: str, style: str | None) -> etree._Element | None:
        """The colour that an object names, or the style that it wears."""
        own = child(item, name.lower())
        for _ in range(MAX_DEPTH):
            if own is not None or style is None:
                break
            worn = self.resources.styles.get(style)
            own = child(worn, name.lower())
            style = attribute(worn, "Relative") if worn is not None else None
        return own

    def _ink(self, item: etree._Element, name: str, style: str | None) -> Ink:
        colour = self._colour(item, name, style)
        if _alpha(item) == 0 or (colour is not None and _alpha(colour) == 0):
            return "none"
        parts = components(attribute(colour, "Value")) if colour is not None else None
        if parts is None:
            return "ink"
        light = max(parts) <= NO_INK if len(parts) == 4 else min(parts) >= WHITE
        return "white" if light else "ink"

    def _is_opaque(self, item: etree._Element, style: str | None) -> bool:
        colour = self._colour(item, "FillColor", style)
        # A colour made of others (a pattern, a shade) may let through what lies below.
        return _alpha(item) == OPAQUE and (colour is None or (_alpha(colour) == OPAQUE and len(colour) == 0))

    def page(self, number: int) -> OfdPage:
        drawing = self.drawing
        found: list[tuple[int, int, Character]] = []
        buried: list[tuple[int, Character]] = []
        for place, index, character, ink in self.letters:
            x, y = character.center
            cover = drawing.cover_of(place, character.box) if drawing.covers else None
            if cover is not None:
                buried.append((cover.place, character))
            elif ink != "white" or any(a[0] <= x <= a[2] and a[1] <= y <= a[3] for a in drawing.areas):
                found.append((place, index, character))
        characters = once(cut_short(found, buried))
        few = FEW_CHARACTERS <= len(characters) < WORDS_OVER_PICTURE
        measured = drawing.solid_coverage if few else drawing.coverage
        page = PdfPage(
            number,
            self.width,
            self.height,
            tuple(characters),
            tuple(drawing.strokes),
            drawing.images,
            measured(self.width, self.height),
            max(self.quarters, key=lambda own: self.quarters[own], default=0),
            sum(one.text == UNREADABLE or "\ue000" <= one.text <= "\uf8ff" for _, _, one in found),
        )
        return OfdPage(page, tuple(self.images))


class _Solid:
    """Whether an image hides what lies below; its pixels are looked at only when something does."""

    def __init__(self, read: Callable[[], bytes | None]) -> None:
        self.read = read
        self.known: bool | None = None

    def __call__(self) -> bool:
        if self.known is None:
            self.known = self._looked()
        return self.known

    def _looked(self) -> bool:
        from PIL import Image as Picture

        body = self.read()
        if body is None:
            return False
        try:
            with Picture.open(io.BytesIO(body)) as picture:
                if picture.width * picture.height > bounds.MAX_IMAGE_PIXELS:
                    return False
                if not picture.has_transparency_data:
                    return True
                lowest, _ = picture.convert("RGBA").getchannel("A").getextrema()
                return lowest == OPAQUE
        except (OSError, ValueError, SyntaxError, Picture.DecompressionBombError):
            # What is no picture shows nothing.
            return False


def _alpha(item: etree._Element) -> float:
    value = number(attribute(item, "Alpha"))
    return OPAQUE if value is None else value


def _quarter(to_page: Matrix, turn: float) -> int | None:
    """By how many quarter turns against the clock letters are set; None for letters set aslant."""
    towards = math.degrees(math.atan2(to_page.b, to_page.a)) + turn
    quarters = -towards / 90
    return None if abs(quarters - round(quarters)) > ASLANT else round(quarters) % 4


def _printed(code: etree._Element) -> str:
    """The characters of a TextCode; an entity, which is never resolved, is one that is not known."""
    return "".join(_pieces(code)).strip(_LINE_ENDS)


def _pieces(code: etree._Element) -> Iterator[str]:
    yield code.text or ""
    for one in code:
        if one.tag is etree.Entity:
            yield UNREADABLE
        yield one.tail or ""


def _known(printed: str) -> str:
    return UNREADABLE if 0xD800 <= ord(printed) <= 0xDFFF or 0x7F <= ord(printed) < 0xA0 else printed


def _width(printed: str) -> float:
    """Of the letter's size."""
    return 1.0 if unicodedata.east_asian_width(printed) in ("W", "F", "A") else NARROW
