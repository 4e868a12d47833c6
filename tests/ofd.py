"""Writes OFD files (GB/T 33190) as exporters do: a run a TextObject, offsets in groups, fonts only named, rules as paths.

Coordinates are millimetres from the top left of the page. `converted` prints a PDF as one, as virtual printers do.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from xml.sax.saxutils import escape

import pypdfium2
import pypdfium2.raw as pdfium

NAMESPACE = "http://www.ofdspec.org/2016"
MILLIMETRES = 25.4 / 72


def tag(name: str, content: str = "", **attributes: object) -> str:
    said = "".join(f' {key}="{escape(str(value))}"' for key, value in attributes.items() if value is not None)
    return f"<ofd:{name}{said}>{content}</ofd:{name}>"


def document(name: str, content: str, **attributes: object) -> bytes:
    said = tag(name, content, **attributes).replace(f"<ofd:{name}", f'<ofd:{name} xmlns:ofd="{NAMESPACE}"', 1)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{said}'.encode()


def grouped(offsets: Sequence[float]) -> str:
    """A DeltaX: the same offset thrice or more as `g n d`."""
    parts = []
    for offset, run in groupby(f"{value:.4g}" for value in offsets):
        count = len(list(run))
        parts.append(f"g {count} {offset}" if count > 2 else " ".join([offset] * count))
    return " ".join(parts)


def advance(character: str) -> float:
    return 0.5 if character.isascii() else 1.0


@dataclass
class Sheet:
    """What a page's or template's layer draws."""

    items: list[str] = field(default_factory=list)

    def text(self, x: float, top: float, words: str, size: float = 4.2, **attributes: object) -> None:
        self.run(x, top + 0.88 * size, words, [advance(c) * size for c in words[:-1]], size, **attributes)

    def run(
        self,
        x: float,
        base: float,
        words: str,
        right: Sequence[float],
        size: float,
        colour: str | None = None,
        **attributes: object,
    ) -> None:
        """Letters by their line and offsets, in a boundary around them."""
        width = sum(right) + size
        code = tag("TextCode", escape(words), X=0, Y=f"{0.88 * size:.4f}", DeltaX=grouped(right) or None)
        fill = tag("FillColor", Value=colour) if colour is not None else ""
        self.items.append(
            tag(
                "TextObject",
                fill + code,
                ID=len(self.items) + 100,
                Font=3,
                Size=f"{size:.4f}",
                Boundary=f"{x:.4f} {base - 0.88 * size:.4f} {width:.4f} {size:.4f}",
                **attributes,
            )
        )

    def line(self, x0: float, top: float, x1: float, bottom: float) -> None:
        path = f"M 0 0 L {x1 - x0:.4f} {bottom - top:.4f}"
        boundary = f"{x0:.4f} {top:.4f} {max(x1 - x0, 0.2):.4f} {max(bottom - top, 0.2):.4f}"
        self.path(boundary, path, LineWidth=0.2)

    def path(self, boundary: str, path: str, colour: str | None = None, **attributes: object) -> None:
        fill = tag("FillColor", Value=colour) if colour is not None else ""
        self.items.append(tag("PathObject", fill + tag("AbbreviatedData", path), Boundary=boundary, **attributes))

    def image(self, resource: int, boundary: str) -> None:
        width, height = boundary.split()[2:]
        self.items.append(tag("ImageObject", Boundary=boundary, ResourceID=resource, CTM=f"{width} 0 0 {height} 0 0"))

    def ruled(self, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]]) -> None:
        """A full grid with its texts, one a cell."""
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for top, texts in zip(ys, rows, strict=False):
            for x, words in zip(xs, texts, strict=False):
                if words:
                    self.text(x + 1, top + 1.5, words)

    def layer(self, name: str = "Body") -> str:
        return tag("Content", tag("Layer", "".join(self.items), Type=name, ID=2))


class LetterByLetter(Sheet):
    """A TextObject for each letter, rules as thin filled areas in the coordinates of the page."""

    def run(
        self,
        x: float,
        base: float,
        words: str,
        right: Sequence[float],
        size: float,
        colour: str | None = None,
        **attributes: object,
    ) -> None:
        for letter, step in zip(words, (*right, 0.0), strict=True):
            super().run(x, base, letter, (), size, colour, **attributes)
            x += step

    def line(self, x0: float, top: float, x1: float, bottom: float) -> None:
        right, low = max(x1, x0 + 0.18), max(bottom, top + 0.18)
        path = f"M {x0} {top} L {right} {top} L {right} {low} L {x0} {low} C"
        self.path("0 0 210 297", path, colour="0 0 0", Fill="true", Stroke="false")


class ByMatrix(Sheet):
    """Type of size one, laid out by a matrix over the whole page, its glyphs named, in blocks."""

    def run(
        self,
        x: float,
        base: float,
        words: str,
        right: Sequence[float],
        size: float,
        colour: str | None = None,
        **attributes: object,
    ) -> None:
        glyphs = tag("Glyphs", " ".join("7" for _ in words))
        code = tag("TextCode", escape(words), X=0, Y=0, DeltaX=grouped([step / size for step in right]) or None)
        set_so = {"Size": 1, "CTM": f"{size} 0 0 {size} {x} {base}", "Boundary": "0 0 210 297"}
        transform = tag("CGTransform", glyphs, CodePosition=0, CodeCount=len(words), GlyphCount=len(words))
        self.items.append(tag("PageBlock", tag("TextObject", transform + code, ID=5, Font=3, **set_so)))


@dataclass
class Ofd:
    """A file of `pages`; every page shows the `template`, where there is one."""

    pages: list[Sheet] = field(default_factory=list)
    template: Sheet | None = None
    media: dict[int, bytes] = field(default_factory=dict)
    resources: str = ""
    title: str | None = None
    size: str = "0 0 210 297"
    others: dict[str, bytes] = field(default_factory=dict)

    def page(self) -> Sheet:
        self.pages.append(Sheet())
        return self.pages[-1]

    def members(self) -> dict[str, bytes]:
        title = tag("Title", escape(self.title)) if self.title else ""
        info = tag("DocInfo", tag("DocID", "0" * 32) + title + tag("Creator", "exporter"))
        media = "".join(
            tag("MultiMedia", tag("MediaFile", f"image_{number}.png"), ID=number, Type="Image") for number in self.media
        )
        shown = tag("Template", TemplateID=9, ZOrder="Background") if self.template else ""
        template = tag("TemplatePage", ID=9, ZOrder="Background", BaseLoc="Tpls/Tpl_0/Content.xml")
        common = tag(
            "CommonData",
            tag("MaxUnitID", "9999")
            + tag("PageArea", tag("PhysicalBox", self.size))
            + tag("PublicRes", "PublicRes.xml")
            + tag("DocumentRes", "DocumentRes.xml")
            + (template if self.template else ""),
        )
        listed = "".join(
            tag("Page", ID=number + 10, BaseLoc=f"Pages/Page_{number}/Content.xml") for number in range(len(self.pages))
        )
        found = {
            "OFD.xml": document(
                "OFD", tag("DocBody", info + tag("DocRoot", "Doc_0/Document.xml")), Version="1.0", DocType="OFD"
            ),
            "Doc_0/Document.xml": document("Document", common + tag("Pages", listed)),
            "Doc_0/PublicRes.xml": document(
                "Res",
                tag("Fonts", tag("Font", ID=3, FontName="宋体", FamilyName="宋体")) + self.resources,
                BaseLoc="Res",
            ),
            "Doc_0/DocumentRes.xml": document("Res", tag("MultiMedias", media), BaseLoc="Res"),
        }
        for number, page in enumerate(self.pages):
            found[f"Doc_0/Pages/Page_{number}/Content.xml"] = document("Page", shown + page.layer())
        if self.template is not None:
            found["Doc_0/Tpls/Tpl_0/Content.xml"] = document("Page", self.template.layer("Background"))
        found |= {f"Doc_0/Res/image_{number}.png": body for number, body in self.media.items()}
        return found | self.others

    def written(self) -> bytes:
        return packed(self.members())


def packed(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in members.items():
            package.writestr(name, body)
    return buffer.getvalue()


def converted(body: bytes, manner: type[Sheet] = Sheet) -> bytes:
    """A PDF of text and stroked rules as an OFD: each run of letters on one line is drawn in the manner of an exporter."""
    made = Ofd()
    source = pypdfium2.PdfDocument(body)
    for page in source:
        sheet = manner()
        made.pages.append(sheet)
        height = page.get_height()
        for run in _runs(page):
            size = run[0][3] * MILLIMETRES
            starts = [x * MILLIMETRES for _, x, _, _ in run]
            right = [after - before for before, after in pairwise(starts)]
            sheet.run(starts[0], (height - run[0][2]) * MILLIMETRES, "".join(one[0] for one in run), right, size)
        for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,)):
            left, bottom, end, top = (value * MILLIMETRES for value in item.get_bounds())
            drop = height * MILLIMETRES
            if end - left > top - bottom:
                middle = drop - (top + bottom) / 2
                sheet.line(left, middle, end, middle)
            else:
                sheet.line((left + end) / 2, drop - top, (left + end) / 2, drop - bottom)
    source.close()
    return made.written()


def _runs(page: pypdfium2.PdfPage) -> Iterable[list[tuple[str, float, float, float]]]:
    """Letters with origin and size, those of one line and size that follow each other together."""
    text, x, y = page.get_textpage(), pdfium.c_double(), pdfium.c_double()
    run: list[tuple[str, float, float, float]] = []
    for index in range(text.count_chars()):
        printed = chr(pdfium.FPDFText_GetUnicode(text, index))
        if pdfium.FPDFText_IsGenerated(text, index) == 1 or ord(printed) < 0x20:
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        letter = (printed, x.value, y.value, pdfium.FPDFText_GetFontSize(text, index))
        if run and (abs(run[-1][2] - y.value) > 0.1 or run[-1][3] != letter[3] or not 0 < x.value - run[-1][1] < 20):
            yield run
            run = []
        run.append(letter)
    if run:
        yield run
