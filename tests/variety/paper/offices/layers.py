"""PDFs written object by object: what their content says and their page does not show, or shows and does not say."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.variety.paper.glyphs import _file
from tests.variety.paper.typeset import Page, Text, width_of


@dataclass
class Sheet:
    """A page's content, page entries and annotations; LOOKn in an annotation is the n-th of `looks`, a form's box and content."""

    content: list[str] = field(default_factory=list)
    entries: str = ""
    notes: list[str] = field(default_factory=list)
    looks: list[tuple[float, float, str]] = field(default_factory=list)


def _hex(text: str) -> str:
    return text.encode("utf-16-be").hex()


def words(page: Page, text: Text, mode: int = 0) -> str:
    where = f"{text.x:.2f} {page.height - text.y:.2f}"
    return f"BT {mode} Tr /F0 {text.size:.2f} Tf {where} Td <{_hex(text.string)}> Tj ET"


def rules(page: Page) -> list[str]:
    lines = [f"{r.x0:.2f} {page.height - r.y0:.2f} m {r.x1:.2f} {page.height - r.y1:.2f} l S" for r in page.rules]
    return ["0.5 w", *lines]


def is_value(text: Text) -> bool:
    return text.string.isascii() and text.string.replace(".", "", 1).isdigit()


def book(pages: list[Page], draw: Callable[[Page, Sheet], None], catalog: str = "", more: str = "") -> bytes:
    """`draw` fills a sheet for each page; `more` are resources of every page."""
    objects: list[bytes] = [b"", b""]

    def add(body: str | bytes) -> int:
        objects.append(body.encode("latin-1") if isinstance(body, str) else body)
        return len(objects)

    descriptor = add(
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 "
        "/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
    )
    inner = add(
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) "
        f"/Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 95 500 814 939 500] /FontDescriptor {descriptor} 0 R >>"
    )
    outer = add(
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
        f"/DescendantFonts [{inner} 0 R] >>"
    )
    plain = add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    layer = add("<< /Type /OCG /Name (old) >>")
    kids = []
    for page in pages:
        sheet = Sheet()
        draw(page, sheet)
        stream = zlib.compress("\n".join(sheet.content).encode("latin-1"))
        content = add(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream))
        looks = [
            add(
                f"<< /Type /XObject /Subtype /Form /BBox [0 0 {wide:.1f} {high:.1f}] /Resources << /Font << /F1 {plain} 0 R "
                f">> >> /Length {len(said)} >>\nstream\n{said}\nendstream"
            )
            for wide, high, said in sheet.looks
        ]
        notes = " ".join(f"{add(_looking(note, looks))} 0 R" for note in sheet.notes)
        kids.append(
            add(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width:.0f} {page.height:.0f}] {sheet.entries} "
                f"/Contents {content} 0 R /Annots [{notes}] /Resources << /Font << /F0 {outer} 0 R /F1 {plain} 0 R >> "
                f"/Properties << /MC0 {layer} 0 R >> {more} >> >>"
            )
        )
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R {catalog.replace('LAYER', f'{layer} 0 R')} >>".encode()
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{k} 0 R' for k in kids)}] >>".encode()
    return _file(objects)


def _looking(note: str, looks: list[int]) -> str:
    return re.sub(r"LOOK(\d+)", lambda found: f"{looks[int(found[1])]} 0 R", note)


def _other(text: Text, rng: random.Random) -> Text:
    return Text(text.x, text.y, text.size, str(rng.randint(100, 999)))


def layer_off(pages: list[Page], rng: random.Random) -> bytes:
    """Last year's figures in a layer that is switched off, at the same places."""

    def draw(page: Page, sheet: Sheet) -> None:
        sheet.content += rules(page)
        for text in page.texts:
            sheet.content.append(words(page, text))
            if is_value(text):
                sheet.content += ["/OC /MC0 BDC", words(page, _other(text, rng)), "EMC"]

    return book(pages, draw, "/OCProperties << /OCGs [LAYER] /D << /BaseState /ON /OFF [LAYER] /Order [LAYER] >> >>")


def layer_on(pages: list[Page], rng: random.Random) -> bytes:
    """The figures in a layer that is switched on."""

    def draw(page: Page, sheet: Sheet) -> None:
        sheet.content += rules(page)
        for text in page.texts:
            put = words(page, text)
            sheet.content += ["/OC /MC0 BDC", put, "EMC"] if is_value(text) else [put]

    return book(pages, draw, "/OCProperties << /OCGs [LAYER] /D << /ON [LAYER] /Order [LAYER] >> >>")


