"""The ways in which offices put a report on paper, by name: each gives one report by seed."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.odd_pages.scoring import Odd
from tests.variety.mangled.grids import Grid
from tests.variety.mangled.report import Made, report
from tests.variety.paper import manners, printed, tampered
from tests.variety.paper.glyphs import font
from tests.variety.paper.offices import copier, desk, layers, portal
from tests.variety.paper.offices.copier import Copier
from tests.variety.paper.offices.desk import Desk
from tests.variety.paper.typeset import Page, typeset
from tests.variety.tables import GridCell

PDF = "application/pdf"


@dataclass(frozen=True)
class Way:
    """`make` gives the bytes; `common` is how often it is met, of some hundred reports on paper."""

    name: str
    form: str
    make: Callable[[Made, random.Random], bytes]
    common: int = 1
    content_type: str = PDF


def typed(made: Made, rng: random.Random, style: Desk) -> bytes:
    """The report exported from the word processor."""
    given = made.facts
    parts = list(made.parts)
    parts[1:2] = desk.prose(rng, given.year, given.place)
    signed = f"{given.year + 1}年{int(given.published[5:7])}月{int(given.published[8:])}日"
    return printed.office_pdf(desk.docx_of(parts, given.title, style, given.government, signed), "docx")


def browsed(made: Made, rng: random.Random, style: portal.Portal) -> bytes:
    given = made.facts
    parts = list(made.parts)
    parts[1:2] = desk.prose(rng, given.year, given.place)
    markup = portal.markup(parts, given.title, given.published, style)
    return printed.browser_pdf(markup, edges=style.edges)


def set_by_hand(made: Made, rng: random.Random, rules: manners.Rules = "grid") -> list[Page]:
    """Pages of our own setting, for what no program exports."""
    parts: list[str | list[list[GridCell]]] = []
    for part in made.parts:
        if isinstance(part, Grid):
            parts.append([[GridCell(c.text, wide, high) for c, high, wide in row] for row in part.anchors()])
        else:
            parts.append(str(part))
    plain = replace(manners.draw(rng, rules), page=(595.0, 842.0), margin=50.0, watermark="", cell_size=9.0)
    return typeset(made.facts.title, parts, plain)


def in_word(style: Desk) -> Callable[[Made, random.Random], bytes]:
    return lambda made, rng: typed(made, rng, style)


def in_browser(name: str) -> Callable[[Made, random.Random], bytes]:
    return lambda made, rng: browsed(made, rng, portal.PORTALS[name])


def layered(name: str) -> Callable[[Made, random.Random], bytes]:
    return lambda made, rng: layers.LAYERS[name](set_by_hand(made, rng), rng)


SHEET = Desk(table=10.5)


def copied(machine: Copier, style: Desk = SHEET) -> Callable[[Made, random.Random], bytes]:
    def make(made: Made, rng: random.Random) -> bytes:
        return copier.bound(copier.scanned(typed(made, rng, style), machine, rng), machine)

    return make


def overturned(made: Made, rng: random.Random) -> bytes:
    """One sheet lay upside down on the glass, one sideways."""
    machine = Copier(dpi=200, turn=0.4, quality=70)
    images = copier.scanned(typed(made, rng, SHEET), machine, rng)
    images[1] = images[1].rotate(180)
    if len(images) > 2:
        images[2] = images[2].rotate(90, expand=True)
    return copier.bound(images, machine)


def two_sheets(made: Made, rng: random.Random) -> bytes:
    """An opened booklet on the glass: two pages side by side."""
    machine = Copier(dpi=200, turn=0.0, quality=75)
    images = copier.scanned(typed(made, rng, SHEET), machine, rng)
    sheets = []
    for left, right in zip(images[::2], [*images[1::2], None], strict=False):
        sheet = Image.new("RGB", (left.width * 2, left.height), "white")
        sheet.paste(left, (0, 0))
        if right is not None:
            sheet.paste(right, (left.width, 0))
        sheets.append(sheet)
    return copier.bound(sheets, machine)


def telephone(made: Made, rng: random.Random) -> bytes:
    """A scanning program's file: its advertisement below each page."""
    machine = Copier(dpi=170, quality=72, bend=0.012)

    def mark(canvas: Canvas, number: int) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.drawString(430, 12, "Scanned with a telephone")

    return copier.bound(copier.scanned(typed(made, rng, SHEET), machine, rng), machine, mark)