def clipped_away(pages: list[Page], rng: random.Random) -> bytes:
    """A second set of figures cut away by a clip path, as embedded charts leave them."""

    def draw(page: Page, sheet: Sheet) -> None:
        sheet.content += rules(page)
        for text in page.texts:
            sheet.content.append(words(page, text))
            if is_value(text):
                beside = Text(text.x + width_of(text.string, text.size), text.y, text.size, str(rng.randint(1, 99)))
                sheet.content += ["q 0 0 5 5 re W n", words(page, beside), "Q"]

    return book(pages, draw)


def clipped_cells(pages: list[Page], rng: random.Random) -> bytes:
    """Each word in a clip path of its own, as sheets are exported: nothing is hidden."""

    def draw(page: Page, sheet: Sheet) -> None:
        sheet.content += rules(page)
        for text in page.texts:
            wide = width_of(text.string, text.size)
            box = f"{text.x - 1:.2f} {page.height - text.y - text.size * 0.3:.2f} {wide + 2:.2f} {text.size * 1.35:.2f}"
            sheet.content += [f"q {box} re W n", words(page, text), "Q"]

    return book(pages, draw)


def beyond_the_crop(pages: list[Page], rng: random.Random) -> bytes:
    """A sheet cropped at its right edge, with a column of other figures outside of it."""

    def draw(page: Page, sheet: Sheet) -> None:
        sheet.content += rules(page)
        for text in page.texts:
            sheet.content.append(words(page, text))
            if is_value(text):
                sheet.content.append(words(page, Text(page.width + 20, text.y, text.size, str(rng.randint(1, 99)))))
        sheet.entries = (
            f"/MediaBox [0 0 {page.width + 120:.0f} {page.height:.0f}] "
            f"/CropBox [0 0 {page.width:.0f} {page.height:.0f}]"
        )

    return book(pages, draw)


def no_ink(pages: list[Page], rng: random.Random) -> bytes:
    """A template's sample figures left without ink under the real ones, and in the colour of the paper."""

    def draw(page: Page, sheet: Sheet) -> None:
        sheet.content += rules(page)
        for text in page.texts:
            if is_value(text) and rng.random() < 0.5:
                if rng.random() < 0.5:
                    sheet.content.append(words(page, _other(text, rng), mode=3))
                else:
                    sheet.content += ["1 g", words(page, _other(text, rng)), "0 g"]
                sheet.content.append("0 Tr")
            sheet.content.append(words(page, text))

    return book(pages, draw)


def typed_over(pages: list[Page], rng: random.Random) -> bytes:
    """Figures added by a viewer's typewriter: free text annotations that are part of what is seen."""

    def draw(page: Page, sheet: Sheet) -> None:
        sheet.content += rules(page)
        for text in page.texts:
            if not is_value(text) or rng.random() < 0.5:
                sheet.content.append(words(page, text))
                continue
            x, y = text.x - 1, page.height - text.y - 3
            wide, high = width_of(text.string, text.size) + 6, text.size + 4
            sheet.looks.append((wide, high, f"BT /F1 {text.size:.1f} Tf 1 3 Td ({text.string}) Tj ET"))
            sheet.notes.append(
                f"<< /Type /Annot /Subtype /FreeText /F 4 /Rect [{x:.1f} {y:.1f} {x + wide:.1f} {y + high:.1f}] "
                f"/Contents ({text.string}) /DA (/F1 {text.size:.1f} Tf 0 g) /AP << /N LOOK{len(sheet.looks) - 1} >> >>"
            )

    return book(pages, draw)


def struck_out(pages: list[Page], rng: random.Random) -> bytes:
    """Reviewers' marks: highlights over figures and closed notes beside them, none of them a figure."""

    def draw(page: Page, sheet: Sheet) -> None:
        sheet.content += rules(page)
        for text in page.texts:
            sheet.content.append(words(page, text))
            if is_value(text) and rng.random() < 0.3:
                x, y = text.x, page.height - text.y - 2
                wide, high = width_of(text.string, text.size), text.size + 2
                quad = f"{x} {y + high} {x + wide} {y + high} {x} {y} {x + wide} {y}"
                sheet.notes.append(
                    f"<< /Type /Annot /Subtype /Highlight /F 4 /C [1 1 0] /Rect [{x:.1f} {y:.1f} {x + wide:.1f} "
                    f"{y + high:.1f}] /QuadPoints [{quad}] /Contents ({rng.randint(100, 999)}) >>"
                )

    return book(pages, draw)


def shown(page: Page, sheet: Sheet) -> None:
    """As it is."""
    sheet.content += rules(page)
    sheet.content += [words(page, text) for text in page.texts]


LAYERS: dict[str, Callable[[list[Page], random.Random], bytes]] = {
    way.__name__: way
    for way in (
        layer_off,
        layer_on,
        clipped_away,
        clipped_cells,
        beyond_the_crop,
        no_ink,
        typed_over,
        struck_out,
    )
}