def mixed(made: Made, rng: random.Random) -> bytes:
    """The words exported, the sheets of tables scanned, bound into one file."""
    import pypdfium2 as pdfium

    body = typed(made, rng, SHEET)
    machine = Copier(dpi=200, turn=0.5, quality=70, dirt=True)
    source = pdfium.PdfDocument(body)
    counts = [sum(char.isdigit() for char in page.get_textpage().get_text_range()) for page in source]
    chosen = [number for number, count in enumerate(counts) if count > 60]
    images = copier.scanned(body, machine, rng)
    scans = pdfium.PdfDocument(copier.bound([images[number] for number in chosen], machine))
    made_of = pdfium.PdfDocument.new()
    for number in range(len(source)):
        if number in chosen:
            made_of.import_pages(scans, [chosen.index(number)])
        else:
            made_of.import_pages(source, [number])
    out = io.BytesIO()
    made_of.save(out)
    return out.getvalue()


def pasted_tables(made: Made, rng: random.Random, *, all_of_them: bool = True) -> bytes:
    """The words typed, tables pasted as pictures between them."""
    pages = set_by_hand(made, rng)
    chosen = [number for number, page in enumerate(pages) if sum(layers.is_value(t) for t in page.texts) > 12]
    if not all_of_them:
        chosen = chosen[:1]
    pictures: dict[int, tuple[bytes, float, float]] = {}
    for number in chosen:
        page = pages[number]
        top, bottom = min(r.y0 for r in page.rules), max(r.y1 for r in page.rules)
        whole = Page(page.width, page.height, page.texts, page.rules)
        (image,) = copier.pages_of(layers.book([whole], layers.shown), 180)
        share = image.height / page.height
        piece = image.crop((0, round((top - 2) * share), image.width, round((bottom + 2) * share)))
        pictures[number] = (copier.encoded(piece, 80), top - 2, bottom + 2)
    pdfmetrics.registerFont(UnicodeCIDFont(tampered.HAN))
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=1)
    for number, page in enumerate(pages):
        canvas.setPageSize((page.width, page.height))
        held = pictures.get(number)
        if held is None:
            tampered._rules(canvas, page)
        else:
            body, top, bottom = held
            image = ImageReader(io.BytesIO(body))
            canvas.drawImage(image, 0, page.height - bottom, page.width, bottom - top)
        for text in page.texts:
            if held is None or not held[1] <= text.y <= held[2]:
                tampered._put(canvas, page, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def one_pasted(made: Made, rng: random.Random) -> bytes:
    return pasted_tables(made, rng, all_of_them=False)


def exchanged(made: Made, rng: random.Random) -> bytes:
    pages = set_by_hand(made, rng)
    return tampered.digits_exchanged(pages, manners.draw(rng, "grid"), rng)


def long_one(quality: int | None, width: int) -> Callable[[Made, random.Random], bytes]:
    def make(made: Made, rng: random.Random) -> bytes:
        images = copier.pages_of(typed(made, rng, replace(SHEET, folio="")), 150)
        return copier.encoded(copier.long_picture(images, width, 0.085), quality)

    return make


def overlong_number(made: Made, rng: random.Random) -> bytes:
    """Columns so narrow that numbers of four and five digits break over lines."""
    return typed(made, rng, Desk(table=12.0, side=2.8, labels=(1.2, 2.0, 5.0)))


def bannered(made: Made, rng: random.Random) -> bytes:
    """A long picture under a dark banner with the title in light letters."""
    images = copier.pages_of(typed(made, rng, replace(SHEET, folio="")), 150)
    below = copier.long_picture(images, 1080, 0.085)
    whole = Image.new("RGB", (1080, below.height + 260), (20, 70, 140))
    pen = ImageDraw.Draw(whole)
    pen.text((540, 130), made.facts.place + "政务公开", font=font(72), fill="white", anchor="mm")
    whole.paste(below, (0, 260))
    return copier.encoded(whole, 78)


FIRST = (
    Way("word", "2021", in_word(Desk()), 10),
    Way("word-2019", "2019", in_word(Desk()), 4),
    Way("word-2014", "2014", in_word(Desk()), 4),
    Way("word-small", "2021", in_word(Desk(table=9.0, body=14.0, row_height=0.7)), 6),
    Way("word-head-again", "2021", in_word(Desk(again=True)), 3),
    Way("word-2014-head-again", "2014", in_word(Desk(again=True, table=12.0)), 2),
    Way("word-rows-torn", "2021", in_word(Desk(whole_rows=False, table=12.0)), 4),
    Way("word-landscape", "2021", in_word(Desk(landscape=True, table=12.0)), 4),
    Way("word-upright", "2021", in_word(Desk(upright=True)), 3),
    Way("word-apart", "2021", in_word(Desk(apart=True, stacked=True)), 3),
    Way("word-cover", "2021", in_word(Desk(cover=True, running="政府信息公开工作年度报告")), 2),
    Way("word-red-head", "2019", in_word(Desk(red_head=True)), 1),
    Way("word-open-sides", "2021", in_word(Desk(borders="sides")), 3),
    Way("word-heavy", "2021", in_word(Desk(borders="heavy", figures="right")), 2),
    Way("word-across", "2021", in_word(Desk(borders="across")), 1),
    Way("word-three", "2021", in_word(Desk(borders="three")), 1),
    Way("word-three-2014", "2014", in_word(Desk(borders="three")), 1),
    Way("word-bare", "2021", in_word(Desk(borders="none", table=9.0)), 1),
    Way("word-bare-2019", "2019", in_word(Desk(borders="none")), 1),
    Way("word-bare-2014", "2014", in_word(Desk(borders="none")), 1),
    Way("word-narrow", "2021", overlong_number, 3),
    *(
        Way(f"print-{name}", form, in_browser(name), common)
        for name, form, common in (
            ("word-paste", "2021", 5),
            ("ucap", "2021", 3),
            ("ground-lines", "2019", 2),
            ("old-frames", "2021", 2),
            ("no-frames", "2021", 1),
            ("no-frames-wide", "2021", 1),
            ("zebra", "2021", 1),
            ("under-lines", "2021", 1),
            ("head-again", "2021", 2),
            ("small", "2021", 2),
            ("dotted", "2014", 1),
            ("rounded", "2021", 1),
        )
    ),
    *(Way(f"layer-{name.replace('_', '-')}", "2021", layered(name)) for name in layers.LAYERS),
    Way("digits-exchanged", "2021", exchanged),
    Way("copy-300-grey", "2021", copied(Copier(dpi=300, turn=0.4, grey=True, quality=60)), 4),
    Way("copy-200-seal-end", "2021", copied(Copier(dpi=200, turn=0.5, seal="end", pen=True, quality=70)), 5),
    Way("copy-200-seal-table", "2021", copied(Copier(dpi=200, turn=0.3, seal="table", quality=75)), 2),
    Way("copy-150", "2021", copied(Copier(dpi=150, turn=0.4, quality=55)), 3),
    Way("copy-fax", "2021", copied(Copier(dpi=200, turn=0.3, two_level=True)), 2),
    Way("copy-dirty", "2019", copied(Copier(dpi=200, turn=1.4, dirt=True, quality=60)), 2),
    Way("copy-through", "2021", copied(Copier(dpi=200, through=True, turn=0.3, quality=70)), 1),
    Way("copy-100", "2021", copied(Copier(dpi=100, quality=60, blur=0.2)), 1),
    Way("copy-2014", "2014", copied(Copier(dpi=200, turn=0.5, quality=65, seal="end")), 2),
    Way("copy-small-print", "2021", copied(Copier(dpi=200, quality=70), Desk(table=8.0, body=12.0, leading=20)), 2),
    Way("copy-overturned", "2021", overturned, 1),
    Way("copy-two-sheets", "2021", two_sheets, 1),
    Way("telephone", "2021", telephone, 2),
    Way("telephone-bent", "2021", copied(Copier(dpi=200, quality=75, bend=0.035)), 1),
    Way("mixed", "2021", mixed, 2),
    Way("pasted", "2021", pasted_tables, 3),
    Way("one-pasted", "2021", one_pasted, 2),
    Way("long-png", "2021", long_one(None, 1000), 2, "image/png"),
    Way("long-jpeg", "2021", long_one(72, 1000), 2, "image/jpeg"),
    Way("long-narrow", "2021", long_one(75, 750), 1, "image/jpeg"),
)


# Written when those of FIRST were read.
SECOND = (
    Way("torn-2014", "2014", in_word(Desk(whole_rows=False, table=14.0)), 3),
    Way("torn-2019", "2019", in_word(Desk(whole_rows=False, table=11.0, body=15.0, leading=26.0)), 4),
    Way("torn-head-again", "2021", in_word(Desk(whole_rows=False, table=14.0, again=True)), 3),
    Way("torn-open", "2021", in_word(Desk(whole_rows=False, table=12.0, borders="sides", side=2.0)), 2),
    Way("torn-upright", "2019", in_word(Desk(whole_rows=False, table=12.0, upright=True, leading=24.0)), 2),
    Way("sans-stacked", "2021", in_word(Desk(serif=False, stacked=True, table=9.0, row_height=0.9)), 3),
    Way("sans-landscape-torn", "2021", in_word(Desk(serif=False, landscape=True, table=14.0, whole_rows=False)), 2),
    Way("letter-paper", "2019", in_word(Desk(paper=(18.4, 26.0), side=2.0, table=9.0, body=14.0)), 2),
    Way("large-paper", "2021", in_word(Desk(paper=(29.7, 42.0), table=14.0)), 1),
    Way("glass-landscape", "2021", copied(Copier(turn=0.6, seal="end"), Desk(landscape=True, table=12.0)), 3),
    Way("glass-seal-150", "2019", copied(Copier(dpi=150, turn=0.4, seal="table", quality=60)), 3),
    Way("glass-fax-150", "2021", copied(Copier(dpi=150, two_level=True, blur=0.3)), 1),
    Way("glass-crooked", "2021", copied(Copier(turn=2.4, quality=70, grey=True), Desk(borders="heavy")), 2),
    Way("held-bent", "2019", copied(Copier(bend=0.05, quality=75)), 1),
    Way("bannered", "2021", bannered, 2, "image/jpeg"),
)
WAYS = (*FIRST, *SECOND)


def pages(*names: str, seed: int = 0, kept: Path | None = None) -> Iterator[Odd]:
    """The reports in these ways (a name's beginning will do); without names, in every way. Files are taken from the folder
    `kept`, and put there."""
    for number, way in enumerate(WAYS):
        if names and not any(way.name == name or way.name.startswith(f"{name}-") for name in names):
            continue
        made = report(way.form, 7000 + 100 * seed + number)
        given = made.facts
        figures = {c.key: c.value for p in made.parts if isinstance(p, Grid) for c in p.figures() if c.key}
        file = kept / f"{way.name}-{seed}.{way.content_type.split('/')[1]}" if kept else None
        body = file.read_bytes() if file and file.exists() else way.make(made, random.Random(f"{way.name}/{seed}"))
        if file:
            file.write_bytes(body)
        yield Odd(
            way.name,
            body,
            {key: value for key, value in figures.items() if value is not None},
            given.code,
            given.year,
            given.form,
            content_type=way.content_type,
        )
